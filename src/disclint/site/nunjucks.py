"""Nunjucks templates as trees; nothing is executed."""

from __future__ import annotations

from disclint.site.liquidloops import loop
from disclint.site.njkexpr import Parser
from disclint.site.tags import Block, Scan, Tag, chosen
from disclint.site.template import (
    Call,
    Const,
    Expr,
    Fragment,
    Get,
    Let,
    Loop,
    Name,
    Node,
    Nodes,
    Op,
    Print,
    Template,
    Text,
    Unknown,
)

_SKIPPED = ("comment",)
_PLAIN = ("raw", "verbatim")
_BLOCKS = ("block", "macro", "call", "filter")
_PAIR = "%pair"  # no template can write this name
_BRANCHES = ("if", "ifAsync", "for", "asyncEach", "asyncAll")


class Nunjucks:
    def __init__(self, path: str, text: str) -> None:
        self._path, self._text = path, text
        self.defines: dict[str, Template] = {}
        self.imports: dict[str, tuple[str, str]] = {}
        self.exports: dict[str, Expr] = {}
        self._macros: set[str] = set()

    def _parser(self, scan: Scan, start: int, end: int) -> Parser:
        return Parser(scan.text, start, end, self._macros)

    def output(self, scan: Scan, start: int, end: int) -> Expr:
        return self._parser(scan, start, end).expression()

    def tag(self, scan: Scan, tag: Tag) -> bool:
        read = self._parser(scan, tag.inner, tag.inner_end)
        name = tag.name
        if name in _PLAIN:
            scan.nodes.append(Text(*scan.skip(name)))
        elif name in _SKIPPED:
            scan.skip(name)
        elif name in ("if", "ifAsync"):
            scan.open(Block(tag, read.expression()))
        elif name == "switch":
            scan.open(Block(tag, Const(False), read.expression()))
        elif name in ("elif", "elseif", "else", "case", "default"):
            return self._branch(scan, tag, read)
        elif name in ("for", "asyncEach", "asyncAll"):
            self._for(scan, tag, read)
        elif name == "set":
            self._set(scan, tag, read)
        elif name in _BLOCKS:
            self._open(scan, tag, read)
        elif name == "extends":
            self.exports["extends"] = read.expression()
        elif name in ("import", "from"):
            self._import(scan, read, whole=name == "import")
        elif name == "include":
            file = read.expression()
            gone = (("ignore missing", Const(True)),) if read.take("ignore") else ()
            scan.nodes.append(Print(Call("include", (file,), gone, tag.start), tag.start, tag.end))
        else:
            self._own(scan, tag, read)
        return True

    def _branch(self, scan: Scan, tag: Tag, read: Parser) -> bool:
        block = scan.innermost(*(("switch",) if tag.name in ("case", "default") else _BRANCHES))
        if block is None:
            return False
        if tag.name in ("case", "default"):
            _case(block, tag, read)
            return True
        block.branch(tag, None if tag.name == "else" else read.expression())
        return True

    def _for(self, scan: Scan, tag: Tag, read: Parser) -> None:
        names = [read.name()]
        while read.take(","):
            names.append(read.name())
        read.take("in")
        scan.open(Block(tag, read.expression(), tuple(names)))

    def _set(self, scan: Scan, tag: Tag, read: Parser) -> None:
        names = [read.name()]
        while read.take(","):
            names.append(read.name())
        if read.take("="):
            value = read.expression()
            scan.nodes.extend(Let(name, value, outer=True) for name in names)
        else:
            scan.open(Block(tag, None, names[0]))

    def _open(self, scan: Scan, tag: Tag, read: Parser) -> None:
        name = read.name() if tag.name != "call" else ""
        if tag.name == "macro":
            self._macros.add(name)
            scan.open(Block(tag, None, (name, _parameters(read))))
        elif tag.name == "call":
            while read.take("(") and not read.take(")"):
                read.skip(")")
            scan.open(Block(tag, None, read.expression()))
        else:
            scan.open(Block(tag, None, name))

    def _import(self, scan: Scan, read: Parser, *, whole: bool) -> None:
        """`{% import "x.njk" as legal %}`, `{% from "x.njk" import notice as n %}`."""
        file = read.expression()
        where = str(file.value) if isinstance(file, Const) else ""
        if whole:
            read.take("as")
            names = [(read.name(), "*")]
        else:
            read.take("import")
            names = []
            while name := read.name():
                names.append((read.name() if read.take("as") else name, name))
                read.take(",")
        for local, name in names:
            self.imports[local] = (where, name)
            self._macros.add(local)
            scan.nodes.append(Let(local, Unknown("import")))  # as a value; its calls are known

    def _own(self, scan: Scan, tag: Tag, read: Parser) -> None:
        """A shortcode of the site's own, with or without a text of its own."""
        args: list[Expr] = []
        while not read.done:
            args.append(read.expression())
            read.take(",")
        if tag.name in scan.paired:
            scan.open(Block(tag, None, tuple(args)))
        else:
            scan.nodes.append(Print(Call(f"tag {tag.name}", tuple(args), (), tag.start), tag.start, tag.end))

    def end(self, scan: Scan, block: Block) -> Node | None:
        name, at = block.tag.name, (block.tag.start, block.tag.end)
        if name in ("if", "ifAsync", "switch"):
            return chosen(block)
        branches = block.closed()
        body = branches[0].body
        if name in ("for", "asyncEach", "asyncAll"):
            names = block.about if isinstance(block.about, tuple) else ("",)
            otherwise = branches[1].body if len(branches) > 1 else ()
            told = scan.text.find("loop.", at[1], scan.at) >= 0
            return _loop(names, branches[0].test or Unknown(""), (body, otherwise), at, "loop" if told else "")
        if name == "macro":
            self._define_macro(block.about, body)
            return None
        return self._printed(name, block, body)

    def _printed(self, name: str, block: Block, body: Nodes) -> Node:
        at = (block.tag.start, block.tag.end)
        if name == "set":
            return Let(str(block.about), Fragment(body), outer=True)
        if name == "block":
            self.defines[f"block {block.about}"] = Template(self._path, self._text, body)
            return Print(Call("block", (Const(str(block.about)), Fragment(body)), (), at[0]), *at)
        if name == "call" and isinstance(block.about, Call):
            held = ("caller", Fragment(body))
            return Print(block.about._replace(named=(*block.about.named, held), start=at[0]), *at)
        if name in ("filter", "call"):
            return Print(Fragment(body), *at)
        args = block.about if isinstance(block.about, tuple) else ()
        return Print(Call(f"tag {name}", (*args,), (("content", Fragment(body)),), at[0]), *at)

    def _define_macro(self, about: object, body: Nodes) -> None:
        name, parameters = about if isinstance(about, tuple) else ("", ())
        self.defines[f"macro {name}"] = Template(self._path, self._text, body, parameters=parameters)


