"""Figures of one document that can't all be right: a headline and its text, a conversion, a sum, a change, a range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.kinds.sources.arithmetic import changes, conversions, ranges, sums
from disclint.kinds.sources.headlines import headlines
from disclint.kinds.wording import fill
from disclint.model import Finding, Related

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.sources.arithmetic import Clash
    from disclint.ruleset.rule import Rule

FIX = "see which of the two is right, and mend the other"


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """Headlines first; then the text and what stands beside it, of each sort one finding a sentence."""
    for side, clash in headlines(context):
        other = context.related("the other figure", *clash.other) if clash.other else None
        yield from _found(rule, side, clash, (other,) if other else ())
    for where in (context, *context.sides):
        for check_one in (conversions, sums, changes, ranges):
            done = -1
            for clash in check_one(where.reading):
                i = where.reading.sentence_index(clash.at.start)
                related = (where.related("the other figure", *clash.other),) if clash.other else ()
                if i != done:
                    yield from _found(rule, where, clash, related)
                done = i


def _found(rule: Rule, where: Context, clash: Clash, related: tuple[Related, ...]) -> Iterator[Finding]:
    finding = where.finding(
        rule,
        state="conflicting",
        message=fill(rule.message, where.facts, claims=clash.words),
        at=clash.at,
        fix=rule.fix or FIX,
        related=related,
    )
    if finding:
        yield finding
