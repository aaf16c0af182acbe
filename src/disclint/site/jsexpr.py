"""JavaScript's expressions, as far as templates use them, with JSX in them; what is not understood is `Unknown`."""

from __future__ import annotations

from disclint.site import jslex
from disclint.site.jsvalues import Values
from disclint.site.template import Call, Choose, Const, Each, Expr, Get, Name, Op, Unknown

NESTED = 30
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("??",),
    ("||",),
    ("&&",),
    ("===", "!==", "==", "!="),
    ("<=", ">=", "<", ">"),
    ("+", "-"),
    ("*", "/", "%"),
)
_NAMES = {"===": "==", "!==": "!=", "&&": "and", "||": "or"}
_STOPS = ("=>",)


class Parser(Values):
    """Reads from `at` on; `at` is where it stands afterwards."""

    def expression(self) -> Expr:
        """One expression; commas end it."""
        self.depth += 1
        if self.depth > NESTED:
            self.at = self.end
            return Unknown("")
        try:
            return self._arrow() or self._conditional()
        finally:
            self.depth -= 1

    def _conditional(self) -> Expr:
        value = self._binary(0)
        if self.peek("?") and not self.peek("?.") and not self.peek("??"):
            self.at += 1
            then = self.expression()
            other = self.expression() if self.take(":") else Const(None)
            return Choose(value, then, other)
        return value

    def _binary(self, level: int) -> Expr:
        if level == len(_LEVELS):
            return self._unary()
        value = self._binary(level + 1)
        while sign := self._sign(level):
            self.at += len(sign)
            value = Op(_NAMES.get(sign, sign), (value, self._binary(level + 1)))
        return value

    def _sign(self, level: int) -> str:
        self.space()
        if level == 4:
            for word in ("in", "as", "satisfies", "instanceof"):
                if self.text.startswith(word + " ", self.at):
                    return self._word(word)
        for sign in _LEVELS[level]:
            if not self.text.startswith(sign, self.at) or self.text.startswith(_STOPS, self.at):
                continue
            following = self.text[self.at + len(sign) : self.at + len(sign) + 1]
            if following == "=" or (sign in "+-" and following == sign) or (sign == "<" and following == "/"):
                continue
            return sign
        return ""

    def _word(self, word: str) -> str:
        """`in` is an operator; types behind `as` are passed over."""
        if word in ("as", "satisfies"):
            self.at = jslex.skip_type(self.text, self.at + len(word), self.end)
            return self._sign(4)
        return word if word == "in" else ""

    def _unary(self) -> Expr:
        inverted = 0
        while self.take("!"):
            inverted += 1
        for word in ("typeof", "await", "void", "new", "delete"):
            if (
                self.text.startswith(word, self.at)
                and not self.text[self.at + len(word) : self.at + len(word) + 1].isalnum()
            ):
                self.at += len(word)
                value = self._postfix(self.primary())
                return Op("typeof", (value,)) if word == "typeof" else value if word == "await" else Unknown(word)
        negative = self.take("-")
        if not negative:
            self.take("+")
        value = self._postfix(self.primary())
        if negative:
            known = isinstance(value, Const) and isinstance(value.value, int | float)
            value = Const(-value.value) if known and isinstance(value, Const) else Unknown("-")  # type: ignore[operator]
        if inverted:
            value = Op("not", (value,))
            return Op("not", (value,)) if inverted % 2 == 0 else value
        return value

    def _postfix(self, value: Expr) -> Expr:
        while True:
            self.space()
            if self.take("?."):
                value = self._index_or_call(value)
            elif self.text.startswith(".", self.at) and not self.text.startswith("...", self.at):
                self.at += 1
                value = self._field(value)
            elif self.text.startswith(("[", "("), self.at):
                value = self._index_or_call(value)
            elif self.text.startswith("!", self.at) and not self.text.startswith("!=", self.at):
                self.at += 1  # TypeScript's "not null"
            else:
                return value

    def _field(self, value: Expr) -> Expr:
        self.space()
        name = jslex.name_at(self.text, self.at, self.end)
        self.at += len(name)
        return Get(value, Const(name))

    def _index_or_call(self, value: Expr) -> Expr:
        if self.peek("["):
            self.at += 1
            key = self.expression()
            self.close("[", "]")
            return Get(value, key)
        if self.peek("("):
            return self._called(value)
        return self._field(value)

    def _called(self, value: Expr) -> Expr:
        start = self.at
        if isinstance(value, Get) and isinstance(value.key, Const) and value.key.value in ("map", "flatMap"):
            each = self._mapped(value.of)
            if each is not None:
                return each
        args = tuple(self.list_of(")"))
        if isinstance(value, Name):
            return Call(value.name, args, (), start)
        if isinstance(value, Get) and isinstance(value.key, Const):
            return Call(f".{value.key.value}", (value.of, *args), (), start)
        return Unknown("()")

    def _mapped(self, over: Expr) -> Expr | None:
        """`over.map((item, index) => …)`."""
        start = self.at
        self.at += 1
        names = self.parameters_of_arrow()
        if names is None:
            self.at = start
            return None
        body = self.arrow_body()
        self.close("(", ")")
        return Each(tuple(n for n in names if n)[:2] or ("",), over, body)

    def _arrow(self) -> Expr | None:
        """An arrow function that is no argument of `map`: what it computes is not known."""
        start = self.at
        if self.parameters_of_arrow() is None:
            self.at = start
            return None
        self.arrow_body()
        return Unknown("=>")

    def parameters_of_arrow(self) -> list[str] | None:
        """The names of an arrow function's parameters (an empty one where it is destructured); None where there is none."""
        self.space()
        if self.text.startswith("async ", self.at):
            self.at += 6
            self.space()
        if self.text.startswith("(", self.at):
            close = jslex.skip_brackets(self.text, self.at, self.end)
            inner, self.at = self.text[self.at + 1 : close - 1], close
            after = jslex.skip_space(self.text, close, self.end)
            if self.text.startswith(":", after):
                after = jslex.skip_space(self.text, jslex.skip_type(self.text, after + 1, self.end), self.end)
            self.at = after
            names = [jslex.name_at(p.strip(), 0, len(p)) for p in inner.split(",")] if len(inner) < 2000 else []
        else:
            name = jslex.name_at(self.text, self.at, self.end)
            self.at += len(name)
            self.space()
            names = [name]
        if not self.text.startswith("=>", self.at):
            return None
        self.at += 2
        return names

    def arrow_body(self) -> Expr:
        """The value of an arrow function: its expression, or what its block returns at its end."""
        self.space()
        if not self.text.startswith("{", self.at):
            return self.expression()
        close = jslex.skip_brackets(self.text, self.at, self.end)
        at = self.text.rfind("return", self.at, close)
        if at < 0:
            self.at = close
            return Unknown("{}")
        self.at = at + len("return")
        value = self.expression()
        self.at = close
        return value
