"""The closed words around speech verbs: auxiliaries, edges of noun phrases, who is nobody in particular."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from disclint.language.vocabulary import data, strings

FAR = 500  # characters in which a cue looks for its subject and governs numbers


class Words(NamedTuple):
    auxiliaries: frozenset[str]
    be: frozenset[str]
    edges: frozenset[str]
    subordinators: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    spokesmen: frozenset[str]
    groups: frozenset[str]
    weasels: frozenset[str]
    records: frozenset[str]
    inverted: frozenset[str]
    places: frozenset[str]
    vague: frozenset[str]
    things: frozenset[str]
    positions: frozenset[str]
    documents: frozenset[str]
    crowds: frozenset[str]
    companies: frozenset[str]


@cache
def known() -> Words:
    table = data("attribution")
    names = ("vague-places" if name == "vague" else name for name in Words._fields)
    return Words(*(frozenset(strings(table[name])) for name in names))
