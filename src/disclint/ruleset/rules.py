"""From the tree of one rule file to a Rule."""

from __future__ import annotations

from typing import Any, cast

from disclint.model import Severity
from disclint.ruleset.building import Builder, entries, flag, items, mapping, text, texts
from disclint.ruleset.nodes import MapNode, Node, Scalar
from disclint.ruleset.revision import Revision
from disclint.ruleset.rule import (
    Authority,
    Element,
    EntityMatch,
    Forbid,
    Legend,
    Metadata,
    MetadataField,
    Require,
    Requirement,
    Rule,
    SeverityCase,
    Slot,
    SourceCheck,
    Verbatim,
    When,
)
from disclint.ruleset.words import KINDS

_PLAIN = ("basis", "status", "stage", "severity", "scope", "why", "exemptible", "message", "fix")


def build_rule(node: MapNode, builder: Builder, pack: str, path: str) -> Rule:
    """The rule that a tree says; faults in its expressions go to the builder's faults."""
    kind = kind_of(node)
    said: dict[str, Any] = {name: text(node.get(name)) for name in _PLAIN if node.get(name) is not None}
    rule = Rule(
        id=text(node.get("id")),
        title=text(node.get("title")),
        kind=kind,
        requirement=_requirement(kind, mapping(node.get(kind)), builder),
        pack=pack,
        severity_if=tuple(_case(mapping(item)) for item in items(node.get("severity_if"))),
        applies=applies(node.get("applies")),
        when=_when(node.get("when"), builder),
        authority=tuple(_authority(mapping(item)) for item in items(node.get("authority"))),
        lang=texts(node.get("lang")) or ("en",),
        effective_from=text(node.get("effective_from")),
        effective_until=text(node.get("effective_until")),
        path=path,
        history=tuple(sorted(_revision(mapping(item)) for item in items(node.get("history")))),
    )
    return rule._replace(**said)


def kind_of(node: MapNode) -> str:
    """The first kind key that is there; "" where none is."""
    return next((name for name in KINDS if node.get(name) is not None), "")


def _requirement(kind: str, node: MapNode, builder: Builder) -> Requirement:
    if kind == "require":
        return _require(node, builder)
    if kind == "verbatim":
        return _verbatim(node)
    if kind == "forbid":
        return _forbid(node, builder)
    return _source(node) if kind == "source" else _metadata(node, builder)


def _require(node: MapNode, builder: Builder) -> Require:
    elements = tuple(_element(name, mapping(value), builder) for name, value in entries(node.get("elements")))
    flags = (flag(node.get("general")), flag(node.get("everyday")))
    return Require(elements, text(node.get("together")), _places(node.get("place")), *flags)


def _element(name: str, node: MapNode, builder: Builder) -> Element:
    subject = node.get("subject")
    return Element(
        name=name,
        label=text(node.get("label")),
        says=builder.matchers(node.get("says")),
        says_not=builder.matchers(node.get("says_not")),
        subject=cast(EntityMatch, builder.matcher(subject)) if subject is not None else None,
        severity=_severity(node.get("severity")),
        optional=flag(node.get("optional")),
        ordinary=flag(node.get("ordinary")),
        suggest=_suggest(node.get("suggest")),
    )


def _verbatim(node: MapNode) -> Verbatim:
    legends = [(name, mapping(value)) for name, value in entries(node.get("texts"))]
    slots = [(name, mapping(value)) for name, value in entries(node.get("slots"))]
    return Verbatim(
        tuple(Legend(name, text(value.get("text")), applies(value.get("applies"))) for name, value in legends),
        tuple(_slot(name, value) for name, value in slots),
        _places(node.get("place")),
    )


def _slot(name: str, node: MapNode) -> Slot:
    single, equals = flag(node.get("single")), text(node.get("equals"))
    return Slot(name, texts(node.get("one_of")), texts(node.get("quantity")), single, equals)


def _forbid(node: MapNode, builder: Builder) -> Forbid:
    return Forbid(
        builder.matchers(node.get("says")),
        builder.matchers(node.get("says_not")),
        builder.matchers(node.get("where")),
        builder.guards(node.get("unless")),
        builder.guards(node.get("downgrade")),
        _suggest(node.get("suggest")),
    )


def _source(node: MapNode) -> SourceCheck:
    classes = {kind: name for name, value in entries(node.get("classes")) for kind in texts(value) if name != "off"}
    find, months = text(node.get("find"), "figures"), int(text(node.get("months")) or 0)
    return SourceCheck(find, text(node.get("policy")), cast("dict[str, Severity]", classes), months)


def _metadata(node: MapNode, builder: Builder) -> Metadata:
    return Metadata(tuple(_field(name, mapping(value), builder) for name, value in entries(node)))


def _field(name: str, node: MapNode, builder: Builder) -> MetadataField:
    matches = node.get("matches")
    matcher = builder.matcher(matches) if matches is not None else None
    return MetadataField(name, flag(node.get("required")), matcher, texts(node.get("one_of")))


def _when(node: Node | None, builder: Builder) -> When | None:
    if not isinstance(node, MapNode):
        return None
    some, every, none = (builder.matchers(node.get(name)) for name in ("any", "all", "not"))
    return When(some, every, none, text(node.get("bind"), "sentence"), text(node.get("gate")) == "needed")


def _case(node: MapNode) -> SeverityCase:
    conditions: list[tuple[str, tuple[str, ...]]] = []
    for name, value in entries(node):
        if name == "field":
            conditions += [(f"field:{field}", texts(inner)) for field, inner in entries(value)]
        elif name != "is":
            conditions.append((name, texts(value)))
    severity = text(node.get("is"))
    return SeverityCase(None if severity == "off" else cast(Severity, severity), tuple(conditions))


def _authority(node: MapNode) -> Authority:
    grade = text(node.get("grade"), "unconfirmed")
    return Authority(text(node.get("cite")), text(node.get("url")), text(node.get("checked")), grade)


def _revision(node: MapNode) -> Revision:
    return Revision(*(text(node.get(name)) for name in ("date", "effect", "what")))


def applies(node: Node | None) -> dict[str, tuple[str, ...]]:
    return {name: texts(value) for name, value in entries(node)}


def _places(node: Node | None) -> tuple[str, ...]:
    """`near:sentence`, `near:3 sentences` and the plain words."""
    every = items(node) or ((node,) if node is not None else ())
    return tuple(f"near:{text(p.get('near'))}" if isinstance(p, MapNode) else text(p) for p in every)


def _severity(node: Node | None) -> Severity | None:
    return cast(Severity, text(node)) if isinstance(node, Scalar) else None


def _suggest(node: Node | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, text(value)) for name, value in entries(node))
