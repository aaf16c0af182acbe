"""A few words to say what a file may hold; from them come both the validation with places and the JSON Schema.

    PACK = Keys("A pack.", {
        "id": Key(Text("The pack's name.", pattern="^[a-z-]+$", hint="small letters and hyphens"), required=True),
        "severity": Key(Words("How bad.", ("error", "warning"))),
        "firm": Key(Many("Kinds of firms.", Words("", FIRMS), lone=True)),
    })
    faults = Faults("pack.yaml")
    node = parse_yaml(text, faults)
    if node is not None:
        PACK.check(node, faults)          # every fault, each with its place
    if not faults:
        value = node.value()              # plain JSON that fits the shape
    PACK.schema()                         # the same as JSON Schema, draft 2020-12

The words are Text, Words (one of a closed list), Flag, Whole, Number, Anything, Many (a list), Table (names to one
shape), Keys (known keys, each with its own shape) and Either. `check` and `schema` accept exactly the same values; a
test holds them to it. A shape says nothing about meaning: whether a lexicon exists or a date is a date is asked later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar
from disclint.ruleset.scalars import (
    Anything,
    Flag,
    Number,
    Schema,
    Shape,
    Text,
    Whole,
    Words,
    described,
    found,
    nearest,
    shortened,
)

__all__ = [
    "Anything",
    "Either",
    "Flag",
    "Key",
    "Keys",
    "Many",
    "Named",
    "Number",
    "Schema",
    "Shape",
    "Table",
    "Text",
    "Whole",
    "Words",
]


class Many(NamedTuple):
    """A list of `least` to `most` items; with `lone`, one item may stand without the list's brackets."""

    doc: str
    item: Shape
    least: int = 1
    most: int = 0
    lone: bool = False

    def fits(self, node: Node) -> bool:
        return isinstance(node, ListNode) or (self.lone and self.item.fits(node))

    def expects(self) -> str:
        return self.item.expects() if self.lone else "a list"

    def check(self, node: Node, faults: Faults) -> None:
        if isinstance(node, ListNode):
            self._count(node, faults)
            for item in node.items:
                self.item.check(item, faults)
        elif self.lone:
            self.item.check(node, faults)
        else:
            brackets = "; write it as [ … ]" if self.item.fits(node) else ""
            faults.at(node, f"expected a list, found {found(node)}{brackets}")

    def _count(self, node: ListNode, faults: Faults) -> None:
        if len(node.items) < self.least:
            faults.at(node, "the list is empty" if not node.items else f"expected at least {self.least} items")
        if self.most and len(node.items) > self.most:
            faults.at(node, f"expected at most {self.most} items, found {len(node.items)}")

    def schema(self) -> Schema:
        schema: Schema = {"type": "array", "items": self.item.schema(), "minItems": self.least}
        if self.most:
            schema["maxItems"] = self.most
        return described(self.doc, {"anyOf": [self.item.schema(), schema]} if self.lone else schema)


class Table(NamedTuple):
    """Names of the writer's own choice, each with a value of the same shape."""

    doc: str
    item: Shape
    pattern: str = ""
    hint: str = "another name"
    least: int = 1

    def fits(self, node: Node) -> bool:
        return isinstance(node, MapNode)

    def expects(self) -> str:
        return "names with values"

    def check(self, node: Node, faults: Faults) -> None:
        if not isinstance(node, MapNode):
            faults.at(node, f"expected {self.expects()}, found {found(node)}")
            return
        if len(node.entries) < self.least:
            faults.at(node, "nothing stands in here")
        for key, value in node.entries:
            if self.pattern and not re.search(self.pattern, str(key.data)):
                faults.at(key, f'the name "{shortened(str(key.data))}" should be {self.hint}')
            self.item.check(value, faults)

    def schema(self) -> Schema:
        schema: Schema = {"type": "object", "additionalProperties": self.item.schema(), "minProperties": self.least}
        if self.pattern:
            schema["propertyNames"] = {"pattern": self.pattern}
        return described(self.doc, schema)


class Key(NamedTuple):
    shape: Shape
    required: bool = False


