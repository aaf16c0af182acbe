"""What a text cites by its form: links, notes, and `Source:` lines."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from disclint.language.evidence import Evidence
from disclint.language.places import Places, holding, starting
from disclint.language.references import zones
from disclint.language.vocabulary import data, strings
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.document import Block
    from disclint.language.reading import Reading

_MARK = re.compile(r"\[\^?([\w-]{1,12})(?:, ?[\w-]{1,12}){0,8}\]|\^(\d{1,2})(?!\d)")
_DEFINES = re.compile(r"\[\^?([\w-]{1,12})\]:? ?\S|\^(\d{1,2}) ?\S")
_NOT_SOURCE = re.compile(r"(?:#|mailto:|tel:|javascript:|data:|$|/?$)")
_SHARE = re.compile(
    r"(?:twitter|x|facebook|linkedin)\.com/(?:share|intent|sharer)|/(?:tag|tags|category|categories|author|login"
    r"|signup|subscribe)/?"
)
_LINE = re.compile(
    r"[(\[*_\s]*(?:(?:data |sources? and )?sources?|data|references?|source\(s\)|notes and sources)[*_]*"
    r"(?::| - | -(?=\w))[*_]* ?(?=\S)"
)
_BRACKET = re.compile(
    r"\((?:via |per |from )?([A-Z][\w.&'’-]*(?: (?:of |for |and |& |the )?[A-Z][\w.&'’-]*){0,7})"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d[a-z]?| (?:data|figures|estimates?|survey|filings?))\)"
)
_LETTER = re.compile(r"[a-z]")


@cache
def _not_line() -> tuple[str, ...]:
    return tuple(f"{word} " for word in strings(data("evidence")["not-line"]))


class Citations:
    """The links, notes and source lines of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._lined: dict[int, list[Evidence]] = {}

    def sentence(self, sentence: Span) -> list[Evidence]:
        """What a sentence cites, or what the block or the table around it does."""
        return [*self._linked(sentence), *self._noted(sentence), *self._lines(sentence), *self._named(sentence)]

    @cached_property
    def provider(self) -> Evidence | None:
        """A line `Data: X` anywhere in the document: it names who provides the prices."""
        reading = self.reading
        for start, end in reading.signals.all("line"):
            block = reading.block(start)
            if reading.folded[start:end] == "data" and _LINE.match(reading.folded, block.start, block.end):
                return Evidence("source-line", block.start, block.end, reading.text[block.start : block.start + 80])
        return None

    @cached_property
    def _links(self) -> Places[Evidence]:
        return Places(
            [
                Evidence("link", link.start, link.end, link.target)
                for link in self.reading.document.links
                if not _NOT_SOURCE.match(link.target) and not _SHARE.search(link.target)
            ]
        )

    def _linked(self, sentence: Span) -> list[Evidence]:
        """The first link inside the sentence or in the row of its table, or else the first in its block."""
        if not self._links.items:
            return []
        inside = self._links.starting(sentence.start, sentence.end)
        if inside:
            return [inside[0]]
        block = self.reading.block(sentence.start)
        if block.kind == "cell":
            row = holding(self.reading.marks_of("row"), block.start, block.end)
            beside = self._links.starting(row.start, row.end) if row else ()
            if beside:
                return [beside[0]]
        around = self._links.starting(block.start, block.end)
        return [around[0]._replace(word="link-paragraph")] if around else []

    def _named(self, sentence: Span) -> list[Evidence]:
        """A source in brackets behind what it says: `(USDA, 2023)`, `(World Bank data)`."""
        reading = self.reading
        if reading.folded.find("(", sentence.start, sentence.end) < 0:
            return []
        for bracket in _BRACKET.finditer(reading.plain, sentence.start, sentence.end):
            name = next(iter(reading.names_between(bracket.start(1), bracket.start(1) + 1)), None)
            if name and name.end == bracket.end(1):
                return [Evidence("attribution", *bracket.span(), bracket[1])]
        return []

    def _noted(self, sentence: Span) -> list[Evidence]:
        """Notes that are marked in the sentence or right behind it, and defined."""
        for mark in self._marks.starting(sentence.start + 1, sentence.end + 2):
            if self._defined(mark.text):
                return [mark]
        plain = self.reading.plain
        for written in _MARK.finditer(plain, sentence.start, min(len(plain), sentence.end + 6)):
            label = written[1] or written[2]
            if self._written.get(label, -1) > written.start():
                return [Evidence("note", *written.span(), label)]
        return []

    @cached_property
    def _marks(self) -> Places[Evidence]:
        marks = (Evidence("note", mark.at, mark.at, mark.label) for mark in self.reading.document.note_marks)
        return Places(sorted(marks, key=lambda mark: mark.start))

    def _defined(self, label: str) -> bool:
        span = self.reading.document.notes.get(label)
        return span is not None and bool(_LETTER.search(self.reading.folded, span.start, span.end))

    @cached_property
    def _written(self) -> dict[str, int]:
        """Labels of notes that blocks define in plain text (`[3] …`, `[^3]: …`) -> where the last such block starts. The
        items of a list of references count from one where they show no labels of their own."""
        plain = self.reading.plain
        blocks = self.reading.document.blocks
        found: dict[str, int] = {}
        for zone in zones(self.reading):
            items = [b for b in starting(blocks, zone.start + 1, zone.end) if b.kind == "item"]
            found |= {str(n): block.start for n, block in enumerate(items, 1)}
        defined = ((_DEFINES.match(plain, b.start, b.end), b.start) for b in blocks)
        return found | {match[1] or match[2]: start for match, start in defined if match}

    def _lines(self, sentence: Span) -> list[Evidence]:
        """A `Source:` line: in the block, right behind it, or at most two blocks from its table."""
        i = self.reading.block_index(sentence.start)
        if i not in self._lined:
            inline = self._inline(self.reading.document.blocks[i])
            self._lined[i] = [inline] if inline else self._around(i)
        return self._lined[i]

    def _around(self, i: int) -> list[Evidence]:
        """A `Source:` line beside the block with that index."""
        reading, blocks = self.reading, self.reading.document.blocks
        block, first, last = blocks[i], i, i
        if block.kind in ("cell", "caption"):
            table = self._tables.holding(block.start, block.end)
            if table:
                first, last = reading.block_index(table.start), reading.block_index(table.end - 1)
        around = [*range(last + 1, min(len(blocks), last + (3 if last > i or block.kind == "cell" else 2)))]
        around += range(max(0, first - 2), first) if block.kind == "cell" else []
        for j in around:
            start, end, kind = blocks[j].start, blocks[j].end, blocks[j].kind
            found = _LINE.match(reading.folded, start, end)
            if found and found.end() < end:
                return [Evidence("source-line", start, end, reading.text[start : start + 80])]
            if kind == "heading" and j > last:
                break
        return []

    @cached_property
    def _tables(self) -> Places[Span]:
        return Places(sorted((*self.reading.marks_of("table"), *self.reading.marks_of("figure"))))

    def _inline(self, block: Block) -> Evidence | None:
        """`Source: X` inside a block, behind the figure's text."""
        folded = self.reading.folded
        for start, end in self.reading.signals.within("line", block.start + 1, block.end):
            named = folded.startswith(": ", end) and folded[end + 2 : end + 3].isalnum()
            if named and not folded.endswith(_not_line(), max(0, start - 12), start):
                return Evidence("source-line", start, block.end, self.reading.text[start : min(block.end, start + 80)])
        return None
