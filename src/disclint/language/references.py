"""A document's list of references, and which figure each entry mentions: in its title, or in the slug of its address.

Slugs lose decimal points (`microsoft-invest-29-bln` means 2.9 billion), so a scaled number also counts for a tenth of
itself, though only beside shared words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from disclint.language.places import starting
from disclint.language.vocabulary import data, numbers, strings
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.language.quantity import Quantity
    from disclint.language.reading import Reading


class Mention(NamedTuple):
    """A number in an entry: its worth, `%` or empty, and the words it was read from."""

    value: float
    unit: str
    text: str


class Reference(NamedTuple):
    """One entry: its range, address, host, the numbers it mentions, its content words."""

    start: int
    end: int
    target: str
    host: str
    mentions: tuple[Mention, ...]
    words: frozenset[str]


class Match(NamedTuple):
    """How an entry is tied to a figure; `sure` where the value stands there as it is."""

    reference: Reference
    mention: str
    sure: bool


_URL = re.compile(r"(?:https?://|www\.)[^\s)>\]\"']+")
_LISTED = re.compile(r"\s*(?:[-*•–]|\[?\^?\d{1,3}[\].)])\s")
_HASH = re.compile(r"(?=[a-f]*\d)[a-f\d]{6,}|\d{8,}|(?=\w*\d)(?=\w*[a-z])\w{9,}")
_DATE = re.compile(r"(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/](?:0?[1-9]|[12]\d|3[01]))?")
_WORD = re.compile(r"[a-z]{4,}")
_SPLIT = re.compile(r"[-_/.+]+")


@cache
def _scales() -> dict[str, float]:
    unit = data("units")
    return {**numbers(unit["scales"]), **numbers(unit["letters"])}


@cache
def _common() -> frozenset[str]:
    return frozenset(strings(data("evidence")["slug-words"]))


def zones(reading: Reading) -> tuple[Span, ...]:
    """The ranges of lists of references: what stands under a heading that says so, as far as it looks like entries."""
    titles = frozenset(strings(data("evidence")["reference-titles"]))
    found: list[Span] = []
    blocks = reading.document.blocks
    for i, block in enumerate(blocks):
        if (
            block.kind == "cell"
            or block.end - block.start > 30
            or reading.folded[block.start : block.end].rstrip(":") not in titles
        ):
            continue
        last = block.end
        for j in range(i + 1, len(blocks)):
            entry = blocks[j]
            if entry.kind == "heading" or not _is_entry(reading, entry.start, entry.end, entry.kind):
                break
            last = entry.end
        if last > block.end:
            found.append(Span(block.start, last))
    return tuple(found)


def _is_entry(reading: Reading, start: int, end: int, kind: str) -> bool:
    if kind in ("item", "note", "cell") or _LISTED.match(reading.plain, start, end):
        return True
    text = reading.folded[start:end]
    return end - start < 400 and ("://" in text or "www." in text or bool(starting(reading.document.links, start, end)))


def references(reading: Reading) -> tuple[Reference, ...]:
    """Every entry of every list of references, in order."""
    blocks = reading.document.blocks
    return tuple(
        _reference(reading, block.start, block.end)
        for zone in zones(reading)
        for block in starting(blocks, zone.start + 1, zone.end)
    )


def _reference(reading: Reading, start: int, end: int) -> Reference:
    text = reading.folded[start:end]
    targets = [link.target for link in starting(reading.document.links, start, end)]
    url = _URL.search(text)
    target = targets[0] if targets else url.group() if url else ""
    mentions = [m for address in targets or [target] for m in slug_mentions(address)]
    mentions += [
        Mention(q.low, q.unit, reading.text[q.start : q.end])
        for q in starting(reading.quantities, start, end)
        if not q.mask and q.low is not None and q.kind in ("money", "percent", "count", "change")
    ]
    prose = _URL.sub(" ", text)
    return Reference(start, end, target, host(target), tuple(mentions), words(prose + " " + _path(target)))


def host(target: str) -> str:
    found = re.match(r"(?:[a-z]+:)?//(?:[^/@]*@)?(?:www\.)?([^/:?#]+)|(?:www\.)([^/:?#]+)", target.lower())
    return (found[1] or found[2]) if found else ""


def _path(target: str) -> str:
    bare = re.sub(r"^(?:[a-z]+:)?//[^/]*", "", target.lower())
    return re.split(r"[?#]", bare)[0]


def words(text: str) -> frozenset[str]:
    """Content words, at least four letters."""
    return frozenset(_WORD.findall(text)) - _common()


def slug_mentions(target: str) -> tuple[Mention, ...]:
    """The numbers in an address's path: `…-with-65-bn-for-ai-chips-5b60ca51` -> 65 billion. Dates, ids and hashes are
    left out, and numbers of one or two digits without a scale or a percent sign."""
    path = _DATE.sub("", _path(target))
    tokens = [t for t in _SPLIT.split(path) if t]
    scales, found = _scales(), []
    for i, token in enumerate(tokens):
        glued = re.fullmatch(r"(\d{1,7})([a-z]{1,8})", token)
        if glued and (glued[2] in scales or glued[2] in ("pct", "pc")) and len(glued[2]) > 1:
            found.append(_mention(glued[1], glued[2], token, scales))
        if not token.isdigit() or len(token) > 7 or _HASH.fullmatch(token):
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        whole = tokens[i - 1] if i and tokens[i - 1].isdigit() and len(token) <= 2 else ""
        if after in scales or after in ("percent", "pct", "pc", "per"):
            found.append(_mention(token, after, f"{token}-{after}", scales))
            if whole:
                found.append(_mention(f"{whole}.{token}", after, f"{whole}-{token}-{after}", scales))
        elif len(token) >= 3 and not re.fullmatch(r"(?:19|20)\d\d", token):
            found.append(Mention(float(token), "", token))
    return tuple(found)


def _mention(digits: str, word: str, text: str, scales: dict[str, float]) -> Mention:
    if word in scales:
        return Mention(float(digits) * scales[word], "", text)
    return Mention(float(digits), "%", text)


class Listing:
    """The entries, to be looked up by value and by words."""

    def __init__(self, entries: tuple[Reference, ...]) -> None:
        self._values: dict[float, list[tuple[Mention, Reference]]] = {}
        self._words: dict[str, list[int]] = {}
        self._entries = entries
        for i, entry in enumerate(entries):
            for mention in entry.mentions:
                self._values.setdefault(_rounded(mention.value), []).append((mention, entry))
            for word in entry.words:
                self._words.setdefault(word, []).append(i)

    def match(self, quantity: Quantity, content: frozenset[str]) -> Match | None:
        """The entry that mentions the same quantity; the surest, then the first."""
        if quantity.kind in ("rank", "ratio", "multiplier", "vague", "duration"):
            return None
        ends = [abs(v) for v in (quantity.low, quantity.high) if v]
        for value in ends:
            for mention, entry in self._values.get(_rounded(value), ()):
                if _alike(quantity, mention) and (value >= 100 or mention.unit):
                    return Match(entry, mention.text, True)
        for value in ends:
            for mention, entry in self._values.get(_rounded(value * 10), ()):
                scaled = _alike(quantity, mention) and (mention.value >= 1e4 or mention.unit)
                if scaled and len(content & entry.words) >= 2:
                    return Match(entry, mention.text, False)
        return None

    def by_words(self, content: frozenset[str]) -> Reference | None:
        """The entry that shares the most words with a sentence, at least two."""
        shared = Counter(i for word in content for i in self._words.get(word, ()))
        best = max(shared.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        return self._entries[best[0]] if best[1] >= 2 else None


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def _alike(quantity: Quantity, mention: Mention) -> bool:
    """Whether the units go together; a slug leaves the currency out."""
    if (mention.unit == "%") != (quantity.unit == "%"):
        return False
    return mention.unit in ("", "%", quantity.unit)


def nearest(quantity: Quantity, entries: tuple[Reference, ...]) -> tuple[str, ...]:
    """For a message: the entries' own numbers with their hosts, the nearest in worth first."""
    mentions = [(m, entry.host) for entry in entries for m in entry.mentions]
    value = abs(quantity.low or 0.0) or 1.0
    ranked = sorted(mentions, key=lambda pair: abs(pair[0].value - value) / max(pair[0].value, value, 1e-9))
    return tuple(f'"{mention.text}" {host}'.strip() for mention, host in ranked[:2])
