"""What a numeral is worth: digits with their separators, and number words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:['  ]\d{3})+(?:[.,]\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def digits(text: str) -> float | None:
    """`1,234.5` `1'234` `12 500` `1,00,000` `1.234,56` `3,5` -> a number; None where the separators make none."""
    if text.isdigit() or (text.count(".") == 1 and "," not in text and "'" not in text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", "").replace("'", "").replace(" ", ""))
    if _CONTINENTAL.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def words(text: str, small: Mapping[str, float], scales: Mapping[str, float]) -> float | None:
    """`twenty-three` `a hundred and five` `four trillion` -> a number; None for words that add up to none."""
    total, current, last = 0.0, 0.0, 0.0
    for word in re.split(r"[ -]", text):
        if word in ("a", "and"):
            continue
        scale = scales.get(word)
        if scale is None:
            value = small[word]
            if last and not (last >= 20 and last % 10 == 0 and value < 10) and last < 100:
                return None
            current, last = current + value, value
        elif scale == 100:
            current, last = (current or 1) * 100, 100
        else:
            total, current, last = total + (current or 1) * scale, 0.0, scale
    return total + current
