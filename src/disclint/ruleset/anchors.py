"""What a pattern must contain: the literals that one automaton looks for, so that an expression is tried only at its hits.

The standard library's own parser reads the expression; its tree is the only thing used here.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
import warnings
from itertools import product
from typing import Any, NamedTuple

from disclint.ruleset.rule import Anchors, Pattern

MOST_LITERALS = 96  # strings that a small finite language may have before it is tried as an expression
MOST_ANCHORS = 96
WIDEST = 1 << 20  # stands for "unbounded"
RARE = "jqxzJQXZ"  # letters that are worth looking for alone
LONGEST_WORD = 28  # characters that `\w+` is looked for on either side of an anchor


class _Run(NamedTuple):
    words: frozenset[str]
    before: int
    after: int


def analyse(expression: str) -> Anchors:
    """The literals or anchors of an expression in the syntax of `re`; `re.error` where it doesn't parse."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = sre_parser.parse(expression)
    whole = _language(tree)
    if whole and len(whole) <= MOST_LITERALS and all(_useful(w) for w in whole):
        return Anchors(literals=tuple(sorted(whole)))
    candidates = [r for r in _runs(tree) if r.words and len(r.words) <= MOST_ANCHORS]
    runs = [r for r in candidates if all(map(_useful, r.words))]
    if not runs:
        return Anchors()
    best = max(runs, key=_worth)
    words = {w for w in best.words if not any(o != w and o in w for o in best.words)} or set(best.words)
    # a word that another one contains finds every place of both, but the margins must then hold for the longer one too
    slack = max(map(len, best.words)) - min(map(len, words))
    margins = [m + slack if 0 <= m < WIDEST else -1 for m in (best.before, best.after)]
    apart = [r for r in candidates if not any(a in b or b in a for a in r.words for b in best.words)]
    others = [r for r in apart if all(len(w) >= 2 and w.strip() not in ("", "a") for w in r.words)]
    also = max(others, key=_worth).words if others else frozenset()
    return Anchors((), tuple(sorted(words)), margins[0], margins[1], tuple(sorted(also)))


def term_patterns(terms: tuple[str, ...], *, cased: bool = False) -> tuple[Pattern, ...]:
    """A lexicon's terms as few patterns: all that are small finite languages in one, each of the others alone."""
    found = [(term, analyse(term)) for term in terms]
    literals = tuple(sorted({word for _, anchors in found for word in anchors.literals}))
    plain = [term for term, anchors in found if anchors.literals]
    joined = (Pattern("|".join(plain), cased, Anchors(literals)),) if plain else ()
    return joined + tuple(Pattern(term, cased, anchors) for term, anchors in found if not anchors.literals)


def _useful(word: str) -> bool:
    """Whether looking for the word saves anything: two characters, or one that is rare in English."""
    single = len(word) == 1 and not word.isspace() and (not word.isalnum() or word in RARE)
    return single or len(word.strip()) >= 2


def _worth(run: _Run) -> tuple[int, int, int]:
    shortest = min(len(w.strip()) for w in run.words)
    return (min(shortest, 7), -len(run.words), -min(run.before + run.after, WIDEST))


def _width(tree: Any) -> int:
    """The greatest length of a match; a run of one kind of character (a word) counts for at most LONGEST_WORD."""
    return min(WIDEST, sum(_item_width(op, arg) for op, arg in tree))


def _item_width(op: Any, arg: Any) -> int:
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        inner, most = _width(arg[2]), int(arg[1])
        return min(most, LONGEST_WORD) if inner == 1 and most >= LONGEST_WORD else min(WIDEST, inner * most)
    if op is sre.BRANCH:
        return max(map(_width, arg[1]))
    if op is sre.SUBPATTERN:
        return _width(arg[3])
    if op is sre.ATOMIC_GROUP:
        return _width(arg)
    return 0 if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT) else 1


