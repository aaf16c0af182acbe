"""Sentences turned into what they must not be taken for: the opposite, a quotation, a supposition, a torso."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclint.lazy import expression

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
_CLAUSE = expression(r"[;:] |,? (?:and|but|so) (?=(?:we|it|they|this|i|our|the) )| [—–-] ", re.IGNORECASE)
_OPENING = expression(
    r"(?:the|this|these|that|those|a|an|all|any|no|none|not|nothing|neither|nobody|our|we|it|its|you|your|past|please"
    r"|historical|previous|securities|information|investments?|what|there|for)\b",
    re.IGNORECASE,
)


def turned(sentence: str) -> str:
    """The sentence with its denials taken out; the same where there are none."""
    return _TURN.sub(_turn, sentence.replace("’", "'") if "’" in sentence else sentence)


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
    return sorted({max(s for s in starts if s <= start or s == 0) for start, _ in words})


def led(sentence: str, words: Sequence[tuple[int, int]], lead: str) -> str:
    """The sentence with `lead` ("It is not true that") before each clause that holds some of the words."""
    parts: list[str] = []
    starts = clauses(sentence, words)
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        word = lead if start == 0 else lead[:1].lower() + lead[1:]
        parts.append(f"{word} {inner(sentence[start:end])}")
    return sentence[: starts[0]] + "".join(parts)


def simple(sentence: str) -> bool:
    """Whether the sentence is one clause, so that "if" before it governs all of it."""
    return not re.search(r"[,;:()—–·•|/]| - ", sentence)


def inner(sentence: str) -> str:
    """The sentence as it stands behind "that": a first word that is no name in lower case."""
    return sentence[:1].lower() + sentence[1:] if _OPENING.match(sentence) and not sentence[:2].isupper() else sentence


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
