"""`disclint check`: judge documents, print the report, fail where something reaches --fail-on."""

from __future__ import annotations

import os
import sys

import click

from disclint.cli.judging import finish, run
from disclint.cli.options import options, reading_options, words
from disclint.model import Report
from disclint.report import FINE_PRINT, REPORTERS, wants

FAIL_ON = ("error", "warning", "info", "undecided", "never")
STDOUT = "-"
FAIL_HELP = "What makes the exit code 1: error (the default), warning, info, undecided or never."


def targets(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Reads `FORMAT=PATH` options: reports into files whose folders exist, one to a file; `-` is standard output."""
    found = tuple(_target(value) for value in values)
    paths = [os.path.realpath(path) if path != STDOUT else path for _, path in found]
    for path in paths:
        if paths.count(path) > 1:
            raise click.BadParameter(f"two reports can't both be written to {path}")
    return found


def _target(value: str) -> tuple[str, str]:
    format, _, path = value.partition("=")
    if not path:  # as in json=, or where a variable was empty
        raise click.BadParameter(f'"{value}" is not of the form FORMAT=PATH, such as json=report.json')
    if format not in REPORTERS:
        from disclint.ruleset.scalars import nearest

        raise click.BadParameter(f'"{format}" is none of {", ".join(REPORTERS)}{nearest(format, tuple(REPORTERS))}')
    return (format, path) if path == STDOUT else target(format, path)


def target(format: str, path: str) -> tuple[str, str]:
    """The format with the path of a file that it can be written to; click.BadParameter where it can't."""
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise click.BadParameter(f"there is no folder {folder}; make it first")
    if os.path.isdir(path):
        raise click.BadParameter(f"{path} is a folder")
    return format, path


@click.command(epilog=FINE_PRINT, short_help="Judge documents and report what to mend.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format", type=click.Choice(list(REPORTERS)), help="What to print; text where nothing else is said."
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    callback=targets,
    metavar="FORMAT=PATH",
    help="Also write a report to a file, such as sarif=out.sarif; may be given several times. FORMAT=- prints it.",
)
@click.option(
    "--record",
    callback=lambda ctx, param, path: target("record", path) if path else None,
    metavar="FILE",
    help="Also write a record of what was judged, by which rules, and what came out.",
)
@click.option("--fail-on", callback=words(FAIL_ON), metavar="LEVEL", help=FAIL_HELP)
@click.option(
    "--select",
    callback=words(),
    metavar="RULES",
    multiple=True,
    help="Judge by these rules only (several: with commas).",
)
@click.option(
    "--ignore", callback=words(), metavar="RULES", multiple=True, help="Leave these rules out (several: with commas)."
)
@reading_options
@click.option(
    "--rendered",
    metavar="FOLDER",
    help="Judge by the pages that the site generator built into this folder, such as public/.",
)
@click.option(
    "--baseline",
    default="",
    metavar="FILE",
    help="Findings that are known already: this file in place of disclint-baseline.json; none: no file.",
)
@click.option("--ratchet", is_flag=True, help="The baseline may only shrink: what is stale in it is an error.")
@click.option(
    "--diff",
    default="",
    metavar="BASE",
    help="Only what is new since this git commit or branch, such as origin/main; uncommitted changes count.",
)
@click.option(
    "--policy-from",
    default="",
    metavar="REF",
    help="Judge by configuration, rules, registers and baseline of this git commit or branch, such as origin/main.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Write what is known to be right into the documents: the house's own text, a name's spelling, a legend's words.",
)
@click.option("--diff-fixes", is_flag=True, help="Print what --fix would write as a unified diff, and write nothing.")
@click.option("--stdin-filename", metavar="NAME", help="With - as path: the name of the document on standard input.")
@click.option(
    "--force-exclude", is_flag=True, help="Leave out excluded files even when they are named here (for hooks)."
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="How many processes; 0, the default, lets the tool decide.",
)
@click.option(
    "--cache/--no-cache", default=True, help="Use and keep results of documents that did not change (the default)."
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option(
    "--all",
    "all_",
    is_flag=True,
    help="Show every finding; else figures after the fifth of a document are only counted.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, and nothing where there are none.")
def check(
    paths: tuple[str, ...],
    format: str | None,
    reports: tuple[tuple[str, str], ...],
    record: tuple[str, str] | None,
    fail_on: tuple[str, ...],
    stdin_filename: str | None,
    statistics: bool,
    all_: bool,
    quiet: bool,
    rendered: str | None,
    fix: bool,
    diff_fixes: bool,
    **asked: object,
) -> int:
    """Judge files and folders (default: this folder) and report what to mend.

    A folder means the documents in it that git would track, less README and the like. A file named here is always read.
    The path - stands for one document on standard input.
    """
    shown = _shown(format, reports)
    files = _files(reports, record)
    asked["wants"] = wants((shown, *(kind for kind, _ in files))) | ({"rules"} if statistics else set())
    instead = None
    if fix or diff_fixes:
        report, instead = _fixed(paths or (".",), stdin_filename, rendered, shown, asked, fix=fix, diff=diff_fixes)
    elif rendered is not None:
        report = _rendered(paths or (".",), rendered, asked)
    else:
        report = _report(paths or (".",), stdin_filename, asked)
    told = {"quiet": quiet, "all_": all_, "statistics": statistics}
    return finish(report, format=shown, reports=files, fail_on=",".join(fail_on), instead=instead, **told)


def _files(reports: tuple[tuple[str, str], ...], record: tuple[str, str] | None) -> tuple[tuple[str, str], ...]:
    """What is written to files, the record with the reports."""
    if record and os.path.realpath(record[1]) in {os.path.realpath(path) for _, path in reports}:
        raise click.UsageError(f"two reports can't both be written to {record[1]}")
    return tuple((kind, path) for kind, path in (*reports, *((record,) if record else ())) if path != STDOUT)


def _fixed(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    rendered: str | None,
    shown: str,
    asked: dict[str, object],
    *,
    fix: bool,
    diff: bool,
) -> tuple[Report, str | None]:
    from disclint.cli.fixing import fixed, refuse

    refuse(paths, fix=fix, diff=diff, rendered=rendered, shown=shown)
    if stdin_filename:
        raise click.UsageError("--stdin-filename goes with the path -")
    return fixed(paths, options(**asked), write=fix)  # type: ignore[arg-type]


def _shown(format: str | None, reports: tuple[tuple[str, str], ...]) -> str:
    """The format of standard output, which has one only."""
    printed = next((kind for kind, path in reports if path == STDOUT), None)
    if printed and format and printed != format:
        raise click.UsageError(f"--format {format} and --report {printed}=- can't both be printed; write one to a file")
    return printed or format or "text"


def _rendered(paths: tuple[str, ...], folder: str, asked: dict[str, object]) -> Report:
    from disclint.renderedrun import run_rendered

    if asked.get("diff"):
        raise click.UsageError("--rendered has nothing to compare built pages with; leave out --diff or --rendered")
    if "record" in asked["wants"]:  # type: ignore[operator]
        raise click.UsageError("--record tells what became of documents, not of built pages; leave out one of the two")
    if "-" in paths:
        raise click.UsageError("--rendered judges the documents of a site; - is no document of one")
    if not os.path.isdir(folder):
        raise click.UsageError(f"--rendered: there is no folder {folder}")
    return run_rendered(paths, folder, options(**asked))  # type: ignore[arg-type]


def _report(paths: tuple[str, ...], stdin_filename: str | None, asked: dict[str, object]) -> Report:
    from disclint.api import run_text
    from disclint.checker import format_of

    chosen = options(**asked)  # type: ignore[arg-type]
    if "-" in paths:
        if chosen.diff:
            raise click.UsageError("--diff compares files; - is none")
        if len(paths) > 1:
            raise click.UsageError("- stands for the only document; it can't stand beside other paths")
        if stdin_filename and not chosen.input_format and not format_of(stdin_filename):
            raise click.UsageError(f"don't know the format of {stdin_filename}; name it with --input-format")
        return run_text(sys.stdin.buffer.read(), stdin_filename or "-", chosen)
    if stdin_filename:
        raise click.UsageError("--stdin-filename goes with the path -")
    return run(paths, chosen)
