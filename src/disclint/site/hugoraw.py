"""HTML in Markdown that a shortcode prints: Hugo leaves it out, with the text of its blocks, unless it is allowed to stay."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.lazy import expression
from disclint.site.values import MARK, Piece

# A block of HTML as CommonMark has it: from a line that begins with such a tag to the next empty line.
_BLOCK = expression(
    r"(?im)^ {0,3}<(?:/?+(?:address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|option|p|section|summary|table"
    r"|tbody|td|tfoot|th|thead|title|tr|ul|pre|script|style|textarea)(?=[\s/>])|!--)(?:[^\n]++|\n(?![ \t]*+(?:\n|\Z)))*+"
)


def without_html(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces (Markdown) without their blocks of HTML."""
    text = "".join(piece.text for piece in pieces)
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    if not blocks:
        return pieces
    kept: list[Piece] = []
    at = 0
    for piece in pieces:
        kept += [piece] if piece is MARK else _outside(piece, at, blocks)
        at += len(piece.text)
    return tuple(kept)


def _outside(piece: Piece, at: int, blocks: list[tuple[int, int]]) -> Iterator[Piece]:
    """The parts of a piece, which begins at `at`, that lie in no block."""
    start, end = at, at + len(piece.text)
    for first, last in [*blocks, (end, end)]:
        if last < start:
            continue
        if start < min(first, end):
            place = piece.place._replace(offset=piece.place.offset + (start - at if piece.exact else 0))
            yield piece._replace(text=piece.text[start - at : min(first, end) - at], place=place)
        start = max(start, last)
        if start >= end:
            return
