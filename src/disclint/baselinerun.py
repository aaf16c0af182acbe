"""A run's report compared with the baselines that hold for its documents, and what is stale in them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.baseline import Compared, Sketch, compare, recorded
from disclint.baselinefile import Baseline, Entry, Recorded, place, read
from disclint.discover import printed
from disclint.model import DisclintError, DocumentReport, Finding, Position, Report, Severity, Span
from disclint.ownrules import SEVERITY, STALE
from disclint.sketch import sketch

if TYPE_CHECKING:
    from disclint.checker import Checker

PRUNE = "disclint baseline prune"


class Known(NamedTuple):
    """One baseline under a report. `path` is absolute; `documents` are the report's that it holds for; `stale` what is left in
    it and would have been found by this run, by recorded path. `here` is the file in the work tree, where another judges."""

    path: str
    baseline: Baseline
    documents: tuple[DocumentReport, ...]
    compared: Compared[Finding]
    stale: Mapping[str, tuple[Entry, ...]]
    here: Baseline


def applied(report: Report, checker: Checker, folders: Sequence[str] = (), unread: Collection[str] = ()) -> Report:
    """The report with known findings set apart, and a finding for what is stale. `folders` were read as a whole, but for the
    documents in `unread`. A baseline that can't be used is a problem, and what it may know is told."""
    known: list[Known] = []
    problems = list(report.problems)
    for path, mine in grouped(report, checker).items():
        try:
            known += [under(path, mine, report, checker, folders, unread)] if path else []
        except DisclintError as error:
            problems.append(error.problem)
    apart = {id(f) for one in known for some in one.compared.known.values() for f in some}
    documents = [_parted(document, apart) for document in report.documents] if apart else list(report.documents)
    more = [document for one in known if (document := _complaint(one, checker))]
    return report._replace(documents=(*documents, *more), problems=tuple(problems))


def grouped(report: Report, checker: Checker) -> dict[str, list[DocumentReport]]:
    """The report's documents by the baseline that holds for them (empty: none), sorted."""
    groups: dict[str, list[DocumentReport]] = {}
    for document in report.documents:
        groups.setdefault(checker.configs.baseline(os.path.abspath(document.path)), []).append(document)
    return dict(sorted(groups.items()))


def under(
    path: str,
    mine: Sequence[DocumentReport],
    report: Report,
    checker: Checker,
    folders: Sequence[str],
    unread: Collection[str] = (),
    base: Baseline | None = None,
) -> Known:
    """What a baseline (that of the file, where `base` is not given) says of the documents `mine` of a report."""
    judging = checker.configs.files.real(path)
    baseline = read(judging, printed(path)) if base is None else base
    here = baseline if judging == path or base is not None else _present(path)
    found: dict[str, list[Finding]] = {}
    for document in mine:
        found.setdefault(relative(path, document.path), []).extend(document.findings)
    compared = compare(baseline, found, _gone(path), outline(path, checker))
    unjudged = {relative(path, p.path) for p in report.all_problems if p.path} | {relative(path, u) for u in unread}
    left = compared.left if here is baseline else _also_in(here, compared.left)
    stale = dict(_stale(path, left, mine, unjudged, report, checker, folders))
    return Known(path, baseline, tuple(mine), compared, stale, here)


def _present(path: str) -> Baseline:
    """The baseline of the work tree; empty where there is none (any more)."""
    return read(path, printed(path)) if os.path.lexists(path) else Baseline()


