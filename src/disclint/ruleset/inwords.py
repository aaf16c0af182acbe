"""Matchers and other values of rule files in one line of plain words."""

from __future__ import annotations

import json

from disclint.ruleset.rule import Json

LONG = 70  # characters of a value that a line shows
_NAMED = {"lexicon": "lexicon {}", "entity": "a configured name ({})", "name": "the name of a {}",
          "statement": "the statement {}", "field": "the front-matter field {}"}  # fmt: skip


def shown(value: Json) -> str:
    """The value as a line of a message holds it: text in quotation marks, a matcher by what it finds, at most about 70
    characters of each text."""
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(map(str, value))
    if isinstance(value, dict) and (words := _matcher(value)):
        return words
    return _cut(json.dumps(value, ensure_ascii=False))


def _matcher(value: dict[str, Json]) -> str:
    """Empty for what is no matcher, or one that has no short form."""
    near, quantity, cased = (value.get(key) for key in ("near", "quantity", "cased"))
    if isinstance(near, list):
        return f"{' near '.join(map(shown, near))} (within {value.get('within')})"
    if quantity is not None:
        kinds = [str(kind) for key in ("is", "quantity") for kind in _several(value.get(key))]
        return f"a figure ({' '.join(kinds)})"
    if isinstance(cased, str) and len(value) == 1:
        return f"'{_cut(cased)}' in these capitals"
    return next((_named(value, key) for key in _NAMED if isinstance(value.get(key), str)), "")


def _named(value: dict[str, Json], key: str) -> str:
    rest = {name: inner for name, inner in value.items() if name != key}
    more = f" {json.dumps(rest, ensure_ascii=False)}" if rest else ""
    return _NAMED[key].format(value[key]) + more


def _several(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _cut(words: str) -> str:
    return words if len(words) <= LONG else words[: LONG - 1] + "…"
