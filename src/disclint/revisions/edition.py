"""A rule set as it stood at some time: loaded from folders, or read from the JSON that `disclint rules list` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from disclint.model import DisclintError
from disclint.ruleset.identity import Content, content_of, lexicon_value, used
from disclint.ruleset.revision import Revision
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet


class Entry(NamedTuple):
    """One rule: its content as its file says it, its hash and its history, the oldest change first."""

    id: str
    pack: str
    content: Content
    hash: str = ""
    history: tuple[Revision, ...] = ()

    @property
    def title(self) -> str:
        return str(self.content.get("title", ""))


class Edition(NamedTuple):
    """`name` is what people call it. `scope` says which rules it holds: those of a configuration (here), or all."""

    name: str
    rules: Mapping[str, Entry]
    lexicons: Mapping[str, Content]
    scope: str = "here"


def edition(ruleset: RuleSet, name: str) -> Edition:
    """The edition that a loaded rule set is. DisclintError where one of its files can't be read any more."""
    rules = {r.id: Entry(r.id, r.pack, content_of(r), r.hash, r.history) for r in ruleset.rules}
    names = {name for entry in rules.values() for name in used(entry.content, ruleset.lexicons)}
    return Edition(name, rules, {name: lexicon_value(ruleset.lexicons[name]) for name in sorted(names)})


def saved(path: str) -> Edition:
    """The edition in a file that `disclint rules list --format json` wrote. DisclintError, with what to do, where it is none."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            value = json.load(file)
    except OSError as error:
        raise DisclintError(f"cannot be read: {error.strerror or error}", path) from None
    except (ValueError, RecursionError):
        raise _strange(path) from None
    if not isinstance(value, dict) or not isinstance(value.get("rules"), list):
        raise _strange(path)
    if value.get("scope") == "filtered":
        message = "the list was filtered, so rules would seem to be gone; save it without --pack and the like"
        raise DisclintError(message, path)
    try:
        rules = {entry.id: entry for entry in map(_entry, value["rules"])}
        lexicons = {str(name): dict(said) for name, said in value["lexicons"].items()}
        return Edition(path, rules, lexicons, str(value["scope"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _strange(path) from None


def _entry(value: Json) -> Entry:
    if not isinstance(value, dict) or not isinstance(value["content"], dict) or not isinstance(value["history"], list):
        raise ValueError("no rule")
    history = tuple(Revision(str(r["date"]), str(r["effect"]), str(r["what"])) for r in value["history"])  # type: ignore[call-overload,index]
    return Entry(str(value["id"]), str(value["pack"]), value["content"], str(value["hash"]), history)


def _strange(path: str) -> DisclintError:
    return DisclintError("is no saved rule set; write one with: disclint rules list --format json > FILE", path)
