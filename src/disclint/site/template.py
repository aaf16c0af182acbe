"""Templates as trees: one small grammar for Go templates, Liquid, Nunjucks and JSX; each language has a parser of its own.

Nothing of a site is executed. What a parser does not understand becomes `Unknown`, and what depends on it is undecided.
All offsets are code points into the template's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from disclint.site.values import Format

# -- expressions


class Const(NamedTuple):
    """A literal: str, int, float, bool or None. `at` is where a string's text begins, or -1."""

    value: object
    at: int = -1


class Name(NamedTuple):
    """A variable: `page`, `$x`, `.` (Go's dot), `$` (Go's root), `props`."""

    name: str


class Get(NamedTuple):
    """A field or an element: `page.title`, `.Params.x`, `TEXTS[type]`."""

    of: Expr
    key: Expr


class Call(NamedTuple):
    """A function, filter or method: Go's `partial "x.html" .`, Liquid's `x | default: y` (the piped value first),
    `t('body')`. A method call has the name `.method` and its object as first argument."""

    name: str
    args: tuple[Expr, ...] = ()
    named: tuple[tuple[str, Expr], ...] = ()
    start: int = 0


class Op(NamedTuple):
    """An operator: `not and or == != < <= > >= in contains + - ?? typeof`. `===` is `==`; `&&` is `and`; `||` is `or`."""

    name: str
    args: tuple[Expr, ...]


class Choose(NamedTuple):
    """`test ? then : other`, Jinja's `then if test else other`."""

    test: Expr
    then: Expr
    other: Expr


class Each(NamedTuple):
    """JSX's `over.map((item, index) => body)`."""

    names: tuple[str, ...]
    over: Expr
    body: Expr


class Table(NamedTuple):
    """An object literal, Go's `dict`."""

    entries: tuple[tuple[Expr, Expr], ...]


class Listing(NamedTuple):
    """An array literal, Go's `slice`."""

    items: tuple[Expr, ...]


class Fragment(NamedTuple):
    """Markup as a value: JSX in an expression, a captured block, the children of a component."""

    nodes: Nodes


class Lambda(NamedTuple):
    """A function as a value: the names of its parameters, and what it sets, prints or returns (`return` is a call)."""

    parameters: tuple[str, ...]
    body: Nodes


class Unknown(NamedTuple):
    """An expression that is not understood; `text` is how it is written."""

    text: str


Expr: TypeAlias = "Const | Name | Get | Call | Op | Choose | Each | Table | Listing | Fragment | Lambda | Unknown"

# -- nodes


class Text(NamedTuple):
    """The file's own characters from `start` to `end`, printed as they are."""

    start: int
    end: int


class Print(NamedTuple):
    """A value that is printed. Includes, components, blocks and slots are calls that print a fragment."""

    value: Expr
    start: int
    end: int


class Branch(NamedTuple):
    """One arm of an `If`; `test` is None for `else`. The span is that of the tag that holds the test."""

    test: Expr | None
    body: Nodes
    start: int
    end: int


class If(NamedTuple):
    """`bind` names what the test's value is bound to inside its body: Go's `with` binds `.` (and `$x := …` a variable)."""

    branches: tuple[Branch, ...]
    bind: tuple[str, ...] = ()


class Loop(NamedTuple):
    """`names` are bound to (item) or (key, item); Go's `range` binds `.` too (as the last name)."""

    names: tuple[str, ...]
    over: Expr
    body: Nodes
    otherwise: Nodes
    start: int
    end: int


class Let(NamedTuple):
    """Sets a variable. `outer`: an assignment to one that is set further out (Go's `=`), not a new one."""

    name: str
    value: Expr
    outer: bool = False


Node: TypeAlias = "Text | Print | If | Loop | Let"
Nodes: TypeAlias = "tuple[Node, ...]"


class Fault(NamedTuple):
    """What could not be understood in a template, and where."""

    message: str
    at: int


class Template(NamedTuple):
    """One parsed file. `path` is absolute; `defines` are Go's `define`s, Nunjucks' blocks and macros, or a module's named
    exports; `exports` what a script sets at its top level (name -> expression); `imports` maps a local name to
    (module as written, exported name or "default" or "*"); `parameters` of a component: (name, default or None) in order,
    with the name of the whole props object first ("" where it is destructured). `syntax` is that of the text it prints."""

    path: str
    text: str
    nodes: Nodes
    defines: Mapping[str, Template] = {}
    exports: Mapping[str, Expr] = {}
    imports: Mapping[str, tuple[str, str]] = {}
    parameters: tuple[tuple[str, Expr | None], ...] = ()
    front: Mapping[str, object] = {}
    faults: tuple[Fault, ...] = ()
    syntax: Format = "html"
