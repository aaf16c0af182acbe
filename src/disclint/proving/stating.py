"""Where a document says what a rule asks for: the sentences that carry each statement, and what kind of words they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.model import Span
from disclint.proving import wording
from disclint.ruleset.rule import LinkMatch, Near, Require, Verbatim

if TYPE_CHECKING:
    from disclint.document import Document
    from disclint.kinds.context import Context
    from disclint.kinds.matching import Hit
    from disclint.ruleset.rule import Element, Matcher, Rule


class Piece(NamedTuple):
    """A sentence (of a legend: the part of it in one block) of the readable text, and the ranges in it that make the
    statement. `denials` are those of them that do so by being denied."""

    start: int
    end: int
    words: tuple[Span, ...] = ()
    denials: tuple[Span, ...] = ()


class Stated(NamedTuple):
    """A statement that a document makes in its own text. `name` is the element's, or "" for a legend; `pieces` hold every
    place where it is made, in order and apart. `traits`: link (made by a link), either (said or denied, both count),
    legend (a prescribed text), foreign (in a script without spaces), words (the pieces are single words or phrases)."""

    name: str
    label: str
    pieces: tuple[Piece, ...]
    traits: frozenset[str] = frozenset()

    def in_words(self) -> Stated:
        """The same statement, as the very words that make it, without the sentences that they stand in."""
        spans: list[Span] = []
        for word in sorted({word for piece in self.pieces for word in piece.words}):
            if spans and word.start < spans[-1].end:
                spans[-1] = Span(spans[-1].start, max(word.end, spans[-1].end))
            else:
                spans.append(word)
        return self._replace(pieces=tuple(Piece(*s, (s,)) for s in spans), traits=self.traits | {"words"})


def stated(rule: Rule, context: Context) -> Iterator[Stated]:
    """Every statement of the rule that the document itself makes, in the order of the rule."""
    requirement = rule.requirement
    if isinstance(requirement, Require):
        from disclint.kinds.require import switched_off

        for element in requirement.elements:
            hits = list(context.sayings(element).good())
            if hits and not element.optional and not switched_off(element, context.facts):
                yield _element(element, hits, context)
    elif isinstance(requirement, Verbatim):
        from disclint.kinds.verbatim import best_match

        found = best_match(requirement, context, context)
        if found and not found.drift.changes:
            pieces = tuple(Piece(*part, (part,)) for part in _by_block(found.at, context))
            yield Stated("", rule.title, pieces, frozenset(["legend"]))


def _element(element: Element, hits: list[Hit], context: Context) -> Stated:
    reading = context.reading
    pieces: dict[Span, Piece] = {}
    for hit in hits:
        sentence = reading.sentence(hit.focus.start)
        denials = (hit.focus,) if reading.polarity(*hit.focus) == "denied" else ()
        known = pieces.get(sentence) or Piece(*sentence)
        pieces[sentence] = known._replace(words=(*known.words, hit.focus), denials=(*known.denials, *denials))
    traits = set()
    if any(hit.focus in _links(element, context) for hit in hits):
        traits.add("link")
    said, unsaid = ([h.focus for h in context.find_any(m)] for m in (element.says, element.says_not))
    good = {hit.focus for hit in hits}
    if any((s in good or n in good) and _either(reading.text, s, n) for s in said for n in unsaid):
        traits.add("either")
    if any(wording.foreign(reading.text[start:end]) for start, end in pieces):
        traits.add("foreign")
    return Stated(element.name, element.label, tuple(pieces[s] for s in sorted(pieces)), frozenset(traits))


def _either(text: str, said: Span, denied: Span) -> bool:
    """Whether the same words count both ways; "non-binding" and a denied "binding" are one way, not two."""
    return said.overlaps(denied) and wording.denies(text[slice(*said)]) == wording.denies(text[slice(*denied)])


def _links(element: Element, context: Context) -> set[Span]:
    """The links that make the statement by themselves."""
    return {hit.focus for m in map(_first, element.says) if isinstance(m, LinkMatch) for hit in context.find(m)}


def _first(matcher: Matcher) -> Matcher:
    return _first(matcher.matchers[0]) if isinstance(matcher, Near) else matcher


def _by_block(at: Span, context: Context) -> Iterator[Span]:
    for block in context.document.blocks:
        start, end = max(block.start, at.start), min(block.end, at.end)
        if start < end:
            yield Span(start, _with_stop(context.reading.text, end, block.end))


def _with_stop(text: str, end: int, limit: int) -> int:
    """The stop that ends a legend belongs to it."""
    return end + 1 if end < limit and text[end] in ".!" else end


def sources(document: Document, piece: Piece) -> Span:
    """The source characters of a piece, with the markup that opens or closes inside it."""
    from disclint.proving.edits import balanced

    return balanced(document.source.text, document.source_span(piece.start, piece.end))