def _case(block: Block, tag: Tag, read: Parser) -> None:
    """Opens a case of a `switch`; one with nothing in it goes on into the next."""
    of = block.about if isinstance(block.about, tuple) else Unknown("")
    test: Expr | None = Op("==", (of, read.expression())) if tag.name == "case" else None  # type: ignore[arg-type]
    if block.nodes or not block.branches or block.test is None:
        block.branch(tag, test)
    else:
        block.test = Op("or", (block.test, test)) if test else None


def _loop(names: tuple[str, ...], over: Expr, bodies: tuple[Nodes, Nodes], at: tuple[int, int], about: str) -> Node:
    if len(names) == 1:
        return loop(names[0], over, bodies, at, about)
    if not about:
        return Loop(names, over, *bodies, *at)
    parts = tuple(Let(name, Get(Name(_PAIR), Const(i))) for i, name in enumerate(names))
    return loop(_PAIR, Call("pairs", (over,)), ((*parts, *bodies[0]), bodies[1]), at, about)


def _parameters(read: Parser) -> tuple[tuple[str, Expr | None], ...]:
    found: list[tuple[str, Expr | None]] = []
    read.take("(")
    while name := read.name():
        found.append((name, read.expression() if read.take("=") else None))
        read.take(",")
    return tuple(found)


def parse(path: str, text: str, *, start: int = 0) -> Template:
    """The tree of a template; `start` is where it begins behind its front matter. `defines` holds `block NAME` and
    `macro NAME`; `exports` the parent of `{% extends %}` under that word."""
    language = Nunjucks(path, text)
    scan = Scan(text, language, start)
    nodes = scan.run()
    return Template(path, text, nodes, language.defines, language.exports, language.imports, faults=tuple(scan.faults))
