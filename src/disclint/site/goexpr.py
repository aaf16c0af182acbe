"""Pipelines of Go templates as expressions: fields, variables, functions, methods, parentheses."""

from __future__ import annotations

import ast
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.template import Call, Choose, Const, Expr, Get, Listing, Name, Op, Table, Unknown

DEPTH, LENGTH = 40, 2_000  # parentheses, tokens of one tag
_OBJECTS = ("site", "hugo", "page")  # functions that yield an object; any other dotted word is a function's full name
_WORDS: dict[str, object] = {"true": True, "false": False, "nil": None}
_TOKEN = expression(
    r"""(?P<space>\s++)|(?P<string>"(?:[^"\\\n]++|\\.)*+")|(?P<raw>`[^`]*+`)|(?P<rune>'(?:[^'\\\n]++|\\.)*+')"""
    r"""|(?P<number>[-+]?+(?:0[xX][0-9a-fA-F_]++|[0-9][0-9_]*+(?:\.[0-9]*+)?+(?:[eE][-+]?+[0-9]++)?+))"""
    r"""|(?P<field>\.\w++)|(?P<dot>\.)|(?P<variable>\$\w*+)|(?P<word>[^\W\d]\w*+)|(?P<mark>:=|[=|,()])|(?P<other>.)""",
)


class Token(NamedTuple):
    kind: str
    text: str
    start: int


class Pipeline(NamedTuple):
    """`names` are declared (`:=`) or assigned (`=`) by `sign`; empty for a plain value. `at` is the offset of what is not
    understood, or -1."""

    value: Expr
    names: tuple[str, ...] = ()
    sign: str = ""
    at: int = -1


class Malformed(Exception):
    """What is no pipeline; never leaves this module."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def pipeline(text: str, start: int, end: int) -> Pipeline:
    """The pipeline written from `start` to `end`; one that isn't understood is `Unknown`. Never raises."""
    tokens = [Token(str(m.lastgroup), m.group(), m.start()) for m in _TOKEN.finditer(text, start, end)]
    try:
        if len(tokens) > LENGTH:
            raise Malformed(start)
        return _Reader(tokens, end).pipeline()
    except Malformed as fault:
        return Pipeline(Unknown(text[start:end].strip()[:200]), at=min(fault.at, end))


