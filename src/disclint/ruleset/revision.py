"""What a rule's history says, and what follows from it: the rule's version, and whether it is stricter than it was on a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SHARPENING = ("new", "tightened")  # the effects by which a rule begins to report more


class Revision(NamedTuple):
    """One change of a rule: the ISO date from which it was published so, what it did (`words.EFFECTS`), and in one line what."""

    date: str
    effect: str
    what: str = ""


def version(history: Sequence[Revision]) -> str:
    """The date of the last change; empty where the rule has no history."""
    return max((one.date for one in history), default="")


def sharper_since(history: Sequence[Revision], day: str) -> bool:
    """Whether the rule came after that ISO date, or was tightened after it."""
    return any(one.date > day for one in history if one.effect in SHARPENING)
