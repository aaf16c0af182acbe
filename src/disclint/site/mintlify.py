"""Mintlify: snippets that documents import or name, variables in them, and the banner of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property

from disclint.site.components import Modules
from disclint.site.frame import Frame
from disclint.site.jscomponent import Component
from disclint.site.jsfunctions import Calls, spread
from disclint.site.render import Renderer
from disclint.site.scope import JAVASCRIPT, UNKNOWN, Markup, Missing, Sourced
from disclint.site.scripted import DOCUMENTS, imported_documents, own_components
from disclint.site.tree import Tree
from disclint.site.values import Page, Piece, Printed, Provisions, SiteFacts, Unresolved

CONFIGS = ("docs.json", "mint.json")
ENDINGS = (".mdx", ".md")
SNIPPETS = ("snippets", "_snippets")
_WRAPPERS = frozenset(("Callout", "Card", "Check", "Danger", "Frame", "Info", "Note", "Panel", "Tip", "Warning"))
_NEVER = ("README.md", "LICENSE.md", "CHANGELOG.md", "CONTRIBUTING.md")


class Mintlify:
    """A `SiteReader` of one Mintlify site."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules = Modules(tree, ENDINGS)
        path = tree.first(*map(tree.path, CONFIGS))
        found = self._modules.data(path) if path else {}
        self._config: Mapping[str, object] = found if isinstance(found, dict) else {}

    # -- SiteReader

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
        language = parts[0] if len(parts) > 1 and parts[0] in self._languages else ""
        return SiteFacts(document=kind, page=self._is_page(page), language=language)

    def outputs(self, page: Page) -> tuple[str, ...]:
        stem = os.path.splitext(self._tree.relative(page.path))[0]
        return (f"{stem}.html", f"{stem}/index.html") if self._is_page(page) else ()

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _is_page(self, page: Page) -> bool:
        """What lies in the folder of snippets, or is imported anywhere, never becomes a page of its own."""
        relative = self._tree.relative(page.path)
        *folders, name = relative.split("/")
        globs = self._config.get("snippets")
        if isinstance(globs, list) and any(fnmatchcase(relative, str(g).replace("**/", "*")) for g in globs):
            return False
        kept = name not in _NEVER and not name.startswith("_")
        return kept and folders[:1] not in [[s] for s in SNIPPETS] and page.path not in self._imported

    @cached_property
    def _imported(self) -> frozenset[str]:
        return imported_documents(self._tree, self._modules, ENDINGS)

    @cached_property
    def _languages(self) -> frozenset[str]:
        navigation = self._config.get("navigation")
        said = navigation.get("languages") if isinstance(navigation, Mapping) else None
        entries = [e for e in said if isinstance(e, Mapping)] if isinstance(said, list) else []
        return frozenset(str(e.get("language", "")) for e in entries)

    # -- what is printed

    def _banner(self) -> Iterator[Piece]:
        banner = self._config.get("banner")
        text = banner.get("content") if isinstance(banner, Mapping) else None
        if isinstance(text, Sourced):
            yield Piece(str(text), text.place, text.exact, (), "markdown")

    def _component(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        """`<Snippet file="x.mdx" />` beside the imported ones."""
        name, known = str(args[0]), self._modules.named(frame, str(args[0]))
        if known is UNKNOWN and name in _WRAPPERS:
            return args[1] if len(args) > 1 else None
        if name != "Snippet" or not (known is UNKNOWN or isinstance(known, Missing)):
            return self._modules.component(frame, args, named)
        return self._snippet(frame, named)

    def _snippet(self, frame: Frame, named: Mapping[str, object]) -> object:
        file = named.get("file")
        for folder in (*SNIPPETS, ""):
            path = f"/{folder}/{file}".replace("//", "/")
            value = self._modules.imported(frame.template.path, path, "default") if isinstance(file, str) else None
            if isinstance(value, Component):
                return self._modules.printed(frame, value.template, spread(named))
        frame.unresolved(
            f"there is no snippet {file}" if isinstance(file, str) else "which snippet this is can't be told"
        )
        return Markup(())


def open_site(tree: Tree) -> Mintlify:
    """The Mintlify site in the tree's root."""
    return Mintlify(tree)
