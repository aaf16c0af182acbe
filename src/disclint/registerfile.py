"""The house register: a YAML file of figures that the house stands by, each with its source and its last day of use.

- {figure: "$4.2 billion", about: [assets], source: "Annual report 2025, p. 12", date: 2026-01-31, expires: 2026-12-31}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from disclint.facts import Approved
from disclint.model import DisclintError, Problem
from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar, parse_yaml
from disclint.ruleset.rule import Json
from disclint.ruleset.shape import Key, Keys, Many, Schema, Text

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity

_DAY = Text("", r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "a date such as 2030-12-31")
ENTRY = Keys(
    "A figure that the house stands by.",
    {
        "figure": Key(Text('The figure as texts write it, with its unit, such as "$4.2 billion".'), required=True),
        "source": Key(Text('Where it comes from, such as "Annual report 2025, p. 12".'), required=True),
        "about": Key(Many("Words of which the sentence has to hold one, such as assets; any sentence, where absent.",
                          Text(""), lone=True)),
        "date": Key(_DAY._replace(doc="The day on which the figure was taken.")),
        "expires": Key(_DAY._replace(doc="The last day on which it may be used.")),
    },
)  # fmt: skip
REGISTER = Many("The figures that the house stands by.", ENTRY)
VERSION = b"1"  # of what is kept in the cache; raise it when an entry may hold something else


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a register."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "disclint register",
        **REGISTER.schema(),
    }


def read_register(path: str, shown: str) -> tuple[tuple[Approved, ...], tuple[Problem, ...]]:
    """The entries of a file, or all that is wrong with it; an unchanged file comes from the user's cache.

    DisclintError where it can't be read.
    """
    from disclint.ruleset import compiled

    data = compiled.read_bytes(path)
    key = compiled.digest([b"register", VERSION, data])
    kept = compiled.recall("", key)
    if kept is None:
        try:
            text = compiled.text_of(data, path)
        except DisclintError as error:
            return (), (error.problem._replace(path=shown),)
        entries, problems = parse_register(text, shown)
        if problems:
            return (), problems
        kept = {"entries": cast("Json", [list(entry) for entry in entries])}
        compiled.keep(key, kept)
    return tuple(_kept(entry) for entry in cast("list[list[Json]]", kept["entries"])), ()


def _kept(values: list[Json]) -> Approved:
    figure, source, date, expires, about = values
    return Approved(str(figure), str(source), str(date), str(expires), tuple(map(str, cast("list[Json]", about))))


def parse_register(text: str, shown: str) -> tuple[tuple[Approved, ...], tuple[Problem, ...]]:
    """The entries, or all that is wrong with them. A file of comments is an empty register."""
    faults = Faults(shown)
    node = parse_yaml(text, faults)
    if node is None or (isinstance(node, Scalar) and node.data is None):
        return (), faults.problems
    REGISTER.check(node, faults)
    faults.settle()
    entries = [item for item in node.items if isinstance(item, MapNode)] if isinstance(node, ListNode) else []
    for entry in entries:
        _check_days(entry, faults)
    _check_figures(entries, faults)
    return ((), faults.problems) if faults else (tuple(_entry(entry) for entry in entries), ())


def _entry(node: MapNode) -> Approved:
    figure, source, date, expires = (_text(node.get(key)) for key in ("figure", "source", "date", "expires"))
    about = node.get("about")
    words = about.items if isinstance(about, ListNode) else (about,) if about else ()
    return Approved(figure, " ".join(source.split()), date, expires, tuple(_text(word) for word in words))


def _text(node: Node | None) -> str:
    return str(node.data) if isinstance(node, Scalar) and isinstance(node.data, str) else ""


def _check_days(entry: MapNode, faults: Faults) -> None:
    from datetime import date

    for key in ("date", "expires"):
        stated = entry.get(key)
        if stated is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", _text(stated)):
            try:
                date.fromisoformat(_text(stated))
            except ValueError:
                faults.at(stated, f"there is no such day: {_text(stated)}")
    first, last = entry.get("date"), entry.get("expires")
    if last is not None and "" < _text(last) < _text(first):
        faults.at(last, f"the figure expires before its own date, {_text(first)}; exchange the two")


def _check_figures(entries: list[MapNode], faults: Faults) -> None:
    from disclint.language.register import read_figures

    nodes = [figure for entry in entries if (figure := entry.get("figure")) and _text(figure).strip()]
    for node, numbers in zip(nodes, read_figures(map(_text, nodes)), strict=True):
        for fault in _unreadable(_text(node), numbers):
            faults.at(node, fault)


def _unreadable(figure: str, numbers: tuple[Quantity, ...]) -> Iterator[str]:
    """What is wrong with a figure, and what to do."""
    from disclint.language.register import worth

    if not numbers:
        yield f'no figure is read in "{figure}"; write it as the texts do, such as "$4.2 billion"'
    elif len(numbers) > 1:
        yield f'"{figure}" holds {len(numbers)} figures; give each an entry of its own'
    elif numbers[0].mask:
        yield f'"{figure}" is read as no figure ({numbers[0].mask}); write it with its unit, such as "$4.2 billion"'
    elif worth(numbers[0]) is None:
        yield f'"{figure}" ({numbers[0].kind}) has no worth to compare; write a number with its unit'
