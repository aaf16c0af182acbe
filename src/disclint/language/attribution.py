"""Who says what a sentence states: cues with the stretch they govern, and whether the source has a name.

A cue governs its own clause; one that closes the sentence (", according to X", ", X said") governs all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.speakers import FAR, Speaker, antecedent, known, speaker
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


_CUT = re.compile(
    r"; |, (?:while|whereas|but|although|though|yet)\b(?! (?:that|also|not|only|rather|to|by|from|in|at|with|for)\b)|\n"
)
_ENDS = re.compile(
    r"[\"')]*(?:[.!?,;:)]|$)[\"')]*| - |,? (?:on|in|at|to|during|earlier|last|this|yesterday|today|late|from|via"
    r"|over|by|while"
    r"|under|through|before|after|here|again|for|with|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|adding|citing|without|when|as|separately)\b"
)
_THAT = re.compile(
    r"(?: (?:on|in|last|this|late|early|earlier|yesterday|today|\w+day|\w+|\d{1,2}),?){0,4}? that\b"
    r"|[\"')]*(?:[.!?,;:)]|$)| (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_DEED = re.compile(r",? (?:and|but|as|after|before|while) (?!that\b)")
_DONE = re.compile(r" (?:in|up|down|off|on|out|into|aside|together|forward|pressure)\b")
_GERUND = re.compile(r" (?:\w+ )?\w+ing\b")
_RELATIVE = re.compile(r"(?:which|who|whom|whose|where)\b")
_TOLD = re.compile(
    r"(?:told|tells|warned|assured|reminded)(?: [\w']+){1,3}?(?:[.,;]| (?:on|in|at|last|this|late|\w+day)\b)"
)
_DATA = re.compile(r"(?:'s)? (?:data|figures|estimates|numbers|statistics)\b")
_COUNTED = re.compile(r" (?:(?:about|some|nearly|roughly|around|another|just|only|over|more than|up to) )?[$€£]?\d")
_ACCUSED = re.compile(
    r" of \w+ing\b| with (?:\w+ing\b|(?:\w+ ){0,3}(?:fraud|theft|crimes?|conspiracy|violations?|offen[cs]es?"
    r"|felon(?:y|ies)|counts?)\b)"
)
# figures that somebody expected, beside those that came true
_HOPE = re.compile(r"estimate|consensus|expect|forecast|projection")
_EXPECTED = re.compile(
    r",? (?:compared (?:with|to)|versus|vs\.?|against|beating|beat|topping|exceeding|missing|in line with|ahead of"
    r"|above|below"
    r"|better than|worse than|higher than|lower than|short of|than)(?: [\w$€£.,'%-]+){0,6}?"
    r" (?:estimates?|consensus|expectations?|forecasts?|projections?|expected|forecast)\b[^,;.]{0,80}"
)
_LEADING = re.compile(
    r"(?:even |\w+ (?:days?|hours?|weeks?|months?|years?|minutes?) |just |only |and "
    r"|but )?(?P<word>[a-z]+)(?: what)? ?$"
)
_COMMA = re.compile(r", (?!(?:who|which|whose|including|and|or|\w+ing)\b)(?!\d)")
_JOINED = re.compile(r"(?:^| )(?:and|but)(?: (?:now|also|then|later|still|has|have|is|\w+ly))* $")
_ADVERB = re.compile(r"(?:moreover|however|meanwhile|still|also|in addition|furthermore|on \w+day), ")
_BEFORE_TRAILING = frozenset(",\"'”’)-;")


def cues(reading: Reading, i: int) -> tuple[Cue, ...]:
    """Every cue of the sentence with that index, in order of place."""
    folded, whole = reading.folded, reading.sentences[i]
    found: list[Cue] = []
    for start, end, kind in reading.signals.speech(i):
        sentence = Span(max(whole.start, start - FAR), min(whole.end, end + FAR))
        if not _speaks(folded, start, end, kind, whole.end):
            continue
        if kind == "behind":
            cue = _behind(reading, sentence, start, end)
        elif kind in ("anonymous", "hearsay"):
            cue = Cue(kind, folded[start:end], start, end, *_clause(folded, sentence, start, end))
        else:
            cue = _said(reading, sentence, start, end, kind)
        if cue:
            found.append(_within(folded, sentence, cue))
    return tuple(sorted(found, key=lambda cue: cue.start))


def _speaks(folded: str, start: int, end: int, kind: str, last: int) -> bool:
    """Whether a verb that may also be a deed speaks here: "employers added 73,000 jobs", "the club charged $5" don't."""
    verb = folded[start:end]
    if verb in ("show", "shows", "showed") and folded.startswith((" no ", " sign", " little "), end):
        return False
    if verb in ("put", "puts") and _DONE.match(folded, end):
        return False
    if verb in ("added", "adds", "adding", "put", "puts") and _COUNTED.match(folded, end):
        return False
    if kind == "that":
        if verb in ("charged", "accused", "accuses"):
            return bool(_ACCUSED.search(folded, end, min(last, end + 160)))
        return bool(_THAT.match(folded, end)) or (verb in known().positions and bool(_GERUND.match(folded, end)))
    return True


