"""Own performance without a period, an as-of date, or a word on net or gross: one finding a sentence or a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.wording import fill
from disclint.language.market import Market
from disclint.language.performance import Performance
from disclint.language.periods import AS_OF, CLOSED, PERIOD, UNTIL, dates
from disclint.language.places import holding
from disclint.lazy import expression
from disclint.model import Finding, Span

if TYPE_CHECKING:
    import re

    from disclint.kinds.context import Context
    from disclint.language.claims import Claim
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule

_FEES = r"(?:fees?|costs?|expenses?|commissions?|charges?|slippage|carry)\b"
_NET = expression(
    r"\b(?:net|gross)\b(?![ -](?:worth|income|assets?|profits?|loss(?:es)?|zero|interest|revenues?|neutral|margins?"
    r"|exposure|leverage|domestic|debt|inflows?|outflows?|flows?|buyers?|sellers?|sales|long|short|positions?|cash))"
    rf"|\b(?:after|before|without|excluding|including|includes?|less|minus|deducting|exclude|reflects?) (?:\w+ ){{0,5}}?{_FEES}"
    rf"|\b(?:not|n't) (?:been )?(?:\w+ ){{1,3}}?{_FEES}|\b{_FEES} (?:\w+ ){{0,5}}?(?:deducted|included|excluded|subtracted)\b"
    rf"|\bno {_FEES}|\bfee-free\b|\bpre-fee\b|\bpost-fee\b"
)
_GENERAL = expression(r"\b(?:returns?|performance|results|track record|figures|numbers)\b")
_YEAR = expression(r"(?<![\w.,$€£])(?:19|20)\d\d(?![\w.,%])")
_NEAR = 500  # characters around a result in a long paragraph
_MARKED = expression(r"[*†‡§]|\[\d{1,2}\]|\^\d")


class Ask(NamedTuple):
    """One of the three things, what it is called in a finding, and what would mend it."""

    name: str
    label: str
    mend: str


PERIOD_ASKED = Ask("period", "a period", 'the period ("January 2024 to June 2026")')
UNTIL_ASKED = Ask("as-of date", "an as-of date", 'the day that it runs to ("as of 30 June 2026")')
NET_ASKED = Ask("net or gross", "a word on whether it is net or gross", 'net or gross ("net of fees")')


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """The findings of the text and of what stands beside it; a title or a description leans on the text."""
    main = Surroundings(context.reading)
    for where in (context, *context.sides):
        near = main if where is context else Surroundings(where.reading, main)
        for group in _groups(where.reading, near.tables):
            lacking = near.lacking(group[0].quantity.start)
            if not lacking:
                continue
            spans = [Span(c.quantity.start, c.quantity.end) for c in group]
            finding = where.finding(
                rule,
                state="incomplete",
                message=fill(
                    rule.message,
                    where.facts,
                    claims=_quoted(where.reading, spans[0], len(spans) - 1),
                    missing=_list([ask.label for ask in lacking]),
                ),
                at=spans[0],
                fix=rule.fix or f"add {_list([ask.mend for ask in lacking])}",
                looked_for=(" · ".join(f"{a.name}: none in the paragraph, the section or the notes" for a in lacking),),
                related=tuple(where.related("also own performance", *s) for s in spans[1:5]),
            )
            if finding:
                yield finding


def _groups(reading: Reading, tables: tuple[Span, ...]) -> list[list[Claim]]:
    """The own results of each sentence, or of each table."""
    groups: dict[tuple[str, int], list[Claim]] = {}
    for claim in reading.claims.claims:
        if claim.claim and "performance" in claim.quantity.attributes:
            at = claim.quantity.start
            table = holding(tables, at, at + 1)
            place = ("table", table.start) if table else ("sentence", reading.sentence_index(at))
            groups.setdefault(place, []).append(claim)
    return list(groups.values())


def _quoted(reading: Reading, span: Span, others: int) -> str:
    text = reading.text[span.start : span.end].replace("\n", " ")
    return f'"{text}"' + (f" (and {others} more)" if others else "")


def _list(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


class Surroundings:
    """Where the basis of a result may be stated: its paragraph or table, its section, the notes, a general sentence."""

    def __init__(self, reading: Reading, main: Surroundings | None = None) -> None:
        self._reading, self._main = reading, main
        self._known: dict[tuple[str, int], bool] = {}

    @cached_property
    def tables(self) -> tuple[Span, ...]:
        return Performance(self._reading, self._reading.quantities).tables

    def lacking(self, at: int) -> list[Ask]:
        """What is stated nowhere for the result at that offset."""
        return [
            ask
            for ask, pattern in ((PERIOD_ASKED, PERIOD), (UNTIL_ASKED, UNTIL), (NET_ASKED, _NET))
            if not self._said(ask, pattern, at)
        ]

    def _said(self, ask: Ask, pattern: re.Pattern[str], at: int) -> bool:
        patterns = [pattern, CLOSED] if ask is UNTIL_ASKED and self._dated else [pattern]
        if self._found(patterns, self._close(at)) or (ask is not NET_ASKED and (self._headed(at) or self._tabled(at))):
            return True
        section = self._reading.section(at).start
        if (ask.name, section) not in self._known:
            self._known[ask.name, section] = self._farther(ask, patterns, at)
        return self._known[ask.name, section]

    def _farther(self, ask: Ask, patterns: list[re.Pattern[str]], at: int) -> bool:
        """Whether the section says it in so many words, or a note or a general sentence does."""
        section = self._reading.section(at)
        told = {UNTIL_ASKED.name: [AS_OF], NET_ASKED.name: [_NET]}.get(ask.name, [])
        if self._found(told, [Span(section.start, section.end)]):
            return True
        elsewhere = self._found(patterns, [*self._notes, *self._general])
        return elsewhere or bool(self._main and self._main.states(patterns))

    def _found(self, patterns: list[re.Pattern[str]], places: list[Span]) -> bool:
        return any(p.search(self._reading.folded, *place) for p in patterns for place in places)

    def _close(self, at: int) -> list[Span]:
        """The paragraph (of a long one, what stands close by), or the table with what frames it."""
        reading = self._reading
        table = holding(self.tables, at, at + 1)
        if table:
            first, last = reading.block_index(table.start), reading.block_index(table.end - 1)
            framing = reading.document.blocks[max(0, first - 1) : last + 2]
            return [Span(b.start, b.end) for b in framing]
        block = reading.block(at)
        return [Span(max(block.start, at - _NEAR), min(block.end, at + _NEAR)), reading.sentence(at)]

    def _headed(self, at: int) -> bool:
        """Whether the result's heading names a month, a quarter or a year."""
        heading = self._reading.block(self._reading.section(at).start)
        return heading.kind == "heading" and bool(dates(self._reading.folded, heading.start, heading.end))

    def _tabled(self, at: int) -> bool:
        """Whether the result stands in a table whose cells name years."""
        table = holding(self.tables, at, at + 1)
        return bool(table and _YEAR.search(self._reading.folded, *table))

    def states(self, patterns: list[re.Pattern[str]]) -> bool:
        """Whether the text states it anywhere: enough for its title."""
        return any(p.search(self._reading.folded) for p in patterns)

    @cached_property
    def _dated(self) -> bool:
        return bool(Market(self._reading).dated)

    @cached_property
    def _notes(self) -> tuple[Span, ...]:
        """Notes and paragraphs that begin with a note's mark."""
        reading = self._reading
        marked = (b for b in reading.document.blocks if b.kind == "note" or _MARKED.match(reading.plain, b.start))
        return (*reading.document.notes.values(), *(Span(b.start, b.end) for b in marked))

    @cached_property
    def _general(self) -> tuple[Span, ...]:
        """Sentences anywhere that speak of returns or results in general."""
        reading = self._reading
        return tuple(s for s in reading.sentences if _GENERAL.search(reading.folded, *s))
