"""What Nunjucks does otherwise than Liquid, by the same names: filters, tests, ranges, methods of JavaScript's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from disclint.lazy import expression
from disclint.site.evaluate import member
from disclint.site.frame import Frame, Function
from disclint.site.jsmethods import METHODS
from disclint.site.liquidfilters import FILTERS
from disclint.site.scope import CONTENT, NUNJUCKS, UNKNOWN, Markup, Sourced, sourced, truth

Args = Sequence[object]
Named = Mapping[str, object]
_TAG = expression(r"<[^<>]*+>")
ROUNDS = 1000


def _default(frame: Frame, args: Args, named: Named) -> object:
    """Only what is undefined is replaced; with a true second argument, what counts as false too."""
    value = args[0]
    if len(args) > 2 and args[2]:
        return args[1] if truth(value, NUNJUCKS) is False else value
    return args[1] if value is None else value


def _joined(frame: Frame, args: Args, named: Named) -> object:
    rows, by, key = args[0], args[1] if len(args) > 1 else "", args[2] if len(args) > 2 else None
    if not isinstance(rows, list) or not isinstance(by, str):
        return UNKNOWN
    found = [member(row, key) if key is not None else row for row in rows]
    return by.join(map(str, found)) if all(isinstance(row, str | int) for row in found) else UNKNOWN


def _sorted(frame: Frame, args: Args, named: Named) -> object:
    """`sort(reverse, caseSensitive, attribute)`."""
    rows, backward, exactly, key = (*args, *(None,) * 4)[:4]
    if not isinstance(rows, list):
        return UNKNOWN
    values = [member(row, key) if key is not None else row for row in rows]
    if not all(isinstance(value, str) for value in values):
        return UNKNOWN
    keys = [str(value) if exactly else str(value).lower() for value in values]
    return [rows[i] for i in sorted(range(len(rows)), key=keys.__getitem__, reverse=bool(backward))]


def _selected(wanted: bool) -> Function:
    def select(frame: Frame, args: Args, named: Named) -> object:
        rows = args[0]
        if not isinstance(rows, list) or len(args) != 2:
            return UNKNOWN
        verdicts = [truth(member(row, args[1]), NUNJUCKS) for row in rows]
        return UNKNOWN if None in verdicts else [row for row, v in zip(rows, verdicts, strict=True) if v == wanted]

    return select


def _stripped(frame: Frame, args: Args, named: Named) -> object:
    """The text without its tags; its place is kept."""
    value = args[0]
    if not isinstance(value, str) or "<" not in value:
        return value
    plain = _TAG.sub("", value)
    return sourced(plain, value.place, syntax=value.syntax) if isinstance(value, Sourced) else plain


def _shortened(frame: Frame, args: Args, named: Named) -> object:
    """`truncate(length, killwords, end)`: words are kept whole unless it is told otherwise."""
    value, length, cut, end = (*args, *(None,) * 4)[:4]
    length, end = 255 if length is None else length, "..." if end is None else end
    if not isinstance(value, str) or not isinstance(length, int) or not isinstance(end, str):
        return UNKNOWN
    if len(value) <= length:
        return value
    space = value.rfind(" ", 0, length + 1)
    return value[: length if cut or space < 0 else space] + end


def _range(frame: Frame, args: Args, named: Named) -> object:
    whole = [arg for arg in args if isinstance(arg, int)]
    return list(range(*whole)[:ROUNDS]) if len(whole) == len(args) else UNKNOWN


def _slice(frame: Frame, args: Args, named: Named) -> object:
    return UNKNOWN  # Nunjucks cuts a list into columns


def _kind(test: Callable[[object], bool]) -> Function:
    def is_(frame: Frame, args: Args, named: Named) -> object:
        unknown = args[0] is UNKNOWN or args[0] is CONTENT or isinstance(args[0], Markup)
        return UNKNOWN if unknown else test(args[0])

    return is_


def _caller(frame: Frame, args: Args, named: Named) -> object:
    """What stands in the `call` block that asked for the macro."""
    scope = frame.scope.find("caller")
    return scope.values["caller"] if scope else UNKNOWN


def _pairs(frame: Frame, args: Args, named: Named) -> object:
    """An object's pairs of key and value; a list of lists as it is."""
    value = args[0]
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    return [] if value is None else value if isinstance(value, list) else UNKNOWN


_OWN: Mapping[str, Function] = {
    "default": _default,
    "d": _default,
    "join": _joined,
    "sort": _sorted,
    "truncate": _shortened,
    "slice": _slice,
    "where": _slice,
    "striptags": _stripped,
}


def _by_dialect(name: str) -> Function:
    """The filter of the language whose template is at work."""
    njk, liquid = _OWN[name], FILTERS.get(name)

    def apply(frame: Frame, args: Args, named: Named) -> object:
        if frame.dialect is NUNJUCKS:
            return njk(frame, args, named)
        return liquid(frame, args, named) if liquid else UNKNOWN

    return apply


FUNCTIONS: Mapping[str, Function] = {
    **{name: function for name, function in METHODS.items() if name[0] in ".*/%"},
    **FILTERS,
    **{name: _by_dialect(name) for name in _OWN},
    "selectattr": _selected(True),
    "rejectattr": _selected(False),
    "range": _range,
    "pairs": _pairs,
    "caller": _caller,
    "is number": _kind(lambda v: isinstance(v, int | float) and not isinstance(v, bool)),
    "is string": _kind(lambda v: isinstance(v, str)),
    "is odd": _kind(lambda v: isinstance(v, int) and v % 2 == 1),
    "is even": _kind(lambda v: isinstance(v, int) and v % 2 == 0),
    "is mapping": _kind(lambda v: isinstance(v, Mapping)),
    "is iterable": _kind(lambda v: isinstance(v, str | list)),
    "is truthy": _kind(lambda v: bool(truth(v, NUNJUCKS))),
    "is falsy": _kind(lambda v: not truth(v, NUNJUCKS)),
}
