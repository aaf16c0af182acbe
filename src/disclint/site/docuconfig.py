"""Docusaurus' configuration, read as text: which folders its plugins publish, and what its theme is told to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, cast

from disclint.lazy import expression
from disclint.site.components import Modules
from disclint.site.evaluate import evaluate
from disclint.site.frame import Frame
from disclint.site.jslex import skip_brackets, without_comments
from disclint.site.scope import Sourced, sourced
from disclint.site.template import Call, Const, Expr, Let, Listing, Name, Op, Print, Table, Template
from disclint.site.tree import Tree
from disclint.site.values import Place

CONFIGS = tuple(f"docusaurus.config.{e}" for e in ("js", "ts", "mjs", "cjs", "mts", "cts"))
Block: TypeAlias = "tuple[Sourced, ...]"
ROUTES = {"docs": "docs", "blog": "blog", "pages": ""}
_STRING = r"(?:`((?:[^`\\]++|\\.)*+)`|\"((?:[^\"\\\n]++|\\.)*+)\"|'((?:[^'\\\n]++|\\.)*+)')"
_COPYRIGHT = expression(rf"\bcopyright\s*+:\s*+{_STRING}", 16)
_BAR = expression(rf"\bannouncementBar\s*+:\s*+\{{[^{{}}]{{0,2000}}?\bcontent\s*+:\s*+{_STRING}", 16)
_SETTINGS = expression(
    r"\b(docs|blog)\s*+:\s*+(?=\{)|[\"'](?:@docusaurus/)?+plugin-content-(docs|blog)[\"']\s*+,\s*+(?=\{)"
)
_OPTION = expression(r"\b(path|routeBasePath|id)\s*+:\s*+[\"']([^\"']*+)[\"']")
_PLUGIN = expression(r"(?:^|[/-])content-(docs|blog|pages)$")


class Plugin(NamedTuple):
    """One folder that is published: `kind` is docs, blog or pages, `folder` relative to the site, `route` without slashes."""

    kind: str
    folder: str
    route: str
    id: str = ""


class Config(NamedTuple):
    """`path` is empty where there is no configuration; `sure` is False where it may publish other folders too. `footer` and
    `bar` hold blocks, each of the parts of its text between which something is computed."""

    path: str
    values: Mapping[str, object]
    plugins: tuple[Plugin, ...]
    footer: tuple[Block, ...] = ()
    bar: tuple[Block, ...] = ()
    sure: bool = True

    @property
    def locale(self) -> str:
        """The default language."""
        return _text(_mapping(self.values.get("i18n")).get("defaultLocale"), "en")


def read(tree: Tree, modules: Modules) -> Config:
    """What the configuration says as far as it is literal."""
    path = tree.first(*map(tree.path, CONFIGS))
    module = modules.module(path) if path else None
    if module is None:
        return Config(path, {}, _standard(), sure=False)
    frame = modules.frame(module, modules.constants(path))
    root = _root(module)
    found = evaluate(root, frame)
    if not isinstance(found, Mapping):
        return _scanned(path, module.text)
    plugins, sure = _plugins(found)
    footer = _at(module, root, "themeConfig", "footer")
    blocks = [*_linked(module, _at(module, footer, "links")), _at(module, footer, "copyright")]
    bar = _at(module, root, "themeConfig", "announcementBar", "content")
    return Config(
        path,
        cast("Mapping[str, object]", found),
        plugins,
        tuple(_block(block, frame) for block in blocks),
        (_block(bar, frame),),
        sure,
    )


def _scanned(path: str, text: str) -> Config:
    """What stands literally in a configuration that is computed."""
    text = without_comments(text)
    found = []
    for match in _SETTINGS.finditer(text):
        end = skip_brackets(text, match.end(), len(text))
        options: dict[str, object] = {m[1]: m[2] for m in _OPTION.finditer(text, match.end(), end)}
        found.append(_plugin(match[1] or match[2], options))
    kinds = {plugin.kind for plugin in found}
    printed = (_COPYRIGHT.search(text), _BAR.search(text))
    footer, bar = (((_text_of(path, match),),) if match else () for match in printed)
    return Config(path, {}, (*found, *(p for p in _standard() if p.kind not in kinds)), footer, bar, sure=False)


def _text_of(path: str, match: re.Match[str]) -> Sourced:
    """The text of a literal up to what is computed in it."""
    group = match.lastindex or 0
    value = match[group].partition("${")[0]
    return sourced(value, Place(path, match.start(group)), exact="\\" not in value)


def _root(module: Template) -> Expr:
    """The object that the configuration exports, or that the function which it exports returns."""
    value = module.exports.get("default", Const(None))
    made = module.defines.get(value.name if isinstance(value, Name) else "default")
    if made is None:
        return _followed(module, value)
    returned = [node.value for node in made.nodes if isinstance(node, Print)]
    value = returned[-1] if returned else value
    value = value.args[0] if isinstance(value, Call) and value.name == "return" and value.args else value
    own = {node.name: node.value for node in made.nodes if isinstance(node, Let)}
    return _followed(module, own.get(value.name, value) if isinstance(value, Name) else value)


def _followed(module: Template, value: Expr) -> Expr:
    """What a constant of the module stands for."""
    for _ in range(8):
        if not isinstance(value, Name) or value.name not in module.exports:
            break
        value = module.exports[value.name]
    return value


def _at(module: Template, value: Expr, *way: str) -> Expr:
    for name in way:
        value = _followed(module, value)
        entries = value.entries if isinstance(value, Table) else ()
        value = next((v for k, v in entries if isinstance(k, Const) and k.value == name), Const(None))
    return _followed(module, value)


def _linked(module: Template, links: Expr) -> Iterator[Expr]:
    """The words of the footer's links: titles, labels, and entries in HTML."""
    for entry in links.items if isinstance(links, Listing) else ():
        entry = _followed(module, entry)
        for name in ("title", "label", "html"):
            yield _at(module, entry, name)
        yield from _linked(module, _at(module, entry, "items"))


