"""Whether a text says how its own figures came about: a heading, a link, or a sentence with sample and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.language.places import starting
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.document import Block
    from disclint.language.reading import Reading
    from disclint.model import Span

_DID = (
    r"(?:(?:have|did|do|also|then) )?(?:analy[sz]ed?|approached|arrived at|asked|assessed|built|came up|calculated?|chose"
    r"|collect(?:ed)?|compared?|compiled?|computed?|conducted|count(?:ed)?|crunched|defined?|derived?|did (?:it|this|the)"
    r"|do (?:it|this)|estimated?|evaluated?|examined|found|gather(?:ed)?|got|made|measured?|picked|polled|rank(?:ed)?|rated?"
    r"|researched|reviewed|sampled?|scored?|select(?:ed)?|stud(?:y|ied)|surveyed|test(?:ed)?|track(?:ed)?|weight(?:ed)?"
    r"|work(?:ed)? out)"
)
_SUBJECT = (
    r"(?:data|datasets?|survey|poll|study|research|sample|figures|numbers|analysis|backtests?|index|ranking|rankings)"
)
_WORDS = (
    rf"\bmethodolog(?:y|ies|ical)\b|\bhow we {_DID}\b"
    rf"|\bhow (?:the|this|our|these) {_SUBJECT} (?:was|were|is|are|came)\b"
)
# the whole of a heading, or what a paragraph begins with before a colon or a full stop
_TITLE = (
    rf"(?:(?:our|the|survey|research|data|sampling|study|test|testing|calculation|sources and|notes on) )*+methods?"
    rf"(?: (?:and|&) (?:data|sources?|sample|limitations|materials))?"
    rf"|(?:a (?:note|word) )?(?:about|on|notes on) (?:the|this|these|our) (?:[\w-]{{1,20}} ){{0,3}}{_SUBJECT}"
    rf"|(?:survey|study|research) (?:design|details|sample)|(?:the |our |survey )?sample(?: size)?(?: and [\w ]{{1,30}})?"
    rf"|materials (?:and|&) methods|data (?:and|&) (?:sample|methods?)"
)
_HEADING = expression(rf"(?:[\divx]{{1,4}}[.)] ?)?+(?:{_TITLE})[.:]?$|[^\n]{{0,120}}?(?:{_WORDS})")
_LEAD = expression(rf"(?:{_TITLE}|(?:(?:our|the|survey|research) )?methodology|how we {_DID}[\w ]{{0,20}})[.:] \S")
_LINK_TEXT = expression(rf"(?:our |the )?methods?$|[^\n]{{0,200}}?(?:{_WORDS})")
_TARGET = expression(
    r"(?<![a-z])methodolog(?:y|ies)(?![a-z])|[/#](?:our[-_])?methods?(?:[/.#?]|$)|[/#]how[-_]we[-_](?!can|help|work\b)"
)
_SAMPLED = expression(
    r"\b(?:we|i) (?:(?:have|also|then|recently|first|online) ){0,2}"
    r"(?:surveyed|polled|interviewed|questioned|asked|sampled|analy[sz]ed|reviewed|examined|studied|tested|counted|collected"
    r"|compared|tracked)\b"
    r"|\b(?:survey|poll|questionnaire|interviews?|fieldwork|study|panel|sample)\b"
    r"(?: (?:of|among|with)\b|[^.;\n]{0,80}?\b(?:was|were|is|are) (?:conducted|carried out|fielded|held|run|done|collected)\b"
    r"|[^.;\n]{0,80}?\b(?:took place|consists? of|consisted of|comprises?|comprised)\b)"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:spring|summer|autumn|fall|winter|quarter|half) (?:of )?(?:19|20)\d\d)"
)
_PERIOD = expression(
    rf"\b(?:in|between|from|during|since|until|through|and|to|of|over|on) (?:the |early |late |mid-)?{_MONTH}\b"
)
_DATED = ("date", "year", "fiscal-period")


def tells_method(reading: Reading) -> bool:
    """True where a heading is about the method, a link's words or target are, or a sentence names sample and period."""
    return (
        any(_headed(reading, block) for block in reading.document.blocks)
        or any(
            _LINK_TEXT.match(reading.folded, link.start, link.end)
            or _TARGET.search(link.target.lower().partition("?")[0])
            for link in reading.document.links
        )
        or _sampled(reading)
    )


def _headed(reading: Reading, block: Block) -> bool:
    start, end = block.start, block.end
    if block.kind == "heading":
        return end - start < 200 and bool(_HEADING.match(reading.folded, start, end))
    return bool(_LEAD.match(reading.folded, start, end))


def _sampled(reading: Reading) -> bool:
    """Whether a sentence says how many were asked or looked at, and when."""
    seen = -1
    for cue in _SAMPLED.finditer(reading.folded):
        i = reading.sentence_index(cue.start())
        if i > seen and reading.sentences and _states(reading, reading.sentences[i]):
            return True
        seen = i
    return False


def _states(reading: Reading, sentence: Span) -> bool:
    numbers = starting(reading.quantities, sentence.start, sentence.end)
    counted = any((q.low or 0) >= (10 if q.kind == "count" else 100) for q in numbers if q.kind in ("count", "level"))
    dated = any(q.mask in _DATED for q in numbers)
    return counted and (dated or bool(_PERIOD.search(reading.folded, sentence.start, sentence.end)))
