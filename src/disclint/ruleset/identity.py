"""Which rule it is to the letter: a hash of what a rule file says, whatever its layout, and of the lexicons it uses.

Comments, layout, the order of keys, examples and history make no difference to the hash; every other word does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from disclint.digests import sha256
from disclint.ruleset.rule import Json, Lexicon, Rule

UNCOUNTED = ("examples", "history")
WORDING = ("title", "why", "message", "fix", "label", "note")  # prose, in which line breaks mean nothing
_INSERTED = re.compile(r"\{([A-Za-z][\w-]*)\}")

Content = dict[str, Json]


def content(value: Json) -> Content:
    """What a rule file's value says, less its examples and its history."""
    said = value if isinstance(value, dict) else {}
    return {key: _plain(inner, key) for key, inner in said.items() if key not in UNCOUNTED}


def _plain(value: Json, key: str) -> Json:
    if isinstance(value, dict):
        return {name: _plain(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, key) for inner in value]
    if not isinstance(value, str):
        return value
    return " ".join(value.split()) if key in WORDING else value.strip()


def content_of(rule: Rule) -> Content:
    """The content of a loaded rule. DisclintError where its file can't be read any more."""
    from disclint.ruleset.compiled import read_bytes, text_of
    from disclint.ruleset.nodes import read_yaml

    return content(read_yaml(text_of(read_bytes(rule.path), rule.path), rule.path).value())


def lexicon_value(lexicon: Lexicon) -> Content:
    """A lexicon's terms as they are matched, under the keys of its file."""
    said = {"terms": lexicon.terms, "cased": lexicon.cased, "not": lexicon.anti}
    found: Content = {key: list(terms) for key, terms in said.items() if terms}
    found["lang"] = lexicon.lang
    return found


def used(said: Json, known: Iterable[str], key: str = "") -> tuple[str, ...]:
    """The lexicons that a content names or inserts, sorted."""
    names = frozenset(known)
    return tuple(sorted({name for name in _named(said, key) if name in names}))


def _named(value: Json, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in (*WORDING, "texts"):
                yield from _named(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, key)
    elif isinstance(value, str):
        yield from (value,) if key == "lexicon" else _INSERTED.findall(value)


def rule_hash(said: Content, lexicons: Mapping[str, Lexicon]) -> str:
    """The SHA-256 of a rule, in hexadecimal: of the JSON of its content and of its lexicons, keys sorted, ASCII, no blanks."""
    words: Content = {name: lexicon_value(lexicons[name]) for name in used(said, lexicons)}
    return _hashed({"rule": said, "lexicons": words})


def set_hash(rules: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of a rule set: of the JSON of its sorted pairs of id and hash. Empty for no rules."""
    pairs = sorted(set(rules))
    return _hashed([[id, digest] for id, digest in pairs]) if pairs else ""


def _hashed(value: Json) -> str:
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
