"""One readable text per document, many ranges over it.

`Document.text` is what a reader of the rendered page sees: entities decoded, emphasis and link targets left out, white
space collapsed, blocks joined by one `\\n`. Every range is in offsets of that text unless it says *source*. The source
map leads each character back to the source characters that render to it.
"""

from __future__ import annotations

import bisect
import re
from array import array
from collections.abc import Mapping
from typing import NamedTuple

from disclint.model import Problem, Source, Span

_FORMS = {
    "'": "‘’‚‛′ʼ＇",
    '"': "“”„‟″«»＂",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "/": "∕⁄",
}
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {form: char for char, forms in _FORMS.items() for form in forms}
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")


def plain(text: str) -> str:
    """The same text with quotes, dashes, spaces and full-width forms folded, one character to one."""
    return text if text.isascii() and "\t" not in text else _FOLDED.sub(lambda m: _FOLD[m[0]], text)


def folded(text: str) -> str:
    """The same text in lower case, one character to one (`str.lower` alone can change lengths)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class SourceMap(NamedTuple):
    """Segments of readable text beside the source they come from, in order.

    A segment whose two lengths are equal maps character to character; any other (an entity, a collapsed run of spaces,
    a block join) maps as a whole.
    """

    text_starts: array[int]
    source_starts: array[int]
    source_ends: array[int]
    length: int

    def _segment(self, offset: int) -> tuple[int, int, bool]:
        i = max(0, bisect.bisect_right(self.text_starts, offset) - 1)
        end = self.text_starts[i + 1] if i + 1 < len(self.text_starts) else self.length
        width = end - self.text_starts[i]
        return i, offset - self.text_starts[i], width == self.source_ends[i] - self.source_starts[i]

    def source_span(self, start: int, end: int) -> Span:
        """The source characters, as one span, that the readable characters from `start` to `end` come from."""
        if not self.text_starts:
            return Span(0, 0)
        i, skip, exact = self._segment(min(start, self.length - 1))
        first = self.source_starts[i] + skip if exact else self.source_starts[i]
        if end <= start:
            return Span(first, first)
        j, skip, exact = self._segment(min(end, self.length) - 1)
        last = self.source_starts[j] + skip + 1 if exact else self.source_ends[j]
        return Span(first, max(first, last))

    def text_offset(self, source: int) -> int:
        """The first readable offset that comes from `source` or from behind it; `length` where there is none."""
        i = bisect.bisect_right(self.source_starts, source) - 1
        if i >= 0 and source < self.source_ends[i]:
            end = self.text_starts[i + 1] if i + 1 < len(self.text_starts) else self.length
            exact = end - self.text_starts[i] == self.source_ends[i] - self.source_starts[i]
            return self.text_starts[i] + (source - self.source_starts[i] if exact else 0)
        return self.text_starts[i + 1] if i + 1 < len(self.text_starts) else self.length


EMPTY_MAP = SourceMap(array("q"), array("q"), array("q"), 0)


class Block(NamedTuple):
    """A stretch without a block break. `kind`: paragraph, heading (with `level`), item, cell, caption, note, side."""

    start: int
    end: int
    kind: str
    level: int = 0


class Section(NamedTuple):
    """From one heading to the next (of any level); the first may have no heading: level 0, empty title."""

    start: int
    end: int
    level: int
    title: str


class Mark(NamedTuple):
    """A range with a property. `kind`: quote (block quotation), list, table, row, header (header cell), small, details,
    footer, nav, sup, cite, figure, strong. A table's rows and cells lie inside its range. `value` holds what the kind needs,
    e.g. the `id` of an element."""

    kind: str
    start: int
    end: int
    value: str = ""


class Link(NamedTuple):
    """A hyperlink: its text's range (empty for a link without text) and its target as written, entities decoded."""

    start: int
    end: int
    target: str


class NoteMark(NamedTuple):
    """A reference to a note, at readable offset `at`, with the mark's own source span. `label` is None for none."""

    at: int
    label: str
    source: Span


class Passage(NamedTuple):
    """Text beside the readable one, with a map of its own.

    As a *side text* (read by bans and figures, satisfying nothing) `kind` is title, description or alt. As *shadow* (so
    that a finding can say where the words hide) it is comment, front-matter, code, attribute, hidden, struck or script.
    """

    kind: str
    text: str
    map: SourceMap


class Call(NamedTuple):
    """A template tag, shortcode or component, never read as text. `at` is the readable offset where it stands.

    `syntax`: hugo, liquid, jinja, jsx, php, jsp, erb, quarto. `name` is the shortcode's, tag's or component's name; positional
    arguments in `args`, named ones in `named`, all as written without their quotes.
    """

    syntax: str
    name: str
    args: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    source: Span
    at: int = 0


class Field(NamedTuple):
    """A front-matter field: its JSON-like value, and the source spans of its key and its value."""

    value: object
    key: Span
    source: Span


class Document(NamedTuple):
    """One parsed file. `notes` maps a defined note's label to the range of its body in the text."""

    source: Source
    format: str
    text: str = ""
    map: SourceMap = EMPTY_MAP
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    notes: Mapping[str, Span] = {}
    sides: tuple[Passage, ...] = ()
    shadow: tuple[Passage, ...] = ()
    calls: tuple[Call, ...] = ()
    front: Mapping[str, Field] = {}
    problems: tuple[Problem, ...] = ()

    def source_span(self, start: int, end: int) -> Span:
        return self.map.source_span(start, end)

    def passage(self, passage: Passage) -> Document:
        """A side text or a shadow passage as a document of its own, so that the same layers read it."""
        kind = passage.kind if passage.kind in ("title", "description", "alt") else "side"
        blocks: list[Block] = []
        start = 0
        for part in passage.text.split("\n"):
            blocks.append(Block(start, start + len(part), kind))
            start += len(part) + 1
        section = Section(0, len(passage.text), 0, "")
        return Document(
            self.source, self.format, passage.text, passage.map, tuple(blocks), (section,), front=self.front
        )
