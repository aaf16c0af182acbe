"""Sentences turned into what they must not be taken for: the opposite, a quotation, a supposition, a torso."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclint.lazy import expression
from disclint.ruleset.scan import UNSPACED

_AUX = "is|are|was|were|does|do|did|has|have|had|can|could|will|would|shall|should|must|may|might"
# what denies, and what says the same without denying; the first that fits at a place holds
_TURNS: tuple[tuple[str, str], ...] = (
    (r"\bcan(?:not|'t)\b", "can"),
    (r"\bwon't\b", "will"),
    (rf"\b({_AUX})(?: not|n't)\b", r"\1"),
    (rf"\b({_AUX}) no\b", r"\1 a"),
    (r"\b(?:not|never) (?=\w)", ""),
    (r"\bnothing\b", "everything"),
    (r"\bnone\b", "all"),
    (r"\b(?:no one|nobody)\b", "everybody"),
    (r"\bneither\b", "both"),
    (r"\bnor\b", "and"),
    (r"\bwithout\b", "with"),
    (r"\bno\b", "every"),
)
_TURN = expression("|".join(f"(?:{pattern.replace(chr(92) + '1', '')})" for pattern, _ in _TURNS), re.IGNORECASE)
_SUBJECT = r"(?:we|it|its|they|their|this|these|i|you|your|our|the)"
_CLAUSE = expression(
    rf"[;:] |,? (?:and|but|so) (?={_SUBJECT} )|, (?=(?:we|it|they|you) (?:{_AUX}) )| [—–-] ", re.IGNORECASE
)
# a clause without one of these words at its head: ", and money that you send will be returned"
_JOINED = expression(r", (?:and|but|so) $", re.IGNORECASE)
_FINITE = expression(rf"\b(?:{_AUX})\b", re.IGNORECASE)
# a clause that goes on about what stands before it, to the sentence's end
_RELATIVE = expression(r", (?:which|who) (?=(?P<verb>\w+))(?=[^,;:]*$)", re.IGNORECASE)
_OPENING = expression(
    r"(?:the|this|these|that|those|a|an|all|any|no|none|not|nothing|neither|nobody|our|we|it|its|you|your|past|please"
    r"|historical|previous|securities|information|investments?|what|there|for|because|accounts?|clients?|data)\b",
    re.IGNORECASE,
)


def turned(sentence: str) -> str:
    """The sentence with its denials taken out; the same where there are none."""
    return _TURN.sub(_turn, sentence.replace("’", "'") if "’" in sentence else sentence)


def denies(words: str) -> bool:
    """Whether the words hold a denial of their own."""
    return turned(words) != words or bool(re.search(r"\b(?:non|un)-?\w", words, re.IGNORECASE))


def _turn(match: re.Match[str]) -> str:
    for pattern, new in _TURNS:
        part = re.compile(pattern, re.IGNORECASE).match(match.string, match.start())
        if part and part.end() == match.end():
            word = part.expand(new)
            return word[:1].upper() + word[1:] if match[0][:1].isupper() else word
    return match[0]


def clauses(sentence: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Where the clauses begin that the ranges of words stand in: at the sentence's start, or behind a stop inside it."""
    starts = [0, *(m.end() for m in _CLAUSE.finditer(sentence))]
    starts += (s for s, e in words if _JOINED.search(sentence, 0, s) and _FINITE.search(sentence, s, e))
    return sorted({max(s for s in starts if s <= start or s == 0) for start, _ in words})


def led(sentence: str, words: Sequence[tuple[int, int]], lead: str) -> str:
    """The sentence with `lead` ("It is not true that") before each clause that holds some of the words."""
    return inverted(sentence, [(*word, False) for word in words], lead)


def inverted(sentence: str, words: Sequence[tuple[int, int, bool]], lead: str) -> str:
    """The opposite of the sentence as far as the ranges of words make it, those with True by being denied: denials are taken
    out, and before a clause that says something outright stands `lead`."""
    if all(denied for *_, denied in words) and turned(sentence) != sentence:
        return turned(sentence)
    sentence, words = _coordinated(sentence, words)
    starts = clauses(sentence, [(start, end) for start, end, _ in words])
    parts = [sentence[: starts[0]]]
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        clause = sentence[start:end]
        inside = [denied for begin, _, denied in words if start <= begin < end]
        if all(inside) and turned(clause) != clause:
            parts.append(turned(clause))
        else:
            parts.append(f"{lead if start == 0 else lead[:1].lower() + lead[1:]} {inner(clause)}")
    return "".join(parts)


def _coordinated(sentence: str, words: Sequence[tuple[int, int, bool]]) -> tuple[str, Sequence[tuple[int, int, bool]]]:
    """The sentence with ", which is" at its end as ", and it is", where some of the words stand behind that: what such a
    clause says holds whatever the rest of the sentence says."""
    match = _RELATIVE.search(sentence)
    if not match or not any(start >= match.end() for start, *_ in words):
        return sentence, words
    many = match["verb"].lower() in ("are", "were", "do", "have")
    joint = f", and {'they' if many else 'it'} "
    more = len(joint) - (match.end() - match.start())
    moved = [(s + more, e + more, d) if s >= match.end() else (s, e, d) for s, e, d in words]
    return sentence[: match.start()] + joint + sentence[match.end() :], moved


def simple(sentence: str) -> bool:
    """Whether the sentence is one clause, so that "if" before it governs all of it."""
    return not re.search(r"[,;:()—–·•|/]| - |^(?:if|when|should|unless|before|after|while)\b", sentence, re.IGNORECASE)


def foreign(sentence: str) -> bool:
    """Whether the sentence is in a script that English words can't lead into."""
    return len(re.findall(f"[{UNSPACED}]", sentence)) * 2 > len(re.findall(r"\w", sentence))


def inner(sentence: str) -> str:
    """The sentence as it stands behind "that": a first word that is no name in lower case."""
    acronym = sentence[:2].isalpha() and sentence[:2].isupper()
    return sentence[:1].lower() + sentence[1:] if _OPENING.match(sentence) and not acronym else sentence


def bare(sentence: str) -> str:
    """The sentence without the stop at its end."""
    return sentence.rstrip(" .!;:")


def quotable(sentence: str) -> str:
    """The sentence with its double quotation marks made single, to stand between double ones."""
    return re.sub('["“”«»]', "'", sentence)


def halved(sentence: str, words: tuple[int, int]) -> str:
    """The sentence up to the middle of the words in that range of it; up to their beginning where they are one word."""
    start, end = words
    inside = [m.start() for m in re.finditer(r"(?<=[\s/-])\w", sentence[start:end])]
    cut = start + (inside[(len(inside) - 1) // 2] if inside else 0)
    return sentence[:cut].rstrip(" ,;:/-–—")


def joined(sentences: Sequence[str]) -> str:
    return " ".join(" ".join(sentence.split()) for sentence in sentences)
