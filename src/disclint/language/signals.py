"""Where the words stand that the numeric layers listen to: one pass of one automaton over the whole text.

Text and phrases are compared with every punctuation mark read as a space, so that a phrase matches whole words only.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

import ahocorasick

from disclint.language.vocabulary import data, numbers, strings
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.language.reading import Reading

Hit = tuple[int, int]
Entry = tuple[int, tuple[tuple[str, str], ...]]  # length, categories with the phrase as it is written

_MARKS = {ord(c): " " for c in "\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
SPEECH = ("anonymous", "hearsay", "behind", "that", "verb")


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
    yield from ((word, "verb") for word in strings(cues["verbs"]))
    for name in ("hypothetical", "example", "definition", "own-terms", "instruction", "disclaimer", "forecast"):
        yield from ((word, name) for word in strings(evidence[name]))
    for name in ("performance", "performance-subjects", "finance", "line"):
        yield from ((word, name) for word in strings(evidence[name]))
    market = cast("dict[str, Json]", evidence["market"])
    for name in ("names", "moves", "labels"):
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
    entries: dict[str, Entry] = {}
    for phrase, category in _phrases():
        key = f" {phrase.translate(_MARKS).strip()} "
        _, known = entries.get(key, (0, ()))
        entries[key] = (len(key), (*known, (category, phrase)))
    automaton = ahocorasick.Automaton()
    for key, entry in entries.items():
        automaton.add_word(key, entry)
    automaton.make_automaton()
    return automaton


class Signals:
    """The hits of one text by category, in order of place, and by sentence; offsets are of the text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._hits: dict[str, list[Hit]] = {}
        self.masks: dict[int, tuple[int, str]] = {}
        folded = reading.folded
        for last, (length, categories) in _automaton().iter(_spaced(folded)):
            start, end = last - length + 1, last - 1
            if length > 6 and "\n" in folded[start:end]:
                continue
            for category, phrase in categories:
                if category[:5] == "mask:":
                    self._mask(folded, start, phrase, category[5:])
                else:
                    self._hits.setdefault(category, []).append((start, end))
        for hits in self._hits.values():
            hits.sort()

    def _mask(self, folded: str, start: int, phrase: str, mask: str) -> None:
        """A known literal, if it stands there with its own punctuation; the longest one holds."""
        end = start + len(phrase)
        if folded.startswith(phrase, start) and end > self.masks.get(start, (0, ""))[0]:
            self.masks[start] = (end, mask)

    @cached_property
    def _sentences(self) -> dict[int, dict[str, list[Hit]]]:
        found: dict[int, dict[str, list[Hit]]] = {}
        for category, hits in self._hits.items():
            if category in ("number", "alone", "finance", "release"):
                continue
            for hit in hits:
                found.setdefault(self._reading.sentence_index(hit[0]), {}).setdefault(category, []).append(hit)
        return found

    def sentence(self, i: int) -> dict[str, list[Hit]]:
        """The hits of one sentence by category; categories without any are absent."""
        return self._sentences.get(i, _NONE)

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


_NONE: dict[str, list[Hit]] = {}


def _spaced(folded: str) -> str:
    """The text between two spaces, one character for one, with every mark and every letter outside ASCII as a space."""
    if not folded.isascii():
        folded = folded.encode("ascii", "replace").decode("ascii")
    return f" {folded.translate(_MARKS)} "
