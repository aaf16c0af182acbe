"""The summary card of a pull request, for a job summary or a comment: findings, and what became of every required statement.

It stays below what GitHub takes of a comment (65,536 characters), unless `--all` asks for everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclint.model import DocumentReport, Finding, Report, Statement, Undecided
from disclint.report import FINE_PRINT, Look
from disclint.report.duties import OUTCOMES, Duty, duties
from disclint.report.entries import name_of
from disclint.report.marks import code, prose
from disclint.report.ruleset import SHORT, found_by, line
from disclint.report.text import many, summary

WANTS = ("rules", "statements")
ROWS = 50  # of each table
DOCUMENTS = 20  # whose statements are listed one by one
SIZE = 60_000
CUT = "\n\n…\n\nThe rest is left out here; the report in another format, or `--all`, has everything.\n"


def render(report: Report, look: Look) -> str:
    """One heading, then tables; what there is none of is left out."""
    rows = None if look.all else ROWS
    found = duties(report)
    parts = [
        f"### disclint: {prose(_headline(report))}",
        *_new(report, rows),
        *_section("Could not be judged", [f"{_place(str(p.path), p.line)}: {prose(p.message)}" for p in report.all_problems]),
        *_findings(report.findings, rows),
        *_statements(found, rows),
        *_documents(found, None if look.all else DOCUMENTS),
        *_excepted(report.documents, rows),
        *_section("Undecided", list(map(_undecided, report.all_undecided))[:rows]),
        *_ruleset(report),
        f"<sub>{FINE_PRINT}</sub>",
    ]  # fmt: skip
    text = "\n\n".join(parts) + "\n"
    if look.all or len(text) <= SIZE:
        return text
    return text[: text.rindex("\n", 0, SIZE)] + CUT


def _headline(report: Report) -> str:
    return summary(report).rstrip(".")


def _new(report: Report, limit: int | None) -> Iterator[str]:
    """The exceptions that the change brings in."""
    rows = [
        (
            code(f"{e.path}:{e.line}:{e.column}"),
            code(e.name),
            prose(" ".join(new.covers)),
            prose(e.said),
            str(new.findings),
        )
        for new in report.new
        for e in (new.exemption,)
    ]
    yield from _table("New exceptions in this change", ("place", "rule", "for", "reason", "findings"), rows, limit)


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"#### {title}"
        yield "\n".join(f"- {item}" for item in items)


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], limit: int | None) -> Iterator[str]:
    if not rows:
        return
    yield f"#### {title}"
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows[:limit]))
    if limit is not None and len(rows) > limit:
        yield f"And {len(rows) - limit} more."


def _findings(findings: Sequence[Finding], limit: int | None) -> Iterator[str]:
    """The severest first, else in the order of paths and places."""
    order = ("error", "warning", "info")
    ranked = sorted(findings, key=lambda f: order.index(f.severity))
    rows = [(f.severity, _at(f), code(name_of(f)), _words(f)) for f in ranked]
    yield from _table("Findings", ("", "place", "rule", "what"), rows, limit)


def _words(finding: Finding) -> str:
    return prose(finding.message) + (f"<br>Fix: {prose(finding.fix)}" if finding.fix else "")


def _at(finding: Finding) -> str:
    return code(f"{finding.path}:{finding.position.line}:{finding.position.column}")


def _statements(found: Sequence[Duty], limit: int | None) -> Iterator[str]:
    """One row for each statement: in how many documents it is required, and what became of it there."""
    by_name: dict[str, list[str]] = {}
    for duty in found:
        by_name.setdefault(duty.name, []).append(duty.outcome)
    rows = [
        (code(name), str(len(outcomes)), *(str(outcomes.count(o) or "") for o in OUTCOMES))
        for name, outcomes in sorted(by_name.items())
    ]
    yield from _table("Required statements", ("statement", "required", *OUTCOMES), rows, limit)


def _documents(found: Sequence[Duty], limit: int | None) -> Iterator[str]:
    """What became of each required statement, document by document, folded away."""
    by_path: dict[str, list[Duty]] = {}
    for duty in found:
        by_path.setdefault(duty.path, []).append(duty)
    if not by_path:
        return
    parts = [f"<details><summary>By document ({len(by_path)})</summary>"]
    for path in list(by_path)[:limit]:
        parts.append("\n".join([code(path), "", *(f"- {_duty(duty)}" for duty in by_path[path])]))
    if limit is not None and len(by_path) > limit:
        parts.append(f"And {many(len(by_path) - limit, 'more document')}.")
    yield "\n\n".join([*parts, "</details>"])


def _duty(duty: Duty) -> str:
    where = _stands(duty.statement, duty.path) if duty.statement else ""
    reason = f" ({prose(duty.reason)})" if duty.reason else ""
    return f"{code(duty.name)}: {duty.outcome}{where}{reason}"


def _stands(statement: Statement, path: str) -> str:
    if statement.position is None:
        return ""
    line = statement.position.line
    return f", {code(statement.via)}" if statement.via else f", line {line}"


def _excepted(documents: Sequence[DocumentReport], limit: int | None) -> Iterator[str]:
    rows = [(_at(s.finding), code(name_of(s.finding)), prose(s.reason)) for d in documents for s in d.suppressed]
    yield from _table("Exceptions", ("place", "rule", "reason"), rows, limit)


def _ruleset(report: Report) -> Iterator[str]:
    """The rule set in a line, and the rules that found something, folded away."""
    rows = [(code(c.id), c.version, code(c.hash[:SHORT])) for c in found_by(report)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (("rule", "version", "hash"), ["---"] * 3, *rows))
    if report.ruleset and rows:
        yield f"<details><summary>{line(report)}</summary>\n\n{table}\n\n</details>"
    elif report.ruleset:
        yield f"<sub>{line(report)}</sub>"


def _undecided(undecided: Undecided) -> str:
    rules = f" ({', '.join(map(code, undecided.rules))})" if undecided.rules else ""
    return f"{_place(undecided.path, undecided.line)}: {prose(undecided.message)}{rules}"


def _place(path: str, line: int | None) -> str:
    return code(f"{path}:{line}" if line else path) if path else "this run"
