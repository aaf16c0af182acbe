"""Where the time of an article goes: milliseconds per stage and file, over the corpus of `bench/run.py`.

Each stage is timed alone on what the stages before it left behind; the best of three rounds counts.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus import write_articles
from disclint import formats, suppress
from disclint.document import Document
from disclint.engine import Engine
from disclint.facts import Facts
from disclint.kinds import checker
from disclint.kinds.context import Context
from disclint.language.reading import Reading
from disclint.model import DocumentReport, Source
from disclint.read import read
from disclint.ruleset.load import builtin_rules, load_packs
from disclint.ruleset.rule import Rule


class Sample(NamedTuple):
    """One article at every stage, prepared beforehand. `reading` gets the layers filled in, one after the other."""

    path: str
    source: Source
    document: Document
    reading: Reading
    report: DocumentReport


Stage = tuple[str, Callable[[Sample], object]]


def stages(engine: Engine, exemptible: Mapping[str, str]) -> list[Stage]:
    return [
        ("read", lambda s: read(s.path)),
        ("parse", lambda s: formats.parse(s.source, s.document.format)),
        ("fold", lambda s: s.reading.folded),
        ("sentences", lambda s: s.reading.sentences),
        ("quotations", lambda s: s.reading.quotations),
        ("quantities", lambda s: s.reading.quantities),
        ("claims", lambda s: s.reading.claims),
        ("rules, all layers new", lambda s: engine.check(s.document, Facts())),
        ("suppress", lambda s: suppress.apply(s.document, s.report, exemptible)),
    ]


def sample(path: Path, engine: Engine) -> Sample:
    source = read(str(path))
    document = formats.parse(source, formats.EXTENSIONS[path.suffix])
    return Sample(str(path), source, document, Reading(document), engine.check(document, Facts()))


def milliseconds(stage: Callable[[Sample], object], one: Sample) -> float:
    start = time.perf_counter()
    stage(one)
    return (time.perf_counter() - start) * 1000


def measure(all_stages: Sequence[Stage], samples: Sequence[Sample]) -> list[list[float]]:
    """Per stage, the milliseconds of every sample; lazy layers are computed in the order of the stages."""
    fresh = [s._replace(reading=Reading(s.document)) for s in samples]
    return [[milliseconds(stage, one) for one in fresh] for _, stage in all_stages]


def rule_costs(engine: Engine, samples: Sequence[Sample]) -> list[tuple[float, str]]:
    """The mean milliseconds of each rule, the shared layers ready, dearest first; the best of three rounds."""
    costs = [(min(rule_cost(engine, rule, samples) for _ in range(3)), rule.id) for rule in engine.active]
    return sorted(costs, reverse=True)


def rule_cost(engine: Engine, rule: Rule, samples: Sequence[Sample]) -> float:
    contexts = [Context(s.document, Facts(), engine.book) for s in samples]
    for context in contexts:
        context.reading.claims  # noqa: B018
    start = time.perf_counter()
    for context in contexts:
        list(checker(rule.kind)(rule, context))
    return (time.perf_counter() - start) * 1000 / len(samples)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args().articles
    rules = load_packs([builtin_rules()])
    engine = Engine(rules)
    all_stages = stages(engine, {rule.id: rule.exemptible for rule in rules.rules})
    with tempfile.TemporaryDirectory() as folder:
        size = write_articles(Path(folder), count)
        samples = [sample(path, engine) for path in sorted(Path(folder).rglob("*.*"))]
        rounds = [measure(all_stages, samples) for _ in range(3)]
        costs = rule_costs(engine, samples)
    print(f"{count} articles of {size / count / 1000:.1f} KB, {len(rules.rules)} rules: ms a file")
    print(f"{'stage':24}{'mean':>8}{'median':>8}{'worst':>8}")
    for i, (name, _) in enumerate(all_stages):
        best = min((r[i] for r in rounds), key=sum)
        print(f"{name:24}{statistics.mean(best):8.3f}{statistics.median(best):8.3f}{max(best):8.3f}")
    print("\neach rule alone, layers ready, matches not shared:")
    print("\n".join(f"{rule:32}{cost:8.3f}" for cost, rule in costs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
