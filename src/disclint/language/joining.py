"""Neighbouring amounts that are one quantity: ranges, ratios, and the same amount restated in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclint.language.amounts import Amount
from disclint.language.quantity import Quantity

if TYPE_CHECKING:
    from disclint.language.reading import Reading

_NEAR = 24  # characters before a number that may qualify it
_APPROX = frozenset(
    [
        "about",
        "around",
        "roughly",
        "approximately",
        "approx",
        "circa",
        "ca",
        "nearly",
        "almost",
        "some",
        "estimated",
        "near",
        "close to",
    ]
)
_BOUND = frozenset(
    [
        "over",
        "under",
        "above",
        "below",
        "exceeding",
        "more than",
        "less than",
        "fewer than",
        "greater than",
        "at least",
        "at most",
        "up to",
        "as much as",
        "as many as",
        "as little as",
        "in excess of",
        "upwards of",
        "minimum of",
        "maximum of",
    ]
)
_LAST = frozenset(phrase.rpartition(" ")[2] for phrase in _APPROX | _BOUND)  # a number without one of these is plain
_ABOUT = "(?:or|about|around|approximately|approx\\.?|roughly|nearly|some|equal to|equivalent to|i\\.e\\.,?|=|≈|~)"
_ALIAS = re.compile(rf" ?\((?:{_ABOUT} ?)*|,? or (?:{_ABOUT} )?")
_MOVED = re.compile(
    r"\b(?:rose|fell|up|down|gained|lost|dropped|jumped|climbed|increased|decreased|grew|slid|slipped|shed|added"
    r"|surged|declined|tumbled|advanced|by) $"
)
_REVISED = re.compile(
    r"\b(?:grew|raised|lifted|cut|lowered|trimmed|increased|reduced|revised|upped|slashed|hiked|boosted|nudged|moved)"
    r"(?: (?!from\b|between\b|of\b|to\b|by\b)[a-z'&.-]+){1,5} \Z"
)
_RANGE = frozenset(["-", " - ", " to ", "-to-", " through ", "- ", " and ", " -"])
_RATIO = frozenset([" in ", " out of ", " in every ", ":", "/", " of every ", " of the ", "-to-"])
_SAME_MASK = frozenset(["-", " - ", " to ", " and ", ", ", " or ", " through ", ", and ", "/"])


def join(reading: Reading, amounts: list[Amount]) -> tuple[Quantity, ...]:
    """The amounts as quantities, in order of place."""
    folded = reading.folded
    found: list[Quantity] = []
    previous: Amount | None = None
    for now in amounts:
        joined = _pair(folded, previous, now) if previous else None
        if joined:
            found[-1] = _quantity(folded, joined, -1)
            previous = None
            continue
        now = _inherited(folded, previous, now)
        found.append(_quantity(folded, now, _alias(folded, previous, now, found)))
        previous = now
    return tuple(found)


def _quantity(folded: str, amount: Amount, alias: int) -> Quantity:
    if amount.mask:
        return Quantity(amount.start, amount.end, "", None, "", (), amount.mask)
    flags = amount.attributes
    qualified = _qualified(folded, amount.start)
    if qualified:
        flags = (*flags, qualified)
    if amount.kind == "vague":
        some = amount.value or None
        return Quantity(amount.start, amount.end, "vague", some, amount.unit, (*amount.attributes, "approx"), "", alias)
    value = amount.value if amount.high is None else (amount.value, amount.high)
    return Quantity(amount.start, amount.end, amount.kind, value, amount.unit, flags, "", alias)


def _qualified(folded: str, start: int) -> str:
    """approx or bound, where the words or the sign before a number say so."""
    left = folded[max(0, start - _NEAR) : start].rstrip(" ")
    if left[-1:] in "~≈":
        return "approx" if left else ""
    if left[-1:] in "<>≥≤=":
        return "bound" if left[-2:] != " =" else ""
    words = left.rsplit(" ", 3)
    if words[-1].strip("(.") not in _LAST:
        return ""
    for take in (1, 2, 3):
        phrase = " ".join(words[-take:]).rstrip(".").lstrip("(")
        if phrase in _APPROX:
            return "approx"
        if phrase in _BOUND:
            return "bound"
    return ""


def _pair(folded: str, first: Amount, second: Amount) -> Amount | None:
    """The two as one quantity, where they make one."""
    gap = folded[first.end : second.start]
    if len(gap) > 10:
        return None
    if first.mask or second.mask:
        return _masked(first, second, gap)
    if gap in _RATIO:
        ratio = _ratio(folded, first, second, gap)
        if ratio:
            return ratio
    return _range(folded, first, second, gap) if gap in _RANGE else None


def _masked(first: Amount, second: Amount, gap: str) -> Amount | None:
    if first.mask == "pronoun-one" and not second.mask and gap in (" in ", " out of ", " in every ", "-in-"):
        return _of(first._replace(value=1.0), second)
    if second.mask == "pronoun-one" and first.kind == "level" and gap == "-to-":
        return Amount(first.start, second.end, first.core, first.value, 1.0, "ratio")
    return None


def _of(first: Amount, second: Amount) -> Amount | None:
    """`1 in 5`: a share of a whole number of things."""
    if second.kind not in ("level", "count") or second.scale != 1.0 or not 0 < first.value < second.value:
        return None
    return Amount(first.start, second.core[1], first.core, first.value / second.value, 1.0, "ratio")


def _ratio(folded: str, first: Amount, second: Amount, gap: str) -> Amount | None:
    plain = first.kind == "level" and first.value == int(first.value) and second.kind in ("level", "count")
    if not plain or second.attributes[:1] == ("negative",):
        return None
    if gap == " of the ":
        return None
    if gap == "-to-":
        odds = second.value == 1 and first.value > 1 and second.kind == "level"
        return Amount(first.start, second.end, first.core, first.value, 1.0, "ratio") if odds else None
    if gap in (":", "/"):
        whole = gap == ":" or first.value + second.value == 100 or folded.startswith(" of", second.core[1])
        value = first.value / second.value if second.value else 0.0
        return Amount(first.start, second.core[1], first.core, value, 1.0, "ratio") if whole else None
    return _of(first, second)


def _range(folded: str, first: Amount, second: Amount, gap: str) -> Amount | None:
    """`3-5%`, `$1.2bn to $1.4bn`, `between 20 and 30 tokens`. The first takes scale and unit from the second."""
    before = folded[max(0, first.start - 12) : first.start]
    if gap == " and " and not before.endswith("between "):
        return None
    if first.high is not None or second.high is not None or not _alike(first, second):
        return None
    moved = first.kind == second.kind != "level" or (first.kind == "money" and second.kind == "level")
    if gap == " to " and moved and _changed(folded, first.start):
        return None
    if gap == " to " and first.kind == second.kind == "level" and first.value > second.value:
        return None
    scale = second.scale if first.scale == 1.0 and abs(first.value) <= abs(second.value) / second.scale else 1.0
    low, high = first.value * scale, second.value
    if low > high and gap != " to " and not (low < 0 or high < 0):
        return None
    kind = first.kind if first.kind != "level" and second.kind in ("level", "count") and first.unit else second.kind
    unit = first.unit if kind == first.kind and first.unit else second.unit
    kind = "range" if kind == "level" else kind
    flags = tuple(dict.fromkeys((*first.attributes, *second.attributes)))
    end = second.stop if kind == "money" and second.kind == "count" else second.end
    return Amount(first.start, end, first.core, low, scale, kind, unit, flags, high=high)


def _changed(folded: str, start: int) -> bool:
    """Whether a verb before says that the two amounts are a change and its result: `grew EPS 12 cents to $1.39`."""
    return bool(_MOVED.search(folded, max(0, start - 12), start) or _REVISED.search(folded, max(0, start - 60), start))


def _alike(first: Amount, second: Amount) -> bool:
    if first.kind == "level" or (first.kind, first.unit) == (second.kind, second.unit):
        return second.kind not in ("rank", "vague", "ratio")
    if first.kind == "money":
        return second.kind == "level" or (second.kind == "count" and second.scale != 1.0)
    return first.kind == "count" and not first.unit and second.kind in ("count", "money")


def _alias(folded: str, first: Amount | None, second: Amount, found: list[Quantity]) -> int:
    """The index of the quantity that `second` restates in another unit: `$65 billion (10 trillion yen)`."""
    if first is None or second.kind not in ("money", "count") or not found or found[-1].kind != second.kind:
        return -1
    if found[-1].unit == second.unit or found[-1].mask or second.mask:
        return -1
    gap = folded[found[-1].end : second.start]
    return len(found) - 1 if len(gap) < 30 and _ALIAS.fullmatch(gap) else -1


def _inherited(folded: str, first: Amount | None, second: Amount) -> Amount:
    """A bare number behind a mask that names several: `May 4-5`, `Sections 9 and 10`."""
    if first is None or first.mask not in ("date", "law", "reference", "form") or second.mask or second.kind != "level":
        return second
    near = folded[first.end : second.start] in _SAME_MASK and second.value < 10_000
    return second._replace(mask=first.mask) if near else second
