"""Astro: routes and the collections they render, layouts and components with props and slots, MDX documents' own components."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from disclint.lazy import expression
from disclint.site.components import Modules
from disclint.site.frame import Frame, Function
from disclint.site.jslex import without_comments
from disclint.site.pages import around, stands_alone
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN
from disclint.site.scripted import DOCUMENTS, entry, own_components, own_fields
from disclint.site.template import Template
from disclint.site.tree import Tree
from disclint.site.values import MARK, Page, Piece, Place, Provisions, SiteFacts, Unresolved

_SRC = expression(r"\bsrcDir\s*+:\s*+[\"']([^\"']++)[\"']")
_FILE_FORMAT = expression(r"\bformat\s*+:\s*+[\"']file[\"']")
_COLLECTED = expression(r"\b(?:getCollection|getEntry|getEntryBySlug|getLiveCollection)\(\s*+[\"'`]([\w./-]++)[\"'`]")
_GLOBBED = expression(r"(?:import\.meta\.glob|Astro\.glob)\b[^(]{0,80}+\(\s*+(?:\[\s*+)?+[\"'`]([^\"'`]++)[\"'`]")
_BASE = expression(r"\bbase\s*+:\s*+[\"'`]([^\"'`]++)[\"'`]")
_DEFINED = expression(r"(?m)^\s*+(?:const\s++([\w$]++)\s*+=\s*+)?+(?:[\w$\"']++\s*+:\s*+)?+defineCollection\(")
_KEYED = expression(r"\b(?:collections\s*+(?::[^=]{0,80}+)?+=\s*+)\{([^{}]*+)\}")
_MENTIONS = ("render(", ".render()", "<Content", "Content ")
CONFIGS = ("astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.cjs", "astro.config.mts")


class Astro:
    """A `SiteReader` of one Astro site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        config = next((t for name in CONFIGS if (t := tree.read(tree.path(name))) is not None), "")
        config = without_comments(config)
        said = _SRC.search(config)
        self._src = tree.path(said[1] if said else "src")
        self._files = bool(_FILE_FORMAT.search(config))
        self._modules = Modules(tree)
        self._functions: Mapping[str, Function] = {**self._modules.functions, **FETCHED}

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return self._unrouted(page)
        renderer = Renderer(self._functions, JAVASCRIPT, set(), left_out=left_out)
        own = own_components(page, self._modules, renderer, {})
        chain, pieces = self._around(page, renderer)
        return Provisions(around(pieces, own, page), tuple(dict.fromkeys(renderer.unresolved)), tuple(chain))

    def _unrouted(self, page: Page) -> Provisions:
        """A document among the site's sources that some route may render all the same; outside them, one that stands alone."""
        if not self._below(page.path) or not self._alone(page):
            return Provisions()
        place = Place(self._tree.first(*map(self._tree.path, CONFIGS)))
        folder = os.path.dirname(self._tree.relative(page.path))
        message = f"which route renders the documents of {folder}/ can't be told; judge the built pages with --rendered"
        return Provisions(unresolved=(Unresolved(place, message),))

    def facts(self, page: Page) -> SiteFacts:
        parts = self._parts(page)
        date = str(page.front.get("pubDate") or page.front.get("publishDate") or page.front.get("date") or "")[:10]
        kind = next((DOCUMENTS[p] for p in parts[:-1] if p in DOCUMENTS), "")
        language = page.front.get("lang", page.front.get("language", page.front.get("locale")))
        draft = str(page.front.get("draft", "")).lower() == "true"
        return SiteFacts(
            draft, date, language if isinstance(language, str) else "", kind, self._is_page(page) or self._alone(page)
        )

    def outputs(self, page: Page) -> tuple[str, ...]:
        if not self._is_page(page):
            return ()
        found: list[str] = []
        if self._below(page.path, "pages"):
            found = [os.path.splitext(os.path.relpath(page.path, os.path.join(self._src, "pages")))[0]]
        for route in self._routes_of(page):
            folder = os.path.dirname(os.path.relpath(route, os.path.join(self._src, "pages")))
            found.append(os.path.join(folder, self._slug(page)))
        return tuple(self._output(name.replace(os.sep, "/")) for name in dict.fromkeys(found))

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _below(self, path: str, *folders: str) -> bool:
        return path.startswith(os.path.join(self._src, *folders) + os.sep)

    def _parts(self, page: Page) -> list[str]:
        return self._tree.relative(page.path).split("/")

    def _is_page(self, page: Page) -> bool:
        name = os.path.basename(page.path)
        if name.startswith("_"):
            return False
        return self._below(page.path, "pages") or bool(self._collection(page) or self._routes_of(page))

    def _alone(self, page: Page) -> bool:
        return stands_alone(self._tree.relative(page.path), "components", "layouts", "partials", "snippets")

    def _output(self, name: str) -> str:
        name = name.removesuffix("/index").strip("/")
        if name in ("", "index"):
            return "index.html"
        return f"{name}.html" if self._files or name == "404" else f"{name}/index.html"

    def _slug(self, page: Page) -> str:
        said = page.front.get("slug")
        if isinstance(said, str) and said:
            return said.strip("/")
        stem = os.path.splitext(os.path.relpath(page.path, self._collections.get(self._collection(page), self._src)))[0]
        return stem.replace(os.sep, "/").removesuffix("/index").lower().replace(" ", "-")

    # -- collections and routes

    @cached_property
    def _collections(self) -> Mapping[str, str]:
        """Collection -> its folder (absolute)."""
        content = os.path.join(self._src, "content")
        found = {
            n: os.path.join(content, n) for n in self._tree.listing(content) if os.path.isdir(os.path.join(content, n))
        }
        for path in (os.path.join(self._src, "content.config.ts"), os.path.join(content, "config.ts")):
            text = self._tree.read(path)
            if text:
                found |= dict(_defined(text, self._tree))
        return found

    def _collection(self, page: Page) -> str:
        """The collection whose folder holds the document: the innermost."""
        held = (
            (len(f), name) for name, f in self._collections.items() if page.path.startswith(f.rstrip(os.sep) + os.sep)
        )
        return max(held, default=(0, ""))[1]

    @cached_property
    def _routes(self) -> Sequence[tuple[str, frozenset[str], frozenset[tuple[str, str]]]]:
        """Each page that prints other documents: its path, the collections that it asks for, and the globs with the file that
        has them."""
        found = []
        for path in self._tree.walk(os.path.join(self._src, "pages")):
            text = self._tree.read(path) if path.endswith(".astro") else None
            if text and any(word in text for word in _MENTIONS) and "[" in os.path.basename(path):
                sources = {path: text, **self._helpers(path)}
                names = frozenset(m[1] for m in _COLLECTED.finditer(text))
                names = names or frozenset(m[1] for said in sources.values() for m in _COLLECTED.finditer(said))
                globs = frozenset((at, m[1]) for at, said in sources.items() for m in _GLOBBED.finditer(said))
                found.append((path, names, globs))
        return found

    def _helpers(self, path: str) -> dict[str, str]:
        """The texts of the modules of code that a route imports, by their paths."""
        module = self._modules.module(path)
        paths = [self._modules.resolve(source, path) for source, _ in module.imports.values()] if module else []
        code = [p for p in paths if p.endswith((".ts", ".js", ".mjs"))]
        return {p: text for p in code if (text := self._tree.read(p)) is not None}

    def _routes_of(self, page: Page) -> list[str]:
        collection = self._collection(page)
        return [
            path
            for path, names, globs in self._routes
            if collection in names or any(self._globbed(at, pattern, page) for at, pattern in globs)
        ]

    def _globbed(self, route: str, pattern: str, page: Page) -> bool:
        from fnmatch import fnmatchcase

        base = self._tree.root if pattern.startswith("/") else os.path.dirname(route)
        full = os.path.normpath(os.path.join(base, pattern.lstrip("/") if pattern.startswith("/") else pattern))
        return fnmatchcase(page.path, full.replace("**/", "*").replace("**", "*"))

    # -- what is printed around a document

    def _around(self, page: Page, renderer: Renderer) -> tuple[list[str], list[Piece]]:
        fields = own_fields(page, page.front, renderer.reads)
        said = page.front.get("layout")
        if self._below(page.path, "pages") or isinstance(said, str):
            return self._layout(page, said, fields, renderer)
        chains: list[str] = []
        found: list[list[Piece]] = []
        for route in self._routes_of(page):
            module = self._modules.module(route)
            if module is not None:
                made = self._rendered(module, page, fields, renderer)
                chains.append(route)
                found.append(made)
        if not found:
            return [], [MARK]
        full = [pieces for pieces in found if MARK in pieces] or found
        return chains, full[0]

    def _layout(self, page: Page, said: object, fields: object, renderer: Renderer) -> tuple[list[str], list[Piece]]:
        if not isinstance(said, str) or not said:
            return [], [MARK]
        path = self._modules.resolve(said, page.path)
        module = self._modules.module(path) if path else None
        if module is None:
            place = page.origins.get("layout", Place(page.path))
            renderer.unresolved.append(Unresolved(place, f"there is no layout {said}"))
            return [], [MARK]
        props = {"frontmatter": fields, "content": fields, "children": CONTENT, "headings": UNKNOWN, "url": UNKNOWN}
        made = renderer.page(module, self._variables(path, props))
        return [path], list(made.pieces)

    def _rendered(self, module: Template, page: Page, fields: object, renderer: Renderer) -> list[Piece]:
        """What a route prints for the document: the names that it gives to the entry and to its text are known by use."""
        about = entry(page, fields, self._slug(page))  # type: ignore[arg-type]
        props = {"entry": about, "post": about, "article": about, "page": about, "item": about, "doc": about}
        props |= {name: about for name in _props(module.text)}
        variables = self._variables(module.path, {**props, "children": None})
        variables |= {"Content": CONTENT, **{name: UNKNOWN for name in ("headings", "remarkPluginFrontmatter")}}
        return list(renderer.page(module, variables).pieces)

    def _variables(self, path: str, props: Mapping[str, object]) -> dict[str, object]:
        astro = {
            "props": props,
            "params": UNKNOWN,
            "url": UNKNOWN,
            "site": UNKNOWN,
            "slots": UNKNOWN,
            "request": UNKNOWN,
        }
        return {**self._modules.constants(path), " props": props, "Astro": astro}


