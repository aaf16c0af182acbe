"""Modules of JavaScript and TypeScript with JSX, read as text: imports, constants, function components."""

from __future__ import annotations

from disclint.lazy import expression
from disclint.site.jscode import Parser
from disclint.site.template import Expr, Lambda, Let, Template

_IMPORT = expression(
    r"(?m)^[ \t]*+import\s++(?:type\s++)?+(?:(?P<default>[A-Za-z_$][\w$]*+)\s*+,?+\s*+)?+(?:\*\s*+as\s++(?P<all>[\w$]++)\s*+)?+"
    r"(?:\{(?P<named>[^{}]*+)\}\s*+)?+(?:from\s*+)?+[\"'](?P<module>[^\"'\n]++)[\"']"
)
_LAZY = expression(
    r"(?m)^const\s++([\w$]++)\s*+=\s*+(?:dynamic|lazy|React\.lazy)\(\s*+(?:async\s*+)?+\(\)\s*+=>\s*+import\(\s*+[\"']([^\"'\n]++)[\"']"
)
_NAMED = expression(r"(?:type\s++)?+([\w$]++)(?:\s++as\s++([\w$]++))?+")


def parse(path: str, text: str) -> Template:
    """The module: `defines` holds its functions and components by name (and "default"), `exports` what else it sets,
    `imports` as in `Template`."""
    parser = Parser(text, 0, len(text))
    defines: dict[str, Template] = {}
    exports: dict[str, Expr] = {}
    while parser.at < len(text):
        for step in parser.statements():
            if isinstance(step, Let) and not (step.outer and step.name in defines):  # a function whose field is set
                defines.pop(step.name, None)
                exports.pop(step.name, None)
                if isinstance(step.value, Lambda):
                    defines[step.name] = function(path, text, step.value)
                else:
                    exports[step.name] = step.value
        parser.at += 1  # a brace that nothing opens
    return Template(path, text, (), defines, exports, imports(text), faults=tuple(parser.faults))


def function(path: str, text: str, made: Lambda) -> Template:
    """The function as a template of its own."""
    return Template(path, text, made.body, parameters=tuple((name, None) for name in made.parameters))


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
