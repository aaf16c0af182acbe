"""Numbers with a fraction: `5¼`, `7-1/4`, `6.53-1/2`, `two and a half`, and fractions that stand alone."""

from __future__ import annotations

import re
from unicodedata import numeric

_SIGNS = "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"
SIGNS = frozenset(_SIGNS)
_MIXED = re.compile(r"[ -](\d{1,2})/(2|3|4|5|6|8|10|16|32|64)(?![\d/])")
_SIMPLE = re.compile(
    r"/(\d{1,2})(?= ?%| ?-?(?:percent|per cent|percentage|points?|pp|pts?|cents?|of an? (?:percent|point|cent|per cent)"
    r"|of (?:one|1) ?(?:percent|per cent|%))\b)"
)
_AND = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)\b|[ -]and[ -](three)[ -](?:quarters)\b")
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "three": 0.75}
_OF_A_POINT = re.compile(
    r"(?P<of>[ -](?:of )?(?:an? |one )?(?:full )?)?"
    r"(?P<unit>(?:percentage[ -]|percent(?:age)? )points?\b|points?\b|percent\b|per cent\b|%|pp\b)"
)


def signs(folded: str) -> list[tuple[int, int]]:
    """Where the signs of fractions stand that do not go with digits before them."""
    found: list[tuple[int, int]] = []
    for sign in _SIGNS:
        at = folded.find(sign)
        while at >= 0:
            if not folded[at - 1 : at].isdigit():
                found.append((at, at + 1))
            at = folded.find(sign, at + 1)
    return found


def mixed(folded: str, start: int, end: int) -> tuple[int, float] | None:
    """Where the digits end with the fraction behind them, and what both are worth; None where no fraction stands."""
    after = folded[end : end + 1]
    if after in SIGNS:
        return (end + 1, float(folded[start:end]) + numeric(after)) if folded[start:end].isdigit() else None
    if after not in (" ", "-", "/") or "/" not in folded[end : end + 4] or not folded[end + 1 : end + 2].isdigit():
        return None
    if after == "/":
        found = _SIMPLE.match(folded, end)
        good = found and folded[start:end].isdigit() and 0 < int(folded[start:end]) < int(found[1])
        return (found.end(), int(folded[start:end]) / int(found[1])) if found and good else None
    found = _MIXED.match(folded, end)
    whole, _, rest = folded[start:end].replace(",", "").partition(".")
    if found is None or not 0 < int(found[1]) < int(found[2]) or not whole.isdigit() or (rest and after != "-"):
        return None
    return found.end(), float(f"{whole}.{rest or 0}") + int(found[1]) / int(found[2]) / 10 ** len(rest)


def and_a_half(folded: str, end: int) -> tuple[int, float]:
    """Where `two and a half` ends behind its `two`, and what to add; the end itself and nought without that."""
    found = _AND.match(folded, end) if folded.startswith((" and ", "-and-"), end) else None
    return (found.end(), _PARTS[found[1] or found[2]]) if found else (end, 0.0)


def vulgar(sign: str) -> float:
    """What `½` is worth."""
    return numeric(sign)


def of_a_point(folded: str, end: int) -> tuple[int, str, str] | None:
    """The end, the kind and the unit where a fraction goes on with a point or a percent: `half a point`,
    `quarter-point`, `¾ of a percentage point`."""
    found = _OF_A_POINT.match(folded, end)
    if found is None:
        return None
    points = found["unit"].endswith(("point", "points", "pp"))
    return (found.end(), "change", "pp") if points else (found.end(), "percent", "%")
