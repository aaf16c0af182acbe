"""A run that mends: judge, mend what is reported, write, judge again. What is excepted, known or older is not touched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint import api
from disclint.checker import Options, attempt
from disclint.evidence import Mending
from disclint.fixing.diff import diff
from disclint.fixing.mending import Mended, mended
from disclint.fixing.saving import loaded, save
from disclint.model import DocumentReport, Finding, Problem, Report

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.discover import File

TOLD = ("broken", "drifted")  # what could be mended in a document


class Fixed(NamedTuple):
    """The report on what is there now, and the changes as a unified diff."""

    report: Report
    diff: str


def run_fixing(paths: Sequence[str], options: Options, *, write: bool, progress: api.Progress | None = None) -> Fixed:
    """Mends the documents, or (without `write`) only says how; what could not be written is a problem of the report."""
    judged = api.judge(paths, options, progress=progress)
    report = api.compared(judged)
    files = {file.name: file for file in judged.files}
    outcomes, problems, parts, written = list[Mending](), list[Problem](), list[str](), False
    for document in report.documents:
        file = files.get(document.path)
        if document.template or file is None:
            outcomes += _in_template(document.findings)
            continue
        done = _document(judged.checker, file, document, write=write) if document.findings else None
        if isinstance(done, Problem):
            problems.append(done)
        elif done:
            outcomes += done.outcomes
            parts.append(done.diff)
            written = written or (write and bool(done.diff))
    after = api.run(paths, options, progress=progress) if written else report
    return Fixed(after._replace(mended=tuple(outcomes), problems=(*after.problems, *problems)), "".join(parts))


class _Changed(NamedTuple):
    outcomes: tuple[Mending, ...]
    diff: str


def _document(checker: Checker, file: File, report: DocumentReport, *, write: bool) -> _Changed | Problem | None:
    def work() -> _Changed | None:
        if not _concerned(report.findings, checker, file):
            return None
        data, source = loaded(file.path, file.name, checker.options.encoding)
        done: Mended = mended(checker, file, source, report.findings)
        if done.source.text == source.text:
            return _Changed(done.outcomes, "")
        if write:
            save(file.path, file.name, data, source, done.source)
        return _Changed(done.outcomes, diff(file.name, source.text, done.source.text))

    return attempt(file, work)


def _concerned(findings: Sequence[Finding], checker: Checker, file: File) -> bool:
    from disclint.fixing.mender import Mender

    mender = Mender(checker, file)
    return any(map(mender.concerns, findings))


def _in_template(findings: Sequence[Finding]) -> Iterator[Mending]:
    for finding in findings:
        if finding.state in TOLD:
            name = os.path.basename(finding.path)
            message = f"{name} is a template, which may print it for many documents; mend it there by hand"
            yield Mending(finding.rule, finding.element, finding.path, finding.position, False, message)
