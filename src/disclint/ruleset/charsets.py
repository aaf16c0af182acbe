"""Sets of characters as bit masks over a sample, so that two sets can be asked whether they overlap.

The sample holds all of ASCII and some of every class beyond; a character outside of it stands for all non-ASCII ones.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
from collections.abc import Callable
from functools import cache
from typing import Any

Mask = int

_SAMPLE = [*map(chr, range(32, 127)), *"äßéñøœıяжλ東日ア€£¥§©®™°½…²·٣"]
_BITS = {char: 1 << place for place, char in enumerate(_SAMPLE)}
ALL: Mask = (1 << len(_SAMPLE)) - 1
NOTHING: Mask = 1 << len(_SAMPLE)  # the end of an expression, which overlaps with no character
SPACE: Mask = _BITS[" "]
_BEYOND: Mask = sum(bit for char, bit in _BITS.items() if ord(char) > 126)


def mask(op: Any, arg: Any) -> Mask | None:
    """What an item of one character matches; None for any other item."""
    if op is sre.ANY:
        return ALL
    if op is sre.LITERAL:
        return literal(arg)
    if op is sre.NOT_LITERAL:
        return ALL & ~_BITS.get(chr(arg), 0)
    if op is not sre.IN:
        return None
    matched = 0
    for kind, value in arg:
        matched |= 0 if kind is sre.NEGATE else _part(kind, value)
    return ALL & ~matched if arg[0][0] is sre.NEGATE else matched


def literal(code: int) -> Mask:
    return _BITS.get(chr(code), _BEYOND)


def _part(kind: Any, value: Any) -> Mask:
    if kind is sre.LITERAL:
        return literal(value)
    if kind is sre.RANGE:
        low, high = value
        return _where(lambda char: low <= ord(char) <= high) | (_BEYOND if high > 126 else 0)
    return _category(str(value).lower().removeprefix("category_"))


@cache
def _category(name: str) -> Mask:
    tests: dict[str, Callable[[str], bool]] = {"digit": str.isdigit, "space": str.isspace, "word": _wordy}
    positive = _where(tests[name.removeprefix("not_")])
    return ALL & ~positive if name.startswith("not_") else positive


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


def _where(test: Callable[[str], bool]) -> Mask:
    return sum(bit for char, bit in _BITS.items() if test(char))
