"""A figure of a title that the text gives otherwise: digits changed places, or the scale is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.sources.arithmetic import Clash
from disclint.language.claims import SILENT
from disclint.language.references import words
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

_SCALES = (10.0, 1000.0, 1e6)
_NEXT = re.compile(r"[ -]([a-z]{3,20})(?: ([a-z]{3,20}))?")
# a figure that is cut short, or whose scale is glued to what follows: "$360...", "7.6 millionQ4"
_CUT = re.compile(r" ?(?:\.\.|…|(?:thousand|million|billion|trillion|bn|mln|mn)\w)")
_LEAST = 1e5  # below it, a figure may have lost its scale to the words around it
_SHARED = 2  # rare words that a title and a sentence have in common


class Headline(NamedTuple):
    """A title, a description or the first heading: its passage and where it lies in it."""

    where: Context
    start: int
    end: int


def headlines(context: Context) -> Iterator[tuple[Context, Clash]]:
    """Each clash once, in the passage of the first headline that has it; `other` lies in the text."""
    reading = context.reading
    tops = list(_headlines(context))
    first = tops[-1] if tops and tops[-1].where is context else None
    body = [
        q for q, zone in _figures(reading) if zone not in SILENT and not (first and first.start <= q.start < first.end)
    ]
    everywhere = [q for q in reading.quantities if not (first and first.start <= q.start < first.end)]
    seen: set[tuple[str, float]] = set()
    for top in tops:
        for q, _ in _figures(top.where.reading):
            if not top.start <= q.start < top.end or (q.unit, q.low or 0.0) in seen or _stands(q, everywhere):
                continue
            other = next(
                (b for b in body if _mistaken(q, b) and _same_thing(top.where.reading, q, reading, b, top)), None
            )
            if other:
                seen.add((q.unit, q.low or 0.0))
                yield (
                    top.where,
                    Clash(Span(q.start, q.end), Span(other.start, other.end), _words(top, q, reading, other)),
                )


def _words(top: Headline, q: Quantity, reading: Reading, other: Quantity) -> str:
    name = {"title": "the title", "description": "the description"}.get(top.where.passage, "the heading")
    here = top.where.reading.text[q.start : q.end].replace("\n", " ")
    there = reading.text[other.start : other.end].replace("\n", " ")
    return f'{name} says "{here}", the text "{there}"'


def _headlines(context: Context) -> Iterator[Headline]:
    """Titles and descriptions, then the first heading, if the text begins with one."""
    for side in context.sides:
        if side.passage in ("title", "description"):
            yield Headline(side, 0, len(side.reading.text))
    blocks = context.document.blocks
    if blocks and blocks[0].kind == "heading":
        yield Headline(context, blocks[0].start, blocks[0].end)


def _figures(reading: Reading) -> list[tuple[Quantity, str]]:
    """Plain figures of money, percent and counts with their zone."""
    return [
        (c.quantity, c.zone or c.reason)
        for c in reading.claims.claims
        if not c.quantity.mask
        and c.quantity.kind in ("money", "percent", "count")
        and isinstance(c.quantity.value, float | int)
        and c.quantity.value
        and not _CUT.match(reading.folded, c.quantity.end)
    ]


def _stands(q: Quantity, body: list[Quantity]) -> bool:
    """Whether the text has the value too, as it is or rounded, alone or as the end of a range, in whatever unit."""
    value = abs(q.low or 0.0)
    ends = (abs(end) for b in body for end in (b.low, b.high) if end)
    return any(abs(end - value) <= 0.05 * value for end in ends)


def _mistaken(q: Quantity, other: Quantity) -> bool:
    """Whether one may be the other mistyped: the same digits in another order, or another scale."""
    if (q.kind, q.unit) != (other.kind, other.unit):
        return False
    a, b = abs(q.low or 0.0), abs(other.low or 0.0)
    if not a or not b:
        return False
    (da, sa), (db, sb) = _digits(a), _digits(b)
    if da == db:
        ratio = max(a, b) / min(a, b)
        steps = _SCALES if q.kind == "money" and min(a, b) >= _LEAST else _SCALES[:1]
        return len(da) > 1 and any(abs(ratio / step - 1) < 1e-6 for step in steps)
    return sa == sb and len(da) > 1 and sorted(da) == sorted(db)


def _digits(value: float) -> tuple[str, int]:
    """The digits that count, and the power of ten: 65 billion is ("65", 10)."""
    mantissa, _, power = f"{value:.6e}".partition("e")
    return mantissa.replace(".", "").rstrip("0"), int(power)


def _same_thing(reading: Reading, q: Quantity, text: Reading, other: Quantity, top: Headline) -> bool:
    """Whether the two figures are of one thing: the same noun behind both and a rare word, or rare words around them."""
    sentence = text.sentence(other.start)
    shared = words(reading.folded[top.start : top.end]) & words(text.folded[sentence.start : sentence.end])
    nouns = _nouns(reading, q) & _nouns(text, other)
    return len(shared) >= _SHARED or bool(nouns and shared)


def _nouns(reading: Reading, q: Quantity) -> frozenset[str]:
    if q.kind == "count":
        return frozenset([q.unit]) if q.unit else frozenset()
    found = _NEXT.match(reading.folded, q.end)
    return words(" ".join(part for part in found.groups() if part)) if found else frozenset()
