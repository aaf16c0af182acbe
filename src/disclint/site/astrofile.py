"""Astro components as templates: a fenced script that sets variables, and markup in which braces hold JavaScript."""

from __future__ import annotations

from disclint.lazy import expression
from disclint.site.jsexpr import Parser
from disclint.site.jsx import declaration, imports
from disclint.site.template import Node, Template

_FENCE = expression(r"\s*+---[ \t]*+\r?+\n")
_CLOSE = expression(r"(?m)^---[ \t]*+$")
_CONST = expression(r"(?m)^(?P<export>export\s++)?+(?:const|let|var)\s++")


def parse(path: str, text: str) -> Template:
    """The component; its script's variables are set first. Scripts are read line by line: what they compute is unknown."""
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    nodes: list[Node] = []
    begin = 0
    script = ""
    if opening and closing:
        script = text[: closing.start()]
        for match in _CONST.finditer(text, opening.end(), closing.start()):
            declaration(text, match.end(), closing.start(), nodes)
        begin = closing.end()
    parser = Parser(text, begin, len(text), astro=True)
    while parser.at < len(text):
        before = parser.at
        nodes += parser.children("")
        parser.at = max(parser.at, before + 1)
    return Template(path, text, tuple(nodes), imports=imports(script))