def _block(value: Expr, frame: Frame) -> Block:
    parts = (evaluate(part, frame) for part in _parts(value))
    return tuple(part for part in parts if isinstance(part, Sourced))


def _parts(value: Expr) -> Iterator[Expr]:
    """The parts of a text that is put together; what is computed among them (a year) is passed over."""
    if isinstance(value, Op) and value.name == "+":
        for part in value.args:
            yield from _parts(part)
    else:
        yield value


def _standard() -> tuple[Plugin, ...]:
    return tuple(Plugin(kind, "src/pages" if kind == "pages" else kind, route) for kind, route in ROUTES.items())


def _plugins(values: Mapping[object, object]) -> tuple[tuple[Plugin, ...], bool]:
    """The folders that presets and plugins publish, and whether those are all."""
    found: list[Plugin] = []
    presets, sure = _entries(values.get("presets"))
    for name, options in presets:
        if name.rpartition("/")[2].removeprefix("preset-") != "classic":
            sure = False
            continue
        for kind in ROUTES:
            if options.get(kind) is not False:
                found.append(_plugin(kind, _mapping(options.get(kind))))
    plugins, known = _entries(values.get("plugins"))
    for name, options in plugins:
        if match := _PLUGIN.search(name):
            found.append(_plugin(match[1], options))
    return tuple(found), sure and known


def _plugin(kind: str, options: Mapping[str, object]) -> Plugin:
    name = _text(options.get("id"), "")
    folder = _text(options.get("path"), "src/pages" if kind == "pages" else kind)
    route = _text(options.get("routeBasePath"), ROUTES[kind])
    folder = folder.removeprefix("./").strip("/")
    return Plugin(kind, folder, route.strip("/"), "" if name == "default" else name)


def _entries(said: object) -> tuple[list[tuple[str, Mapping[str, object]]], bool]:
    """Name and options of each entry; whether all of them could be read."""
    if said is None:
        return [], True
    if not isinstance(said, Sequence) or isinstance(said, str):
        return [], False
    found: list[tuple[str, Mapping[str, object]]] = []
    for entry in said:
        parts = entry if isinstance(entry, list) else [entry]
        if parts and isinstance(parts[0], str):
            found.append((str(parts[0]), _mapping(parts[1]) if len(parts) > 1 else {}))
    return found, len(found) == len([entry for entry in said if entry is not None and entry is not False])


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _text(value: object, fallback: str) -> str:
    return str(value) if isinstance(value, str) else fallback
