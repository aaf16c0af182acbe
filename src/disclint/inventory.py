"""Every statement in a repository: its wording, where it stands, in which documents or templates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from disclint.checker import Checker, attempt
from disclint.discover import File
from disclint.kinds.place import END_SHARE, under_disclosure_heading
from disclint.model import Position, Problem
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.provision import Said

COLUMNS = ("statement", "wording", "path", "line", "column", "place", "documents", "rule")
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


class Entry(NamedTuple):
    """One statement at one place. `wording` is its sentence. `place` is top, body or end of a document, or template;
    `documents` counts the documents that receive it (1 for a document's own, 0 for a template that prints into none)."""

    statement: str
    rule: str
    wording: str
    path: str
    position: Position
    place: str
    documents: int = 1


def inventory(checker: Checker, files: Iterable[File]) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The statements of all documents and of the templates that print into them, by statement, wording and place."""
    found: dict[tuple[str, str, str, Position], Entry] = {}
    problems: list[Problem] = []
    for file in files:
        seen = attempt(file, partial(_entries, checker, file)) if checker.prepare(file) else ()
        if isinstance(seen, Problem):
            problems.append(seen)
            continue
        for entry in seen:
            key = (entry.statement, entry.wording, entry.path, entry.position)
            known = found.get(key)
            found[key] = known._replace(documents=known.documents + entry.documents) if known else entry
    ordered = sorted(found.values(), key=lambda e: (e.statement, e.wording.lower(), e.path, e.position))
    return tuple(ordered), tuple(problems)


def _entries(checker: Checker, file: File) -> tuple[Entry, ...]:
    opened = checker.opened(file)
    engine = checker.ready(checker.configs.of(file.path)).engine
    context, _ = engine.opened(opened.document, opened.facts, opened.received)
    found = {
        (entry.statement, entry.path, entry.wording): entry
        for name, (rule, element) in context.book.statements.items()
        for said in context.said(element)
        for entry in (_entry(context, said, name, rule.id),)
    }
    return tuple(found.values())


def _entry(context: Context, said: Said, name: str, rule: str) -> Entry:
    where = said.where
    sentence = where.reading.sentence(said.span.start)
    wording = " ".join(where.reading.text[sentence.start : sentence.end].split())
    path, _, position = where.place(*said.span)
    page = context.facts.page
    place = "template" if said.provision or not page else _place(context, said)
    return Entry(name, rule, wording, path, position, place, int(page))


def _place(context: Context, said: Said) -> str:
    length = len(context.reading.text)
    if said.at.end > length * END_SHARE or under_disclosure_heading(context, said.span.start):
        return "end"
    return "top" if said.at.start < length * (1 - END_SHARE) else "body"


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The inventory for people: each wording once, with its places."""
    from disclint.report.text import cut, many, safe

    last = ("", "")
    for entry in entries:
        if entry.statement != last[0]:
            yield f"{entry.statement} ({entry.rule})"
        if (entry.statement, entry.wording) != last:
            yield f"  {cut(safe(entry.wording), 160)}"
        received = f", in {many(entry.documents, 'document')}" if entry.place == "template" else ""
        yield f"    {safe(entry.path)}:{entry.position.line}:{entry.position.column} ({entry.place}{received})"
        last = (entry.statement, entry.wording)


def value(entries: Iterable[Entry]) -> dict[str, Json]:
    """All of it, as docs/wire-format.md describes it."""
    return {"statements": [dict(zip(COLUMNS, _row(entry), strict=True)) for entry in entries]}


def table(entries: Iterable[Entry]) -> str:
    """The inventory as CSV. What a spreadsheet would take for a formula begins with an apostrophe."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _row(entry)] for entry in entries)
    return sink.getvalue()


def _row(entry: Entry) -> tuple[str | int, ...]:
    at = entry.position
    return entry.statement, entry.wording, entry.path, at.line, at.column, entry.place, entry.documents, entry.rule


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_COMMANDS) else cell
