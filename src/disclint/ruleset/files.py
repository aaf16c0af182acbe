"""Which files a folder of rules holds, and their bytes. Nothing here reads YAML."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import NamedTuple

from disclint.model import DisclintError, Problem
from disclint.ruleset.compiled import read_bytes, shown

PACK = "pack.yaml"
LEXICONS = "lexicons"
_YAML = (".yaml", ".yml")


class File(NamedTuple):
    """A YAML file of rules: its whole path, and its bytes."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        return os.path.basename(self.path)

    @property
    def stem(self) -> str:
        return self.name.removesuffix(".yaml")


def read_folder(folder: str, problems: list[Problem]) -> tuple[File, ...]:
    """The `.yaml` files that lie directly in a folder, in the order of their names; none where there is no folder."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(_YAML) and not name.startswith("."))
    except FileNotFoundError:
        return ()
    except OSError as error:
        problems.append(Problem(shown(folder), f"cannot be read: {error.strerror or error}"))
        return ()
    files: list[File] = []
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith(".yml"):
            problems.append(Problem(shown(path), "rules, packs and lexicons are named .yaml, not .yml"))
            continue
        try:
            files.append(File(path, read_bytes(path)))
        except DisclintError as error:
            problems.append(error.problem)
    return tuple(files)


def find_packs(directory: str | Path, problems: list[Problem]) -> tuple[str, ...]:
    """The folders with a `pack.yaml`: the directory itself and those below it. Rules outside a pack are a problem."""
    if not os.path.isdir(directory):
        problems.append(Problem(shown(directory), "there is no such folder of rules"))
        return ()
    found: list[str] = []
    for folder, below, names in os.walk(directory, onerror=partial(_unread, problems)):
        below[:] = sorted(name for name in below if name != LEXICONS and not name.startswith((".", "_")))
        if PACK in names:
            found.append(folder)
        for name in sorted(names) if PACK not in names else ():
            if name.endswith(_YAML):
                message = "this rule belongs to no pack: its folder has no pack.yaml"
                problems.append(Problem(shown(os.path.join(folder, name)), message))
    if not found:
        problems.append(Problem(shown(directory), "the folder holds no pack: there is no pack.yaml in it or below it"))
    return tuple(found)


def _unread(problems: list[Problem], error: OSError) -> None:
    """A folder that can't be read may hold rules: they must not be missed in silence."""
    problems.append(Problem(shown(str(error.filename)), f"cannot be read: {error.strerror or error}"))
