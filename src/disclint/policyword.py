"""One thing that a change does to a policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Word(NamedTuple):
    """`loosens`: documents may pass that did not (True), fewer pass (False), or that can't be told (None)."""

    loosens: bool | None
    text: str


def list_words(name: str, old: Sequence[str], new: Sequence[str], *, more: bool | None) -> Iterator[Word]:
    """What came into a list and what went. `more` says whether an entry that comes in loosens."""
    less = None if more is None else not more
    for words, loosens, these in (
        ("came in", more, [one for one in new if one not in old]),
        ("removed", less, [one for one in old if one not in new]),
    ):
        if these:
            yield Word(loosens, f"{name}: {', '.join(these)} {words}")


def ranked(name: str, old: str, new: str, ranks: Sequence[str]) -> Iterator[Word]:
    """What became of a word out of a list that begins with the strictest."""
    if old != new:
        known = old in ranks and new in ranks
        yield Word(ranks.index(new) > ranks.index(old) if known else None, f"{name} is {new} (was {old})")


def both(old: Mapping[str, T], new: Mapping[str, T]) -> list[str]:
    """The keys of both, those of the old one first."""
    return [*old, *(key for key in new if key not in old)]
