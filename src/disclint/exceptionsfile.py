"""The register of exceptions: a YAML file of what somebody allowed, for which documents, why, and until when.

- {rule: us-past-performance, paths: [archive/], reason: "kept as published", approved_by: A. Editor, until: 2027-06-30}
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from disclint.facts import DOCUMENTS
from disclint.model import DisclintError, Exemption, Problem
from disclint.ruleset.nodes import Faults, ListNode, MapNode, Node, Scalar, parse_yaml
from disclint.ruleset.rule import Json
from disclint.ruleset.shape import Key, Keys, Many, Schema, Text, Words

_DAY = Text("", r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "a date such as 2030-12-31")
_SAID = Text("", r"\S", "words")
ENTRY = Keys(
    "An exception that somebody granted.",
    {
        "rule": Key(
            Text(
                "The rule, or one element of it: RULE or RULE#ELEMENT.", r"^[a-z0-9-]+(#[a-z0-9_-]+)?$", "a rule's id"
            ),
            required=True,
        ),
        "paths": Key(
            Many("Documents or templates, in gitignore's syntax, relative to this file.", Text(""), lone=True)
        ),
        "documents": Key(Many("Kinds of documents, such as newsletter.", Words("", DOCUMENTS), lone=True)),
        "reason": Key(_SAID._replace(doc="Why it is allowed."), required=True),
        "approved_by": Key(_SAID._replace(doc="Who allowed it.")),
        "until": Key(_DAY._replace(doc="The last day on which it holds.")),
        "date": Key(_DAY._replace(doc="The day on which it was granted, where git does not tell.")),
    },
    some_of=(("paths", "documents"),),
)
REGISTER = Many("The exceptions that were granted.", ENTRY)
VERSION = b"1"  # of what is kept in the cache; raise it when an entry may hold something else


class Granted(NamedTuple):
    """One entry. Where both `paths` and `documents` are given, both have to fit."""

    exemption: Exemption
    paths: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Register(NamedTuple):
    """A register as it holds for a run. `granted` are the exceptions that a change brings in, where a commit judges."""

    entries: tuple[Granted, ...] = ()
    granted: frozenset[Exemption] = frozenset()
    problems: tuple[Problem, ...] = ()


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a register of exceptions."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "disclint-exceptions.yaml"}
    return {**head, **REGISTER.schema()}


def read(path: str, shown: str) -> tuple[tuple[Granted, ...], tuple[Problem, ...]]:
    """The entries of a file, or all that is wrong with it; an unchanged file comes from the user's cache."""
    from disclint.ruleset import compiled

    try:
        data = compiled.read_bytes(path)
        key = compiled.digest([b"exceptions", VERSION, shown.encode("utf-8", "surrogatepass"), data])
        kept = compiled.recall("", key)
        if kept is None:
            entries, problems = parse(compiled.text_of(data, path), shown)
            if problems:
                return (), problems
            kept = {"entries": cast("Json", [[list(e.exemption), list(e.paths), list(e.documents)] for e in entries])}
            compiled.keep(key, kept)
    except DisclintError as error:
        return (), (error.problem._replace(path=shown),)
    return tuple(_kept(entry) for entry in cast("list[list[list[Json]]]", kept["entries"])), ()


def _kept(values: list[list[Json]]) -> Granted:
    said, paths, documents = values
    rule, element, reason, by, until, date, _, path, line, column = said
    place = (int(cast("int", line)), int(cast("int", column)))
    words = (str(rule), str(element), str(reason), str(by), str(until), str(date))
    return Granted(Exemption(*words, "register", str(path), *place), tuple(map(str, paths)), tuple(map(str, documents)))


def parse(text: str, shown: str) -> tuple[tuple[Granted, ...], tuple[Problem, ...]]:
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
    return ((), faults.problems) if faults else (tuple(_entry(entry, shown) for entry in entries), ())


def _entry(node: MapNode, shown: str) -> Granted:
    rule, _, element = _text(node.get("rule")).partition("#")
    reason, by, until, date = (" ".join(_text(node.get(k)).split()) for k in ("reason", "approved_by", "until", "date"))
    exemption = Exemption(rule, element, reason, by, until, date, "register", shown, node.line, node.column)
    return Granted(exemption, _texts(node.get("paths")), _texts(node.get("documents")))


def _text(node: Node | None) -> str:
    return str(node.data) if isinstance(node, Scalar) and isinstance(node.data, str) else ""


def _texts(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, ListNode) else (node,) if node else ()
    return tuple(_text(item) for item in items)


def _check_days(entry: MapNode, faults: Faults) -> None:
    from datetime import date

    for key in ("date", "until"):
        stated = entry.get(key)
        if stated is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", _text(stated)):
            try:
                date.fromisoformat(_text(stated))
            except ValueError:
                faults.at(stated, f"there is no such day: {_text(stated)}")
