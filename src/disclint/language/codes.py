"""Names and numbers of things that digits are only a part of: codes, telephone numbers, law reports, bonds, models.

Every form is tried behind a glance at one or two characters beside the digits; `quantities` takes the first one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from disclint.language.masks import masks
from disclint.language.vocabulary import data, one_of, strings, units
from disclint.ruleset.rule import Json

Found = tuple[int, int, str]  # start, end, mask

_ABROAD = re.compile(r"\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]?\d{2,5}){1,4}(?!\d|[.,]\d|%)")
_TRUNK = re.compile(r"0\d(?: \d\d){4}(?!\d)|0\d{1,5}\)?[ /-]\d{3,8}(?:[ -]\d{2,4}){0,3}(?!\d|[.,]\d|%)")
_GROUPS = re.compile(r"\d[\d ()./-]{5,18}\d(?!\d|[.,]\d|%)")
_HEX = re.compile(r"[0-9a-f]{2,}(?:(?:\.\.\.|…)[0-9a-f]+)?(?![^\W_])")
_MIX = re.compile(r"[/-](\d{1,3})[ -]([a-z]+)")
_REPORTER = re.compile(
    r" (?:u\.s\.c?|f\.(?: ?supp\.)?(?: ?[234]d|4th)?|s\. ?ct\.|l\. ?ed\.(?: ?2d)?|fed\. ?reg\.|stat\.|[a-z]{1,3}\.(?:[a-z]\.)?"
    r" ?[23]d|c\.f\.r\.|cfr|u\.?s\.?c\.?|wl) (?:part |§+ ?|at )?\d\w*+(?:[.-]\w++)*+(?:\(\w+\))*+"
)
_REST = re.compile(r"(?:[-/]\d\w*+)++")
_CODE_END = re.compile(r"[A-Z]{0,2}s?(?:-\d{1,3})?(?![\w%]|[.,]\d)")
_CAPITAL = re.compile(r" ([A-Za-z]++)( \d(?!\w))?")
_MONTHS = re.compile(r"(?:[369]|12)m ?(?:20)?\d\d(?!\w|,\d)")  # nine months of a year: `9M23`
_LETTERS = 6  # of the word before a hyphen that makes a code: C-130, Catch-22


class Codes(NamedTuple):
    """Names that begin with digits, as they are written behind them, and words that make a name of a number."""

    led: dict[str, tuple[str, ...]]
    models: frozenset[str]
    mixes: frozenset[str]
    parts: frozenset[str]
    shares: frozenset[str]
    dialled: frozenset[str]
    bonds: frozenset[str]
    bond: re.Pattern[str]


@cache
def codes() -> Codes:
    table = data("masks")
    words = [strings(table[name]) for name in ("bond-words", "bonds")]
    kinds, nouns = map(one_of, words)
    return Codes(
        led={numeral: strings(ends) for numeral, ends in cast("dict[str, Json]", table["led"]).items()},
        models=frozenset(strings(table["models"])),
        mixes=frozenset(strings(table["mixes"])),
        parts=frozenset(strings(table["no-code"])),
        shares=frozenset(strings(table["percent-names"])),
        dialled=frozenset(strings(table["dialled"])),
        bonds=frozenset(word.partition(" ")[0] for part in words for word in part),
        bond=re.compile(
            rf" (?:(?:{kinds})[ -]){{0,6}}(?:(?P<year>20\d\d) )?(?:(?:{kinds})[ -]){{0,4}}(?:{nouns})\b"
            r"(?P<due>,? (?:due|maturing|expiring|of) (?:in )?(?:[a-z]+ )?(?:\d{1,2}, )?20\d\d)?"
        ),
    )


def code(plain: str, folded: str, start: int, end: int) -> Found | None:
    """The name or number of a thing around the digits there, or None."""
    before, after = folded[start - 1 : start] if start else "", folded[end : end + 1]
    if before == "-":
        found = _hyphenated(plain, start, end)
        if found:
            return found
    if before == "+" or (folded[start] == "0" and after in (" ", "-", "/", ")", "x") and not before.isalnum()):
        found = _dialled(folded, start, end)
        if found:
            return found
    if after in ("", ",", "%", "\n") or before in ("$", "€", "£", "¥"):
        return None
    led = codes().led.get(folded[start:end])
    months = _MONTHS.match(folded, start) if after == "m" else None
    if months:
        return start, months.end(), "fiscal-period"
    found = _led(plain, folded, start, end, led) if led and not before.isalnum() else None
    return found or _followed(plain, folded, start, end, after)


def _followed(plain: str, folded: str, start: int, end: int, after: str) -> Found | None:
    """What the character behind the digits leads to."""
    if after == " ":
        word = plain[end + 1 : end + 2]
        if word.isupper():
            return _model(plain, start, end) or _reported(folded, start, end)
        return _called(folded, start, end) if word.isdigit() else None
    if after == "#":
        return start, end + 1, "identifier"
    if after in ("/", "-"):
        found = _MIX.match(folded, end)
        if found and found[2] in codes().mixes and _mixed(folded[start:end], found[1], after):
            return start, found.end(1), "name"
        return _called(folded, start, end) if after == "-" and folded[end + 1 : end + 2].isdigit() else None
    return None


def _mixed(first: str, second: str, sign: str) -> bool:
    """Whether the two shares make a whole portfolio, or one that is long and short: 60/40, 130/30."""
    if not first.isdigit():
        return False
    total, net = int(first) + int(second), int(first) - int(second)
    return total == 100 or (sign == "/" and (net == 100 or total <= 10))


def _hyphenated(plain: str, start: int, end: int) -> Found | None:
    """`C-130`, `VX-900`, `MQ-9B`, `Catch-22`; no currency, no quarter, no word that only begins a sentence."""
    first = start - 1
    while first and start - 1 - first <= _LETTERS and plain[first - 1].isalnum():
        first -= 1
    word = plain[first : start - 1]
    if not 0 < len(word) <= _LETTERS or (first and (plain[first - 1].isalnum() or plain[first - 1] in "-$'&.,")):
        return None
    lower = word.lower()
    if (
        word[0].isdigit()
        or not (any(c.isupper() for c in word[:2]) or not word.isalpha())
        or lower in codes().parts
        or lower in units().currencies
    ):
        return None
    if lower in masks().indexes or lower in masks().before:
        return None
    found = _CODE_END.match(plain, end) if plain[start:end].isdigit() else None
    return (first, found.end(), "product-name") if found else None


def _dialled(folded: str, start: int, end: int) -> Found | None:
    """A telephone number with its `+` or its leading nought, or a number in hexadecimal digits."""
    if folded[start:end] == "0" and folded.startswith("x", end):
        rest = _HEX.match(folded, end + 1)
        edge = rest.end() if rest else end + 1
        return (start, edge, "identifier" if rest else "name") if not folded[edge : edge + 1].isalnum() else None
    abroad = folded[start - 1 : start] == "+"
    found = (_ABROAD if abroad else _TRUNK).match(folded, start)
    if found and 9 <= sum(c.isdigit() for c in found[0]) <= 15:
        return start - abroad, found.end(), "phone"
    return None


def _called(folded: str, start: int, end: int) -> Found | None:
    """Digits in groups behind a word that says to dial them."""
    left = folded[max(0, start - 16) : start].rstrip(" :(").rsplit(" ", 1)[-1].strip("(.:")
    if left not in codes().dialled:
        return None
    found = _GROUPS.match(folded, start)
    return (start, found.end(), "phone") if found and 7 <= sum(c.isdigit() for c in found[0]) <= 15 else None


def _led(plain: str, folded: str, start: int, end: int, ends: tuple[str, ...]) -> Found | None:
    """A name that begins with digits, as its owner writes it: `3M`, `23andMe`, `7-Eleven`, `777-200`."""
    for rest in ends:
        stop = end + len(rest)
        if not plain.startswith(rest, end):
            continue
        while rest[-1] == "-" and plain[stop : stop + 1].isalnum():
            stop += 1
        stop += plain.startswith("s", stop)
        if plain[stop : stop + 1].isalnum() or (len(rest) == 1 and rest in "MBKT" and _counts(folded, start, stop)):
            continue
        return start, stop, "name"
    return None


_QUANTIFIED = re.compile(
    r"(?:about|around|nearly|over|under|than|least|roughly|some|almost|only|just|another|hit|reached|topped|passed|~|≈)"
    r" ?\Z"
)
_THINGS = re.compile(
    r" (?!(?:shares|products|bonds|executives|plans|says|stocks|officials|is|was|has|does)\b)[a-z]+s\b"
)


def _counts(folded: str, start: int, stop: int) -> bool:
    """Whether a numeral and a letter that may be a name (`3M`) count something."""
    return bool(_THINGS.match(folded, stop) or _QUANTIFIED.search(folded, max(0, start - 10), start))


def _model(plain: str, start: int, end: int) -> Found | None:
    """`737 MAX 9`, `16 Pro`."""
    found = _CAPITAL.match(plain, end)
    if found is None or found[1] not in codes().models or end - start > 4 or not plain[start:end].isdigit():
        return None
    return start, found.end() if found[2] else found.end(1), "product-name"


def _reported(folded: str, start: int, end: int) -> Found | None:
    """A law report or code: `598 U.S. 617`, `410 F.3d 12`, `17 CFR 240.10b-5`."""
    near = folded[end + 1 : end + 5]
    if "." not in near and near not in ("cfr ", "usc ") and near[:3] != "wl ":
        return None
    found = _REPORTER.match(folded, end)
    if found is None:
        return None
    rest = _REST.match(folded, found.end())
    return start, rest.end() if rest else found.end(), "law"


def share_named(folded: str, start: int, end: int) -> Found | None:
    """A percentage that is part of a name: `51% attack`, `4.25% 2034 gilts`, `5% senior notes due 2031`."""
    if folded[end : end + 1] != " ":
        return None
    table, word = codes(), folded[end + 1 : end + 20].partition(" ")[0].rstrip(".,;:)")
    if word in table.shares:
        return start, end + 1 + len(word), "name"
    found = table.bond.match(folded, end) if word in table.bonds or word[:1] == "2" else None
    return (start, found.end(), "instrument") if found and (found["year"] or found["due"]) else None


def rest_of_identifier(folded: str, end: int) -> int:
    """Where an identifier that begins with digits ends: `333-271843`."""
    found = _REST.match(folded, end) if folded[end : end + 1] in ("-", "/") else None
    return found.end() if found else end
