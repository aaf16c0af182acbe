"""What became of each statement that rules ask of a document: said and where, undecided, or broken in a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.live import liveness
from disclint.kinds.provision import Said
from disclint.kinds.require import switched_off
from disclint.kinds.verbatim import standing
from disclint.model import Statement
from disclint.ruleset.rule import Require, Verbatim

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.model import Finding, Undecided
    from disclint.ruleset.rule import Rule


class Outcomes(NamedTuple):
    """What the rules found: names of statements with a finding, and rules that something undecided stands for."""

    found: frozenset[tuple[str, str]]
    undecided: frozenset[str]


def outcomes(findings: Sequence[Finding], undecided: Sequence[Undecided]) -> Outcomes:
    found = frozenset((f.rule, f.element or "") for f in findings if f.state != "misplaced")
    return Outcomes(found, frozenset(rule for u in undecided for rule in u.rules))


def statements(rules: Sequence[Rule], context: Context, seen: Outcomes) -> Iterator[Statement]:
    """The statements of the rules that are live, in their order; what may be left out is there only where it is said."""
    for rule in rules:
        if isinstance(rule.requirement, Require | Verbatim) and liveness(rule, context).live:
            yield from _of_rule(rule, context, seen)


def _of_rule(rule: Rule, context: Context, seen: Outcomes) -> Iterator[Statement]:
    for element, optional, said in _asked(rule, context):
        # a whole site owes it, no single document
        owed = not optional and rule.scope != "site"
        if said is not None:
            path, _, position = said.where.place(*said.span)
            via = said.provision.via(said.span) if said.provision else ""
            yield Statement(rule.id, element, "said", owed, path, position, via)
        elif owed and (rule.id, element) not in seen.found:
            yield Statement(rule.id, element, "undecided" if rule.id in seen.undecided else "template")


def _asked(rule: Rule, context: Context) -> Iterator[tuple[str, bool, Said | None]]:
    """Each statement of the rule, whether it may be left out, and where it is said."""
    if isinstance(rule.requirement, Verbatim):
        yield "", False, standing(rule.requirement, context)
    elif isinstance(rule.requirement, Require):
        for element in rule.requirement.elements:
            if not switched_off(element, context.facts):
                yield element.name, element.optional, next(context.said(element), None)
