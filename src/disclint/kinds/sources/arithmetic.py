"""Figures within one sentence that can't all be right: conversions, sums, changes between two values, ranges.

Every check lets roundings pass and gives up where the words may mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

from disclint.kinds.sources.wording import compact
from disclint.language.places import starting
from disclint.language.vocabulary import data, strings
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Json


class Clash(NamedTuple):
    """Two figures that can't both be right: where the one stands, the other's place (in the text), and it in words."""

    at: Span
    other: Span | None
    words: str


_BEHIND = expression(r"\)| at (?:the time|current|today's|then)")
_TOTAL = expression(
    r",? (?:for|making|giving) (?:a|an) (?:combined |overall |grand )?total of $|, a total of $|,? totall?ing $"
    r"|,? adding up to $|,? which adds up to $"
)
_THINGS = r"(?: (?!(?:to|up|down|against|compared|including|of which|than|through|while|but)\b)[\w'&-]{1,20}){0,6}"
_JOINED = expression(rf"{_THINGS},? (?:and|plus) (?:a |an )?")
_COMMA = expression(rf"{_THINGS}, ")
_OPEN_TOTAL = expression(
    r"\b(?:to date|since|so far|already|other|another|additional|including|includes?|previous\w{0,2}|earlier|lifetime|more|less"
    r"|minus|fees?|tax\w{0,3}|discounts?|interest|each|apiece|per|respectively|up to|from|over|annual\w{0,2}|a (?:year|month))\b"
)
_RISE = (
    r"(?:rose|rises|risen|rise|grew|grows|grown|gained|gains|gain|climbed|jumped|surged|soared|increased|increases|increase"
    r"|advanced|added|expanded|up)"
)
_FALL = (
    r"(?:fell|falls|fallen|fall|dropped|drops|drop|declined|declines|decline|slid|slipped|sank|plunged|tumbled|decreased"
    r"|decreases|decrease|shrank|lost|shed|down)"
)
_RISEN, _FALLEN = expression(rf"\b{_RISE}\b"), expression(rf"\b{_FALL}\b")
_MOVE = rf"\b(?:{_RISE}|{_FALL})(?: by)?(?: (?:about|some|nearly|roughly|around|almost|just|only|a further))?"
_MOVED = expression(rf"{_MOVE} $")
_APPOSED = expression(rf",? (?:or |an? |that is |i\.e\. |\(|which is |{_MOVE} ?){{0,2}}$")
_OTHER_BASE = expression(
    r"\b(?:annual\w{0,5}|annuali[sz]ed|cagr|a year|per (?:year|month|annum)|each (?:year|month)|compound\w{0,3}|adjusted|excluding"
    r"|constant|organic\w{0,4}|real terms|inflation|year[ -](?:on|over)[ -]year|yoy|like-for-like|quarter|month-on-month|same-store"
    r"|average|respectively|weighted|net of|reinvest\w{0,5}|dividends?|total return|split|seasonally|monthly|expected|forecast"
    r"|between|margins?|negative|loss(?:es)?|deficit|deeper|wider|narrow\w{0,4})\b"
)
_BOUNDS = expression(
    r"\b(?:range of|ranges of|guidance of|(?:expects?|expected|expecting|forecasts?|projects?|projected|estimates?|estimated)"
    r" (?:\w+ ){0,5}?(?:of|at|to be)) (?:between )?$"
)
_NEAR = 300  # characters around a figure that tell what it is about
_PAIR = (" to ", " and ")


@cache
def _rates() -> tuple[dict[str, tuple[float, float]], float, dict[str, tuple[str, ...]]]:
    table = data("rates")
    bands = {
        code: (float(cast("float", ends[0])), float(cast("float", ends[1])))
        for code, ends in cast("dict[str, list[Json]]", table["bands"]).items()
    }
    signs = {sign: strings(codes) for sign, codes in cast("dict[str, Json]", table["signs"]).items()}
    return bands, float(cast("float", table["factor"])), signs


def conversions(reading: Reading) -> Iterator[Clash]:
    """`$65 billion (10 billion yen)`: no rate of the last decades makes the one the other."""
    for second in reading.quantities:
        if second.alias < 0 or second.kind != "money" or not _BEHIND.match(reading.folded, second.end):
            continue
        first = reading.quantities[second.alias]
        if (
            first.kind != "money"
            or _vague(first)
            or _vague(second)
            or "(" not in reading.plain[first.end : second.start]
        ):
            continue
        if not first.low or not second.low or _possible(reading, first, second):
            continue
        told = f'"{_text(reading, first)}" can\'t be "{_text(reading, second)}" at any rate of the last decades'
        yield Clash(_span(first), _span(second), f"{told}: it would be {compact(second.low / first.low)} to one")


def _possible(reading: Reading, first: Quantity, second: Quantity) -> bool:
    bands, factor, _ = _rates()
    stated = (second.low or 0.0) / (first.low or 1.0)
    pairs = [(a, b) for a in _meant(reading, first) for b in _meant(reading, second)]
    known = [(bands[a], bands[b]) for a, b in pairs if a in bands and b in bands]
    return len(known) < len(pairs) or any(b[0] / a[1] / factor < stated < b[1] / a[0] * factor for a, b in known)


def _meant(reading: Reading, quantity: Quantity) -> tuple[str, ...]:
    """The currencies that an amount's sign may mean."""
    return _rates()[2].get(reading.text[quantity.start : quantity.start + 1], (quantity.unit,))


