"""Sentences that rest on nobody: experts who say, studies that show, what is reportedly so.

Only a subject without a name right before its verb counts, at the head of a clause: "analysts at Nordea say" and "the
researchers found" are somebody. Popular belief ("many people think") is a subject of its own, and no source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.language.attribution import cues
from disclint.language.citations import Citations
from disclint.language.exemptions import Exemptions
from disclint.language.places import holding, starting
from disclint.language.zones import Zones
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.reading import Reading

_SOME = (
    r"(?:(?:many|some|most|several|various|numerous|multiple|countless|other|certain|few|leading|top|senior|prominent"
    r"|seasoned|independent|industry|market|financial|investment|wall street|sector|legal|tax|retirement|mortgage|crypto"
    r"|real estate|personal finance|recent|new|academic|scientific|media|press|news|early|unconfirmed|one|an?"
    r"|a (?:number|handful|majority|group) of|plenty of|lots of) ){0,3}"
)
_PEOPLE = r"(?:analysts?|experts?|economists?|critics?|observers?|commentators|pundits|insiders?|(?:industry |market )?watchers)"
_PAPERS = r"(?:stud(?:ies|y)|research|reports?|surveys?|polls?)"
_LATELY = r"(?:(?:have|has|had|also|now|often|generally|widely|repeatedly|long|still|largely|broadly) ){0,3}"
_SAY = (
    r"(?:says?|said|saying|believes?|believed|warn|warns|warned|argues?|argued|think|thinks|predicts?|predicted|expects?"
    r"|expected|suggests?|suggested|claims?|claimed|agree|agreed|reckon|reckons|caution|cautioned|recommends?|recommended"
    r"|advise|advised|maintain|contend|anticipate|insist|note|noted)"
)
_SHOW = (
    r"(?:shows?|showed|shown|suggests?|suggested|finds|found|indicates?|indicated|confirms?|confirmed|proves?|proven"
    r"|says?|said|reveals?|revealed|demonstrates?|demonstrated|claims?)"
)
_MATTER = (
    r"(?:matter|situation|plans?|talks|deal|discussions|negotiations|thinking|process|case|decision|transaction"
    r"|company|companies)"
)
# "analysts say", "some studies have shown" at the head of a clause
_SUBJECT = expression(
    r"(?:^[\"'(]?|[,;] (?:(?:but|while|although|though|because|which) )?|\b(?:but|while) )"
    rf"(?P<who>{_SOME}(?:{_PEOPLE} {_LATELY}{_SAY}|{_PAPERS} {_LATELY}{_SHOW}))(?![\w'-]|:| to\b)"
)
_BEHIND = expression(rf"\b(?P<who>according to {_SOME}(?:{_PEOPLE}|{_PAPERS}|sources))(?= ?[,.;!]|$)")
_HEARSAY = expression(
    r"\b(?P<who>reportedly|it is (?:widely )?rumou?red that|rumou?r has it"
    r"|(?:is|are|was|were) (?:widely )?(?:said|rumou?red) to (?:have|be (?:about|close|considering|eyeing|exploring"
    r"|in talks|interested|looking|mulling|nearing|near|planning|preparing|seeking|weighing|working)))\b"
)
_ANONYMOUS = expression(
    r"\b(?P<who>(?:people|persons?|sources?|officials?|executives?|insiders) (?:(?:who (?:is|are) )?"
    rf"(?:familiar with|close to|briefed on|with (?:direct )?knowledge of) (?:the|its|his|her|their) {_MATTER}"
    r"|who asked not to be (?:named|identified))|on (?:the )?condition of anonymity|sources (?:said|say|claim))\b"
)
_FORMS = (_SUBJECT, _BEHIND, _HEARSAY, _ANONYMOUS)
_TOLD = expression(r"\btold\b|\b(?:tells?|telling)\b")
_HINTS = (
    "analyst", "expert", "economist", "critic", "observer", "commentator", "pundit", "insider", "watcher", "stud", "research",
    "report", "survey", "poll", "said to", "is said", "rumor", "rumour", "familiar", "close to", "briefed", "knowledge of",
    "anonym", "not to be", "sources sa", "sources cl", "to sources",
)  # fmt: skip
_AHEAD = 2  # sentences behind, in which a name may still follow


class Hearsay:
    """The statements of one document that rest on nobody."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._zones, self._exemptions, self._citations = Zones(reading), Exemptions(reading), Citations(reading)
        self._extracts = sorted(reading.marks_of("quote"))
        self._named: dict[int, bool] = {}

    def statements(self) -> Iterator[Span]:
        """The words that name nobody, in order, at most one place a sentence."""
        reading = self._reading
        if not any(hint in reading.folded for hint in _HINTS):
            return
        for i, sentence in enumerate(reading.sentences):
            at = self._leans(sentence)
            if at and self._states(i, sentence, at) and not self._sourced(i):
                yield at

    def _leans(self, sentence: Span) -> Span | None:
        text = self._reading.folded[sentence.start : min(sentence.end, sentence.start + 600)]
        if not any(hint in text for hint in _HINTS):
            return None
        for form in _FORMS:
            match = form.search(text)
            if match:
                return Span(sentence.start + match.start("who"), sentence.start + match.end("who"))
        return None

    def _states(self, i: int, sentence: Span, at: Span) -> bool:
        """Whether the sentence states something in the document's own voice, and no number."""
        reading = self._reading
        block = reading.block(sentence.start)
        if block.kind not in ("paragraph", "item") or holding(self._extracts, *sentence):
            return False
        if reading.text[sentence.end - 1] in ":?" or self._exemptions.of(i):
            return False
        if any(not q.mask for q in starting(reading.quantities, sentence.start, sentence.end)):
            return False
        if self._zones.of(sentence.start) != "body" or reading.quotation(*at):
            return False
        return not _TOLD.search(reading.folded, sentence.start, sentence.end)

    def _sourced(self, i: int) -> bool:
        """Whether somebody is named, cited or quoted in the sentence, in the one before, or right behind it."""
        return any(self._names(j) for j in range(max(0, i - 1), min(len(self._reading.sentences), i + 1 + _AHEAD)))

    def _names(self, i: int) -> bool:
        if i not in self._named:
            reading, sentence = self._reading, self._reading.sentences[i]
            self._named[i] = (
                bool(starting(reading.document.links, sentence.start, sentence.end))
                or any(e.word != "link-paragraph" for e in self._citations.sentence(sentence))
                or any(q.attributed for q in reading.quotations_between(sentence.start, sentence.end))
                or any(cue.word == "attribution" for cue in cues(reading, i))
            )
        return self._named[i]
