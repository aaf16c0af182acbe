"""Rules that a whole site satisfies once: each document says what it owes and what it says; the site is judged by all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from disclint.kinds import checker
from disclint.model import DocumentReport, Finding, SiteWord
from disclint.ruleset.rule import Require

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Rule


def words(rule: Rule, context: Context) -> Iterator[SiteWord]:
    """For each element of a `scope: site` rule: whether the document or its templates say it, and whether it owes it."""
    if not isinstance(rule.requirement, Require):
        return
    owed = {f.element: f for f in checker(rule.kind)(rule, context) if f.state in ("missing", "broken")}
    for element in rule.requirement.elements:
        said = any(True for _ in context.said(element))
        if said or element.name in owed:
            yield SiteWord(rule.id, element.name, said, owed.get(element.name))


def judged(reports: Iterable[DocumentReport]) -> list[Finding]:
    """What no document of a site says although one owes it: the first that does, in the order of the reports."""
    first: dict[tuple[str, str], Finding] = {}
    count: dict[tuple[str, str], int] = {}
    said: set[tuple[str, str]] = set()
    for word in (w for report in reports for w in report.site):
        key = (word.rule, word.element)
        if word.said:
            said.add(key)
        if word.finding:
            first.setdefault(key, word.finding)
            count[key] = count.get(key, 0) + 1
    return [_counted(finding, count[key]) for key, finding in first.items() if key not in said]


def _counted(finding: Finding, documents: int) -> Finding:
    many = f"{documents} documents call" if documents > 1 else "this document calls"
    return finding._replace(message=f"{finding.message} Nothing on the site does; {many} for it.")
