"""What is blanked in Markdown, to the same length, before the parser reads it: attribute lists, divs, images apart."""

from __future__ import annotations

import re

from disclint.formats.builder import Builder
from disclint.formats.calls import BLANK
from disclint.formats.pulldown import events
from disclint.lazy import expression

# `{: .class}`, `{#id}`, `{.class key=value}`; behind an image also `{width=50%}`. A `{placeholder}` is text.
_ATTRIBUTES = expression(r"\{(?::|[#.](?=[\w-]))[^{}\r\n]*+\}|(?<=\))\{[\w-]++=[^{}\r\n]*+\}")
_DIV = expression(r"(?<![^\r\n])[ \t>]*+(:::++[ \t]*+(?:[\w-]++[ \t]*+)?+(?:\{[^{}\r\n]*+\})?+:*+)")
_IMAGE = expression(
    r"(?:\A|(?:(?<=\n)|(?<=\r)(?!\n))[ \t]{0,80}+(?:\r\n?+|\n))( {0,3}+<img\s[^<>]*+>[ \t]*+)(?=(?:\r\n?+|\n)[ \t]*+[^\s<])"
)
_QUOTED_HTML = expression(r"(?<![^\r\n])[ \t]*+>[^\r\n<]*+<")
_QUOTE_MARK = expression(r"(?<![^\r\n])[ \t>]*+")


def without_markup(text: str, start: int) -> str:
    """The text with attribute lists and the lines of fenced divs blanked to the same length."""
    if "{" in text and _ATTRIBUTES.search(text, start):
        text = text[:start] + _ATTRIBUTES.sub(lambda m: BLANK * len(m.group()), text[start:])
    if ":::" in text:
        body = _DIV.sub(lambda m: m.group()[: m.start(1) - m.start()] + BLANK * len(m.group(1)), text[start:])
        text = text[:start] + body
    return text


def without_images(builder: Builder, text: str, start: int) -> str:
    """The text without an image's tag that stands alone above a line of text, read apart.

    By CommonMark such a tag makes the lines below raw HTML, by the parsers of most site generators it does not; nobody
    who puts links there means it.
    """
    if "<img" not in text:
        return text
    from disclint.formats.html import HtmlReader

    parts: list[str] = []
    done = 0
    for match in _IMAGE.finditer(text, start):
        HtmlReader(builder, text).feed(*match.span(1))
        parts += (text[done : match.start(1)], re.sub(r"[^\r\n]", " ", match.group(1)))
        done = match.end()
    return "".join(parts) + text[done:]


def without_quote_marks(text: str) -> str:
    """The text with the `>` of block quotations blanked where they cut through raw HTML."""
    if "<" not in text or not _QUOTED_HTML.search(text):
        return text
    parts: list[str] = []
    done = last = 0
    for name, value, start, end in events(text):
        if name == "HtmlBlock":
            last = start
        elif name == "Html":
            if ">" in text[last:start]:
                parts += (text[done:last], " " * (start - last))
                done = start
            last = end
        elif name == "InlineHtml" and "\n" in str(value):
            first, *lines = text[start:end].splitlines(keepends=True)
            parts += (text[done:start], first, *(_QUOTE_MARK.sub(_spaces, line) for line in lines))
            done = end
    return "".join(parts) + text[done:]


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())
