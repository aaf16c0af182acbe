"""Next.js: layouts and pages of both routers, the routes that render documents, MDX imports and components, messages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from disclint.lazy import expression
from disclint.site.components import Component, Modules
from disclint.site.frame import Frame, Function
from disclint.site.messages import Calls, Messages
from disclint.site.pages import around
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Fields
from disclint.site.scripted import DOCUMENTS, entry, folders_above, own_components
from disclint.site.shared import Made, Shared, Watched
from disclint.site.tree import Tree
from disclint.site.values import MARK, Page, Piece, Place, Provisions, SiteFacts, Unresolved

CODE = (".tsx", ".jsx", ".ts", ".js")
_LITERAL = expression(r"[\"'`]([\w./-]{2,80}+)[\"'`]")
_GROUP = expression(r"/\([^/()]*+\)(?=/|\Z)")
_MENTIONS = expression(r"mdx|MDX|markdown|Markdown|dangerouslySetInnerHTML|<Content\b|\.html\b|compileMDX")
_SCRIPT = expression(r"<(?:script|style)\b|JSON\.stringify|application/")
_NONE = ("node_modules", "public")
LANGUAGES = ("[locale]", "[lang]", "[lng]", "[language]")


class Next:
    """A `SiteReader` of one Next.js site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules = Modules(tree)
        self._messages = Messages(tree, self._modules)
        self._shared = Shared()
        self._app = next((p for p in (tree.path("src", "app"), tree.path("app")) if os.path.isdir(p)), "")
        self._pages = next((p for p in (tree.path("src", "pages"), tree.path("pages")) if os.path.isdir(p)), "")

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return Provisions()
        language = self._language(page)
        renderer = Renderer(self._functions(language), JAVASCRIPT, set(), left_out=left_out)
        own = own_components(page, self._modules, renderer, self._everywhere)
        made = self._made(page, language, left_out=left_out)
        unresolved = tuple(dict.fromkeys((*renderer.unresolved, *made.unresolved)))
        return Provisions(around(made.pieces, own, page), unresolved, made.chain)

    def _made(self, page: Page, language: str, *, left_out: bool) -> Made:
        """What stands around the document; made once for all documents of a folder that answer alike."""
        renderer = Renderer(self._functions(language), JAVASCRIPT, set(), left_out=left_out)
        fields = Watched(page, page.front, renderer.reads)
        key = (page.path if self._routed(page) else os.path.dirname(page.path), language, left_out)
        made = self._shared.find(key, fields)
        if made is None:
            chain, pieces = self._around(page, fields, renderer)
            made = Made(tuple(pieces), tuple(dict.fromkeys(renderer.unresolved)), tuple(chain))
            self._shared.keep(key, fields, made)
        return made

    def facts(self, page: Page) -> SiteFacts:
        parts = self._tree.relative(page.path).split("/")
        date = str(page.front.get("date") or page.front.get("publishedAt") or "")[:10]
        kind = next((DOCUMENTS[p] for p in parts[:-1] if p in DOCUMENTS), "")
        draft = str(page.front.get("draft", "")).lower() == "true"
        language = self._language(page) if len(self._messages.languages) > 1 else ""
        return SiteFacts(draft, date, language, kind, self._is_page(page))

    def outputs(self, page: Page) -> tuple[str, ...]:
        if not self._is_page(page):
            return ()
        routes = [page.path] if self._routed(page) else self._routes_of(page)
        found: list[str] = []
        for route in routes:
            root = self._app if self._app and route.startswith(self._app) else self._pages
            inner = _GROUP.sub("", "/" + os.path.relpath(route, root).replace(os.sep, "/")).rpartition(".")[0]
            inner = inner.removesuffix("/page").removesuffix("/index")
            path = "/".join(part for p in inner.split("/") if (part := self._filled(p, page)))
            found += (f"{path}.html", f"{path}/index.html") if path else ("index.html",)
        return tuple(dict.fromkeys(found))

    def _filled(self, part: str, page: Page) -> str:
        """A part of a route's path with the document's values for its parameters."""
        if part in LANGUAGES:
            return self._language(page)
        return os.path.splitext(os.path.basename(page.path))[0] if part.startswith("[") else part

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _routed(self, page: Page) -> bool:
        """Whether the document is a route itself (`app/**/page.mdx`, `pages/**.mdx`)."""
        below_app = self._app and page.path.startswith(self._app + os.sep)
        if below_app:
            return os.path.basename(page.path).startswith("page.")
        return bool(self._pages) and page.path.startswith(self._pages + os.sep)

    def _is_page(self, page: Page) -> bool:
        parts = self._tree.relative(page.path).split("/")
        if any(part.startswith("_") or part in _NONE for part in parts) or "components" in parts:
            return False
        inside_app = bool(self._app) and page.path.startswith(self._app + os.sep)
        if self._routed(page):
            return True
        return len(parts) > 1 and not inside_app and page.path.endswith((".mdx", ".md"))

    def _language(self, page: Page) -> str:
        languages = self._messages.languages
        said = page.front.get("locale", page.front.get("lang"))
        parts = self._tree.relative(page.path).split("/")
        stem = parts[-1].split(".")
        found = next((p for p in (str(said or ""), *reversed(parts[:-1]), *stem[1:-1]) if p in languages), "")
        return found or ("en" if "en" in languages or not languages else languages[0])

    # -- routes

    @cached_property
    def _routes(self) -> Sequence[tuple[str, frozenset[str]]]:
        """Each route with a parameter that prints documents: its path, and the words that its code and its helpers name."""
        found = []
        for root in (self._app, self._pages):
            for path in self._tree.walk(root) if root else ():
                name, parts = os.path.basename(path), os.path.relpath(path, root).split(os.sep)
                dynamic = any(part.startswith("[") and part not in LANGUAGES for part in parts)
                routed = name.startswith("page.") if root == self._app else not name.startswith("_")
                if dynamic and routed and path.endswith(CODE):
                    text = self._tree.read(path) or ""
                    found.append((path, frozenset(self._words(path, text))))
        return found

    def _words(self, path: str, text: str) -> Iterator[str]:
        yield from (m[1].strip("./") for m in _LITERAL.finditer(text))
        module = self._modules.module(path)
        for source, _ in module.imports.values() if module else ():
            helper = self._modules.resolve(source, path)
            if helper.endswith((".ts", ".js", ".mjs")):
                yield from (m[1].strip("./") for m in _LITERAL.finditer(self._tree.read(helper) or ""))

    def _routes_of(self, page: Page) -> list[str]:
        """The routes that name the document's folder: `content/posts` or `posts`; the innermost folder decides."""
        parts = self._tree.relative(page.path).split("/")[:-1]
        for i in range(len(parts), 0, -1):
            if parts[i - 1] in (*self._messages.languages, "content", "src"):
                continue
            own = [path for path, _ in self._routes if f"{os.sep}{parts[i - 1]}{os.sep}[" in path]
            said = [path for path, words in self._routes if "/".join(parts[:i]) in words or parts[i - 1] in words]
            both = [path for path in own if path in said]
            if both or said or own:
                return both or own or said
        return []

    # -- what is printed

    def _functions(self, language: str) -> Mapping[str, Function]:
        return Calls({**self._modules.functions, **self._messages.functions(language), "html": _html})

    @cached_property
    def _everywhere(self) -> Mapping[str, object]:
        """Components of `mdx-components`: what every document may use without an import."""
        found: dict[str, object] = {}
        for name in (
            "mdx-components",
            "src/mdx-components",
            "src/components/mdx",
            "components/mdx",
            "components/MDXComponents",
        ):
            path = self._modules.resolve(f"./{name}", self._tree.path("x"))
            constants = self._modules.constants(path) if path else {}
            found |= {k: v for k, v in constants.items() if k[:1].isupper()}
            for value in constants.values():
                found |= {k: v for k, v in value.items() if k[:1].isupper()} if isinstance(value, Mapping) else {}
        return found

    def _around(self, page: Page, fields: Watched, renderer: Renderer) -> tuple[list[str], list[Piece]]:
        if self._routed(page):
            return self._layouts(page.path, [MARK], renderer)
        routes = self._routes_of(page)
        if not routes:
            self._unknown(page, renderer)
            return [], [MARK]
        chain: list[str] = []
        for route in routes[:3]:
            made = self._route(route, page, fields, renderer)
            if MARK in made:
                chain, pieces = self._layouts(route, made, renderer)
                return [route, *chain], pieces
        self._unknown(page, renderer)
        return chain, [MARK]

    def _unknown(self, page: Page, renderer: Renderer) -> None:
        """Which route renders a document can't be told: said once for its folder."""
        folder = os.path.dirname(page.path)
        routes = (
            ", ".join(self._tree.relative(path) for path, _ in self._routes[:3]) or "none with a parameter was found"
        )
        message = (
            f"which route renders the documents of {self._tree.relative(folder)}/ can't be told (routes: {routes}); "
        )
        message += "judge the built pages with --rendered, or name the text under site.providers"
        config = self._tree.first(*(self._tree.path(f"next.config.{e}") for e in ("js", "mjs", "ts", "cjs")))
        renderer.unresolved.append(Unresolved(Place(config), message))

    def _route(self, path: str, page: Page, fields: Fields, renderer: Renderer) -> list[Piece]:
        """What a route's page prints around the document."""
        constants = self._modules.constants(path)
        made = constants.get("default")
        if not isinstance(made, Component):
            return []
        about = Entry(
            {
                **entry(page, fields, ""),
                **dict.fromkeys(("frontmatter", "frontMatter", "meta"), fields),
                **_SLUG,
                **_TEXT,
            },
            fields,
        )
        if "getLayout" in made.template.text:
            place = Place(path, made.template.text.index("getLayout"))
            renderer.unresolved.append(Unresolved(place, "what `getLayout` puts around the page is not read"))
        params = {**_SLUG, "locale": self._language(page), "lang": self._language(page)}
        known = {name: about for name in ("post", "article", "entry", "doc", "page")}
        props = {"params": params, "searchParams": UNKNOWN, "frontmatter": fields, "frontMatter": fields, **known}
        variables = self._bound(made, {**constants, **props}, props)
        renderer.functions = Calls(renderer.functions, fetched=about)
        return list(renderer.page(made.template, variables).pieces)

    def _layouts(self, route: str, pieces: list[Piece], renderer: Renderer) -> tuple[list[str], list[Piece]]:
        """The layouts around a route, the innermost first."""
        chain: list[str] = []
        if self._app and route.startswith(self._app + os.sep):
            paths = [
                self._tree.first(*(os.path.join(f, f"layout{e}") for e in CODE))
                for f in folders_above(route, self._app)
            ]
        else:
            paths = [self._tree.first(*(os.path.join(self._pages, f"_app{e}") for e in CODE))]
        for path in reversed([p for p in paths if p]):
            constants = self._modules.constants(path)
            made = constants.get("default")
            if not isinstance(made, Component):
                continue
            props = {"children": CONTENT, "params": UNKNOWN, "pageProps": {}, "Component": CONTENT}
            found = list(
                renderer.page(made.template, self._bound(made, {**constants, "Component": CONTENT}, props)).pieces
            )
            chain.append(path)
            if MARK in found:
                cut = found.index(MARK)
                pieces = [*found[:cut], *pieces, *(p for p in found[cut:] if p is not MARK)]
            else:
                pieces = [*pieces, *found]
        return chain, pieces

    def _bound(self, made: Component, values: dict[str, object], props: Mapping[str, object]) -> dict[str, object]:
        """The variables of a component that is called by the framework."""
        bound: dict[str, object] = {**values, " props": dict(props)}
        for name, _ in made.template.parameters:
            key, _, local = name.partition(" ")
            if name:
                bound[local or key] = props.get(key, props if made.template.parameters[0][0] == name else UNKNOWN)
        return bound


_SLUG: Mapping[str, object] = {
    "slug": UNKNOWN,
    "id": UNKNOWN,
}  # so that documents can share what is printed around them

_TEXT: Mapping[str, object] = dict.fromkeys(("content", "html", "source", "code", "mdxSource", "contentHtml"), CONTENT)


class Entry(dict[str, object]):
    """A document as a site's own code hands it out: its front matter under one of the usual names, or at the top."""

    def __init__(self, values: Mapping[str, object], fields: Fields) -> None:
        super().__init__(values)
        self._fields = fields

    def lookup(self, key: object) -> object:
        if key in self:
            return self[str(key)]
        value = self._fields.lookup(key)
        return UNKNOWN if value is None else value


def _html(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    """HTML that is made elsewhere and put in as it is: a route's document."""
    if args[0] is UNKNOWN:
        return None if _SCRIPT.search(frame.template.text, *frame.here) else CONTENT
    return args[0]


def open_site(tree: Tree) -> Next:
    """The Next.js site in the tree's root."""
    return Next(tree)
