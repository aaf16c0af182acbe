"""All that is to be mended in one document, one finding after the other, and where each then stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.evidence import Mending
from disclint.fixing.mender import Change, Mender, State, Unmended
from disclint.model import Finding, Lines, Source, Span

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.discover import File


class Mended(NamedTuple):
    """The text as it should be, and what became of each finding."""

    source: Source
    outcomes: tuple[Mending, ...]


class _Done(NamedTuple):
    finding: Finding
    at: Span
    words: str


def mended(checker: Checker, file: File, source: Source, findings: Sequence[Finding]) -> Mended:
    """What `findings` (of a report on the file) ask for, as far as the text still has them. DisclintError where it can't be
    judged."""
    mender = Mender(checker, file)
    state = mender.state(source)
    asked = [finding for finding in findings if mender.concerns(finding)]
    undone = [
        _left(f, "the whole site owes it once; put it by hand where it belongs") for f in asked if mender.is_wide(f)
    ]
    # What is there is put right before anything is put beside it.
    standing = [f for f in asked if not mender.is_wide(f) and _standing(state, f, f.span)]
    waiting = [(finding, finding.span) for finding in sorted(standing, key=lambda finding: not finding.edits)]
    done = list[_Done]()
    while waiting:
        finding, at = waiting.pop(0)
        now = _standing(state, finding, at)
        assert now is not None  # those that went are taken out below
        try:
            state, change = mender.mended(state, now)
        except Unmended as reason:
            undone.append(_left(finding, str(reason)))
            continue
        done = [one._replace(at=_moved(one.at, change)) for one in done]
        done.append(_Done(finding, _written(change), change.words))
        moved = [(other, _moved(span, change)) for other, span in waiting]
        waiting = [(other, span) for other, span in moved if _standing(state, other, span)]
        went = (other for other, span in moved if not _standing(state, other, span))
        done += [_Done(other, done[-1].at, done[-1].words) for other in went]
    lines = Lines(state.source.text)
    written = (Mending(f.rule, f.element, f.path, lines.position(at), True, words) for f, at, words in done)
    return Mended(state.source, (*sorted(written, key=lambda m: m.position), *undone))


def _standing(state: State, finding: Finding, at: Span) -> Finding | None:
    """The finding as it stands in the changed text."""
    alike = (
        f
        for f in state.report.findings
        if (f.rule, f.element, f.state) == (finding.rule, finding.element, finding.state)
    )
    return next((f for f in alike if f.span == at or f.span.overlaps(at)), None)


def _left(finding: Finding, why: str) -> Mending:
    return Mending(finding.rule, finding.element, finding.path, finding.position, False, why)


def _moved(span: Span, change: Change) -> Span:
    """Where what stood at a span stands after the change."""
    start, end = span
    for at, words in sorted(change.writes, key=lambda write: write[0], reverse=True):
        grown = len(words) - (at.end - at.start)
        if at.end <= start:
            start, end = start + grown, end + grown
        elif at.start < end:
            end += grown
    return Span(start, max(start, end))


def _written(change: Change) -> Span:
    """Where the words of the change stand afterwards, without the line ends around them."""
    at, words = min(change.writes, key=lambda write: write[0])
    start = at.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
