"""A document's list of references, and which figure each entry mentions: in its title, or in the slug of its address.

Slugs lose decimal points (`microsoft-invest-29-bln` means 2.9 billion), so a scaled number also counts for a tenth of
itself, though only beside shared words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

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
_PRODUCT = re.compile(r"\d[a-z]{1,2}")
_WORD = re.compile(r"[a-z]{4,}")
_SPLIT = re.compile(r"[-_/.+]+")
_PLAIN = frozenset(
    "the and for with from that this have will html htm news article articles story business technology markets finance index page post posts blog "
    "2024 2025 world says said report reports update after over into amid about more than their boost boosts http https www".split()
)


@cache
def _scales() -> dict[str, float]:
    unit = data("units")
    return {**numbers(unit["scales"]), **numbers(unit["letters"])}


def zones(reading: Reading) -> tuple[Span, ...]:
    """The ranges of lists of references: what stands under a heading that says so, as far as it looks like entries."""
    titles = frozenset(strings(data("evidence")["reference-titles"]))
    found: list[Span] = []
    blocks = reading.document.blocks
    for i, block in enumerate(blocks):
        if block.end - block.start > 30 or reading.folded[block.start : block.end].rstrip(":") not in titles:
            continue
        last = block.end
        for entry in blocks[i + 1 :]:
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
    return end - start < 400 and (
        "://" in text or "www." in text or any(start <= k.start < end for k in reading.document.links)
    )


def references(reading: Reading) -> tuple[Reference, ...]:
    """Every entry of every list of references, in order."""
    found: list[Reference] = []
    for zone in zones(reading):
        for block in reading.document.blocks:
            if zone.start < block.start and block.end <= zone.end:
                found.append(_reference(reading, block.start, block.end))
    return tuple(found)


def _reference(reading: Reading, start: int, end: int) -> Reference:
    text = reading.folded[start:end]
    targets = [link.target for link in reading.document.links if start <= link.start < end]
    url = _URL.search(text)
    target = targets[0] if targets else url.group() if url else ""
    mentions = [m for address in targets or [target] for m in slug_mentions(address)]
    quantities = reading.quantities
    mentions += [
        Mention(q.low, q.unit, reading.text[q.start : q.end])
        for q in quantities
        if start <= q.start < end
        and not q.mask
        and q.low is not None
        and q.kind in ("money", "percent", "count", "change")
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
    return frozenset(_WORD.findall(text)) - _PLAIN


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


def match(quantity: Quantity, content: frozenset[str], entries: tuple[Reference, ...]) -> Match | None:
    """The entry that mentions the same quantity; the surest, then the first."""
    best: Match | None = None
    for entry in entries:
        for mention in entry.mentions:
            fit = _fits(quantity, mention)
            if fit == "same" or (fit == "tenth" and len(content & entry.words) >= 2):
                found = Match(entry, mention.text, fit == "same")
                if found.sure:
                    return found
                best = best or found
    return best


def _fits(quantity: Quantity, mention: Mention) -> str:
    value = quantity.low
    if (
        value is None
        or (mention.unit == "%") != (quantity.unit == "%")
        or quantity.kind in ("rank", "ratio", "multiplier")
    ):
        return ""
    if mention.unit not in ("", "%", quantity.unit):
        return ""
    ends = (abs(value), abs(quantity.high or value))
    if any(abs(v - mention.value) <= 0.005 * mention.value for v in ends) and (abs(value) >= 100 or mention.unit):
        return "same"
    tenth = mention.value / 10
    if any(abs(v - tenth) <= 0.005 * tenth for v in ends) and (mention.value >= 1e4 or mention.unit):
        return "tenth"
    return ""


def by_words(content: frozenset[str], entries: tuple[Reference, ...]) -> Reference | None:
    """The entry that shares the most rare words with a sentence, at least two."""
    scored = [(len(content & entry.words), -i) for i, entry in enumerate(entries)]
    best = max(scored, default=(0, 0))
    return entries[-best[1]] if best[0] >= 2 else None


def nearest(quantity: Quantity, entries: tuple[Reference, ...]) -> tuple[str, ...]:
    """For a message: the entries' own numbers with their hosts, the nearest in worth first."""
    mentions = [(m, entry.host) for entry in entries for m in entry.mentions]
    value = abs(quantity.low or 0.0) or 1.0
    ranked = sorted(mentions, key=lambda pair: abs(pair[0].value - value) / max(pair[0].value, value, 1e-9))
    return tuple(f'"{mention.text}" {host}'.strip() for mention, host in ranked[:2])
