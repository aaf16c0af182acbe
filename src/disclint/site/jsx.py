"""Modules of JavaScript and TypeScript with JSX, read as text: imports, constants, function components."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.jsexpr import Parser
from disclint.site.template import (
    Branch,
    Call,
    Const,
    Expr,
    Get,
    If,
    Let,
    Name,
    Node,
    Nodes,
    Op,
    Print,
    Template,
    Unknown,
)

_IMPORT = expression(
    r"(?m)^[ \t]*+import\s++(?:type\s++)?+(?:(?P<default>[A-Za-z_$][\w$]*+)\s*+,?+\s*+)?+(?:\*\s*+as\s++(?P<all>[\w$]++)\s*+)?+"
    r"(?:\{(?P<named>[^{}]*+)\}\s*+)?+(?:from\s*+)?+[\"'](?P<module>[^\"'\n]++)[\"']"
)
_LAZY = expression(
    r"(?m)^const\s++([\w$]++)\s*+=\s*+(?:dynamic|lazy|React\.lazy)\(\s*+(?:async\s*+)?+\(\)\s*+=>\s*+import\(\s*+[\"']([^\"'\n]++)[\"']"
)
_NAMED = expression(r"(?:type\s++)?+([\w$]++)(?:\s++as\s++([\w$]++))?+")
_FUNCTION = expression(
    r"(?m)^[ \t]*+(?:export\s++)?+(?P<default>default\s++)?+(?:async\s++)?+function\s++(?P<name>[\w$]*+)\s*+"
)
_CONST = expression(r"(?m)^(?P<export>export\s++)?+(?:const|let|var)\s++(?P<name>[A-Za-z_$][\w$]*+)\s*+")
_DEFAULT = expression(r"(?m)^export\s++default\s++(?!async\b|function\b|class\b)")
_WRAPPED = expression(r"(?:React\.)?+(?:memo|forwardRef)\s*+(?:<[^<>()]*+>)?+\(\s*+")
_STATEMENT = expression(r"(?:const|let|var)\s++|return\b|if\s*+\(|else\b|[{}]|[A-Za-z_$]")
_END = expression(r"[;\n]")

Parameters: TypeAlias = "tuple[tuple[str, Expr | None], ...]"


def parse(path: str, text: str) -> Template:
    """The module: `defines` holds its components by name (and "default"), `exports` its constants, `imports` as in
    `Template`."""
    defines: dict[str, Template] = {}
    exports: dict[str, Expr] = {}
    for match in _FUNCTION.finditer(text):
        made = _component(path, text, match.end())
        if made is not None:
            _name(defines, made, match["name"], bool(match["default"]))
    lazy = {match[1] for match in _LAZY.finditer(text)}
    for match in (m for m in _CONST.finditer(text) if m["name"] not in lazy):
        _constant(path, text, match.end(), match["name"], defines, exports)
    for match in _DEFAULT.finditer(text):
        _default(path, text, match.end(), defines, exports)
    return Template(path, text, (), defines, exports, imports(text))


def imports(text: str) -> dict[str, tuple[str, str]]:
    """Local name -> (module as written, exported name, "default" or "*")."""
    found: dict[str, tuple[str, str]] = {}
    for match in _IMPORT.finditer(text):
        module = match["module"]
        if match["default"]:
            found[match["default"]] = (module, "default")
        if match["all"]:
            found[match["all"]] = (module, "*")
        for name in _NAMED.finditer(match["named"] or ""):
            found[name[2] or name[1]] = (module, name[1])
    for match in _LAZY.finditer(text):
        found.setdefault(match[1], (match[2], "default"))
    return found


def _name(defines: dict[str, Template], made: Template, name: str, default: bool) -> None:
    if name:
        defines[name] = made
    if default or not name:
        defines["default"] = made


def _constant(path: str, text: str, at: int, name: str, defines: dict[str, Template], exports: dict[str, Expr]) -> None:
    at = jslex.skip_space(text, at, len(text))
    if text.startswith(":", at):
        at = jslex.skip_space(text, jslex.skip_type(text, at + 1, len(text)), len(text))
    if not text.startswith("=", at) or text.startswith("=>", at):
        return
    at = jslex.skip_space(text, at + 1, len(text))
    made = component_at(path, text, at)
    if made is not None:
        defines[name] = made
    else:
        exports[name] = Parser(text, at, len(text)).expression()


def _default(path: str, text: str, at: int, defines: dict[str, Template], exports: dict[str, Expr]) -> None:
    made = component_at(path, text, at)
    if made is not None:
        defines["default"] = made
        return
    value = Parser(text, at, len(text)).expression()
    if isinstance(value, Name) and value.name in defines:
        defines["default"] = defines[value.name]
    elif isinstance(value, Call) and (
        inner := [a.name for a in value.args if isinstance(a, Name) and a.name in defines]
    ):
        defines["default"] = defines[inner[0]]  # memo(Notice), React.memo(Notice), withStyles(Notice)
    else:
        exports["default"] = value


def component_at(path: str, text: str, at: int) -> Template | None:
    """The arrow function, or the function after `memo(`, that begins there; None where none does."""
    wrapped = _WRAPPED.match(text, at)
    at = wrapped.end() if wrapped else at
    if text.startswith("function", at):
        return _component(path, text, text.find("(", at))
    parser = Parser(text, at, len(text))
    start = jslex.skip_space(text, at, len(text))
    if parser.parameters_of_arrow() is None:
        return None
    opening = text.find("(", start) if text.startswith(("(", "async (", "async("), start) else -1
    parameters = _parameters(text, opening) if opening >= 0 else ()
    parser.space()
    if text.startswith("{", parser.at):
        body = _block(text, parser.at + 1, jslex.skip_brackets(text, parser.at, len(text)) - 1)
    else:
        begin = parser.at
        body = (Print(parser.expression(), begin, parser.at),)
    return Template(path, text, body, parameters=parameters)


def _component(path: str, text: str, at: int) -> Template | None:
    """The function whose parameters begin at `at` or behind its type parameters."""
    at = jslex.skip_space(text, at, len(text))
    if text.startswith("<", at):
        at = text.find("(", at)
    if at < 0 or not text.startswith("(", at):
        return None
    close = jslex.skip_brackets(text, at, len(text))
    brace = text.find("{", close)
    after = jslex.skip_space(text, close, len(text))
    if text.startswith(":", after):
        brace = jslex.skip_space(text, jslex.skip_type(text, after + 1, len(text)), len(text))
    if brace < 0 or not text.startswith("{", brace):
        return None
    end = jslex.skip_brackets(text, brace, len(text)) - 1
    return Template(path, text, _block(text, brace + 1, end), parameters=_parameters(text, at))


def _parameters(text: str, at: int) -> Parameters:
    """The first parameter of a component: the name of its props (or "" with what is taken out of them)."""
    at = jslex.skip_space(text, at + 1, len(text))
    if not text.startswith("{", at):
        name = jslex.name_at(text, at, len(text))
        return ((name, None),) if name else ()
    return (("", None), *destructured(text, at))


def destructured(text: str, at: int) -> Iterator[tuple[str, Expr | None]]:
    """`{ type = "finance", text: words, ...rest }`: each local name with its default; a renamed one as `text words`."""
    end = jslex.skip_brackets(text, at, len(text)) - 1
    parser = Parser(text, at + 1, end)
    while parser.at < end:
        parser.space()
        if parser.take("..."):
            parser.at += len(jslex.name_at(text, parser.at, end))
        name = jslex.name_at(text, parser.at, end)
        parser.at += max(1, len(name))
        local = name
        if name and parser.take(":"):
            parser.space()
            local = f"{name} {jslex.name_at(text, parser.at, end)}"
            parser.at += len(local) - len(name) - 1
        default = parser.expression() if name and parser.take("=") else None
        if name:
            yield local, default
        parser.take(",")


def _block(text: str, at: int, end: int, depth: int = 0) -> Nodes:
    """The statements of a function: what it sets, and what it returns on which condition."""
    nodes: list[Node] = []
    while at < end and depth < 20:
        at = jslex.skip_space(text, at, end)
        match = _STATEMENT.match(text, at, end)
        word = match.group().rstrip(" (\t\n") if match else ""
        if word in ("const", "let", "var") and match:
            at = declaration(text, match.end(), end, nodes)
        elif word == "return" and match:
            parser = Parser(text, match.end(), end)
            start = match.end()
            nodes.append(Print(parser.expression(), jslex.skip_space(text, start, end), parser.at))
            break
        elif word == "if" and match:
            return (*nodes, *_if(text, match.end() - 1, end, depth, nodes))
        elif word == "{":
            at = jslex.skip_brackets(text, at, end)
        else:
            at = _skip_statement(text, at, end)
    return tuple(nodes)


def _if(text: str, at: int, end: int, depth: int, before: list[Node]) -> Nodes:
    """`if (test) return …;` with all that follows as its other branch.

    A guard (`if (!post) return null`, about something that was fetched) is not asked: the page is there.
    """
    close = jslex.skip_brackets(text, at, end)
    parser = Parser(text, at + 1, close - 1)
    test = parser.expression()
    body = jslex.skip_space(text, close, end)
    if text.startswith("{", body):
        after = jslex.skip_brackets(text, body, end)
        inner = _block(text, body + 1, after - 1, depth + 1)
    else:
        after = _skip_statement(text, body, end)
        inner = _block(text, body, after, depth + 1)
    after = jslex.skip_space(text, after, end)
    if text.startswith("else", after):
        after += 4
    rest = _block(text, after + text.startswith(" {", after) * 2, end, depth + 1)
    returns = any(isinstance(node, Print | If) for node in inner)
    fetched = {n.name for n in before if isinstance(n, Let) and isinstance(n.value, Call)}
    guard = (
        isinstance(test, Op) and test.name == "not" and isinstance(test.args[0], Name) and test.args[0].name in fetched
    )
    if guard or not returns:
        return rest
    return (If((Branch(test, inner, at, close), Branch(None, rest, at, close))),)


def declaration(text: str, at: int, end: int, nodes: list[Node]) -> int:
    """`const x = …`, `const {a, b = 1} = …`; where it ends."""
    if text.startswith("{", at):
        names = list(destructured(text, at))
        at = jslex.skip_space(text, jslex.skip_brackets(text, at, end), end)
        parser = Parser(text, at, end)
        value: Expr = parser.expression() if parser.take("=") else Unknown("")
        for name, default in names:
            key, _, local = name.partition(" ")
            field: Expr = Get(value, Const(key))
            nodes.append(Let(local or key, field if default is None else Call("or default", (field, default))))
        return max(at + 1, parser.at)
    name = jslex.name_at(text, at, end)
    at = jslex.skip_space(text, at + len(name), end)
    if text.startswith(":", at):
        at = jslex.skip_space(text, jslex.skip_type(text, at + 1, end), end)
    parser = Parser(text, at, end)
    if parser.take("="):
        nodes.append(Let(name, parser.expression()))
    return max(at + 1, parser.at)


def _skip_statement(text: str, at: int, end: int) -> int:
    """Behind the statement: the next semicolon or line end outside brackets."""
    while at < end:
        char = text[at]
        if char in "([{\"'`":
            at = jslex.skip_brackets(text, at, end)
        elif _END.match(char):
            return at + 1
        else:
            at += 1
    return end
