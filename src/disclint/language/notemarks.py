"""Note marks as they are written, and the labels that notes define: footnotes, and `[3]`, `^4`, `³` or `<sup>3</sup>`.

What a note may look like is taken widely (any line or element that begins with the number), what a mark looks like
narrowly, so that a mark that seems to lead nowhere surely does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.placeholders import says_nothing
from disclint.language.places import holding, starting
from disclint.language.references import zones
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.reading import Reading

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = expression(
    r"^[ \t>]{0,12}+(?:[-*+] {1,3}+)?+(?:<\w[^<>\n]{0,200}+>){0,4}+[*_]{0,3}+\\?\[\^?(?P<label>[\w.:-]{1,60})\\?\]"
    r"(?P<mark>[*_]{0,3}+(?:[:.)]|(?![(\[]))[*_]{0,3}+)[ \t]*+(?P<body>[^\r\n]*+)",
    re.MULTILINE,
)
_INSIDE = expression(r"\[\^?(\d{1,3})\][:.)]? ")
_NUMBERED = expression(
    r"(?:^|<(?:br|p|li|div|td|tr|dd|dt|ol|ul|small|section|footer|aside|h[1-6])\b[^<>]{0,300}+>)"
    r"(?:\s|<(?:sup|b|strong|em|i|small|span|a|p|font|div|li)\b[^<>]{0,300}+>|[*_>|\\]){0,24}+"
    r"(?:(?:foot)?note |source |ref(?:erence|\.)? )?+[\[(^]{0,3}+"
    r"(?P<label>\d{1,3}(?![\d,]|\.\d)|[⁰¹²³⁴-⁹]{1,3}+)(?=[\s.):\]<\\^*_|A-Z])",
    re.MULTILINE | re.IGNORECASE,
)
_WRITTEN = expression(
    r"\[\^?(?P<plain>\d{1,3}(?:, ?\d{1,3}){0,4}+)\](?![(:\w]|\[[^\d^])"
    r"|(?<=[.,;:!?%\"'])\^(?P<caret>\d{1,2})(?![\d^\w])"
    r"|(?<=[.,;:!?%\"'])(?P<raised>[¹²³⁴-⁹][⁰¹²³⁴-⁹]?)(?![⁰¹²³⁴-⁹\w])"
)
_IDS = expression(r"\b(?:id|name)\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,80})", re.IGNORECASE)
_NUMBER = expression(r"\[?\d{1,3}\]?")
_ANCHOR = expression(r"#(?:fn|ftn|edn|footnote|endnote|note|ref|cite)[-_:.]?\d{1,3}", re.IGNORECASE)
_SANE = expression(r"[^\W_][\w.:-]{0,60}")
_CHARACTERS = expression(r"(?:\w-\w)+\w*|\\.*")  # `[^a-z]` is a class of characters
_STOPS = frozenset(".,;:!?%\"')")
_WORD = expression(r"(?<![\w.'-])[a-z]{3,20}$")
_INDEXED = expression(r"(?<![\w.'-])([a-z]{3,20})\[(\d{1,3})\]")
_MEASURES = frozenset(["feet", "foot", "meter", "meters", "metre", "metres", "mile", "miles", "inch", "inches", "yard"])
_TEMPLATED = ("include", "partial", "snippet", "import", "note", "cite", "ref", "bib", "render", "slot")
_MOST = 199  # no list of notes is longer


class WrittenMark(NamedTuple):
    """One mark: its labels, where it stands in the readable text (`end` == `start` where it is no text), its place in
    the source, and itself as written."""

    labels: tuple[str, ...]
    start: int
    end: int
    source: Span
    shown: str


class Notes:
    """What one document defines, and which of its marks lead nowhere."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._source = reading.document.source.text

    # -- notes

    @cached_property
    def _lines(self) -> dict[str, str]:
        """Labels of notes as lines of the source define them -> their text, the fullest."""
        found: dict[str, str] = {}
        for match in _NOTE.finditer(self._source) if "[" in self._source else ():
            body = match["body"] or (" " if match["mark"][:1] != ":" else self._below(match.end()))
            if len(body) > len(found.get(match["label"], "")) or match["label"] not in found:
                found[match["label"]] = body
            for label in _INSIDE.findall(body) if match["label"].isdigit() else ():
                found.setdefault(label, " ")  # several notes in one line
        return found

    def _below(self, end: int) -> str:
        """The line below a label without text, as far as it goes on with the note."""
        below = self._source[end : end + 300].lstrip("\r").partition("\n")[2]
        first, _, second = below.partition("\n")
        line = first if first.strip() else second if second[:2] in ("  ", "\t") or second[:1] == "\t" else ""
        return "" if _NOTE.match(line) or line.lstrip().startswith("#") else line.strip()

    @cached_property
    def _numbers(self) -> frozenset[str]:
        """Numbers that any line or element of the source begins with."""
        return frozenset(m["label"].translate(_RAISED) for m in _NUMBERED.finditer(self._source))

    @cached_property
    def _counted(self) -> int:
        """How many notes an unnumbered list may hold: the longest under a title for notes, or behind the last mark."""
        reading = self._reading
        blocks = reading.document.blocks
        longest = 0
        for zone in self._zones:
            longest = max(longest, len(starting(blocks, zone.start + 1, reading.section(zone.end - 1).end)))
        last = max((m.start for m in self._written), default=0)
        for listed in reading.marks_of("list"):
            if listed.start > last:
                longest = max(longest, len(starting(blocks, listed.start, listed.end)))
        return longest

    @cached_property
    def _zones(self) -> tuple[Span, ...]:
        return zones(self._reading)

    @cached_property
    def kept(self) -> bool:
        """Whether the document plainly keeps notes or a list of references."""
        return bool(self._zones or self._reading.document.notes or any(label.isdigit() for label in self._lines))

    @cached_property
    def _elsewhere(self) -> bool:
        """Whether what a template or a component prints may hold the notes."""
        calls = self._reading.document.calls
        return any(part in call.name.lower() for call in calls for part in _TEMPLATED) or (
            bool(calls) and self._reading.document.format == "html"
        )

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The names of the elements of a page, hidden ones too."""
        return frozenset(_IDS.findall(self._source))

    def fault(self, label: str, footnote: bool = False) -> str:
        """absent or empty, or "" for a label that leads to a note."""
        document = self._reading.document
        span = document.notes.get(label)
        if span is not None:
            linked = starting(document.links, span.start, span.end)
            text = self._reading.text[span.start : span.end]
            whole = self._lines.get(label, text)  # with what is no text: code, an image
            return "empty" if not linked and says_nothing(text) and says_nothing(whole) else ""
        if label in self._lines:
            return "empty" if says_nothing(self._lines[label]) and self._lines[label] != " " else ""
        if footnote:
            return "" if label in self._ids else "absent"
        numbered = label in self._numbers or (label.isdigit() and int(label) <= self._counted)
        return "" if numbered else "absent"

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels that lead to a note, as far as lines or the parser name them."""
        known = (*self._reading.document.notes, *self._lines)
        return tuple(label for label in dict.fromkeys(known) if not self.fault(label))

    # -- marks

    def dangling(self) -> Iterator[tuple[WrittenMark, str, str]]:
        """Each mark that leads nowhere with the label concerned and its fault, in order of place."""
        if self._elsewhere:
            return
        found = [(m, label, f) for m in self._footnotes() for label in m.labels if (f := self.fault(label, True))]
        for mark in self._written:
            faults = [(mark, label, f) for label in mark.labels if (f := self.fault(label))]
            if len(mark.labels) == 1 or len(faults) < len(mark.labels):
                found += faults
        yield from sorted(found, key=lambda item: item[0].source)

    def marked(self) -> frozenset[str]:
        """The labels that marks in the text point to."""
        return frozenset(label for mark in (*self._footnotes(), *self._written) for label in mark.labels)

    def _footnotes(self) -> Iterator[WrittenMark]:
        for mark in self._reading.document.note_marks:
            shown = re.sub(r"<[^<>]{0,300}+>", "", self._source[mark.source.start : mark.source.end]).strip()
            if _SANE.fullmatch(mark.label) and not _CHARACTERS.fullmatch(mark.label):
                yield WrittenMark((mark.label,), mark.at, mark.at, mark.source, shown or mark.label)
        for link in self._reading.document.links:
            shown = self._reading.text[link.start : link.end]
            if _NUMBER.fullmatch(shown) and _ANCHOR.fullmatch(link.target) and self._alike(link.target[1:]):
                source = self._reading.document.source_span(link.start, link.end)
                yield WrittenMark((link.target[1:],), link.start, link.end, source, shown)

    def _alike(self, label: str) -> bool:
        """Whether the source names other notes of the same form: `fn1`, `fn2` beside `fn3`."""
        return label.rstrip("0123456789") in self._forms

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(name.rstrip("0123456789") for name in self._ids if name[-1:].isdigit())

    @cached_property
    def _written(self) -> tuple[WrittenMark, ...]:
        reading = self._reading
        found = [*self._raised()]
        if any(char in reading.plain for char in "[^¹²³⁴⁵⁶⁷⁸⁹"):
            found += self._typed()
        return tuple(sorted(found, key=lambda mark: mark.start))

    def _typed(self) -> Iterator[WrittenMark]:
        """`[3]`, `.^4`, `.³` in the text, where they can be nothing else."""
        plain = self._reading.plain
        for match in _WRITTEN.finditer(plain):
            label = match["plain"] or match["caret"] or match["raised"]
            labels = tuple(label.translate(_RAISED).replace(" ", "").split(","))
            if not self._fits(labels, match.start(), match.end()):
                continue
            if match["plain"] and not (self._behind(match.start()) or self._apart(match.start(), match.end())):
                continue
            yield self._mark(labels, match.start(), match.end())

    def _mark(self, labels: tuple[str, ...], start: int, end: int) -> WrittenMark:
        source = self._reading.document.source_span(start, end)
        return WrittenMark(labels, start, end, source, self._reading.text[start:end])

    def _fits(self, labels: tuple[str, ...], start: int, end: int) -> bool:
        """Whether a mark may stand there: in the text, not at the head of a block or a line, not as a link's text."""
        reading = self._reading
        if any(not 0 < int(label) <= _MOST for label in labels) or start == reading.block(start).start:
            return False
        kind = reading.block(start).kind
        if kind not in ("paragraph", "item", "cell", "caption", "heading") or holding(self._zones, start, end):
            return False
        if holding(reading.document.links, start, end) or holding(self._spans, start, end):
            return False
        head = reading.document.source_span(start, start + 1).start
        return bool(self._source[max(0, head - 80) : head].rpartition("\n")[2].strip(" \t>*_\\"))

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(sorted(self._reading.document.notes.values()))

    def _behind(self, start: int) -> bool:
        """Directly behind a stop or a word of prose; `prices[3]` beside `prices[0]` or `prices[4]` is no word of prose."""
        plain = self._reading.plain
        if plain[start - 1] in _STOPS:
            return plain[start - 1] != ")" or self.kept
        if plain[start - 1] == "]":
            return plain[start - 2].isdigit()
        word = _WORD.search(plain, max(0, start - 24), start)
        if word is None:
            return False
        after = plain[start : start + 12].partition("]")[2][:1]
        return not self._indexed and (not after or after in " \n.,;:!?[")

    @cached_property
    def _indexed(self) -> bool:
        """Whether some word has several indices behind it, or the index 0: an array, in prose about code."""
        seen: dict[str, set[str]] = {}
        for word, index in _INDEXED.findall(self._reading.plain):
            seen.setdefault(word, set()).add(index)
        return any(len(found) > 1 or "0" in found for found in seen.values())

    def _apart(self, start: int, end: int) -> bool:
        """A mark behind a space: only where the document keeps notes, and not as somebody's insertion in a quotation."""
        plain = self._reading.plain
        if not self.kept or plain[start - 1] != " " or self._reading.quotation(start, end):
            return False
        return not plain[end : end + 1] or plain[end] in ".,;:!?)[\n"

    def _raised(self) -> Iterator[WrittenMark]:
        """`<sup>3</sup>`: no exponent, no ordinal; in a page only where it has other notes."""
        reading = self._reading
        for span in reading.marks_of("sup"):
            label = reading.plain[span.start : span.end].strip(" []()")
            labels = tuple(part.strip() for part in label.split(","))
            if not all(part.isdecimal() and part.isascii() and len(part) < 4 for part in labels):
                continue
            noted = self.kept or self._numbers & set(labels) or reading.document.format != "html"
            if noted and self._fits(labels, *span) and self._after_prose(span.start):
                yield self._mark(labels, *span)

    def _after_prose(self, start: int) -> bool:
        plain = self._reading.plain
        if plain[start - 1] in _STOPS:
            return plain[start - 1] != ")"
        word = _WORD.search(plain, max(0, start - 24), start)
        return word is not None and word[0] not in _MEASURES and self.kept
