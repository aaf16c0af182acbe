"""Evaluates a rule set on documents: values in, findings out; nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from disclint.document import Document
from disclint.facts import Facts, RuleSetting
from disclint.kinds import checker
from disclint.kinds.context import Book, Context
from disclint.model import DocumentReport, Finding, Span, Undecided
from disclint.ruleset.rule import (
    Element,
    Forbid,
    Json,
    LexiconMatch,
    Matcher,
    MetadataField,
    Pattern,
    Require,
    Rule,
    Verbatim,
    parts,
)
from disclint.ruleset.scan import Scanner
from disclint.sitewide import words
from disclint.templates import Received, Shelf
from disclint.unsettled import Beside, settled

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet


class Engine:
    """A rule set made ready to judge documents. Rules that are off, not selected or ignored are not evaluated. `own` holds
    the tool's own rules that are on (`disclint.duplicates`), `held` the rules that warn at most."""

    def __init__(
        self,
        ruleset: RuleSet,
        settings: Mapping[str, RuleSetting] | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        own: Collection[str] = (),
        held: Collection[str] = (),
    ) -> None:
        settings = settings or {}
        scanner = Scanner()
        lexicons = {name: ruleset.lexicons[name] for name in _asked_for(ruleset.rules)}
        for lexicon in lexicons.values():
            scanner.add((*lexicon.patterns, *lexicon.anti_patterns))
        for rule in ruleset.rules:
            scanner.add(patterns(rule))
        kinds = {rule.id: rule.kind for rule in ruleset.rules}
        self.book = Book(ruleset.rules, lexicons, _statements(ruleset.rules), scanner, settings, kinds, held)
        self.shelf, self._own = Shelf(self.book), frozenset(own)
        self._active = tuple(
            r
            for r in ruleset.rules
            if r.stage != "off"
            and r.status != "repealed"
            and r.id not in ignore
            and (not select or r.id in select)
            and not settings.get(r.id, RuleSetting()).off
        )

    @property
    def active(self) -> tuple[Rule, ...]:
        return self._active

    def narrowed(self, rules: Collection[str]) -> Engine:
        """An engine that shares all that was made ready, with those rules active and no others: also those that are off."""
        narrow = copy(self)
        narrow._active = tuple(rule for rule in self.book.rules if rule.id in rules)
        return narrow

    def altered(self, rule: Rule) -> Engine:
        """An engine that shares all that was made ready, with this rule, made of known parts, alone and for its namesake."""
        other = copy(self)
        rules = tuple(rule if r.id == rule.id else r for r in self.book.rules)
        other.book = self.book._replace(rules=rules, statements=_statements(rules))
        other._active = (rule,)
        return other

    def check(
        self,
        document: Document,
        facts: Facts,
        received: Received | None = None,
        *,
        told: bool = False,
        recorded: bool = False,
    ) -> DocumentReport:
        """All findings in the order of their places, before suppression. What could not be judged is a problem.

        `received` is what templates print into the document's page; without it, none are read. `told`: with what became of
        each statement that rules ask for. `recorded`: with a word on each rule, whether it applied and why.
        """
        context, beside = self.opened(document, facts, received)
        report = self._check(context, beside, received, told=told)
        if not recorded:
            return report
        from disclint.ran import applied

        spoken = frozenset(rule.id for rule in self._spoken(context)[0])
        found = frozenset(f.rule for f in report.findings) | frozenset(s.rule for s in report.statements)
        words = applied(self.book.rules, context, lambda rule: self._idle(rule, context, spoken), found)
        return report._replace(applied=words)

    def _check(self, context: Context, beside: Beside, received: Received | None, *, told: bool) -> DocumentReport:
        document, facts = context.document, context.facts
        rules, foreign = self._spoken(context)
        if not facts.page:
            # what never becomes a page owes nothing; its words are judged all the same
            owing = self.judge_template(context, figures=document.format not in ("html", "template"))
            said = (tuple(sorted(owing, key=_order)), (), () if _unfilled(document) else document.problems)
            return DocumentReport(document.source.path, *said, (), tuple(r.id for r in rules))
        single = [rule for rule in rules if rule.scope != "site"]
        found = _one_cause([f for rule in single for f in checker(rule.kind)(rule, context)])
        kept, unknown = settled(found, context, single, beside)
        if self._own and context.provisions and not (received and received.rendered):
            from disclint.duplicates import duplicates

            kept += duplicates(context, single, self._own)
        wide = [rule for rule in rules if rule.scope == "site"]
        report = DocumentReport(
            document.source.path,
            tuple(sorted(kept, key=_order)),
            (*((foreign,) if foreign else ()), *unknown),
            document.problems,
            (),
            tuple(r.id for r in rules),
            site=tuple(word for rule in wide for word in words(rule, context)) if wide else (),
        )
        return self._told(rules, context, report) if told else report

    def _told(self, rules: Sequence[Rule], context: Context, report: DocumentReport) -> DocumentReport:
        from disclint.stated import outcomes, statements

        seen = outcomes(report.findings, report.undecided)
        return report._replace(statements=tuple(statements(rules, context, seen)))

    def opened(self, document: Document, facts: Facts, received: Received | None) -> tuple[Context, Beside]:
        """The document as the rules see it, and what templates have beside what they surely print into it."""
        if received is None:
            return Context(document, facts, self.book), Beside()
        provisions = self.shelf.provisions(received.provisions, facts)
        surely = tuple(p for p in provisions if not p.doubtful and not p.why_not)
        return Context(document, facts, self.book, provisions=surely), Beside(
            tuple(p for p in provisions if p.doubtful),
            lambda name: (
                *(p for p in provisions if p.why_not),
                *self.shelf.withheld(name, received, facts),
            ),
            received.provisions.unresolved,
            read=True,
        )

    def judge_template(self, context: Context, *, figures: bool = False) -> tuple[Finding, ...]:
        """What is wrong with a text that templates print, whoever receives it: banned phrases, legends that departed from
        their words, statements that were attempted and broken, those that have to stand beside their trigger, and (`figures`)
        figures without a source."""
        rules, _ = self._spoken(context)
        found = [f for rule in rules if rule.scope != "site" for f in checker(rule.kind)(rule, context)]
        beside = {r.id for r in rules if isinstance(r.requirement, Require) and r.requirement.together}
        states = ("forbidden", "drifted", "broken", "wrong-entity", *(("unsourced",) if figures else ()))
        return tuple(f for f in _one_cause(found) if f.state in states or (f.state == "missing" and f.rule in beside))

    def _spoken(self, context: Context) -> tuple[tuple[Rule, ...], Undecided | None]:
        """The rules that cover the document's language, and a word about it where none does."""
        from disclint.language.tongue import tongue

        language = context.facts.language.split("-")[0].lower() or tongue(context.reading)
        in_force = tuple(r for r in self._active if _in_force(r, context.facts))
        spoken = tuple(r for r in in_force if not language or not {language, "any"}.isdisjoint(_languages(r)))
        if spoken or not in_force:
            return spoken, None
        message = f"no active rule covers its language ({language}); name one with `language:` or add rules for it"
        return (), Undecided(context.document.source.path, "language", message, 1, 1, tuple(r.id for r in in_force))

    def explain(
        self, document: Document, facts: Facts, rule_id: str, received: Received | None = None
    ) -> tuple[str, ...]:
        """Why a rule did or did not run on a document, line by line; KeyError for an unknown rule."""
        from disclint.explain import explain

        rule = next((r for r in self.book.rules if r.id == rule_id), None)
        if rule is None:
            raise KeyError(rule_id)
        context, _ = self.opened(document, facts, received)
        return explain(rule, context, idle=self._idle(rule, context))

    def _idle(self, rule: Rule, context: Context, spoken: Collection[str] | None = None) -> str:
        """Why the rule is not evaluated, whatever the document says; "" where it is. `spoken`: the rules in its language."""
        if off := context.setting(rule).off:
            return f"it is off ({off})"
        if rule.stage == "off" or rule.status == "repealed":
            return f"its file says {'stage: off' if rule.stage == 'off' else 'status: repealed'}"
        if rule not in self._active:
            return "it is not selected"
        if not _in_force(rule, context.facts):
            later = rule.effective_from > context.facts.as_of
            return (
                f"it is in force from {rule.effective_from}"
                if later
                else f"it was in force until {rule.effective_until}"
            )
        if rule.id not in (spoken if spoken is not None else {r.id for r in self._spoken(context)[0]}):
            return f"the document is not in its language ({', '.join(rule.lang)})"
        return ""

    def inspect(self, document: Document, facts: Facts, received: Received | None = None) -> dict[str, Json]:
        """All that was seen, as one entry of `documents` (docs/wire-format.md)."""
        from disclint.inspection import inspect

        return inspect(self.opened(document, facts, received)[0])


