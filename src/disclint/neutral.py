"""Values that templates print and that no rule could care about, made alike: the pages of a site then share one printed text.

A title, a date or a link differs from page to page. Where it holds no words that a statement, a legend or a ban is made of, a
placeholder of the same shape stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclint.document import folded, plain
from disclint.ruleset.rule import Forbid, Matcher, Near, Pattern, Require, Verbatim, parts

if TYPE_CHECKING:
    from disclint.kinds.context import Book
    from disclint.site.values import Piece

_NOTHING, _PART, _WHOLE = 0, 1, 2
_SHOWS = ("hidden", "none")  # what an attribute's value may hold that decides whether its element is seen


class Neutral:
    """Judges values by the rules of one book; each text is scanned once."""

    def __init__(self, book: Book) -> None:
        self._scanner = book.scanner
        self._matchers = tuple(_matchers(book))
        self._wanted = {id(part) for part in parts(self._matchers) if isinstance(part, Pattern)}
        self._known: dict[str, int] = {}

    def pieces(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces with placeholders for the values that don't matter."""
        return tuple(self._neutral(piece, pieces, i) if piece.value else piece for i, piece in enumerate(pieces))

    def _neutral(self, piece: Piece, pieces: Sequence[Piece], i: int) -> Piece:
        weight = self._weight(piece.text)
        if weight == _WHOLE or (weight == _PART and not _alone(pieces, i)) or any(w in piece.text for w in _SHOWS):
            return piece
        # where it is written differs from page to page as well: its tag stands for it
        place, via = (piece.via[-1], piece.via[:-1]) if piece.sourced else (piece.place, piece.via)
        return piece._replace(text=_shape(piece.text), place=place, via=via, exact=False, sourced=False)

    def _weight(self, text: str) -> int:
        """Whether a rule's words stand in it whole, in part, or not at all."""
        if text not in self._known:
            found = self._scanner.scan(folded(plain(text))).patterns
            hits = (found & self._wanted) - self._scanner.anywhere
            whole = bool(hits) and any(_possible(m, hits) for m in self._matchers)
            self._known[text] = _WHOLE if whole else _PART if hits else _NOTHING
        return self._known[text]


def _possible(matcher: Matcher, hits: set[int]) -> bool:
    """Whether the text holds words of every part of the matcher; a part of another kind counts as held."""
    if isinstance(matcher, Pattern):
        return id(matcher) in hits
    if isinstance(matcher, Near):
        own = [m for m in matcher.matchers if isinstance(m, Pattern | Near)]
        return bool(own) and all(_possible(m, hits) for m in own)
    return False


def _matchers(book: Book) -> Iterator[Matcher]:
    from disclint.kinds.legends import shingles

    for rule in book.rules:
        match rule.requirement:
            case Require(elements=elements):
                for element in elements:
                    yield from (*element.says, *element.says_not)
            case Forbid() as forbid:
                yield from (*forbid.says, *forbid.says_not)
            case Verbatim(texts=texts):
                for legend in texts:
                    yield from shingles(legend.text)
            case _:
                pass


def _alone(pieces: Sequence[Piece], i: int) -> bool:
    """Whether the value is all that stands between two tags."""
    before = pieces[i - 1].text.rstrip() if i else ">"
    after = pieces[i + 1].text.lstrip() if i + 1 < len(pieces) else "<"
    return before.endswith(">") and after.startswith("<")


def _shape(text: str) -> str:
    """A placeholder: a number, a name or a word."""
    inner = text.strip()
    if not inner:
        return " "
    if inner[0].isdigit():
        return "0"
    return "Name" if inner[0].isupper() else "word"
