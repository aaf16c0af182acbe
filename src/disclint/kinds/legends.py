"""Legends compared word by word: case, punctuation, hyphens, quotes and markup don't matter; words do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from disclint.document import folded, plain
from disclint.facts import Facts
from disclint.lazy import expression
from disclint.model import Span
from disclint.ruleset.rule import Anchors, Pattern, Slot

_WORD = expression(r"\d++(?:[.,]\d++)++|[^\W_]++|%")  # a decimal is one word
_SLOT = expression(r"\{([a-z_]\w*)\}")
_STRETCH = expression(r"[^.,;:()\"'/{}\n-]++")
STRETCH_WORDS = 5
SHORT, SHORT_WORDS = 10, 3  # a legend of fewer words is found by shorter stretches
SLOT_WORDS = 6  # at most in a slot that takes any words
_RANGE = frozenset(("to", "and", "or", "between"))


class Word(NamedTuple):
    word: str
    start: int
    end: int


class Change(NamedTuple):
    """Words `first` to `last` of a legend, in whose place the words `found` stand (either may be none); `before` and `after`
    are the text's words around them, None at its ends."""

    first: int
    last: int
    found: tuple[Word, ...]
    before: Word | None = None
    after: Word | None = None


class Drift(NamedTuple):
    """`similarity` is the share of common words (0 to 1), `kept` how many of the legend's `length` words stand in order.
    `changes`: (prescribed words, found words), either may be empty; `steps` says the same with places."""

    similarity: float
    kept: int
    length: int
    changes: tuple[tuple[str, str], ...]
    steps: tuple[Change, ...] = ()

    def describe(self) -> str:
        """The first changes in words: `"in" became "of"; missing "any"; added "very"`."""
        parts = []
        for wanted, got in self.changes[:5]:
            if wanted and got:
                parts.append(f'"{wanted}" became "{got}"')
            else:
                parts.append(f'missing "{wanted}"' if wanted else f'added "{got}"')
        more = len(self.changes) - 5
        return "; ".join(parts) + (f"; and {more} more" if more > 0 else "")

    def is_torso(self, kept: int) -> bool:
        """At least `kept` words that were meant to be the legend: not such as lie far apart in a text about something else."""
        return self.kept >= kept and self.kept >= self.kept / self.similarity - self.length

    def is_close(self, share: float) -> bool:
        """Enough words in common; in a short legend one word may differ."""
        if self.similarity >= share:
            return True
        one = len(self.changes) == 1 and all(len(side.split()) <= 1 for side in self.changes[0])
        return one and self.length < SHORT and self.kept >= 4


def words(text: str) -> tuple[Word, ...]:
    """The words of a folded text, with their offsets."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


@cache
def prescribed(text: str) -> tuple[str, ...]:
    """A legend's words; a slot is one word, `{name}`."""
    return tuple(word.word for word in placed_words(text))


def placed_words(text: str) -> tuple[Word, ...]:
    """A legend's words with their places in it; a slot is one word, `{name}`."""
    out: list[Word] = []
    last = 0
    for slot in _SLOT.finditer(text):
        out += (Word(w.word, w.start + last, w.end + last) for w in words(folded(plain(text[last : slot.start()]))))
        out.append(Word(slot.group(), slot.start(), slot.end()))
        last = slot.end()
    out += (Word(w.word, w.start + last, w.end + last) for w in words(folded(plain(text[last:]))))
    return tuple(out)


@cache
def shingles(text: str) -> tuple[Pattern, ...]:
    """Stretches of five words without punctuation, by which the automaton finds a legend; of three in a short one."""
    size = STRETCH_WORDS if len(prescribed(text)) >= SHORT else SHORT_WORDS
    found: list[str] = []
    for stretch in _STRETCH.finditer(folded(plain(text))):
        run = stretch.group().split()
        found += (" ".join(run[i : i + size]) for i in range(0, len(run) - size + 1, size))
    if not found:
        found = [
            " ".join(s.group().split()) for s in _STRETCH.finditer(folded(plain(text))) if len(s.group().split()) > 1
        ]
    return tuple(Pattern(re.escape(f).replace("\\ ", " "), anchors=Anchors((f,))) for f in dict.fromkeys(found))


def compare(
    text: str, slots: Mapping[str, Slot], found: tuple[Word, ...], anchors: list[int], facts: Facts
) -> tuple[Drift, Span]:
    """The best alignment of the legend with the text around the anchors (readable offsets), and its range."""
    legend = prescribed(configured(text, slots, facts))
    starts = [w.start for w in found]
    best: tuple[Drift, Span] | None = None
    for low, high in _windows(len(legend), starts, anchors):
        candidate = _align(legend, slots, found[low:high], facts)
        if best is None or candidate[0].similarity > best[0].similarity:
            best = candidate
        if not candidate[0].changes:
            break
    assert best is not None  # there is an anchor, so there is a window
    return best


