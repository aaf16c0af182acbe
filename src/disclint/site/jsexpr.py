"""JavaScript's expressions, as far as templates use them, with JSX in them; what is not understood is `Unknown`."""

from __future__ import annotations

from abc import abstractmethod

from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.jssteps import printing
from disclint.site.jsvalues import Values
from disclint.site.template import Call, Choose, Const, Each, Expr, Fragment, Get, Lambda, Name, Op, Print, Unknown

NESTED, LONG = 40, 60  # expressions in each other; links of one chain
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("??",),
    ("||",),
    ("&&",),
    ("===", "!==", "==", "!="),
    ("<=", ">=", "<", ">", "in", "as", "satisfies", "instanceof"),
    ("+", "-"),
    ("**", "*", "/", "%"),
)
_LEVEL = {sign: level for level, signs in enumerate(_LEVELS) for sign in signs}
_SIGN = expression(r"\?\?|\|\||&&|[=!]==?+|[<>]=?+|\*\*|[-+*/%]|(?:in|as|satisfies|instanceof)(?![\w$])")
_UNARY = expression(r"(?:typeof|await|void|new|delete|yield)(?![\w$:])")
_NAMES = {"===": "==", "!==": "!=", "&&": "and", "||": "or"}
_ASSIGNS = ("+", "-", "*", "/", "%", "**", "&&", "||", "??")
_COUNTED = ("**", "*", "/", "%", "instanceof")
_CHAINED = expression(r"\s*+\??+\.\s*+[A-Za-z]")


