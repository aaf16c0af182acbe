"""Eleventy's configuration, read as text: folders, engines, layout aliases, shortcodes that return a literal text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.evaluate import evaluate
from disclint.site.frame import Frame
from disclint.site.jscode import Parser
from disclint.site.jsfunctions import FUNCTIONS, Calls
from disclint.site.render import Renderer
from disclint.site.scope import JAVASCRIPT, UNKNOWN, Scope
from disclint.site.template import Const, Expr, Name, Node, Print, Template, Text, Unknown

_KEY = expression(
    r"\b(input|includes|layouts|data|output|htmlTemplateEngine|markdownTemplateEngine)\s*+:\s*+([\"'])([^\"']*+)\2"
)
_SET = expression(r"\.set(Input|Includes|Layouts|Data|Output)Directory\(\s*+([\"'])([^\"']*+)\2")
_ENGINE_OFF = expression(r"\b(htmlTemplateEngine|markdownTemplateEngine)\s*+:\s*+false")
_ALIAS = expression(r"\.addLayoutAlias\(\s*+[\"']([^\"']++)[\"']\s*+,\s*+[\"']([^\"']++)[\"']")
_GLOBAL = expression(r"\.addGlobalData\(\s*+[\"']([\w.]++)[\"']\s*+,\s*+(?:([\"'])([^\"'\n]*+)\2\s*+\))?+")
_IGNORES = expression(r"\.ignores\.add\(\s*+[\"']([^\"'\n]++)[\"']")
_EXPORTED = expression(r"(?m)^(?:module\.exports\s*+=|export\s++default)\s*+(?=[{\[])")
_SHORTCODE = expression(
    r"\.add(?:Nunjucks|Liquid|Universal)?+(?:Async)?+(Paired)?+(?:Async)?+Shortcode\(\s*+[\"']([\w-]++)[\"']\s*+,"
    r"\s*+(?:async\s++)?+(?:function\b[^(){}]{0,60}+\(([^()]*+)\)\s*+\{|\(([^()]*+)\)\s*+=>|(\w++)\s*+=>)\s*+"
)
_RETURN = expression(
    r"(?:\{?\s*+return\s++)?+(?:`((?:[^`\\]++|\\.)*+)`|\"((?:[^\"\\\n]++|\\.)*+)\"|'((?:[^'\\\n]++|\\.)*+)')", 16
)
_HOLE = expression(r"\$\{\s*+([^{}]*+)\}")
_PARAMETER = expression(r"\s*+([A-Za-z_$][\w$]*+)(?:\s*+=\s*+([\"'])([^\"']*+)\2)?+\s*+")


class EleventyConfig(NamedTuple):
    """Folders relative to the site's own. `shortcodes` maps a name to what it prints, or None where it is computed; a paired one
    has its text as the first parameter."""

    input: str = "."
    includes: str = "_includes"
    layouts: str = ""
    data: str = "_data"
    output: str = "_site"
    html: str = "liquid"
    markdown: str = "liquid"
    aliases: Mapping[str, str] = {}
    globals: Mapping[str, object] = {}
    shortcodes: Mapping[str, Template | None] = {}
    ignores: tuple[str, ...] = ()


def read(path: str, text: str) -> EleventyConfig:
    """The configuration that a file's text states literally; the rest is as Eleventy has it by default."""
    said = {match[1]: match[3] for match in _KEY.finditer(text)}
    said |= {match[1].lower(): match[3] for match in _SET.finditer(text)}
    off = {match[1]: "" for match in _ENGINE_OFF.finditer(text)}
    known = {key: said[key] for key in ("input", "includes", "layouts", "data", "output") if key in said}
    return EleventyConfig(
        **known,
        html=off.get("htmlTemplateEngine", said.get("htmlTemplateEngine", "liquid")),
        markdown=off.get("markdownTemplateEngine", said.get("markdownTemplateEngine", "liquid")),
        aliases={match[1]: match[2] for match in _ALIAS.finditer(text)},
        globals={m[1]: UNKNOWN if m[3] is None else m[3] for m in _GLOBAL.finditer(text)},
        shortcodes=dict(_shortcodes(path, text)),
        ignores=tuple(match[1] for match in _IGNORES.finditer(text)),
    )


def exported(path: str, text: str) -> dict[str, object]:
    """The data that a script hands out as an object literal; the layout is unknown where it computes all of it."""
    value = value_of(path, text)
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {"layout": UNKNOWN}


def value_of(path: str, text: str) -> object:
    """The object that a script exports literally; UNKNOWN where it is computed."""
    match = _EXPORTED.search(text)
    if match is None:
        return UNKNOWN
    frame = Frame(Renderer(Calls(FUNCTIONS), JAVASCRIPT, set()), Template(path, text, ()), Scope({}))
    return evaluate(Parser(text, match.end(), len(text)).expression(), frame)


def _shortcodes(path: str, text: str) -> Iterator[tuple[str, Template | None]]:
    for match in _SHORTCODE.finditer(text):
        given = next((part for part in match.group(3, 4, 5) if part is not None), "")
        value = _RETURN.match(text, match.end())
        yield match[2], _template(path, text, value.span(value.lastindex or 1), given) if value else None


def _template(path: str, text: str, span: tuple[int, int], given: str) -> Template:
    """A literal with `${parameter}` in it, as a template whose text is the configuration file's own."""
    parameters: list[tuple[str, Expr | None]] = []
    for match in _PARAMETER.finditer(given):
        parameters.append((match[1], Const(match[3]) if match[3] is not None else None))
    known = {name for name, _ in parameters}
    nodes: list[Node] = []
    at = span[0]
    for hole in _HOLE.finditer(text, *span):
        if hole.start() > at:
            nodes.append(Text(at, hole.start()))
        name = hole[1].strip()
        nodes.append(Print(Name(name) if name in known else Unknown(name), hole.start(), hole.end()))
        at = hole.end()
    if at < span[1]:
        nodes.append(Text(at, span[1]))
    return Template(path, text, tuple(nodes), parameters=tuple(parameters))
