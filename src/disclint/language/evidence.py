"""What sources a number: links, notes, source lines, named speakers, quotations, the list of references, own data."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from disclint.language.attribution import Cue, cues, names
from disclint.language.places import holding, starting
from disclint.language.references import Listing, Reference, references, words
from disclint.language.vocabulary import data, strings
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.document import Block
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Json

# strongest first
WORDS = (
    "link", "note", "source-line", "attribution", "quote", "reference-list", "own-data", "repeat", "carried-over",
    "market-date", "link-paragraph", "reference-list-words", "anonymous",
)  # fmt: skip
CARRIED = frozenset(["link", "note", "source-line", "attribution", "quote"])


class Evidence(NamedTuple):
    """One piece of evidence: its word, where it stands in the readable text, and what it is (a name, a target, a slug).
    `through` holds, for repeat and carried-over, the evidence words of the place it leads back to."""

    word: str
    start: int
    end: int
    text: str = ""
    through: tuple[str, ...] = ()


_MARK = re.compile(r"\[\^?([\w-]{1,12})\]|\^(\d{1,2})(?!\d)")
_DEFINES = re.compile(r"\[\^?([\w-]{1,12})\]:? ?\S|\^(\d{1,2}) ?\S")
_NOT_SOURCE = re.compile(r"(?:#|mailto:|tel:|javascript:|data:|$|/?$)")
_SHARE = re.compile(
    r"(?:twitter|x|facebook|linkedin)\.com/(?:share|intent|sharer)|/(?:tag|tags|category|categories|author|login"
    r"|signup|subscribe)/?"
)
_CONTINUES = re.compile(
    r"(?:that|this(?! (?:week|month|year|morning|time|article|post|quarter|is|was|may|can))|these|those|it|its"
    r"|they|their|he|she|his|her|both|another|a further|of (?:those|these|that|the)|the (?:figure|company|bank"
    r"|number|numbers|figures|total|increase|decrease|rise|fall|drop|"
    r"gain|report|survey|study|data|agency|group|firm|ministry|index|rate|result|results|amount|deal|package"
    r"|same|latest|remaining|rest|two|three)|by comparison|by contrast|in (?:comparison|contrast|total|all)"
    r"|compared|up from|down from|"
    r"among (?:those|them)|and|also|overall)\b"
)
_AUXILIARIES = frozenset(
    ["have", "had", "also", "then", "first", "recently", "personally", "now", "just", "'ve", "'ll", "will"]
)
_LINE = re.compile(
    r"[(\[*_\s]*(?:(?:data |sources? and )?sources?|data|references?|source\(s\)|notes and sources)[*_]*"
    r"(?::| - | -(?=\w))[*_]* ?(?=\S)"
)
_AROUND = 40  # characters around a figure that may say that it is about the market at large
_TEST = re.compile(r"\bback-?test")
_ANNOUNCED = re.compile(
    r", (?:an?|the) [^.\n]{5,200}?, (?:today )?(?:announced|announces|celebrates|unveiled|reported)\b"
)
_OPENING = 1500  # characters in which a press release says that it is one
_LETTER = re.compile(r"[a-z]")


@cache
def _own_words() -> tuple[frozenset[str], frozenset[str]]:
    """What "our …" must go on with to be a source, and what "we …" must not."""
    own = cast("dict[str, Json]", data("evidence")["own"])
    return frozenset(strings(own["nouns"])), frozenset(strings(own["idle"]))


@cache
def _not_line() -> tuple[str, ...]:
    return tuple(f"{word} " for word in strings(data("evidence")["not-line"]))


class Gatherer:
    """The evidence of one document. What holds for a sentence is collected once and shared by its numbers."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._sentences: dict[int, tuple[Evidence, ...]] = {}
        self._cues: dict[int, tuple[Cue, ...]] = {}
        self._words: dict[int, frozenset[str]] = {}

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        return references(self.reading)

    @cached_property
    def _links(self) -> tuple[Evidence, ...]:
        return tuple(
            Evidence("link", link.start, link.end, link.target)
            for link in self.reading.document.links
            if not _NOT_SOURCE.match(link.target) and not _SHARE.search(link.target)
        )

    @cached_property
    def provider(self) -> Evidence | None:
        """A line `Data: X` anywhere in the document: it names who provides the prices."""
        reading = self.reading
        for start, end in reading.signals.all("line"):
            block = reading.block(start)
            if reading.folded[start:end] == "data" and _LINE.match(reading.folded, block.start, block.end):
                return Evidence("source-line", block.start, block.end, reading.text[block.start : block.start + 80])
        return None

    def cues(self, i: int) -> tuple[Cue, ...]:
        if i not in self._cues:
            self._cues[i] = cues(self.reading, i)
        return self._cues[i]

    def of(self, quantity: Quantity) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """All evidence for one number, strongest first, and the sources without a name that its sentence leans on."""
        i = self.reading.sentence_index(quantity.start)
        found = [*self.sentence(i), *self._number(quantity, i)]
        if not any(e.word in CARRIED for e in found):
            found += self._carried(i)
        weasels = tuple(
            Evidence(
                "anonymous" if c.word == "anonymous" else "weasel", c.start, c.end, self.reading.text[c.start : c.end]
            )
            for c in self.cues(i)
            if c.word != "attribution" and c.low <= quantity.start < c.high
        )
        found += [e for e in weasels if e.word == "anonymous"]
        return tuple(sorted(found, key=lambda e: WORDS.index(e.word))), weasels

    def _number(self, quantity: Quantity, i: int) -> list[Evidence]:
        """Evidence that governs part of a sentence: speakers, quotations, the entry with the same value."""
        reading = self.reading
        found = [
            Evidence("attribution", c.start, c.end, c.source)
            for c in self.cues(i)
            if c.word == "attribution" and c.low <= quantity.start < c.high
        ][:1]
        quotation = holding(reading.quotations, quantity.start, quantity.end)
        if quotation and quotation.attributed:
            found.append(Evidence("quote", quotation.start, quotation.end, quotation.speaker))
        elif self._extracts:
            found += self._extracted(quantity)
        if self.references:
            found += self._listed(quantity, i)
        if self._release and not any(e.word == "own-data" for e in self.sentence(i)):
            found += self._released(quantity)
        return found

    @cached_property
    def _extracts(self) -> tuple[Span, ...]:
        return self.reading.marks_of("quote")

    def _extracted(self, quantity: Quantity) -> list[Evidence]:
        """A block quotation behind a paragraph that names who said it, or in the first person before one that does."""
        extract = holding(self._extracts, quantity.start, quantity.end)
        if extract is None:
            return []
        reading = self.reading
        first = reading.sentence_index(extract.start)
        for i in range(max(0, first - 2), first):
            named = names(reading, *reading.sentences[i])
            if named and (reading.signals.speech(i) or reading.text[reading.sentences[i].end - 1] == ":"):
                return [Evidence("quote", *extract, reading.text[named[0].start : named[0].end])]
        after = names(reading, extract.end, extract.end + 30)
        if after and any(reading.signals.within("own", extract.start, extract.end)):
            return [Evidence("quote", *extract, reading.text[after[0].start : after[0].end])]
        return []

    @cached_property
    def _listing(self) -> Listing:
        return Listing(self.references)

    def _listed(self, quantity: Quantity, i: int) -> list[Evidence]:
        content = self._content(i)
        entry = self._listing.match(quantity, content)
        if entry:
            where = entry.reference
            return [Evidence("reference-list", where.start, where.end, f"{entry.mention} {where.host}".strip())]
        near = self._listing.by_words(content)
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
            found = [*self._linked(sentence), *self._noted(sentence), *self._lines(sentence), *self._own(i)]
            self._sentences[i] = tuple(found)
        return self._sentences[i]

    def _linked(self, sentence: Span) -> list[Evidence]:
        """The first link inside the sentence, or else the first in its block."""
        if not self._links:
            return []
        inside = starting(self._links, sentence.start, sentence.end)
        if inside:
            return [inside[0]]
        block = self.reading.block(sentence.start)
        around = starting(self._links, block.start, block.end)
        return [around[0]._replace(word="link-paragraph")] if around else []

    def _noted(self, sentence: Span) -> list[Evidence]:
        """Notes that are marked in the sentence or right behind it, and defined."""
        for mark in starting(self._marks, sentence.start + 1, sentence.end + 2):
            if self._defined(mark.text):
                return [mark]
        plain = self.reading.plain
        for written in _MARK.finditer(plain, sentence.start, min(len(plain), sentence.end + 6)):
            label = written[1] or written[2]
            if self._written.get(label, -1) > written.start():
                return [Evidence("note", *written.span(), label)]
        return []

    @cached_property
    def _marks(self) -> tuple[Evidence, ...]:
        marks = (Evidence("note", mark.at, mark.at, mark.label) for mark in self.reading.document.note_marks)
        return tuple(sorted(marks, key=lambda mark: mark.start))

    def _defined(self, label: str) -> bool:
        span = self.reading.document.notes.get(label)
        return span is not None and bool(_LETTER.search(self.reading.folded, span.start, span.end))

    @cached_property
    def _written(self) -> dict[str, int]:
        """Labels of notes that blocks define in plain text (`[3] …`, `[^3]: …`) -> where the last such block starts."""
        plain = self.reading.plain
        found = ((_DEFINES.match(plain, b.start, b.end), b.start) for b in self.reading.document.blocks)
        return {match[1] or match[2]: start for match, start in found if match}

    def _lines(self, sentence: Span) -> list[Evidence]:
        """A `Source:` line: in the block, right behind it, or at most two blocks from its table."""
        reading = self.reading
        block = reading.block(sentence.start)
        inline = self._inline(block)
        if inline:
            return [inline]
        i = reading.block_index(sentence.start)
        blocks = reading.document.blocks
        first, last = i, i
        if block.kind in ("cell", "caption"):
            table = holding(self._tables, block.start, block.end)
            if table:
                first, last = reading.block_index(table.start), reading.block_index(table.end - 1)
        around = [*range(last + 1, min(len(blocks), last + (3 if last > i or block.kind == "cell" else 2)))]
        around += range(max(0, first - 2), first) if block.kind == "cell" else []
        for j in around:
            found = _LINE.match(reading.folded, blocks[j].start, blocks[j].end)
            if found and found.end() < blocks[j].end:
                return [
                    Evidence(
                        "source-line",
                        blocks[j].start,
                        blocks[j].end,
                        reading.text[blocks[j].start : blocks[j].start + 80],
                    )
                ]
            if blocks[j].kind == "heading" and j > last:
                break
        return []

    @cached_property
    def _tables(self) -> tuple[Span, ...]:
        return tuple(sorted((*self.reading.marks_of("table"), *self.reading.marks_of("figure"))))

    def _inline(self, block: Block) -> Evidence | None:
        """`Source: X` inside a block, behind the figure's text."""
        folded = self.reading.folded
        for start, end in self.reading.signals.within("line", block.start + 1, block.end):
            named = folded.startswith(": ", end) and folded[end + 2 : end + 3].isalnum()
            if named and not folded.endswith(_not_line(), max(0, start - 12), start):
                return Evidence("source-line", start, block.end, self.reading.text[start : min(block.end, start + 80)])
        return None

    def _own(self, i: int) -> list[Evidence]:
        """The publisher's own figures: `our survey`, `we found`, a backtest, and what a press release says of its issuer."""
        signals = self.reading.signals.sentence(i)
        for start, end in signals.get("own", ()):
            found = self._first_person(start, end, self.reading.sentences[i].end)
            if found:
                return [found]
        if "own-test" in signals:
            start, end = signals["own-test"][0]
            return [Evidence("own-data", start, end, self.reading.text[start:end])]
        return [Evidence("own-data", *self._tested, "own test")] if self._tested else []

    def _released(self, quantity: Quantity) -> list[Evidence]:
        """In a press release every figure is the issuer's own, but for those about its market and the world."""
        low, high = self.reading.sentence(quantity.start)
        low, high = max(low, quantity.start - _AROUND), min(high, quantity.end + _AROUND)
        others = self.reading.signals.within("others", low, high)
        return [] if others or not self._release else [Evidence("own-data", *self._release, "press release")]

    def _first_person(self, start: int, end: int, last: int) -> Evidence | None:
        folded = self.reading.folded
        nouns, idle = _own_words()
        ours = folded[start:end] in ("our", "my")
        following = folded[end : min(end + 60, last)].replace(",", " ,").split()[:5]
        for i, raw in enumerate(following):
            word = raw.rstrip(".;:")
            if word == "," or (ours and i > 3):
                return None
            if word in nouns if ours else not (word in _AUXILIARIES or word.endswith("ly")):
                said = " ".join([folded[start:end], *following[: i + 1]])
                return None if not ours and word in idle else Evidence("own-data", start, end, said)
        return None

    @cached_property
    def _release(self) -> tuple[int, int] | None:
        """Where the text says, near its start, that it is a press release: a wire's name, or "X, a maker of Y, announced"."""
        found = next((hit for hit in self.reading.signals.all("release") if hit[0] < _OPENING), None)
        announced = _ANNOUNCED.search(self.reading.folded, 0, _OPENING // 2) if not found else None
        return announced.span() if announced else found

    @cached_property
    def _tested(self) -> tuple[int, int] | None:
        """Where the document's first heading says that it tells of the publisher's own test."""
        first = next((b for b in self.reading.document.blocks if b.kind == "heading"), None)
        hits = self.reading.signals.within("own-test", first.start, first.end) if first else []
        if hits:
            return hits[0]
        title = self.reading.document.front.get("title")
        return (0, 0) if title and _TEST.search(str(title.value).lower()) else None

    def _carried(self, i: int) -> list[Evidence]:
        """The evidence of the sentence before (or the one before that) which this one plainly goes on from."""
        reading = self.reading
        if i == 0:
            return []
        sentence = reading.sentences[i]
        block = reading.block_index(sentence.start)
        for back in (1, 2):
            if i < back or not _CONTINUES.match(reading.folded, reading.sentences[i - back + 1].start):
                return []
            before = reading.sentences[i - back]
            if reading.block_index(before.start) != block:
                return []
            strong = self._strong(i - back)
            if strong and (strong.word != "link" or self._counts(before)):
                return [Evidence("carried-over", strong.start, strong.end, strong.text, (strong.word,))]
        return []

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
