"""JUnit XML: a suite for each document, a test for each rule that judged it. Red is what makes the run fail.

A finding below that level is told in the test's output; an exception or something undecided makes a test skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disclint.failing import levels
from disclint.model import DocumentReport, Finding, Problem, Report, Severity, Suppressed, Undecided
from disclint.report import Look
from disclint.report.characters import attributes, xml
from disclint.report.entries import NOWHERE, name_of
from disclint.report.text import many


class _Case(NamedTuple):
    """One test; `lines` say what is in it, and `outcome` is failure, error, skipped or empty."""

    name: str
    outcome: str = ""
    message: str = ""
    kind: str = ""
    lines: tuple[str, ...] = ()


def render(report: Report, look: Look) -> str:
    """One `testsuites` element, in the order of paths."""
    suites: dict[str, list[_Case]] = {}
    for problem in report.problems:
        suites.setdefault(problem.path or NOWHERE, []).append(_problem(problem))
    for document in report.documents:
        failing = levels(look.fail_on or document.fail_on or "error")
        suites.setdefault(document.path, []).extend(_cases(document, failing))
    for undecided in report.undecided:
        suites.setdefault(undecided.path or NOWHERE, []).append(_undecided(undecided))
    return "".join(f"{line}\n" for line in _lines(suites))


def _lines(suites: dict[str, list[_Case]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites{attributes(name='disclint')}{_counts([c for cases in suites.values() for c in cases])}>"
    for path, cases in suites.items():
        yield f" <testsuite{attributes(name=path)}{_counts(cases)}>"
        for case in cases:
            yield from _case(case, path)
        yield " </testsuite>"
    yield "</testsuites>"


def _counts(cases: list[_Case]) -> str:
    outcomes = [case.outcome for case in cases]
    return attributes(
        tests=len(cases),
        failures=outcomes.count("failure"),
        errors=outcomes.count("error"),
        skipped=outcomes.count("skipped"),
    )


def _case(case: _Case, path: str) -> Iterator[str]:
    head = f"  <testcase{attributes(classname=path, name=case.name, file=path)}"
    if not case.outcome and not case.lines:
        yield f"{head}/>"
        return
    yield f"{head}>"
    text = xml("\n".join(case.lines))
    if case.outcome:
        kind = attributes(message=case.message, type=case.kind or None)
        yield f"   <{case.outcome}{kind}>{text}</{case.outcome}>"
    else:
        yield f"   <system-out>{text}</system-out>"
    yield "  </testcase>"


def _cases(document: DocumentReport, failing: Iterable[Severity]) -> Iterator[_Case]:
    yield from map(_problem, document.problems)
    found: dict[str, list[Finding]] = {}
    excepted: dict[str, list[Suppressed]] = {}
    for finding in document.findings:
        found.setdefault(finding.rule, []).append(finding)
    for suppressed in document.suppressed:
        excepted.setdefault(suppressed.finding.rule, []).append(suppressed)
    unknown = {rule: undecided for undecided in document.undecided for rule in undecided.rules}
    for rule in sorted({*document.rules_run, *found, *excepted, *unknown}):
        if rule in found:
            yield _found(rule, found[rule], failing)
        elif rule in excepted:
            lines = tuple(f"{_line(s.finding)} Excepted: {s.reason}" for s in excepted[rule])
            yield _Case(rule, "skipped", f"excepted: {excepted[rule][0].reason}", lines=lines)
        elif rule in unknown:
            yield _undecided(unknown[rule])._replace(name=rule)
        else:
            yield _Case(rule)


def _found(rule: str, findings: list[Finding], failing: Iterable[Severity]) -> _Case:
    lines = tuple(map(_line, findings))
    red = [f for f in findings if f.severity in failing]
    if not red:
        return _Case(rule, lines=lines)
    message = red[0].message if len(red) == 1 else f"{many(len(red), 'finding')}: {red[0].message}"
    return _Case(rule, "failure", message, red[0].severity, lines)


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.position.line}:{finding.position.column}"
    fix = f" Fix: {finding.fix}" if finding.fix else ""
    return f"{place}: {finding.severity} {name_of(finding)}: {finding.message}{fix}"


def _problem(problem: Problem) -> _Case:
    return _Case("readable", "error", problem.message, "problem", (str(problem),))


def _undecided(undecided: Undecided) -> _Case:
    place = ":".join(str(p) for p in (undecided.path, undecided.line, undecided.column) if p not in (None, ""))
    name = f"undecided: {', '.join(undecided.rules) or undecided.cause}"
    return _Case(name, "skipped", f"undecided: {undecided.message}", lines=(f"{place}: {undecided.message}",))
