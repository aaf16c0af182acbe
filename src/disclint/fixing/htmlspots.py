"""Where in an HTML page a paragraph could be put: before the end of the article, behind its title, beside a block of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclint.document import Document
from disclint.fixing.spots import body, line_start, next_line
from disclint.formats import elements as el
from disclint.formats.tokens import Lexer
from disclint.model import Span

CONTAINERS = frozenset(("", "html", "body", "main", "article", "section", "div", "center"))
TRAILING = frozenset(("script", "style", "link", "noscript", "template"))
MAIN = ("article", "main", "body", "html")

Offset = tuple[int, str | None]


class Node(NamedTuple):
    """An element: `start` to `end` with its tags, `inner` to `inner_end` without. `parent` is an index."""

    name: str
    start: int
    inner: int
    inner_end: int
    end: int
    parent: int


def html_offsets(document: Document, place: str, triggers: Sequence[Span]) -> Iterator[Offset]:
    """Source offsets, each with the indentation of a line of its own there, or None for a place within a line."""
    text = document.source.text
    nodes = outline(text, body(document))
    if place == "end":
        yield from (_before_end(text, nodes, i) for i in _mains(nodes))
    elif place == "top":
        yield from _tops(document, nodes)
    else:
        for trigger in triggers[:6]:
            i = _block(nodes, document.source_span(*trigger).start)
            if i is not None:
                yield _before(text, nodes[i].start) if place == "before-trigger" else _behind(text, nodes[i])


def _tops(document: Document, nodes: list[Node]) -> Iterator[Offset]:
    for number, block in enumerate(document.blocks[:3]):
        i = _block(nodes, document.source_span(block.start, block.end).start)
        if i is None:
            continue
        if number == 0 and (block.kind, block.level) == ("heading", 1):
            yield _behind(document.source.text, nodes[i])
        else:
            yield _before(document.source.text, nodes[i].start)


def outline(text: str, start: int) -> list[Node]:
    """The elements from `start` on, the root (without a name) first, each in front of what it holds."""
    nodes = [Node("", start, start, len(text), len(text), -1)]
    stop = len(text)
    opened = [0]

    def close(at: int, end: int) -> None:
        i = opened.pop()
        nodes[i] = nodes[i]._replace(inner_end=at, end=end)

    for token in Lexer(text).tokens(start, len(text)):
        if token.kind == "start":
            while len(opened) > 1 and _ended(nodes[opened[-1]].name, token.name):
                close(token.start, token.start)
            nodes.append(Node(token.name, token.start, token.end, len(text), len(text), opened[-1]))
            if token.name in el.VOID or text[token.end - 2] == "/":
                nodes[-1] = nodes[-1]._replace(inner_end=token.end, end=token.end)
            else:
                opened.append(len(nodes) - 1)
        elif token.kind == "end" and any(nodes[i].name == token.name for i in opened[1:]):
            while nodes[opened[-1]].name != token.name:
                close(token.start, token.start)
            close(token.start, token.end)
        elif token.kind in ("open-comment", "cut"):
            stop = token.start
    return [node._replace(inner_end=min(node.inner_end, stop)) for node in nodes]


def _ended(name: str, by: str) -> bool:
    """Whether a start tag ends an open element without an end tag of its own."""
    if name == "p":
        return by in el.ENDS_PARAGRAPH
    if name in ("dt", "dd"):
        return by in ("dt", "dd")
    return name == by and name in ("li", "option", "td", "th", "tr")


def _mains(nodes: list[Node]) -> Iterator[int]:
    """What holds the text: the only article that lies in no other, else the main part, else the page."""
    for name in MAIN:
        found = [i for i, node in enumerate(nodes) if node.name == name]
        outer = [i for i in found if not any(nodes[j].start < nodes[i].start < nodes[j].end for j in found)]
        if len(outer) == 1 and _free(nodes, outer[0]):
            yield outer[0]
    if not any(node.name in ("html", "body") for node in nodes):
        yield 0


def _free(nodes: list[Node], i: int) -> bool:
    while i > 0:
        if nodes[i].name not in CONTAINERS:
            return False
        i = nodes[i].parent
    return True


def _before_end(text: str, nodes: list[Node], i: int) -> Offset:
    """Before the element's end tag, and before the scripts that stand there."""
    at = nodes[i].inner_end
    inside = [node for node in nodes if node.parent == i]
    while True:
        bare = _bare(text, nodes[i].inner, at)
        last = next((n for n in reversed(inside) if n.end == bare), None)
        if last is None or last.name not in TRAILING:
            break
        at = last.start
    if at == len(text):
        return at, ""
    line = line_start(text, at)
    if text[line:at].strip():
        return at, None
    sibling = next((n for n in reversed(inside) if n.end <= at and n.name in el.BLOCK), None)
    return line, _indent(text, sibling.start) if sibling else text[line:at]


def _bare(text: str, start: int, end: int) -> int:
    """Where the last thing before `end` ends that is neither white space nor a comment."""
    end = start + len(text[start:end].rstrip())
    while text.endswith("-->", start, end) and (opened := text.rfind("<!--", start, end)) >= 0:
        end = start + len(text[start:opened].rstrip())
    return end


def _block(nodes: list[Node], at: int) -> int | None:
    """The outermost element around the offset that is more than a container; None where it stands bare in one."""
    around = [i for i, node in enumerate(nodes) if i and node.start <= at < node.end]
    return next((i for i in around if nodes[i].name not in CONTAINERS), None)


def _behind(text: str, node: Node) -> Offset:
    line = next_line(text, node.end)
    rest = text[node.end : line]
    return (line, _indent(text, node.start)) if not rest.strip() else (node.end, None)


def _before(text: str, at: int) -> Offset:
    line = line_start(text, at)
    return (line, text[line:at]) if not text[line:at].strip() else (at, None)


def _indent(text: str, at: int) -> str:
    line = line_start(text, at)
    blanks = text[line:at]
    return blanks if not blanks.strip() else ""
