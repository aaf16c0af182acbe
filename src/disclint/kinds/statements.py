"""Where a document says what an element asks for, and where the words stand without saying it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.matching import Hit
from disclint.lazy import expression
from disclint.ruleset.rule import LinkMatch

if TYPE_CHECKING:
    from disclint.facts import Entity
    from disclint.kinds.context import Context
    from disclint.model import Span
    from disclint.ruleset.rule import Element

PLACEHOLDER = expression(
    r"(?<!\{)\{[a-z_][\w. -]{0,40}\}(?!\})"
    r"|\[[^\]\n]{0,20}\b(?:insert|name of the|your (?:firm|company|name)|firm name|company name|tbd|todo|placeholder)\b"
    r"[^\]\n]{0,60}\]"
    r"|<(?:insert|your|firm|company)[ _-]?[\w -]{0,30}>"
    r"|\b(?:todo|tbd|xxx+|lorem ipsum)\b"
)


class Saying(NamedTuple):
    """One place where an element's phrase stands. `flaw` is "" where it counts; else contradicted, denied, mentioned,
    unfinished, quoted, placeholder, wrong-entity or untrue."""

    hit: Hit
    flaw: str = ""


class Sayings:
    """Every place where an element's phrases stand, in order, each judged when it is first asked for."""

    def __init__(self, context: Context, element: Element) -> None:
        self._context, self._element = context, element
        links = tuple(m for m in element.says if isinstance(m, LinkMatch))
        words = tuple(m for m in element.says if not isinstance(m, LinkMatch)) if links else element.says
        said = [(hit, "said") for hit in context.find_any(words)]
        said += [(hit, "linked") for hit in context.find_any(links)]
        denied = [(hit, "denied") for hit in context.find_any(element.says_not)]
        self._wanted = sorted((*said, *denied), key=lambda wanted: wanted[0].span)
        self._judged: list[Saying] = []

    def __iter__(self) -> Iterator[Saying]:
        for i, (hit, wanted) in enumerate(self._wanted):
            if i == len(self._judged):
                self._judged.append(Saying(hit, _flaw(self._context, self._element, hit, wanted)))
            yield self._judged[i]

    def good(self) -> Iterator[Hit]:
        """The places that count."""
        return (saying.hit for saying in self if not saying.flaw)


def _flaw(context: Context, element: Element, hit: Hit, wanted: str) -> str:
    reading = context.reading
    quotation = reading.quotation(hit.focus.start, hit.focus.end)
    if quotation and quotation.attributed:
        return "quoted"
    polarity = reading.polarity(hit.focus.start, hit.focus.end)
    if wanted == "linked":  # "see our offering" leads there all the same
        polarity, wanted = "denied" if polarity == "denied" else "said", "said"
    if polarity in ("mentioned", "unfinished"):
        return polarity
    if polarity != wanted:
        return "contradicted" if wanted == "denied" else "denied"
    if placeholder_beside(context, hit) is not None:
        return "placeholder"
    if element.subject and (named := _named_before(context, hit)):
        if not any(entity.type == element.subject.type for entity in named):
            return "wrong-entity"
        if all(held(entity, element) is False for entity in named if entity.type == element.subject.type):
            return "untrue"
    return ""


def held(entity: Entity, element: Element) -> bool | None:
    """What the configuration says of the entity under the element's name (`sipc_member`); None where it says nothing."""
    value = getattr(entity, element.name.replace("-", "_"), None)
    return value if isinstance(value, bool) else None


def placeholder_near(context: Context, offset: int) -> Span | None:
    """A placeholder left in the same sentence."""
    sentence = context.reading.sentence(offset)
    match = PLACEHOLDER.search(context.reading.folded, sentence.start, sentence.end)
    return type(sentence)(match.start(), match.end()) if match else None


def placeholder_beside(context: Context, hit: Hit) -> Span | None:
    """A placeholder left in the sentence of the words that decide, or in the one where the whole begins."""
    return placeholder_near(context, hit.focus.start) or placeholder_near(context, hit.start)


def _named_before(context: Context, hit: Hit) -> list[Entity]:
    """The configured entities with the nearest name before the words, in their sentence: one, unless they share it."""
    low = context.reading.sentence(hit.start).start
    found = [(span, e) for e in context.facts.entities for span in context.named(e) if low <= span.start < hit.end]
    nearest = max((span for span, _ in found), default=None)
    return [entity for span, entity in found if span == nearest]
