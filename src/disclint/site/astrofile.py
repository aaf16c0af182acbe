"""Astro components as templates: a fenced script that sets variables, and markup in which braces hold JavaScript."""

from __future__ import annotations

from disclint.lazy import expression
from disclint.site.jscode import Parser
from disclint.site.jssteps import Step, nodes_of
from disclint.site.jsx import imports
from disclint.site.template import Node, Template

_FENCE = expression(r"\s*+---[ \t]*+\r?+\n")
_CLOSE = expression(r"(?m)^[ \t]*+---[ \t]*+\r?$")


def parse(path: str, text: str) -> Template:
    """The component; what its script sets comes first, and where it leaves early nothing follows."""
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    script = Parser(text, opening.end(), closing.start()) if opening and closing else Parser(text, 0, 0)
    steps: list[Step] = []
    while script.at < script.end:
        steps += script.statements()
        script.at += 1
    parser = Parser(text, closing.end() if closing else 0, len(text), astro=True)
    nodes: list[Node] = []
    while parser.at < len(text):
        before = parser.at
        nodes += parser.children("")
        parser.at = max(parser.at, before + 1)
    found = nodes_of(steps, valued=False, rest=tuple(nodes))
    faults = (*script.faults, *parser.faults)
    return Template(path, text, found, imports=imports(text[: script.end]), faults=faults)
