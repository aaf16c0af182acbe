"""`check --fix` and `--diff-fixes`: what they can't stand beside, the run itself, and what it left."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from disclint.checker import Options
from disclint.cli.output import Progress
from disclint.model import Report


def refuse(paths: Sequence[str], *, fix: bool, diff: bool, rendered: str | None, shown: str) -> None:
    """UsageError where the options contradict each other."""
    option = "--fix" if fix else "--diff-fixes"
    if fix and diff:
        raise click.UsageError("--diff-fixes writes nothing; leave out --fix, or --diff-fixes")
    if "-" in paths:
        raise click.UsageError(f"{option} mends files; - is none")
    if rendered is not None:
        raise click.UsageError(f"{option} mends documents, --rendered judges built pages; leave one of them out")
    if diff and shown != "text":
        raise click.UsageError(f"--diff-fixes and {shown} can't both be printed; write the report to a file")


def fixed(paths: Sequence[str], chosen: Options, *, write: bool) -> tuple[Report, str | None]:
    """The report on what is there afterwards; with `write` False also the diff, and what would be left on standard error."""
    from disclint.fixing.run import run_fixing
    from disclint.report.text import mendings

    progress = Progress(sys.stderr, os.environ)
    try:
        report, diff = run_fixing(paths, chosen, write=write, progress=progress)
    finally:
        progress.end()
    if write:
        return report, None
    left = report._replace(mended=tuple(mending for mending in report.mended if not mending.done))
    sys.stderr.write("".join(line + "\n" for line in mendings(left)))
    return report._replace(mended=()), diff
