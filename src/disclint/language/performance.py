"""Which figures tell the publisher's own results: "our fund returned 14%", "my bot made 340%", a table of our returns.

Somebody else's results are left alone: an index, a company, a fund that the document doesn't call its own, a quotation.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

from disclint.language.places import holding, starting
from disclint.language.vocabulary import data, one_of, strings
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    import re

    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Json

_KINDS = ("percent", "multiplier")
_FAR = 90  # characters from the verb to its figure
_LONG = 1000  # characters of a sentence that are looked through for words of trading
_SMALL = r"(?:of|the|that|this|is|are|was|in|on|at|to|and|or|a|an|for|with|from|than|by|as|about|own)\b"
_INNER = rf"(?:(?!{_SMALL})[\w&/+'-]++ )"
_AUX = (
    r"(?:has|have|had|is|are|was|were|ended|finished|closed|stands?|stood|now|currently|already|also|just|since|then"
    r"|only|even|actually|itself|alone|been|so far|to date|(?:this|last) (?:year|quarter|month|week)|the year|[a-z]{2,20}ly"
    r"|in (?:20\d\d|[jfmasond][a-z]{2,8})(?: 20\d\d)?)\b"
)
_VERB = (
    r"(?P<verb>returned|gained|lost|earned|made|delivered|generated|produced|posted|achieved|yielded|netted|averaged"
    r"|outperformed|underperformed|beat|beaten|compounded|appreciated|rose|risen|climbed|jumped|surged|fell|fallen"
    r"|dropped|declined|up|down|ahead|returns|makes|earns|averages)\b"
)
_ASIDE = r"(?: \([^()\n]{1,40}\))?+(?:, [^,;.\n]{1,60}+,)?+"
# what a share of a portfolio or an error rate is not followed by
_TAIL = expression(
    r" ?(?:[.,;:!?)(\n\"'*\[-]|$)"
    r"| (?:since|over|on|from|for|during|this|last|year|ytd|mtd|net|gross|after|before|a|an|per|annuali[sz]ed|annual"
    r"|annually|monthly|weekly|daily|returns?|gains?|profits?|loss|losses|so|and|to|through|as|between|with|without"
    r"|compared|versus|vs|against|while|but|whereas|better|ahead|by|until|within|each|every|total|cumulative(?:ly)?"
    r"|compound(?:ed)?|cagr|up|down|alpha|or|overall|when|which|despite|including|excluding|at|than|beating"
    r"|thanks|relative|already|again|yesterday|today|because|vs\.|more than|of (?:its|their|my|our|the) (?:value|capital"
    r"|money|equity)|in (?!accuracy|precision|recall|revenue|sales|users|traffic|speed|efficiency|volume|size|assets"
    r"|costs?|headcount|deposits|loans|throughput|latency|customers|subscribers|members|clients|bookings|engagement))\b"
)
_BREAK = expression(r"[;:\n]|\b(?:while|but|whereas|versus|vs|compared|against|than|because|when|if|would|will|not)\b")
_MONEY_WORDS = expression(
    r"\b(?:trad(?:e|es|ed|ing|ers?)|invest\w{0,8}|profits?|markets?|stocks?|shares|equit(?:y|ies)|crypto|bitcoin|forex"
    r"|options|futures|fees|inception|ytd|year to date|s&p|nasdaq|benchmark|back-?test\w{0,3}|drawdowns?|annuali[sz]ed"
    r"|capital|returns?|returned|momentum|portfolio|alpha)\b"
)
_BUSINESS = expression(
    r"\b(?:loan|product|credit|mortgage|patent|brand|project|property|services?|technology|drug|customer|store|retail"
    r"|lending|card|deposit|insurance|vehicle|device|pipeline|energy|wind|solar|renewables?|pricing|retry|marketing"
    r"|sales|content|seo|hiring|caching|growth|cost|language|classification|detection|support|billing|email|search"
    r"|recommendation|recommender|neural|diffusion|vision|ranking|chat|deployment|testing|security|lab|climate)\b"
)
_WE = expression(
    r"\b(?:we|i)(?:'ve| have| had)? (?:returned|netted)\b"
    r"|\b(?:we|i)(?:'re|'m|'ve| are| am| were| was| have| finished| ended| closed)(?: (?:been|now|currently|already|still"
    r"|the year|the quarter|the month|the week|last year|20\d\d)){0,2}+ (?:up|down)\b"
    r"|\b(?:we|i)(?:'ve| have)? (?:made|gained|earned|lost)\b"
)
_WE_TAIL = expression(
    r" ?(?:[.,;!]|$)| (?:(?:this|last) (?:year|quarter|month|week)|on the year|for the year|ytd|year to date|since|net|gross"
    r"|after|before|so far|in (?:20\d\d|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|q[1-4]|the (?:first|second|third|fourth|past|last))\b)|on (?:our|my|the|that) (?:\w+ )?(?:trades?"
    r"|positions?|capital|money))\b"
)
_TABLED = expression(r"\b(?:returns?|performance|track record|gains?|results)\b")
_UNFIT_TABLE = expression(r"\b(?:fees?|expense|allocations?|holdings|weights?|sectors?|survey|accuracy|benchmarks?:)\b")


@cache
def _words() -> dict[str, frozenset[str]]:
    table = cast("dict[str, Json]", data("evidence")["performance-subjects"])
    return {name: frozenset(strings(nouns)) for name, nouns in table.items()}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    nouns = f"(?P<noun>(?:{one_of(sorted(set().union(*_words().values())))}))\\b"
    own = rf"\b(?:our|my) (?P<kind>{_INNER}{{0,4}}?){nouns}"
    sort = "(?:total|annual|annuali[sz]ed|average|cumulative|net|gross|investment|trading)\\b"
    measure = rf"(?:'s?)?+(?: {sort}){{0,3}}+ (?:returns?|performance|gains?|cagr)"
    other = own.replace("noun", "noun2").replace("kind", "kind2")
    said = r" (?:was|were|is|came to|of|reached|hit|has been|have been|stands at|averaged)\b"
    return {
        "own": expression(own),
        "ours": expression(rf"{own}{_ASIDE}(?: which| that)?+(?:'s|'ve|'re)?+(?: {_AUX}){{0,5}}+ {_VERB}"),
        "theirs": expression(
            rf"\b(?:the|this) (?P<kind>{_INNER}{{0,2}}?){nouns}{_ASIDE}(?:'s)?+(?: {_AUX}){{0,5}}+ {_VERB}"
        ),
        "measure": expression(
            rf"{own}{measure}(?:{said}|:)"
            rf"|\b(?:our|my)(?: {sort})++ returns?{said}"
            r"|\b(?:our|my) track record(?: (?:is|of|shows)\b|:)"
            rf"|\b(?:returns?|performance|gains?) (?:of|for|from|on|in) {other}{said}"
        ),
        "behind": expression(
            rf"(?: [a-z-]++){{0,3}}? (?:returns?|gains?|profits?|performance) (?:for|from|in|on|of|by) {own}"
        ),
        "run": expression(
            rf"\b(?:we|i) (?:run|manage|launched|trade|built|designed|created|started|operate|developed|advise)"
            rf" (?:a|an|the|this|two|three|several) {_INNER}{{0,4}}?{nouns}"
        ),
    }


class Performance:
    """The own results in one document."""

    def __init__(self, reading: Reading, quantities: tuple[Quantity, ...]) -> None:
        self._reading, self._quantities = reading, quantities
        self._known: dict[int, tuple[Span, ...]] = {}

    def tells(self, quantity: Quantity, i: int) -> bool:
        """Whether a number of the sentence with that index is one of the publisher's own results."""
        if quantity.kind not in _KINDS or not self._possible:
            return False
        if self.tables and holding(self.tables, quantity.start, quantity.end):
            return quantity.kind == "percent"
        if self._foreign(quantity):
            return False
        if i not in self._known:
            self._known[i] = tuple(self._stretches(i))
        if any(s.start <= quantity.start < s.end for s in self._known[i]):
            return bool(_TAIL.match(self._reading.folded, quantity.end))
        found = _patterns()["behind"].match(self._reading.folded, quantity.end)
        return bool(found and self._fits(found["noun"], found["kind"], "", i))

    @cached_property
    def _possible(self) -> bool:
        return bool(self._reading.signals.all("own"))

    def _foreign(self, quantity: Quantity) -> bool:
        """Whether somebody else is quoted there."""
        quotation = self._reading.quotation(quantity.start, quantity.end)
        return bool(quotation) or self._reading.marked("quote", quantity.start, quantity.end)

    def _stretches(self, i: int) -> list[Span]:
        """Where the figures of a sentence are own results: from the verb to the end of its clause."""
        folded, sentence = self._reading.folded, self._reading.sentences[i]
        signals = self._reading.signals.sentence(i)
        found: list[Span] = []
        if "own" in signals:
            for name in ("ours", "measure"):
                for m in _patterns()[name].finditer(folded, sentence.start, sentence.end):
                    groups = m.groupdict()
                    noun = groups.get("noun") or groups.get("noun2") or ""
                    if self._fits(noun, groups.get("kind") or "", groups.get("verb") or "", i):
                        found.append(self._clause(m.end(), sentence.end))
            found += self._first_person(sentence)
        if not found and "performance-subjects" in signals:
            for m in _patterns()["theirs"].finditer(folded, sentence.start, sentence.end):
                if self._fits(m["noun"], m["kind"], m["verb"], i) and self._owned(m["noun"], m.start()):
                    found.append(self._clause(m.end(), sentence.end))
        return found

    def _clause(self, start: int, end: int) -> Span:
        stop = _BREAK.search(self._reading.folded, start, end)
        last = stop.start() if stop else end
        figures = [q for q in starting(self._quantities, start, last) if not q.mask and q.kind in _KINDS]
        return Span(start, last if figures and figures[0].start - start <= _FAR else start)

    def _first_person(self, sentence: Span) -> list[Span]:
        """`we are up 14% this year`, `I returned 9% net`."""
        folded = self._reading.folded
        found: list[Span] = []
        for m in _WE.finditer(folded, sentence.start, sentence.end):
            near = starting(self._quantities, m.end(), min(sentence.end, m.end() + 30))
            first = next((q for q in near if not q.mask), None)
            sure = m[0].endswith(("returned", "netted"))
            tail = _TAIL if sure else _WE_TAIL
            if first is None or first.kind != "percent" or not tail.match(folded, first.end):
                continue
            if sure or _MONEY_WORDS.search(folded, sentence.start, min(sentence.end, sentence.start + _LONG)):
                found.append(Span(m.end(), first.end))
        return found

    def _fits(self, noun: str, kind: str, verb: str, i: int) -> bool:
        """Whether that noun means money at work here: any fund does, a model or a system only beside words of trading."""
        if not noun:
            return True
        if _BUSINESS.search(kind):
            return False
        words = _words()
        if noun in words["people"]:
            return verb in ("returned", "earned", "made", "gained", "lost", "")
        if (
            noun in words["sure"]
            or _MONEY_WORDS.search(kind)
            or (noun in ("bot", "bots") and verb in ("made", "earned"))
        ):
            return True
        start, end = self._reading.sentences[i]
        return bool(_MONEY_WORDS.search(self._reading.folded, start, min(end, start + _LONG)))

    @cached_property
    def _own_nouns(self) -> dict[str, int]:
        """What the document calls its own -> where it first does."""
        found: dict[str, int] = {}
        for start, _ in self._reading.signals.all("own"):
            for name in ("own", "run"):
                m = _patterns()[name].match(self._reading.folded, start)
                if m:
                    found.setdefault(m["noun"].rstrip("s"), start)
        return found

    def _owned(self, noun: str, at: int) -> bool:
        """Whether "the fund" is the publisher's: called so before, and no other fund has a name in between."""
        first = self._own_nouns.get(noun.rstrip("s"), at)
        block = self._reading.block(at)
        if first >= at:
            return False
        names = self._reading.names_between(max(block.start, first), at)
        return not any(n.kind == "organisation" or self._reading.text[n.start : n.end].isupper() for n in names)

    @cached_property
    def tables(self) -> tuple[Span, ...]:
        """The tables of own results: their heading, caption or header cells say so."""
        return tuple(t for t in self._reading.marks_of("table") if self._tabled(t))

    def _tabled(self, table: Span) -> bool:
        reading = self._reading
        before = reading.block_index(table.start) - 1
        near = reading.document.blocks[before] if before >= 0 else reading.block(table.start)
        parts = [reading.section(table.start).title.lower(), reading.folded[near.start : near.end][-300:]]
        parts += [
            reading.folded[m.start : m.end] for m in reading.marks_of("header") if table.start <= m.start < table.end
        ]
        parts += [reading.folded[b.start : b.end] for b in self._cells(table)]
        said = "\n".join(parts)
        titles = "\n".join(parts[:2]) if _TABLED.search("\n".join(parts[:2])) else said[:600]
        found = next((m for m in _patterns()["own"].finditer(said) if self._kind_fits(m)), None)
        return bool(found and _TABLED.search(titles) and not _UNFIT_TABLE.search(said[:600]))

    def _cells(self, table: Span) -> list[Span]:
        blocks = self._reading.document.blocks
        first = self._reading.block_index(table.start)
        return [Span(b.start, b.end) for b in blocks[first : first + 12] if b.start < table.end]

    def _kind_fits(self, found: re.Match[str]) -> bool:
        return not _BUSINESS.search(found["kind"]) and found["noun"] in _words()["sure"] | _words()["loose"]