class _Reader:
    """One pass over the tokens of one action."""

    def __init__(self, tokens: list[Token], end: int) -> None:
        self.tokens, self.at = tokens, 0
        self.last = Token("end", "", end)

    @property
    def token(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.last

    def space(self) -> None:
        if self.token.kind == "space":
            self.at += 1

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def pipeline(self) -> Pipeline:
        names, sign = self.declared()
        value = self.commands(0)
        if self.token.kind != "end":
            raise Malformed(self.token.start)
        return Pipeline(value, names, sign)

    def declared(self) -> tuple[tuple[str, ...], str]:
        """`$x :=`, `$i, $x :=` or `$x =`."""
        kept, names = self.at, []
        self.space()
        while self.token.kind == "variable":
            names.append(self.take().text)
            self.space()
            if self.token.text == ",":
                self.at += 1
                self.space()
            elif self.token.text in (":=", "="):
                return tuple(names), self.take().text
            else:
                break
        self.at = kept
        return (), ""

    def commands(self, depth: int) -> Expr:
        value = self.command(depth, None)
        while self.token.text == "|" and self.token.kind == "mark":
            self.at += 1
            value = self.command(depth, value)
        return value

    def command(self, depth: int, piped: Expr | None) -> Expr:
        """A function or method with its arguments, or one operand; what is piped in comes last."""
        self.space()
        first = self.token
        head: Expr | str = self.operand(depth, head=True)
        args: list[Expr] = []
        while self.token.kind == "space":
            self.at += 1
            if self.token.kind == "end" or self.token.text in (")", "|", ","):
                break
            operand = self.operand(depth, head=False)
            args.append(operand if not isinstance(operand, str) else called(operand, (), first.start))
        if piped is not None:
            args.append(piped)
        return self.applied(head, tuple(args), first)

    @staticmethod
    def applied(head: Expr | str, args: tuple[Expr, ...], first: Token) -> Expr:
        if isinstance(head, str):
            return called(head, args, first.start)
        if not args:
            return head
        if isinstance(head, Get) and isinstance(head.key, Const):
            return Call(f".{head.key.value}", (head.of, *args), start=first.start)
        raise Malformed(first.start)

    def operand(self, depth: int, *, head: bool) -> Expr | str:
        """A term and the fields behind it; the full name where it is a function's."""
        token = self.take()
        value: Expr
        if token.kind == "word" and token.text not in _WORDS:
            if token.text not in _OBJECTS:
                return self.function(token, head)
            value = Call(token.text, start=token.start)
        else:
            value = self.term(token, depth)
        while self.token.kind == "field":
            field = self.take()
            value = Get(value, Const(field.text[1:]))
        return value

    def function(self, token: Token, head: bool) -> Expr | str:
        """A function's name with its dots. As an argument it is called without arguments of its own."""
        name = token.text
        while self.token.kind == "field":
            name += self.take().text
        return name if head else called(name, (), token.start)

    def term(self, token: Token, depth: int) -> Expr:
        if token.kind == "field":
            return Get(Name("."), Const(token.text[1:]))
        if token.kind == "dot":
            return Name(".")
        if token.kind == "variable":
            return Name(token.text)
        if token.kind == "word":
            return Const(_WORDS[token.text])
        if token.text == "(" and depth < DEPTH:
            value = self.commands(depth + 1)
            if self.take().text != ")":
                raise Malformed(token.start)
            return value
        return _literal(token)


def _literal(token: Token) -> Const:
    if token.kind == "raw":
        return Const(token.text[1:-1], token.start + 1)
    if token.kind == "string":
        return Const(_unquoted(token), token.start + 1)
    if token.kind == "rune":
        return Const(ord(token.text[1]) if len(token.text) == 3 else 0)
    if token.kind == "number":
        return Const(_number(token))
    raise Malformed(token.start)


def _unquoted(token: Token) -> str:
    if "\\" not in token.text:
        return token.text[1:-1]
    try:
        return str(ast.literal_eval(token.text))
    except (ValueError, SyntaxError):
        raise Malformed(token.start) from None


def _number(token: Token) -> int | float:
    text = token.text.replace("_", "")
    try:
        return float(text) if "x" not in text.lower() and any(c in text for c in ".eE") else int(text, 0)
    except ValueError:
        raise Malformed(token.start) from None


def called(name: str, args: tuple[Expr, ...], start: int) -> Expr:
    """A function with its arguments; those that decide or build have nodes of their own."""
    if name in ("and", "or") and args:
        return Op(name, args)
    if name == "not" and len(args) == 1:
        return Op(name, args)
    short = name.removeprefix("collections.").removeprefix("compare.").lower()
    if short in _COMPARED and len(args) >= 2:
        return _compared(_COMPARED[short], args)
    if short == "in" and len(args) == 2:
        return Call("in", (args[1], args[0]), start=start)
    if short in ("cond", "conditional") and len(args) == 3:
        return Choose(*args)
    if short == "slice":
        return Listing(args)
    if short in ("dict", "dictionary") and len(args) % 2 == 0:
        return Table(tuple(zip(args[::2], args[1::2], strict=True)))
    return Call(name, args, start=start)


_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def _compared(sign: str, args: tuple[Expr, ...]) -> Expr:
    """`eq a b c` asks whether a is b or c; the others ask it of all."""
    pairs: tuple[Expr, ...] = tuple(Op(sign, (args[0], other)) for other in args[1:])
    return pairs[0] if len(pairs) == 1 else Op("or" if sign == "==" else "and", pairs)
