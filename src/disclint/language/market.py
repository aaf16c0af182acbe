"""Market data: a bare price, level or daily move of something traded, sourced by the document's own date."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from disclint.language.vocabulary import data, one_of, strings

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Json


class Tables(NamedTuple):
    names: re.Pattern[str]
    moves: re.Pattern[str]


REACH = 45  # characters between the verb of a move and its number
_DATE_FIELDS = (
    "date",
    "pubdate",
    "published",
    "publishdate",
    "pubdatetime",
    "created",
    "updated",
    "last_modified_at",
    "lastmod",
    "publishedat",
)


@cache
def tables() -> Tables:
    table = cast("dict[str, Json]", data("evidence")["market"])

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{one_of(strings(table[name]))})(?!\w)")

    return Tables(pattern("names"), pattern("moves"))


class Market:
    """Which numbers are market data, and what dates the document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._named: dict[int, bool] = {}

    @cached_property
    def dated(self) -> str:
        """The document's date as it was found, or ``""``."""
        fields = self._reading.document.front
        for name in fields:
            if name.lower() in _DATE_FIELDS:
                return name
        early = next((q for q in self._reading.quantities if q.mask == "date" and q.start < 600), None)
        return self._reading.text[early.start : early.end] if early else ""

    def moved(self, quantity: Quantity) -> bool:
        if quantity.kind not in ("money", "percent", "level", "change", "multiplier"):
            return False
        if quantity.kind == "money" and (quantity.high or 0) >= 1e6:
            return False
        sentence = self._reading.sentence(quantity.start)
        known, folded = tables(), self._reading.folded
        if sentence.start not in self._named:
            self._named[sentence.start] = bool(known.names.search(folded, sentence.start, sentence.end))
        low = max(sentence.start, quantity.start - REACH)
        return self._named[sentence.start] and bool(known.moves.search(folded, low, quantity.start))
