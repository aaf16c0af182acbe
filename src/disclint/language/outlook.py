"""Marks of a number's sentence: whether it looks ahead (`forecast`), or tells one's own results (`performance`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclint.language.performance import Performance

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
    ahead: dict[int, bool] = {}
    own = Performance(reading, quantities)
    found: list[Quantity] = []
    for quantity in quantities:
        if quantity.mask:
            found.append(quantity)
            continue
        i = reading.sentence_index(quantity.start)
        if i not in ahead:
            ahead[i] = bool(forecast_cue(reading, i))
        flags = (*(("forecast",) if ahead[i] else ()), *(("performance",) if own.tells(quantity, i) else ()))
        found.append(quantity._replace(attributes=quantity.attributes + flags) if flags else quantity)
    return tuple(found)
