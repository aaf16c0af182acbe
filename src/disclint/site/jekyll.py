"""Jekyll: layout chains, includes with parameters, defaults, data; the documents' own tags. Gems are not in the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from disclint.site import rubyyaml
from disclint.site.data import read_data
from disclint.site.frame import Frame, Function
from disclint.site.inline import inline
from disclint.site.jekyllpaths import Where, excluded, inherited, merged, outputs, where
from disclint.site.liquid import parse
from disclint.site.liquidfilters import FILTERS
from disclint.site.pages import around, fronted, harmless, own_value, stands_alone
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, LIQUID, UNKNOWN, Fields, Markup, Quiet
from disclint.site.template import Template
from disclint.site.tree import Tree
from disclint.site.values import MARK, Page, Piece, Place, Printed, Provisions, SiteFacts, Unresolved

ENDINGS = (".html", ".md", ".markdown", ".htm", ".liquid", "")
DATA = (".yml", ".yaml", ".json")
DOCUMENTS = {"posts": "blog", "drafts": "blog", "news": "article", "articles": "article", "newsletters": "newsletter"}


class Layout:
    """One layout: its template, its own front matter, and the layout around it."""

    def __init__(self, path: str, template: Template, front: Mapping[str, object]) -> None:
        self.path, self.template, self.front = path, template, front


class Jekyll:
    """A `SiteReader` of one Jekyll site."""

    def __init__(self, tree: Tree, config: Mapping[str, object]) -> None:
        self._tree, self._config = tree, config
        self._layout = cache(self._read_layout)
        self._include = cache(self._read_include)
        self._data: object = None
        self._theme = str(config.get("remote_theme") or config.get("theme") or "")

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        at = self._where(page)
        if at.special or excluded(at.relative, self._config):
            return Provisions()
        reads: set[str] = set()
        renderer = Renderer(self._functions, LIQUID, reads, left_out=left_out)
        front = merged(inherited(at, self._config), rubyyaml.front(page))
        variables = self._variables(page, at, front, reads)
        own = self._own(page, renderer, variables)
        chain, pieces = self._chain(front, renderer, variables)
        unresolved = tuple(dict.fromkeys(renderer.unresolved))
        return Provisions(around(pieces, own, page), unresolved, tuple(layout.path for layout in chain))

    def facts(self, page: Page) -> SiteFacts:
        at = self._where(page)
        own = inherited(at, self._config)
        front = merged(own, rubyyaml.front(page))
        date = str(front.get("date") or at.date)[:10]
        future = bool(page.today and len(date) == 10 and date > page.today and not self._config.get("future"))
        hidden = at.collection == "drafts" or str(front.get("published")).lower() == "false"
        language = front.get("lang", front.get("language"))
        return SiteFacts(
            draft=hidden or (future and at.collection == "posts"),
            date=date,
            language=language if isinstance(language, str) else "",
            document=DOCUMENTS.get(at.collection, ""),
            page=not at.special or stands_alone(at.relative, *self._template_folders),
            inherited=own,
        )

    def outputs(self, page: Page) -> tuple[str, ...]:
        at = self._where(page)
        if at.special or excluded(at.relative, self._config):
            return ()
        return outputs(at, merged(inherited(at, self._config), rubyyaml.front(page)), self._config)

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _where(self, page: Page) -> Where:
        return where(self._tree.relative(page.path), self._config)

    @property
    def _template_folders(self) -> tuple[str, ...]:
        keys = (
            ("layouts_dir", "_layouts"),
            ("includes_dir", "_includes"),
            ("data_dir", "_data"),
            ("sass_dir", "_sass"),
        )
        return tuple(str(self._config.get(key) or default).strip("/") for key, default in keys)

    def _variables(self, page: Page, at: Where, front: Mapping[str, object], reads: set[str]) -> dict[str, object]:
        values: dict[str, object] = {name: own_value(name, value, page) for name, value in front.items()}
        values.setdefault("date", Quiet(at.date) if at.date else None)
        values |= {
            "collection": at.collection if at.collection != "pages" else None,
            "path": Quiet(at.relative),
            "relative_path": Quiet(at.relative),
            "name": Quiet(os.path.basename(at.relative)),
            "slug": Quiet(at.slug),
            "url": Quiet("/" + (outputs(at, front, self._config) or ("",))[0].removesuffix("index.html")),
            "id": Quiet(at.slug),
            "draft": at.collection == "drafts",
            "content": UNKNOWN,
            "next": UNKNOWN,
            "previous": UNKNOWN,
        }
        fields = Fields(values, reads)
        site = {**self._config, "data": self._all_data, "posts": UNKNOWN, "pages": UNKNOWN, "time": UNKNOWN}
        site |= {"tags": UNKNOWN, "categories": UNKNOWN, "related_posts": UNKNOWN, "static_files": UNKNOWN}
        return {
            "page": fields,
            "site": site,
            "jekyll": {"environment": "production", "version": UNKNOWN},
            "paginator": None,
            "layout": {},
            "content": CONTENT,
        }

    def _own(self, page: Page, renderer: Renderer, variables: Mapping[str, object]) -> tuple[Printed, ...]:
        """What the document's own tags print."""
        if not page.calls:
            return ()
        template = parse(page.path, page.text, start=_body(page))
        return inline(page, template, renderer, variables)

    def _chain(
        self, front: Mapping[str, object], renderer: Renderer, variables: Mapping[str, object]
    ) -> tuple[list[Layout], list[Piece]]:
        """The layouts from the innermost out, and what they print around the content."""
        chain: list[Layout] = []
        printed: object = CONTENT
        pieces: list[Piece] = [MARK]
        name = front.get("layout")
        while isinstance(name, str) and name not in ("none", "null", ""):
            layout = self._layout(str(name))
            if layout is None:
                renderer.unresolved.append(self._missing(str(name)))
                break
            if any(layout.path == other.path for other in chain):
                message = "the layouts include each other without end"
                renderer.unresolved.append(Unresolved(Place(layout.path), message))
                break
            chain.append(layout)
            made = renderer.page(layout.template, {**variables, "content": printed, "layout": layout.front})
            printed, pieces = made, list(made.pieces)
            name = layout.front.get("layout")
        return chain, pieces

    def _missing(self, name: str) -> Unresolved:
        place = Place(self._tree.first(self._tree.path("_config.yml"), self._tree.path("_config.yaml")))
        if self._theme:
            message = f"the layout {name} comes from the theme {self._theme}, which is not in this repository"
            return Unresolved(place, f"{message}; copy it into _layouts/, or judge the built pages with --rendered")
        return Unresolved(place, f"there is no layout {name} in _layouts/")

    # -- files

    def _folder(self, key: str, default: str) -> str:
        return self._tree.path(str(self._config.get(key) or default))

    def _read_layout(self, name: str) -> Layout | None:
        folder = self._folder("layouts_dir", "_layouts")
        path = self._tree.first(*(os.path.normpath(os.path.join(folder, name + e)) for e in ENDINGS))
        text = self._tree.read(path) if path else None
        if text is None:
            return None
        front, start = fronted(path, text)
        return Layout(path, parse(path, text, start=start), front)

    def _read_include(self, name: str) -> Template | None:
        path = os.path.normpath(os.path.join(self._folder("includes_dir", "_includes"), name))
        text = self._tree.read(path)
        return parse(path, text, start=fronted(path, text)[1]) if text is not None else None

    @property
    def _all_data(self) -> object:
        if self._data is None:
            folder = self._folder("data_dir", "_data")
            self._data = self._folder_data(folder) if self._tree.folder(folder) else {}
        return self._data

    def _folder_data(self, folder: str) -> dict[str, object]:
        found: dict[str, object] = {}
        for name in self._tree.listing(folder):
            path = os.path.join(folder, name)
            stem, ending = os.path.splitext(name)
            if self._tree.folder(path) and self._tree.inside(path) and not os.path.islink(path):
                found[name] = self._folder_data(path)
            elif ending in DATA:
                found[stem] = rubyyaml.data(read_data(self._tree, path), self._tree)
            elif ending in (".csv", ".tsv"):
                found[stem] = UNKNOWN
        return found

    # -- functions

    @property
    def _functions(self) -> Mapping[str, Function]:
        return {
            **FILTERS,
            "include": self._call_include,
            "include_cached": self._call_include,
            "include_relative": self._call_relative,
            "blank?": _equals_nothing,
            "tag seo": _prints_nothing,
            "tag feed_meta": _prints_nothing,
            "tag csrf_meta_tags": _prints_nothing,
        }

    def _call_include(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        name = args[0]
        if not isinstance(name, str):
            frame.unresolved("which file is included here can't be told from the templates")
            return Markup(())
        template = self._include(str(name))
        if template is None:
            gone = f"the include {name} is not in this repository"
            theme = f"; the theme {self._theme} may have it" if self._theme else ""
            frame.unresolved(f"{gone}{theme}", hides=not harmless(str(name)))
            return Markup(())
        return frame.include(template, {"include": named}, shares=True)

    def _call_relative(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        path = os.path.normpath(os.path.join(os.path.dirname(frame.template.path), str(args[0])))
        text = self._tree.read(path) if args[0] is not UNKNOWN else None
        if text is None:
            frame.unresolved(f"the file {args[0]} that is included here can't be read")
            return Markup(())
        return frame.include(parse(path, text, start=fronted(path, text)[1]), {"include": named}, shares=True)


def _prints_nothing(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    return None


def _equals_nothing(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    return False  # `x == blank` needs an extension of Ruby that Jekyll hasn't got


def _body(page: Page) -> int:
    return fronted(page.path, page.text)[1]


def open_site(tree: Tree) -> Jekyll:
    """The Jekyll site in the tree's root."""
    config: dict[str, object] = {}
    for name in ("_config.yml", "_config.yaml"):
        found = rubyyaml.data(read_data(tree, tree.path(name)), tree)
        config |= found if isinstance(found, dict) else {}
    return Jekyll(tree, config)
