"""A number as a value."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("money", "percent", "change", "ratio", "count", "level", "range", "multiplier", "rank", "vague", "duration")

Value = float | tuple[float, float] | None
Key = tuple[str, str, float, float]


class Quantity(NamedTuple):
    """One number, in readable offsets.

    `kind` is one of `KINDS`, or empty where `mask` names what the number is part of. A range of a known unit keeps the
    unit's kind and carries both ends as its value; `range` is left for two bare numbers. `unit` is an ISO 4217 code,
    `%`, `pp`, `bps`, `x`, or the noun counted. `attributes`: approx, bound, negative, spelled, small (a count that is
    too low to need a source), forecast, performance. `alias` is the index of the quantity that this one restates in
    another unit, or -1.
    """

    start: int
    end: int
    kind: str
    value: Value
    unit: str = ""
    attributes: tuple[str, ...] = ()
    mask: str = ""
    alias: int = -1

    @property
    def low(self) -> float | None:
        return self.value[0] if isinstance(self.value, tuple) else self.value

    @property
    def high(self) -> float | None:
        return self.value[1] if isinstance(self.value, tuple) else self.value


def key(quantity: Quantity) -> Key | None:
    """What makes two numbers the same: class, unit and worth (both ends of a range), to four digits."""
    if quantity.low is None or quantity.high is None or quantity.kind in ("rank", "vague", "duration"):
        return None
    unit = quantity.unit if quantity.kind in ("money", "percent", "change") else ""
    kind = quantity.kind if unit else "number"
    return kind, unit, float(f"{quantity.low:.4g}"), float(f"{quantity.high:.4g}")
