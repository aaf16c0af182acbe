"""Words that are figures by themselves: doubled, threefold, half of, a third of, record high, second-oldest, dozens."""

from __future__ import annotations

import re

from disclint.language.amounts import Amount
from disclint.language.mixed import of_a_point
from disclint.language.vague import vague_form
from disclint.language.vocabulary import Units

_TO = re.compile(
    r"\b(?:to|will|would|could|might|may|can|nearly|almost|roughly|about|than|has|have|had|not|did|does) $"
)
_WHAT = re.compile(
    r"(?: again)? (?:as|the|its|their|his|her|our|that|what|from|in|to|of|this|last|those|my|your|by|since|over"
    r"|domestic|revenue|sales|profits?|output|production|capacity)\b|[.,;]|$"
)
_PART = re.compile(
    r" (?:of|its|their|all|as|that|our|those|these)\b|[.,;)]|$| (?:in|since|from|to|over|by|last|this)\b"
)
_WHOLE = re.compile(r"\b(?:by|nearly|almost|about|than|around|over|roughly|some|approximately|to|only|just|under) $")
_PERIOD = re.compile(
    r" ?(?:the (?:story|battle|fun|point|fight|trick|year|month|day|week|night|season)\b"
    r"|of (?:the )?(?:year|month|day|season|century|decade|(?:19|20)\d\d|fiscal|fy|next"
    r"|last|this|q\d))"
    r"|-(?:year|time|day|hour|life|way|hearted)"
)
_NEW = re.compile(r"\b(?:a|an|another|its|their|new) \Z")
_MEASURED = re.compile(
    r" (?:[$€£¥₹₩]|(?:us|a|c|hk)\$|rs\.? )\d| (?!(?:19|20)\d\d\b)\d[\d,.]*+(?:%| ?(?:million|billion|trillion|bn|m)\b| [a-z-]+s\b)"
)
_HIGHS = re.compile(
    r"[ -](?:highs?|lows?|peaks?|profits?|earnings|revenues?|sales|losses|loss|deficits?|surplus|quarter|year|pace"
    r"|inflows?|outflows?)\b"
)
_SCOPE = re.compile(
    r"(?:in (?:more than |over |at least |nearly |almost )?(?:[\w-]+ )?(?:years|decades|months|history"
    r"|a (?:decade|generation|century|year))|on record|ever\b|"
    r"in (?:the |its |their )?(?:[a-z.&-]+ ){0,3}(?:[a-z.&-]+(?:'s|s') )?history\b"
    r"|in (?:the world|asia|europe|africa|america|the u\.?s|the country|the nation|japan|china|germany|britain"
    r"|the uk)|of all time|globally|worldwide|since (?:at least )?(?:[a-z]+ )?(?:19|20)\d\d)"
)
_LONG = (
    r"(?:since (?:at least )?(?:[a-z]+ )?(?:19|20)\d\d|since (?:records|the (?:financial crisis|pandemic|great"
    r" depression|second world war))|on record|in (?:more than |over |at least |nearly |almost |about )?(?:the past )?"
    r"(?:[\w-]+ )?(?:years|decades|months|a (?:decade|generation|century|year)|history))\b"
)
_AMOUNT = re.compile(rf"(?:(?: [a-z-]+){{0,2}} (?:[a-z-]+s|rain|money|cash|debt|oil|people))?,? {_LONG}")
_SINCE = re.compile(rf"(?: [a-z-]+){{0,4}} {_LONG}")
_OWNER = re.compile(
    r"(?:[a-z]'s|s') (?:(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd"
    r"|th))[ -])?$"
)
_RANK = re.compile(
    r"\b(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))[ -]$"
)
_SCALES = re.compile(
    r" of (?P<scale>hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions"
    r"|trillions))?\b"
)
_LARGE = frozenset(["millions", "billions", "trillions", "lakhs", "crores"])
_AND = re.compile(r"(?:in|and a|and|-) ?$")
_THE = re.compile(r" the ([a-z]++)")
_HELD = re.compile(r" (?:of|the|its|their|our|all)\b")
_MONEY = re.compile(r" of (?:[a-z.]+ )?(?P<unit>dollars|euros|pounds|yen|yuan|rupees|won|francs)\b")


def figure_alone(folded: str, start: int, end: int, table: Units) -> Amount | None:
    """The figure that the word at that range makes with the words around it; None where it makes none."""
    word = folded[start:end]
    core = (start, end)
    if word in table.multiples:
        glued = folded[end : end + 1] == "-"
        return None if glued else Amount(start, end, core, table.multiples[word], 1.0, "multiplier", "x")
    if word in table.folds:
        return Amount(start, end, core, table.folds[word], 1.0, "multiplier", "x")
    if word in table.verbs:
        return _verb(folded, start, end, table)
    if word in table.fractions:
        return _fraction(folded, start, end, table)
    if word in table.superlatives:
        return _superlative(folded, start, end, table)
    if word in ("record", "all-time"):
        return _record(folded, start, end)
    if word in table.utmost:
        good = _AMOUNT.match(folded, end)
        return Amount(start + 4, end, (start + 4, end), 1.0, 1.0, "rank", word[4:]) if good else None
    if word in table.vague_forms or " " in word:
        return vague_form(folded, start, end, table)
    return _vague(folded, start, end, table)


