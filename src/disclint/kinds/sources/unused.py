"""Entries of a list of references that nothing uses: they name a figure which the text never states, and no mark or
word leads to them. Sharing a subject with the text is use enough to stay silent; so the finding is rare and sure."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from disclint.kinds.wording import fill
from disclint.language.notemarks import Notes
from disclint.language.places import holding
from disclint.language.references import Mention, Reference, words, zones
from disclint.lazy import expression
from disclint.model import Finding, Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule

FIX = "state what the entry was for, mark the place that it supports, or take it out"
# not "Further reading" or "Bibliography", which may list anything
_FOR_THIS_TEXT = frozenset(
    ["references", "reference list", "sources", "source", "citations", "works cited", "data sources", "source list"]
)
_FIGURES = ("money", "percent", "count", "change", "range")
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
    entries = [e for e in reading.claims.references if holding(listed, e.start, e.end) and _names(e)]
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
        self._outside = [q for q in self._reading.quantities if not holding(listed, q.start, q.start)]
        sides = [side.reading for side in context.sides]
        quantities = [*self._outside, *(q for side in sides for q in side.quantities)]
        self._values = sorted(abs(v) for q in quantities for v in (q.low, q.high) if v)
        folded = self._reading.folded
        edges = [0, *(edge for zone in listed for edge in zone), len(folded)]
        bodies = [folded[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        body = " ".join([*bodies, *(side.folded for side in sides)])
        self._numbers = frozenset(number.strip(".,") for number in _NUMBER.findall(body))
        self._words = frozenset(word.split("'")[0].strip(".") for word in _NAME.findall(body))
        links = self._reading.document.links
        self._targets = frozenset(k.target.rstrip("/") for k in links if not holding(listed, k.start, k.start))

    def holds(self, mention: Mention) -> bool:
        """Whether the text states the number, or one that it may be a rounding of; addresses lose decimal points."""
        digits = (re.findall(r"\d+", mention.text) or [""])[0]
        if {digits, *(f"{digits[:i]}.{digits[i:]}" for i in range(1, len(digits)))} & self._numbers:
            return True
        return any(self._near(abs(mention.value) / tenth) for tenth in (1, 10, 100))

    def _near(self, worth: float) -> bool:
        i = bisect.bisect_left(self._values, worth * (1 - _NEAR))
        return i < len(self._values) and self._values[i] <= worth * (1 + _NEAR)

    def uses(self, entry: Reference) -> bool:
        """Whether a link, a mark or a name leads to the entry, or a sentence with figures speaks of the same thing."""
        linked = bool(entry.target) and entry.target.rstrip("/") in self._targets
        return linked or self._marked or self._named(entry) or self._shared(entry)

    @cached_property
    def _marked(self) -> bool:
        """Whether the document marks its places at all: which entry an unnumbered mark means can't be known."""
        return bool(Notes(self._reading).marked())

    def _named(self, entry: Reference) -> bool:
        """Whether the text names the publisher, by its site, or by the first word of the entry."""
        labels = {label for label in entry.host.split(".")[:-1] if len(label) > 2} - {"com", "www"}
        first = _NAME.search(_URL.sub(" ", self._reading.folded[entry.start : entry.end]))
        names = labels | ({first[0].split("'")[0].strip(".")} if first else set())
        return not names.isdisjoint(self._words)

    def _shared(self, entry: Reference) -> bool:
        """Whether a sentence with a figure shares two content words with the entry."""
        shared = Counter(i for word in entry.words for i in self._sentences.get(word, ()))
        return any(count > 1 for count in shared.values())

    @cached_property
    def _sentences(self) -> dict[str, list[int]]:
        """Content words -> the sentences with figures that hold them."""
        reading = self._reading
        found: dict[str, list[int]] = {}
        for i in sorted({reading.sentence_index(q.start) for q in self._outside if not q.mask and q.kind in _FIGURES}):
            for word in words(reading.folded[slice(*reading.sentences[i])]):
                found.setdefault(word, []).append(i)
        return found
