"""Cues are tried word by word; together that is one long expression, tried everywhere."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from disclint.language import cues
from disclint.language.openings import alternatives, openings

TEXTS = [
    json.loads(line)["text"].lower()
    for line in (Path(__file__).parent / "polarity.jsonl").read_text(encoding="utf-8").splitlines()
]


def whole(kinds: tuple[tuple[str, str, str, re.Pattern[str] | None], ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<{kind}>(?:{head}){edge}{tail.pattern if tail else ''})" for kind, head, edge, tail in kinds)
    )


WORDS, COMMAS = whole(cues.WORD_KINDS), whole(cues.COMMA_KINDS)


def tried_everywhere(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    last = 0
    for token in re.finditer(r"[a-z][\w'-]*+|[,;:()]", text):
        at = token.start()
        word = token[0][0].isalpha()
        if at < last or (word and (token[0].partition("-")[0] not in cues.FIRST or text[at - 1 : at] in list("-'_"))):
            continue
        match = WORDS.match(text, at) if word else COMMAS.match(text, at)
        if match or not word:
            end, kind = (match.end(), match.lastgroup or "") if match else (at + 1, "mark")
            found.append((at, end, kind))
            last = end
    return found


def soups() -> list[str]:
    chance = random.Random("cues")
    words = sorted({w for text in TEXTS for w in text.split()})
    parts = " ".join(head for _, head, _, _ in (*cues.WORD_KINDS, *cues.COMMA_KINDS))
    pieces = sorted(set(re.findall(r"[a-z']{2,}", parts)) | cues.FIRST | set(",;:()"))
    return [
        chance.choice((" ", " ", ", ")).join(chance.choice(chance.choice((words, pieces))) for _ in range(30))
        for _ in range(1500)
    ]


@pytest.mark.parametrize("texts", [TEXTS, soups()], ids=["sentences", "soups"])
def test_words_tried_one_by_one_find_what_one_long_expression_finds(texts: list[str]) -> None:
    for text in texts:
        assert [tuple(cue) for cue in cues.find(text, 0, len(text))] == tried_everywhere(text), text


def test_every_cue_can_begin_with_a_word_of_the_list() -> None:
    for kind, pattern, _, _ in cues.WORD_KINDS:
        for alternative in alternatives(pattern):
            assert openings(alternative) & cues.FIRST, (kind, alternative)


def test_no_cue_is_missed_because_its_word_is_not_listed() -> None:
    """`FIRST` only saves time: the sentences hold no cue that begins with another word."""
    for text in TEXTS:
        found = cues.find(text, 0, len(text))
        for match in re.finditer(r"(?<![\w'-])[a-z]", text):
            at = match.start()
            if WORDS.match(text, at) and not any(c.start <= at < c.end for c in found):
                raise AssertionError((text, text[at : at + 20]))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("not (?:only|just)", "not"),
        ("(?:is|do)n'?t", "isn't isnt don't dont"),
        (r"(?:even )?(?:if|unless)\b", "even if unless"),
        ("reali[sz]es? that", "realise realises realize realizes"),
        (r"(?<=we )used to|tell-?tale|no(?=[,.!])|so-called", "used tell telltale no so"),
        ("(?:claim(?:s|ed)?|(?:the )?word) of", "claim claims claimed the word"),
    ],
)
def test_the_words_that_an_expression_can_begin_with(pattern: str, words: str) -> None:
    assert openings(pattern) == frozenset(words.split())
