"""Which numbers need a source, and what sources them.

For every number: its zone, what excuses it (an example, a question), then all evidence with its place. Evidence is only
collected here; a policy (a list of evidence words) decides later what counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from disclint.language.evidence import RANK, Evidence
from disclint.language.exemptions import Exemptions
from disclint.language.gathering import Gatherer
from disclint.language.market import Market
from disclint.language.quantity import Key, Quantity, key
from disclint.language.repeats import Told, repeated, sourced
from disclint.language.vocabulary import data, strings
from disclint.language.zones import Zones
from disclint.lazy import expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from disclint.language.reading import Reading
    from disclint.language.references import Reference
    from disclint.ruleset.rule import Json

__all__ = ["Claim", "Claims", "Key", "accepts", "claims", "key", "policies", "side_claims"]

# the number of a section; "2.5 million homes" begins a heading, too
_SECTION = expression(
    r"\d{1,2}(?:\.\d{1,2}){1,3}\.?+ (?!(?:hundred|thousand|million|billion|trillion|per|times|points|in|of)\b)[a-z]"
)
SILENT = ("references", "note", "disclaimer")  # zones whose numbers are never claims


class Claim(NamedTuple):
    """One number with its verdict. `claim` is False where `reason` names a mask, an exemption, a zone or small-count; a
    class that is off by default keeps its evidence and says class-off. `evidence` is in order of strength; `weasels`
    are sources without a name. `market` says that it is a bare price, level or move of a market."""

    quantity: Quantity
    claim: bool
    reason: str
    zone: str
    evidence: tuple[Evidence, ...] = ()
    weasels: tuple[Evidence, ...] = ()
    market: bool = False


class Claims(NamedTuple):
    """All numbers of a text, as in `Reading.quantities`, and its list of references. `sourced` maps the worth of every
    number with evidence to the words of that evidence."""

    claims: tuple[Claim, ...]
    references: tuple[Reference, ...] = ()
    sourced: Mapping[Key, list[Told]] = {}


def policies() -> dict[str, tuple[str, ...]]:
    """Every policy by its name: the evidence words that it accepts."""
    return {name: strings(words) for name, words in cast("dict[str, Json]", data("evidence")["policies"]).items()}


def accepts(policy: tuple[str, ...], claim: Claim) -> bool:
    """Whether the claim is sourced under a policy. Evidence that leads back elsewhere counts as that place's does."""
    return any(
        e.word in policy and (not e.through or any(word in policy for word in e.through)) for e in claim.evidence
    )


def claims(reading: Reading) -> Claims:
    """The verdict on every number of the text."""
    if not reading.quantities:
        return Claims(())
    judge = _Judge(reading)
    found = _shared([judge.claim(quantity) for quantity in reading.quantities])
    known = sourced(reading, found)
    return Claims(tuple(repeated(reading, c, known) for c in found), judge.gatherer.references, known)


def side_claims(main: Claims, side: Reading) -> Claims:
    """The verdict on the numbers of a title, description or alternative: what the body sources counts there too."""
    found = claims(side)
    return found._replace(claims=tuple(repeated(side, c, main.sourced, beside=True) for c in found.claims))


class _Judge:
    """What decides on the numbers of one text, each by itself."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._zones, self._exemptions, self._market = Zones(reading), Exemptions(reading), Market(reading)
        self.gatherer = Gatherer(reading)

    def claim(self, quantity: Quantity) -> Claim:
        if quantity.mask:
            return Claim(quantity, False, quantity.mask, "")
        zone = self._zones.of(quantity.start)
        i = self._reading.sentence_index(quantity.start)
        reason = (
            _unfit(quantity, zone)
            or self._label(quantity, zone)
            or self._titled(quantity, zone)
            or self._exemptions.at(i, quantity.start)
        )
        if not reason and quantity.kind == "rank" and self._exemptions.goal(quantity.start):
            reason = "goal"
        return Claim(quantity, False, reason, zone) if reason else self._sourced(quantity, zone, i)

    def _label(self, quantity: Quantity, zone: str) -> str:
        """`label` where a bare range or count only says of which group its line tells (`25-34: $20,390`), or where a
        heading begins with its number (`## 12.4 Global funds`)."""
        if zone in ("heading", "title") and quantity.kind in ("level", "count"):
            block = self._reading.block(quantity.start)
            if block.start == quantity.start and _SECTION.match(self._reading.folded, block.start, block.end):
                return "label"
        if quantity.kind not in ("range", "level", "count") or quantity.unit or (quantity.high or 0) > 120:
            return ""
        first = self._reading.block(quantity.start).start == quantity.start
        return "label" if first and self._reading.folded.startswith(":", quantity.end) else ""

    def _titled(self, quantity: Quantity, zone: str) -> str:
        """`list-title` for the number that a heading of a list begins with: `Top 10 funds for 2025`."""
        if quantity.kind != "rank" or quantity.unit != "top" or zone not in ("heading", "title"):
            return ""
        block = self._reading.block(quantity.start)
        before = self._reading.folded[block.start : quantity.start].strip()
        return "list-title" if before in ("", "the", "our", "my") else ""

    def _sourced(self, quantity: Quantity, zone: str, i: int) -> Claim:
        evidence, weasels = self.gatherer.of(quantity, i)
        moved = self._market.moved(quantity, i)
        provider = self.gatherer.citations.provider if moved and not evidence else None
        if provider:
            evidence = (provider,)
        if moved and self._market.dated:
            evidence = (*evidence, Evidence("market-date", quantity.start, quantity.end, self._market.dated))
        off = quantity.kind == "duration"
        return Claim(quantity, not off, "class-off" if off else "", zone, evidence, weasels, moved)


def _unfit(quantity: Quantity, zone: str) -> str:
    """Why a number cannot be a claim by its place or its size, or ``""``."""
    if zone in SILENT:
        return zone
    if "small" in quantity.attributes and quantity.kind in ("count", "level", "vague"):
        return "small-count"
    return "bare-number" if quantity.kind == "level" and _idle(quantity) else ""


def _shared(found: list[Claim]) -> list[Claim]:
    """What sources a number sources its restatement in another unit too, and the other way round."""
    for i, claim in enumerate(found):
        if claim.quantity.alias >= 0 and claim.claim:
            other = found[claim.quantity.alias]
            both = tuple(sorted({*claim.evidence, *other.evidence}, key=lambda e: (RANK[e.word], e.start)))
            found[i] = claim._replace(evidence=both)
            found[claim.quantity.alias] = other._replace(evidence=both)
    return found


def _idle(quantity: Quantity) -> bool:
    """A whole number below 100 that nothing says the meaning of."""
    low = quantity.low or 0.0
    return quantity.kind == "level" and abs(low) < 100 and low == int(low)
