"""Multiple-choice questions: answers to choose from are nobody's statements, and most of them are meant to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.cues import LURE
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.document import Block
    from disclint.language.reading import Reading

_FIRST = expression(r"(?:\A|\n)\(?a[.)] ")
_BOX = expression(r"\[([ xX])\][ \t]++$")
_LETTER = expression(r"\(?([a-h])[.)] ")
_SOLVED = expression(r"(?:(?:the )?(?:correct|right) )?(?:answers?|explanation|solution|rationale)\b")


class Choice(NamedTuple):
    """One question: offsets of the block that asks it, of the first answer, and of the last answer's end."""

    asked: int
    start: int
    end: int


def choices(reading: Reading) -> tuple[Choice, ...]:
    """Every question with its answers: two or more with boxes of which some are ticked, or with the letters a, b …, behind
    a question, or in front of the solution."""
    folded = reading.folded
    if "[x]" not in reading.document.source.text.lower() and not _FIRST.search(folded):
        return ()
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[Choice]:
    blocks, at = reading.document.blocks, 0
    for answers, run in groupby(blocks, key=lambda block: _mark(reading, block) != ""):
        group = list(run)
        first, at = at, at + len(group)
        if not answers or not first or not _alternatives([_mark(reading, block) for block in group]):
            continue
        asked = blocks[first - 1]
        text = reading.folded[asked.start : asked.end].rstrip("*_ ")
        behind = reading.folded[blocks[at].start : blocks[at].end] if at < len(blocks) else ""
        if (text.endswith("?") and not LURE.match(text)) or _SOLVED.match(behind):
            yield Choice(asked.start, group[0].start, group[-1].end)


def _mark(reading: Reading, block: Block) -> str:
    """What marks the block as an answer: a box (`x` or a space) or a letter; else nothing."""
    if block.kind not in ("item", "paragraph"):
        return ""
    source = reading.document.source_span(block.start, block.end).start
    box = _BOX.search(reading.document.source.text, max(0, source - 12), source) if block.kind == "item" else None
    letter = None if box else _LETTER.match(reading.folded, block.start, block.end)
    return box[1].lower() if box else letter[1] if letter else ""


def _alternatives(marks: list[str]) -> bool:
    """A list that is ticked throughout is praise, and one with empty boxes alone is a list of things to do."""
    return {"x", " "} <= set(marks) or marks[:2] == ["a", "b"]
