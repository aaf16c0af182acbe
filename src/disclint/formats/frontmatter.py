"""Front matter in YAML (`---`), TOML (`+++`) or JSON (`{`): fields with the places of their keys and values.

Broken or unclosed front matter is a problem of the document (exit code 2); the body is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from disclint.document import Field, Passage
from disclint.formats.builder import Builder, Strip
from disclint.lazy import expression
from disclint.model import Lines, Problem, Source, Span

# What a top-level field's value is read as, beside the body.
SIDES = {
    "title": "title",
    "headline": "title",
    "subtitle": "title",
    "description": "description",
    "summary": "description",
    "excerpt": "description",
}

_EOL = r"(?:\r\n|\n|\r)"
_OPEN = expression(rf"(---|\+\+\+)[ \t]*+{_EOL}")
_CLOSE = {
    "---": expression(rf"(?:(?<=[\r\n])(?:---|\.\.\.))[ \t]*+(?:{_EOL}|\Z)"),
    "+++": expression(rf"(?:(?<=[\r\n])\+\+\+)[ \t]*+(?:{_EOL}|\Z)"),
}
_REMARKS = r"(?:[ \t]*+(?:\#[^\r\n]*+)?+[\r\n]++)*+"
_FIRST_LINE = {
    "---": expression(_REMARKS + r"""(?:["']?[\w$@][\w .$@/-]{0,60}+["']?[ \t]*+:(?:[ \t\r\n]|\Z)|[{?]|%YAML)"""),
    "+++": expression(_REMARKS + r"""(?:\[|["']?\w[\w."' -]{0,60}+=)"""),
}
_JSON = expression(r'\{\s*+(?:"|\}[ \t]*+(?:[\r\n]|\Z))')
_BLANK_LINE = expression(rf"{_EOL}[ \t]*+(?={_EOL}|\Z)")
_HEADER = expression(r"[|>][-+0-9]*+[ \t]*+(?:\#[^\r\n]*+)?+(?=[\r\n])")
_ESCAPE = expression(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?:\r\n|\r|\n)[ \t]*+|.)|''", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "", "N": "\n", "_": "\u00a0", "L": "\n", "P": "\n", " ": " "}
_LANGUAGE = {"---": "yaml", "+++": "toml"}


class Broken(Exception):
    """Front matter that can't be read; `offset` is where, in the source."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


def read_front(builder: Builder, source: Source) -> int:
    """Takes the front matter into `builder`; the source offset where the body starts (0 where there is none)."""
    text = source.text
    if text.startswith(("---", "+++")):
        return _fenced(builder, source)
    return _json(builder, source) if text.startswith("{") and _JSON.match(text) else 0


def _fenced(builder: Builder, source: Source) -> int:
    text = source.text
    opening = _OPEN.match(text)
    if not opening:
        return 0
    fence, start = opening.group(1), opening.end()
    closing = _CLOSE[fence].search(text, start)
    alike = _FIRST_LINE[fence].match(text, start)
    if closing:
        end, body = closing.start(), closing.end()
        if not alike and not _is_mapping(_LANGUAGE[fence], text[start:end]):
            return 0
    elif alike:
        blank = _BLANK_LINE.search(text, alike.end() - 1)
        end = body = blank.end() if blank else len(text)
        message = (
            f"front matter is not closed: no line with only {fence} follows; it is read up to the first empty line"
        )
        _complain(builder, source, Broken(message, 0))
    else:
        return 0
    _take(builder, source, _LANGUAGE[fence], start, end)
    return body


def _json(builder: Builder, source: Source) -> int:
    from disclint.formats.front_json import end_of_object

    end = end_of_object(source.text)
    if end < 0:
        blank = _BLANK_LINE.search(source.text)
        end = blank.end() if blank else len(source.text)
        message = 'front matter is not closed: its "{" has no "}"; it is read up to the first empty line'
        _complain(builder, source, Broken(message, 0))
    _take(builder, source, "json", 0, end)
    return end


def _parser(language: str) -> Callable[[str, int], Mapping[str, Field]]:
    parse: Callable[[str, int], Mapping[str, Field]] = import_module(f"disclint.formats.front_{language}").fields
    return parse


def _is_mapping(language: str, text: str) -> bool:
    """Whether the text between two fences, unlike fields at first sight, holds fields or nothing all the same."""
    try:
        return not text.strip() or _parser(language)(text, 0) is not None
    except Broken:
        return False


def _take(builder: Builder, source: Source, language: str, start: int, end: int) -> None:
    builder.add_shadow("front-matter", source.text[start:end], start, end)
    try:
        fields = _parser(language)(source.text[start:end], start)
    except Broken as broken:
        if not builder.problems:  # unclosed: said already
            _complain(builder, source, broken)
        return
    builder.front.update(fields)
    for name, field in fields.items():
        kind = SIDES.get(name.lower())
        if kind and isinstance(field.value, str):
            side = _side(builder, kind, field.value, field.source)
            if side:
                builder.sides.append(side)


def _complain(builder: Builder, source: Source, broken: Broken) -> None:
    line, column = Lines(source.text).place(broken.offset)
    builder.problems.append(Problem(source.path, broken.message, line, column))


def _side(builder: Builder, kind: str, value: str, span: Span) -> Passage | None:
    """The value as a passage: character to character, an escape as a whole."""
    start, end = _inside(builder.source.text, *span)
    inner = builder.source.text[start:end]
    if inner.split() == value.split():
        return builder.passage(kind, inner, start, end)
    strip = Strip()
    pieces = list(_unescaped(inner, start))
    if "".join(piece for piece, _, _ in pieces).split() != value.split():
        pieces = [(" ".join(value.split()), start, end)]
    for piece, first, last in pieces:
        strip.add(piece, first, last)
    readable, source_map = strip.finish()
    return Passage(kind, readable, source_map) if readable else None


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotes or the header of a block scalar."""
    header = _HEADER.match(text, start, end)
    if header:
        return header.end(), end
    for quote in ('"""', "'''", '"', "'"):
        if text.startswith(quote, start) and text.endswith(quote, start + len(quote), end):
            return start + len(quote), end - len(quote)
    return start, end


def _unescaped(inner: str, at: int) -> Iterator[tuple[str, int, int]]:
    """What a quoted scalar's inside says, piece by piece, with the source span of each."""
    done = 0
    for match in _ESCAPE.finditer(inner):
        start, end = match.span()
        yield inner[done:start], at + done, at + start
        code = match.group()[1:]
        if code[0] in "xuU" and len(code) > 1:
            value = chr(min(int(code[1:], 16), 0x10FFFF))
        else:
            value = _ESCAPES.get(code, "" if code.isspace() else code)
        yield value, at + start, at + end
        done = end
    yield inner[done:], at + done, at + len(inner)