def _also_in(here: Baseline, left: Mapping[str, Sequence[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """The entries that `here` has too: what was removed from it already is not stale any more."""
    keys = {path: {entry.key for entry in recorded.entries} for path, recorded in here.documents.items()}
    return {path: tuple(e for e in entries if e.key in keys.get(path, ())) for path, entries in left.items()}


def relative(baseline: str, path: str) -> str:
    """A document's path as the baseline writes it."""
    return os.path.relpath(os.path.abspath(path), os.path.dirname(baseline)).replace(os.sep, "/")


def _file(baseline: str, path: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(baseline), path))


def _gone(baseline: str) -> Callable[[str], bool]:
    return lambda path: not os.path.exists(_file(baseline, path))


def outline(baseline: str, checker: Checker) -> Callable[[str], Sketch]:
    """Sketches of documents by the baseline's paths; empty for what can't be read."""

    def of(path: str) -> Sketch:
        try:
            with open(_file(baseline, path), "rb") as file:
                return sketch(file.read().decode(checker.options.encoding or "utf-8", "replace"))
        except (OSError, LookupError):
            return ()

    return of


def _stale(
    baseline: str,
    left: Mapping[str, Sequence[Entry]],
    mine: Sequence[DocumentReport],
    unjudged: Collection[str],
    report: Report,
    checker: Checker,
    folders: Sequence[str],
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The entries that this run would have found something for."""
    if checker.options.firm or checker.options.as_of:
        return  # a trial judges by what does not hold here
    read = {relative(baseline, document.path) for document in mine}.difference(unjudged)
    undecided = {rule for note in report.all_undecided for rule in note.rules}
    wide = [os.path.abspath(folder).rstrip(os.sep) + os.sep for folder in folders]
    for path, entries in sorted(left.items()):
        file = _file(baseline, path)
        if path in read or (path not in unjudged and any(file.startswith(folder) for folder in wide)):
            ready = checker.ready(checker.configs.of(file))
            judged = tuple(
                e for e in entries if (e.rule in ready.active and e.rule not in undecided) or not ready.known(e.rule)
            )
            if judged:
                yield path, judged


def _parted(document: DocumentReport, apart: set[int]) -> DocumentReport:
    known = tuple(f for f in document.findings if id(f) in apart)
    return document._replace(
        findings=tuple(f for f in document.findings if id(f) not in apart), baselined=(*document.baselined, *known)
    )


def _complaint(known: Known, checker: Checker) -> DocumentReport | None:
    """What is stale, and with a ratchet what came in, as findings in the baseline's own file."""
    config, options = checker.configs.of(known.path), checker.options
    setting = config.settings.get(STALE)
    severity: Severity = "error" if options.ratchet else (setting.severity if setting else None) or SEVERITY
    found: list[Finding] = []
    if options.ratchet or STALE in checker.ready(config).active:
        found += (_one(known.path, path, entries, severity) for path, entries in sorted(known.stale.items()))
    if options.ratchet:
        from disclint.baselinegrowth import growth

        found += growth(known, options.diff)
    if not found:
        return None
    ordered = tuple(sorted(found, key=lambda f: (f.position, f.rule)))
    return DocumentReport(printed(known.path), ordered, fail_on=config.fail_on, template=True)


def _one(baseline: str, path: str, entries: Sequence[Entry], severity: Severity) -> Finding:
    several = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    matches = "matches" if len(entries) == 1 else "match"
    message = f"{several} for {path} {matches} nothing any more: {names(entries)}."
    return finding(STALE, severity, baseline, path, entries, message, f"run: {PRUNE}")


def names(entries: Sequence[Entry]) -> str:
    """The entries' rules, each with how often, such as "unsourced-number (2), weasel-source"."""
    count = Counter(entry.name for entry in entries)
    return ", ".join(f"{name} ({n})" if n > 1 else name for name, n in sorted(count.items()))


def finding(
    rule: str, severity: Severity, baseline: str, path: str, entries: Sequence[Entry], message: str, fix: str
) -> Finding:
    """A finding about the baseline itself, at the first of a document's entries."""
    from disclint.digests import sha256

    line, column = _place(baseline, path, entries)
    key = f"{rule}\n{path}\n{names(entries)}".encode("utf-8", "surrogatepass")
    return Finding(
        rule,
        None,
        "stale" if rule == STALE else "invalid",
        severity,
        message,
        printed(baseline),
        Span(0, 0),
        Position(line, column, line, column),
        "",
        fix,
        basis="house",
        fingerprint=sha256(key).hexdigest()[:16],
    )


def _place(baseline: str, path: str, entries: Sequence[Entry]) -> tuple[int, int]:
    try:
        with open(baseline, encoding="utf-8-sig", newline="") as file:
            return place(file.read(), path, entries)
    except OSError:
        return 1, 1


def rewritten(known: Known, checker: Checker, *, grow: bool) -> Baseline:
    """The baseline that this run would leave: less what is stale, documents under their present names, findings as they read
    now; with `grow`, the new findings too. What was not judged stays as it is."""
    documents: dict[str, Recorded] = {}
    for path, before in known.baseline.documents.items():
        stale = set(known.stale.get(path, ()))
        kept = tuple(entry for entry in known.compared.left.get(path, ()) if entry not in stale)
        documents[path] = before._replace(entries=kept)
    outlines = outline(known.path, checker)
    found: dict[str, list[Finding]] = {}
    for document in known.documents:
        path = relative(known.path, document.path)
        apart = set(map(id, known.compared.known.get(path, ())))
        found.setdefault(path, []).extend(f for f in document.findings if grow or id(f) in apart)
    for path, findings in found.items():
        now = recorded(findings, lambda path=path: outlines(path))  # type: ignore[misc]
        kept_of = documents.get(path, Recorded(()))
        documents[path] = Recorded((*kept_of.entries, *now.entries), now.sketch or kept_of.sketch)
    return Baseline({path: one for path, one in documents.items() if one.entries})
