"""Template tags, shortcodes and includes: found, and blanked to the same length, so that no parser reads them as text.

Tags inside code, HTML comments and raw regions are left alone. A tag alone on its lines becomes spaces; any other
becomes word joiners, which every parser takes for part of a word and no reader sees.
"""

from __future__ import annotations

import bisect
import re

from disclint.document import Call
from disclint.formats.builder import Builder
from disclint.lazy import expression
from disclint.model import Span

BLANK = "\u2060"
COMMENT = "comment"

# Quoted strings swap the state "outside" with one of two others, so at most three openers are ever alive at one place:
# linear, whatever the input. An escape must mean the same in every state for that.
_QUOTED = r'"(?:[^"\\]++|\\.)*+"|`(?:[^`\\]++|\\.)*+`'
_LINE = r"(?:\r\n?+|\n)(?![ \t]*+[\r\n])"
_TAGS = {
    "{{<": expression(rf'\{{\{{<(?!/\*)((?:[^"`\\{{>]++|\\.|{_QUOTED}|\{{(?!\{{)|>(?!\}}\}}))*+)>\}}\}}', re.DOTALL),
    "{{%": expression(rf'\{{\{{%(?!/\*)((?:[^"`\\{{%]++|\\.|{_QUOTED}|\{{(?!\{{)|%(?!\}}\}}))*+)%\}}\}}', re.DOTALL),
    "{{": expression(rf"\{{\{{\{{?+((?:[^{{}}\r\n]++|\{{(?!\{{)|\}}(?!\}})|{_LINE})*+)\}}\}}\}}?+"),
    "{%": expression(
        rf"\{{%((?:[^{{%\r\n]++|\{{\{{[^{{}}\r\n]*+\}}\}}|%(?!\}})|\{{(?![{{%])|{_LINE})*+)%\}}",
    ),
}
# What holds a tag's text between two marks, and where it ends: kind and the pattern of the end.
_REGIONS = {
    name: (kind, expression(rf"\{{%[-~]?+\s*+end{name}\s*+[-~]?+%\}}"))
    for name, kind in {"comment": COMMENT, "raw": "raw", "verbatim": "raw", "highlight": "code"}.items()
}
_REMARKS = (
    (expression(r"\{\{-?+\s*+/\*"), expression(r"\*/\s*+-?+\}\}")),
    (expression(r"\{#(?=[\s-])"), expression(r"#\}")),
    (expression(r"\{::comment\}"), expression(r"\{:/(?:comment)?+\}")),
)
_TOKEN = expression(
    r"(?<![^\r\n])[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+(?P<fence>`{3,}+(?=[^`\r\n]*+(?:[\r\n]|\Z))|~{3,}+)"
    r"|\\[`\\]|(?P<ticks>`++)|(?P<html><!--)|(?P<tag>\{\{[<%]?+|\{[%#]|\{::)"
)
_HTML_TOKEN = expression(r"(?P<html><!--)|(?P<tag>\{\{[<%]?+|\{[%#]|\{::)(?P<fence>(?!))?(?P<ticks>(?!))?")
_FENCE_END = expression(r"(?<![^\r\n])[ \t>]*+(`{3,}+|~{3,}+)[ \t]*+(?=[\r\n]|\Z)")
_BLANK_LINE = expression(r"(?:\r\n?+|\n)[ \t]*+(?=[\r\n])|\Z")
_ALONE = expression(rf"(?<![^\r\n])[ \t]*+{BLANK}[{BLANK} \t]*+(?=[\r\n]|\Z)")
_VISIBLE = expression(r"[^\r\n]")
_ARGUMENT = expression(
    r"""(?:(?P<key>[\w.-]++)\s*+(?:=(?!=)|:(?=[\s"'`]))\s*+)?+"""
    r"""(?:"(?P<double>(?:[^"\\]++|\\.)*+)"|`(?P<raw>[^`]*+)`|'(?P<single>[^']*+)'|(?P<word>[^\s"'`|,]++))""",
    re.DOTALL,
)
_JINJA = frozenset(("extends", "block", "endblock", "macro", "endmacro", "set", "call", "endcall", "import", "from"))


def blank_calls(text: str, start: int = 0, *, code: bool = True) -> tuple[str, tuple[Call, ...]]:
    """The text with its tags blanked from `start` on, as long as before, and the tags in order.

    A tag's remark (`{% comment %}`, `{# … #}`, `{{/* … */}}`) comes as a call named `comment` whose source span is the
    remark's text. `code` is False where fences and backticks mean nothing (HTML).
    """
    if "{{" not in text and "{%" not in text and "{#" not in text and "{::" not in text:
        return text, ()
    scan = _Scan(text, start, code)
    scan.run()
    if not scan.blanks:
        return text, ()
    parts: list[str] = []
    at = 0
    for first, last in scan.blanks:
        parts += (text[at:first], _VISIBLE.sub(BLANK, text[first:last]))
        at = last
    blanked = _ALONE.sub(lambda m: " " * len(m.group()), "".join(parts) + text[at:])
    return blanked, tuple(scan.calls)


