"""Results kept from one run to the next in the user's cache: a document is judged again only where something changed that
its result depends on: the file, the configuration, the rules, the tool, or whatever its site's templates are made of.

Nothing is ever kept in a work tree, where a change under review could bring results of its own making.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from disclint import evidence, model
from disclint.discover import work_tree
from disclint.model import DocumentReport
from disclint.resultkeys import config_key, file_key, run_key
from disclint.ruleset.codec import decode, to_json, types_in
from disclint.ruleset.compiled import cache_folder, thin_out, write
from disclint.site.tree import ASKED

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.discover import File

FEWEST = 20  # documents; for fewer, finding out what a result depends on costs more than it spares
LARGEST = 200_000_000  # bytes of one file of results
MOST = 40  # such files, one for each set of options and version of the tool
_TYPES = {**types_in(model), **types_in(evidence)}
_NO_SITE = ""

Kept = dict[str, Any]


class Mark(NamedTuple):
    """What a document's result depends on: a hash, the site that is read for it (or empty), and the file's age and size
    when it was hashed."""

    key: str
    site: str
    state: tuple[int, int]


class Results:
    """The results of earlier runs that still hold for these files: `known`, by the printed names."""

    def __init__(self, path: str, key: str, checker: Checker, files: Sequence[File]) -> None:
        self._path, self._key, self._checker = path, key, checker
        self._configs: dict[int, str] = {}
        self._files = {file.name: file for file in files}
        self._marks = {file.name: mark for file in files if (mark := self._mark(file))}
        try:
            self._kept = _holding(_loaded(path, key))
            self.known = self._known()
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):  # of another shape than ours
            self._kept, self.known = _nothing(), {}

    def _mark(self, file: File) -> Mark | None:
        config = self._checker.configs.of(file.path)
        if id(config) not in self._configs:
            self._configs[id(config)] = config_key(config, self._checker)
        try:
            state = _state(file.path)
            with open(file.path, "rb") as content:
                data = content.read()
        except OSError:
            return None
        site = self._checker.sites.site(file.path)
        key = file_key(file, data, self._configs[id(config)], site)
        return Mark(key, f"{site.name} {site.root}" if site.name else _NO_SITE, state)

    def _known(self) -> dict[str, DocumentReport]:
        documents, runs = self._kept["documents"], [tuple(run) for run in self._kept["rules"]]
        found: dict[str, DocumentReport] = {}
        for name, mark in self._marks.items():
            kept = documents.get(name)
            if kept and kept[0] == mark.key:
                found[name] = decode(kept[3], _TYPES)._replace(rules_run=runs[kept[2]])
        return found

    def keep(self, reports: Sequence[DocumentReport]) -> None:
        """Adds what was judged now. A file that changed meanwhile and a document with a problem are left out."""
        runs = {tuple(run): i for i, run in enumerate(self._kept["rules"])}
        for report in reports:
            mark = self._marks.get(report.path)
            if mark and not report.problems and _same(self._files[report.path], mark):
                number = runs.setdefault(report.rules_run, len(runs))
                slim = report._replace(rules_run=(), texts=())
                self._kept["documents"][report.path] = [mark.key, mark.site, number, to_json(slim)]
        self._kept["rules"] = list(runs)
        for site, asked in self._checker.sites.asked().items():
            answers = {f"{what} {path}": ASKED[what](path) for what, path in sorted(asked)}
            self._kept["sites"][site] = self._kept["sites"].get(site, {}) | answers
        _save(self._path, {"key": self._key, **self._kept})


def results(checker: Checker, files: Sequence[File]) -> Results | None:
    """The results kept for these files; None where keeping any is not worth it or there is no safe place for them."""
    folder = _folder()
    if len(files) < FEWEST or not folder:
        return None
    try:
        key = run_key(checker.options)
    except OSError:  # a part of the tool can't be read just now
        return None
    return Results(os.path.join(folder, f"{key}.json"), key, checker, files)


def _folder() -> str:
    """The user's folder of results, or empty where there is none or it lies in the work tree that is judged."""
    beside = cache_folder()
    folder = os.path.join(os.path.dirname(beside), "results") if beside else ""
    top, real = work_tree(os.getcwd()), os.path.realpath(folder)
    inside = top and (real + os.sep).startswith(os.path.realpath(top).rstrip(os.sep) + os.sep)
    return "" if inside else folder


def _state(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size


def _same(file: File, mark: Mark) -> bool:
    try:
        return _state(file.path) == mark.state
    except OSError:
        return False


def _loaded(path: str, key: str) -> Kept:
    """What is kept in the file; nothing where it is absent, damaged, or was kept under another key."""
    try:
        with open(path, "rb") as file:
            kept = json.loads(file.read())
        os.utime(path)  # what is used stays longest
    except (OSError, ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict) or kept.get("key") != key:
        return _nothing()
    return {name: kept[name] for name in ("rules", "sites", "documents")}


def _nothing() -> Kept:
    return {"rules": [], "sites": {}, "documents": {}}


def _holding(kept: Kept) -> Kept:
    """What is kept, less the documents of sites of which something changed."""
    sites = {site: answers for site, answers in kept["sites"].items() if _holds(answers)}
    documents = {name: one for name, one in kept["documents"].items() if one[1] == _NO_SITE or one[1] in sites}
    return {**kept, "sites": sites, "documents": documents}


def _holds(answers: Mapping[str, str]) -> bool:
    asked = (question.split(" ", 1) for question in answers)
    return all(ASKED[what](path) == answer for (what, path), answer in zip(asked, answers.values(), strict=True))


def _save(path: str, kept: Kept) -> None:
    """Writes the file and removes the ones that were not used for longest. A cache that can't be written to is no fault."""
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        write(path, kept)
        if os.path.getsize(path) > LARGEST:
            os.unlink(path)
        thin_out(folder, MOST)
    except OSError:
        return
