"""The JSON Schema for editors and the validator accept exactly the same files; no spoiled file is a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from disclint.ruleset import jsonschema
from disclint.ruleset.files import File
from disclint.ruleset.load import RuleSet, builtin_rules, load_packs
from disclint.ruleset.nodes import Faults, planted, read_yaml
from disclint.ruleset.packschema import LEXICON, PACK_FILE
from disclint.ruleset.parsing import parse_pack
from disclint.ruleset.schema import RULE
from disclint.ruleset.shape import Shape

LANGUAGE = Path(__file__).parent / "language"
KINDS = ("require", "verbatim", "forbid", "source", "metadata")


def value_of(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"), path.name).value()


WHOLE = [value_of(LANGUAGE / f"every-{kind}.yaml") for kind in KINDS]
BARE = [{"id": "x", "title": "T", kind: rule[kind]} for kind, rule in zip(KINDS, WHOLE, strict=True)]
FILES: list[tuple[Shape, dict[str, Any], list[Any]]] = [
    (RULE, jsonschema.schema(), [*WHOLE, *BARE]),
    (
        PACK_FILE,
        jsonschema.pack_schema(),
        [value_of(LANGUAGE / "pack.yaml"), {"id": "a", "title": "b", "requires": ["us/core"]}],
    ),
    (LEXICON, jsonschema.lexicon_schema(), [value_of(LANGUAGE / "lexicons" / "upside.yaml"), {"cased": ["A"]}]),
]
KEYS = sorted(
    {key for rule in WHOLE for key in rule} | {*WHOLE[0]["require"], *WHOLE[2]["forbid"], *WHOLE[1]["verbatim"]}
)
KEYS += ["within", "near", "is", "field", "lexicon", "expression", "says", "label", "cased", "terms", "nope", ""]
MATCHERS: list[Any] = WHOLE[0]["when"]["any"]
VALUES: list[Any] = [
    *(None, True, False, 0, 1, 2.0, 2.5, -1, 10**9, "", " ", "\n", "error", "off", "bank", "sentence", "10 words"),
    *("0 words", "quoted", "Not A Name", "a-name", "https://x", "2024-01-01", "en", "x\n", "abc", "any", "top"),
    *([], [None], ["a"], ["a", "b"], [["a"]], {}, {"a": "b"}, {"A B": "c"}, {"a": ["b"]}, {"near": "block"}),
    *MATCHERS,
    {"near": ["a", "b"], "within": "block"},
    {"near": ["a"], "within": "block"},
    {"near": ["a", "b", "c", "d", "e"], "within": "block"},
    {"lexicon": "a", "within": "block"},
    {"lexicon": "a", "near": ["a", "b"], "within": "block"},
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all parts of a value, itself included."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


def replace(value: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """A copy of the value that is changed at one place."""
    if not path:
        return change(value)
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replace(value[path[0]], path[1:], change)
    return copy


CHANGES: dict[str, Callable[[Any, str, Any], Any]] = {
    "another value": lambda part, key, other: other,
    "a key more": lambda part, key, other: {**part, key: other} if isinstance(part, dict) else other,
    "a key less": lambda part, key, other: (
        {k: v for k, v in part.items() if k != key} if isinstance(part, dict) else part
    ),
    "an item more": lambda part, key, other: [*part, other] if isinstance(part, list) else [part, other],
    "the first item only": lambda part, key, other: part[:1] if isinstance(part, list) else [part],
    "its first item": lambda part, key, other: part[0] if isinstance(part, list) and part else part,
    "emptied": lambda part, key, other: type(part)() if isinstance(part, dict | list) else "",
}


@st.composite
def spoiled(draw: st.DrawFn, values: list[Any]) -> Any:
    """One of the values, changed at one to three places."""
    value = draw(st.sampled_from(values))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(value)))
        part = value
        for step in path:
            part = part[step]
        keys = [*part, *KEYS] if isinstance(part, dict) else KEYS
        key, other = draw(st.sampled_from(keys)), draw(st.sampled_from(VALUES))
        change = CHANGES[draw(st.sampled_from(sorted(CHANGES)))]
        value = replace(value, path, lambda old, change=change, key=key, other=other: change(old, key, other))
    return value


def accepted(shape: Shape, value: Any) -> bool:
    faults = Faults("x.yaml")
    shape.check(planted(value), faults)
    return not faults


@pytest.mark.parametrize("shape, schema, values", FILES, ids=["rule", "pack", "lexicon"])
def test_the_schema_is_sound_and_takes_files_that_use_all_of_the_language(
    shape: Shape, schema: dict[str, Any], values: list[Any]
) -> None:
    Draft202012Validator.check_schema(schema)
    for value in values:
        assert accepted(shape, value)
        assert list(Draft202012Validator(schema).iter_errors(value)) == []


@pytest.mark.parametrize("shape, schema, values", FILES, ids=["rule", "pack", "lexicon"])
def test_a_change_at_any_single_place_is_judged_alike(shape: Shape, schema: dict[str, Any], values: list[Any]) -> None:
    validator = Draft202012Validator(schema)
    differing, refused = [], 0
    for value in values[-5:]:
        for path in places(value):
            for other in (None, 7, "x", [], {}, ["x"], {"nope": 1}):
                changed = replace(value, path, lambda old, other=other: other)
                said = accepted(shape, changed)
                refused += not said
                if said != validator.is_valid(changed):
                    differing.append((path, other, said))
    assert differing == []
    assert refused > 30


@pytest.mark.parametrize("shape, schema, values", FILES, ids=["rule", "pack", "lexicon"])
def test_the_validator_and_the_schema_agree_on_spoiled_files(
    shape: Shape, schema: dict[str, Any], values: list[Any]
) -> None:
    validator = Draft202012Validator(schema)

    @settings(max_examples=150, deadline=None)
    @given(spoiled(values))
    def agree(value: Any) -> None:
        assert accepted(shape, value) == validator.is_valid(value)

    agree()


def test_every_key_that_a_writer_can_use_is_described_for_editors() -> None:
    def undescribed(schema: Any, path: str = "") -> list[str]:
        if isinstance(schema, list):
            return [p for item in schema for p in undescribed(item, path)]
        if not isinstance(schema, dict):
            return []
        named = [
            f"{path}/{name}"
            for name, inner in schema.get("properties", {}).items()
            if "description" not in inner and "$ref" not in inner
        ]
        return named + [p for name, inner in schema.items() for p in undescribed(inner, f"{path}/{name}")]

    for _, schema, _ in FILES:
        assert undescribed(schema) == []
    assert all("description" in named for named in jsonschema.schema()["$defs"].values())


def test_the_built_in_rules_fit_the_schema_that_editors_use() -> None:
    validator = Draft202012Validator(jsonschema.schema())
    lexicons = Draft202012Validator(jsonschema.lexicon_schema())
    files = sorted(builtin_rules().rglob("*.yaml"))
    assert len(files) > 20
    for path in files:
        judge = lexicons if path.parent.name == "lexicons" else validator
        if path.name != "pack.yaml":
            assert [error.message for error in judge.iter_errors(value_of(path))] == [], path


TEXTS = [path.read_text(encoding="utf-8") for path in sorted(LANGUAGE.glob("*.yaml"))]
SNIPPETS = [
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "\t",
    "&a ",
    "*a",
    "!t ",
    "#",
    "|",
    ">",
    "\x00",
    "\ud800",
    "?",
    "%",
]
SNIPPETS += ["\\", "(", "*+", "{upside}", "---\n", "...\n", "  ", "<<: ", "~", "\u2028", "\ufeff", "9" * 400, "1e999"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_text_however_spoiled_raises_anything(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 5, 40])))
        text = text[:start] + data.draw(st.sampled_from(SNIPPETS)) + text[end:]
    file = File(str(LANGUAGE / "every-forbid.yaml"), text.encode("utf-8", "surrogatepass"))
    loaded = parse_pack(str(LANGUAGE), [file], {}, builtin=True)
    for problem in loaded.problems:
        assert problem.line and problem.column and problem.message and "\n" not in problem.message
    assert bool(loaded.rules) != bool(loaded.problems)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoiled([*WHOLE, *BARE]))
def test_no_value_however_spoiled_raises_anything(value: Any) -> None:
    import json

    # JSON is YAML, save for the escapes of a few characters that are not used here
    text = json.dumps(value, ensure_ascii=False)
    loaded = parse_pack("house", [File("house/x.yaml", text.encode())], {}, builtin=False)
    assert bool(loaded.rules) != bool(loaded.problems)


def test_the_whole_language_loads_without_a_problem() -> None:
    found: RuleSet = load_packs([LANGUAGE])
    assert found.problems == ()
    assert [rule.kind for rule in found.rules] == sorted(KINDS, key=lambda kind: f"every-{kind}")