class Expressions(Values):
    """Reads from `at` on; `at` is where it stands afterwards."""

    @abstractmethod
    def arrow(self) -> Lambda | None:
        """The arrow function that begins here; None where there is none."""

    def expression(self) -> Expr:
        """One expression; commas end it."""
        self.depth += 1
        try:
            if self.depth > NESTED:
                self.too_deep()
                self.at = max(self.at, jslex.skip_brackets(self.text, self.at, self.end, 1) - 1)
                return Unknown("")
            return self.arrow() or self._conditional()
        finally:
            self.depth -= 1

    def _conditional(self) -> Expr:
        arms: list[tuple[Expr, Expr]] = []
        value = self._binary(0)
        while self.peek("?") and not self.peek("?.") and not self.peek("??"):
            self.at += 1
            arms.append((value, self.expression()))
            value = (self.arrow() or self._binary(0)) if self.take(":") else Const(None)
        if len(arms) > LONG:
            return Unknown("?")
        for test, then in reversed(arms):
            value = Choose(test, then, value)
        return value

    def _binary(self, lowest: int) -> Expr:
        value = self._unary()
        while (sign := self._sign()) and (level := _LEVEL[sign]) >= lowest:
            if sign in ("as", "satisfies"):
                self.at = jslex.skip_type(self.text, self.at + len(sign), self.end)
                continue
            terms = [value]
            while self._sign() == sign:
                self.at += len(sign)
                terms.append(self._binary(level + 1))
            value = _operation(sign, terms)
        return value

    def _sign(self) -> str:
        """The operator that stands here: no assignment, no arrow, no end of an element."""
        self.space()
        match = _SIGN.match(self.text, self.at, self.end)
        if match is None:
            return ""
        sign, following = match.group(), self.text[match.end() : match.end() + 1]
        if (following == "=" and sign in _ASSIGNS) or (sign in "+-" and following == sign):
            return ""
        return "" if sign in ("=", "!") or (sign == "<" and following == "/") or sign not in _LEVEL else sign

    def _unary(self) -> Expr:
        signs = ""
        while self.peek("!") or self.peek("-") or self.peek("+"):
            signs += self.text[self.at] if len(signs) < LONG else ""
            self.at += 1
        value = self._worded()
        for sign in reversed(signs):
            value = _signed(sign, value)
        return value

    def _worded(self) -> Expr:
        """A value behind `typeof`, `await`, `new` …"""
        self.space()
        match = _UNARY.match(self.text, self.at, self.end)
        if match is None:
            return self._postfix(self.primary())
        self.at = match.end()
        value = self._postfix(self.primary())
        if match.group() == "await":
            return value
        return Op("typeof", (value,)) if match.group() == "typeof" else Unknown(match.group())

    def _postfix(self, value: Expr) -> Expr:
        """What follows a value: fields, elements, calls."""
        links = 0
        while True:
            behind = self.at
            self.space()
            if self.text.startswith("?.", self.at) and not self.text[self.at + 2 : self.at + 3].isdigit():
                self.at += 2
                value = self._index_or_call(value)
            elif self.text.startswith(".", self.at) and not self.text.startswith("...", self.at):
                self.at += 1
                value = self._field(value)
            elif self.at < self.end and self.text[self.at] in "[(":
                value = self._index_or_call(value)
            elif behind == self.at and self._passed_over(value):
                value = Unknown("`") if self.text[self.at - 1] == "`" else value
            else:
                return value
            links += 1
            value = value if links < LONG else Unknown(".")

    def _passed_over(self, value: Expr) -> bool:
        """TypeScript's "not null" and type arguments; a template literal behind its tag."""
        if self.text.startswith("!", self.at) and not self.text.startswith("!=", self.at):
            self.at += 1
            return True
        if self.text.startswith("`", self.at) and isinstance(value, Name | Get | Call):
            self.primary()
            return True
        if self.text.startswith("<", self.at) and isinstance(value, Name | Get):
            after = jslex.skip_angles(self.text, self.at, self.end, 200)
            if after and self.text.startswith("(", after):
                self.at = after
                return True
        return False

    def _field(self, value: Expr) -> Expr:
        self.space()
        self.at += self.text.startswith("#", self.at)
        name = jslex.name_at(self.text, self.at, self.end)
        self.at += len(name)
        return Get(value, Const(name))

    def _index_or_call(self, value: Expr) -> Expr:
        if self.peek("["):
            self.at += 1
            key = self.expression()
            self.close("]")
            return Get(value, key)
        return self._called(value) if self.peek("(") else self._field(value)

    def _called(self, value: Expr) -> Expr:
        start = self.at
        args = tuple(_functional(arg) for arg in self.list_of(")"))
        if isinstance(value, Name):
            return Call(value.name, args, (), start)
        if isinstance(value, Get) and isinstance(value.key, Const):
            if value.key.value in ("map", "flatMap") and args and isinstance(args[0], Lambda):
                chained = _CHAINED.match(self.text, self.at, self.end)
                if not chained:
                    return _each(value.of, args[0])
            return Call(f".{value.key.value}", (value.of, *args), (), start)
        return Call("()", (value, *args), (), start)


def _operation(sign: str, terms: list[Expr]) -> Expr:
    """Sums and logic take any number of terms; others are put together two by two."""
    name = _NAMES.get(sign, sign)
    if sign == "+":
        return Op("+", tuple(terms))
    if sign in ("&&", "||", "??"):
        first = terms[0] if len(terms) == 2 else Op(name, tuple(terms[:-1]))
        return Op(name, (first, terms[-1]))
    if len(terms) > LONG:
        return Unknown(sign)
    value = terms[0]
    for term in terms[1:]:
        value = Call(sign, (value, term)) if sign in _COUNTED else Op(name, (value, term))
    return value


def _functional(arg: Expr) -> Expr:
    """`filter(Boolean)`: the functions of the language, handed over by name."""
    if not isinstance(arg, Name) or arg.name not in ("Boolean", "String", "Number"):
        return arg
    return Lambda(("#0",), (Print(Call("return", (Call(arg.name, (Name("#0"),)),)), 0, 0),))


def _signed(sign: str, value: Expr) -> Expr:
    if sign == "!":
        return Op("not", (value,))
    return Op("-", (Const(0), value)) if sign == "-" else Call("Number", (value,))


def _each(over: Expr, made: Lambda) -> Expr:
    """`over.map((item, index) => …)`, printed for each item."""
    return Each(made.parameters[:2] or ("",), over, Fragment(printing(made.body)))
