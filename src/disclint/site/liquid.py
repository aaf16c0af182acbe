"""Liquid templates (Jekyll's and LiquidJS's) as trees; nothing is executed."""

from __future__ import annotations

from disclint.lazy import expression
from disclint.site.goloops import leave
from disclint.site.liquidexpr import Reader, reader
from disclint.site.liquidloops import loop
from disclint.site.tags import Block, Scan, Tag, chosen
from disclint.site.template import (
    Call,
    Const,
    Expr,
    Fragment,
    Let,
    Name,
    Node,
    Op,
    Print,
    Template,
    Text,
    Unknown,
)

_FILE = expression(r"\s*+(?:(?P<quoted>\"[^\"]*+\"|'[^']*+')|(?P<bare>(?:[^\s{,]++|\{(?!\{)|\{\{[^{}]*+\}\})++))")
_INSIDE = expression(r"\{\{-?+((?:[^{}-]++|-(?!\}))*+)-?+\}\}")
_INCLUDES = ("include", "include_relative", "include_cached", "render", "renderTemplate", "layout")
_PLAIN = ("raw", "verbatim")
_SKIPPED = ("comment", "highlight", "style", "stylesheet", "javascript", "schema")
_IGNORED = frozenset(("cycle", "increment", "decrement", "echo", "liquid", "paginate", "form"))


class Liquid:
    """`bare_files`: the name in `{% include name.html %}` may stand without quotes (Jekyll); else it is a variable then."""

    def __init__(self, path: str, bare_files: bool) -> None:
        self._path, self._bare = path, bare_files

    def output(self, scan: Scan, start: int, end: int) -> Expr:
        return reader(scan.text, start, end).filtered()

    def tag(self, scan: Scan, tag: Tag) -> bool:
        read = reader(scan.text, tag.inner, tag.inner_end)
        name = tag.name
        if name in _PLAIN:
            scan.nodes.append(Text(*scan.skip(name)))
        elif name in _SKIPPED:
            scan.skip(name)
        elif name in ("if", "unless", "elsif", "else", "case", "when"):
            return self._choice(scan, tag, read)
        elif name in ("for", "tablerow"):
            item = read.next()
            read.take("in")
            scan.open(Block(tag, _some(read), item.text if item else ""))
        elif name in ("break", "continue"):
            scan.nodes.append(leave(stops=name == "break"))
        elif name == "assign":
            target = read.next()
            read.take("=")
            scan.nodes.append(Let(target.text if target else "", read.filtered(), outer=True))
        elif name in ("capture", "ifchanged"):
            target = read.next()
            scan.open(Block(tag, None, target.text if target else ""))
        elif name in _INCLUDES:
            scan.nodes.append(Print(self._include(scan, tag), tag.start, tag.end))
        elif name not in _IGNORED:
            self._own(scan, tag, read)
        return True

    def _choice(self, scan: Scan, tag: Tag, read: Reader) -> bool:
        if tag.name == "case":
            scan.open(Block(tag, Const(False), read.value()))
            return True
        if tag.name in ("if", "unless"):
            test = read.condition()
            scan.open(Block(tag, test if tag.name == "if" else Op("not", (test,))))
            return True
        block = scan.innermost("if", "unless", "case", "for")
        if block is None:
            return False
        if tag.name == "when":
            block.branch(tag, _one_of(block.about, read))
        else:
            block.branch(tag, read.condition() if tag.name == "elsif" else None)
        return True

    def _include(self, scan: Scan, tag: Tag) -> Expr:
        match = _FILE.match(scan.text, tag.inner, tag.inner_end)
        if match is None:
            return Unknown("")
        if match["quoted"] is not None:
            name: Expr = Const(match["quoted"][1:-1], match.start() + 1)
        else:
            name = self._bare_name(scan, match.start("bare"), match.end("bare"))
        _, named = reader(scan.text, match.end(), tag.inner_end, escapes=self._bare).arguments()
        return Call(tag.name, (name,), named, tag.start)

    def _bare_name(self, scan: Scan, start: int, end: int) -> Expr:
        """The name of a file; variables in it are put in."""
        text = scan.text[start:end]
        if "{{" not in text:
            return Const(text, start) if self._bare else reader(scan.text, start, end).value()
        value: Expr = Const("")
        at = start
        for match in _INSIDE.finditer(scan.text, start, end):
            value = Op(
                "+",
                (Op("+", (value, Const(scan.text[at : match.start()]))), reader(scan.text, *match.span(1)).filtered()),
            )
            at = match.end()
        return Op("+", (value, Const(scan.text[at:end])))

    def _own(self, scan: Scan, tag: Tag, read: Reader) -> None:
        """A tag of the site's own: a shortcode, with or without a text of its own."""
        if tag.name in scan.paired:
            scan.open(Block(tag, None, read.arguments()))
        else:
            args, named = read.arguments()
            scan.nodes.append(Print(Call(f"tag {tag.name}", args, named, tag.start), tag.start, tag.end))

    def end(self, scan: Scan, block: Block) -> Node | None:
        name = block.tag.name
        if name in ("if", "unless", "case"):
            return chosen(block)
        if name in ("for", "tablerow"):
            branches = block.closed()
            otherwise = branches[1].body if len(branches) > 1 else ()
            over = branches[0].test or Unknown("")
            about = "forloop" if scan.text.find("forloop", block.tag.end, scan.at) >= 0 else ""
            return loop(str(block.about), over, (branches[0].body, otherwise), (block.tag.start, block.tag.end), about)
        body = Fragment(block.closed()[0].body)
        if name == "capture":
            return Let(str(block.about), body, outer=True)
        if name == "ifchanged":
            return Print(body, block.tag.start, block.tag.end)
        args, named = block.about if isinstance(block.about, tuple) else ((), ())
        return Print(
            Call(f"tag {name}", (*args,), (*named, ("content", body)), block.tag.start), block.tag.start, block.tag.end
        )


def _some(read: Reader) -> Expr:
    """What is looped over: `list limit: 2 offset: 1 reversed`."""
    over = read.value()
    named: list[tuple[str, Expr]] = []
    while not read.done:
        key = read.next()
        if key is not None and key.text == "reversed":
            named.append(("reversed", Const(True)))
        elif key is not None and read.take(":"):
            named.append((key.text, read.value()))
    return Call("rows", (over,), tuple(named)) if named else over


def _one_of(value: object, read: Reader) -> Expr:
    """`{% when a, b or c %}`."""
    of = value if isinstance(value, tuple) else Name("")
    test: Expr = Op("==", (of, read.value()))  # type: ignore[arg-type]
    while read.take(",", "or"):
        test = Op("or", (test, Op("==", (of, read.value()))))  # type: ignore[arg-type]
    return test


def parse(path: str, text: str, *, start: int = 0, bare_files: bool = True) -> Template:
    """The tree of a template; `start` is where it begins behind its front matter."""
    scan = Scan(text, Liquid(path, bare_files), start)
    return Template(path, text, scan.run(), faults=tuple(scan.faults))
