"""Gathers what sources each number: citations, named speakers, quotations, the list of references, own data."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from disclint.language.according import names
from disclint.language.attribution import cues
from disclint.language.carrying import Carrying
from disclint.language.citations import Citations
from disclint.language.evidence import CARRIED, RANK, Evidence
from disclint.language.owndata import OwnData
from disclint.language.places import holding, starting
from disclint.language.references import Listing, Reference, references, words
from disclint.language.scopes import Cue
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

_FAR = 600  # characters from a cue to the numbers that it may still govern


class Gatherer:
    """The evidence of one document. What holds for a sentence is collected once and shared by its numbers."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.citations, self._own = Citations(reading), OwnData(reading)
        self._sentences: dict[int, tuple[Evidence, ...]] = {}
        self._cues: dict[int, tuple[Cue, ...]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._near: dict[int, Reference | None] = {}
        self._extracts: dict[Span, list[Evidence]] = {}

    @cached_property
    def _carrying(self) -> Carrying:
        return Carrying(self.reading, self._strong, self.sentence)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        return references(self.reading)

    def cues(self, i: int) -> tuple[Cue, ...]:
        if i not in self._cues:
            self._cues[i] = cues(self.reading, i)
        return self._cues[i]

    def of(self, quantity: Quantity, i: int) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """All evidence for a number of the sentence with that index, strongest first, and the sources without a name
        that the sentence leans on."""
        governing = self._governing(quantity, i)
        found = [*self.sentence(i), *self._number(quantity, i)]
        found += [Evidence("attribution", c.start, c.end, c.source) for c in governing if c.word == "attribution"][:1]
        if not any(e.word in CARRIED for e in found):
            found += self._carrying.of(i)
        weasels = tuple(self._weasel(cue) for cue in governing if cue.word != "attribution")
        found += [e for e in weasels if e.word == "anonymous"]
        if len(found) > 1:
            found.sort(key=lambda e: RANK[e.word])
        return tuple(found), weasels

    def _governing(self, quantity: Quantity, i: int) -> list[Cue]:
        """The cues of its sentence that govern a number."""
        there = self.cues(i)
        if not there:
            return []
        near = there if len(there) < 9 else starting(there, quantity.start - _FAR, quantity.start + _FAR)
        return [cue for cue in near if cue.low <= quantity.start < cue.high]

    def _weasel(self, cue: Cue) -> Evidence:
        word = "anonymous" if cue.word == "anonymous" else "weasel"
        return Evidence(word, cue.start, cue.end, self.reading.text[cue.start : cue.end])

    def _number(self, quantity: Quantity, i: int) -> list[Evidence]:
        """Evidence for part of a sentence: quotations, the entry with the same value, a press release's own."""
        found = self.reading.register.evidence(quantity)
        quotation = self.reading.quotation(quantity.start, quantity.end)
        if quotation and quotation.attributed:
            found.append(Evidence("quote", quotation.start, quotation.end, quotation.speaker))
        else:
            found += self._extracted(quantity)
        if self.references:
            found += self._listed(quantity, i)
        if not any(e.word == "own-data" for e in self.sentence(i)):
            found += self._own.number(quantity)
        return found

    def _extracted(self, quantity: Quantity) -> list[Evidence]:
        """A block quotation behind a paragraph that names who said it, or in the first person before one that does."""
        extracts = self.reading.marks_of("quote")
        extract = holding(extracts, quantity.start, quantity.end) if extracts else None
        if extract is None:
            return []
        if extract not in self._extracts:
            name = self._quoted(extract)
            self._extracts[extract] = [Evidence("quote", *extract, name)] if name else []
        return self._extracts[extract]

    def _quoted(self, extract: Span) -> str:
        """Who is quoted in a block quotation, or ``""``."""
        reading = self.reading
        first = reading.sentence_index(extract.start)
        for i in range(max(0, first - 2), first):
            named = names(reading, *reading.sentences[i])
            if named and (reading.signals.speech(i) or reading.text[reading.sentences[i].end - 1] == ":"):
                return reading.text[named[0].start : named[0].end]
        after = names(reading, extract.end, extract.end + 30)
        first_person = after and reading.signals.within("own", extract.start, extract.end)
        return reading.text[after[0].start : after[0].end] if first_person else ""

    @cached_property
    def _listing(self) -> Listing:
        return Listing(self.references)

    def _listed(self, quantity: Quantity, i: int) -> list[Evidence]:
        content = self._content(i)
        entry = self._listing.match(quantity, content)
        if entry:
            where = entry.reference
            return [Evidence("reference-list", where.start, where.end, f"{entry.mention} {where.host}".strip())]
        if i not in self._near:
            self._near[i] = self._listing.by_words(content)
        near = self._near[i]
        return [Evidence("reference-list-words", near.start, near.end, near.host)] if near else []

    def _content(self, i: int) -> frozenset[str]:
        if i not in self._words:
            sentence = self.reading.sentences[i]
            self._words[i] = words(self.reading.folded[sentence.start : sentence.end])
        return self._words[i]

    def sentence(self, i: int) -> tuple[Evidence, ...]:
        """What holds for every number of a sentence: links, notes, source lines, own data."""
        if i not in self._sentences:
            sentence = self.reading.sentences[i]
            self._sentences[i] = (*self.citations.sentence(sentence), *self._own.sentence(i))
        return self._sentences[i]

    def _strong(self, i: int) -> Evidence | None:
        for evidence in self.sentence(i):
            if evidence.word in CARRIED:
                return evidence
        for cue in self.cues(i):
            if cue.word == "attribution":
                return Evidence("attribution", cue.start, cue.end, cue.source)
        return None
