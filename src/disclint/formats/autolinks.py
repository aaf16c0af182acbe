"""Bare web addresses in readable text: links whose text and target are the same.

After the autolink extension of GitHub Flavored Markdown (github.github.com/gfm, section 6.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclint.document import Document, Link
from disclint.lazy import expression

_ADDRESS = expression(r"(?<!\w)(?:https?+://|(?<![/.])www\.)[^\s<>\u200b\u2060“”«»]++", re.IGNORECASE)
_TRAILING = "?!.,:;*_~'\"’”)]}"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def bare_links(text: str) -> Iterator[Link]:
    """The web addresses of `text` in order; punctuation that ends a sentence around them is left out."""
    if "://" not in text and "www." not in text.lower():
        return
    for match in _ADDRESS.finditer(text):
        end = _end(match.group())
        target = match.group()[:end]
        host = target.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
        if host[:1].isalnum():
            start = match.start()
            yield Link(start, start + end, target if "://" in target else f"http://{target}")


def _end(address: str) -> int:
    end = len(address)
    depth = {closing: address.count(opening) - address.count(closing) for closing, opening in _PAIRS.items()}
    while end and address[end - 1] in _TRAILING:
        last = address[end - 1]
        if last in depth:
            if depth[last] >= 0:
                break
            depth[last] += 1
        end -= 1
    return end


def with_bare_links(document: Document) -> Document:
    """The document with a link for every bare address that no link covers."""
    links = list(document.links)
    i = 0
    for link in bare_links(document.text):
        while i < len(document.links) and document.links[i].end <= link.start:
            i += 1
        if i == len(document.links) or document.links[i].start >= link.end:
            links.append(link)
    if len(links) == len(document.links):
        return document
    return document._replace(links=tuple(sorted(links, key=lambda found: (found.start, found.end))))
