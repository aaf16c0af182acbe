"""Why a rule did or did not run on a document, and what it found there."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.kinds import checker
from disclint.kinds.context import Context
from disclint.kinds.live import liveness
from disclint.kinds.nearmiss import near_misses
from disclint.kinds.require import switched_off
from disclint.model import Span
from disclint.ran import verdict
from disclint.ruleset.rule import Require, Rule


def explain(rule: Rule, context: Context, *, idle: str = "") -> tuple[str, ...]:
    """Lines for a person; `idle` says why the rule was not to be evaluated at all, and is empty where it was."""
    return (f"{rule.id} did not run: {idle}",) if idle else tuple(_lines(rule, context))


def _lines(rule: Rule, context: Context) -> Iterator[str]:
    life = liveness(rule, context)
    live, why = verdict(rule, context)
    yield f"{rule.id} {'ran' if live else 'is not live'}: {why}"
    if live:
        yield from (f"  trigger at {_where(context, t)}" for t in life.triggers[:5])
    elif why != life.reason:
        return
    if isinstance(rule.requirement, Require):
        yield from _elements(rule.requirement, context)
    findings = list(checker(rule.kind)(rule, context))
    if not life.live and findings and rule.kind == "require":
        yield "an attempt at the statement makes it live all the same"
    for finding in findings:
        yield f"  {finding.severity}, line {finding.position.line}: {finding.message}"
    if not findings:
        yield "  no findings"


def _elements(requirement: Require, context: Context) -> Iterator[str]:
    for element in requirement.elements:
        good = next(context.said(element), None)
        if switched_off(element, context.facts):
            yield f"  {element.name}: switched off by the configured entity"
        elif good:
            via = f" via {good.provision.via(good.span)}" if good.provision else ""
            yield f"  {element.name}: said{via} at {_where(good.where, good.span)}"
        else:
            yield f"  {element.name}: not said"
            for miss in near_misses(context, element, requirement)[:3]:
                yield f"    near miss at {_where(miss.context, miss.at)}: {miss.reason}"


def _where(context: Context, at: Span) -> str:
    _, _, position = context.place(*at)
    return f'{position.line}:{position.column} "{context.reading.text[at.start : at.end][:80]}"'
