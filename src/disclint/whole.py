"""What holds for many documents at once, said once: what is undecided of a site or a template, and rules for whole sites."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.model import DocumentReport, Finding, Undecided

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.discover import File

# Causes that lie outside the document, in a template or the site's configuration.
OUTSIDE = ("condition", "unresolved", "site")


class _Cause(NamedTuple):
    path: str
    line: int
    column: int
    cause: str
    message: str


def told_once(
    documents: Sequence[DocumentReport], checker: Checker, files: Sequence[File]
) -> tuple[list[DocumentReport], list[Undecided]]:
    """The documents' reports with what is undecided of them alone, and one note for each cause outside."""
    notes: dict[_Cause, list[Undecided]] = {}
    places = {file.name: file.path for file in files}
    kept: list[DocumentReport] = []
    for document in documents:
        own: list[Undecided] = []
        for undecided in document.undecided:
            unread = undecided.cause.startswith("site:")
            if unread or undecided.cause in OUTSIDE:
                path = checker.site_file(places[document.path]) if unread else undecided.path
                message = "" if unread else undecided.message
                cause = _Cause(path, undecided.line or 0, undecided.column or 0, undecided.cause, message)
                notes.setdefault(cause, []).append(undecided)
            else:
                own.append(undecided)
        kept.append(document._replace(undecided=tuple(own)))
    told = {cause[:3] + cause[4:] for cause in notes if cause.cause != "site"}
    once = {c: several for c, several in notes.items() if c.cause != "site" or c[:3] + c[4:] not in told}
    return kept, [_note(cause, several) for cause, several in sorted(once.items())]


def _note(cause: _Cause, several: Sequence[Undecided]) -> Undecided:
    rules = tuple(sorted({rule for u in several for rule in u.rules}))
    count = sum(bool(u.documents) for u in several)
    documents = "1 document" if count == 1 else f"{count} documents"
    if cause.message:
        waiting = f" ({documents}: {', '.join(rules)})" if rules else ""
        message = f"{cause.message}{waiting}"
    else:
        generator = cause.cause.removeprefix("site:")
        message = (
            f"{documents} of this {generator} site may get from its templates what they don't say themselves; "
            f"templates are not read, so {', '.join(rules)} can't be judged there (set `site: none` if they add nothing)"
        )
    path = cause.path or several[0].path
    return Undecided(path, cause.cause, message, cause.line or None, cause.column or None, rules, count)


def wide(
    documents: Sequence[DocumentReport], checker: Checker, files: Sequence[File], folders: Sequence[str]
) -> list[DocumentReport]:
    """The reports with what whole sites owe, at the first document that owes it; judged only where all of a site was read."""
    from disclint.sitewide import judged

    places = {file.name: file.path for file in files}
    sites: dict[str, list[DocumentReport]] = {}
    for document in documents:
        root = checker.sites.root(places[document.path])
        if document.site and any(_holds(os.path.realpath(folder), os.path.realpath(root)) for folder in folders):
            sites.setdefault(root, []).append(document)
    owed = [finding for _, several in sorted(sites.items()) for finding in judged(several)]
    return [_with(document, [f for f in owed if f.path == document.path]) for document in documents]


def _holds(folder: str, root: str) -> bool:
    return root == folder or root.startswith(folder.rstrip(os.sep) + os.sep)


def _with(document: DocumentReport, more: Sequence[Finding]) -> DocumentReport:
    if not more:
        return document
    findings = sorted((*document.findings, *more), key=lambda f: (f.span, f.rule, f.element or "", f.state))
    return document._replace(findings=tuple(findings))
