"""What reports tell of the rules that a run judged by: which they are, to the letter, and which of them are held back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.duplicates import DUPLICATE, INLINE, SEVERITIES
from disclint.evidence import Card
from disclint.model import Report
from disclint.ownrules import CHANGE
from disclint.ruleset.revision import version
from disclint.wanted import wants

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.ruleset.rule import Rule

OWN = {
    "invalid-exception": ("An exception holds", "An exception gives a reason and is written as it has to be."),
    "unknown-exception": ("An exception names a rule", "An exception for a rule that is unknown excepts nothing."),
    "expired-exception": ("An exception is in time", "An exception ends on the day that it names."),
    "unused-exception": ("An exception is needed", "What is no longer needed hides the next finding."),
    CHANGE: ("The policy stays as it is", "A change should not loosen unseen what judges it."),
    DUPLICATE: ("A disclosure stands once", "Two texts have to be kept up, and a reader meets both."),
    INLINE: ("Disclosures come from templates", "In this house templates say it, so that one text is kept up."),
}


def identified(report: Report, checker: Checker) -> Report:
    """The report with the rules that are held back, and with all rules where a format asks for them."""
    held = {id for ready in checker.rules.made_ready for id in ready.held}
    days = {config.rules_as_of for config in checker.configs.all() if config.rules_as_of}
    report = report._replace(held=tuple(sorted(held)), rules_as_of=min(days, default=""))
    if "rules" not in checker.options.wants:
        return report
    from disclint.ruleset.identity import set_hash

    judged = {(r.id, r.hash) for ready in checker.rules.made_ready for r in ready.ruleset.rules if r.id in ready.active}
    return report._replace(rules=cards(checker), ruleset=set_hash(judged))


def cards(checker: Checker) -> tuple[Card, ...]:
    """The active rules of all configurations that the run met, by id."""
    found = {card.id: card for ready in checker.rules.made_ready for card in _of(ready.active, ready.ruleset.rules)}
    return tuple(found[id] for id in sorted(found))


def _of(active: frozenset[str], rules: tuple[Rule, ...]) -> Iterator[Card]:
    for rule in rules:
        if rule.id in active:
            authority = tuple((a.cite, a.url) for a in rule.authority)
            said = (rule.id, rule.title, rule.kind, rule.severity, rule.pack, rule.basis, rule.why, rule.fix)
            yield Card(*said, authority, version(rule.history), rule.hash, wants(rule))
    for id, (title, why) in OWN.items():
        if id in active:
            yield Card(id, title, severity=SEVERITIES.get(id, "warning"), why=why)