class Keys(NamedTuple):
    """Known keys. Of each group in `one_of` exactly one stands, of each in `some_of` at least one."""

    doc: str
    keys: Mapping[str, Key]
    one_of: tuple[tuple[str, ...], ...] = ()
    some_of: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()  # the keys that tell this mapping from the others of an Either; else any mapping is it
    elsewhere: Mapping[str, str] = {}  # keys that writers put here by mistake, and what to say

    def fits(self, node: Node) -> bool:
        return isinstance(node, MapNode) and (not self.marks or any(node.get(mark) for mark in self.marks))

    def expects(self) -> str:
        if self.marks:
            return " or ".join(f"{{{mark}: …}}" for mark in self.marks)
        return "keys and values (" + ", ".join(list(self.keys)[:4]) + (", …)" if len(self.keys) > 4 else ")")

    def check(self, node: Node, faults: Faults) -> None:
        if not isinstance(node, MapNode):
            faults.at(node, f"expected {self.expects()}, found {found(node)}")
            return
        for key, value in node.entries:
            if known := self.keys.get(str(key.data)):
                known.shape.check(value, faults)
            else:
                self._unknown(str(key.data), key, faults)
        self._missing(node, faults)

    def _unknown(self, name: str, key: Scalar, faults: Faults) -> None:
        guess = nearest(name, tuple(self.keys)) or f"; the keys here are {', '.join(self.keys)}"
        guess = f"; {self.elsewhere[name]}" if name in self.elsewhere else guess
        faults.at(key, f'unknown key "{shortened(name)}"{guess}')

    def _missing(self, node: MapNode, faults: Faults) -> None:
        for name, key in self.keys.items():
            if key.required and node.get(name) is None:
                faults.at(node, f'the key "{name}" is missing')
        for group in self.one_of:
            there = [name for name in group if node.get(name) is not None]
            if not there:
                faults.at(node, f"one of the keys {', '.join(group)} is missing")
            for name in there[1:]:
                faults.at(node.key(name) or node, f'"{name}" can\'t stand beside "{there[0]}"; take one of them')
        for group in self.some_of:
            if not any(node.get(name) is not None for name in group):
                faults.at(node, f"at least one of the keys {', '.join(group)} is needed")

    def schema(self) -> Schema:
        schema: Schema = {
            "type": "object",
            "properties": {name: key.shape.schema() for name, key in self.keys.items()},
            "additionalProperties": False,
        }
        if required := [name for name, key in self.keys.items() if key.required]:
            schema["required"] = required
        groups: list[Schema] = [{"oneOf": [{"required": [n]} for n in group]} for group in self.one_of]
        groups += [{"anyOf": [{"required": [n]} for n in group]} for group in self.some_of]
        if groups:
            schema["allOf"] = groups
        return described(self.doc, schema)


class Either(NamedTuple):
    """The first shape that fits the node's kind decides. Shapes of one kind need `marks` to tell them apart, so that a
    node which fits one and is wrong inside could not have been right as another."""

    doc: str
    shapes: tuple[Shape, ...]
    hints: Mapping[str, str] = {}  # keys that writers use here by mistake, and what to say

    def fits(self, node: Node) -> bool:
        return any(shape.fits(node) for shape in self.shapes)

    def expects(self) -> str:
        parts = list(dict.fromkeys(shape.expects() for shape in self.shapes))
        return " or ".join(parts) if len(parts) <= 4 else ", ".join(parts[:-1]) + " or " + parts[-1]

    def check(self, node: Node, faults: Faults) -> None:
        for shape in self.shapes:
            if shape.fits(node):
                shape.check(node, faults)
                return
        self._none(node, faults)

    def _none(self, node: Node, faults: Faults) -> None:
        marks = tuple(mark for shape in self.shapes if isinstance(shape, Keys) for mark in shape.marks)
        if isinstance(node, MapNode) and marks and node.entries:
            key = node.entries[0][0]
            guess = nearest(str(key.data), marks) or f"; known are {', '.join(marks)}"
            guess = f"; {self.hints[str(key.data)]}" if key.data in self.hints else guess
            faults.at(key, f'unknown key "{shortened(str(key.data))}"{guess}')
        else:
            faults.at(node, f"expected {self.expects()}, found {found(node)}")

    def schema(self) -> Schema:
        return described(self.doc, {"anyOf": [shape.schema() for shape in self.shapes]})


class Named(NamedTuple):
    """A shape that many places share: written once in the JSON Schema, under `$defs`."""

    name: str
    shape: Shape

    @property
    def doc(self) -> str:
        return self.shape.doc

    def fits(self, node: Node) -> bool:
        return self.shape.fits(node)

    def expects(self) -> str:
        return self.shape.expects()

    def check(self, node: Node, faults: Faults) -> None:
        self.shape.check(node, faults)

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}
