"""Places in templates as reports print them: path, line and column."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from disclint.model import Lines, Position, Span

if TYPE_CHECKING:
    from disclint.site.printed import Sheet
    from disclint.site.values import Place


def located(sheet: Sheet, source: Span) -> tuple[str, Span, Position]:
    """The file (as printed), the span in it and its lines and columns that a span of a printed text comes from."""
    from disclint.discover import printed

    start = sheet.place(source.start)
    last = sheet.place(max(source.start, source.end - 1))
    piece = sheet.piece(source.start)
    if last.path == start.path and last.offset >= start.offset and piece.exact:
        end = last.offset + (1 if source.end > source.start else 0)
    else:
        end = start.offset  # its end is written somewhere else
    span = Span(start.offset, max(start.offset, end))
    return printed(start.path), span, lines_of(start.path).position(span)


def shown(place: Place) -> str:
    """`path:line`, as a person reads it."""
    from disclint.discover import printed

    return f"{printed(place.path)}:{lines_of(place.path).place(place.offset)[0]}"


def chain(places: tuple[Place, ...]) -> str:
    """`layouts/_default/single.html:49 -> layouts/partials/disclaimer.html:3`, the same line told once."""
    return " -> ".join(dict.fromkeys(map(shown, places)))


@lru_cache(maxsize=512)
def lines_of(path: str) -> Lines:
    """The lines of a file that has been read as a template; of one that is gone by now, a single one."""
    return Lines(text_of(path))


def text_of(path: str) -> str:
    """The text of a file that has been read as a template; of one that is gone by now, nothing."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig", "replace")
    except OSError:
        return ""
