"""Numeric claims without a source: one finding a sentence, weightiest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.sources.stance import Stance, stance
from disclint.kinds.sources.wording import FIX, RENEW, TELL, UNTOLD, describe, idle_entry, listing, looked_for
from disclint.kinds.wording import fill
from disclint.language.because import Because
from disclint.language.claims import Claim, Claims, Key, key, side_claims
from disclint.model import SEVERITIES, Finding, Severity, Span
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule


class Unsourced(NamedTuple):
    """The figures of one sentence without a source, the weightiest first. `claims` is the list of them in words, `fix`
    what would mend them."""

    spans: tuple[Span, ...]
    severity: Severity
    claims: str
    looked_for: tuple[str, ...]
    fix: str = FIX


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """The findings of the text, then of the titles and descriptions beside it."""
    held = stance(rule, context)
    main = context.reading.claims
    told = frozenset(key(c.quantity) for c in main.claims if c.claim)
    for where, found in sides(context, main):
        for item in unsourced(where.reading, found, held, told if where is not context else frozenset()):
            finding = where.finding(
                rule,
                state="unsourced",
                message=fill(rule.message, where.facts, claims=item.claims),
                at=item.spans[0],
                level=item.severity,
                fix=rule.fix or item.fix,
                looked_for=item.looked_for,
                related=tuple(where.related("also without a source", s.start, s.end) for s in item.spans[1:]),
            )
            if finding:
                yield finding


def sides(context: Context, main: Claims) -> Iterator[tuple[Context, Claims]]:
    """The text with its claims, then every passage beside it with its own."""
    yield context, main
    for side in context.sides:
        yield side, side_claims(main, side.reading)


def unsourced(
    reading: Reading, found: Claims, held: Stance, told: frozenset[Key | None] = frozenset()
) -> list[Unsourced]:
    """What the policy does not accept, one item a sentence, in order of severity and then of place. `told` are numbers
    that another part of the document answers for. Own performance and market data are other rules' matter."""
    open_claims = [
        c
        for c in found.claims
        if held.open(c)
        and "performance" not in c.quantity.attributes
        and not left_to_provider(held, c)
        and c.quantity.alias < 0
        and (key(c.quantity) is None or key(c.quantity) not in told)
    ]
    body = {key(c.quantity) for c in open_claims if c.zone != "heading"}
    open_claims = [c for c in open_claims if c.zone != "heading" or key(c.quantity) not in body]
    items = [_item(reading, group, found, held) for group in _by_sentence(reading, open_claims)]
    return sorted(items, key=lambda item: (-SEVERITIES.index(item.severity), item.spans[0]))


def left_to_provider(held: Stance, claim: Claim) -> bool:
    """Whether a figure is market data that asks for a provider or a date, and not for a source of its own."""
    return claim.market and not claim.weasels and held.of(claim.quantity.kind).market_data != "deny"


def _by_sentence(reading: Reading, claims: list[Claim]) -> list[list[Claim]]:
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(reading.sentence_index(claim.quantity.start), []).append(claim)
    return list(groups.values())


def span(claim: Claim) -> Span:
    return Span(claim.quantity.start, claim.quantity.end)


def _item(reading: Reading, group: list[Claim], found: Claims, held: Stance) -> Unsourced:
    ranked = sorted(group, key=lambda c: (-SEVERITIES.index(held.classes[c.quantity.kind]), c.quantity.start))
    first = ranked[0]
    policy = held.of(first.quantity.kind)
    untold = policy.untold and any(e.word == "own-data" for e in first.evidence)
    expired = any(had.expired for c in ranked if (had := reading.register.had(c.quantity)))
    return Unsourced(
        tuple(span(c) for c in ranked),
        held.classes[first.quantity.kind],
        listing(reading, ranked),
        (*looked_for(reading, first, found, policy.words), *((UNTOLD,) if untold else ())),
        (RENEW if expired else TELL if untold else "") + FIX,
    )


def inspect_rows(rule: Rule, context: Context) -> Iterator[tuple[Context, int, int, dict[str, Json]]]:
    """Every number of the text and beside it: its passage, its range there, and what `inspect` prints of it."""
    held = stance(rule, context)
    for where, found in sides(context, context.reading.claims):
        because = Because(where.reading)
        for claim in found.claims:
            approved = any(e.word == "register" for e in claim.evidence)
            idle = "" if approved or not claim.claim else idle_entry(where.reading, claim.quantity)
            row = {**_row(claim, held), "because": because.words(claim) or None, "register": idle or None}
            yield where, claim.quantity.start, claim.quantity.end, row


def _row(claim: Claim, held: Stance) -> dict[str, Json]:
    quantity = claim.quantity
    counts, reason = held.verdict(claim)
    policy = held.of(quantity.kind)
    shown = claim.evidence if counts else ()
    value: Json = list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value
    return {
        "kind": quantity.kind or None,
        "value": value,
        "unit": quantity.unit or None,
        "forecast": "forecast" in quantity.attributes,
        "attributes": list(quantity.attributes),
        "claim": counts,
        "reason": reason or None,
        "sourced": counts and held.sourced(claim),
        "evidence": [e.word for e in shown],
        "sources": [e.text or ", ".join(e.through) for e in shown],
        "accepted": [policy.accepts(claim._replace(evidence=(e,))) for e in shown],
        "policy": policy.name,
        "untold": policy.untold and any(e.word == "own-data" for e in shown),
        "weasels": [e.text for e in claim.weasels],
        "market": claim.market,
        "place": claim.zone or None,
        "describes": describe(quantity),
    }
