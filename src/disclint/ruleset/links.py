"""What must hold between rules: ids and statements defined once, no unknown statement, no cycle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from disclint.model import Problem
from disclint.ruleset.pack import Definition
from disclint.ruleset.rule import Require, Rule, StatementMatch

if TYPE_CHECKING:
    from disclint.ruleset.nodes import Node


def definition(rule: Rule) -> Definition:
    elements = rule.requirement.elements if isinstance(rule.requirement, Require) else ()
    statements = tuple((e.name, tuple(references((e.says, e.says_not)))) for e in elements)
    return Definition(rule.id, rule.path, statements, tuple(dict.fromkeys(references(rule))))


def references(value: object) -> Iterator[str]:
    """The statements that any part of a value refers to."""
    if isinstance(value, StatementMatch):
        yield value.statement
    elif isinstance(value, tuple):
        for part in value:
            yield from references(part)


def link_problems(definitions: Sequence[Definition], lost: Collection[str] | None = ()) -> list[Problem]:
    """Problems between rules. `lost` names statements that stand in broken files: known, but not judged. None says that
    any statement may have been lost, so that none is called unknown."""
    problems: list[Problem] = []
    ids: dict[str, Definition] = {}
    owners: dict[str, Definition] = {}
    for one in definitions:
        if one.id in ids:
            other = ids[one.id].path
            problems.append(_at(one, f'the rule "{one.id}" is defined already in {other}', "id"))
        ids.setdefault(one.id, one)
        for name, _ in one.statements:
            if name in owners:
                message = f'the statement "{name}" is defined already in {owners[name].path}'
                problems.append(_at(one, message, "require", "elements", name))
            owners.setdefault(name, one)
    for one in definitions:
        problems += _unknown(one, (*owners, *lost)) if lost is not None else ()
    return [*problems, *_cycles(definitions)]


def _unknown(one: Definition, known: tuple[str, ...]) -> Iterator[Problem]:
    for name in one.referred:
        if name not in known:
            from disclint.ruleset.scalars import nearest

            message = f'no rule defines the statement "{name}"{nearest(name, known)}'
            yield _at(one, message, *_reference(one.tree, name))


def _cycles(definitions: Sequence[Definition]) -> Iterator[Problem]:
    edges: dict[str, tuple[str, ...]] = {}
    homes: dict[str, Definition] = {}
    for one in definitions:
        for name, refers in one.statements:
            edges.setdefault(name, refers)  # of a name that is defined twice, the first counts
            homes.setdefault(name, one)
    told: set[frozenset[str]] = set()
    for name in edges:
        circle = _circle(name, edges)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            way = " -> ".join((*circle, name))
            message = f"the statement refers to itself: {way}"
            yield _at(homes[name], message, "require", "elements", name)


def _circle(start: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a statement back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for step in edges.get(way[-1], ()):
            if step == start:
                return way
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return ()


def _reference(tree: Node | None, name: str) -> tuple[str | int, ...]:
    """The path to the first `{statement: name}` in a tree."""
    from disclint.ruleset.nodes import ListNode, MapNode

    if isinstance(tree, MapNode):
        for key, value in tree.entries:
            if key.data == "statement" and getattr(value, "data", None) == name:
                return ("statement",)
            if inner := _reference(value, name):
                return (str(key.data), *inner)
    if isinstance(tree, ListNode):
        for i, item in enumerate(tree.items):
            if inner := _reference(item, name):
                return (i, *inner)
    return ()


def _at(one: Definition, message: str, *path: str | int) -> Problem:
    if one.tree is None:
        return Problem(one.path, message)
    from disclint.ruleset.nodes import MapNode, find

    node = find(one.tree, *path)
    if path and isinstance(holder := find(one.tree, *path[:-1]), MapNode) and isinstance(node, MapNode):
        node = holder.key(str(path[-1])) or node
    return Problem(one.path, message, node.line or None, node.column or None)
