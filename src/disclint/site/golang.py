"""Go templates (Hugo's) as trees: text, actions, blocks. One pass with a stack of open blocks; nothing is executed."""

from __future__ import annotations

from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.goexpr import Pipeline, pipeline
from disclint.site.goloops import leave, settled
from disclint.site.template import (
    Branch,
    Call,
    Const,
    Expr,
    Fault,
    If,
    Let,
    Loop,
    Node,
    Nodes,
    Print,
    Template,
    Text,
    Unknown,
)

DEPTH = 60  # open blocks
_OPEN = expression(r"\{\{(?P<trim>-(?=\s))?+(?P<comment>\s*+/\*)?+")
_BODY = expression(r"""(?:[^"`'}]++|"(?:[^"\\\n]++|\\.)*+"|`[^`]*+`|'(?:[^'\\\n]++|\\.)*+'|\}(?!\}))*+\}\}""", 16)
_NAME = expression(r"""\s*+("(?:[^"\\\n]++|\\.)*+"|`[^`]*+`)""")
_COMMENT_END = expression(r"\*/\s*+-?+\}\}")
_WORD = expression(r"\s*+(if|with|range|else|end|define|block|template|break|continue|return)(?![\w.])")
_SPACE = expression(r"\s*+")


class _Action(NamedTuple):
    """`start` to `end` is the whole tag, `first` to `last` its inside without trim marks."""

    start: int
    end: int
    first: int
    last: int


class _Block:
    """An open block: the branches closed so far, and the nodes of the one that is open."""

    def __init__(self, kind: str, action: _Action, said: Pipeline, name: str = "") -> None:
        self.kind, self.action, self.said, self.name = kind, action, said, name
        self.branches: list[Branch] = []
        self.nodes: list[Node] = []
        self.test: Expr | None = said.value
        self.at = action

    def close_branch(self) -> None:
        self.branches.append(Branch(self.test, tuple(self.nodes), self.at.start, self.at.end))
        self.nodes = []


def parse(path: str, text: str) -> Template:
    """The template; what is malformed is a fault with its offset, and what it depends on `Unknown`. Never raises."""
    return _Parser(path, text).run()


