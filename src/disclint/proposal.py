"""Which packs a firm's documents want, each with the reason: where readers are, who publishes, what the documents say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.rule import Rule
    from disclint.signs import Seen


class Answers(NamedTuple):
    """What is known before anything is proposed: words of FIRMS, JURISDICTIONS and AUDIENCES; empty where unknown."""

    firms: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


class Proposed(NamedTuple):
    """One pack: whether it is proposed, and why or why not, in words."""

    pack: str
    title: str
    chosen: bool
    reason: str


def propose(ruleset: RuleSet, answers: Answers, seen: Mapping[str, Seen], looked_at: int) -> tuple[Proposed, ...]:
    """The loaded packs in their order. `seen` tells, by pack, in which of the documents looked at its rules have cause.

    A pack is left out where no rule of it can ever concern the firm or its readers, and no chosen pack builds on it.
    """
    rules = {pack.id: [r for r in ruleset.rules if r.pack == pack.id] for pack in ruleset.packs}
    on = {name: [r for r in held if r.stage != "off" and r.status != "repealed"] for name, held in rules.items()}
    fitting = {name: sum(_concerns(rule, answers) for rule in held) for name, held in on.items()}
    wanted = {name for name, count in fitting.items() if count or not on[name]}
    for pack in ruleset.packs:
        wanted |= set(pack.requires) if pack.id in wanted else set()
    return tuple(
        Proposed(
            pack.id,
            pack.title,
            pack.id in wanted,
            _reason(len(on[pack.id]), fitting[pack.id], answers) + _cause(seen.get(pack.id), looked_at),
        )
        for pack in ruleset.packs
    )


def _concerns(rule: Rule, answers: Answers) -> bool:
    """Whether the rule's gates let it run for some of these firms and some of these readers; unknown ones shut nothing."""
    firms, audiences = rule.applies.get("firm"), rule.applies.get("audience")
    return _meet(firms, answers.firms) and _meet(audiences, answers.audiences)


def _meet(wanted: Iterable[str] | None, known: Sequence[str]) -> bool:
    return wanted is None or not known or not set(wanted).isdisjoint(known)


def _reason(on: int, fitting: int, answers: Answers) -> str:
    if not on:
        return "its rules are off until their sources are confirmed"
    if not answers.firms and not answers.audiences:
        return f"{_rules(on)}, each with its own trigger"
    whom = [name for name, known in (("the firm", answers.firms), ("its readers", answers.audiences)) if known]
    share = "none" if not fitting else "all" if fitting == on > 1 else str(fitting)
    return f"{share} of {_rules(on)} can concern {' and '.join(whom)}"


def _cause(seen: Seen | None, looked_at: int) -> str:
    if seen is None:
        return ""
    return f"; something in {seen.documents} of {looked_at} documents looked at asks for them, first in {seen.first}"


def _rules(count: int) -> str:
    return f"{count} rule" if count == 1 else f"{count} rules"
