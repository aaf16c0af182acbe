"""What the examples of rules leave unproved: parts that none needs, elements that none lacks; and what is slow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.engine import patterns
from disclint.formats import FORMATS, parse
from disclint.model import Source
from disclint.proving.matrix import format_of
from disclint.proving.mutants import Mutant, mutants
from disclint.report.text import cut, many
from disclint.ruleset.anchors import analyse
from disclint.ruleset.load import load_examples
from disclint.ruleset.proof import facts, judged
from disclint.ruleset.rule import Require

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.engine import Engine
    from disclint.proving.run import Proof
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.rule import Example, Pattern, Rule

SLOW = 0.1  # milliseconds for a thousand characters; most patterns take less than a hundredth of that
_SAMPLE = 100_000


class Coverage(NamedTuple):
    """`parts` counts what was taken out in turn, `unneeded` is what no example missed."""

    rule: Rule
    parts: int
    unneeded: tuple[Mutant, ...]
    unlacked: tuple[str, ...]


def coverage(engine: Engine, rule: Rule) -> Coverage:
    """What the rule's examples prove of it. One that comes out wrong as the rule stands proves nothing."""
    examples = [e for e in load_examples(rule) if format_of(e) in FORMATS and not e.todo]
    read = [(e, parse(Source("example", e.text), format_of(e))) for e in examples]
    whole = engine.altered(rule)
    read = [
        (e, document) for e, document in read if not any(judged(e, whole.check(document, facts(e), told=bool(e.said))))
    ]
    found = list(mutants(rule))
    unneeded = tuple(mutant for mutant in found if not _noticed(engine, mutant, read))
    return Coverage(rule, len(found), unneeded, tuple(_unlacked(rule, examples)))


def _noticed(engine: Engine, mutant: Mutant, read: Sequence[tuple[Example, Document]]) -> bool:
    """Whether an example comes out wrong without the part."""
    altered = engine.altered(mutant.rule)
    try:
        return any(any(judged(e, altered.check(document, facts(e), told=bool(e.said)))) for e, document in read)
    except KeyError:
        return True  # another part of the rule builds upon this one


def _unlacked(rule: Rule, examples: Sequence[Example]) -> Iterator[str]:
    """The required elements that no failing example lacks."""
    if isinstance(rule.requirement, Require):
        lacked = {name for e in examples if e.verdict == "fail" for name in e.missing}
        yield from (e.name for e in rule.requirement.elements if not e.optional and e.name not in lacked)


def report(proof: Proof) -> Iterator[str]:
    """The coverage of a rule set, line by line."""
    found = [coverage(proof.engine, rule) for rule in proof.ruleset.rules]
    parts = sum(one.parts for one in found)
    needed = parts - sum(len(one.unneeded) for one in found)
    yield ""
    yield f"Coverage: {needed} of {many(parts, 'part')} of rules are needed by an example ({share(found):.1%})."
    for one in found:
        if one.unneeded:
            yield f"{one.rule.path}: {one.rule.id}: no example needs"
            yield from (f"    {m.part}{f': {cut(m.words, 90)}' if m.words else ''}" for m in one.unneeded)
    for one in found:
        yield from (f"{one.rule.path}: {one.rule.id}: no failing example lacks {name}" for name in one.unlacked)
    yield from _unanchored(proof.ruleset)
    yield from _slow(proof)


def share(found: Sequence[Coverage]) -> float:
    """The share of parts that some example needs."""
    parts = sum(one.parts for one in found)
    return 1 - sum(len(one.unneeded) for one in found) / parts if parts else 1.0


def _unanchored(ruleset: RuleSet) -> Iterator[str]:
    for rule in ruleset.rules:
        for pattern in patterns(rule):
            anchors = pattern.anchors or analyse(pattern.regex)
            if not anchors.literals and not anchors.anchors:
                yield f"{rule.path}: {rule.id}: has no anchor, so it is tried everywhere: {cut(pattern.regex, 90)}"


def _slow(proof: Proof) -> Iterator[str]:
    """Patterns that take long on the texts of all examples."""
    for cost, rule, pattern in costs(proof):
        if cost > SLOW:
            yield f"{rule.path}: {rule.id}: slow, {cost:.2f} ms for 1,000 characters: {cut(pattern.regex, 90)}"


def costs(proof: Proof) -> list[tuple[float, Rule, Pattern]]:
    """Milliseconds that each pattern takes for a thousand characters of the examples' texts, the slowest first."""
    from disclint.language.reading import Reading

    rulesets = (proof.ruleset, *((proof.beside,) if proof.beside else ()))
    texts = [e.text for one in rulesets for rule in one.rules for e in load_examples(rule)]
    text = "\n\n".join(texts)
    text = (f"{text}\n\n" * (_SAMPLE // (len(text) + 1) + 1))[:_SAMPLE]
    reading = Reading(parse(Source("examples", text), "text"))
    scanner = proof.engine.book.scanner
    found = scanner.scan(reading.folded)
    measured: list[tuple[float, Rule, Pattern]] = []
    for rule in proof.ruleset.rules:
        for pattern in patterns(rule):
            scanner.hits(pattern, reading, found)  # compiled on first use
            best = min(_timed(lambda p=pattern: scanner.hits(p, reading, found)) for _ in range(3))  # type: ignore[misc]
            measured.append((best * 1e6 / max(1, len(reading.text)), rule, pattern))
    return sorted(measured, key=lambda row: -row[0])


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
