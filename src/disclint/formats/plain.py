"""Plain text to a document. There is no markup: layout alone says what is a heading, an item or a wrapped paragraph.

Where lines are long, each is a paragraph of its own. Where they were broken at a column, lines join again: a line
that the next one's first word would not have fitted on was broken for width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from disclint.document import Document
from disclint.formats.autolinks import with_bare_links
from disclint.formats.builder import Builder
from disclint.formats.frontmatter import read_front
from disclint.lazy import expression
from disclint.model import Source

_LINE = expression(r"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_QUOTE = expression(r"[ \t]*+(?:>[ \t]*+)++")
_ITEM = expression(r"[ \t]*+(?:[-*+•‣◦·▪–]|\d{1,3}[.)]|\(?+[a-z\d]\)|(?=\[\d{1,3}\]))(?:[ \t]++|(?=\[))")
_RULE = expression(r"[ \t]*+(?:-{3,}+|={3,}+|~{3,}+|_{3,}+|\*{3,}+|#{3,}+|(?:[-*_=][ \t]){3,}+[-*_=]?+)[ \t]*+")
_WIDEST = 120  # no one breaks text at a column beyond
_NARROWEST = 40
_CROWD = 3  # so many short lines in a row are an address or a table
_SENTENCE_END = expression(r"[.!?…][\"'”’»)\]]*+$|[:;]$")
_TAIL = expression(r"[.!?…,;:][\"'”’»)\]]*+$")
_SECTION = expression(
    r"(?:references|sources|notes|footnotes|citations|further reading|disclaimers?|disclosures?|important information"
    r"|legal notice|risk warning|about the authors?):?+",
    re.IGNORECASE,
)
_NO_HEADING = expression(r"(?:by|source|sources|data|image|photo|via|tel|phone|e-?mail)\b|.*(?:://|www\.|@|\|)", re.I)
_WORD = expression(r"[^\W_][\w’'.-]*+")
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "how", "if", "in", "into", "is", "it", "its", "of",
     "off", "on", "onto", "or", "over", "per", "than", "that", "the", "their", "to", "up", "via", "vs", "was", "with")
)  # fmt: skip


class _Line(NamedTuple):
    """`kind`: text, item, quote, rule, blank. From `first` on it is text; `quoted` counts its `>`."""

    start: int
    first: int
    end: int
    kind: str
    quoted: bool = False


class _Piece(NamedTuple):
    """A block to be: its lines, in order. `gap`: an empty line or the start of the file stands before it."""

    kind: str
    lines: list[_Line]
    gap: bool
    level: int = 0


def parse(source: Source) -> Document:
    """The document of a plain text file."""
    builder = Builder(source, "text")
    start = read_front(builder, source) if source.text.startswith("---") else 0
    text = _without_comments(builder, source.text, start)
    _write(builder, text, _with_headings(text, list(_pieces(text, list(_lines(text, start))))))
    return with_bare_links(builder.build())


def _without_comments(builder: Builder, text: str, start: int) -> str:
    """The text with `<!-- … -->` blanked to the same length; what they hold is shadow."""
    parts: list[str] = []
    done = start
    while (opening := text.find("<!--", done)) >= 0 and (closing := text.find("-->", opening + 4)) >= 0:
        builder.add_shadow("comment", text[opening + 4 : closing], opening + 4, closing)
        parts += (text[done:opening], _blank(text[opening : closing + 3]))
        done = closing + 3
    return text[:start] + "".join(parts) + text[done:] if parts else text


def _blank(value: str) -> str:
    return re.sub(r"[^\r\n]", " ", value)


def _lines(text: str, start: int) -> Iterator[_Line]:
    for match in _LINE.finditer(text, start):
        first, end = match.span(1)
        if first == len(text) and first > start:
            return
        quote = _QUOTE.match(text, first, end)
        body = quote.end() if quote else first
        item = _ITEM.match(text, body, end)
        value = text[body:end]
        if not value or value.isspace():
            kind = "blank"
        elif _RULE.fullmatch(text, body, end):
            kind = "rule"
        else:
            kind = "item" if item else "text"
        yield _Line(first, item.end() if item and kind == "item" else body, end, kind, bool(quote))


def _pieces(text: str, lines: list[_Line]) -> Iterator[_Piece]:
    """The lines as pieces: wrapped ones together, rules and empty lines left out, underlined headings known."""
    widths = _widths(lines)
    piece: _Piece | None = None
    gap = True
    for i, line in enumerate(lines):
        if piece and line.kind == "rule" and lines[i - 1].kind == "text" and _underlines(text, line, piece):
            piece = piece._replace(kind="heading", level=1 if text[line.first : line.end].lstrip()[0] == "=" else 2)
        elif piece and line.kind == "text" and _continues(text, lines[i - 1], line, widths[i], piece):
            piece.lines.append(line)
            continue
        if piece:
            yield piece
            piece, gap = None, line.kind in ("blank", "rule")
        gap = gap or line.kind in ("blank", "rule")
        if line.kind in ("text", "item"):
            piece = _Piece("item" if line.kind == "item" else "paragraph", [line], gap)
            gap = False
    if piece:
        yield piece


def _widths(lines: list[_Line]) -> list[int]:
    """For every line the column where its run (up to an empty line) was broken: its longest line but for long ones."""
    widths: list[int] = []
    run = widest = 0
    for line in lines:
        if line.kind in ("blank", "rule"):
            widths += [widest] * run + [0]
            run = widest = 0
        else:
            run += 1
            width = line.end - line.start
            widest = max(widest, width if width <= _WIDEST else 0)
    return widths + [widest] * run


def _underlines(text: str, rule: _Line, piece: _Piece) -> bool:
    """Whether the rule stands below a heading: one line, about as long."""
    marks = text[rule.first : rule.end].strip()
    title = piece.lines[0].end - piece.lines[0].first
    return len(piece.lines) == 1 and marks[0] in "=-~" and title <= 80 and len(marks) * 2 >= title


def _continues(text: str, line: _Line, after: _Line, width: int, piece: _Piece) -> bool:
    """Whether `after` goes on with the paragraph of `line`."""
    if line.kind not in ("text", "item") or line.quoted != after.quoted:
        return False
    length = line.end - line.start
    if length > _WIDEST or after.end - after.start > _WIDEST:
        return False
    before, behind = text[line.first : line.end].rstrip(), text[after.first : after.end].lstrip()
    ended = bool(_SENTENCE_END.search(before[-4:]))
    if not ended and behind[0].islower():
        return True
    if line.kind == "item" and text[after.start] in " \t":
        return True
    if width < _NARROWEST:
        return False
    word = len(behind.split(None, 1)[0])
    if ended:
        return length + 1 + word > width >= 60
    title = len(piece.lines) == 1 and _is_title(before) and not (before + behind).isupper()
    return length + 1 + word > width * 0.9 and not title


def _is_title(line: str) -> bool:
    """Whether the line is written as titles are: hardly a word but small ones begins in lower case."""
    words = [w for w in _WORD.findall(line) if w.lower() not in _SMALL]
    lower = sum(w[0].islower() for w in words)
    return bool(words) and lower * 4 <= len(words)


def _with_headings(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with headings told from paragraphs: short, written like titles, with something below, and no crowd."""
    alike = [_is_heading(text, piece, after) for piece, after in pairwise(pieces)]
    first = 0
    while first < len(alike):
        last = first + 1
        while last < len(alike) and alike[last] and not pieces[last].gap:
            last += 1
        for i in range(first, last) if last - first < _CROWD else ():
            if alike[i]:
                pieces[i] = pieces[i]._replace(kind="heading", level=2 if i else 1)
        first = last
    return pieces


