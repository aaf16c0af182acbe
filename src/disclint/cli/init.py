"""`disclint init`: propose packs, write a commented configuration, and say what a first run finds."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from disclint.cli.options import words
from disclint.cli.output import complain, write
from disclint.facts import AUDIENCES, FIRMS, JURISDICTIONS
from disclint.model import DisclintError
from disclint.report import FINE_PRINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclint.discover import File
    from disclint.proposal import Answers
    from disclint.signs import Signs
    from disclint.site.detection import Site

NAME = "disclint.yaml"
SCHEMA = ".disclint.schema.json"
REGISTER_SCHEMA = ".disclint.register.schema.json"
NOTHING = "There are no documents here yet; `disclint check` will find them.\n"


@click.command(epilog=FINE_PRINT, short_help="Write a commented disclint.yaml with the packs it proposes.")
@click.option(
    "--firm", multiple=True, callback=words(FIRMS), metavar="TYPE", help=f"What publishes here: {', '.join(FIRMS)}."
)
@click.option(
    "--jurisdiction",
    "jurisdictions",
    multiple=True,
    callback=words(JURISDICTIONS),
    metavar="PLACE",
    help=f"Where the readers are: {', '.join(JURISDICTIONS)}.",
)
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    callback=words(AUDIENCES),
    metavar="WHO",
    help=f"Who the readers are: {', '.join(AUDIENCES)}.",
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
def init(firm: tuple[str, ...], jurisdictions: tuple[str, ...], audiences: tuple[str, ...], yes: bool) -> int:
    """Write a commented disclint.yaml into this folder, with the schemas that editors complete it and a register by.

    It proposes rule packs by what publishes here, where its readers are and who they are, and says why it proposes each.
    On a terminal it asks for what no option says. Nothing that exists is overwritten.
    """
    from disclint.api import run
    from disclint.cli.judging import today
    from disclint.cli.options import options
    from disclint.discover import discover
    from disclint.init import Schemas, configuration, first_run, site_section
    from disclint.proposal import Answers
    from disclint.signs import signs

    _refuse()
    files = discover([os.curdir]).files
    answers, seen = Answers(firm, jurisdictions, audiences), signs(files)
    if not (yes or any(answers)) and sys.stdin.isatty() and sys.stdout.isatty():
        answers = _asked(seen)
    site = site_section(_sites(files), os.getcwd())
    _create_all(configuration(answers, seen, site, Schemas(SCHEMA, REGISTER_SCHEMA), today=today()))
    report = run([os.curdir], options(jobs=0))
    write(first_run(report) if report.documents else NOTHING)
    for problem in report.all_problems:
        if report.documents:
            complain(problem)
    return 0


def _refuse() -> None:
    """DisclintError where this folder has a configuration already."""
    import tomllib

    if os.path.lexists(NAME):
        raise DisclintError("is here already and stays as it is", NAME)
    try:
        with open("pyproject.toml", "rb") as file:
            held = tomllib.load(file).get("tool", {})
    except (OSError, ValueError):
        return
    if isinstance(held, dict) and "disclint" in held:
        raise DisclintError(
            f"holds [tool.disclint] already, and stays as it is; {NAME} can't stand beside it", file.name
        )


def _sites(files: Sequence[File]) -> list[Site]:
    """The sites that the documents belong to."""
    from disclint.configs import Configs

    configs = Configs()
    return list({site.root: site for file in files if (site := configs.site(file.path))}.values())


def _asked(seen: Signs) -> Answers:
    """What the user says, or leaves as it is proposed."""
    from disclint.init import firm_hints, place_hints
    from disclint.proposal import Answers

    for hint in (*firm_hints(seen), *place_hints(seen)):
        write(f"{hint}\n")
    firms = _words(f"What publishes here ({', '.join(FIRMS)}; empty if none or unknown)", FIRMS, "")
    places = ", ".join(seen.places) or "us"
    jurisdictions = _words(f"Where are the readers ({', '.join(JURISDICTIONS)})", JURISDICTIONS, places)
    return Answers(
        firms, jurisdictions, _words(f"Who are they ({', '.join(AUDIENCES)}; empty if unknown)", AUDIENCES, "")
    )


def _words(question: str, known: Sequence[str], default: str) -> tuple[str, ...]:
    while True:
        answer = str(click.prompt(question, default=default, show_default=bool(default)))
        found = tuple(dict.fromkeys(answer.replace(",", " ").split()))
        unknown = [word for word in found if word not in known]
        if not unknown:
            return found
        write(f"unknown: {', '.join(unknown)}\n")


def _create_all(text: str) -> None:
    import json

    from disclint.configshape import schema
    from disclint.registerfile import schema as register_schema

    for name, said in ((SCHEMA, schema), (REGISTER_SCHEMA, register_schema)):
        if not os.path.lexists(name):
            _create(name, json.dumps(said(), indent=1) + "\n")
    _create(NAME, text)
    write(f"wrote {NAME}, {SCHEMA} and {REGISTER_SCHEMA}\n\n")


def _create(path: str, text: str) -> None:
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise DisclintError(f"can't be written: {error.strerror or error}", path) from None
