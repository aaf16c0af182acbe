"""Note marks whose note is absent or says nothing: one finding a label, at its first mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.kinds.wording import fill
from disclint.language.notemarks import Notes, WrittenMark
from disclint.model import Finding, Related, Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Rule

FIX = "define the note, with its source, or take the mark out"
_KNOWN = 400  # labels among which the nearest is looked for
_SHOWN = 20  # marks listed beside the first
_FAULTS = {"absent": "is defined nowhere", "empty": "has no text that names a source"}


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """In order of place; the other marks with the same label are listed."""
    notes = Notes(context.reading)
    found: dict[str, list[tuple[WrittenMark, str]]] = {}
    for mark, label, fault in notes.dangling():
        found.setdefault(label, []).append((mark, fault))
    for label, marks in found.items():
        mark, fault = marks[0]
        shown = mark.shown if len(mark.labels) == 1 else f"{label} in {mark.shown}"
        said = f'"{shown}" {_FAULTS[fault]}{_nearest(label, notes)}'
        finding = context.finding(
            rule,
            state="dangling",
            message=fill(rule.message, context.facts, found=said),
            at=Span(mark.start, mark.end),
            source=mark.source,
            fix=rule.fix or FIX,
            related=tuple(_also(context, other) for other, _ in marks[1:_SHOWN]),
            identity=f"note {label}",
        )
        if finding:
            yield finding


def _also(context: Context, mark: WrittenMark) -> Related:
    path, _, position = context.located(mark.source)
    return Related("the same mark", position, path if path != context.document.source.path else "")


def _nearest(label: str, notes: Notes) -> str:
    """The defined label that is nearest, in words, or nothing."""
    known = notes.labels[:_KNOWN]
    if label.isdecimal():
        numbers = [int(k) for k in known if k.isdecimal()]
        close = [str(min(numbers, key=lambda k: (abs(k - int(label)), k)))] if numbers else []
    else:
        import difflib

        close = difflib.get_close_matches(label, known, 1, 0.6) or list(known[:1])
    return f' (the nearest that is defined: "{close[0]}")' if close else ""
