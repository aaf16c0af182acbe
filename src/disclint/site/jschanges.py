"""What expressions of JavaScript do to variables: assignments, methods that change a list; and what wraps components."""

from __future__ import annotations

from collections.abc import Sequence

from disclint.lazy import expression
from disclint.site.jssteps import Step, printing, silent
from disclint.site.template import Call, Const, Expr, Get, Lambda, Let, Listing, Loop, Name, Op, Unknown

_WRAPPERS = expression(r"^\.?+(?:memo|forwardRef|observer|connect|with[A-Z]\w*+|styled|cache)$")


def shown(name: str, value: Expr) -> Expr:
    """A component prints what it returns; `memo(…)` and the like hand the component on."""
    if not name[:1].isupper():
        return value
    while isinstance(value, Call) and _WRAPPERS.match(value.name) and len(value.args) > value.name.startswith("."):
        value = value.args[value.name.startswith(".")]
    return Lambda(value.parameters, printing(value.body)) if isinstance(value, Lambda) else value


def assigned(target: Expr, sign: str, value: Expr) -> Sequence[Step]:
    """What an assignment does to a variable; one whose field is set can't be known any longer."""
    if isinstance(target, Name):
        name = {"||": "or", "&&": "and"}.get(sign, sign)
        if name in ("+", "-", "or", "and", "??"):
            value = Op(name, (target, value))
        elif sign:
            value = Unknown(sign)
        return [Let(target.name, value, outer=True)]
    match target:
        case Get(Name("module"), Const("exports")):
            return [Let("default", value)]
        case Get(Name("exports"), Const(str() as name)):
            return [Let(name, value)]
    while isinstance(target, Get):
        target = target.of
    return [Let(target.name, Unknown("="), outer=True)] if isinstance(target, Name) else ()


def changed(call: Call, at: int) -> Sequence[Step]:
    """Calls that change a list, or go through one."""
    of = call.args[0] if call.args else None
    if call.name == ".push" and isinstance(of, Name):
        return [Let(of.name, Call("joined", (of, Listing(call.args[1:]))), outer=True)]
    if call.name in (".unshift", ".splice", ".pop", ".shift", ".sort", ".reverse", ".set", ".add") and isinstance(
        of, Name
    ):
        return [Let(of.name, Unknown(call.name), outer=True)]
    if call.name == ".forEach" and of is not None and len(call.args) > 1 and isinstance(call.args[1], Lambda):
        made = call.args[1]
        return [Loop(made.parameters[:2] or ("",), of, silent(made.body), (), call.start, at)]
    return ()
