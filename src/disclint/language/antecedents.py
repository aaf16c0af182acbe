"""Who is meant by a pronoun, by "the company", by "the poll": names that stand before."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from disclint.language.gazetteer import COMMON, DATES
from disclint.language.speechwords import FAR, known

if TYPE_CHECKING:
    from disclint.language.names import Name
    from disclint.language.reading import Reading

_OPENS = re.compile(
    r"([A-Z][a-z]{2,}) (?:will|would|plans|has|had|is|was|said|cut|raised|posted|reported|expects|lost|won|sold|bought)\b"
)
# papers that a text names once and then goes on to quote
_PAPERS = frozenset(["poll", "survey", "report", "study", "paper", "census", "audit", "review"])
_MENTIONS = 12  # places where a paper may be named
_ITS = frozenset(["", "'s", "new", "latest", "'s latest", "'s new"])  # between the name and its paper
_MONTHS = frozenset(DATES)


def text_of(reading: Reading, name: Name) -> str:
    return reading.text[name.start : name.end]


def antecedent(reading: Reading, before: int, *, person: bool = False) -> str:
    """The nearest name before an offset that may be meant, in its sentence or the two before it; across paragraphs, but
    not across a heading or out of a list item or a cell."""
    i = reading.sentence_index(before)
    first = max(reading.sentences[max(0, i - 2)].start, before - FAR, _reach(reading, before))
    found = [n for n in reading.names_between(first, before) if n.end <= before]
    fitting = [n for n in found if (n.kind != "organisation" if person else n.kind != "person")]
    settled = [n for n in fitting if text_of(reading, n).lower() not in known().places]
    best = (settled or fitting or ([] if person else found))[-1:]
    return text_of(reading, best[0]) if best else ""


def paper_of(reading: Reading, start: int, head: str) -> str:
    """Whose survey or report it is, where the text named it anywhere before: `a Reuters poll`, … `the poll found`."""
    if head not in _PAPERS:
        return ""
    mentions = re.compile(rf"(?<= ){head}\b").finditer(reading.folded, 0, start)
    for mention in islice(mentions, _MENTIONS):
        at = mention.start()
        near = [n for n in reading.names_between(max(0, at - 40), at) if n.end <= at][-1:]
        if near and reading.folded[near[0].end : at].strip() in _ITS and text_of(reading, near[0]) not in _MONTHS:
            return text_of(reading, near[0])
    return ""


def opening_word(reading: Reading, start: int) -> str:
    """The one word that its sentence begins with, where what follows shows it for a company's name: `Chevron will …`."""
    first = _OPENS.match(reading.plain, reading.sentence(start).start, start)
    return first[1] if first and first[1] not in COMMON else ""


def _reach(reading: Reading, offset: int) -> int:
    """Where the run of paragraphs that holds the offset starts, two blocks back at most."""
    blocks = reading.document.blocks
    if not blocks:
        return 0
    i = reading.block_index(offset)
    if blocks[i].kind != "paragraph":
        return blocks[i].start
    first = i
    while first and i - first < 2 and blocks[first - 1].kind == "paragraph":
        first -= 1
    return blocks[first].start
