"""A run's report with what the registers of exceptions hold back, and what is wrong with their entries."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.config import ignoring
from disclint.discover import printed
from disclint.exceptionsfile import Granted
from disclint.model import DocumentReport, Exemption, Finding, Position, Problem, Report, Span, Suppressed
from disclint.ownrules import EXPIRED, INVALID, SEVERITY, UNKNOWN, UNUSED

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.policyfiles import PolicyFiles


class Register(NamedTuple):
    """One file. `path` is absolute; `inside` judges absolute paths by each entry's patterns. `granted` are the entries that
    a change brings in, where the policy of a commit judges."""

    path: str
    entries: tuple[Granted, ...]
    inside: tuple[Callable[[str], bool | None] | None, ...]
    problems: tuple[Problem, ...] = ()
    granted: frozenset[Exemption] = frozenset()

    def find(self, finding: Finding, type: str, as_of: str) -> Exemption | None:
        """The first entry that covers the finding in a document of that type on that day."""
        path = os.path.abspath(finding.path)
        for entry, inside in zip(self.entries, self.inside, strict=True):
            said = entry.exemption
            if said.rule != finding.rule or said.element not in ("", finding.element) or expired(said, as_of):
                continue
            if (not entry.documents or type in entry.documents) and (inside is None or inside(path)):
                return said
        return None


def opened(path: str, files: PolicyFiles) -> Register:
    """The register in a file; one with a mistake grants nothing."""
    entries, granted, problems = files.exceptions(path)
    folder = os.path.dirname(path)
    inside = tuple(ignoring(folder, e.paths) if e.paths else None for e in entries)
    return Register(path, entries, inside, problems, granted)


def expired(exemption: Exemption, as_of: str) -> bool:
    return bool(exemption.until and as_of and exemption.until < as_of)


def registers(report: Report, checker: Checker) -> dict[str, Register]:
    """The registers that hold for the documents of the report, by path, sorted."""
    paths = {checker.configs.exceptions(os.path.abspath(document.path)) for document in report.documents}
    return {path: opened(path, checker.configs.files) for path in sorted(paths) if path}


def granted(report: Report, checker: Checker, folders: Sequence[str] = (), unread: Collection[str] = ()) -> Report:
    """The report with the findings that registers except set apart, and a finding for each entry that does not hold.
    `folders` were read as a whole, but for the documents in `unread`."""
    found = registers(report, checker)
    if not found:
        return report
    documents = [_document(document, found, checker) for document in report.documents]
    used = {s.exemption for d in documents for s in d.suppressed if s.exemption}
    wide = () if unread else folders
    for register in found.values():
        flaws = tuple(_flaws(register, used, checker, wide))
        if flaws:
            config = checker.configs.of(register.path)
            shown = printed(register.path)
            documents.append(DocumentReport(shown, flaws, fail_on=config.fail_on, template=True))
    problems = dict.fromkeys((*report.problems, *(p for register in found.values() for p in register.problems)))
    return report._replace(documents=tuple(documents), problems=tuple(problems))


def _document(document: DocumentReport, found: Mapping[str, Register], checker: Checker) -> DocumentReport:
    path = os.path.abspath(document.path)
    register = found.get(checker.configs.exceptions(path))
    if register is None or not document.findings:
        return document
    exemptible = checker.ready(checker.configs.of(path)).exemptible
    as_of = checker.options.as_of or checker.options.today
    kept: list[Finding] = []
    held: list[Suppressed] = []
    for finding in document.findings:
        may = exemptible.get(finding.rule, "never") != "never"
        said = register.find(finding, document.type, as_of) if may else None
        if said is None:
            kept.append(finding)
        else:
            held.append(Suppressed(finding, said.said, said))
    return document._replace(findings=tuple(kept), suppressed=(*document.suppressed, *held)) if held else document


def _flaws(
    register: Register, used: Collection[Exemption], checker: Checker, folders: Sequence[str]
) -> Iterator[Finding]:
    as_of = checker.options.as_of or checker.options.today
    ready = checker.ready(checker.configs.of(register.path))
    home = os.path.dirname(register.path)
    wide = any(_holds(os.path.abspath(folder), home) for folder in folders) and not checker.options.firm
    for entry in register.entries:
        said = entry.exemption
        rule, message, fix = state(said, said in used, ready.exemptible, as_of)
        judged = wide and said.rule in ready.active
        if rule in ready.active and (rule != UNUSED or judged):
            yield _finding(rule, said, message, fix)


def state(said: Exemption, used: bool, exemptible: Mapping[str, str], as_of: str) -> tuple[str, str, str]:
    """The rule that an entry breaks (empty: none), what is wrong with it and what to do."""
    if said.rule not in exemptible:
        from disclint.ruleset.scalars import nearest

        message = f'this exception names no rule: "{said.rule}"{nearest(said.rule, tuple(sorted(exemptible)))}'
        return UNKNOWN, message, "correct the rule's id"
    if exemptible[said.rule] == "never":
        return INVALID, f"{said.rule} allows no exceptions", "mend what the rule finds"
    if expired(said, as_of):
        message = f"this exception for {said.rule} ended on {said.until}"
        return EXPIRED, message, "mend the text, or renew the exception"
    return ("", "", "") if used else (UNUSED, f"{said.name} finds nothing that this entry covers", "remove the entry")


def _holds(folder: str, home: str) -> bool:
    return home == folder or home.startswith(folder.rstrip(os.sep) + os.sep)


def _finding(rule: str, said: Exemption, message: str, fix: str) -> Finding:
    from disclint.digests import sha256

    place = Position(said.line, said.column, said.line, said.column)
    words = f"{rule}\n{said.name}\n{said.reason}".encode("utf-8", "surrogatepass")
    mark = sha256(words).hexdigest()[:16]
    return Finding(
        rule,
        None,
        "invalid",
        SEVERITY,
        message,
        said.path,
        Span(0, 0),
        place,
        said.said,
        fix,
        basis="house",
        fingerprint=mark,
    )
