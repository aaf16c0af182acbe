"""A drill on the writer's own page: each statement found in it is damaged, and the gate has to notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.live import liveness
from disclint.model import Lines
from disclint.proving.bench import Bench, Page
from disclint.proving.damage import DAMAGES, removed
from disclint.proving.matrix import Start, Trial, damaged

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.engine import Engine
    from disclint.facts import Facts
    from disclint.proving.stating import Stated
    from disclint.ruleset.rule import Rule


class Drilled(NamedTuple):
    """A statement of the page. `why_not` says why it was not damaged; else `trials` holds every damage that was done."""

    rule: str
    name: str
    line: int
    words: str
    trials: tuple[Trial, ...] = ()
    why_not: str = ""

    def outcome(self, damage: str) -> str:
        """caught, MISSED, or – where the damage means nothing."""
        mine = [t for t in self.trials if t.name == damage and not t.skipped]
        return "–" if not mine else "MISSED" if any(t.wrong for t in mine) else "caught"


def drill(engine: Engine, document: Document, facts: Facts) -> Iterator[Drilled]:
    """Every required statement that the document makes in its own text, rule by rule."""
    for rule in engine.active:
        bench = Bench(engine, rule)
        page = bench.page(document.source.text, document.format, facts)
        yield from (_drilled(bench, rule, page, stated) for stated in page.stated)


def _drilled(bench: Bench, rule: Rule, page: Page, stated: Stated) -> Drilled:
    first = stated.pieces[0]
    line = Lines(page.text).position(page.document.source_span(first.start, first.end)).line
    words = " ".join(page.document.text[first.start : first.end].split())
    drilled = Drilled(rule.id, stated.name or rule.id, line, words)
    facts, format = page.context.facts, page.document.format
    if not liveness(rule, page.context).live:
        return drilled._replace(why_not="nothing in this page calls for it")
    if bench.misses(page.text, format, facts, stated.name):
        return drilled._replace(why_not="the page has a finding about it already")
    if not bench.misses(removed(page, stated), format, facts, stated.name):
        # what calls for the statement stands in its own sentence: only its very words can go
        stated = stated.in_words()
    if not bench.misses(removed(page, stated), format, facts, stated.name):
        return drilled._replace(why_not="without these words the page would not owe it")
    start = Start(page, stated, facts, page.document.source.path)
    return drilled._replace(trials=tuple(damaged(bench, start)))


def table(found: list[Drilled]) -> Iterator[str]:
    """The statements, numbered, and below them what became of each damage."""
    for i, one in enumerate(found, 1):
        name = one.name if one.name == one.rule else f"{one.name} ({one.rule})"
        yield f"  {i}  line {one.line}: {name}: {one.why_not or 'drilled'}"
        yield f'     "{one.words[:100]}{" …" if len(one.words) > 100 else ""}"'
    drilled = [(i, one) for i, one in enumerate(found, 1) if one.trials]
    if not drilled:
        return
    width = max(len(damage.label) for damage in DAMAGES.values())
    yield ""
    yield f"  {'the words stand …':{width}}" + "".join(f"  {i:<6}" for i, _ in drilled).rstrip()
    for name, damage in DAMAGES.items():
        outcomes = [one.outcome(name) for _, one in drilled]
        yield (f"  {damage.label:{width}}" + "".join(f"  {outcome:6}" for outcome in outcomes)).rstrip()
