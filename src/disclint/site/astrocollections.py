"""Astro's collections: their folders, and the entries that templates ask for by name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from disclint.lazy import expression
from disclint.site.components import DATA, DOCUMENTS, Modules
from disclint.site.data import front_matter
from disclint.site.frame import Frame, Function
from disclint.site.jsfunctions import Slots
from disclint.site.jsmethods import METHODS
from disclint.site.scope import CONTENT, UNKNOWN, Quiet
from disclint.site.tree import Tree

ENTRY = " entry"  # the variable of a route that holds the document it prints; no template can name it
MOST = 100  # entries of a collection of data that is handed out as a whole

_BASE = expression(r"\bbase\s*+:\s*+[\"'`]([^\"'`]++)[\"'`]|\bfile\(\s*+[\"'`]([^\"'`]++)[\"'`]")
_DEFINED = expression(r"(?m)^\s*+(?:const\s++([\w$]++)\s*+=\s*+)?+(?:[\w$\"']++\s*+:\s*+)?+defineCollection\(")
_KEYED = expression(r"\b(?:collections\s*+(?::[^=]{0,80}+)?+=\s*+)\{([^{}]*+)\}")


class Stored(dict[str, object]):
    """An entry that is a document of its own: what a disclosure may be kept in. `text` is what it prints."""

    def __init__(self, values: Mapping[str, object], text: object) -> None:
        super().__init__(values)
        self.text = text


class Collections:
    """The collections of one site."""

    def __init__(self, tree: Tree, src: str, modules: Modules) -> None:
        self._tree, self._src, self._modules = tree, src, modules
        self.entry = cache(self._entry)
        self.data = cache(self._data)

    @cached_property
    def folders(self) -> Mapping[str, str]:
        """Collection -> its folder, or its one file (absolute)."""
        content = os.path.join(self._src, "content")
        found = {
            n: os.path.join(content, n)
            for n in self._tree.listing(content)
            if self._tree.folder(os.path.join(content, n))
        }
        for path in (os.path.join(self._src, "content.config.ts"), os.path.join(content, "config.ts")):
            text = self._tree.read(path)
            if text:
                found |= dict(_defined(text, self._tree))
        return found

    def holding(self, path: str) -> str:
        """The collection whose folder holds the document: the innermost; empty where none does."""
        held = ((len(f), name) for name, f in self.folders.items() if path.startswith(f.rstrip(os.sep) + os.sep))
        return max(held, default=(0, ""))[1]

    def _entry(self, name: str, key: str) -> object:
        """The entry of a collection; UNKNOWN where there is none in the repository."""
        folder = self.folders.get(name, "")
        if not folder:
            return UNKNOWN
        if os.path.splitext(folder)[1] in DATA:
            return next((item for item in self._listed(name, folder) if item["id"] == key), UNKNOWN)
        path = self._tree.first(
            *(os.path.normpath(os.path.join(folder, key + ending)) for ending in (*DATA, *DOCUMENTS))
        )
        if not path:
            return UNKNOWN
        about = {"id": Quiet(key), "slug": Quiet(key), "collection": name}
        if path.endswith(DATA):
            return {**about, "data": self._modules.data(path)}
        text = self._modules.imported(path, "./" + os.path.basename(path), "default")
        fields = front_matter(path, self._tree.read(path) or "")
        return Stored({**about, "data": fields, "body": UNKNOWN}, text)

    def _listed(self, name: str, path: str) -> Sequence[dict[str, object]]:
        """The entries of a collection in one file: a list of objects with an `id`, or objects by their names."""
        value = self._modules.data(path)
        if isinstance(value, Mapping):
            return [{"id": str(key), "collection": name, "data": item} for key, item in value.items()]
        items = value if isinstance(value, list) else []
        return [
            {"id": str(item.get("id", item.get("slug", ""))), "collection": name, "data": item}
            for item in items
            if isinstance(item, Mapping)
        ]

    def _data(self, name: str) -> object:
        """All entries of a collection of data files; UNKNOWN for one of documents."""
        folder = self.folders.get(name, "")
        if os.path.splitext(folder)[1] in DATA:
            return list(self._listed(name, folder)) or UNKNOWN
        names = [n for n in self._tree.listing(folder) if not n.startswith((".", "_"))] if folder else []
        if not names or len(names) > MOST or not all(n.endswith(DATA) for n in names):
            return UNKNOWN
        return [self.entry(name, os.path.splitext(n)[0]) for n in sorted(names)]

    @property
    def functions(self) -> Mapping[str, Function]:
        """What `astro:content` exports."""
        return {
            **dict.fromkeys(("getEntry", "getEntryBySlug", "getDataEntryById", "getLiveEntry"), self._get),
            "getCollection": self._get_all,
            "render": _render,
            ".render": _render,
        }

    def _get(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        """`getEntry('legal', 'advice')`; in a route whose key can't be known, the document that it prints."""
        name, key = (args[0], args[1]) if len(args) > 1 else (args[0], UNKNOWN)
        if isinstance(args[0], Mapping):
            name, key = args[0].get("collection"), args[0].get("id", args[0].get("slug"))
        own = frame.scope.find(ENTRY)
        about = own.values[ENTRY] if own else None
        if isinstance(about, Mapping) and (key is UNKNOWN or isinstance(key, Quiet)):
            return about if about["collection"] == name else UNKNOWN
        return self.entry(name, key) if isinstance(name, str) and isinstance(key, str) else UNKNOWN

    def _get_all(self, frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
        found = self.data(args[0]) if isinstance(args[0], str) else UNKNOWN
        return METHODS[".filter"](frame, (found, args[1]), {}) if len(args) > 1 else found


def _render(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    """`await render(entry)`, `await entry.render()`: the document's text as a component. `Astro.slots.render(name)`."""
    if isinstance(args[0], Slots):
        return args[0].get(str(args[1])) if len(args) > 1 else UNKNOWN
    text = args[0].text if isinstance(args[0], Stored) else CONTENT
    return {"Content": text, "headings": UNKNOWN, "remarkPluginFrontmatter": UNKNOWN}


def _defined(text: str, tree: Tree) -> Iterator[tuple[str, str]]:
    """Collections with a `glob` or `file` loader: name -> folder or file."""
    keys: dict[str, str] = {}
    for match in _KEYED.finditer(text):
        for part in match[1].split(","):
            key, _, value = part.partition(":")
            keys[(value or key).strip()] = key.strip().strip("'\"")
    for match in _DEFINED.finditer(text):
        base = _BASE.search(text, match.end(), match.end() + 400)
        following = _DEFINED.search(text, match.end())
        if match[1] and base and (following is None or base.start() < following.start()):
            yield keys.get(match[1], match[1]), tree.path(base[1] or base[2])
