"""Every number in a text: what it measures, what it is worth, and whether it is only part of a name or a date.

One linear pass finds the places where a number may start; everything else is looked up around those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.language import masks
from disclint.language.amounts import Amount, amount, spelled
from disclint.language.codes import code, rest_of_identifier, share_named
from disclint.language.figures import figure_alone
from disclint.language.joining import join
from disclint.language.outlook import with_outlook
from disclint.language.places import holding
from disclint.language.quantity import Quantity
from disclint.language.vocabulary import Units, units

if TYPE_CHECKING:
    from disclint.language.reading import Reading

__all__ = ["Quantity", "quantities"]

_DIGITS = re.compile(r"\d++(?:[.,']\d++)*+")
_FRACTION = re.compile(r"[ -](thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|halves|half)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_TOP = re.compile(r"\btop[ -]$|\bno\. ?$")
_COMPARED = re.compile(
    r" (?:as|more|less|higher|lower|larger|greater|bigger|faster|the|its|their|that|what|earnings|sales|revenue"
    r"|book|annual|forward|over|oversubscribed|cheaper|sales|ebitda|cash|projected|estimated|trailing)\b|[.,;)]|$"
)
_RANKED = re.compile(r"(?:st|nd|rd|th)[ -]([a-z]+)")


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Every number in order of place, masked ones too."""
    return with_outlook(reading, join(reading, list(_amounts(reading, units()))))


def _amounts(reading: Reading, table: Units) -> Iterator[Amount]:
    folded, plain = reading.folded, reading.plain
    addresses = masks.urls(folded)
    done = 0
    for start, end, sort in _places(reading, table):
        if start < done:
            continue
        address = holding(addresses, start, start + 1) if addresses else None
        if address:
            done = address.end
            yield Amount(start, min(end, done), (start, end), mask="url")
            continue
        found = _at(reading, plain, folded, (start, end, sort), table)
        if found and found.end > done:
            yield found if found.start >= done else found._replace(start=done)
            done = found.end


def _places(reading: Reading, table: Units) -> list[tuple[int, int, str]]:
    """Where numbers may start: digits, runs of number words, words that are figures by themselves; in order."""
    folded, signals = reading.folded, reading.signals
    found = [(*m.span(), "digits") for m in _DIGITS.finditer(folded)]
    found += [(*hit, "alone") for hit in signals.all("alone")]
    found += [(*hit, "words") for hit in _runs(folded, signals.all("number"), table)]
    found.sort()
    return found


def _runs(folded: str, hits: list[tuple[int, int]], table: Units) -> Iterator[tuple[int, int]]:
    """Number words that stand together: `twenty-three`, `one hundred and five`, `a million`."""
    start = end = -1
    for first, last in hits:
        gap = folded[end:first] if end >= 0 else ""
        joined = gap in (" ", "-") or (gap == " and " and folded[end - 4 : end] in ("dred", "sand"))
        if start >= 0 and joined:
            end = last
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
        if folded[first:last] in table.scales:
            article = folded.startswith("a ", first - 2) and not folded[first - 3 : first - 2].isalnum()
            start = first - 2 if article else -1
            end = last if article else -1
    if start >= 0:
        yield start, end


def _at(reading: Reading, plain: str, folded: str, place: tuple[int, int, str], table: Units) -> Amount | None:
    start, end, sort = place
    if sort == "alone":
        return figure_alone(folded, start, end, table)
    if sort == "words":
        known = reading.signals.masks.get(start)
        if known:
            return Amount(start, known[0], (start, end), mask=known[1])
        return _spelled(plain, folded, start, end, table)
    return _digits(reading, plain, folded, start, end, table)


def _spelled(plain: str, folded: str, start: int, end: int, table: Units) -> Amount | None:
    found = spelled(plain, folded, start, end, table)
    if found is None:
        return None
    if _TOP.search(folded, max(0, start - 4), start):
        return _top(folded, found)
    fraction = _FRACTION.match(folded, end)
    if fraction and found.value < 10 and not folded.startswith(" half of", end):
        part = table.fractions[fraction[1]]
        return Amount(found.start, fraction.end(), found.core, found.value * part, 1.0, "ratio", "")
    if folded[start:end] == "one" and found.scale == 1.0 and found.kind in ("level", "count"):
        return found._replace(end=end, mask="pronoun-one")
    mask = (
        masks.name_before(plain, folded, start, folded[start:end])
        if found.kind in ("level", "count") and "small" in found.attributes
        else ""
    )
    if mask == "identifier":
        end = rest_of_identifier(folded, end)
    return found._replace(mask=mask, end=end) if mask else found


