"""Shapes of single values, and what all shapes share; `shape` holds the way to use them."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar

Schema = dict[str, object]


class Shape(Protocol):
    """What one node may be."""

    @property
    def doc(self) -> str:
        """One or two sentences that editors show."""

    def fits(self, node: Node) -> bool:
        """Whether the node is of this kind at all, right or wrong inside: how Either chooses."""

    def expects(self) -> str:
        """What a message says was expected."""

    def check(self, node: Node, faults: Faults) -> None: ...

    def schema(self) -> Schema: ...


def described(doc: str, schema: Schema) -> Schema:
    return {"description": doc, **schema} if doc else schema


def found(node: Node) -> str:
    """What stands there, for a message."""
    if isinstance(node, MapNode):
        return "keys and values"
    if isinstance(node, ListNode):
        return "a list"
    if node.data is None:
        return "nothing"
    if isinstance(node.data, bool):
        return str(node.data).lower()
    return f'"{shortened(node.data)}"' if isinstance(node.data, str) else f"the number {node.data}"


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def nearest(word: str, words: tuple[str, ...]) -> str:
    """`; did you mean "x"?` or nothing."""
    import difflib

    plain = word.strip().lower().replace("_", "-")
    same = [w for w in words if w.lower().replace("_", "-") == plain]
    close = same or difflib.get_close_matches(word[:60].lower(), words, 1, 0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


class Text(NamedTuple):
    """Text that is not empty. `pattern` is searched in it; `hint` says in words what the pattern wants."""

    doc: str
    pattern: str = ""
    hint: str = ""
    empty: bool = False

    def fits(self, node: Node) -> bool:
        return isinstance(node, Scalar) and isinstance(node.data, str)

    def expects(self) -> str:
        return self.hint or "text"

    def check(self, node: Node, faults: Faults) -> None:
        if not isinstance(node, Scalar) or not isinstance(node.data, str):
            quote = "; put it in quotes" if isinstance(node, Scalar) and node.data is not None else ""
            faults.at(node, f"expected {self.expects()}, found {found(node)}{quote}")
        elif not self.empty and not re.search(r"\S", node.data):
            faults.at(node, f"expected {self.expects()}, found empty text")
        elif self.pattern and not re.search(self.pattern, node.data):
            faults.at(node, f"expected {self.expects()}, found {found(node)}")

    def schema(self) -> Schema:
        wanted = [p for p in ("" if self.empty else r"\S", self.pattern) if p]
        if len(wanted) == 2 and self.pattern.startswith("^"):
            wanted = wanted[1:] if not re.search(self.pattern, "") else wanted
        schema: Schema = {"type": "string"}
        if len(wanted) == 1:
            schema["pattern"] = wanted[0]
        elif wanted:
            schema["allOf"] = [{"pattern": p} for p in wanted]
        return described(self.doc, schema)


class Words(NamedTuple):
    """One of a closed list of words. `hint` is what to say to a writer whose word is far from all of them."""

    doc: str
    words: tuple[str, ...]
    hint: str = ""

    def fits(self, node: Node) -> bool:
        return isinstance(node, Scalar) and isinstance(node.data, str)

    def expects(self) -> str:
        return "one of " + ", ".join(self.words) if len(self.words) > 1 else self.words[0]

    def check(self, node: Node, faults: Faults) -> None:
        if isinstance(node, Scalar) and isinstance(node.data, str):
            if node.data not in self.words:
                guess = nearest(node.data, self.words) or (f"; {self.hint}" if self.hint else "")
                faults.at(node, f"expected {self.expects()}, found {found(node)}{guess}")
        else:
            faults.at(node, f"expected {self.expects()}, found {found(node)}")

    def schema(self) -> Schema:
        return described(self.doc, {"type": "string", "enum": list(self.words)})


class Flag(NamedTuple):
    """true or false."""

    doc: str

    def fits(self, node: Node) -> bool:
        return isinstance(node, Scalar) and isinstance(node.data, bool)

    def expects(self) -> str:
        return "true or false"

    def check(self, node: Node, faults: Faults) -> None:
        if not self.fits(node):
            faults.at(node, f"expected {self.expects()}, found {found(node)}")

    def schema(self) -> Schema:
        return described(self.doc, {"type": "boolean"})


class Whole(NamedTuple):
    """A whole number within limits, both included."""

    doc: str
    least: int = 0
    most: int = 1_000_000

    def fits(self, node: Node) -> bool:
        return isinstance(node, Scalar) and isinstance(node.data, int) and not isinstance(node.data, bool)

    def expects(self) -> str:
        return f"a whole number from {self.least:,} to {self.most:,}"

    def check(self, node: Node, faults: Faults) -> None:
        number = node.data if isinstance(node, Scalar) and not isinstance(node.data, bool) else None
        # a JSON Schema takes 2.0 for a whole number, so this does too
        if not isinstance(number, int | float) or number != int(number) or not self.least <= number <= self.most:
            faults.at(node, f"expected {self.expects()}, found {found(node)}")

    def schema(self) -> Schema:
        return described(self.doc, {"type": "integer", "minimum": self.least, "maximum": self.most})


class Number(NamedTuple):
    """Any number."""

    doc: str

    def fits(self, node: Node) -> bool:
        return isinstance(node, Scalar) and isinstance(node.data, int | float) and not isinstance(node.data, bool)

    def expects(self) -> str:
        return "a number"

    def check(self, node: Node, faults: Faults) -> None:
        if not self.fits(node):
            faults.at(node, f"expected a number, found {found(node)}")

    def schema(self) -> Schema:
        return described(self.doc, {"type": "number"})


class Anything(NamedTuple):
    """Whatever YAML can hold."""

    doc: str

    def fits(self, node: Node) -> bool:
        return True

    def expects(self) -> str:
        return "a value"

    def check(self, node: Node, faults: Faults) -> None:
        return None

    def schema(self) -> Schema:
        return described(self.doc, {})
