"""Footnotes in HTML: which links are marks of a note, which elements are notes, by the ids that generators write."""

from __future__ import annotations

import re

from disclint.lazy import expression

_ID = expression(
    r"(?:user-content-)?+_{0,2}(?:sd)?+(?:fn|ftn|edn|easy-footnote|footnote|endnote|note|reference|ref|cite_note|cite|source)"
    r"[-_:.]*+(?=\w)",
    re.IGNORECASE,
)
_BACK = expression(r"(?:fn|ftn|edn|note|cite|source)[-_:.]?+(?:ref|back)|back", re.IGNORECASE)
_DIGIT = expression(r"\d")
_TEXT = expression(
    r"(?:\s|<(?:sup|span|small|b)\b[^<>]*+>){0,8}+"
    r"(?:\[?+(?:note )?+[0-9]{1,3}+\]?+|\([0-9]{1,3}+\)|[\[(][a-z][\])]|[a-z](?=\s*+<)"
    r"|(?:[*†‡§¶#^↑↩⤴↵\ufe0e\ufe0f]|&#?+\w{2,8}+;){1,3}+)"
    r"(?:\s|</(?:sup|span|small|b)>){0,8}+</a",
    re.IGNORECASE,
)


def is_mark(text: str, at: int) -> bool:
    """Whether the link whose start tag ends at `at` holds nothing but a short number, letter or symbol."""
    return _TEXT.match(text, at) is not None


def mark_label(target: str) -> str | None:
    """The label of the note that a link to `target` marks: "" for the way back from a note, None for any other link."""
    if not target.startswith("#") or not _ID.match(target, 1):
        return None
    return "" if _BACK.search(target) else target[1:]


def is_note(label: str) -> bool:
    """Whether an element with that id is a note, by its id alone."""
    return _ID.match(label) is not None and _DIGIT.search(label) is not None and not _BACK.search(label)
