"""The report as one JSON object; every key is in docs/wire-format.md. ASCII only: no terminal or pipe spoils it."""

from __future__ import annotations

import json

from disclint.evidence import Mending, New
from disclint.model import Finding, Position, Problem, Report, Suppressed, Undecided
from disclint.report import Look, counts, read
from disclint.report.ruleset import value as ruleset
from disclint.ruleset.rule import Json

WANTS = ("rules", "edits")
VERSION = 1


def render(report: Report, look: Look) -> str:
    """One object, indented, ending with a line break."""
    return json.dumps(value(report), indent=1) + "\n"


def value(report: Report) -> dict[str, Json]:
    """The whole report as JSON-like values."""
    excepted = tuple(s for d in report.documents for s in d.suppressed)
    return {
        "version": VERSION,
        "findings": [finding(f) for f in report.findings],
        "excepted": [_excepted(s) for s in excepted],
        "baselined": [finding(f) for f in report.baselined],
        "undecided": [_undecided(u) for u in report.all_undecided],
        "problems": [problem(p) for p in report.all_problems],
        "fixed": [_mending(m) for m in report.mended if m.done],
        "unfixed": [_mending(m) for m in report.mended if not m.done],
        "ruleset": ruleset(report),
        "summary": _summary(report, len(excepted)),
    }


def finding(finding: Finding) -> dict[str, Json]:
    return {
        "rule": finding.rule,
        "element": finding.element,
        "state": finding.state,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.path,
        **place(finding.position),
        "excerpt": finding.excerpt,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "edits": [{**place(edit.position), "text": edit.text} for edit in finding.edits],
        "looked_for": list(finding.looked_for),
        "related": [
            {"message": r.message, "path": r.path or finding.path, **place(r.position)} for r in finding.related
        ],
        "citation": finding.citation or None,
        "basis": finding.basis or None,
        "why": finding.why or None,
    }


def place(position: Position) -> dict[str, Json]:
    return {
        "line": position.line,
        "column": position.column,
        "end_line": position.end_line,
        "end_column": position.end_column,
    }


def problem(problem: Problem) -> dict[str, Json]:
    return {"path": problem.path, "line": problem.line, "column": problem.column, "message": problem.message}


def _excepted(suppressed: Suppressed) -> dict[str, Json]:
    said = suppressed.exemption
    granted: Json = (
        {"source": said.source, "path": said.path, "line": said.line, "column": said.column} if said else None
    )
    return {
        **finding(suppressed.finding),
        "reason": suppressed.reason,
        "approved_by": (said.approved_by if said else "") or None,
        "until": (said.until if said else "") or None,
        "granted": granted,
    }


def new_exception(new: New) -> dict[str, Json]:
    said = new.exemption
    return {
        "rule": said.rule,
        "element": said.element or None,
        "reason": said.reason,
        "approved_by": said.approved_by or None,
        "until": said.until or None,
        "source": said.source,
        "path": said.path,
        "line": said.line,
        "column": said.column,
        "covers": list(new.covers),
        "findings": new.findings,
    }


def _undecided(undecided: Undecided) -> dict[str, Json]:
    return {
        "path": undecided.path,
        "line": undecided.line,
        "column": undecided.column,
        "cause": undecided.cause,
        "message": undecided.message,
        "rules": list(undecided.rules),
        "documents": undecided.documents,
    }


def _mending(mending: Mending) -> dict[str, Json]:
    return {
        "rule": mending.rule,
        "element": mending.element,
        "path": mending.path,
        **place(mending.position),
        "message": mending.message,
    }


def _summary(report: Report, excepted: int) -> dict[str, Json]:
    severities = [f.severity for f in report.findings]
    return {
        "new_exceptions": [new_exception(new) for new in report.new],
        "documents": read(report),
        "findings": len(severities),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "infos": severities.count("info"),
        "excepted": excepted,
        "baselined": len(report.baselined),
        "older": len(report.older),
        "undecided": len(report.all_undecided),
        "problems": len(report.all_problems),
        "skipped": dict(report.skipped),
        "rules": {rule: dict(found) for rule, found in counts(report).items()},
    }
