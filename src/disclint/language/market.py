"""Market data: a bare price, level or daily move of something traded, sourced by the document's own date."""

from __future__ import annotations

import bisect
import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

from disclint.language.vocabulary import data, strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.language.signals import Hit
    from disclint.ruleset.rule import Json


# a coupon is part of a bond's name: "6.25% senior notes due 2031"
_COUPON = re.compile(r" (?:[a-z-]{3,16} ){0,3}(?:notes?|bonds?|debentures|gilts?|bunds?|treasur(?:y|ies))\b")
_USUALLY = re.compile(r"\b(?:usually|typically|generally|tends? to|often|on average|historically)\b")
REACH = 45  # characters between the verb of a move and its number
DATE_FIELDS = (
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
def _breadth() -> frozenset[str]:
    return frozenset(strings(cast("dict[str, Json]", data("evidence")["market"])["breadth"]))


class Market:
    """Which numbers are market data, and what dates the document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def dated(self) -> str:
        """The document's date as it was found, or ``""``."""
        fields = self._reading.document.front
        for name in fields:
            if name.lower() in DATE_FIELDS:
                return name
        early = next((q for q in self._reading.quantities if q.mask == "date" and q.start < 600), None)
        return self._reading.text[early.start : early.end] if early else ""

    def moved(self, quantity: Quantity, i: int) -> bool:
        """Whether a number of the sentence with that index is a bare price, level or move."""
        signals = self._reading.signals.sentence(i)
        if quantity.kind == "count":
            return quantity.unit in _breadth() and "market-moves" in signals
        if quantity.kind not in ("money", "percent", "level", "change", "multiplier"):
            return False
        if quantity.kind == "money" and (quantity.high or 0) >= 1e6 and "market-caps" not in signals:
            return False
        if quantity.kind == "percent" and self._reading.folded.startswith(" of ", quantity.end):
            return False
        if self._labelled(i, signals.get("market-labels", ())):
            return True
        if "market-names" not in signals or self._general(i):
            return False
        if quantity.kind == "percent" and _COUPON.match(self._reading.folded, quantity.end):
            return True
        moves = signals.get("market-moves", [])
        last = bisect.bisect_left(moves, (quantity.start, 0)) - 1
        return last >= 0 and moves[last][0] >= quantity.start - REACH

    def _general(self, i: int) -> bool:
        """Whether a sentence tells how markets behave, not what they did: `is usually 10-20% below`."""
        return bool(_USUALLY.search(self._reading.folded, *self._reading.sentences[i]))

    def _labelled(self, i: int, hits: Sequence[Hit]) -> bool:
        """`Price: $461.20`."""
        start, folded = self._reading.sentences[i].start, self._reading.folded
        return any(first < start + 20 and folded.startswith(":", last) for first, last in hits[:2])
