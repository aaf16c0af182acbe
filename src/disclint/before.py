"""Documents judged with the templates that their site had at a commit: in a passing copy of the repository outside of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING

from disclint.checker import Checker, Options
from disclint.discover import File
from disclint.model import DocumentReport
from disclint.site.tree import LARGEST

if TYPE_CHECKING:
    from disclint.changes import Changes
    from disclint.git import Git

LEFT_OUT = frozenset((".git", "node_modules"))


class Before:
    """Copies are made when the first document asks, and are gone at the end of the `with` block."""

    def __init__(self, options: Options) -> None:
        self._options = options._replace(diff="", jobs=1)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._copies: dict[str, _Copy | None] = {}

    def __enter__(self) -> Before:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._folder:
            self._folder.cleanup()

    def check(
        self, file: File, top: str, git: Git, changes: Changes, templates: Iterable[str], now: Checker
    ) -> DocumentReport | None:
        """The document's report with the `templates` (paths relative to `top`) as they were at the base; None where that
        can't be known, since not all that is read now could be copied."""
        if top not in self._copies:
            self._folder = self._folder or tempfile.TemporaryDirectory(prefix="disclint-")
            folder = os.path.join(self._folder.name, str(len(self._copies)))
            checker = Checker(self._options, now.configs.files.seen_as(folder, top))
            self._copies[top] = _copied(folder, top, git, changes, templates, checker)
        copy = self._copies[top]
        if copy is None or not copy.holds(_read_for(file, now), frozenset(changes.files)):
            return None
        return copy.checker.check(file._replace(path=os.path.join(copy.folder, os.path.relpath(file.path, top))))


class _Copy:
    def __init__(self, folder: str, top: str, checker: Checker) -> None:
        self.folder, self.top, self.checker = folder, top, checker
        self._known: set[str] = set()

    def holds(self, paths: Iterable[str], changed: frozenset[str]) -> bool:
        """Whether the copy has every file of those absolute paths, but for what changed since."""
        for path in paths:
            if path not in self._known:
                relative = os.path.relpath(path, self.top).replace(os.sep, "/")
                if relative not in changed and not os.path.isfile(os.path.join(self.folder, relative)):
                    return False
                self._known.add(path)
        return True


def _read_for(file: File, checker: Checker) -> tuple[str, ...]:
    """What is read of the document's site as it is now."""
    from disclint.checker import attempt

    attempt(file, lambda: checker.opened(file))
    reader = checker.sites.reader(file.path)
    return reader.templates() if reader else ()


def _copied(
    folder: str, top: str, git: Git, changes: Changes, templates: Iterable[str], checker: Checker
) -> _Copy | None:
    """The repository with those templates as they were; None where git does not have one of them."""
    _copy(top, folder)
    for path in templates:
        changed = changes.files.get(path)
        _remove(os.path.join(folder, path))
        for old in {changed.old} - {""} if changed else {path}:
            data = git.ask("cat-file", "blob", f"{changes.base}:{old}")
            if data is None:
                return None
            _write(os.path.join(folder, old), data)
    return _Copy(folder, top, checker)


def _copy(top: str, folder: str) -> None:
    """All files that may be read as a document or a template. Links within stay links."""
    for at, folders, names in os.walk(top):
        folders[:] = sorted(set(folders) - LEFT_OUT)
        target = os.path.normpath(os.path.join(folder, os.path.relpath(at, top)))
        os.makedirs(target, exist_ok=True)
        for name in names:
            path, copy = os.path.join(at, name), os.path.join(target, name)
            if os.path.islink(path):
                os.symlink(os.readlink(path), copy)
            elif os.path.isfile(path) and os.path.getsize(path) <= LARGEST:
                _linked(path, copy)
    os.makedirs(os.path.join(folder, ".git"), exist_ok=True)  # where the search for a configuration ends


def _linked(path: str, copy: str) -> None:
    """The file under another name, which takes no room where the system allows it."""
    try:
        os.link(path, copy)
    except OSError:
        shutil.copyfile(path, copy)


def _remove(path: str) -> None:
    """Takes a name away; a file that shares its contents keeps them."""
    if os.path.lexists(path) and not os.path.isdir(path):
        os.unlink(path)


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    _remove(path)
    with open(path, "xb") as file:
        file.write(data)
