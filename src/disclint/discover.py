"""Which files a run reads. A file named by the user is read whatever it is called; a folder yields the documents that
git would track, less project files and other people's folders. The order is that of the printed paths."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from disclint.formats import EXTENSIONS
from disclint.model import Problem

DEFAULT_EXTENSIONS = tuple(e for e, format in EXTENSIONS.items() if format != "template")
OTHER_FOLDERS = frozenset(
    (
        "node_modules",
        "bower_components",
        "vendor",
        "third_party",
        "third-party",
        "site-packages",
        "venv",
        "dist",
        "_site",
    )
)
# "changes-in-tax-law.md" and "security.md" may well be articles: a suffix is one word, or only a language.
PROJECT_FILE = (
    r"(readme|changelog|licen[cs]e|copying)([._-]\w+)?\.\w+"
    r"|(contributing|code[_-]of[_-]conduct|SECURITY|changes|notice)([._-][a-z]{2}([_-][a-z]{2,4})?)?\.\w+"
    r"|(requirements|robots|humans|ads|app-ads|security|cmakelists)([._-][\w.-]+)?\.txt"
)

Excluded = Callable[[str], bool]


# Folders that stand for the root of a repository: reports print the path that people know.
COPIES: dict[str, str] = {}


class File(NamedTuple):
    """`path` is absolute, `name` is what reports print (relative to the working directory, with `/`). `asked` says that
    the user named the file itself."""

    path: str
    name: str
    format: str
    asked: bool = False


class Found(NamedTuple):
    """`skipped` counts, per reason, the documents that a folder holds and that are left out by default."""

    files: tuple[File, ...]
    skipped: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def printed(path: str) -> str:
    """The path as reports print it: relative where it lies under the working directory, always with `/`."""
    here, full = os.getcwd(), os.path.abspath(path)
    for copy, top in COPIES.items():
        if full.startswith(copy + os.sep):
            path = full = top.rstrip(os.sep) + full[len(copy) :]
    inside = full == here or full.startswith(here.rstrip(os.sep) + os.sep)
    shown = os.path.relpath(full, here) if inside else os.path.normpath(path)
    return shown.replace(os.sep, "/")


def discover(
    paths: Sequence[str],
    *,
    excluded: Excluded = lambda path: False,
    force_exclude: bool = False,
    input_format: str | None = None,
) -> Found:
    """The files to read for `paths`. `excluded` judges absolute paths, by the configuration; it holds for a file that
    the user names only with `force_exclude`. A path that is absent or yields no document is a problem."""
    files: dict[str, File] = {}
    skipped: Counter[str] = Counter()
    problems: list[Problem] = []
    for path in paths:
        if os.path.isdir(path):
            found, left = _folder(path, excluded, problems)
            skipped.update(left)
            if not found:
                problems.append(Problem(printed(path), _nothing(left)))
        elif not os.path.exists(path):
            problems.append(Problem(printed(path), "no such file or folder"))
            continue
        elif force_exclude and excluded(os.path.abspath(path)):
            skipped["excluded by the configuration"] += 1
            continue
        else:
            format = input_format or EXTENSIONS.get(os.path.splitext(path)[1].lower())
            if format is None:
                problems.append(Problem(printed(path), _unknown(path)))
                continue
            found = [File(os.path.abspath(path), printed(path), format, asked=True)]
        _add(files, found)
    ordered = sorted(files.values(), key=lambda f: f.name.split("/"))
    return Found(tuple(ordered), tuple(sorted(skipped.items())), tuple(problems))


def _add(files: dict[str, File], found: Iterable[File]) -> None:
    """The real file is what counts: a link to a file that is read anyway adds nothing."""
    for file in sorted(found, key=lambda f: os.path.islink(f.path)):
        key = os.path.realpath(file.path) if os.path.islink(file.path) or file.asked else os.path.abspath(file.path)
        if key not in files or (file.asked and not files[key].asked):
            files[key] = file


def _folder(folder: str, excluded: Excluded, problems: list[Problem]) -> tuple[list[File], Counter[str]]:
    """The folder's files and how many were left out, by reason; a folder in it that can't be read is a problem."""
    found: list[File] = []
    skipped: Counter[str] = Counter()
    root = os.path.realpath(folder)
    shown = printed(folder)
    prefix = "" if shown == "." else shown + "/"
    for relative in _listing(root, problems):
        format = EXTENSIONS.get(os.path.splitext(relative)[1].lower())
        if format is None or format == "template":
            continue
        full = os.path.join(root, relative)
        reason = _left_out(relative) or ("excluded by the configuration" if excluded(full) else "")
        if reason:
            skipped[reason] += 1
        elif os.path.isfile(full):
            found.append(File(full, prefix + relative.replace(os.sep, "/"), format))
    return found, skipped


def _left_out(relative: str) -> str:
    *folders, name = relative.replace(os.sep, "/").split("/")
    if any(f.startswith(".") for f in folders) or name.startswith("."):
        return "hidden"
    if not OTHER_FOLDERS.isdisjoint(folders):
        return "vendored or built"
    return "project files such as README" if _is_project_file(name) else ""


def _is_project_file(name: str) -> bool:
    return bool(re.fullmatch(PROJECT_FILE, name) or re.fullmatch(PROJECT_FILE, name.lower()))


def _listing(root: str, problems: list[Problem]) -> Iterable[str]:
    """The paths of a folder's files, relative to it."""
    tracked = _git_listing(root)
    if tracked:
        return tracked
    return _walk(root, problems)


def _git_listing(root: str) -> list[str]:
    """What git tracks, or would once added; nothing outside a work tree and in a folder that git ignores."""
    top = work_tree(root)
    if not top:
        return []
    import subprocess

    # In a container the checkout often belongs to another user; listing is safe as long as none of its programs runs.
    trusting = ["-c", f"safe.directory={top}", "-c", "core.fsmonitor=false"]
    command = ["git", *trusting, "-C", root, "ls-files", "-z", "-c", "-o", "--exclude-standard", "--deduplicate"]
    # A git hook's variables speak of the repository that is committed to, relative to another folder.
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=env)
    except OSError:
        return []
    return [os.fsdecode(p).replace("/", os.sep) for p in done.stdout.split(b"\0") if p] if not done.returncode else []


def work_tree(folder: str) -> str:
    """The root of the git work tree around a folder, or empty."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _walk(root: str, problems: list[Problem]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        problems.append(Problem(printed(str(error.filename)), f"can't read this folder: {error.strerror}"))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in ("node_modules", "__pycache__"))
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), root)


def _unknown(path: str) -> str:
    from disclint.formats import FORMATS

    known = ", ".join(sorted(EXTENSIONS))
    formats = ", ".join(sorted(FORMATS))
    kind = os.path.splitext(path)[1] or "no extension"
    return f"don't know how to read this file ({kind}; known: {known}); name its format with --input-format {formats}"


def _nothing(skipped: Counter[str]) -> str:
    extensions = " ".join(DEFAULT_EXTENSIONS)
    left = "; ".join(f"{n} left out: {reason}" for reason, n in sorted(skipped.items()))
    return f"no documents here (looked for {extensions}{'; ' + left if left else ''})"
