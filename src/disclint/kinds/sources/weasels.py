"""Statements that lean on nobody: one finding a document, at the first of them.

Figures without a source are another rule's matter. Here are sentences without any number ("Analysts say the rally
will continue"), and figures that an anonymous source carries where the configuration lets it and asks to be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.kinds.sources.stance import Stance, stance
from disclint.kinds.wording import fill
from disclint.language.hearsay import Hearsay
from disclint.model import Finding, Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.claims import Claim
    from disclint.ruleset.rule import Rule

FIX = "name who says it, link to where it is said, or say it in your own name"
_SHOWN = 20  # places listed beside the first


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """At the first statement; the others are listed."""
    held = stance(rule, context)
    places = {context.reading.sentence_index(s.start): s for s in Hearsay(context.reading).statements()}
    for claim in context.reading.claims.claims:
        if carried(held, claim):
            first = next(w for w in claim.weasels if w.word == "anonymous")
            places.setdefault(context.reading.sentence_index(first.start), Span(first.start, first.end))
    spans = sorted(places.values())
    if not spans:
        return
    text = context.reading.text
    finding = context.finding(
        rule,
        state="unsourced",
        message=fill(rule.message, context.facts, found=_found(text[spans[0].start : spans[0].end], len(spans))),
        at=spans[0],
        fix=rule.fix or FIX,
        related=tuple(context.related("also without a name", *s) for s in spans[1:_SHOWN]),
        identity="",
    )
    if finding:
        yield finding


def carried(held: Stance, claim: Claim) -> bool:
    """Whether an anonymous source alone carries a figure, by a configuration that says `anonymous: warn`."""
    policy = held.of(claim.quantity.kind)
    if policy.anonymous != "warn" or not held.verdict(claim)[0] or not held.sourced(claim):
        return False
    named = policy._replace(words=tuple(w for w in policy.words if w != "anonymous"))
    return any(w.word == "anonymous" for w in claim.weasels) and not named.accepts(claim)


def _found(words: str, count: int) -> str:
    more = f", and {count - 1} more" if count > 1 else ""
    return f'"{" ".join(words.split())}"{more}'
