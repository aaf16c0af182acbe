"""Contexts that excuse a phrase that may not be used in the document's own voice: news of fraud, definitions …

Each guard looks at the phrase's own sentence first, then at its paragraph or heading. None excuses a sentence that
speaks for the document ("our returns", "join us today"), whatever stands around it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from disclint.language.cues import LURE
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.language.reading import Reading
    from disclint.model import Span

_ENFORCEMENT = (
    r"(?:charged|charges|alleg(?:ed|edly|es|ing|ations?)|indict(?:ed|ment)|convict(?:ed|ion)|sentenced|pleaded "
    r"guilty|settled|complaint"
    r"|lawsuit|sued|fined|penalt(?:y|ies)|defraud(?:ed|ing)?|fraud(?:s|ster|sters|ulent|ulently)?|scam(?:s|med|mers?"
    r"|sters?)?|ponzi|pyramid scheme"
    r"|schemes?|victims?|swindl(?:e|ed|er|ers|ing)|con artists?|misled|misleading(?:ly)?|deceptive|deceived|falsely"
    r"|bogus|fake|phony|pretend(?:s|ed|ing)?"
    r"|cease[- ]and[- ]desist|barred|enforcement|prosecutors?|red flags?|warning signs?|beware|be wary|wary of"
    r"|sceptical|skeptical|too good to be true|unsolicited|lure[sd]?|luring"
    r"|prey(?:s|ed|ing)?|imposters?|impostors?|investor alert|warn(?:s|ed|ing|ings)?|illegal(?:ly)?|prohibit(?:s"
    r"|ed)?|unlawful(?:ly)?|rug pulls?)"
)
_FRAUD = expression(
    rf"(?<![\w-])(?<!no )(?<!not )(?<!not a )(?<!n't a )(?<!never a )(?<!non-){_ENFORCEMENT}(?![\w-])"
    r"(?! (?:protection|prevention|detection|monitoring|insurance|department))"
)
_FRAUD_HEADING = expression(
    r"\b(?:warning signs?|red flags?|scams?|frauds?|beware|how to (?:spot|avoid|recogni[sz]e|identify)|(?:spot|avoid"
    r"|recogni[sz])\w* (?:\w+ )?"
    r"(?:scam|fraud)|ponzi|don't fall for|avoid(?:ing)?|what to watch|enforcement|charged|alleged|investor alert"
    r"|protect yourself|myths?|lies)\b"
)
_DEFINING_BEFORE = expression(
    r"(?:\b(?:the )?(?:term|word|phrase|concept|notion|idea|meaning|definition)(?: of)? (?:an? |the )?[\"']?"
    r"|\b(?:is|are) (?:called|known as|termed|defined as|referred to as) (?:an? |the )?[\"']?|\b(?:what|who) (?:is"
    r"|are) (?:an? |the )?[\"']?)$"
)
_DEFINING_BEHIND = expression(
    r"[\"']? ?(?:\([^()]{1,60}\) )?(?:\w+ ){0,2}?(?:means\b|refers to\b|is defined as\b|describes\b|denotes\b|is "
    r"(?:the )?(?:name|term) for\b|is called\b)"
)
_DEFINING_CLASS = expression(
    r"(?:\w+ ){0,2}?(?:is|are) (?:an? |one |any |the (?:rate|return|yield|name|term|theoretical)|when |where |not )"
)
_ARTICLE = expression(r"^(?:an?|in finance, an?|in theory, an?) (?:\w+ ){0,2}?$")
_GLOSSARY = expression(r"\b(?:glossary|definitions?|terminology|key terms|what (?:is|are|does)|jargon)\b")
_EXAMPLE = expression(
    r"\b(?:for example|for instance|e\.g\.|eg|suppose|supposing|imagine|hypothetical(?:ly)?|let's say|say you"
    r"|assum(?:e|ing)|wrong answers?"
    r"|incorrect|illustrat(?:e|es|ion|ive)|an example of|examples? of|quiz|true or false|which of the following)\b"
)
_EXAMPLE_HEADING = expression(
    r"\b(?:examples?|quiz|exercises?|knowledge check|test your|true or false|hypotheticals?|bad|wrong|don'ts?)\b"
)
_OWN = expression(r"\b(?:our|we|us|my|we're|we'll|we've|i)\b")
_PITCH = expression(
    r"(?:^|[,;:!] )(?:get|join|earn|enjoy|sign up|start|register|deposit|receive|claim your|grab|secure|invest)\b"
    r"|\byou(?:'ll| will| can) (?:get|earn|receive|make)\b"
    r"|\b(?:sign up|join|register|invest|deposit) (?:now|today|with us)\b"
)
_WORDS_ABOUT = expression(
    r"\b(?:promises?|claims?|words?|phrases?|terms?|talk|offers?|slogans?|lines?|hype|touts?|touting|advertis(?:es"
    r"|ed|ing)|promis(?:es|ed|ing)|language|expressions?|labels?|pitch(?:es)?"
    r"|guarantees?|assurances?|statements?|buzzwords?|avoid|beware|wary|say|says|saying|called|named|use|using|like"
    r"|such as|include|includes|including)"
    r"(?: (?:of|like|such as|as|including|to|about|that|the|an?|are|is|and|or)){0,3}[:,]? "
    r"?(?:[\"'][^\"]{1,60}[\"'],? ?(?:and|or)? ?){0,4}$"
)
_LABEL = 80  # characters; a paragraph this short in front of a list is its label, colon or not
_NEAR_LEFT, _NEAR_RIGHT = 48, 32


def _own_voice(reading: Reading, sentence: Span, start: int, end: int) -> bool:
    """Whether the sentence speaks for the document about this phrase: "our …", "we …", an invitation."""
    text = reading.folded
    left = max(sentence.start, start - _NEAR_LEFT)
    if _OWN.search(text, left, start) or _OWN.search(text, end, min(sentence.end, end + _NEAR_RIGHT)):
        return True
    return bool(_PITCH.search(text[sentence.start : sentence.end]))


def _heading(reading: Reading, at: int) -> str:
    return reading.section(at).title.lower()


def _introduction(reading: Reading, at: int) -> str:
    """The paragraph in front of a list item, where it ends in a colon or is a mere label."""
    index = reading.block_index(at)
    blocks = reading.document.blocks
    if not blocks or blocks[index].kind != "item":
        return ""
    for i in range(index - 1, max(-1, index - 40), -1):
        if blocks[i].kind != "item":
            text = reading.folded[blocks[i].start : blocks[i].end]
            return text[-300:] if text.endswith(":") or len(text) < _LABEL else ""
    return ""


def enforcement(reading: Reading, start: int, end: int) -> bool:
    """The sentence, heading or paragraph is about fraud: charges, victims, warnings, red flags."""
    if _FRAUD.search(_introduction(reading, start)):
        return True  # a list of red flags quotes the swindler's "our" and "we"
    sentence = reading.sentence(start)
    if _own_voice(reading, sentence, start, end):
        return False
    text = reading.folded
    if any(not (m.start() < end and start < m.end()) for m in _FRAUD.finditer(text, sentence.start, sentence.end)):
        return True
    if _FRAUD_HEADING.search(_heading(reading, start)):
        return True
    block = reading.block(start)
    around = (m[0] for m in _FRAUD.finditer(text, max(block.start, start - 1500), min(block.end, end + 1500)))
    return len(set(around)) >= 2


def definition(reading: Reading, start: int, end: int) -> bool:
    """The phrase is being defined: "the term …", "a … is a …", "… means", a glossary."""
    sentence = reading.sentence(start)
    if _own_voice(reading, sentence, start, end):
        return False
    text = reading.folded
    if _DEFINING_BEFORE.search(text[max(sentence.start, start - 60) : start]) or _DEFINING_BEHIND.match(
        text, end, sentence.end
    ):
        return True
    if _ARTICLE.search(text[sentence.start : start][-40:]) and _DEFINING_CLASS.match(text[end : sentence.end].lstrip()):
        return True
    return bool(_GLOSSARY.search(_heading(reading, start)))


def question(reading: Reading, start: int, end: int) -> bool:
    """The phrase stands in a question that asks, rather than one that advertises ("Want guaranteed returns?")."""
    sentence = reading.sentence(start)
    text = reading.folded
    asks = text[sentence.start : sentence.end].rstrip("\"')*_ ").endswith("?")
    return asks and not LURE.match(text, sentence.start)


def example(reading: Reading, start: int, end: int) -> bool:
    """The phrase is part of an example, a supposition, or an answer in a quiz."""
    sentence, text = reading.sentence(start), reading.folded
    if any(c.start <= start < c.end for c in reading.choices) and not _OWN.search(text, *sentence):
        return True
    if _own_voice(reading, sentence, start, end):
        return False
    if _EXAMPLE.search(text, sentence.start, start) or _EXAMPLE.search(_introduction(reading, start)):
        return True
    return bool(_EXAMPLE_HEADING.search(_heading(reading, start)))


def quoted(reading: Reading, start: int, end: int) -> bool:
    """The words are somebody else's, or named as words: an attributed quotation, promises of "guaranteed returns"."""
    quotation = reading.quotation(start, end)
    if quotation is None:
        return False
    if quotation.attributed:
        return True
    sentence = reading.sentence(start)
    left = reading.folded[max(sentence.start, quotation.start - 120) : quotation.start]
    return bool(_WORDS_ABOUT.search(left)) and not _OWN.search(left[-_NEAR_LEFT:])


Check = Callable[["Reading", int, int], bool]

GUARDS: dict[str, tuple[Check, str]] = {
    "enforcement": (enforcement, "the sentence, paragraph or heading is about fraud, charges or warning signs"),
    "definition": (definition, "the phrase is being defined or explained as a term"),
    "question": (question, "the phrase stands in a question"),
    "example": (example, "the phrase is part of an example, a supposition or a quiz"),
    "quoted": (quoted, "the words are somebody else's, or quoted as words"),
}
