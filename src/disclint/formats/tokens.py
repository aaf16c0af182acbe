"""Cuts HTML into tokens as the HTML standard's tokenizer does, each with its place, in one pass over any input.

Every alternative of the pattern is possessive and runs to its own end or to the end of the input, so nothing is read
twice. (`re` reads tags four times as fast as `regex`.) Offsets are code points of the given text.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import NamedTuple

from disclint.formats.elements import BREAKS_OUT, FOREIGN, RAW

# No alternative inside a repeat can fail behind its first character: early 3.11 releases forget to step back there.
_S = r"[\t\n\f\r ]"
_NAME = r"[A-Za-z][^\t\n\f\r />]*+"
_VALUE = r""""[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+"""
_TAIL = rf"(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_S}*+={_S}*+(?:{_VALUE})?+)?+)*+"
_MARKUP = re.compile(
    r"(?P<text>(?:[^<]++|(?!<[A-Za-z!?/])<|(?=</\Z)<)++)"
    rf"|<(?P<open>{_NAME})(?P<tail>{_TAIL})(?P<done>>?)"
    rf"|</(?P<close>{_NAME}){_TAIL}>?"
    r"|<!--(?P<comment>(?=-?>)|(?:[^-]++|(?!--!?>)-)*+)(?P<end>-?>|--!?>|)"
    r"|<[!?/](?P<bogus>[^>]*+)>?"
)
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    rf"([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_S}*+={_S}*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\t\n\f\r >\"'][^\t\n\f\r >]*+))?)?"
)
_REFERENCE = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?+|([A-Za-z][A-Za-z0-9]*+;?+))")
_COMMON = {
    "amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "apos;": "'", "nbsp;": "\u00a0", "copy;": "©", "reg;": "®",
    "ndash;": "–", "mdash;": "—", "lsquo;": "‘", "rsquo;": "’", "ldquo;": "“", "rdquo;": "”", "hellip;": "…",
}  # fmt: skip
_LONGEST_BARE = 6  # the longest name that needs no semicolon, such as `frac12`
_LONGEST_NUMBER = 40  # no number so long names a character


class Token(NamedTuple):
    """One token, `text[start:end]`. `kind` and what `name` and `text[inner_start:inner_end]` are:

    text | start (an element's name in lower case, its attributes) | end (the name) | comment (its content) |
    open-comment (its content, running to the end of the input) | comment-end (the rest of such a one) |
    raw (content of the raw text element `name`) | declaration (doctype) | cut (a tag that the input ends in).
    """

    kind: str
    start: int
    end: int
    name: str
    inner_start: int
    inner_end: int


