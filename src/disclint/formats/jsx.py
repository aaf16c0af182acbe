"""JSX inside Markdown: finds tags and expressions, and writes them as HTML of the same length, or blank.

`clean` text has the offsets of the source. What a component's author passes as plain strings stays known as a call.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from disclint.formats.calls import BLANK
from disclint.formats.elements import VOID

_SCRIPT = re.compile(
    r"""[{}]|"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+'|`|/\*(?:[^*]++|(?!\*/)\*)*+(?:\*/|\Z)|(?<!:)//[^\r\n]*+"""
)
_TEMPLATE = re.compile(r"`|\$\{|\\.", re.DOTALL)
_PATIENCE = 8
_SHORT = re.compile(r"\{[^{}\r\n]{0,200}+\}")
_NAME = re.compile(r"</?([A-Za-z_$][\w$.:-]*+)?")
_ATTRIBUTE = re.compile(r"""\s*+(?:([A-Za-z_$][\w$.:-]*+)(\s*+=\s*+(?:("[^"]*+"|'[^']*+')|(?=\{)))?|(?=\{))""")
_TAG_END = re.compile(r"\s*+(/?)\s*+>")
_LITERAL = re.compile(
    r"""\{\s*+(?:"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)'|`((?:[^`\\$]++|\\.|\$(?!\{))*+)`)\s*+\}""", re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MARKED = frozenset(("hidden", "aria-hidden", "style"))
_TARGETS = ("href", "to")
_CSS = str.maketrans({"{": " ", "}": " ", "'": " ", '"': " ", "`": " ", ",": ";"})


class Attribute(NamedTuple):
    """`text[start:end]`; the value with its quotes or braces is `text[value:end]`, `value == end` for none.
    A spread has no name."""

    name: str
    start: int
    value: int
    end: int


class Tag(NamedTuple):
    """`name` is empty for a fragment."""

    name: str
    start: int
    end: int
    closing: bool
    closed: bool
    attributes: tuple[Attribute, ...]

    @property
    def component(self) -> bool:
        """Whether the name is a component's, not an HTML element's."""
        return not self.name[:1].islower() or "." in self.name


class Scanner:
    """Reads tags and expressions at a place of one text. Linear over the text: when searches for ends that are not
    there have cost some times its length, only short expressions count from then on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._patience = _PATIENCE * len(text)

    def expression(self, at: int) -> int:
        """Where the expression that opens at `at` ends, -1 where it has no end."""
        if self._patience < 0:
            match = _SHORT.match(self._text, at)
            return match.end() if match else -1
        inside: list[str] = []
        place = at
        while True:
            template = inside and inside[-1] == "`"
            match = (_TEMPLATE if template else _SCRIPT).search(self._text, place)
            if not match:
                self._patience -= len(self._text) - at
                return -1
            place, token = match.end(), match.group()
            if token == "`":
                inside.pop() if template else inside.append("`")
            elif token in ("{", "${"):
                inside.append("{")
            elif token == "}":
                inside.pop()
                if not inside:
                    return place

    def tag(self, at: int) -> Tag | None:
        """The tag that starts at `at`, None where there is none."""
        text = self._text
        match = _NAME.match(text, at)
        if not match:
            return None
        name, place = match[1] or "", match.end()
        found: list[Attribute] = []
        while True:
            end = _TAG_END.match(text, place)
            if end:
                closing = text[at + 1] == "/"
                return None if closing and found else Tag(name, at, end.end(), closing, bool(end[1]), tuple(found))
            part = _ATTRIBUTE.match(text, place)
            if not part or (part.end() == place and text[place : place + 1] != "{"):
                return None
            start = part.start(1) if part[1] else part.end()
            value, last = (part.start(3), part.end(3)) if part[3] else (part.end(), part.end())
            if text[part.end() : part.end() + 1] == "{" and (part[2] or not part[1]):
                last = self.expression(part.end())
                if last < 0:
                    return None
            elif not part[1]:
                return None
            found.append(Attribute(part[1] or "", start, value, last))
            place = last


def literal(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the characters in an expression that is one string, None for any other expression."""
    match = _LITERAL.fullmatch(text, start, end)
    return match.span(match.lastindex or 0) if match else None


def blank_literal(text: str, start: int, end: int, inner: tuple[int, int]) -> str:
    """The expression `text[start:end]` with all but its string's characters blanked."""
    words = _ESCAPE.sub(lambda m: BLANK + (" " if m[1] in "nrt\r\n" else m[1]), text[inner[0] : inner[1]])
    return BLANK * (inner[0] - start) + words + BLANK * (end - inner[1])


def value(text: str, attribute: Attribute) -> str:
    """An attribute's value as written, without its quotes or braces."""
    start, end = attribute.value, attribute.end
    if start == end:
        return ""
    inner = literal(text, start, end) if text[start] == "{" else None
    return text[inner[0] : inner[1]] if inner else text[start + 1 : end - 1].strip()


def as_html(text: str, tag: Tag, name: str) -> str:
    """The tag as HTML of the same length, for an element called `name` (not longer than the tag's own name)."""
    if tag.closing:
        return f"</{name}".ljust(tag.end - tag.start - 1) + ">"
    place = tag.start + 1 + len(tag.name)
    parts = [("<" + name).ljust(1 + len(tag.name))]
    target = _target(tag) if tag.component else None
    if target:
        parts = ["<a", "href=".rjust(target.value - tag.start - 2), _value(text, target._replace(name="href"))]
        place = target.end
    for attribute in tag.attributes:
        if attribute.start >= place:
            parts += (text[place : attribute.start], _attribute(text, attribute))
            place = attribute.end
    rest = text[place : tag.end]
    return "".join(parts) + (rest if name in VOID else rest.replace("/", " "))


def html_name(tag: Tag) -> str:
    """The element that stands for a tag: a component that hides or links needs one, any other has none ("")."""
    if not tag.component:
        return tag.name if not tag.closed or tag.name in VOID else ""
    if tag.closed:
        return ""
    if _target(tag):
        return "a"
    return "x" if any(a.name in _MARKED for a in tag.attributes) else ""


def _target(tag: Tag) -> Attribute | None:
    """The attribute that says where a component links to, if there is room to write it as `href`."""
    room = tag.start + len("<a href=")
    return next((a for a in tag.attributes if a.name in _TARGETS and room <= a.value < a.end), None)


def _attribute(text: str, attribute: Attribute) -> str:
    whole = text[attribute.start : attribute.end]
    if not attribute.name:
        return " " * len(whole)
    if attribute.value == attribute.end or text[attribute.value] != "{":
        return whole
    written = _value(text, attribute)
    if not written:
        return " " * len(whole)
    if attribute.name == "hidden":
        return "hidden".ljust(len(whole))
    return text[attribute.start : attribute.value] + written


def _value(text: str, attribute: Attribute) -> str:
    """A value in braces as a quoted one of the same length; empty where HTML has none for it."""
    start, end = attribute.value, attribute.end
    whole = text[start:end]
    if whole[0] != "{":
        return whole
    inner = literal(text, start, end)
    code = whole[1:-1].strip()
    if inner and '"' not in text[inner[0] : inner[1]]:
        words = text[inner[0] : inner[1]]
        return " " * (inner[0] - start - 1) + f'"{words}"' + " " * (end - inner[1] - 1)
    if attribute.name == "style" and code.startswith("{"):
        return '"' + whole[1:-1].translate(_CSS) + '"'
    if code in ("false", "null", "undefined") or attribute.name not in ("href", "hidden", "aria-hidden"):
        return ""
    return '"' + (whole[1:-1] if code == "true" else BLANK * (len(whole) - 2)) + '"'