class _Parser:
    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.faults: list[Fault] = []
        self.defines: dict[str, Template] = {}
        nothing = _Action(0, 0, 0, 0)
        self.stack = [_Block("root", nothing, Pipeline(Const(None)))]
        self.skipped = 0  # blocks open beyond DEPTH

    def run(self) -> Template:
        at = 0
        while opening := _OPEN.search(self.text, at):
            action = self.action(opening.start(), opening.end(), comment=bool(opening["comment"]))
            if action is None:
                self.fault("a tag is not closed and the file is read no further", opening.start())
                at = len(self.text)
                break
            self.add_text(at, self.trimmed(at, opening.start()) if opening["trim"] else opening.start())
            if not opening["comment"]:
                self.act(action)
            at = self.after(action)
        self.add_text(at, len(self.text))
        while len(self.stack) > 1:
            self.fault(f"{self.stack[-1].kind} has no end", self.stack[-1].action.start)
            self.end()
        nodes = tuple(self.stack[0].nodes)
        return Template(self.path, self.text, nodes, self.defines, faults=tuple(self.faults))

    def action(self, start: int, first: int, *, comment: bool) -> _Action | None:
        match = (_COMMENT_END.search if comment else _BODY.match)(self.text, first)
        if match is None:
            return None
        last = match.end() - 2
        if last > first and self.text[last - 1] == "-" and (comment or self.text[last - 2].isspace()):
            last -= 1
        return _Action(start, match.end(), first, last)

    def trimmed(self, start: int, end: int) -> int:
        return start + len(self.text[start:end].rstrip())

    def after(self, action: _Action) -> int:
        if self.text[action.end - 3] != "-" or action.end - 3 < action.last:
            return action.end
        match = _SPACE.match(self.text, action.end)
        return match.end() if match else action.end

    def fault(self, message: str, at: int) -> None:
        if len(self.faults) < 20:
            self.faults.append(Fault(message, at))

    def add_text(self, start: int, end: int) -> None:
        if start < end:
            self.add(Text(start, end))

    def add(self, node: Node) -> None:
        if not self.skipped:
            self.stack[-1].nodes.append(node)

    # -- actions

    def act(self, action: _Action) -> None:
        match = _WORD.match(self.text, action.first, action.last)
        word = match.group(1) if match else ""
        rest = match.end() if match else action.first
        if word in ("if", "with", "range", "define", "block"):
            self.open(word, action, rest)
        elif self.skipped:
            self.skipped -= word == "end"
        elif word == "else":
            self.otherwise(action, rest)
        elif word == "end":
            self.end_at(action)
        elif word in ("break", "continue"):
            self.leave(word, action)
        elif word in ("template", "return"):
            self.call(word, action, rest)
        else:
            self.plain(action)

    def said(self, start: int, action: _Action) -> Pipeline:
        said = pipeline(self.text, start, action.last)
        if said.at >= 0:
            self.fault("a pipeline is not understood", said.at)
        return said

    def open(self, kind: str, action: _Action, rest: int) -> None:
        if self.skipped or len(self.stack) > DEPTH:
            if not self.skipped:
                self.fault("blocks are nested too deeply; what is inside is not read", action.start)
                self.add(Print(Unknown("blocks nested too deeply"), action.start, action.end))
            self.skipped += 1
            return
        if kind in ("define", "block"):
            name, context = self.named(rest, action)
            self.stack.append(_Block(kind, action, Pipeline(context), str(name.value)))
        else:
            self.stack.append(_Block(kind, action, self.said(rest, action)))

    def named(self, rest: int, action: _Action) -> tuple[Const, Expr]:
        """The name and the context that `define`, `block` and `template` are written with."""
        match = _NAME.match(self.text, rest, action.last)
        if match is None:
            self.fault("a name in quotes is missing", action.start)
            return Const(""), Const(None)
        name = Const(match.group(1)[1:-1], match.start(1) + 1)
        if _SPACE.fullmatch(self.text, match.end(), action.last):
            return name, Const(None)
        return name, self.said(match.end(), action).value

    def leave(self, word: str, action: _Action) -> None:
        if any(block.kind == "range" for block in self.stack):
            self.add(leave(stops=word == "break"))
        else:
            self.fault(f"{word} outside of range", action.start)

    def call(self, word: str, action: _Action, rest: int) -> None:
        """`template` with its name, `return` with its value."""
        args: tuple[Expr, ...] = ()
        if word == "template":
            args = self.named(rest, action)
        elif not _SPACE.fullmatch(self.text, rest, action.last):
            args = (self.said(rest, action).value,)
        self.add(Print(Call(word, args, start=action.start), action.start, action.end))

    def otherwise(self, action: _Action, rest: int) -> None:
        block = self.stack[-1]
        if block.kind not in ("if", "with", "range"):
            self.fault("else without if", action.start)
            return
        block.close_branch()
        match = _WORD.match(self.text, rest, action.last)
        if match and match.group(1) in ("if", "with"):
            block.test = self.said(match.end(), action).value
        else:
            block.test = None
        block.at = action

    def end_at(self, action: _Action) -> None:
        if len(self.stack) == 1:
            self.fault("end without a block", action.start)
        else:
            self.end()

    def end(self) -> None:
        block = self.stack.pop()
        if block.kind in ("define", "block"):
            inner = Template(self.path, self.text, tuple(block.nodes))
            self.defines[block.name] = inner
            if block.kind == "block":
                name = Const(block.name)
                call = Call("block", (name, block.said.value), start=block.action.start)
                self.add(Print(call, block.action.start, block.action.end))
            return
        block.close_branch()
        if block.kind == "range":
            self.loop(block)
        else:
            self.add(If(tuple(block.branches), (*block.said.names, *((".",) if block.kind == "with" else ()))))

    def loop(self, block: _Block) -> None:
        body, *rest = block.branches
        otherwise: Nodes = rest[0].body if rest else ()
        names = (*block.said.names, ".")
        for node in settled(Loop(names, block.said.value, body.body, otherwise, block.action.start, block.action.end)):
            self.add(node)

    def plain(self, action: _Action) -> None:
        said = self.said(action.first, action)
        if said.sign and said.names:
            self.add(Let(said.names[0], said.value, outer=said.sign == "="))
        elif _SPACE.fullmatch(self.text, action.first, action.last) is None:
            self.add(Print(said.value, action.start, action.end))
