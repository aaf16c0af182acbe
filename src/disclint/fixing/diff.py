"""A change as a unified diff, which `patch` and `git apply` take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from disclint.lazy import expression
from disclint.model import LINE_END

# What could command a terminal; a carriage return at the end of a line may stay.
_CONTROL = expression(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
UNENDED = "\\ No newline at end of file\n"


def diff(path: str, before: str, after: str) -> str:
    """The change of the file at that path, as printed; empty where there is none."""
    name = _CONTROL.sub(_written_out, path)
    return "".join(_lines(unified_diff(_split(before), _split(after), f"a/{name}", f"b/{name}", n=3)))


def _split(text: str) -> list[str]:
    """The lines with their ends; one that a lone carriage return ends is shown as a line."""
    lines, at = list[str](), 0
    for match in LINE_END.finditer(text):
        end = "\n" if match[0] == "\r" else match[0]
        lines.append(text[at : match.start()] + end)
        at = match.end()
    return [*lines, text[at:]] if at < len(text) else lines


def _lines(found: Iterator[str]) -> Iterator[str]:
    for line in found:
        words, end = (line[:-2], "\r\n") if line.endswith("\r\n") else (line.removesuffix("\n"), "\n")
        yield _CONTROL.sub(_written_out, words) + end
        if not line.endswith("\n"):
            yield UNENDED


def _written_out(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
