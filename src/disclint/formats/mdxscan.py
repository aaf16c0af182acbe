"""Finds what MDX adds to Markdown: imports, exports, expressions and JSX tags; code and comments hold none."""

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

from disclint.document import Call
from disclint.formats import jsx
from disclint.formats.builder import Builder
from disclint.formats.calls import BLANK
from disclint.formats.elements import BLOCK
from disclint.model import LINE_END, Span

_LINE = r"(?<![^\r\n])"
_TOKEN = re.compile(
    r"(?=[\\`{<~>ie \t0-9*+-])(?:"  # what any of them begins with: most characters are passed over at once
    rf"{_LINE}[ \t>]*+(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]++)?(?P<fence>`{{3,}}(?=[^`\r\n]*+(?:[\r\n]|\Z))|~{{3,}})"
    rf"|\\.|(?P<ticks>`++)|(?P<comment><!--)|(?P<brace>\{{)|(?P<tag></?(?:[A-Za-z_$]|>))"
    rf"|{_LINE}(?P<module>import[ \t]*+(?=[\"'{{*]|[\w$]++\s*+(?:,\s*+[{{*]|from\s*+[\"']))"
    r"|export[ \t]++(?=[{*]|(?:default|async|const|let|var|function|class)\b)))"
)
_FENCE_END = re.compile(rf"{_LINE}[ \t>]*+(`{{3,}}|~{{3,}})[ \t]*+(?=[\r\n]|\Z)")
_EMPTY_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*+(?=[\r\n]|\Z)|\Z")
_IMPORT = re.compile(r"import\s*+([^'\"]{0,400}+)['\"]([^'\"\r\n]{1,400}+)['\"]")
_EXPORT = re.compile(r"export\s++(?:default\s++)?(?:async\s++)?(?:const|let|var|function|class)?\s*+([\w$]*+)")
_WORD = re.compile(r"[\w$.]++")
_STRING = re.compile(r"'([^'\\]{0,200}+)'|\"([^\"\\]{0,200}+)\"")


class Item(NamedTuple):
    """What is no text: a tag that an HTML reader takes (`feeds`), a tag of a block, or something to leave out."""

    start: int
    end: int
    feeds: bool = False
    block: bool = False


