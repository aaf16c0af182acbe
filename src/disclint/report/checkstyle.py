"""Checkstyle XML, which many CI servers read: one `file` with its `error`s per path. Columns count characters."""

from __future__ import annotations

from collections.abc import Iterator

from disclint import __version__
from disclint.model import Report
from disclint.report import Look
from disclint.report.characters import attributes
from disclint.report.entries import Entry, entries


def render(report: Report, look: Look) -> str:
    """Findings, problems and what is undecided; an excepted finding is none."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    by_path: dict[str, list[Entry]] = {}
    for entry in entries(report):
        by_path.setdefault(entry.path, []).append(entry)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<checkstyle{attributes(version=__version__)}>"
    for path, found in by_path.items():
        yield f" <file{attributes(name=path)}>"
        yield from map(_error, found)
        yield " </file>"
    yield "</checkstyle>"


def _error(entry: Entry) -> str:
    values = attributes(
        line=entry.position.line,
        column=entry.position.column,
        severity=entry.severity,
        message=entry.words,
        source=f"disclint.{entry.name}",
    )
    return f"  <error{values}/>"
