"""MDX to a document: imports, exports, expressions and components are taken out of the Markdown, HTML elements stay.

The Markdown parser gets a view of the text: without the indentation that JSX gives it, and with every tag that stands
for a block in a paragraph of its own, so that the text between tags is Markdown. A map leads its places back.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from disclint.document import Document
from disclint.formats.builder import Builder
from disclint.formats.frontmatter import read_front
from disclint.formats.markdown import read_events, read_markdown, without_markup
from disclint.formats.mdxscan import Item, MdxScan
from disclint.formats.pulldown import Event, events
from disclint.model import LINE_END, Source

_SIGNS = ("{", "<", "\nimport", "\nexport", "\n    ", "\n\t", "\r")  # without any of them it is all Markdown
_LINES = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_MARKER = r"(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)|\[\^[^\]\r\n]{1,100}\]:"
_PREFIX = re.compile(rf"[ \t]*+(?:(?:>|{_MARKER})[ \t]*+){{0,50}}+")
_ITEM = re.compile(rf"(?:{_MARKER})[ \t]*+")
_BLANKS = re.compile(r"[ \t]*+")
_LINE_REST = re.compile(r"[ \t]*+(?=[\r\n]|\Z)")
_NOT_QUOTE = re.compile(r"[^>]")
_TAG = "<p>"  # opens a block of HTML even inside a paragraph; the map leads to the real tag
_INLINE_TAG = "<b>"
_CODE_INDENT = 4


def parse(source: Source) -> Document:
    """The document of an MDX file."""
    builder = Builder(source, "mdx")
    start = 0 if source.text.startswith("{") else read_front(builder, source)  # a brace opens an expression here
    if not source.text.startswith(("import", "export"), start) and not any(sign in source.text for sign in _SIGNS):
        return read_markdown(builder, source.text, start)
    scan = MdxScan(builder, start)
    scan.run()
    clean = without_markup(scan.clean(), start)
    writer = _Writer(View(clean))
    writer.write(start, _placed(clean, scan.items))
    return read_events(builder, clean, writer.view.events())


def _placed(text: str, items: list[Item]) -> Iterator[Item]:
    """The items that the view writes anew: as blocks, a block's tags outside table rows and what fills its lines
    together; within their line, tags that take several."""
    starts = [0, *(match.end() for match in _LINES.finditer(text))]
    i = 0
    while i < len(items):
        run = [items[i]]
        while i + 1 < len(items) and _BLANKS.fullmatch(text, run[-1].end, items[i + 1].start):
            i += 1
            run.append(items[i])
        i += 1
        line = starts[bisect.bisect_right(starts, run[0].start) - 1]
        prefix = _PREFIX.match(text, line, run[0].start)
        alone = prefix and prefix.end() == run[0].start and _LINE_REST.match(text, run[-1].end)
        in_row = text.startswith("|", _after_blanks(text, line))
        for item in run:
            if alone or (item.block and not in_row):
                yield item._replace(block=True)
            elif item.feeds and LINE_END.search(text, item.start, item.end):
                yield item._replace(block=False)


class View:
    """Pieces of `text` and inserted markup, in order, as one string; its places lead back to `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._pieces: list[tuple[int, int, bool]] = []
        self._length = 0

    def copy(self, start: int, end: int) -> None:
        if start < end:
            self._add(self.text[start:end], start, end, True)

    def put(self, value: str, start: int, end: int) -> None:
        """Inserts `value`, which stands for `text[start:end]` as a whole."""
        if value:
            self._add(value, start, end, False)

    def _add(self, value: str, start: int, end: int, copied: bool) -> None:
        self._parts.append(value)
        self._starts.append(self._length)
        self._pieces.append((start, end, copied))
        self._length += len(value)

    def events(self) -> Iterator[Event]:
        """What the Markdown parser makes of the view, with places of `text`."""
        for name, value, start, end in events("".join(self._parts)):
            first = self._place(start)
            yield name, value, first, max(first, self._place_behind(end))

    def _place(self, offset: int) -> int:
        i = bisect.bisect_right(self._starts, offset) - 1
        if i < 0:
            return len(self.text)
        start, end, copied = self._pieces[i]
        return min(end, start + offset - self._starts[i]) if copied else start

    def _place_behind(self, offset: int) -> int:
        i = bisect.bisect_left(self._starts, offset) - 1
        if i < 0:
            return 0
        start, end, copied = self._pieces[i]
        return start + offset - self._starts[i] if copied else end


class _Writer:
    """Writes the view line by line. Indentation means nothing in MDX but inside a list."""

    def __init__(self, view: View) -> None:
        self.view, self.text = view, view.text
        self.base = -1  # indentation of the list, -1 outside any
        self.outer = self.content = 0  # where the text of its first and of its last item begins
        self.behind_blank = True
        self.open = False  # the line of the view holds more than its prefix
        self.prefix = ""

    def write(self, start: int, items: Iterator[Item]) -> None:
        for item in items:
            self.lines(start, item.start)
            if self.starts_line(item.start):
                self.begin(item.start, item.start, item.start)
            if item.block:
                self.block(item)
            else:
                self.view.put(_INLINE_TAG, item.start, item.end)
                self.open = True
            start = item.end
        self.lines(start, len(self.text))

    def lines(self, start: int, end: int) -> None:
        for match in _LINES.finditer(self.text, start, end):
            if match.end() > match.start():
                self.line(match.start(), match.end())

    def line(self, start: int, end: int) -> None:
        """A line, or the part of one in front of a tag or behind it."""
        text = self.text
        body = _after_blanks(text, start, end)
        if self.starts_line(start):
            if body == len(text) or text[body] in "\r\n":
                self.view.copy(body, end)
                self.behind_blank, self.open = True, False
                return
            self.begin(start, body, end)
        prefix = _PREFIX.match(text, body, end)
        self.open = text[end - 1] not in "\r\n" and prefix is not None and prefix.end() < end
        self.view.copy(body, end)
        self.behind_blank = False

    def starts_line(self, place: int) -> bool:
        return place == 0 or self.text[place - 1] in "\r\n"

    def begin(self, start: int, body: int, end: int) -> None:
        """The indentation of a line whose text begins at `body`."""
        indent = " " * self.indent(len(self.text[start:body].expandtabs(4)), body, end)
        marks = _PREFIX.match(self.text, body, end)
        self.prefix = indent + _NOT_QUOTE.sub(" ", marks.group() if marks else "")
        self.view.put(indent, body, body)
        self.open = False

    def indent(self, width: int, body: int, end: int) -> int:
        """How far a line that is indented by `width` is to be indented in the view."""
        item = _ITEM.match(self.text, body, end)
        if self.base < 0 or (item and width < self.base):
            self.base = width if item else -1
            width = self.outer = self.content = 0
        elif not item and self.behind_blank and width - self.base < self.outer:
            self.base = -1
        width = max(0, width - self.base) if self.base >= 0 and self.content else 0
        if width >= self.content + _CODE_INDENT and (item or self.behind_blank):
            width = self.content
        if item:
            mark = len(item.group())
            self.content = width + (_CODE_INDENT if self.text[body] == "[" else mark if mark <= 5 else 2)
            self.outer = self.content if width < self.outer or not self.outer else self.outer
        return width

    def block(self, item: Item) -> None:
        if self.open:
            self.view.put("\n" + self.prefix, item.start, item.start)
        if item.feeds:
            self.view.put(_TAG, item.start, item.end)
        self.view.put(f"\n{self.prefix.rstrip()}\n{self.prefix}", item.end, item.end)
        self.behind_blank, self.open = True, False


def _after_blanks(text: str, start: int, end: int | None = None) -> int:
    """Where the spaces and tabs at `start` end."""
    match = _BLANKS.match(text, start, len(text) if end is None else end)
    return match.end() if match else start
