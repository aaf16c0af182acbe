"""Next.js: layouts and pages of both routers, the routes that render documents, MDX imports and components, messages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property

from disclint.document import Call
from disclint.lazy import expression
from disclint.site.components import Modules
from disclint.site.jsfunctions import applied
from disclint.site.messages import Messages
from disclint.site.nextroutes import LANGUAGES, Routes
from disclint.site.nextrun import Run
from disclint.site.pages import around, stands_alone
from disclint.site.render import Renderer
from disclint.site.scope import JAVASCRIPT
from disclint.site.scripted import DOCUMENTS, imported_documents, own_components
from disclint.site.shared import Made, Shared, Watched
from disclint.site.tree import Tree
from disclint.site.values import MARK, Condition, Page, Piece, Place, Provisions, SiteFacts, Unresolved

ENDINGS = (".mdx", ".md")
EVERYWHERE = (
    "mdx-components",
    "src/mdx-components",
    "src/components/mdx",
    "components/mdx",
    "components/MDXComponents",
)
_GROUP = expression(r"/[(@][^/]*+(?=/|\Z)")
_NONE = ("node_modules", "public", "components")
MOST = 4  # routes that are looked at where several may render a document


class Next:
    """A `SiteReader` of one Next.js site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules = Modules(tree)
        self._messages = Messages(tree, self._modules)
        self._routes = Routes(tree, self._modules, self._messages.languages)
        self._run = Run(tree, self._modules, self._messages, self._routes)
        self._modules.everywhere = _everywhere(tree, self._modules)
        self._shared = Shared()

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return Provisions()
        language = self._language(page)
        renderer = Renderer(self._run.functions(language), JAVASCRIPT, set(), left_out=left_out)
        own = own_components(page, self._modules, renderer, self._components(page))
        made = self._made(page, language, left_out=left_out)
        unresolved = tuple(dict.fromkeys((*renderer.unresolved, *made.unresolved)))
        return Provisions(around(made.pieces, own, page), unresolved, made.chain)

    def facts(self, page: Page) -> SiteFacts:
        parts = self._tree.relative(page.path).split("/")
        date = str(page.front.get("date") or page.front.get("publishedAt") or "")[:10]
        kind = next((DOCUMENTS[p] for p in parts[:-1] if p in DOCUMENTS), "")
        draft = str(page.front.get("draft", "")).lower() == "true"
        language = self._language(page) if len(self._messages.languages) > 1 else ""
        return SiteFacts(draft, date, language, kind, self._is_page(page) or self._alone(page))

    def outputs(self, page: Page) -> tuple[str, ...]:
        if not self._is_page(page):
            return ()
        routes = (page.path,) if self._routes.routed(page.path) else self._routes.of(page.path)
        found: list[str] = []
        for route in routes:
            root = self._routes.app if self._routes.below(route, self._routes.app) else self._routes.pages
            inner = "/" + os.path.relpath(route, root).replace(os.sep, "/").rpartition(".")[0]
            inner = _GROUP.sub("", inner).removesuffix("/page").removesuffix("/index")
            path = "/".join(part for p in inner.split("/") if (part := self._filled(p, page)))
            found += (f"{path}.html", f"{path}/index.html") if path else ("index.html",)
        return tuple(dict.fromkeys(found))

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _filled(self, part: str, page: Page) -> str:
        """A part of a route's path with the document's values for its parameters."""
        if part in LANGUAGES:
            return self._language(page)
        if not part.startswith("["):
            return part
        said = page.front.get("slug")
        return said.strip("/") if isinstance(said, str) and said else os.path.splitext(os.path.basename(page.path))[0]

    def _is_page(self, page: Page) -> bool:
        """Documents that others import are no pages, nor is what lies among the routes and is none."""
        parts = self._tree.relative(page.path).split("/")
        if self._routes.routed(page.path) or self._routes.of(page.path):
            return not parts[-1].startswith("_")
        among = any(self._routes.below(page.path, root) for root in (self._routes.app, self._routes.pages))
        hidden = any(part.startswith("_") or part in _NONE for part in parts)
        kept = len(parts) > 1 and not among and not hidden and page.path.endswith(ENDINGS)
        return kept and page.path not in self._imported

    def _alone(self, page: Page) -> bool:
        """Whether the document lies beside the site and is judged as it stands."""
        relative = self._tree.relative(page.path)
        return stands_alone(relative, "components", "src", "app", "pages") and page.path not in self._imported

    @cached_property
    def _imported(self) -> frozenset[str]:
        return imported_documents(self._tree, self._modules, ENDINGS)

    def _language(self, page: Page) -> str:
        languages = self._messages.languages
        said = page.front.get("locale", page.front.get("lang"))
        parts = self._tree.relative(page.path).split("/")
        stem = parts[-1].split(".")
        found = next((p for p in (str(said or ""), *reversed(parts[:-1]), *stem[1:-1]) if p in languages), "")
        return found or ("en" if "en" in languages or not languages else languages[0])

    def _components(self, page: Page) -> Mapping[str, object]:
        """What the document may use without an import: the components of all documents, and those of its route."""
        found = dict(self._modules.everywhere)
        routes = self._routes.of(page.path) if any(c.syntax == "jsx" for c in _calls(page)) else ()
        for route in routes[:1]:
            text = self._tree.read(route) or ""
            constants = self._modules.constants(route) if "components=" in text or "components:" in text else {}
            found |= _capitals(constants)
            for value in constants.values():
                found |= _capitals(value) if isinstance(value, Mapping) else {}
        return found

    # -- what stands around a document

    def _made(self, page: Page, language: str, *, left_out: bool) -> Made:
        """Made once for all documents of a folder that answer alike."""
        routed = self._routes.routed(page.path)
        fields = Watched(page, page.front, set())
        key = (page.path if routed else os.path.dirname(page.path), language, left_out)
        made = self._shared.find(key, fields)
        if made is None:
            routes = (page.path,) if routed else self._routes.of(page.path)[:MOST]
            found = [self._by(route, page, fields, language, left_out=left_out) for route in routes]
            made = self._decided(page, [one for one in found if MARK in one.pieces])
            self._shared.keep(key, fields, made)
        return made

    def _by(self, route: str, page: Page, fields: Watched, language: str, *, left_out: bool) -> Made:
        renderer = Renderer({}, JAVASCRIPT, fields.reads, left_out=left_out)
        return self._run.made(route, page, fields, renderer, language, left_out=left_out)

    def _decided(self, page: Page, found: list[Made]) -> Made:
        """What the one route prints; where several may be meant and print different things, all of it is in doubt."""
        if not found:
            return Made((MARK,), (self._unknown(page),))
        if all(one.pieces == found[0].pieces for one in found):
            return found[0]
        names = ", ".join(self._tree.relative(one.chain[0]) for one in found)
        doubt = Condition(f"which of {names} renders the document", Place(found[0].chain[0]))
        pieces: list[Piece] = []
        for one in found:
            pieces += (p._replace(doubt=p.doubt or doubt) for p in one.pieces if p is not MARK)
        unresolved = tuple(u for one in found for u in one.unresolved)
        return Made((MARK, *pieces), unresolved, tuple(path for one in found for path in one.chain))

    def _unknown(self, page: Page) -> Unresolved:
        """Which route renders a document can't be told: said once for its folder."""
        folder = self._tree.relative(os.path.dirname(page.path))
        routes = [self._tree.relative(route.path) for route in self._routes.all if route.dynamic]
        shown = ", ".join(routes[:3]) or "none with a parameter was found"
        message = (
            f"which route renders the documents of {folder}/ can't be told (routes: {shown}); "
            "judge the built pages with --rendered, or name the text under site.providers"
        )
        config = self._tree.first(*(self._tree.path(f"next.config.{e}") for e in ("js", "mjs", "ts", "cjs")))
        return Unresolved(Place(config), message)


def _calls(page: Page) -> Iterator[Call]:
    yield from (call for call in page.calls if isinstance(call, Call))


def _capitals(values: Mapping[str, object]) -> dict[str, object]:
    """Those of the values that are named like components."""
    return {name: value for name, value in values.items() if str(name)[:1].isupper()}


def _everywhere(tree: Tree, modules: Modules) -> dict[str, object]:
    """Components of `mdx-components`: what every document may use without an import."""
    found: dict[str, object] = {}
    for name in EVERYWHERE:
        path = modules.resolve(f"/{name}", tree.root)
        module = modules.module(path) if path else None
        if module is None:
            continue
        constants = modules.constants(path)
        found |= _capitals(constants)
        for value in constants.values():
            found |= _capitals(value) if isinstance(value, Mapping) else {}
        value = applied(constants.get("useMDXComponents"), modules.frame(module, constants), ({},))
        found |= _capitals(value) if isinstance(value, Mapping) else {}
    return found


def open_site(tree: Tree) -> Next:
    """The Next.js site in the tree's root."""
    return Next(tree)
