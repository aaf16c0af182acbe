"""What a text is like, in a few hashes: enough to know it again under another name after some edits."""

from __future__ import annotations

import re

KEPT = 16  # the lowest hashes of its sentences; what two texts share of them tells what they share at all
ALIKE = 0.5  # from here on, two texts count as one that was edited
_UNITS = re.compile(r"[\r\n]+|(?<=[.!?])\s+")
_SHORT = 20  # characters; shorter lines are fences, fields and headings that many documents share


def sketch(text: str) -> tuple[str, ...]:
    """The lowest hashes of the text's sentences, sorted; of the whole text where it has none of some length."""
    units = {" ".join(unit.lower().split()) for unit in _UNITS.split(text)}
    long = {unit for unit in units if len(unit) >= _SHORT} or {" ".join(text.lower().split())}
    return tuple(sorted(map(_hash, long))[:KEPT])


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much of both texts is the same, from 0 to 1, as far as their sketches tell."""
    lowest = sorted({*one, *other})[:KEPT]
    shared = set(one) & set(other)
    return sum(unit in shared for unit in lowest) / len(lowest) if lowest else 0.0


def _hash(unit: str) -> str:
    from disclint.digests import sha256

    return sha256(unit.encode("utf-8", "surrogatepass")).hexdigest()[:8]
