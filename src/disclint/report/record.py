"""The record of a run: for every document what was judged, by which rules, and what came out. A pass is evidence too.

The same inputs give the same bytes: no time, no machine, no absolute path. docs/record.md says what may be relied on.
"""

from __future__ import annotations

import json
import os

from disclint import __version__
from disclint.basis import relative
from disclint.evidence import Basis, RuleSetMark
from disclint.model import DocumentReport, Exemption, Finding, Problem, Report, Statement, Suppressed, Undecided
from disclint.report import Look
from disclint.report.json import new_exception, place
from disclint.ruleset.rule import Json

WANTS = ("record", "statements")
VERSION = 1


def render(report: Report, look: Look) -> str:
    """One object, indented, ending with a line break; ASCII only."""
    return json.dumps(value(report), indent=1) + "\n"


def value(report: Report) -> dict[str, Json]:
    """The whole record as JSON-like values."""
    basis = report.basis or Basis()
    sets = dict(basis.sets)
    marks = sorted(set(sets.values()))
    return {
        "version": VERSION,
        "tool": {"name": "disclint", "version": __version__},
        "options": dict(basis.asked),
        "policy": _policy(basis),
        "rule_sets": [
            {"sha256": m.sha256, "rules": m.rules, "configuration": m.configuration, "packs": list(m.packs)}
            for m in marks
        ],
        "documents": [_document(d, sets.get(d.path)) for d in report.documents if not d.template],
        "other_files": [_other(d) for d in report.documents if d.template],
        "new_exceptions": [new_exception(new) | {"path": _path(new.exemption.path)} for new in report.new],
        "undecided": [_undecided(u) for u in report.undecided],
        "problems": [_problem(p) for p in report.problems],
        "left_out": dict(report.skipped),
    }


def _policy(basis: Basis) -> Json:
    if not basis.policy_from:
        return None
    commits: list[Json] = [
        {"repository": repository, "commit": commit, "judges": judges} for repository, commit, judges in basis.commits
    ]
    return {"from": basis.policy_from, "commits": commits}


def _document(document: DocumentReport, mark: RuleSetMark | None) -> Json:
    return {
        "path": _path(document.path),
        "sha256": document.sha256 or None,
        "type": document.type or None,
        "rule_set": mark.sha256 if mark else None,
        "applied": {a.rule: a.why for a in document.applied if a.live},
        "not_applied": {a.rule: a.why for a in document.applied if not a.live},
        "statements": [_statement(s) for s in document.statements],
        **_outcome(document),
        "undecided": [_undecided(u) for u in document.undecided],
        "problems": [_problem(p) for p in document.problems],
    }


def _other(document: DocumentReport) -> Json:
    from disclint.read import hashed

    _, mark = hashed(document.path, document.path)
    return {"path": _path(document.path), "sha256": mark or None, **_outcome(document)}


def _outcome(document: DocumentReport) -> dict[str, Json]:
    return {
        "findings": [_finding(f) for f in document.findings],
        "excepted": [_excepted(s) for s in document.suppressed],
        "baselined": [_finding(f) for f in document.baselined],
        "older": [_finding(f) for f in document.older],
    }


def _finding(finding: Finding) -> dict[str, Json]:
    return {
        "rule": finding.rule,
        "element": finding.element,
        "state": finding.state,
        "severity": finding.severity,
        "message": finding.message,
        "path": _path(finding.path),
        **place(finding.position),
        "excerpt": finding.excerpt,
        "fingerprint": finding.fingerprint,
    }


def _excepted(suppressed: Suppressed) -> dict[str, Json]:
    said = suppressed.exemption
    return {
        **_finding(suppressed.finding),
        "reason": suppressed.reason,
        "exception": _exemption(said) if said else None,
    }


def _exemption(said: Exemption) -> Json:
    return {
        "rule": said.rule,
        "element": said.element or None,
        "reason": said.reason,
        "approved_by": said.approved_by or None,
        "until": said.until or None,
        "source": said.source,
        "path": _path(said.path),
        "line": said.line,
        "column": said.column,
    }


def _statement(statement: Statement) -> Json:
    at = statement.position
    return {
        "rule": statement.rule,
        "element": statement.element or None,
        "outcome": statement.outcome,
        "owed": statement.owed,
        "path": _path(statement.path) or None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "via": statement.via or None,
    }


def _undecided(undecided: Undecided) -> Json:
    return {
        "path": _path(undecided.path),
        "line": undecided.line,
        "column": undecided.column,
        "cause": undecided.cause,
        "message": undecided.message,
        "rules": [*sorted(undecided.rules)],
    }


def _problem(problem: Problem) -> Json:
    return {"path": _path(problem.path), "line": problem.line, "column": problem.column, "message": problem.message}


def _path(path: str) -> str:
    return relative(path) if os.path.isabs(path) else path
