"""Texts that rules prescribe or accept; no ban may flag one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.facts import Facts
from disclint.formats import parse
from disclint.model import Source
from disclint.proving.bench import Bench
from disclint.proving.matrix import Trial, format_of, passing
from disclint.ruleset.load import load_examples
from disclint.ruleset.proof import facts
from disclint.ruleset.rule import Forbid, Require, Slot, Verbatim

if TYPE_CHECKING:
    from disclint.engine import Engine
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.rule import Rule

_ANY_NAME = "Harbor Lane"


class Prescribed(NamedTuple):
    """`rule` prescribes or accepts the text; `place` is where it stands."""

    rule: str
    place: str
    text: str
    format: str
    facts: Facts


def prescribed(engine: Engine, ruleset: RuleSet) -> Iterator[Prescribed]:
    """Every legend, with its slots filled, and every passing example that makes a required statement."""
    for rule in ruleset.rules:
        if isinstance(rule.requirement, Verbatim):
            slots = {slot.name: slot for slot in rule.requirement.slots}
            for legend in rule.requirement.texts:
                yield Prescribed(rule.id, f"{rule.path}#{legend.name}", _filled(legend.text, slots), "text", Facts())
        if isinstance(rule.requirement, Require):
            bench = Bench(engine, rule)
            for example in passing(load_examples(rule)):
                known, format = facts(example), format_of(example)
                if bench.page(example.text, format, known).stated:
                    yield Prescribed(rule.id, f"{rule.path}:{example.line}", example.text, format, known)


def _filled(text: str, slots: dict[str, Slot]) -> str:
    for name, slot in slots.items():
        value = slot.one_of[0] if slot.one_of else "$250,000" if slot.quantity else _ANY_NAME
        text = text.replace(f"{{{name}}}", value)
    return text


def bans(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules if isinstance(rule.requirement, Forbid))


def banned(engine: Engine, rules: Iterable[Rule], texts: Iterable[Prescribed]) -> Iterator[Trial]:
    """One trial for each text: all bans at once, as a document meets them."""
    narrow = engine.narrowed(bans(rules))
    if not narrow.active:
        return
    for text in texts:
        trial = Trial(text.rule, "ban", "prescribed text", text.place, text.text)
        report = narrow.check(parse(Source("example", text.text), text.format), text.facts)
        wrong = tuple(
            f'{f.rule} flags "{text.text[f.span.start : f.span.end]}", which a rule accepts' for f in report.findings
        )
        yield trial._replace(wrong=wrong)
