"""What one rule file must hold beyond its shape: days that exist, slots that are used, a name that is the file's."""

from __future__ import annotations

import re
from pathlib import Path

from disclint.ruleset.building import entries, items, mapping, text, texts
from disclint.ruleset.examples import check_examples
from disclint.ruleset.nodes import Faults, MapNode, Node, find
from disclint.ruleset.rules import kind_of

_SLOT = re.compile(r"\{([^{}]*)\}")


def check_rule(node: MapNode, path: Path, faults: Faults, *, builtin: bool) -> None:
    """Reports what is wrong with the meaning of a tree, whatever its shape."""
    kind = kind_of(node)
    _name(node, path.stem, faults)
    _dates(node, faults)
    if kind == "verbatim":
        _slots(find(node, kind), faults)
    if kind == "source":
        _classes(find(node, kind, "classes"), faults)
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
    valid = [_date(date, faults) for date in (start, end, *checked) if date is not None]
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


def _evidence(node: MapNode, faults: Faults) -> None:
    """What a built-in rule owes its readers."""
    for name in ("basis", "why", "message"):
        if node.get(name) is None:
            faults.at(node, f'a built-in rule needs the key "{name}"')
    if text(node.get("basis")) in ("statute", "rule", "guidance") and node.get("authority") is None:
        faults.at(node, f'a rule that rests on a {text(node.get("basis"))} cites it: the key "authority" is missing')
