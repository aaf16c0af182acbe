"""Figures told in the present whose own sentence dates them long before the document: one finding a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from disclint.kinds.sources.figures import span
from disclint.kinds.wording import fill
from disclint.language.market import DATE_FIELDS
from disclint.language.periods import DATE, Dated, dates, day_of, months_between
from disclint.lazy import expression
from disclint.model import Finding
from disclint.ruleset.rule import SourceCheck

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.language.claims import Claim
    from disclint.language.reading import Reading
    from disclint.model import Span
    from disclint.ruleset.rule import Rule

_MONTHS = 18
_LIVING = ("page", "product", "biography")  # without a date of their own they speak of the day on which they are read
_EARLY = 600  # characters in which a document's own date stands
_AS_OF = expression(rf"\bas (?:of|at) (?:the )?(?:end of |close of |(?:year|quarter|month) (?:ended|ending) )?{DATE}")
_NOW = expression(
    r"\b(?:stands? at|currently (?:at|is|are|has|have|holds?|manages?|yields?|pays|stands? at|trades? at)|(?:is|are) currently)"
    r"(?: (?:about|around|some|nearly|roughly|just over|over|more than))?+ $"
)
_PLACED = expression(
    rf"(?: [a-z]{{2,15}}){{0,3}}?,?(?: the| a)?(?: (?:figures?|level|value|data|reading|count))? (?:in|for|from|of) {DATE}"
)
_PRESENT = expression(
    r"\b(?:is|are|has|have|stands?|remains?|totals?|amounts? to|holds?|manages?|employs?|serves?|operates?|owns?|currently"
    r"|now|today|yields?|trades?|pays?|sits? at|hovers?|exceeds?|represents?|accounts? for|comprises?|makes? up|counts?)\b"
)
_PAST = expression(
    r"\b(?:was|were|had|did|stood|rose|fell|grew|held|sank|hit|made|paid|lost|sold|bought|came|went|became|began|ran|saw"
    r"|could|would|might|previously|formerly|then|at the time|history|historical)\b"
)
_PERFECTIVE = expression(r"\b[a-z]{3,}ed\b")
# a rule that holds from a day on, and words that set the day's figure beside a newer one
_HOLDS = expression(
    r"\b(?:effective|effect|law|rules?|must|shall|requir\w{1,5}|tax\w{0,5}|limits?|thresholds?|fees?|minimum|maximum|eligible"
    r"|mandatory|applies|apply|since|compared|versus|than|up from|down from|from (?:just|about|only)|until|repealed|adopted"
    r"|base year|baseline|benchmarked|inception|founded|launched)\b"
)


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """Nothing where nobody knows what day the document speaks of."""
    today = _document_day(context)
    if today is None:
        return
    requirement = rule.requirement
    months = requirement.months if isinstance(requirement, SourceCheck) and requirement.months else _MONTHS
    for group, said in _dated_figures(context.reading, today, months):
        spans = [span(c) for c in group]
        finding = context.finding(
            rule,
            state="stale",
            message=fill(rule.message, context.facts, claims=_told(context.reading, spans, said, today)),
            at=spans[0],
            fix=rule.fix or "give the newest figure with its date, or tell it in the past",
            related=tuple(context.related("of the same date", *s) for s in spans[1:]),
        )
        if finding:
            yield finding


def _told(reading: Reading, spans: list[Span], said: Dated, today: date) -> str:
    figure = reading.text[spans[0].start : spans[0].end].replace("\n", " ")
    written = reading.text[said.start : said.end].replace("\n", " ")
    return f'"{figure}" is of {written}, {months_between(said.day, today)} months before {today.isoformat()}'


def _document_day(context: Context) -> date | None:
    """The day that the document bears: the latest of its front matter, else a full date near its top. A page that is
    kept up bears the run's; of an article without a date nobody knows when it was written."""
    front = context.document.front
    fields = [day_of(str(field.value)) for name, field in front.items() if name.lower() in DATE_FIELDS]
    found = [day for day in fields if day]
    if found:
        return max(found)
    early = [d for d in dates(context.reading.folded, 0, _EARLY) if d.end - d.start >= 8 and _full(context.reading, d)]
    if early:
        return early[0].day
    return day_of(context.facts.as_of) if context.facts.document in _LIVING else None


def _full(reading: Reading, said: Dated) -> bool:
    """Whether a date names its day."""
    return any(
        len(part) <= 2 for part in reading.folded[said.start : said.end].replace(",", " ").replace("-", " ").split()
    )


def _dated_figures(reading: Reading, today: date, months: int) -> Iterator[tuple[list[Claim], Dated]]:
    """The figures of each sentence that tells an old day's state as if it were today's, with that day."""
    groups: dict[int, list[Claim]] = {}
    for claim in reading.claims.claims:
        fit = claim.claim and claim.zone != "cell" and claim.quantity.kind not in ("rank", "vague", "duration")
        if fit and "forecast" not in claim.quantity.attributes:
            groups.setdefault(reading.sentence_index(claim.quantity.start), []).append(claim)
    for i, group in groups.items():
        said = _day_told(reading, reading.sentences[i], group[0])
        if said and months_between(said.day, today) >= months and _alone(reading, said) and _own_words(reading, group):
            yield group, said


def _day_told(reading: Reading, sentence: Span, first: Claim) -> Dated | None:
    """The day whose state a sentence tells in the present: "as of" it, or right behind what "stands at" a figure."""
    folded = reading.folded
    known = dates(folded, *sentence)
    if not known or _HOLDS.search(folded, *sentence) or _PAST.search(folded, *sentence):
        return None
    found = _AS_OF.search(folded, *sentence)
    start, end = span(first)
    if found is None and len(known) == 1 and _NOW.search(folded, max(sentence.start, start - 40), start):
        found = _PLACED.match(folded, end, sentence.end)
    present = _PRESENT.search(folded, *sentence) or not _PERFECTIVE.search(folded, *sentence)
    said = next((d for d in known if found and d.end == found.end()), None)
    return said if said and present and said.day == max(d.day for d in known) else None


def _alone(reading: Reading, said: Dated) -> bool:
    """Whether no later day is told in the same section: a series of days is a history."""
    section = reading.section(said.start)
    others = (dates(reading.folded, *m.span()) for m in _AS_OF.finditer(reading.folded, section.start, section.end))
    return all(d.day <= said.day for found in others for d in found)


def _own_words(reading: Reading, group: list[Claim]) -> bool:
    at = group[0].quantity
    return reading.quotation(at.start, at.end) is None and not reading.marked("quote", at.start, at.end)
