"""Rules, lexicons and reports as plain JSON and back: a value of type T is `{"T": [fields]}`, trailing defaults left out."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any, cast

from disclint.ruleset import rule as values
from disclint.ruleset.pack import Definition, Pack
from disclint.ruleset.rule import Json, Rule

Types = Mapping[str, Any]


def types_in(module: ModuleType) -> Types:
    """The types of a module whose values can be written, by their names."""
    return {
        name: kind
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
    }


_TYPES: Types = {**types_in(values), "Pack": Pack, "Definition": Definition}


def from_json(data: Json) -> Rule:
    """The rule that `to_json` wrote; ValueError or TypeError where the data is none."""
    rule = decode(data)
    if not isinstance(rule, Rule):
        raise ValueError("not a rule")
    return rule


def to_json(value: object) -> Json:
    """A value of such types, and of strings, numbers, tuples and mappings, as JSON that `decode` turns into an equal one."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = list(cast("tuple[object, ...]", value))
        defaults = getattr(value, "_field_defaults", {})
        names = list(value._fields)
        while fields and names[-1] in defaults and fields[-1] == defaults[names[-1]]:
            fields.pop()
            names.pop()
        return {type(value).__name__: [to_json(field) for field in fields]}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    return cast(Json, value)


def decode(data: Json, types: Types = _TYPES) -> Any:
    """Any value of these types (of the rule language); TypeError where the fields are not a type's own."""
    if type(data) is list:
        return tuple([item if type(item) is str else decode(item, types) for item in data])
    if type(data) is not dict:
        return data
    if len(data) == 1:
        ((name, fields),) = data.items()
        kind = types.get(name)
        if kind is not None and type(fields) is list:
            return kind(*[item if type(item) is str else decode(item, types) for item in fields])
    return {key: decode(item, types) for key, item in data.items()}
