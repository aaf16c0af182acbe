"""Loops of Liquid and Nunjucks: where they begin and end, what they know of their round, and how they are left early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclint.site.frame import Frame
from disclint.site.goloops import settled
from disclint.site.scope import UNKNOWN
from disclint.site.template import Branch, Call, Const, Expr, If, Let, Loop, Name, Node, Nodes, Op, Table

_ROUND = "%round"  # no template can write this name


def loop(name: str, over: Expr, bodies: tuple[Nodes, Nodes], span: tuple[int, int], about: str = "") -> Node:
    """A loop with one variable; `about` names the variable that tells the round, where the body asks for it."""
    names: tuple[str, ...] = (name,)
    body = bodies[0]
    if about:
        names, over = (_ROUND, name), Call("rows", (over,))
        body = (Let(about, _round(over)), *body)
    nodes = settled(Loop(names, over, body, bodies[1], *span))
    return nodes[0] if len(nodes) == 1 else If((Branch(None, nodes, *span),))


def _round(over: Expr) -> Expr:
    at, count = Name(_ROUND), Call("size", (over,))
    last = Op("-", (count, Const(1)))
    return Table(
        (
            (Const("first"), Op("==", (at, Const(0)))),
            (Const("last"), Op("==", (at, last))),
            (Const("index0"), at),
            (Const("index"), Op("+", (at, Const(1)))),
            (Const("rindex0"), Op("-", (last, at))),
            (Const("rindex"), Op("-", (count, at))),
            (Const("length"), count),
        )
    )


def rows(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    """The items of a list (or the pairs of an object, or its keys in Nunjucks) from `offset` on, `limit` of them, or reversed."""
    value = args[0]
    if value is None:
        return []
    if isinstance(value, Mapping):
        value = [[key, item] if frame.dialect.pairs == "pairs" else key for key, item in value.items()]
    offset, limit = named.get("offset") or 0, named.get("limit")
    if not isinstance(value, list) or not isinstance(offset, int) or not isinstance(limit, int | None):
        return UNKNOWN
    found = value[offset:] if limit is None else value[offset : offset + limit]
    return found[::-1] if named.get("reversed") else found


def numbers(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    """Liquid's `(first..last)`, as far as a page can be expected to print."""
    first, last = args
    if not isinstance(first, int) or not isinstance(last, int):
        return UNKNOWN
    return list(range(first, min(last, first + 1000) + 1))
