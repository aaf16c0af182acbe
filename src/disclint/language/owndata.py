"""The publisher's own figures: `our survey`, `we found`, a backtest, and what a press release says of its issuer."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

from disclint.language.evidence import Evidence
from disclint.language.places import holding
from disclint.language.vocabulary import data, strings

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Json

_AUXILIARIES = frozenset(
    ["have", "had", "also", "then", "first", "recently", "personally", "now", "just", "'ve", "'ll", "will"]
)
_BE = frozenset(["are", "am", "were", "was", "'re", "'m"])
# "we are raising $2 million" tells of one's own deed, "we are seeing 4%" does not
_DOING = frozenset(["raising", "offering", "selling", "paying", "targeting", "seeking", "adding", "closing", "cutting"])
_DOING |= frozenset(["hiring", "building", "launching", "spending", "charging", "opening", "buying", "managing"])
_ABSTRACT = frozenset(["abstract", "summary of the study"])
_AROUND = 40  # characters around a figure that may say that it is about the market at large
_TEST = re.compile(r"\bback-?test")
_ANNOUNCED = re.compile(
    r", (?:an?|the) [^.\n]{5,200}?, (?:today (?:announced|reported|unveiled)|announced today|announces|celebrates)\b"
)
# whose datelines look like a release's
_AGENCIES = (
    r"(?:Reuters|AP|AFP|UPI|Bloomberg|Dow Jones|Xinhua|Kyodo|Yonhap|dpa|ANI|PTI|IANS|TASS|EFE|ANSA|CNN|BBC|CNBC)\b"
)
# "DENVER, June 4, 2026 -- "
_DATELINE = re.compile(
    r"(?:[^\n]{0,200}\n){0,3}?[A-Z][A-Z .]{2,30},(?: [A-Z][A-Za-z.]{1,20},?)? (?:\(.{3,30}\) )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d)"
    r" ?(?:\((?!AGENCIES)[^)\n]{3,40}\) ?|/[^/\n]{3,40}/ ?)?(?:--|[–—])(?! ?\(?(?:AGENCIES))".replace(
        "AGENCIES", _AGENCIES
    )
)
_REPORTS = re.compile(
    r"([A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}?),? (?:Reports|Announces|Launches|Completes|Surpasses|Achieves|Unveils|Expands"
    r"|Secures|Reaches"
    r"|Releases|Partners|Crosses|Hits|Raises|Closes)\b"
)
_SUBJECT = 80  # characters in which a sentence's subject stands
_OPENING = 1500  # characters in which a press release says that it is one


@cache
def _own_words() -> tuple[frozenset[str], frozenset[str]]:
    """What "our …" must go on with to be a source, and what "we …" must not."""
    own = cast("dict[str, Json]", data("evidence")["own"])
    return frozenset(strings(own["nouns"])), frozenset(strings(own["idle"]))


class OwnData:
    """The own figures of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def sentence(self, i: int) -> list[Evidence]:
        """What makes all figures of a sentence the publisher's own."""
        signals = self.reading.signals.sentence(i)
        for start, end in signals.get("own", ()):
            quotation = holding(self.reading.quotations, start, end)
            if quotation and quotation.attributed:
                continue
            found = self._first_person(start, end, self.reading.sentences[i].end)
            if found:
                return [found]
        named = self._publisher.search(self.reading.plain, *self._opening(i)) if self._publisher else None
        if named and not self.reading.quotation(*named.span()):
            return [Evidence("own-data", *named.span(), named[0])]
        if "own-test" in signals:
            start, end = signals["own-test"][0]
            return [Evidence("own-data", start, end, self.reading.text[start:end])]
        at = self.reading.sentences[i].start
        if self.reading.section(at).title.strip().lower().rstrip(":.") in _ABSTRACT:
            return [Evidence("own-data", at, at, "abstract")]
        return [Evidence("own-data", *self._tested, "own test")] if self._tested else []

    def _opening(self, i: int) -> tuple[int, int]:
        start, end = self.reading.sentences[i]
        return start, min(end, start + _SUBJECT)

    @cached_property
    def _publisher(self) -> re.Pattern[str] | None:
        """The configured names of whoever publishes."""
        names = "|".join(re.escape(name) for name in sorted(self.reading.publisher, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None

    def _first_person(self, start: int, end: int, last: int) -> Evidence | None:
        folded = self.reading.folded
        nouns, idle = _own_words()
        ours = folded[start:end] in ("our", "my")
        following = folded[end : min(end + 60, last)].replace(",", " ,").split()[:5]
        for i, raw in enumerate(following):
            word = raw.rstrip(".;:")
            if not ours and word in _BE and following[i + 1 : i + 2] and following[i + 1] in _DOING:
                continue
            if word == "," or (ours and i > 3):
                return None
            if word in nouns if ours else not (word in _AUXILIARIES or word.endswith("ly")):
                said = " ".join([folded[start:end], *following[: i + 1]])
                return None if not ours and word in idle else Evidence("own-data", start, end, said)
        return None

    def number(self, quantity: Quantity) -> list[Evidence]:
        """In a press release every figure is the issuer's own, but for those about its market and the world."""
        if not self._release:
            return []
        low, high = self.reading.sentence(quantity.start)
        low, high = max(low, quantity.start - _AROUND), min(high, quantity.end + _AROUND)
        others = self.reading.signals.within("others", low, high)
        return [] if others else [Evidence("own-data", *self._release, "press release")]

    @cached_property
    def _release(self) -> tuple[int, int] | None:
        """Where the text says early that it is a press release: by a wire's name, or "X, a maker of Y, announced"."""
        if self.reading.release:
            return 0, 0
        found = next((hit for hit in self.reading.signals.all("release") if hit[0] < _OPENING), None)
        dated = None if found else _DATELINE.match(self.reading.plain) or self._headlined()
        if dated:
            return dated.span()
        announced = _ANNOUNCED.search(self.reading.folded, 0, _OPENING // 2) if not found else None
        return announced.span() if announced else found

    def _headlined(self) -> re.Match[str] | None:
        """`Acme Reports …` as title over `Acme, the leading …, has`: a release without a wire."""
        title = self.reading.document.front.get("title")
        first = next((b for b in self.reading.document.blocks if b.kind == "heading"), None)
        words = str(title.value) if title else self.reading.plain[first.start : first.end] if first else ""
        named = _REPORTS.match(words)
        if named is None:
            return None
        named_again = rf"{re.escape(named[1])}(?: \([^)\n]{{1,40}}\))?, (?:an?|the|one of the) [^.\n]{{0,60}}?"
        boast = rf"{named_again}\b(?:leading|leader|premier|pioneer|provider)\b"
        return re.search(boast, self.reading.plain[:_OPENING])

    @cached_property
    def _tested(self) -> tuple[int, int] | None:
        """Where the document's first heading says that it tells of the publisher's own test."""
        first = next((b for b in self.reading.document.blocks if b.kind == "heading"), None)
        hits = self.reading.signals.within("own-test", first.start, first.end) if first else []
        if hits:
            return hits[0]
        title = self.reading.document.front.get("title")
        return (0, 0) if title and _TEST.search(str(title.value).lower()) else None
