"""Walks one sentence up to a phrase and keeps what is in force there: a negator, a report or hypothesis, a clause.

Brackets and subordinate clauses interrupt and close again; restarts ("; we …", ", and our notes are …", "but") drop
what was in force; lists keep it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disclint.language.cues import Cue, cues
from disclint.language.gazetteer import COMMON
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.language.reading import Quotation, Reading
    from disclint.model import Span

WINDOW = 2000  # characters looked at to the left of a phrase; a quarter of it where the text has no stops at all
_LONGEST_LIST = 40
# Cues that put nothing in force.
_NEUTRAL = frozenset(["mark", "pseudo", "restart", "verb", "relative", "subordinate", "contrast"])

_FINITE = expression(
    r"\b(?:is|are|was|were|will|can|may|might|could|should|shall|must|would|has|have|had|does|do|did|constitutes?"
    r"|represents?)\b"
)
_LIST_COMMA = expression(
    r", (?!(?:we|it|this|you|they|i|then|please|and|or|our) )"
    # no list goes on with a request: "before you decide, read the prospectus, which …"
    r"(?!(?:read|see|consider|consult|review|obtain|ask) (?:the|our|its|your|an?) )"
    r"(?:[\w'&/-]+ ){0,4}?[\w'&/-]+(?:,| or\b| nor\b| and\b)"
)
_OR_COMMA = expression(r",(?: (?:or|nor)\b| (?:[\w'&/-]+ ){0,3}?[\w'&/-]+(?:,| or\b| nor\b))")
_ENUMERATED = expression(
    r"[;:] ?(?:\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)|(?:and/or|or|nor|and)\b(?! (?:we|it|this|they|our) ))"
)
_LATER_OR = expression(r"; (?:and/)?or\b|; (?:or )?\((?:[ivx]{1,4}|[a-h]|\d)\)")
_OPENS_LIST = expression(
    r"(?:following(?: \w+){0,4}|constitutes?|provide|offer|give|include|as|be|is|are|not|for|to|by|of|below|here"
    r"|means?|imply|guarantee"
    r"|represent|make|any)$"
)
_OPENS_CLAUSE = expression(r"(?:, (?:and|but|so|yet)|;|\band) (?:our |the |all |your )?$")
_TAKING = expression(
    r"\b(?:take|follow|trust|heed|accept|ignore|(?:rely|act) (?:\w+ )?on) (?:any |the |unsolicited |free )?$"
)
_RESTRICTING = expression(
    r"\b(?:statements?|matters?|anything|those|facts?|information|everything|ones?|products?|investments?|securities"
    r"|returns?|accounts?)"
    r" (?:that|which|who)(?: (?:is|are|was|were|do|does|did|has|have|can|will))? $"
)
_COPULA = expression(r"\b(?:is|are|was|were|will be|may be|constitutes?)\b")
_OWN_CLAUSE = expression(
    r"[-*\u2022 ]*(?:we|it|this|they|you|(?:our|your|the|all|every) [\w-]+|returns?|profits?)(?: [\w-]+){0,2}? (?:is"
    r"|are|was|were|will|can"
    r"|has|have|do|does|get|offers?|guarantees?|provides?|gives?|may|must)\b"
)
_OWN_VERB = expression(r"(?: \w+){0,2} (?:is|are|was|were|will|has|have)\b")
_CLAUSE_START = expression(r"(?:^|[,;:(\"\u2022*-] ?|\b(?:and|that|but|so|because|or|if|then|which) )$")
_PREPOSITION = expression(r"\b(?:with|at|of|by|for|under|on) $")
_ROLE = expression(
    r"\b(?:website|site|page|ad|advert|advertisement|brochure|prospectus|flyer|company|firm|bank|spokes\w+|ceo"
    r"|founder|chief|analysts?"
    r"|broker|adviser|advisor|promoter|seller|newsletter|he|she|they|it|who|article|post|report)\b[^.]{0,30}$"
)
_OWN = expression(r"\b(?:we|our|i|my|this|the following|please|us|should|must)\b[^.]{0,24}$")
_NAME = expression(r"(?:\b([A-Z][\w&.'-]+)(?: [a-z]+){0,2}|,) $")
FIRST_PERSON = expression(r"\b(?:we|our|ours|us|my|i)\b")


class State(NamedTuple):
    """What is in force: `negator` is "", clause (not, cannot), subject (nothing, none), noun (no X), phrase (without).

    `since` is where the negator stands; `mention` is "", says, soft or other; `close` is what ends the stretch that
    this state belongs to: "", ")" or ",".
    """

    negator: str = ""
    since: int = 0
    outer: bool = False
    mention: str = ""
    mention_at: int = 0
    close: str = ""


def walk(reading: Reading, sentence: Span, start: int, end: int) -> State:
    """What is in force where the phrase starts."""
    going = _Walk(reading, sentence, start, end)
    going.state = _carried(reading, sentence, end)
    endless = sentence.end - sentence.start > 2 * WINDOW
    left = max(sentence.start, start - (WINDOW // 4 if endless else WINDOW))
    found = cues(reading, left, start)
    if _NEUTRAL.issuperset(c.kind for c in found) and not going.state.negator:
        return going.state
    closed = _closed_quotations(reading, left, start)
    for cue in found:
        if any(q.start < cue.start < q.end for q in closed):
            continue
        if cue.end <= start or cue.kind in ("pseudo", "restart", "verb", "mention", "outer"):
            going.step(cue)
    return going.finish()


def _carried(reading: Reading, sentence: Span, end: int) -> State:
    """What the paragraph before a list puts in force in each of its items ("This site does not provide:")."""
    index = reading.block_index(sentence.start)
    blocks = reading.document.blocks
    if not blocks or blocks[index].kind != "item" or blocks[index].start != sentence.start:
        return State()
    lead = next((b for b in reversed(blocks[max(0, index - _LONGEST_LIST) : index]) if b.kind != "item"), None)
    if lead is None or not reading.text.endswith(":", lead.start, lead.end):
        return State()
    before = walk(reading, reading.sentence(lead.end - 1), lead.end - 1, lead.end)
    own = _OWN_CLAUSE.match(reading.folded, sentence.start, sentence.end)
    if own and (before.mention != "other" or FIRST_PERSON.search(reading.folded, sentence.start, end)):
        return State()
    return State(before.negator and "clause", sentence.start, before.outer, before.mention, sentence.start)


def _closed_quotations(reading: Reading, left: int, start: int) -> list[Quotation]:
    """Quotations of more than one word that end before the phrase: what they deny, the sentence doesn't."""
    if '"' not in reading.plain[left:start]:
        return []
    return [
        q for q in reading.quotations_between(left, start) if q.end <= start and " " in reading.text[q.start : q.end]
    ]


