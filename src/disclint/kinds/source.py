"""`source`: figures and what sources them. What a rule looks for is one module and one line of `FINDERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from disclint.model import Finding
from disclint.ruleset.rule import SourceCheck

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Rule

# what `source: {find: …}` names -> the module whose `check` finds it
FINDERS: dict[str, str] = {
    "figures": "disclint.kinds.sources.figures",
    "weasels": "disclint.kinds.sources.weasels",
    "dangling-notes": "disclint.kinds.sources.notes",
    "dead-references": "disclint.kinds.sources.dead",
    "unused-references": "disclint.kinds.sources.unused",
    "market-data": "disclint.kinds.sources.market",
    "performance": "disclint.kinds.sources.performance",
    "conflicts": "disclint.kinds.sources.conflicts",
    "stale-figures": "disclint.kinds.sources.stale",
}


@cache
def finder(name: str) -> Callable[[Rule, Context], Iterator[Finding]]:
    """The function that yields a rule's findings in a document about finance; KeyError where there is no such name."""
    check: Callable[[Rule, Context], Iterator[Finding]] = import_module(FINDERS[name]).check
    return check


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """The findings of the text and of what stands beside it, in a document about finance."""
    from disclint.kinds.live import liveness
    from disclint.language.topic import finance_topic

    requirement = rule.requirement
    assert isinstance(requirement, SourceCheck)
    life = liveness(rule, context)
    if life.gated or (rule.when is not None and not life.live) or not finance_topic(context.reading):
        return
    yield from finder(requirement.find)(rule, context)