def _windows(length: int, starts: list[int], anchors: list[int]) -> list[tuple[int, int]]:
    """Stretches of the text's words that could hold the whole legend; neighbouring anchors share one."""
    import bisect

    reach = length + length // 4 + 4
    windows: list[tuple[int, int]] = []
    for anchor in anchors:
        i = bisect.bisect_left(starts, anchor)
        if windows and i - reach <= windows[-1][1] - reach:
            windows[-1] = (windows[-1][0], min(windows[-1][0] + 3 * reach, i + reach))
        else:
            windows.append((max(0, i - reach), i + reach))
    return windows[:8]


def _align(
    legend: tuple[str, ...], slots: Mapping[str, Slot], found: tuple[Word, ...], facts: Facts
) -> tuple[Drift, Span]:
    from difflib import SequenceMatcher

    have = [w.word for w in found]
    codes = SequenceMatcher(None, legend, have, autojunk=False).get_opcodes()
    while codes and codes[0][0] == "insert":
        codes = codes[1:]
    while codes and codes[-1][0] == "insert":
        codes = codes[:-1]
    steps: list[tuple[str, int, int, int, int]] = [*codes]
    for i in (0, -1):
        slot = slots.get(legend[codes[i][1]][1:-1]) if codes[i][2] - codes[i][1] == 1 else None
        steps[i] = _trimmed(steps[i], have, slot, facts, at_start=i == 0)
    kept, extra = 0, 0
    changes: list[tuple[str, str]] = []
    places: list[Change] = []
    for tag, i1, i2, j1, j2 in steps:
        if tag == "equal":
            kept += i2 - i1
        elif i2 - i1 == 1 and legend[i1].startswith("{") and fills(slots.get(legend[i1][1:-1]), have[j1:j2], facts):
            kept += 1
        else:
            extra += j2 - j1
            changes.append((" ".join(legend[i1:i2]), " ".join(have[j1:j2])))
            around = (found[j1 - 1] if j1 else None, found[j2] if j2 < len(found) else None)
            places.append(Change(i1, i2, found[j1:j2], *around))
    first, last = steps[0][3], max(steps[-1][4], steps[0][3] + 1)
    at = Span(found[first].start, found[min(last, len(found)) - 1].end)
    return Drift(kept / (len(legend) + extra), kept, len(legend), tuple(changes), tuple(places)), at


def _trimmed(
    code: tuple[str, int, int, int, int], have: list[str], slot: Slot | None, facts: Facts, *, at_start: bool
) -> tuple[str, int, int, int, int]:
    """At the edges a replacement swallows the text around the legend; only as many words as were prescribed count."""
    tag, i1, i2, j1, j2 = code
    if tag != "replace":
        return code
    room = i2 - i1
    if slot and slot.one_of:
        sizes = sorted({len(prescribed(one)) for one in slot.one_of}, reverse=True)
        parts = ((n, have[max(j1, j2 - n) : j2] if at_start else have[j1 : min(j2, j1 + n)]) for n in sizes)
        room = next((n for n, part in parts if fills(slot, part, facts)), room)
    return (tag, i1, i2, max(j1, j2 - room), j2) if at_start else (tag, i1, i2, j1, min(j2, j1 + room))


def _value(number: str) -> str:
    """A number as it is compared: 74 and 74.00 are the same."""
    whole, point, rest = number.replace(",", ".").rpartition(".")
    return whole.replace(".", "") + (point + rest).rstrip("0").rstrip(".") if point else rest


def configured(text: str, slots: Mapping[str, Slot], facts: Facts) -> str:
    """The legend with the values that are configured: they are prescribed words too. Numbers are written in many ways."""
    for slot in slots.values():
        value = facts.values.get(slot.equals, "") if slot.equals and not slot.quantity else ""
        text = text.replace(f"{{{slot.name}}}", value) if value else text
    return text


def fills(slot: Slot | None, got: list[str], facts: Facts) -> bool:
    """Whether these words may stand in the slot. A value that isn't configured can't be compared."""
    if slot is None or not got:
        return bool(got) and len(got) <= SLOT_WORDS
    if slot.one_of:
        return " ".join(got) in (" ".join(prescribed(o)) for o in slot.one_of)
    if slot.quantity:
        wanted = facts.values.get(slot.equals, "") if slot.equals else ""
        numbers = [w for w in got if w[0].isdigit()]
        alike = not wanted or [_value(w) for w in numbers] == [_value(w.word) for w in words(wanted) if w.word != "%"]
        several = len(numbers) > 1 or bool(_RANGE.intersection(got))
        return bool(numbers) and alike and not (slot.single and several)
    return len(got) <= SLOT_WORDS
