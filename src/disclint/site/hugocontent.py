"""Where a document stands among the content: its language, section, kind, and the bundle it belongs to."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from disclint.site.data import folded, front_matter
from disclint.site.hugoconfig import as_params, listed, mapping
from disclint.site.hugolayers import Layers

_ENDINGS = frozenset(
    (
        "md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "org", "rst", "pandoc", "pdc",
        "mmark", "rmd",
    )
)  # fmt: skip


class Where(NamedTuple):
    """`folders` and `base` are the path below the content folder without language and ending; `kind` is page, section, home,
    taxonomy or term; `owned` says that the file is a resource of a bundle and becomes no page of its own."""

    path: str
    folders: tuple[str, ...]
    base: str
    ending: str
    language: str
    kind: str
    owned: bool = False

    @property
    def sections(self) -> tuple[str, ...]:
        """The folders that count as sections: a bundle's own folder doesn't."""
        return self.folders[:-1] if self.base == "index" else self.folders

    @property
    def section(self) -> str:
        return self.sections[0] if self.sections else ""


class Content:
    """The content of one site. Sections' front matter is read once."""

    def __init__(self, layers: Layers) -> None:
        self.layers, self.tree = layers, layers.tree
        self.configuration = layers.configuration
        self._cascades: dict[tuple[str, ...], tuple[Mapping[str, object], ...]] = {}
        self._fronts: dict[tuple[tuple[str, ...], str], dict[str, object]] = {}

    @cached_property
    def taxonomies(self) -> dict[str, str]:
        """The singular names by the plural ones, in small letters."""
        told = mapping(self.configuration.values.get("taxonomies"))
        said = told or ({} if "taxonomies" in self.configuration.values else {"tag": "tags", "category": "categories"})
        return {str(plural).lower(): str(singular) for singular, plural in said.items()}

    def where(self, path: str) -> Where | None:
        """Where the document at an absolute path stands; None where it is no content."""
        for mount in self.layers.mounts["content"]:
            if not (path == mount.folder or path.startswith(mount.folder.rstrip(os.sep) + os.sep)):
                continue
            below = os.path.relpath(path, mount.folder).replace(os.sep, "/")
            name = posixpath.normpath(posixpath.join(mount.target, below))
            folders, file = tuple(name.split("/")[:-1]), posixpath.basename(name)
            stem, _, ending = file.rpartition(".")
            base, _, language = stem.rpartition(".")
            if not base or language.lower() not in self.configuration.languages:
                base, language = stem, mount.language or self.configuration.default
            owned = ending.lower() not in _ENDINGS or not base or self._owned(os.path.dirname(path), mount.folder, base)
            return Where(name, folders, base, ending, language.lower(), self._kind(folders, base), owned)
        return None

    def _kind(self, folders: tuple[str, ...], base: str) -> str:
        if base != "_index":
            return "page"
        if not folders:
            return "home"
        if folders[0].lower() in self.taxonomies:
            return "taxonomy" if len(folders) == 1 else "term"
        return "section"

    def _owned(self, folder: str, top: str, base: str) -> bool:
        """Whether a leaf bundle holds the file: an `index.md` in its folder or in one above it."""
        first = True
        while folder.startswith(top):
            if not (first and base == "index") and self._is_bundle(folder):
                return True
            folder, first = os.path.dirname(folder), False
        return False

    def _is_bundle(self, folder: str) -> bool:
        names = (name.split(".") for name in self.tree.listing(folder) if name.startswith("index."))
        return any(parts[-1].lower() in _ENDINGS for parts in names)

    # -- front matter of sections

    def section_of(self, where: Where) -> tuple[str, ...]:
        """The folders of the nearest section: one of the first level, or one with a document of its own."""
        folders = where.sections
        while len(folders) > 1 and not self.section_path(folders, where.language):
            folders = folders[:-1]
        return folders

    def section_front(self, folders: tuple[str, ...], language: str) -> dict[str, object]:
        """The fields of a section's own document, names in small letters; empty where it has none."""
        key = (folders, language)
        if key not in self._fronts:
            self._fronts[key] = self._read_front(folders, language)
        return self._fronts[key]

    def _read_front(self, folders: tuple[str, ...], language: str) -> dict[str, object]:
        path = self.section_path(folders, language)
        return mapping(folded(front_matter(path, self.tree.read(path) or ""))) if path else {}

    def section_path(self, folders: tuple[str, ...], language: str) -> str:
        """The section's own document; empty where it has none."""
        for mount in self.layers.mounts["content"]:
            target = tuple(part for part in mount.target.split("/") if part)
            if folders[: len(target)] != target or (mount.language and mount.language != language):
                continue
            folder = os.path.join(mount.folder, *folders[len(target) :])
            plain = (
                () if language != self.configuration.default and not mount.language else ("_index.md", "_index.html")
            )
            path = self.tree.first(*(os.path.join(folder, name) for name in (f"_index.{language}.md", *plain)))
            if path:
                return path
        return ""

    def cascaded(self, where: Where) -> dict[str, object]:
        """What the sections around a document, and the configuration, set for it; the nearest wins."""
        found: dict[str, object] = {}
        for depth in range(len(where.folders), -1, -1):
            own = where.base == "_index" and depth == len(where.folders)
            front = {} if own else self.section_front(where.folders[:depth], where.language)
            for entry in listed(front.get("cascade")):
                self._take(found, mapping(entry), where)
        for entry in listed(self.configuration.values.get("cascade")):
            self._take(found, mapping(entry), where)
        return found

    @staticmethod
    def _take(found: dict[str, object], entry: dict[str, object], where: Where) -> None:
        target = mapping(entry.get("_target", entry.get("target")))
        if not _meets(target, where):
            return
        said = {key: value for key, value in entry.items() if key not in ("_target", "target")}
        for key, value in {**said, **mapping(said.pop("params", None))}.items():
            if key != "params":
                found.setdefault(key, value)


def _meets(target: Mapping[str, object], where: Where) -> bool:
    """Whether a cascade's target takes the document in."""
    kind, language, path = (str(target.get(key, "")) for key in ("kind", "lang", "path"))
    if (kind and kind != where.kind) or (language and language.lower() != where.language):
        return False
    return not path or _matches(
        path.strip("/"), posixpath.join(*where.sections, "" if where.kind != "page" else where.base)
    )


def _matches(glob: str, path: str) -> bool:
    from pathspec import GitIgnoreSpec

    pattern = f"/{glob.replace('{', '[').replace('}', ']')}" if "{" not in glob else f"/{glob.partition('{')[0]}**"
    return GitIgnoreSpec.from_lines([pattern]).match_file(path.strip("/"))


def params_of(front: Mapping[str, object]) -> dict[str, object]:
    """A document's fields as `.Params` has them: those of its `params` among them, nested names in any case."""
    plain = {key: value for key, value in front.items() if key != "params"}
    return as_params({**mapping(front.get("params")), **plain})
