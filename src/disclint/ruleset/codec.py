"""Rules and lexicons as plain JSON and back: a value of type T is `{"T": [fields]}`, trailing defaults left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from disclint.ruleset import rule as values
from disclint.ruleset.pack import Definition, Pack
from disclint.ruleset.rule import Json, Lexicon, Rule

_TYPES: dict[str, Any] = {
    name: kind
    for name, kind in vars(values).items()
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
}
_TYPES |= {"Pack": Pack, "Definition": Definition}


def to_json(value: Rule | Lexicon | Pack | Definition) -> Json:
    """The value as JSON that `from_json` turns into an equal one."""
    return _encode(value)


def from_json(data: Json) -> Rule:
    """The rule that `to_json` wrote; ValueError or TypeError where the data is none."""
    rule = decode(data)
    if not isinstance(rule, Rule):
        raise ValueError("not a rule")
    return rule


def _encode(value: object) -> Json:
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = list(cast("tuple[object, ...]", value))
        defaults = getattr(value, "_field_defaults", {})
        names = list(value._fields)
        while fields and names[-1] in defaults and fields[-1] == defaults[names[-1]]:
            fields.pop()
            names.pop()
        return {type(value).__name__: [_encode(field) for field in fields]}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    return cast(Json, value)


def decode(data: Json) -> Any:
    """Any value of the rule language; TypeError where the fields are not a type's own."""
    if type(data) is list:
        return tuple([item if type(item) is str else decode(item) for item in data])
    if type(data) is not dict:
        return data
    if len(data) == 1:
        ((name, fields),) = data.items()
        kind = _TYPES.get(name)
        if kind is not None and type(fields) is list:
            return kind(*[item if type(item) is str else decode(item) for item in fields])
    return {key: decode(item) for key, item in data.items()}
