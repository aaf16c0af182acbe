"""Methods of JavaScript's strings, lists and objects, as far as templates compute with them; else UNKNOWN."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cmp_to_key
from typing import cast

from disclint.site.closure import Closure
from disclint.site.frame import Frame, Function
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Fields, Markup, truth

Args = Sequence[object]
Named = Mapping[str, object]

MOST, FEW = 200, 20  # items of a list that functions are applied to; that are compared by one


def _known(*values: object) -> bool:
    return not any(value is UNKNOWN or value is CONTENT or isinstance(value, Markup) for value in values)


def _string(change: Callable[..., object]) -> Function:
    def apply(frame: Frame, args: Args, named: Named) -> object:
        return change(*args) if args and isinstance(args[0], str) and _known(*args) else UNKNOWN

    return apply


def _listed(change: Callable[..., object]) -> Function:
    def apply(frame: Frame, args: Args, named: Named) -> object:
        return change(*args) if args and isinstance(args[0], list) and _known(*args) else UNKNOWN

    return apply


def _applied(change: Callable[[list[object], list[object]], object]) -> Function:
    """A method that takes a function: what it makes of the items and of the function's values for them."""

    def apply(frame: Frame, args: Args, named: Named) -> object:
        if len(args) < 2 or not isinstance(args[0], list) or len(args[0]) > MOST:
            return UNKNOWN
        values = [_value(args[1], frame, item, i) for i, item in enumerate(args[0])]
        return change(args[0], values)

    return apply


def _value(function: object, frame: Frame, *args: object) -> object:
    if isinstance(function, Closure):
        return function.apply(frame, args)
    apply = getattr(function, "apply", None)
    return cast("Callable[[Frame, Args], object]", apply)(frame, args) if apply else UNKNOWN


def _verdicts(values: list[object]) -> list[bool] | None:
    found = [truth(value, JAVASCRIPT) for value in values]
    return None if None in found else cast("list[bool]", found)


def _filter(items: list[object], values: list[object]) -> object:
    verdicts = _verdicts(values)
    return UNKNOWN if verdicts is None else [item for item, kept in zip(items, verdicts, strict=True) if kept]


def _find(items: list[object], values: list[object]) -> object:
    verdicts = _verdicts(values)
    return UNKNOWN if verdicts is None else next((i for i, kept in zip(items, verdicts, strict=True) if kept), None)


def _some(items: list[object], values: list[object]) -> object:
    verdicts = _verdicts(values)
    return UNKNOWN if verdicts is None else any(verdicts)


def _every(items: list[object], values: list[object]) -> object:
    verdicts = _verdicts(values)
    return UNKNOWN if verdicts is None else all(verdicts)


def _filtered(frame: Frame, args: Args, named: Named) -> object:
    """`.filter(Boolean)` beside functions."""
    if len(args) > 1 and args[1] is UNKNOWN and isinstance(args[0], list):
        return UNKNOWN
    return _applied(_filter)(frame, args, named)


def _sorted(frame: Frame, args: Args, named: Named) -> object:
    """The items in the order that a function gives them."""
    if not args or not isinstance(args[0], list) or len(args[0]) > MOST:
        return UNKNOWN
    if len(args) < 2:
        return sorted(args[0]) if all(isinstance(item, str) for item in args[0]) else UNKNOWN
    compared = _compared(args[0], args[1], frame) if len(args[0]) <= FEW else None
    if compared is None:
        return UNKNOWN
    rows: list[list[int]] = compared

    def stand(i: int, j: int) -> int:
        return rows[i][j]

    return [args[0][i] for i in sorted(range(len(rows)), key=cmp_to_key(stand))]


def _compared(items: list[object], function: object, frame: Frame) -> list[list[int]] | None:
    """How each item stands to each other by a function that compares two; None where that can't be known."""
    rows = []
    for a in items:
        row = [_value(function, frame, a, b) for b in items]
        if not all(isinstance(value, int | float) for value in row):
            return None
        rows.append([(cast("float", value) > 0) - (cast("float", value) < 0) for value in row])
    return rows


def _join(items: list[object], between: object = ",") -> object:
    """The items with text between them; markup among them is kept."""
    if all(isinstance(item, str | int | float) for item in items):
        return str(between).join(str(item) for item in items)
    return UNKNOWN


