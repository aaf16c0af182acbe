"""Entries of a list of references that nothing uses: they name a figure which the text never states, and no mark or
word leads to them. Sharing a subject with the text is use enough to stay silent; so the finding is rare and sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.kinds.wording import fill
from disclint.language.notemarks import Notes
from disclint.language.places import starting
from disclint.language.references import Mention, Reference, words, zones
from disclint.lazy import expression
from disclint.model import Finding, Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule

FIX = "state what the entry was for, mark the place that it supports, or take it out"
_FOR_THIS_TEXT = frozenset(
    ["references", "reference list", "sources", "source", "citations", "works cited", "data sources", "source list"]
    + ["references & sources", "references and sources", "sources and references"]
)
_SCALED = expression(r"(?:\d{1,7}-)?\d{1,7}-?[a-z]{2,8}")  # "29-bln", not "10-k"
_NUMBER = expression(r"\d[\d.,]*")
_NEAR = 0.06  # "about $30 billion" states $29 billion
_NAME = expression(r"[a-z][a-z'&.-]{2,}")
_URL = expression(r"(?:https?://|www\.)\S+")


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """In the order of the list."""
    reading = context.reading
    listed = [z for z in zones(reading) if reading.block(z.start).end - z.start < 40 and _title(reading, z)]
    if not listed:
        return
    entries = [e for e in reading.claims.references if any(z.start <= e.start < z.end for z in listed) and _names(e)]
    stated = _Stated(context, zones(reading)) if entries else None
    for entry in entries:
        mentions = _names(entry)
        if stated is None or any(stated.holds(m) for m in mentions) or stated.uses(entry):
            continue
        host = f" ({entry.host})" if entry.host else ""
        finding = context.finding(
            rule,
            state="unused",
            message=fill(rule.message, context.facts, found=f'the text never states "{mentions[0].text}"{host}'),
            at=Span(entry.start, entry.end),
            fix=rule.fix or FIX,
        )
        if finding:
            yield finding


def _title(reading: Reading, zone: Span) -> bool:
    block = reading.block(zone.start)
    return reading.folded[block.start : block.end].strip().rstrip(":") in _FOR_THIS_TEXT


def _names(entry: Reference) -> list[Mention]:
    """The figures that an entry surely names: an amount, or a number with a scale or a percent sign."""
    return [m for m in entry.mentions if entry.target and m.value and (_amount(m) or _slug(m, entry.target.lower()))]


def _amount(mention: Mention) -> bool:
    """An amount of money or a percentage in a title."""
    return " " not in mention.unit and (mention.unit.isupper() or (mention.unit == "%" and "-" not in mention.text))


def _slug(mention: Mention, target: str) -> bool:
    """A number with its scale in an address; `5-per` only as `5-per-cent`."""
    if not _SCALED.fullmatch(mention.text):
        return False
    return not mention.text.endswith("-per") or f"{mention.text}-cent" in target


class _Stated:
    """What the text states outside its lists of references."""

    def __init__(self, context: Context, listed: tuple[Span, ...]) -> None:
        self._reading = context.reading
        reading = self._reading
        outside = [q for q in reading.quantities if not any(z.start <= q.start < z.end for z in listed)]
        self._figures = [q for q in outside if not q.mask and q.kind in ("money", "percent", "count", "change", "range")]
        sides = [side.reading for side in context.sides]
        values = [q for q in (*outside, *(q for side in sides for q in side.quantities))]
        self._values = frozenset(abs(v) for q in values for v in (q.low, q.high) if v)
        bodies, at = [], 0
        for zone in listed:
            bodies.append(reading.folded[at : zone.start])
            at = zone.end
        self._body = " ".join([*bodies, reading.folded[at:], *(side.folded for side in sides)])
        self._numbers = frozenset(number.strip(".,") for number in _NUMBER.findall(self._body))
        self._first = listed[0].start

    def holds(self, mention: Mention) -> bool:
        """Whether the text states the number, or one that it may be a rounding of; addresses lose decimal points."""
        digits = (re.findall(r"\d+", mention.text) or [""])[0]
        if {digits, *(f"{digits[:i]}.{digits[i:]}" for i in range(1, len(digits)))} & self._numbers:
            return True
        worths = [mention.value / tenth for tenth in (1, 10, 100)]
        return any(abs(value - worth) <= _NEAR * worth for value in self._values for worth in worths)

    def uses(self, entry: Reference) -> bool:
        """Whether a link, a mark or a name leads to the entry, or a sentence with figures speaks of the same thing."""
        reading = self._reading
        target = entry.target.rstrip("/")
        if target and any(
            link.target.rstrip("/") == target for link in reading.document.links if link.start < self._first
        ):
            return True
        return self._marked or self._named(entry) or any(self._shared(q, entry) for q in self._figures)

    @property
    def _marked(self) -> bool:
        """Whether the document marks its places at all: which entry an unnumbered mark means can't be known."""
        return bool(Notes(self._reading).marked())

    def _named(self, entry: Reference) -> bool:
        """Whether the text names the publisher, by its site, or by the first word of the entry."""
        label = entry.host.split(".")[-2] if "." in entry.host else ""
        text = _URL.sub(" ", self._reading.folded[entry.start : entry.end])
        first = _NAME.search(text)
        names = {label, first[0].split("'")[0].strip(".") if first else ""} - {""}
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self._body) for name in names)

    def _shared(self, quantity: Quantity, entry: Reference) -> bool:
        sentence = self._reading.sentence(quantity.start)
        return len(words(self._reading.folded[sentence.start : sentence.end]) & entry.words) >= 2
