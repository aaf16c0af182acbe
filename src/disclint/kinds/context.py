"""One document under one rule set: what every kind of rule asks, and how a finding is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disclint.document import Document
from disclint.facts import Facts, RuleSetting
from disclint.kinds.matching import Hit, Matching
from disclint.kinds.provision import Provision, Said
from disclint.kinds.severity import severity
from disclint.kinds.statements import Sayings
from disclint.language.reading import Reading
from disclint.lazy import expression
from disclint.model import Edit, Finding, Lines, Position, Related, Severity, Span

if TYPE_CHECKING:
    from disclint.ruleset.rule import Element, Lexicon, Rule
    from disclint.ruleset.scan import Scanner
    from disclint.site.printed import Sheet

EXCERPT = 110
_PLAIN = expression(r"[\w ./,'-]+")  # words that every format writes as they are


class Book(NamedTuple):
    """A rule set made ready: its rules in order, lexicons, the statements by name, one scanner for all of them.

    `settings` and `kinds` are by rule; `held` are the rules that warn at most until the configuration takes them in.
    """

    rules: tuple[Rule, ...]
    lexicons: Mapping[str, Lexicon]
    statements: Mapping[str, tuple[Rule, Element]]
    scanner: Scanner
    settings: Mapping[str, RuleSetting]
    kinds: Mapping[str, str]
    held: Collection[str] = ()


class Context(Matching):
    """What the rules see of one document, or of one passage beside its text (`passage` names its kind).

    `provisions` are the texts that templates surely add to it. A text that templates print has a `sheet`, which leads its
    findings to the template that they stand in.
    """

    def __init__(
        self,
        document: Document,
        facts: Facts,
        book: Book,
        *,
        of: Context | None = None,
        passage: str = "",
        provisions: Sequence[Provision] = (),
        sheet: Sheet | None = None,
    ) -> None:
        names = [name for entity in facts.entities for name in entity.names] + [facts.values.get("firm.name", "")]
        reading = Reading(
            document,
            facts.sourcing,
            facts.today,
            publisher=tuple(dict.fromkeys(name for name in names if name)),
            release=facts.document == "press-release",
        )
        super().__init__(reading, facts, book.scanner, book.lexicons, self._statement_hits)
        self.document, self.book, self.passage = document, book, passage
        self._said: dict[str, Sayings] = {}
        self._seen: Counter[tuple[str, str, str]] = of._seen if of else Counter()
        self._of = of
        self.provisions = tuple(provisions)
        self._sheet: Sheet | None = sheet if of is None else of._sheet

    @cached_property
    def sides(self) -> tuple[Context, ...]:
        """The title, description and image alternatives, each as a text of its own."""
        return tuple(self._beside(i) for i in range(len(self.document.sides)))

    def _beside(self, i: int) -> Context:
        side = self.document.sides[i]
        return Context(self.document.passage(side), self.facts, self.book, of=self, passage=side.kind)

    @cached_property
    def shadow(self) -> tuple[Context, ...]:
        """Comments, front matter, code, hidden and struck text, each as a text of its own."""
        return tuple(
            Context(self.document.passage(p), self.facts, self.book, of=self, passage=p.kind)
            for p in self.document.shadow
        )

    @cached_property
    def placeholders(self) -> tuple[Span, ...]:
        """Placeholders left in where a disclosure should stand."""
        from disclint.kinds.nearmiss import find_placeholders

        return tuple(find_placeholders(self.reading))

    @cached_property
    def cut_offs(self) -> tuple[Span, ...]:
        """Denials that break off at the end of their block."""
        from disclint.kinds.nearmiss import find_cut_offs

        return tuple(find_cut_offs(self.reading))

    def sayings(self, element: Element) -> Sayings:
        """Every place where the element's phrases stand, with whether that counts and why not."""
        if element.name not in self._said:
            self._said[element.name] = Sayings(self, element)
        return self._said[element.name]

    def said(self, element: Element) -> Iterator[Said]:
        """Every place where the element counts: first in the document's own text, then in what templates add."""
        for hit in self.sayings(element).good():
            yield Said(self, hit.span, hit.span)
        for provision in self.provisions:
            for hit in provision.context.sayings(element).good():
                at = provision.stands(hit.span, len(self.reading.text))
                yield Said(provision.context, hit.span, at, provision)

    def _statement_hits(self, name: str) -> tuple[Hit, ...]:
        _, element = self.book.statements[name]
        return tuple(self.sayings(element).good())

    def setting(self, rule: Rule) -> RuleSetting:
        return self.book.settings.get(rule.id, RuleSetting())

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.document.source.text)

    def lines(self) -> Lines:
        """The source's lines, counted once for the text and all that stands beside it."""
        return self._of.lines() if self._of else self._lines

    def source_span(self, start: int, end: int) -> Span:
        return self.document.source_span(start, end)

    def place(self, start: int, end: int) -> tuple[str, Span, Position]:
        """The file (as printed), the source span in it and its lines and columns that a readable range comes from."""
        return self.located(self.source_span(start, end))

    def located(self, source: Span) -> tuple[str, Span, Position]:
        """The file (as printed), the span in it and its lines and columns that a source span stands for."""
        if self._sheet is None:
            return self.document.source.path, source, self.lines().position(source)
        from disclint.site import files

        return files.located(self._sheet, source)

    def related(self, message: str, start: int, end: int) -> Related:
        path, _, position = self.place(start, end)
        return Related(message, position, "" if self._sheet is None else path)

    def excerpt(self, start: int, end: int) -> str:
        """The words at the range and around them, at most EXCERPT characters, within their block."""
        block = self.reading.block(start)
        room = max(0, EXCERPT - (end - start)) // 2
        low, high = max(block.start, start - room), min(max(block.end, end), end + room)
        text = self.reading.text
        while low > block.start and not text[low - 1].isspace():
            low -= 1
            if start - low > room + 24:
                break
        while high < block.end and not text[high].isspace():
            high += 1
            if high - end > room + 24:
                break
        cut = text[low:high].replace("\n", " ").strip()
        return ("… " if low > block.start else "") + cut + (" …" if high < block.end else "")

    def finding(
        self,
        rule: Rule,
        *,
        state: str,
        message: str,
        at: Span,
        element: Element | None = None,
        level: Severity | None = None,
        fix: str | None = None,
        looked_for: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        identity: str | None = None,
        source: Span | None = None,
        writes: tuple[tuple[Span, str], ...] = (),
    ) -> Finding | None:
        """A finding at a readable range, complete but for suppression; None where its severity is off.

        `level` replaces the severity that the rule would give; the configuration's own setting and a draft's discount
        still hold. `identity` is what the fingerprint takes in place of the sentence ("" for a missing statement).
        `source` is the place in the source of what is no text, such as the mark of a note. `writes` are
        readable ranges with the words that would take their places.
        """
        decided = severity(rule, self, state=state, element=element, level=level)
        if decided is None:
            return None
        name = element.name if element else None
        excerpt = self.excerpt(at.start, at.end) if self.reading.text else ""
        place = (*self.located(source or self.source_span(at.start, at.end)), excerpt)
        behind = (rule.authority[0].cite if rule.authority else "", rule.basis, rule.why)
        fingerprint = self._fingerprint(rule.id, name or "", at, identity)
        edits = self._edits(writes) if writes else ()
        return Finding(
            rule.id, name, state, decided, message, *place, fix, looked_for, related, *behind, fingerprint, edits
        )

    def _edits(self, writes: tuple[tuple[Span, str], ...]) -> tuple[Edit, ...]:
        """What puts words in the places of readable ranges; nothing where one of them is written with markup or in a template,
        or beside the text with words that need some."""
        from disclint.formats.escaping import escaped

        edits: list[Edit] = []
        for at, words in writes:
            source = self.source_span(*at)
            written = self.document.source.text[source.start : source.end]
            same = " ".join(written.split()) == " ".join(self.reading.text[at.start : at.end].split())
            if self._sheet is not None or not same or (self.passage and not _PLAIN.fullmatch(words)):
                return ()
            edits.append(Edit(source, self.lines().position(source), escaped(words, self.document.format)))
        return tuple(edits)

    def _fingerprint(self, rule: str, element: str, at: Span, identity: str | None) -> str:
        """Rule, element, normalised sentence and occurrence: no path and no line, so that moved text keeps its name."""
        from disclint.digests import sha256

        sentence = self.reading.sentence(at.start)
        words = " ".join(self.reading.folded[sentence.start : sentence.end].split()) if identity is None else identity
        key = (rule, element, words)
        self._seen[key] += 1
        return sha256("\x1f".join((*key, str(self._seen[key]))).encode()).hexdigest()[:16]
