"""Marks of a number's sentence: whether it looks ahead (`forecast`), or tells one's own results (`performance`)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.vocabulary import data, one_of, strings

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.model import Span

_BY = re.compile(
    r"\b(?:by|in|through|until) (?:the end of |early |mid-|late )?20[3-9]\d\b|\bby (?:the end of |early |mid-"
    r"|late )?202\d\b"
)


class Tables(NamedTuple):
    forecast: re.Pattern[str]
    performance: re.Pattern[str]
    subjects: re.Pattern[str]


@cache
def tables() -> Tables:
    table = data("evidence")
    forecast = re.compile(rf"\b(?:{one_of(strings(table['forecast']))})(?!\w)")
    performance = re.compile(rf"\b(?:{one_of(strings(table['performance']))})\b")
    return Tables(forecast, performance, re.compile(rf"\b(?:{one_of(strings(table['performance-subjects']))})\b"))


def forecast_cue(folded: str, sentence: Span) -> str:
    """The words by which a sentence looks ahead, a year before any verb; ``""`` for none."""
    found = _BY.search(folded, sentence.start, sentence.end) or tables().forecast.search(
        folded, sentence.start, sentence.end
    )
    return found.group() if found else ""


def with_outlook(reading: Reading, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities with the attributes that their sentences give them."""
    known: dict[int, tuple[str, ...]] = {}
    found: list[Quantity] = []
    for quantity in quantities:
        if quantity.mask:
            found.append(quantity)
            continue
        i = reading.sentence_index(quantity.start)
        if i not in known:
            known[i] = _marks(reading.folded, reading.sentence(quantity.start))
        flags = (
            known[i] if quantity.kind in ("percent", "multiplier") else tuple(f for f in known[i] if f != "performance")
        )
        found.append(quantity._replace(attributes=quantity.attributes + flags) if flags else quantity)
    return tuple(found)


def _marks(folded: str, sentence: Span) -> tuple[str, ...]:
    marks = ("forecast",) if forecast_cue(folded, sentence) else ()
    own = tables().subjects.search(folded, sentence.start, sentence.end)
    if own and tables().performance.search(folded, sentence.start, sentence.end):
        marks = (*marks, "performance")
    return marks
