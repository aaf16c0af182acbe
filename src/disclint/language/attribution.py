"""Who says what a sentence states: cues with the stretch they govern, and whether the source has a name.

A cue governs its own clause; one that closes the sentence (", according to X", ", X said") governs all of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.gazetteer import DATES
from disclint.language.vocabulary import data, strings
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.names import Name
    from disclint.language.reading import Reading


class Cue(NamedTuple):
    """Words that give a sentence to somebody. `word` is attribution (then `source` is the name), weasel, hearsay or
    anonymous. The cue stands at `start` to `end` and governs what lies from `low` to `high`."""

    word: str
    source: str
    start: int
    end: int
    low: int
    high: int


class Tables(NamedTuple):
    between: frozenset[str]
    pronouns: frozenset[str]
    definite: frozenset[str]
    weasels: frozenset[str]
    inverted: frozenset[str]
    records: frozenset[str]


_CUT = re.compile(r"; |,? (?:while|whereas|but|although|though)\b|\n")
_ENDS = re.compile(
    r"[\"')]*(?:[.!?,;:)]|$)[\"')]*|,? (?:on|in|at|to|during|earlier|last|this|yesterday|today|late|from|via"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|adding|citing|without|when|after)\b"
)
_COUNTED = re.compile(r" (?:(?:about|some|nearly|roughly|around|another|just|only|over|more than|up to) )?[$€£]?\d")
_ACCUSED = re.compile(
    r" with (?:\w+ing\b|(?:\w+ ){0,3}(?:fraud|theft|crimes?|conspiracy|violations?|offen[cs]es?|felon(?:y|ies)|counts?)\b)"
)
_FAR = 500  # characters in which a cue looks for its subject and governs numbers
_DAYS = frozenset(date.lower() for date in DATES)
_WORD = re.compile(r"[^\s]+")


@cache
def tables() -> Tables:
    table = data("attribution")
    return Tables(
        between=frozenset(strings(table["between"])),
        pronouns=frozenset(strings(table["pronouns"])),
        definite=frozenset(strings(table["definite"])),
        weasels=frozenset(strings(table["weasels"])),
        inverted=frozenset(strings(table["inverted"])),
        records=frozenset(strings(table["records"])),
    )


def cues(reading: Reading, i: int) -> tuple[Cue, ...]:
    """Every cue of the sentence with that index, in order of place."""
    folded, whole = reading.folded, reading.sentences[i]
    found: list[Cue] = []
    for start, end, kind in reading.signals.speech(i):
        sentence = Span(max(whole.start, start - _FAR), min(whole.end, end + _FAR))
        if (kind == "that" and not _reports(folded, end)) or not _speaks(folded, start, end, whole.end):
            continue
        if kind in ("verb", "that"):
            cue = _said(reading, sentence, start, end)
        elif kind == "behind":
            cue = _behind(reading, sentence, start, end)
        else:
            cue = Cue(kind, folded[start:end], start, end, *_clause(folded, sentence, start, end))
        if cue:
            found.append(cue)
    return tuple(sorted(found, key=lambda cue: cue.start))


def _speaks(folded: str, start: int, end: int, last: int) -> bool:
    """Whether a verb that may also be a deed speaks here: "employers added 73,000 jobs", "the club charged $5" don't."""
    verb = folded[start:end]
    if verb == "charged":
        return bool(_ACCUSED.search(folded, end, min(last, end + 160)))
    return verb not in ("added", "adds", "put", "puts") or not _COUNTED.match(folded, end)


def _reports(folded: str, end: int) -> bool:
    return folded.startswith(" that ", end) or bool(_ENDS.match(folded, end))


def names(reading: Reading, start: int, end: int) -> list[Name]:
    """The names that lie between two offsets."""
    return [name for name in reading.names_between(start, end) if name.end <= end]


def _said(reading: Reading, sentence: Span, start: int, end: int) -> Cue | None:
    """A speech verb with its subject."""
    folded, known = reading.folded, tables()
    low, high = _clause(folded, sentence, start, end)
    trailing = bool(_ENDS.match(folded, end))
    if folded[start:end] in known.inverted:
        behind = _name_after(reading, end, sentence.end)
        if behind:
            source = reading.text[behind.start : behind.end]
            return Cue("attribution", source, start, behind.end, sentence.start, sentence.end)
    kind, source, at = _subject(reading, low, start)
    if kind == "pronoun":
        source = _antecedent(reading, sentence, at)
        kind = "name" if source else ""
    if not kind:
        return None
    word = "attribution" if kind == "name" else "weasel"
    if trailing and at > sentence.start:
        return Cue(word, source, at, end, max(sentence.start, folded.rfind(";", sentence.start, start) + 1), high)
    return Cue(word, source, at, end, at if kind == "name" else low, high)


