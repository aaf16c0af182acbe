"""`verbatim`: a prescribed legend stands word for word; any of several texts satisfies. Words are compared across blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.legends import SHORT, Drift, Word, compare, shingles, words
from disclint.kinds.live import liveness
from disclint.kinds.nearmiss import FLAWS, PLACES
from disclint.kinds.place import placed, words_for
from disclint.kinds.provision import Provision, Said
from disclint.kinds.wording import fill
from disclint.model import Finding, Span
from disclint.ruleset.rule import Legend, Verbatim

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.live import Liveness
    from disclint.ruleset.rule import Rule

ATTEMPT = 12  # so many words of a legend were meant to be it
SAME = 0.8  # below this share of common words a legend is missing, not drifted


class Found(NamedTuple):
    """The best match of a legend in one text."""

    context: Context
    legend: Legend
    at: Span
    drift: Drift
    provision: Provision | None = None


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """At most one finding: the legend is drifted, hidden, misplaced or missing."""
    requirement = rule.requirement
    assert isinstance(requirement, Verbatim)
    life = liveness(rule, context)
    legends = _legends(requirement, context)
    if life.gated or not legends:
        return
    best, hidden = best_match(requirement, context, context), None
    if best and not life.live and best.drift.length < SHORT:
        return  # a few words are no attempt at a legend
    own = best is not None and best.drift.is_close(SAME) and not _flaw(best)
    printed = _printed(requirement, context) if not own or (best and best.drift.changes) else None
    if printed is not None and not (own and printed.drift.changes):
        yield from () if printed.drift.changes else _misplaced(rule, requirement, context, life, printed)
        return
    if not own:
        beside = [f for b in context.shadow for x in legends for f in _search(x, requirement, b)]
        hidden = next((f for f in beside if f.drift.is_close(SAME)), None)
    if not life.live and hidden is None and not (own or (best and best.drift.is_torso(ATTEMPT))):
        return
    flaw = _flaw(best) if best and best.drift.is_close(SAME) and not best.drift.changes else None
    if best and flaw == "":
        yield from _misplaced(rule, requirement, context, life, best)
        return
    if flaw and not life.live:
        return
    finding = _judge(rule, legends[0], context, life, best, hidden)
    if finding:
        yield finding


def best_match(requirement: Verbatim, context: Context, where: Context) -> Found | None:
    """The best match of a legend that the document may choose, in its own text or in another one (`where`)."""
    found = [f for x in _legends(requirement, context) for f in _search(x, requirement, where)]
    return max(found, key=lambda f: (f.drift.similarity, not _flaw(f)), default=None)


def standing(requirement: Verbatim, context: Context) -> Said | None:
    """Where a legend stands word for word: in the document's own text, else in what templates print into it."""
    own = best_match(requirement, context, context)
    for found in (own, _printed(requirement, context)):
        if found and found.drift.similarity >= SAME and not found.drift.changes:
            at = found.provision.stands(found.at, len(context.reading.text)) if found.provision else found.at
            return Said(found.context, found.at, at, found.provision)
    return None


def _printed(requirement: Verbatim, context: Context) -> Found | None:
    """The best match in what templates add, where it is close enough: a clean one, or one that is told at the template."""
    found = [
        match._replace(provision=provision)
        for provision in context.provisions
        if (match := best_match(requirement, context, provision.context)) and match.drift.is_close(SAME)
    ]
    return max(found, key=lambda f: (not f.drift.changes, f.drift.similarity), default=None)


def _misplaced(rule: Rule, requirement: Verbatim, context: Context, life: Liveness, found: Found) -> Iterator[Finding]:
    """A legend that stands word for word, but not where it has to."""
    at = found.provision.stands(found.at, len(context.reading.text)) if found.provision else found.at
    if placed(context, requirement.place, Said(found.context, found.at, at), life.triggers):
        return
    text = f"The legend stands word for word, but it should stand {words_for(requirement.place)}."
    finding = found.context.finding(rule, state="misplaced", message=text, at=found.at, level="warning")
    if finding:
        yield finding


