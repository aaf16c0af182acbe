"""Builds a document in source order: readable text with its map, ranges over it, side texts, shadow."""

from __future__ import annotations

import re
from array import array

from disclint.document import (
    Block,
    Call,
    Document,
    Field,
    Link,
    Mark,
    NoteMark,
    Passage,
    Section,
    SourceMap,
)
from disclint.model import Problem, Source, Span

# What no reader sees: zero-width characters, soft hyphen, byte order marks inside the text.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_PIECE = re.compile(rf"[^\s{INVISIBLE}]++(?: [^\s{INVISIBLE}]++)*+|\s++|[{INVISIBLE}]++")
_WORDS = re.compile(rf" ?+[^\s{INVISIBLE}]++(?: [^\s{INVISIBLE}]++)*+ ?+")


class Strip:
    """A readable text under construction: white space collapsed, every character led back to its source."""

    __slots__ = ("_break", "_gap", "_parts", "_source_ends", "_source_starts", "_text_starts", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._text_starts: array[int] = array("q")
        self._source_starts: array[int] = array("q")
        self._source_ends: array[int] = array("q")
        self._gap: tuple[str, int, int] | None = None
        self._break = True
        self.length = 0

    def add(self, value: str, start: int, end: int) -> None:
        """Adds `value`, rendered from `source[start:end]`: character to character where the lengths are equal."""
        if len(value) != end - start:
            if value.isspace():
                self._space(value[0], start, end)
            elif value:
                self._put(value, start, end)
            return
        if _WORDS.fullmatch(value):  # nearly always
            if value[0] == " ":
                self._space(" ", start, start + 1)
                value, start = value[1:], start + 1
            if value[-1] != " ":
                self._put(value, start, end)
            else:
                self._put(value[:-1], start, end - 1)
                self._space(" ", end - 1, end)
            return
        for match in _PIECE.finditer(value):
            piece, at = match.group(), start + match.start()
            if piece.isspace():
                self._space(piece[0], at, at + len(piece))
            elif piece[0] not in INVISIBLE:
                self._put(piece, at, at + len(piece))

    def pause(self) -> None:
        """A block ends: what follows stands behind a line break."""
        self._break, self._gap = True, None

    def _space(self, char: str, start: int, end: int) -> None:
        if self._break:
            return
        if self._gap:
            self._gap = (" ", self._gap[1], end)
        else:
            self._gap = (char if end - start == 1 and char not in "\r\n\t\f\v" else " ", start, end)

    def _put(self, value: str, start: int, end: int) -> None:
        if self._gap:
            self._append(*self._gap)
            self._gap = None
        elif self._break and self.length:
            self._append("\n", start, start)
        self._break = False
        self._append(value, start, end)

    def _append(self, value: str, start: int, end: int) -> None:
        joined = (
            self._text_starts
            and self._source_ends[-1] == start
            and len(value) == end - start
            and self.length - self._text_starts[-1] == self._source_ends[-1] - self._source_starts[-1]
        )
        if joined:
            self._source_ends[-1] = end
        else:
            self._text_starts.append(self.length)
            self._source_starts.append(start)
            self._source_ends.append(end)
        self._parts.append(value)
        self.length += len(value)

    @property
    def next(self) -> int:
        """The offset that the next visible character will have."""
        return self.length + (1 if self._gap or (self._break and self.length) else 0)

    def finish(self) -> tuple[str, SourceMap]:
        return "".join(self._parts), SourceMap(self._text_starts, self._source_starts, self._source_ends, self.length)


class Builder:
    """What the parsers drive. Blocks may not nest; a block opened inside another ends it. Marks and links may nest."""

    def __init__(self, source: Source, format: str) -> None:
        self._source, self._format = source, format
        self._main = Strip()
        self._sink = self._main
        self._diverted: list[str] = []
        self._block: tuple[str, int, int] | None = None
        self._open_marks: list[tuple[str, int, str]] = []
        self._open_links: list[tuple[str, int]] = []
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.note_marks: list[NoteMark] = []
        self.notes: dict[str, Span] = {}
        self.sides: list[Passage] = []
        self.shadow: list[Passage] = []
        self.calls: list[Call] = []
        self.front: dict[str, Field] = {}
        self.problems: list[Problem] = []

    @property
    def at(self) -> int:
        """The readable offset that the next visible character will have."""
        return self._main.next

    def text(self, value: str, start: int, end: int) -> None:
        """Text rendered from `source[start:end]`; outside any block it opens a paragraph."""
        if self._sink is self._main and self._block is None and not value.isspace():
            self.open_block("paragraph")
        self._sink.add(value, start, end)

    @property
    def source(self) -> Source:
        return self._source

    @property
    def in_block(self) -> bool:
        """Whether a block of the readable text is open."""
        return self._block is not None

    def open_block(self, kind: str, level: int = 0) -> None:
        self.close_block()
        if self._sink is self._main:
            self._block = (kind, level, self._main.next)

    def close_block(self) -> None:
        self._sink.pause()
        if self._sink is not self._main or self._block is None:
            return
        kind, level, start = self._block
        self._block = None
        if self._main.length > start:
            self.blocks.append(Block(start, self._main.length, kind, level))

    def open_mark(self, kind: str, value: str = "") -> None:
        self._open_marks.append((kind, self._main.next, value))

    def close_mark(self, kind: str) -> Mark | None:
        """Ends the innermost open mark of that kind; None where none is open or nothing readable lies in it."""
        for i in range(len(self._open_marks) - 1, -1, -1):
            if self._open_marks[i][0] == kind:
                _, start, value = self._open_marks.pop(i)
                if self._main.length > start:
                    self.marks.append(Mark(kind, start, self._main.length, value))
                    return self.marks[-1]
                return None
        return None

    def open_link(self, target: str) -> None:
        self._open_links.append((target, self._main.next))

    def close_link(self) -> None:
        if self._open_links:
            target, start = self._open_links.pop()
            if self._sink is self._main:
                end = max(self._main.length, min(start, self._main.length))
                self.links.append(Link(min(start, end), end, target))

    def note_mark(self, label: str, start: int, end: int) -> None:
        """A reference to a note, written at `source[start:end]`; it is no text."""
        if self._sink is self._main:
            self.note_marks.append(NoteMark(self._main.length, label, Span(start, end)))

    def call(self, call: Call) -> None:
        self.calls.append(call)

    def divert(self, kind: str) -> None:
        """From here text goes into the shadow, as a passage of that kind; the outermost kind holds."""
        if not self._diverted:
            self._sink = Strip()
        self._diverted.append(kind)

    def restore(self) -> None:
        """Ends the innermost `divert`."""
        if not self._diverted:
            return
        kind = self._diverted.pop(0) if len(self._diverted) == 1 else (self._diverted.pop() and "")
        if not self._diverted:
            text, source_map = self._sink.finish()
            self._sink = self._main
            if text:
                self.shadow.append(Passage(kind, text, source_map))

    @property
    def diverted(self) -> bool:
        return bool(self._diverted)

    def passage(self, kind: str, value: str, start: int, end: int) -> Passage | None:
        """`value`, rendered from `source[start:end]`, as a passage of its own; None where nothing is to be read."""
        strip = Strip()
        if len(value) != end - start:
            strip.add(value, start, end)
        else:
            for i, line in enumerate(value.splitlines(keepends=True)):
                if i and line.isspace():
                    strip.pause()
                strip.add(line, start, start + len(line))
                start += len(line)
        text, source_map = strip.finish()
        return Passage(kind, text, source_map) if text else None

    def add_side(self, kind: str, value: str, start: int, end: int) -> None:
        passage = self.passage(kind, value, start, end)
        if passage:
            self.sides.append(passage)

    def add_shadow(self, kind: str, value: str, start: int, end: int) -> None:
        passage = self.passage(kind, value, start, end)
        if passage:
            self.shadow.append(passage)

    def build(self) -> Document:
        while self._diverted:
            self.restore()
        self.close_block()
        while self._open_links:
            self.close_link()
        for kind, _, _ in reversed(self._open_marks.copy()):
            self.close_mark(kind)
        text, source_map = self._main.finish()
        return Document(
            self._source,
            self._format,
            text,
            source_map,
            tuple(self.blocks),
            _sections(text, self.blocks),
            tuple(sorted(self.marks, key=lambda m: (m.start, -m.end))),
            tuple(sorted(self.links, key=lambda link: (link.start, link.end))),
            tuple(self.note_marks),
            self.notes,
            tuple(self.sides),
            tuple(self.shadow),
            tuple(
                c._replace(at=source_map.text_offset(c.source.start))
                for c in sorted(self.calls, key=lambda c: c.source)
            ),
            self.front,
            tuple(self.problems),
        )


def _sections(text: str, blocks: list[Block]) -> tuple[Section, ...]:
    heads = [b for b in blocks if b.kind == "heading"]
    ends = [*(h.start for h in heads), len(text)]
    first = [Section(0, ends[0], 0, "")] if ends[0] > 0 else []
    rest = [Section(h.start, ends[i + 1], h.level, text[h.start : h.end]) for i, h in enumerate(heads)]
    return (*first, *rest)
