"""In how many ways can an expression match one text? A backtracking matcher may have to try them all.

Whether two continuations can be told apart is decided by their first few characters. The count is an upper bound in
practice, not a proof: it finds nested and adjacent repeats, overlapping alternatives, and repeats of what may be empty.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
from itertools import product
from typing import Any

from disclint.ruleset.charsets import NOTHING, Mask, mask

AHEAD = 5
MOST_HEADS = 64
MOST = 10**9
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
EDGES = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)

Heads = frozenset[tuple[Mask, ...]]
END: Heads = frozenset({(NOTHING,)})


def ways(items: list[Any], most_repeats: int, follow: Heads = END) -> int:
    """The number of ways, at most 10**9. An unlimited repeat counts as one of up to `most_repeats`."""
    return _Counter(most_repeats).sequence(items, follow)


def heads(items: list[Any], follow: Heads) -> Heads:
    """The sets of the first characters that the items, and then `follow`, may begin with."""
    found = follow
    for op, arg in reversed(items):
        found = _few(_item_heads(op, arg, found))
    return found


def _item_heads(op: Any, arg: Any, follow: Heads) -> Heads:
    single = mask(op, arg)
    if single is not None:
        return frozenset((single, *head[: AHEAD - 1]) for head in follow)
    if op in EDGES:
        return follow
    if op in REPEATS:
        return _repeat_heads(arg, follow)
    return frozenset().union(*(heads(list(branch), follow) for branch in inner(op, arg)))


def _repeat_heads(arg: Any, follow: Heads) -> Heads:
    least, most, body = arg
    found, level = frozenset[tuple[Mask, ...]](), follow
    needed = min(int(least), AHEAD)
    for count in range(min(int(most), needed + AHEAD) + 1):
        if count >= needed:
            found |= level
        level = heads(list(body), level)
    return found


def _few(found: Heads) -> Heads:
    """Not too many heads: beyond, one that stands for all."""
    if len(found) <= MOST_HEADS:
        return found
    length = min(map(len, found))
    merged = [0] * length
    for head in found:
        merged = [a | b for a, b in zip(merged, head, strict=False)]
    return frozenset({tuple(merged)})


def inner(op: Any, arg: Any) -> list[Any]:
    """The trees inside an item that is neither a character nor a repeat."""
    if op is sre.SUBPATTERN:
        return [arg[3]]
    if op is sre.BRANCH:
        return list(arg[1])
    if op is sre.ATOMIC_GROUP:
        return [arg]
    return [arg[1]] if op in (sre.ASSERT, sre.ASSERT_NOT) else []


def overlap(one: Heads, other: Heads) -> bool:
    return any(all(x & y for x, y in zip(a, b, strict=False)) for a, b in product(one, other))


class _Counter:
    def __init__(self, most_repeats: int) -> None:
        self._most_repeats = most_repeats

    def sequence(self, items: list[Any], follow: Heads) -> int:
        total = 1
        for op, arg in reversed(items):
            total = min(total * self._item(op, arg, follow), MOST)
            follow = _few(_item_heads(op, arg, follow))
        return total

    def _item(self, op: Any, arg: Any, follow: Heads) -> int:
        if op is sre.SUBPATTERN:
            return self.sequence(list(arg[3]), follow)
        if op is sre.BRANCH:
            return self._branch([list(branch) for branch in arg[1]], follow)
        if op is sre.POSSESSIVE_REPEAT:
            return self._once(self._repeat(arg, END))
        if op in REPEATS:
            return self._repeat(arg, follow)
        return max((self._once(self.sequence(list(tree), END)) for tree in inner(op, arg)), default=1)

    def _once(self, count: int) -> int:
        """What is never tried again counts once, unless it is too slow by itself."""
        return count if count >= MOST else 1

    def _repeat(self, arg: Any, follow: Heads) -> int:
        least, most, body = arg
        most = self._most_repeats if most is sre.MAXREPEAT else int(most)
        again = heads(list(body), follow) | heads(list(body), heads(list(body), follow))
        ends = most - int(least) + 1 if overlap(again, follow) else 1
        each = self.sequence(list(body), _few(again | follow) if most > 1 else follow)
        if _may_be_empty(body):
            each = max(each, 2)
        return min(each ** min(most, 64) * max(ends, 1), MOST) if each > 1 else max(ends, 1)

    def _branch(self, branches: list[list[Any]], follow: Heads) -> int:
        """The most branches that can match the same text, each with its own ways."""
        counts = [self.sequence(branch, follow) for branch in branches]
        starts = [heads(branch, follow) for branch in branches]
        firsts = [_union(start) for start in starts]
        most = 1
        for i, start in enumerate(starts):
            same = (j for j in range(len(starts)) if j == i or (firsts[i] & firsts[j] and overlap(start, starts[j])))
            most = max(most, sum(counts[j] for j in same))
        return min(most, MOST)


def _union(found: Heads) -> Mask:
    union = 0
    for head in found:
        union |= head[0] if head else -1
    return union


def _may_be_empty(body: Any) -> bool:
    return bool(body.getwidth()[0] == 0) and len(body) > 1
