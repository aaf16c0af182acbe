"""What templates of JavaScript sites call: slots, HTML that is put in as it is, defaults, functions of their own."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from disclint.site.evaluate import member
from disclint.site.frame import Frame, Function
from disclint.site.jsmethods import METHODS
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Fields, Markup, Sourced, sourced, truth

PROPS = " props"  # the variable that holds a component's props; no template can name it

Args = Sequence[object]
Named = Mapping[str, object]


class Open(dict[str, object]):
    """An object of which only some fields are known."""

    def lookup(self, key: object) -> object:
        return self.get(str(key), UNKNOWN)


def spread(named: Named) -> dict[str, object]:
    """Props with those of `{...others}` put in."""
    parts: list[object] = []
    for name, value in named.items():
        parts.append(value if name == "..." else {name: value})
    return merge(parts)


def merge(parts: Iterable[object]) -> dict[str, object]:
    """Objects put together, the later over the earlier; one that can't be known leaves all open that is not set after it."""
    found: dict[str, object] = {}
    for part in parts:
        if part is UNKNOWN:
            found = Open()
        elif isinstance(part, Mapping):
            found.update(part)
            found = Open(found) if isinstance(part, Open) else found
    return found


def slot(frame: Frame, args: Args, named: Named) -> object:
    """What stands between a component's tags; its fallback where nothing does."""
    scope = frame.scope.find(PROPS)
    props = scope.values[PROPS] if scope else {}
    name = f"slot:{args[0]}" if args[0] else "children"
    children = props.get(name) if isinstance(props, Mapping) else None
    if children is CONTENT:
        return CONTENT
    if isinstance(children, Markup) and (children.pieces or args[0]):
        return children
    return args[1] if len(args) > 1 else None


def html(frame: Frame, args: Args, named: Named) -> object:
    value = args[0]
    return sourced(str(value), value.place, exact=value.exact) if isinstance(value, Sourced) else value


def or_default(frame: Frame, args: Args, named: Named) -> object:
    return args[1] if args[0] is None else args[0]


class Slots(dict[str, object]):
    """What stands between a component's tags, by the names of its slots."""


def slots_of(props: Mapping[str, object]) -> Slots:
    found = {name.removeprefix("slot:"): value for name, value in props.items() if name.startswith("slot:")}
    children = props.get("children")
    if children is CONTENT or (isinstance(children, Markup) and children.pieces):
        found["default"] = children
    return Slots(found)


def has(frame: Frame, args: Args, named: Named) -> object:
    """`Astro.slots.has('foot')`."""
    return args[1] in args[0] if len(args) > 1 and isinstance(args[0], Slots) else UNKNOWN


def merged(frame: Frame, args: Args, named: Named) -> object:
    """`{...a, b: c}`."""
    return merge(_fields(arg) for arg in args)


def _fields(value: object) -> object:
    return {key: value.lookup(key) for key in value} if isinstance(value, Fields) else value


def without(frame: Frame, args: Args, named: Named) -> object:
    """`{a, ...rest} = of`."""
    of = args[0]
    if not isinstance(of, Mapping):
        return UNKNOWN
    rest = {key: value for key, value in of.items() if key not in args[1:]}
    return Open(rest) if isinstance(of, Open) else rest


def joined(frame: Frame, args: Args, named: Named) -> object:
    """`[...a, b]`."""
    if not all(isinstance(arg, list | tuple) for arg in args):
        return UNKNOWN
    return [item for arg in args for item in arg]  # type: ignore[attr-defined]


def present(frame: Frame, args: Args, named: Named) -> object:
    return True if args[0] is UNKNOWN else args[0]


def state(args: Args) -> object:
    """`useState(first)`. What is off at first may be on as soon as the page is shown."""
    return [args[0] if args and truth(args[0], JAVASCRIPT) else UNKNOWN, UNKNOWN]


@runtime_checkable
class Applied(Protocol):
    """A value that can be called."""

    def apply(self, frame: Frame, args: Args) -> object: ...


def applied(value: object, frame: Frame, args: Args) -> object:
    """What a value gives when it is called; UNKNOWN where it is no function that is known."""
    return value.apply(frame, args) if isinstance(value, Applied) else UNKNOWN


def called(name: str) -> Function:
    """A call of a variable, or of a method that a template's own object has."""

    def variable(frame: Frame, args: Args, named: Named) -> object:
        scope = frame.scope.find(name)
        return applied(scope.values[name], frame, args) if scope else UNKNOWN

    def method(frame: Frame, args: Args, named: Named) -> object:
        return applied(member(args[0], name[1:]), frame, args[1:])

    return method if name.startswith(".") else variable


def key_of(value: object) -> Hashable | None:
    """A value's equal for all pages; None where something of the page may be in it."""
    if value is None or value is UNKNOWN or type(value) in (bool, int, float, str):
        return type(value), value
    if isinstance(value, Sourced):
        return str(value), value.place
    if isinstance(value, Markup):
        return () if not value.pieces else None
    if type(value) is dict:
        return _keys_of(dict, [*value, *value.values()])
    return _keys_of(list, value) if type(value) is list else None


def _keys_of(kind: type, values: Sequence[object]) -> Hashable | None:
    keys = [key_of(value) for value in values]
    return None if None in keys else (kind, *keys)


class Calls(dict[str, Function]):
    """A table of functions in which every other name is looked up among the variables. `shared` says for which pages the
    functions give the same; None: for the page alone."""

    def __init__(self, functions: Mapping[str, Function], shared: Hashable | None = None) -> None:
        super().__init__(functions)
        self.shared = shared

    def get(self, name: str, default: object = None) -> Function:
        return self[name] if name in self else called(name)


FUNCTIONS: Mapping[str, Function] = {
    "slot": slot,
    "html": html,
    "or default": or_default,
    "merged": merged,
    "without": without,
    "joined": joined,
    "present": present,
    ".has": has,
    ".then": lambda frame, args, named: applied(args[1], frame, args[:1]) if len(args) > 1 else UNKNOWN,
    "useState": lambda frame, args, named: state(args),
    "useMemo": lambda frame, args, named: applied(args[0], frame, ()) if args else UNKNOWN,
    ".useState": lambda frame, args, named: state(args[1:]),
    ".useMemo": lambda frame, args, named: applied(args[1], frame, ()) if len(args) > 1 else UNKNOWN,
    "useCallback": lambda frame, args, named: args[0] if args else UNKNOWN,
    "()": lambda frame, args, named: applied(args[0], frame, args[1:]),
    **METHODS,
}
