"""The words that make a number no claim, for people who ask why; nothing here decides anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.language import masks
from disclint.language.claims import SILENT, Claim
from disclint.language.ownmasks import own_masks
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

_FIRST = expression(r"[\w']++")
_NEXT_WORD = expression(r"(?:st|nd|rd|th)?(?: of)?[ -][^\W\d_]++")
_BACK = 20  # sentences in which a hypothesis may have begun


class Because:
    """The causes in one text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._own = own_masks(reading)

    def words(self, claim: Claim) -> str:
        """The words that caused a mask or an exemption, or the heading above a silent zone; ``""`` where the number shows
        it by itself, or where it is a claim."""
        quantity = claim.quantity
        if claim.claim or not claim.reason:
            return ""
        if quantity.mask:
            return self._named(quantity)
        if claim.reason in SILENT:
            return self._above(quantity, claim.reason)
        return self._excuse(claim.reason, self._reading.sentence_index(quantity.start))

    def _named(self, quantity: Quantity) -> str:
        """The name that the number is part of, as far as it is more than the number."""
        reading = self._reading
        name = self._own.of(quantity.start, quantity.end) if self._own else None
        if name:
            return reading.text[name.start : max(name.end, quantity.end)]
        start, end, text = quantity.start, quantity.end, reading.folded
        before = masks.words_before(text, start) if start and text[start - 1] in " -#§." else []
        for take in range(1, 4):
            words = " ".join(before[-take:])
            at = text.rfind(words, max(0, start - 42), start) if words else -1
            if at >= 0 and _known(words, quantity.mask):
                return reading.text[at:end]
        if quantity.mask == "date" and masks.date_after(text, end):
            following = _NEXT_WORD.match(text, end)
            end = following.end() if following else end
        return reading.text[start:end] if end > quantity.end else ""

    def _above(self, quantity: Quantity, reason: str) -> str:
        """The heading of the section, or in a disclaimer without one its own words."""
        reading = self._reading
        block = reading.block(quantity.start)
        cues = reading.signals.within("disclaimer", block.start, block.end) if reason == "disclaimer" else []
        return reading.text[slice(*cues[0])] if cues else reading.section(quantity.start).title

    def _excuse(self, reason: str, i: int) -> str:
        reading = self._reading
        if reason == "question":
            return "?"
        for back in range(i, max(-1, i - _BACK), -1):
            hits = reading.signals.sentence(back).get(reason) if reading.sentences else None
            if hits:
                return reading.text[slice(*hits[0])]
            if reason != "hypothetical":
                break
        first = _FIRST.match(reading.text, reading.sentences[i].start) if reason == "instruction" else None
        return first[0] if first else ""


def _known(words: str, mask: str) -> bool:
    table = masks.masks()
    if mask == "index-name":
        return words in table.indexes
    if mask == "date":
        return words.rstrip(".") in table.months
    return table.before.get(words) == mask or (mask == "product-name" and words in table.products)
