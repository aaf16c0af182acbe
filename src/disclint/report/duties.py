"""What became of every statement that rules require of a document: said, missing, broken, excepted or undecided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclint.model import DocumentReport, Report, Statement

OUTCOMES = ("said here", "said by a template", "missing", "broken", "excepted", "undecided")
BROKEN = ("broken", "drifted", "wrong-entity")


class Duty(NamedTuple):
    """`name` is the rule and its element. `statement` is where it is said, `reason` why it is excepted."""

    path: str
    name: str
    outcome: str
    statement: Statement | None = None
    reason: str = ""


def duties(report: Report) -> tuple[Duty, ...]:
    """All of them, in the order of documents and names."""
    asking = frozenset(card.id for card in report.rules if card.kind in ("require", "verbatim"))
    return tuple(duty for document in report.documents for duty in _of(document, asking))


def _of(document: DocumentReport, asking: frozenset[str]) -> Iterator[Duty]:
    if document.template:
        return
    found: dict[str, Duty] = {}
    for statement in document.statements:
        if statement.owed:
            name = _name(statement.rule, statement.element)
            found[name] = Duty(document.path, name, _outcome(statement), statement)
    for suppressed in document.suppressed:
        finding = suppressed.finding
        if finding.rule in asking and finding.state in ("missing", *BROKEN):
            name = _name(finding.rule, finding.element)
            found[name] = Duty(document.path, name, "excepted", None, suppressed.reason)
    for finding in document.findings:
        if finding.rule in asking and finding.state in ("missing", *BROKEN):
            name = _name(finding.rule, finding.element)
            found[name] = Duty(document.path, name, "missing" if finding.state == "missing" else "broken")
    yield from (found[name] for name in sorted(found))


def _outcome(statement: Statement) -> str:
    if statement.outcome == "said":
        return "said by a template" if statement.via else "said here"
    return "undecided" if statement.outcome == "undecided" else "broken"


def _name(rule: str, element: str | None) -> str:
    return f"{rule}#{element}" if element else rule
