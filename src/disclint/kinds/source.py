"""`source`: numeric claims of these classes carry evidence under a policy.

One finding a sentence; market data without a date are one finding a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.sourcing import FIX, describe, listing, looked_for, market_message
from disclint.kinds.wording import fill
from disclint.language.claims import Claim, Claims, accepts, key, policies, side_claims
from disclint.model import SEVERITIES, Finding, Severity, Span
from disclint.ruleset.rule import Json, SourceCheck

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule

CROWD = 3  # so many market figures without a source are told once


class Unsourced(NamedTuple):
    """The figures of one sentence without a source, the weightiest first; or, where `market` says so, the market data
    of a document. `claims` is the list of them in words."""

    spans: tuple[Span, ...]
    severity: Severity
    claims: str
    looked_for: tuple[str, ...]
    fix: str
    market: bool = False


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """The findings of the text, then of the titles and descriptions beside it, in a document about finance."""
    from disclint.kinds.live import liveness
    from disclint.language.topic import finance_topic

    life = liveness(rule, context)
    if life.gated or (rule.when is not None and not life.live) or not finance_topic(context.reading):
        return
    words, classes = policy(rule, context), severities(rule, context)
    main = context.reading.claims
    told = frozenset(key(c.quantity) for c in main.claims if c.claim)
    for where, found in sides(context, main):
        for item in unsourced(where.reading, found, words, classes, told if where is not context else frozenset()):
            finding = where.finding(
                rule,
                state="unsourced",
                message=item.claims if item.market else fill(rule.message, where.facts, claims=item.claims),
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


def policy(rule: Rule, context: Context) -> tuple[str, ...]:
    """The evidence words of the policy in force: the configuration's, or else the rule's. KeyError where unknown."""
    requirement = rule.requirement
    assert isinstance(requirement, SourceCheck)
    return policies()[context.setting(rule).policy or requirement.policy]


def severities(rule: Rule, context: Context) -> dict[str, Severity]:
    """Kind of quantity -> severity, as the rule and then the configuration say; kinds that are off are absent."""
    requirement = rule.requirement
    assert isinstance(requirement, SourceCheck)
    decided: dict[str, Severity] = dict(requirement.classes)
    for kind, level in context.setting(rule).classes.items():
        known = next((s for s in SEVERITIES if s == level), None)
        if known:
            decided[kind] = known
        else:
            decided.pop(kind, None)
    return decided


def verdict(claim: Claim, classes: Mapping[str, Severity]) -> tuple[bool, str]:
    """Whether the number counts as a claim under these classes, and if not, why."""
    if claim.claim or claim.reason == "class-off":
        return (True, "") if claim.quantity.kind in classes else (False, "class-off")
    return False, claim.reason


def unsourced(
    reading: Reading,
    found: Claims,
    policy: tuple[str, ...],
    classes: Mapping[str, Severity],
    told: frozenset[tuple[str, str, float] | None] = frozenset(),
) -> list[Unsourced]:
    """What the policy does not accept, one item a sentence, in order of severity and then of place. `told` are numbers
    that another part of the document answers for. An own-performance figure is another rule's matter."""
    open_claims = [
        c
        for c in found.claims
        if verdict(c, classes)[0]
        and not accepts(policy, c)
        and "performance" not in c.quantity.attributes
        and c.quantity.alias < 0
        and (key(c.quantity) is None or key(c.quantity) not in told)
    ]
    body = {key(c.quantity) for c in open_claims if c.zone != "heading"}
    open_claims = [c for c in open_claims if c.zone != "heading" or key(c.quantity) not in body]
    market = [c for c in open_claims if c.market and not c.weasels]
    items: list[Unsourced] = []
    if len(market) >= CROWD:
        open_claims = [c for c in open_claims if not c.market or c.weasels]
        items.append(_market(market, classes))
    items += [_item(reading, group, found, policy, classes) for group in _by_sentence(reading, open_claims)]
    return sorted(items, key=lambda item: (-SEVERITIES.index(item.severity), item.spans[0]))


def _by_sentence(reading: Reading, claims: list[Claim]) -> list[list[Claim]]:
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(reading.sentence_index(claim.quantity.start), []).append(claim)
    return list(groups.values())


def _span(claim: Claim) -> Span:
    return Span(claim.quantity.start, claim.quantity.end)


def _level(claim: Claim, classes: Mapping[str, Severity]) -> int:
    return SEVERITIES.index(classes[claim.quantity.kind])


def _item(
    reading: Reading, group: list[Claim], found: Claims, policy: tuple[str, ...], classes: Mapping[str, Severity]
) -> Unsourced:
    ranked = sorted(group, key=lambda c: (-_level(c, classes), c.quantity.start))
    severity = classes[ranked[0].quantity.kind]
    return Unsourced(
        tuple(_span(c) for c in ranked),
        severity,
        listing(reading, ranked),
        looked_for(reading, ranked[0], found, policy),
        FIX,
    )


def _market(claims: list[Claim], classes: Mapping[str, Severity]) -> Unsourced:
    severity = SEVERITIES[max(_level(c, classes) for c in claims)]
    fix = "add a line `Data: <provider>, <date>`"
    return Unsourced((_span(claims[0]),), severity, market_message(len(claims)), (), fix, market=True)


def inspect_rows(rule: Rule, context: Context) -> Iterator[tuple[Context, int, int, dict[str, Json]]]:
    """Every number of the text and beside it: its passage, its range there, and what `inspect` prints of it."""
    words, classes = policy(rule, context), severities(rule, context)
    for where, found in sides(context, context.reading.claims):
        for claim in found.claims:
            yield where, claim.quantity.start, claim.quantity.end, _row(claim, words, classes)


def _row(claim: Claim, policy: tuple[str, ...], classes: Mapping[str, Severity]) -> dict[str, Json]:
    quantity = claim.quantity
    counts, reason = verdict(claim, classes)
    value: Json = list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value
    return {
        "kind": quantity.kind or None,
        "value": value,
        "unit": quantity.unit or None,
        "forecast": "forecast" in quantity.attributes,
        "attributes": list(quantity.attributes),
        "claim": counts,
        "reason": reason or None,
        "sourced": counts and accepts(policy, claim),
        "evidence": [e.word for e in claim.evidence] if counts else [],
        "weasels": [e.text for e in claim.weasels],
        "market": claim.market,
        "place": claim.zone or None,
        "describes": describe(quantity),
    }
