"""Quarto: included documents, files before and after the body, footers, metadata of folders, variables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import cast

from disclint.document import Call
from disclint.site.inline import place
from disclint.site.quartometa import Metadata, Settings, html, strings
from disclint.site.quartotext import Reading, included
from disclint.site.scripted import DOCUMENTS
from disclint.site.tree import Tree
from disclint.site.values import Condition, Page, Piece, Place, Printed, Provisions, SiteFacts, Unresolved

_SHORTCODES = ("include", "meta", "var")
_NEVER = ("README", "LICENSE", "CHANGELOG")


class Quarto:
    """A `SiteReader` of one Quarto project."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._metadata = Metadata(tree)
        project = self._metadata.project
        website = project.get("website", project.get("book"))
        self._website: Settings = cast("Settings", website) if isinstance(website, Mapping) else {}

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return Provisions()
        settings = self._metadata.of(page)
        reading = Reading(self._tree, settings, self._metadata.variables, left_out=left_out)
        inline = tuple(self._inline(page, reading))
        before = [
            *self._website_text("body-header"),
            *included(reading, html(settings, "include-before-body"), page.path),
        ]
        after = [
            *included(reading, html(settings, "include-after-body"), page.path),
            *self._website_text("body-footer"),
        ]
        after += self._footer(page, settings)
        printed = (Printed(tuple(before), 0), *inline, Printed(tuple(after), page.length))
        return Provisions(tuple(p for p in printed if p.pieces), tuple(dict.fromkeys(reading.unresolved)))

    def facts(self, page: Page) -> SiteFacts:
        above = self._metadata.above(page)
        settings = {**above, **page.front}
        date, language = str(settings.get("date") or "")[:10], settings.get("lang")
        parts = self._tree.relative(page.path).split("/")
        kind = next((DOCUMENTS[p] for p in parts[:-1] if p in DOCUMENTS), "")
        inherited = {name: value for name, value in above.items() if name not in _OF_THE_PROJECT}
        return SiteFacts(
            draft=str(settings.get("draft", "")).lower() == "true" or self._listed_draft("/".join(parts)),
            date=date,
            language=language if isinstance(language, str) else "",
            document=kind,
            page=self._is_whole(page),  # what Quarto passes over is judged as it stands
            inherited=inherited,
        )

    def outputs(self, page: Page) -> tuple[str, ...]:
        if not self._is_page(page):
            return ()
        said = page.front.get("output-file")
        stem = os.path.splitext(self._tree.relative(page.path))[0]
        if not said:
            return (f"{stem}.html",)
        name = str(said) if str(said).endswith(".html") else f"{said}.html"
        return (os.path.join(os.path.dirname(stem), name).replace(os.sep, "/"),)

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- pages

    def _is_page(self, page: Page) -> bool:
        never = os.path.splitext(os.path.basename(page.path))[0] in _NEVER and not page.path.endswith(".qmd")
        return self._is_whole(page) and not never

    def _is_whole(self, page: Page) -> bool:
        """Names that begin with an underscore are parts of other documents."""
        return not any(part.startswith("_") for part in self._tree.relative(page.path).split("/"))

    def _listed_draft(self, relative: str) -> bool:
        said = self._website.get("drafts")
        return relative in (map(str, said) if isinstance(said, list) else (said,))

    # -- what is printed

    def _inline(self, page: Page, reading: Reading) -> Iterator[Printed]:
        for call in page.calls:
            if isinstance(call, Call) and call.name in _SHORTCODES and call.args:
                here = Place(page.path, call.source.start)
                pieces = tuple(reading.own_tag(call.name, call.args[0], here, page.text))
                if pieces:
                    yield Printed(pieces, place(page, call.source.start), inline=True)

    def _website_text(self, name: str) -> Iterator[Piece]:
        for text in strings(self._website.get(name)):
            yield Piece(str(text), text.place, text.exact, (), "markdown")

    def _footer(self, page: Page, settings: Settings) -> Iterator[Piece]:
        """The footer of all pages; whether a single document can switch it off depends on Quarto's version."""
        doubt = None
        if settings.get("page-footer") is False:
            where = page.origins.get("page-footer", Place(page.path))
            doubt = Condition("page-footer: false", where, ("page-footer",))
        for text in strings(self._website.get("page-footer")):
            yield Piece(str(text), text.place, text.exact, (), "markdown", doubt)


_OF_THE_PROJECT = ("project", "website", "book", "format", "execute", "include-before-body", "include-after-body")


def open_site(tree: Tree) -> Quarto:
    """The Quarto project in the tree's root."""
    return Quarto(tree)
