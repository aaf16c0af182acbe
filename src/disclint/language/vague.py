"""Amounts without a number: `mid-single digits`, `in the high sixties`, `a couple hundred`, `orders of magnitude`."""

from __future__ import annotations

import re

from disclint.language.amounts import Amount
from disclint.language.vocabulary import Units

_DIGITS = re.compile(
    r"(?<![\w-])(?:(?:low|mid|high|upper|solid|strong)(?:[ -]to[ -](?:mid|high))?[ -])?(?:single|double|triple)[ -]\Z"
)
_LEVEL = re.compile(r"(?<![\w-])(?P<level>low|mid|high|upper)(?:[ -]to[ -](?:mid|high|upper))?[ -]\Z")
_AGE = re.compile(r"\b(?:his|her|their|my|our|your) (?:[a-z]+[ -]to[ -])?\Z")
_MEASURED = re.compile(r"[ -](?:percent|per cent|percentage|range|area|%|bps|basis)|%")
_NEXT = re.compile(r" ([a-z]++)")
_SCALES = re.compile(
    r"[ -](?:of )?(?P<scale>dozen|hundred|thousand|million|billion|trillion|lakh|crore)\b(?: (?P<more>thousand|million"
    r"|billion|trillion|crore)\b)?(?: (?:[a-z.]+ )?(?P<unit>dollars|euros|pounds|yen|yuan|rupees|won|francs)\b)?"
)


def vague_form(folded: str, start: int, end: int, table: Units) -> Amount | None:
    """The vague amount around one of the words that make one, or None."""
    word = folded[start:end]
    if word.endswith("magnitude"):
        return _vague(start, end, (start, end))
    if " " in word:
        return _some(folded, start, start + len(word.partition(" ")[0]), table)
    if word.startswith("digit"):
        found = _DIGITS.search(folded, max(0, start - 28), start)
        return _vague(found.start(), end, (start, end)) if found else None
    return _decade(folded, start, end)


def estimated(folded: str, start: int, end: int) -> bool:
    """Whether tens (`the low 60s`) are an amount, no decade and no age."""
    found = _LEVEL.search(folded, max(0, start - 16), start)
    if found is None or _AGE.search(folded, max(0, found.start() - 14), found.start()):
        return False
    return found["level"] != "mid" or bool(_MEASURED.match(folded, end))


def _decade(folded: str, start: int, end: int) -> Amount | None:
    """`high sixties`, `mid-teens`; the sixties, the mid-nineties and one's mid-forties are none."""
    found = _LEVEL.search(folded, max(0, start - 16), start)
    if found is None or _AGE.search(folded, max(0, found.start() - 14), found.start()):
        return None
    if found["level"] == "mid" and folded[start:end] != "teens" and not _MEASURED.match(folded, end):
        return None
    return _vague(found.start(), end, (start, end))


def _some(folded: str, start: int, end: int, table: Units) -> Amount | None:
    found = _SCALES.match(folded, end)
    if found is None:
        return None
    scale = table.scales[found["scale"]] * table.scales.get(found["more"] or "", 1.0)
    first = start - 2 if folded.startswith("a ", start - 2) and not folded[start - 3 : start - 2].isalnum() else start
    money = table.currencies[found["unit"]] if found["unit"] else ""
    value = 2 * scale if folded[start:end] == "couple" else 0.0
    following = _NEXT.match(folded, found.end())
    lasting = following is not None and following[1] in table.durations
    flags = ("small",) if lasting or scale == table.scales["dozen"] else ()
    return Amount(first, found.end(), (start, end), value, 1.0, "vague", money, flags)


def _vague(start: int, end: int, core: tuple[int, int]) -> Amount:
    return Amount(start, end, core, 0.0, 1.0, "vague")
