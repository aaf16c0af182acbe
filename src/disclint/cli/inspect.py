"""`disclint inspect`: everything that was seen, flagged or not, so that nobody has to guess why."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from functools import partial

import click

from disclint.checker import Checker, attempt
from disclint.cli.options import options, reading_options
from disclint.cli.output import complain, write
from disclint.discover import File, discover
from disclint.model import Problem
from disclint.report import FINE_PRINT
from disclint.report.inspected import WIDTH, items, lines, number
from disclint.ruleset.rule import Json

Entry = dict[str, Json]
LISTS = ("statements", "forbidden", "quantities")


@click.command(epilog=FINE_PRINT, short_help="Show all that was seen: statements, phrases, numbers.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@reading_options
def inspect(paths: tuple[str, ...], format: str, **asked: object) -> int:
    """Show every statement, phrase and number that was seen, and what became of it.

    FILE:LINE shows one line of a file: its sentences with their numbers marked, and under each the class and the worth of
    every number with either what keeps it from being a claim or the evidence that was found.
    """
    checker = Checker(options(**asked))  # type: ignore[arg-type]
    entries, problems = inspected(checker, paths or (".",), whole=format == "text")
    for problem in problems:
        complain(problem)
    if format == "json":
        write(json.dumps({"documents": entries}, indent=1) + "\n")
    else:
        write("".join(line + "\n" for entry in entries for line in lines(entry, _width())))
    return 2 if problems else 0


def _width() -> int:
    import shutil

    return min(120, shutil.get_terminal_size((WIDTH, 0)).columns) if sys.stdout.isatty() else WIDTH


def inspected(checker: Checker, paths: Sequence[str], *, whole: bool = False) -> tuple[list[Entry], list[Problem]]:
    """One entry per document, in the order of paths, and what could not be read. Of a line, `whole` keeps all numbers of
    the sentences that touch it."""
    wanted = dict(map(place, paths))
    options = checker.options
    found = discover(tuple(wanted), excluded=checker.configs.excluded, input_format=options.input_format)
    entries: list[Entry] = []
    problems = list(found.problems)
    for file in found.files:
        if checker.prepare(file):
            seen = attempt(file, partial(_seen, checker, file))
            if isinstance(seen, Problem):
                problems.append(seen)
            else:
                entries.append(seen[0])
                problems += seen[1]
    problems += checker.problems
    asked = {os.path.abspath(path): line for path, line in wanted.items() if line}
    kept = [_on_line(e, asked.get(os.path.abspath(str(e["path"])), 0), whole) for e in entries]
    return kept, list(dict.fromkeys(problems))


def _seen(checker: Checker, file: File) -> tuple[Entry, tuple[Problem, ...]]:
    document, facts, received, _ = checker.opened(file)
    engine = checker.ready(checker.configs.of(file.path)).engine
    return engine.inspect(document, facts, received), document.problems


def place(path: str) -> tuple[str, int]:
    """`FILE:LINE` as the file and the line; any other path with line 0."""
    match = re.fullmatch(r"(.+):(\d{1,9})", path)
    if match and not os.path.exists(path):
        return match[1], int(match[2])
    return path, 0


def _on_line(entry: Entry, line: int, whole: bool) -> Entry:
    """What stands on that line of the document (0: all); its sentences are counted anew."""
    if not line:
        return entry
    sentences = items(entry, "sentences")
    kept: Entry = {name: [i for i in items(entry, name) if _touches(i, line)] for name in LISTS}
    if whole:
        touched = [_touches(sentence, line) for sentence in sentences]
        kept["quantities"] = [q for q in items(entry, "quantities") if touched[number(q, "sentence")]]
    used = sorted({number(q, "sentence") for q in items(kept, "quantities")})
    kept["quantities"] = [{**q, "sentence": used.index(number(q, "sentence"))} for q in items(kept, "quantities")]
    return {**entry, **kept, "sentences": [sentences[i] for i in used]}


def _touches(item: Entry, line: int) -> bool:
    return number(item, "line") <= line <= number(item, "end_line")
