"""Functions of JavaScript: arrow functions, methods, components that are classes; parameters that are taken apart."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.jsexpr import Expressions
from disclint.site.jssteps import Leave, Step, is_markup, nodes_of, returns
from disclint.site.template import Call, Const, Expr, Get, Lambda, Let, Name, Node, Table, Unknown

_ARROW = expression(
    r"(?:async\s++)?+(?:(?P<name>[A-Za-z_$][\w$]*+)\s*+=>"
    r"|(?:<\s*+\w++\s*+(?:,|extends\b)[^<>()]{0,200}+>\s*+)?+"
    r"(?P<open>\()\s*+(?:\)|\{|\[|\.\.\.|[A-Za-z_$][\w$]*+\s*+[,:=)?]))"
)
_RENDER = expression(r"\brender\s*+(?=\(\s*+\))")


class Functions(Expressions):
    """`named` is the name of the function or class that was read last."""

    named = ""

    @abstractmethod
    def block(self) -> Sequence[Step]:
        """The statements between the braces that begin here."""

    # -- functions

    def arrow(self) -> Lambda | None:
        self.space()
        start = self.at
        match = _ARROW.match(self.text, self.at, self.end)
        if match is None:
            return None
        if match["name"]:
            self.at = match.end()
            return self._bodied((match["name"],), [])
        self.at = match.start("open")
        if not self._leads_to_arrow():
            self.at = start
            return None
        names, lets = self._parameters()
        if self.take(":"):
            self.at = jslex.skip_type(self.text, self.at, self.end, arrows=False)
        if not self.take("=>"):
            self.at = start
            return None
        return self._bodied(names, lets)

    def _leads_to_arrow(self) -> bool:
        after = jslex.skip_space(self.text, jslex.skip_brackets(self.text, self.at, self.end), self.end)
        if self.text.startswith(":", after):
            after = jslex.skip_type(self.text, after + 1, self.end, arrows=False)
            after = jslex.skip_space(self.text, after, self.end)
        return self.text.startswith("=>", after)

    def _bodied(self, names: tuple[str, ...], lets: list[Let]) -> Lambda:
        if self.peek("{"):
            return self.made(names, lets, self.block())
        begin = self.at
        value = self.expression()
        return self.made(names, lets, (Leave(value, begin, self.at),))

    @staticmethod
    def made(names: tuple[str, ...], lets: Sequence[Let], steps: Sequence[Step]) -> Lambda:
        """The function: it returns a value, or prints what it returns where that may be markup."""
        valued = not any(map(is_markup, returns(steps)))
        body: tuple[Node, ...] = nodes_of(steps, valued=valued)
        return Lambda(names, (*lets, *body))

    def function(self, start: int) -> Expr:
        self.space()
        self.at += self.text.startswith("*", self.at)
        self.space()
        name = jslex.name_at(self.text, self.at, self.end)
        if self.text.startswith("class", start):
            made = self._class()
        else:
            self.at += len(name)
            made = self.method(start)
        self.named = name
        return made

    def method(self, start: int) -> Expr:
        self.space()
        if self.text.startswith("<", self.at):
            self.at = jslex.skip_angles(self.text, self.at, self.end) or self.at + 1
        if not self.peek("("):
            return Unknown("function")
        names, lets = self._parameters()
        if self.take(":"):
            self.at = jslex.skip_type(self.text, self.at, self.end)
        return self.made(names, lets, self.block()) if self.peek("{") else Unknown("function")

    def _class(self) -> Expr:
        """A component that is a class: its `render`."""
        brace = self.text.find("{", self.at, self.end)
        if brace < 0:
            self.at = self.end
            return Unknown("class")
        match = _RENDER.search(self.text, brace, self.end)
        if match is None:
            self.at = jslex.skip_brackets(self.text, brace, self.end)
            return Unknown("class")
        self.at = match.end()
        made = self.method(match.start())
        self.at = jslex.skip_brackets(self.text, self.at, self.end, 1)
        if not isinstance(made, Lambda):
            return made
        this = Let("this", Table(((Const("props"), Name("#0")), (Const("state"), Unknown("state")))))
        return Lambda(("#0",), (this, *made.body))

    # -- parameters and patterns

    def _parameters(self) -> tuple[tuple[str, ...], list[Let]]:
        """The names of the parameters between these brackets, and what takes them apart. One that has no name of its own is
        called `#` and its number."""
        self.at += 1
        names: list[str] = []
        lets: list[Let] = []
        while not self.take(")") and self.at < self.end:
            before = self.at
            self.take("...")
            names.append(self._parameter(f"#{len(names)}", lets))
            self._to_next(")", before)
        return tuple(names), lets

    def _parameter(self, name: str, lets: list[Let]) -> str:
        own: list[Let] = []
        if self.peek("{") or self.peek("["):
            self.pattern(Name(name), own)
        else:
            name = self._taken_name() or name
        self.take("?")
        self._skip_annotation()
        if self.take("="):
            lets.append(Let(name, Call("or default", (Name(name), self.expression()))))
        lets += own
        return name

    def _taken_name(self) -> str:
        self.space()
        name = jslex.name_at(self.text, self.at, self.end)
        self.at += len(name)
        return name

    def _skip_annotation(self) -> None:
        if self.take(":"):
            self.at = jslex.skip_type(self.text, self.at, self.end)

    def _to_next(self, closing: str, before: int) -> None:
        if self.take(",") or self.peek(closing):
            return
        self.at = max(self.at, before + 1)
        while self.at < self.end and self.text[self.at] not in (",", closing):
            step = self.text[self.at] in "([{`\"'"
            self.at = jslex.skip_brackets(self.text, self.at, self.end) if step else self.at + 1
        self.take(",")

    def pattern(self, source: Expr, lets: list[Let]) -> None:
        """`{ a, b: c = 1, ...rest }` or `[a, , b]`: what each name is of the source."""
        self.depth += 1
        listed = self.peek("[")
        closing = "]" if listed else "}"
        if self.depth > 20:
            self.at = jslex.skip_brackets(self.text, self.at, self.end)
        self.at += 1
        keys: list[Expr] = []
        while self.depth <= 20 and not self.take(closing) and self.at < self.end:
            before = self.at
            if self.take("..."):
                rest = Call(".slice", (source, Const(len(keys)))) if listed else Call("without", (source, *keys))
                lets.append(Let(self._taken_name(), rest))
            elif listed:
                keys.append(Const(len(keys)))
                if not self.peek(","):
                    self._target("", Get(source, keys[-1]), lets)
            else:
                self._member(source, keys, lets)
            self._to_next(closing, before)
        self.depth -= 1

    def _member(self, source: Expr, keys: list[Expr], lets: list[Let]) -> None:
        """One entry of an object's pattern."""
        name = self._taken_name()
        key: Expr = Const(name)
        if not name and self.take("["):
            key = self.expression()
            self.close("]")
        elif not name:
            key = self.primary()
        keys.append(key)
        self._target("" if self.take(":") else name, Get(source, key), lets)

    def _target(self, name: str, field: Expr, lets: list[Let]) -> None:
        """What a part of a pattern is called, or how it is taken apart in turn; with its default."""
        own: list[Let] = []
        if not name and (self.peek("{") or self.peek("[")):
            name = f"#{self.at}"
            self.pattern(Name(name), own)
        name = name or self._taken_name()
        if self.take("="):
            field = Call("or default", (field, self.expression()))
        lets.append(Let(name, field))
        lets += own
