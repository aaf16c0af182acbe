"""Functions of a template's language as values."""

from __future__ import annotations

from collections.abc import Sequence

from disclint.site.frame import AGAIN, Frame
from disclint.site.scope import UNKNOWN, Scope
from disclint.site.template import Lambda, Template


class Closure:
    """A function that sees the variables around the place where it is written."""

    __slots__ = ("_function", "_scope", "_template")

    def __init__(self, function: Lambda, frame: Frame) -> None:
        self._function, self._scope = function, frame.scope
        self._template: Template = frame.template._replace(nodes=function.body)

    def apply(self, frame: Frame, args: Sequence[object]) -> object:
        """What it returns or prints. One that calls itself over and over is not followed."""
        if sum(f.template.nodes is self._template.nodes for f in frame.chain()) > AGAIN:
            return UNKNOWN
        names = self._function.parameters
        values = dict(zip(names, [*args[: len(names)], *[None] * (len(names) - len(args))], strict=True))
        return frame.include(self._template, Scope(values, self._scope))
