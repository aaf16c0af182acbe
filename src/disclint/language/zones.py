"""Where in a document a number stands: body, heading, cell, title …; lists of references and disclaimers apart."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from disclint.language.places import holding
from disclint.language.references import zones
from disclint.language.vocabulary import data, strings
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.document import Block
    from disclint.language.reading import Reading

_LINE = re.compile(r"[(\[*_]*(?:data )?sources?: ?\S")
_KINDS = {"paragraph": "body", "item": "body"}
_LEGAL = 2  # so many different cues make a block a disclaimer; in a long one they must stand close enough
_DENSITY = 600
_LONG = 1200  # a whole press release on one line
_NEAR = 350


@cache
def _titles() -> frozenset[str]:
    return frozenset(strings(data("evidence")["disclaimer-titles"]))


class Zones:
    """The zone of every block, found when asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[int, str] = {}

    @cached_property
    def references(self) -> tuple[Span, ...]:
        return zones(self._reading)

    @cached_property
    def _notes(self) -> tuple[Span, ...]:
        return tuple(sorted(self._reading.document.notes.values()))

    def of(self, offset: int) -> str:
        """references, note, disclaimer, or a place whose numbers count: body, heading, cell, caption, title, alt …"""
        i = self._reading.block_index(offset)
        if i not in self._known:
            self._known[i] = self._zone(self._reading.document.blocks[i])
        return self._known[i] or self._near(offset)

    def _zone(self, block: Block) -> str:
        if self.references and holding(self.references, block.start, block.end):
            return "references"
        if block.kind == "note" or (self._notes and holding(self._notes, block.start, block.end)):
            return "note"
        if _LINE.match(self._reading.folded, block.start):
            return "references"
        if block.kind not in ("heading", "cell") and self._disclaims(block):
            return "" if block.end - block.start > _LONG else "disclaimer"
        return _KINDS.get(block.kind, block.kind)

    def _near(self, offset: int) -> str:
        """In a long block that disclaims somewhere: whether it does so close to the offset."""
        near = self._reading.signals.within("disclaimer", offset - _NEAR, offset + _NEAR)
        return "disclaimer" if near else "body"

    def _disclaims(self, block: Block) -> bool:
        title = self._reading.section(block.start).title.strip().lower().rstrip(":.")
        if title in _titles():
            return True
        hits = self._reading.signals.within("disclaimer", block.start, block.end)
        if not hits:
            return False
        folded = self._reading.folded
        found = {folded[start:end] for start, end in hits}
        return len(found) >= (1 if block.end - block.start < _DENSITY else _LEGAL)
