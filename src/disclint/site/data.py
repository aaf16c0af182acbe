"""Configuration, data, translations and front matter (YAML, TOML, JSON) as values whose strings know where they are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

from disclint.formats.frontmatter import Broken
from disclint.lazy import expression
from disclint.site.scope import UNKNOWN, Sourced, sourced
from disclint.site.tree import Tree
from disclint.site.values import Place, Unresolved

if TYPE_CHECKING:
    from disclint.formats.front_yaml import Node

LANGUAGES = {"toml": "toml", "yaml": "yaml", "yml": "yaml", "json": "json"}
_FRONT = {
    "---": ("yaml", expression(r"(?<=\n)---[ \t]*+(?:\r?+\n|\Z)")),
    "+++": ("toml", expression(r"(?<=\n)\+\+\+[ \t]*+(?:\r?+\n|\Z)")),
}
_ARRAY = expression(r"""\[\[(?P<name>[^\[\]\n]++)\]\]""")
_TABLE = expression(r"""\[(?P<name>[^\[\]\n]++)\]""")
_HEADER = expression(r"[|>][-+0-9]*+[ \t]*+(?:\#[^\r\n]*+)?+\r?+\n\s*+")  # of a block in YAML
_QUOTES = ('"""', "'''", '"', "'")


def load(path: str, text: str, language: str = "", at: int = 0) -> object:
    """The value that the file (or the part of it from offset `at`) holds; Broken where it can't be read.

    `language` is yaml, toml or json; by the name where empty. Dates are ISO strings, an empty file is an empty mapping.
    """
    language = language or LANGUAGES.get(path.rpartition(".")[2].lower(), "")
    if language == "toml":
        return _toml(path, text, at)
    if language == "json":
        return _json(path, text, at)
    return _yaml(path, text, at)


def read_data(tree: Tree, path: str) -> object:
    """The value of a data file of a site: None where there is none; UNKNOWN, with a note, where it can't be read."""
    text = tree.read(path)
    if text is None:
        return UNKNOWN if os.path.isfile(path) else None
    try:
        return load(path, text)
    except Broken as error:
        tree.notes.append(Unresolved(Place(path, error.offset), error.message))
        return UNKNOWN


def front_matter(path: str, text: str) -> dict[str, object]:
    """The fields of a document, with their places; empty where there are none or they can't be read."""
    try:
        for fence, (language, closing) in _FRONT.items():
            start = text.find("\n") + 1
            end = closing.search(text, start) if text.startswith(fence) and start else None
            if end:
                found = load(path, text[start : end.start()], language, start)
                return found if isinstance(found, dict) else {}
        if text.startswith("{"):
            from disclint.formats.front_json import end_of_object

            found = load(path, text[: max(0, end_of_object(text))], "json")
            return found if isinstance(found, dict) else {}
    except Broken:
        pass  # the document's own check says so
    return {}


def folded(value: object) -> object:
    """The same with the keys of all mappings in small letters, as Hugo has its configuration and parameters."""
    if isinstance(value, dict):
        return {str(key).lower(): folded(item) for key, item in value.items()}
    return [folded(item) for item in value] if isinstance(value, list) else value


def _told(path: str, text: str, value: str, start: int, at: int) -> Sourced:
    """A string whose written form starts at `start` of the text: exact where its characters stand behind the quotes."""
    header = _HEADER.match(text, start)
    if header:
        return sourced(value, Place(path, at + header.end()), syntax="text")
    for quote in _QUOTES:
        if text.startswith(quote, start):
            start += len(quote)
            start += quote in _QUOTES[:2] and text.startswith("\n", start)
            break
    return sourced(value, Place(path, at + start), exact=text.startswith(value, start), syntax="text")


# -- YAML


def _yaml(path: str, text: str, at: int) -> object:
    import yaml

    from disclint.formats.front_yaml import check_depth, loader

    check_depth(text, at)
    try:
        root = cast("Node | None", yaml.compose(text, loader()))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Broken("is not valid YAML", at + (min(mark.index, len(text)) if mark else 0)) from None
    return {} if root is None else _yaml_value(root, path, text, at, {})


def _yaml_value(node: Node, path: str, text: str, at: int, known: dict[int, object]) -> object:
    """An alias inside its own anchor is None."""
    from disclint.formats.front_yaml import scalar

    if node.id == "scalar":
        value = node.value if node.style else scalar(node.value)
        return _told(path, text, value, node.start_mark.index, at) if isinstance(value, str) else value
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = None
    if node.id == "sequence":
        known[id(node)] = [_yaml_value(item, path, text, at, known) for item in node.value]
        return known[id(node)]
    fields: dict[str, object] = {}
    for key, item in node.value:
        name = str(key.value) if key.id == "scalar" else ""
        value = _yaml_value(item, path, text, at, known)
        if name == "<<" and isinstance(value, dict):
            fields = {**value, **fields}
        else:
            fields[name] = value
    known[id(node)] = fields
    return fields


# -- TOML and JSON: values by the standard library, places by a scan


def _toml(path: str, text: str, at: int) -> object:
    import tomllib

    text = text.replace("\r\n", " \n").replace("\r", "\n")  # as long as before
    try:
        values: object = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise Broken("is not valid TOML", at) from None
    starts = dict(_toml_places(text))

    def placed(value: str, way: tuple[str | int, ...]) -> Sourced:
        while way and way not in starts:
            way = way[:-1]
        return _told(path, text, value, starts.get(way, 0), at)

    return _placed(values, (), placed)


def _toml_places(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Where the value of each field begins, by its path; entries of an array of tables are numbered."""
    from disclint.formats.front_toml import names, statements

    prefix: tuple[str | int, ...] = ()
    arrays: dict[tuple[str | int, ...], int] = {}
    for first, equals, last in statements(text):
        if equals < 0:
            array = _ARRAY.match(text, first, last)
            table = array or _TABLE.match(text, first, last)
            prefix = _inside(arrays, names(table["name"])) if table else ("",)
            if array:
                arrays[prefix] = arrays.get(prefix, -1) + 1
                prefix = (*prefix, arrays[prefix])
            continue
        value = equals + 1
        while text[value] in " \t":
            value += 1
        yield (*prefix, *names(text[first:equals])), value


def _inside(arrays: dict[tuple[str | int, ...], int], way: tuple[str, ...]) -> tuple[str | int, ...]:
    """The path of a table, with the number of each array's entry on the way."""
    found: tuple[str | int, ...] = ()
    for name in way[:-1]:
        found = (*found, name)
        if found in arrays:
            found = (*found, arrays[found])
    return (*found, *way[-1:])


def _json(path: str, text: str, at: int) -> object:
    from disclint.site.jsontree import placed

    try:
        return placed(path, text, at) if text.strip() else {}
    except (ValueError, RecursionError):
        raise Broken("is not valid JSON", at) from None


Placed = Callable[[str, "tuple[str | int, ...]"], Sourced]


def _placed(value: object, way: tuple[str | int, ...], placed: Placed) -> object:
    if isinstance(value, str):
        return placed(value, way)
    if isinstance(value, dict):
        return {str(key): _placed(item, (*way, str(key)), placed) for key, item in value.items()}
    if isinstance(value, list):
        return [_placed(item, (*way, i), placed) for i, item in enumerate(value)]
    return value.isoformat() if isinstance(value, date | datetime | time) else value
