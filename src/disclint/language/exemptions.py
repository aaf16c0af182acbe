"""What makes a number no statement of fact: hypothetical, example, question, definition, the publisher's own terms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from disclint.language.vocabulary import data, one_of, strings
from disclint.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclint.language.reading import Reading
    from disclint.language.signals import Hit


_RESULT = 14  # characters between a result, the bracket that explains it, and the equation in it
_SHORT = 100  # characters; a definition is no longer
_FIRST = re.compile(r"[a-z']++(?= )")
_QUESTION = re.compile(r"\?[\"')\]]*$")
_CONTINUES = re.compile(r"(?:then|after|that|this|you|your|now|so|at|in year|by year|with|the same|over|they|he|she)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|you'd|you'll|would|wouldn't)\b")
_TERM = r"\(?[$€£]?\d[\d,.]*+%?\)? ?(?:[a-z]{1,12} ){0,2}"
_EQUATION = re.compile(rf"{_TERM}(?:[-=×*+/÷] ?{_TERM})++")
_PAST = re.compile(
    r"\b(?:(?:19|20)\d\d|rose|fell|was|were|reported|said|announced|sold|bought|raised|lost|gained|grew|earned)\b"
)


@cache
def _starts() -> frozenset[str]:
    return frozenset(strings(data("evidence")["instruction-starts"]))


@cache
def _offer() -> re.Pattern[str]:
    """What follows "our" where a price follows that."""
    things, verbs = (one_of(strings(data("evidence")[name])) for name in ("offers", "offer-verbs"))
    return re.compile(
        rf" (?:[a-z-]+ ){{0,3}}?(?:{things}) (?:now |currently |only |just )?(?:(?:{verbs})\b|(?:is|are) (?:only |just )?[$€£]\d)"
    )


class Exemptions:
    """The exemption of every sentence, found when asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[int, str] = {}
        self._reckoned: dict[int, list[tuple[int, int]]] = {}

    def of(self, i: int) -> str:
        """The exemption of the sentence with that index: hypothetical, example, question, definition, own-terms,
        instruction, or ``""``."""
        if i not in self._known:
            self._known[i] = self._decide(i)
        return self._known[i]

    def _decide(self, i: int) -> str:
        reading = self._reading
        sentence = reading.sentences[i]
        folded, signals = reading.folded, reading.signals.sentence(i)
        if _QUESTION.search(folded, max(sentence.start, sentence.end - 4), sentence.end):
            return "question"
        if "hypothetical" in signals:
            return "hypothetical"
        if self._example(sentence, signals.get("example")):
            return "example"
        if "definition" in signals and sentence.end - sentence.start < _SHORT:
            return "definition"
        if "own-terms" in signals or self._priced(sentence, signals.get("own", ())):
            return "own-terms"
        if "instruction" in signals or self._told(sentence):
            return "instruction"
        return "hypothetical" if i and self._goes_on(i, sentence) else ""

    def at(self, i: int, start: int) -> str:
        """The exemption of a number that starts there: its sentence's, or `definition` inside an equation."""
        known = self.of(i)
        return known or ("definition" if any(a <= start < b for a, b in self._equations(i)) else "")

    def _equations(self, i: int) -> list[tuple[int, int]]:
        """Where the sentence reckons: `100 × 1.05 = 105`."""
        sentence, folded = self._reading.sentences[i], self._reading.folded
        if i not in self._reckoned:
            signs = any(folded.find(sign, sentence.start, sentence.end) >= 0 for sign in "=×*")
            found = _EQUATION.finditer(folded, sentence.start, sentence.end) if signs else ()
            spans = (m.span() for m in found if any(sign in m[0] for sign in "=×*"))
            self._reckoned[i] = [(self._result(a, sentence.start), b) for a, b in spans]
        return self._reckoned[i]

    def _result(self, start: int, first: int) -> int:
        """Where the result begins that an equation in brackets explains: `minus 4% (i.e. $100 × 0.96 = $96)`."""
        folded = self._reading.folded
        opened = folded.rfind("(", max(first, start - _RESULT), start + 1)
        if opened < 0 or ")" in folded[opened:start]:
            return start
        return max(first, opened - _RESULT)

    def _priced(self, sentence: Span, hits: Sequence[Hit]) -> bool:
        """Whether the publisher tells the price of what it sells: `our newsletter costs $12 a month`."""
        folded = self._reading.folded
        return any(folded.startswith(("our", "my"), a) and _offer().match(folded, b, sentence.end) for a, b in hits)

    def _told(self, sentence: Span) -> bool:
        """Whether the sentence tells the reader what to do by its first word."""
        first = _FIRST.match(self._reading.folded, sentence.start)
        if first is None or first[0] not in _starts():
            return False
        return not _PAST.search(self._reading.folded, first.end(), sentence.end)

    def _example(self, sentence: Span, hits: list[Hit] | None) -> bool:
        """An example without a date or an event in it: "For example, a 1% fee on $10,000 is $100"."""
        return bool(hits) and not _PAST.search(self._reading.folded, hits[0][1] if hits else 0, sentence.end)

    def _goes_on(self, i: int, sentence: Span) -> bool:
        """Whether the sentence goes on with the hypothesis of the one before it, in the same block."""
        reading = self._reading
        before = reading.sentences[i - 1]
        if reading.block_index(before.start) != reading.block_index(sentence.start):
            return False
        if self.of(i - 1) not in ("hypothetical", "example"):
            return False
        folded = reading.folded
        return bool(
            _CONTINUES.match(folded, sentence.start) or _SECOND_PERSON.search(folded, sentence.start, sentence.end)
        )