def _slice(of: list[object] | str, start: object = 0, end: object = None) -> object:
    if not isinstance(start, int) or not isinstance(end, int | None):
        return UNKNOWN
    return of[start:end]


def _includes(frame: Frame, args: Args, named: Named) -> object:
    of = args[0]
    if (
        len(args) < 2
        or args[1] is UNKNOWN
        or not isinstance(of, str | list)
        or (isinstance(of, list) and UNKNOWN in of)
    ):
        return UNKNOWN
    return str(args[1]) in of if isinstance(of, str) else args[1] in of


def _object(change: Callable[[Mapping[str, object]], list[object]]) -> Function:
    """`Object.keys(of)` and the like; the object's name is the first argument."""

    def apply(frame: Frame, args: Args, named: Named) -> object:
        of = args[1] if len(args) > 1 else UNKNOWN
        if not isinstance(of, Mapping) or (hasattr(of, "lookup") and not isinstance(of, Fields)):
            return UNKNOWN
        return change({key: of.lookup(key) for key in of} if isinstance(of, Fields) else of)

    return apply


def _number(frame: Frame, args: Args, named: Named) -> object:
    try:
        return float(args[0]) if isinstance(args[0], str) else args[0]
    except ValueError:
        return UNKNOWN


def _counted(change: Callable[[float, float], float]) -> Function:
    def apply(frame: Frame, args: Args, named: Named) -> object:
        if not all(isinstance(arg, int | float) for arg in args[:2]) or len(args) != 2:
            return UNKNOWN
        value = change(cast("float", args[0]), cast("float", args[1]))
        return int(value) if isinstance(value, float) and value.is_integer() else value

    return apply


_EITHER = (_string(_slice), _listed(_slice))


def _sliced(frame: Frame, args: Args, named: Named) -> object:
    return _EITHER[isinstance(args[0], list)](frame, args, named)


METHODS: Mapping[str, Function] = {
    ".trim": lambda frame, args, named: args[0],
    ".toString": lambda frame, args, named: args[0] if isinstance(args[0], str) else UNKNOWN,
    ".toLowerCase": _string(lambda s: s.lower()),
    ".toUpperCase": _string(lambda s: s.upper()),
    ".startsWith": _string(lambda s, x: s.startswith(str(x))),
    ".endsWith": _string(lambda s, x: s.endswith(str(x))),
    ".includes": _includes,
    ".replace": _string(lambda s, a, b="": s.replace(str(a), str(b), 1) if isinstance(b, str) else UNKNOWN),
    ".replaceAll": _string(lambda s, a, b="": s.replace(str(a), str(b)) if isinstance(b, str) else UNKNOWN),
    ".split": _string(lambda s, x: s.split(x) if isinstance(x, str) and x else UNKNOWN),
    ".slice": _sliced,
    ".concat": lambda frame, args, named: (
        [item for arg in args for item in (arg if isinstance(arg, list) else [arg])]
        if isinstance(args[0], list) and _known(*args)
        else UNKNOWN
    ),
    ".join": _listed(_join),
    ".at": _listed(lambda items, i: items[i] if -len(items) <= i < len(items) else None),
    ".reverse": _listed(lambda items: items[::-1]),
    ".toReversed": _listed(lambda items: items[::-1]),
    ".flat": _listed(lambda items: [x for item in items for x in (item if isinstance(item, list) else [item])]),
    ".sort": _sorted,
    ".toSorted": _sorted,
    ".map": _applied(lambda items, values: values),
    ".filter": _filtered,
    ".find": _applied(_find),
    ".some": _applied(_some),
    ".every": _applied(_every),
    ".keys": _object(lambda of: list(of)),
    ".values": _object(lambda of: list(of.values())),
    ".entries": _object(lambda of: [[key, value] for key, value in of.items()]),
    ".isArray": lambda frame, args, named: (
        UNKNOWN if len(args) < 2 or args[1] is UNKNOWN or hasattr(args[1], "pieces") else isinstance(args[1], list)
    ),
    "Boolean": lambda frame, args, named: UNKNOWN if (found := truth(args[0], JAVASCRIPT)) is None else found,
    "String": lambda frame, args, named: args[0],
    "Number": _number,
    "*": _counted(lambda a, b: a * b),
    "/": _counted(lambda a, b: a / b),
    "%": _counted(lambda a, b: a % b),
}
