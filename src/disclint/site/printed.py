"""What templates print, read like any document; every character leads back to the template, the parameter or the data file
that it comes from."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from disclint.document import Document
from disclint.model import Source
from disclint.site.values import Piece, Place


class Sheet(NamedTuple):
    """A printed text as a document. `starts` holds where each piece begins in it (source offsets of `document`)."""

    document: Document
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def piece(self, offset: int) -> Piece:
        """The piece that holds a source offset of the document."""
        return self.pieces[max(0, bisect.bisect_right(self.starts, offset) - 1)]

    def place(self, offset: int) -> Place:
        """Where the character at a source offset of the document is written."""
        i = max(0, bisect.bisect_right(self.starts, offset) - 1)
        piece = self.pieces[i]
        return Place(piece.place.path, piece.place.offset + (offset - self.starts[i] if piece.exact else 0))

    def between(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that print the source characters from `start` to `end`."""
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        return self.pieces[first : max(first + 1, bisect.bisect_left(self.starts, end))]


def sheets(pieces: Iterable[Piece]) -> tuple[Sheet, ...]:
    """The printed text as documents, one for each stretch of one format; empty where nothing is printed."""
    return tuple(_sheet(tuple(some)) for _, some in groupby(map(_escaped, pieces), key=lambda piece: piece.format))


def _escaped(piece: Piece) -> Piece:
    """Plain text as it stands in HTML, so that a sentence made of both is one."""
    if piece.format != "text":
        return piece
    if "<" not in piece.text and "&" not in piece.text:
        return piece._replace(format="html")
    text = piece.text.replace("&", "&amp;").replace("<", "&lt;")
    return piece._replace(text=text, exact=False, format="html")


@lru_cache(maxsize=256)
def _sheet(pieces: tuple[Piece, ...]) -> Sheet:
    from disclint.formats import parse

    starts = tuple(accumulate((len(p.text) for p in pieces[:-1]), initial=0))
    path = pieces[0].place.path
    document = parse(Source(path, "".join(p.text for p in pieces)), pieces[0].format)
    return Sheet(document, pieces, starts)
