"""What a name of a JavaScript module stands for: a component or function of the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from disclint.site.frame import AGAIN, Frame
from disclint.site.jsfunctions import applied
from disclint.site.scope import UNKNOWN
from disclint.site.template import Template


class Component:
    """A component or a function as a value: the template that prints it or holds what it returns."""

    __slots__ = ("_constants", "template")

    def __init__(self, template: Template, constants: Callable[[str], Mapping[str, object]]) -> None:
        self.template, self._constants = template, constants

    def apply(self, frame: Frame, args: Sequence[object]) -> object:
        """What it gives when it is called as a function. One that calls itself over and over is not followed."""
        if sum(f.template.nodes is self.template.nodes for f in frame.chain()) > AGAIN:
            return UNKNOWN
        names = [name for name, _ in self.template.parameters]
        values = dict(zip(names, [*args[: len(names)], *[None] * (len(names) - len(args))], strict=True))
        return frame.include(self.template, {**self._constants(self.template.path), **values})


def later(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    """`dynamic(() => import('./x'))`, `lazy(…)`: the component that is imported."""
    value = applied(args[0], frame, ()) if args else UNKNOWN
    return value.get("default", UNKNOWN) if isinstance(value, Mapping) else value
