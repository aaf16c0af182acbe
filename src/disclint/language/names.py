"""Finds names without a model: capitalised runs but for common first words, acronyms, known organisations."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

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
_OFFICES = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Sir|Lord|Professor|Senator|Governor|President|Chairman|Chairwoman|Chair"
    "|Secretary|Minister|Judge|Justice|Commissioner|Director|Chancellor|CEO|CFO|CIO|Analyst|Analysts|analyst|analysts"
    "|Economist|Economists|economist|economists|Strategist|Strategists|strategist|strategists|Founder|founder"
    "|spokesman|spokeswoman|spokesperson|Spokesman|Spokeswoman|Spokesperson|attorney|lawyer|author|manager|trader"
    "|professor|director|president|chairman"
)
_TITLE = expression(rf"\b(?:{_OFFICES}|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?)\.? $")
_TITLE_WORDS = frozenset([*_OFFICES.split("|"), "Executive", "executive", "Officer", "officer"])
SPEECH = (
    "said|says|told|wrote|writes|added|adds|noted|notes|observed|observes|explained|explains|warned|warns|argued"
    "|argues|claimed|claims|stated"
    "|states|reported|reports|announced|estimates?|estimated|forecasts?|found|shows?|showed|predicts?|predicted"
    "|expects?|expected|recalled"
    "|concluded|commented|remarked|replied|insisted|admitted|tweeted|posted|tells|asked|declared|believes|thinks"
    "|confirmed|confirms|disclosed|discloses|revealed|reveals|projects|projected|sees|blamed|raised|cut|lowered|posted"
    "|expects|acknowledged|conceded|contends|maintains|cautioned|testified|alleged|indicated|suggests|launched|agreed"
    "|plans|bought|sold|acquired|filed|hired|fired|sued|unveiled|beat|missed|earned|makes|employs|owns|operates"
)
_SAID_BEFORE = expression(rf"\b(?:{SPEECH}) $")
_SAID_BEHIND = expression(rf"(?:, [^.;:\"]{{3,80}},)? (?:has |had |also |later )?(?:{SPEECH})\b")
_POSTS = (
    r", (?:\w+ ){0,5}?(?:president|director|author|chief|analyst|economist|founder|co-founder|professor|head|partner"
    r"|manager|strategist|CEO|CFO"
    r"|chair|chairman|chairwoman|spokes\w+|editor|fellow|lawyer|attorney|trader|investor)\b"
)
_POST, _LOUD_POST = expression(_POSTS), expression(rf"(?=[^a-z]{{8}})(?i:{_POSTS})")


class Names:
    """The names of a text, found sentence by sentence when they are asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.plain
        self._runs = [m.span() for m in _RUN.finditer(self.text)]
        self._sentences = frozenset(reading.sentence_starts)
        self._found: dict[int, tuple[list[int], tuple[Name, ...]]] = {}

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """Those that start in that range, in order, never overlapping; a possessive 's is left out."""
        first, last = self.reading.sentence_index(start), self.reading.sentence_index(end - 1)
        if first == last:
            return self._of(first, start, end)
        return tuple(name for i in range(first, last + 1) for name in self._of(i, start, end))

    def _of(self, i: int, start: int, end: int) -> tuple[Name, ...]:
        """Those of one sentence that start in that range."""
        if i not in self._found:
            names = tuple(self._find(*self.reading.sentences[i]))
            self._found[i] = [name.start for name in names], names
        starts, names = self._found[i]
        return names[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)] if names else ()

    def _find(self, low: int, high: int) -> Iterator[Name]:
        heading, last = self.reading.block(low).kind == "heading", 0
        first = bisect.bisect_left(self._runs, (low, 0))
        for start, end in self._runs[first : bisect.bisect_left(self._runs, (high, 0))]:
            if start >= last:
                name = self._name(start, end, self._opens(start), heading=heading)
                if name:
                    yield name
                    last = name.end

    @cached_property
    def _inside(self) -> set[str]:
        """Words that stand capitalised inside a sentence somewhere: such a word is a name at a sentence's start too."""
        found: set[str] = set()
        for start, end in self._runs:
            found.update(self.text[start:end].split(" ")[1 if self._opens(start) else 0 :])
        return found

    def _opens(self, start: int) -> bool:
        """Whether a sentence, or one inside a sentence, opens at `start`, marks before it aside."""
        text = self.text
        while start and text[start - 1] in "\"'(*[-":
            start -= 1
        return start in self._sentences or text[max(0, start - 2) : start] in (": ", '" ')

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
        return Name(start, end, kind)  # a known name that starts here ends within it

    def _known(self, start: int) -> int:
        """Where the known name that starts here ends, or -1; it may hold words that runs don't."""
        word = _WORD.match(self.text, start)
        if not word:
            return -1
        first = word[0]
        names = BY_FIRST_WORD.get(first) or (BY_FIRST_WORD.get(first.partition("'")[0]) if "'" in first else None)
        for name in names or ():
            if self.text.startswith(name, start) and not self.text[start + len(name) : start + len(name) + 1].isalnum():
                return start + len(name)
        return -1

    def _initial_name(self, end: int, value: str) -> bool:
        """Whether a sentence's first word is a name and not just its first word."""
        if " " in value or value[1:] != value[1:].lower() or value in self._inside:
            return True
        return bool(_SAID_BEHIND.match(self.text, end)) or self.text.startswith("'s ", end)

    def _kind(self, start: int, end: int, value: str) -> str:
        text, words = self.text, value.split(" ")
        if len(words) > 1 and (_SUFFIX.fullmatch(words[-1]) or _HEAD.match(value)):
            return "organisation"
        if self._titled(start):
            return "person"
        if _ACRONYM.fullmatch(value):
            return "organisation"
        if not 2 <= len(words) <= 4 or "&" in value:
            return "unknown"
        spoke = _SAID_BEHIND.match(text, end) or _SAID_BEFORE.search(text, max(0, start - 14), start)
        post = _POST.match(text, end) or (value.isupper() and _LOUD_POST.match(text, end))
        return "person" if spoke or post else "unknown"

    def _titled(self, start: int) -> bool:
        """Whether the words before a name are a title or an office."""
        if not start or self.text[start - 1] != " ":
            return False
        word = self.text[max(0, start - 16) : start - 1].rstrip(".").rpartition(" ")[2]
        if word.isalpha() and word not in _TITLE_WORDS:
            return False
        return bool(_TITLE.search(self.text, max(0, start - 32), start))


_ARTICLES = frozenset(["The", "A", "An", "This", "Our", "Your", "Its", *DATES])
_LEGAL = expression(r",? (?:Inc|Corp|LLC|L\.L\.C|LLP|Ltd|L\.P|LP|PLC|plc|N\.A|Co|GmbH|AG|S\.A)\b\.?")
_WORD = expression(r"[\w&.'-]*[\w&]")
