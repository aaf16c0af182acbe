"""`break` and `continue` as variables: what follows them in a loop's body is printed only while nobody has left it."""

from __future__ import annotations

from disclint.site.template import Branch, Const, If, Let, Loop, Name, Node, Nodes, Op

_LEAVE = "%leave"  # no template can write this name
_SKIPS, _STOPS = "%skips", "%stops"


def leave(*, stops: bool) -> Node:
    """What stands for `break` (which stops the loop) or `continue`, until the loop is settled."""
    return Let(_LEAVE, Const(stops))


def settled(loop: Loop) -> Nodes:
    """The loop, with its `break`s and `continue`s made into variables of its body."""
    if not _leaves(loop.body):
        return (loop,)
    skips = Let(_SKIPS, Const(False))
    body: Nodes = (skips, *_settled(loop.body))
    going = Branch(Op("not", (Name(_STOPS),)), body, loop.start, loop.end)
    return Let(_STOPS, Const(False)), loop._replace(body=(If((going,)),))


def _leaves(nodes: Nodes) -> bool:
    return any(
        (isinstance(node, Let) and node.name == _LEAVE)
        or (isinstance(node, If) and any(_leaves(branch.body) for branch in node.branches))
        for node in nodes
    )


def _settled(nodes: Nodes) -> Nodes:
    """From the last node to the first: what follows an `If` that may leave is kept under a condition of its own."""
    after: list[Node] = []  # in reverse
    for node in reversed(nodes):
        if isinstance(node, Let) and node.name == _LEAVE:
            after = [Let(_SKIPS, Const(True), outer=True)]
            if node.value == Const(True):
                after.append(Let(_STOPS, Const(True), outer=True))
        elif isinstance(node, If) and any(_leaves(branch.body) for branch in node.branches):
            first = node.branches[0]
            rest = Branch(Op("not", (Name(_SKIPS),)), tuple(reversed(after)), first.start, first.end)
            branches = tuple(branch._replace(body=_settled(branch.body)) for branch in node.branches)
            after = [If((rest,)), node._replace(branches=branches)]
        else:
            after.append(node)
    return tuple(reversed(after))
