"""Which policy files a change touches: those that the commit has, that the work tree has, or that a configuration names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from disclint.configs import BASELINE, EXCEPTIONS, NAME, PYPROJECT, Configs
from disclint.policyfrom import Tree

CONFIGURATION, RULES, REGISTER, KNOWN, FIGURES = (
    "configuration",
    "rules",
    "exceptions",
    "baseline",
    "register of figures",
)
USUAL = {NAME: CONFIGURATION, PYPROJECT: CONFIGURATION, EXCEPTIONS: REGISTER, BASELINE: KNOWN}


class Changed(NamedTuple):
    """One file. `path` is relative to the root of the repository; `old` and `new` are its bytes, None where it is not there (or
    is a link)."""

    path: str
    kind: str
    old: bytes | None
    new: bytes | None


def changed_files(tree: Tree, configs: Configs) -> Iterator[Changed]:
    """The policy files whose content is not that of the commit, in the order of their paths. Line ends are not content."""
    here = _listed(tree)
    kinds = {path: USUAL[name] for path in (*tree.paths, *here) if (name := path.rpartition("/")[2]) in USUAL}
    kinds |= dict(_named(tree, configs, here, kinds))
    for path, kind in sorted(kinds.items(), key=lambda item: item[0].split("/")):
        old, new = tree.read(path), _present(os.path.join(tree.top, path))
        if _plain(old) != _plain(new) or tree.is_link(path) != os.path.islink(os.path.join(tree.top, path)):
            yield Changed(path, kind, old, new)


def _listed(tree: Tree) -> list[str]:
    """What git tracks in the work tree, or would once added."""
    listed = tree.git.ask("ls-files", "-z", "-c", "-o", "--exclude-standard") or b""
    return [os.fsdecode(path) for path in listed.split(b"\0") if path]


def _named(tree: Tree, configs: Configs, here: list[str], kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The files that the commit's configurations name, wherever they lie."""
    folders = {os.path.dirname(path) for path, kind in kinds.items() if kind == CONFIGURATION} | {""}
    for folder in sorted(folders):
        inside = os.path.join(tree.top, folder, "x")
        for name, kind in ((configs.exceptions(inside), REGISTER), (configs.baseline(inside), KNOWN)):
            yield from _inside(tree, name, kind)
        packs = [_relative(tree, pack) for pack in configs.of(inside).packs if os.path.isabs(pack)]
        starts = tuple("" if pack == "." else f"{pack}/" for pack in packs)
        yield from ((path, RULES) for path in (*tree.paths, *here) if path.startswith(starts) and _is_rule(path, kinds))
    if configs.only:
        yield from _inside(tree, configs.only, CONFIGURATION)
    for name in configs.figures:
        yield from _inside(tree, name, FIGURES)


def _is_rule(path: str, kinds: dict[str, str]) -> bool:
    return path.endswith((".yaml", ".yml")) and path not in kinds


def _inside(tree: Tree, name: str, kind: str) -> Iterator[tuple[str, str]]:
    path = _relative(tree, name) if name else ".."
    if not path.startswith(".."):
        yield path, kind


def _relative(tree: Tree, path: str) -> str:
    return os.path.relpath(path, tree.top).replace(os.sep, "/")


def _present(path: str) -> bytes | None:
    if os.path.islink(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _plain(data: bytes | None) -> bytes | None:
    return data if data is None else data.replace(b"\r\n", b"\n")
