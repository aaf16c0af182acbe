"""What changed since a commit, file by file and line by line, as git tells it: commits, the index and the work tree alike."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclint.git import Git
from disclint.model import DisclintError

# Whatever the user's configuration says, the same change is the same.
_DIFF = (
    "diff",
    "--find-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--diff-algorithm=myers",
    "--ignore-submodules=none",
)
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_OCTAL = re.compile(rb'\\([0-7]{3}|[abfnrtv"\\])')
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class Lines(NamedTuple):
    """Lines from `first` to `last`, from 1, as git counts them (by line feeds alone)."""

    first: int
    last: int


class Changed(NamedTuple):
    """One changed file. `old` is its path at the base, empty where it is new. `lines` are those that came or changed; None
    where all may have. `touched`: its content is not what it was, so it is more than renamed."""

    path: str
    old: str = ""
    lines: tuple[Lines, ...] | None = None
    touched: bool = True


class Changes(NamedTuple):
    """Since the commit `base`: changed files by path, relative to the repository's root; `gone` are paths that are no more;
    `tracked` holds every path that git knows."""

    base: str
    files: Mapping[str, Changed]
    gone: frozenset[str]
    tracked: frozenset[str]

    def of(self, path: str) -> Changed | None:
        """What changed in a file; None where nothing did. What git does not know is new."""
        return self.files.get(path) or (None if path in self.tracked else Changed(path))

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(self.files) | self.gone


def changes(git: Git, name: str) -> Changes:
    """What changed since the present state departed from the commit of that name. DisclintError where git can't tell."""
    base = git.base(name)
    counted = git.ask(*_DIFF, "--numstat", "-z", base)
    patch = git.ask(*_DIFF, "-U0", "--src-prefix=a/", "--dst-prefix=b/", base)
    tracked, fresh = git.ask("ls-files", "-z"), git.ask("ls-files", "-z", "-o", "--exclude-standard")
    if counted is None or patch is None or tracked is None or fresh is None:
        raise DisclintError(f'--diff: git can\'t compare with "{name}"; see what it says to: git diff --stat {name}')
    known, hunks = frozenset(_paths(tracked)), dict(_hunks(patch))
    files: dict[str, Changed] = {path: Changed(path) for path in _paths(fresh)}
    gone: set[str] = set()
    before = _before(git, base)
    for path, old, binary, touched in _counted(counted):
        if old != path:
            gone.add(old)
        if not os.path.lexists(os.path.join(git.top, path)):
            gone.add(path)
            continue
        was = old if old in before else ""
        files[path] = Changed(path, was, None if binary or not was else hunks.get(path, ()), touched or not was)
    # a renamed file may have a successor of its own name
    return Changes(base, files, frozenset(gone - files.keys()), known)


def _before(git: Git, base: str) -> frozenset[str]:
    return frozenset(_paths(git.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", base) or b""))


def _paths(listed: bytes) -> Iterator[str]:
    return (os.fsdecode(path) for path in listed.split(b"\0") if path)


def _counted(counted: bytes) -> Iterator[tuple[str, str, bool, bool]]:
    """Path, old path, whether it is binary, and whether its content changed, of every file of `git diff --numstat -z`."""
    parts = iter(counted.split(b"\0"))
    for part in parts:
        if not part:
            continue
        added, removed, path = part.split(b"\t", 2)
        old = path or next(parts)
        new = path or next(parts)
        yield os.fsdecode(new), os.fsdecode(old), added == b"-", (added, removed) != (b"0", b"0")


def _hunks(patch: bytes) -> Iterator[tuple[str, tuple[Lines, ...]]]:
    """The new lines of each file; where lines only went, there is none."""
    path, found = "", list[Lines]()
    header = False
    for line in patch.split(b"\n"):
        if line.startswith(b"diff --git "):
            if path:
                yield path, tuple(found)
            path, found, header = "", [], True
        elif header and line.startswith(b"+++ "):
            path = _named(line[4:])
        elif match := _HUNK.match(line):
            first, count = int(match[1]), int(match[2] or 1)
            found += [Lines(first, first + count - 1)] if count else []
            header = False
    if path:
        yield path, tuple(found)


def _named(written: bytes) -> str:
    """The path in a patch's header, where it may stand in quotation marks."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        written = _OCTAL.sub(_letter, written[1:-1])
    return "" if written == b"/dev/null" else os.fsdecode(written.removeprefix(b"b/"))


def _letter(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _LETTERS.get(code, code)
