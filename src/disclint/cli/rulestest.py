"""`disclint rules test`: the examples of rules, and what can be made of them, judged and counted."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from disclint.cli.output import write
from disclint.report.text import many

if TYPE_CHECKING:
    from disclint.proving.matrix import Trial
    from disclint.ruleset.load import RuleSet

MADE = {"example": "", "damage": "damaged: ", "rewrite": "rewritten: ", "ban": ""}


def told(ruleset: RuleSet, trials: Iterable[Trial]) -> int:
    """Prints every trial that came out wrong, then what was tried; how many were wrong."""
    count: Counter[str] = Counter()
    verdicts: dict[str, set[str]] = {rule.id: set() for rule in ruleset.rules}
    left_out: Counter[tuple[str, str]] = Counter()
    for trial in trials:
        if trial.skipped:
            left_out[trial.name, trial.skipped] += trial.kind == "damage"
            continue
        count[trial.kind] += 1
        count["gaps"] += trial.gap
        count[f"wrong {trial.kind}"] += bool(trial.wrong)
        if trial.kind == "example":
            verdicts[trial.rule].add(trial.name)
        if trial.wrong:
            write("".join(f"{line}\n" for line in shown(trial)))
    for rule, have in verdicts.items():
        for verdict in sorted({"pass", "fail"} - have):
            count["wrong example"] += 1
            write(f"{rule}: has no {verdict} example\n")
    write("".join(f"{line}\n" for line in summary(len(verdicts), count)))
    write("".join(f"{line}\n" for line in _left_out(left_out)))
    return sum(number for name, number in count.items() if name.startswith("wrong"))


def shown(trial: Trial) -> Iterator[str]:
    """A trial that came out wrong: where it comes from, what happened, and the text where it was made from another."""
    statement = f"#{trial.element}" if trial.element else ""
    made = f"{trial.name} example" if trial.kind == "example" else f"{MADE[trial.kind]}{trial.name}"
    yield f"{trial.place}: {trial.rule}{statement}: {made}"
    yield from (f"    {line}" for line in trial.wrong)
    if trial.kind in ("damage", "rewrite"):
        yield textwrap.indent(trial.text.rstrip(), "    | ", lambda line: True)


def summary(rules: int, count: Counter[str]) -> Iterator[str]:
    if not rules:
        yield "No rule could be tested."
        return
    gaps = f", {many(count['gaps'], 'known gap')}" if count["gaps"] else ""
    what = f"{many(count['example'], 'example')} of {many(rules, 'rule')}"
    yield _sentence(what, count["wrong example"], "all come out right", "wrong", gaps)
    if count["damage"]:
        what = many(count["damage"], "damaged statement")
        yield _sentence(what, count["wrong damage"], "all are caught", "not caught")
    if count["rewrite"]:
        yield _sentence(many(count["rewrite"], "harmless rewrite"), count["wrong rewrite"], "all pass", "do not pass")
    if count["ban"]:
        what = many(count["ban"], "prescribed text")
        yield _sentence(what, count["wrong ban"], "no ban flags one", "flagged by a ban")


def _sentence(what: str, wrong: int, good: str, bad: str, more: str = "") -> str:
    return f"{what}: {f'{wrong} {bad}' if wrong else good}{more}."


def _left_out(left_out: Counter[tuple[str, str]]) -> Iterator[str]:
    """What was not tried, with the reason, the most frequent first."""
    some = sorted(((n, *key) for key, n in left_out.items() if n), key=lambda row: (-row[0], row[1:]))
    if some:
        yield f"Left out: {sum(n for n, _, _ in some)} damages that mean nothing there:"
        yield from (f"  {n:4}  {name}: {why}" for n, name, why in some)
