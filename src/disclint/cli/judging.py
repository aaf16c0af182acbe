"""What `check` does once its arguments are understood: judge with a word on progress, print, save, decide the exit code."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from disclint.checker import Options
from disclint.cli.output import Progress, colored, complain, write
from disclint.model import DisclintError, Report
from disclint.report import Look, render


def judged(paths: Sequence[str], quiet: bool, force_exclude: bool) -> int:
    """`check` without any option but --quiet and --force-exclude; the exit code."""
    report = run(paths or (".",), Options(today=today(), jobs=0, force_exclude=force_exclude, cache=True))
    return finish(report, quiet=quiet)


def today() -> str:
    """The one place that asks what day it is."""
    return time.strftime("%Y-%m-%d")


def run(paths: Sequence[str], chosen: Options) -> Report:
    """Judges files and folders, counting documents on a terminal where that takes long."""
    from disclint import api

    progress = Progress(sys.stderr, os.environ)
    try:
        return api.run(paths, chosen, progress=progress)
    finally:
        progress.end()


def finish(
    report: Report,
    *,
    format: str = "text",
    reports: Sequence[tuple[str, str]] = (),
    fail_on: str = "",
    quiet: bool = False,
    all_: bool = False,
    statistics: bool = False,
    instead: str | None = None,
) -> int:
    """Prints the report (or something `instead`), writes the `reports` (format, path) and returns the exit code."""
    from disclint.api import exit_code

    # pre-commit shows what a hook prints whether or not it passes; a clean commit deserves silence.
    hook = os.environ.get("PRE_COMMIT") == "1"
    look = Look(colored(sys.stdout, os.environ), quiet, quiet or hook, all_, statistics, fail_on)
    for _, path in reports:
        _spared(path, report)
    for problem in report.all_problems:
        complain(problem)
    write(render(report, format, look) if instead is None else instead)
    for other, path in reports:
        _save(path, render(report, other, Look(all=all_, statistics=statistics, fail_on=fail_on)))
    return exit_code(report, fail_on)


def _spared(path: str, report: Report) -> None:
    """DisclintError where a report would take the place of a document."""
    taken = os.path.realpath(path)
    if any(os.path.realpath(document.path) == taken for document in report.documents):
        raise DisclintError(
            "is a document that was judged; write the report to another file, or exclude this one", path
        )


def _save(path: str, text: str) -> None:
    # What other commands of the step have put into a job summary stays there.
    mode = "a" if path == os.environ.get("GITHUB_STEP_SUMMARY") else "w"
    try:
        with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise DisclintError(f"can't be written: {error.strerror or error}", path) from None
