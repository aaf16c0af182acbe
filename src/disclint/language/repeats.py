"""The same figure again: where a number is sourced once, it is sourced wherever the document says the same of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.evidence import Evidence
from disclint.language.quantity import Key, key
from disclint.language.references import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from disclint.language.claims import Claim
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

_GROUP = re.compile(r"\b(?:top|bottom|richest|poorest|wealthiest|lowest|highest|first|last|upper|lower) $")
_PLACES = 6  # sources of one figure that are kept
_SOON = 150  # characters behind its source in which a round figure is taken for the same
_NEAR = 240  # characters on either side that are looked at for shared words
_PRICE = frozenset(["market-date", "register"])  # what answers for one place only


class Told(NamedTuple):
    """Where a figure is sourced: by what evidence, and where in the text it stands."""

    evidence: tuple[str, ...]
    reading: Reading
    start: int
    end: int

    @property
    def words(self) -> frozenset[str]:
        return _content(self.reading, self.start, self.end)


Known = dict[Key, list[Told]]


def sourced(reading: Reading, claims: Iterable[Claim]) -> Known:
    """The figures that have evidence of their own, with their sentences."""
    known: Known = {}
    for claim in claims:
        worth = key(claim.quantity) if claim.claim and claim.evidence else None
        if worth is None or _GROUP.search(reading.folded, max(0, claim.quantity.start - 12), claim.quantity.start):
            continue
        evidence = tuple(e.word for e in claim.evidence if not e.through and e.word not in _PRICE)
        places = known.setdefault(worth, []) if evidence else []
        if evidence and len(places) < _PLACES:
            places.append(Told(evidence, reading, claim.quantity.start, claim.quantity.end))
    return known


def repeated(reading: Reading, claim: Claim, known: Mapping[Key, list[Told]], *, beside: bool = False) -> Claim:
    """The claim, with `repeat` where the document sources the same figure elsewhere. A round one must follow its source and
    share words with it; `beside` says that it stands in a title or description."""
    if not claim.claim or any(not e.through for e in claim.evidence):
        return claim
    worth = key(claim.quantity)
    found = known.get(worth) if worth else None
    if not found:
        return claim
    if _round(claim.quantity):
        found = _alike(reading, claim, found, beside=beside)
    if not found:
        return claim
    again = Evidence("repeat", claim.quantity.start, claim.quantity.end, "", found[0].evidence)
    return claim._replace(evidence=(*claim.evidence, again))


def _alike(reading: Reading, claim: Claim, found: list[Told], *, beside: bool) -> list[Told]:
    """The places that speak of the same thing: close before a figure, or before it with two shared words; one will do for a
    title, a heading or a table."""
    start, end = claim.quantity.start, claim.quantity.end
    content = _content(reading, start, end)
    ahead = beside or claim.zone in ("heading", "caption", "cell")
    return [
        told
        for told in found
        if (ahead and content & told.words)
        or (not beside and told.end <= start and (start - told.end < _SOON or len(content & told.words) > 1))
    ]


def _content(reading: Reading, start: int, end: int) -> frozenset[str]:
    first, last = reading.sentence(start)
    return words(reading.folded[max(first, start - _NEAR) : min(last, end + _NEAR)])


def _round(quantity: Quantity) -> bool:
    """Whether a figure is so plain that two of them may be equal by chance: 20 %, a third, doubled."""
    if quantity.kind in ("ratio", "multiplier", "level"):
        return True
    low, high = quantity.low or 0.0, quantity.high or 0.0
    return quantity.kind in ("percent", "change", "count") and low == high == int(low) and abs(low) <= 100
