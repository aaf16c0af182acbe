"""The unit that a table's column gives to the bare numbers in it: `GDP growth (%)`, `Assets ($bn)`, `Users (000s)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.places import starting
from disclint.language.vocabulary import Units

if TYPE_CHECKING:
    from disclint.document import Block
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.model import Span

_HEADER = re.compile(
    r"(?:[(\[,] ?|\bin |^)(?:in )?(?P<money>[a-z]{1,3}\$|[$€£¥₹]|[a-z]{3}\b)? ?(?P<scale>[a-z]+|'?000'?s?)?"
    r"(?P<unit>%|percent|per cent|bps|pp|x)?[)\]]?$"
)
_REST = frozenset("+-()*~ \n")


class Column(NamedTuple):
    """What the bare numbers of a column are."""

    kind: str
    unit: str
    scale: float


def with_columns(reading: Reading, found: tuple[Quantity, ...], table: Units) -> tuple[Quantity, ...]:
    """The quantities; those that fill a cell of a table by themselves have the unit of their column."""
    tables = reading.marks_of("table")
    if not tables or not found:
        return found
    changed = list(found)
    places = {q.start: i for i, q in enumerate(found) if q.kind in ("level", "range") and not q.mask}
    for span in tables:
        _fill(reading, span, changed, places, table)
    return tuple(changed)


def _fill(reading: Reading, span: Span, found: list[Quantity], places: dict[int, int], table: Units) -> None:
    rows = starting(reading.marks_of("row"), span.start, span.end)
    heads = _cells(reading, rows[0]) if len(rows) > 1 else []
    columns = [_column(reading.folded[cell.start : cell.end], table) for cell in heads]
    if not any(columns):
        return
    for row in rows[1:]:
        cells = _cells(reading, row)
        skip = len(cells) - len(columns)  # the header's first cell is often empty, and an empty cell is no block
        if skip not in (0, 1):
            continue
        for cell, column in zip(cells[skip:], columns, strict=True):
            at = _only(reading.folded, cell, places, found) if column else -1
            if column and at >= 0:
                found[at] = _given(found[at], column)


def _cells(reading: Reading, row: Span) -> list[Block]:
    return [b for b in starting(reading.document.blocks, row.start, row.end) if b.kind == "cell"]


def _only(folded: str, cell: Block, places: dict[int, int], found: list[Quantity]) -> int:
    """The index of the quantity that stands in the cell alone, or -1."""
    for start in range(cell.start, min(cell.start + 3, cell.end)):
        at = places.get(start, -1)
        if at >= 0:
            return at if _REST.issuperset(folded[found[at].end : cell.end]) else -1
        if folded[start] not in _REST:
            return -1
    return -1


def _given(quantity: Quantity, column: Column) -> Quantity:
    value = quantity.value
    scaled = tuple(v * column.scale for v in value) if isinstance(value, tuple) else (value or 0.0) * column.scale
    return quantity._replace(kind=column.kind, unit=column.unit, value=scaled)  # type: ignore[arg-type]


def _column(header: str, table: Units) -> Column | None:
    """What a column's header says of the numbers below it."""
    found = _HEADER.search(header, max(0, len(header) - 24))
    if found is None or found[0] == "":
        return None
    money, scale, unit = found["money"] or "", found["scale"] or "", found["unit"] or ""
    if scale in ("x", "percent", "bps", "pp"):
        scale, unit = "", scale
    code = table.currencies.get(money, "")
    if money and not code:
        scale, money = money + scale, ""
    size = 1e3 if scale.strip("'s") == "000" else table.scales.get(scale, table.letters.get(scale, 1.0))
    if scale and size == 1.0:
        return None
    if unit in ("%", "percent", "per cent"):
        return Column("percent", "%", 1.0) if not (code or scale) else None
    if unit:
        return Column("multiplier" if unit == "x" else "change", unit, 1.0) if not (code or scale) else None
    return Column("money", code, size) if code else Column("count", "", size) if size != 1.0 else None
