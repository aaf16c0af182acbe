"""Where a matcher holds in one text: the same grammar of matchers for every kind of rule."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from disclint.facts import Entity, Facts
from disclint.language.reading import Reading
from disclint.model import Span
from disclint.ruleset.rule import (
    EntityMatch,
    FieldMatch,
    Lexicon,
    LexiconMatch,
    LinkMatch,
    Matcher,
    NameMatch,
    Near,
    Pattern,
    QuantityMatch,
    StatementMatch,
)
from disclint.ruleset.scan import Found, Scanner


class Hit(NamedTuple):
    """A match: the hull of all that matched, and the part that gives polarity, voice and subject."""

    start: int
    end: int
    focus: Span

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Matching:
    """The matchers of a rule set on one text; each is evaluated once."""

    def __init__(
        self,
        reading: Reading,
        facts: Facts,
        scanner: Scanner,
        lexicons: Mapping[str, Lexicon],
        statements: Callable[[str], tuple[Hit, ...]],
    ) -> None:
        self.reading, self.facts = reading, facts
        self._scanner, self._lexicons, self._statements = scanner, lexicons, statements
        # by identity: hashing a pattern with its anchors on every look-up would cost more than the look-up
        self._hits: dict[int, tuple[Matcher, tuple[Hit, ...]]] = {}
        self._terms: dict[str, tuple[Span, ...]] = {}  # by lexicon: many rules ask for the same one
        for entity in facts.entities:
            scanner.add(entity_patterns(entity.names))

    @cached_property
    def _found(self) -> Found:
        return self._scanner.scan(self.reading.folded)

    def find(self, matcher: Matcher) -> tuple[Hit, ...]:
        """Every place where the matcher holds, in order."""
        if not self.possible(matcher):
            return ()
        found = self._hits.get(id(matcher))
        if found is None:
            found = self._hits[id(matcher)] = (matcher, tuple(self._evaluate(matcher)))
        return found[1]

    def possible(self, matcher: Matcher) -> bool:
        """False where the words that a matcher needs are not in the text; this costs next to nothing."""
        if isinstance(matcher, Pattern):
            return id(matcher) in self._found.patterns
        if isinstance(matcher, Near):
            return all(map(self.possible, matcher.matchers))
        if isinstance(matcher, LexiconMatch):
            return any(id(p) in self._found.patterns for p in self._lexicons[matcher.lexicon].patterns)
        return True

    def find_any(self, matchers: tuple[Matcher, ...]) -> list[Hit]:
        """Every place where one of the matchers holds, in order; the same place once."""
        needed = self._needed(matchers)
        if needed is not None and needed.isdisjoint(self._found.patterns):
            return []
        hits = {hit.span: hit for matcher in matchers for hit in self.find(matcher)}
        return [hits[span] for span in sorted(hits)] if hits else []

    def _needed(self, matchers: tuple[Matcher, ...]) -> frozenset[int] | None:
        """Patterns of which one must be able to match if any of the matchers is to hold; None where nothing is needed."""
        known = self._scanner.needs.get(id(matchers))
        if known is None:
            parts = [self._necessary(m) for m in matchers]
            needed = None if None in parts else frozenset().union(*(p for p in parts if p is not None))
            known = self._scanner.needs[id(matchers)] = (matchers, needed)
        return known[1]

    def _necessary(self, matcher: Matcher) -> frozenset[int] | None:
        if isinstance(matcher, Pattern):
            return frozenset((id(matcher),)) if self._scanner.anchored(matcher) else None
        if isinstance(matcher, LexiconMatch):
            patterns = self._lexicons[matcher.lexicon].patterns
            return frozenset(map(id, patterns)) if all(map(self._scanner.anchored, patterns)) else None
        if isinstance(matcher, Near):
            parts = [p for m in matcher.matchers if (p := self._necessary(m)) is not None]
            return min(parts, key=len, default=None)
        return None

    def _evaluate(self, matcher: Matcher) -> list[Hit]:
        match matcher:
            case Pattern():
                return _plain_hits(self._scanner.hits(matcher, self.reading, self._found))
            case Near():
                return self._near(matcher)
            case LexiconMatch():
                return self._lexicon(matcher)
            case EntityMatch():
                return _plain_hits(self._entities(matcher))
            case NameMatch():
                kinds = (matcher.kind, "unknown") if matcher.kind == "organisation" else (matcher.kind,)
                return [_hit(n.start, n.end) for n in self.reading.names if n.kind in kinds]
            case QuantityMatch():
                return self._quantities(matcher)
            case LinkMatch():
                return self._links(matcher)
            case StatementMatch():
                return list(self._statements(matcher.statement))
            case FieldMatch():
                return self._field(matcher)

    def terms(self, name: str) -> tuple[Span, ...]:
        """Where terms of the lexicon stand that none of its anti-terms covers, in order."""
        found = self._terms.get(name)
        if found is None:
            found = self._terms[name] = tuple(self._uncovered(self._lexicons[name]))
        return found

    def _uncovered(self, lexicon: Lexicon) -> list[Span]:
        spans = {s for p in lexicon.patterns for s in self._scanner.hits(p, self.reading, self._found)}
        if not spans:
            return []
        anti = sorted(s for p in lexicon.anti_patterns for s in self._scanner.hits(p, self.reading, self._found))
        starts = [a.start for a in anti]
        return sorted(s for s in spans if not _overlapped(s, anti, starts))

    def _lexicon(self, matcher: LexiconMatch) -> list[Hit]:
        spans = self.terms(matcher.lexicon)
        if matcher.distinct > 1:
            stems = {self.reading.folded[s.start : s.end].rstrip("s") for s in spans}
            if len(stems) < matcher.distinct:
                return []
        return _plain_hits(spans)

    def _entities(self, matcher: EntityMatch) -> list[Span]:
        wanted = (e for e in self.facts.entities if matcher.type in ("any", e.type))
        return sorted({span for e in wanted for span in self.named(e, matcher.by)})

    def named(self, entity: Entity, by: str = "") -> list[Span]:
        """Where the text names the entity: by its legal name or an alias, by a DBA, or by any of them."""
        patterns = entity_patterns(entity.named(by))
        return [span for p in patterns for span in self._scanner.hits(p, self.reading, self._found)]

    def _quantities(self, matcher: QuantityMatch) -> list[Hit]:
        return [
            _hit(q.start, q.end)
            for q in self.reading.quantities
            if not q.mask and q.kind in matcher.kinds and all(flag in q.attributes for flag in matcher.flags)
        ]

    def _links(self, matcher: LinkMatch) -> list[Hit]:
        from disclint.kinds.links import matches

        return [
            _hit(link.start, link.end)
            for link in self.reading.document.links
            if matches(matcher, link.target, self.reading.folded[link.start : link.end])
        ]

    def _field(self, matcher: FieldMatch) -> list[Hit]:
        field = self.reading.document.front.get(matcher.field)
        if field is None or field.value in (None, "", False, "false", "no", "off"):
            return []
        values = field.value if isinstance(field.value, list) else [field.value]
        if matcher.values and not any(str(v).strip().lower() in matcher.values for v in values):
            return []
        return [_hit(0, 0)]

    def _near(self, near: Near) -> list[Hit]:
        parts = self._parts(near)
        if parts is None:
            return []
        first, *others = parts
        starts = [[h.start for h in hits] for hits in others]
        found: list[Hit] = []
        for hit in first:
            low, high = self.stretch(near.within[0], hit.start)
            hull = hit.span
            for hits, begins in zip(others, starts, strict=True):
                closest = self._closest(hit.span, hits, begins, (low, high), near.within)
                if closest is None:
                    break
                hull = Span(min(hull.start, closest.start), max(hull.end, closest.end))
            else:
                found.append(Hit(hull.start, hull.end, hit.focus))
        return found

    def _parts(self, near: Near) -> list[tuple[Hit, ...]] | None:
        """The hits of each part, or None where one has none. Parts without anchors run last, and only beside the others."""
        hits: dict[int, tuple[Hit, ...]] = {}
        late = [i for i, m in enumerate(near.matchers) if isinstance(m, Pattern) and not self._scanner.anchored(m)]
        for i, part in enumerate(near.matchers):
            if i not in late:
                hits[i] = self.find(part)
                if not hits[i]:
                    return None
        fewest = min(hits.values(), key=len, default=None)
        for i in late:
            part = near.matchers[i]
            assert isinstance(part, Pattern)
            if fewest is None:
                hits[i] = self.find(part)
            else:
                windows = sorted({self.stretch(near.within[0], h.start) for h in fewest})
                hits[i] = tuple(_plain_hits(self._scanner.hits_within(part, self.reading, windows)))
            if not hits[i]:
                return None
        return [hits[i] for i in range(len(near.matchers))]

    def _closest(
        self, span: Span, hits: tuple[Hit, ...], starts: list[int], bounds: tuple[int, int], within: tuple[str, int]
    ) -> Span | None:
        best: tuple[int, Span] | None = None
        for i in range(bisect.bisect_left(starts, bounds[0]), len(hits)):
            other = hits[i].span
            if other.start >= bounds[1]:
                break
            gap = max(other.start - span.end, span.start - other.end, 0)
            if other == span or (within[0] == "words" and gap > within[1] * 24 + 24):
                continue
            if within[0] == "words" and self._words_between(span, other) > within[1]:
                continue
            if best is None or gap < best[0]:
                best = (gap, other)
        return best[1] if best else None

    def _words_between(self, a: Span, b: Span) -> int:
        left, right = (a, b) if a.start <= b.start else (b, a)
        return len(self.reading.folded[left.end : right.start].split()) if right.start > left.end else 0

    def stretch(self, within: str, offset: int) -> tuple[int, int]:
        """The range of the sentence, block, section or document around an offset; `words` never cross a sentence."""
        if within in ("words", "sentence"):
            sentence = self.reading.sentence(offset)
            return sentence.start, sentence.end
        if within == "block":
            block = self.reading.block(offset)
            return block.start, block.end
        if within == "section":
            section = self.reading.section(offset)
            return section.start, section.end
        return 0, len(self.reading.text)


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, Span(start, end))


def _plain_hits(spans: Sequence[Span]) -> list[Hit]:
    return [Hit(s.start, s.end, s) for s in spans]


def _overlapped(span: Span, others: list[Span], starts: list[int]) -> bool:
    i = bisect.bisect_left(starts, span.end)
    return any(others[j].end > span.start for j in range(max(0, i - 8), i))


_SUFFIXES = (
    r"(?:,? ?(?:llc|l\.l\.c\.?|inc\.?|incorporated|corp\.?|corporation|ltd\.?|limited|lp|l\.p\.?|llp|plc|n\.a\.?))?"
)


def entity_patterns(names: tuple[str, ...]) -> tuple[Pattern, ...]:
    """One pattern per name: legal form, punctuation and case tolerant."""
    return tuple(pattern for name in names if (pattern := _entity_pattern(name)))


@cache
def _entity_pattern(name: str) -> Pattern | None:
    import re

    bare = re.sub(_SUFFIXES + r"\.?$", "", name.strip().lower())
    words = [re.escape(w) for w in re.split(r"[\s,]+", bare) if w]
    return Pattern(",? ".join(words) + _SUFFIXES) if words else None