def _subject(reading: Reading, low: int, verb: int) -> tuple[str, str, int]:
    """What a speech verb's subject is: (name | weasel | pronoun | "", its words, where it starts)."""
    plain, folded, known = reading.plain, reading.folded, tables()
    words = list(_WORD.finditer(folded, low, verb))
    i, steps, weak, definite, opened = len(words) - 1, 0, -1, -1, -1
    while i >= 0 and steps < 14:
        raw = words[i].group()
        word = raw.strip(",\"'()[]:;")
        start = words[i].start()
        if raw[-1:] in ",;:" and i != opened:
            if steps or raw[-1] != ",":
                break
            i = opened = _before_apposition(words, i)
            continue
        if word in known.pronouns and weak < 0 and definite < 0:
            return "pronoun", word, start
        name = _name_ending(reading, low, words[i].end())
        if name:
            return "name", plain[name.start : name.end], name.start
        if word in known.records or f"{words[i - 1].group() if i else ''} {word}" in known.records:
            return "name", word, start
        if word in known.weasels:
            weak = i
        elif word in known.definite:
            definite = i
        elif word not in known.between and word not in _DAYS and not word.endswith("ly"):
            break
        i, steps = i - 1, steps + 1
    if weak >= 0 and (definite < 0 or weak < definite):
        return "weasel", words[weak].group(), words[weak].start()
    before = [w.group() for w in words[max(0, definite - 2) : max(0, definite)]]
    if before[-1:] in (["the"], ["its"], ["his"], ["their"]) or before[:1] == ["the"]:
        return "pronoun", words[definite].group(), words[definite].start()
    return "", "", verb


def _before_apposition(words: list[re.Match[str]], i: int) -> int:
    """The index of the word before `, the chief financial officer,`: the one that closes with the other comma."""
    for j in range(i - 1, max(-1, i - 14), -1):
        if words[j].group().endswith(","):
            return j
    return -1


def _name_ending(reading: Reading, low: int, end: int) -> Name | None:
    """The name whose last word ends there (a possessive or punctuation aside)."""
    found = names(reading, max(low, end - 80), end)
    return found[-1] if found and end - found[-1].end <= 3 else None


def _name_after(reading: Reading, start: int, end: int) -> Name | None:
    """The name that follows behind nothing but small words ("a recent report by the IMF")."""
    for name in names(reading, start, min(end, start + 90))[:1]:
        between = reading.folded[start : name.start]
        small = tables().between
        if len(between) < 60 and all(_small(word, small) for word in between.split()):
            return name
    return None


def _small(word: str, small: frozenset[str]) -> bool:
    word = word.strip("\"'(,")
    return (
        word in small
        or word in _DAYS
        or word in ("an", "from", "by", "with", "")
        or word.endswith("ly")
        or word.isdigit()
    )


def _antecedent(reading: Reading, sentence: Span, before: int) -> str:
    """The nearest name before a pronoun, in its sentence or the two before it in the same block."""
    i = reading.sentence_index(sentence.start)
    block = reading.block(sentence.start)
    first = max(block.start, before - _FAR, reading.sentences[max(0, i - 2)].start if reading.sentences else 0)
    found = names(reading, first, before)
    return reading.text[found[-1].start : found[-1].end] if found else ""


def _behind(reading: Reading, sentence: Span, start: int, end: int) -> Cue | None:
    """`according to X`: the name follows."""
    folded = reading.folded
    around = [n for n in names(reading, start, end + 40) if n.end > end]
    glued_on = bool(around) and around[0].start < end  # "Per Moody's", taken for one name
    name = around[0] if glued_on else _name_after(reading, end, sentence.end)
    if name and not glued_on and folded[start:end] == "per" and _thing(reading, name):
        return None  # "per Order", "per Bitcoin"
    if name is None:
        return _vaguely(reading, sentence, start, end)
    low, high = _clause(folded, sentence, start, name.end)
    if sentence.end - name.end < 40 or _ENDS.match(folded, name.end):
        low = max(sentence.start, folded.rfind(";", sentence.start, start) + 1)
    return Cue("attribution", reading.text[name.start : name.end], start, name.end, low, high)


def _thing(reading: Reading, name: Name) -> bool:
    """Whether a name is one capitalised word that may just as well be a thing counted."""
    text = reading.plain[name.start : name.end + 2]
    return name.kind == "unknown" and " " not in text[:-2] and not text.endswith("'s")


def _vaguely(reading: Reading, sentence: Span, start: int, end: int) -> Cue | None:
    """`according to analysts`: a source without a name; a definite one that was named before counts."""
    known = tables()
    words = reading.folded[end : min(sentence.end, end + 40)].split()
    first = [w.strip(",.;:\"'()") for w in words[:4]]
    low, high = sentence.start, sentence.end
    pairs = (*first[:3], *(" ".join(first[k : k + 2]) for k in range(2)))
    record = next((word for word in pairs if word in known.records), "")
    if record:
        return Cue("attribution", record, start, end, low, high)
    if first[:1] in (["the"], ["its"], ["their"], ["his"], ["her"]) and any(w in known.definite for w in first[1:3]):
        source = _antecedent(reading, sentence, start) or (" ".join(first[:2]) if first[0] != "the" else "")
        return Cue("attribution", source, start, end, low, high) if source else None
    if any(w in known.weasels for w in first):
        return Cue("weasel", " ".join(first[:2]), start, end, low, high)
    return None


def _clause(folded: str, sentence: Span, start: int, end: int) -> tuple[int, int]:
    """The clause around a cue."""
    low, high = sentence.start, sentence.end
    for cut in _CUT.finditer(folded, sentence.start, sentence.end):
        if cut.end() <= start:
            low = cut.end()
        elif cut.start() >= end:
            high = cut.start()
            break
    return low, high
