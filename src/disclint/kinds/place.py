"""Where a statement has to stand: at the top, at the end, prominently, near what created the duty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.provision import Said

TOP_WORDS, END_SHARE = 150, 0.75
DISCLOSURE_HEADING = expression(
    r"disclos|disclaim|important (?:information|notice|note|legal)|\blegal\b|fine print"
    r"|risk (?:warning|statement|notice)|about (?:us|the author)"
)
NAMES = {
    "top": "at the top",
    "end": "at the end",
    "prominent": "where readers see it without opening anything",
    "before-trigger": "before what it warns of",
}


def placed(context: Context, places: tuple[str, ...], said: Said, triggers: tuple[Span, ...]) -> bool:
    """Whether the words stand in any of the places; True where none is asked for."""
    wanted = [p for p in places if p != "prominent"]
    if "prominent" in places and collapsed(said.where, said.span):
        return False
    return not wanted or any(_in_place(context, place, said, triggers) for place in wanted)


def collapsed(context: Context, at: Span) -> bool:
    """Whether the words show only after a click (`<details>`, tabs)."""
    return context.reading.marked("details", at.start, at.end)


def words_for(places: tuple[str, ...]) -> str:
    """The places in words: "at the top or at the end"."""
    return " or ".join(NAMES.get(p, f"in the same {p.removeprefix('near:')} as what it warns of") for p in places)


def _in_place(context: Context, place: str, said: Said, triggers: tuple[Span, ...]) -> bool:
    at = said.at
    if place == "top":
        return at.start < _top(context)
    if place == "end":
        late = at.end > len(context.reading.text) * END_SHARE
        return late or under_disclosure_heading(said.where, said.span.start)
    if place == "before-trigger":
        return not triggers or at.start <= min(t.start for t in triggers)
    return not triggers or any(_near(context, place.removeprefix("near:"), at, t) for t in triggers)


def _top(context: Context) -> int:
    seconds = [s.start for s in context.document.sections if s.level >= 2][1:2]
    matches = re.finditer(r"\S+", context.reading.text)
    last = next((m.end() for i, m in enumerate(matches, 1) if i == TOP_WORDS), len(context.reading.text))
    return min([last, *seconds])


def under_disclosure_heading(context: Context, offset: int) -> bool:
    title = " ".join(context.reading.section(offset).title.lower().split())
    return bool(DISCLOSURE_HEADING.search(title))


def _near(context: Context, stretch: str, at: Span, trigger: Span) -> bool:
    reading = context.reading
    if stretch == "block":
        return reading.block_index(at.start) == reading.block_index(trigger.start)
    if stretch == "section":
        return reading.section(at.start) == reading.section(trigger.start)
    if stretch == "document":
        return True
    count = 0 if stretch == "sentence" else int(stretch.split()[0])
    return abs(reading.sentence_index(at.start) - reading.sentence_index(trigger.start)) <= count
