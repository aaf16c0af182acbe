"""Liquid's expressions: values with filters, conditions (read from right to left), arguments of tags."""

from __future__ import annotations

from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.template import Call, Const, Expr, Get, Name, Op, Unknown

NESTED = 20  # brackets in brackets
_TOKEN = expression(
    r"\s*+(?:(?P<string>\"[^\"]*+\"|'[^']*+')|(?P<number>-?+\d++(?:\.\d++)?+(?![\w-]))|(?P<name>[A-Za-z_][\w-]*+\??+)"
    r"|(?P<sign>==|!=|<>|<=|>=|\.\.|[<>|:,.\[\]()=]))"
)
_ESCAPED = expression(r"\s*+(?:\"((?:[^\"\\]++|\\.)*+)\"|'((?:[^'\\]++|\\.)*+)')", 16)
_WORDS: dict[str, object] = {"true": True, "false": False, "nil": None, "null": None}
_EMPTY = {"blank": "blank?", "empty": "empty?"}
_COMPARE = {"==": "==", "!=": "!=", "<>": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "contains": "contains"}


class Token(NamedTuple):
    """`kind`: string, number, name or sign; `at` is where it begins in the file (a string's text, without its quote)."""

    kind: str
    text: str
    at: int


def tokens(text: str, start: int, end: int, *, escapes: bool = False) -> list[Token]:
    """The tokens of `text[start:end]`; what is none is left out. `escapes`: a quote in a string may stand behind `\\`."""
    found: list[Token] = []
    at = start
    while at < end:
        if escapes and (escaped := _ESCAPED.match(text, at, end)) and "\\" in escaped.group():
            inner = escaped.lastindex or 1
            found.append(Token("string", escaped[inner].replace("\\", ""), escaped.start(inner)))
            at = escaped.end()
            continue
        match = _TOKEN.match(text, at, end)
        if match is None:
            at += 1
            continue
        kind = match.lastgroup or "sign"
        quoted = kind == "string"
        found.append(Token(kind, match[kind][1:-1] if quoted else match[kind], match.start(kind) + quoted))
        at = match.end()
    return found


class Reader:
    """Reads values off a list of tokens."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens, self._at = found, 0

    @property
    def done(self) -> bool:
        return self._at >= len(self._tokens)

    def peek(self, ahead: int = 0) -> str:
        """The next sign or name; empty for a literal or at the end."""
        i = self._at + ahead
        return self._tokens[i].text if i < len(self._tokens) and self._tokens[i].kind in ("sign", "name") else ""

    def take(self, *texts: str) -> bool:
        """Steps over the next token where it is one of these signs or names."""
        if self.peek() in texts and self.peek():
            self._at += 1
            return True
        return False

    def next(self) -> Token | None:
        if self.done:
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def value(self, depth: int = 0) -> Expr:
        """A literal or a path (`page.x`, `site.data[name].y`)."""
        token = self.next()
        if token is None or depth > NESTED:
            return Unknown("")
        if token.kind == "string":
            return Const(token.text, token.at)
        if token.kind == "number":
            return Const(float(token.text) if "." in token.text else int(token.text[:18]))
        if token.kind == "sign":
            return self._bracketed(token, depth)
        if token.text in _WORDS:
            return Const(_WORDS[token.text])
        return self._path(Name(token.text), depth)

    def _bracketed(self, token: Token, depth: int) -> Expr:
        """A range (`(1..5)`), or nonsense."""
        if token.text != "(":
            return Unknown(token.text)
        first = self.value(depth + 1)
        last = self.value(depth + 1) if self.take("..") else Unknown("")
        while not self.done and not self.take(")"):
            self.next()
        return Call("numbers", (first, last))

    def _path(self, value: Expr, depth: int) -> Expr:
        while True:
            if self.take("."):
                key = self.next()
                value = Get(value, Const(key.text if key else ""))
            elif self.take("["):
                value = Get(value, self.value(depth + 1))
                self.take("]")
            else:
                return value

    def filtered(self) -> Expr:
        """A value and the filters it goes through: each a call with the value as its first argument."""
        value = self.value()
        while self.take("|"):
            name = self.next()
            args, named = self._arguments() if self.take(":") else ((), ())
            value = Call(name.text if name else "", (value, *args), named, name.at if name else 0)
        return value

    def _arguments(self) -> tuple[tuple[Expr, ...], tuple[tuple[str, Expr], ...]]:
        args: list[Expr] = []
        named: list[tuple[str, Expr]] = []
        while not self.done and self.peek() != "|":
            if self.peek(1) == ":":
                key = self.next()
                self.next()
                named.append((key.text if key else "", self.value()))
            else:
                args.append(self.value())
            if not self.take(","):
                break
        return tuple(args), tuple(named)

    def condition(self) -> Expr:
        """Comparisons with `and` and `or`, which Liquid reads from right to left."""
        parts = [self._comparison()]
        joins: list[str] = []
        while (word := self.peek()) in ("and", "or"):
            self.next()
            joins.append(word)
            parts.append(self._comparison())
        value = parts.pop()
        while joins:
            value = Op(joins.pop(), (parts.pop(), value))
        return value

    def _comparison(self) -> Expr:
        left = self.value()
        sign = _COMPARE.get(self.peek())
        if sign is None:
            return left
        self.next()
        word = _EMPTY.get(self.peek())
        right = self.value()
        word = "wordless?" if isinstance(right, Const) and right.value == "" else word
        if word and sign in ("==", "!="):
            asked = Call(word, (left,))
            return asked if sign == "==" else Op("not", (asked,))
        return Op(sign, (left, right))

    def arguments(self) -> tuple[tuple[Expr, ...], tuple[tuple[str, Expr], ...]]:
        """A tag's arguments: values, and `name=value` or `name: value`, with or without commas."""
        args: list[Expr] = []
        named: list[tuple[str, Expr]] = []
        while not self.done:
            if self.take(",", "|"):
                continue
            if self.peek(1) in ("=", ":") and self.peek():
                key = self.next()
                self.next()
                named.append((key.text if key else "", self.value()))
            else:
                args.append(self.value())
        return tuple(args), tuple(named)


def reader(text: str, start: int, end: int, *, escapes: bool = False) -> Reader:
    return Reader(tokens(text, start, end, escapes=escapes))
