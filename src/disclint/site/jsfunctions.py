"""What templates of JavaScript sites call: slots, HTML that is put in as it is, defaults, methods of strings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from disclint.site.frame import Frame, Function
from disclint.site.scope import CONTENT, UNKNOWN, Markup, Sourced, sourced

PROPS = " props"  # the variable that holds a component's props; no template can name it

Args = Sequence[object]
Named = Mapping[str, object]


def spread(named: Named) -> dict[str, object]:
    """Props with those of `{...others}` put in."""
    found: dict[str, object] = {}
    for name, value in named.items():
        if name == "...":
            found |= cast("dict[str, object]", dict(value)) if isinstance(value, Mapping) else {}
        else:
            found[name] = value
    return found


def slot(frame: Frame, args: Args, named: Named) -> object:
    """What stands between a component's tags; its fallback where nothing does."""
    scope = frame.scope.find(PROPS)
    props = scope.values[PROPS] if scope else {}
    name = f"slot:{args[0]}" if args[0] else "children"
    children = props.get(name) if isinstance(props, Mapping) else None
    if children is CONTENT:
        return CONTENT
    if isinstance(children, Markup) and children.pieces:
        return children
    return args[1] if len(args) > 1 else None


def html(frame: Frame, args: Args, named: Named) -> object:
    value = args[0]
    return sourced(str(value), value.place, exact=value.exact) if isinstance(value, Sourced) else value


def or_default(frame: Frame, args: Args, named: Named) -> object:
    return args[1] if args[0] is None else args[0]


def _string(change: Callable[..., object]) -> Function:
    def apply(frame: Frame, args: Args, named: Named) -> object:
        return change(*args) if args and isinstance(args[0], str) and UNKNOWN not in args else UNKNOWN

    return apply


STRINGS: Mapping[str, Function] = {
    ".trim": lambda frame, args, named: args[0],
    ".toLowerCase": _string(lambda s: s.lower()),
    ".toUpperCase": _string(lambda s: s.upper()),
    ".startsWith": _string(lambda s, x: s.startswith(str(x))),
    ".endsWith": _string(lambda s, x: s.endswith(str(x))),
    ".includes": lambda frame, args, named: (
        UNKNOWN
        if UNKNOWN in args
        else args[1] in cast("Sequence[object]", args[0])
        if isinstance(args[0], str | list)
        else UNKNOWN
    ),
    ".replace": _string(lambda s, a, b="": s.replace(str(a), str(b))),
    "Boolean": lambda frame, args, named: args[0] if args[0] is UNKNOWN else bool(args[0]),
    "String": lambda frame, args, named: args[0],
}
