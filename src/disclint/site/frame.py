"""One template at work: its variables, and the way that led to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from disclint.site.scope import NOTHING, Dialect, Markup, Scope
from disclint.site.template import Expr, Template
from disclint.site.values import Condition, Place, Unresolved

if TYPE_CHECKING:
    from disclint.site.render import Renderer

Function = Callable[["Frame", Sequence[object], Mapping[str, object]], object]

DEPTH, AGAIN, INCLUDE = 60, 3, 20  # the last: how many nodes an include counts for


class Frame:
    """One template at work: its variables, and the way that led to it (`via`, the outermost tag first)."""

    def __init__(self, renderer: Renderer, template: Template, scope: Scope, outer: Frame | None = None) -> None:
        self.renderer, self.template, self.scope, self.outer = renderer, template, scope, outer
        self.result: object = NOTHING
        self.doubt = renderer.doubt  # what is in doubt around the template as a whole
        self.kept_out = renderer.kept_out
        self._at = 0
        self.via: tuple[Place, ...] = (*outer.via, outer.place) if outer else ()

    @property
    def dialect(self) -> Dialect:
        return self.renderer.dialect

    @property
    def reads(self) -> set[str]:
        return self.renderer.reads

    @property
    def place(self) -> Place:
        """Where the tag stands that is being evaluated."""
        return Place(self.template.path, self._at)

    @property
    def here(self) -> tuple[int, int]:
        """The tag that is being evaluated: from its start to the end of its line or tag."""
        text, end = self.template.text, self._at + 200
        found = ((text.find(c, self._at, end), len(c.strip())) for c in ("\n", "}}", "%}"))
        stops = [i + width for i, width in found if i >= 0]
        return self._at, min(stops, default=min(len(text), end))

    def move(self, offset: int) -> int:
        """Goes to a tag; the offset of the one before."""
        before, self._at = self._at, offset
        return before

    def function(self, name: str) -> Function | None:
        return self.renderer.functions.get(name)

    def condition(self, start: int, end: int, reads: set[str]) -> Condition:
        text = " ".join(self.template.text[start : min(end, start + 160)].split())
        return Condition(text, Place(self.template.path, start), tuple(sorted(reads)))

    def captured(self, expr: Expr) -> Markup:
        """What the expression prints here."""
        kept, self.renderer.pieces = self.renderer.pieces, []
        try:
            self.renderer.emit(expr, self)
            return Markup(tuple(self.renderer.pieces))
        finally:
            self.renderer.pieces = kept

    def rendered(self) -> Markup:
        """What the whole template prints."""
        kept, self.renderer.pieces = self.renderer.pieces, []
        try:
            self.renderer.nodes(self.template.nodes, self)
            return Markup(tuple(self.renderer.pieces))
        finally:
            self.renderer.pieces = kept

    def include(self, template: Template, variables: Mapping[str, object] | Scope, *, shares: bool = False) -> object:
        """What another template prints with these variables (`shares`: it sees this template's variables too), or what it
        returns. A template that includes itself is unresolved, or prints nothing where it is in doubt anyway."""
        self.renderer.spend(INCLUDE)
        scope = variables if isinstance(variables, Scope) else Scope(variables, self.scope if shares else None)
        again = sum(
            frame.template.path == template.path and frame.template.nodes is template.nodes for frame in self.chain()
        )
        if again and self.renderer.doubt:
            return Markup(())
        if again >= AGAIN or len(self.via) > DEPTH:
            self.unresolved("includes itself without end")
            return Markup(())
        inner = Frame(self.renderer, template, scope, self)
        inner.doubt = self.doubt if shares else inner.doubt
        printed = inner.rendered()
        return printed if inner.result is NOTHING else inner.result

    def chain(self) -> Iterator[Frame]:
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.outer

    def unresolved(self, message: str, *, hides: bool = True) -> None:
        """Notes what could not be read at this tag; nothing is noted of what the page keeps out anyway."""
        if not self.renderer.kept_out:
            self.renderer.unresolved.append(Unresolved(self.place, message, hides))
