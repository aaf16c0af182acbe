"""Policy files of a commit: read out of git into a passing folder, so that a pull request can't change what judges it."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disclint.committed import Committed
from disclint.discover import COPIES, printed, work_tree
from disclint.git import Git
from disclint.model import DisclintError, Problem
from disclint.policyfiles import PolicyFiles

if TYPE_CHECKING:
    from disclint.exceptionsfile import Register

OPTION = "--policy-from"
NAMES = ("disclint.yaml", "disclint-exceptions.yaml", "disclint-baseline.json")
PYPROJECT = "pyproject.toml"


class Tree(Committed):
    """The files of one commit, read out one by one into a passing folder outside of the repository."""

    def __init__(self, git: Git, name: str, commit: str = "") -> None:
        super().__init__(git, commit or name, OPTION)
        self.name, self.top = name, git.top
        self._folder = ""

    @cached_property
    def has_policy(self) -> bool:
        """Whether anything in it says how documents are judged: a configuration, a register of exceptions, a baseline."""
        names = {path.rpartition("/")[2] for path in self.paths}
        return not names.isdisjoint(NAMES) or any(self._configures(path) for path in self.paths)

    def _configures(self, path: str) -> bool:
        from disclint.configfile import read_file

        if path.rpartition("/")[2] != PYPROJECT or self.is_link(path):
            return False
        written, problems = read_file(self.out(path), path)
        return bool(written or problems)

    def data(self, path: str) -> bytes:
        """The bytes of the file of that path (relative to the root, with `/`), which is there."""
        data = self.read(path)
        if data is None:
            raise DisclintError(f"{OPTION}: git can't read {path} of {self.name}; run: git fetch --refetch")
        return data

    def out(self, path: str) -> str:
        """Where the file of that path was read out to; nothing is there where the commit has no such file."""
        if not self._folder:
            self._folder = tempfile.mkdtemp(prefix="disclint-")
            COPIES[self._folder] = self.top
            weakref.finalize(self, _gone, self._folder)
        self._refuse_links(path)
        target = os.path.join(self._folder, *path.split("/"))
        if path in self.paths and not os.path.exists(target):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            data = self.data(path)
            with open(target, "xb") as file:
                file.write(data)
        return target

    def below(self, folder: str) -> Iterable[str]:
        """The paths of the YAML files in and below a folder ("" is the root), and of the submodules there."""
        start = f"{folder}/" if folder else ""
        rules = (path for path in self.paths if path.endswith((".yaml", ".yml")))
        return [path for path in (*rules, *self.modules) if path.startswith(start)]

    def _refuse_links(self, path: str) -> None:
        parts = path.split("/")
        for i in range(len(parts)):
            place = "/".join(parts[: i + 1])
            if self.is_link(place) or place in self.modules:
                kind = "submodule" if place in self.modules else "symbolic link"
                raise DisclintError(
                    f"is a {kind} at {self.name}, and no policy is read through one; put the file itself there",
                    printed(os.path.join(self.top, place)),
                )


def _gone(folder: str) -> None:
    COPIES.pop(folder, None)
    shutil.rmtree(folder, ignore_errors=True)


class Place(NamedTuple):
    """A path in a repository: the commit's files, and the path as the commit has it ("" is the root)."""

    tree: Tree
    path: str


class PolicyFrom(PolicyFiles):
    """The policy of the commit that `name` stands for in each repository. A repository whose commit has none is judged by
    its work tree. `only` is the one configuration of `--config`."""

    def __init__(self, name: str, only: str | None = None) -> None:
        self.name, self._only = name, os.path.abspath(only) if only else ""
        self._named: dict[str, Place] = {}
        self._trees: dict[str, Tree] = {}
        self._since: dict[str, Tree] = {}
        self._copies: dict[str, str] = {}

    @property
    def trees(self) -> Mapping[str, Tree]:
        """The commits met so far, by the root of their work tree."""
        return self._trees

    def tree(self, folder: str) -> Tree:
        """The commit for a folder. DisclintError where there is none, with the command that mends it."""
        top = self._top(folder)
        if not top:
            raise DisclintError(f"{OPTION}: this lies in no git repository; leave {OPTION} out", printed(folder))
        if top not in self._trees:
            git = Git(self._copies.get(top, top))
            self._sure(git)
            self._trees[top] = Tree(git, self.name)
        return self._trees[top]

    def _sure(self, git: Git) -> None:
        """DisclintError where the name stands for several things: who may push a tag could choose the policy."""
        called = git.called(self.name)
        if len(called) > 1:
            several = f'"{self.name}" may be {" or ".join(called)}'
            raise DisclintError(f"{OPTION}: {several}; name one of them in full")

    def since(self, folder: str) -> Tree:
        """The files of the commit that the present state of a folder's repository departed from; those of the commit that
        judges, where this clone does not reach so far back."""
        tree = self.tree(folder)
        if tree.top not in self._since:
            commit = tree.git.departed(tree.commit)
            known = commit in ("", tree.commit)
            self._since[tree.top] = tree if known else Tree(tree.git, self.name, commit)
        return self._since[tree.top]

    def judges(self, folder: str) -> bool:
        """Whether the commit has a policy for that folder's repository."""
        tree = self.tree(folder)
        return tree.has_policy or bool(self._only and _relative(self._only, tree.top) in tree.paths)

    def isfile(self, path: str) -> bool:
        if not self.judges(os.path.dirname(path)):
            return super().isfile(path)
        tree, relative = self._place(path)
        return relative in tree.paths

    def real(self, path: str) -> str:
        tree, relative = self._place(path)
        return tree.out(relative) if self.judges(tree.top) else path

    def folder(self, path: str) -> str:
        tree, relative = self._place(path)
        if not self.judges(tree.top):
            return path
        for inside in tree.below(relative):
            tree.out(inside)
        return tree.out(relative) if relative else os.path.dirname(tree.out("."))

    def named(self, path: str, home: str) -> str:
        tree = self.tree(home)
        if not self.judges(home):
            return path
        relative = _relative(path, self._top(home))
        if relative == ".." or relative.startswith("../") or os.path.isabs(relative):
            message = f"{OPTION}: {path} leads out of the repository and is not read; keep it inside"
            raise DisclintError(message, printed(home))
        self._named[path] = Place(tree, "" if relative == "." else relative)
        return path

    def exceptions(self, path: str) -> Register:
        from disclint.exceptionsfrom import merged

        return merged(path, self)

    def told(self, problem: Problem) -> Problem:
        path = printed(problem.path) if problem.path else ""
        folder = os.path.dirname(os.path.abspath(path))
        if not path or not self._top(folder) or not self.judges(folder):
            return problem
        return problem._replace(path=path, message=f"at {self.name}: {problem.message}")

    def seen_as(self, copy: str, top: str) -> PolicyFiles:
        other = PolicyFrom(self.name, self._only or None)
        other._trees, other._copies = dict(self._trees), {copy: top}
        return other

    def seen_at(self, tree: Tree) -> PolicyFrom:
        """The same with another commit for one repository."""
        other = PolicyFrom(self.name, self._only or None)
        other._trees = {tree.top: tree}
        return other

    def _top(self, folder: str) -> str:
        return work_tree(folder)

    def _place(self, path: str) -> Place:
        if path in self._named:
            return self._named[path]
        folder = os.path.dirname(path)
        return Place(self.tree(folder), _relative(path, self._top(folder)))


def _relative(path: str, top: str) -> str:
    try:
        return os.path.relpath(path, top).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path
