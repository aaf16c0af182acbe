"""Where a document says what an element asks for, and where the words stand without saying it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.matching import Hit

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.model import Span
    from disclint.ruleset.rule import Element

PLACEHOLDER = re.compile(
    r"(?<!\{)\{[a-z_][\w. -]{0,40}\}(?!\})"
    r"|\[[^\]\n]{0,20}\b(?:insert|your (?:firm|company|name)|firm name|company name|tbd|todo|placeholder)\b[^\]\n]{0,60}\]"
    r"|<(?:insert|your|firm|company)[ _-]?[\w -]{0,30}>"
    r"|\b(?:todo|tbd|xxx+|lorem ipsum)\b"
)


class Saying(NamedTuple):
    """One place where an element's phrase stands. `flaw` is "" where it counts; else contradicted, denied, mentioned,
    unfinished, quoted, placeholder or wrong-entity."""

    hit: Hit
    flaw: str = ""


def sayings(context: Context, element: Element) -> Iterator[Saying]:
    """In order of place; a place that counts under any matcher counts."""
    found: dict[Span, Saying] = {}
    for matchers, wanted in ((element.says, "said"), (element.says_not, "denied")):
        for hit in context.find_any(matchers):
            saying = Saying(hit, _flaw(context, element, hit, wanted))
            if hit.span not in found or found[hit.span].flaw:
                found[hit.span] = saying
    for span in sorted(found):
        yield found[span]


def _flaw(context: Context, element: Element, hit: Hit, wanted: str) -> str:
    reading = context.reading
    quotation = reading.quotation(hit.focus.start, hit.focus.end)
    if quotation and quotation.attributed:
        return "quoted"
    polarity = reading.polarity(hit.focus.start, hit.focus.end)
    if polarity in ("mentioned", "unfinished"):
        return polarity
    if polarity != wanted:
        return "contradicted" if wanted == "denied" else "denied"
    if placeholder_near(context, hit.start) is not None:
        return "placeholder"
    if element.subject and _other_entity(context, element.subject.type, hit):
        return "wrong-entity"
    return ""


def placeholder_near(context: Context, offset: int) -> Span | None:
    """A placeholder left in the same sentence."""
    sentence = context.reading.sentence(offset)
    match = PLACEHOLDER.search(context.reading.folded, sentence.start, sentence.end)
    return type(sentence)(match.start(), match.end()) if match else None


def _other_entity(context: Context, type: str, hit: Hit) -> bool:
    """Whether the nearest configured entity before the words, in their sentence, is of another type."""
    from disclint.ruleset.rule import EntityMatch

    sentence = context.reading.sentence(hit.start)
    right = {h.span for h in context.find(EntityMatch(type))}
    near = [h.span for h in context.find(EntityMatch("any")) if sentence.start <= h.start < hit.end]
    return bool(near) and near[-1] not in right
