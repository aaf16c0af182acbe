"""Figures that the house has approved: which of them a number of the text equals, and whether they still hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.evidence import Evidence
from disclint.language.places import holding, starting
from disclint.language.quantity import Key, Quantity, key

if TYPE_CHECKING:
    from disclint.facts import Approved
    from disclint.language.reading import Reading


class Had(NamedTuple):
    """What the register has for a number that it does not source: an `expired` entry, or one about other things."""

    entry: Approved
    expired: bool


class Register:
    """The approved figures, asked for the numbers of one text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.entries = reading.sourcing.register

    def evidence(self, quantity: Quantity) -> list[Evidence]:
        """What the register says for a number: the first entry that equals it and still holds."""
        for entry in self._same(quantity) if self.entries else ():
            if not self._expired(entry) and self._fits(entry, quantity):
                return [Evidence("register", quantity.start, quantity.end, entry.source)]
        return []

    def had(self, quantity: Quantity) -> Had | None:
        """Why an entry with the same worth is no source: it has expired (the last one to do so), or is about other things."""
        same = self._same(quantity) if self.entries else ()
        expired = [entry for entry in same if self._expired(entry) and self._fits(entry, quantity)]
        if expired:
            return Had(max(expired, key=lambda entry: entry.expires), True)
        other = next((entry for entry in same if not self._expired(entry)), None)
        return Had(other, False) if other else None

    def _same(self, quantity: Quantity) -> Sequence[Approved]:
        sought = worth(quantity)
        return _table(self.entries).get(sought, ()) if sought else ()

    def _expired(self, entry: Approved) -> bool:
        return bool(entry.expires and self._reading.today and entry.expires < self._reading.today)

    def _fits(self, entry: Approved, quantity: Quantity) -> bool:
        """Whether the sentence (in a table: the row) has one of the words that the entry is about."""
        if not entry.about:
            return True
        reading = self._reading
        start, end = reading.sentence(quantity.start)
        if reading.block(quantity.start).kind == "cell":
            row = holding(reading.marks_of("row"), quantity.start, quantity.end)
            start, end = row if row else (start, end)
        return bool(_about(entry.about).search(reading.folded, start, end))


def worth(quantity: Quantity) -> Key | None:
    """What an approved figure and a number of the text share: `quantity.key`, but no multiplier equals a plain number."""
    known = None if quantity.mask else key(quantity)
    if known is None:
        return None
    if not known[1] and quantity.kind not in ("count", "level"):
        return quantity.kind, *known[1:]
    return known


def read_figures(figures: Iterable[str]) -> list[tuple[Quantity, ...]]:
    """The numbers in each text, read as a paragraph of its own; offsets are not the text's."""
    from disclint.document import Block, Document, Section
    from disclint.language.reading import Reading
    from disclint.model import Source

    blocks, at = [], 0
    lines = [" ".join(figure.split()) for figure in figures]
    for line in lines:
        blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    text = "\n".join(lines)
    document = Document(Source("", ""), "text", text, blocks=tuple(blocks), sections=(Section(0, len(text), 0, ""),))
    found = Reading(document).quantities
    return [tuple(q for q in starting(found, b.start, b.end + 1) if q.alias < 0) for b in blocks]


@lru_cache(maxsize=16)
def _table(entries: tuple[Approved, ...]) -> dict[Key, list[Approved]]:
    table: dict[Key, list[Approved]] = {}
    for entry, numbers in zip(entries, read_figures(e.figure for e in entries), strict=True):
        known = worth(numbers[0]) if numbers else None
        if known:
            table.setdefault(known, []).append(entry)
    return table


@lru_cache(maxsize=1024)
def _about(words: tuple[str, ...]) -> re.Pattern[str]:
    from disclint.document import folded, plain

    known = (re.escape(folded(plain(" ".join(word.split())))) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)")
