"""What reports tell of the rules that a run judged by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.duplicates import DUPLICATE, INLINE, SEVERITIES
from disclint.model import Card
from disclint.wanted import wants

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.ruleset.rule import Rule

OWN = {
    "invalid-exception": ("An exception holds", "An exception gives a reason and is written as it has to be."),
    "unknown-exception": ("An exception names a rule", "An exception for a rule that is unknown excepts nothing."),
    "expired-exception": ("An exception is in time", "An exception ends on the day that it names."),
    "unused-exception": ("An exception is needed", "What is no longer needed hides the next finding."),
    DUPLICATE: ("A disclosure stands once", "Two texts have to be kept up, and a reader meets both."),
    INLINE: ("Disclosures come from templates", "In this house templates say it, so that one text is kept up."),
}


def cards(checker: Checker) -> tuple[Card, ...]:
    """The active rules of all configurations that the run met, by id; empty where no report asks for them."""
    if "rules" not in checker.options.wants:
        return ()
    found = {card.id: card for ready in checker.made_ready for card in _of(ready.active, ready.ruleset.rules)}
    return tuple(found[id] for id in sorted(found))


def ruleset(checker: Checker) -> str:
    """A hash of all that the active rules say, whatever folder they lie in; empty where no report asks for rules."""
    if "rules" not in checker.options.wants:
        return ""
    from disclint.digests import sha256
    from disclint.ruleset.codec import to_json

    rules = {r.id: r for ready in checker.made_ready for r in ready.ruleset.rules if r.id in ready.active}
    lexicons = {name: one for ready in checker.made_ready for name, one in ready.ruleset.lexicons.items()}
    said = [to_json(rules[id]._replace(path="")) for id in sorted(rules)]
    said += [to_json(lexicons[name]) for name in sorted(lexicons)]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def _of(active: frozenset[str], rules: tuple[Rule, ...]) -> Iterator[Card]:
    for rule in rules:
        if rule.id in active:
            authority = tuple((a.cite, a.url) for a in rule.authority)
            yield Card(
                rule.id, rule.title, rule.kind, rule.severity, rule.pack, rule.basis, rule.why, rule.fix, authority,
                wants(rule),
            )  # fmt: skip
    for id, (title, why) in OWN.items():
        if id in active:
            yield Card(id, title, severity=SEVERITIES.get(id, "warning"), why=why)
