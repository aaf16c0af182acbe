"""Numbers that are no figures: dates, names, laws, telephone numbers, notes. `inspect` shows each mask by its name."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from disclint.language.vocabulary import data, one_of, strings
from disclint.model import Span
from disclint.ruleset.rule import Json

# Numerals with a shape of their own, tried where a number starts; the group's name is the mask's.
_SHAPES = (
    r"(?P<date>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d"
    r"|3[01])(?:t\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?(?!\d|\.\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:(?:19|20)\d\d|\d\d)(?!\d|[.,]\d)"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/.%]| of\b))"
    r"|(?P<phone>(?:1[ -.])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\d-])|1?-?8(?:00|88|77|66|55|44"
    r"|33)-[\da-z]{3}-?[\da-z]{4}\b"
    r"|\d{1,3}(?:[ -]\(?\d{2,4}\)?){3,5}(?![\d,.]))"
    r"|(?P<time>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?)?|(?:0?[1-9]"
    r"|1[0-2])(?:[.:][0-5]\d)? ?(?:[ap]\.m\.|[ap]m\b)|(?:[01]?\d|2[0-3])\.?[0-5]\d(?= (?:ZONES)\b))"
    r"|(?P<decade>(?:1[6-9]|20)?\d0'?s\b)"
    r"|(?P<version>\d+(?:\.\d+){2,}(?:-?(?:alpha|beta|rc)\d*)?(?!\d))"
    r"|(?P<form>(?:(?<=\ban )8|(?<=form )(?:8|10))k\b)"
    r"|(?P<fiscal>(?<![^\n(])\d{1,2}[dwmy](?![^\n)]))"
    r"|(?P<instrument>\d(?:\.\d+)?x(?= (?:leverag|atr|etf|bull|bear|short|long|inverse|daily|s&p|nasdaq|funds?"
    r"|products?|exposure|lever)))"
    r"|(?P<ticker>(?<=[a-z]:)\d{3,6}(?!\d|[.,]\d)|\d{3,6}\.(?:EXCHANGES)\b)"
    r"|(?P<identifier>\d{9,}(?![\d.,%])|0\d{3,}(?!\d|[.,]\d|%)|0\d{2,}-\d{3,}|\d++(?:-\d++){2,}(?!\d))"
    r"|(?P<year>(?:1[7-9]|20)\d\d(?:/\d\d(?!\d)|-(?:\d\d|(?:1[7-9]|20)\d\d)(?!\d|[.,]\d|%))(?![-%]|[ ]?(?:%"
    r"|million|billion|bn|per|points)))"
)
_SPACED_SHAPES = frozenset("0123456789(ap")
_NAMES = {"fiscal": "fiscal-period"}
_YEAR = re.compile(r"(?:1[7-9]|20)\d\d")
_PLAIN_ENDS = frozenset(["", "%", ",", "\n", "b"])
_WINDOW = 40  # characters in which the words before a number are looked for
_AROUND_WORDS = "(\"'[,;:"
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])(?:[.:]?[0-5]\d)?")
_NEXT = re.compile(r" ([a-z]+)")
_DAY = re.compile(r"(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\b")
_NOTE = re.compile(r"\[\d{1,3}\]|\^\d{1,3}|\[\^\d{1,3}\]")
_LIST = re.compile(r"\(?\d{1,2}[.)](?=\s)")
_ENUM = re.compile(r"\(\d{1,2}\)(?=\s)")
_URL_HINT = re.compile(r"://|www\.|@(?=[\w-]++\.\w)|\.(?:com|org|net|gov|io|edu)\b(?![.'-]?\w)")
_URL_EDGE = frozenset(" \n\t()[]<>\"',;")
_URL_REST = re.compile(r"[^\s)>\]\"]++")
_STREET = r"(?: [nsew]\.?)?(?: [a-z0-9][\w'.-]*){0,4}? (?:STREETS)(?![\w])"
_POWERS = frozenset("²³⁴")
_OPERATORS = frozenset(["× ", " ×", "* ", " *", "÷ ", " ÷", "^ "])


class Masks(NamedTuple):
    """Tables of names and words, in lower case; `nearest` are the words right before a number that may mask it."""

    before: dict[str, str]
    indexes: dict[str, frozenset[str]]
    products: frozenset[str]
    months: frozenset[str]
    states: frozenset[str]
    counted: frozenset[str]
    nearest: frozenset[str]
    zones: frozenset[str]
    shapes: re.Pattern[str]
    street: re.Pattern[str]


@cache
def masks() -> Masks:
    table = data("masks")
    before = {word: mask for mask, words in cast("dict[str, Json]", table["before"]).items() for word in strings(words)}
    indexes = cast("dict[str, Json]", table["index-name"])
    months, states, products = (strings(table[name]) for name in ("months", "states", "product-name"))
    nearest = (phrase.rpartition(" ")[2] for phrase in (*before, *indexes))
    zones = strings(table["time-zones"])
    places = {"EXCHANGES": one_of(strings(table["exchanges"])), "ZONES": one_of(zones)}
    return Masks(
        before=before,
        indexes={name: frozenset(strings(values)) for name, values in indexes.items()},
        products=frozenset(products),
        months=frozenset(months),
        states=frozenset(states),
        counted=frozenset(strings(table["counted"])),
        nearest=frozenset([*nearest, *months, *products]),
        zones=frozenset(zones),
        shapes=re.compile(re.sub("EXCHANGES|ZONES", lambda m: places[m[0]], _SHAPES)),
        street=re.compile(_STREET.replace("STREETS", one_of(strings(table["streets"])))),
    )


def urls(folded: str) -> list[Span]:
    """Web and mail addresses in the text, in order."""
    found: list[Span] = []
    for hint in _URL_HINT.finditer(folded):
        if found and hint.start() < found[-1].end:
            continue
        start = hint.start()
        while start and folded[start - 1] not in _URL_EDGE and hint.start() - start < 60:
            start -= 1
        rest = _URL_REST.match(folded, hint.end())
        found.append(Span(start, rest.end() if rest else hint.end()))
    return found


def shape(folded: str, start: int, end: int) -> tuple[int, str] | None:
    """The end and the name of a mask that the digits there show by their form."""
    if _plainly(folded, start, end):
        return None
    found = masks().shapes.match(folded, start)
    return (found.end(), _NAMES.get(found.lastgroup or "", found.lastgroup or "")) if found else None


def _plainly(folded: str, start: int, end: int) -> bool:
    """Whether a glance says that the digits have none of the forms: most numbers, and matching them all costs more."""
    if end - start < 9 and folded.count(".", start, end) == 1:  # a decimal: at most a time of day, `14.30 BST`
        after = folded[end : end + 1]
        return after in _PLAIN_ENDS or (after == " " and folded[end - 3] != ".")
    if end - start > 8 or folded[start] == "0" or (start and folded[start - 1] in ":(") or "." in folded[start:end]:
        return False
    after = folded[end : end + 2]
    return after[:1] in _PLAIN_ENDS or (after[:1] == " " and after[1:] not in _SPACED_SHAPES)


def name_before(plain: str, folded: str, start: int, numeral: str) -> str:
    """The mask of a bare number that belongs to the words before it (`S&P 500`, `Rule 2210`, `March 14`), or ``""``."""
    table, last = masks(), _word_before(folded, start)
    bare = last.rstrip(".")
    state = "address" if len(numeral) == 5 and bare in table.states and plain[start - len(last) - 1].isupper() else ""
    if last not in table.nearest and bare not in table.nearest and last[-1:] != "#":
        return state
    words = words_before(folded, start)
    for take in (1, 2, 3):
        phrase = " ".join(words[-take:])
        if phrase in table.indexes and (not table.indexes[phrase] or numeral in table.indexes[phrase]):
            return "index-name"
        if phrase in table.before:
            return table.before[phrase]
    if last[-1:] == "#":
        return "identifier"
    if bare in table.months:
        return "date"
    return "product-name" if bare in table.products and plain[start - len(last) - 1].isupper() else state


def _word_before(folded: str, start: int) -> str:
    """The word before an offset, on its line, as far as only a space or a hyphen stands between."""
    mark = folded[start - 1] if start else ""
    if not mark or mark not in " -#§.":
        return ""
    left = folded[max(0, start - _WINDOW) : start - (mark in " -")]
    return left[left.rfind("\n") + 1 :].rpartition(" ")[2].strip(_AROUND_WORDS)


def words_before(folded: str, start: int) -> list[str]:
    """The three words (or fewer) that end with the word before an offset, on its line, the nearest last."""
    left = folded[max(0, start - _WINDOW) : start - (folded[start - 1] in " -")]
    return [word.strip(_AROUND_WORDS) for word in left[left.rfind("\n") + 1 :].split(" ")[-3:]]


def date_after(folded: str, end: int) -> str:
    """``date`` where a month follows (`14 March`), with or without `of` or an ordinal's letters."""
    found = _DAY.match(folded, end)
    return "date" if found and found.group(1) in masks().months else ""


