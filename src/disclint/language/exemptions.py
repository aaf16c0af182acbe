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
# an illustration in the present tense: "After 30 years the account reaches $1,745", "At 15% volatility, $1,280"
_ILLUSTRATION = re.compile(
    r"after (?:\d{1,3}|[a-z]+) (?:years?|months?|trades|bets|flips|rounds)\b[^.;]{0,80}"
    r"\b(?:reach(?:es)?|becomes?|grows? to|turns? into|compounds? to|is worth|are worth|ends? (?:up|at|with)"
    r"|you(?:'d)? (?:have|own|keep|lose|owe))\b"
    r"|at (?:an? )?[$€£]?\d[\d.,]*+%?(?: [a-z-]+){0,3}, (?:[$€£]?\d|you\b|it (?:is|takes|becomes|would)|your\b)"
    r"|at (?:an? )?\d[\d.,]*+%(?: [a-z-]+){0,3} you (?:have|lose|need|end|keep|earn|pay)\b"
    r"|(?:the )?same [$€£]?\d[\d.,]*+%? [^.;]{3,40}, (?:different|another|half|twice|double)\b"
)
_YOU = re.compile(
    r"\byou (?:have lost|lose|end up|are left|need|would need|still need|walk away|net|break even|double your)\b"
    r"|\byour \$\d"
)
# what the sentence before introduced: "That 14-point gap is …"
_RESTATED = re.compile(
    r"(?:that|this|those|these) [$€£]?\d[\d.,]*+(?:%|-[a-z]+)? ?(?:[a-z]+ ){0,2}(?:gap|difference|spread|premium"
    r"|discount|drop|rise|gain|loss|jump|swing|move|figure|number|total|sum|rate|cut|increase|decline|hit|chunk"
    r"|slice)\b"
)
_ALLOTTED = re.compile(
    r"(?:the (?:other|remaining|last) |another )?(?:[$€£]?\d[\d.,]*+ ?(?:%|percent|per cent)) (?:can|should|may"
    r"|could|is|are|goes|go|for|to|of your|on)\b"
)
_GOAL = re.compile(
    r"\bto (?:become|be|build|create|deliver|produce|make|offer)(?: one of)?(?: the)?(?: [\w.]+'s"
    r"| [\w.]+s')?(?: single)? ?$"
)
_TERM = r"\(?[$€£]?(?<![\d,.])\d[\d,.]*+%?\)? ?(?:[a-z]{1,12} ){0,2}"
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
        self._signs = any(sign in reading.folded for sign in "=×*")
        self._reckoned: dict[int, list[tuple[int, int]]] = {}

    def of(self, i: int) -> str:
        """The exemption of the sentence with that index: hypothetical, example, question, definition, own-terms,
        instruction, restated, or ``""``."""
        if i not in self._known:
            self._known[i] = self._decide(i)
        return self._known[i]

    def _decide(self, i: int) -> str:
        reading = self._reading
        sentence = reading.sentences[i]
        folded, signals = reading.folded, reading.signals.sentence(i)
        if _QUESTION.search(folded, max(sentence.start, sentence.end - 4), sentence.end):
            return "question"
        if self._supposed(signals.get("hypothetical", ())):
            return "hypothetical"
        if self._illustrates(sentence):
            return "hypothetical"
        if i and _RESTATED.match(folded, sentence.start):
            return "restated"
        if self._example(sentence, signals.get("example")):
            return "example"
        if "definition" in signals and sentence.end - sentence.start < _SHORT:
            return "definition"
        if "own-terms" in signals or self._priced(sentence, signals.get("own", ())):
            return "own-terms"
        if "instruction" in signals or self._told(sentence) or (i and self._allotted(i, sentence)):
            return "instruction"
        return "hypothetical" if i and self._goes_on(i, sentence) else ""

    def _supposed(self, hits: Sequence[Hit]) -> bool:
        """Whether a word supposes something for the whole sentence; `(assuming a reopening)` is only a forecast's condition."""
        folded = self._reading.folded
        return any(not (folded.startswith("assuming", start) and folded[start - 1 : start] == "(") for start, _ in hits)

    def _illustrates(self, sentence: Span) -> bool:
        folded = self._reading.folded
        if _ILLUSTRATION.match(folded, sentence.start, sentence.end):
            return not _PAST.search(folded, sentence.start, sentence.end)
        if folded.find("you", sentence.start, sentence.end) < 0 or not _YOU.search(folded, *sentence):
            return False
        return not _PAST.search(folded, *sentence)

    def _allotted(self, i: int, sentence: Span) -> bool:
        """Whether the sentence goes on to divide what the one before it told the reader to divide."""
        return bool(_ALLOTTED.match(self._reading.folded, sentence.start)) and self.of(i - 1) in (
            "instruction",
            "hypothetical",
        )

    def goal(self, start: int) -> bool:
        """Whether a rank that starts there is something striven for: `to become the world's largest`."""
        return bool(_GOAL.search(self._reading.folded, max(0, start - 60), start))

    def at(self, i: int, start: int) -> str:
        """The exemption of a number that starts there: its sentence's, `question` in a multiple-choice question, or
        `definition` inside an equation."""
        known = self.of(i) or ("question" if any(c.asked <= start < c.end for c in self._reading.choices) else "")
        return known or ("definition" if any(a <= start < b for a, b in self._equations(i)) else "")

    def _equations(self, i: int) -> list[tuple[int, int]]:
        """Where the sentence reckons: `100 × 1.05 = 105`."""
        sentence, folded = self._reading.sentences[i], self._reading.folded
        if i not in self._reckoned:
            signs = self._signs and any(folded.find(sign, *sentence) >= 0 for sign in "=×*")
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
        folded = self._reading.folded
        colon = folded.find(": ", sentence.start, min(sentence.end, sentence.start + 60))
        firsts = (_FIRST.match(folded, at) for at in {sentence.start, colon + 2 if colon >= 0 else sentence.start})
        return any(f and f[0] in _starts() and not _PAST.search(folded, f.end(), sentence.end) for f in firsts)

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
