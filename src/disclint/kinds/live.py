"""Whether a rule is live for a document, and what made it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disclint.model import Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.matching import Hit
    from disclint.ruleset.rule import Rule, When


class Liveness(NamedTuple):
    """`live` with the places that created the duty; or not, with the reason in words. `gated`: the gate shuts the rule out
    whatever the document says (not even an attempt makes it live)."""

    live: bool
    reason: str
    triggers: tuple[Span, ...] = ()
    gated: bool = False


def liveness(rule: Rule, context: Context) -> Liveness:
    """A known firm or a trigger makes a rule live; a known gate that doesn't fit shuts it out.

    Conditions of `when: all` and `not` hold for every document; those of `any` are what makes the rule live where the
    firm that owes it is unknown, or where the rule names none; a rule whose `gate` is needed asks for both.
    """
    unknown: list[str] = []
    for key, wanted in rule.applies.items():
        have = context.facts.known(key)
        if not have:
            unknown.append(key)
        elif not any(h in wanted for h in have):
            return Liveness(
                False, f"it applies to {key}: {', '.join(wanted)}; here it is {', '.join(have)}", gated=True
            )
    if unknown and rule.when is not None and rule.when.gated:
        return Liveness(False, f"{' and '.join(unknown)} unknown, which the rule has to know", gated=True)
    known_gate = bool(rule.applies) and not unknown
    owed = known_gate and "firm" in rule.applies  # who speaks creates a duty; what kind of text it is only narrows one
    if rule.when is None:
        if known_gate:
            return Liveness(True, "its gate is known and fits")
        gate = f"{' and '.join(unknown)} unknown" if unknown else "it has neither a gate nor a trigger"
        return Liveness(False, f"{gate}, and the rule has no trigger")
    triggers = triggered(rule.when, context, any_needed=not owed or rule.when.gated)
    if triggers is None:
        reason = "nothing in the text triggers it" + (f" ({' and '.join(unknown)} unknown)" if unknown else "")
        return Liveness(False, reason, gated=rule.when.gated)
    if not triggers and not owed:
        return Liveness(False, "its trigger names nothing to look for")
    return Liveness(True, "its trigger stands in the text" if triggers else "its gate is known and fits", triggers)


def triggered(when: When, context: Context, *, any_needed: bool) -> tuple[Span, ...] | None:
    """The places where the condition holds; None where it doesn't."""
    if not all(map(context.possible, when.all)):  # costs next to nothing, and most rules end here
        return None
    anys = context.find_any(when.any)
    if when.any and not anys and any_needed:
        return None
    alls: list[tuple[Hit, ...]] = []
    for matcher in when.all:
        alls.append(context.find(matcher))
        if not alls[-1]:
            return None
    nones = context.find_any(when.none)
    if when.bind == "document":
        return None if nones else _spans(anys or [h for hits in alls for h in hits])
    return _bound(anys, alls, nones, context)


def _bound(anys: list[Hit], alls: list[tuple[Hit, ...]], nones: list[Hit], context: Context) -> tuple[Span, ...] | None:
    """Any, all and not in one sentence. A condition on a field has no place and binds to nothing."""
    placed = [hits for hits in alls if any(h.end > h.start for h in hits)]
    unplaced = any(h.end == h.start for h in anys)
    bases = anys if anys and not unplaced else [] if unplaced or not placed else list(placed[0])
    if not bases:
        return None if nones else _spans(anys or [h for hits in alls for h in hits])
    sentence = context.reading.sentence_index
    banned = {sentence(h.start) for h in nones}
    wanted = [{sentence(h.start) for h in hits} for hits in placed]
    held = [h for h in bases if (s := sentence(h.start)) not in banned and all(s in w for w in wanted)]
    return _spans(held) if held else None


def _spans(hits: list[Hit]) -> tuple[Span, ...]:
    return tuple(h.span for h in hits if h.end > h.start) or ((Span(0, 0),) if hits else ())
