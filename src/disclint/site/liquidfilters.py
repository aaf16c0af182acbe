"""Liquid's filters, as far as they decide what is printed: text keeps its origin where a filter leaves its words alone."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from disclint.site.evaluate import contains
from disclint.site.frame import Frame, Function
from disclint.site.liquidlists import LISTS
from disclint.site.liquidloops import numbers, rows
from disclint.site.scope import CONTENT, UNKNOWN, Markup, Quiet, Sourced, sourced

Args = Sequence[object]
Named = Mapping[str, object]


def same(frame: Frame, args: Args, named: Named) -> object:
    """What leaves the words as they are (`escape`, `strip`, `relative_url` …)."""
    return args[0]


def escape(frame: Frame, args: Args, named: Named) -> object:
    """Text whose markup is shown as it is written."""
    value = args[0]
    shown = html.escape(value, quote=False) if isinstance(value, str) and frame.dialect.raw else value
    if shown == value or not isinstance(shown, str):
        return value
    return sourced(shown, value.place) if isinstance(value, Sourced) else shown


def markdown(frame: Frame, args: Args, named: Named) -> object:
    value = args[0]
    if isinstance(value, Sourced):
        return sourced(str(value), value.place, exact=value.exact, syntax="markdown")
    return value


def raw(frame: Frame, args: Args, named: Named) -> object:
    """Text that may hold HTML (`safe`)."""
    value = args[0]
    return sourced(str(value), value.place, exact=value.exact) if isinstance(value, Sourced) else value


def default(frame: Frame, args: Args, named: Named) -> object:
    value = args[0]
    if value is UNKNOWN:
        return UNKNOWN
    empty = value is None or value == "" or value == [] or (value is False and not named.get("allow_false"))
    return args[1] if empty else value


def is_blank(frame: Frame, args: Args, named: Named) -> object:
    """LiquidJS's `== blank`. Jekyll's Liquid knows nothing that is equal to it."""
    value = args[0]
    if value is None or value is False:
        return True
    return not value.strip() if isinstance(value, str) else _is_nothing(value, lambda text: not text.strip())


def is_empty(frame: Frame, args: Args, named: Named) -> object:
    """`== empty`: a text, list or object with nothing in it."""
    return _is_nothing(args[0], lambda text: not text)


def is_wordless(frame: Frame, args: Args, named: Named) -> object:
    """`== ""`."""
    return False if isinstance(args[0], list | Mapping) else _is_nothing(args[0], lambda text: not text)


def _is_nothing(value: object, nothing: Callable[[str], bool]) -> object:
    if value is UNKNOWN or value is CONTENT:
        return UNKNOWN
    if isinstance(value, Markup):
        doubtful = any(piece.doubt for piece in value.pieces if piece.text)
        return UNKNOWN if doubtful else all(nothing(piece.text) for piece in value.pieces)
    return nothing(value) if isinstance(value, str) else isinstance(value, list | Mapping) and not value


def _text(change: Callable[..., object]) -> Function:
    """A filter from strings to a value; unknown where one of them is."""

    def apply(frame: Frame, args: Args, named: Named) -> object:
        if any(a is UNKNOWN or a is CONTENT or isinstance(a, Markup) for a in args):
            return args[0] if isinstance(args[0], Markup) or args[0] is CONTENT else UNKNOWN
        if any(isinstance(a, list | Mapping) for a in args):
            return UNKNOWN
        first = "" if args[0] is None else args[0]
        made = change(str(first), *args[1:])
        return Quiet(made) if isinstance(first, Quiet) and isinstance(made, str) else made

    return apply


def size(frame: Frame, args: Args, named: Named) -> object:
    value = args[0]
    return len(cast("Sequence[object]", value)) if isinstance(value, str | list | Mapping) else UNKNOWN


def _end(index: int) -> Function:
    def pick(frame: Frame, args: Args, named: Named) -> object:
        value = args[0]
        if value is UNKNOWN:
            return UNKNOWN
        return value[index] if isinstance(value, list | str) and value else None

    return pick


def has(frame: Frame, args: Args, named: Named) -> object:
    return UNKNOWN if UNKNOWN in args else contains(args[0], args[1])


def _shortened(text: str, length: int = 50, end: object = "...") -> str:
    return text if len(text) <= length else text[: max(0, length - len(str(end)))] + str(end)


def _fewer_words(text: str, count: int = 15, end: object = "...") -> str:
    found = text.split()
    return text if len(found) <= count else " ".join(found[:count]) + str(end)


def _slice(frame: Frame, args: Args, named: Named) -> object:
    """A part of a text or a list: Liquid's (from, how many)."""
    value, start, length = args[0], args[1], args[2] if len(args) > 2 else 1
    if not isinstance(value, str | list) or not isinstance(start, int) or not isinstance(length, int):
        return UNKNOWN
    start += len(value) if start < 0 else 0
    return value[start : start + length]


def _number(change: Callable[..., object]) -> Function:
    def apply(frame: Frame, args: Args, named: Named) -> object:
        left, right = args
        return change(left, right) if isinstance(left, int | float) and isinstance(right, int | float) else UNKNOWN

    return apply


_SAME = (
    *("strip", "lstrip", "rstrip", "relative_url", "absolute_url", "relativize_url"),
    *("normalize_whitespace", "trim", "url", "strip_newlines", "newline_to_br", "smartify"),
    *("cgi_escape", "uri_escape", "string", "dump", "wordwrap"),
)
FILTERS: Mapping[str, Function] = {
    **dict.fromkeys(_SAME, same),
    **dict.fromkeys(("escape", "escape_once", "h", "xml_escape"), escape),
    "safe": raw,
    "markdownify": markdown,
    "default": default,
    "d": default,
    "blank?": is_blank,
    "empty?": is_empty,
    "wordless?": is_wordless,
    "size": size,
    "length": size,
    "first": _end(0),
    "last": _end(-1),
    **LISTS,
    "rows": rows,
    "numbers": numbers,
    "upcase": _text(lambda s: s.upper()),
    "upper": _text(lambda s: s.upper()),
    "downcase": _text(lambda s: s.lower()),
    "lower": _text(lambda s: s.lower()),
    "capitalize": _text(lambda s: s[:1].upper() + s[1:]),
    "title": _text(lambda s: s.title()),
    "append": _text(lambda s, more: s + str(more)),
    "prepend": _text(lambda s, more: str(more) + s),
    "replace": _text(lambda s, old, new="": s.replace(str(old), str(new))),
    "replace_first": _text(lambda s, old, new="": s.replace(str(old), str(new), 1)),
    "remove": _text(lambda s, old: s.replace(str(old), "")),
    "remove_first": _text(lambda s, old: s.replace(str(old), "", 1)),
    "slugify": _text(lambda s, *_: "-".join("".join(c if c.isalnum() else " " for c in s.lower()).split())),
    "slug": _text(lambda s, *_: "-".join("".join(c if c.isalnum() else " " for c in s.lower()).split())),
    "truncate": _text(_shortened),
    "truncatewords": _text(_fewer_words),
    "slice": _slice,
    "plus": _number(lambda a, b: a + b),
    "minus": _number(lambda a, b: a - b),
    "times": _number(lambda a, b: a * b),
    "divided_by": _number(lambda a, b: a // b if isinstance(a, int) and isinstance(b, int) else a / b),
    "modulo": _number(lambda a, b: a % b),
    "split": _text(lambda s, by: s.split(str(by)) if by else list(s)),
    "strip_html": same,
    "striptags": same,
}
