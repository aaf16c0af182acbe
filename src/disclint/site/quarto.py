"""Quarto: included documents, files before and after the body, page footers, metadata of folders, variables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from disclint.document import Call
from disclint.lazy import expression
from disclint.site.data import read_data
from disclint.site.inline import place
from disclint.site.pages import fronted
from disclint.site.quartodivs import conditions, cut, under
from disclint.site.scope import Sourced
from disclint.site.scripted import DOCUMENTS, folders_above
from disclint.site.tree import Tree
from disclint.site.values import Page, Piece, Place, Printed, Provisions, SiteFacts, Unresolved

_TAG = expression(r"\{\{<\s*+(include|meta|var)\s++([^\s>]++)\s*+>\}\}")
DEPTH, MOST = 20, 500  # includes in each other, and of one document
CONFIGS = ("_quarto.yml", "_quarto.yaml")


class Quarto:
    """A `SiteReader` of one Quarto project."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._config = self._load(*CONFIGS)
        self._variables = self._load("_variables.yml", "_variables.yaml")
        self._folders: dict[str, Mapping[str, object]] = {}
        self._included_so_far = 0

    # -- SiteReader

    def provisions(self, page: Page, *, left_out: bool = False) -> Provisions:
        if not self._is_page(page):
            return Provisions()
        unresolved: list[Unresolved] = []
        self._included_so_far = 0
        front = fronted(page.path, page.text)[0]
        options = self._options(page, front)
        inline = tuple(self._inline(page, front, unresolved))
        before = self._files(options.get("include-before-body"), page, front, unresolved)
        after = [*self._files(options.get("include-after-body"), page, front, unresolved), *self._footer()]
        printed = (Printed(tuple(before), 0), *inline, Printed(tuple(after), page.length))
        return Provisions(tuple(p for p in printed if p.pieces), tuple(dict.fromkeys(unresolved)))

    def facts(self, page: Page) -> SiteFacts:
        date = str(page.front.get("date") or "")[:10]
        parts = self._tree.relative(page.path).split("/")
        kind = next((DOCUMENTS[p] for p in parts[:-1] if p in DOCUMENTS), "")
        language = page.front.get("lang", self._config.get("lang"))
        draft = str(page.front.get("draft", "")).lower() == "true"
        return SiteFacts(draft, date, language if isinstance(language, str) else "", kind, self._is_page(page))

    def outputs(self, page: Page) -> tuple[str, ...]:
        if not self._is_page(page):
            return ()
        said = page.front.get("output-file")
        stem = os.path.splitext(self._tree.relative(page.path))[0]
        own = os.path.join(os.path.dirname(stem), str(said)).replace(os.sep, "/") if said else f"{stem}.html"
        return (own,)

    def notes(self) -> Iterator[Unresolved]:
        yield from self._tree.notes

    def templates(self) -> tuple[str, ...]:
        return self._tree.paths_read()

    # -- what is printed

    def _is_page(self, page: Page) -> bool:
        return not any(part.startswith("_") for part in self._tree.relative(page.path).split("/"))

    def _load(self, *names: str) -> Mapping[str, object]:
        for name in names:
            found = read_data(self._tree, self._tree.path(name))
            if found is not None:
                return found if isinstance(found, dict) else {}
        return {}

    def _options(self, page: Page, front: Mapping[str, object]) -> dict[str, object]:
        """The settings of HTML pages: the project's, the folders', the document's own, the nearest first."""
        found = _html(self._config)
        for folder in folders_above(page.path, self._tree.root):
            if folder not in self._folders:
                names = (
                    os.path.relpath(os.path.join(folder, n), self._tree.root)
                    for n in ("_metadata.yml", "_metadata.yaml")
                )
                self._folders[folder] = self._load(*names)
            found = _over(found, _html(self._folders[folder]))
        return _over(found, _html(front))

    def _inline(self, page: Page, front: Mapping[str, object], unresolved: list[Unresolved]) -> Iterator[Printed]:
        spans = conditions(page.path, page.text)
        for call in page.calls:
            if isinstance(call, Call) and call.name in ("include", "meta", "var") and call.args:
                here = Place(page.path, call.source.start)
                made = self._tag(call.name, call.args[0], here, (), front, unresolved)
                pieces = tuple(under(made, spans, call.source.start))
                if pieces:
                    yield Printed(pieces, place(page, call.source.start), inline=True)

    def _tag(
        self,
        name: str,
        argument: str,
        here: Place,
        via: tuple[Place, ...],
        front: Mapping[str, object],
        unresolved: list[Unresolved],
    ) -> Iterator[Piece]:
        if name == "include":
            yield from self._included(argument, here, via, front, unresolved)
            return
        value: object = front if name == "meta" else self._variables
        for part in argument.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if isinstance(value, Sourced):
            yield Piece(str(value), value.place, value.exact, (*via, here), "markdown", value=True)
        elif isinstance(value, str | int | float):
            yield Piece(str(value), here, False, via, "markdown", value=True)

    def _included(
        self,
        name: str,
        here: Place,
        via: tuple[Place, ...],
        front: Mapping[str, object],
        unresolved: list[Unresolved],
    ) -> Iterator[Piece]:
        """The text of an included document, with what it includes itself."""
        base = self._tree.root if name.startswith("/") else os.path.dirname(here.path)
        path = os.path.normpath(os.path.join(base, name.lstrip("/")))
        text = self._tree.read(path)
        way = (*via, here)
        if len(via) > DEPTH or any(step.path == path for step in way):
            unresolved.append(Unresolved(here, f"{name} includes itself without end"))
            return
        if text is None:
            unresolved.append(Unresolved(here, f"the file {name} that is included here can't be read"))
            return
        self._included_so_far += 1
        if self._included_so_far > MOST:
            unresolved.append(Unresolved(here, "more is included here than can be followed"))
            return
        at = fronted(path, text)[1]
        spans = conditions(path, text)
        for tag in _TAG.finditer(text, at):
            yield from cut(text, path, at, tag.start(), way, spans)
            inner = self._tag(tag[1], tag[2], Place(path, tag.start()), way, front, unresolved)
            yield from under(inner, spans, tag.start())
            at = tag.end()
        yield from cut(text, path, at, len(text), way, spans)

    def _files(
        self, said: object, page: Page, front: Mapping[str, object], unresolved: list[Unresolved]
    ) -> list[Piece]:
        """What `include-before-body` and `include-after-body` name: files, or texts of their own."""
        pieces: list[Piece] = []
        for entry in said if isinstance(said, list) else [said]:
            text = entry.get("text") if isinstance(entry, Mapping) else None
            name = entry.get("file") if isinstance(entry, Mapping) else entry
            if isinstance(text, Sourced):
                pieces.append(Piece(str(text), text.place, text.exact))
            elif isinstance(name, str):
                folder = os.path.dirname(name.place.path if isinstance(name, Sourced) else page.path)
                here = name.place if isinstance(name, Sourced) else Place(page.path)
                path = os.path.normpath(os.path.join(folder, str(name)))
                read = self._tree.read(path)
                if read is None:
                    unresolved.append(Unresolved(here, f"the file {name} that is included here can't be read"))
                elif read:
                    pieces.append(
                        Piece(
                            read, Place(path), True, (here,), "html" if path.endswith((".html", ".htm")) else "markdown"
                        )
                    )
        return pieces

    def _footer(self) -> Iterator[Piece]:
        website = self._config.get("website", self._config.get("book"))
        footer = website.get("page-footer") if isinstance(website, Mapping) else None
        parts = footer.values() if isinstance(footer, Mapping) else (footer,)
        for part in parts:
            if isinstance(part, Sourced):
                yield Piece(str(part), part.place, part.exact, (), "markdown")


def _over(outer: dict[str, object], inner: Mapping[str, object]) -> dict[str, object]:
    """Nearer settings over farther ones; the files around the body add up, as Quarto has it."""
    found = {**outer, **inner}
    for key in ("include-before-body", "include-after-body"):
        both = [
            value for side in (outer.get(key), inner.get(key)) for value in (side if isinstance(side, list) else [side])
        ]
        found[key] = [value for value in both if value is not None]
    return found


def _html(settings: Mapping[str, object]) -> dict[str, object]:
    """The keys of a front matter or a project, with those of `format: html:` over them."""
    formats = settings.get("format")
    own = formats.get("html") if isinstance(formats, Mapping) else None
    return {**settings, **(own if isinstance(own, Mapping) else {})}


def open_site(tree: Tree) -> Quarto:
    """The Quarto project in the tree's root."""
    return Quarto(tree)
