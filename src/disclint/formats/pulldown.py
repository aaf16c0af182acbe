"""The one place that knows the Markdown parser (pyromark: CommonMark and GFM): its events, in code points.

Another parser would have to yield the same events; nothing else has to change.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from typing import cast

from pyromark import Markdown, Options

from disclint.lazy import expression

_MARKDOWN = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)
_WIDE = expression(r"[^\x00-\x7f]++")
_SAME_WIDTH = expression(r"[\x80-\u07ff]++|[\u0800-\uffff]++|[\U00010000-\U0010ffff]++")

Event = tuple[str, object, int, int]
"""Name, value, start, end. The name is the parser's own: Text, Code, SoftBreak, HardBreak, Html, InlineHtml,
FootnoteReference, TaskListMarker, Rule; a container's start is its name (`Paragraph`), its end the name behind a slash
(`/Paragraph`). The value is the text, or what a container says of itself (a link's `dest_url`, a heading's `level`).
The range is of source characters; that of a container's end is empty and says nothing."""


def events(text: str, at: int = 0) -> Iterator[Event]:
    """The events of `text[at:]`, with offsets of `text`."""
    body = text[at:] if at else text
    place = _places(body, at)
    for event, span in _MARKDOWN.events_with_range(body):
        if isinstance(event, str):
            yield event, "", place(span["start"]), place(span["end"])
            continue
        ((name, value),) = cast("dict[str, object]", event).items()
        if name == "Start" or name == "End":
            tag, data = (value, None) if isinstance(value, str) else cast("dict[str, object]", value).popitem()
            if name == "End":
                yield f"/{tag}", data, 0, 0
            else:
                yield tag, data, place(span["start"]), place(span["end"])
        else:
            yield name, value, place(span["start"]), place(span["end"])


def _places(text: str, at: int) -> Callable[[int], int]:
    """From UTF-8 byte offsets of `text` to code points, plus `at`: bisection over runs of characters of one width."""
    if text.isascii():
        return at.__add__
    runs = [(0, at, 1)]  # first byte, first character, bytes a character
    byte, char = 0, 0
    for start, end, width in _wide_runs(text):
        byte += start - char
        runs.append((byte, start + at, width))
        byte, char = byte + (end - start) * width, end
        runs.append((byte, end + at, 1))
    firsts = [run[0] for run in runs]

    def place(offset: int) -> int:
        first, char, width = runs[bisect.bisect_right(firsts, offset) - 1]
        return char + (offset - first) // width

    return place


def _wide_runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and bytes a character of every run of characters that are as wide in UTF-8, ASCII left out."""
    for match in _WIDE.finditer(text):
        start, end = match.span()
        width = len(text[start].encode())
        if end - start == 1:
            yield start, end, width
            continue
        for part in _SAME_WIDTH.finditer(text, start, end):
            yield part.start(), part.end(), len(part.group()[0].encode())
