"""`disclint rules diff`: what changed between two rule sets, in words."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclint.cli.output import complain, write
from disclint.cli.ruleset import here
from disclint.model import DisclintError, Problem
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.revisions.compare import Difference
    from disclint.revisions.edition import Edition, Entry
    from disclint.ruleset.load import RuleSet

ASKER = "rules diff"


@click.command("diff", short_help="Say what changed between two rule sets.")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def diff(old: str, new: str | None, format: str) -> int:
    """Say in words what changed from the rules OLD to the rules NEW, or to those that hold here.

    Each is a file that `disclint rules list --format json` wrote, a folder of packs, or a git commit such as origin/main, which
    stands for the rules that its configuration asked for. Built-in packs come with disclint and not with a commit: to see what
    another release brings, save the list before and compare it afterwards.
    """
    problems: list[Problem] = []
    before = _edition(old, problems)
    after = _edition(new, problems) if new is not None else _present(before.scope, problems)
    if problems:
        for problem in dict.fromkeys(problems):
            complain(problem)
        return 2
    from disclint.revisions.compare import compare

    found = compare(before, after)
    write(
        json.dumps(_value(before, after, found), indent=1) + "\n" if format == "json" else _text(before, after, found)
    )
    return 0


def _edition(name: str, problems: list[Problem]) -> Edition:
    """What a name on the command line stands for: a file or a folder of that name before a commit."""
    from disclint.revisions.edition import edition, saved

    if os.path.isfile(name):
        return saved(name)
    if not os.path.isdir(name):
        return _committed(name, problems)
    from disclint.ruleset.load import load_packs

    ruleset = load_packs([Path(name)])
    problems += ruleset.problems
    return edition(ruleset, name)


def _present(scope: str, problems: list[Problem]) -> Edition:
    """The rules that hold here, or all, to be compared with an edition of that scope."""
    from disclint.cli.ruleslist import everything
    from disclint.revisions.edition import edition

    ruleset = here().ruleset
    ruleset = everything(ruleset) if scope == "all" else ruleset
    problems += ruleset.problems
    return edition(ruleset, "the rules here")


def _committed(name: str, problems: list[Problem]) -> Edition:
    """The rules that the configuration for the working directory asked for at a commit."""
    from disclint.committed import policy_at, repository
    from disclint.revisions.edition import edition

    git = repository(os.curdir, ASKER)
    with policy_at(git, name, ASKER) as (folder, _):
        inside = os.path.relpath(os.path.realpath(os.curdir), os.path.realpath(git.top))
        try:
            ruleset: RuleSet = here(folder=os.path.join(folder, inside)).ruleset
        except DisclintError as error:
            raise _at(error, folder, name) from None
        problems += (p._replace(path=_then(p.path, folder, name)) for p in ruleset.problems)
        return edition(ruleset, name)


def _at(error: DisclintError, folder: str, name: str) -> DisclintError:
    problem = error.problem
    return DisclintError(problem.message, _then(problem.path, folder, name), problem.line, problem.column)


def _then(path: str, folder: str, name: str) -> str:
    """A path in the passing folder as one of the commit, as git writes it."""
    inside = folder.replace(os.sep, "/") + "/"
    return f"{name}:{path.removeprefix(inside)}" if path.startswith(inside) else path


def _text(old: Edition, new: Edition, found: tuple[Difference, ...]) -> str:
    lines: list[str] = []
    for one in found:
        entry = one.new or one.old
        assert entry is not None
        lines.append(f"{one.verdict:9}  {one.rule} ({entry.pack}): {entry.title}")
        lines += [f"    {change.effect}: {change.text}" for change in one.changes]
        lines += [f"    history: {r.date} {r.effect}: {r.what}" for r in one.revisions]
        if not one.recorded:
            lines.append("    its history does not tell of it: without an entry, rules_as_of holds nothing back")
    gap = [""] if lines else []
    return "\n".join([*lines, *gap, _summary(old, new, found)]) + "\n"


def _summary(old: Edition, new: Edition, found: tuple[Difference, ...]) -> str:
    """One line, such as "1 new; 2 tightened; 90 as before (old.json to the rules here)."."""
    same = len(old.rules.keys() & new.rules.keys()) - sum(bool(one.old and one.new) for one in found)
    parts = [f"{number} {verdict}" for verdict, number in Counter(one.verdict for one in found).items()]
    return "; ".join([*parts, f"{same} as before"]) + f" ({old.name} to {new.name})."


def _value(old: Edition, new: Edition, found: tuple[Difference, ...]) -> dict[str, Json]:
    """The comparison as docs/wire-format.md describes it."""
    return {"old": old.name, "new": new.name, "differences": [_difference(one) for one in found]}


def _difference(one: Difference) -> dict[str, Json]:
    entry = one.new or one.old
    assert entry is not None
    return {
        "rule": one.rule,
        "title": entry.title,
        "pack": entry.pack,
        "verdict": one.verdict,
        "changes": [change._asdict() for change in one.changes],
        "history": [revision._asdict() for revision in one.revisions],
        "recorded": one.recorded,
        "old": _mark(one.old),
        "new": _mark(one.new),
    }


def _mark(entry: Entry | None) -> Json:
    from disclint.ruleset.revision import version

    return {"version": version(entry.history) or None, "hash": entry.hash} if entry else None
