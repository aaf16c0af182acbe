"""The sites of a run: which one a document belongs to, its reader, and what it says of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from disclint.discover import work_tree
from disclint.site import FRAMEWORKS
from disclint.site.tree import Tree
from disclint.site.values import Page, Place, Provisions, SiteReader

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.site.byhand import ByHand
    from disclint.site.detection import Site


class Sites:
    """Each site is opened once and read as documents ask for it. `today` is ISO or empty."""

    def __init__(self, today: str = "") -> None:
        self._today = today
        self._readers: dict[tuple[str, str], SiteReader | None] = {}
        self._trees: dict[str, Tree] = {}

    def reader(self, site: Site) -> SiteReader | None:
        """Answers for the documents of the site; None for a generator whose templates are not read."""
        key = (site.name, site.root)
        if key not in self._readers:
            self._readers[key] = self._opened(site) if site.name in FRAMEWORKS else None
        return self._readers[key]

    def _opened(self, site: Site) -> SiteReader:
        module, function = FRAMEWORKS[site.name].split(":")
        open_site: Callable[[Tree], SiteReader] = getattr(import_module(module), function)
        tree = self._trees[f"{site.name} {site.root}"] = Tree(site.root, work_tree(site.root) or site.root)
        return open_site(tree)

    def opened(self) -> Iterator[tuple[str, SiteReader]]:
        """The sites met so far, by their root."""
        return ((root, reader) for (_, root), reader in sorted(self._readers.items()) if reader is not None)

    def page(self, document: Document, path: str) -> Page:
        """The document as a site sees it."""
        front = {name: field.value for name, field in document.front.items()}
        origins = {name: Place(path, field.source.start) for name, field in document.front.items()}
        return Page(path, document.source.text, front, origins, document.calls, len(document.text), self._today)

    def asked(self) -> dict[str, frozenset[tuple[str, str]]]:
        """All that the reader of each site (generator and root) asked of the disk so far, see `Tree.asked`."""
        return {site: frozenset(tree.asked) for site, tree in self._trees.items()}


def provided(page: Page, reader: SiteReader | None, by_hand: ByHand | None, *, left_out: bool = False) -> Provisions:
    """What templates print into the page, and what the configuration says that they print."""
    found = reader.provisions(page, left_out=left_out) if reader else Provisions()
    if by_hand is None:
        return found
    own = by_hand.provisions(page, left_out=left_out)
    # what the configuration answers for is not undecided any more
    unresolved = found.unresolved if not own.printed else tuple(u._replace(hides=False) for u in found.unresolved)
    return found._replace(printed=(*found.printed, *own.printed), unresolved=unresolved)
