"""JSON front matter (an object at the very start of the file), with the places of its keys and values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from disclint.document import Field
from disclint.formats.frontmatter import Broken
from disclint.model import Span

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|[^\s"{}\[\]:,]++', re.DOTALL)


def end_of_object(text: str) -> int:
    """The offset behind the `}` that closes the object at the start of `text`, -1 where there is none."""
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in ("{", "["):
            depth += 1
        elif token in ("}", "]"):
            depth -= 1
            if depth <= 0:
                return match.end()
    return -1


def fields(text: str, at: int) -> dict[str, Field]:
    """The fields of the object, nested ones under dotted names too; Broken where it is no JSON."""
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise Broken(
            f"front matter is not valid JSON: {error.msg}", at + min(error.pos, max(0, len(text) - 1))
        ) from None
    except (RecursionError, ValueError):
        raise Broken("front matter is nested too deeply or holds a number that is too long", at) from None
    found: dict[str, Field] = {}
    for path, key, value in sorted(places(text, at), key=lambda place: place[1]):
        found[".".join(path)] = Field(_look_up(values, path), key, value)
    return found


def _look_up(values: object, path: tuple[str, ...]) -> object:
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def places(text: str, at: int) -> Iterator[tuple[tuple[str, ...], Span, Span]]:
    """Path, key and value span of every field that lies in objects only; the text is valid JSON."""
    path: list[str] = []
    opened: list[tuple[Span, int]] = []  # key and value start of the fields being read
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    lists = 0
    for i, (token, _, end) in enumerate(tokens):
        if token == "[":
            lists += 1
        elif token == ":" and not lists:
            key, key_start, key_end = tokens[i - 1]
            path.append(str(json.loads(key)))
            opened.append((Span(at + key_start, at + key_end), at + tokens[i + 1][1]))
        closes = (token == "]" and lists == 1) or (not lists and token not in ("{", "[", ":", ","))
        lists -= token == "]"
        if closes and path and not (i + 1 < len(tokens) and tokens[i + 1][0] == ":"):
            key_span, value_start = opened.pop()
            yield tuple(path), key_span, Span(value_start, at + end)
            path.pop()
