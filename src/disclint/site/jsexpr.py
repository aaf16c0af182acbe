"""JavaScript's expressions, as far as templates use them, with JSX in them; what is not understood is `Unknown`."""

from __future__ import annotations

from disclint.site import jslex
from disclint.site.jsxmarkup import Markup
from disclint.site.template import Call, Choose, Const, Each, Expr, Get, Listing, Name, Op, Table, Unknown

NESTED = 60
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
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}
_STOPS = ("=>",)


class Parser(Markup):
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
                value = self._postfix(self._primary())
                return Op("typeof", (value,)) if word == "typeof" else value if word == "await" else Unknown(word)
        negative = self.take("-")
        if not negative:
            self.take("+")
        value = self._postfix(self._primary())
        if negative:
            known = isinstance(value, Const) and isinstance(value.value, int | float)
            value = Const(-value.value) if known and isinstance(value, Const) else Unknown("-")  # type: ignore[operator]
        if inverted:
            value = Op("not", (value,))
            return Op("not", (value,)) if inverted % 2 == 0 else value
        return value

    def _primary(self) -> Expr:
        self.space()
        char = self.text[self.at : self.at + 1] if self.at < self.end else ""
        if char in ('"', "'") and char:
            start = self.at
            value, self.at, plain = jslex.string_at(self.text, self.at, self.end)
            return Const(value, start + 1 if plain else -1)
        if char == "`":
            return self._template()
        if char.isdigit():
            number, self.at = jslex.number_at(self.text, self.at, self.end)
            return Const(number)
        if char == "<":
            return self.element()
        if char == "(":
            self.at += 1
            value_ = self.expression()
            self._close("(", ")")
            return value_
        if char == "[":
            return Listing(tuple(self._list("]")))
        if char == "{":
            return self._object()
        return self._name()

    def _name(self) -> Expr:
        name = jslex.name_at(self.text, self.at, self.end)
        if not name:
            self.at += 1
            return Unknown("")
        self.at += len(name)
        if name in ("function", "class", "async"):
            brace = self.text.find("{", self.at, self.end)
            self.at = jslex.skip_brackets(self.text, brace, self.end) if brace >= 0 else self.end
            return Unknown(name)
        return Const(_WORDS[name]) if name in _WORDS else Name(name)

    def _template(self) -> Expr:
        """A template literal: its parts put together."""
        start = at = self.at + 1
        value: Expr | None = None
        while at < self.end and self.text[at] != "`":
            if self.text[at] == "\\":
                at += 2
            elif self.text.startswith("${", at):
                value = _joined(value, self._part(start, at))
                self.at = at + 2
                value = _joined(value, self.expression())
                self._close("{", "}")
                start = at = self.at
            else:
                at += 1
        value = _joined(value, self._part(start, at))
        self.at = min(self.end, at + 1)
        return value

    def _part(self, start: int, end: int) -> Const:
        text = self.text[start:end]
        return Const(text, start) if "\\" not in text else Const(jslex.unescaped(text))

    def _list(self, closing: str) -> list[Expr]:
        """Expressions with commas, up to the closing bracket."""
        self.at += 1
        items: list[Expr] = []
        while not self.take(closing):
            if self.at >= self.end:
                break
            before = self.at
            spread = self.take("...")
            value = self.expression()
            items.append(Unknown("...") if spread else value)
            if not self.take(",") and not self.peek(closing):
                self.at = max(self.at, before + 1)
                self._resync(closing)
        return items

    def _resync(self, closing: str) -> None:
        """Goes on behind what was not understood: to the next comma or the closing bracket."""
        while self.at < self.end and self.text[self.at] not in (",", closing):
            if self.text[self.at] in "([{`\"'":
                self.at = jslex.skip_brackets(self.text, self.at, self.end)
            else:
                self.at += 1
        self.take(",")

    def _object(self) -> Expr:
        self.at += 1
        entries: list[tuple[Expr, Expr]] = []
        while not self.take("}"):
            if self.at >= self.end:
                break
            before = self.at
            self._entry(entries)
            if not self.take(",") and not self.peek("}"):
                self.at = max(self.at, before + 1)
                self._resync("}")
        return Table(tuple(entries))

    def _entry(self, entries: list[tuple[Expr, Expr]]) -> None:
        if self.take("..."):
            entries.append((Const("..."), self.expression()))
            return
        if self.take("["):
            key = self.expression()
            self._close("[", "]")
        elif self.peek("{") or self.peek("("):
            return
        else:
            key = self._primary()
            key = Const(key.name) if isinstance(key, Name) else key
        if self.take(":"):
            entries.append((key, self.expression()))
        elif isinstance(key, Const) and not self.peek("("):
            entries.append((key, Name(str(key.value))))

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
            self._close("[", "]")
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
        args = tuple(self._list(")"))
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
        self._close("(", ")")
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

    def _close(self, opening: str, closing: str) -> None:
        """Steps behind the closing bracket; what is left before it was not understood."""
        if self.take(closing):
            return
        depth = 0
        while self.at < self.end:
            char = self.text[self.at]
            if char in "\"'":
                self.at = jslex.string_at(self.text, self.at, self.end)[1]
                continue
            self.at += 1
            depth += (char == opening) - (char == closing)
            if depth < 0:
                return


def _joined(value: Expr | None, more: Expr) -> Expr:
    if value is None:
        return more
    if isinstance(more, Const) and more.value == "":
        return value
    return Op("+", (value, more))
