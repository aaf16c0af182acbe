"""Docusaurus: partial documents and components that documents import, components of the theme that the site wraps or replaces,
the footer's and the announcement bar's text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from disclint.site.docuconfig import read
from disclint.site.docuplaces import Spot, day, output, spot
from disclint.site.docurun import Run, ThemeModules
from disclint.site.pages import around, stands_alone
from disclint.site.scripted import imported_documents, own_components
from disclint.site.shared import Shared, Watched
from disclint.site.tree import Tree
from disclint.site.values import Page, Place, Provisions, SiteFacts, Unresolved


class Docusaurus:
    """A `SiteReader` of one Docusaurus site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules = ThemeModules(tree)
        self._config = read(tree, self._modules)
        self._shared = Shared()
        self._spot = cache(lambda path: spot(tree.relative(path), self._config))

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        where: Spot | None = self._spot(page.path)
        if where is None:
            return Provisions((), self._unknown(page))
        fields = Watched(page, page.front, set())
        run = Run(self._tree, self._modules, self._config, fields, where, left_out=left_out)
        own = own_components(page, self._modules, run.renderer, self._modules.everywhere)
        asked = tuple(run.renderer.unresolved)
        run.renderer.unresolved = []
        key = (where.plugin, where.locale, left_out)
        made = self._shared.find(key, fields)
        if made is None:
            made = run.made()
            self._shared.keep(key, fields, made)
        return Provisions(around(made.pieces, own, page), tuple(dict.fromkeys((*asked, *made.unresolved))), made.chain)

    def facts(self, page: Page) -> SiteFacts:
        where: Spot | None = self._spot(page.path)
        if where is None:
            return SiteFacts(page=self._alone(page))
        date = day(where, page)
        hidden = any(str(page.front.get(name, "")).lower() == "true" for name in ("draft", "unlisted"))
        language = where.locale or (self._config.locale if "i18n" in self._config.values else "")
        kind = "blog" if where.plugin.kind == "blog" else ""
        return SiteFacts(hidden, date, language, kind)

    def outputs(self, page: Page) -> tuple[str, ...]:
        where: Spot | None = self._spot(page.path)
        return (output(where, page, self._config, self._tree),) if where else ()

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _alone(self, page: Page) -> bool:
        """Whether the document lies beside what is published and is judged as it stands."""
        relative = self._tree.relative(page.path)
        part = any(name.startswith("_") for name in relative.split("/")) or page.path in self._imported
        return not part and stands_alone(relative, "src", "static", "i18n")

    @cached_property
    def _imported(self) -> frozenset[str]:
        return imported_documents(self._tree, self._modules, (".mdx", ".md"))

    def _surely_unpublished(self, page: Page) -> bool:
        """Partial documents, and what no plugin reads where all plugins are known."""
        parts = self._tree.relative(page.path).split("/")
        return self._config.sure or any(part.startswith("_") for part in parts) or not self._alone(page)

    def _unknown(self, page: Page) -> tuple[Unresolved, ...]:
        if self._surely_unpublished(page) or not page.path.endswith((".md", ".mdx")):
            return ()
        message = (
            "which folders are published can't be told from the configuration; name `path` literally, judge the built pages "
            "with --rendered, or say under site.providers what templates print"
        )
        return (Unresolved(Place(self._config.path or page.path), message),)


def open_site(tree: Tree) -> Docusaurus:
    """The Docusaurus site in the tree's root."""
    return Docusaurus(tree)