def sums(reading: Reading) -> Iterator[Clash]:
    """`$3m in cash and $2m in stock, for a total of $6m`. Figures of one digit each are taken for exact."""
    for i, total in enumerate(reading.quantities):
        if total.kind not in ("money", "count") or total.mask or _vague(total) or not total.low:
            continue
        sentence = _around(reading, total)
        if not _TOTAL.search(reading.folded, max(sentence.start, total.start - 40), total.start):
            continue
        parts = _parts(reading, i, sentence)
        if len(parts) < 2 or _OPEN_TOTAL.search(reading.folded, *sentence):
            continue
        added = sum(p.low or 0.0 for p in parts)
        roundings = [_rounding(reading, q) for q in (*parts, total)]
        whole = max(roundings) == min(roundings) and max(added, total.low) < 20 * roundings[0]
        loose = 0.0 if whole else sum(roundings) + 0.02 * added
        if abs(added - total.low) > loose and len({p.unit for p in (*parts, total)}) == 1:
            listed = " and ".join(f'"{_text(reading, p)}"' for p in parts)
            yield Clash(_span(total), _span(parts[0]), f'"{_text(reading, total)}" is not the sum of {listed}')


def _parts(reading: Reading, i: int, sentence: Span) -> list[Quantity]:
    """The list of like amounts right before a total, all that its sentence has of them; none where it is no plain list."""
    total = reading.quantities[i]
    before = [q for q in starting(reading.quantities, sentence.start, total.start) if not q.mask]
    if len(before) < 2 or any(q.kind != total.kind or _vague(q) or q.alias >= 0 or not q.low for q in before):
        return []
    gaps = [reading.folded[a.end : b.start] for a, b in pairwise(before)]
    plain = all(_COMMA.fullmatch(gap) for gap in gaps[:-1]) and _JOINED.fullmatch(gaps[-1])
    return before if plain and total.start - before[-1].end < 60 else []


def changes(reading: Reading) -> Iterator[Clash]:
    """`rose 10% to 110 from 120`; `from $50 to $75, up 25%`."""
    known = reading.quantities
    for i, move in enumerate(known):
        if move.kind != "percent" or move.mask or _vague(move) or "negative" in move.attributes or not move.low:
            continue
        ends = _ends(reading, i)
        if ends is None:
            continue
        word, old, new = ends
        if _OTHER_BASE.search(reading.folded, *_around(reading, move)) or not (
            old.low and new.low and old.low > 0 and new.low > 0
        ):
            continue
        words = _doubt(reading, word, move, old, new)
        if words:
            yield Clash(_span(move), _span(old), words)


def _ends(reading: Reading, i: int) -> tuple[str, Quantity, Quantity] | None:
    """The word of the move (rise, fall or empty), the old value and the new one, that a percentage belongs to."""
    folded, known = reading.folded, reading.quantities
    move = known[i]
    left = folded[max(0, move.start - 40) : move.start]
    after = known[i + 1 : i + 3]
    if _MOVED.search(left) and after:
        lead = folded[move.end : after[0].start]
        if lead == " from " and _pair(reading, after[0]):
            return (_direction(left), *_both(after[0]))
        gap = folded[after[0].end : after[1].start] if len(after) > 1 else ""
        if (lead, gap) == (" to ", " from ") and _alike(*after):
            return _direction(left), after[1], after[0]
        if (lead, gap) == (" from ", " to ") and _alike(*after):
            return _direction(left), after[0], after[1]
    return _ends_before(reading, i)


def _ends_before(reading: Reading, i: int) -> tuple[str, Quantity, Quantity] | None:
    """The same where the percentage stands behind: `from $50 to $75, up 25%`."""
    folded, known = reading.folded, reading.quantities
    move, before = known[i], known[max(0, i - 2) : i]
    if not before or not _APPOSED.fullmatch(folded, before[-1].end, move.start):
        return None
    word = _direction(folded[before[-1].end : move.start])
    if _pair(reading, before[-1]) and folded.endswith(" from ", 0, before[-1].start):
        return (word, *_both(before[-1]))
    if len(before) < 2 or not _alike(*before) or folded[before[0].end : before[1].start] != " to ":
        return None
    return (word, before[0], before[1]) if folded.endswith(" from ", 0, before[0].start) else None