def names(reading: Reading, start: int, end: int) -> list[Name]:
    """The names that lie between two offsets."""
    return [name for name in reading.names_between(start, end) if name.end <= end]


def _said(reading: Reading, sentence: Span, start: int, end: int, kind: str) -> Cue | None:
    """A speech verb with its subject."""
    folded = reading.folded
    low, high = _clause(folded, sentence, start, end)
    inverted = _inverted(reading, sentence, low, start, end)
    if inverted:
        return inverted
    who = speaker(reading, low, start)
    if not who.kind:
        who = _shared(reading, low, start)
    if not who.kind:
        return None
    word = "attribution" if who.kind == "name" else "weasel"
    before = folded[sentence.start : who.start].rstrip()[-1:]
    led = _leading(folded, sentence.start, who.start)
    if (
        (_ENDS.match(folded, end) or _TOLD.match(folded, start))
        and before in _BEFORE_TRAILING
        and before
        and led not in known().subordinators
    ):
        first = max(sentence.start, folded.rfind(";", sentence.start, start) + 1)
        return Cue(word, who.source, who.start, end, first, high)
    if led in known().subordinators and who.start - low < 40:
        if led == "as" and " that " not in folded[end : end + 60] and "," in folded[end : end + 60]:
            return Cue(word, who.source, who.start, end, sentence.start, high)
        comma = _COMMA.search(folded, end, high)
        high = comma.start() if comma else high
    aside = _aside(folded, sentence, who.start, end)
    if aside:
        return Cue(word, who.source, who.start, end, *aside)
    if kind == "object" and not _THAT.match(folded, end):
        deed = _DEED.search(folded, end, high)
        high = deed.start() if deed else high
    first = end if who.aside else who.start if who.kind == "name" else low
    return Cue(word, who.source, who.start, end, first, high)


def _aside(folded: str, sentence: Span, start: int, end: int) -> tuple[int, int] | None:
    """The relative clause between commas that a cue stands in: `the bill, which Senator Klein described as …, provides`."""
    low = folded.rfind(", ", sentence.start, start + 1)
    if low < 0 or not _RELATIVE.match(folded, low + 2):
        return None
    comma = _COMMA.search(folded, end, sentence.end)
    return low, comma.start() if comma else sentence.end


def _inverted(reading: Reading, sentence: Span, low: int, start: int, end: int) -> Cue | None:
    """`…, said Jane Doe` and `said Jane Doe: …`."""
    folded = reading.folded
    if folded[start:end] not in known().inverted:
        return None
    before = folded[low:start].rstrip()[-1:]
    if before and before not in _BEFORE_TRAILING:
        return None
    behind = _name_after(reading, end, sentence.end, 4)
    if not behind:
        return None
    return Cue("attribution", _text(reading, behind), start, behind.end, sentence.start, sentence.end)


def _text(reading: Reading, name: Name) -> str:
    return reading.text[name.start : name.end]


