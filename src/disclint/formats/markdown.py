"""Markdown (CommonMark with GFM) to a document: the parser's events, in order, drive the builder.

Before that, what the site generator takes out of the text (template tags, attribute lists, fenced divs) is blanked to
the same length; raw HTML goes to one HTML reader for the whole file, so that `<div hidden>` spans Markdown blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, cast

from disclint.document import Document, NoteMark
from disclint.formats.autolinks import with_bare_links
from disclint.formats.blanking import without_images, without_markup, without_quote_marks
from disclint.formats.builder import Builder
from disclint.formats.calls import BLANK, take_calls
from disclint.formats.frontmatter import read_front
from disclint.formats.pulldown import Event, events
from disclint.lazy import expression
from disclint.model import Source, Span

if TYPE_CHECKING:
    from disclint.formats.html import HtmlReader

__all__ = ["parse", "read_events", "read_markdown", "without_markup"]

_NOTE = expression(r"\[\^([^\]\s\[^]{1,100}+)\]")


def parse(source: Source) -> Document:
    """The document of a Markdown file."""
    builder = Builder(source, "markdown")
    start = read_front(builder, source)
    text = take_calls(builder, source.text, start)
    if source.path.endswith(".qmd"):
        builder.calls = [c._replace(syntax="quarto") if c.syntax == "hugo" else c for c in builder.calls]
    return read_markdown(builder, text, start)


def read_markdown(builder: Builder, text: str, start: int = 0) -> Document:
    """The document of `text` from `start` on; the text has the offsets of the builder's source, tags are blanked."""
    text = without_images(builder, without_markup(text, start), start)
    return read_events(builder, text, events(text, start))


def read_events(builder: Builder, text: str, found: Iterable[Event]) -> Document:
    """The document that the parser's events make, their places being offsets of `text`."""
    reader = _Reader(builder, text)
    handlers = reader.handlers
    for name, value, first, last in found:
        handler = handlers.get(name)
        if handler:
            handler(value, first, last)
    reader.end()
    return with_bare_links(_with_dangling_notes(builder.build()))


Handler = Callable[[object, int, int], None]