def take_calls(builder: Builder, text: str, start: int = 0, *, code: bool = True) -> str:
    """`blank_calls`, with the calls put into the builder and the remarks into its shadow."""
    blanked, calls = blank_calls(text, start, code=code)
    for call in calls:
        if call.name in (COMMENT, "code") and not call.syntax:
            builder.add_shadow(call.name, text[call.source.start : call.source.end], *call.source)
        else:
            builder.call(call)
    return blanked


class _Scan:
    """One pass over the text; ends that were searched for in vain are not searched for again."""

    def __init__(self, text: str, start: int, code: bool) -> None:
        self.text, self.at = text, start
        self.token = _TOKEN if code else _HTML_TOKEN
        self.calls: list[Call] = []
        self.blanks: list[tuple[int, int]] = []
        self._without_end: set[object] = set()
        self._ticks: dict[int, list[int]] | None = None
        self._paragraph_end = -1

    def run(self) -> None:
        while match := self.token.search(self.text, self.at):
            self.at = match.end()
            if match["tag"]:
                self.tag(match.start("tag"), match["tag"])
            elif match["html"]:
                end = self.text.find("-->", match.start() + 2) if "-->" not in self._without_end else -1
                self._without_end |= {"-->"} if end < 0 else set()
                self.at = end + 3 if end >= 0 else self.at
            elif match["fence"]:
                self.fence(match["fence"])
            elif match["ticks"]:
                self.ticks(len(match["ticks"]))

    def fence(self, opening: str) -> None:
        for match in _FENCE_END.finditer(self.text, self.at):
            if match.group(1)[0] == opening[0] and len(match.group(1)) >= len(opening):
                self.at = match.end()
                return
        self.at = len(self.text)

    def ticks(self, width: int) -> None:
        """Skips an inline code span: the next run of the same width, in the same paragraph."""
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`++", self.text):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        starts = self._ticks.get(width, [])
        i = bisect.bisect_left(starts, self.at)
        if i == len(starts):
            return
        if self._paragraph_end < self.at:
            blank = _BLANK_LINE.search(self.text, self.at)
            self._paragraph_end = blank.start() if blank else len(self.text)
        if starts[i] < self._paragraph_end:
            self.at = starts[i] + width

    def tag(self, start: int, opening: str) -> None:
        if self.remark(start):
            return
        pattern = _TAGS.get(opening)
        match = pattern.match(self.text, start) if pattern else None
        if not match:
            return
        call = _call(opening, match.group(1), Span(start, match.end()))
        self.at = match.end()
        if opening == "{%" and call.name in _REGIONS:
            self.region(call)
            return
        self.blanks.append((start, self.at))
        self.calls.append(call)

    def remark(self, start: int) -> bool:
        for opening, closing in _REMARKS:
            match = opening.match(self.text, start)
            end = self.search(closing, match.end()) if match else None
            if match and end:
                self.calls.append(Call("", COMMENT, (), (), Span(match.end(), end.start())))
                self.blanks.append((start, end.end()))
                self.at = end.end()
                return True
        return False

    def region(self, call: Call) -> None:
        """A tag whose inside is a remark, code, or text where tags mean nothing."""
        kind, closing = _REGIONS[call.name]
        end = self.search(closing, self.at)
        if kind == "raw" or not end:
            self.blanks.append((call.source.start, call.source.end))
            if end:
                self.blanks.append((end.start(), end.end()))
        else:
            self.calls.append(Call("", kind, (), (), Span(call.source.end, end.start())))
            self.blanks.append((call.source.start, end.end()))
        self.at = end.end() if end else self.at

    def search(self, closing: re.Pattern[str], start: int) -> re.Match[str] | None:
        if closing in self._without_end:
            return None
        end = closing.search(self.text, start)
        if not end:
            self._without_end.add(closing)
        return end


def _call(opening: str, body: str, source: Span) -> Call:
    """The call that a tag's inside says: its name, then positional and named arguments."""
    inside = body.strip().strip("-~").strip()
    hugo = opening in ("{{<", "{{%")
    if hugo:
        inside = inside.removesuffix("/").rstrip()
    slash = "/" if inside.startswith("/") else ""
    args: list[str] = []
    named: list[tuple[str, str]] = []
    for match in _ARGUMENT.finditer(inside.removeprefix("/")):
        value = next(v for v in match.group("double", "raw", "single", "word") if v is not None)
        if match["key"] and (args or hugo or opening == "{%"):
            named.append((match["key"], value))
        else:
            args.append(value)
    name = slash + (args.pop(0) if args else "")
    return Call(_syntax(hugo, name, args), name, tuple(args), tuple(named), source)


def _syntax(hugo: bool, name: str, args: list[str]) -> str:
    if hugo:
        return "quarto" if name == "include" and args and args[0].endswith(".qmd") else "hugo"
    return "jinja" if name in _JINJA else "liquid"
