"""What a Next.js route and its layouts print around a document."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from disclint.lazy import expression
from disclint.site import jsx
from disclint.site.components import Modules
from disclint.site.frame import Frame, Function
from disclint.site.jscode import Parser
from disclint.site.jscomponent import Component, later
from disclint.site.jsfunctions import PROPS, Open
from disclint.site.jsmethods import METHODS
from disclint.site.messages import MessageCalls, Messages
from disclint.site.nextroutes import CODE, LANGUAGES, Routes
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, JAVASCRIPT, UNKNOWN, Fields, Markup, Missing
from disclint.site.scripted import folders_above
from disclint.site.shared import Made, Watched
from disclint.site.template import Lambda
from disclint.site.tree import Tree
from disclint.site.values import MARK, Page, Piece, Place, Unresolved

Args = Sequence[object]
Named = Mapping[str, object]
_SCRIPT = expression(r"<(?:script|style)\b|JSON\.stringify|application/")
_LAYOUT = expression(r"\.getLayout\s*+=\s*+")
_COLLECTED = expression(r"\b(all[A-Z]\w*+)\s*+\.find\Z")
# names under which a site's own code hands out a document's front matter, and its text
FRONT = ("frontmatter", "frontMatter", "meta", "metadata", "data", "attributes")
TEXT = ("content", "html", "source", "code", "mdxSource", "contentHtml", "body", "default", "Content")
WHOLE = ("post", "article", "entry", "doc", "document", "page", "item")


class Entry:
    """A document as a site's own code hands it out: its front matter under one of the usual names, or at the top. What else it
    holds can't be known: nor can its address, so that documents may share what is printed around them."""

    def __init__(self, fields: Watched) -> None:
        self._fields = fields

    def lookup(self, key: object) -> object:
        if key in ("slug", "id"):
            return UNKNOWN
        if key in (*FRONT, *TEXT) and self._fields.beside(str(key)) is None:
            return self._fields if key in FRONT else CONTENT
        value = self._fields.lookup(key)
        return UNKNOWN if value is None else value


class Run:
    """Renders what stands around documents."""

    def __init__(self, tree: Tree, modules: Modules, messages: Messages, routes: Routes) -> None:
        self._tree, self._modules, self._messages, self._routes = tree, modules, messages, routes
        self._kept: dict[tuple[str, str, bool], Made] = {}

    def functions(self, language: str, fetched: object = None, page: str = "") -> MessageCalls:
        """What templates call; `page` is the path of the document that a route may import, `fetched` what it is handed out as."""

        def component(frame: Frame, args: Args, named: Named) -> object:
            value = self._modules.named(frame, str(args[0]))
            own = isinstance(value, Component) and value.template.path == page
            return CONTENT if own else self._modules.component(frame, args, named)

        def find(frame: Frame, args: Args, named: Named) -> object:
            return fetched if fetched is not None and _collected(frame) else METHODS[".find"](frame, args, named)

        table = {**self._modules.functions, **self._messages.functions(language)}
        if fetched is not None:
            table |= _handing(fetched, table["import"])
        return MessageCalls({**table, "component": component, "html": _html, ".find": find, "use": _first}, fetched)

    def made(
        self, route: str, page: Page, fields: Watched, renderer: Renderer, language: str, *, left_out: bool
    ) -> Made:
        """What a route (or the document, where it is one) prints with all its layouts."""
        if route == page.path:
            return self._laid(route, Made((MARK,)), language, left_out=left_out)
        renderer.unresolved = []
        constants = self._modules.constants(route)
        made = constants.get("default")
        if not isinstance(made, Component):
            return Made(())
        renderer.functions = self.functions(language, Entry(fields), page.path)
        params = {name: language for name in ("locale", "lang", "lng", "language")}
        pieces = self._page(made, constants, Entry(fields), fields, params, renderer)
        unresolved = tuple(renderer.unresolved)
        return self._laid(route, Made(tuple(pieces), unresolved, (route,)), language, left_out=left_out)

    def _page(
        self,
        made: Component,
        constants: Mapping[str, object],
        entry: Entry,
        fields: Fields,
        params: Mapping[str, object],
        renderer: Renderer,
    ) -> list[Piece]:
        known: dict[str, object] = {
            **dict.fromkeys(WHOLE, entry),
            **dict.fromkeys(FRONT, fields),
            **dict.fromkeys(TEXT, CONTENT),
        }
        props: dict[str, object] = {**known, "params": _Params(params), "searchParams": UNKNOWN, "children": None}
        pieces = list(renderer.page(made.template, bound(made, {**constants, **known}, props)).pieces)
        return self._in_own_layout(made, constants, pieces, renderer)

    def _in_own_layout(
        self, made: Component, constants: Mapping[str, object], pieces: list[Piece], renderer: Renderer
    ) -> list[Piece]:
        """What `Page.getLayout = page => …` puts around a page."""
        said = _LAYOUT.search(made.template.text)
        if said is None:
            return pieces
        made_by = Parser(made.template.text, said.end(), len(made.template.text)).expression()
        if not isinstance(made_by, Lambda):
            place = Place(made.template.path, said.start() + 1)
            renderer.unresolved.append(Unresolved(place, "what `getLayout` puts around the page can't be read"))
            return pieces
        layout = jsx.function(made.template.path, made.template.text, made_by)
        page = dict.fromkeys(made_by.parameters[:1], Markup(tuple(pieces)))
        return list(renderer.page(layout, {**constants, **page}).pieces)

    # -- layouts

    def _laid(self, route: str, inner: Made, language: str, *, left_out: bool) -> Made:
        """The same with the layouts around it, the innermost first."""
        for path in reversed(self._layouts(route)):
            key = (path, language, left_out)
            if key not in self._kept:
                self._kept[key] = self._layout(path, language, left_out=left_out)
            layout = self._kept[key]
            pieces = put_in(layout.pieces, inner.pieces)
            inner = Made(pieces, (*inner.unresolved, *layout.unresolved), (*inner.chain, *layout.chain))
        return inner

    def _layouts(self, route: str) -> list[str]:
        if not self._routes.below(route, self._routes.app):
            names = [os.path.join(self._routes.pages, f"_app{e}") for e in CODE]
            return [path for path in [self._tree.first(*names)] if path]
        folders = folders_above(route, self._routes.app)
        names_of = [[os.path.join(f, f"{name}{e}") for e in CODE] for f in folders for name in ("layout", "template")]
        return [path for path in (self._tree.first(*names) for names in names_of) if path]

    def _layout(self, path: str, language: str, *, left_out: bool) -> Made:
        """What one layout prints; `MARK` stands for what it holds."""
        constants = self._modules.constants(path)
        made = constants.get("default")
        if not isinstance(made, Component):
            message = f"what {self._tree.relative(path)} exports can't be read as a layout"
            return Made((MARK,), (Unresolved(Place(path), message),))
        functions = self.functions(language)
        functions["getLayout"] = _last  # the page's own; it is put around the page with the page
        renderer = Renderer(functions, JAVASCRIPT, set(), left_out=left_out)
        params = _Params({name.strip("[]"): language for name in LANGUAGES})
        props = {"children": CONTENT, "params": params, "pageProps": UNKNOWN, "Component": CONTENT}
        pieces = renderer.page(made.template, bound(made, {**constants, "Component": CONTENT}, props)).pieces
        return Made(pieces, tuple(renderer.unresolved), (path,))


