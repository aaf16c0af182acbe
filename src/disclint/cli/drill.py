"""`disclint drill`: damages the statements of a page, and shows that each damage is caught."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from disclint.cli.options import options, reading_options
from disclint.cli.output import complain, write
from disclint.report import FINE_PRINT
from disclint.report.text import many

if TYPE_CHECKING:
    from disclint.proving.drill import Drilled


@click.command(epilog=FINE_PRINT, short_help="Damage a page's own disclosures and show that it is noticed.")
@click.argument("file")
@reading_options
def drill(file: str, **asked: object) -> int:
    """Damage every disclosure that FILE makes, one after the other, and show that each damage is caught.

    The words are put into a comment, struck through, quoted, inverted, cut off and so on, in memory only; FILE stays as it
    is. Exit code 1 where a damage is not caught. What templates add to the page is not damaged.
    """
    from disclint.checker import Checker, format_of
    from disclint.discover import File, printed
    from disclint.proving import drill as drills

    checker = Checker(options(**asked))  # type: ignore[arg-type]
    format = checker.options.input_format or format_of(file)
    if format is None:
        raise click.UsageError(f"don't know the format of {file}; name it with --input-format")
    path = os.path.abspath(file)
    opened = checker.opened(File(path, printed(file), format, asked=True))
    ready = checker.ready(checker.configs.of(path))
    found = list(drills.drill(ready.engine, opened.document, opened.facts))
    write(f"{printed(file)}: {many(len(found), 'statement')} found in the page\n")
    write("".join(f"{line}\n" for line in drills.table(found)))
    missed = _told(found)
    for problem in checker.problems:
        complain(problem)
    return 2 if checker.problems else int(missed > 0)


def _told(found: Sequence[Drilled]) -> int:
    """The outcome in a sentence, after the text of each damage that nothing noticed; how many there were."""
    trials = [trial for one in found for trial in one.trials if not trial.skipped]
    missed = [trial for trial in trials if trial.wrong]
    for trial in missed:
        write(f"\nnot caught: {trial.rule} {trial.element} {trial.name}\n")
        write(textwrap.indent(trial.text.rstrip(), "    | ", lambda line: True) + "\n")
    if not trials:
        write("There was nothing to drill.\n")
    else:
        outcome = f"{len(missed)} not caught" if missed else "all are caught"
        write(f"\n{many(len(trials), 'damaged page')}: {outcome}.\n")
    return len(missed)
