"""The documents of a run: an article for each in which something was found, a table of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from disclint.document import Document
from disclint.model import DocumentReport, Finding, Report, Source, Suppressed
from disclint.report.duties import Duty, duties
from disclint.report.html.cards import card
from disclint.report.html.tags import Html, joined, listed, tag
from disclint.report.html.texts import Pinned, in_text, marked
from disclint.report.text import many

WHOLE = 20_000  # characters of a document that are shown without a cut
ROOM = 1_000_000  # characters of all documents that are; with more, each is cut around what was found


def articles(report: Report, all: bool) -> list[Html]:
    """One article for each document with findings or exceptions, in their order; cards are numbered through."""
    numbers = count(1)
    owed = _by_path(duties(report))
    told = [document for document in report.documents if _found(document)]
    texts = {source.path: source for document in report.documents for source in document.texts}
    room = WHOLE if sum(len(texts[d.path].text) for d in told if d.path in texts) <= ROOM else 0
    return [
        _article(n, document, owed.get(document.path, []), numbers, texts, None if all else room)
        for n, document in enumerate(told, 1)
    ]


def _by_path(found: Sequence[Duty]) -> dict[str, list[Duty]]:
    by_path: dict[str, list[Duty]] = {}
    for duty in found:
        by_path.setdefault(duty.path, []).append(duty)
    return by_path


def _found(document: DocumentReport) -> list[tuple[Finding, Suppressed | None]]:
    found: list[tuple[Finding, Suppressed | None]] = [(finding, None) for finding in document.findings]
    found += [(held.finding, held) for held in document.suppressed]
    return sorted(found, key=lambda f: (f[0].span, f[0].rule, f[0].element or ""))


def _article(
    number: int,
    report: DocumentReport,
    owed: Sequence[Duty],
    numbers: Iterator[int],
    texts: Mapping[str, Source],
    room: int | None,
) -> Html:
    """The document's words with the cards. `room`: how many characters are shown without a cut; None for any number."""
    own = texts.get(report.path)
    document = _parsed(own, report.format)
    pins = []
    for (finding, held), n in zip(_found(report), numbers, strict=False):
        there = document is not None and finding.path == report.path and in_text(document, finding.span)
        source = None if there else texts.get(finding.path)
        look = "excepted" if held else finding.severity
        pins.append(Pinned(n, finding.span, look, card(n, finding, source, held), finding.state == "missing"))
    whole = room is None or bool(own and len(own.text) <= room)
    words = marked(document, pins, whole) if document else joined((pin.card for pin in pins), "\n")
    name = f"d{number}"
    return tag(
        "article", tag("h3", report.path, id=f"{name}-name"), tag("p", _counts(report), class_="place"),
        _statements(owed, name), tag("div", words, class_="text"),
        class_="document", id=name, aria_labelledby=f"{name}-name",
    )  # fmt: skip


def _parsed(source: Source | None, format: str) -> Document | None:
    """The document read once more for its words; a template and what is not known have none."""
    if source is None or not format:
        return None
    from disclint.formats import parse

    return parse(source, format)


def _counts(report: DocumentReport) -> str:
    found = Counter(finding.severity for finding in report.findings)
    parts = [many(found[severity], severity) for severity in ("error", "warning", "info") if found[severity]]
    parts += [f"{len(report.suppressed)} excepted"] if report.suppressed else []
    older = len(report.baselined) + len(report.older)
    parts += [f"{many(older, 'older finding')}, not shown"] if older else []
    return ("template \u00b7 " if report.template else "") + ", ".join(parts)


def _statements(owed: Sequence[Duty], name: str) -> Html | None:
    """What became of every statement that is required of the document."""
    if not owed:
        return None
    outcomes = Counter(duty.outcome for duty in owed)
    told = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items())
    items = listed(joined([tag("code", duty.name), f" {duty.outcome}{_where(duty)}"]) for duty in owed)
    head = tag("h4", f"Required statements: {told}", class_="head")
    return tag("div", head, tag("div", items, class_="body", id=f"{name}-more"), class_="duties fold")


def _where(duty: Duty) -> str:
    if duty.reason:
        return f" ({duty.reason})"
    if duty.statement is None or duty.statement.position is None:
        return ""
    return f", {duty.statement.via}" if duty.statement.via else f", line {duty.statement.position.line}"


def rest(report: Report) -> Html:
    """The documents in which nothing was found, with what became of their required statements."""
    owed = _by_path(duties(report))
    others = [d for d in report.documents if not _found(d) and not d.problems and not d.template]
    rows = [tag("tr", tag("th", d.path, scope="row"), tag("td", _told(d, owed.get(d.path, [])))) for d in others]
    head = tag("tr", tag("th", "Document", scope="col"), tag("th", "Required statements", scope="col"))
    table = tag("table", tag("thead", head), tag("tbody", joined(rows, "\n")))
    note = tag("p", "These rules found nothing here. That is no judgement of the texts.", class_="fine")
    title = tag("h2", f"Documents without findings ({len(others)})")
    inside = (
        note,
        tag("div", table, class_="wide", tabindex="0", role="region", aria_label="Documents without findings"),
    )
    return tag("section", title, *(inside if others else (tag("p", "There is none."),)), id="documents")


def _told(report: DocumentReport, owed: Sequence[Duty]) -> Html:
    """Each outcome once, with the statements that have it."""
    groups: dict[str, list[str]] = {}
    for duty in owed:
        groups.setdefault(duty.outcome + _where(duty), []).append(duty.name)
    lines = [f"{outcome}: {', '.join(names)}" for outcome, names in groups.items()]
    older = len(report.baselined) + len(report.older)
    lines += [f"{many(older, 'older finding')}, not shown"] if older else []
    lines += [f"undecided: {undecided.message}" for undecided in report.undecided]
    return listed(lines) or joined(["none required"])
