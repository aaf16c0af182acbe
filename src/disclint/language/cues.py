"""The words that decide polarity: negators, what only looks like one, reports, hypotheses, and what opens a new clause.

Everything is matched against folded text (lower case, straight quotes, plain dashes). A cue starts at one of the words
in `FIRST` or at a comma, and only what can begin with that word is tried there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.openings import alternatives, openings
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.language.reading import Reading


class Cue(NamedTuple):
    """One cue, in offsets of the text. `kind` is a name of `WORD_KINDS` or `COMMA_KINDS`, or mark: , ; : ( )"""

    start: int
    end: int
    kind: str


def _any(*parts: str) -> str:
    return "|".join(parts)


_CONTRACTED = r"(?:is|are|was|were|do|does|did|has|have|had|wo|would|should|could|ca|must|need|sha|ai|might)n'?t"
_NOT = rf"(?:not|never|cannot|can not|{_CONTRACTED})"
_AUX = r"(?:is|are|was|were|will|can|may(?! \d)|might|could|should|shall|must|would|has|have|does|do)"
_VERB = (
    rf"(?:{_AUX}|guarantees?|offers?|provides?|gives?|pays?|promises?|delivers?|earns?|constitutes?|remains?|makes?"
    rf"|means?"
    r"|comes?|gets?|recommends?)"
)
_NOUN_WORDS = r"(?: (?!(?:that|which|who|to|for|or|nor|and|of|in|on)\b)[\w'/-]+){1,4}?"
_TELL = (
    r"(?:say|says|saying|state|states|stating|claim|claims|claiming|read|reads|reading|promis(?:e|es|ing)"
    r"|guarante(?:e|es|eing)"
    r"|tells?|offers?|pitch(?:es)?)"
)
_TEXTS = (
    r"(?:disclaimers?|disclosures?|legends?|words?|phrases?|terms?|claims?|statements?|sentences?|promises|language"
    r"|wording"
    r"|slogans?|lines?|notices?|labels?|buzzwords?)"
)
_SELLERS = (
    r"(?:anyone|anybody|someone|those|people|persons?|firms?|sellers?|brokers?|promoters?|advis[eo]rs?|investments?"
    r"|offers?"
    r"|schemes?|products?|websites?|platforms?|company|companies|scammers?|fraudsters?)"
)

# Looks like a negator, or denies nothing.
_PSEUDO = _any(
    rf"{_NOT} (?:only|just|merely|simply|solely|least|to mention|surprisingly|(?:so )?long ago|for nothing|too late"
    rf"|limited to"
    r"|without|un\w+|(?:less|more|later|earlier|fewer) than|your (?:usual|typical|average|ordinary)|deny|denied"
    r"|doubt|forget"
    r"|regret|hesitate|delay|worry|miss|wait|overlook|fail to|go wrong|help but|settle for|know that|reali[sz]e"
    r"|los[et]|hide|shy|ashamed|charge|pay for"
    r"|find|underestimate|beat"
    r"|be (?:more|(?!(?:over|under|offer|either|other|another|order|member|broker|adviser|consider)\b)\w+er))\b",
    r"(?:need not|needn't|(?:do|does|did)(?: not|n'?t) (?:have|need) to)\b",
    r"impossible to (?:lose|miss|fail)\b",
    r"never (?:been (?:more|so|\w+er)|before|again|mind|fails? to)\b",
    r"no (?:doubt|question|wonder|secret|surprise|accident|coincidence|denying|joke|mistake|problem|exception|matter"
    r"|sooner"
    r"|(?:later|less|fewer|more|earlier) than|more|better|easier|safer|faster|simpler|greater|finer|other|one else"
    r"|body else"
    r"|need to worry|time to lose|strings|catch|obligation|\.? ?\d"
    r"|(?:hidden |extra |additional |upfront )?(?:fees?|charges?|commissions?|costs?|lock-?(?:up|in)s?|minimums?"
    r"|experience))\b",
    r"no(?=[,.!])|no-(?!one)(?=\w)|not-for-profit|nobody else|nowhere else",
    r"nothing (?:could|can) be (?:more|\w+er)\b",
    r"nothing (?:but|better|safer|beats|like|less than|short of|else)\b",
    r"why not|whether or not|if (?:not|any|applicable|necessary|at all)\b|than not|yes or no|look no further",
    r"without (?:an? |any |prior |further )?(?:doubts?|question|limitation|limiting|exception|fail|ado|delay|notice"
    r"|regard"
    r"|recourse|prejudice)\b",
    r"(?:including|but|and|or),? (?:but |and )?not (?:be )?limited to|formerly (?:known|called|named)\b",
)
# "It is not true that …" turns round what its clause says.
_OUTER = _any(
    rf"{_NOT} (?:be |being |entirely |necessarily )?(?:true|the case|correct|right|accurate|mean|meant|imply|suggest"
    rf"|say|said"
    r"|to say) (?:to (?:say|claim) )?(?:that\b|(?=(?:this|it|we|our|there) ))",
    r"(?:false|untrue|wrong|incorrect|lie|myth|misconception|false claim)(?: to (?:say|claim))? that\b",
    r"den(?:y|ies|ied|ying) (?:that\b|(?=it |they |we ))",
)
# Governs its own phrase only, up to the next comma.
_AWAY = _any(
    "without", "rather than", "instead of", "as opposed to", "in lieu of", "in place of", "far from", "free (?:of|from)"
)
_DENY = _any(
    _NOT,
    r"nor|by no means|in no (?:way|event|case)|under no circumstances?|at no time|no way|hardly|scarcely|rarely|seldom",
    r"anything but|(?:unable|impossible) (?:to|for)|absence of|devoid of|lack(?:s|ed|ing)?|disclaim(?:s|ed|ing)?",
    r"(?:fail(?:s|ed|ing|ure)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|ceas(?:e|es|ed)) to|no longer|formerly"
    r"|used to be",
    r"(?<=we )used to|(?<=it )used to|(?<=they )used to|once (?:was|were)|(?<=was )once|(?<=were )once",
    r"previously(?= (?:an? |the |known|registered|members?|licensed|regulated|approved|guaranteed))",
    r"former(?= (?:\w+ )?members?\b)",
)
_SUBJECT = _any("nothing", "none", "nobody", "no[ -]one", "neither", "no")
# Words about words: advice on what to write, what others promise, what to keep away from.
_MENTION = _any(
    rf"{_SELLERS}(?: \w+)? (?:who|that|which) (?:\w+ )?{_TELL}|whoever {_TELL}",
    r"(?:anyone|anybody|someone|those|people|scammers|sellers|promoters|whoever) (?:offer|promis|claim|guarantee"
    r"|tout|advertis)ing",
    r"(?:should|must|ought to|needs? to|has to|have to|(?:required|obliged|supposed) to) (?:also |always |clearly )?"
    r"(?:say|state|include|carry|contain|disclose|add|display|show|bear|mention|declare)",
    rf"{_TEXTS} (?:such as|like|including|similar to|along the lines of|to the effect|saying|stating|reading|that "
    rf"(?:say|read|state)s?)",
    r"(?:claims?|disclaimers?|idea|notion|belief|rumou?rs?|assertion|suggestion) that",
    r"(?:bar|bars|barred|ban|bans|banned|prohibit|prohibits|prohibited|forbid|forbids|stop|stops) (?:\w+ ){1,4}?from",
    rf"{_TEXTS} (?:is|are):?(?= [\"'])|(?:promises|claims|offers|assurances|talk|pitches) of",
    r"beware(?: of)?|be (?:wary|sceptical|skeptical|suspicious|careful) of|(?:watch|look) out for|steer clear of",
    r"stay away from|avoid(?:ing)?|fall for|(?:red flags?|warning signs?|tell-?tale signs?)(?: of \w+)?(?: include| "
    r"are|:| is)",
    r"falsely|allegedly|purportedly|supposedly|reportedly|so-called|alleg(?:es|ed|ing) that|accused of|charged with",
    r"(?:said|alleged|rumou?red|claimed) to|(?:some|many|others|critics|they|people) (?:\w+ )?"
    r"(?:say|says|claim|claims|argue|believe|think)",
    r"in case|suppose|supposing|imagine|assume|assuming|pretend|pretending|hypothetically|as (?:if|though)",
    rf"{_NOT} (?:be )?(?:held )?(?:responsible|liable|accountable) for|what (?:is|are)|(?:difference|distinction) "
    rf"between",
    r"(?:definition|meaning) of|(?:see|read) our",
)
_SPEECH = (
    r"(?:say|says|said|states|stated|claims|claimed|reads|wrote|writes|warns|warned|told \w+|insists|insisted|argues"
    r"|argued"
    r"|boasts|boasted|promises|promised|according to)(?: that)?"
)
_MODAL = _any(
    "would (?:be|constitute|amount to|have been|mean)",
    "(?:could|might|may|can) (?:also )?be (?:construed|seen|considered|deemed|regarded|interpreted|viewed|taken"
    "|treated|mistaken)",
)
_CONDITION = r"(?:even )?(?:if|unless|whether)|(?:should|had|were) (?:you|this|it|we|the|they)"
_SUBORDINATE = (
    "although|though|while|whilst|whereas|because|since|until|however(?= \\w)"
    # an adverb where a verb follows: "what it earned before does not …"
    # and no clause where costs follow: "9.2% before fees and 8.1% after them"
    rf"|before(?! (?:{_AUX}|did|had)\b| (?:\w+ ){{0,2}}(?:fees?|costs?|taxes|tax|expenses|charges|commissions)\b)"
)
_CONTRAST = (
    r"but|except|other than|apart from|besides|instead(?! of)"
    r"|(?:however|nonetheless|nevertheless|therefore|hence)(?= (?:we|it|they|this|our|the|you|there|i)\b)"
)
# A subject of its own with its own verb.
_CLAUSE = (
    rf"(?:(?:we|they|he|she|i)(?= [\w'])|(?:it|this|these|those|there|that|you)(?: \w+)?? {_VERB}\b"
    rf"|(?:the|our|your|its|their|all|every|each|any|his|her|my|an?){_NOUN_WORDS} {_VERB}\b)"
)
# The old subject with a new verb.
_PREDICATE = (
    rf"(?:also |then |instead |is |only )?(?:{_AUX}|provides|gives|delivers|pays|generates|earns|contains|includes"
    rf"|carries|carry|involves?"
    r"|offers (?=an? |the |guaranteed|you|our|investors|clients|investment)"
    r"|guarantees (?=an? |the |you|our|that|investors|every|returns)|promises (?=an? |the |you|that))\b"
)
_RELATIVE = ", (?:which|who|whose|where)"

# Kind, what it begins with, its right edge, and an expression that several share for what follows.
_EDGE = r"(?![\w-])"
_SHARED_CLAUSE, _SHARED_PREDICATE = expression(_CLAUSE), expression(_PREDICATE)
WORD_KINDS: tuple[tuple[str, str, str, re.Pattern[str] | None], ...] = (
    ("pseudo", _PSEUDO, "", None),
    ("outer", _OUTER, "", None),
    ("mention", _MENTION, _EDGE, None),
    ("restart", "(?:and|so|yet) ", "", _SHARED_CLAUSE),
    ("verb", "(?:and|but) ", "", _SHARED_PREDICATE),
    ("speech", _SPEECH, _EDGE, None),
    ("modal", _MODAL, _EDGE, None),
    ("away", _AWAY, _EDGE, None),
    ("deny", _DENY, _EDGE, None),
    ("subject", _SUBJECT, _EDGE, None),
    ("condition", _CONDITION, _EDGE, None),
    ("contrast", _CONTRAST, _EDGE, None),
    ("subordinate", _SUBORDINATE, _EDGE, None),
)
COMMA_KINDS: tuple[tuple[str, str, str, re.Pattern[str] | None], ...] = (
    ("relative", _RELATIVE, r"\b", None),
    ("restart", ", (?:and |so |yet |or |then )?", "", _SHARED_CLAUSE),
    ("verb", ", ", "", _SHARED_PREDICATE),
    ("contrast", ", (?:rather(?! than)|only|merely)", r"\b", None),
)
# A question that advertises.
LURE = expression(
    r"[\"']?(?:and |so )?(?:want|looking (?:for|to)|ready (?:for|to)|tired of|need|interested in|would you like"
    r"|searching for"
    r"|do you want|dreaming of|who wants|who doesn't want)\b"
)

_FIRST = """
not never cannot can isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't shouldn't
couldn't can't mustn't needn't shan't ain't mightn't isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt wont
wouldnt shouldnt couldnt cant mustnt neednt shant aint mightnt no nobody nowhere nothing why whether if than yes look
without including but and or formerly false untrue wrong incorrect lie myth misconception deny denies denied denying
rather instead as in far free nor by under at hardly scarcely rarely seldom anything unable impossible absence devoid
lack lacks lacked lacking disclaim disclaims disclaimed disclaiming fail fails failed failing failure refuse refuses
refused refusing refusal decline declines declined declining cease ceases ceased used once previously former none
neither anyone anybody someone those people person persons firm firms seller sellers broker brokers promoter promoters
adviser advisers advisor advisors investment investments offer offers scheme schemes product products website websites
platform platforms company companies scammer scammers fraudster fraudsters whoever should must ought need needs has
have required obliged supposed disclaimer disclaimers disclosure disclosures legend legends word words phrase phrases
term terms claim claims statement statements sentence sentences promises language wording slogan slogans line lines
notice notices label labels buzzword buzzwords assurances talk pitches beware be watch steer stay avoid avoiding fall
red warning tell tell-tale telltale falsely allegedly purportedly supposedly reportedly so so-called alleges alleged
alleging idea notion belief rumor rumors rumour rumours assertion suggestion bar bars barred ban bans banned prohibit
prohibits prohibited forbid forbids stop stops accused charged said rumored rumoured claimed some many others critics
they suppose supposing imagine assume assuming pretend pretending hypothetically what difference distinction
definition meaning see read say says states stated reads wrote writes warns warned told insists insisted argues argued
boasts boasted promised had were according would could might may even unless although though while whilst whereas
because since until before however except other apart besides nonetheless nevertheless therefore hence yet
"""
FIRST = frozenset(_FIRST.split())
_CHUNK = 512
_TOKEN = expression(r"[a-z][\w'-]*+|[,;:()]")


class _Part(NamedTuple):
    """One alternative of a kind of cue; each is compiled when a word that it can begin with is met."""

    kind: str
    head: re.Pattern[str]
    tail: re.Pattern[str] | None


@cache
def _parts() -> dict[str, list[_Part]]:
    """What a cue can be, by its first word, in the order of precedence."""
    found: dict[str, list[_Part]] = {word: [] for word in FIRST}
    for kind, pattern, edge, tail in WORD_KINDS:
        for alternative in alternatives(pattern):
            part = _Part(kind, expression(alternative + edge), tail)
            for word in openings(alternative) & FIRST:
                found[word].append(part)
    found[","] = [_Part(kind, expression(pattern + edge), tail) for kind, pattern, edge, tail in COMMA_KINDS]
    return found


def find(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The cues that start in that range of folded text, in order; one may reach a little beyond `end`."""
    found: list[Cue] = []
    last = start
    for token in _TOKEN.finditer(text, start, end):
        at = token.start()
        if at < last:
            continue
        cue = _cue(text, at, token[0])
        if cue:
            found.append(cue)
            last = cue.end
    return tuple(found)


def cues(reading: Reading, start: int, end: int) -> list[Cue]:
    """The cues that start in that range, in order, never overlapping; each stretch of text is searched once."""
    found: list[Cue] = []
    last = 0
    for index in range(start // _CHUNK, max(start, end - 1) // _CHUNK + 1):
        if index not in reading.cue_chunks:
            stop = min(len(reading.folded), (index + 1) * _CHUNK)
            reading.cue_chunks[index] = find(reading.folded, index * _CHUNK, stop)
        for cue in reading.cue_chunks[index]:
            if start <= cue.start < end and cue.start >= last:
                found.append(cue)
                last = cue.end
    return found


def _cue(text: str, at: int, token: str) -> Cue | None:
    mark = not token[0].isalpha()
    word = token if mark else token.partition("-")[0]
    if not mark and at and text[at - 1] in "-'_":
        return None
    for kind, head, tail in _parts().get(word, ()):
        match = head.match(text, at)
        if match and tail:
            match = tail.match(text, match.end())
        if match:
            return Cue(at, match.end(), kind)
    return Cue(at, at + 1, "mark") if mark else None
