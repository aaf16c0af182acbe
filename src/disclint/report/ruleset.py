"""Which rules a report was judged by: the rule set as a whole, and each rule that something was found by."""

from __future__ import annotations

from disclint import __version__
from disclint.evidence import Card
from disclint.model import Report
from disclint.ruleset.rule import Json

SHORT = 12  # digits of a hash that people compare


def value(report: Report) -> dict[str, Json]:
    """The rule set as the JSON report has it, under `ruleset`."""
    return {
        "disclint": __version__,
        "hash": report.ruleset or None,
        "count": len(_named(report)),
        "rules_as_of": report.rules_as_of or None,
        "held": list(report.held),
        "rules": [{"rule": c.id, "version": c.version or None, "hash": c.hash} for c in found_by(report)],
    }


def found_by(report: Report) -> tuple[Card, ...]:
    """The rules of packs by which anything was found, also what is excepted or known, in the order of their ids."""
    found = {f.rule for f in (*report.findings, *report.baselined)}
    found |= {s.finding.rule for document in report.documents for s in document.suppressed}
    return tuple(card for card in _named(report) if card.id in found)


def line(report: Report) -> str:
    """The rule set in one line for people, such as "Rule set 0123456789ab, 92 rules, disclint 0.1.0."; empty where the report
    does not know it."""
    count = len(_named(report))
    rules = "1 rule" if count == 1 else f"{count} rules"
    return f"Rule set {report.ruleset[:SHORT]}, {rules}, disclint {__version__}." if report.ruleset else ""


def held(report: Report) -> str:
    """How many rules warn at most for being newer or stricter than `rules_as_of`; empty where none does."""
    count = len(report.held)
    if not count:
        return ""
    rules = "1 rule newer or stricter than" if count == 1 else f"{count} rules newer or stricter than"
    return f"{rules} rules_as_of ({report.rules_as_of}) {'warns' if count == 1 else 'warn'} at most"


def _named(report: Report) -> tuple[Card, ...]:
    return tuple(card for card in report.rules if card.hash)