class _Walk:
    """The state on its way through one sentence, with the states that brackets and subordinate clauses interrupted."""

    def __init__(self, reading: Reading, sentence: Span, start: int, end: int) -> None:
        self.reading, self.text, self.sentence, self.start, self.end = reading, reading.folded, sentence, start, end
        self.state = State()
        self.outside: list[State] = []

    def step(self, cue: Cue) -> None:
        if self.text[cue.start] == "," and cue.kind != "relative":
            self._comma(cue)
        if cue.kind != "mark":
            getattr(self, f"_{cue.kind}")(cue)
        elif self.text[cue.start] in "()":
            self._bracket(cue)
        elif self.text[cue.start] in ";:":
            self._stop(cue)

    def finish(self) -> State:
        """The state at the phrase; a phrase that opens a clause of its own, with its own verb, stands by itself."""
        text, state = self.text, self.state
        if not state.negator:
            return state
        left = text[max(self.sentence.start, self.start - 40) : self.start]
        if state.negator == "clause" and _TAKING.search(left) and not state.mention:
            return state._replace(mention="other", mention_at=self.start)
        if state.negator == "clause" and self._restricts(state.since):
            return state._replace(negator="")
        if not _OPENS_CLAUSE.search(left):
            return state
        verb = _FINITE.search(text, self.start, self.end) or _OWN_VERB.match(text, self.end, self.sentence.end)
        if not verb or (state.negator in ("subject", "noun") and not _FINITE.search(text, state.since, self.start)):
            return state
        return state._replace(negator="", outer=False)

    def _restricts(self, since: int) -> bool:
        """Whether the negator stands in a clause that only says which ("statements that are not facts are …")."""
        before = self.text[max(self.sentence.start, since - 48) : since]
        return bool(_RESTRICTING.search(before)) and bool(_COPULA.search(self.text, since + 8, self.start))

    def _pseudo(self, cue: Cue) -> None:
        return

    def _outer(self, cue: Cue) -> None:
        self.state = self.state._replace(outer=not self.state.outer, negator="")

    def _deny(self, cue: Cue) -> None:
        state = self.state
        word = self.text[cue.start : cue.end]
        twice = (
            state.negator == "clause"
            and cue.start - state.since < 28
            and not word.startswith(("not", "nor", "never", "cannot"))
            and "n't" not in word
        )
        self.state = state._replace(
            negator="" if twice else "clause", since=cue.start, outer=state.outer and word != "nor"
        )

    def _away(self, cue: Cue) -> None:
        negator = (
            ""
            if self.state.negator in ("clause", "subject") and self.text.startswith("without", cue.start)
            else "phrase"
        )
        if self.state.negator in ("clause", "subject") and negator:
            return
        self.state = self.state._replace(negator=negator, since=cue.start)

    def _subject(self, cue: Cue) -> None:
        word = self.text[cue.start : cue.end]
        opens = cue.start == self.sentence.start or _CLAUSE_START.search(
            self.text[max(self.sentence.start, cue.start - 9) : cue.start]
        )
        negator = ("noun" if word == "no" else "subject") if opens else "clause"
        if word == "no" and _PREPOSITION.search(self.text[max(self.sentence.start, cue.start - 6) : cue.start]):
            negator = "phrase"
        self.state = self.state._replace(negator=negator, since=cue.start)

    def _mention(self, cue: Cue) -> None:
        if self.state.negator == "clause" and cue.start - self.state.since < 12:
            return
        self.state = self.state._replace(mention="other", mention_at=cue.end)

    def _speech(self, cue: Cue) -> None:
        left = self.text[max(self.sentence.start, cue.start - 60) : cue.start]
        if _OWN.search(left):
            return
        named = _NAME.search(self.reading.plain[max(self.sentence.start, cue.start - 60) : cue.start])
        if (named and named[1] not in COMMON) or _ROLE.search(left) or self.text.startswith("according to", cue.start):
            self.state = self.state._replace(mention="says", mention_at=cue.end)

    def _modal(self, cue: Cue) -> None:
        if not self.state.mention:
            self.state = self.state._replace(mention="soft", mention_at=cue.end)

    def _condition(self, cue: Cue) -> None:
        if self.text.startswith(("should", "had", "were"), cue.start) and cue.start > self.sentence.start:
            return
        self._push(State(mention="other", mention_at=cue.end, close=","))

    def _subordinate(self, cue: Cue) -> None:
        self._push(State(close=","))

    def _relative(self, cue: Cue) -> None:
        if self.text[cue.start] == ",":
            self._push(State(close=","))

    def _contrast(self, cue: Cue) -> None:
        mention = "" if self.state.mention in ("soft", "says") else self.state.mention
        self.state = State(mention=mention, mention_at=self.state.mention_at, close=self.state.close)

    def _restart(self, cue: Cue) -> None:
        state = self.state
        if state.negator in ("subject", "noun") and not _FINITE.search(self.text, state.since, cue.start):
            return
        own = FIRST_PERSON.search(self.text, cue.start, cue.end) or " this " in self.text[cue.start : cue.end]
        keep = state.mention if not own else ""
        self.state = State(mention=keep, mention_at=state.mention_at, close=state.close)

    def _verb(self, cue: Cue) -> None:
        state = self.state
        short = state.negator == "noun" and self.text.count(",", state.since, cue.start) == 0
        if state.negator in ("clause", "phrase") or (short and self.text[cue.start] == ","):
            self.state = state._replace(negator="", outer=False)

    def _bracket(self, cue: Cue) -> None:
        if self.text[cue.start] == "(":
            self._push(self.state._replace(close=")"))
            return
        while self.outside and self.state.close != ")":
            self.state = self.outside.pop()
        if self.outside:
            self.state = self.outside.pop()

    def _push(self, state: State) -> None:
        self.outside.append(self.state)
        self.state = state

    def _comma(self, cue: Cue) -> None:
        listed = _LIST_COMMA.match(self.text, cue.start, self.sentence.end)
        # the clause between commas ends where the main clause's verb follows: ", whether actual or not, is no promise"
        if self.state.close == "," and (not listed or _FINITE.match(self.text, cue.start + 2)):
            while self.state.close == "," and self.outside:
                self.state = self.outside.pop()
            return
        state = self.state
        if state.negator == "phrase" and not listed:
            self.state = state._replace(negator="")
        elif state.negator == "noun" and not _OR_COMMA.match(self.text, cue.start, self.sentence.end):
            words = self.text[state.since : cue.start].split()
            if len(words) <= 4 and not _FINITE.search(self.text, state.since, cue.start):
                self.state = state._replace(negator="")

    def _stop(self, cue: Cue) -> None:
        """A semicolon or colon: a list goes on behind it, a new clause does not."""
        text, state = self.text, self.state
        behind = _FINITE.search(text, cue.end, self.end) or _FINITE.match(text[self.end : self.end + 24].strip())
        if text[cue.start] == ":":
            reported = state.mention == "other" or (state.mention == "says" and cue.start - state.mention_at < 24)
            if reported and not FIRST_PERSON.search(text, cue.end, self.start):
                return
            goes_on = not behind and bool(_OPENS_LIST.search(text[max(0, cue.start - 40) : cue.start]))
            goes_on = goes_on or bool(_ENUMERATED.match(text, cue.start))
        else:
            goes_on = bool(_ENUMERATED.match(text, cue.start)) or (
                not behind and bool(_LATER_OR.search(text, cue.end, min(self.sentence.end, cue.end + 600)))
            )
        if not goes_on:
            self.state, self.outside = State(), []
