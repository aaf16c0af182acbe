"""Every number in a text: what it measures, what it is worth, and whether it is only part of a name or a date.

One linear pass finds the places where a number may start; everything else is looked up around those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.language import masks, ownmasks
from disclint.language.amounts import Amount, amount, spelled
from disclint.language.codes import code, rest_of_identifier, share_named
from disclint.language.columns import with_columns
from disclint.language.figures import figure_alone
from disclint.language.inherit import inherited
from disclint.language.joining import join
from disclint.language.mixed import SIGNS, mixed, of_a_point, signs
from disclint.language.numbers import digits
from disclint.language.outlook import with_outlook
from disclint.language.parts import degrees, mark_behind, parts, vulgar_alone
from disclint.language.places import holding
from disclint.language.quantity import Quantity
from disclint.language.vague import estimated
from disclint.language.vocabulary import Units, pence, units

if TYPE_CHECKING:
    from disclint.language.reading import Reading

__all__ = ["Quantity", "quantities"]

_DIGITS = re.compile(r"\d\d*+(?:[.,']\d++)*+")  # a set at the start, not a repeat, makes a search fast
_FRACTION = re.compile(r"[ -](thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|halves|half)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_ORDINALS, _JOINED, _INITIALS = frozenset("snrt"), frozenset(" -"), frozenset("jfmasond")  # of months, of "of"
_TOP = re.compile(r"\btop[ -]$|\bno\. ?$")
_TOP_ENDS = ("top ", "top-", "no.", "no. ")
_COMPARED = re.compile(
    r" (?:as|more|less|higher|lower|larger|greater|bigger|faster|the|its|their|that|what|earnings|sales|revenue"
    r"|book|annual|forward|over|oversubscribed|cheaper|sales|ebitda|cash|projected|estimated|trailing)\b|[.,;)]|$"
)
_MULTIPLE = re.compile(
    r"\b(?:leverage|coverage|book-to-bill|multiples?|ratio|gearing|valuation|valued at|trad(?:es?|ed|ing) (?:at|on|for)"
    r"|covered|cover|(?:over)?subscribed)\b"
)
_BREAK = re.compile(r"[.;:!?\n]")
_AGES = (59.5, 70.5)  # of withdrawal, in American law
_CODED = frozenset("#-/m")  # behind the digits of a code
_SCREENS = frozenset(["144", "240", "360", "480", "576", "720", "1080", "1440", "2160", "4320"])
_RANKED = re.compile(r"(?:st|nd|rd|th)[ -]([a-z]+)")


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Every number in order of place, masked ones too."""
    table = units()
    found = inherited(reading.folded, join(reading, list(_amounts(reading, table))))
    return with_outlook(reading, with_columns(reading, found, table))


def _amounts(reading: Reading, table: Units) -> Iterator[Amount]:
    folded, plain = reading.folded, reading.plain
    addresses, own = masks.urls(folded), ownmasks.own_masks(reading)
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
        found = own.masked(found) if own and found else found
        if found and found.end > done:
            yield found if found.start >= done else found._replace(start=done)
            done = found.end


def _places(reading: Reading, table: Units) -> list[tuple[int, int, str]]:
    """Where numbers may start: digits, runs of number words, words that are figures by themselves; in order."""
    folded, signals = reading.folded, reading.signals
    found = [(*m.span(), "digits") for m in _DIGITS.finditer(folded)]
    found += [(*hit, "alone") for hit in signals.all("alone")]
    if not folded.isascii():
        found += [(*sign, "vulgar") for sign in signs(folded)]
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
    if sort == "vulgar":
        return vulgar_alone(plain, folded, start, end, table)
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
    if _topped(folded, start):
        return _top(folded, found)
    if found.kind == "multiplier":
        return _multiplier(folded, found)
    end = found.core[1]
    fraction = _FRACTION.match(folded, end)
    if fraction and found.value < 10 and not folded.startswith(" half of", end):
        return parts(folded, found, fraction, table)
    if folded[start:end] == "one" and found.scale == 1.0 and found.kind in ("level", "count"):
        return found._replace(end=end, mask="pronoun-one")
    mask = (
        masks.name_before(plain, folded, start, folded[start:end])
        if found.kind in ("level", "count") and "small" in found.attributes
        else ""
    )
    return Amount(found.start, end, found.core, mask=mask) if mask else found


