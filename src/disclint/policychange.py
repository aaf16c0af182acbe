"""`policy-change`: what a change does to the files that judge it, one finding for each file. Another policy judges: that of the
commit which `--policy-from` names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclint.checker import Checker
from disclint.discover import printed
from disclint.model import DisclintError, DocumentReport, Finding, Position, Problem, Severity, Span
from disclint.ownrules import CHANGE, SEVERITY
from disclint.policyfiles import Present
from disclint.policyfrom import PolicyFrom
from disclint.policypaths import Changed, changed_files
from disclint.policyword import Word

if TYPE_CHECKING:
    from disclint.config import Config

MOST = 12  # things that a message tells of one file
FIX = "let those who answer for the policy review this file"


def policy_changes(checker: Checker, files: PolicyFrom) -> tuple[list[DocumentReport], list[Problem]]:
    """A report for each policy file that the change touches, in the order of paths, and what is wrong with the new ones."""
    reports: list[DocumentReport] = []
    problems: list[Problem] = []
    for top in sorted(files.trees):
        config = checker.configs.of(os.path.join(top, "x"))
        sides = _Sides(checker, files, top)
        if config.broken or CHANGE not in checker.ready(config).active:
            continue
        for changed in changed_files(files.since(top), sides.before.configs):
            try:
                words = tuple(sides.words(changed))
            except DisclintError as error:
                words = (Word(None, f"can't be used: {error.problem.message}"),)
                problems.append(error.problem)
            if words:
                reports.append(_report(os.path.join(top, changed.path), words, files, config))
        problems += sides.problems
    return sorted(reports, key=lambda r: r.path.split("/")), list(dict.fromkeys(problems))


class _Sides:
    """The policy that the change departed from, and the one that it leaves."""

    def __init__(self, checker: Checker, files: PolicyFrom, top: str) -> None:
        options = checker.options._replace(diff="", jobs=1, select=(), ignore=(), wants=frozenset())
        self.top, self._tree = top, files.since(top)
        same = self._tree is files.tree(top)
        self.before = checker if same else Checker(options, files.seen_at(self._tree))
        self.after = Checker(options._replace(policy_from=""), Present())

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the policy that the change leaves."""
        return self.after.problems

    def words(self, changed: Changed) -> Iterator[Word]:
        from disclint.policykinds import KINDS

        path = os.path.join(self.top, changed.path)
        if os.path.islink(path):
            raise DisclintError(
                "is a symbolic link now, and no policy is read through one; put the file itself there", printed(path)
            )
        return KINDS[changed.kind](changed, path, self.before, self.after)


def _report(path: str, words: Sequence[Word], files: PolicyFrom, config: Config) -> DocumentReport:
    shown = printed(path)
    severity = _severity(words, config) if files.judges(os.path.dirname(path)) else "info"
    return DocumentReport(
        shown, (_finding(shown, _message(words, path, files), severity),), fail_on=config.fail_on, template=True
    )


def _severity(words: Sequence[Word], config: Config) -> Severity:
    """What only tightens is worth a word, no more."""
    if all(word.loosens is False for word in words):
        return "info"
    setting = config.settings.get(CHANGE)
    return (setting.severity if setting else None) or SEVERITY


def _message(words: Sequence[Word], path: str, files: PolicyFrom) -> str:
    parts = []
    for loosens, head in ((True, "Loosened"), (None, "Changed"), (False, "Tightened")):
        told = [word.text for word in words if word.loosens is loosens]
        more = f"; and {len(told) - MOST} more" if len(told) > MOST else ""
        parts += [f"{head}: {'; '.join(told[:MOST])}{more}."] if told else []
    if files.judges(os.path.dirname(path)):
        parts.append(f"The policy of {files.name} judges.")
    else:
        parts.append(f"There is no policy at {files.name}, so this one judges.")
    return " ".join(parts)


def _finding(path: str, message: str, severity: Severity) -> Finding:
    from disclint.digests import sha256

    mark = sha256(f"{CHANGE}\n{path}\n{message}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    place = Position(1, 1, 1, 1)
    return Finding(
        CHANGE, None, "invalid", severity, message, path, Span(0, 0), place, "", FIX, basis="house", fingerprint=mark
    )
