"""Template trees to printed pieces: what a page surely gets, what it gets if a condition holds that can't be decided, and
(where it is asked for) what its own fields keep out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from disclint.lazy import expression
from disclint.site.evaluate import evaluate
from disclint.site.frame import Frame, Function
from disclint.site.scope import CONTENT, NOTHING, UNKNOWN, Dialect, Markup, Quiet, Scope, Sourced, recording, truth
from disclint.site.template import (
    Branch,
    Call,
    Choose,
    Const,
    Each,
    Expr,
    Fragment,
    If,
    Let,
    Loop,
    Nodes,
    Op,
    Print,
    Template,
)
from disclint.site.template import Text as TextNode
from disclint.site.values import MARK, Condition, Piece, Place, Unresolved

STEPS, ITEMS = 100_000, 200
DISCLOSING = expression(r"(?i)disclaim|disclos|legal|risk|fine[-_ ]?print|notice|warning|compliance")


class TooMuch(Exception):
    """Templates that print without end."""


class Renderer:
    """Renders one page. `reads` is the set that the page's `Fields` record into. `unresolved` gathers what could not be
    read; with `left_out`, branches that the page's own fields keep out are printed too, marked so."""

    def __init__(
        self, functions: Mapping[str, Function], dialect: Dialect, reads: set[str], *, left_out: bool = False
    ) -> None:
        self.functions, self.dialect, self.reads = functions, dialect, reads
        self.unresolved: list[Unresolved] = []
        self.pieces: list[Piece] = []
        self.doubt: Condition | None = None
        self.kept_out: Condition | None = None
        self._show_left_out = left_out
        self._steps = 0

    def page(self, template: Template, variables: Mapping[str, object] | Scope) -> Markup:
        """What the template prints; `MARK` stands where the page's content does. What prints without end is unresolved."""
        scope = variables if isinstance(variables, Scope) else Scope(variables)
        try:
            return Frame(self, template, scope).rendered()
        except (TooMuch, RecursionError):
            self.unresolved.append(
                Unresolved(Place(template.path), "includes itself, or prints too much to be followed")
            )
            return Markup(())

    @property
    def state(self) -> tuple[Condition | None, Condition | None, bool]:
        """What is in doubt or kept out where the renderer stands."""
        return self.doubt, self.kept_out, self._show_left_out

    def spend(self, steps: int) -> None:
        """Counts work; TooMuch where there is no end to it."""
        self._steps += steps
        if self._steps > STEPS:
            raise TooMuch

    # -- nodes

    def nodes(self, nodes: Nodes, frame: Frame) -> None:
        for node in nodes:
            self.spend(1)
            if frame.result is not NOTHING:
                return
            match node:
                case TextNode(start, end):
                    self.put(frame.template.text[start:end], Place(frame.template.path, start), frame, exact=True)
                case Print(value, start, _):
                    before = frame.move(start)
                    self.emit(value, frame)
                    frame.move(before)
                case If(branches, bind):
                    self._if(branches, bind, frame)
                case Loop():
                    self._loop(node.names, node.over, node.body, node.otherwise, frame, (node.start, node.end))
                case Let(name, value, outer):
                    self._let(name, value, outer, frame)

    def _let(self, name: str, value: Expr, outer: bool, frame: Frame) -> None:
        if outer and self.kept_out:
            return
        with recording(self.reads) as reads:
            found = evaluate(value, frame)
        doubtful = outer and self.doubt is not frame.doubt
        frame.scope.set(name, UNKNOWN if doubtful else found, reads, outer=outer)

    def _if(self, branches: Sequence[Branch], bind: tuple[str, ...], frame: Frame) -> None:
        doubt, done = self.doubt, None
        for branch in branches:
            before = frame.move(branch.start)
            with recording(self.reads) as reads:
                value = True if branch.test is None or done else evaluate(branch.test, frame)
            frame.move(before)
            verdict = truth(value, self.dialect)
            if verdict and not self._show_left_out:  # as most are: no condition needs to be told
                self.inner(branch.body, frame, {} if branch.test is None else dict.fromkeys(bind, value))
                break
            if verdict is False and not self._show_left_out:
                continue
            condition = frame.condition(branch.start, branch.end, reads)
            bound = {} if branch.test is None else dict.fromkeys(bind, UNKNOWN if done else value)
            if done:
                self._left_out(branch.body, frame, bound, done)
            elif verdict is False:
                self._left_out(branch.body, frame, bound, condition)
            else:
                if verdict is None:
                    self.doubt = self.doubt or condition
                self.inner(branch.body, frame, bound)
                done = condition if verdict else None
        self.doubt = doubt

    def _left_out(self, body: Nodes, frame: Frame, bound: Mapping[str, object], condition: Condition) -> None:
        if not self._show_left_out or self.kept_out or not condition.fields:
            return
        self.kept_out = condition
        self.inner(body, frame, bound)
        self.kept_out = None

    def inner(self, body: Nodes, frame: Frame, bound: Mapping[str, object]) -> None:
        """Nodes in a scope of their own."""
        scope = frame.scope
        frame.scope = Scope(bound, scope)
        self.nodes(body, frame)
        frame.scope = scope

    def _loop(
        self, names: tuple[str, ...], over: Expr, body: Nodes, otherwise: Nodes, frame: Frame, span: tuple[int, int]
    ) -> None:
        before = frame.move(span[0])
        with recording(self.reads) as reads:
            value = evaluate(over, frame)
        frame.move(before)
        doubt = self.doubt
        if value is UNKNOWN or isinstance(value, Markup) or value is CONTENT:
            self.doubt = self.doubt or frame.condition(*span, reads)
            self.inner(body, frame, dict.fromkeys(names, UNKNOWN))
            self.inner(otherwise, frame, {})
            self.doubt = doubt
            return
        rows = self._rows(value)
        for key, item in rows[:ITEMS]:
            self.inner(body, frame, self._bound(names, key, item, value))
        if not rows:
            self.inner(otherwise, frame, {})

    def _bound(self, names: tuple[str, ...], key: object, item: object, over: object) -> dict[str, object]:
        own = [n for n in names if n != "."]
        around: dict[str, object] = {"forloop": UNKNOWN, "loop": UNKNOWN}
        if "." in names:
            around["."] = item
        if len(own) == 2:
            index_last = self.dialect.undefined is UNKNOWN  # JavaScript's map hands the index behind the item
            return {**around, **dict(zip(own, (item, key) if index_last else (key, item), strict=True))}
        if own and isinstance(over, Mapping) and self.dialect.pairs != "values":
            item = key if self.dialect.pairs == "keys" else [key, item]
        return {**around, **dict.fromkeys(own[:1], item)}

    @staticmethod
    def _rows(value: object) -> list[tuple[object, object]]:
        if isinstance(value, Mapping):
            return list(value.items())
        if isinstance(value, list | tuple):
            return list(enumerate(value))
        if isinstance(value, int) and not isinstance(value, bool):
            return [(i, i) for i in range(min(value, ITEMS))]
        return []

    # -- values

    def emit(self, value: Expr, frame: Frame) -> None:
        """Prints an expression. Choices are followed like conditions, so that markup on either side is not lost."""
        match value:
            case Choose(test, then, other):
                branches = (Branch(test, (), *frame.here), Branch(None, (), *frame.here))
                self._if(
                    tuple(b._replace(body=_printing(e, frame)) for b, e in zip(branches, (then, other), strict=True)),
                    (),
                    frame,
                )
            case Op("and", (test, then)):
                self._if((Branch(test, _printing(then, frame), *frame.here),), (), frame)
            case Op("or" | "??" as name, (first, other)):
                self._either(first, other, frame, absent=name == "??")
            case Each(names, over, body):
                self._loop(names, over, _printing(body, frame), (), frame, frame.here)
            case Fragment(nodes):
                self.inner(nodes, frame, {})
            case Op("+", (Const(str()), *_) as parts):
                for part in parts:
                    self.emit(part, frame)
            case Call("return", args):
                if self.kept_out is not frame.kept_out:
                    return
                frame.result = UNKNOWN if self.doubt is not frame.doubt else evaluate(args[0], frame) if args else None
            case Const(str() as text, at):
                exact = at >= 0 and frame.template.text.startswith(text, at)
                self.put(text, Place(frame.template.path, at if exact else frame.here[0]), frame, exact=exact)
            case _:
                self._print(evaluate(value, frame), frame)

    def _either(self, first: Expr, other: Expr, frame: Frame, *, absent: bool) -> None:
        """The first where it counts as true (with `absent`: where it is anything at all), else the other."""
        with recording(self.reads) as reads:
            value = evaluate(first, frame)
        verdict = value is not None if absent and value is not UNKNOWN else truth(value, self.dialect)
        doubt = self.doubt
        if verdict is None:
            self.doubt = doubt or frame.condition(*frame.here, reads)
        if verdict is not False:
            self._print(value, frame)
        if verdict is not True:
            self.emit(other, frame)
        self.doubt = doubt

    def _print(self, value: object, frame: Frame) -> None:
        shown: Callable[[], object] | None = getattr(value, "shown", None)
        value = shown() if shown else value
        if value is CONTENT:
            self.pieces.append(MARK)
        elif value is UNKNOWN:
            self._hole(frame)
        elif isinstance(value, Markup):
            self.pieces += (self._marked(piece) for piece in value.pieces)
        elif isinstance(value, Sourced):
            syntax = value.syntax if frame.template.syntax == "html" else frame.template.syntax
            piece = Piece(str(value), value.place, value.exact, (*frame.via, frame.place), syntax)
            if self.dialect.raw and value.syntax == "text":
                piece = piece._replace(format="html")
            piece = piece._replace(value=True, sourced=True)
            self.pieces.append(self._marked(piece))
        elif isinstance(value, Quiet):
            return
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            piece = Piece(str(value), frame.place, False, frame.via, frame.template.syntax, value=True)
            self.pieces.append(self._marked(piece))
        elif isinstance(value, list | tuple):
            self.spend(len(value[:ITEMS]))
            for item in value[:ITEMS]:
                self._print(item, frame)

    def _hole(self, frame: Frame) -> None:
        """Something is printed here that can't be known; it matters where its name, or that of a template which it is printed for,
        speaks of a disclosure. What stands in a tag's attribute is not read."""
        start, end = frame.here
        words = frame.template.text[start : min(end, start + 300)]
        names = (os.path.basename(f.template.path) for f in frame.chain() if f.outer)
        if self.kept_out or (self.pieces and self.pieces[-1].text.endswith('="')):
            return
        if any(map(DISCLOSING.search, (words, *names))):
            shown = " ".join(words.split())[:80]
            self.unresolved.append(Unresolved(frame.place, f"what `{shown}` prints can't be told from the templates"))

    def put(self, text: str, place: Place, frame: Frame, *, exact: bool = False) -> None:
        if text:
            self.pieces.append(self._marked(Piece(text, place, exact, frame.via, frame.template.syntax)))

    def _marked(self, piece: Piece) -> Piece:
        if piece is MARK or not (self.doubt or self.kept_out):
            return piece
        return piece._replace(doubt=piece.doubt or self.doubt, left_out=piece.left_out or self.kept_out)


def _printing(value: Expr, frame: Frame) -> Nodes:
    return (Print(value, *frame.here),)
