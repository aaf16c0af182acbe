"""What templates print, made ready once for all the documents that receive it, and judged once, where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.context import Context
from disclint.kinds.provision import Provision
from disclint.model import DocumentReport, Finding
from disclint.neutral import Neutral
from disclint.site.printed import Sheet, sheets
from disclint.site.values import Printed, Provisions

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.engine import Engine
    from disclint.facts import Entity, Facts
    from disclint.kinds.context import Book
    from disclint.site.values import Piece

# Channels and documents that lose the layout on their way to the reader.
SELF_CONTAINED = frozenset(("email", "social", "feed", "newsletter"))


class Received(NamedTuple):
    """What a document gets from its site. `left_out` is asked only where something is missing: the same with what the
    document's own fields keep out. `read`: templates are read, not only what the configuration says of them; `rendered`: it
    is a built page, the document's own text among it."""

    provisions: Provisions
    left_out: Callable[[], Provisions]
    read: bool = True
    rendered: bool = False


class Shelf:
    """The texts that templates print, one context each, however many documents receive them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._contexts: dict[tuple[tuple[Piece, ...], tuple[str, ...], tuple[Entity, ...]], Context] = {}
        self._judged: dict[int, tuple[DocumentReport, ...]] = {}
        self._nowhere: set[tuple[tuple[str, ...], str]] = set()
        self._neutral = Neutral(book)

    def provisions(self, received: Provisions, facts: Facts) -> tuple[Provision, ...]:
        """What is surely printed into the document, and (`doubtful`) what may be; each with `why_not` where it does not
        count because the document reaches its readers without its layout."""
        lost = lost_layout(facts)
        return tuple(
            provision._replace(why_not="" if printed.inline else lost)
            for printed in received.printed
            for provision in self._made(printed, facts)
        )

    def withheld(self, name: str, received: Received, facts: Facts) -> tuple[Provision, ...]:
        """What the document's own fields keep out, where that says the statement (or the legend of the rule) of that name.

        Documents with the same layouts have the same texts kept from them: where one of them found nothing, none asks again.
        """
        key = (received.provisions.layout, name)
        if key in self._nowhere:
            return ()
        found = self.provisions(received.left_out(), facts)
        known = self._book.statements.get(name)
        if known is not None and not any(True for p in found for _ in p.context.sayings(known[1]).good()):
            self._nowhere.add(key)
        return found

    def _made(self, printed: Printed, facts: Facts) -> Iterator[Provision]:
        printed = printed._replace(pieces=self._neutral.pieces(printed.pieces))
        sure = [p for p in printed.pieces if not p.doubt and not p.left_out]
        for sheet in sheets(sure):
            yield Provision(self.context(sheet, facts), sheet, printed.at, printed.inline, content=printed.content)
        if len(sure) < len(printed.pieces):
            for sheet in sheets(printed.pieces):
                yield Provision(self.context(sheet, facts), sheet, printed.at, printed.inline, doubtful=True)

    def contexts(self, received: Provisions, facts: Facts) -> Iterator[Context]:
        """The printed texts as the rules see them."""
        for printed in received.printed:
            for sheet in sheets(self.neutral(printed.pieces)):
                yield self.context(sheet, facts)

    def context(self, sheet: Sheet, facts: Facts) -> Context:
        """The printed text as the rules see it; firm and entities count for it as for the document."""
        key = (sheet.pieces, facts.firm, facts.entities)
        if key not in self._contexts:
            own = facts._replace(document="", channel="", draft=False, language="")
            self._contexts[key] = Context(sheet.document, own, self._book, sheet=sheet)
        return self._contexts[key]

    def neutral(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """The pieces with placeholders for values that no rule could care about."""
        return self._neutral.pieces(pieces)

    def judged(self, context: Context, judge: Callable[[], Iterable[DocumentReport]]) -> tuple[DocumentReport, ...]:
        """What `judge` says of a text that is the shelf's; it is asked once."""
        if id(context) not in self._judged:
            self._judged[id(context)] = tuple(judge())
        return self._judged[id(context)]


def lost_layout(facts: Facts) -> str:
    """Why what a layout prints does not count for the document; empty where it does."""
    words = SELF_CONTAINED.intersection((facts.channel, facts.document))
    if not words:
        return ""
    kind = {"email": "an e-mail", "social": "a social post", "feed": "a feed entry", "newsletter": "a newsletter"}
    return f"{kind[min(words)]} reaches its readers without the layout"


def judged(
    engine: Engine,
    received: Provisions,
    facts: Facts,
    excepted: Callable[[Document, DocumentReport], DocumentReport],
) -> tuple[DocumentReport, ...]:
    """Reports of the texts that the document receives, one for each file that they are written in. Each text is judged
    once, with the first document that receives it.

    `excepted` takes out what comments in the printed text except.
    """
    contexts = tuple(engine.shelf.contexts(received, facts))

    def judge(context: Context) -> Iterator[DocumentReport]:
        document = context.document
        wrong = tuple(f for f in engine.judge_template(context) if not _said_elsewhere(f, engine, contexts))
        yield from _by_file(excepted(document, DocumentReport(document.source.path, wrong, template=True)))

    parts = [part for context in contexts for part in engine.shelf.judged(context, partial(judge, context))]
    return tuple(sorted(parts, key=lambda part: part.path))


def _said_elsewhere(finding: Finding, engine: Engine, contexts: Sequence[Context]) -> bool:
    """Whether another text of the same page makes the statement that one text misses."""
    if finding.state != "missing" or not finding.element:
        return False
    _, element = engine.book.statements[finding.element]
    return any(True for context in contexts for _ in context.sayings(element).good())


def _by_file(report: DocumentReport) -> Iterator[DocumentReport]:
    paths = {f.path for f in report.findings} | {s.finding.path for s in report.suppressed}
    for path in sorted(paths):
        findings = tuple(f for f in report.findings if f.path == path)
        suppressed = tuple(s for s in report.suppressed if s.finding.path == path)
        yield report._replace(path=path, findings=findings, suppressed=suppressed)


def merged(documents: Iterable[DocumentReport]) -> list[DocumentReport]:
    """One report for each template, whatever documents and processes it was found by; each finding once, and not at all
    where the file is a document too that was judged by itself."""
    by_path: dict[str, list[DocumentReport]] = {}
    known: set[tuple[object, ...]] = set()
    for document in documents:
        known.update((document.path, *_identity(finding)) for finding in document.findings)
        for report in document.templates:
            by_path.setdefault(report.path, []).append(report)
    return [_one(path, several, known) for path, several in sorted(by_path.items())]


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.span, finding.rule, finding.element, finding.state


def _one(path: str, several: list[DocumentReport], known: set[tuple[object, ...]]) -> DocumentReport:
    findings: dict[tuple[object, ...], Finding] = {}
    for finding in sorted((f for r in several for f in r.findings), key=_order):
        if (path, *_identity(finding)) not in known:
            findings.setdefault(_identity(finding), finding)
    suppressed = {(s.finding.span, s.finding.rule, s.finding.element): s for r in several for s in r.suppressed}
    ordered = sorted(suppressed.values(), key=lambda s: _order(s.finding))
    return several[0]._replace(path=path, findings=tuple(findings.values()), suppressed=tuple(ordered))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.span, finding.rule, finding.element or "", finding.state, finding.message, finding.fingerprint
