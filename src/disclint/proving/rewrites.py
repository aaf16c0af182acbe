"""Harmless rewrites: what an editor, a browser or another system does to a text without changing what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from disclint.lazy import expression
from disclint.proving.edits import edited

if TYPE_CHECKING:
    from disclint.proving.bench import Page

MARKED = ("markdown", "mdx", "html")
_WORD = expression(r"(?<![\w.@/'’&{$-])[A-Za-z]{4,}(?![\w@/'’&}-]|\.\w)")
_ACRONYM = expression(r"(?<![\w./@&{$-])[A-Z]{3,5}(?![\w./@&}-])")
_STARTS_BLOCK = expression(r"[-+*#>=|:~`\d\t<]|$")
_CURLY = {'"': "“”", "'": "‘’"}
Edits = Iterator[tuple[int, int, str]]


class Rewrite(NamedTuple):
    """`where`: whether it is done to the whole text, or only to the statements that it makes. `edits` gets the page and the
    readable offsets that it may change, each with the one source character that it comes from."""

    label: str
    formats: tuple[str, ...]
    statements_only: bool
    edits: Callable[[Page, dict[int, int]], Edits]


def rewritten(rewrite: Rewrite, page: Page) -> str:
    """The text rewritten; the same text where there is nothing to rewrite."""
    if page.document.format not in rewrite.formats:
        return page.text
    if rewrite.edits is _line_ends:
        return page.text.replace("\n", "\r\n")
    return edited(page.text, rewrite.edits(page, _open(page, statements_only=rewrite.statements_only)))


def _open(page: Page, *, statements_only: bool) -> dict[int, int]:
    """The readable offsets that come from one source character, the same one."""
    text, source, map = page.document.text, page.text, page.document.map
    pieces = [(p.start, p.end) for s in page.stated for p in s.pieces] if statements_only else [(0, len(text))]
    found: dict[int, int] = {}
    for start, end in sorted(pieces):
        for offset in range(start, end):
            low, high = map.source_span(offset, offset + 1)
            if high == low + 1 and source[low] == text[offset]:
                found[offset] = low
    return found


def _curly(page: Page, at: dict[int, int]) -> Edits:
    text = page.document.text
    for offset, source in at.items():
        if text[offset] in _CURLY:
            opens = offset == 0 or text[offset - 1] in " \n(["
            yield source, source + 1, _CURLY[text[offset]][not opens]


def _spaces(page: Page, at: dict[int, int], new: str) -> Edits:
    text = page.document.text
    return ((s, s + 1, new) for offset, s in at.items() if text[offset] == " " and page.text[s : s + 2] != "  ")


def _wraps(page: Page, at: dict[int, int]) -> Edits:
    """Every third space becomes a line's end, where the next line can't be taken for something else."""
    text, lines = page.document.text, page.text
    spaces = [offset for offset in at if text[offset] == " "]
    for offset in spaces[1::3]:
        source = at[offset]
        block = page.context.reading.block(offset)
        if block.kind in ("heading", "cell", "caption") or _STARTS_BLOCK.match(lines, source + 1):
            continue
        line = lines[lines.rfind("\n", 0, source) + 1 : source]
        if page.document.format == "html" or not line.lstrip().startswith(("|", "#", ">", "[^")):
            indent = len(line) - len(line.lstrip()) + (2 if line.lstrip()[:2] in ("- ", "* ", "+ ") else 0)
            yield source, source + 1, "\n" + " " * indent


def _inside_words(page: Page, at: dict[int, int], new: str) -> Edits:
    for word in _WORD.finditer(page.document.text):
        middle = word.start() + (word.end() - word.start()) // 2
        if middle in at and middle - 1 in at:
            yield at[middle], at[middle], new


def _entities(page: Page, at: dict[int, int]) -> Edits:
    named = {"&": "&amp;", "'": "&rsquo;", '"': "&quot;", "—": "&mdash;", "•": "&bull;", "·": "&middot;"}
    for offset, source in at.items():
        char = page.document.text[offset]
        if char in named:
            yield source, source + 1, named[char]
        elif char in "aeiou":
            yield source, source + 1, f"&#{ord(char)};"


def _around(page: Page, at: dict[int, int], words: Iterator[tuple[int, int]], left: str, right: str) -> Edits:
    for start, end in words:
        if all(offset in at for offset in range(start, end)) and not _linked(page, start, end):
            yield at[start], at[end - 1] + 1, f"{left}{page.text[at[start] : at[end - 1] + 1]}{right}"


def _linked(page: Page, start: int, end: int) -> bool:
    return any(link.start < end and start < link.end for link in page.document.links)


def _emphasis(page: Page, at: dict[int, int]) -> Edits:
    """Every second word of the statement stands out."""
    words = [m.span() for m in _WORD.finditer(page.document.text) if m.start() in at][::2]
    marks = ("<strong>", "</strong>") if page.document.format == "html" else ("**", "**")
    loose = (w for w in words if not _emphasised(page.text, at[w[0]], at.get(w[1] - 1, at[w[0]])))
    return _around(page, at, loose, *marks)


def _emphasised(text: str, start: int, end: int) -> bool:
    """Whether emphasis touches the word already, or opens before it in its paragraph."""
    paragraph = text.rfind("\n\n", 0, start) + 1
    return (
        "*" in text[max(0, start - 1) : end + 2]
        or text.count("*", paragraph, start) % 2 == 1
        or (text.count("**", paragraph, start) % 2 == 1)
    )


def _links(page: Page, at: dict[int, int]) -> Edits:
    """The names and acronyms of the statement lead somewhere."""
    reading = page.context.reading
    words = {m.span() for m in _ACRONYM.finditer(page.document.text) if m.start() in at}
    words |= {(n.start, n.end) for n in reading.names if n.start in at and n.end - 1 in at}
    apart: list[tuple[int, int]] = []
    for word in sorted(words):
        if not apart or word[0] >= apart[-1][1]:
            apart.append(word)
    html = page.document.format == "html"
    marks = ('<a href="https://example.org/about">', "</a>") if html else ("[", "](https://example.org/about)")
    return _around(page, at, iter(apart), *marks)


def _upper(page: Page, at: dict[int, int]) -> Edits:
    for offset, source in at.items():
        char = page.document.text[offset]
        if len(char.upper()) == 1 and char.upper() != char:
            yield source, source + 1, char.upper()


def _list(page: Page, at: dict[int, int]) -> Edits:
    """Every sentence of the statement's paragraphs becomes an item of a list."""
    reading, text = page.context.reading, page.text
    if getattr(page.rule.requirement, "together", "") == "block" or "near:block" in page.places:
        return
    for block in page.document.blocks:
        inside = [s for s in reading.sentences if block.start <= s.start < block.end]
        start = page.document.source_span(block.start, block.start + 1).start
        if block.kind != "paragraph" or not any(s.start in at for s in inside):
            continue
        line = text[text.rfind("\n", 0, start) + 1 : start]
        end = page.document.source_span(block.end - 1, block.end).end
        if any(_STARTS_BLOCK.match(one) for one in text[start:end].split("\n")[1:]):
            continue  # "2025." at the head of a line would open a list of its own
        if line.strip("*_[") or (len(inside) > 1 and any(mark in text for mark in ("**", "~~", "["))):
            continue
        for sentence in inside:
            source = page.document.source_span(sentence.start, sentence.start + 1).start - len(line)
            yield source, source, "- " if sentence is inside[0] else "\n- "


def _line_ends(page: Page, at: dict[int, int]) -> Edits:
    return iter(())


_EVERY = (*MARKED, "text")
# name -> how it rewrites
REWRITES: dict[str, Rewrite] = {
    "curly-quotes": Rewrite("with curly quotation marks", _EVERY, False, _curly),
    "no-break-spaces": Rewrite("with no-break spaces", _EVERY, False, partial(_spaces, new="\u00a0")),
    "hard-wraps": Rewrite("wrapped into short lines", _EVERY, False, _wraps),
    "line-ends": Rewrite("with the line ends of Windows", _EVERY, False, _line_ends),
    "zero-width": Rewrite("with zero-width spaces inside words", _EVERY, True, partial(_inside_words, new="\u200b")),
    "soft-hyphens": Rewrite("with soft hyphens inside words", _EVERY, True, partial(_inside_words, new="\u00ad")),
    "entities": Rewrite("with character references", MARKED, False, _entities),
    "emphasis": Rewrite("with emphasis", MARKED, True, _emphasis),
    "links": Rewrite("with links on names", MARKED, True, _links),
    "upper-case": Rewrite("in upper case", _EVERY, True, _upper),
    "list": Rewrite("as a list", ("markdown", "mdx"), True, _list),
}
