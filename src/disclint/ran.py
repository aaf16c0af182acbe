"""Which rules applied to a document and which did not, and why: the part of a record that findings don't tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from disclint.evidence import Applied
from disclint.kinds.live import liveness
from disclint.language.topic import finance_topic

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Rule


def verdict(rule: Rule, context: Context) -> tuple[bool, str]:
    """Whether the rule applies to the document, and why or why not."""
    life = liveness(rule, context)
    if rule.kind == "source" and not life.gated and not finance_topic(context.reading):
        return False, "nothing in the text says that it is about finance"
    if rule.kind in ("forbid", "source") and not life.gated and rule.when is None:
        return True, f"a rule of the kind {rule.kind} needs no trigger"
    return life.live, life.reason


def applied(
    rules: Iterable[Rule], context: Context, idle: Callable[[Rule], str], found: Collection[str]
) -> tuple[Applied, ...]:
    """A word for each rule, in the order of their ids. `idle` says why a rule is not evaluated at all (empty: it is), `found`
    holds the rules that found something: an attempt at a statement makes its rule apply."""
    words: list[Applied] = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        why_not = idle(rule)
        live, why = (False, why_not) if why_not else verdict(rule, context)
        if not live and not why_not and rule.id in found:
            live, why = True, "the document attempts the statement"
        words.append(Applied(rule.id, live, why))
    return tuple(words)
