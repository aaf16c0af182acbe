"""Edits of a source text: pieces with their markup, replacements that don't disturb each other."""

from __future__ import annotations

from collections.abc import Iterable

from disclint.lazy import expression
from disclint.model import Span

_OPENING = expression(r"(?:[*_~`\[]|<(?:a|b|i|u|em|strong|span|small)\b[^<>]{0,300}>){1,8}$")
_CLOSING = expression(r"(?:[*_~`]|\]\([^()\s]{0,500}\)|\]|</(?:a|b|i|u|em|strong|span|small)>){1,8}")
_MARKUP_LEFT, _TAG = 320, expression(r"<(/?)[a-z]\w*[^<>]{0,300}?(/?)>")


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text with the edits made; of two that overlap the first one holds."""
    parts: list[str] = []
    last = 0
    for start, end, new in sorted(edits):
        if start >= last:
            parts += (text[last:start], new)
            last = end
    return "".join((*parts, text[last:]))


def balanced(text: str, at: Span) -> Span:
    """The range with so much of the emphasis, link or tag around it that none is torn apart, where that can be had."""
    opening = _OPENING.search(text, max(0, at.start - _MARKUP_LEFT), at.start)
    closing = _CLOSING.match(text, at.end)
    starts = [at.start] + ([opening.start()] if opening else [])
    ends = [at.end] + ([closing.end()] if closing else [])
    spans = [Span(start, end) for start in starts for end in ends]
    return next((span for span in spans if _whole(text[span.start : span.end])), at)


def _nested(text: str) -> bool:
    """Whether every bracket that closes was opened before, and every one that opens is closed."""
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def _whole(text: str) -> bool:
    if not _nested(text) or text.endswith("]") or text.count("**") % 2 or text.count("~~") % 2:
        return False
    if text.replace("**", "").count("*") % 2 or text.count("`") % 2:
        return False
    tags = [("/" in m[1], bool(m[2])) for m in _TAG.finditer(text)]
    return sum(closes for closes, _ in tags) == sum(not closes and not alone for closes, alone in tags)
