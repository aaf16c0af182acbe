"""Looking up ranges that are sorted by their start, without walking through all of them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


def starting(items: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those that start from `start` up to, not including, `end`."""
    first = bisect.bisect_left(items, start, key=lambda item: item.start)
    return items[first : bisect.bisect_left(items, end, lo=first, key=lambda item: item.start)]


def holding(items: Sequence[P], start: int, end: int) -> P | None:
    """The last one that starts at or before `start`, if it reaches to `end`; for items that do not overlap."""
    i = bisect.bisect_right(items, start, key=lambda item: item.start) - 1
    return items[i] if i >= 0 and items[i].end >= end else None


class Places(Generic[P]):
    """The same look-ups for ranges that are asked about often."""

    def __init__(self, items: Sequence[P]) -> None:
        self.items = items
        self._starts = [item.start for item in items]

    def starting(self, start: int, end: int) -> Sequence[P]:
        first = bisect.bisect_left(self._starts, start)
        return self.items[first : bisect.bisect_left(self._starts, end, lo=first)]

    def holding(self, start: int, end: int) -> P | None:
        i = bisect.bisect_right(self._starts, start) - 1
        return self.items[i] if i >= 0 and self.items[i].end >= end else None
