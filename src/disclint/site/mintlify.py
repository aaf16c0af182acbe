"""Mintlify: snippets that documents import or name, and the banner of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from disclint.site.components import Modules
from disclint.site.frame import Frame
from disclint.site.jsfunctions import Calls
from disclint.site.render import Renderer
from disclint.site.scope import JAVASCRIPT, Markup, Sourced
from disclint.site.scripted import DOCUMENTS, own_components
from disclint.site.tree import Tree
from disclint.site.values import Page, Piece, Printed, Provisions, SiteFacts, Unresolved

CONFIGS = ("docs.json", "mint.json")


class Mintlify:
    """A `SiteReader` of one Mintlify site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules = Modules(tree)
        path = tree.first(*map(tree.path, CONFIGS))
        found = self._modules.data(path) if path else {}
        self._config: Mapping[str, object] = found if isinstance(found, dict) else {}

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return Provisions()
        functions = Calls({**self._modules.functions, "component": self._component})
        renderer = Renderer(functions, JAVASCRIPT, set(), left_out=left_out)
        own = own_components(page, self._modules, renderer, {})
        banner = tuple(self._banner())
        printed = (Printed(banner, 0), *own) if banner else own
        return Provisions(printed, tuple(dict.fromkeys(renderer.unresolved)))

    def facts(self, page: Page) -> SiteFacts:
        parts = self._tree.relative(page.path).split("/")
        kind = next((DOCUMENTS[p] for p in parts[:-1] if p in DOCUMENTS), "")
        return SiteFacts(document=kind, page=self._is_page(page))

    def outputs(self, page: Page) -> tuple[str, ...]:
        stem = os.path.splitext(self._tree.relative(page.path))[0]
        return (f"{stem}.html", f"{stem}/index.html") if self._is_page(page) else ()

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    def _is_page(self, page: Page) -> bool:
        parts = self._tree.relative(page.path).split("/")
        return "snippets" not in parts[:-1] and "_snippets" not in parts[:-1] and not parts[-1].startswith("_")

    def _banner(self) -> Iterator[Piece]:
        banner = self._config.get("banner")
        text = banner.get("content") if isinstance(banner, Mapping) else None
        if isinstance(text, Sourced):
            yield Piece(str(text), text.place, text.exact, (), "markdown")

    def _component(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        """`<Snippet file="x.mdx" />` beside the imported ones."""
        if args[0] != "Snippet" or not isinstance(named.get("file"), str):
            return self._modules.component(frame, args, named)
        name = str(named["file"]).lstrip("/")
        for folder in ("snippets", "_snippets", ""):
            value = self._modules.imported(
                frame.template.path, f"/{folder}/{name}" if folder else f"/{name}", "default"
            )
            if isinstance(value, Markup):
                return Markup(tuple(p._replace(via=(*frame.via, frame.place, *p.via)) for p in value.pieces))
        frame.unresolved(f"there is no snippet {name}")
        return Markup(())


def open_site(tree: Tree) -> Mintlify:
    """The Mintlify site in the tree's root."""
    return Mintlify(tree)
