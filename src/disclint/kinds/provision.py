"""What templates add to a document, as the rules see it: a text of its own that stands at a place of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disclint.model import Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.site.printed import Sheet
    from disclint.site.values import Condition


class Provision(NamedTuple):
    """`context` is the printed text, `at` the readable offset of the document where it stands.

    `inline`: the document's own text asks for it. `doubtful`: some of it is printed only if a condition holds that can't be
    decided; then another provision holds the rest alone. `why_not` says in words why a text that templates have does not
    count here; such a provision satisfies nothing. `content`, for a whole built page, is the range of it in which the document's
    own text stands.
    """

    context: Context
    sheet: Sheet
    at: int
    inline: bool = False
    doubtful: bool = False
    why_not: str = ""
    content: tuple[int, int] | None = None

    def stands(self, at: Span, length: int) -> Span:
        """Where words at a readable range of `context` stand in the document of that readable length."""
        if self.content is None:
            return Span(self.at, self.at)
        start, end = self.content
        share = (at.start - start) / max(1, end - start)
        offset = round(min(1.0, max(0.0, share)) * length)
        return Span(offset, offset)

    def via(self, at: Span) -> str:
        """The way to the words at a readable range of `context`: `layouts/single.html:49 -> partials/disclaimer.html:3`."""
        from disclint.site.files import chain

        start, _ = self.context.source_span(*at)
        return chain((*self.sheet.piece(start).via, self.sheet.place(start)))

    def doubt(self, at: Span) -> Condition | None:
        """The condition on which the words at a readable range of `context` depend."""
        source = self.context.source_span(*at)
        return next((p.doubt for p in self.sheet.between(*source) if p.doubt), None)

    def left_out(self, at: Span) -> Condition | None:
        """The condition that keeps the words at a readable range of `context` out of this document."""
        source = self.context.source_span(*at)
        return next((p.left_out for p in self.sheet.between(*source) if p.left_out), None)


class Said(NamedTuple):
    """A place where a statement counts: the range `span` of the text `where`, and where that stands in the document."""

    where: Context
    span: Span
    at: Span
    provision: Provision | None = None
