"""JSON as values whose strings know where they are written: one pass over its tokens, once it is known to be valid."""

from __future__ import annotations

import json
from typing import TypeAlias, cast

from disclint.lazy import expression
from disclint.site.scope import sourced
from disclint.site.values import Place

Holder: TypeAlias = "list[object] | dict[str, object]"
_TOKEN = expression(r'(?P<open>[\[{])|(?P<close>[\]}])|"(?:[^"\\]++|\\.)*+"(?P<key>\s*+:)?+|[\w.+-]++')


def placed(path: str, text: str, at: int = 0) -> object:
    """The value; ValueError or RecursionError where the text is no JSON. `at` is where the text begins in the file."""
    json.loads(text)
    root: list[object] = []
    open_: list[tuple[Holder, str]] = [(root, "")]
    key = ""
    for token in _TOKEN.finditer(text):
        if token["close"]:
            open_.pop()
        elif token["key"]:
            key = str(json.loads(token.group().rstrip(": \t\r\n")))
        else:
            value = _value(path, token.group(), at + token.start())
            _put(open_[-1][0], key, value)
            if token["open"]:
                open_.append((cast("Holder", value), key))
    return root[0]


def _put(holder: Holder, key: str, value: object) -> None:
    if isinstance(holder, dict):
        holder[key] = value
    else:
        holder.append(value)


def _value(path: str, token: str, start: int) -> object:
    if token in "[{":
        return [] if token == "[" else {}
    value: object = json.loads(token)
    if isinstance(value, str):
        return sourced(value, Place(path, start + 1), exact="\\" not in token, syntax="text")
    return value
