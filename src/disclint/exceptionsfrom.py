"""The register of exceptions where a commit judges: its entries, with those that the change grants and without those that it takes
away. So a change may except something, but never unseen."""

from __future__ import annotations

import os
from collections.abc import Sequence

from disclint.discover import printed, work_tree
from disclint.exceptionsfile import Granted, Register, parse, read
from disclint.model import DisclintError, Exemption, Problem
from disclint.policyfrom import PolicyFrom, Tree

Same = tuple[Exemption, tuple[str, ...], tuple[str, ...]]


def merged(path: str, files: PolicyFrom) -> Register:
    """The register of that absolute path; one with a mistake grants nothing."""
    here, wrong = _here(path)
    entries: tuple[Granted, ...] = ()
    problems: tuple[Problem, ...] = ()
    if files.judges(os.path.dirname(path)) and files.isfile(path):
        entries, problems = read(files.real(path), printed(path))
        problems = tuple(map(files.told, problems))
    if wrong or problems:
        return Register(problems=(*wrong, *problems))
    before = set(map(_same, _before(path, files.since(os.path.dirname(path)))))
    there, present = set(map(_same, entries)), set(map(_same, here))
    held = [entry for entry in here if _same(entry) in there or _same(entry) not in before]
    later = [entry for entry in entries if _same(entry) not in present and _same(entry) not in before]
    granted = frozenset(entry.exemption for entry in here if _same(entry) not in before | there)
    return Register((*held, *later), granted)


def _here(path: str) -> tuple[tuple[Granted, ...], tuple[Problem, ...]]:
    """The entries of the file in the work tree, which must not be somebody else's file."""
    if not os.path.lexists(path):
        return (), ()
    top = work_tree(os.path.dirname(path))
    real = os.path.realpath(path)
    if real != os.path.join(os.path.realpath(top), os.path.relpath(path, top)):
        return (), (
            Problem(printed(path), "is reached through a symbolic link and is not read; put the file itself there"),
        )
    return read(path, printed(path))


def _before(path: str, tree: Tree) -> Sequence[Granted]:
    """The entries at the commit that the change departed from; none where there is no such file, or one that can't be read."""
    relative = os.path.relpath(path, tree.top).replace(os.sep, "/")
    if relative not in tree.paths:
        return ()
    try:
        return parse(tree.data(relative).decode("utf-8-sig", "replace"), printed(path))[0]
    except DisclintError:
        return ()


def _same(entry: Granted) -> Same:
    """What an entry says, wherever it stands."""
    return entry.exemption._replace(path="", line=0, column=0), entry.paths, entry.documents
