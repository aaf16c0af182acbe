"""`disclint inventory`: every statement in the repository, with its wording and its place."""

from __future__ import annotations

import json

import click

from disclint.checker import Checker
from disclint.cli.options import options, reading_options
from disclint.cli.output import complain, write
from disclint.discover import discover
from disclint.report import FINE_PRINT


@click.command(epilog=FINE_PRINT, short_help="List every statement: its wording, and where it stands.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format", type=click.Choice(["text", "json", "csv"]), default="text", help="What to print.")
@reading_options
def inventory(paths: tuple[str, ...], format: str, **asked: object) -> int:
    """List every statement in documents and in the templates that print into them, grouped by wording."""
    from disclint import inventory as made

    checker = Checker(options(**asked))  # type: ignore[arg-type]
    found = discover(paths or (".",), excluded=checker.configs.excluded, input_format=checker.options.input_format)
    entries, unread = made.inventory(checker, found.files)
    problems = dict.fromkeys((*found.problems, *unread, *checker.problems))
    for problem in problems:
        complain(problem)
    if format == "json":
        write(json.dumps(made.value(entries), indent=1) + "\n")
    elif format == "csv":
        write(made.table(entries))
    else:
        write("".join(line + "\n" for line in made.lines(entries)) or "no statements were found\n")
    return 2 if problems else 0
