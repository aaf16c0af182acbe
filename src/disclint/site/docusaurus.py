"""Docusaurus: partial documents and components that documents import, components of the theme that the site wraps or replaces,
the footer's and the announcement bar's text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from disclint.lazy import expression
from disclint.site.components import Component, Missing, Modules
from disclint.site.frame import Frame, Function
from disclint.site.pages import around
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Fields, Markup
from disclint.site.scripted import own_components, own_fields
from disclint.site.tree import Tree
from disclint.site.values import MARK, Page, Piece, Place, Provisions, SiteFacts, Unresolved

CONFIGS = tuple(f"docusaurus.config.{e}" for e in ("js", "ts", "mjs", "cjs"))
# What may stand around a document, the outermost first.
DOCS = (
    "Root",
    "Layout",
    "DocsRoot",
    "DocRoot",
    "DocRoot/Layout",
    "DocPage",
    "DocItem",
    "DocItem/Layout",
    "DocItem/Content",
)
BLOG = (
    "Root",
    "Layout",
    "BlogLayout",
    "BlogPostPage",
    "BlogPostItem",
    "BlogPostItem/Container",
    "BlogPostItem/Content",
)
BEHIND = {"docs": ("DocItem/Footer", "Footer"), "blog": ("BlogPostItem/Footer", "Footer"), "pages": ("Footer",)}
_STRING = r"(?:`((?:[^`\\]++|\\.)*+)`|\"((?:[^\"\\\n]++|\\.)*+)\"|'((?:[^'\\\n]++|\\.)*+)')"
_COPYRIGHT = expression(rf"\bcopyright\s*+:\s*+{_STRING}", 16)
_BAR = expression(rf"\bannouncementBar\s*+:\s*+\{{[^{{}}]{{0,2000}}?\bcontent\s*+:\s*+{_STRING}", 16)
_PLUGIN = expression(r"\b(docs|blog)\s*+:\s*+\{([^{}]*+)\}")
_SETTING = expression(r"\b(path|routeBasePath)\s*+:\s*+[\"']([^\"']*+)[\"']")
_NUMBERED = expression(r"(?:^|(?<=/))\d+[-_. ]++(?=[^/a-zA-Z]*+[a-zA-Z])")
_DATED = expression(r"(\d{4})[-/](\d\d)[-/](\d\d)[-/](.+)")


class Docusaurus:
    """A `SiteReader` of one Docusaurus site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules = Modules(tree)
        self._path = tree.first(*map(tree.path, CONFIGS))
        self._config = tree.read(self._path) or ""
        self._plugins = {"docs": ("docs", "docs"), "blog": ("blog", "blog")}
        for match in _PLUGIN.finditer(self._config):
            said = {m[1]: m[2] for m in _SETTING.finditer(match[2])}
            self._plugins[match[1]] = (
                said.get("path", match[1]).strip("./"),
                said.get("routeBasePath", match[1]).strip("/"),
            )

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        kind = self._kind(page)
        if not kind:
            return Provisions()
        renderer = Renderer({}, JAVASCRIPT, set(), left_out=left_out)
        fields = own_fields(page, page.front, renderer.reads)
        renderer.functions = self._functions(fields)
        own = own_components(page, self._modules, renderer, self._everywhere())
        chain, pieces = self._theme(kind, renderer)
        before, after = self._literal(_BAR), self._literal(_COPYRIGHT)
        full = [*before, *pieces, *after]
        return Provisions(around(full, own, page), tuple(dict.fromkeys(renderer.unresolved)), tuple(chain))

    def facts(self, page: Page) -> SiteFacts:
        kind = self._kind(page)
        date = str(page.front.get("date") or "")[:10] or "-".join(self._dated(page)[:3])
        future = bool(kind == "blog" and page.today and date > page.today)
        draft = str(page.front.get("draft", "")).lower() == "true" or future
        return SiteFacts(draft, date, self._language(page), "blog" if kind == "blog" else "", bool(kind))

    def outputs(self, page: Page) -> tuple[str, ...]:
        kind = self._kind(page)
        if kind == "pages":
            stem = os.path.splitext(os.path.relpath(page.path, self._tree.path("src", "pages")))[0]
            return (_index(stem.replace(os.sep, "/")),)
        if not kind:
            return ()
        folder, route = self._plugins[kind]
        stem = os.path.splitext(os.path.relpath(page.path, self._tree.path(folder)))[0].replace(os.sep, "/")
        said = page.front.get("slug")
        if kind == "blog":
            *date, slug = self._dated(page)
            inner = str(said).strip("/") if said else "/".join((*date, slug.removesuffix("/index")))
            return (_index(f"{route}/{inner}"),)
        inner = _NUMBERED.sub("", stem)
        parts = inner.split("/")
        if said:
            inner = str(said).strip("/") if str(said).startswith("/") else "/".join((*parts[:-1], str(said)))
        elif parts[-1].lower() in ("index", "readme") or (len(parts) > 1 and parts[-1] == parts[-2]):
            inner = "/".join(parts[:-1])
        return (_index(f"{route}/{inner}"),)

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _kind(self, page: Page) -> str:
        """docs, blog or pages; empty for partial documents and what no plugin reads."""
        relative = self._tree.relative(page.path)
        if any(part.startswith("_") for part in relative.split("/")):
            return ""
        for kind, (folder, _) in self._plugins.items():
            if relative.startswith(folder + "/"):
                return kind
        if relative.startswith("i18n/"):
            plugin = relative.split("/")[2:3]
            return {"docusaurus-plugin-content-docs": "docs", "docusaurus-plugin-content-blog": "blog"}.get(
                "".join(plugin), ""
            )
        return "pages" if relative.startswith("src/pages/") else ""

    def _language(self, page: Page) -> str:
        parts = self._tree.relative(page.path).split("/")
        return parts[1] if parts[0] == "i18n" and len(parts) > 2 else ""

    def _dated(self, page: Page) -> tuple[str, str, str, str]:
        folder = self._plugins["blog"][0]
        stem = os.path.splitext(os.path.relpath(page.path, self._tree.path(folder)))[0].replace(os.sep, "/")
        match = _DATED.fullmatch(stem)
        if match:
            return match[1], match[2], match[3], match[4]
        year, month, day = (*str(page.front.get("date") or "")[:10].split("-"), "", "", "")[:3]
        return year, month, day, stem

    # -- what is printed

    def _theme(self, kind: str, renderer: Renderer) -> tuple[list[str], list[Piece]]:
        """What the site's own versions of the theme's components print around a document."""
        chain: list[str] = []
        pieces: list[Piece] = [MARK]
        names = {"docs": DOCS, "blog": BLOG, "pages": ("Root", "Layout")}[kind]
        for name in (*reversed(names), *BEHIND[kind]):
            path = self._modules.resolve(f"./src/theme/{name}", self._tree.path("x"))
            made = self._modules.constants(path).get("default") if path else None
            if not isinstance(made, Component):
                continue
            chain.append(path)
            variables = {
                **self._modules.constants(path),
                " props": {},
                "props": {"children": CONTENT},
                "children": CONTENT,
            }
            found = list(renderer.page(made.template, variables).pieces)
            if MARK in found and name not in BEHIND[kind]:
                cut = found.index(MARK)
                pieces = [*found[:cut], *pieces, *(p for p in found[cut:] if p is not MARK)]
            else:
                pieces += (p for p in found if p is not MARK)
        return chain, pieces

    def _functions(self, fields: Fields) -> Mapping[str, Function]:
        about = {"frontMatter": fields, "metadata": {"frontMatter": fields, "title": None}, "contentTitle": None}

        def document(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
            return about

        known = dict.fromkeys(("useDoc", "useBlogPost"), document)
        return {**self._modules.functions, **known, "component": self._component, "translate": _translate}

    def _component(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        """The theme's own version of a component (`@theme-original/…`) prints the document; `<Translate>` its text."""
        value = self._modules.named(frame, str(args[0]))
        if isinstance(value, Missing) and value.module.startswith(("@theme-original/", "@theme-init/", "@theme/")):
            children = args[1] if len(args) > 1 else None
            return children if isinstance(children, Markup) and not children.blank else CONTENT
        return self._modules.component(frame, args, named)

    def _everywhere(self) -> Mapping[str, object]:
        """Components that every document may use without an import."""
        path = self._modules.resolve("./src/theme/MDXComponents", self._tree.path("x"))
        made = self._modules.constants(path).get("default") if path else None
        return {k: v for k, v in made.items() if k[:1].isupper()} if isinstance(made, Mapping) else {}

    def _literal(self, pattern: object) -> list[Piece]:
        match = pattern.search(self._config)  # type: ignore[attr-defined]
        if match is None:
            return []
        return [Piece(match[match.lastindex], Place(self._path, match.start(match.lastindex)))]


def _translate(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    said = args[0] if args else None
    return said.get("message", UNKNOWN) if isinstance(said, Mapping) else UNKNOWN


def _index(path: str) -> str:
    inner = "/".join(part for part in path.split("/") if part).removesuffix("index").strip("/")
    return f"{inner}/index.html" if inner else "index.html"


def open_site(tree: Tree) -> Docusaurus:
    """The Docusaurus site in the tree's root."""
    return Docusaurus(tree)