def _pair(reading: Reading, quantity: Quantity) -> bool:
    """Whether two values were read as one range: `$50 to $75`."""
    fit = not quantity.mask and quantity.kind in ("money", "count", "range") and isinstance(quantity.value, tuple)
    return fit and " to " in reading.folded[quantity.start : quantity.end]


def _both(pair: Quantity) -> tuple[Quantity, Quantity]:
    return pair._replace(value=pair.low), pair._replace(value=pair.high)


def _alike(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers can be the ends of one change."""
    if a.mask or b.mask or _vague(a) or _vague(b) or a.kind not in ("money", "level", "count"):
        return False
    return a.kind == b.kind and (a.unit == b.unit or a.kind == "count")


def _direction(words: str) -> str:
    return "rise" if _RISEN.search(words) else "fall" if _FALLEN.search(words) else ""


def _doubt(reading: Reading, word: str, move: Quantity, old: Quantity, new: Quantity) -> str:
    """What is wrong with the change, in words; ``""`` where it can be right."""
    start, end, stated = old.low or 0.0, new.low or 0.0, move.low or 0.0
    ends = f"from {compact(start)} to {compact(end)}"
    if word and start != end and (word == "rise") != (end > start):
        return f'{ends} is no {word} of "{_text(reading, move)}"'
    real = abs(end - start) / start * 100
    if _shared(reading, old, new):
        return ""
    loose = (_rounding(reading, old) + _rounding(reading, new) * (1 + real / 100)) / start * 100
    loose += _rounding(reading, move) + max(
        3.0, 0.3 * stated
    )  # another basis, such as constant rates, moves it a little
    reverse = abs(end - start) / end * 100
    if min(abs(real - stated), abs(reverse - stated)) <= loose:
        return ""
    return f'{ends} is {compact(round(real, 1))}%, not "{_text(reading, move)}"'


def _shared(reading: Reading, old: Quantity, new: Quantity) -> bool:
    """Whether the two may not be written in the same scale: "from 1.2 to 3 million"."""
    small, large = sorted((old.low or 0.0, new.low or 0.0))
    return small <= 0 or large / small > 100


def ranges(reading: Reading) -> Iterator[Clash]:
    """`guidance of $75m to $50m`: the low end first, or one of the two is mistyped."""
    known = reading.quantities
    for i, first in enumerate(known):
        if first.mask or first.kind not in ("money", "percent", "count") or not first.low:
            continue
        if not _BOUNDS.search(reading.folded, max(0, first.start - 80), first.start):
            continue
        second = known[i + 1] if i + 1 < len(known) else None
        if isinstance(first.value, tuple):
            low, high, end = first.value[0], first.value[1], first.end
        elif second and not second.mask and reading.folded[first.end : second.start] in _PAIR:
            if (second.kind, second.unit) != (first.kind, first.unit) or second.low is None:
                continue
            low, high, end = first.low, second.low, second.end
            if (
                reading.folded[first.end : second.start] == " and "
                and "between " not in reading.folded[first.start - 9 : first.start]
            ):
                continue
        else:
            continue
        if low > high > 0 and low / high < 1000:
            text = reading.text[first.start : end].replace("\n", " ")
            yield Clash(Span(first.start, end), None, f'the range "{text}" runs downwards')


def _around(reading: Reading, quantity: Quantity) -> Span:
    """Its sentence; of a long one, what stands close by."""
    sentence = reading.sentence(quantity.start)
    return Span(max(sentence.start, quantity.start - _NEAR), min(sentence.end, quantity.end + _NEAR))


def _vague(quantity: Quantity) -> bool:
    return isinstance(quantity.value, tuple) or bool({"approx", "bound"} & set(quantity.attributes))


def _rounding(reading: Reading, quantity: Quantity) -> float:
    """Half a unit of a number's last written place."""
    written = _text(reading, quantity)
    figures = "".join(c for c in written if c.isdigit() or c == ".").strip(".")
    if not figures or not quantity.low:
        return abs(quantity.low or 0.0) * 0.05
    _, _, decimals = figures.partition(".")
    unit = abs(quantity.low) / float(figures) if float(figures) else 1.0
    return 0.5 * unit * float(10 ** -len(decimals))


def _text(reading: Reading, quantity: Quantity) -> str:
    return reading.text[quantity.start : quantity.end].replace("\n", " ")


def _span(quantity: Quantity) -> Span:
    return Span(quantity.start, quantity.end)
