"""Regulators' names and required words, misspelt: looked for only beside the words that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.lazy import expression
from disclint.model import Span
from disclint.ruleset.rule import Near, Pattern

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Element, Matcher

REACH = 90  # characters beside the words that are right
_WORD = expression(r"\w[\w.&-]*+")


class Misspelling(NamedTuple):
    at: Span
    found: str
    meant: str


def misspellings(context: Context, element: Element) -> Iterator[Misspelling]:
    """First the misspellings that the rule lists, then near words in the place of a missing part."""
    seen: set[Span] = set()
    for found in (*_listed(context, element), *_close(context, element)):
        if found.at not in seen:
            seen.add(found.at)
            yield found


def _listed(context: Context, element: Element) -> Iterator[Misspelling]:
    anchors = [h.span for part in _first_parts(element) for h in context.find(part)]
    for wrong, right in element.suggest:
        for match in re.finditer(rf"(?<!\w){re.escape(wrong)}(?!\w)", context.reading.plain):
            at = Span(match.start(), match.end())
            if any(abs(a.start - at.start) < REACH for a in anchors):
                yield Misspelling(at, match.group(), right)


def _first_parts(element: Element) -> list[Matcher]:
    return [m.matchers[0] for m in (*element.says, *element.says_not) if isinstance(m, Near)]


def _close(context: Context, element: Element) -> Iterator[Misspelling]:
    """Words one edit away (two in a long name) from a part of a `near` whose first part stands there: names and acronyms,
    which are cased, and words so long that another word is not meant."""
    for near in (*element.says, *element.says_not):
        if not isinstance(near, Near):
            continue
        first, *others = near.matchers
        rights = [(o, _single_words(o)) for o in others if isinstance(o, Pattern)]
        for hit in context.find(first) if any(words for _, words in rights) else ():
            for other, words in rights:
                yield from _beside(context, hit.span, words, cased=other.cased)


def _beside(context: Context, anchor: Span, rights: tuple[str, ...], *, cased: bool) -> Iterator[Misspelling]:
    if not rights:
        return
    sentence = context.reading.sentence(anchor.start)
    text = context.reading.plain if cased else context.reading.folded
    low, high = max(sentence.start, anchor.start - REACH), min(sentence.end, anchor.end + REACH)
    for match in _WORD.finditer(text, low, high):
        word = match.group().rstrip(".")
        if len(word) < 4 or word in rights or (cased and not word.isupper()):
            continue
        for right in rights:
            limit = 2 if cased and len(right) >= 8 else 1
            if _close_to(word, right, limit):
                if cased or not (word.startswith(right) or right.startswith(word)):
                    yield Misspelling(Span(match.start(), match.start() + len(word)), word, right)
                break


def _close_to(word: str, right: str, limit: int) -> bool:
    """Whether so many letters at most were left out, put in, exchanged or swapped. Most words are ruled out by their letters
    alone, before a library is loaded for it."""
    if abs(len(right) - len(word)) > limit or len(set(word) ^ set(right)) > 2 * limit:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, right, score_cutoff=limit) <= limit


def _single_words(pattern: Pattern) -> tuple[str, ...]:
    from disclint.ruleset.anchors import analyse

    found = pattern.anchors or analyse(pattern.regex)
    return tuple(w for w in found.literals if w.isalpha() and len(w) >= (4 if pattern.cased else 9))
