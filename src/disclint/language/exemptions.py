"""What makes a number no statement of fact: hypothetical, example, question, definition, the publisher's own terms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from disclint.language.vocabulary import data, one_of, strings
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Json


class Tables(NamedTuple):
    hypothetical: re.Pattern[str]
    example: re.Pattern[str]
    definition: re.Pattern[str]
    terms: re.Pattern[str]
    told: re.Pattern[str]
    phrases: re.Pattern[str]


_QUESTION = re.compile(r"\?[\"')\]]*$")
_CONTINUES = re.compile(r"(?:then|after|that|this|you|your|now|so|at|in year|by year|with|the same|over|they|he|she)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|you'd|you'll|would|wouldn't)\b")
_EQUATION = re.compile(r"\d[\d,.]*+ ?(?:[a-z]{1,6} )?[=×*] ?[$€£]?\d")
_PAST = re.compile(
    r"\b(?:(?:19|20)\d\d|rose|fell|was|were|reported|said|announced|sold|bought|raised|lost|gained|grew|earned)\b"
)


@cache
def tables() -> Tables:
    table = data("evidence")

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w])(?:{one_of(strings(table[name]))})(?!\w)")

    instruction = cast("dict[str, Json]", table["instruction"])
    return Tables(
        pattern("hypothetical"),
        pattern("example"),
        pattern("definition"),
        pattern("own-terms"),
        re.compile(rf"(?:{one_of(strings(instruction['starts']))}) "),
        re.compile(rf"\b(?:{one_of(strings(instruction['phrases']))})\b"),
    )


class Exemptions:
    """The exemption of every sentence, found when asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[int, str] = {}

    def of(self, quantity: Quantity) -> str:
        """hypothetical, example, question, definition, own-terms, instruction, or ``""``."""
        i = self._reading.sentence_index(quantity.start)
        return self._sentence(i)

    def _sentence(self, i: int) -> str:
        if i not in self._known:
            self._known[i] = self._decide(i)
        return self._known[i]

    def _decide(self, i: int) -> str:
        reading, known = self._reading, tables()
        sentence = reading.sentences[i]
        folded = reading.folded
        if _QUESTION.search(folded, max(sentence.start, sentence.end - 4), sentence.end):
            return "question"
        if known.hypothetical.search(folded, sentence.start, sentence.end):
            return "hypothetical"
        if self._example(sentence):
            return "example"
        if known.definition.search(folded, sentence.start, sentence.end) or _EQUATION.search(
            folded, sentence.start, sentence.end
        ):
            return "definition"
        if known.terms.search(folded, sentence.start, sentence.end):
            return "own-terms"
        if known.told.match(folded, sentence.start) or known.phrases.search(folded, sentence.start, sentence.end):
            return "instruction"
        return "hypothetical" if i and self._goes_on(i, sentence) else ""

    def _example(self, sentence: Span) -> bool:
        """An example without a name or a date in it: "For example, a 1% fee on $10,000 is $100"."""
        folded = self._reading.folded
        found = tables().example.search(folded, sentence.start, sentence.end)
        if not found:
            return False
        return not _PAST.search(folded, found.end(), sentence.end)

    def _goes_on(self, i: int, sentence: Span) -> bool:
        """Whether the sentence goes on with the hypothesis of the one before it, in the same block."""
        reading = self._reading
        before = reading.sentences[i - 1]
        if reading.block_index(before.start) != reading.block_index(sentence.start):
            return False
        if self._sentence(i - 1) not in ("hypothetical", "example"):
            return False
        folded = reading.folded
        return bool(
            _CONTINUES.match(folded, sentence.start) or _SECOND_PERSON.search(folded, sentence.start, sentence.end)
        )
