"""Finds names without a model: capitalised runs but for common first words, acronyms, known organisations."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.document import Block
from disclint.language.gazetteer import BY_FIRST_WORD, COMMON, DATES, NO_NAME, TITLES
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.language.reading import Reading


class Name(NamedTuple):
    """One name. `kind` is organisation, person or unknown (it may be either, or a place, or a product)."""

    start: int
    end: int
    kind: str


_SUFFIX = expression(
    r"(?:Inc|Corp|Corporation|LLC|L\.L\.C|LLP|L\.P|Ltd|Limited|PLC|plc|Co|Company|Group|Holdings|Bank|Bancorp|Fund"
    r"|Funds|Trust|Capital"
    r"|Securities|Partners|Advisors|Advisers|Investments|Asset Management|Management|Associates|Ventures|University"
    r"|College|Institute"
    r"|School|Association|Commission|Agency|Ministry|Department|Bureau|Council|Authority|Board|Organi[sz]ation"
    r"|Foundation|Society|Federation"
    r"|Union|Committee|Center|Centre|Office|Administration|Research|Times|Journal|Post|News|Magazine|Monitor|Review"
    r"|Herald|Tribune|Gazette"
    r"|Technologies|Systems|Labs|Laboratories|Pharmaceuticals|Motors|Energy|Airlines|Exchange|Network|Media"
    r"|Analytics|Insights|Brokerage)\.?"
)
_HEAD = expression(
    r"(?:Bank|Ministry|Department|Bureau|University|Institute|Office|Association|Federation|Council|Board|School"
    r"|Chamber) (?:of|for)\b"
)
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_BEHIND_CAPITAL = rf"(?:\.(?: ?[{_CAPITAL}]\.)*+|[\w&]*+(?:['-][{_CAPITAL}\d][\w&]*+)*+(?!-?\w))"
_TOKEN = rf"[{_CAPITAL}]{_BEHIND_CAPITAL}"
# A search is several times faster where an expression starts with a set of characters.
_RUN = expression(
    rf"[{_CAPITAL}](?<![\w&@#/.-][{_CAPITAL}]){_BEHIND_CAPITAL}"
    rf"(?: (?:(?:of(?: the)?|for|de|del|la|van|von|der|&) )?{_TOKEN})*+"
)
_ACRONYM = expression(r"(?:[A-Z]{2,6}|(?:[A-Z]\.){2,4})(?:'s)?")
_TITLE = expression(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Sir|Lord|Professor|Senator|Governor|President|Chairman|Chairwoman|Chair"
    r"|Secretary|Minister|Judge"
    r"|Justice|Commissioner|Director|Chancellor|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|CEO|CFO|CIO|[Aa]nalysts?"
    r"|[Ee]conomists?|[Ss]trategists?"
    r"|[Ff]ounder|[Cc]o-founder|[Ss]pokes(?:man|woman|person)|attorney|lawyer|author|manager|trader|professor"
    r"|director|president|chairman)\.? $"
)
SPEECH = (
    "said|says|told|wrote|writes|added|adds|noted|notes|observed|observes|explained|explains|warned|warns|argued"
    "|argues|claimed|claims|stated"
    "|states|reported|reports|announced|estimates?|estimated|forecasts?|found|shows?|showed|predicts?|predicted"
    "|expects?|expected|recalled"
    "|concluded|commented|remarked|replied|insisted|admitted|tweeted|posted|tells|asked|declared|believes|thinks"
)
_SAID_BEFORE = expression(rf"\b(?:{SPEECH}) $")
_SAID_BEHIND = expression(rf"(?:, [^.;:\"]{{3,80}},)? (?:has |had |also |later )?(?:{SPEECH})\b")
_POST = expression(
    r", (?:\w+ ){0,5}?(?:president|director|author|chief|analyst|economist|founder|co-founder|professor|head|partner"
    r"|manager|strategist|CEO|CFO"
    r"|chair|chairman|chairwoman|spokes\w+|editor|fellow|lawyer|attorney|trader|investor)\b"
)


class Names:
    """The names of a text, found block by block when they are asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.plain
        runs = [(m.start(), m.end()) for m in _RUN.finditer(self.text)]
        starts = {s.start for s in reading.sentences}
        self._runs = [(start, end, self._opens(start, starts)) for start, end in runs]
        self._starts = [start for start, _ in runs]
        # words that stand capitalised inside a sentence somewhere: such a word is a name at a sentence's start too
        self.inside = {w for a, b, first in self._runs for w in self.text[a:b].split(" ")[1 if first else 0 :]}
        self._found: dict[int, tuple[Name, ...]] = {}

    def in_block(self, index: int) -> tuple[Name, ...]:
        """In order, never overlapping, in offsets of the text; a possessive 's is left out."""
        if index not in self._found:
            self._found[index] = tuple(self._find(self.reading.document.blocks[index]))
        return self._found[index]

    def _find(self, block: Block) -> Iterator[Name]:
        low, high = (bisect.bisect_left(self._starts, edge) for edge in (block.start, block.end))
        last = 0
        for start, end, first in self._runs[low:high]:
            if start >= last:
                name = self._name(start, end, first, heading=block.kind == "heading")
                if name:
                    yield name
                    last = name.end

    def _opens(self, start: int, starts: set[int]) -> bool:
        while start and self.text[start - 1] in "\"'(*[-":
            start -= 1
        return start in starts or self.text[max(0, start - 2) : start] in (": ", '" ')

    def _name(self, start: int, end: int, first: bool, *, heading: bool) -> Name | None:
        """The name in one capitalised run: what is left of it when common words and titles at its start are gone."""
        titled = False
        while (known := self._known(start)) < end:
            word = self.text[start:end].partition(" ")[0]
            if not (word in (COMMON if first else _ARTICLES) or word in TITLES or word.islower()):
                break
            if start + len(word) >= end:
                return None
            start, first, titled = start + len(word) + 1, False, word in TITLES
        if known >= end:
            return Name(start, known, "organisation")
        legal = _LEGAL.match(self.text, end)
        if legal:
            return Name(start, legal.end(), "organisation")
        value = self.text[start:end]
        if NO_NAME.issuperset(value.split(" ")) or value in DATES:
            return None
        kind = "person" if titled else self._kind(start, end, value)
        weak = kind == "unknown"
        if weak and (heading or value.isupper() or (first and not self._initial_name(end, value))):
            return None
        return Name(start, max(end, self._known(start)), kind)

    def _known(self, start: int) -> int:
        """Where the known name that starts here ends, or -1; it may hold words that runs don't."""
        word = _WORD.match(self.text, start)
        if not word:
            return -1
        for name in BY_FIRST_WORD.get(word[0], []) or BY_FIRST_WORD.get(word[0].partition("'")[0], []):
            if self.text.startswith(name, start) and not self.text[start + len(name) : start + len(name) + 1].isalnum():
                return start + len(name)
        return -1

    def _initial_name(self, end: int, value: str) -> bool:
        """Whether a sentence's first word is a name and not just its first word."""
        if " " in value or value in self.inside or any(c.isupper() for c in value[1:]):
            return True
        return bool(_SAID_BEHIND.match(self.text, end)) or self.text.startswith("'s ", end)

    def _kind(self, start: int, end: int, value: str) -> str:
        words = value.split(" ")
        if (len(words) > 1 and _SUFFIX.fullmatch(words[-1])) or _HEAD.match(value):
            return "organisation"
        if _TITLE.search(self.text, max(0, start - 32), start):
            return "person"
        if _ACRONYM.fullmatch(value):
            return "organisation"
        spoke = _SAID_BEHIND.match(self.text, end) or _SAID_BEFORE.search(self.text, max(0, start - 14), start)
        if 2 <= len(words) <= 4 and "&" not in value and (spoke or _POST.match(self.text, end)):
            return "person"
        return "unknown"


_ARTICLES = frozenset(["The", "A", "An", "This", "Our", "Your", "Its", *DATES])
_LEGAL = expression(r",? (?:Inc|Corp|LLC|L\.L\.C|LLP|Ltd|L\.P|LP|PLC|plc|N\.A|Co|GmbH|AG|S\.A)\b\.?")
_WORD = expression(r"[\w&.'-]*[\w&]")
