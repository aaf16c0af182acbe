"""TOML front matter: values by the standard library, places by a scan over its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from disclint.document import Field
from disclint.formats.frontmatter import Broken
from disclint.model import Span

_TOKEN = re.compile(
    r"""(?P<string>\"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|'''(?:[^']++|'(?!''))*+'{3,5}|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
    r"""|(?P<comment>\#[^\n]*+)|(?P<end>\n)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<equals>=)|(?P<other>[^\s"'\#\[\]{}=]++)""",
    re.DOTALL,
)
_TABLE = re.compile(r"""\[(?P<name>[^\[\]\n]++)\][ \t]*+(?:\#[^\n]*+)?+$""")
_ARRAY = re.compile(r"""\[\[(?P<name>[^\[\]\n]++)\]\][ \t]*+(?:\#[^\n]*+)?+$""")
_NAME = re.compile(r"""[ \t]*+(?:"((?:[^"\\]++|\\.)*+)"|'([^']*+)'|([\w-]++))[ \t]*+(?:\.|\Z)""")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def fields(text: str, at: int) -> dict[str, Field]:
    """The fields, those of tables under dotted names too; Broken where it is no TOML."""
    import tomllib

    text = text.replace("\r\n", " \n").replace("\r", "\n")  # as long as before
    try:
        values: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(str(error), text, at) from None
    except RecursionError:
        raise Broken("front matter is nested too deeply", at) from None
    found: dict[str, Field] = {}
    for path, key, value in _places(text):
        known, item = _look_up(values, path)
        if known:
            source = Span(at + value.start, at + value.end)
            # an array of tables has one value, and its place is that of the first
            found.setdefault(".".join(path), Field(_plain(item), Span(at + key.start, at + key.end), source))
    return found


def _broken(message: str, text: str, at: int) -> Broken:
    place = _PLACE.search(message)
    offset = max(0, len(text.rstrip()) - 1)
    if place and place.group(1):
        lines = text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: int(place.group(1)) - 1]) + int(place.group(2)) - 1
    return Broken(f"front matter is not valid TOML: {_PLACE.sub('', message)}", at + offset)


def _look_up(values: object, path: tuple[str, ...]) -> tuple[bool, object]:
    for name in path:
        if not isinstance(values, dict) or name not in values:
            return False, None
        values = values[name]
    return True, values


def _plain(value: object) -> object:
    """The value as JSON has it: dates and times as they are written by ISO 8601."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def names(key: str) -> tuple[str, ...]:
    return tuple(next(part for part in m.groups() if part is not None) for m in _NAME.finditer(key))


def _places(text: str) -> Iterator[tuple[tuple[str, ...], Span, Span]]:
    """Path, key and value span of every `key = value` line, `[table]` and `[[array]]` of valid TOML."""
    prefix: tuple[str, ...] = ()
    for first, equals, last in statements(text):
        if equals < 0:
            table, array = _TABLE.match(text[first:last]), _ARRAY.match(text[first:last])
            prefix = names(table.group("name")) if table else ("", "")  # an array of tables: its fields have no name
            if named := table or array:
                yield names(named.group("name")), Span(first, last), Span(first, last)
            continue
        value = equals + 1
        while text[value] in " \t":
            value += 1
        yield (*prefix, *names(text[first:equals])), Span(first, len(text[:equals].rstrip())), Span(value, last)


def statements(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, first equals sign (-1: none) and end of every statement, comments left out."""
    first, equals, last, depth = -1, -1, -1, 0
    for match in _TOKEN.finditer(text + "\n"):
        kind = match.lastgroup
        if kind == "end" and depth == 0:
            if first >= 0:
                yield first, equals, last
            first, equals = -1, -1
        elif kind not in ("end", "comment"):
            first, last = (match.start() if first < 0 else first), match.end()
            depth += (kind == "open") - (kind == "close")
            if kind == "equals" and equals < 0 and depth == 0:
                equals = match.start()
