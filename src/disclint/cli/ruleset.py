"""The rules that a command of `disclint rules` is about: those that hold here, or those of folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclint.cli.output import complain
from disclint.model import DisclintError

if TYPE_CHECKING:
    from disclint.ruledesk import Ready
    from disclint.ruleset.load import RuleSet


def here(config: str | None = None, folder: str = "") -> Ready:
    """The rules of the configuration for `folder` (empty: the working directory). DisclintError where it is broken."""
    from disclint.checker import Checker
    from disclint.cli.options import options

    checker = Checker(options(config=config))
    found = checker.configs.of(os.path.abspath(os.path.join(folder, "article.md")))
    if found.broken:
        for problem in checker.problems[:-1]:
            complain(problem)
        last = checker.problems[-1]
        raise DisclintError(last.message, last.path, last.line, last.column)
    ready = checker.ready(found)
    return ready._replace(ruleset=ready.ruleset._replace(problems=checker.problems))


def loaded(folders: tuple[str, ...]) -> RuleSet:
    """The rules of the folders; without any, those that hold here."""
    from disclint.ruleset.load import load_packs

    for folder in folders:
        if os.path.isfile(folder):
            raise click.UsageError(f"{folder} is a file; name the folder of its pack")
        if not os.path.isdir(folder):
            raise click.UsageError(f"no such folder: {folder}")
    return load_packs([Path(folder) for folder in folders]) if folders else here().ruleset


def failed(ruleset: RuleSet) -> int:
    """The exit code for a rule set, its problems told on standard error."""
    for problem in ruleset.problems:
        complain(problem)
    return 2 if ruleset.problems else 0
