"""MDX documents as templates: Markdown is printed as it stands, components are calls, braces hold JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.document import Call
from disclint.formats.builder import Builder
from disclint.formats.mdxscan import Item, MdxScan
from disclint.lazy import expression
from disclint.model import Source
from disclint.site import jsx
from disclint.site.jscode import Parser
from disclint.site.pages import fronted
from disclint.site.template import Fault, Node, Print, Template
from disclint.site.template import Text as TextNode

_CHAR = expression(r"[^\r\n]")
_MODULE = ("import", "export")


def parse(path: str, text: str) -> Template:
    """The document as a component; what it exports and imports as with a module. Code holds no tags."""
    builder = Builder(Source(path, text), "mdx")
    start = fronted(path, text)[1]
    scan = MdxScan(builder, start)
    scan.run()
    modules = [item for item in scan.items if text.startswith(_MODULE, item.start)]
    calls = [c for c in sorted(builder.calls, key=lambda c: c.source) if c.name not in _MODULE]
    faults: list[Fault] = []
    nodes = tuple(_nodes(text, start, calls, modules, faults))
    script = jsx.parse(path, _only(text, modules)) if modules else Template(path, "", ())
    faults += script.faults
    known = (script.defines, script.exports, script.imports)
    return Template(path, text, nodes, *known, (("props", None),), faults=tuple(faults), syntax="mdx")


def _nodes(text: str, at: int, calls: list[Call], modules: list[Item], faults: list[Fault]) -> Iterator[Node]:
    """The text between calls, and the calls; those inside of one are its children."""
    leading: list[tuple[int, Call | Item]] = [*((c.source.start, c) for c in calls), *((m.start, m) for m in modules)]
    for start, what in sorted(leading, key=lambda pair: pair[0]):
        if start < at:
            continue
        if start > at:
            yield TextNode(at, start)
        if not isinstance(what, Call):
            at = what.end
            continue
        tag = text.startswith("<", start)
        parser = Parser(text, start if tag else start + 1, len(text) if tag else what.source.end - 1)
        value = parser.element() if tag else parser.expression()
        faults += parser.faults
        at = max(parser.at, what.source.end) if tag else what.source.end
        yield Print(value, start, at)
    if at < len(text):
        yield TextNode(at, len(text))


def _only(text: str, modules: list[Item]) -> str:
    """The text with blanks in the place of all that is no import or export."""
    parts: list[str] = []
    at = 0
    for item in modules:
        parts += (_CHAR.sub(" ", text[at : item.start]), text[item.start : item.end])
        at = item.end
    return "".join(parts) + _CHAR.sub(" ", text[at:])
