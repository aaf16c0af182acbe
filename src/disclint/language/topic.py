"""Whether a document is about finance, so that the figures of a recipe or of a software page are let alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclint.language.reading import Reading

# words that a museum, a chemist, a tailor or a programmer uses too: two of them beside an entrance fee make no topic
_HOMONYMS = frozenset(
    (
        *(
            "bond",
            "saving",
            "equity",
            "acquisition",
            "margin",
            "future",
            "trading",
            "currency",
            "loan",
            "exchange rate",
        ),
        *("import", "export"),
    )
)
_LARGE = 1_000_000.0  # an amount of money that nobody has in his pocket; purchasing rules go up to less
_SHARE = 0.004  # of a text's words that speak of finance; a leave policy that names a pension once has fewer
_MANY = 20  # of them make a topic in a text of any length


def finance_topic(reading: Reading) -> bool:
    """Results of one's own; or large amounts of money, any amount beside a term that is finance's alone, or two different
    terms, and then so many of all these as such a text has."""
    if any("performance" in q.attributes for q in reading.quantities):
        return True
    amounts = [q for q in reading.quantities if q.kind == "money" and not q.mask]
    large = sum(max(abs(q.low or 0), abs(q.high or 0)) >= _LARGE for q in amounts)
    terms = Counter(_singular(reading.folded[start:end]) for start, end in reading.signals.all("finance"))
    own = sum(n for term, n in terms.items() if term not in _HOMONYMS)
    told = large > 0 or (len(terms) > 2 if not own else bool(amounts) or len(terms) > 1)
    return told and (own + large >= _MANY or large + terms.total() >= _SHARE * reading.folded.count(" "))


def _singular(term: str) -> str:
    """One form for a word and its plural."""
    return f"{term[:-3]}y" if term.endswith("ies") else term.removesuffix("s")
