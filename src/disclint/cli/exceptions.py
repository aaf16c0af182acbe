"""`disclint exceptions`: every exception, with its reason, its age and who allowed it."""

from __future__ import annotations

import json
import os
import sys

import click

from disclint.cli.options import options, reading_options
from disclint.cli.output import Progress, complain, write
from disclint.report import FINE_PRINT


@click.command(epilog=FINE_PRINT, short_help="List every exception: why, by whom, how old.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format", type=click.Choice(["text", "json", "csv"]), default="text", help="What to print.")
@reading_options
def exceptions(paths: tuple[str, ...], format: str, **asked: object) -> int:
    """List the exceptions in PATHS (default: this folder), in comments, in front matter and in the register.

    The documents are judged, to know which exceptions are needed. Ages are those of the lines as git knows them, else counted
    from the date that an entry gives.
    """
    from disclint import api, exceptionlist

    chosen = options(jobs=0, **asked)  # type: ignore[arg-type]
    progress = Progress(sys.stderr, os.environ)
    try:
        judged = api.judge(paths or (".",), chosen, progress=progress)
    finally:
        progress.end()
    for problem in judged.report.all_problems:
        complain(problem)
    listed = exceptionlist.listing(judged, chosen.as_of or chosen.today)
    if format == "json":
        write(json.dumps(exceptionlist.value(listed), indent=1) + "\n")
    elif format == "csv":
        write(exceptionlist.table(listed))
    else:
        write("".join(line + "\n" for line in exceptionlist.lines(listed)))
    return 2 if judged.report.all_problems else 0
