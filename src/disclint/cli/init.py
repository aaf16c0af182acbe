"""`disclint init`: write a commented configuration, and say what a first run finds."""

from __future__ import annotations

import os
import sys

import click

from disclint.cli.output import complain, write
from disclint.facts import FIRMS
from disclint.model import DisclintError
from disclint.report import FINE_PRINT
from disclint.site.detection import Site

NAME = "disclint.yaml"
SCHEMA = ".disclint.schema.json"
REGISTER_SCHEMA = ".disclint.register.schema.json"
NOTHING = "There are no documents here yet; `disclint check` will find them.\n"


@click.command(epilog=FINE_PRINT, short_help="Write a commented disclint.yaml.")
@click.option("--as", "firm", multiple=True, type=click.Choice(FIRMS), help="What kind of firm publishes here.")
def init(firm: tuple[str, ...]) -> int:
    """Write a commented disclint.yaml into this folder, with the schemas that editors complete it and a register by.

    Nothing that exists is overwritten. On a terminal it asks what kind of firm publishes here.
    """
    import json

    from disclint.api import run
    from disclint.cli.judging import today
    from disclint.cli.options import options
    from disclint.configshape import schema
    from disclint.init import first_run, site_section, template
    from disclint.registerfile import schema as register_schema

    if os.path.exists(NAME):
        raise DisclintError("is here already and stays as it is", NAME)
    chosen = firm or _asked()
    for name, said in ((SCHEMA, schema), (REGISTER_SCHEMA, register_schema)):
        if not os.path.exists(name):
            _create(name, json.dumps(said(), indent=1) + "\n")
    _create(NAME, template(chosen, SCHEMA, site_section(_sites(), os.getcwd()), REGISTER_SCHEMA, today=today()))
    write(f"wrote {NAME}, {SCHEMA} and {REGISTER_SCHEMA}\n\n")
    report = run([os.curdir], options(jobs=0))
    write(first_run(report) if report.documents else NOTHING)
    for problem in report.all_problems:
        if report.documents:
            complain(problem)
    return 0


def _sites() -> list[Site]:
    """The sites that the documents below this folder belong to."""
    from disclint.configs import Configs
    from disclint.discover import discover

    configs = Configs()
    return list({site.root: site for file in discover([os.curdir]).files if (site := configs.site(file.path))}.values())


def _asked() -> tuple[str, ...]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return ()
    question = f"What kind of firm publishes here ({', '.join(FIRMS)}; empty if none or unknown)"
    while True:
        answer = click.prompt(question, default="", show_default=False)
        words = tuple(word.strip() for word in str(answer).replace(",", " ").split())
        unknown = [word for word in words if word not in FIRMS]
        if not unknown:
            return words
        write(f"unknown: {', '.join(unknown)}\n")


def _create(path: str, text: str) -> None:
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise DisclintError(f"can't be written: {error.strerror or error}", path) from None
