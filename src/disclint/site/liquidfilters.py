"""Liquid's filters, as far as they decide what is printed: text keeps its origin where a filter leaves its words alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from disclint.site.evaluate import contains
from disclint.site.frame import Frame, Function
from disclint.site.scope import CONTENT, UNKNOWN, Markup, Quiet, Sourced, sourced

Args = Sequence[object]
Named = Mapping[str, object]


def same(frame: Frame, args: Args, named: Named) -> object:
    """What leaves the words as they are (`escape`, `strip`, `relative_url` …)."""
    return args[0]


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
    value = args[0]
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, Markup):
        return value.blank
    return (
        value is None or value is False or (isinstance(value, str | list | Mapping) and not str(value).strip("[]{} "))
    )


def _text(change: Callable[..., object]) -> Function:
    """A filter from strings to a value; unknown where one of them is."""

    def apply(frame: Frame, args: Args, named: Named) -> object:
        if any(a is UNKNOWN or a is CONTENT or isinstance(a, Markup) for a in args):
            return args[0] if isinstance(args[0], Markup) or args[0] is CONTENT else UNKNOWN
        first = "" if args[0] is None else args[0]
        made = change(first if isinstance(first, list) else str(first), *args[1:])
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


def where(frame: Frame, args: Args, named: Named) -> object:
    """The objects of a list whose field has a value."""
    value = args[0]
    if not isinstance(value, list):
        return UNKNOWN
    rows = [row for row in value if isinstance(row, Mapping)]
    return [row for row in rows if len(args) < 3 or row.get(str(args[1])) == args[2]]


def has(frame: Frame, args: Args, named: Named) -> object:
    return UNKNOWN if UNKNOWN in args else contains(args[0], args[1])


_SAME = (
    *("escape", "escape_once", "h", "strip", "lstrip", "rstrip", "relative_url", "absolute_url", "relativize_url"),
    *("normalize_whitespace", "trim", "url", "slice", "strip_newlines", "newline_to_br", "smartify", "xml_escape"),
    *("cgi_escape", "uri_escape", "string", "dump", "wordwrap"),
)
FILTERS: Mapping[str, Function] = {
    **dict.fromkeys(_SAME, same),
    "safe": raw,
    "markdownify": markdown,
    "default": default,
    "d": default,
    "blank?": is_blank,
    "size": size,
    "length": size,
    "first": _end(0),
    "last": _end(-1),
    "where": where,
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
    "split": _text(lambda s, by: s.split(str(by)) if by else list(s)),
    "join": _text(lambda s, by=" ": str(by).join(map(str, s)) if isinstance(s, list) else s),
    "strip_html": same,
    "striptags": same,
}
