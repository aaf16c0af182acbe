"""What a bare number takes from its neighbour: `2.3% from 2.6`, `25 times earnings, versus 18`, `eleven points, 43 to
32`, `97 of the FTSE 100`."""

from __future__ import annotations

import re

from disclint.language.quantity import Quantity

_COMPARED = re.compile(
    r"(?: [a-z0-9/,'&-]+){0,8}?,?(?: up| down)? (?:from|versus|vs\.?|against|compared (?:with|to))(?: an?| the)?"
    r"(?: about| roughly| around| nearly)? "
)
_MOVED = re.compile(
    r"\b(?:rose|rise|rises|rising|fell|fall|falls|falling|up|down|gained|lost|dropped|jumped|climbed|increased|decreased"
    r"|grew|slid|slipped|shed|added|surged|declined|tumbled|advanced|by|higher|lower|another|off) (?:(?!to |at )[a-z]+ )?\Z"
)
_MEMBERS = re.compile(r" (?:of|in) the [a-z&./ ]{2,20}[ -]")
_NEAR = 64  # characters between a number and the one it takes its unit from
_ALIKE = 5  # times that two amounts of the same thing may differ


def inherited(folded: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities, the bare ones with the unit that the one before lends them."""
    changed: list[Quantity] | None = None
    last = -1
    for i, quantity in enumerate(found):
        if quantity.mask not in ("", "index-name"):
            continue
        if last >= 0 and (quantity.kind == "level" or quantity.mask) and quantity.start - found[last].end < _NEAR:
            before = changed[last] if changed else found[last]
            for at, taken in _taken(folded, before, found, last, i):
                changed = changed or list(found)
                changed[at] = taken
        last = i if not quantity.mask else last
    return tuple(changed) if changed else found


def _taken(folded: str, before: Quantity, found: tuple[Quantity, ...], last: int, i: int) -> list[tuple[int, Quantity]]:
    quantity, gap = found[i], folded[before.end : found[i].start]
    if quantity.mask:
        return [(last, _of_members(before, folded[quantity.start : quantity.end]))] if _is_part(before, gap) else []
    if before.kind == "change" and gap in (", ", " (", ": ", " - ") and i + 1 < len(found):
        return _shares(folded, before, found, i)
    if before.kind in ("percent", "multiplier", "money") and _compares(folded, before, quantity, gap):
        return [(i, quantity._replace(kind=before.kind, unit=before.unit))]
    return []


def _compares(folded: str, before: Quantity, quantity: Quantity, gap: str) -> bool:
    """Whether the bare number is the other side of a comparison with an amount, and no level behind a move."""
    low, other = abs(before.high or 0.0), abs(quantity.low or 0.0)
    if not low or not low / _ALIKE <= other <= low * _ALIKE or not _COMPARED.fullmatch(gap):
        return False
    return not _MOVED.search(folded, max(0, before.start - 24), before.start)


def _is_part(before: Quantity, gap: str) -> bool:
    return before.kind == "level" and isinstance(before.value, float) and bool(_MEMBERS.fullmatch(gap))


def _of_members(before: Quantity, members: str) -> Quantity:
    """A part of an index's members."""
    whole = float(members) if members.isdigit() else 0.0
    if not isinstance(before.value, float) or not 0 < before.value <= whole:
        return before
    return before._replace(kind="ratio", value=before.value / whole)


def _shares(folded: str, before: Quantity, found: tuple[Quantity, ...], i: int) -> list[tuple[int, Quantity]]:
    """`eleven points, 43 to 32`: two percentages whose difference has just been told."""
    first, second = found[i], found[i + 1]
    if second.kind != "level" or folded[first.end : second.start] not in (" to ", "-", " - ", "% to ", " against "):
        return []
    if not (first.low and second.low and before.low) or abs(abs(first.low - second.low) - before.low) > 0.01:
        return []
    return [(i, first._replace(kind="percent", unit="%")), (i + 1, second._replace(kind="percent", unit="%"))]
