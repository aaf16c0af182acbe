"""Whether a document is about finance, so that the figures of a recipe or of a software page are let alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclint.language.reading import Reading

# words that a museum, a chemist or a tailor uses too: two of them beside an entrance fee make no topic
_HOMONYMS = frozenset(
    ["bonds", "savings", "equity", "acquisition", "margins", "futures", "trading", "currency", "loans", "exchange rate"]
)
_LARGE = 10_000.0  # an amount of money that is no shop price


def finance_topic(reading: Reading) -> bool:
    """Results of one's own; a large amount of money; any amount beside a term that is finance's alone; or two different terms."""
    if any("performance" in q.attributes for q in reading.quantities):
        return True
    amounts = [q for q in reading.quantities if q.kind == "money" and not q.mask]
    if any(max(abs(q.low or 0), abs(q.high or 0)) >= _LARGE for q in amounts):
        return True
    terms = {reading.folded[start:end] for start, end in reading.signals.all("finance")}
    if terms <= _HOMONYMS:
        return len(terms) > 2
    return bool(amounts) or len(terms) > 1