def _is_heading(text: str, piece: _Piece, after: _Piece) -> bool:
    line = piece.lines[0]
    value = text[line.first : line.end].strip()
    if piece.kind != "paragraph" or len(piece.lines) > 1 or len(value) > 80 or line.quoted:
        return False
    if _SECTION.fullmatch(value):
        return True
    if (_TAIL.search(value[-4:]) and not value.endswith("?")) or _NO_HEADING.match(value) or value[0] in "\"'“‘":
        return False
    length = after.lines[-1].end - after.lines[0].first
    return _is_title(value) or (len(value) <= 60 and value[0].isupper() and length > _WIDEST)


def _write(builder: Builder, text: str, pieces: list[_Piece]) -> None:
    listed = quoted = False
    for piece in pieces:
        builder.close_block()
        listed = _switch(builder, "list", listed, piece.kind == "item")
        quoted = _switch(builder, "quote", quoted, piece.lines[0].quoted)
        builder.open_block(piece.kind, piece.level)
        for i, line in enumerate(piece.lines):
            if i:
                builder.text(" ", piece.lines[i - 1].end, line.first)
            builder.text(text[line.first : line.end], line.first, line.end)
    builder.close_block()


def _switch(builder: Builder, mark: str, now: bool, then: bool) -> bool:
    if then and not now:
        builder.open_mark(mark)
    elif now and not then:
        builder.close_mark(mark)
    return then
