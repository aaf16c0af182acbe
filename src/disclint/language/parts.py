"""Parts of a whole, runs of quarters, and temperatures: what stands around a few words and signs behind a number."""

from __future__ import annotations

import re
from functools import cache

from disclint.language.amounts import Amount, amount
from disclint.language.mixed import of_a_point, vulgar
from disclint.language.vocabulary import Units, data, one_of, strings

_DURING = re.compile(
    r"\b(?:after|for|over|in|past|last|next|these|those|previous|prior|first|within|preceding|coming|following|latest"
    r"|final|recent|had|saw|posted|reported|recorded|suffered|seen|been|logged|endured|with|despite) \Z"
)
_AFTERWARDS = re.compile(
    r" (?:in a row|on the (?:trot|bounce)|running|straight|ago|later|earlier|before|hence|away|back|in 20\d\d)\b|-long"
)
_HOLDING = (" of the ", " of all ", " of its ", " of their ", " of our ", " of his ", " of her ", " of those ")
_WORD = re.compile(r" ([a-z-]++)")
_DEGREES = re.compile(r"[°º] ?[CF]\b|C\b(?!-)")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(rf" of (?:[a-z-]+ ){{0,2}}(?:{one_of(strings(data('units')['runs']))})\b")


def parts(folded: str, found: Amount, fraction: re.Match[str], table: Units) -> Amount:
    """`three quarters of`, `two-thirds`, `three-quarters of a point`; a run of quarters, or more of them than make a
    whole, is a duration."""
    part, end = table.fractions[fraction[1]], fraction.end()
    value = found.value * part
    point = of_a_point(folded, end) if value < 1 else None
    if point:
        return Amount(found.start, point[0], found.core, value, 1.0, point[1], point[2])
    quarters = fraction[1].startswith(("quarter", "hal"))
    if quarters and (value >= 1 or _lasting(folded, found.start, end)):
        return found._replace(end=end, kind="duration", unit=fraction[1], attributes=())
    if value > 1:
        return found._replace(end=end, kind="count", unit=fraction[1], attributes=("small", "spelled"))
    return Amount(found.start, end, found.core, value, 1.0, "ratio", "")


def _lasting(folded: str, start: int, end: int) -> bool:
    """Whether the quarters there follow one another: `after three quarters of declines`, `two quarters in a row`."""
    if _AFTERWARDS.match(folded, end):
        return True
    if not _DURING.search(folded, max(0, start - 12), start):
        return False
    return not folded.startswith(" of ", end) or bool(_runs().match(folded, end))


def vulgar_alone(plain: str, folded: str, start: int, end: int, table: Units) -> Amount | None:
    """`¾ of a point`, `½%`, `¼ of all homes`; the sign in a formula is no figure."""
    value = vulgar(folded[start])
    point = of_a_point(folded, end)
    if point:
        return Amount(start, point[0], (start, end), value, 1.0, point[1], point[2])
    if folded.startswith(_HOLDING, end):
        return Amount(start, end, (start, end), value, 1.0, "ratio")
    found = amount(plain, folded, start, end, table, value)
    return found if found.kind in ("percent", "change", "money") or found.scale != 1.0 else None


def degrees(plain: str, start: int, end: int, value: float | None) -> Amount | None:
    """`41C`, `-5°C`; a letter alone needs two digits."""
    found = _DEGREES.match(plain, end)
    if found is None or value is None or (found[0] == "C" and end - start != 2):
        return None
    below = start > 0 and plain[start - 1] == "-" and not plain[start - 2 : start - 1].isalnum()
    unit = f"°{found[0][-1]}"
    return Amount(start - below, found.end(), (start, end), -value if below else value, 1.0, "count", unit)


def mark_behind(folded: str, end: int, table: Units) -> bool:
    """Whether points are a mark that something crosses: `the 50-point line`."""
    found = _WORD.match(folded, end)
    return found is not None and found[1] in table.marks
