"""One engine for many trials: a rule judges a text as if it were the only one, without anything being read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disclint.engine import Engine
from disclint.facts import Facts
from disclint.formats import parse
from disclint.kinds.context import Context
from disclint.model import Finding, Source
from disclint.proving.stating import Stated, stated

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.ruleset.rule import Rule


class Page(NamedTuple):
    """A text, with what is known of it and the statements of one rule that it makes."""

    rule: Rule
    context: Context
    stated: tuple[Stated, ...]

    @property
    def document(self) -> Document:
        return self.context.document

    @property
    def text(self) -> str:
        return self.context.document.source.text

    @property
    def places(self) -> tuple[str, ...]:
        """Where the rule wants its statement."""
        return tuple(getattr(self.rule.requirement, "place", ()))


class Bench:
    """A rule, and an engine that has it alone."""

    def __init__(self, engine: Engine, rule: Rule) -> None:
        self.engine, self.rule = engine.narrowed((rule.id,)), rule

    def page(self, text: str, format: str, facts: Facts) -> Page:
        context = Context(parse(Source("example", text), format), facts, self.engine.book)
        return Page(self.rule, context, tuple(stated(self.rule, context)))

    def findings(self, text: str, format: str, facts: Facts) -> tuple[Finding, ...]:
        """What the rule finds in the text."""
        return self.engine.check(parse(Source("example", text), format), facts).findings

    def misses(self, text: str, format: str, facts: Facts, name: str) -> bool:
        """Whether the rule finds that the text does not make the statement; words in the wrong place are made."""
        return any(f.element in (name, None) and f.state != "misplaced" for f in self.findings(text, format, facts))