class Lexer:
    """Tokens of stretches of one text. A raw text element, comment or drawing that a stretch leaves open holds in the
    next one. `raw` names such an open element, or is `--` for a comment."""

    __slots__ = ("_foreign", "_text", "raw")

    def __init__(self, text: str) -> None:
        self._text, self.raw, self._foreign = text, "", 0

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """The tokens of `text[start:end]`, without gaps."""
        while start < end:
            if self.raw:
                token = self._raw(start, end)
                yield token
                start = token.end
            else:
                start = yield from self._markup(start, end)

    def _markup(self, start: int, end: int) -> Generator[Token, None, int]:
        """Tokens up to where raw text begins, or to the end; returns that place."""
        for match in _MARKUP.finditer(self._text, start, end):
            kind = match.lastgroup
            first, last = match.span()
            if kind == "text":
                yield Token("text", first, last, "", first, last)
            elif kind == "close":
                yield self._end(match["close"].lower(), first, last)
            elif kind == "done":
                yield self._start(match, first, last)
                if self.raw:
                    return last
            else:
                token = self._other(match, end)
                yield token
                if self.raw or token.end != last:
                    return token.end
        return end

    def _end(self, name: str, start: int, stop: int) -> Token:
        if self._foreign and name in FOREIGN:
            self._foreign -= 1
        return Token("end", start, stop, name, stop, stop)

    def _other(self, match: re.Match[str], end: int) -> Token:
        start, stop = match.span()
        if match.lastgroup == "bogus":
            return self._declaration(start, stop, end)
        closed = match["end"] != ""
        self.raw = "" if closed else "--"
        return Token("comment" if closed else "open-comment", start, stop, "", *match.span("comment"))

    def _start(self, match: re.Match[str], start: int, stop: int) -> Token:
        name, (inner_start, inner_end) = match["open"].lower(), match.span("tail")
        if inner_end == stop:
            return Token("cut", start, stop, name, inner_start, inner_end)
        if name in RAW and not self._foreign:
            self.raw = name
        elif name in FOREIGN:
            self._foreign += self._text[stop - 2] != "/"
        elif self._foreign and name in BREAKS_OUT:
            self._foreign = 0
        return Token("start", start, stop, name, inner_start, inner_end)

    def _declaration(self, start: int, stop: int, end: int) -> Token:
        text = self._text
        if self._foreign and text.startswith("<![CDATA[", start):
            found = text.find("]]>", start + 9, end)
            inner, stop = (end, end) if found < 0 else (found, found + 3)
            return Token("raw", start, stop, "![cdata[", start + 9, inner)
        if text[start + 1 : min(stop, start + 9)].lower() == "!doctype":
            return Token("declaration", start, stop, "!doctype", start + 9, stop)
        return Token("comment", start, stop, "", start + 2, stop - (text[stop - 1] == ">"))

    def _raw(self, start: int, end: int) -> Token:
        name = self.raw
        if name == "--":
            found = _COMMENT_END.search(self._text, start, end)
            self.raw = "" if found else name
            stop = found.end() if found else end
            return Token("comment-end" if found else "raw", start, stop, name, start, found.start() if found else end)
        found = _raw_end(name).search(self._text, start, end)
        if found and found.start() == start:
            self.raw = ""
            return Token("end", start, found.end(), name, found.end(), found.end())
        stop = found.start() if found else end
        return Token("raw", start, stop, name, start, stop)


@lru_cache(maxsize=16)
def _raw_end(name: str) -> re.Pattern[str]:
    never = r"(?!)" if name == "plaintext" else ""
    return re.compile(rf"{never}</{name}(?=[\t\n\f\r />]){_TAIL}>?", re.IGNORECASE)


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The attributes of a start token's inner range: name in lower case -> range of the value, without its quotes.

    The first of two with the same name counts. An attribute without a value has an empty range.
    """
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        value = match.span(group) if group > 1 else (match.end(), match.end())
        found.setdefault(match[1].lower(), value)
    return found


def decoded(text: str, start: int, end: int, *, attribute: bool = False) -> Iterator[tuple[str, int, int]]:
    """`text[start:end]` with character references decoded, in pieces with the place each piece comes from.

    In an attribute's value a name without a semicolon is plain text before `=`, a letter or a digit.
    """
    done = start
    if text.find("&", start, end) >= 0:
        for match in _REFERENCE.finditer(text, start, end):
            value, stop = _reference(match, text, end, attribute)
            if value:
                if done < match.start():
                    yield text[done : match.start()], done, match.start()
                yield value, match.start(), stop
                done = stop
    if done < end:
        yield text[done:end], done, end


def _reference(match: re.Match[str], text: str, end: int, attribute: bool) -> tuple[str, int]:
    name = match[1]
    if name is None:
        from html import unescape

        huge = match.end() - match.start() > _LONGEST_NUMBER
        return ("" if huge else unescape(match.group())) or "\ufffd", match.end()
    if name in _COMMON:
        return _COMMON[name], match.end()
    from html.entities import html5

    if name in html5 and (name[-1] == ";" or not attribute or text[match.end() : match.end() + 1] != "="):
        return html5[name], match.end()
    if not attribute:
        for length in range(min(_LONGEST_BARE, len(name) - 1), 1, -1):
            if name[:length] in html5:
                return html5[name[:length]], match.start() + 1 + length
    return "", match.start()
