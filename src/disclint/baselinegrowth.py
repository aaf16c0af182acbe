"""The ratchet: what came into a baseline since a commit, beside what only follows renamed documents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from disclint.baseline import compare
from disclint.baselinefile import Baseline, Entry, parse
from disclint.discover import printed, work_tree
from disclint.git import Git
from disclint.model import Finding
from disclint.ownrules import GROWTH

if TYPE_CHECKING:
    from disclint.baselinerun import Known


def growth(known: Known, base: str) -> tuple[Finding, ...]:
    """A finding for each document of which the baseline knows more than at the commit that `base` and the present state have
    in common (empty: at the last commit). The first baseline of a repository is no growth. DisclintError where git can't tell."""
    top = work_tree(os.path.dirname(known.path))
    if not top:
        return ()
    git = Git(top)
    commit = git.base(base) if base else "HEAD"
    path = os.path.relpath(os.path.realpath(known.path), os.path.realpath(top)).replace(os.sep, "/")
    before = git.ask("cat-file", "blob", f"{commit}:{path}")
    if before is None:
        return ()
    there = parse(before.decode("utf-8-sig", "replace"), f"{printed(known.path)} of {base or 'the last commit'}")
    return tuple(_finding(known.path, path, entries) for path, entries in sorted(added(there, known.here).items()))


def added(before: Baseline, now: Baseline) -> dict[str, list[Entry]]:
    """The entries that `before` does not have, by path; what followed a document to another name is none."""
    found = {path: recorded.entries for path, recorded in now.documents.items()}
    known = compare(before, found, lambda path: path not in found, lambda path: now.documents[path].sketch).known
    apart = {id(entry) for entries in known.values() for entry in entries}
    new = {path: [entry for entry in entries if id(entry) not in apart] for path, entries in found.items()}
    return {path: entries for path, entries in new.items() if entries}


def _finding(baseline: str, path: str, entries: list[Entry]) -> Finding:
    from disclint.baselinerun import finding, names

    several = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    message = f"{several} for {path} came into the baseline, which may only shrink: {names(entries)}."
    return finding(GROWTH, "error", baseline, path, entries, message, "mend what was found instead")
