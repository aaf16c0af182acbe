"""Prices, levels and daily moves without a date or a provider: one finding a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.kinds.sources.figures import left_to_provider, sides, span
from disclint.kinds.sources.stance import stance
from disclint.kinds.wording import fill
from disclint.model import Finding

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Rule

FIX = "add a line `Data: <provider>, <date>`"
_SHOWN = 20  # places listed beside the first


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """At the first figure of the text, or of what stands beside it; the others are listed."""
    held = stance(rule, context)
    found = [
        (where, span(claim))
        for where, judged in sides(context, context.reading.claims)
        for claim in judged.claims
        if held.open(claim) and left_to_provider(held, claim)
    ]
    if not found:
        return
    first, at = found[0]
    finding = first.finding(
        rule,
        state="unsourced",
        message=fill(rule.message, context.facts, claims=_counted(len(found))),
        at=at,
        fix=rule.fix or FIX,
        related=tuple(where.related("also market data", *place) for where, place in found[1:_SHOWN]),
        identity="",
    )
    if finding:
        yield finding


def _counted(count: int) -> str:
    return f"{count} prices and moves" if count > 1 else "1 price or move"
