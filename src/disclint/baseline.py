"""What is known already: a report compared with a baseline. Values to values, but for asking which files are still there.

A finding is known by its document and its fingerprint. Where a document is gone, what was known of it follows its sentences
into other documents, and the document itself under its new name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from disclint.baselinefile import Baseline, Entry, Recorded
from disclint.model import Finding
from disclint.ownrules import BASELINE_RULES
from disclint.sketch import ALIKE, likeness

# States whose fingerprint says nothing of the document: every document that lacks a statement lacks the same.
NAMELESS = ("missing", "invalid")

Sketch = tuple[str, ...]


class Trace(Protocol):
    """What a finding and an entry have in common."""

    @property
    def rule(self) -> str: ...
    @property
    def element(self) -> str | None: ...
    @property
    def state(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...


T = TypeVar("T", bound=Trace)


class Compared(NamedTuple, Generic[T]):
    """`known` holds the findings of each path that the baseline knows; `left` the entries that nothing was found for, by the
    path that the baseline has them under; `moved` the new path of documents that have another name now."""

    known: Mapping[str, tuple[T, ...]]
    left: Mapping[str, tuple[Entry, ...]]
    moved: Mapping[str, str]


def compare(
    baseline: Baseline,
    found: Mapping[str, Sequence[T]],
    gone: Callable[[str], bool],
    sketch: Callable[[str], Sketch],
) -> Compared[T]:
    """`found` holds all findings by path, as the baseline writes paths. `gone` says whether a recorded document is no more,
    `sketch` gives that of a document that is there."""
    known: dict[str, list[T]] = {path: [] for path in found}
    left = {path: list(recorded.entries) for path, recorded in baseline.documents.items()}
    new = {path: _taken(findings, left.get(path, []), known[path]) for path, findings in sorted(found.items())}
    absent = [path for path in sorted(left) if left[path] and path not in found and gone(path)]
    strangers = [path for path in new if new[path] and path not in baseline.documents] if absent else []
    moved = _moved(baseline, absent, {path: sketch(path) for path in strangers})
    for path, old in sorted(moved.items()):
        new[path] = _taken(new[path], left[old], known[path])
    for path in new if absent else ():
        for old in absent:
            new[path] = _sentences(new[path], left[old], known[path])
    return Compared(
        {path: tuple(some) for path, some in known.items()},
        {path: tuple(entries) for path, entries in left.items() if entries},
        {old: path for path, old in moved.items()},
    )


def _taken(findings: Iterable[T], entries: list[Entry], known: list[T]) -> list[T]:
    """The findings that no entry is about; the others go to `known`, and their entries out of `entries`."""
    there = Counter(entry.key for entry in entries)
    new: list[T] = []
    used: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.rule, finding.element or "", finding.fingerprint)
        if used[key] < there[key]:
            used[key] += 1
            known.append(finding)
        else:
            new.append(finding)
    entries[:] = _unused(entries, used)
    return new


def _unused(entries: Iterable[Entry], used: Counter[tuple[str, str, str]]) -> list[Entry]:
    rest = Counter(used)
    kept: list[Entry] = []
    for entry in entries:
        rest[entry.key] -= 1
        if rest[entry.key] < 0:
            kept.append(entry)
    return kept


def _sentences(findings: Sequence[T], entries: list[Entry], known: list[T]) -> list[T]:
    """As `_taken`, for what a sentence names: the same sentence is the same finding, whatever document it went to."""
    named = [f for f in findings if f.state not in NAMELESS]
    mine = [e for e in entries if e.state not in NAMELESS]
    if not named or not mine:
        return list(findings)
    rest = [e for e in entries if e.state in NAMELESS]
    new = _taken(named, mine, known)
    entries[:] = [*mine, *rest]
    kept = set(map(id, new))
    return [f for f in findings if f.state in NAMELESS or id(f) in kept]


def _moved(baseline: Baseline, absent: Sequence[str], there: Mapping[str, Sketch]) -> dict[str, str]:
    """New path -> old path, of documents that are alike, the most alike first; each is taken once."""
    pairs = [
        (-likeness(baseline.documents[old].sketch, outline), path, old)
        for path, outline in there.items()
        for old in absent
        if baseline.documents[old].sketch
    ]
    moved: dict[str, str] = {}
    for unlike, path, old in sorted(pairs):
        if -unlike >= ALIKE and path not in moved and old not in moved.values():
            moved[path] = old
    return moved


def recorded(findings: Iterable[Finding], outline: Callable[[], Sketch]) -> Recorded:
    """One document's findings as a baseline keeps them; a sketch only where it is needed to know the document again."""
    from disclint.report.text import cut, safe

    entries = tuple(
        Entry(f.rule, f.element or "", f.state, f.fingerprint, cut(safe(f.excerpt), 80))
        for f in findings
        if f.rule not in BASELINE_RULES
    )
    nameless = any(entry.state in NAMELESS for entry in entries)
    return Recorded(entries, outline() if nameless else ())