class _Reader:
    """Turns events into calls of the builder. Handlers take an event's value and range."""

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder, self.text = builder, text
        self.kinds = ["paragraph"]  # what a block is called, by the containers around it
        self.notes: list[tuple[str, int]] = []
        self.images: list[int] = []
        self.cell = ""
        self.handlers = self.leaves() | self.containers()

    @cached_property
    def html(self) -> HtmlReader:
        """The reader of the file's raw HTML; most files have none."""
        from disclint.formats.html import HtmlReader

        return HtmlReader(self.builder, without_quote_marks(self.text))

    def kind(self) -> tuple[str, int]:
        """Kind and level of a paragraph that begins here."""
        return self.html.kind(self.kinds[-1]) if "html" in self.__dict__ else (self.kinds[-1], 0)

    def end(self) -> None:
        """Ends what is still open."""
        if "html" in self.__dict__:
            self.html.close()
        self.builder.close_block()

    def leaves(self) -> dict[str, Handler]:
        builder = self.builder
        return {
            "Text": self.words,
            "SoftBreak": self.gap,
            "HardBreak": self.gap,
            "Code": self.code,
            "CodeBlock": self.code_block,
            "/CodeBlock": lambda value, start, end: builder.restore(),
            "Paragraph": lambda value, start, end: builder.open_block(*self.kind()),
            "/Paragraph": self.end_block,
            "Heading": self.heading,
            "/Heading": self.end_block,
            "HtmlBlock": self.html_block,
            "/HtmlBlock": self.end_block,
            "InlineHtml": lambda value, start, end: self.html.feed(start, end),
            "Link": self.link,
            "/Link": lambda value, start, end: builder.close_link(),
            "Image": self.image,
            "/Image": self.image_end,
            "Strikethrough": lambda value, start, end: builder.divert("struck"),
            "/Strikethrough": lambda value, start, end: builder.restore(),
            "FootnoteReference": lambda value, start, end: builder.note_mark(str(value), start, end),
        }

    def containers(self) -> dict[str, Handler]:
        return {
            "List": lambda value, start, end: self.open("list", "item"),
            "/List": lambda value, start, end: self.close("list"),
            "Item": lambda value, start, end: self.builder.open_block("item"),
            "/Item": self.end_block,
            "BlockQuote": lambda value, start, end: self.open("" if value else "quote", "paragraph"),
            "/BlockQuote": lambda value, start, end: self.close("" if value else "quote"),
            "FootnoteDefinition": self.note,
            "/FootnoteDefinition": self.note_end,
            "Table": lambda value, start, end: self.open("table", "cell"),
            "/Table": lambda value, start, end: self.close("table"),
            "TableHead": lambda value, start, end: self.row("header"),
            "/TableHead": self.row_end,
            "TableRow": lambda value, start, end: self.row(""),
            "/TableRow": self.row_end,
            "TableCell": self.table_cell,
            "/TableCell": self.table_cell_end,
        }

    # -- text

    def words(self, value: object, start: int, end: int) -> None:
        builder = self.builder
        if not builder.in_block and not builder.diverted:
            builder.open_block(self.kinds[-1])
        builder.text(cast(str, value), start, end)

    def gap(self, value: object, start: int, end: int) -> None:
        self.builder.text(" ", start, end)

    def code(self, value: object, start: int, end: int) -> None:
        """Code is no text, but words around it do not join."""
        first, last = start, end
        while first < last and self.text[first] == "`":
            first, last = first + 1, last - 1
        if last - first == len(str(value)) + 2:
            first, last = first + 1, last - 1
        self.builder.divert("code")
        self.builder.text(str(value), first, last)
        self.builder.restore()
        self.builder.text(" ", start, end)

    def code_block(self, value: object, start: int, end: int) -> None:
        self.builder.close_block()
        self.builder.divert("code")

    # -- inline

    def link(self, value: object, start: int, end: int) -> None:
        data = cast("dict[str, str]", value)
        target = data["dest_url"]
        if data["link_type"] == "Email":
            target = f"mailto:{target}"
        elif BLANK in target:
            target = self.as_written(target, data["title"], start, end)
        self.builder.open_link(target)
        self.title(data, start, end)

    def as_written(self, target: str, title: str, start: int, end: int) -> str:
        """The target with its template tags put back: they are the last blanks of the link, but for the title's."""
        source = self.builder.source.text
        hidden = [source[i] for i in range(start, end) if self.text[i] == BLANK]
        count = target.count(BLANK)
        hidden = hidden[len(hidden) - count - title.count(BLANK) :][:count]
        if len(hidden) < count:
            return target.replace(BLANK, "")
        letters = iter(hidden)
        return "".join(next(letters) if char == BLANK else char for char in target)

    def title(self, data: dict[str, str], start: int, end: int) -> None:
        title = data["title"].replace(BLANK, "")
        if title:
            self.builder.add_shadow("attribute", title, start, end)

    def image(self, value: object, start: int, end: int) -> None:
        self.title(cast("dict[str, str]", value), start, end)
        self.images.append(-1 if self.builder.diverted else len(self.builder.shadow))
        self.builder.divert("alt")

    def image_end(self, value: object, start: int, end: int) -> None:
        """The alternative text, gathered like a shadow, is a side text."""
        before = self.images.pop()
        self.builder.restore()
        if 0 <= before < len(self.builder.shadow) and self.builder.shadow[-1].kind == "alt":
            self.builder.sides.append(self.builder.shadow.pop())

    # -- blocks

    def end_block(self, value: object, start: int, end: int) -> None:
        self.builder.close_block()

    def html_block(self, value: object, start: int, end: int) -> None:
        self.builder.close_block()
        if len(self.kinds) > 1:
            self.builder.open_block(self.kinds[-1])
        self.html.feed(start, end)

    def heading(self, value: object, start: int, end: int) -> None:
        level = cast("dict[str, str]", value)["level"]
        self.builder.open_block("heading", int(level[1:]))

    def open(self, mark: str, kind: str) -> None:
        self.builder.close_block()
        if mark:
            self.builder.open_mark(mark)
        self.kinds.append(kind)

    def close(self, mark: str) -> None:
        self.builder.close_block()
        self.kinds.pop()
        if mark:
            self.builder.close_mark(mark)

    def note(self, value: object, start: int, end: int) -> None:
        self.open("", "note")
        self.notes.append((str(value), self.builder.at))

    def note_end(self, value: object, start: int, end: int) -> None:
        self.close("")
        label, first = self.notes.pop()
        last = self.builder.blocks[-1].end if self.builder.blocks else first
        if last > first:
            self.builder.notes.setdefault(label, Span(first, last))

    def row(self, cell: str) -> None:
        self.builder.close_block()
        self.builder.open_mark("row")
        self.cell = cell

    def row_end(self, value: object, start: int, end: int) -> None:
        self.builder.close_block()
        self.builder.close_mark("row")

    def table_cell(self, value: object, start: int, end: int) -> None:
        self.builder.open_block("cell")
        if self.cell:
            self.builder.open_mark(self.cell)

    def table_cell_end(self, value: object, start: int, end: int) -> None:
        self.builder.close_block()
        if self.cell:
            self.builder.close_mark(self.cell)


def _with_dangling_notes(document: Document) -> Document:
    """The document with a note mark for every `[^label]` that has no definition (the parser leaves it as text)."""
    if "[^" not in document.text:
        return document
    marks = [*document.note_marks]
    for match in _NOTE.finditer(document.text):
        marks.append(NoteMark(match.start(), match.group(1), document.source_span(*match.span())))
    return document._replace(note_marks=tuple(sorted(marks, key=lambda mark: mark.source)))
