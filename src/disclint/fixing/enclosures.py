"""What the source says to begin in front of a place and to end behind it: elements, components, shortcodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disclint.document import Document
from disclint.fixing.htmlspots import CONTAINERS
from disclint.formats import elements as el

_ENDS = "end"  # `{{ end }}` ends whatever is open


class Tag(NamedTuple):
    name: str
    start: int
    closing: bool


class Enclosure(NamedTuple):
    """From the opening tag's start to the closing tag's start. `open`: what stands in it is read like what stands outside."""

    start: int
    end: int
    open: bool = False


def enclosures(document: Document) -> tuple[Enclosure, ...]:
    """What has both its ends in a document; the formats whose parser tells the same by marks leave out elements."""
    found = [*_pairs(_calls(document), opens=False)]
    if document.format == "mdx":
        found += _pairs(_mdx(document), opens=True, until=len(document.source.text))
    elif document.format == "markdown" and "<" in document.source.text:
        found += _pairs(_markdown(document), opens=True)
    return tuple(found)


def inside(found: Iterable[Enclosure], at: int) -> tuple[bool, bool]:
    """Whether the place lies in any of them, and in one that is not open."""
    around = [e for e in found if e.start < at <= e.end]
    return bool(around), any(not e.open for e in around)


def _pairs(tags: Iterable[Tag], *, opens: bool, until: int = 0) -> Iterator[Enclosure]:
    """What opening and closing tags enclose; where `until` is given, what is never closed goes on up to there."""
    opened: list[Tag] = []
    for tag in tags:
        if not tag.closing:
            opened.append(tag)
            continue
        i = next((i for i in range(len(opened) - 1, -1, -1) if tag.name in (_ENDS, opened[i].name)), -1)
        if i >= 0:
            yield Enclosure(opened[i].start, tag.start, opens and opened[i].name in CONTAINERS)
            del opened[i:]
    yield from (Enclosure(tag.start, until) for tag in opened if until)


def _calls(document: Document) -> Iterator[Tag]:
    for call in document.calls:
        if call.syntax == "jsx":
            continue
        ends = call.name.startswith("/") or call.name.startswith(_ENDS)
        name = call.name.removeprefix("/")
        yield Tag(name.removeprefix(_ENDS) or _ENDS if ends else name, call.source.start, ends)


def _mdx(document: Document) -> Iterator[Tag]:
    from disclint.fixing.spots import body
    from disclint.formats.builder import Builder
    from disclint.formats.mdxscan import MdxScan

    class Tags(MdxScan):
        found: list[Tag]

        def tag(self, start: int) -> None:
            tag = self.scanner.tag(start)
            if tag and not (tag.closed or tag.name in el.VOID):
                self.found.append(Tag(tag.name, start, tag.closing))
            super().tag(start)

    scan = Tags(Builder(document.source, "mdx"), body(document))
    scan.found = []
    scan.run()
    yield from scan.found


def _markdown(document: Document) -> Iterator[Tag]:
    from disclint.fixing.spots import body
    from disclint.formats.calls import blank_calls
    from disclint.formats.pulldown import events
    from disclint.formats.tokens import Lexer

    start = body(document)
    text, _ = blank_calls(document.source.text, start)
    lexer = Lexer(text)
    for name, _, first, last in events(text, start):
        if name in ("HtmlBlock", "InlineHtml"):
            for token in lexer.tokens(first, last):
                if token.kind in ("start", "end") and token.name not in el.VOID:
                    yield Tag(token.name, token.start, token.kind == "end")
