"""Who a speech verb's subject is: a name, somebody named before, or nobody in particular.

The noun phrase is walked back from the verb to its edge, whatever its nouns are; only weasels are a closed list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from disclint.language.antecedents import antecedent, opening_word, paper_of, text_of
from disclint.language.gazetteer import DATES
from disclint.language.speechwords import FAR, known

if TYPE_CHECKING:
    from disclint.language.names import Name
    from disclint.language.reading import Reading

_LONGEST = 12  # words of a noun phrase
_ASIDE = 25  # words between the commas of an aside
_WORD = re.compile(r"[^\s]+")
_LOWER = re.compile(r"[a-z]*")
_POLLS = frozenset(["poll", "survey"])
_PAPER_OF = {"medians": "poll", "respondents": "survey"}
_DEGREES = frozenset(["most", "more", "less", "least", "very", "so", "too", "as"])
_PERSONS = frozenset(["he", "she"])
_RELATIVE = re.compile(r"(?:who|whom|whose|which|that|where|when)\b|\w+(?:ed|ing)\b")


class Speaker(NamedTuple):
    """`kind` is name, weasel or empty (nobody was found). `source` is the name as written, or the weasel; the noun phrase
    starts at `start`. `aside`: a clause of its own stands between it and the verb."""

    kind: Literal["name", "weasel", ""]
    source: str
    start: int
    aside: bool = False


_DAYS = frozenset(date.lower() for date in DATES)


def speaker(reading: Reading, low: int, verb: int) -> Speaker:
    """The subject of the verb at that offset, in the clause that starts at `low`."""
    words = [m for m in _WORD.finditer(reading.folded, max(low, verb - FAR), verb)]
    i, passive = _behind_auxiliaries(words)
    if i < 0 or (passive and not reading.folded[verb : verb + 24].split(" ")[0].endswith("ing")):
        return Speaker("", "", verb)
    table, said = known(), words[i].group()
    if said in table.determiners or said in table.articles or said in table.prepositions:
        return Speaker("", "", verb)  # "the expected demand", "£1.5 billion of notes"
    aside = False
    if words[i].group()[-1] in ",)-":
        opening = _opening(words, i)
        if opening < -1:
            return Speaker("", "", verb)
        inside = _apposed(reading, words, opening + 1, i)
        if inside:
            return Speaker("name", text_of(reading, inside), words[opening + 1].start(), aside=True)
        i, aside = opening, True
    if i < 0:
        return Speaker("", "", verb)
    found = _phrase(reading, words, i, things=_LOWER.match(reading.folded, verb)[0] in table.things)  # type: ignore[index]
    return found._replace(aside=aside) if aside else found


def _behind_auxiliaries(words: list[re.Match[str]]) -> tuple[int, bool]:
    """The index of the last word before the verb that is no auxiliary, adverb or day; whether a form of `be` stood there."""
    i, passive, table = len(words) - 1, False, known()
    while i >= 0:
        word = words[i].group()
        if word in table.be:
            passive = True
        elif word in _DAYS and i and words[i - 1].group() == "on":
            i -= 1
        elif word not in table.auxiliaries and word not in _DAYS and not (word.endswith("ly") and len(word) > 4):
            return i, passive
        i -= 1
    return i, passive


def _opening(words: list[re.Match[str]], i: int) -> int:
    """The index of the word before an aside that ends with word `i`: the one with the other comma, dash or bracket; -2
    where there is none."""
    last = words[i].group()[-1]
    if last == ")":
        for j in range(i, max(-1, i - _ASIDE), -1):
            if words[j].group().startswith("("):
                return j - 1
        return -2
    for j in range(i - 1, max(-1, i - _ASIDE), -1):
        if words[j].group()[-1] == last:
            return j
    return -2


def _apposed(reading: Reading, words: list[re.Match[str]], first: int, last: int) -> Name | None:
    """The name in an aside that only names: `the state comptroller, Jane Doe, said`."""
    start, end = words[first].start(), words[last].end()
    bracket = words[last].group()[-1] == ")"
    if (
        last - first > 5
        or _RELATIVE.match(reading.folded, start)
        or (bracket and reading.plain[start + 1 : end - 1].isupper())
    ):
        return None
    start += bracket
    inside = [n for n in reading.names_between(start, end) if n.end <= end]
    return inside[0] if inside and inside[0].start == start and end - inside[0].end <= 2 else None


def _phrase(reading: Reading, words: list[re.Match[str]], i: int, *, things: bool) -> Speaker:
    """The noun phrase that ends with word `i`. `things`: the verb may also have a thing for its subject."""
    first = _edge(words, i)
    start, end = words[first].start(), words[i].end()
    last = words[i].group().strip("\"'()[]")
    table = known()
    if last in table.pronouns or last == "who":
        return _resolved(reading, words[i].start(), last)
    inside = [n for n in reading.names_between(start, end) if n.end <= end + 2]
    said = [w.group().strip("\"'(),[]") for w in words[first : i + 1]]
    if inside:
        return _with_name(reading, words[first : i + 1], said, inside[-1])
    return _without_name(reading, start, said, things=things)


def _edge(words: list[re.Match[str]], i: int) -> int:
    """The index of the noun phrase's first word."""
    edges, subordinators, first = known().edges, known().subordinators, i
    for j in range(i, max(-1, i - _LONGEST), -1):
        word = words[j].group()
        if j < i and (word[-1] in ',;:"”)' or word == "-"):
            return j + 1
        if j < i and (word in edges or word in subordinators):
            return j + 1
        first = j
        if word[0] in '("“':
            return j
    return first