def _top(folded: str, found: Amount) -> Amount:
    start = folded.rfind("top" if folded[found.core[0] - 2 : found.core[0]] != ". " else "no", 0, found.core[0])
    return Amount(start, found.core[1], found.core, found.value, 1.0, "rank", "top", found.attributes)


def _digits(reading: Reading, plain: str, folded: str, start: int, end: int, table: Units) -> Amount:
    near = folded[end : end + 4]
    fraction = mixed(folded, start, end) if near[:1] in SIGNS or "/" in near else None
    if fraction:
        return _measured(reading, plain, folded, (start, *fraction), table)
    end = _grouped(reading.text, folded, start, end)
    alone = start == 0 or not folded[start - 1].isalnum()
    shape = reading.signals.masks.get(start) if alone else None
    if not shape:
        coded = near[:1] in _CODED or folded[start] == "0" or (start and folded[start - 1] in "+-")
        coded = coded or folded[start:end] in table.led or (near[:1] == " " and not plain[end + 1 : end + 2].islower())
        name = code(plain, folded, start, end) if coded else None
        if name:
            return Amount(name[0], name[1], (start, end), mask=name[2])
        shape = masks.shape(folded, start, end) if alone else None
    if shape and shape[0] >= end and not _money_before(folded, start):
        if shape[1] == "decade" and shape[0] - start == 3 and estimated(folded, start, shape[0]):
            return Amount(start, shape[0], (start, end), 0.0, 1.0, "vague")
        return Amount(start, shape[0], (start, end), mask=shape[1])
    if start and folded[start - 1] in "[^" and masks.note(folded, start):
        return Amount(start, end, (start, end), mask="note-mark")
    after = folded[end : end + 1]
    if after == "s" and folded[end - 1] == "0" and estimated(folded, start, end + 1):
        return Amount(start, end + 1, (start, end), 0.0, 1.0, "vague")
    if after in _ORDINALS:
        ranked = _RANKED.match(folded, end)
        if ranked and ranked[1] in table.superlatives:
            return Amount(start, ranked.end(), (start, end), float(folded[start:end]), 1.0, "rank", ranked[1])
    if after in _ORDINALS or (after in _JOINED and folded[end + 1 : end + 2] in _INITIALS):
        if (end - start < 3 or after == "-") and masks.date_after(folded, end):
            return Amount(start, end, (start, end), mask="date")
        if after in _ORDINALS and _ORDINAL.match(folded, end):
            return Amount(start, end + 2, (start, end), mask="discourse-ordinal")
    return _measured(reading, plain, folded, (start, end, None), table)


def _measured(reading: Reading, plain: str, folded: str, place: tuple[int, int, float | None], table: Units) -> Amount:
    """The amount of digits that are no date and no code, worth what a fraction behind them makes of them; the words
    around may still make it a part of a name."""
    start, end, value = place
    after = folded[end : end + 1]
    if value is not None:
        point = of_a_point(folded, end)
        if point and not folded.startswith(("%", " %", " percent ", " per cent "), end):
            return Amount(start, point[0], (start, end), value, 1.0, point[1], point[2])
        if value in _AGES and not folded.startswith(("%", " %", " per"), end):
            return Amount(start, end, (start, end), mask="age")
    if after == "p" and reading.signals.pence and folded[start:end] not in _SCREENS:
        table = pence()
    found = amount(plain, folded, start, end, table, value)
    if after in ("c", "°", "º") and found.kind in ("", "level"):
        warm = degrees(plain, start, end, digits(folded[start:end]))
        if warm and not masks.name_before(plain, folded, start, folded[start:end]):
            return warm
    if found.kind == "multiplier":
        return _multiplier(folded, found)
    if found.kind == "change" and after == "-" and mark_behind(folded, found.end, table):
        return found._replace(kind="level", unit="")
    if found.kind == "percent":
        name = share_named(folded, found.start, found.end)
        return Amount(name[0], name[1], (start, end), mask=name[2]) if name else found
    return found if found.mask else _in_context(plain, folded, found)


