"""Where the words stand that the numeric layers listen to: one pass of one automaton over the whole text.

Text and phrases are compared with every punctuation mark read as a space, so that a phrase matches whole words only.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

import ahocorasick

from disclint.language.vocabulary import data, numbers, strings
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.language.reading import Reading

Hit = tuple[int, int]


class Entry(NamedTuple):
    """What a phrase between two spaces means. `masks` holds it as it is written, beside the name of the mask."""

    length: int
    several: bool  # words
    categories: tuple[str, ...]
    masks: tuple[tuple[str, str], ...]


_MARKS = {ord(c): " " for c in "\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_WHOLE_TEXT = frozenset(["number", "alone", "finance", "release"])  # categories that no sentence is asked for
SPEECH = ("anonymous", "hearsay", "behind", "that", "object", "verb")


def _phrases() -> Iterator[tuple[str, str]]:
    """Every phrase with its category."""
    unit, cues, evidence = data("units"), data("attribution"), data("evidence")
    for name in ("digits", "scales"):
        yield from ((word, "number") for word in numbers(unit[name]))
    for name in ("multiples", "verbs", "folds", "fractions"):
        yield from ((word, "alone") for word in numbers(unit[name]))
    for word in (*strings(unit["vague"]), *strings(unit["superlatives"]), "record", "all-time"):
        yield word, "alone"
    for word in (*strings(unit["vague-forms"]), *strings(unit["utmost"])):
        yield word, "alone"
    yield from ((f"{word} {scale}", "alone") for word in strings(unit["some"]) for scale in numbers(unit["scales"]))
    yield from ((word, "anonymous") for word in strings(cues["anonymous"]))
    yield from ((word, "hearsay") for word in strings(cues["hearsay"]))
    yield from ((word, "behind") for word in strings(cues["behind"]))
    yield from ((word, "that") for word in strings(cues["that"]))
    yield from ((word, "object") for word in strings(cues["object"]))
    yield from ((word, "verb") for word in strings(cues["verbs"]))
    for name in ("hypothetical", "example", "definition", "own-terms", "instruction", "disclaimer", "forecast"):
        yield from ((word, name) for word in strings(evidence[name]))
    for name in ("finance", "line"):
        yield from ((word, name) for word in strings(evidence[name]))
    for nouns in cast("dict[str, Json]", evidence["performance-subjects"]).values():
        yield from ((word, "performance-subjects") for word in strings(nouns))
    market = cast("dict[str, Json]", evidence["market"])
    for name in ("names", "moves", "labels", "caps"):
        yield from ((word, f"market-{name}") for word in strings(market[name]))
    yield from ((word, "own") for word in ("we", "i", "our", "my"))
    yield "by", "by"
    own = cast("dict[str, Json]", evidence["own"])
    for name, category in (("tests", "own-test"), ("release", "release"), ("others", "others")):
        yield from ((word, category) for word in strings(own[name]))
    for mask, words in cast("dict[str, Json]", data("masks")["literals"]).items():
        yield from ((word, f"mask:{mask}") for word in strings(words))


@cache
def _automaton() -> ahocorasick.Automaton:
    known: dict[str, list[tuple[str, str]]] = {}
    for phrase, category in _phrases():
        known.setdefault(f" {phrase.translate(_MARKS).strip()} ", []).append((category, phrase))
    automaton = ahocorasick.Automaton()
    for key, meanings in known.items():
        categories = tuple(category for category, _ in meanings if not category.startswith("mask:"))
        masks = tuple((phrase, category[5:]) for category, phrase in meanings if category.startswith("mask:"))
        automaton.add_word(key, Entry(len(key), " " in key.strip(), categories, masks))
    automaton.make_automaton()
    return automaton


class Signals:
    """The hits of one text by category, in order of place, and by sentence; offsets are of the text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.masks: dict[int, tuple[int, str]] = {}
        folded, found = reading.folded, defaultdict[str, list[Hit]](list)
        for last, (length, several, categories, masks) in _automaton().iter(_spaced(folded)):
            start, end = last - length + 1, last - 1
            if several and "\n" in folded[start:end]:
                continue
            for category in categories:
                found[category].append((start, end))
            for phrase, mask in masks:
                self._mask(folded, start, phrase, mask)
        for hits in found.values():
            hits.sort()
        self._hits: dict[str, list[Hit]] = dict(found)
        self._known: dict[int, dict[str, list[Hit]]] = {}

    def _mask(self, folded: str, start: int, phrase: str, mask: str) -> None:
        """A known literal, if it stands there with its own punctuation; the longest one holds."""
        end = start + len(phrase)
        if folded.startswith(phrase, start) and end > self.masks.get(start, (0, ""))[0]:
            self.masks[start] = (end, mask)

    @cached_property
    def _all(self) -> list[tuple[int, int, str]]:
        return sorted((*hit, name) for name, hits in self._hits.items() if name not in _WHOLE_TEXT for hit in hits)

    def sentence(self, i: int) -> dict[str, list[Hit]]:
        """The hits of one sentence by category; categories without any are absent."""
        if i not in self._known:
            starts = self._reading.sentence_starts
            first = bisect.bisect_left(self._all, (starts[i],)) if i else 0
            last = bisect.bisect_left(self._all, (starts[i + 1],)) if i + 1 < len(starts) else len(self._all)
            found: dict[str, list[Hit]] = {}
            for start, end, category in self._all[first:last]:
                found.setdefault(category, []).append((start, end))
            self._known[i] = found
        return self._known[i]

    def all(self, category: str) -> list[Hit]:
        return self._hits.get(category, [])

    @cached_property
    def pence(self) -> bool:
        """Whether a `p` behind digits may be pence: the text writes of pounds, or of money at all."""
        hits = self._hits
        return "£" in self._reading.folded or "finance" in hits or "market-names" in hits

    def within(self, category: str, start: int, end: int) -> list[Hit]:
        """The hits that lie between two offsets."""
        hits = self._hits.get(category)
        if not hits:
            return []
        first = bisect.bisect_left(hits, (start, 0))
        return [hit for hit in hits[first : bisect.bisect_left(hits, (end, 0), lo=first)] if hit[1] <= end]

    def speech(self, i: int) -> list[tuple[int, int, str]]:
        """The cues of speech of one sentence with their category; the longest of those that overlap."""
        there = self.sentence(i)
        found = [(*hit, name) for name in SPEECH if name in there for hit in there[name]]
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        kept: list[tuple[int, int, str]] = []
        for hit in found:
            if not kept or hit[0] >= kept[-1][1]:
                kept.append(hit)
        return kept


def _spaced(folded: str) -> str:
    """The text between two spaces, one character for one, with every mark and every letter outside ASCII as a space."""
    if not folded.isascii():
        folded = folded.encode("ascii", "replace").decode("ascii")
    return f" {folded.translate(_MARKS)} "
