"""Steps of a function to a template's nodes: what follows a condition that leaves the function stands in its other branch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from disclint.site.template import (
    Branch,
    Call,
    Choose,
    Const,
    Each,
    Expr,
    Fragment,
    Get,
    If,
    Let,
    Loop,
    Name,
    Node,
    Nodes,
    Op,
    Print,
    Unknown,
)

FORKS = 60  # conditions that may leave one block


class Leave(NamedTuple):
    """`return value`."""

    value: Expr
    start: int
    end: int


class Break(NamedTuple):
    """Leaves a loop or a `switch`."""


class Arm(NamedTuple):
    """One way of a fork; `test` is None for `else`."""

    test: Expr | None
    steps: tuple[Step, ...]
    start: int
    end: int
    leaves: bool


class Fork(NamedTuple):
    """`if` and `switch`. `catches`: a `break` inside goes on behind it."""

    arms: tuple[Arm, ...]
    catches: bool = False

    @property
    def leaves(self) -> bool:
        """Whether what follows may be passed by."""
        return any(arm.leaves for arm in self.arms)


Step: TypeAlias = "Let | Loop | Leave | Break | Fork"


def arm(test: Expr | None, steps: Sequence[Step], start: int, end: int, *, catches: bool = False) -> Arm:
    """A way of a fork. `catches`: a `break` is no way out of the fork."""
    return Arm(test, tuple(steps), start, end, leaving(steps, breaks=not catches))


def leaving(steps: Iterable[Step], *, breaks: bool = True) -> bool:
    """Whether what follows these steps may be passed by."""
    return any(
        isinstance(step, Leave) or (breaks and isinstance(step, Break)) or (isinstance(step, Fork) and step.leaves)
        for step in steps
    )


def nodes_of(steps: Sequence[Step], *, valued: bool, rest: Nodes = (), after: Nodes = ()) -> Nodes:
    """The nodes of a function's steps, with `rest` behind them and `after` behind what a `break` leaves. `valued`: it returns
    values; else what it returns is printed."""
    found: list[Node] = list(reversed(rest))
    if sum(isinstance(step, Fork) and step.leaves for step in steps) > FORKS:
        return (Print(Unknown("if"), 0, 0),)
    for step in reversed(steps):
        if isinstance(step, Leave):
            value = Call("return", (step.value,)) if valued else step.value
            found = [Print(value, step.start, step.end)]
        elif isinstance(step, Break):
            found = list(reversed(after))
        elif isinstance(step, Fork):
            _fork(step, found, valued, after)
        else:
            found.append(step)
    return tuple(reversed(found))


def _fork(fork: Fork, found: list[Node], valued: bool, after: Nodes) -> None:
    """Puts the fork before what was found (which is in reverse)."""
    rest: Nodes = tuple(reversed(found)) if fork.leaves else ()
    after = rest if fork.catches else after
    branches = [
        Branch(a.test, nodes_of(a.steps, valued=valued, rest=rest, after=after), a.start, a.end) for a in fork.arms
    ]
    if fork.leaves:
        found.clear()
        if fork.arms[-1].test is not None:
            branches.append(Branch(None, rest, fork.arms[-1].start, fork.arms[-1].end))
    found.append(If(tuple(branches)))


def returns(steps: Iterable[Step]) -> Iterable[Expr]:
    """The values that the steps may return."""
    for step in steps:
        if isinstance(step, Leave):
            yield step.value
        elif isinstance(step, Fork):
            for way in step.arms:
                yield from returns(way.steps)


def is_markup(value: Expr) -> bool:
    """Whether markup may come out of an expression."""
    match value:
        case Fragment() | Each():
            return True
        case Choose(_, then, other):
            return is_markup(then) or is_markup(other)
        case Op("and" | "or" | "??", args):
            return any(map(is_markup, args))
        case Get(_, Const("children")) | Name("children"):
            return True
    return False


def printing(nodes: Nodes) -> Nodes:
    """The same nodes, with what they return printed."""
    return tuple(_printing(node) for node in nodes)


def _printing(node: Node) -> Node:
    match node:
        case Print(Call("return", (value,)), start, end):
            return Print(value, start, end)
        case If(branches, bind):
            return If(tuple(b._replace(body=printing(b.body)) for b in branches), bind)
        case Loop():
            return node._replace(body=printing(node.body))
    return node


def silent(nodes: Nodes) -> Nodes:
    """The same nodes without what they return: a function that is called for what it sets."""
    return tuple(_silent(node) for node in nodes if not isinstance(node, Print))


def _silent(node: Node) -> Node:
    match node:
        case If(branches, bind):
            return If(tuple(b._replace(body=silent(b.body)) for b in branches), bind)
        case Loop():
            return node._replace(body=silent(node.body))
    return node