def year(folded: str, numeral: str, end: int) -> bool:
    """Whether a bare numeral is a year: four digits from 1700 to 2099, without something counted behind it."""
    if len(numeral) != 4 or not _YEAR.fullmatch(numeral):
        return False
    following = _NEXT.match(folded, end)
    return not (following and following.group(1) in masks().counted)


def clock(numeral: str, unit: str) -> bool:
    """Whether a number with a time zone behind it is a time of day: `1431 GMT`, `0640 local`, `9 o'clock`."""
    return unit == "o'clock" or (unit in masks().zones and bool(_CLOCK.fullmatch(numeral)))


def note(folded: str, start: int) -> bool:
    """Whether the digits stand in a note mark: `[3]`, `^4`."""
    return (
        start > 0
        and folded[start - 1] in "[^"
        and bool(_NOTE.match(folded, start - (2 if folded[start - 2 : start] == "[^" else 1)))
    )


def list_number(folded: str, start: int) -> bool:
    """Whether the digits number an item: `2. ` at the start of a block, `(2) ` anywhere."""
    if start and folded[start - 1] not in "\n(":
        return False
    at = start - 1 if start and folded[start - 1] == "(" else start
    first = at == 0 or folded[at - 1] == "\n"
    return bool((_LIST if first else _ENUM).match(folded, at)) and (first or at < start)


def street(folded: str, end: int) -> bool:
    return bool(masks().street.match(folded, end))


def formula(folded: str, start: int, end: int) -> bool:
    """Whether an operator stands beside the digits."""
    return (
        folded[end : end + 1] in _POWERS
        or folded[end : end + 2] in _OPERATORS
        or folded[max(0, start - 2) : start] in _OPERATORS
    )
