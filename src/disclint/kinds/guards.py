"""What excuses a banned phrase: named guards, each implemented once, or a matcher that overlaps the hit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from disclint.model import Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.matching import Hit
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Guard

# name -> what it holds for; `disclint rules guards` prints this
GUARDS: dict[str, str] = {
    "quoted": "the phrase is somebody else's, attributed, or is quoted as a term",
    "enforcement": "the paragraph or heading reports on fraud, enforcement or a warning",
    "definition": "the sentence explains what the phrase means",
    "question": "the phrase stands in a question",
    "example": "the phrase is part of an example, a supposition or a quiz",
    "disclosure": "the phrase stands inside a statement that another rule recognises",
    "sourced": "the sentence carries a link, a note or a named source",
}


def holds(guard: Guard, context: Context, hit: Hit) -> bool:
    """Whether the guard excuses the phrase there."""
    if guard.matcher is None:
        if guard.name == "disclosure":
            return _in_disclosure(context, hit.span)
        if guard.name == "sourced":
            return _sourced(context, hit.span)
        return _linguistic(guard.name)(context.reading, hit.start, hit.end)
    if guard.within == "overlap":
        return any(h.span.overlaps(hit.span) for h in context.find(guard.matcher))
    low, high = context.stretch(guard.within, hit.start)
    return any(low <= h.start < high or (h.start == h.end == 0) for h in context.find(guard.matcher))


def _linguistic(name: str) -> Callable[[Reading, int, int], bool]:
    from disclint.language.context import GUARDS as LINGUISTIC

    return LINGUISTIC[name][0]


def _in_disclosure(context: Context, at: Span) -> bool:
    """Inside a required statement that stands there as it should, within one sentence. Words that it merely touches are no
    part of it: "guaranteed 9% net returns" shows net returns, and promises them. Everyday words ("lose money") are no sign of
    a disclosure."""
    low, high = context.reading.sentence(at.start)
    return any(
        low <= hit.start <= at.start and at.end <= hit.end <= high
        for rule, element in context.book.statements.values()
        if not (element.ordinary or getattr(rule.requirement, "everyday", False))
        for hit in context.sayings(element).good()
    )


def _sourced(context: Context, at: Span) -> bool:
    low, high = context.reading.sentence(at.start)
    document = context.document
    return any(low <= link.start < high and link.target.strip("# ") for link in document.links) or any(
        low < mark.at <= high and mark.label in document.notes for mark in document.note_marks
    )