def _legends(requirement: Verbatim, context: Context) -> list[Legend]:
    """The texts that are known to hold for the document; where none is, those that nothing known speaks against."""
    fits = [(legend, _fits(legend, context)) for legend in requirement.texts]
    return [x for x, fit in fits if fit] or [x for x, fit in fits if fit is None]


def _fits(legend: Legend, context: Context) -> bool | None:
    """None where it is not known."""
    known = [(context.facts.known(key), wanted) for key, wanted in legend.applies.items()]
    if any(have and not any(h in wanted for h in have) for have, wanted in known):
        return False
    return True if all(have for have, _ in known) else None


def _search(legend: Legend, requirement: Verbatim, context: Context) -> Iterator[Found]:
    """Matches around the places where a stretch of the legend stands; where one is not the document's own, the next."""
    starts = [h.start for h in context.find_any(shingles(legend.text))]
    text: tuple[Word, ...] = words(context.reading.folded) if starts else ()
    slots = {s.name: s for s in requirement.slots}
    while starts:
        drift, at = compare(legend.text, slots, text, starts, context.facts)
        found = Found(context, legend, at, drift)
        yield found
        if drift.changes or not _flaw(found):
            return
        # only what stands behind it is looked at again, so that it can't be found twice
        text = tuple(word for word in text if word.start >= at.end)
        starts = [start for start in starts if start >= at.end] if text else []


def _flaw(found: Found) -> str:
    """Why a legend that stands word for word is not the document's own: quoted, mentioned or denied; else ""."""
    reading, at = found.context.reading, found.at
    end = max(at.start + 1, min(at.end, reading.sentence(at.start).end))
    quotation = reading.quotation(at.start, min(at.end, reading.block(at.start).end))
    if quotation and quotation.attributed:
        return "quoted"
    polarity = reading.polarity(at.start, end)
    return polarity if polarity in ("mentioned", "denied") else ""


def _redressed(rule: Rule, found: Found) -> tuple[tuple[Span, str], ...]:
    """What puts the prescribed words back; nothing where a slot's value can't be told."""
    from disclint.kinds.redress import Unknown, redress

    assert isinstance(rule.requirement, Verbatim)
    try:
        return redress(found, {slot.name: slot for slot in rule.requirement.slots})
    except Unknown:
        return ()


def _judge(
    rule: Rule, legend: Legend, context: Context, life: Liveness, best: Found | None, hidden: Found | None
) -> Finding | None:
    title = fill(rule.message or f"The prescribed legend is not there word for word ({rule.title}).", context.facts)
    fix = fill(rule.fix, context.facts) if rule.fix else f'insert: "{legend.text}"'
    if best and (flaw := _flaw(best) if not best.drift.changes else ""):
        text = f"{title} The words are here, but {FLAWS[flaw]}."
        return context.finding(rule, state="broken", message=text, at=best.at, fix=fix)
    if best and best.drift.is_close(SAME):
        text = f"The legend departs from the prescribed words: {best.drift.describe()}."
        return context.finding(
            rule,
            state="drifted",
            message=text,
            at=best.at,
            fix=f'prescribed: "{best.legend.text}"',
            writes=_redressed(rule, best),
        )
    if hidden:
        text = f"{title} The words are here, but {PLACES.get(hidden.context.passage, 'where no reader sees them')}."
        return hidden.context.finding(rule, state="broken", message=text, at=hidden.at, fix=fix)
    if best:
        text = f"{title} Only a part of it stands here: {best.drift.kept} of {best.drift.length} words."
        return context.finding(
            rule, state="broken" if best.drift.is_torso(ATTEMPT) else "missing", message=text, at=best.at, fix=fix
        )
    trigger = life.triggers[0] if life.triggers else Span(0, 0)
    return context.finding(rule, state="missing", message=title, at=trigger, fix=fix, identity="")
