"""One automaton over the folded text finds where any pattern of any rule can match; its expression is tried only there."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

import ahocorasick

from disclint.document import folded as fold
from disclint.model import Span
from disclint.ruleset.anchors import analyse
from disclint.ruleset.rule import Anchors, Pattern

if TYPE_CHECKING:
    from disclint.language.reading import Reading

REACH = 600  # characters beside an anchor that an unbounded pattern is tried on
MARGIN = 40  # characters beside a possible match that a look-around may ask about
UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff"  # Thai and Lao, Khmer, kana, Han
_UNSPACED = re.compile(f"[{UNSPACED}]")


@cache
def compiled(expression: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """An expanded expression with word edges at both ends, where it begins or ends with a word character.

    Scripts that set no spaces between words have no such edges: there, each character is one.
    The standard library compiles three times as fast; `regex` takes what it can't, look-behinds of more than one width.
    """
    unspaced = bool(_UNSPACED.search(expression))
    first, last = (rf"|(?=[{UNSPACED}])", rf"|(?<=[{UNSPACED}])") if unspaced else ("", "")
    edged = rf"(?:(?<!\w)|(?!\w){first})(?:{expression})(?:(?!\w)|(?<!\w){last})"
    edged = f"(?i:{edged})" if ignore_case else edged
    try:
        return re.compile(edged)
    except re.error:
        import regex

        return cast("re.Pattern[str]", regex.compile(edged))


class Probe(NamedTuple):
    """A pattern with the numbers of its words in the automaton."""

    pattern: Pattern
    anchors: Anchors
    words: frozenset[int]


class Found(NamedTuple):
    """What one scan saw: the ends (exclusive) of every word, the numbers of the words that occur at all, and the identities
    of the patterns that can match."""

    ends: dict[int, list[int]]
    words: frozenset[int]
    patterns: set[int]


class Scanner:
    """All patterns of a rule set over one automaton. Patterns may be added until the first text is scanned."""

    def __init__(self) -> None:
        # by identity: hashing a pattern with its anchors on every look-up would cost more than the look-up
        self._probes: dict[int, Probe] = {}
        self._words: dict[str, int] = {}
        self._users: list[list[int]] = []  # word number -> the patterns that have it
        self.anywhere: set[int] = set()  # patterns without words
        self._also: dict[int, frozenset[int]] = {}  # pattern -> further words of which it needs one
        self._lengths: list[int] = []
        # a tuple of matchers, by identity -> the patterns of which one must be able to match (kept by `kinds.matching`)
        self.needs: dict[int, tuple[object, frozenset[int] | None]] = {}
        self._automaton: ahocorasick.Automaton | None = None

    def add(self, patterns: Iterable[Pattern]) -> None:
        for pattern in patterns:
            if id(pattern) not in self._probes:
                self._automaton = None  # words are added below
                found = pattern.anchors if pattern.anchors is not None else analyse(pattern.regex)
                words = frozenset(self._word(fold(w) if pattern.cased else w) for w in found.literals or found.anchors)
                self._probes[id(pattern)] = Probe(pattern, found, words)
                for word in words:
                    self._users[word].append(id(pattern))
                if not words:
                    self.anywhere.add(id(pattern))
                if found.also:
                    also = frozenset(self._word(fold(w) if pattern.cased else w) for w in found.also)
                    self._also[id(pattern)] = also

    def _word(self, word: str) -> int:
        if word not in self._words:
            self._words[word] = len(self._words)
            self._lengths.append(len(word))
            self._users.append([])
        return self._words[word]

    def scan(self, folded: str) -> Found:
        """Every known word in the text."""
        found: dict[int, list[int]] = {}
        if not self._words:
            return Found(found, frozenset(), self.anywhere)
        for end, word in self._machine().iter(folded):
            if word in found:
                found[word].append(end + 1)
            else:
                found[word] = [end + 1]
        words = frozenset(found)
        patterns = self.anywhere.union(*(self._users[word] for word in found))
        dead = [p for p in patterns if p in self._also and self._also[p].isdisjoint(words)]
        return Found(found, words, patterns.difference(dead) if dead else patterns)

    def _machine(self) -> ahocorasick.Automaton:
        if self._automaton is None:
            self._automaton = ahocorasick.Automaton()
            for word, number in self._words.items():
                self._automaton.add_word(word, number)
            self._automaton.make_automaton()
        return self._automaton

    def hits(self, pattern: Pattern, reading: Reading, found: Found) -> list[Span]:
        """Where the pattern matches, in order, without overlaps. `found` is the scan of the same text.

        KeyError for a pattern that was not added before the scan."""
        probe = self._probes[id(pattern)]
        if id(pattern) not in found.patterns:
            return []
        if probe.anchors.literals:
            return self._literal_hits(probe, reading, found)
        windows = self._windows(probe, reading, found) if probe.words else [(0, len(reading.text))]
        return self.hits_within(pattern, reading, windows)

    def anchored(self, pattern: Pattern) -> bool:
        """Whether the automaton knows where the pattern can match; False for one that has to run over all of a text."""
        return bool(self._probes[id(pattern)].words)

    def hits_within(self, pattern: Pattern, reading: Reading, windows: Iterable[tuple[int, int]]) -> list[Span]:
        """Where the pattern matches in the windows, which are in order and apart. In capitals no case has to be right."""
        windows = list(windows)
        spans = self._matches(compiled(pattern.regex), reading.plain if pattern.cased else reading.folded, windows)
        loud = _shared(windows, reading.capitals) if pattern.cased else []
        if not loud:
            return spans
        also = self._matches(compiled(pattern.regex, ignore_case=True), reading.plain, loud)
        return _without_overlaps([*spans, *also])

    @staticmethod
    def _matches(regex: re.Pattern[str], text: str, windows: Iterable[tuple[int, int]]) -> list[Span]:
        finditer = regex.finditer
        return [
            Span(m.start(), m.end())
            for start, end in windows
            for m in finditer(text, start, end)
            if m.end() > m.start()
            and "\n" not in m.group()
            and not (m.end() == end and _inside_word(text, end, end - 1))
        ]

    def _literal_hits(self, probe: Probe, reading: Reading, found: Found) -> list[Span]:
        spans: list[Span] = []
        text = reading.folded
        for number in probe.words & found.words:
            for end in found.ends[number]:
                start = end - self._lengths[number]
                if _inside_word(text, start, start) or _inside_word(text, end, end - 1):
                    continue
                if probe.pattern.cased and not self._case_holds(probe, reading, start, end):
                    continue
                spans.append(Span(start, end))
        return _without_overlaps(spans)

    @staticmethod
    def _case_holds(probe: Probe, reading: Reading, start: int, end: int) -> bool:
        if reading.plain[start:end] in probe.anchors.literals:
            return True
        i = bisect.bisect_right(reading.capitals, (start, len(reading.text))) - 1
        return i >= 0 and end <= reading.capitals[i].end

    def _windows(self, probe: Probe, reading: Reading, found: Found) -> list[tuple[int, int]]:
        """Where the pattern has to be tried: around its anchors, where a second word of its own is in reach."""
        before, after = (m if m >= 0 else REACH for m in probe.anchors[2:4])
        also = self._also_ends(probe, found)
        text, size = reading.folded, len(reading.text)
        windows: list[tuple[int, int]] = []
        for number in probe.words & found.words:
            length = self._lengths[number]
            for end in found.ends[number]:
                start = end - length
                if (before == 0 and _inside_word(text, start, start)) or (
                    after == 0 and _inside_word(text, end, end - 1)
                ):
                    continue
                if also is not None:
                    i = bisect.bisect_right(also, start - before)
                    if i == len(also) or also[i] > end + after:
                        continue
                windows.append((max(0, start - before - MARGIN), min(size, end + after + MARGIN)))
        return _merged(windows)

    def _also_ends(self, probe: Probe, found: Found) -> list[int] | None:
        words = self._also.get(id(probe.pattern))
        if words is None:
            return None
        return sorted(end for number in words & found.words for end in found.ends[number])


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    windows.sort()
    merged: list[tuple[int, int]] = []
    for start, end in windows:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _shared(windows: list[tuple[int, int]], stretches: tuple[Span, ...]) -> list[tuple[int, int]]:
    """What the windows and the stretches have in common, in order."""
    shared: list[tuple[int, int]] = []
    i = j = 0
    while i < len(windows) and j < len(stretches):
        start, end = max(windows[i][0], stretches[j].start), min(windows[i][1], stretches[j].end)
        if start < end:
            shared.append((start, end))
        if windows[i][1] < stretches[j].end:
            i += 1
        else:
            j += 1
    return shared


def _inside_word(text: str, offset: int, own: int) -> bool:
    """Whether the offset has a word character on both sides. `own` is where the match's own one stands: a script that sets
    no spaces has its edges everywhere."""
    if not (0 < offset < len(text) and _wordy(text[offset - 1]) and _wordy(text[offset])):
        return False
    return text[own] < UNSPACED[0] or not _UNSPACED.match(text[own])


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


def _without_overlaps(spans: list[Span]) -> list[Span]:
    """Leftmost first, the longest of those that start together, as a regular expression would find them."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
