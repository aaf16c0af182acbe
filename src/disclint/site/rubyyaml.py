"""YAML as Ruby reads it: `yes`, `no`, `on` and `off` without quotes are true and false."""

from __future__ import annotations

from collections.abc import Mapping

from disclint.site.scope import Sourced
from disclint.site.tree import Tree
from disclint.site.values import Page

_WORDS = {"yes": True, "on": True, "no": False, "off": False}
_QUOTES = ("'", '"')


def front(page: Page) -> dict[str, object]:
    """A document's own fields."""
    return {name: _own(name, value, page) for name, value in page.front.items()}


def _own(name: str, value: object, page: Page) -> object:
    if not isinstance(value, str) or value.lower() not in _WORDS or name not in page.origins:
        return value
    at = page.origins[name].offset
    quoted = page.text[at : at + 1] in _QUOTES or page.text[at - 1 : at] in _QUOTES
    return value if quoted else _WORDS[value.lower()]


def data(value: object, tree: Tree) -> object:
    """What a file of data holds; a string that knows its place knows its quotes."""
    return _data(value, tree, {})


def _data(value: object, tree: Tree, known: dict[int, object]) -> object:
    """What stands in several places is read once."""
    if isinstance(value, Sourced):
        return _told(value, tree) if value.lower() in _WORDS else value
    if not isinstance(value, Mapping | list):
        return value
    if id(value) not in known:
        known[id(value)] = None
        if isinstance(value, list):
            known[id(value)] = [_data(item, tree, known) for item in value]
        else:
            known[id(value)] = {key: _data(item, tree, known) for key, item in value.items()}
    return known[id(value)]


def _told(value: Sourced, tree: Tree) -> object:
    text, at = tree.read(value.place.path) or "", value.place.offset
    return value if text[at - 1 : at] in _QUOTES else _WORDS[value.lower()]
