"""Outputs of a run: one module and one line of `REPORTERS` per format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from disclint.model import Report

# format -> "module:function"; imported when first used
REPORTERS: dict[str, str] = {
    "text": "disclint.report.text:render",
    "json": "disclint.report.json:render",
    "jsonl": "disclint.report.jsonl:render",
    "sarif": "disclint.report.sarif:render",
    "github": "disclint.report.github:render",
    "markdown": "disclint.report.markdown:render",
    "html": "disclint.report.html:render",
    "gitlab": "disclint.report.gitlab:render",
    "junit": "disclint.report.junit:render",
    "checkstyle": "disclint.report.checkstyle:render",
    "rdjsonl": "disclint.report.rdjsonl:render",
}

# What a run is recorded as; written with --record, and no report among others.
RECORD = "record"
_MODULES = {**REPORTERS, RECORD: "disclint.report.record:render"}

FINE_PRINT = "disclint checks text only. It is not legal advice and does not replace a principal's review."


class Look(NamedTuple):
    """How a report is shown; a format takes what concerns it. `brief` leaves out all but the findings, `silent` says
    nothing at all where there are none, `all` folds nothing away, `statistics` counts per rule. `fail_on` is what makes the run
    fail, where the command says so."""

    color: bool = False
    brief: bool = False
    silent: bool = False
    all: bool = False
    statistics: bool = False
    fail_on: str = ""


PLAIN = Look()


def render(report: Report, format: str, look: Look = PLAIN) -> str:
    """The report in that format, ending with a line break unless it is empty; KeyError for an unknown format."""
    module, function = _MODULES[format].split(":")
    reporter: Callable[[Report, Look], str] = getattr(import_module(module), function)
    return reporter(report, look)


def wants(formats: Iterable[str]) -> frozenset[str]:
    """What these formats ask a run for beside the findings (`Options.wants`): each module's `WANTS`, where it has one."""
    modules = [import_module(_MODULES[format].split(":")[0]) for format in formats]
    return frozenset(want for module in modules for want in getattr(module, "WANTS", ()))


def read(report: Report) -> int:
    """How many documents were judged, fully or in part: one that yields a problem and nothing else was not."""
    return sum(
        (not d.problems or bool(d.findings or d.suppressed or d.baselined or d.older)) and not d.template
        for d in report.documents
    )


def counts(report: Report) -> dict[str, dict[str, int]]:
    """Findings per rule: `{rule: {"error": n, "warning": n, "info": n, "excepted": n,
    "baselined": n}}`, by rule id."""
    found = Counter((f.rule, str(f.severity)) for f in report.findings)
    found.update((s.finding.rule, "excepted") for d in report.documents for s in d.suppressed)
    found.update((f.rule, "baselined") for f in report.baselined)
    rules = sorted({rule for rule, _ in found})
    keys = ("error", "warning", "info", "excepted", "baselined")
    return {rule: {key: found[rule, key] for key in keys} for rule in rules}
