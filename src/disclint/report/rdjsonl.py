"""reviewdog's Diagnostic Format, one `Diagnostic` a line (rdjsonl). Columns count the bytes of UTF-8, as it asks for."""

from __future__ import annotations

import json

from disclint.model import Position, Report
from disclint.report import Look
from disclint.report.characters import whole
from disclint.report.columns import Texts
from disclint.report.entries import Entry, entries
from disclint.ruleset.rule import Json

WANTS = ("rules", "texts", "edits")


def render(report: Report, look: Look) -> str:
    """Findings, problems and what is undecided; an excepted finding is none."""
    texts = Texts(report)
    links = {card.id: next((url for _, url in card.authority if url), "") for card in report.rules}
    return "".join(json.dumps(_diagnostic(entry, texts, links)) + "\n" for entry in entries(report))


def _diagnostic(entry: Entry, texts: Texts, links: dict[str, str]) -> Json:
    finding = entry.finding
    link = links.get(finding.rule) if finding else None
    edits = finding.edits if finding else ()
    diagnostic: dict[str, Json] = {
        "message": whole(entry.words),
        "location": {"path": whole(entry.path), "range": _range(entry.path, entry.position, texts)},
        "severity": entry.severity.upper(),
        "source": {"name": "disclint"},
        "code": {"value": entry.name, **({"url": link} if link else {})},
    }
    if edits:
        diagnostic["suggestions"] = [
            {"range": _range(entry.path, edit.position, texts), "text": whole(edit.text)} for edit in edits
        ]
    return diagnostic


def _range(path: str, position: Position, texts: Texts) -> Json:
    at = texts.utf8(path, position)
    return {"start": {"line": at.line, "column": at.column}, "end": {"line": at.end_line, "column": at.end_column}}
