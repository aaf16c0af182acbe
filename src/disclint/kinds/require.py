"""`require`: the document makes a statement, element by element; near misses are named with their reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.kinds.live import Liveness, liveness
from disclint.kinds.nearmiss import FLAWS, NearMiss, near_misses
from disclint.kinds.place import collapsed, placed, words_for
from disclint.kinds.statements import held
from disclint.kinds.wording import basis_note, fill
from disclint.model import Finding, Severity, Span
from disclint.ruleset.rule import Require

if TYPE_CHECKING:
    from disclint.facts import Facts
    from disclint.kinds.context import Context
    from disclint.kinds.provision import Said
    from disclint.ruleset.rule import Element, Rule


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """One finding per element that is missing, broken or misplaced."""
    requirement = rule.requirement
    assert isinstance(requirement, Require)
    life = liveness(rule, context)
    if life.gated or (requirement.everyday and not life.live):
        return
    elements = [e for e in requirement.elements if not e.optional and not switched_off(e, context.facts)]
    untrue = [(e, s) for e in requirement.elements if e.subject for s in context.sayings(e) if s.flaw == "untrue"]
    if not life.live and not requirement.general:
        # without a trigger only words that were put out of sight are an attempt; that is cheap to know
        elements = [e for e in elements if not e.ordinary and any(_said(beside, e) for beside in context.shadow)]
    unsaid = [(e, near_misses(context, e, requirement)) for e in elements if not _said(context, e)]
    if not life.live:
        unsaid = [(e, misses) for e, misses in unsaid if any(m.attempt and m.state == "broken" for m in misses)]
    for element, misses in unsaid:
        finding = _unsaid(rule, context, element, misses, life)
        if finding:
            yield finding
    for element, saying in untrue:
        if element not in [e for e, _ in unsaid]:
            yield from _untrue(rule, context, element, saying.hit.span)
    if life.live:
        yield from _misplaced(rule, context, requirement, [e for e in elements if _said(context, e)], life)


def _said(context: Context, element: Element) -> bool:
    return any(True for _ in context.said(element))


def switched_off(element: Element, facts: Facts) -> bool:
    """Whether the configured entity is known not to owe the element (`sipc_member: false`)."""
    if not element.subject:
        return False
    values = [held(e, element) for e in facts.entities if e.type == element.subject.type]
    return bool(values) and all(v is False for v in values)


def _unsaid(rule: Rule, context: Context, element: Element, misses: list[NearMiss], life: Liveness) -> Finding | None:
    best = misses[0] if misses else None
    if best is None or best.state == "missing":
        trigger = life.triggers[0] if life.triggers else Span(0, 0)
        related = (best.context.related(f"the words are there, but {best.reason}", *best.at),) if best else ()
        return context.finding(
            rule,
            state="missing",
            element=element,
            message=_message(rule, context, element) + basis_note(rule),
            at=trigger,
            fix=_fix(rule, context, element),
            related=related,
            identity="",
        )
    return best.context.finding(
        rule,
        state=best.state,
        element=element,
        message=f"{_message(rule, context, element)} {_reason(best)}{basis_note(rule)}",
        at=best.at,
        fix=f'write "{best.fix}"' if best.fix else _fix(rule, context, element),
        writes=((best.at, best.fix),) if best.fix else (),
    )


def _untrue(rule: Rule, context: Context, element: Element, at: Span) -> Iterator[Finding]:
    """What is said of an entity of which the configuration says otherwise, wherever else it is rightly said."""
    message = f"The document says of an entity that it {element.label}, but {FLAWS['untrue']}."
    finding = context.finding(rule, state="wrong-entity", element=element, message=message, at=at)
    if finding:
        yield finding


def _reason(miss: NearMiss) -> str:
    words = miss.reason
    if words.startswith("misspelt"):
        return f"It is {words}."
    if words.startswith(("a placeholder", "the sentence")):
        return f"It was attempted here, but {words}."
    return f"The words are here, but {words}."


def _message(rule: Rule, context: Context, element: Element) -> str:
    text = rule.message or "The document does not say that it {missing}."
    return fill(text, context.facts, missing=element.label)


def _fix(rule: Rule, context: Context, element: Element) -> str | None:
    return fill(rule.fix, context.facts, missing=element.label) if rule.fix else None


def _misplaced(
    rule: Rule, context: Context, requirement: Require, elements: list[Element], life: Liveness
) -> Iterator[Finding]:
    """Statements that are there, but not where they have to stand. One finding for all elements said in one place."""
    wrong: dict[tuple[int, Span], tuple[Said, list[Element]]] = {}
    for element in elements:
        if not any(placed(context, requirement.place, said, life.triggers) for said in context.said(element)):
            said = list(context.said(element))
            last = ([s for s in said if s.provision is None] or said)[-1]
            at = Span(*last.where.reading.sentence(last.span.start))
            wrong.setdefault((id(last.where), at), (last._replace(span=at), []))[1].append(element)
    for said_at, names in wrong.values():
        labels = " and ".join(e.label for e in names)
        where = f"it should stand {words_for(requirement.place)}"
        message = f"The document says that it {labels}, but "
        message += "it shows only after a click." if collapsed(said_at.where, said_at.span) else f"{where}."
        yield from _warned(rule, said_at.where, message, said_at.span, names[0])
    if requirement.together and len(elements) > 1 and not _together(context, requirement.together, elements):
        stray = elements[-1]
        message = f"The document says that it {stray.label}, but not in the same {requirement.together} as the rest."
        first = next(context.said(stray))
        yield from _warned(rule, first.where, message, first.span, stray)


def _warned(rule: Rule, context: Context, message: str, at: Span, element: Element) -> Iterator[Finding]:
    level: Severity = "info" if rule.severity == "info" else "warning"
    message += basis_note(rule)
    finding = context.finding(rule, state="misplaced", message=message, at=at, element=element, level=level)
    if finding:
        yield finding


def _together(context: Context, stretch: str, elements: list[Element]) -> bool:
    places = [{(id(s.where), s.where.stretch(stretch, s.span.start)) for s in context.said(e)} for e in elements]
    return bool(set.intersection(*places))
