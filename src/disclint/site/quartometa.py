"""Quarto's metadata: the project's, that of the folders above a document, and its own, merged as Quarto merges them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import cast

from disclint.site.data import front_matter, read_data
from disclint.site.pages import own_value
from disclint.site.scope import Sourced
from disclint.site.scripted import folders_above
from disclint.site.tree import Tree
from disclint.site.values import Page

Settings = Mapping[str, object]
PROJECT = ("_quarto.yml", "_quarto.yaml")
FOLDER = ("_metadata.yml", "_metadata.yaml")
VARIABLES = ("_variables.yml", "_variables.yaml")


class Metadata:
    """The metadata of one project; each file is read once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._folders: dict[str, Settings] = {}
        self.project = self._load(tree.root, PROJECT)
        self.variables = self._load(tree.root, VARIABLES)

    def above(self, page: Page) -> Settings:
        """What the project and the folders say of the document."""
        folder = os.path.dirname(page.path)
        if folder not in self._folders:
            found = self.project
            for above in folders_above(page.path, self._tree.root):
                found = merged(found, self._load(above, FOLDER))
            self._folders[folder] = found
        return self._folders[folder]

    def of(self, page: Page) -> Settings:
        """The same with the document's own front matter over it."""
        own: Settings = {name: own_value(name, value, page) for name, value in page.front.items()}
        if "include-" in page.text:
            own = front_matter(page.path, page.text)  # with the places of values that lie deeper
        return merged(self.above(page), own)

    def _load(self, folder: str, names: tuple[str, ...]) -> Settings:
        path = self._tree.first(*(os.path.join(folder, name) for name in names))
        found = read_data(self._tree, path) if path else None
        return found if isinstance(found, dict) else {}


def merged(first: Settings, second: Settings) -> Settings:
    """Objects are put together, lists are joined, what else both say the second says."""
    found = dict(first)
    for key, value in second.items():
        before = found.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            found[key] = merged(cast("Settings", before), cast("Settings", value))
        elif isinstance(before, Mapping) and key == "format" and isinstance(value, str | list):
            found[key] = {
                str(name): before.get(str(name), {}) for name in _listed(value)
            }  # with what is said of it above
        elif isinstance(before, Mapping) and value == "default":
            continue  # a format as it is
        elif key.startswith("include-") and before is not None and value is not None:
            found[key] = [*_listed(before), *_listed(value)]
        elif isinstance(before, list) and isinstance(value, list):
            found[key] = [*before, *value]
        else:
            found[key] = value
    return found


def html(settings: Settings, name: str) -> Iterator[object]:
    """What is said under that name, for all formats and for HTML pages."""
    formats = settings.get("format")
    own = formats.get("html") if isinstance(formats, Mapping) else None
    for said in (settings, own):
        if isinstance(said, Mapping) and name in said:
            yield from _listed(said[name])


def formats(settings: Settings) -> tuple[str, ...]:
    """The formats that the document is made into."""
    said = settings.get("format", "html")
    return tuple(map(str, said)) if isinstance(said, Mapping | list) else (str(said),)


def value(settings: Settings, way: str) -> object:
    """What stands at `a.b.c`; None where nothing does."""
    found: object = settings
    for part in way.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def strings(said: object) -> Iterator[Sourced]:
    """The texts of a footer: one, or those of its parts and their entries."""
    if isinstance(said, Sourced):
        yield said
    elif isinstance(said, list):
        for item in said:
            yield from strings(item.get("text") if isinstance(item, Mapping) else item)
    elif isinstance(said, Mapping):
        for part in ("left", "center", "right"):
            yield from strings(said.get(part))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
