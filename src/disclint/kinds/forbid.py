"""`forbid`: language that may not be used, unless a guard holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.guards import holds
from disclint.kinds.severity import lower, severity
from disclint.kinds.wording import fill
from disclint.model import Finding, Severity, Span
from disclint.ruleset.rule import Forbid, Guard, Pattern

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.matching import Hit
    from disclint.ruleset.rule import Rule


class Ban(NamedTuple):
    """A banned phrase that no guard excuses. `softened` names the guard that lowers it one level, or is empty."""

    context: Context
    at: Span
    softened: str


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """One finding per phrase, in the text and in the titles, descriptions and image alternatives."""
    from disclint.kinds.live import liveness

    life = liveness(rule, context)
    if life.gated or (rule.when is not None and not life.live):
        return
    for ban in bans(rule, context):
        finding = _finding(rule, ban)
        if finding:
            yield finding


def bans(rule: Rule, context: Context) -> Iterator[Ban]:
    """The unguarded hits in the document and beside it, whatever the rule's gate and trigger."""
    requirement = rule.requirement
    assert isinstance(requirement, Forbid)
    for where in (context, *context.sides):
        last = -1
        for hit in _hits(requirement, where):
            if hit.start < last or any(holds(g, where, hit) for g in requirement.unless):
                continue
            if _quoted_silently(where, hit):
                continue
            softened = next((_name(g) for g in requirement.downgrade if holds(g, where, hit)), "")
            last = hit.end
            yield Ban(where, hit.span, softened)


def _hits(requirement: Forbid, context: Context) -> list[Hit]:
    """Leftmost first, the longest of those that start together; only phrases that their sentence really says."""
    said = [h for h in context.find_any(requirement.says) if _said(context, h)]
    denied = [h for h in context.find_any(requirement.says_not) if _polarity(context, h) == "denied"]
    beside = {context.reading.sentence_index(h.start) for h in context.find_any(requirement.where)}
    return sorted(
        (h for h in (*said, *denied) if not requirement.where or context.reading.sentence_index(h.start) in beside),
        key=lambda h: (h.start, -h.end),
    )


def _polarity(context: Context, hit: Hit) -> str:
    return context.reading.polarity(hit.focus.start, hit.focus.end)


def _said(context: Context, hit: Hit) -> bool:
    """Said by the document, or by the speaker whom it quotes ("he says: '…'" mentions only as far as requirements go)."""
    polarity = _polarity(context, hit)
    return polarity in ("said", "unfinished") or (polarity == "mentioned" and _attributed(context, hit.focus))


def _attributed(context: Context, at: Span) -> bool:
    quotation = context.reading.quotation(at.start, at.end)
    return quotation is not None and quotation.attributed


def _quoted_silently(context: Context, hit: Hit) -> bool:
    """Somebody else's words, attributed: silent for a publisher or an unknown firm; a broker-dealer or adviser adopts them."""
    adopts = any(f in ("broker-dealer", "adviser") for f in context.facts.firm)
    return _attributed(context, hit.focus) and not adopts


def _name(guard: Guard) -> str:
    return guard.name or f"for the words that it goes with ({_describe(guard).replace('-', ' ')})"


def _finding(rule: Rule, ban: Ban) -> Finding | None:
    requirement = rule.requirement
    assert isinstance(requirement, Forbid)
    context = ban.context
    phrase = context.reading.text[ban.at.start : ban.at.end]
    level: Severity | None = None
    message = fill(rule.message or 'The document says "{phrase}".', context.facts, phrase=phrase)
    if _attributed(context, ban.at):
        level, message = "warning", message + " It is a quotation, but the firm makes it its own by publishing it."
    elif ban.softened:
        stated = severity(rule, context, state="forbidden")
        level = lower(stated) if stated and not context.facts.draft else stated
        message += f" One level down: {ban.softened}."
    if context.passage:
        message += f" It stands in the {context.passage}."
    excuses = tuple(_name(g) if g.name else _describe(g) for g in requirement.unless)
    fix = next((right for wrong, right in requirement.suggest if wrong.lower() == phrase.lower()), None)
    quoted = _attributed(context, ban.at) or bool(ban.softened)  # what others wrote is not rewritten
    exact = "" if quoted else dict(requirement.suggest).get(phrase, "")
    return context.finding(
        rule,
        state="forbidden",
        message=message,
        at=ban.at,
        level=level,
        fix=f'write "{fix}"' if fix else fill(rule.fix, context.facts) or None,
        looked_for=excuses,
        writes=((ban.at, exact),) if exact else (),
    )


def _describe(guard: Guard) -> str:
    matcher = guard.matcher
    return matcher.regex if isinstance(matcher, Pattern) else getattr(matcher, "lexicon", type(matcher).__name__)
