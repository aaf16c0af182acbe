"""Quarto's conditional content: what stands between `::: {.content-visible when-format="pdf"}` and `:::`, and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.values import Condition, Piece, Place

_LINE = expression(r"(?m)^[ \t]*+(:{3,})[ \t]*+([^\n]*+)$")
_REMARK = expression(r"<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)")
_ATTRIBUTE = expression(r"\b(when|unless)-(format|profile|meta)\s*+=\s*+[\"']?+([\w:-]++)")
_HTML = ("html", "html:js", "html5")


class Conditional(NamedTuple):
    """A range of a file's text that HTML pages show only on a condition; without one, never."""

    start: int
    end: int
    condition: Condition | None


def conditions(path: str, text: str) -> tuple[Conditional, ...]:
    """The conditional ranges, in order; one inside another counts as both."""
    found = [Conditional(m.start(), m.end(), None) for m in _REMARK.finditer(text)] if "<!--" in text else []
    opened: list[tuple[int, str]] = []
    for match in _LINE.finditer(text) if ":::" in text else ():
        if match[2].strip():
            opened.append((match.start(), match[2]))
        elif opened:
            start, words = opened.pop()
            found += _conditional(path, start, match.end(), words)
    return tuple(sorted(found, key=lambda c: c[:2]))


def _conditional(path: str, start: int, end: int, words: str) -> Iterator[Conditional]:
    if "content-visible" not in words and "content-hidden" not in words:
        return
    shown = "content-visible" in words
    for when, kind, value in _ATTRIBUTE.findall(words):
        if kind != "format":
            yield Conditional(start, end, Condition(f"::: {words.strip()}", Place(path, start)))
        elif (value in _HTML) != ((when == "when") == shown):
            yield Conditional(start, end, None)


def under(pieces: Iterable[Piece], spans: Sequence[Conditional], at: int) -> Iterator[Piece]:
    """The pieces as the conditions around an offset have them: dropped, in doubt, or as they are."""
    around = [span for span in spans if span.start <= at < span.end]
    if any(span.condition is None for span in around):
        return
    doubt = around[0].condition if around else None
    for piece in pieces:
        yield piece._replace(doubt=piece.doubt or doubt) if doubt else piece


def cut(
    text: str, path: str, start: int, end: int, via: tuple[Place, ...], spans: Sequence[Conditional]
) -> Iterator[Piece]:
    """The text between two offsets as pieces, cut where conditions begin and end."""
    edges = sorted({start, end, *(e for span in spans for e in span[:2] if start < e < end)})
    for first, last in pairwise(edges):
        piece = Piece(text[first:last], Place(path, first), True, via, "markdown")
        yield from under((piece,), spans, first)
