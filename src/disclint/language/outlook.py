"""Marks of a number's sentence: whether it looks ahead (`forecast`), or tells one's own results (`performance`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

_BY = re.compile(r"by (?:the end of |early |mid-|late )?20[2-9]\d\b")


def forecast_cue(reading: Reading, i: int) -> str:
    """The words by which the sentence with that index looks ahead, a year before any verb; ``""`` for none."""
    signals, folded = reading.signals.sentence(i), reading.folded
    for start, _ in signals.get("by", ()):
        found = _BY.match(folded, start)
        if found:
            return found.group()
    hits = signals.get("forecast")
    return folded[hits[0][0] : hits[0][1]] if hits else ""


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
            known[i] = _marks(reading, i)
        flags = known[i]
        if flags and quantity.kind not in ("percent", "multiplier"):
            flags = tuple([flag for flag in flags if flag != "performance"])
        found.append(quantity._replace(attributes=quantity.attributes + flags) if flags else quantity)
    return tuple(found)


def _marks(reading: Reading, i: int) -> tuple[str, ...]:
    signals = reading.signals.sentence(i)
    marks = ("forecast",) if forecast_cue(reading, i) else ()
    if "performance-subjects" in signals and "performance" in signals:
        marks = (*marks, "performance")
    return marks
