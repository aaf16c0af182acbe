"""Whether a document is about finance, so that the figures of a recipe or of a software page are let alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from disclint.language.vocabulary import data, one_of, strings

if TYPE_CHECKING:
    from disclint.language.reading import Reading

_LARGE = 10_000.0  # an amount of money that is no shop price


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(strings(data('evidence')['finance']))})(?!\w)")


def finance_topic(reading: Reading) -> bool:
    """A large amount of money; any amount beside one finance term; or two different terms."""
    amounts = [q for q in reading.quantities if q.kind == "money" and not q.mask]
    if any(max(abs(q.low or 0), abs(q.high or 0)) >= _LARGE for q in amounts):
        return True
    found: set[str] = set()
    for term in _terms().finditer(reading.folded):
        found.add(term.group())
        if amounts or len(found) > 1:
            return True
    return False
