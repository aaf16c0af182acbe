"""JSON Lines: one object a line with its `kind`, else with the keys of the JSON report. ASCII only."""

from __future__ import annotations

import json
from collections.abc import Iterator

from disclint.model import Report
from disclint.report import Look
from disclint.report.json import value
from disclint.ruleset.rule import Json

WANTS = ("rules", "edits")
# kind -> the list of the JSON report that it stands for
KINDS = {"finding": "findings", "excepted": "excepted", "undecided": "undecided", "problem": "problems"}


def render(report: Report, look: Look) -> str:
    """First the version of the format and the rule set of the format, then every entry of every list, the summary last."""
    return "".join(json.dumps(line) + "\n" for line in _lines(value(report)))


def _lines(whole: dict[str, Json]) -> Iterator[dict[str, Json]]:
    yield {"kind": "report", "version": whole["version"], "ruleset": whole["ruleset"]}
    for kind, name in KINDS.items():
        found = whole[name]
        for item in found if isinstance(found, list) else []:
            if isinstance(item, dict):
                yield {"kind": kind, **item}
    summary = whole["summary"]
    if isinstance(summary, dict):
        yield {"kind": "summary", **summary}