def _leading(folded: str, low: int, start: int) -> str:
    """The subordinator that opens the clause whose subject starts at `start`, or ``""``: `while the Fed said`."""
    edge = max(low, *(folded.rfind(mark, low, start) + 1 for mark in ",;:"))
    found = _LEADING.fullmatch(folded[edge:start].lstrip()) if start - edge < 40 else None
    return found["word"] if found else ""


def _shared(reading: Reading, low: int, verb: int) -> Speaker:
    """The clause's first subject, where the verb is joined to the one before it: `Adidas raised it and now sees …`."""
    folded = reading.folded
    participle = folded[verb - 2 : verb] == ", " and folded[verb : verb + 12].split(" ")[0].endswith("ing")
    if not participle and not _JOINED.search(folded, max(low, verb - 40), verb):
        return Speaker("", "", verb)
    adverb = _ADVERB.match(folded, low)
    low = adverb.end() if adverb else low
    first = next(iter(names(reading, low, min(verb, low + 60))), None)
    words = folded[low : first.start].split() if first else ["-"]
    if first and all(word in ("the", "on", "but", "and") for word in words):
        return Speaker("name", _text(reading, first), verb)
    opening = folded[low : low + 6].split(" ")[0]
    meant = opening in known().pronouns or opening in ("the", "its")
    source = antecedent(reading, low, person=opening in ("he", "she")) if meant else ""
    return Speaker("name" if source else "", source, verb)


def _name_after(reading: Reading, start: int, end: int, most: int) -> Name | None:
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


def _behind(reading: Reading, sentence: Span, start: int, end: int) -> Cue | None:
    """`according to X`: the name follows."""
    folded = reading.folded
    around = [n for n in names(reading, start, end + 40) if n.end > end]
    glued_on = bool(around) and around[0].start < end  # "Per Moody's", taken for one name
    name = around[0] if glued_on else _name_after(reading, end, sentence.end, 9)
    if name and not glued_on and folded[start:end] in ("per", "via") and _thing(reading, name):
        return None  # "per Order", "per Bitcoin"
    if name is None or _vague(reading, folded[end : name.start], name):
        return _vaguely(reading, sentence, start, end)
    low, high = _clause(folded, sentence, start, name.end)
    if not folded[sentence.start : start].strip("\"'( "):
        cut = folded.find("; ", name.end, sentence.end)
        high = cut if cut >= 0 else sentence.end
    if sentence.end - name.end < 40 or _ENDS.match(folded, name.end):
        low = max(sentence.start, folded.rfind(";", sentence.start, start) + 1)
    return Cue("attribution", _text(reading, name), start, name.end, low, high)


def _vague(reading: Reading, between: str, name: Name) -> bool:
    """`according to economists in Berlin`: a weasel with a place."""
    words = between.split()
    return (
        any(word.strip("\"'(,") in known().weasels for word in words[:3])
        and words[-1] in known().vague
        and name.kind != "organisation"
        and _text(reading, name).lower() in known().places
    )


def _thing(reading: Reading, name: Name) -> bool:
    """Whether a name is one capitalised word that may just as well be a thing counted: unless it closes the clause behind
    a comma or in brackets."""
    text = reading.plain[name.start : name.end + 2]
    single = name.kind == "unknown" and " " not in text[:-2] and not text.endswith("'s")
    if _DATA.match(reading.folded, name.end):
        return False
    closes = reading.folded[name.end : name.end + 1] in ("", ".", ",", ")", ";", "\n")
    left = reading.folded[max(0, name.start - 6) : name.start]
    return single and not (closes and (", per " in left or ", via " in left or left.endswith(("(per ", "(via "))))


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


def _clause(folded: str, sentence: Span, start: int, end: int) -> tuple[int, int]:
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


def _within(folded: str, sentence: Span, cue: Cue) -> Cue:
    """The cue, less the figures that nobody or somebody else expected: ", beating the $4.5 billion consensus by LSEG"."""
    if not _HOPE.search(folded, cue.low, cue.high):
        return cue
    for expected in _EXPECTED.finditer(folded, cue.low, cue.high):
        if expected.start() < cue.start < expected.end():
            return cue._replace(low=expected.start())
        if cue.end <= expected.start() and cue.low > sentence.start:
            return cue._replace(high=expected.start())
    return cue
