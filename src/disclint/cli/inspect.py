"""`disclint inspect`: everything that was seen, flagged or not, so that nobody has to guess why."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from functools import partial

import click

from disclint.checker import Checker, attempt
from disclint.cli.options import options, reading_options
from disclint.cli.output import complain, write
from disclint.discover import File, discover
from disclint.model import Problem
from disclint.report import FINE_PRINT
from disclint.ruleset.rule import Json

Entry = dict[str, Json]
LISTS = ("statements", "forbidden", "quantities")


@click.command(epilog=FINE_PRINT, short_help="Show all that was seen: statements, phrases, numbers.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@reading_options
def inspect(paths: tuple[str, ...], format: str, **asked: object) -> int:
    """Show every statement, phrase and number that was seen, and what became of it.

    FILE:LINE shows one line of a file: each number with its class and either what keeps it from being a claim or the
    evidence that was found.
    """
    checker = Checker(options(**asked))  # type: ignore[arg-type]
    entries, problems = inspected(checker, paths or (".",))
    for problem in problems:
        complain(problem)
    if format == "json":
        write(json.dumps({"documents": entries}, indent=1) + "\n")
    else:
        write("".join(line + "\n" for entry in entries for line in lines(entry)))
    return 2 if problems else 0


def inspected(checker: Checker, paths: Sequence[str]) -> tuple[list[Entry], list[Problem]]:
    """One entry per document, in the order of paths, and what could not be read."""
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
    lines = {os.path.abspath(path): line for path, line in wanted.items() if line}
    return [_on_line(e, lines.get(os.path.abspath(str(e["path"])), 0)) for e in entries], list(dict.fromkeys(problems))


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


def _on_line(entry: Entry, line: int) -> Entry:
    if not line:
        return entry
    return {
        **entry,
        **{name: [i for i in _items(entry, name) if _int(i, "line") <= line <= _int(i, "end_line")] for name in LISTS},
    }


def _items(entry: Entry, name: str) -> list[Entry]:
    found = entry.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _int(item: Entry, name: str) -> int:
    value = item.get(name)
    return value if isinstance(value, int) else 0


def lines(entry: Entry) -> list[str]:
    """One document for people: its path, then what was seen in the order of kinds and places."""
    rows = [(name, item) for name in LISTS for item in _items(entry, name)]
    shown = [str(entry["path"])]
    if not rows:
        return [*shown, "  nothing was seen here"]
    kind = ""
    for name, item in rows:
        if name != kind:
            shown.append(f"  {name}")
            kind = name
        shown.append(f"    {_int(item, 'line')}:{_int(item, 'column'):<5} {_words(name, item)}")
    return shown


def _words(name: str, item: Entry) -> str:
    from disclint.report.text import cut, safe

    text = cut(safe(str(item.get("text") or "")), 120)
    if name == "statements":
        via = f" (via {item['via']})" if item.get("via") else ""
        return f'{item["statement"]}{via}: "{text}"'
    if name == "forbidden":
        return f'{item["rule"]}: "{text}"'
    unit = " ".join(part for part in (_number(item.get("value")), str(item.get("unit") or "")) if part)
    parts = (str(item.get("kind") or ""), unit, "forecast" if item.get("forecast") else "")
    what = ", ".join(part for part in parts if part)
    return f'"{text}"{f" ({what})" if what else ""}: {_verdict(item)}'


def _number(value: Json) -> str:
    if isinstance(value, list):
        return " to ".join(_number(v) for v in value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if isinstance(value, int | float) else ""


def _verdict(item: Entry) -> str:
    if not item.get("claim"):
        return f"no claim: {item.get('reason') or 'not counted'}"
    evidence = item.get("evidence")
    seen = ", ".join(str(e) for e in evidence) if isinstance(evidence, list) and evidence else "nothing"
    return f"claim, sourced by {seen}" if item.get("sourced") else f"claim without a source (seen: {seen})"
