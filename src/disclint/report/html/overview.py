"""The top of the page, what there is of everything, and its end, the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from disclint import __version__
from disclint.evidence import Card
from disclint.model import Report, Undecided
from disclint.report import read
from disclint.report.duties import OUTCOMES, Duty, duties
from disclint.report.html.cards import rule_card
from disclint.report.html.tags import Html, joined, listed, tag
from disclint.report.sarifrules import minimal
from disclint.report.text import many

TEMPLATES = 5  # that one row names


def overview(report: Report) -> Html:
    """Counts, what could not be judged or decided, and the required statements with their outcomes."""
    return tag(
        "section",
        tag("h2", "Summary"),
        tag("dl", *_numbers(report), class_="numbers"),
        tag("p", _older(report)) if report.baselined or report.older else None,
        *_notes("Could not be judged", [str(problem) for problem in report.all_problems]),
        _statements(duties(report)),
        *_notes("Undecided", map(_undecided, report.all_undecided)),
        tag("p", _judged_by(report), class_="fine"),
        id="summary",
    )


def _numbers(report: Report) -> Iterator[Html]:
    found = Counter(finding.severity for finding in report.findings)
    numbers = {
        "errors": found["error"],
        "warnings": found["warning"],
        "infos": found["info"],
        "documents": read(report),
        "excepted": sum(len(d.suppressed) for d in report.documents),
        "undecided": sum(u.documents for u in report.all_undecided),
        "older": len(report.baselined) + len(report.older),
        "could not be judged": len(report.all_problems),
    }
    always = ("errors", "warnings", "infos", "documents")
    for name, number in numbers.items():
        if number or name in always:
            yield tag("div", tag("dt", name), tag("dd", str(number)), class_=f"is-{name.split()[0]}")


def _older(report: Report) -> str:
    parts = [f"{many(len(report.baselined), 'older finding')} in the baseline"] if report.baselined else []
    parts += [f"{many(len(report.older), 'finding')} older than the change"] if report.older else []
    return f"{' and '.join(parts)}, not shown."


def _notes(title: str, items: Iterator[str] | list[str]) -> Iterator[Html]:
    notes = listed(items)
    if notes:
        yield tag("h3", title)
        yield notes


def _undecided(undecided: Undecided) -> str:
    place = ":".join(str(p) for p in (undecided.path, undecided.line) if p)
    rules = f" ({', '.join(undecided.rules)})" if undecided.rules else ""
    return f"{place}: {undecided.message}{rules}"


def _statements(found: tuple[Duty, ...]) -> Html | None:
    """A row for each statement: in how many documents it is required, what became of it, and which templates say it."""
    by_name: dict[str, list[Duty]] = {}
    for duty in found:
        by_name.setdefault(duty.name, []).append(duty)
    if not by_name:
        return None
    columns = ("statement", "required", *OUTCOMES, "templates that say it")
    head = tag("tr", *(tag("th", name, scope="col") for name in columns))
    rows = [_row(name, by_name[name]) for name in sorted(by_name)]
    table = tag("table", tag("thead", head), tag("tbody", joined(rows, "\n")), class_="statements")
    region = tag("div", table, class_="wide", tabindex="0", role="region", aria_label="Required statements")
    return joined([tag("h3", "Required statements"), region])


def _row(name: str, owed: list[Duty]) -> Html:
    outcomes = Counter(duty.outcome for duty in owed)
    templates = Counter(duty.statement.via for duty in owed if duty.statement and duty.statement.via)
    named = [f"{via} ({number})" for via, number in sorted(templates.items(), key=lambda t: (-t[1], t[0]))]
    more = [f"and {len(named) - TEMPLATES} more"] if len(named) > TEMPLATES else []
    cells = [tag("td", str(outcomes[o] or ""), class_=f"is-{o.split()[0]}" if outcomes[o] else None) for o in OUTCOMES]
    where = tag("td", listed([*named[:TEMPLATES], *more]))
    return tag("tr", tag("th", tag("code", name), scope="row"), tag("td", str(len(owed))), *cells, where)


def _judged_by(report: Report) -> str:
    packs = Counter(card.pack or "disclint" for card in report.rules)
    named = ", ".join(f"{pack} {number}" for pack, number in sorted(packs.items()))
    left = ", ".join(f"{reason}: {number}" for reason, number in report.skipped)
    known = f"; hash {report.ruleset}" if report.ruleset else ""
    rules = f" Judged by {many(len(report.rules), 'rule')} ({named}{known})." if report.rules else ""
    return f"disclint {__version__}.{rules}" + (f" Files left out: {left}." if left else "")


def rules(report: Report) -> Html:
    """A card for each rule that found something, and the names of the others."""
    found = Counter(f.rule for f in report.findings)
    found.update(held.finding.rule for d in report.documents for held in d.suppressed)
    known = {card.id: card for card in report.rules}
    for finding in (*report.findings, *(s.finding for d in report.documents for s in d.suppressed)):
        known.setdefault(finding.rule, minimal(finding))
    cards = [rule_card(known[id], found[id]) for id in sorted(found)]
    return tag("section", tag("h2", "Rules"), joined(cards, "\n"), *_silent(known, found), id="rules")


def _silent(known: dict[str, Card], found: Counter[str]) -> Iterator[Html]:
    others = [id for id in sorted(known) if id not in found]
    if others:
        head = tag("h3", f"{many(len(others), 'rule')} that found nothing", class_="head")
        body = tag("div", tag("p", ", ".join(others)), class_="body", id="silent-more")
        yield tag("div", head, body, class_="fold")