class MdxScan:
    """One pass over the source that finds items, and tells the builder of calls, comments and strings of components."""

    def __init__(self, builder: Builder, start: int) -> None:
        self.builder, self.text, self.at = builder, builder.source.text, start
        self.scanner = jsx.Scanner(self.text)
        self.items: list[Item] = []
        self.fills: list[tuple[int, int, str]] = []
        self.opened: list[tuple[str, str]] = []  # components, and the elements that stand for them
        self._runs: dict[int, list[int]] | None = None
        self._paragraph_end = -1
        self._after_module = start

    def clean(self) -> str:
        parts: list[str] = []
        at = 0
        for start, end, value in self.fills:
            parts += (self.text[at:start], value)
            at = end
        return "".join(parts) + self.text[at:]

    def run(self) -> None:
        while match := _TOKEN.search(self.text, self.at):
            kind = match.lastgroup
            start = match.start(kind) if kind else match.start()
            self.at = match.end()
            if kind == "fence":
                self.fence(match["fence"])
            elif kind == "ticks":
                self.ticks(len(match["ticks"]))
            elif kind == "comment":
                end = self.text.find("-->", self.at)
                self.at = end + 3 if end >= 0 else len(self.text)
            elif kind == "brace":
                self.expression(start)
            elif kind == "tag":
                self.tag(start)
            elif kind == "module":
                self.module(start)

    # -- code

    def fence(self, opening: str) -> None:
        for match in _FENCE_END.finditer(self.text, self.at):
            if match[1][0] == opening[0] and len(match[1]) >= len(opening):
                self.at = match.end()
                return
        self.at = len(self.text)

    def ticks(self, width: int) -> None:
        """Skips a code span: up to the next run of as many backticks in the paragraph."""
        if self._runs is None:
            self._runs = {}
            for run in re.finditer("`++", self.text):
                self._runs.setdefault(run.end() - run.start(), []).append(run.start())
        starts = self._runs.get(width, [])
        i = bisect.bisect_left(starts, self.at)
        if self._paragraph_end < self.at and i < len(starts):
            found = _EMPTY_LINE.search(self.text, self.at)
            self._paragraph_end = found.start() if found else len(self.text)
        if i < len(starts) and starts[i] < self._paragraph_end:
            self.at = starts[i] + width

    # -- what MDX adds

    def leave_out(self, start: int, end: int, *, block: bool = False) -> None:
        self.fills.append((start, end, BLANK * (end - start)))
        self.items.append(Item(start, end, block=block))
        self.at = end

    def expression(self, start: int) -> None:
        end = self.scanner.expression(start)
        if end < 0:
            return
        inner = jsx.literal(self.text, start, end)
        if inner:
            self.fills.append((start, end, jsx.blank_literal(self.text, start, end, inner)))
            self.at = end
            return
        code = self.text[start + 1 : end - 1].strip()
        if code.startswith("/*"):
            first = self.text.index("/*", start) + 2
            last = self.text.index("*/", first)
            self.builder.add_shadow("comment", self.text[first:last], first, last)
        elif word := _WORD.search(code):
            args = tuple(m[1] if m[1] is not None else m[2] for m in _STRING.finditer(code[:1000]))
            self.builder.call(Call("jsx", word[0], args, (), Span(start, end)))
        self.leave_out(start, end)

    def module(self, start: int) -> None:
        """An import or export: only where a paragraph could begin; up to an empty line outside all brackets."""
        before = self.text[max(0, start - 400) : start].splitlines()
        if start != self._after_module and before and before[-1].strip():
            return
        end = self.statement_end(start)
        code = self.text[start:end]
        for match in _IMPORT.finditer(code):
            span = Span(start + match.start(), start + match.end())
            what = " ".join(match[1].removesuffix("from ").split()).removesuffix(" from")
            self.builder.call(Call("jsx", "import", (what, match[2]), (), span))
        for match in _EXPORT.finditer(code):
            self.builder.call(Call("jsx", "export", (match[1],), (), Span(start + match.start(), start + match.end())))
        self.leave_out(start, end, block=True)
        newline = LINE_END.match(self.text, end)
        self._after_module = newline.end() if newline else end

    def statement_end(self, start: int) -> int:
        place, stop = start, -1
        while True:
            if stop < place:
                empty = _EMPTY_LINE.search(self.text, place)
                stop = empty.start() if empty else len(self.text)
            brace = self.text.find("{", place, stop)
            place = self.scanner.expression(brace) if brace >= 0 else -1
            if place < 0:
                return stop

    def tag(self, start: int) -> None:
        tag = self.scanner.tag(start)
        if not tag:
            return
        name = self.closing(tag) if tag.closing and tag.component else jsx.html_name(tag)
        if tag.component and not tag.closing:
            self.component(tag, name)
        block = not tag.component and tag.name in BLOCK
        if not name:
            self.leave_out(start, tag.end, block=block)
            return
        self.fills.append((start, tag.end, jsx.as_html(self.text, tag, name)))
        self.items.append(Item(start, tag.end, feeds=True, block=block))
        self.at = tag.end

    def component(self, tag: jsx.Tag, name: str) -> None:
        if not tag.closed:
            self.opened.append((tag.name, name))
        if not tag.name:
            return
        named = tuple((a.name, jsx.value(self.text, a)) for a in tag.attributes if a.name)
        self.builder.call(Call("jsx", tag.name, (), named, Span(tag.start, tag.end)))
        for attribute in tag.attributes:
            first, last = attribute.value + 1, attribute.end - 1
            if (
                last > first
                and self.text[first - 1] in "\"'"
                and (" " in self.text[first:last] or attribute.name == "alt")
            ):
                add = self.builder.add_side if attribute.name == "alt" else self.builder.add_shadow
                add("alt" if attribute.name == "alt" else "attribute", self.text[first:last], first, last)

    def closing(self, tag: jsx.Tag) -> str:
        """The element that stands for the component whose end tag this is."""
        while self.opened:
            name, element = self.opened.pop()
            if name == tag.name:
                return element
        return ""
