"""Cues that the source follows: `according to X`, `as measured by X`, `per X's filing`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclint.language.antecedents import antecedent, text_of
from disclint.language.scopes import ENDS, Cue, clause
from disclint.language.speechwords import known
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.names import Name
    from disclint.language.reading import Reading

_DATA = re.compile(r"(?:'s)? (?:data|figures|estimates|numbers|statistics)\b")


def names(reading: Reading, start: int, end: int) -> list[Name]:
    """The names that lie between two offsets."""
    return [name for name in reading.names_between(start, end) if name.end <= end]


def behind(reading: Reading, sentence: Span, start: int, end: int) -> Cue | None:
    """`according to X`: the name follows."""
    folded = reading.folded
    around = [n for n in names(reading, start, end + 40) if n.end > end]
    glued_on = bool(around) and around[0].start < end  # "Per Moody's", taken for one name
    name = around[0] if glued_on else name_after(reading, end, sentence.end, 9)
    if name and not glued_on and folded[start:end] == "per" and _thing(reading, name):
        return None  # "per Order", "per Bitcoin"
    if name is None or _vague(reading, folded[end : name.start], name):
        return _vaguely(reading, sentence, start, end)
    low, high = clause(folded, sentence, start, name.end)
    if not folded[sentence.start : start].strip("\"'( "):
        cut = folded.find("; ", name.end, sentence.end)
        high = cut if cut >= 0 else sentence.end
    if sentence.end - name.end < 40 or ENDS.match(folded, name.end):
        low = max(sentence.start, folded.rfind(";", sentence.start, start) + 1)
    return Cue("attribution", text_of(reading, name), start, name.end, low, high)


def name_after(reading: Reading, start: int, end: int, most: int) -> Name | None:
    """The name that follows behind at most so many small words and one comma ("an audit by the comptroller, Jane Doe")."""
    for name in names(reading, start, min(end, start + 110))[:1]:
        between = reading.folded[start : name.start]
        words = between.split()
        # ", a consultancy," and the like: one comma may stand between
        if len(words) <= most and between.count(",") <= 1 and not any(c in between for c in ".;:!?"):
            return None if any(_breaks(word) for word in words) else name
    return None


def _breaks(word: str) -> bool:
    word = word.strip("\"'(,")
    return word in known().edges or word in known().be or word in known().pronouns


def _vague(reading: Reading, between: str, name: Name) -> bool:
    """`according to economists in Berlin`: a weasel with a place."""
    words = between.split()
    return (
        any(word.strip("\"'(,") in known().weasels for word in words[:3])
        and words[-1] in known().vague
        and name.kind != "organisation"
        and text_of(reading, name).lower() in known().places
    )


def _thing(reading: Reading, name: Name) -> bool:
    """Whether a name is one capitalised word that may just as well be a thing counted: unless it closes the clause behind
    a comma or in brackets."""
    text = reading.plain[name.start : name.end + 2]
    single = name.kind == "unknown" and " " not in text[:-2] and not text.endswith("'s")
    if _DATA.match(reading.folded, name.end):
        return False
    closes = reading.folded[name.end : name.end + 1] in ("", ".", ",", ")", ";", "\n")
    return single and not (closes and reading.folded.endswith((", per ", "(per "), 0, name.start))


def _vaguely(reading: Reading, sentence: Span, start: int, end: int) -> Cue | None:
    """`according to analysts`: a source without a name; a definite one that was named before counts."""
    table = known()
    words = reading.folded[end : min(sentence.end, end + 60)].split()
    first = [w.strip(",.;:\"'()") for w in words[:5]]
    low, high = sentence.start, sentence.end
    pairs = (*first[:3], *(" ".join(first[k : k + 2]) for k in range(2)))
    record = next((word for word in pairs if word in table.records), "")
    if record:
        return Cue("attribution", record, start, end, low, high)
    if first and (first[0] in table.determiners or first[0] in table.pronouns) and "plan" not in first[:3]:
        source = antecedent(reading, start, person=first[0] in ("he", "she", "his", "her"))
        if source:
            return Cue("attribution", source, start, end, low, high)
    if any(w in table.weasels for w in first):
        return Cue("weasel", " ".join(first[:2]), start, end, low, high)
    return None
