"""Eleventy: layouts, includes, directory data, shortcodes, in Liquid and Nunjucks. JavaScript is read as text, never run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache

from disclint.lazy import expression
from disclint.site import liquid, nunjucks
from disclint.site.data import read_data
from disclint.site.eleventyconfig import EleventyConfig, exported, read, value_of
from disclint.site.eleventyfuncs import Functions
from disclint.site.eleventypaths import default, ignored, told
from disclint.site.inline import inline
from disclint.site.jslex import without_comments
from disclint.site.pages import around, fronted, own_value
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, LIQUID, NUNJUCKS, UNKNOWN, Quiet, Scope
from disclint.site.template import Template
from disclint.site.tree import Tree
from disclint.site.values import MARK, Page, Piece, Place, Printed, Provisions, SiteFacts, Unresolved

CONFIGS = (".eleventy.js", ".eleventy.cjs", *(f"eleventy.config.{e}" for e in ("js", "mjs", "cjs", "ts")))
ENDINGS = ("", ".njk", ".liquid", ".html", ".md", ".webc", ".11ty.js", ".hbs", ".ejs", ".pug", ".vto")
DOCUMENTS = {"posts": "blog", "post": "blog", "blog": "blog", "news": "article", "articles": "article"}
_DATED = expression(r"(\d{4}-\d\d-\d\d)-(.+)")
SCRIPTS = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
_NEWSLETTER = ("newsletter", "newsletters")


class Eleventy:
    """A `SiteReader` of one Eleventy site."""

    def __init__(self, tree: Tree, config: EleventyConfig) -> None:
        self._tree, self._config = tree, config
        self._input = tree.path(config.input)
        self._ignore = "\n".join((tree.read(tree.path(".eleventyignore")) or "", *config.ignores))
        self.template = cache(self._read_template)
        self._folder_data = cache(self._read_folder_data)
        self._functions = Functions(self)

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return Provisions()
        renderer = Renderer(self._functions.table, LIQUID, set(), left_out=left_out)
        data = self._fields(page)
        own = self._own(page, renderer, self._scope(page, data, CONTENT))
        chain, pieces = self._chain(page, data, renderer)
        unresolved = tuple(dict.fromkeys(renderer.unresolved))
        return Provisions(around(pieces, own, page), unresolved, tuple(chain))

    def facts(self, page: Page) -> SiteFacts:
        own = self._inherited(page)
        data = self._fields(page)
        folders = self._relative(page).split("/")[:-1]
        kind = next((DOCUMENTS[f] for f in reversed(folders) if f in DOCUMENTS), "")
        kind = "newsletter" if any(f in _NEWSLETTER for f in folders) else kind
        language = data.get("lang", data.get("language"))
        return SiteFacts(
            draft=str(data.get("draft", "")).lower() == "true",
            date=str(data.get("date") or self._slug(page)[0])[:10],
            language=language if isinstance(language, str) else "",
            document=kind,
            page=self._is_page(page) or self._beside(page),
            inherited=own,
        )

    def outputs(self, page: Page) -> tuple[str, ...]:
        if not self._is_page(page):
            return ()
        data = self._fields(page)
        slug = self._slug(page)[1]
        about = {"fileSlug": slug, "filePathStem": "/" + self._relative(page).rpartition(".")[0], "date": UNKNOWN}
        engine = self._config.markdown if page.path.endswith(".md") else self._config.html
        path = told(data.get("permalink"), {**data, "page": about}, engine, self._functions.table)
        return (path or default(self._relative(page)),)

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _relative(self, page: Page) -> str:
        return os.path.relpath(page.path, self._input).replace(os.sep, "/")

    def _is_page(self, page: Page) -> bool:
        folders = (self._config.includes, self._config.layouts, self._config.data)
        relative = self._relative(page)
        inside = any(f and (relative == f or relative.startswith(f.strip("/") + "/")) for f in folders)
        return not self._beside(page) and not inside and page.front.get("permalink") is not False

    def _beside(self, page: Page) -> bool:
        """Whether the site knows nothing of the document: it is judged as it stands."""
        return self._relative(page).startswith("../") or ignored(self._tree.relative(page.path), self._ignore)

    def _slug(self, page: Page) -> tuple[str, str]:
        """The date in the file's name, and the name without it."""
        stem = os.path.basename(page.path).rpartition(".")[0]
        match = _DATED.fullmatch(stem)
        return (match[1], match[2]) if match else ("", stem)

    def _inherited(self, page: Page) -> dict[str, object]:
        """Data from the folders above and from the file beside the document, the nearest first."""
        found: dict[str, object] = {}
        folder = self._input
        parts = self._relative(page).split("/")
        for part in ("", *parts[:-1]):
            folder = os.path.join(folder, part) if part else folder
            found |= self._folder_data(folder, os.path.basename(folder))
        return {**found, **self._folder_data(folder, parts[-1].rpartition(".")[0])}

    def _fields(self, page: Page) -> dict[str, object]:
        """What a document inherits and says itself. What is computed of it is unknown."""
        found = {**self._inherited(page), **page.front}
        computed = found.get("eleventyComputed")
        if computed is UNKNOWN:
            computed = ("layout", "permalink")
        return {**found, **dict.fromkeys(map(str, computed) if isinstance(computed, Mapping | tuple) else (), UNKNOWN)}

    def _read_folder_data(self, folder: str, name: str) -> Mapping[str, object]:
        found: dict[str, object] = {}
        for ending in (".json", ".11tydata.json"):
            value = self.load(os.path.join(folder, name + ending))
            found |= value if isinstance(value, dict) else {}
        for ending in SCRIPTS:
            path = os.path.join(folder, name + ending)
            text = self._tree.read(path)
            found |= exported(path, text) if text is not None else {}
        return found

    def load(self, path: str) -> object:
        """The value of a data file; UNKNOWN where it can't be read, None where there is none."""
        if path.endswith(".json"):
            return read_data(self._tree, path)
        text = self._tree.read(path)
        return value_of(path, text) if text is not None else None

    def _scope(self, page: Page, data: Mapping[str, object], content: object) -> Scope:
        slug = Quiet(self._slug(page)[1])
        about = {"fileSlug": slug, "url": slug, "inputPath": slug, "date": UNKNOWN, "filePathStem": slug}
        values = {**self._globals(), "page": about, "content": content, "collections": UNKNOWN, "eleventy": UNKNOWN}
        scope = Scope(values)
        for name, value in data.items():
            scope.set(name, own_value(name, value, page), (name,))
        return scope

    def _globals(self) -> dict[str, object]:
        found = {name.split(".")[0]: value for name, value in self._config.globals.items()}
        folder = os.path.join(self._input, self._config.data)
        for name in self._tree.listing(folder):
            stem, ending = name.partition(".")[0], os.path.splitext(name)[1]
            known = ending == ".json" or ending in (".js", ".mjs", ".cjs")
            found[stem] = self._functions.data(os.path.join(folder, name)) if known else UNKNOWN
        return found

    def _own(self, page: Page, renderer: Renderer, scope: Scope) -> tuple[Printed, ...]:
        """What the document's own tags print."""
        engine = self._config.markdown if not page.path.endswith((".html", ".htm")) else self._config.html
        if not page.calls or not engine:
            return ()
        template = self._parsed(page.path, page.text, page.front.get("templateEngineOverride") or engine)
        if template is None:
            return ()
        renderer.dialect = NUNJUCKS if engine == "njk" else LIQUID
        return inline(page, template, renderer, scope)

    def _chain(self, page: Page, data: Mapping[str, object], renderer: Renderer) -> tuple[list[str], list[Piece]]:
        """The layouts from the innermost out, and what they print around the content."""
        chain: list[str] = []
        printed: object = CONTENT
        pieces: list[Piece] = [MARK]
        name, known = data.get("layout", self._config.globals.get("layout")), dict(data)
        while isinstance(name, str) and name:
            path = self._layout(name)
            template = self.template(path) if path else None
            if template is None or path in chain:
                renderer.unresolved.append(self._missing(page, name, path, chain))
                break
            chain.append(path)
            known = {**template.front, **known}
            renderer.dialect = NUNJUCKS if self.engine(path) == "njk" else LIQUID
            made = self._functions.page(renderer, template, self._scope(page, known, printed))
            printed, pieces = made, list(made.pieces)
            name = template.front.get("layout")
        if name is UNKNOWN:
            place = Place(self._tree.first(*map(self._tree.path, CONFIGS)))
            renderer.unresolved.append(Unresolved(place, "which layout builds these documents is computed"))
        return chain, pieces

    def _missing(self, page: Page, name: str, path: str, chain: list[str]) -> Unresolved:
        if path in chain and path:
            return Unresolved(Place(path), "the layouts include each other without end")
        if path:
            return Unresolved(Place(path), "this template language is not read; judge the built pages with --rendered")
        place = page.origins.get("layout") or Place(self._tree.first(*map(self._tree.path, CONFIGS)))
        return Unresolved(place, f"there is no layout {name} in {self._config.layouts or self._config.includes}/")

    # -- files

    def _layout(self, name: str) -> str:
        name = self._config.aliases.get(name, name)
        folders = [f for f in (self._config.layouts, self._config.includes) if f]
        paths = (os.path.normpath(os.path.join(self._input, f, name + e)) for f in folders for e in ENDINGS)
        return self._tree.first(*paths)

    def include_path(self, name: str, beside: str) -> str:
        """The file that an include names: below the includes folder, or relative to the including file."""
        below = os.path.join(self._input, self._config.includes)
        if name.startswith("."):
            below = os.path.dirname(beside)
        return self._tree.first(*(os.path.normpath(os.path.join(below, name + e)) for e in ENDINGS[:4]))

    def engine(self, path: str) -> str:
        """njk or liquid; empty for what is not read."""
        ending = os.path.splitext(path)[1]
        engines = {".njk": "njk", ".liquid": "liquid", ".html": self._config.html, ".md": self._config.markdown}
        return engines.get(ending, "")

    def _read_template(self, path: str) -> Template | None:
        text = self._tree.read(path)
        return self._parsed(path, text, self.engine(path)) if text is not None else None

    def _parsed(self, path: str, text: str, engine: object) -> Template | None:
        if engine not in ("njk", "liquid"):
            return None
        front, start = fronted(path, text)
        read_text = nunjucks.parse(path, text, start=start) if engine == "njk" else None
        template = read_text or liquid.parse(path, text, start=start, bare_files=False)
        return template._replace(front=front)

    @property
    def shortcodes(self) -> Mapping[str, Template | None]:
        return self._config.shortcodes


def open_site(tree: Tree) -> Eleventy:
    """The Eleventy site in the tree's root."""
    path = tree.first(*map(tree.path, CONFIGS))
    text = tree.read(path) if path else None
    return Eleventy(tree, read(path, without_comments(text)) if text is not None else EleventyConfig())
