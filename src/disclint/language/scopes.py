"""How far the words of a cue reach: its clause, without what somebody else expected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclint.model import Span


class Cue(NamedTuple):
    """Words that give a sentence to somebody. `word` is attribution (then `source` is the name), weasel, hearsay or
    anonymous. The cue stands at `start` to `end` and governs what lies from `low` to `high`."""

    word: str
    source: str
    start: int
    end: int
    low: int
    high: int


_CUT = re.compile(
    r"; |, (?:while|whereas|but|although|though|yet)\b(?! (?:that|also|not|only|rather|to|by|from|in|at|with|for)\b)|\n"
)
ENDS = re.compile(
    r"[\"')]*(?:[.!?,;:)]|$)[\"')]*| - |,? (?:on|in|at|to|during|earlier|last|this|yesterday|today|late|from|via"
    r"|over|by|while"
    r"|under|through|before|after|here|again|for|with|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|adding|citing|without|when|as|separately)\b"
)
# figures that somebody expected, beside those that came true
_HOPE = re.compile(r"estimate|consensus|expect|forecast|projection")
_EXPECTED = re.compile(
    r",? (?:compared (?:with|to)|versus|vs\.?|against|beating|beat|topping|exceeding|missing|in line with|ahead of"
    r"|above|below"
    r"|better than|worse than|higher than|lower than|short of|than)(?: [\w$€£.,'%-]+){0,6}?"
    r" (?:estimates?|consensus|expectations?|forecasts?|projections?|expected|forecast)\b[^,;.]{0,80}"
)


def clause(folded: str, sentence: Span, start: int, end: int) -> tuple[int, int]:
    """The clause around a cue."""
    low, high = sentence.start, sentence.end
    for cut in _CUT.finditer(folded, sentence.start, sentence.end):
        if folded.startswith(", but", cut.start()) and "not only " in folded[sentence.start : cut.start()]:
            continue
        if cut.end() <= start:
            low = cut.end()
        elif cut.start() >= end:
            high = cut.start()
            break
    return low, high


def within(folded: str, sentence: Span, cue: Cue) -> Cue:
    """The cue, less the figures that nobody or somebody else expected: ", beating the $4.5 billion consensus by LSEG"."""
    if not _HOPE.search(folded, cue.low, cue.high):
        return cue
    for expected in _EXPECTED.finditer(folded, cue.low, cue.high):
        if expected.start() < cue.start < expected.end():
            return cue._replace(low=expected.start())
        if cue.end <= expected.start() and cue.low > sentence.start:
            return cue._replace(high=expected.start())
    return cue
