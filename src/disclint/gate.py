"""A report under the policy of a commit, with what the change does to that policy and the exceptions that it grants itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from disclint.checker import Checker, attempt, format_of
from disclint.discover import File
from disclint.evidence import New
from disclint.exceptionsrun import registers
from disclint.model import Exemption, Lines, Problem, Report
from disclint.policychange import policy_changes
from disclint.policyfrom import PolicyFrom


def gated(report: Report, checker: Checker) -> Report:
    """The report with a finding for each policy file that the change touches, and with `new`: the exceptions that it brings."""
    files = checker.configs.files
    assert isinstance(files, PolicyFrom)
    new = tuple(sorted((*_registered(report, checker), *_inline(report, checker, files)), key=_order))
    changes, problems = policy_changes(checker, files)
    every = tuple(dict.fromkeys((*report.problems, *problems)))
    return report._replace(documents=(*report.documents, *changes), problems=every, new=new)


def _order(new: New) -> tuple[list[str], int, int]:
    return new.exemption.path.split("/"), new.exemption.line, new.exemption.column


def _registered(report: Report, checker: Checker) -> Iterator[New]:
    used = Counter(s.exemption for d in report.documents for s in d.suppressed)
    for register in registers(report, checker).values():
        for entry in register.entries:
            if entry.exemption in register.granted:
                yield New(entry.exemption, used[entry.exemption], (*entry.paths, *entry.documents))


def _inline(report: Report, checker: Checker, files: PolicyFrom) -> Iterator[New]:
    """What documents grant themselves and did not at the commit that the change departed from; of what is used only."""
    used = Counter(s.exemption for d in report.documents for s in d.suppressed if s.exemption)
    known: dict[str, Counter[Exemption]] = {}
    for said in sorted(e for e in used if e.source != "register"):
        if said.path not in known:
            known[said.path] = Counter(_before(said.path, checker, files))
        if known[said.path][_same(said)] > 0:
            known[said.path][_same(said)] -= 1
        else:
            yield New(said, used[said])


def _before(shown: str, checker: Checker, files: PolicyFrom) -> Iterator[Exemption]:
    """The exceptions in a document as it was; in a template, all that stand there now where it did not change."""
    from disclint.suppress import exceptions_in, exemption

    path = os.path.abspath(shown)
    tree = files.since(os.path.dirname(path))
    data = tree.read(os.path.relpath(path, tree.top).replace(os.sep, "/"))
    if data is None:
        return
    file = File(path, shown, checker.options.input_format or format_of(path) or "template")
    opened = attempt(file, lambda: checker.opened(file, data).document)
    if not isinstance(opened, Problem):
        lines = Lines(opened.source.text)
        yield from (_same(exemption(exception, opened, lines)) for exception in exceptions_in(opened))


def _same(said: Exemption) -> Exemption:
    return said._replace(path="", line=0, column=0)
