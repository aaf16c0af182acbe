"""Where in a document a paragraph could be put for a rule's sake: places to try, the best one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclint.document import Document
from disclint.model import LINE_END, Span

REACH = 6  # so many blocks from the first choice are tried
NESTING = ("list", "table", "quote", "details", "figure")
WORDS = {"top": "at the top", "end": "at the end", "before-trigger": "before what it warns of"}


class Spot(NamedTuple):
    """`at` is a source offset; what is put there stands between `head` and `tail`. `where` says it in words."""

    at: int
    head: str
    tail: str
    where: str


def spots(document: Document, places: tuple[str, ...], triggers: Sequence[Span]) -> Iterator[Spot]:
    """Places that might do for a rule which asks for `places`; `triggers` are readable ranges. Whether they do is seen
    when the document is read again."""
    if document.format == "html":
        from disclint.fixing.htmlspots import html_offsets as offsets
    else:
        offsets = _line_offsets
    tried: set[tuple[int, str | None]] = set()
    for place in wanted(places, triggers):
        where = WORDS.get(place, "beside what it warns of")
        for at, indent in offsets(document, place, triggers):
            if (at, indent) not in tried:
                tried.add((at, indent))
                yield Spot(at, "", "", where) if indent is None else _spot(document, at, indent, where)


def wanted(places: tuple[str, ...], triggers: Sequence[Span]) -> tuple[str, ...]:
    """The places in the rule's order, but the end before the top; where there is nothing to stand beside, the end."""
    asked = [place for place in places if place != "prominent"]
    if not asked:
        return ("top",) if places else ("end",)
    placed = any(span.end > span.start for span in triggers)
    found = [place if placed or place in ("top", "end") else "end" for place in asked]
    found.sort(key=lambda place: place == "top")
    return tuple(dict.fromkeys(found))


def newline(text: str) -> str:
    """The line end that the text has most of."""
    ends = LINE_END.findall(text)
    return max(("\n", "\r\n", "\r"), key=ends.count)


def _spot(document: Document, at: int, indent: str, where: str) -> Spot:
    """A paragraph of its own from the line on that begins at `at`, or behind the last line. HTML needs no empty lines."""
    text, end = document.source.text, newline(document.source.text)
    before, behind = text[:at], text[at:]
    ended = not before or before[-1] in "\r\n"
    if document.format == "html":
        return Spot(at, ("" if ended else end) + indent, end if ended else "", where)
    head = "" if _blank_line_before(before) else end if ended else end + end
    tail = (end if ended and before else "") if not behind.strip() else end if _starts_blank(behind) else end + end
    return Spot(at, head, tail, where)


def _blank_line_before(before: str) -> bool:
    lines = LINE_END.split(before[-200:])
    return not before or (len(lines) > 1 and not lines[-1] and not lines[-2].strip() and len(lines) > 2)


def _starts_blank(behind: str) -> bool:
    return not LINE_END.split(behind[:200])[0].strip()


# -- formats made of lines


def _line_offsets(document: Document, place: str, triggers: Sequence[Span]) -> Iterator[tuple[int, str]]:
    blocks = sorted((*document.source_span(b.start, b.end), i) for i, b in enumerate(document.blocks))
    find = {"end": _ends, "top": _tops, "before-trigger": _before}.get(place, _near)
    for at in find(document, [(start, end, document.blocks[i].kind) for start, end, i in blocks], triggers):
        yield at, ""


Blocks = list[tuple[int, int, str]]


def _ends(document: Document, blocks: Blocks, triggers: Sequence[Span]) -> Iterator[int]:
    text = document.source.text
    last = next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i][2] != "note"), -1)
    if last < len(blocks) - 1:
        yield line_start(text, blocks[last + 1][0])
    yield len(text)
    for _, end, _ in blocks[: -REACH - 1 : -1]:
        yield next_line(text, end)


def _tops(document: Document, blocks: Blocks, triggers: Sequence[Span]) -> Iterator[int]:
    text = document.source.text
    title = bool(document.blocks) and document.blocks[0].kind == "heading" and document.blocks[0].level == 1
    first = blocks[1:2] if title else blocks[:1]
    yield from (line_start(text, start) for start, _, _ in first)
    yield body(document)
    for _, end, _ in blocks[:REACH]:
        yield next_line(text, end)


def _near(document: Document, blocks: Blocks, triggers: Sequence[Span]) -> Iterator[int]:
    text = document.source.text
    for trigger in triggers[:REACH]:
        at = document.source_span(*_outermost(document, trigger)).end
        yield next_line(text, at)
        behind = [block for block in blocks if block[0] >= at][:REACH]
        for start, end, _ in behind:
            yield line_start(text, start)
            yield next_line(text, end)


def _before(document: Document, blocks: Blocks, triggers: Sequence[Span]) -> Iterator[int]:
    text = document.source.text
    first = min(triggers)
    at = document.source_span(*_outermost(document, first)).start
    starts = [start for start, _, _ in blocks if start <= at][::-1][:REACH]
    yield from (line_start(text, start) for start in starts)


def _outermost(document: Document, trigger: Span) -> Span:
    """The block that holds the trigger, or the list, table or quotation around it."""
    holding = [b for b in document.blocks if b.start <= trigger.start < max(b.end, b.start + 1)]
    around = [m for m in document.marks if m.kind in NESTING and m.start <= trigger.start < m.end]
    starts = [*(b.start for b in holding), *(m.start for m in around), trigger.start]
    ends = [*(b.end for b in holding), *(m.end for m in around), trigger.end]
    return Span(min(starts), max(ends))


def next_line(text: str, at: int) -> int:
    """Where the line behind the one that holds `at` begins; the text's end where there is none."""
    match = LINE_END.search(text, at)
    return match.end() if match else len(text)


def line_start(text: str, at: int) -> int:
    """Where the line that holds `at` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def body(document: Document) -> int:
    """Where the text behind the front matter begins."""
    from disclint.formats.builder import Builder
    from disclint.formats.frontmatter import read_front

    if document.format == "text" or (document.format == "mdx" and document.source.text.startswith("{")):
        return 0
    return read_front(Builder(document.source, document.format), document.source)
