"""What a commit holds of configurations and rules: read without touching the work tree, or copied into a passing folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from disclint.discover import work_tree
from disclint.git import Git
from disclint.model import DisclintError

_LINK = "120000"  # git's mode for links


class Committed:
    """One commit of the repository with the work tree `git.top`. `name` is what the user called it, `commit` its hash."""

    def __init__(self, git: Git, name: str, asker: str) -> None:
        """DisclintError, in the name of the option or command `asker`, where there is no such commit in this clone."""
        self.git, self.name = git, name
        self.commit = git.commit(name, asker)

    @cached_property
    def paths(self) -> dict[str, tuple[str, str]]:
        """The paths of its files and links, relative to the root of the repository, each with its mode and its blob."""
        return {path: (mode, blob) for path, (mode, kind, blob) in self._listed.items() if kind == "blob"}

    @property
    def modules(self) -> frozenset[str]:
        """The paths of its submodules."""
        return frozenset(path for path, (_, kind, _) in self._listed.items() if kind == "commit")

    def is_link(self, path: str) -> bool:
        return path in self.paths and self.paths[path][0] == _LINK

    @cached_property
    def _listed(self) -> dict[str, tuple[str, str, str]]:
        listed = self.git.ask("ls-tree", "-r", "-z", "--full-tree", self.commit)
        if listed is None:
            raise DisclintError(f'git can\'t list the files of "{self.name}"; see what it says to: git fsck')
        entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry]
        about = {os.fsdecode(path): said.decode().split(" ") for said, _, path in entries}
        return {path: (mode, kind, blob) for path, (mode, kind, blob) in about.items()}

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or the target of a link; None where the commit has none of that path."""
        return self.git.ask("cat-file", "blob", self.paths[path][1]) if path in self.paths else None

    def copy(self, folder: str, wanted: Callable[[str], bool]) -> None:
        """Writes the files whose paths are `wanted` below `folder`, which becomes the root of a repository to those who look
        for a configuration upwards. Links that stay within the repository stay links, others are left out.

        DisclintError where git can't give one of them.
        """
        os.makedirs(os.path.join(folder, ".git"), exist_ok=True)
        chosen = {path: about for path, about in self.paths.items() if wanted(path) and _plain(path)}
        for (path, (mode, _)), data in zip(chosen.items(), self._blobs([b for _, b in chosen.values()]), strict=True):
            target = os.path.join(folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if mode != _LINK:
                with open(target, "xb") as file:
                    file.write(data)
            elif _within(os.path.join(os.path.dirname(target), os.fsdecode(data)), folder):
                os.symlink(os.fsdecode(data), target)

    def _blobs(self, blobs: list[str]) -> Iterator[bytes]:
        """Their bytes, in their order."""
        told = self.git.ask("cat-file", "--batch", data="".join(f"{blob}\n" for blob in blobs).encode()) or b""
        at = 0
        for blob in blobs:
            head = told[at : told.find(b"\n", at)]
            if not head.startswith(f"{blob} blob ".encode()):
                raise DisclintError(f'git can\'t read the files of "{self.name}"; bring them here with: git fetch')
            start = at + len(head) + 1
            end = start + int(head.rsplit(b" ", 1)[1])
            yield told[start:end]
            at = end + 1


def _plain(path: str) -> bool:
    """Whether no part of a path leads out of the folder or into git's own."""
    return {"..", ".git"}.isdisjoint(path.lower().split("/"))


def _within(path: str, folder: str) -> bool:
    return os.path.normpath(path).startswith(os.path.realpath(folder) + os.sep)


def policy(path: str) -> bool:
    """Whether a path may be a configuration, a rule, a pack, a lexicon, a register or a list of exceptions."""
    return path.endswith((".yaml", ".yml")) or os.path.basename(path) == "pyproject.toml"


def repository(folder: str, asker: str) -> Git:
    """The repository that an existing folder lies in. DisclintError, in the name of `asker`, where it lies in none."""
    top = work_tree(os.path.abspath(folder))
    if not top:
        raise DisclintError(f"{asker}: this folder is in no git repository, so there is no commit to read")
    return Git(top)


@contextmanager
def policy_at(git: Git, name: str, asker: str) -> Iterator[tuple[str, Committed]]:
    """A passing folder with all that `policy` names as it was at a commit, at the same paths; and the commit."""
    committed = Committed(git, name, asker)
    with tempfile.TemporaryDirectory(prefix="disclint-") as passing:
        folder = os.path.realpath(passing)
        committed.copy(folder, policy)
        yield folder, committed
