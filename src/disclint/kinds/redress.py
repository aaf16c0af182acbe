"""What puts the prescribed words of a drifted legend back: word by word, so that all that is right stays as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from disclint.kinds.legends import Change, Word, configured, fills, placed_words
from disclint.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from disclint.facts import Facts
    from disclint.kinds.verbatim import Found
    from disclint.ruleset.rule import Slot


class Unknown(Exception):
    """A slot whose value is neither in the text nor configured; the message says where to give it."""


def redress(found: Found, slots: Mapping[str, Slot]) -> tuple[tuple[Span, str], ...]:
    """Readable ranges, each with the words to write there. Unknown where a slot's value can't be told."""
    facts = found.context.facts
    legend = configured(found.legend.text, slots, facts)
    text = found.context.reading.text
    loud = text[found.at.start : found.at.end].isupper()
    written = tuple(_writes(legend, slots, found.drift.steps, text, facts))
    if any(one.end > other.start for (one, _), (other, _) in pairwise(written)):
        raise Unknown("the changes lie too close together; mend it by hand")
    return tuple((at, words.upper()) for at, words in written) if loud else written


def _writes(
    legend: str, slots: Mapping[str, Slot], steps: tuple[Change, ...], text: str, facts: Facts
) -> Iterator[tuple[Span, str]]:
    marks = placed_words(legend)
    for step in steps:
        first, last = step.first, step.last
        if step.found:
            at = Span(step.found[0].start, step.found[-1].end)
            if first < last:
                words = _filled(legend, marks[first:last], slots, text[at.start : at.end], facts)
                yield Span(at.start, at.end + _stray(text, at.end, legend, marks[last - 1].end)), words
            elif step.before and step.after and 0 < first < len(marks):
                between = legend[marks[first - 1].end : marks[first].start]
                yield Span(step.before.end, step.after.end), between + text[step.after.start : step.after.end]
            else:
                raise Unknown("words were added at its border; mend it by hand")
        elif step.after and last < len(marks):
            words = (
                _filled(legend, marks[first:last], slots, "", facts) + legend[marks[last - 1].end : marks[last].start]
            )
            yield Span(step.after.start, step.after.end), words + text[step.after.start : step.after.end]
        elif step.before and first:
            words = legend[marks[first - 1].end : marks[first].start] + _filled(
                legend, marks[first:last], slots, "", facts
            )
            yield Span(step.before.start, step.before.end), text[step.before.start : step.before.end] + words


def _stray(text: str, end: int, legend: str, wanted: int) -> int:
    """1 where an apostrophe belongs to the word that goes ("investors' accounts"), else 0."""
    return int(text[end : end + 1] in ("'", "’") and legend[wanted : wanted + 1] not in ("'", "’"))


def _filled(legend: str, marks: tuple[Word, ...], slots: Mapping[str, Slot], instead: str, facts: Facts) -> str:
    """The legend's words at `marks`, slots filled from the words that stand `instead` or from the configuration."""
    parts: list[str] = []
    at = marks[0].start
    for mark in marks:
        if mark.word.startswith("{"):
            value = _value(slots.get(mark.word[1:-1]), mark.word, instead, facts)
            value = value.removesuffix("%") if legend.startswith("%", mark.end) else value
            parts += (legend[at : mark.start], value)
            at = mark.end
    return "".join(parts) + legend[at : marks[-1].end]


def _value(slot: Slot | None, name: str, instead: str, facts: Facts) -> str:
    if slot is None:
        raise Unknown(f"the legend's {name} has no value")
    if value := facts.values.get(slot.equals, "") if slot.equals else "":
        return value
    if written := _written(slot, instead, facts):
        return written
    if len(slot.one_of) == 1:
        return slot.one_of[0]
    if slot.one_of:
        raise Unknown(f"write one of these for {name}: {', '.join(slot.one_of)}")
    from disclint.kinds.wording import key_for

    key = key_for(slot.equals) if slot.equals else ""
    raise Unknown(f"{name} has no value; fill {key} in the configuration" if key else f"{name} has no value")


def _written(slot: Slot, instead: str, facts: Facts) -> str:
    """The longest run of the words that fills the slot, for slots that say what may fill them."""
    if not slot.one_of and not slot.quantity:
        return ""
    from disclint.document import folded, plain
    from disclint.kinds.legends import words

    found = words(folded(plain(instead)))
    longest = len(found) if slot.one_of else 1
    for size in range(min(longest, len(found)), 0, -1):
        for i in range(len(found) - size + 1):
            run = found[i : i + size]
            if fills(slot, [word.word for word in run], facts):
                return instead[run[0].start : run[-1].end]
    return ""
