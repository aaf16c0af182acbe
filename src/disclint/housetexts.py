"""The house's own texts as the configuration names them, and whom they serve."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from disclint.ruleset.rule import Json


class Disclosure(NamedTuple):
    """One entry. One of `text`, `shortcode` and `include` is not empty. `serves` are rules and statements."""

    name: str
    text: str = ""
    approved_by: str = ""
    approved_on: str = ""
    shortcode: str = ""
    include: str = ""
    serves: tuple[str, ...] = ()


def text_of(value: Json) -> str:
    """An entry's text; empty for a tag that prints it."""
    said = value.get("text") if isinstance(value, dict) else value
    return said if isinstance(said, str) else ""


def disclosures(section: Mapping[str, Json]) -> tuple[Disclosure, ...]:
    """The entries that say whom they serve; a lone text is only there to be named in a rule's words."""
    return tuple(_disclosure(name, value) for name, value in section.items() if isinstance(value, dict))


def _disclosure(name: str, value: Mapping[str, Json]) -> Disclosure:
    said = {
        key: str(value[key]) for key in ("text", "approved_by", "approved_on", "shortcode", "include") if key in value
    }
    also = value.get("for")
    several = also if isinstance(also, list) else [also] if also else []
    return Disclosure(name, **said, serves=tuple(dict.fromkeys((name, *map(str, several)))))


def strangers(entries: Collection[Disclosure], known: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Entries that serve something unknown: their names, each with the unknown one. An entry that has `for` may be
    called anything."""
    return tuple(
        (entry.name, name) for entry in entries for name in (entry.serves[1:] or entry.serves) if name not in known
    )
