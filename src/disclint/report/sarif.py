"""SARIF 2.1.0 (OASIS), as GitHub code scanning and editors read it. Columns count UTF-16 code units, as SARIF does by default.

Nothing in it tells the time or the machine: the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from disclint import __version__
from disclint.evidence import Card
from disclint.lazy import expression
from disclint.model import Edit, Finding, Position, Problem, Report, Suppressed, Undecided
from disclint.report import FINE_PRINT, Look
from disclint.report.characters import whole
from disclint.report.columns import Texts
from disclint.report.sarifrules import descriptor, minimal
from disclint.ruleset.rule import Json

WANTS = ("rules", "texts", "edits")
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
KNOWN = "Known in the baseline."
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# `[words](target)` is a link in a SARIF message, `{0}` a placeholder; in ours they are words.
_LINK = expression(r"\[(?=[^\[\]]*\]\()")
_PLACEHOLDER = expression(r"\{(\d+)\}")


def render(report: Report, look: Look) -> str:
    """One log with one run; findings that an exception or the baseline holds back are results with a suppression."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, indent=1) + "\n"


def _run(report: Report) -> Json:
    texts = Texts(report)
    found: list[tuple[Finding, list[Json]]] = [(f, []) for f in report.findings]
    found += [(s.finding, [_exception(s, texts)]) for d in report.documents for s in d.suppressed]
    found += [(f, [_suppression("external", KNOWN)]) for f in report.baselined]
    cards = {card.id: card for card in report.rules}
    for finding, _ in found:
        cards.setdefault(finding.rule, minimal(finding))
    index = {id: i for i, id in enumerate(sorted(cards))}
    return {
        "tool": {"driver": _driver([cards[id] for id in index], report.ruleset)},
        "invocations": [_invocation(report, texts)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which disclint was run."}}},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(finding, held, index[finding.rule], texts) for finding, held in found],
    }


def _driver(cards: list[Card], ruleset: str) -> Json:
    return {
        "name": "disclint",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "A linter for disclosures in financial writing."},
        "fullDescription": {"text": FINE_PRINT},
        "rules": [descriptor(card) for card in cards],
        "properties": {"ruleset": ruleset},
        "notifications": [
            {"id": "problem", "shortDescription": {"text": "Something could not be judged."}},
            {"id": "undecided", "shortDescription": {"text": "Something can't be known from the sources."}},
        ],
    }


def _invocation(report: Report, texts: Texts) -> Json:
    notes = [*(_problem(p) for p in report.all_problems), *(_undecided(u) for u in report.all_undecided)]
    return {"executionSuccessful": not report.all_problems, "toolExecutionNotifications": notes}


def _problem(problem: Problem) -> Json:
    return _notification("problem", 0, "error", problem.message, problem)


def _undecided(undecided: Undecided) -> Json:
    return _notification("undecided", 1, "note", undecided.message, undecided)


def _notification(id: str, index: int, level: str, message: str, at: Problem | Undecided) -> Json:
    note: dict[str, Json] = {
        "descriptor": {"id": id, "index": index},
        "level": level,
        "message": {"text": _literal(message)},
    }
    if at.path:
        physical: dict[str, Json] = {"artifactLocation": _artifact(at.path)}
        if at.line:
            physical["region"] = {"startLine": at.line}
        note["locations"] = [{"physicalLocation": physical}]
    return note


def _exception(held: Suppressed, texts: Texts) -> Json:
    """What holds a finding back: words in the document itself, or an entry of the register beside it."""
    said = held.exemption
    suppression = _suppression("external" if said and said.source == "register" else "inSource", held.reason)
    if said and said.path:
        at = Position(said.line, said.column, said.line, said.column)
        suppression["location"] = {"physicalLocation": _physical(said.path, at, texts)}
    return suppression


def _suppression(kind: str, why: str) -> dict[str, Json]:
    return {"kind": kind, "status": "accepted", "justification": whole(why)}


def _result(finding: Finding, held: list[Json], index: int, texts: Texts) -> Json:
    words = f"{finding.message}\nFix: {finding.fix}" if finding.fix else finding.message
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": LEVELS[finding.severity],
        "message": {"text": _literal(words)},
        "locations": [{"physicalLocation": _physical(finding.path, finding.position, texts)}],
        "partialFingerprints": {"disclint/v1": finding.fingerprint},
        # SARIF wants the key at all results or at none.
        "suppressions": held,
        "properties": dict(_properties(finding)),
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _literal(related.message)},
                "physicalLocation": _physical(related.path or finding.path, related.position, texts),
            }
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.edits:
        result["fixes"] = [_fix(finding, texts)]
    return result


def _properties(finding: Finding) -> Iterator[tuple[str, Json]]:
    for name in ("element", "state", "citation", "basis", "excerpt", "fix"):
        if words := getattr(finding, name):
            yield name, whole(words)
    if finding.looked_for:
        yield "looked_for", [whole(words) for words in finding.looked_for]


def _fix(finding: Finding, texts: Texts) -> Json:
    changes: list[Json] = [_replacement(edit, finding.path, texts) for edit in finding.edits]
    return {
        "description": {"text": _literal(finding.fix or "Replace the words.")},
        "artifactChanges": [{"artifactLocation": _artifact(finding.path), "replacements": changes}],
    }


def _replacement(edit: Edit, path: str, texts: Texts) -> Json:
    return {"deletedRegion": _region(path, edit.position, texts), "insertedContent": {"text": whole(edit.text)}}


def _physical(path: str, position: Position, texts: Texts) -> Json:
    return {"artifactLocation": _artifact(path), "region": _region(path, position, texts)}


def _region(path: str, position: Position, texts: Texts) -> Json:
    at = texts.utf16(path, position)
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}


def _artifact(path: str) -> Json:
    """The path as a URI: relative to the folder of the run, or with a scheme where it lies outside of it."""
    import os
    from urllib.parse import quote_from_bytes

    if os.path.isabs(path):
        address = quote_from_bytes(os.fsencode(path.replace(os.sep, "/")), safe="/:")
        return {"uri": f"file://{'' if address.startswith('/') else '/'}{address}"}
    return {"uri": quote_from_bytes(path.encode("utf-8", "surrogateescape"), safe="/"), "uriBaseId": ROOT}


def _literal(text: str) -> str:
    """The text as a SARIF message that has neither links nor placeholders."""
    return whole(_PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text)))
