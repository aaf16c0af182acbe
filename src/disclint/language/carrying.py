"""What a sentence takes over from the one before it: the source of figures that it plainly goes on from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from disclint.language.according import names
from disclint.language.evidence import Evidence
from disclint.language.places import holding, starting
from disclint.language.speechwords import known

if TYPE_CHECKING:
    from disclint.language.reading import Reading
    from disclint.model import Span

# A sentence that goes on from the figures of the one before it: `That was up 94%`, `Most of them …`, `The increase …`.
_FIGURE = (
    "figures?|numbers?|totals?|increase|decrease|rise|fall|drop|gain|decline|amounts?|rates?|share|sum|count|estimates?|forecasts?"
    "|projections?|report|survey|study|poll|data|results?|index|level|average|same|remaining|rest|remainder|pace|jump|surge|growth"
)
_CONTINUES = re.compile(
    r"(?:that|this|these|those|it|they|which) (?:(?:would|will|could|has|have|had|also|still|only|already) ){0,2}"
    r"(?:(?:was|were|is|are|be|been) (?:up|down|about|nearly|almost|roughly|more|less|higher|lower|above|below|the"
    r"|an?|its|their"
    r"|equal|equivalent|twice|double|half|compared)|compare[sd]?|represent(?:s|ed)?|mark(?:s|ed)?"
    r"|follow(?:s|ed)?"
    r"|equal(?:s|led|ed)?|amount(?:s|ed)?|exceed(?:s|ed)?|works? out|worked out|translate[sd]?|rose|fell|grew"
    r"|climbed|dropped|declined"
    r"|increased|decreased|includ(?:es|ed))\b"
    rf"|(?:that|this|these|those|the|its|their|his|her|an?|another) (?:[\w-]+ )?(?:{_FIGURE})\b"
    r"|(?:up|down|compared|excluding) (?:from|with|to)\b|another [$€£\d]|a further\b|in (?:total|all)\b"
    r"|at the same time\b|a (?:year|quarter|month) (?:earlier|before|ago)\b"
    r"|(?:[\w$€£%.,-]+ ){0,4}of (?:that|them|those|these|respondents|the (?:total|respondents|rest|remaining))\b"
    r"|among (?:them|those)\b"
)
# `that was four trillion yen more`: a figure follows
_AMOUNTS = re.compile(r"(?:that|this|these|those|it|they|which) (?:was|were|is|are) ")
_PARTITIVE = re.compile(
    r"(?:[\w$€£%.,-]+ ){0,4}of (?:them|those|these|respondents|the respondents)\b|among (?:them|those)\b"
)
# the subject of a sentence that announces figures: "Dealroom's figures lay bare how that works."
_ANNOUNCED = re.compile(
    r"(?:'s?)?(?: (?:new|latest|own|annual|quarterly|monthly|most recent))?"
    r" (?:figures|data|numbers|report|survey|study|poll|statistics|estimates|research|analysis)\b"
)
_NAMING = re.compile(r"(?:this|that|these|those|the) ([a-z][\w-]+)\b")
_LONGEST_LIST = 60


class Carrying:
    """The evidence that sentences take over. `strong` finds a sentence's best evidence that may be taken over, `whole` all
    that holds for it as a whole."""

    def __init__(
        self,
        reading: Reading,
        strong: Callable[[int], Evidence | None],
        whole: Callable[[int], tuple[Evidence, ...]],
    ) -> None:
        self._reading, self._strong, self._whole = reading, strong, whole
        self._known: dict[int, list[Evidence]] = {}

    def of(self, i: int) -> list[Evidence]:
        """What the sentence with that index takes over from the one or two before it, or from what introduces its list."""
        if i not in self._known:
            found = self._before(i) or self._introduced(i) if i else None
            self._known[i] = [found] if found else []
        return self._known[i]

    def _before(self, i: int) -> Evidence | None:
        reading = self._reading
        block = reading.block_index(reading.sentences[i].start)
        for back in (1, 2):
            if i < back:
                return None
            before, now = reading.sentences[i - back], i - back + 1
            if reading.block_index(before.start) != block or self._renamed(now, before):
                return None
            if not self._continues(reading.sentences[now].start):
                return self._announced(i - 1) if back == 1 else None
            strong = self._strong(i - back) or self._surveyed(i - back, i)
            if strong and self._counts(before):
                return _carried(strong)
        return None

    def _introduced(self, i: int) -> Evidence | None:
        """The evidence of the paragraph that introduces a list: `The ministry said that it would cut:`."""
        reading = self._reading
        blocks, index = reading.document.blocks, reading.block_index(reading.sentences[i].start)
        if not blocks or blocks[index].kind != "item":
            return None
        lead = next((b for b in reversed(blocks[max(0, index - _LONGEST_LIST) : index]) if b.kind != "item"), None)
        if lead is None or lead.kind != "paragraph" or not reading.text.endswith(":", lead.start, lead.end):
            return None
        strong = self._strong(reading.sentence_index(lead.end - 1))
        return _carried(strong) if strong else None

    def _announced(self, i: int) -> Evidence | None:
        """A sentence without a figure that says whose figures follow, or links the thing that the next one is about."""
        reading = self._reading
        before = reading.sentences[i]
        naming = _NAMING.match(reading.folded, reading.sentences[i + 1].start)
        if naming:
            links = starting(reading.document.links, before.start, before.end)
            linked = next((k for k in links if naming[1] in reading.folded[k.start : k.end].split()), None)
            strong = self._strong(i)
            if linked and strong and strong.word == "link":
                return _carried(strong)
        if self._counts(before):
            return None
        for name in names(reading, before.start, before.end)[:3]:
            if name.start - before.start < 120 and _ANNOUNCED.match(reading.folded, name.end):
                return Evidence(
                    "carried-over", name.start, name.end, reading.text[name.start : name.end], ("attribution",)
                )
        return None

    def _continues(self, start: int) -> bool:
        folded = self._reading.folded
        amounts = _AMOUNTS.match(folded, start)
        if amounts and starting(self._reading.quantities, amounts.end(), amounts.end() + 1):
            return True
        return bool(_CONTINUES.match(folded, start))

    def _renamed(self, i: int, before: Span) -> bool:
        """Whether a sentence is about somebody whom the one before it does not name: "The rate at Siemens …"."""
        reading = self._reading
        sentence = reading.sentences[i]
        told, places = reading.plain[before.start : before.end], known().places
        return any(
            reading.plain[n.start : n.end] not in told
            and reading.folded[n.start : n.end] not in places
            and not holding(reading.quantities, n.start, n.end)
            for n in names(reading, sentence.start, min(sentence.end, sentence.start + 60))
        )

    def _surveyed(self, i: int, now: int) -> Evidence | None:
        """The publisher's own count, where a sentence goes on to tell its parts: `We surveyed 812 firms. Half of them …`."""
        if not _PARTITIVE.match(self._reading.folded, self._reading.sentences[now].start):
            return None
        return next((e for e in self._whole(i) if e.word == "own-data"), None)

    def _counts(self, sentence: Span) -> bool:
        """Whether a sentence states a figure: its link then stands for figures, not only for a name."""
        return any(not q.mask for q in starting(self._reading.quantities, sentence.start, sentence.end))


def _carried(strong: Evidence) -> Evidence:
    return Evidence("carried-over", strong.start, strong.end, strong.text, (strong.word,))
