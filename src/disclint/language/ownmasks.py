"""Names of the house with a number in them (`claims: {non_claims: …}`): "Fund 500", "Route 66 ETF", "Model *".

One pass of one small automaton over the text, built once per configuration; nothing where none are configured.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from disclint.document import folded, plain
from disclint.language.places import holding

if TYPE_CHECKING:
    import ahocorasick

    from disclint.language.amounts import Amount
    from disclint.language.reading import Reading

_BARE = ("", "level", "count", "duration")  # what a name's number may seem to be by the word behind it
Configured = tuple[tuple[str, tuple[str, ...]], ...]


class Named(NamedTuple):
    """Where a name stands, and the name of its mask. With `any` a number follows it, behind a space or a hyphen."""

    start: int
    end: int
    mask: str
    any: bool = False


class OwnMasks:
    """The house's names in one text. `whole` do not overlap; `before` is by the offset behind the space or hyphen."""

    def __init__(self, whole: tuple[Named, ...], before: dict[int, Named]) -> None:
        self._whole, self._before = whole, before

    def masked(self, found: Amount) -> Amount:
        """The amount with the mask of the name that it is part of. Money, percentages and scaled numbers stay what they are
        unless all of their words are the name's."""
        name = self.of(found.core[0], found.core[1])
        if name is None:
            return found
        inside = not name.any and name.start <= found.start and found.end <= name.end
        if not inside and (found.kind not in _BARE or found.scale != 1.0):
            return found
        end = found.end if inside or found.mask else found.core[1]
        return found._replace(start=max(found.start, name.start), end=end, mask=name.mask)

    def of(self, start: int, end: int) -> Named | None:
        """The name that the digits or words at that range belong to."""
        return holding(self._whole, start, end) or self._before.get(start)


def own_masks(reading: Reading) -> OwnMasks | None:
    """The configured names in a text; None where there are none."""
    configured = reading.sourcing.non_claims
    if not configured:
        return None
    whole: list[Named] = []
    before: dict[int, Named] = {}
    for last, entries in _automaton(tuple(configured.items())).iter(reading.folded):
        for length, capital, mask, any_number in entries:
            found = Named(last + 1 - length, last + 1, mask, any_number)
            if not _stands(reading, found, capital):
                continue
            if any_number:
                before.setdefault(found.end + 1, found)
            else:
                whole.append(found)
    return OwnMasks(_apart(whole), before) if whole or before else None


def _stands(reading: Reading, name: Named, capital: bool) -> bool:
    """Whether the name stands there as words of its own, with a capital letter if it is written with one."""
    text = reading.folded
    if name.start and text[name.start - 1].isalnum() and text[name.start].isalnum():
        return False
    if capital and not reading.plain[name.start].isupper():
        return False
    after = text[name.end : name.end + 2]
    if name.any:
        return after[:1] in (" ", "-")
    return not (after[:1].isalnum() and text[name.end - 1].isalnum()) and not (
        text[name.end - 1].isdigit() and after[:1] in (".", ",") and after[1:].isdigit()
    )


def _apart(found: list[Named]) -> tuple[Named, ...]:
    """The names in order, of those that overlap the first and then the longest."""
    kept: list[Named] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return tuple(kept)


@lru_cache(maxsize=16)
def _automaton(configured: Configured) -> ahocorasick.Automaton:
    import ahocorasick

    entries: dict[str, tuple[tuple[int, bool, str, bool], ...]] = {}
    for key, names in configured:
        for name in names:
            words = " ".join(plain(name).split())
            any_number = words.endswith("*")
            words = words.rstrip("* -") if any_number else words
            phrase = folded(words)
            entry = (len(phrase), words[:1].isupper(), "name" if key == "names" else key, any_number)
            entries[phrase] = (*entries.get(phrase, ()), entry)
    automaton = ahocorasick.Automaton()
    for phrase, known in entries.items():
        automaton.add_word(phrase, known)
    automaton.make_automaton()
    return automaton
