"""A run: from paths to a report. One document's failure is its own problem; the others are judged all the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from disclint.checker import Checker, Options
from disclint.discover import File, discover
from disclint.model import DocumentReport, Report, Undecided

__all__ = ["Options", "exit_code", "run", "run_text"]

CHUNK = 16
MANY = 200

Progress = Callable[[int, int], None]


def run(paths: Sequence[str], options: Options, *, progress: Progress | None = None) -> Report:
    """Judges files and folders. `progress` is called with the number of documents done and that of all.

    The report is the same whatever `options.jobs` says; 0 lets the number of documents decide.
    """
    checker = Checker(options)
    found = discover(
        paths,
        excluded=checker.configs.excluded,
        force_exclude=options.force_exclude,
        input_format=options.input_format,
    )
    files = [file for file in found.files if checker.prepare(file)]
    documents: list[DocumentReport] = []
    for chunk in _checked(checker, files, options):
        documents += chunk
        if progress:
            progress(len(documents), len(files))
    problems = (*found.problems, *checker.problems)
    documents, undecided = _told_once(documents, checker, files)
    return Report(tuple(documents), tuple(dict.fromkeys(problems)), tuple(undecided), found.skipped)


def run_text(data: bytes, name: str, options: Options) -> Report:
    """Judges one document given as bytes, as the file `name` would be (its extension and place decide how)."""
    from disclint.checker import format_of
    from disclint.discover import printed

    checker = Checker(options)
    shown = printed(name) if name != "-" else "<stdin>"
    file = File(os.path.abspath(name), shown, options.input_format or format_of(name) or "markdown", asked=True)
    documents = [checker.check(file, data)] if checker.prepare(file) else []
    documents, undecided = _told_once(documents, checker, (file,))
    return Report(tuple(documents), tuple(dict.fromkeys(checker.problems)), tuple(undecided))


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
    words = fail_on.split(",")
    if "never" in words:
        return False
    if "undecided" in words and document.undecided:
        return True
    least = "info" if "info" in words else "warning" if "warning" in words else "error"
    levels = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info")}[least]
    return any(finding.severity in levels for finding in document.findings)


class _Cause(NamedTuple):
    path: str
    cause: str


def _told_once(
    documents: Sequence[DocumentReport], checker: Checker, files: Sequence[File]
) -> tuple[list[DocumentReport], list[Undecided]]:
    """What a site's templates may add is not known of any of its documents: one note for each site."""
    notes: dict[_Cause, list[Undecided]] = {}
    places = {file.name: file.path for file in files}
    kept: list[DocumentReport] = []
    for document in documents:
        own: list[Undecided] = []
        for undecided in document.undecided:
            if undecided.cause.startswith("site:"):
                site = checker.site_file(places[document.path])
                notes.setdefault(_Cause(site, undecided.cause), []).append(undecided)
            else:
                own.append(undecided)
        kept.append(document._replace(undecided=tuple(own)))
    return kept, [_note(cause, several) for cause, several in sorted(notes.items())]


def _note(cause: _Cause, several: Sequence[Undecided]) -> Undecided:
    rules = tuple(sorted({rule for u in several for rule in u.rules}))
    generator = cause.cause.removeprefix("site:")
    documents = "1 document" if len(several) == 1 else f"{len(several)} documents"
    message = (
        f"{documents} of this {generator} site may get from its templates what they don't say themselves; "
        f"templates are not read, so {', '.join(rules)} can't be judged there (set `site: none` if they add nothing)"
    )
    return Undecided(cause.path or several[0].path, cause.cause, message, None, None, rules, len(several))


def _checked(checker: Checker, files: Sequence[File], options: Options) -> Iterator[list[DocumentReport]]:
    """The documents' reports in the order of `files`, chunk by chunk."""
    chunks = [files[i : i + CHUNK] for i in range(0, len(files), CHUNK)]
    jobs = min(options.jobs or (os.cpu_count() or 1 if len(files) > MANY else 1), len(chunks))
    if jobs <= 1:
        yield from ([checker.check(file) for file in chunk] for chunk in chunks)
        return
    from disclint.parallel import checked

    yield from checked(checker, chunks, jobs)
