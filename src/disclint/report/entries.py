"""The report as one flat list, for formats that know nothing but messages at places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclint.model import Finding, Position, Problem, Report, Severity, Undecided

START = Position(1, 1, 1, 1)
NOWHERE = "."  # the path of what concerns no file


class Entry(NamedTuple):
    """A finding, a problem or something undecided. `name` is the rule, with its element; or `problem` or `undecided`."""

    name: str
    severity: Severity
    message: str
    path: str
    position: Position
    finding: Finding | None = None

    @property
    def words(self) -> str:
        """The message and, in a line of its own, what would mend it."""
        fix = self.finding.fix if self.finding else None
        return f"{self.message}\nfix: {fix}" if fix else self.message


def entries(report: Report) -> Iterator[Entry]:
    """What could not be judged first, then the findings, then what is undecided: nothing of these is left out."""
    yield from map(_problem, report.all_problems)
    yield from map(_finding, report.findings)
    yield from map(_undecided, report.all_undecided)


def name_of(finding: Finding) -> str:
    """The rule, and the element after a `#`, as exceptions name them."""
    return f"{finding.rule}#{finding.element}" if finding.element else finding.rule


def _finding(finding: Finding) -> Entry:
    return Entry(name_of(finding), finding.severity, finding.message, finding.path, finding.position, finding)


def _problem(problem: Problem) -> Entry:
    at = _at(problem.line, problem.column)
    return Entry("problem", "error", f"This could not be judged: {problem.message}", problem.path or NOWHERE, at)


def _undecided(undecided: Undecided) -> Entry:
    at = _at(undecided.line, undecided.column)
    return Entry("undecided", "info", f"Undecided: {undecided.message}", undecided.path or NOWHERE, at)


def _at(line: int | None, column: int | None) -> Position:
    return Position(line or 1, column or 1, line or 1, column or 1)
