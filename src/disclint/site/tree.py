"""The files of one site: read once each, never from outside the repository, never more than a template should hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from disclint.digests import sha256
from disclint.site.values import Place, Unresolved

LARGEST = 2_000_000  # bytes of one template or data file


class Tree:
    """The files below `root` (absolute). `top` is the repository's folder, outside of which nothing is read, not even
    through a symbolic link; without one, `root` itself."""

    def __init__(self, root: str, top: str = "") -> None:
        self.root = os.path.abspath(root)
        self.top = os.path.realpath(top or root)
        self._texts: dict[str, str | None] = {}
        self._folders: dict[str, tuple[str, ...]] = {}
        self.notes: list[Unresolved] = []
        self.asked: set[tuple[str, str]] = set()  # all that was asked of the disk: what (a key of ASKED), absolute path

    def path(self, *parts: str) -> str:
        """The absolute path of a name relative to the root."""
        return os.path.normpath(os.path.join(self.root, *parts))

    def relative(self, path: str) -> str:
        """A path as the site names it: relative to the root, with `/`."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def inside(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real == self.top or real.startswith(self.top.rstrip(os.sep) + os.sep)

    def exists(self, path: str) -> bool:
        self.asked.add(("file", path))
        return os.path.isfile(path) and self.inside(path)

    def folder(self, path: str) -> bool:
        """Whether the absolute path is a folder, wherever it leads."""
        self.asked.add(("folder", path))
        return os.path.isdir(path)

    def first(self, *paths: str) -> str:
        """The first of the absolute paths that is a file; empty where none is."""
        return next((p for p in paths if self.exists(p)), "")

    def read(self, path: str) -> str | None:
        """The text of a file (new lines untouched, a byte order mark removed); None where it is absent, outside the
        repository, too large or not UTF-8: all but the first leave a note."""
        if path not in self._texts:
            self.asked.add(("text", path))
            self._texts[path] = self._read(path)
        return self._texts[path]

    def _read(self, path: str) -> str | None:
        if not os.path.isfile(path):
            return None
        if not self.inside(path):
            return self._left(path, "leads out of the repository and is not read")
        try:
            if os.path.getsize(path) > LARGEST:
                return self._left(path, f"is larger than {LARGEST:,} bytes and is not read as a template or as data")
            with open(path, "rb") as file:
                return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            return self._left(path, "is not UTF-8 and is not read as a template or as data")
        except OSError as error:
            return self._left(path, f"can't be read: {error.strerror or error}")

    def _left(self, path: str, message: str) -> str | None:
        self.notes.append(Unresolved(Place(path), message))
        return None

    def listing(self, folder: str) -> tuple[str, ...]:
        """The names in a folder (absolute), sorted; empty where there is none."""
        if folder not in self._folders:
            self.asked.add(("names", folder))
            try:
                self._folders[folder] = tuple(sorted(os.listdir(folder))) if self.inside(folder) else ()
            except OSError:
                self._folders[folder] = ()
        return self._folders[folder]

    def walk(self, folder: str, limit: int = 20_000) -> tuple[str, ...]:
        """The absolute paths of the files below a folder, sorted, hidden folders and `node_modules` left out; symbolic
        links to folders are not followed."""
        self.asked.add(("below", folder))
        found: list[str] = []
        for path in _below(folder):
            if len(found) == limit:
                self.notes.append(Unresolved(Place(folder), f"holds more than {limit:,} files; the rest is not read"))
                break
            found.append(path)
        return tuple(found)

    def paths_read(self) -> tuple[str, ...]:
        """The files that have been read so far, sorted."""
        return tuple(sorted(path for path, text in self._texts.items() if text is not None))


def _below(folder: str) -> Iterator[str]:
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "node_modules")
        yield from (os.path.join(at, name) for name in sorted(names))


def _content(path: str) -> str:
    """What stands for the contents of a file: a hash, or the size of what is not read."""
    try:
        if (size := os.path.getsize(path)) > LARGEST:
            return str(size)
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()
    except OSError as error:
        return type(error).__name__


def _names(folder: str) -> str:
    try:
        return _together(sorted(os.listdir(folder)))
    except OSError as error:
        return type(error).__name__


def _together(names: Iterable[str]) -> str:
    return sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


# What can be asked of the disk: the answer as it is now, in a form that is the same only where the answer is.
ASKED: dict[str, Callable[[str], str]] = {
    "file": lambda path: str(os.path.isfile(path)),
    "folder": lambda path: str(os.path.isdir(path)),
    "text": _content,
    "names": _names,
    "below": lambda folder: _together(_below(folder)),
}
