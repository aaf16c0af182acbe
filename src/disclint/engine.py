"""Evaluates a rule set on documents: values in, findings out; nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from disclint.document import Document
from disclint.facts import Facts, RuleSetting
from disclint.kinds import checker
from disclint.kinds.context import Book, Context
from disclint.model import DocumentReport, Finding, Undecided
from disclint.ruleset.rule import (
    Element,
    Forbid,
    Json,
    Matcher,
    MetadataField,
    Pattern,
    Require,
    Rule,
    Verbatim,
    parts,
)
from disclint.ruleset.scan import Scanner

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet


class Engine:
    """A rule set made ready to judge documents. Rules that are off, not selected or ignored are not evaluated."""

    def __init__(
        self,
        ruleset: RuleSet,
        settings: Mapping[str, RuleSetting] | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
    ) -> None:
        settings = settings or {}
        scanner = Scanner()
        for lexicon in ruleset.lexicons.values():
            scanner.add((*lexicon.patterns, *lexicon.anti_patterns))
        for rule in ruleset.rules:
            scanner.add(patterns(rule))
        kinds = {rule.id: rule.kind for rule in ruleset.rules}
        self.book = Book(ruleset.rules, ruleset.lexicons, _statements(ruleset.rules), scanner, settings, kinds)
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

    def check(self, document: Document, facts: Facts) -> DocumentReport:
        """All findings in the order of their places, before suppression. What could not be judged is a problem."""
        context = Context(document, facts, self.book)
        path = document.source.path
        findings: list[Finding] = []
        undecided: list[Undecided] = []
        rules, foreign = self._spoken(context)
        if foreign:
            undecided.append(foreign)
        for rule in rules:
            findings += checker(rule.kind)(rule, context)
        kept, unknown = _undecided(_one_cause(findings), context)
        kept.sort(key=lambda f: (f.span, f.rule, f.element or "", f.state))
        return DocumentReport(
            path, tuple(kept), (*undecided, *unknown), document.problems, (), tuple(r.id for r in rules)
        )

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

    def explain(self, document: Document, facts: Facts, rule_id: str) -> tuple[str, ...]:
        """Why a rule did or did not run on a document, line by line; KeyError for an unknown rule."""
        from disclint.explain import explain

        rule = next((r for r in self.book.rules if r.id == rule_id), None)
        if rule is None:
            raise KeyError(rule_id)
        context = Context(document, facts, self.book)
        return explain(rule, context, idle=self._idle(rule, context))

    def _idle(self, rule: Rule, context: Context) -> str:
        """Why the rule is not evaluated, whatever the document says; "" where it is."""
        if off := context.setting(rule).off:
            return f"it is off ({off})"
        if rule.stage == "off" or rule.status == "repealed":
            return f"its file says {'stage: off' if rule.stage == 'off' else 'status: repealed'}"
        if rule not in self._active:
            return "it is not selected"
        if not _in_force(rule, context.facts):
            return f"it is not in force on {context.facts.as_of}"
        if rule not in self._spoken(context)[0]:
            return f"the document is not in its language ({', '.join(rule.lang)})"
        return ""

    def inspect(self, document: Document, facts: Facts) -> dict[str, Json]:
        """All that was seen, as one entry of `documents` (docs/wire-format.md)."""
        from disclint.inspection import inspect

        return inspect(Context(document, facts, self.book))


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


def _undecided(findings: list[Finding], context: Context) -> tuple[list[Finding], list[Undecided]]:
    """Statements that were never attempted, where a template may add them: not known, and said so."""
    site, call = context.facts.site, _disclosing_call(context)
    if not site and call is None:
        return findings, []
    kept: list[Finding] = []
    unknown: set[str] = set()
    for finding in findings:
        if _never_attempted(finding, context) or (site and _in_front_matter(finding, context)):
            unknown.add(finding.rule)
        else:
            kept.append(finding)
    held = tuple(sorted(unknown))
    if not held:
        return kept, []
    path = context.document.source.path
    if call is not None:
        line, column = context.lines().place(call[1])
        message = f"`{call[0]}` may print what is missing here; its text is not resolved"
        return kept, [Undecided(path, "template", message, line, column, held)]
    message = f"a {site} site: its templates may print what is missing here; they are not resolved"
    return kept, [Undecided(path, f"site:{site}", message, None, None, held)]


def _never_attempted(finding: Finding, context: Context) -> bool:
    """Whether a statement or a legend is missing (a field of the front matter is nothing that a template adds)."""
    return finding.state == "missing" and context.book.kinds[finding.rule] in ("require", "verbatim")


def _in_front_matter(finding: Finding, context: Context) -> bool:
    """Whether a broken attempt stands in the front matter, whose words a template may print."""
    maps = [p.map for p in context.document.shadow if p.kind == "front-matter"]
    return finding.state == "broken" and any(m.source_starts[0] <= finding.span.start < m.source_ends[-1] for m in maps)


def _disclosing_call(context: Context) -> tuple[str, int] | None:
    for call in context.document.calls:
        name = " ".join((call.name, *call.args[:1])).lower()
        if any(word in name for word in ("disclaim", "disclos", "legal", "risk", "fineprint", "fine-print", "notice")):
            return call.name if not call.args else f"{call.name} {call.args[0]}", call.source.start
    return None


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


def patterns(rule: Rule) -> Iterator[Pattern]:
    """Every expression that the automaton has to know for a rule."""
    return (part for part in parts(matchers(rule)) if isinstance(part, Pattern))