def _record(folded: str, start: int, end: int) -> Amount | None:
    """`record highs`, `all-time low`, `a record $18.7 billion`; not `to record $5 million of charges`."""
    found = _HIGHS.match(folded, end)
    if found is None and not (_NEW.search(folded, max(0, start - 9), start) and _MEASURED.match(folded, end)):
        return None
    return Amount(start, found.end() if found else end, (start, end), 1.0, 1.0, "rank", "record")


def _verb(folded: str, start: int, end: int, table: Units) -> Amount | None:
    """`to triple output`, `double the rate`, `twice as many`; not `double-digit`, `double down`, `twice a week`."""
    word = folded[start:end]
    what = _WHAT.match(folded, end)
    if word in ("twice", "thrice"):
        good = bool(re.compile(r" (?:as|the|its|that|what|their)\b").match(folded, end))
    else:
        good = bool(what) or (bool(_TO.search(folded, max(0, start - 12), start)) and folded[end : end + 1] == " ")
        good = (
            good and not folded.startswith((" down", " check", "-"), end) and not folded.startswith("not ", start - 4)
        )
    return Amount(start, end, (start, end), table.verbs[word], 1.0, "multiplier", "x") if good else None


def _fraction(folded: str, start: int, end: int, table: Units) -> Amount | None:
    """`a third of`, `two-thirds`, `half of`, `by half`; not `third quarter`, `first half`, `half-year`."""
    word, part = folded[start:end], table.fractions[folded[start:end]]
    before = re.compile(
        r"\b(a|one|two|three|four|five|six|seven|first|second|third|fourth|last|next|this|the|other|each)[ -]$"
    ).search(folded, max(0, start - 9), start)
    article = before[1] if before else ""
    if _PERIOD.match(folded, end) or article in (
        "first",
        "second",
        "third",
        "fourth",
        "last",
        "next",
        "this",
        "the",
        "other",
        "each",
    ):
        return None
    count = 1.0 if article == "a" else table.digits.get(article, 0.0)
    first = before.start() if before and count else start
    point = of_a_point(folded, end) if count or word in ("half", "quarter", "quarters") else None
    if point:
        return Amount(first, point[0], (first, end), part * (count or 1.0), 1.0, point[1], point[2])
    if word == "half":
        return None if article == "two" else _half(folded, first, end, table)
    if not count:
        return None
    if word.endswith("s") or folded.startswith(" of", end) or _WHOLE.search(folded, max(0, first - 16), first):
        return Amount(first, end, (first, end), count * part, 1.0, "ratio", "")
    return None


def _half(folded: str, first: int, end: int, table: Units) -> Amount | None:
    """`half of them`, `half the voters`, `by half`; not `half a year`, `one and a half`."""
    minus = folded.startswith("minus ", max(0, first - 6))
    whole = not minus and bool(_PART.match(folded, end) or _things(folded, end, table))
    if not whole and not _WHOLE.search(folded, max(0, first - 16), first):
        return None
    after_and = _AND.search(folded, max(0, first - 6), first)
    if folded.startswith((" a ", " an "), end):
        return None
    if after_and and not (after_and[0] == "and " and _HELD.match(folded, end)):
        return None
    return Amount(first, end, (first, end), 0.5, 1.0, "ratio", "")


def _things(folded: str, end: int, table: Units) -> bool:
    """Whether "half" goes on with several things, or with one that is made of many: `half the board`."""
    found = _THE.match(folded, end)
    return found is not None and (
        found[1] in table.wholes or (found[1][-1] == "s" and found[1][-2:] not in ("ss", "us", "is"))
    )


def _superlative(folded: str, start: int, end: int, table: Units) -> Amount | None:
    """`second-oldest`, `the world's largest`, `the largest fall in 30 years`; a bare superlative is no figure."""
    ordinal = _RANK.search(folded, max(0, start - 9), start)
    if ordinal:
        name = ordinal["rank"]
        value = table.ordinals.get(name) or float("".join(c for c in name if c.isdigit()))
        return Amount(ordinal.start(), end, (start, end), value, 1.0, "rank", folded[start:end])
    if folded[start:end] in ("best", "worst", "leading") and not _OWNER.search(folded, max(0, start - 12), start):
        good = folded[start:end] != "leading" and _SINCE.match(folded, end)
        return Amount(start, end, (start, end), 1.0, 1.0, "rank", folded[start:end]) if good else None
    stop = folded.find("\n", end, end + 80)
    window = folded[end : stop if stop >= 0 else end + 80]
    cut = re.compile(r"[.;:!?](?: |$)").search(window)
    near = _SCOPE.search(window[: cut.start()] if cut else window)
    if near or re.compile(
        r"(?:world|nation|country|europe|america|asia|africa|china|japan|india|germany|britain|region|industry"
        r"|state|city|planet|globe|continent)'s (?:single )?$"
    ).search(folded, max(0, start - 22), start):
        return Amount(start, end, (start, end), 1.0, 1.0, "rank", folded[start:end])
    return None


def _vague(folded: str, start: int, end: int, table: Units) -> Amount | None:
    """`hundreds of millions`, `billions of dollars`: vague, without a value; `dozens` and `thousands of` are small."""
    found = _SCALES.match(folded, end)
    last = found.end() if found else end
    money = _MONEY.match(folded, last)
    word = folded[start:end]
    if not found and not folded.startswith(" of ", end) and word != "dozens":
        return None
    flags = () if found or word in _LARGE else ("small",)
    if money:
        return Amount(start, money.end(), (start, end), 0.0, 1.0, "vague", table.currencies[money["unit"]], flags)
    return Amount(start, last, (start, end), 0.0, 1.0, "vague", "", flags)
