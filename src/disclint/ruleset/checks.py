"""What one rule file must hold beyond its shape: days that exist, slots that are used, a name that is the file's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from disclint.facts import FIRMS
from disclint.kinds.legends import shingles
from disclint.ruleset.building import entries, items, mapping, text, texts
from disclint.ruleset.examples import check_examples
from disclint.ruleset.nodes import Faults, MapNode, Node, find
from disclint.ruleset.rules import kind_of
from disclint.ruleset.scalars import nearest

_SLOT = re.compile(r"\{([^{}]*)\}")


# kind -> what its messages are filled in with
_FILLED: dict[str, tuple[str, ...]] = {
    "require": ("missing",),
    "verbatim": (),
    "forbid": ("phrase",),
    "source": ("claims", "found", "missing"),
    "metadata": ("field", "wrong"),
}


def check_rule(node: MapNode, path: Path, faults: Faults, *, builtin: bool) -> None:
    """Reports what is wrong with the meaning of a tree, whatever its shape."""
    kind = kind_of(node)
    _name(node, path.stem, faults)
    _dates(node, faults)
    if kind == "verbatim":
        _slots(find(node, kind), faults)
    if kind == "source":
        _classes(find(node, kind, "classes"), faults)
    _triggers(node, faults)
    _scope(node.get("scope"), kind, faults)
    _message(node.get("message"), kind, faults)
    if builtin:
        _evidence(node, faults)
    check_examples(node, kind, path, faults, builtin=builtin)


def _name(node: MapNode, stem: str, faults: Faults) -> None:
    said = node.get("id")
    if said is not None and text(said) != stem:
        faults.at(said, f'the id "{text(said)}" differs from the file\'s name "{stem}.yaml"')


def _dates(node: MapNode, faults: Faults) -> None:
    start, end = node.get("effective_from"), node.get("effective_until")
    checked = [mapping(entry).get("checked") for entry in items(node.get("authority"))]
    changed = [mapping(entry).get("date") for entry in items(node.get("history"))]
    valid = [_date(date, faults) for date in (start, end, *checked, *changed) if date is not None]
    if start and end and all(valid) and text(end) < text(start):
        faults.at(end, f"effective_until lies before effective_from ({text(start)})")


def _date(node: Node, faults: Faults) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text(node))
    except ValueError:
        faults.at(node, f'there is no such day as "{text(node)}"')
        return False
    return True


def _slots(node: Node, faults: Faults) -> None:
    slots = mapping(mapping(node).get("slots"))
    used: set[str] = set()
    for _, legend in entries(mapping(node).get("texts")):
        place = find(legend, "text")
        if not shingles(text(place)):
            faults.at(place, "the text has no two words in a row outside its slots, so it can't be told from others")
        names = _SLOT.findall(text(place))
        used.update(names)
        for name in dict.fromkeys(names):
            if slots.get(name) is None:
                faults.at(place, f'the text has the slot "{{{name}}}", which "slots" does not explain')
    for key, _ in slots.entries:
        if key.data not in used:
            faults.at(key, f'no text has the slot "{{{key.data}}}"')


def _classes(node: Node, faults: Faults) -> None:
    seen: dict[str, str] = {}
    for severity, value in entries(node):
        for name in texts(value):
            if name in seen:
                faults.at(value, f'"{name}" stands under {seen[name]} already')
            seen.setdefault(name, severity)


def _message(node: Node | None, kind: str, faults: Faults) -> None:
    """A name in a message that nothing fills in would be shown to writers as something to insert."""
    if node is None:
        return
    known = (*_FILLED.get(kind, ()), "firm", *(firm.replace("-", "_") for firm in FIRMS))
    for name in re.findall(r"\{([a-z_][\w.]*)\}", text(node)):
        if name not in known and "." not in name:
            faults.at(node, f'the message has "{{{name}}}", which nothing fills in{nearest(name, known)}')


def _scope(node: Node | None, kind: str, faults: Faults) -> None:
    """What is said of a whole site is a statement that one of its documents makes."""
    if kind != "require" and node is not None and text(node) == "site":
        faults.at(node, 'only a rule of the kind "require" can be satisfied by a whole site once; leave "scope" out')


def _triggers(node: MapNode, faults: Faults) -> None:
    """A case about a trigger that the rule doesn't have would never hold."""
    asked = (item for key in ("any", "all") for item in items(find(node, "when", key)))
    known = tuple(name for item in asked for name in _named(item))
    for case in items(node.get("severity_if")):
        said = mapping(case).get("trigger")
        for item in items(said) or ((said,) if said is not None else ()):
            if text(item) not in known:
                faults.at(item, f'"when" asks for no "{text(item)}"{nearest(text(item), known)}')


def _named(matcher: Node) -> Iterator[str]:
    """The lexicons, statements and entity types that a matcher of `when` names."""
    for key, value in entries(matcher):
        if key in ("lexicon", "statement", "entity"):
            yield text(value)
        for part in items(value) if key == "near" else ():
            yield from _named(part)


def _evidence(node: MapNode, faults: Faults) -> None:
    """What a built-in rule owes its readers."""
    for name in ("basis", "why", "message"):
        if node.get(name) is None:
            faults.at(node, f'a built-in rule needs the key "{name}"')
    if text(node.get("basis")) in ("statute", "rule", "guidance") and node.get("authority") is None:
        faults.at(node, f'a rule that rests on a {text(node.get("basis"))} cites it: the key "authority" is missing')