def _unfilled(document: Document) -> bool:
    """Whether the front matter is a form whose fields the site generator fills when it makes a document of it (an archetype)."""
    return any(p.kind == "front-matter" and ("{{" in p.text or "{%" in p.text) for p in document.shadow)


def _order(finding: Finding) -> tuple[Span, str, str, str]:
    return finding.span, finding.rule, finding.element or "", finding.state


def _in_force(rule: Rule, facts: Facts) -> bool:
    if not facts.as_of:
        return True
    return rule.effective_from <= facts.as_of and (not rule.effective_until or facts.as_of <= rule.effective_until)


def _languages(rule: Rule) -> set[str]:
    """`en` for `en-GB`: what a document's own words can tell."""
    return {language.split("-")[0].lower() for language in rule.lang}


def _one_cause(findings: list[Finding]) -> list[Finding]:
    """A slip that breaks a required statement is told there, once, and not again as a banned word."""
    broken = [f.span for f in findings if f.state == "broken"]
    return [f for f in findings if f.state != "forbidden" or not any(f.span.overlaps(b) for b in broken)]


def _statements(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, Element]]:
    return {e.name: (r, e) for r in rules if isinstance(r.requirement, Require) for e in r.requirement.elements}


def matchers(rule: Rule) -> Iterator[Matcher]:
    """Every matcher that a rule is made of, `near` ones before their parts."""
    if rule.when:
        yield from (*rule.when.any, *rule.when.all, *rule.when.none)
    match rule.requirement:
        case Require(elements=elements):
            for element in elements:
                yield from (*element.says, *element.says_not)
        case Forbid() as forbid:
            yield from (*forbid.says, *forbid.says_not, *forbid.where)
            yield from (g.matcher for g in (*forbid.unless, *forbid.downgrade) if g.matcher is not None)
        case Verbatim(texts=texts):
            from disclint.kinds.legends import shingles

            for legend in texts:
                yield from shingles(legend.text)
        case _:
            fields: tuple[MetadataField, ...] = getattr(rule.requirement, "fields", ())
            yield from (f.matches for f in fields if f.matches is not None)


def _asked_for(rules: Iterable[Rule]) -> list[str]:
    """The names of the lexicons that the rules ask for by a matcher, sorted. The terms of others are not looked for."""
    named = (part.lexicon for rule in rules for part in parts(matchers(rule)) if isinstance(part, LexiconMatch))
    return sorted(set(named))


def patterns(rule: Rule) -> Iterator[Pattern]:
    """Every expression that the automaton has to know for a rule."""
    return (part for part in parts(matchers(rule)) if isinstance(part, Pattern))
