"""Mends one document in memory. What is written has been read again: the rule passes, nothing new is found, and all else
reads as before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.fixing.enclosures import enclosures, inside
from disclint.fixing.house import Unwritable, Wording, entry_for, rendered, wording
from disclint.fixing.spots import Spot, newline, spots
from disclint.fixing.undisturbed import same_shape, undisturbed
from disclint.formats import parse
from disclint.model import DocumentReport, Finding, Source, Span
from disclint.ruleset.rule import Require, Rule, Verbatim

if TYPE_CHECKING:
    from disclint.checker import Checker, Opened
    from disclint.discover import File
    from disclint.kinds.context import Context

UNSEEN = (
    "comment",
    "hidden",
    "front-matter",
    "attribute",
    "script",
)  # where words may stay beside those that are inserted
OWED = ("missing", "broken", "drifted")
UNREAD = " (what it prints can't be read, or does not say it here)"
FIGURES = ("unsourced", "stale", "conflicting", "incomplete")


class Unmended(Exception):
    """Why a finding stays as it is, in words that say what to do."""


class Change(NamedTuple):
    """Source ranges with what takes their places, in order, and what that does in words."""

    writes: tuple[tuple[Span, str], ...]
    words: str


class State(NamedTuple):
    """A document as it is now: its text, what is found in it, what the rules see of it."""

    source: Source
    report: DocumentReport
    opened: Opened
    context: Context


class Mender:
    """For one document. Nothing is written to the disk."""

    def __init__(self, checker: Checker, file: File) -> None:
        self._checker, self._file = checker, file
        self._config = checker.configs.of(file.path)
        self._engine = checker.ready(self._config).engine
        self._rules = {rule.id: rule for rule in self._engine.book.rules}

    def state(self, source: Source) -> State:
        """DisclintError where the text can't be judged."""
        opened = self._checker.opened(self._file, source)
        context, _ = self._engine.opened(opened.document, opened.facts, opened.received)
        return State(source, self._checker.plain(self._file, source), opened, context)

    def concerns(self, finding: Finding) -> bool:
        """Whether words could mend the finding at all: a figure or a banned phrase is the writer's own business."""
        rule = self._rules.get(finding.rule)
        owed = rule is not None and isinstance(rule.requirement, Require | Verbatim) and finding.state in OWED
        return bool(finding.edits) or owed

    def is_wide(self, finding: Finding) -> bool:
        """Whether the rule asks for it once in a whole site, and not in this document."""
        rule = self._rules.get(finding.rule)
        return rule is not None and rule.scope == "site"

    def mended(self, state: State, finding: Finding) -> tuple[State, Change]:
        """The document with the finding mended, and how; `finding` is one of the state's. Unmended with the reason."""
        if state.opened.facts.draft:
            raise Unmended("the document is a draft, and drafts are left to their writers")
        if finding.edits:
            return self._corrected(state, finding)
        if finding.state == "drifted":
            raise Unmended(self._undone(state, finding))
        return self._inserted(state, finding)

    # -- words that are known to the character

    def _corrected(self, state: State, finding: Finding) -> tuple[State, Change]:
        writes = tuple((edit.span, edit.text) for edit in finding.edits)
        text = state.source.text
        was = ", ".join(f'"{" ".join(text[at.start : at.end].split())}"' for at, _ in writes)
        will = ", ".join(f'"{words.strip()}"' for _, words in writes)
        change = Change(writes, f"{will} in place of {was}")
        source = applied(state.source, change)
        if not same_shape(*(parse(text, self._file.format) for text in (state.source, source))):
            raise Unmended("the words would not be read as words there; mend it by hand")
        return self._judged(state, source, finding, Span(0, 0)), change

    def _undone(self, state: State, finding: Finding) -> str:
        from disclint.kinds.redress import Unknown, redress
        from disclint.kinds.verbatim import best_match

        requirement = self._rules[finding.rule].requirement
        assert isinstance(requirement, Verbatim)
        found = best_match(requirement, state.context, state.context)
        try:
            if found:
                redress(found, {slot.name: slot for slot in requirement.slots})
        except Unknown as unknown:
            return str(unknown)
        return f"the words are written with markup, or not in the text itself; mend them by hand ({finding.fix})"

    # -- words of the house

    def _inserted(self, state: State, finding: Finding) -> tuple[State, Change]:
        words = self._wording(state, finding)
        rule = self._rules[finding.rule]
        reasons: list[str] = []
        old = parse(state.source, self._file.format)
        for spot, text in self._spots(state, rule, words):
            change = Change(((Span(spot.at, spot.at), spot.head + text + spot.tail),), f"{words.whose} {spot.where}")
            source = applied(state.source, change)
            document = parse(source, self._file.format)
            at = Span(spot.at, spot.at + len(change.writes[0][1]))
            if undisturbed(old, document, at, words.paragraphs):
                try:
                    return self._judged(state, source, finding, at), change
                except Unmended as reason:
                    reasons.append(f"{reason}{UNREAD if words.tag else ''}")
        why = [*reasons, "no place was found where it would be read as a paragraph of its own"][0]
        raise Unmended(f"{words.whose} was not written: {why}")

    def _wording(self, state: State, finding: Finding) -> Wording:
        if finding.state == "broken" and not _unseen(state, finding.span):
            raise Unmended("it was attempted here; mend the words, or take them out")
        if not state.opened.document.text:
            raise Unmended("there is no text to put it into")
        if self._file.format == "template" or not state.opened.facts.page:
            raise Unmended("it is a template, which many documents may print; put the words in by hand")
        entry = entry_for(self._config.disclosures, finding.element, finding.rule)
        if entry is None:
            names = " or ".join(dict.fromkeys(filter(None, (finding.element, finding.rule))))
            raise Unmended(f"the configuration has no text of the house for it (disclosures: {names})")
        try:
            words = wording(entry, state.opened.facts, self._checker.sites.site(self._file.path).name)
            "".join((words.tag, *words.paragraphs)).encode(state.source.encoding)
        except Unwritable as reason:
            raise Unmended(str(reason)) from None
        except UnicodeEncodeError as error:
            lacks = f'{state.source.encoding} has no "{error.object[error.start]}"'
            raise Unmended(f"disclosures.{entry.name} can't be written in this file: {lacks}") from None
        return words

    def _spots(self, state: State, rule: Rule, words: Wording) -> Iterator[tuple[Spot, str]]:
        """Places with the text to put there: first those in no element, component or shortcode."""
        from disclint.kinds.live import liveness

        document = state.opened.document
        assert isinstance(rule.requirement, Require | Verbatim)
        around = enclosures(document)
        found = tuple(spots(document, rule.requirement.place, liveness(rule, state.context).triggers))
        lying = [inside(around, spot.at) for spot in found]
        for wanted in ((False, False), (True, False)):
            for spot, where in zip(found, lying, strict=True):
                if where == wanted:
                    indent = spot.head.lstrip("\r\n")
                    yield spot, rendered(words, document.format, newline(document.source.text), indent)

    # -- read again

    def _judged(self, before: State, source: Source, finding: Finding, at: Span) -> State:
        """The state of the changed text, `at` being what was inserted. Unmended where the finding stays or something new is
        found."""
        after = self.state(source)
        if after.report.problems and after.report.problems != before.report.problems:
            raise Unmended(f"with it the document can't be judged: {after.report.problems[0].message}")
        had, has = (Counter((f.rule, f.element) for f in state.report.findings) for state in (before, after))
        name = (finding.rule, finding.element)
        waits = {rule for u in after.report.undecided for rule in u.rules}
        if has[name] >= had[name] or finding.rule in waits - _waiting(before):
            left = next((f.message for f in after.report.findings if (f.rule, f.element) == name), "it is undecided")
            raise Unmended(f"{finding.rule} would not pass with it: {left}")
        if new := _new(before, after, at):
            raise Unmended(f"{new.rule} would find something new: {new.message}")
        if hidden := _hidden(before, after, finding):
            raise Unmended(f"it would hide what {hidden.rule} finds; mend that first: {hidden.message}")
        return after


