"""Runs one rule through its matrix: its passing examples damaged must be reported, rewritten they must not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.formats import FORMATS
from disclint.kinds.live import liveness
from disclint.proving.bench import Bench, Page
from disclint.proving.damage import DAMAGES, removed, spared
from disclint.proving.rewrites import REWRITES, rewritten
from disclint.ruleset.proof import NAMES, facts
from disclint.ruleset.rule import Example, Require, Verbatim

if TYPE_CHECKING:
    from disclint.engine import Engine
    from disclint.facts import Facts
    from disclint.model import Finding
    from disclint.proving.stating import Stated
    from disclint.ruleset.rule import Rule


class Trial(NamedTuple):
    """One text that was judged. `kind`: example, damage, rewrite, ban. `name` says which of its kind, `place` where the text
    comes from. `wrong` says what happened and should not have, `skipped` why nothing was judged; both empty: all is well.
    `gap`: a known gap, still there."""

    rule: str
    kind: str
    name: str
    place: str
    text: str = ""
    element: str = ""
    wrong: tuple[str, ...] = ()
    skipped: str = ""
    gap: bool = False


class Start(NamedTuple):
    """A page that passes, and would be reported for want of the statement."""

    page: Page
    stated: Stated
    facts: Facts
    place: str


def matrix(engine: Engine, rule: Rule, examples: Sequence[Example]) -> Iterator[Trial]:
    """Every damage of every statement in the rule's passing examples."""
    if not isinstance(rule.requirement, Require | Verbatim):
        return
    bench = Bench(engine, rule)
    for example in passing(examples):
        page = bench.page(example.text, format_of(example), facts(example))
        for stated in page.stated if liveness(rule, page.context).live else ():
            start = _start(bench, page, stated, example, examples)
            if start is None:
                place, why = f"{rule.path}:{example.line}", "without its words the rule asks for nothing here"
                yield Trial(rule.id, "damage", "every", place, page.text, stated.name, skipped=why)
            else:
                yield from damaged(bench, start)


def passing(examples: Sequence[Example]) -> Iterator[Example]:
    known = (e for e in examples if e.verdict == "pass" and not e.todo)
    return (e for e in known if format_of(e) in FORMATS)


def format_of(example: Example) -> str:
    return NAMES.get(example.format, example.format)


def _start(bench: Bench, page: Page, stated: Stated, example: Example, examples: Sequence[Example]) -> Start | None:
    """The example itself, or, where its trigger stands in the statement's own words, a failing example that the statement
    mends."""
    place = f"{bench.rule.path}:{example.line}"
    format, known = page.document.format, page.context.facts
    if bench.misses(removed(page, stated), format, known, stated.name):
        return Start(page, stated, known, place)
    from disclint.proving.stating import sources

    words = "\n\n".join(page.text[slice(*sources(page.document, piece))] for piece in stated.pieces)
    for failing in examples:
        if failing.verdict != "fail" or failing.todo or format_of(failing) != format or failing.state == "broken":
            continue
        if not bench.misses(failing.text, format, facts(failing), stated.name):
            continue
        whole = bench.page(f"{failing.text.rstrip()}\n\n{words}\n", format, facts(failing))
        again = next((s for s in whole.stated if s.name == stated.name), None)
        if again is None or bench.misses(whole.text, format, facts(failing), stated.name):
            continue
        if bench.misses(removed(whole, again), format, facts(failing), stated.name):
            return Start(whole, again, facts(failing), place)
    return None


def damaged(bench: Bench, start: Start) -> Iterator[Trial]:
    """Every damage of one statement, each judged."""
    page, stated = start.page, start.stated
    for name, damage in DAMAGES.items():
        trial = Trial(bench.rule.id, "damage", name, start.place, page.text, stated.name)
        why = spared(damage, page, stated)
        if why:
            yield trial._replace(skipped=why)
            continue
        for text in damage.pages(page, stated):
            missed = bench.misses(text, page.document.format, start.facts, stated.name)
            wrong = () if missed else (f"the words stand {damage.label}, and nothing was found",)
            yield trial._replace(text=text, wrong=wrong)


def rewrites(engine: Engine, rule: Rule, examples: Sequence[Example]) -> Iterator[Trial]:
    """Every harmless rewrite of every passing example that makes one of the rule's statements."""
    if not isinstance(rule.requirement, Require | Verbatim):
        return
    bench = Bench(engine, rule)
    for example in passing(examples):
        page = bench.page(example.text, format_of(example), facts(example))
        if page.stated:
            yield from rewritings(bench, page, f"{rule.path}:{example.line}")


def rewritings(bench: Bench, page: Page, place: str) -> Iterator[Trial]:
    for name, rewrite in REWRITES.items():
        text = rewritten(rewrite, page)
        trial = Trial(bench.rule.id, "rewrite", name, place, text)
        if text == page.text:
            yield trial._replace(skipped="there is nothing to rewrite so")
            continue
        found = bench.findings(text, page.document.format, page.context.facts)
        yield trial._replace(wrong=tuple(f"{rewrite.label}: {_shown(f)}" for f in found))


def _shown(finding: Finding) -> str:
    element = f" {finding.element}" if finding.element else ""
    return f"expected nothing, found {finding.severity} {finding.state}{element}: {finding.message}"
