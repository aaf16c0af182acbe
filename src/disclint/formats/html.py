"""HTML to a document: tokens go through the stack of open elements and drive the builder.

What a browser does not show (`hidden`, `display: none`, comments, scripts, drawings) becomes shadow, so do code and
struck text; links, notes, quotations, tables and lists become ranges.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from disclint.document import Document, Passage
from disclint.formats import elements as el
from disclint.formats.builder import INVISIBLE, Builder, Strip
from disclint.formats.calls import BLANK, take_calls
from disclint.formats.frontmatter import read_front
from disclint.formats.stack import Open, Stack
from disclint.formats.tokens import Lexer, Token, attributes, decoded
from disclint.lazy import expression
from disclint.model import Source, Span

Attributes = dict[str, tuple[int, int]]

_LONGEST_SCRIPT = 4096  # of a longer script or style sheet no words are kept
_SPOKEN = ("title", "aria-label", "aria-description", "alt", "placeholder")
_META = {
    **dict.fromkeys(("og:title", "twitter:title"), "title"),
    **dict.fromkeys(("description", "og:description", "twitter:description"), "description"),
}
_TAG = expression(r"</?+([A-Za-z][A-Za-z0-9]*+)[^<>]*+>")


class HtmlReader:
    """Reads stretches of `text` (same offsets as the builder's source) into `builder`.

    Open elements last from one `feed` to the next, so that a hidden `<div>` hides the Markdown behind it too, until
    its end tag comes or the document ends.
    """

    def __init__(self, builder: Builder, text: str) -> None:
        self._builder, self._text = builder, text
        self._lexer, self._stack = Lexer(text), Stack()
        self._kinds: list[tuple[str, int]] = [("paragraph", 0)]
        self._shown: list[tuple[bool, bool]] = [(True, True)]  # by size, by visibility
        self._labels: set[str] = set()
        self._line_end = -1
        self._readers: dict[str, Callable[[Token], None]] = {
            "text": lambda token: self._words(token.start, token.end),
            "start": self._start,
            "end": self._end,
            "raw": self._raw,
            "comment": self._comment,
            "open-comment": self._comment,
            "comment-end": self._comment_end,
            "cut": lambda token: self._aside("hidden", token.inner_start, token.end),
            "declaration": lambda token: None,
        }

    def feed(self, start: int, end: int) -> None:
        """Reads `text[start:end]`: whole HTML blocks, or single tags with other text between them."""
        for token in self._lexer.tokens(start, end):
            self._readers[token.kind](token)

    def close(self) -> None:
        """Ends what is still open."""
        if self._lexer.raw == "--":
            self._builder.restore()
        for opened in self._stack.clear():
            self._undo(opened)
        self._builder.close_block()

    def kind(self, outside: str) -> tuple[str, int]:
        """Kind and level of a block that begins here: what the open elements make of it, else `outside`."""
        return self._kinds[-1] if len(self._kinds) > 1 else (outside, 0)

    # -- tags

    def _start(self, token: Token) -> None:
        name = token.name
        if name == "form" and self._stack.top("form") >= 0:
            return
        for ended in self._stack.starts(name):
            self._undo(ended)
        bare = token.inner_start == token.inner_end
        attrs = {} if bare else attributes(self._text, token.inner_start, token.inner_end)
        for key in _SPOKEN if attrs else ():
            if key in attrs and (key, name) != ("alt", "img"):
                self._aside("attribute", *attrs[key])
        if name in el.VOID:
            self._void(token, attrs)
        elif self._text[token.end - 2] != "/" or not (name in el.FOREIGN or self._stack.top("*foreign") >= 0):
            opened = self._opened(token, attrs) if attrs else _plain(name)
            self._apply(opened, attrs)
            self._stack.push(opened)

    def _end(self, token: Token) -> None:
        if token.name == "br":
            self._void(token, {})
        crosses = token.name in el.FORMATTING and self._stack.top("*special") > self._stack.top(token.name)
        found = self._stack.ends(token.name)
        for ended in found:
            self._undo(ended)
            if crosses and ended.hides:  # a block that began in struck or hidden words goes on in plain ones
                self._builder.close_block()
        if token.name == "p" and not found:  # stands for an empty paragraph
            self._builder.close_block()

    def _opened(self, token: Token, attrs: Attributes) -> Open:
        """The element with what its attributes add."""
        opened, name = _plain(token.name), token.name
        style = el.declarations(self._value(attrs, "style")) if "style" in attrs else {}
        if style:
            shows = (el.shows_size(style), el.shows_box(style))
            opened = opened._replace(block=el.is_block(name, style) and opened.hides != "hidden", shows=shows)
        if el.is_hidden(attrs, self._value(attrs, "aria-hidden"), style):
            opened = opened._replace(hides="hidden", block=opened.block and self._builder.diverted)
        elif name == "dialog" and "open" in attrs:
            opened = opened._replace(hides="", block=True)
        if "role" in attrs and (mark := el.ROLES.get(self._value(attrs, "role"))):
            opened = opened._replace(marks=(mark,))
        if name == "a" and "href" in attrs:
            opened = self._link(token, attrs, opened)
        return self._noted(name, attrs, opened)

    def _link(self, token: Token, attrs: Attributes, opened: Open) -> Open:
        target = self._value(attrs, "href")
        if not target.startswith("#"):
            return opened._replace(link=True)
        from disclint.formats import noterefs

        label = noterefs.mark_label(target)
        if label is None or not noterefs.is_mark(self._text, token.end):
            return opened._replace(link=True)
        if label:
            self._labels.add(label)
            self._builder.note_mark(label, token.start, self._text.find(">", self._text.find("</", token.end)) + 1)
        return opened._replace(hides="attribute")

    def _noted(self, name: str, attrs: Attributes, opened: Open) -> Open:
        key = "id" if "id" in attrs else "name" if name == "a" and "name" in attrs else ""
        if not key:
            return opened
        from disclint.formats import noterefs

        label = self._value(attrs, key)
        if label not in self._labels and not noterefs.is_note(label):
            return opened
        if name in el.BLOCK:
            return opened._replace(note=label)
        if self._stack.annotate(label):
            self._builder.open_mark("note", label)
        return opened

    def _apply(self, opened: Open, attrs: Attributes) -> None:
        builder = self._builder
        if opened.block:
            builder.close_block()
        if opened.hides:
            builder.divert(opened.hides)
        if opened.shows != (None, None):
            size, box = opened.shows
            old = self._shown[-1]
            self._shown.append((old[0] if size is None else size, old[1] if box is None else box))
            self._show(old)
        for mark in opened.marks:
            builder.open_mark(mark)
        if opened.kind:
            self._kinds.append(opened.kind)
        if opened.note:
            builder.open_mark("note", opened.note)
        if opened.link:
            first, last = attrs["href"]
            blanked = BLANK in self._text[first:last]  # a template tag is part of the target, as written
            builder.open_link(builder.source.text[first:last] if blanked else self._value(attrs, "href"))

    def _undo(self, opened: Open) -> None:
        builder = self._builder
        if opened.link:
            builder.close_link()
        if opened.note and (mark := builder.close_mark("note")):
            builder.marks.pop()
            builder.notes.setdefault(opened.note, Span(mark.start, mark.end))
        if opened.kind:
            self._kinds.pop()
        for kind in opened.marks:
            builder.close_mark(kind)
        if opened.shows != (None, None):
            self._show(self._shown.pop())
        if opened.hides:
            builder.restore()
        if opened.block:
            builder.close_block()

    def _show(self, old: tuple[bool, bool]) -> None:
        if all(old) and not all(self._shown[-1]):
            self._builder.divert("hidden")
        elif not all(old) and all(self._shown[-1]):
            self._builder.restore()

    def _void(self, token: Token, attrs: Attributes) -> None:
        if token.name == "br":
            if self._line_end >= 0 and self._text[self._line_end : token.start].strip() == "":
                self._builder.close_block()
            self._builder.text(" ", token.start, token.end)
            self._line_end = token.end
        elif token.name == "hr":
            self._builder.close_block()
        elif token.name == "img" and "alt" in attrs:
            hidden = self._builder.diverted or "hidden" in attrs
            self._aside("attribute" if hidden else "alt", *attrs["alt"])
        elif token.name == "meta" and "content" in attrs:
            names = (self._value(attrs, key).lower() for key in ("name", "property", "itemprop") if key in attrs)
            self._aside(next((_META[n] for n in names if n in _META), "attribute"), *attrs["content"])

    # -- text

    def _words(self, start: int, end: int) -> None:
        if self._text.find("&", start, end) < 0:
            self._put(self._text[start:end], start, end)
            return
        for value, first, last in decoded(self._text, start, end):
            if len(value) == last - first or value not in INVISIBLE:
                self._put(value, first, last)

    def _put(self, value: str, start: int, end: int) -> None:
        builder = self._builder
        if not (builder.in_block or builder.diverted or value.isspace()):
            builder.open_block(*self._kinds[-1])
        builder.text(value, start, end)

    def _raw(self, token: Token) -> None:
        start, end = token.inner_start, token.inner_end
        if token.name == "textarea":
            self._words(start, end)
        elif token.name == "title":
            self._aside("attribute" if self._builder.diverted else "title", start, end)
        elif token.name not in el.SCRIPT or end - start <= _LONGEST_SCRIPT:
            self._builder.text(self._text[start:end], start, end)

    def _comment(self, token: Token) -> None:
        start, end = token.inner_start, token.inner_end
        value = _TAG.sub(_blank, self._text[start:end])
        if token.kind == "comment":
            self._builder.add_shadow("comment", value, start, end)
        else:
            self._builder.divert("comment")
            self._builder.text(value, start, end)

    def _comment_end(self, token: Token) -> None:
        self._builder.text(self._text[token.inner_start : token.inner_end], token.inner_start, token.inner_end)
        self._builder.restore()

    def _value(self, attrs: Attributes, name: str) -> str:
        """The value of an attribute, decoded; empty where there is none."""
        if name not in attrs:
            return ""
        return "".join(value for value, _, _ in decoded(self._text, *attrs[name], attribute=True)).strip()

    def _aside(self, kind: str, start: int, end: int) -> None:
        """Text beside the readable one: an attribute's value, a title."""
        strip = Strip()
        for value, first, last in decoded(self._text, start, end, attribute=kind not in ("title", "hidden")):
            strip.add(value, first, last)
        text, source_map = strip.finish()
        passages = self._builder.shadow if kind in ("attribute", "hidden") else self._builder.sides
        if text and not any(p.kind == kind and p.text == text for p in passages[-8:]):
            passages.append(Passage(kind, text, source_map))


@lru_cache(maxsize=1024)
def _plain(name: str) -> Open:
    """The element without attributes."""
    mark = el.MARKS.get(name)
    hides = next((kind for kind, names in el.SHADOWS.items() if name in names), "")
    block = name in el.BLOCK and hides != "hidden"
    return Open(name, block, hides, (mark,) if mark else (), el.KINDS.get(name))


def _blank(tag: re.Match[str]) -> str:
    """As many characters: of white space for a block's tag, else of no width, so that words around it join."""
    return (" " if tag[1].lower() in el.BLOCK or tag[1].lower() == "br" else "\u200b") * len(tag[0])


def parse(source: Source) -> Document:
    """An HTML page; front matter and template tags, as site generators have them, are no text."""

    builder = Builder(source, "html")
    start = read_front(builder, source)
    return read_html(builder, take_calls(builder, source.text, start, code=False), start)


def read_html(builder: Builder, text: str, start: int) -> Document:
    """The document of `text` from `start` on; the text has the offsets of the builder's source."""
    reader = HtmlReader(builder, text)
    reader.feed(start, len(text))
    reader.close()
    return builder.build()