def _with_name(reading: Reading, words: list[re.Match[str]], said: list[str], name: Name) -> Speaker:
    """A phrase that holds a name: `NAME`, `NAME's finance ministry`, `NAME officials`, `analysts at NAME`."""
    table, start = known(), words[0].start()
    before = [w.group() for w in words if w.end() <= name.start]
    behind = [word for word, w in zip(said, words, strict=True) if w.start() >= name.end]
    adjacent = not behind
    if (adjacent and reading.folded.startswith("'s", name.end)) or any(c.isdigit() for word in behind for c in word):
        return Speaker("", "", start)  # "Apple's target": the verb is a noun; "Apple's 12 plants reported"
    cut = next((k for k in range(len(behind) - 1, -1, -1) if behind[k] in table.determiners), -1)
    if cut >= 0:  # "in Japan the ministry said"
        return _without_name(reading, words[len(words) - len(behind) + cut].start(), behind[cut:], things=False)
    text = text_of(reading, name)
    if text.lower() in table.crowds:
        return Speaker("weasel", text.lower(), start)
    place = name.kind != "organisation" and text.lower() in table.places
    weasel = next((w for w in (*before[-3:], *behind) if w in table.weasels), "")
    if place and weasel and weasel not in ("data", "figures", "statistics"):
        return Speaker("weasel", weasel, start)
    if behind and any(word in table.prepositions for word in behind) and before and before[0] not in ("the", "but"):
        return Speaker("", "", start)
    if place and adjacent and before and before[-1] in table.vague:
        return _without_name(reading, start, before[:-1], things=False)
    return Speaker("name", text, start)


def _without_name(reading: Reading, start: int, said: list[str], *, things: bool) -> Speaker:
    """A phrase without a name: a record, nobody in particular, or somebody who was named before."""
    table = known()
    pairs = [" ".join(said[k : k + 2]) for k in range(len(said) - 1)]
    record = next((word for word in (*pairs, *said) if word in table.records), "")
    if record:
        return Speaker("name", record, start)
    heads = [word for k, word in enumerate(said) if not k or said[k - 1] not in table.prepositions]
    head = _head(said)
    if head in _DEGREES:
        return Speaker("", "", start)  # "the most telling"
    definite = any(word in table.determiners for word in said[:-1]) or any(w.endswith("'s") for w in said[:-1])
    if definite and head and not (things and head not in table.documents and said[-1] not in table.documents):
        found = _resolved(reading, start, head)
        weasel = next((w for w in said if w in table.weasels), "")
        return found if found.kind or not weasel else Speaker("weasel", weasel, start)
    if head.startswith("spokes") or (head in table.spokesmen and said[0] in table.articles):
        return _resolved(reading, start, head)
    weasel = next((w for w in (*pairs, *heads) if w in table.weasels), "")
    polled = next((w for k, w in enumerate(said) if w in _POLLS and k > 1 and weasel and "in" in said[:k]), "")
    paper = paper_of(reading, start, _PAPER_OF.get(head, polled))
    if paper:
        return Speaker("name", paper, start)
    if head in table.groups and len(said) < 3:
        found = _resolved(reading, start, head)
        if found.kind and not weasel:
            return found
    return Speaker("weasel", weasel, start) if weasel else Speaker("", "", start)


def _head(said: list[str]) -> str:
    """The noun that a phrase is about: the one before its first preposition, or its last word."""
    prepositions = known().prepositions
    for k, word in enumerate(said):
        if word in prepositions and k:
            return said[k - 1]
    return said[-1] if said else ""


def _resolved(reading: Reading, start: int, head: str) -> Speaker:
    source = antecedent(reading, start, person=head in _PERSONS) or paper_of(reading, start, head)
    if not source and head in known().companies:
        source = opening_word(reading, start)
    return Speaker("name", source, start) if source else Speaker("", "", start)
