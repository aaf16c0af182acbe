"""What counts as a source, class by class: the rule's policy, then what the configuration makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.claims import Claim, accepts, policies
from disclint.model import SEVERITIES, Severity
from disclint.ruleset.rule import SourceCheck

if TYPE_CHECKING:
    from disclint.facts import Sourcing, SourcingCase
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Rule


class Policy(NamedTuple):
    """The evidence words that count, and how market data and anonymous sources are dealt with. `untold`: own data would
    count if the text said how it came about."""

    name: str
    words: tuple[str, ...]
    anonymous: str = "deny"
    market_data: str = "accept_with_date"
    untold: bool = False

    def accepts(self, claim: Claim) -> bool:
        return accepts(self.words, claim)


class Stance(NamedTuple):
    """How one rule judges the figures of one document. `classes` maps a kind of quantity to its severity; kinds that are
    off are absent. `special` holds the kinds that have a policy of their own."""

    policy: Policy
    classes: Mapping[str, Severity]
    special: Mapping[str, Policy] = {}

    def of(self, kind: str) -> Policy:
        return self.special.get(kind, self.policy)

    def verdict(self, claim: Claim) -> tuple[bool, str]:
        """Whether the number counts as a claim, and if not, why."""
        if claim.claim or claim.reason == "class-off":
            return (True, "") if claim.quantity.kind in self.classes else (False, "class-off")
        return False, claim.reason

    def sourced(self, claim: Claim) -> bool:
        return self.of(claim.quantity.kind).accepts(claim)

    def open(self, claim: Claim) -> bool:
        """Whether the number is a claim without a source."""
        return self.verdict(claim)[0] and not self.sourced(claim)


def stance(rule: Rule, context: Context) -> Stance:
    """KeyError where a policy is unknown (the schema and the configuration's check let none through)."""
    requirement = rule.requirement
    assert isinstance(requirement, SourceCheck)
    sourcing = context.facts.sourcing
    cases = [c for c in sourcing.cases if not c.documents or context.facts.document in c.documents]
    asked = any(c.own_data == "require_method" for c in cases)
    method = asked and context.reading.tells_method
    plain = [c for c in cases if not c.classes]
    start = requirement.policy or "attributed"
    kinds = {kind for case in cases for kind in case.classes}
    special = {
        k: _policy(start, [c for c in cases if not c.classes or k in c.classes], sourcing, method) for k in kinds
    }
    return Stance(_policy(start, plain, sourcing, method), severities(rule, context), special)


def _policy(start: str, cases: list[SourcingCase], sourcing: Sourcing, method: bool) -> Policy:
    name, own, anonymous, market = start, "accept", "", "accept_with_date"
    for case in cases:
        name, own = case.policy or name, case.own_data or own
        anonymous, market = case.anonymous or anonymous, case.market_data or market
    words = list({**policies(), **sourcing.policies}[name])
    untold = own == "require_method" and not method
    if own == "deny" or untold:
        words = [w for w in words if w != "own-data"]
    if anonymous:
        words = [w for w in words if w != "anonymous"] + ([] if anonymous == "deny" else ["anonymous"])
    elif "anonymous" in words:
        anonymous = "allow"
    if market != "accept_with_date":
        words = [w for w in words if w != "market-date"]
    return Policy(name, tuple(words), anonymous or "deny", market, untold)


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
