"""A run: from paths to a report. One document's failure is its own problem; the others are judged all the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.checker import Checker, Options
from disclint.discover import File, discover
from disclint.failing import levels
from disclint.model import DocumentReport, Problem, Report

if TYPE_CHECKING:
    from disclint.scope import Scope

__all__ = ["Options", "exit_code", "run", "run_text"]

CHUNK = 16
MANY = 200

Progress = Callable[[int, int], None]


def run(paths: Sequence[str], options: Options, *, progress: Progress | None = None) -> Report:
    """Judges files and folders. `progress` is called with the number of documents done and that of all.

    The report is the same whatever `options.jobs` says; 0 lets the number of documents decide.
    """
    judged = judge(paths, options, progress=progress)
    report = new(judged.report, judged.checker, judged.folders, judged.unread)
    return judged.scope.narrowed(report) if judged.scope else report


class Judged(NamedTuple):
    """All that was found, with what baselines know and what is old among it. `folders` were read as a whole, but for the
    documents in `unread`, which `scope` leaves out."""

    report: Report
    checker: Checker
    folders: tuple[str, ...]
    files: tuple[File, ...] = ()
    unread: frozenset[str] = frozenset()
    scope: Scope | None = None


def judge(paths: Sequence[str], options: Options, *, progress: Progress | None = None) -> Judged:
    """As `run`, before it is compared with baselines and with what was there before."""
    checker = Checker(options)
    found = discover(
        paths,
        excluded=checker.configs.excluded,
        force_exclude=options.force_exclude,
        input_format=options.input_format,
    )
    files = [file for file in found.files if checker.prepare(file)]
    scope, unread = None, frozenset[str]()
    if options.diff:
        from disclint.scope import scope_of

        scope = scope_of(files, checker, paths)
        unread = frozenset(file.name for file in files) - frozenset(file.name for file in scope.chosen)
        files = list(scope.chosen)
    documents: list[DocumentReport] = []
    for chunk in _checked(checker, files, options):
        documents += chunk
        if progress:
            progress(len(documents), len(files))
    folders = tuple(path for path in paths if os.path.isdir(path))
    report = _report(documents, checker, files, found.problems, paths if folders and not unread else ())
    skipped = (*found.skipped, *((("unchanged", len(unread)),) if unread else ()))
    report = excepted(report._replace(skipped=tuple(sorted(skipped))), checker, folders, unread)
    return Judged(report, checker, folders, tuple(files), unread, scope)


def run_text(data: bytes, name: str, options: Options) -> Report:
    """Judges one document given as bytes, as the file `name` would be (its extension and place decide how)."""
    from disclint.checker import format_of
    from disclint.discover import printed

    checker = Checker(options)
    shown = printed(name) if name != "-" else "<stdin>"
    file = File(os.path.abspath(name), shown, options.input_format or format_of(name) or "markdown", asked=True)
    documents = [checker.check(file, data)] if checker.prepare(file) else []
    return new(excepted(_report(documents, checker, (file,)), checker), checker)


def excepted(report: Report, checker: Checker, folders: Sequence[str] = (), unread: Collection[str] = ()) -> Report:
    """The report without what registers of exceptions hold back, and with what is wrong with their entries."""
    if not any(checker.configs.exceptions(os.path.abspath(document.path)) for document in report.documents):
        return report
    from disclint.exceptionsrun import granted

    return granted(report, checker, folders, unread)


def new(report: Report, checker: Checker, folders: Sequence[str] = (), unread: Collection[str] = ()) -> Report:
    """The report without what the baselines know. `folders` were read as a whole, but for the documents in `unread`."""
    if not any(checker.configs.baseline(os.path.abspath(document.path)) for document in report.documents):
        return report
    from disclint.baselinerun import applied

    return applied(report, checker, folders, unread)


def _report(
    documents: Sequence[DocumentReport],
    checker: Checker,
    files: Sequence[File],
    problems: Sequence[Problem] = (),
    folders: Sequence[str] = (),
) -> Report:
    """The documents' reports put together: what is undecided said once, templates behind the documents, whole sites judged
    where `folders` hold all of them."""
    from disclint.whole import told_once, wide

    if any(document.templates or document.site for document in documents):
        from disclint.templates import merged

        documents = [*wide(documents, checker, files, folders), *merged(documents)]
    documents, undecided = told_once(documents, checker, files)
    every = (*problems, *checker.problems)
    report = Report(tuple(documents), tuple(dict.fromkeys(every)), tuple(undecided))
    if checker.options.wants:
        from disclint.cards import cards, ruleset

        report = report._replace(rules=cards(checker), ruleset=ruleset(checker))
    return report


def exit_code(report: Report, fail_on: str = "") -> int:
    """2 where something could not be judged, 1 where something reaches `fail_on`, else 0.

    `fail_on` is one of error, warning, info, undecided, never, or several with commas; empty: what the configuration of
    each document says, else error. `undecided` raises what is undecided beside errors.
    """
    if report.all_problems:
        return 2
    failing = any(_fails(document, fail_on or document.fail_on or "error") for document in report.documents)
    policies = {fail_on or document.fail_on for document in report.documents}
    undecided = bool(report.undecided) and any("undecided" in policy for policy in policies)
    return int(failing or undecided)


def _fails(document: DocumentReport, fail_on: str) -> bool:
    failing = levels(fail_on)
    if failing and "undecided" in fail_on.split(",") and document.undecided:
        return True
    return any(finding.severity in failing for finding in document.findings)


def _checked(checker: Checker, files: Sequence[File], options: Options) -> Iterator[list[DocumentReport]]:
    """The documents' reports in the order of `files`, chunk by chunk."""
    chunks = [files[i : i + CHUNK] for i in range(0, len(files), CHUNK)]
    jobs = min(options.jobs or (os.cpu_count() or 1 if len(files) > MANY else 1), len(chunks))
    if jobs <= 1:
        yield from ([checker.check(file) for file in chunk] for chunk in chunks)
        return
    from disclint.parallel import checked

    yield from checked(checker, chunks, jobs)
