"""`verbatim`: a prescribed legend stands word for word; any of several texts satisfies. Words are compared across blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.legends import Drift, Word, compare, shingles, words
from disclint.kinds.live import liveness
from disclint.kinds.nearmiss import PLACES
from disclint.kinds.place import placed, words_for
from disclint.kinds.provision import Provision, Said
from disclint.kinds.wording import fill
from disclint.model import Finding, Span
from disclint.ruleset.rule import Legend, Verbatim

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.live import Liveness
    from disclint.ruleset.rule import Rule

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
    own = best is not None and best.drift.similarity >= SAME
    printed = _printed(requirement, context) if not own or (best and best.drift.changes) else None
    if printed is not None and not (own and printed.drift.changes):
        yield from () if printed.drift.changes else _misplaced(rule, requirement, context, life, printed)
        return
    if not own:
        beside = [f for b in context.shadow for x in legends for f in _search(x, requirement, b)]
        hidden = next((f for f in beside if f.drift.similarity >= SAME), None)
    if not life.live and hidden is None and best is None:
        return
    if best and best.drift.similarity >= SAME and not best.drift.changes:
        yield from _misplaced(rule, requirement, context, life, best)
        return
    finding = _judge(rule, legends[0], context, life, best, hidden)
    if finding:
        yield finding


def best_match(requirement: Verbatim, context: Context, where: Context) -> Found | None:
    """The best match of a legend that the document may choose, in its own text or in another one (`where`)."""
    found = [f for x in _legends(requirement, context) for f in _search(x, requirement, where)]
    return max(found, key=lambda f: f.drift.similarity, default=None)


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
        if (match := best_match(requirement, context, provision.context)) and match.drift.similarity >= SAME
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
    """Matches around the places where a stretch of the legend stands."""
    hits = context.find_any(shingles(legend.text))
    if not hits:
        return
    text: tuple[Word, ...] = words(context.reading.folded)
    slots = {s.name: s for s in requirement.slots}
    drift, at = compare(legend.text, slots, text, [h.start for h in hits], context.facts)
    yield Found(context, legend, at, drift)


def _judge(
    rule: Rule, legend: Legend, context: Context, life: Liveness, best: Found | None, hidden: Found | None
) -> Finding | None:
    title = fill(rule.message or f"The prescribed legend is not there word for word ({rule.title}).", context.facts)
    fix = fill(rule.fix, context.facts) if rule.fix else f'insert: "{legend.text}"'
    if best and best.drift.similarity >= SAME:
        text = f"The legend departs from the prescribed words: {best.drift.describe()}."
        return context.finding(rule, state="drifted", message=text, at=best.at, fix=f'prescribed: "{best.legend.text}"')
    if hidden:
        text = f"{title} The words are here, but {PLACES.get(hidden.context.passage, 'where no reader sees them')}."
        return hidden.context.finding(rule, state="broken", message=text, at=hidden.at, fix=fix)
    if best:
        text = f"{title} Only a part of it stands here: {best.drift.kept} of {best.drift.length} words."
        return context.finding(
            rule, state="broken" if best.drift.kept >= 12 else "missing", message=text, at=best.at, fix=fix
        )
    trigger = life.triggers[0] if life.triggers else Span(0, 0)
    return context.finding(rule, state="missing", message=title, at=trigger, fix=fix, identity="")
