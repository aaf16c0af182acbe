"""YAML as a small tree that knows its places, and the faults found in it, all of them, in plain words.

Scalars follow YAML 1.2's core schema: `off`, `no`, `1:30` and `2024-01-01` stay text. The tree is built from the
parser's events, never by recursion; aliases, anchors, tags and second documents are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from disclint.model import DisclintError, Lines, Problem
from disclint.ruleset.rule import Json
from disclint.ruleset.yamlwords import in_words, resolve

DEEPEST = 24  # levels; the rule language needs nine
LARGEST = 2_000_000  # characters: the parser is quadratic on hostile input


class Scalar(NamedTuple):
    """Text, a number, true or false, or nothing (None)."""

    data: bool | int | float | str | None
    line: int = 0
    column: int = 0

    def value(self) -> Json:
        return self.data


class ListNode(NamedTuple):
    items: tuple[Node, ...]
    line: int = 0
    column: int = 0

    def value(self) -> Json:
        return [item.value() for item in self.items]


class MapNode(NamedTuple):
    """Keys are text, each there once, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int = 0
    column: int = 0

    def value(self) -> Json:
        return {str(key.data): node.value() for key, node in self.entries}

    def get(self, name: str) -> Node | None:
        return next((node for key, node in self.entries if key.data == name), None)

    def key(self, name: str) -> Scalar | None:
        """The node of the key itself, for a fault that is about the key."""
        return next((key for key, _ in self.entries if key.data == name), None)

    def keys(self) -> Iterator[str]:
        return (str(key.data) for key, _ in self.entries)


Node = Scalar | ListNode | MapNode


class Faults:
    """What is wrong with one file, gathered; `problems` stands in the order of places."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[Problem] = []
        self._settled: frozenset[tuple[int, int]] = frozenset()

    def settle(self) -> None:
        """From now on nothing more is said of the places that have a fault already."""
        self._settled = frozenset((p.line, p.column) for p in self._found if p.line and p.column)

    def at(self, node: Node, message: str) -> None:
        self.place(node.line, node.column, message)

    def place(self, line: int, column: int, message: str) -> None:
        if (line, column) not in self._settled:
            self._found.append(Problem(self.path, message, line or None, column or None))

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(dict.fromkeys(self._found), key=lambda p: (p.line or 0, p.column or 0)))


def find(node: Node, *path: str | int) -> Node:
    """The node at a path of keys and indices, or the deepest one that is there."""
    for step in path:
        inner: Node | None = None
        if isinstance(node, MapNode) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            return node
        node = inner
    return node


def planted(value: Json) -> Node:
    """A tree without places from a plain value, so that TOML or JSON passes through the same validation."""
    if isinstance(value, dict):
        return MapNode(tuple((Scalar(key), planted(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return ListNode(tuple(planted(inner) for inner in value))
    return Scalar(value)


def read_yaml(text: str, path: str) -> Node:
    """The tree of one YAML text; DisclintError with the first fault's place where it can't be read."""
    faults = Faults(path)
    node = parse_yaml(text, faults)
    for problem in faults.problems:
        raise DisclintError(problem.message, problem.path, problem.line, problem.column)
    assert node is not None
    return node


def parse_yaml(text: str, faults: Faults) -> Node | None:
    """The tree of one YAML text, or None where its syntax is broken; what is wrong goes to `faults`.

    An empty file is the scalar None. Lines and columns start at 1; columns count characters.
    """
    import yaml

    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        faults.place(1, 1, f"the file is larger than {LARGEST:,} characters")
        return None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(text, faults)
    try:
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        faults.place(*_said(error, builder, text))
        return None
    except (yaml.reader.ReaderError, UnicodeError) as error:
        offset = getattr(error, "position", getattr(error, "start", 0))
        faults.place(*builder.place(offset), "a control character that YAML doesn't allow")
        return None
    return builder.root or Scalar(None, 1, 1)


class _Open:
    """A list or mapping whose end has not come yet."""

    def __init__(self, place: tuple[int, int], mapping: bool) -> None:
        self.place = place
        self.mapping = mapping
        self.key: Scalar | None = None
        self.nodes: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}

    def node(self) -> Node:
        if self.mapping:
            return MapNode(tuple(self.entries.values()), *self.place)
        return ListNode(tuple(self.nodes), *self.place)


class _Builder:
    """Puts events together to a tree."""

    def __init__(self, text: str, faults: Faults) -> None:
        self._lines = Lines(text)
        self._length = len(text)
        self._faults = faults
        self._open: list[_Open] = []
        self.root: Node | None = None
        self._documents = 0

    def place(self, offset: int) -> tuple[int, int]:
        return self._lines.place(min(offset, self._length))

    def take(self, event: Any) -> bool:
        """False where reading on makes no sense."""
        kind = type(event).__name__
        place = self.place(event.start_mark.index)
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._faults.place(*place, 'a second YAML document begins here ("---"); one file holds one')
                return False
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._refuse_tags(event, place)
            if len(self._open) >= DEEPEST:
                self._faults.place(*place, f"nested deeper than {DEEPEST} levels")
                return False
            self._open.append(_Open(place, kind == "MappingStartEvent"))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._add(self._open.pop().node())
        elif kind == "ScalarEvent":
            self._refuse_tags(event, place)
            plain = event.implicit[0]
            self._add(Scalar(resolve(event.value) if plain else event.value, *place), str(event.value))
        elif kind == "AliasEvent":
            self._faults.place(*place, f'aliases ("*{event.anchor}") are not supported; write the value out')
            self._add(Scalar(None, *place))
        return True

    def _refuse_tags(self, event: Any, place: tuple[int, int]) -> None:
        if event.anchor:
            self._faults.place(
                *place, f'anchors ("&{event.anchor}") are not supported; write the value out where it is needed'
            )
        if event.tag:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._faults.place(*place, f'tags ("{name}") are not supported')

    def _add(self, node: Node, raw: str = "") -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if not top.mapping:
            top.nodes.append(node)
        elif top.key is None:
            top.key = self._key(node, raw)
        else:
            self._enter(top, top.key, node)
            top.key = None

    def _key(self, node: Node, raw: str) -> Scalar:
        if not isinstance(node, Scalar):
            self._faults.at(node, "a list or a mapping can't be a key; quote text that begins with [ or {")
            return Scalar("", node.line, node.column)
        return Scalar(raw, node.line, node.column)

    def _enter(self, top: _Open, key: Scalar, node: Node) -> None:
        name = str(key.data)
        first = top.entries.get(name)
        if first is None:
            top.entries[name] = (key, node)
        else:
            place = f"line {first[0].line}, column {first[0].column}"
            self._faults.at(key, f'the key "{name}" is here twice; it stands already at {place}')


def _said(error: Any, builder: _Builder, text: str) -> tuple[int, int, str]:
    """The place and the words of a syntax fault. A quote that is never closed is told where it opens."""
    if "maximum nesting depth" in (error.problem or ""):  # newer parsers refuse it before our own limit is reached
        opened = re.search(r"(?:[\[{][ \t]*+){2,}+\Z", text[: error.problem_mark.index])
        first = opened.start() if opened else error.problem_mark.index
        return *builder.place(first + DEEPEST - 1), f"nested deeper than {DEEPEST} levels"
    quote = "quoted scalar" in (error.context or "")
    mark = (error.context_mark if quote else error.problem_mark) or error.problem_mark or error.context_mark
    offset = mark.index if mark is not None else 0
    message = in_words(error.problem or "", error.context or "", text[offset : offset + 1])
    return *builder.place(offset), message
