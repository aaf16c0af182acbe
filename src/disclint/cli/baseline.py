"""`disclint baseline`: take what is found today as known; show and shorten what is known."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from disclint.cli.options import options, reading_options
from disclint.cli.output import Progress, complain, write
from disclint.model import DisclintError, Report
from disclint.report import FINE_PRINT

if TYPE_CHECKING:
    from disclint.baselinefile import Baseline
    from disclint.baselinerun import Known
    from disclint.checker import Checker


@click.group(epilog=FINE_PRINT, short_help="Keep a list of what is known, so that only what is new is reported.")
def baseline() -> None:
    """The findings that are known already. `check` leaves them out, and counts them.

    The file is disclint-baseline.json at the root of the repository, unless the configuration (`baseline:`) or --baseline says
    otherwise. It holds no line numbers: a finding stays known when its paragraph moves, and when its document is renamed.
    """


baseline_option = click.option(
    "--baseline", default="", metavar="FILE", help="This file in place of disclint-baseline.json."
)


@baseline.command("write", epilog=FINE_PRINT, short_help="Take all that is found now as known.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--ratchet", is_flag=True, help="Only shorten the file: where something is new, write nothing and fail.")
@baseline_option
@reading_options
def write_(paths: tuple[str, ...], ratchet: bool, baseline: str, **asked: object) -> int:
    """Take all that is found in PATHS (default: this folder) as known.

    What the file knows of other documents stays. Nothing is written where something can't be judged.
    """
    report, checker, known = _known(paths, baseline, asked, ratchet=ratchet)
    if _told(report):
        return 2
    new = sum(len(d.findings) for one in known for d in one.documents) - sum(_size(one) for one in known)
    if ratchet and new:
        from disclint.baselinerun import applied
        from disclint.report import Look, render

        write(render(applied(report, checker), "text", Look(brief=True)))
        write(f"{_findings(new)} would be added, and the baseline may only shrink. Nothing was written.\n")
        return 1
    for one in known:
        _write(one, _rewritten(one, checker, grow=True))
    return 0


@baseline.command("prune", epilog=FINE_PRINT, short_help="Remove what is not found any more.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@baseline_option
@reading_options
def prune(paths: tuple[str, ...], baseline: str, **asked: object) -> int:
    """Remove from the baseline what is not found any more in PATHS (default: this folder). Nothing is added."""
    report, checker, known = _known(paths, baseline, asked)
    if _told(report):
        return 2
    for one in known:
        if os.path.exists(one.path):
            _write(one, _rewritten(one, checker, grow=False))
    if not any(os.path.exists(one.path) for one in known):
        write("There is no baseline here.\n")
    return 0


@baseline.command("show", epilog=FINE_PRINT, short_help="List what is known.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@baseline_option
@click.option("--config", metavar="FILE", help="Use this configuration instead of the nearest disclint.yaml.")
def show(format: str, baseline: str, config: str | None) -> int:
    """List what the baseline knows, document by document, and count it by rule. The documents are not read."""
    from disclint.baselinefile import read
    from disclint.checker import Checker
    from disclint.discover import printed

    checker = Checker(options(config=config, baseline=baseline))
    path = checker.configs.baseline(os.path.abspath("article.md"))
    if not path:
        raise DisclintError("there is no baseline here; write one: disclint baseline write")
    found = read(path, printed(path))
    write(_as_json(found, printed(path)) if format == "json" else "".join(f"{line}\n" for line in _lines(found)))
    return 0


def _known(
    paths: tuple[str, ...], file: str, asked: dict[str, object], *, ratchet: bool = False
) -> tuple[Report, Checker, list[Known]]:
    """The run's report with all findings, and what each baseline under it knows; an absent one knows nothing."""
    from disclint import api
    from disclint.baselinefile import Baseline
    from disclint.baselinerun import grouped, under

    if file == "none":
        raise click.UsageError("--baseline none: there is no file to work on")
    progress = Progress(sys.stderr, os.environ)
    chosen = options(baseline=file, ratchet=ratchet, jobs=0, **asked)  # type: ignore[arg-type]
    try:
        report, checker, folders, *_ = api.judge(paths or (".",), chosen, progress=progress)
    finally:
        progress.end()
    groups = grouped(report, checker)
    for document in groups.pop("", []):
        groups.setdefault(_default(), []).append(document)
    known = [
        under(path, mine, report, checker, folders, base=None if os.path.exists(path) else Baseline())
        for path, mine in sorted(groups.items())
    ]
    return report, checker, known


def _default() -> str:
    from disclint.configs import BASELINE
    from disclint.discover import work_tree

    here = os.getcwd()
    return os.path.join(work_tree(here) or here, BASELINE)


def _told(report: Report) -> bool:
    """Whether something could not be judged; it is said."""
    for problem in report.all_problems:
        complain(problem)
    if report.all_problems:
        complain(report.all_problems[0]._replace(path="", message="nothing was written", line=None, column=None))
    return bool(report.all_problems)


def _rewritten(known: Known, checker: Checker, *, grow: bool) -> Baseline:
    from disclint.baselinerun import rewritten

    return rewritten(known, checker, grow=grow)


def _size(known: Known) -> int:
    return sum(len(findings) for findings in known.compared.known.values())


def _write(known: Known, now: Baseline) -> None:
    """Writes all or nothing, and says what became of the file."""
    from disclint.baselinefile import render
    from disclint.discover import printed

    shown, text = printed(known.path), render(now)
    passing = f"{os.path.realpath(known.path)}.{os.getpid()}"
    try:
        with open(passing, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(passing, os.path.realpath(known.path))
    except OSError as error:
        if os.path.exists(passing):
            os.unlink(passing)
        raise DisclintError(f"can't be written: {error.strerror or error}", shown) from None
    before, after = known.baseline.size, now.size
    stale = sum(map(len, known.stale.values()))
    change = [f"{after - before + stale} new"] if after - before + stale else []
    change += [f"{stale} gone"] if stale else []
    more = f" ({', '.join(change)})" if change else ""
    write(f"{shown}: {_findings(after)} in {_documents(now)}{more}\n")


def _findings(number: int) -> str:
    from disclint.report.text import many

    return many(number, "finding")


def _documents(baseline: Baseline) -> str:
    from disclint.report.text import many

    return many(len(baseline.documents), "document")


def _lines(baseline: Baseline) -> Sequence[str]:
    from collections import Counter

    from disclint.report.text import safe

    lines: list[str] = []
    for path, recorded in sorted(baseline.documents.items()):
        lines.append(safe(path))
        lines += [f"  {safe(f'{e.name} ({e.state}): {e.excerpt}')}" for e in recorded.entries]
    count = Counter(entry.name for recorded in baseline.documents.values() for entry in recorded.entries)
    lines += ["", *(f"{n:6}  {safe(name)}" for name, n in sorted(count.items(), key=lambda c: (-c[1], c[0])))]
    return [*lines, f"{_findings(baseline.size)} in {_documents(baseline)} are known."]


def _as_json(baseline: Baseline, shown: str) -> str:
    entries = [
        {
            "path": path,
            "rule": e.rule,
            "element": e.element or None,
            "state": e.state,
            "fingerprint": e.fingerprint,
            "excerpt": e.excerpt,
        }
        for path, recorded in sorted(baseline.documents.items())
        for e in recorded.entries
    ]
    return json.dumps({"baseline": shown, "findings": entries}, indent=1) + "\n"