def _multiplier(folded: str, found: Amount) -> Amount:
    """`2x`, `2.3 times`; `-2x` is a fund's name, and `three times this year` counts."""
    start, end = found.core
    if found.start < start and folded[found.start] in "+-":
        return found._replace(mask="instrument")
    if folded[end : end + 1] != " " or found.value % 1:
        return found
    compared = _COMPARED.match(folded, found.end)
    if compared and (compared[0][:1] == " " or folded[start].isdigit()):
        return found
    if _MULTIPLE.search(_BREAK.split(folded[max(0, start - 50) : start])[-1]):
        return found
    return found._replace(kind="count", unit="times", attributes=(*found.attributes, "small"))


def _grouped(text: str, folded: str, start: int, end: int) -> int:
    """The end of the digits with groups of three behind no-break spaces: `12 500`; behind any space where a currency
    stands before, or where the next group is 000."""
    if folded[end : end + 1] != " " or not folded[end + 1 : end + 4].isdigit():
        return end
    if end - start < 4:
        end = _spaced(folded, start, end)
    while text[end : end + 1] not in ("", " ", "\n") and folded[end] == " " and folded[end + 1 : end + 4].isdigit():
        if folded[end + 4 : end + 5].isdigit():
            break
        end += 4
    return end


def _spaced(folded: str, start: int, end: int) -> int:
    stop = end
    while folded[stop : stop + 1] == " " and folded[stop + 1 : stop + 4].isdigit():
        if folded[stop + 4 : stop + 5].isalnum():
            return end
        stop += 4
    coded = folded[start - 1 : start] == " " and folded[start - 4 : start - 1] in units().currencies
    money = coded or _money_before(folded, start)
    return stop if money or folded[stop - 3 : stop] == "000" else end


def _money_before(folded: str, start: int) -> bool:
    return start > 0 and folded[start - 1] in "$€£¥₹₩₽₺₿"


def _in_context(plain: str, folded: str, found: Amount) -> Amount:
    """Masks that the words around a number without a unit tell."""
    if found.scale != 1.0 or found.kind not in ("level", "count", "duration"):
        return found
    start, end = found.core
    numeral = folded[start:end]
    if found.kind == "count" and masks.clock(numeral, found.unit):
        return Amount(found.start, found.end, found.core, mask="time")
    if _topped(folded, start) and found.kind != "duration":
        if masks.street(folded, end):
            return Amount(found.start, end, found.core, mask="address")
        if folded[start - 1] != " " or folded[start - 2] != "." or _ranks(folded, numeral, start, end):
            return _top(folded, found)
        return Amount(found.start, rest_of_identifier(folded, end), found.core, mask="identifier")
    mask = "list-number" if masks.list_number(folded, start) else masks.name_before(plain, folded, start, numeral)
    if not mask and found.kind != "duration" and masks.year(folded, numeral, end):
        mask = "year"
    if not mask and found.kind == "level" and masks.formula(folded, start, end):
        mask = "formula"
    if not mask and found.kind == "count" and numeral.isdigit() and masks.street(folded, end):
        mask = "address"
    if mask == "identifier" or (mask == "reference" and len(numeral) > 2):
        end = rest_of_identifier(folded, end)
    return Amount(found.start, end, found.core, mask=mask) if mask else found


def _topped(folded: str, start: int) -> bool:
    """Whether the number is a place in a list: `top 10`, `no. 1`."""
    return folded.endswith(_TOP_ENDS, max(0, start - 4), start) and bool(_TOP.search(folded, max(0, start - 4), start))


def _ranks(folded: str, numeral: str, start: int, end: int) -> bool:
    """Whether `No. 7` is a rank: not `No. 333-271843`, `File No. 12`."""
    words = masks.words_before(folded, start)
    named = len(words) > 1 and f"{words[-2]} {words[-1]}" in masks.masks().before
    return len(numeral) < 3 and not named and not (folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isdigit())
