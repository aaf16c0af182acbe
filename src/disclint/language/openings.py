"""Which words an expression can begin with, so that only those expressions are tried (and compiled) that a word may begin.

It reads what the cues are written in: literals, `(?:…)`, `[…]`, `?` and look-arounds; a word ends at the first character
that is neither a letter nor an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from disclint.lazy import expression

_MARK = expression(r"\\.|\[[^\]]++\]|[()|]")
_WORD = expression(r"[a-z']++(?![?(\[\\]|.\?)")  # with nothing behind it that could make it another word
_WORDS = expression(r"[a-z' |]++")


def alternatives(pattern: str) -> Iterator[str]:
    """The expressions between the `|` that stand in no group."""
    depth = start = 0
    for mark in _MARK.finditer(pattern):
        match mark[0]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
            case "|" if not depth:
                yield pattern[start : mark.start()]
                start = mark.end()
    yield pattern[start:]


def openings(pattern: str) -> frozenset[str]:
    """Every word that a match can begin with."""
    word = _WORD.match(pattern)
    return frozenset((word[0],)) if word and "|" not in pattern else frozenset(word for word, _ in _grown(pattern))


@cache
def _grown(pattern: str) -> set[tuple[str, bool]]:
    """The words, each with whether what follows the expression can still make it longer."""
    if _WORDS.fullmatch(pattern):
        return {(phrase.partition(" ")[0], " " not in phrase) for phrase in pattern.split("|")}
    found: set[tuple[str, bool]] = set()
    for alternative in alternatives(pattern):
        literal = _WORD.match(alternative)
        if literal:
            found.add((literal[0], literal.end() == len(alternative)))
            continue
        words = {""}
        for atom, optional in _atoms(alternative):
            if atom.startswith(("(?=", "(?!", "(?<", r"\b")):
                continue
            pieces = _grown(atom[3:-1]) if atom.startswith("(?:") else _letters(atom)
            found |= {(word + piece, False) for word in words for piece, on in pieces if not on}
            longer = {word + piece for word in words for piece, on in pieces if on}
            words = words | longer if optional else longer
            if not words:
                break
        found |= {(word, True) for word in words}
    return found


def _letters(atom: str) -> set[tuple[str, bool]]:
    chars = atom[1:-1] if atom[0] == "[" else atom[:1]
    return {(char, True) if char.isalpha() or char == "'" else ("", False) for char in chars}


def _atoms(pattern: str) -> Iterator[tuple[str, bool]]:
    """The atoms of an alternative in order, each with whether it may be absent."""
    at = 0
    while at < len(pattern):
        end = _end(pattern, at)
        optional = pattern[end : end + 1] == "?"
        yield pattern[at:end], optional
        at = end + optional


def _end(pattern: str, at: int) -> int:
    """Where the atom at that place ends."""
    if pattern[at] not in "([\\":
        return at + 1
    depth = 0
    for mark in _MARK.finditer(pattern, at):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    return at + 1
