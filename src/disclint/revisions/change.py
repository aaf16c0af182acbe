"""One change of a rule, in words, and which way it works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from disclint.ruleset.inwords import shown
from disclint.ruleset.rule import Json

Effect = Literal["stricter", "looser", "either way", "wording"]
OPPOSITE: dict[Effect, Effect] = {
    "stricter": "looser", "looser": "stricter", "either way": "either way", "wording": "wording",
}  # fmt: skip


class Change(NamedTuple):
    """`effect`: stricter reports more, looser less, either way may do both, wording reports the same in other words."""

    effect: Effect
    text: str


def items(value: Json) -> list[Json]:
    """A list, one value in its stead, or nothing."""
    return value if isinstance(value, list) else [] if value is None else [value]


def entries(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def apart(old: Json, new: Json) -> tuple[list[Json], list[Json]]:
    """What only the old list has, and what only the new one has, each in its own order."""
    before, after = items(old), items(new)
    return [v for v in before if v not in after], [v for v in after if v not in before]


def listed(old: Json, new: Json, what: str, more: Effect) -> Iterator[Change]:
    """The changes of a list of alternatives, such as patterns, called `what`; `more` is what another one does."""
    gone, come = apart(old, new)
    yield from (Change(more, f"{what} added: {shown(value)}") for value in come)
    yield from (Change(OPPOSITE[more], f"{what} removed: {shown(value)}") for value in gone)
    if not gone and not come and old != new and isinstance(old, list) and isinstance(new, list):
        yield Change("wording", f"{what}: in another order")


def ranked(old: Json, new: Json, what: str, order: Sequence[Json], default: Json = None) -> Iterator[Change]:
    """The change of a word that has a rank: `order` goes from the loosest to the strictest."""
    before, after = (default if value is None else value for value in (old, new))
    if before == after:
        return
    said = f"{what}: {_word(before)} became {_word(after)}"
    if before not in order or after not in order:
        yield Change("either way", said)
    else:
        yield Change("stricter" if order.index(after) > order.index(before) else "looser", said)


def _word(value: Json) -> str:
    if value is None or isinstance(value, bool):
        return "none" if value is None else str(value).lower()
    return value if isinstance(value, str) else shown(value)
