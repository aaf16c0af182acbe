"""Templates that mark up text with `{% … %}` and `{{ … }}`, as trees: what Liquid and Nunjucks have in common. One pass with a
stack of open blocks; nonsense is a fault and is left out."""

from __future__ import annotations

from typing import Protocol

from disclint.lazy import expression
from disclint.site.template import Branch, Expr, Fault, If, Node, Nodes, Print, Text

DEPTH = 60  # open blocks
_OPEN = expression(r"\{(?:%|\{|#)[-~]?+")
_CLOSE = {"{%": "%}", "{{": "}}", "{#": "#}"}
_NAME = expression(r"\s*+([A-Za-z_][\w-]*+)")
_END_NAME = expression(r"\{%[-~]?+\s*+end([A-Za-z]\w*+)")


class Tag:
    """One `{% name … %}`: its span, and the inside behind its name."""

    def __init__(self, name: str, start: int, end: int, inner: int, inner_end: int) -> None:
        self.name, self.start, self.end, self.inner, self.inner_end = name, start, end, inner, inner_end


class Block:
    """An open block: the branches that are closed, and the nodes of the open one with its test and its tag."""

    def __init__(self, tag: Tag, test: Expr | None = None, about: object = None) -> None:
        self.tag, self.at, self.test, self.about = tag, tag, test, about
        self.branches: list[Branch] = []
        self.nodes: list[Node] = []

    def branch(self, tag: Tag, test: Expr | None) -> None:
        """Closes the open branch and opens the next."""
        self.branches.append(Branch(self.test, tuple(self.nodes), self.at.start, self.at.end))
        self.nodes, self.at, self.test = [], tag, test

    def closed(self) -> tuple[Branch, ...]:
        self.branch(self.tag, None)
        return tuple(self.branches)

    def body(self) -> Nodes:
        """The nodes of the first branch."""
        return self.branches[0].body if self.branches else tuple(self.nodes)


class Language(Protocol):
    """What a language adds: its output expressions and its tags."""

    def output(self, scan: Scan, start: int, end: int) -> Expr: ...
    def tag(self, scan: Scan, tag: Tag) -> bool: ...
    def end(self, scan: Scan, block: Block) -> Node | None: ...


class Scan:
    """One pass over `text` from `start` on."""

    def __init__(self, text: str, language: Language, start: int = 0) -> None:
        self.text, self._language, self._at = text, language, start
        self.paired = {match[1] for match in _END_NAME.finditer(text, start)}
        self.faults: list[Fault] = []
        self.top: list[Node] = []
        self._blocks: list[Block] = []
        self._without_end: set[str] = set()
        self._from = start

    @property
    def at(self) -> int:
        """Behind the tag that is being read."""
        return self._at

    @property
    def nodes(self) -> list[Node]:
        return self._blocks[-1].nodes if self._blocks else self.top

    def run(self) -> Nodes:
        while match := _OPEN.search(self.text, self._at):
            self._at = match.end()
            closing = _CLOSE[match.group()[:2]]
            end = self.text.find(closing, match.end()) if closing not in self._without_end else -1
            if end < 0:
                self._without_end.add(closing)
                continue
            self._tag(match.start(), match.end(), end, end + 2)
        self._text(len(self.text))
        for block in reversed(self._blocks):
            self.fault(f"`{block.tag.name}` is never closed", block.tag.start)
        while self._blocks:
            self._close(self._blocks[-1])
        return tuple(self.top)

    def _tag(self, start: int, inner: int, inner_end: int, end: int) -> None:
        before, after = self.text[inner - 1] in "-~", self.text[inner_end - 1] in "-~" and inner_end > inner
        self._text(start, strip=before)
        kind = self.text[start : start + 2]
        last = inner_end - after
        self._at = self._from = end
        if kind == "{{":
            self.nodes.append(Print(self._language.output(self, inner, last), start, end))
        elif kind == "{%":
            self._command(start, inner, last, end)
        if after:
            while self._from < len(self.text) and self.text[self._from].isspace():
                self._from += 1
            self._at = max(self._at, self._from)

    def _command(self, start: int, inner: int, last: int, end: int) -> None:
        match = _NAME.match(self.text, inner, last)
        if match is None:
            return
        tag = Tag(match[1], start, end, match.end(), last)
        if tag.name.startswith("end"):
            self._end(tag)
        elif not self._language.tag(self, tag):
            self.fault(f"`{tag.name}` is not understood here", start)

    def _text(self, end: int, *, strip: bool = False) -> None:
        while strip and end > self._from and self.text[end - 1].isspace():
            end -= 1
        if end > self._from:
            self.nodes.append(Text(self._from, end))
        self._from = end

    def fault(self, message: str, at: int) -> None:
        self.faults.append(Fault(message, at))

    def open(self, block: Block) -> None:
        if len(self._blocks) >= DEPTH:
            self.fault("blocks are nested too deeply to be followed", block.tag.start)
            return
        self._blocks.append(block)

    def innermost(self, *names: str) -> Block | None:
        """The innermost open block where it is one of these."""
        return self._blocks[-1] if self._blocks and self._blocks[-1].tag.name in names else None

    def _end(self, tag: Tag) -> None:
        name = tag.name[3:]
        if not any(block.tag.name == name for block in self._blocks):
            self.fault(f"`{tag.name}` closes nothing", tag.start)
            return
        while self._blocks[-1].tag.name != name:
            self.fault(f"`{self._blocks[-1].tag.name}` is never closed", self._blocks[-1].tag.start)
            self._close(self._blocks[-1])
        self._close(self._blocks[-1])

    def _close(self, block: Block) -> None:
        self._blocks.pop()
        node = self._language.end(self, block)
        if node is not None:
            self.nodes.append(node)

    def skip(self, name: str) -> tuple[int, int]:
        """Goes on behind `{% endname %}`; the span between. To the end of the file where it is missing."""
        closing = expression(r"\{%[-~]?+\s*+end" + name + r"\s*+[-~]?+%\}")
        match = closing.search(self.text, self._at)
        span = (self._at, match.start() if match else len(self.text))
        self._at = self._from = match.end() if match else len(self.text)
        return span


def chosen(block: Block) -> If:
    """An `if` with its branches."""
    return If(block.closed())