class _Params:
    """A route's parameters: all but the language differ from page to page."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known

    def lookup(self, key: object) -> object:
        return self._known.get(str(key), UNKNOWN)


def put_in(outer: Sequence[Piece], inner: Sequence[Piece]) -> tuple[Piece, ...]:
    """The inner pieces where the outer ones have their mark; behind them where they have none."""
    if MARK not in outer:
        return (*inner, *outer)
    cut = outer.index(MARK)
    doubt, rest = outer[cut].doubt, tuple(p for p in outer[cut:] if p is not MARK)
    shown = inner if doubt is None else tuple(p._replace(doubt=p.doubt or doubt) for p in inner)
    return (*outer[:cut], *shown, *rest)


def bound(made: Component, values: Mapping[str, object], props: Mapping[str, object]) -> dict[str, object]:
    """The variables of a component that is called by the framework, which may hand it other props too."""
    given = Open(props)
    return {**values, PROPS: given, **dict.fromkeys([name for name, _ in made.template.parameters[:1]], given)}


def _handing(fetched: object, imports: Function) -> dict[str, Function]:
    """Functions of packages that hand out a document, or its text."""

    def imported(frame: Frame, args: Args, named: Named) -> object:
        found = imports(frame, args, named)
        return fetched if found is UNKNOWN else found

    def loaded(frame: Frame, args: Args, named: Named) -> object:
        found = later(frame, args, named)
        return CONTENT if found is fetched else found

    read = dict.fromkeys(("compileMDX", "matter", "bundleMDX"), lambda frame, args, named: fetched)
    text = dict.fromkeys(("useMDXComponent", "getMDXComponent"), _content)
    return {**read, **text, "import": imported, "dynamic": loaded, "lazy": loaded}


def _collected(frame: Frame) -> bool:
    """Whether the list whose `find` is called is a collection that a package made of documents."""
    at = frame.place.offset
    said = _COLLECTED.search(frame.template.text, max(0, at - 80), at)
    scope = frame.scope.find(said[1]) if said else None
    return scope is not None and said is not None and isinstance(scope.values[said[1]], Missing)


def _html(frame: Frame, args: Args, named: Named) -> object:
    """HTML that is made elsewhere and put in as it is: a route's document, unless it stands in a script."""
    if args[0] is UNKNOWN:
        return None if _SCRIPT.search(frame.template.text, *frame.here) else CONTENT
    return args[0]


def _first(frame: Frame, args: Args, named: Named) -> object:
    return args[0]


def _last(frame: Frame, args: Args, named: Named) -> object:
    return args[-1]


def _content(frame: Frame, args: Args, named: Named) -> object:
    return CONTENT
