"""The words that the numeric layers know, read once from `data/*.yaml` into tables and compiled expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from disclint.ruleset.rule import Json

DATA = Path(__file__).parent / "data"


@cache
def data(name: str) -> dict[str, Json]:
    """The mapping that `data/<name>.yaml` holds."""
    from disclint.ruleset.compiled import load_data

    return cast("dict[str, Json]", load_data(DATA / f"{name}.yaml"))


def strings(value: Json) -> tuple[str, ...]:
    return tuple(str(item) for item in cast("list[Json]", value))


def numbers(value: Json) -> dict[str, float]:
    return {str(word): float(cast("float", number)) for word, number in cast("dict[str, Json]", value).items()}


def names(value: Json) -> dict[str, str]:
    return {str(word): str(name) for word, name in cast("dict[str, Json]", value).items()}


Trie = dict[str, "Trie"]


def one_of(words: Iterable[str]) -> str:
    """An expression for any of the words, common beginnings shared: several times faster than a plain alternation."""
    root: Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _alternation(root)


def _alternation(node: Trie) -> str:
    branches = [re.escape(char) + _alternation(rest) for char, rest in node.items() if char]
    if not branches:
        return ""
    bare = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return bare + ("?+" if "" in node else "")


class Units(NamedTuple):
    """Words (lower case) -> what they mean; `head` reads what stands before the digits."""

    digits: dict[str, float]
    scales: dict[str, float]
    letters: dict[str, float]
    fractions: dict[str, float]
    currencies: dict[str, str]
    nations: dict[str, str]
    weak: frozenset[str]
    minor: dict[str, tuple[str, float]]
    percent: frozenset[str]
    points: dict[str, str]
    pairs: frozenset[str]
    durations: frozenset[str]
    measures: frozenset[str]
    functions: frozenset[str]
    plurals: frozenset[str]
    marks: frozenset[str]
    wholes: frozenset[str]
    utmost: frozenset[str]
    led: frozenset[str]
    vague_forms: frozenset[str]
    multiples: dict[str, float]
    verbs: dict[str, float]
    folds: dict[str, float]
    vague: frozenset[str]
    superlatives: frozenset[str]
    ordinals: dict[str, float]
    head: re.Pattern[str]


def _head(words: Iterable[str]) -> re.Pattern[str]:
    """What may stand directly before the digits, read backwards from them: sign, currency, sign, bracket."""
    known = sorted(words)
    letters, signs = one_of(w for w in known if w[0].isalpha()), one_of(w for w in known if not w[0].isalpha())
    return re.compile(
        rf"(?P<sign>(?:\+/-|±) ?|(?<![\w%)\]'\"])[+-])?(?:(?P<money>(?<![a-z])(?:{letters})"
        rf"|(?:{signs})) ?(?P<sign2>[+-])?)?(?P<open>\()?\Z"
    )


@cache
def units() -> Units:
    unit, money = data("units"), data("currencies")
    codes = {code: code.upper() for code in strings(money["codes"])}
    minor = cast("dict[str, list[Json]]", money["minor"])
    return Units(
        digits=numbers(unit["digits"]),
        scales=numbers(unit["scales"]),
        letters=numbers(unit["letters"]),
        fractions=numbers(unit["fractions"]),
        currencies={**codes, **names(money["aliases"]), **names(money["words"]), **names(money["signs"])},
        nations=names(money["nations"]),
        weak=frozenset(strings(money["weak"])),
        minor={code: (str(parts[0]), float(cast("float", parts[1]))) for code, parts in minor.items()},
        percent=frozenset(strings(unit["percent"])),
        points=names(unit["points"]),
        pairs=frozenset(w.partition(" ")[0] for w in (*names(unit["points"]), *strings(unit["percent"])) if " " in w),
        durations=frozenset(strings(unit["durations"])),
        measures=frozenset(strings(unit["measures"])),
        functions=frozenset(strings(unit["functions"])),
        plurals=frozenset(strings(unit["plurals"])),
        marks=frozenset(strings(unit["marks"])),
        wholes=frozenset(strings(unit["wholes"])),
        led=frozenset(cast("dict[str, Json]", data("masks")["led"])),
        utmost=frozenset(strings(unit["utmost"])),
        vague_forms=frozenset(strings(unit["vague-forms"])),
        multiples=numbers(unit["multiples"]),
        verbs=numbers(unit["verbs"]),
        folds=numbers(unit["folds"]),
        vague=frozenset(strings(unit["vague"])),
        superlatives=frozenset(strings(unit["superlatives"])),
        ordinals=numbers(unit["ordinals"]),
        head=_head([*codes, *names(money["aliases"]), *names(money["signs"])]),
    )


@cache
def pence() -> Units:
    """The same with a `p` glued to the digits as pence."""
    return units()._replace(currencies={**units().currencies, "p": "GBp"})
