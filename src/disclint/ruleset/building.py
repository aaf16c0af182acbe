"""From a validated tree to the values that matching uses; expressions are expanded here, faults keep their places."""

from __future__ import annotations

from collections.abc import Mapping

from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar
from disclint.ruleset.patterns import expanded
from disclint.ruleset.rule import (
    EntityMatch,
    FieldMatch,
    Guard,
    Lexicon,
    LexiconMatch,
    LinkMatch,
    Matcher,
    NameMatch,
    Near,
    Pattern,
    QuantityMatch,
    StatementMatch,
)
from disclint.ruleset.scalars import nearest
from disclint.ruleset.words import GUARDS


def text(node: Node | None, default: str = "") -> str:
    """A scalar as text, true and false and numbers as YAML writes them; the white space around it left out."""
    if not isinstance(node, Scalar) or node.data is None:
        return default
    return str(node.data).lower() if isinstance(node.data, bool) else str(node.data).strip()


def texts(node: Node | None) -> tuple[str, ...]:
    """One scalar, or a list of them."""
    items = node.items if isinstance(node, ListNode) else (node,) if node is not None else ()
    return tuple(text(item) for item in items)


def flag(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.data is True


def entries(node: Node | None) -> tuple[tuple[str, Node], ...]:
    return tuple((text(key), value) for key, value in node.entries) if isinstance(node, MapNode) else ()


def items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else ()


def mapping(node: Node | None) -> MapNode:
    """The node, or an empty mapping in its place where it is something else."""
    return node if isinstance(node, MapNode) else MapNode((), getattr(node, "line", 0), getattr(node, "column", 0))


class Builder:
    """Builds matchers; what it can't build goes to `faults` and leaves a matcher behind that is never used.

    Trees of the wrong shape are built as well as can be, so that faults of meaning come with those of shape.
    """

    def __init__(self, lexicons: Mapping[str, Lexicon], faults: Faults) -> None:
        self.lexicons = lexicons
        self.faults = faults

    def expression(self, node: Node | None, *, cased: bool = False) -> str:
        """The expanded expression; "" for none."""
        if node is None:
            return ""
        raw = node.data if isinstance(node, Scalar) and isinstance(node.data, str) else ""
        if not raw:
            return ""
        regex, wrong = expanded(raw, self.lexicons, cased=cased)
        for fault in wrong:
            self.faults.at(node, f"{fault} (in '{_shown(raw)}')")
        return regex if not wrong else ""

    def pattern(self, node: Node, *, cased: bool = False) -> Pattern:
        from disclint.ruleset.anchors import analyse

        regex = self.expression(node, cased=cased)
        return Pattern(regex, cased, analyse(regex) if regex else None)

    def matchers(self, node: Node | None) -> tuple[Matcher, ...]:
        return tuple(self.matcher(item) for item in items(node))

    def matcher(self, node: Node) -> Matcher:
        if not isinstance(node, MapNode):
            return self.pattern(node)
        for key, value in entries(node):
            if key == "expression":
                return self.pattern(value)
            if key == "cased":
                return self.pattern(value, cased=True)
            if key == "near":
                return Near(self.matchers(value), _within(text(node.get("within"))))
            if key in ("lexicon", "entity", "name", "quantity", "link", "statement", "field"):
                return self._named(key, value, node)
        return Pattern("")

    def _named(self, key: str, value: Node, node: MapNode) -> Matcher:
        if key == "lexicon":
            return self._lexicon(value, node.get("distinct"))
        if key == "entity":
            return EntityMatch(text(value), text(node.get("by")))
        if key == "name":
            return NameMatch(text(value))
        if key == "quantity":
            return QuantityMatch(texts(value), texts(node.get("is")))
        if key == "link":
            return self._link(value)
        return StatementMatch(text(value)) if key == "statement" else FieldMatch(text(value), texts(node.get("is")))

    def _lexicon(self, node: Node, distinct: Node | None) -> LexiconMatch:
        name = text(node)
        if name and name not in self.lexicons:
            self.faults.at(node, f'no lexicon is named "{name}"{nearest(name, tuple(self.lexicons))}')
        number = distinct.data if isinstance(distinct, Scalar) else 1
        return LexiconMatch(name, int(number) if isinstance(number, int | float) else 1)

    def _link(self, node: Node) -> LinkMatch:
        link = mapping(node)
        query, shown = (self.expression(link.get(name)) for name in ("query", "text"))
        return LinkMatch(text(link.get("host")), query, shown, flag(link.get("exact")))

    def guards(self, node: Node | None) -> tuple[Guard, ...]:
        return tuple(self.guard(item) for item in items(node))

    def guard(self, node: Node) -> Guard:
        if isinstance(node, Scalar):
            return Guard(name=text(node)) if text(node) in GUARDS else Guard(matcher=self.pattern(node))
        matcher = self.matcher(node)
        within = "" if isinstance(matcher, Near) else text(mapping(node).get("within"))
        return Guard(matcher=matcher, within=within or "overlap")


def _within(said: str) -> tuple[str, int]:
    number, _, word = said.partition(" ")
    return ("words", int(number)) if word and number.isdecimal() else (said, 0)


def _shown(expression: str) -> str:
    return expression if len(expression) <= 60 else expression[:59] + "…"
