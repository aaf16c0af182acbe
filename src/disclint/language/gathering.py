"""Gathers what sources each number: citations, named speakers, quotations, the list of references, own data."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from disclint.language.attribution import Cue, cues, names
from disclint.language.citations import Citations
from disclint.language.evidence import CARRIED, WORDS, Evidence
from disclint.language.owndata import OwnData
from disclint.language.places import holding, starting
from disclint.language.references import Listing, Reference, references, words
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading

# A sentence that goes on from the figures of the one before it: `That was up 94%`, `Most of them …`, `The increase …`.
_FIGURE = (
    "figures?|numbers?|totals?|increase|decrease|rise|fall|drop|gain|decline|amounts?|rates?|share|sum|count|estimates?|forecasts?"
    "|projections?|report|survey|study|poll|data|results?|index|level|average|same|remaining|rest|remainder|pace|jump|surge|growth"
)
_CONTINUES = re.compile(
    r"(?:that|this|these|those|it|they|which) (?:(?:would|will|could|has|have|had|also|still|only|already) ){0,2}"
    r"(?:(?:was|were|is|are|be|been) (?:up|down|about|nearly|almost|roughly|more|less|higher|lower|above|below|the"
    r"|an?|its|their"
    r"|equal|equivalent|twice|double|half|compared)|compare[sd]?|represent(?:s|ed)?|mark(?:s|ed)?"
    r"|follow(?:s|ed)?"
    r"|equal(?:s|led|ed)?|amount(?:s|ed)?|exceed(?:s|ed)?|works? out|worked out|translate[sd]?|rose|fell|grew"
    r"|climbed|dropped|declined"
    r"|increased|decreased|includ(?:es|ed))\b"
    rf"|(?:that|this|these|those|the|its|their|his|her|an?|another) (?:[\w-]+ )?(?:{_FIGURE})\b"
    r"|(?:up|down|compared|excluding) (?:from|with|to)\b|another [$€£\d]|a further\b|in (?:total|all)\b|a (?:year"
    r"|quarter|month) (?:earlier|before|ago)\b"
    r"|(?:[\w$€£%.,-]+ ){0,4}of (?:that|them|those|these|respondents|the (?:total|respondents|rest|remaining))\b"
    r"|among (?:them|those)\b"
)
# `that was four trillion yen more`: a figure follows
_AMOUNTS = re.compile(r"(?:that|this|these|those|it|they|which) (?:was|were|is|are) ")
_PARTITIVE = re.compile(
    r"(?:[\w$€£%.,-]+ ){0,4}of (?:them|those|these|respondents|the respondents)\b|among (?:them|those)\b"
)
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
        self._before: dict[int, list[Evidence]] = {}
        self._extracts: dict[Span, list[Evidence]] = {}

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
            found += self._carried(i)
        weasels = tuple(self._weasel(cue) for cue in governing if cue.word != "attribution")
        found += [e for e in weasels if e.word == "anonymous"]
        if len(found) > 1:
            found.sort(key=lambda e: WORDS.index(e.word))
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
        quotations = self.reading.quotations
        quotation = holding(quotations, quantity.start, quantity.end) if quotations else None
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

    def _carried(self, i: int) -> list[Evidence]:
        """The evidence of the sentence before (or the one before that) which this one plainly goes on from."""
        if i not in self._before:
            self._before[i] = self._carry(i)
        return self._before[i]

    def _carry(self, i: int) -> list[Evidence]:
        reading = self.reading
        if i == 0:
            return []
        sentence = reading.sentences[i]
        block = reading.block_index(sentence.start)
        for back in (1, 2):
            if i < back or not self._continues(reading.sentences[i - back + 1].start):
                return []
            before = reading.sentences[i - back]
            if reading.block_index(before.start) != block:
                return []
            if self._renamed(i - back + 1, before):
                return []
            strong = self._strong(i - back) or self._surveyed(i - back, i)
            if strong and self._counts(before):
                return [Evidence("carried-over", strong.start, strong.end, strong.text, (strong.word,))]
        return []

    def _continues(self, start: int) -> bool:
        folded = self.reading.folded
        amounts = _AMOUNTS.match(folded, start)
        if amounts and starting(self.reading.quantities, amounts.end(), amounts.end() + 1):
            return True
        return bool(_CONTINUES.match(folded, start))

    def _renamed(self, i: int, before: Span) -> bool:
        """Whether a sentence is about somebody whom the one before it does not name: "The rate at Siemens …"."""
        reading = self.reading
        sentence = reading.sentences[i]
        known = reading.plain[before.start : before.end]
        return any(
            reading.plain[n.start : n.end] not in known and not holding(reading.quantities, n.start, n.end)
            for n in names(reading, sentence.start, min(sentence.end, sentence.start + 60))
        )

    def _surveyed(self, i: int, now: int) -> Evidence | None:
        """The publisher's own count, where a sentence goes on to tell its parts: `We surveyed 812 firms. Half of them …`."""
        if not _PARTITIVE.match(self.reading.folded, self.reading.sentences[now].start):
            return None
        return next((e for e in self.sentence(i) if e.word == "own-data"), None)

    def _counts(self, sentence: Span) -> bool:
        """Whether a sentence states a figure: its link then stands for figures, not only for a name."""
        return any(not q.mask for q in starting(self.reading.quantities, sentence.start, sentence.end))

    def _strong(self, i: int) -> Evidence | None:
        for evidence in self.sentence(i):
            if evidence.word in CARRIED:
                return evidence
        for cue in self.cues(i):
            if cue.word == "attribution":
                return Evidence("attribution", cue.start, cue.end, cue.source)
        return None
