"""What a document's own tags print into it: the document is rendered as a template, and its own text is left aside."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence

from disclint.document import Call
from disclint.site.render import Renderer
from disclint.site.scope import Scope
from disclint.site.template import Template
from disclint.site.values import Page, Piece, Printed


def inline(
    page: Page, template: Template, renderer: Renderer, variables: Mapping[str, object] | Scope
) -> tuple[Printed, ...]:
    """The printed texts, each where its tag stands. The document's own words have no tag that leads to them."""
    found: dict[int, list[Piece]] = {}
    for piece in renderer.page(template, variables).pieces:
        if piece.via and piece.via[0].path == page.path:
            found.setdefault(piece.via[0].offset, []).append(piece)
    return tuple(Printed(tuple(pieces), place(page, offset), inline=True) for offset, pieces in sorted(found.items()))


def place(page: Page, offset: int) -> int:
    """The readable offset of the tag that begins at a source offset or around it; the end of the text where none is known."""
    calls: Sequence[Call] = [call for call in page.calls if isinstance(call, Call)]
    i = bisect.bisect_right([call.source.start for call in calls], offset) - 1
    return calls[i].at if i >= 0 and offset < calls[i].source.end else page.length