def _language(tree: Any) -> frozenset[str] | None:
    """Every string the tree matches, or None where they are too many or depend on their surroundings."""
    words = frozenset({""})
    for op, arg in tree:
        part = _one(op, arg)
        if part is None or len(words) * len(part) > MOST_LITERALS:
            return None
        words = frozenset(a + b for a, b in product(words, part))
    return words


def _one(op: Any, arg: Any) -> frozenset[str] | None:
    if op is sre.LITERAL:
        return frozenset({chr(arg)})
    if op is sre.IN:
        return _characters(arg)
    if op is sre.BRANCH:
        parts = [_language(branch) for branch in arg[1]]
        return None if any(p is None for p in parts) else frozenset().union(*(p for p in parts if p is not None))
    if op is sre.SUBPATTERN:
        return _language(arg[3])
    if op is sre.ATOMIC_GROUP:
        return None
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and arg[1] <= 3:
        inner = _language(arg[2])
        if inner is None or len(inner) ** int(arg[1]) > MOST_LITERALS:
            return None
        return frozenset("".join(p) for n in range(arg[0], int(arg[1]) + 1) for p in product(inner, repeat=n))
    return None


def _characters(arg: Any) -> frozenset[str] | None:
    found: set[str] = set()
    for op, value in arg:
        if op is sre.LITERAL:
            found.add(chr(value))
        elif op is sre.RANGE and value[1] - value[0] < 10:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= 10 else None


def _runs(tree: Any) -> list[_Run]:
    """Candidate anchor sets: joined finite stretches, and what lies inside the items between them."""
    items = list(tree)
    widths = [_item_width(op, arg) for op, arg in items]
    runs: list[_Run] = []
    i = 0
    while i < len(items):
        words, j = frozenset({""}), i
        while j < len(items):
            part = _one(*items[j])
            if part is None or len(words) * len(part) > MOST_ANCHORS:
                break
            words, j = frozenset(a + b for a, b in product(words, part)), j + 1
        if j > i:
            runs.append(_Run(words, sum(widths[:i]), sum(widths[j:])))
            # a long finite stretch may start with an optional part: the rest of it alone can be the better anchor
            runs.extend(_tails(items, widths, i + 1, j))
            i = j
        else:
            op, arg = items[i]
            runs.extend(_inner(op, arg, sum(widths[:i]), sum(widths[i + 1 :])))
            i += 1
    return runs


def _tails(items: list[Any], widths: list[int], start: int, end: int) -> list[_Run]:
    runs = []
    for i in range(start, end):
        if items[i - 1][0] is sre.LITERAL and items[i][0] is sre.LITERAL:
            continue  # a tail that starts inside a plain word is worse than the word
        words = frozenset({""})
        j = i
        while j < len(items) and (part := _one(*items[j])) is not None and len(words) * len(part) <= MOST_ANCHORS:
            words, j = frozenset(a + b for a, b in product(words, part)), j + 1
        if j > i:
            runs.append(_Run(words, sum(widths[:i]), sum(widths[j:])))
    return runs


def _inner(op: Any, arg: Any, before: int, after: int) -> list[_Run]:
    if op is sre.SUBPATTERN:
        return [_Run(r.words, r.before + before, r.after + after) for r in _runs(arg[3])]
    if op is sre.ATOMIC_GROUP:
        return [_Run(r.words, r.before + before, r.after + after) for r in _runs(arg)]
    if op is sre.BRANCH:
        best = [
            max(rs, key=_worth) if (rs := [r for r in _runs(b) if all(map(_useful, r.words))]) else None for b in arg[1]
        ]
        if any(b is None for b in best):
            return []
        chosen = [b for b in best if b is not None]
        words = frozenset().union(*(b.words for b in chosen))
        return [_Run(words, max(b.before for b in chosen) + before, max(b.after for b in chosen) + after)]
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and arg[0] >= 1:
        extra = 0 if arg[1] == 1 else WIDEST if arg[1] >= WIDEST else _width(arg[2]) * int(arg[1])
        return [_Run(r.words, r.before + before + extra, r.after + after + extra) for r in _runs(arg[2])]
    return []
