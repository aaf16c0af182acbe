"""Built pages: what a generator wrote, read as it is, and where a document's own text stands in it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from disclint.document import Document, folded, plain
from disclint.lazy import expression
from disclint.model import Source
from disclint.site.values import Piece, Place, Printed, Provisions

_REFRESH = expression(r"(?i)<meta[^<>]{0,200}http-equiv\s*+=\s*+[\"']?+refresh\b")
_CANONICAL = expression(
    r"(?i)<link(?=[^<>]{0,300}\brel\s*+=\s*+[\"']?+canonical\b)[^<>]{0,300}?\bhref\s*+=\s*+[\"']?+([^\"'\s<>]++)"
)
_WORD = expression(r"\w++")
WINDOW = 6  # words that are searched for together
TRIES = 40  # windows at either end of a document


class BuiltPage(NamedTuple):
    """`path` is absolute, `name` relative to the built folder with `/`. `words` is the readable text in small letters, its words
    divided by one space, and `starts` the readable offset of each word."""

    path: str
    name: str
    document: Document
    canonical: str
    words: str
    starts: tuple[int, ...]


def pages(folder: str) -> Iterator[str]:
    """The HTML files below a built folder, sorted, relative to it; a link that leads nowhere is none."""
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith((".html", ".htm")) and os.path.isfile(os.path.join(at, name)):
                yield os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/")


def is_redirect(text: str) -> bool:
    """Whether the page only leads to another one (an alias)."""
    return bool(_REFRESH.search(text[:4000]))


def read_page(folder: str, name: str, text: str) -> BuiltPage:
    """The page as its readers see it, scripts and hidden parts left out."""
    from disclint.formats import parse

    path = os.path.join(folder, *name.split("/"))
    document = parse(Source(path, text), "html")
    found = _CANONICAL.search(text[:20_000])
    return BuiltPage(path, name, document, found[1] if found else "", *words(document.text))


def words(text: str) -> tuple[str, tuple[int, ...]]:
    """The words of a text in small letters, divided by spaces, and where each begins."""
    matches = list(_WORD.finditer(folded(plain(text))))
    return " ".join(m.group() for m in matches), tuple(m.start() for m in matches)


def told(phrases: Collection[str], texts: Iterable[str]) -> frozenset[str]:
    """Those of the phrases that stand in one of the texts; both as `words` gives them. Each text is gone through once."""
    by_first: dict[str, list[str]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase.split(" ")[0], []).append(f"{phrase} ")
    found: set[str] = set()
    for text in texts:
        at = 0
        for word in text.split(" ") if by_first else ():
            if word in by_first:
                found.update(
                    p[:-1] for p in by_first[word] if p[:-1] not in found and f"{text[at : at + len(p)]} ".startswith(p)
                )
            at += len(word) + 1
    return frozenset(found)


def overlap(document: Document, page: BuiltPage) -> float:
    """The share of the document's windows of words that stand in the page: 0 to 1; 0 for a text that is too short to tell."""
    listed = words(document.text)[0].split(" ")
    if len(listed) < WINDOW:
        return float(" ".join(listed) in page.words) if listed[0] else 0.0
    step = max(1, (len(listed) - WINDOW) // TRIES)
    windows = [" ".join(listed[i : i + WINDOW]) for i in range(0, len(listed) - WINDOW + 1, step)]
    return sum(window in page.words for window in windows) / len(windows)


def content(document: Document, page: BuiltPage) -> tuple[int, int]:
    """The readable range of the page in which the document's own text stands; all of the page where it isn't found."""
    listed = words(document.text)[0].split(" ")
    firsts = range(min(TRIES, max(1, len(listed) - WINDOW + 1)))
    start = next((i for n in firsts if (i := _find(page, listed[n : n + WINDOW])) >= 0), 0)
    lasts = range(len(listed), max(0, len(listed) - TRIES), -1)
    end = next((i for n in lasts if (i := _find(page, listed[max(0, n - WINDOW) : n], last=True)) >= 0), -1)
    last = page.starts[min(end + WINDOW, len(page.starts) - 1)] if end >= 0 and page.starts else len(page.document.text)
    return (page.starts[start] if page.starts else 0), max(last, page.starts[start] if page.starts else 0)


def _find(page: BuiltPage, window: list[str], *, last: bool = False) -> int:
    """The number of the page's word at which the window begins; -1 where it doesn't stand there."""
    text = " ".join(window)
    at = page.words.rfind(text) if last else page.words.find(text)
    return page.words.count(" ", 0, at) if at >= 0 and text else -1


def provisions(document: Document, page: BuiltPage) -> Provisions:
    """The whole page as what stands around the document and in it."""
    text = page.document.source.text
    piece = Piece(text, Place(page.path, 0))
    return Provisions((Printed((piece,), 0, inline=True, content=content(document, page)),), (), (page.path,))
