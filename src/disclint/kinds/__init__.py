"""The kinds of rule: one module and one line of `KINDS` per kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.model import Finding
    from disclint.ruleset.rule import Rule

# the key that holds a rule's requirement -> the module whose `check` evaluates it
KINDS: dict[str, str] = {
    "require": "disclint.kinds.require",
    "verbatim": "disclint.kinds.verbatim",
    "forbid": "disclint.kinds.forbid",
    "source": "disclint.kinds.source",
    "metadata": "disclint.kinds.metadata",
}


@cache
def checker(kind: str) -> Callable[[Rule, Context], Iterator[Finding]]:
    """The function that yields a rule's findings in a document; KeyError where there is no such kind."""
    check: Callable[[Rule, Context], Iterator[Finding]] = import_module(KINDS[kind]).check
    return check
