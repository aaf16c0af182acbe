"""The readable text of a document, with what was found in it marked in place and its cards below each block.

Long texts are cut around what was found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclint.document import Block, Document, SourceMap
from disclint.model import Span
from disclint.report.html.tags import Html, joined, tag

BESIDE = 1  # blocks that are kept before and after one with a finding
LONG = 1_200  # characters of a block with something found that are shown without a cut
AROUND = 240  # characters that are kept on both sides of a mark in a longer one
OPENING = 3  # blocks that are kept where nothing is marked
RANKS = ("error", "warning", "info", "excepted")


class Pinned(NamedTuple):
    """One card, with the source span that it is about, and the look of its mark: `error`, `warning`, `info`, `excepted`.
    `missing`: the words are no fault, they call for others that are not there."""

    number: int
    span: Span
    look: str
    card: Html
    missing: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    pin: Pinned


class _Strip(NamedTuple):
    """A block as it is shown. Marks are in offsets of its own text; `row` tells cells of one row of a table."""

    text: str
    look: str
    marks: list[_Mark]
    cards: list[Html]
    row: int = -1

    @property
    def told(self) -> bool:
        return bool(self.marks or self.cards)


def in_text(document: Document, span: Span) -> bool:
    """Whether the source span has readable characters, in the text or beside it (titles, descriptions)."""
    return bool(_within(document.map, span)) or any(_within(side.map, span) for side in document.sides)


def marked(document: Document, pins: Sequence[Pinned], whole: bool) -> Html:
    """The text with its cards; all of it where `whole`, else what stands around the marks."""
    strips = list(_strips(document))
    top, sides = list[Html](), dict[int, _Strip]()
    for pin in pins:
        if found := _within(document.map, pin.span):
            _pin(strips, document.blocks, pin, found)
        elif not _beside(document, pin, sides):
            at = bisect_right(document.blocks, document.map.text_offset(pin.span.start) - 1, key=lambda b: b.start)
            (strips[at - 1].cards if at and pin.span.end else top).append(pin.card)
    shown = [*(sides[n] for n in sorted(sides)), *strips]
    return joined([*top, *_printed(shown, whole)], "\n")


def _strips(document: Document) -> Iterator[_Strip]:
    rows = sorted(m.start for m in document.marks if m.kind == "row")
    quotes = [m for m in document.marks if m.kind == "quote"]
    for start, end, kind, level in document.blocks:
        look = f"{kind} h{level}" if kind == "heading" else kind
        look += " quote" if any(m.start <= start < m.end for m in quotes) else ""
        before = bisect_right(rows, start) if kind == "cell" else 0
        yield _Strip(document.text[start:end], look, [], [], rows[before - 1] if before else -1)


def _within(map: SourceMap, span: Span) -> Span | None:
    """The readable characters that come from the source span; None where there are none."""
    if span.end <= span.start or not map.length:
        return None
    start = map.text_offset(span.start)
    end = min(map.text_offset(span.end - 1) + 1, map.length)
    if start >= end or not map.source_span(start, end).overlaps(span):
        return None
    # what begins or ends in marks that nobody reads may reach one character too far
    last = end - 1 if end - 1 > start and not map.source_span(end - 1, end).overlaps(span) else end
    return Span(start, last)


def _pin(strips: Sequence[_Strip], blocks: Sequence[Block], pin: Pinned, found: Span) -> None:
    """Marks the words in every block that they reach into; the card comes below the last of these."""
    first = max(0, bisect_right(blocks, found.start, key=lambda b: b.start) - 1)
    last = max(first, bisect_right(blocks, found.end - 1, key=lambda b: b.start) - 1)
    for at in range(first, last + 1):
        block = blocks[at]
        start, end = max(found.start, block.start) - block.start, min(found.end, block.end) - block.start
        if start < end:
            strips[at].marks.append(_Mark(start, end, pin))
    strips[last].cards.append(pin.card)


def _beside(document: Document, pin: Pinned, sides: dict[int, _Strip]) -> bool:
    """Puts the card below the title, description or image text that it is about, where it is about one."""
    for number, side in enumerate(document.sides):
        if found := _within(side.map, pin.span):
            strip = sides.setdefault(number, _Strip(side.text, f"side {side.kind}", [], []))
            strip.marks.append(_Mark(*found, pin))
            strip.cards.append(pin.card)
            return True
    return False


def _printed(strips: Sequence[_Strip], whole: bool) -> Iterator[Html]:
    kept = set(range(len(strips))) if whole else _kept(strips)
    at = 0
    while at < len(strips):
        end = at + 1
        if at not in kept:
            while end < len(strips) and end not in kept:
                end += 1
            yield tag("p", f"\u2026 {_many(end - at)} left out \u2026", class_="gap")
        elif strips[at].row >= 0:
            while end < len(strips) and end in kept and strips[end].row == strips[at].row:
                end += 1
            cells = strips[at:end]
            yield tag("p", *(tag("span", _words(c, whole), class_="cell") for c in cells), class_="row")
            yield from (card for cell in cells for card in cell.cards)
        else:
            yield tag("p", _words(strips[at], whole), class_=strips[at].look, data_side=_side(strips[at]))
            yield from strips[at].cards
        at = end


def _kept(strips: Sequence[_Strip]) -> set[int]:
    """The blocks with something found and those next to them; a row of a table is kept as a whole."""
    told = [n for n, strip in enumerate(strips) if strip.told]
    kept = {m for n in told for m in range(n - BESIDE, n + BESIDE + 1)} or set(range(OPENING))
    rows = {strips[n].row for n in kept if 0 <= n < len(strips)} - {-1}
    return kept | {n for n, strip in enumerate(strips) if strip.row in rows}


def _side(strip: _Strip) -> str | None:
    return strip.look.partition(" ")[2] if strip.look.startswith("side") else None


def _many(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def _words(strip: _Strip, whole: bool) -> Html:
    """The text of a block with its marks, each followed by the numbers of the cards whose words end there."""
    edges = sorted({0, len(strip.text), *(m.start for m in strip.marks), *(m.end for m in strip.marks)})
    parts: list[Html] = []
    for start, end in pairwise(edges):
        over = [mark.pin for mark in strip.marks if mark.start <= start and end <= mark.end]
        words = strip.text[start:end]
        parts.append(_highlighted(words, over) if over else joined([words if whole else _cut(words, start, strip)]))
        parts += [_reference(mark.pin) for mark in strip.marks if mark.end == end]
    return joined(parts)


def _highlighted(words: str, over: Sequence[Pinned]) -> Html:
    look = min((pin.look for pin in over), key=RANKS.index)
    look += " calls" if all(pin.missing for pin in over) else ""
    return tag("mark", words, class_=look, data_f=" ".join(str(pin.number) for pin in over))


def _reference(pin: Pinned) -> Html:
    link = tag("a", str(pin.number), href=f"#f{pin.number}", class_="ref", aria_label=f"Finding {pin.number}")
    return tag("sup", link)


def _cut(words: str, start: int, strip: _Strip) -> str:
    """What stands between two marks of a long block, with `…` where more is left out."""
    if len(strip.text) <= (LONG if strip.told else 2 * AROUND):
        return words
    if not strip.marks:
        return f"{_first(words)} \u2026"
    head = _first(words) if start else ""
    tail = _first(words[::-1])[::-1] if start + len(words) < len(strip.text) else ""
    return words if len(head) + len(tail) >= len(words) else f"{head} \u2026 {tail}"


def _first(words: str) -> str:
    """The first characters, ended between two words where there are any."""
    space = words.rfind(" ", AROUND - 40, AROUND)
    return words[: space if space > 0 else AROUND]
