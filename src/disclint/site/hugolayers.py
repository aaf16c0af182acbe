"""The folders that Hugo lays over each other: the project's own, then those of themes and modules in their order."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from disclint.site.hugoconfig import Configuration, Values, configuration, deep, listed, mapping, place_of
from disclint.site.tree import Tree
from disclint.site.values import Place, Unresolved

COMPONENTS = ("layouts", "content", "data", "i18n")
_MOST = 200  # modules


class Mount(NamedTuple):
    """A folder (absolute) laid at `target` below a component; `language` where it is one's only."""

    folder: str
    target: str
    language: str = ""


class Layers:
    """Where each component's files come from, the first mount winning. `missing` are themes and modules that aren't there."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.mounts: dict[str, list[Mount]] = {name: [] for name in COMPONENTS}
        self.missing: list[Unresolved] = []
        self._absent: list[tuple[str, Place]] = []
        self._seen: set[str] = set()
        values, main = configuration(tree, tree.root)
        self._add(tree.root, values)
        below: Values = {}
        for folder, said in self._modules(values, main, tree.root):
            self._add(folder, said)
            below = deep(mapping(said.get("params")), below)
        values["params"] = deep(below, mapping(values.get("params")))
        self.configuration = Configuration(values, main)
        self._say_missing()
        self._indexes: dict[str, dict[str, str]] = {}

    def files(self, component: str) -> dict[str, str]:
        """Every file of a component: its path below it, in small letters, and where it lies."""
        if component not in self._indexes:
            found: dict[str, str] = {}
            for mount in self.mounts[component]:
                for path in self.tree.walk(mount.folder) if self.tree.folder(mount.folder) else (mount.folder,):
                    name = posixpath.join(mount.target, os.path.relpath(path, mount.folder).replace(os.sep, "/"))
                    found.setdefault(posixpath.normpath(name).lower(), path)
            self._indexes[component] = found
        return self._indexes[component]

    def _add(self, folder: str, values: Values) -> None:
        own: set[str] = set()
        for said in listed(mapping(values.get("module")).get("mounts")):
            mount = mapping(said)
            source, target = str(mount.get("source", "")), str(mount.get("target", "")).strip("/")
            component, _, below = target.partition("/")
            if component in self.mounts and source:
                own.add(component)
                path = os.path.normpath(os.path.join(folder, source))
                self._mount(component, Mount(path, below, str(mount.get("lang", ""))))
        for component in COMPONENTS:
            if component not in own:
                for name, language in _folders(component, values):
                    self._mount(component, Mount(os.path.normpath(os.path.join(folder, name)), "", language))

    def _mount(self, component: str, mount: Mount) -> None:
        if (self.tree.exists(mount.folder) or self.tree.folder(mount.folder)) and self.tree.inside(mount.folder):
            self.mounts[component].append(mount)

    # -- themes and modules

    def _modules(self, values: Values, main: str, owner: str) -> Iterator[tuple[str, Values]]:
        """Folder and configuration of each module, those that it imports behind it."""
        waiting = list(self._imports(values, main, owner))
        while waiting:
            name, place, base, project = waiting.pop(0)
            if name in self._seen or len(self._seen) > _MOST:
                continue
            self._seen.add(name)
            folder = self._find(name, base, values if project else {})
            if not folder:
                self._absent.append((name, place))
                continue
            said, path = configuration(self.tree, folder)
            yield folder, said
            waiting = [*self._imports(said, path, folder), *waiting]

    def _imports(self, values: Values, main: str, owner: str) -> Iterator[tuple[str, Place, str, bool]]:
        module = mapping(values.get("module"))
        project = owner == self.tree.root
        for said in listed(module.get("imports")):
            entry = mapping(said)
            name = entry.get("path")
            if isinstance(name, str) and name and str(entry.get("disable")).lower() != "true":
                yield name, place_of(name, main), owner, project
        for name in listed(values.get("theme")):
            if isinstance(name, str) and name:
                yield name, place_of(name, main), owner, project

    def _find(self, name: str, owner: str, values: Values) -> str:
        root = self.tree.root
        themes = str(values.get("themesdir") or "themes")
        replaced = _replacement(name, mapping(values.get("module")))
        folders = (
            *((replaced, os.path.join(themes, replaced)) if replaced else ()),
            os.path.join("_vendor", name),
            os.path.join(themes, name),
            os.path.join(themes, posixpath.basename(name)),
            *((os.path.join(os.path.dirname(owner), name),) if owner != root else ()),
        )
        for folder in folders:
            path = os.path.normpath(os.path.join(root, folder))
            if (
                self.tree.folder(path)
                and self.tree.inside(path)
                and any(name != ".git" for name in self.tree.listing(path))
            ):
                return path
        return ""

    def _say_missing(self) -> None:
        submodules = self.tree.read(self.tree.path(".gitmodules")) or ""
        found: dict[str, list[tuple[str, Place]]] = {}
        for name, place in self._absent:
            found.setdefault(_advice(name, submodules), []).append((name, place))
        for advice, absent in found.items():
            shown = ", ".join(f"`{name}`" for name, _ in absent[:3])
            more = f" and {len(absent) - 3} more" if len(absent) > 3 else ""
            noun = "theme or module" if len(absent) == 1 else "themes or modules"
            verb = "is" if len(absent) == 1 else "are"
            message = f"the {noun} {shown}{more} {verb} not in the repository: {advice}"
            self.missing.append(Unresolved(absent[0][1], message))


def _advice(name: str, submodules: str) -> str:
    """What would bring an absent theme or module."""
    paths = (line.partition("=")[2].strip() for line in submodules.splitlines() if line.strip().startswith("path"))
    if any(posixpath.basename(path.rstrip("/")) == posixpath.basename(name) for path in paths):
        return "run `git submodule update --init`"
    return "run `hugo mod vendor`" if "." in name.partition("/")[0] else "add it to the folder of themes"


def _folders(component: str, values: Values) -> Iterator[tuple[str, str]]:
    """The component's folder by the configuration, and those that are one language's only."""
    if component == "content":
        for code, said in mapping(values.get("languages")).items():
            folder = mapping(said).get("contentdir")
            if isinstance(folder, str):
                yield folder, code
    key = {"layouts": "layoutdir", "content": "contentdir", "data": "datadir", "i18n": "i18ndir"}[component]
    folder = values.get(key)
    yield (folder if isinstance(folder, str) and folder else component), ""


def _replacement(name: str, module: Values) -> str:
    """Where `replacements` says that the module lies."""
    said = module.get("replacements")
    lines = said.split(",") if isinstance(said, str) else [str(line) for line in listed(said)]
    for line in lines:
        old, _, new = line.partition("->")
        if old.strip() == name:
            return new.strip()
    return ""
