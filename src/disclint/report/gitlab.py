"""GitLab Code Quality: a list of issues, by the fields that GitLab documents.

GitLab takes two issues with one fingerprint for the same, so that ours, which knows no path, is mixed with the path.
"""

from __future__ import annotations

import json
from collections import Counter

from disclint.model import Report
from disclint.report import Look
from disclint.report.characters import whole
from disclint.report.entries import Entry, entries
from disclint.ruleset.rule import Json

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, look: Look) -> str:
    """Findings, problems (as blockers) and what is undecided; an excepted finding is none."""
    seen: Counter[tuple[str, str, str]] = Counter()
    return json.dumps([_issue(entry, seen) for entry in entries(report)], indent=1) + "\n"


def _issue(entry: Entry, seen: Counter[tuple[str, str, str]]) -> Json:
    return {
        "description": whole(entry.words),
        "check_name": whole(entry.name),
        "fingerprint": _fingerprint(entry, seen),
        "severity": "blocker" if entry.name == "problem" else SEVERITIES[entry.severity],
        "location": {
            "path": whole(entry.path),
            "lines": {"begin": entry.position.line, "end": entry.position.end_line},
        },
    }


def _fingerprint(entry: Entry, seen: Counter[tuple[str, str, str]]) -> str:
    """The same for the same finding of a file when lines move, and for no other one of the report."""
    from disclint.digests import sha256

    own = (entry.finding.fingerprint if entry.finding else "") or entry.message
    key = (entry.path, entry.name, own)
    seen[key] += 1
    return sha256("\x1f".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