def applied(source: Source, change: Change) -> Source:
    """The source with the change made."""
    text, parts, at = source.text, list[str](), 0
    for span, words in sorted(change.writes, key=lambda write: write[0]):
        parts += (text[at : span.start], words)
        at = span.end
    return source._replace(text="".join(parts) + text[at:])


def _key(finding: Finding) -> tuple[str, str | None, str]:
    return finding.rule, finding.element, finding.state


def _waiting(state: State) -> set[str]:
    return {rule for undecided in state.report.undecided for rule in undecided.rules}


def _new(before: State, after: State, at: Span) -> Finding | None:
    """A finding above a remark that was not there before; but a figure that stands elsewhere, and is judged now because the
    document speaks of investing now, is its own matter."""
    had = Counter(_key(finding) for finding in before.report.findings)
    for finding in after.report.findings:
        had[_key(finding)] -= 1
        elsewhere = finding.state in FIGURES and not finding.span.overlaps(at)
        if had[_key(finding)] < 0 and finding.severity != "info" and not elsewhere:
            return finding
    return None


def _hidden(before: State, after: State, finding: Finding) -> Finding | None:
    """Another finding that would go although the words that it is about stay: those of a bad attempt, for one."""
    has = Counter(_key(other) for other in after.report.findings)
    for other in before.report.findings:
        has[_key(other)] -= 1
        stays = other.state == "missing" or _unseen(before, other.span) or other.span.overlaps(finding.span)
        if has[_key(other)] < 0 and not stays and not finding.edits:
            return other
    return None


def _unseen(state: State, at: Span) -> bool:
    """Whether the source range lies in words that no reader sees."""
    for passage in state.opened.document.shadow:
        span = passage.map.source_span(0, len(passage.text))
        if passage.kind in UNSEEN and span.start <= at.start and at.end <= span.end:
            return True
    return False
