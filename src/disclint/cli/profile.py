"""What rules cost: how their patterns are found in a text, and the time each takes on given documents."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclint.engine import patterns
from disclint.model import DisclintError
from disclint.ruleset.anchors import analyse

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet


def anchors(ruleset: RuleSet) -> Iterator[str]:
    """Per rule, how many patterns are literals, anchored, or neither; then each of the last kind."""
    width = max((len(rule.id) for rule in ruleset.rules), default=4)
    yield f"{'rule':{width}}  literal  anchored  whole text"
    bare: list[str] = []
    for rule in ruleset.rules:
        found = [(p, p.anchors or analyse(p.regex)) for p in patterns(rule)]
        literal = sum(bool(a.literals) for _, a in found)
        anchored = sum(bool(a.anchors) and not a.literals for _, a in found)
        yield f"{rule.id:{width}}  {literal:7}  {anchored:8}  {len(found) - literal - anchored:10}"
        bare += [f"{rule.id}: no anchor: {p.regex}" for p, a in found if not a.literals and not a.anchors]
    yield from bare


def timings(paths: Sequence[str]) -> Iterator[str]:
    """Milliseconds per rule over the documents; a layer that rules share is charged to the first that asks for it."""
    from disclint.checker import Checker
    from disclint.cli.options import options
    from disclint.discover import discover
    from disclint.kinds import checker as judge

    checker = Checker(options())
    spent: dict[str, float] = defaultdict(float)
    found = discover(paths, excluded=checker.configs.excluded)
    for problem in found.problems:
        raise DisclintError(problem.message, problem.path)
    for file in found.files:
        engine = checker.ready(checker.configs.of(file.path)).engine
        start = time.perf_counter()
        document, facts, received, _ = checker.opened(file)
        spent["(reading)"] += time.perf_counter() - start
        context, _ = engine.opened(document, facts, received)
        for rule in engine.active:
            start = time.perf_counter()
            for _ in judge(rule.kind)(rule, context):
                pass
            spent[rule.id] += time.perf_counter() - start
    width = max(map(len, spent), default=4)
    yield ""
    yield f"{len(found.files)} documents"
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        yield f"{name:{width}}  {seconds * 1000:9.1f} ms"
