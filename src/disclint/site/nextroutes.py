"""Which files of a Next.js site are routes, and which of them render the documents of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.components import DOCUMENTS, Modules
from disclint.site.tree import Tree

CODE = (".tsx", ".jsx", ".ts", ".js")
LANGUAGES = ("[locale]", "[lang]", "[lng]", "[language]")
DEPTH = 3  # imports in each other that are followed from a route
_LITERAL = expression(r"[\"'`]([^\"'`\n]{2,120}+)[\"'`]")
_SEGMENT = expression(r"[\w.-]++")
_COLLECTED = expression(r"\ball([A-Z]\w*?)s\b")
_TYPE = expression(r"\bname\s*+:\s*+[\"'`](\w++)[\"'`]")
_PATTERN = expression(r"\bfilePathPattern\s*+:\s*+[\"'`]([^\"'`*]*+)")
_HELPERS = (".ts", ".js", ".mjs")  # components name what they link to, not what they read
_GENERIC = ("content", "src", "data", "app", "public")


class Route(NamedTuple):
    """`parts` are its folders, without groups; `own` the words that its file names, `said` those of its modules too.
    `dynamic`: a part of its address is a parameter other than the language."""

    path: str
    parts: tuple[str, ...]
    own: frozenset[str]
    said: frozenset[str]
    imported: frozenset[str]
    dynamic: bool


class Routes:
    """The routes of one site; `app` and `pages` are the folders of the two routers, empty where there is none."""

    def __init__(self, tree: Tree, modules: Modules, languages: Sequence[str]) -> None:
        self._tree, self._modules, self._languages = tree, modules, languages
        self.app = next((p for p in (tree.path("src", "app"), tree.path("app")) if tree.folder(p)), "")
        self.pages = next((p for p in (tree.path("src", "pages"), tree.path("pages")) if tree.folder(p)), "")
        self._found: dict[str, tuple[str, ...]] = {}

    def routed(self, path: str) -> bool:
        """Whether a document is a route itself (`app/**/page.mdx`, `pages/**.mdx`)."""
        if self.below(path, self.app):
            return os.path.basename(path).startswith("page.")
        return self.below(path, self.pages) and not os.path.basename(path).startswith("_")

    @staticmethod
    def below(path: str, folder: str) -> bool:
        return bool(folder) and path.startswith(folder + os.sep)

    def of(self, path: str) -> tuple[str, ...]:
        """The routes that render the document: those that import it, else those that name its folder. Several where they
        can't be told apart."""
        importing = tuple(r.path for r in self.all if path in r.imported)
        folder = os.path.dirname(path)
        if importing:
            return importing
        if folder not in self._found:
            self._found[folder] = tuple(self._reading(self._tree.relative(folder).split("/")))
        return self._found[folder]

    @cached_property
    def all(self) -> tuple[Route, ...]:
        """Every route that is code."""
        found = []
        for root in filter(None, (self.app, self.pages)):
            for path in self._tree.walk(root):
                name = os.path.basename(path)
                routed = name.startswith("page.") if root == self.app else not name.startswith("_")
                if routed and path.endswith(CODE) and not self.below(path, os.path.join(root, "api")):
                    found.append(self._route(path, root))
        return tuple(found)

    def _route(self, path: str, root: str) -> Route:
        parts = os.path.relpath(path, root).split(os.sep)
        shown = [p for p in parts[: -1 if root == self.app else None] if not p.startswith(("(", "@"))]
        own = frozenset(self._words(path))
        modules = dict.fromkeys(self._modules_of(path, DEPTH))
        said = own.union(*(self._words(p) for p in modules if p.endswith(_HELPERS)))
        imported = frozenset(p for p in modules if p.endswith(DOCUMENTS))
        dynamic = any(p.startswith("[") and p.partition(".")[0] not in LANGUAGES for p in shown)
        return Route(
            path, tuple(os.path.splitext(p)[0] if i else p for i, p in enumerate(shown)), own, said, imported, dynamic
        )

    def _modules_of(self, path: str, depth: int) -> Iterator[str]:
        """The repository's own modules and documents that a module imports, and those that they import."""
        module = self._modules.module(path)
        for source in dict.fromkeys(source for source, _ in (module.imports.values() if module else ())):
            inner = self._modules.resolve(source, path)
            if inner and inner != path:
                yield inner
                if depth > 1 and inner.endswith(CODE):
                    yield from self._modules_of(inner, depth - 1)

    def _words(self, path: str) -> Iterator[str]:
        """The names in a module's strings, `content/posts` as two; the folders of document types that it collects."""
        text = self._tree.read(path) or ""
        for match in _LITERAL.finditer(text):
            yield from (word for word in _SEGMENT.findall(match[1]) if word.strip("."))
        if "contentlayer" in text:
            names = {m[1] for m in _COLLECTED.finditer(text)}
            yield from (part for name, folder in self._collections if name in names for part in folder.split("/"))

    @cached_property
    def _collections(self) -> tuple[tuple[str, str], ...]:
        """Document types of Contentlayer, each with its folder."""
        path = self._tree.first(*(self._tree.path(f"contentlayer.config.{e}") for e in ("ts", "js", "mjs")))
        text = (self._tree.read(path) or "") if path else ""
        found = []
        for match in _TYPE.finditer(text):
            pattern = _PATTERN.search(text, match.end(), match.end() + 400)
            if pattern:
                found.append((match[1], pattern[1].strip("/")))
        return tuple(found)

    # -- the routes of a folder

    def _reading(self, parts: list[str]) -> Iterator[str]:
        """The innermost folder that any route names decides; among several routes the one that names most."""
        for i in range(len(parts), 0, -1):
            part = parts[i - 1]
            if part in self._languages or (part in _GENERIC and not self._flat(parts, i)):
                continue
            ranked = [(self._rank(route, part, parts[:i]), route) for route in self.all if route.dynamic]
            best = max((rank for rank, _ in ranked), default=(0, 0, 0))
            if best[0]:
                yield from (route.path for rank, route in ranked if rank == best)
                return

    def _rank(self, route: Route, part: str, parts: list[str]) -> tuple[int, int, int]:
        if part in _GENERIC and any(name in route.said for name in self._inner(parts)):
            return 0, 0, 0  # it reads a folder inside
        own, around = part in route.own, part in route.parts
        return (
            2 * around + own + (part in route.said),
            own,
            sum(other in route.said for other in parts),
        )

    def _inner(self, parts: list[str]) -> tuple[str, ...]:
        """The folders in a folder."""
        folder = self._tree.path(*parts)
        return tuple(n for n in self._tree.listing(folder) if self._tree.folder(os.path.join(folder, n)))

    def _flat(self, parts: list[str], i: int) -> bool:
        """Whether the document lies in that folder itself, languages aside."""
        return all(part in self._languages for part in parts[i:])
