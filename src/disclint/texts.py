"""The texts that the places of a report lie in, for reports that show them or count columns in other units."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.model import DocumentReport, Source


def texts(own: Source, report: DocumentReport) -> tuple[Source, ...]:
    """The document's own text, then those of templates that its places lie in, by path."""
    others = sorted({path for part in (report, *report.templates) for path in _paths(part)} - {own.path})
    return (own, *map(_read, others))


def of_files(report: DocumentReport, wants: frozenset[str]) -> DocumentReport:
    """The report of a template or a built page with its texts, where they are asked for."""
    return report._replace(texts=tuple(map(_read, sorted(set(_paths(report)))))) if "texts" in wants else report


def _read(path: str) -> Source:
    from disclint.site.files import text_of

    return Source(path, text_of(path))


def _paths(report: DocumentReport) -> Iterator[str]:
    yield report.path
    for finding in (*report.findings, *(s.finding for s in report.suppressed)):
        yield finding.path
        yield from (related.path for related in finding.related if related.path)
