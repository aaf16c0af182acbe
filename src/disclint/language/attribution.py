"""Who says what a sentence states: cues with the stretch they govern, and whether the source has a name.

A cue governs its own clause; one that closes the sentence (", according to X", ", X said") governs all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclint.language.according import behind, name_after, names
from disclint.language.antecedents import antecedent, text_of
from disclint.language.scopes import ENDS, Cue, clause, within
from disclint.language.speakers import Speaker, speaker
from disclint.language.speechwords import FAR, known
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.reading import Reading


# what may stand between a verb and its "that": a day, an hour, a paper; "agreed to a merger that values …" is a deed
_THAT = re.compile(
    r"(?:,? (?:(?:on|in|late|early|last|this) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|earlier|week|month"
    r"|year|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2})?)"
    r"|,? in (?:a|an|its|his|her|their) (?:\w+ )?(?:statement|filing|report|note|letter|release|interview|speech|memo),?"
    r"| publicly| also| again){0,3}? that\b"
    r"|[\"')]*(?:[.!?,;:)]|$)| (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_DEED = re.compile(r",? (?:and|but|as|after|before|while) (?!that\b)")
_DONE = re.compile(r" (?:in|up|down|off|on|out|into|aside|together|forward|pressure)\b")
_GERUND = re.compile(r" (?:\w+ )?\w+ing\b")
_RELATIVE = re.compile(r"(?:which|who|whom|whose|where)\b")
_TOLD = re.compile(
    r"(?:told|tells|warned|assured|reminded)(?: [\w']+){1,3}?(?:[.,;]| (?:on|in|at|last|this|late|\w+day)\b)"
)
_COUNTED = re.compile(r" (?:(?:about|some|nearly|roughly|around|another|just|only|over|more than|up to) )?[$€£]?\d")
_ACCUSED = re.compile(
    r" of \w+ing\b| with (?:\w+ing\b|(?:\w+ ){0,3}(?:fraud|theft|crimes?|conspiracy|violations?|offen[cs]es?"
    r"|felon(?:y|ies)|counts?)\b)"
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
            cue = behind(reading, sentence, start, end)
        elif kind in ("anonymous", "hearsay"):
            cue = Cue(kind, folded[start:end], start, end, *clause(folded, sentence, start, end))
        else:
            cue = _said(reading, sentence, start, end, kind)
        if cue:
            found.append(within(folded, sentence, cue))
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


def _said(reading: Reading, sentence: Span, start: int, end: int, kind: str) -> Cue | None:
    """A speech verb with its subject."""
    folded = reading.folded
    low, high = clause(folded, sentence, start, end)
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
        (ENDS.match(folded, end) or _TOLD.match(folded, start))
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
    name = name_after(reading, end, sentence.end, 4)
    if not name:
        return None
    return Cue("attribution", text_of(reading, name), start, name.end, sentence.start, sentence.end)


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
        return Speaker("name", text_of(reading, first), verb)
    opening = folded[low : low + 6].split(" ")[0]
    meant = opening in known().pronouns or opening in ("the", "its")
    source = antecedent(reading, low, person=opening in ("he", "she")) if meant else ""
    return Speaker("name" if source else "", source, verb)
