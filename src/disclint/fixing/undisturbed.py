"""Whether a document reads as before but for the words that were put into it, which stand as paragraphs of their own."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.document import Document, plain
from disclint.model import Span

SHUT = frozenset(("quote", "list", "table", "row", "header", "details", "nav", "figure", "cite", "note", "sup"))


def undisturbed(old: Document, new: Document, at: Span, words: tuple[str, ...]) -> bool:
    """Whether `new` is `old` with the paragraphs `words` (none for a tag) written at the source range `at` of `new`."""
    within = [b for b in new.blocks if _in(new.source_span(b.start, b.end), at)]
    if [_plainly(new.text[b.start : b.end]) for b in within] != [_plainly(word) for word in words]:
        return False
    gap = Span(within[0].start, within[-1].end) if within else Span(0, 0)
    guessed = new.format == "text"  # what is a heading there, and what a list, is told by what stands around it
    if any(b.kind != "paragraph" for b in within if not guessed) or any(
        m.kind in SHUT and _around(m.start, m.end, gap) for m in new.marks
    ):
        return False
    return list(_facets(old, Span(0, 0), Span(0, 0))) == list(_facets(new, gap, at))


def same_shape(old: Document, new: Document) -> bool:
    """Whether words alone differ, one for another: blocks, ranges, links, tags and what no reader sees stay."""

    def shape(document: Document) -> object:
        return (
            [(b.kind, b.level) for b in document.blocks],
            [(m.kind, m.value) for m in document.marks],
            [link.target for link in document.links],
            [call.name for call in document.calls],
            [mark.label for mark in document.note_marks],
            [passage.kind for passage in (*document.shadow, *document.sides)],
            len(document.problems),
        )

    return shape(old) == shape(new)


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _around(start: int, end: int, gap: Span) -> bool:
    return gap.end > gap.start and start < gap.end and gap.start < end


def _plainly(text: str) -> str:
    return " ".join(plain(text).split())


def _facets(document: Document, gap: Span, written: Span) -> Iterator[object]:
    """All that a document says, without the readable range `gap` and the source range `written`."""

    def mapped(offset: int) -> int:
        return offset if offset <= gap.start else offset - (length if offset >= gap.end else 0)

    text, last = document.text, gap.end >= len(document.text)
    length = gap.end - gap.start + 1 if gap.end > gap.start else 0  # with one of the line breaks around it
    yield text[: max(0, gap.start - last * bool(length))] + text[gap.end + (not last) * bool(length) :]
    guessed = document.format == "text"
    yield [
        (mapped(b.start), mapped(b.end), "" if guessed else b.kind, 0 if guessed else b.level)
        for b in document.blocks
        if not _around(b.start, b.end, gap)
    ]
    yield sorted(
        (m.kind, m.value, mapped(m.start), mapped(m.end))
        for m in document.marks
        if not _in(Span(m.start, m.end), gap) or not length
    )
    yield [
        (link.target, mapped(link.start))
        for link in document.links
        if not (length and gap.start <= link.start < gap.end)
    ]
    yield [(mark.label, mapped(mark.at)) for mark in document.note_marks]
    yield sorted(document.notes)
    yield [
        (call.name, call.args, call.named) for call in document.calls if not (_in(call.source, written) and written.end)
    ]
    yield sorted((p.kind, p.text) for p in (*document.shadow, *document.sides))
    yield sorted(document.front)
    yield len(document.problems)
