"""Options that several commands share, and what they mean as values."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from disclint.checker import Options
from disclint.cli.judging import today
from disclint.facts import FIRMS
from disclint.formats import FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])


Callback = Callable[[click.Context, click.Parameter, Any], Any]


def words(known: tuple[str, ...] = ()) -> Callback:
    """Reads an option's values, each one word or several with commas, all of a closed list (empty: any word)."""

    def read(ctx: click.Context, param: click.Parameter, value: str | tuple[str, ...] | None) -> tuple[str, ...]:
        values = (value,) if isinstance(value, str) else value or ()
        found = tuple(dict.fromkeys(word.strip() for v in values for word in v.split(",") if word.strip()))
        for word in found:
            if known and word not in known:
                from disclint.ruleset.scalars import nearest

                raise click.BadParameter(f'"{word}" is none of {", ".join(known)}{nearest(word, known)}')
        return found

    return read


def day(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Reads a date; empty where none is given."""
    from datetime import date

    if value:
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                raise ValueError(value)
            date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f'"{value}" is no date such as 2030-12-31') from None
    return value


def reading_options(command: Command) -> Command:
    """What decides how documents are read and by which rules they are judged."""
    for option in (
        click.option("--config", metavar="FILE", help="Use this configuration instead of the nearest disclint.yaml."),
        click.option(
            "--as",
            "firm",
            multiple=True,
            callback=words(FIRMS),
            metavar="FIRM",
            help=f"Judge as this kind of firm: {', '.join(FIRMS)}.",
        ),
        click.option("--as-of", default="", callback=day, metavar="DATE", help="Judge by the rules of that day."),
        click.option(
            "--input-format",
            type=click.Choice(list(FORMATS)),
            help="Read the files named here in this format, whatever they are called.",
        ),
        click.option("--encoding", metavar="NAME", help="The files' encoding where it is not UTF-8, such as cp1252."),
    ):
        command = option(command)
    return command


def options(
    *,
    config: str | None = None,
    firm: tuple[str, ...] = (),
    as_of: str = "",
    input_format: str | None = None,
    encoding: str | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    jobs: int = 1,
    force_exclude: bool = False,
    wants: frozenset[str] = frozenset(),
    baseline: str = "",
    ratchet: bool = False,
    diff: str = "",
    policy_from: str = "",
    cache: bool = False,
) -> Options:
    """The run's options."""
    if config is not None and not policy_from and not os.path.isfile(config):
        raise click.UsageError(f"--config: no such file: {config}")
    return Options(
        config=config,
        firm=firm,
        select=select,
        ignore=ignore,
        as_of=as_of,
        today=today(),
        jobs=jobs,
        input_format=input_format,
        encoding=encoding,
        force_exclude=force_exclude,
        wants=wants,
        baseline=baseline,
        ratchet=ratchet,
        diff=diff,
        policy_from=policy_from,
        cache=cache,
    )
