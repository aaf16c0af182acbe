"""Decides whether a phrase is said, denied, only mentioned, or left unfinished.

What stands to its left in the sentence is walked clause by clause; to its right a predicate may deny it ("… is not
provided", "… is false"). A heuristic: how often it is right is measured by `tests/language/polarity.jsonl`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.language.clauses import FIRST_PERSON, WINDOW, State, walk
from disclint.language.cues import LURE
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.language.reading import Polarity, Reading
    from disclint.model import Span

_RIGHT = 180  # characters looked at to the right of a phrase

_RIGHT_NEGATED = expression(
    r"(?:(?!\b(?:is|are|was|were|will|can|has|have|may|should|but|that|which|where|when|if|and (?:we|it|this"
    r"|our|its|they|their))\b)[^;:?!()]){0,90}?"
    r"(?:\b(?:is|are|was|were|can|could|will|would|should|shall|may|must|has|have|does|do)(?: not|n't| never| in no "
    r"way| no longer)|\bcannot)"
    r" (?:hereby |be |being |been |to be |currently |expressly |in any way |necessarily )*+"
    r"(?:provided|offered|given|intended|implied|guaranteed|made|rendered|furnished|included|available|assured"
    r"|promised|the case|true"
    r"|correct|constitute|exist|part of|meant|contained|sold|solicited|permitted|allowed|possible|realistic|real)\b"
)
_RIGHT_FALSE = expression(
    r"(?:(?!\b(?:is|are|was|were|but|which|where|when|if|would|and (?:we|it|this|our))\b)[^;:?!()]){0,60}?\b(?:is"
    r"|are|was|were|would be) "
    r"(?:simply |just |all |completely |always |plainly |an? |nothing but |too )*+"
    r"(?:false|untrue|wrong|incorrect|lies?|myths?|nonsense|impossible|fiction|fantasy|fairy ?tales?|illegal"
    r"|prohibited|forbidden|banned"
    r"|unlawful|scams?|fraud(?:ulent)?|red flags?|(?:classic |warning |tell-?tale )*+signs?|misleading|good to be "
    r"true)\b"
)
_RIGHT_REPORT = expression(
    r"[^;:?!]{0,60}?, (?:said|says|claims|claimed|according to|reported|argued) (?!we\b|our\b)\w"
)
_LABEL = expression(
    r"['\"]? ?-? ?['\"]?(?:disclaimers?|legends?|labels?|boilerplate|wording|stickers?|tags?|caveats?|clauses?"
    r"|hashtags?)\b"
)
_DANGLING = expression(
    r"(?:\b(?:an?|the|or|and|nor|to|of|for|by|any|constitutes?|as|not|is|be|with|does|shall|should|will)|[,(])$"
)
_CUT_OFF = expression(r"(?:\u2026|\.{3,}|\[\.{3}\])$")
_ONLY_NEAR = expression(r"[,;:]| but | nor ")


def polarity(reading: Reading, start: int, end: int) -> Polarity:
    """Whether the phrase at that range of the text is said, denied, mentioned or unfinished.

    Negators inside the phrase don't count.
    """
    sentence = reading.sentence(start)
    text = reading.folded
    prefixed = text.endswith(("non-", "not-", "non "), max(0, start - 4), start)
    if prefixed and _LABEL.match(text, end):
        return "mentioned"
    if _asks(text, sentence) or _LABEL.match(text, end, sentence.end):
        return "mentioned"
    state = walk(reading, sentence, start, end)
    right = min(sentence.end, end + _RIGHT)
    false = bool(_RIGHT_FALSE.match(text, end, right))
    if (_reported(text, state, sentence, end) and not false) or _formula(reading, state, sentence, start, end):
        return "mentioned"
    if _recommended(reading, start, end):
        return "mentioned"
    denied = (bool(state.negator) != state.outer) != false
    denied = (denied or bool(_RIGHT_NEGATED.match(text, end, right))) != prefixed
    if _unfinished(reading, sentence, end, denied):
        return "unfinished"
    if state.mention == "soft" and not denied:
        return "mentioned"
    return "denied" if denied else "said"


def _asks(text: str, sentence: Span) -> bool:
    """A question, unless it is one that advertises ("Looking for …?")."""
    return text[max(sentence.start, sentence.end - 3) : sentence.end].rstrip("\"')").endswith("?") and not LURE.match(
        text, sentence.start
    )


def _formula(reading: Reading, state: State, sentence: Span, start: int, end: int) -> bool:
    """A denial that stands, negator and all, between quotation marks inside somebody's sentence is only mentioned."""
    left = max(sentence.start, start - WINDOW)
    if not state.negator or '"' not in reading.plain[left:start]:
        return False
    quotation = reading.quotation(start, end)
    if quotation is None or quotation.attributed or quotation.start > state.since:
        return False
    return len(reading.text[left : quotation.start].split()) >= 2


def _recommended(reading: Reading, start: int, end: int) -> bool:
    """A phrase between quotation marks, behind somebody's word on what others should write (`Writers should say: "…"`)."""
    if '"' not in reading.plain[max(0, start - WINDOW) : start]:
        return False
    quotation = reading.quotation(start, end)
    if quotation is None or quotation.attributed:
        return False
    sentence = reading.sentence(quotation.start)
    if FIRST_PERSON.search(reading.folded, sentence.start, quotation.start):
        return False
    return walk(reading, sentence, quotation.start, quotation.start + 1).mention == "other"


def _reported(text: str, state: State, sentence: Span, end: int) -> bool:
    if state.mention == "says":
        return not FIRST_PERSON.search(text, state.mention_at, end)
    if state.mention == "other":
        return True
    return bool(_RIGHT_REPORT.match(text, end, min(sentence.end, end + _RIGHT)))


def _unfinished(reading: Reading, sentence: Span, end: int, denied: bool) -> bool:
    """Whether the text breaks off in the phrase's own clause, at the end of its block."""
    text = reading.folded
    if sentence.end < reading.block(sentence.start).end or sentence.end - end > 80:
        return False
    if _ONLY_NEAR.search(text, end, sentence.end - 1):
        return False
    tail = text[max(end, sentence.end - 16) : sentence.end]
    return bool(_DANGLING.search(tail)) or (denied and bool(_CUT_OFF.search(tail)))
