"""Nunjucks' expressions (Jinja's, with a little JavaScript): operators by precedence, filters, calls, inline conditions."""

from __future__ import annotations

from collections.abc import Collection

from disclint.lazy import expression
from disclint.site.template import Call, Choose, Const, Expr, Get, Listing, Name, Op, Table, Unknown

NESTED = 40
_TOKEN = expression(
    r"\s*+(?:(?P<string>\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+')|(?P<number>\d++(?:\.\d++)?+)|(?P<name>[A-Za-z_$][\w$]*+)"
    r"|(?P<sign>===|!==|==|!=|<=|>=|\*\*|//|&&|\|\||[<>|:,.\[\](){}=+*/%~?!-]))",
    16,
)
_ESCAPE = expression(r"\\(.)", 16)
_WORDS: dict[str, object] = {"true": True, "false": False, "none": None, "null": None, "undefined": None}
_LEVELS: tuple[dict[str, str], ...] = (
    {"or": "or", "||": "or"},
    {"and": "and", "&&": "and"},
    {"==": "==", "===": "==", "!=": "!=", "!==": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "in": "in"},
    {"+": "+", "-": "-", "~": "+"},
    {"*": "*", "/": "/", "//": "//", "%": "%", "**": "**"},
)


class Parser:
    """Reads `text[start:end]`. `macros` are names whose call is a macro's."""

    def __init__(self, text: str, start: int, end: int, macros: Collection[str] = ()) -> None:
        self._tokens: list[tuple[str, str, int]] = []
        self._macros, self._at, self._depth = macros, 0, 0
        at = start
        while at < end:
            match = _TOKEN.match(text, at, end)
            if match is None:
                at += 1
                continue
            kind = match.lastgroup or "sign"
            self._tokens.append((kind, match[kind], match.start(kind)))
            at = match.end()

    @property
    def done(self) -> bool:
        return self._at >= len(self._tokens)

    def peek(self, ahead: int = 0) -> str:
        i = self._at + ahead
        return self._tokens[i][1] if i < len(self._tokens) and self._tokens[i][0] in ("sign", "name") else ""

    def take(self, *texts: str) -> bool:
        if self.peek() and self.peek() in texts:
            self._at += 1
            return True
        return False

    def skip(self, sign: str) -> None:
        """Goes on to a sign, or to the end."""
        while not self.done and self.peek() != sign:
            self._at += 1

    def name(self) -> str:
        """The next name; empty where none comes."""
        if self.done or self._tokens[self._at][0] != "name":
            return ""
        self._at += 1
        return self._tokens[self._at - 1][1]

    def expression(self) -> Expr:
        """One expression, `a if b else c` included."""
        self._depth += 1
        if self._depth > NESTED:
            self._at = len(self._tokens)
            return Unknown("")
        value = self._binary(0)
        if self.take("if"):
            test = self._binary(0)
            value = Choose(test, value, self.expression() if self.take("else") else Const(None))
        self._depth -= 1
        return value

    def _binary(self, level: int) -> Expr:
        if level == len(_LEVELS):
            return self._unary()
        inverted = False
        while level == 2 and self.take("not", "!"):
            inverted = not inverted
        value = self._chained(level, self._binary(level + 1))
        return Op("not", (value,)) if inverted else value

    def _chained(self, level: int, value: Expr) -> Expr:
        while True:
            word = self.peek()
            if level == 2 and word == "not" and self.peek(1) == "in":
                self._at += 2
                value = Op("not", (Op("in", (value, self._binary(3))),))
            elif level == 2 and word == "is":
                value = self._test(value)
            elif word in _LEVELS[level]:
                self._at += 1
                both = (value, self._binary(level + 1))
                value = Call(word, both) if word in "*/%" else Op(_LEVELS[level][word], both)
            else:
                return value

    def _test(self, value: Expr) -> Expr:
        """`is defined`, `is not none` …"""
        self.take("is")
        inverted, word = self.take("not"), self.name()
        known: dict[str, Expr] = {
            "defined": Op("!=", (value, Const(None))),
            "undefined": Op("==", (value, Const(None))),
            "none": Op("==", (value, Const(None))),
        }
        test = known.get(word, Call(f"is {word}", (value,)))
        return Op("not", (test,)) if inverted else test

    def _unary(self) -> Expr:
        if self.take("-", "+"):
            value = self._unary_value()
            return (
                Const(-value.value)
                if isinstance(value, Const) and isinstance(value.value, int | float)
                else Unknown("-")
            )
        return self._unary_value()

    def _unary_value(self) -> Expr:
        value = self._postfix(self._primary())
        while self.take("|"):
            name = self.name()
            args, named = self._arguments() if self.take("(") else ((), ())
            value = Call(name, (value, *args), named)
        return value

    def _primary(self) -> Expr:
        if self.done:
            return Unknown("")
        kind, text, at = self._tokens[self._at]
        self._at += 1
        if kind == "string":
            inner = text[1:-1]
            return Const(inner, at + 1) if "\\" not in inner else Const(_ESCAPE.sub(r"\1", inner))
        if kind == "number":
            return Const(float(text) if "." in text else int(text[:18]))
        if kind == "name":
            return Const(_WORDS[text]) if text in _WORDS else Name(text)
        if text == "(":
            value = self.expression()
            self.take(")")
            return value
        if text == "[":
            return Listing(self._until("]"))
        return self._table() if text == "{" else Unknown(text)

    def _until(self, closing: str) -> tuple[Expr, ...]:
        items: list[Expr] = []
        while not self.done and not self.take(closing):
            items.append(self.expression())
            self.take(",")
        return tuple(items)

    def _table(self) -> Expr:
        entries: list[tuple[Expr, Expr]] = []
        while not self.done and not self.take("}"):
            key = self._primary()
            if isinstance(key, Name):
                key = Const(key.name)
            entries.append((key, self.expression() if self.take(":", "=") else Unknown("")))
            self.take(",")
        return Table(tuple(entries))

    def _postfix(self, value: Expr) -> Expr:
        while True:
            if self.take("."):
                value = Get(value, Const(self.name()))
            elif self.take("["):
                value = Get(value, self.expression())
                self.take("]")
            elif self.peek() == "(":
                value = self._called(value)
            else:
                return value

    def _called(self, value: Expr) -> Expr:
        start = self._tokens[self._at][2]
        self.take("(")
        args, named = self._arguments()
        name = dotted(value)
        if name and name.split(".")[0] in self._macros:
            return Call("macro", (Const(name), *args), named, start)
        if isinstance(value, Name):
            return Call(value.name, args, named, start)
        if isinstance(value, Get) and isinstance(value.key, Const):
            return Call(f".{value.key.value}", (value.of, *args), named, start)
        return Unknown("()")

    def _arguments(self) -> tuple[tuple[Expr, ...], tuple[tuple[str, Expr], ...]]:
        args: list[Expr] = []
        named: list[tuple[str, Expr]] = []
        while not self.done and not self.take(")"):
            if self.peek(1) == "=" and self.peek():
                key = self.name()
                self.take("=")
                named.append((key, self.expression()))
            else:
                args.append(self.expression())
            self.take(",")
        return tuple(args), tuple(named)


def dotted(value: Expr) -> str:
    """`legal.notice` as one word; empty for anything else."""
    if isinstance(value, Name):
        return value.name
    if isinstance(value, Get) and isinstance(value.of, Name) and isinstance(value.key, Const):
        return f"{value.of.name}.{value.key.value}"
    return ""