_PROP = expression(r"\{\s*+([\w$\s,]{1,200}+)\}\s*+(?::\s*+[\w$.<>]++\s*+)?+=\s*+Astro\.props\b")
_FIELD = expression(r"\bAstro\.props\.([\w$]++)")


def _props(text: str) -> set[str]:
    """The props that a route takes its document from."""
    names = {name.strip() for m in _PROP.finditer(text) for name in m[1].split(",")}
    return {n for n in names | {m[1] for m in _FIELD.finditer(text)} if n}


def _defined(text: str, tree: Tree) -> Iterator[tuple[str, str]]:
    """Collections with a `glob` loader: name -> folder."""
    keys: dict[str, str] = {}
    for match in _KEYED.finditer(text):
        for part in match[1].split(","):
            key, _, value = part.partition(":")
            keys[(value or key).strip()] = key.strip().strip("'\"")
    for match in _DEFINED.finditer(text):
        base = _BASE.search(text, match.end(), match.end() + 400)
        following = _DEFINED.search(text, match.end())
        if match[1] and base and (following is None or base.start() < following.start()):
            yield keys.get(match[1], match[1]), tree.path(base[1])


def _render(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    """`await entry.render()`, `await render(entry)`: the document's text as a component."""
    return {"Content": CONTENT, "headings": UNKNOWN, "remarkPluginFrontmatter": UNKNOWN}


FETCHED: Mapping[str, Function] = {
    ".render": _render,
    "render": _render,
}


def open_site(tree: Tree) -> Astro:
    """The Astro site in the tree's root."""
    return Astro(tree)
