"""What a run asks of sites for each document: the configuration says which site, its reader what templates print."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from disclint.model import Problem, Undecided
from disclint.site.detection import NO_SITE, Site

if TYPE_CHECKING:
    from disclint.config import Config
    from disclint.configs import Configs
    from disclint.document import Document
    from disclint.site.byhand import ByHand
    from disclint.site.sites import Sites
    from disclint.site.values import SiteFacts, SiteReader, Unresolved
    from disclint.templates import Received


class Answer(NamedTuple):
    """`received` is what templates print into the document's page (None: no templates are read), `facts` what the site knows
    of it, `unread` the generator whose templates can't be read, `notes` what is wrong with the site."""

    received: Received | None = None
    facts: SiteFacts | None = None
    unread: str = ""
    notes: tuple[Undecided, ...] = ()


class SiteDesk:
    """Answers for one document after another. `problems` gathers providers that can't be used."""

    def __init__(self, configs: Configs, today: str = "") -> None:
        self._configs, self._today = configs, today
        self._sites: Sites | None = None
        self._by_hand: dict[int, ByHand | None] = {}
        self._elsewhere: dict[str, set[tuple[str, str]]] = {}
        self.problems: list[Problem] = []

    @property
    def sites(self) -> Sites:
        if self._sites is None:
            from disclint.site.sites import Sites

            self._sites = Sites(self._today)
        return self._sites

    def site(self, path: str) -> Site:
        """The site that the document at an absolute path belongs to; what the configuration says wins."""
        config, found = self._configs.of(path), self._configs.site(path)
        if config.site == "none":
            return NO_SITE
        if not config.site and not config.site_root:
            return found
        folder = os.path.dirname(os.path.abspath(config.places["site"].path))
        root = os.path.normpath(os.path.join(folder, config.site_root)) if config.site_root else found.root
        return Site(config.site or found.name, found.path, root or folder)

    def root(self, path: str) -> str:
        """The folder of the whole site that a document belongs to: the site's own, else the repository's."""
        from disclint.discover import work_tree

        folder = os.path.dirname(path)
        return self.site(path).root or work_tree(folder) or folder

    def reader(self, path: str) -> SiteReader | None:
        site = self.site(path)
        return self.sites.reader(site) if site.name else None

    def asked(self) -> dict[str, frozenset[tuple[str, str]]]:
        """All that was asked of the disk for each site, here and in the processes that `also_asked` told of."""
        own = self._sites.asked() if self._sites else {}
        return {s: own.get(s, frozenset()).union(self._elsewhere.get(s, ())) for s in {**own, **self._elsewhere}}

    def also_asked(self, more: Mapping[str, Collection[tuple[str, str]]]) -> None:
        for site, asked in more.items():
            self._elsewhere.setdefault(site, set()).update(asked)

    def answer(self, document: Document, path: str) -> Answer:
        """What the site of the document at an absolute path says of it."""
        site, config = self.site(path), self._configs.of(path)
        by_hand = self.by_hand(config) if config.providers else None
        if not site.name and by_hand is None:
            return Answer()
        from disclint.site.sites import provided
        from disclint.templates import Received

        reader = self.sites.reader(site) if site.name else None
        if reader is None and by_hand is None:
            return Answer(unread=site.name)
        page = self.sites.page(document, path)
        received = Received(
            provided(page, reader, by_hand), lambda: provided(page, reader, by_hand, left_out=True), bool(reader)
        )
        notes = reader.notes() if reader else ()
        return Answer(
            received, reader.facts(page) if reader else None, "" if reader else site.name, tuple(map(_note, notes))
        )

    def by_hand(self, config: Config) -> ByHand | None:
        if id(config) not in self._by_hand:
            from disclint.providers import by_hand

            made, problems = by_hand(config)
            self._by_hand[id(config)] = made
            self.problems += problems
        return self._by_hand[id(config)]


def _note(unresolved: Unresolved) -> Undecided:
    from disclint.discover import printed
    from disclint.site.files import lines_of

    path, offset = unresolved.place
    line, column = lines_of(path).place(offset) if os.path.isfile(path) else (None, None)
    return Undecided(printed(path), "site", unresolved.message, line, column, (), 0)
