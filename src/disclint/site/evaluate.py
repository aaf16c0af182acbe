"""Expressions of templates to values. What can't be known is `UNKNOWN`, and so is what is made of it; `and`, `or` and
choices need only the side that decides them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, cast

from disclint.site.closure import Closure
from disclint.site.scope import CONTENT, UNKNOWN, Markup, Missing, sourced, truth
from disclint.site.template import Call, Choose, Const, Each, Expr, Fragment, Get, Lambda, Listing, Name, Op, Table
from disclint.site.values import Place

if TYPE_CHECKING:
    from disclint.site.frame import Frame


def evaluate(expr: Expr, frame: Frame) -> object:
    """The value of an expression. Never raises for what a template says."""
    kind = type(expr)
    if kind is Const:
        return _literal(cast("Const", expr), frame)
    if kind is Name:
        return _variable(cast("Name", expr).name, frame)
    if kind is Get:
        get = cast("Get", expr)
        key = get.key.value if type(get.key) is Const else evaluate(get.key, frame)
        return member(evaluate(get.of, frame), key)
    if kind is Call:
        return _call(cast("Call", expr), frame)
    return _composed(expr, frame)


def _composed(expr: Expr, frame: Frame) -> object:
    match expr:
        case Op(name, args):
            return _operation(name, args, frame)
        case Choose(test, then, other):
            verdict = truth(evaluate(test, frame), frame.dialect)
            if verdict is None:
                return frame.captured(expr) if Fragment in (type(then), type(other)) else UNKNOWN
            return evaluate(then if verdict else other, frame)
        case Fragment() | Each():
            return frame.captured(expr)
        case Table(entries):
            return {str(evaluate(k, frame)): evaluate(v, frame) for k, v in entries}
        case Listing(items):
            return [evaluate(item, frame) for item in items]
        case Lambda():
            return Closure(expr, frame)
        case _:
            return UNKNOWN


def _literal(const: Const, frame: Frame) -> object:
    value, at = const
    if isinstance(value, str) and at >= 0:
        template = frame.template
        return sourced(value, Place(template.path, at), exact=template.text.startswith(value, at))
    return value


def _variable(name: str, frame: Frame) -> object:
    scope = frame.scope.find(name)
    if scope is None:
        return frame.dialect.undefined
    reads = scope.reads_of(name)
    if reads:
        frame.reads.update(reads)
    value = scope.values[name]
    return UNKNOWN if type(value) is Missing else value


def member(of: object, key: object) -> object:
    """A field of an object or an element of a list; None where there is none."""
    if of is UNKNOWN or key is UNKNOWN:
        return UNKNOWN
    lookup = getattr(of, "lookup", None)
    if lookup is not None:
        return cast("Callable[[object], object]", lookup)(key)
    if isinstance(of, Mapping):
        if isinstance(key, dict | list):
            return UNKNOWN
        return of.get(key if key in of else str(key))
    if isinstance(of, list | tuple | str) and not isinstance(of, Markup):
        return _element(of, key)
    return UNKNOWN if isinstance(of, Markup) or of is CONTENT else None


def _element(of: Sequence[object], key: object) -> object:
    if key in ("length", "size"):
        return len(of)
    if isinstance(of, str):
        return UNKNOWN
    if key in ("first", "last"):
        return (of[0] if key == "first" else of[-1]) if of else None
    if isinstance(key, int) and not isinstance(key, bool):
        return of[key] if -len(of) <= key < len(of) else None
    return None


def _call(call: Call, frame: Frame) -> object:
    function = frame.function(call.name)
    if function is None:
        return UNKNOWN
    args = [evaluate(arg, frame) for arg in call.args]
    named = {name: evaluate(value, frame) for name, value in call.named} if call.named else {}
    before = frame.move(call.start)
    try:
        return function(frame, args, named)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        return UNKNOWN  # arguments that the function has no answer for: the template's own fault
    finally:
        frame.move(before)


def _operation(name: str, args: tuple[Expr, ...], frame: Frame) -> object:
    first = evaluate(args[0], frame)
    if name in ("and", "or", "??"):
        return _logical(name, first, args[1:], frame)
    if name == "not":
        verdict = truth(first, frame.dialect)
        return UNKNOWN if verdict is None else not verdict
    values = [first, *(evaluate(arg, frame) for arg in args[1:])]
    if UNKNOWN in values or any(isinstance(v, Markup) for v in values):
        return UNKNOWN
    operation = _OPERATIONS.get(name)
    if operation is None:
        return UNKNOWN
    try:
        return operation(*values)
    except (TypeError, ValueError, ArithmeticError):
        return UNKNOWN


def _logical(name: str, first: object, rest: tuple[Expr, ...], frame: Frame) -> object:
    value, doubtful = first, False
    for expr in rest:
        verdict = value is not None if name == "??" and value is not UNKNOWN else truth(value, frame.dialect)
        if verdict is None:
            doubtful = True
        elif verdict != (name == "and"):
            return value
        value = evaluate(expr, frame)
    if not doubtful:
        return value
    verdict = truth(value, frame.dialect)
    return value if verdict is not None and verdict != (name == "and") and name != "??" else UNKNOWN


def same(a: object, b: object) -> bool:
    """Equality as templates have it: 1 is not true."""
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def contains(of: object, what: object) -> bool:
    if of is None:
        return False
    if isinstance(of, str):
        return str(what) in of
    return any(same(item, what) for item in cast("Iterable[object]", of))


def _add(a: object, b: object) -> object:
    if isinstance(a, str) or isinstance(b, str):
        return f"{a}{b}"
    return cast("float", a) + cast("float", b)


def _kind(value: object) -> str:
    if value is None:
        return "undefined"
    return "string" if isinstance(value, str) else "boolean" if isinstance(value, bool) else "object"


_OPERATIONS: Mapping[str, Callable[..., object]] = {
    "==": same,
    "!=": lambda a, b: not same(a, b),
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "in": lambda a, b: contains(b, a),
    "contains": contains,
    "+": lambda *terms: reduce(_add, terms),
    "-": lambda a, b: a - b,
    "typeof": _kind,
}