def _ranks(folded: str, numeral: str, start: int, end: int) -> bool:
    """Whether `No. 7` is a rank: not `No. 333-271843`, `File No. 12`."""
    words = masks.words_before(folded, start)
    named = len(words) > 1 and f"{words[-2]} {words[-1]}" in masks.masks().before
    return len(numeral) < 3 and not named and not (folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isdigit())


def _top(folded: str, found: Amount) -> Amount:
    start = folded.rfind("top" if folded[found.core[0] - 2 : found.core[0]] != ". " else "no", 0, found.core[0])
    return Amount(start, found.core[1], found.core, found.value, 1.0, "rank", "top", found.attributes)


def _digits(reading: Reading, plain: str, folded: str, start: int, end: int, table: Units) -> Amount:
    end = _grouped(reading.text, folded, start, end)
    alone = start == 0 or not folded[start - 1].isalnum()
    shape = reading.signals.masks.get(start) if alone else None
    if not shape or _money_before(folded, start):
        name = code(plain, folded, start, end)
        if name:
            return Amount(name[0], name[1], (start, end), mask=name[2])
        shape = masks.shape(folded, start, end) if alone else None
    if shape and shape[0] >= end and not _money_before(folded, start):
        return Amount(start, shape[0], (start, end), mask=shape[1])
    if start and folded[start - 1] in "[^" and masks.note(folded, start):
        return Amount(start, end, (start, end), mask="note-mark")
    after = folded[end : end + 1]
    if after in ("s", "n", "r", "t"):
        ranked = _RANKED.match(folded, end)
        if ranked and ranked[1] in table.superlatives:
            return Amount(start, ranked.end(), (start, end), float(folded[start:end]), 1.0, "rank", ranked[1])
    if after.isalpha() or after in (" ", "-"):
        if masks.date_after(folded, end):
            return Amount(start, end, (start, end), mask="date")
        if _ORDINAL.match(folded, end):
            return Amount(start, end + 2, (start, end), mask="discourse-ordinal")
    found = amount(plain, folded, start, end, table)
    if found.kind == "multiplier" and found.start < start and folded[found.start] in "+-":
        return found._replace(mask="instrument")
    if found.kind == "multiplier" and folded[end : end + 1] == " " and not _COMPARED.match(folded, found.end):
        return found._replace(kind="count", unit="times", attributes=(*found.attributes, "small"))
    if found.kind == "percent":
        name = share_named(folded, found.start, found.end)
        return Amount(name[0], name[1], (start, end), mask=name[2]) if name else found
    return found if found.mask else _in_context(plain, folded, found)


def _grouped(text: str, folded: str, start: int, end: int) -> int:
    """The end of the digits with groups of three behind no-break spaces: `12 500`."""
    while text[end : end + 1] not in ("", " ", "\n") and folded[end] == " " and folded[end + 1 : end + 4].isdigit():
        if folded[end + 4 : end + 5].isdigit():
            break
        end += 4
    return end


def _money_before(folded: str, start: int) -> bool:
    return start > 0 and folded[start - 1] in "$€£¥₹₩₽₺₿"


def _in_context(plain: str, folded: str, found: Amount) -> Amount:
    """Masks that the words around a number without a unit tell."""
    if found.scale != 1.0 or found.kind not in ("level", "count", "duration"):
        return found
    start, end = found.core
    numeral = folded[start:end]
    if masks.clock(numeral, found.unit):
        return found._replace(mask="time")
    if _TOP.search(folded, max(0, start - 4), start) and found.kind != "duration":
        ranked = folded[start - 1] != " " or folded[start - 2] != "." or _ranks(folded, numeral, start, end)
        return _top(folded, found) if ranked else found._replace(mask="identifier", end=rest_of_identifier(folded, end))
    if masks.list_number(folded, start):
        return found._replace(mask="list-number", end=end)
    mask = masks.name_before(plain, folded, start, numeral)
    if not mask and found.kind != "duration" and masks.year(folded, numeral, end):
        mask = "year"
    if not mask and found.kind == "level" and masks.formula(folded, start, end):
        mask = "formula"
    if not mask and found.kind == "count" and numeral.isdigit() and masks.street(folded, end):
        mask = "address"
    if mask == "identifier":
        end = rest_of_identifier(folded, end)
    return found._replace(mask=mask, end=end) if mask else found


def _ranks(folded: str, numeral: str, start: int, end: int) -> bool:
    """Whether `No. 7` is a rank: not `No. 333-271843`, `File No. 12`."""
    words = masks.words_before(folded, start)
    named = len(words) > 1 and f"{words[-2]} {words[-1]}" in masks.masks().before
    return len(numeral) < 3 and not named and not (folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isdigit())
