"""All that was seen in a document: statements, unguarded bans, every number with what became of it."""

from __future__ import annotations

from typing import NamedTuple

from disclint.kinds.context import Context
from disclint.kinds.forbid import bans
from disclint.kinds.provision import Said
from disclint.model import Position, Span
from disclint.ruleset.rule import Forbid, Json, Rule, SourceCheck


class Row(NamedTuple):
    position: Position
    facts: dict[str, Json]


def inspect(context: Context) -> dict[str, Json]:
    """One entry of `documents`; docs/wire-format.md describes it. Rows are in the order of their places."""
    quantities, sentences = _quantities(context)
    return {
        "path": context.document.source.path,
        "statements": _sorted(_statements(context)),
        "forbidden": _sorted(_forbidden(context)),
        "quantities": quantities,
        "sentences": sentences,
    }


def _sorted(rows: list[Row]) -> list[Json]:
    return [row.facts for row in sorted(rows, key=lambda row: row.position)]


def _row(context: Context, at: Span, **facts: Json) -> Row:
    position = context.lines().position(context.source_span(*at))
    return Row(position, {**facts, **position._asdict(), "text": context.reading.text[at.start : at.end]})


def _statements(context: Context) -> list[Row]:
    """The statements of every loaded rule, whatever its gate or trigger."""
    return [
        _said(context, said, name, rule.id)
        for name, (rule, element) in context.book.statements.items()
        for said in context.said(element)
    ]


def _said(context: Context, said: Said, name: str, rule: str) -> Row:
    """A statement where it stands; one that templates add stands where they print it, with the way to its words."""
    if said.provision is None:
        return _row(context, said.span, statement=name, rule=rule, via=None)
    row = _row(context, said.at, statement=name, rule=rule, via=said.provision.via(said.span))
    return row._replace(facts={**row.facts, "text": said.where.reading.text[slice(*said.span)]})


def _forbidden(context: Context) -> list[Row]:
    return [
        _row(ban.context, ban.at, rule=rule.id, softened=ban.softened or None, zone=ban.context.passage or "text")
        for rule in context.book.rules
        if isinstance(rule.requirement, Forbid)
        for ban in bans(rule, context)
    ]


def _finds_figures(rule: Rule) -> bool:
    return isinstance(rule.requirement, SourceCheck) and rule.requirement.find == "figures"


def _quantities(context: Context) -> tuple[list[Json], list[Json]]:
    """Every number in the text and beside it, with its mask, exemption or evidence under the policy in force, and the
    sentences that these stand in."""
    from disclint.kinds.sources.figures import inspect_rows

    rule = next((r for r in context.book.rules if _finds_figures(r)), None)
    if rule is None:
        return [], []
    found: list[tuple[Row, Context, Span, Span]] = []
    for where, start, end, facts in inspect_rows(rule, context):
        row = _row(where, Span(start, end), **facts, zone=where.passage or "text")
        found.append((row, where, where.reading.sentence(start), Span(start, end)))
    found.sort(key=lambda entry: entry[0].position)
    sentences: dict[tuple[int, int], Json] = {}
    order: dict[tuple[int, int], int] = {}
    rows: list[Json] = []
    for row, where, sentence, at in found:
        key = (id(where), sentence.start)
        if key not in order:
            order[key] = len(order)
            sentences[key] = _row(where, sentence).facts
        inside: Json = [at.start - sentence.start, min(at.end, sentence.end) - sentence.start]
        rows.append({**row.facts, "sentence": order[key], "at": inside})
    return rows, list(sentences.values())
