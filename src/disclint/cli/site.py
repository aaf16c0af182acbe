"""`disclint site`: what is known of the site that documents are built into."""

from __future__ import annotations

import json
import os

import click

from disclint.checker import Checker
from disclint.cli.options import options, reading_options
from disclint.cli.output import complain, write
from disclint.discover import discover
from disclint.report import FINE_PRINT


@click.group(epilog=FINE_PRINT, short_help="Show what a site's templates add to which documents.")
def site() -> None:
    """What is known of the site that documents are built into."""


@site.command(epilog=FINE_PRINT)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@reading_options
def show(paths: tuple[str, ...], format: str, **asked: object) -> int:
    """Show the site generator, the layouts, what templates add to which documents, and what could not be read."""
    from disclint import siteshow

    checker = Checker(options(**asked))  # type: ignore[arg-type]
    found = discover(paths or (".",), excluded=checker.configs.excluded, input_format=checker.options.input_format)
    sites, unread = siteshow.show(checker, found.files)
    problems = dict.fromkeys((*found.problems, *unread, *checker.problems))
    for problem in problems:
        complain(problem)
    if format == "json":
        write(json.dumps(siteshow.value(sites), indent=1) + "\n")
    else:
        write("".join(line + "\n" for shown in sites for line in siteshow.lines(shown)))
    return 2 if problems else 0


@site.command(epilog=FINE_PRINT)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--rendered", metavar="FOLDER", required=True, help="The folder of built pages, such as public/.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@reading_options
def compare(paths: tuple[str, ...], rendered: str, format: str, **asked: object) -> int:
    """List the documents for which reading templates and reading the built pages disagree.

    The exit code is 1 where two disagree.
    """
    from disclint import sitecompare

    if not os.path.isdir(rendered):
        raise click.UsageError(f"--rendered: there is no folder {rendered}")
    checker = Checker(options(**asked))  # type: ignore[arg-type]
    found, pairs = sitecompare.compare(checker, paths or (".",), rendered)
    problems = dict.fromkeys((*pairs.problems, *checker.problems))
    for problem in problems:
        complain(problem)
    if format == "json":
        write(json.dumps(sitecompare.value(found), indent=1) + "\n")
    else:
        write("".join(line + "\n" for line in sitecompare.lines(found)))
    return 2 if problems else int(bool(found.differ))
