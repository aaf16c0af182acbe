"""Strings of YAML, TOML and JSON know where they are written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from disclint.formats.frontmatter import Broken
from disclint.site.data import folded, front_matter, load
from disclint.site.scope import Sourced

TOML = '''title = "Tallow & Sons"
[params]
plain = 'single'
escaped = "\\u0041 word"
long = """
two
lines"""
words = ["one", "two"]
[[params.firms]]
name = "first"
[[params.firms]]
name = "second"
[params.firms.deep]
er = "deeper"
'''
YAML = """title: Tallow & Sons
params:
  - name: "first"
    long: |
      two
      lines
    folded: one
      line
  - 'second'
flow: {a: b}
day: 2024-01-02
"""
JSON = '{"title": "Tallow", "params": {"name": "first", "list": ["one"]}, "count": 2}'


def strings(value: object, way: str = "") -> Iterator[tuple[str, Sourced]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{way}.{key}".strip("."))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from strings(item, f"{way}.{i}")
    elif isinstance(value, Sourced):
        yield way, value


@pytest.mark.parametrize(
    ("path", "text", "exact", "loose"),
    [
        (
            "a.toml",
            TOML,
            {
                "title": "Tallow & Sons",
                "params.plain": "single",
                "params.long": "two\nlines",
                "params.firms.0.name": "first",
                "params.firms.1.name": "second",
                "params.firms.1.deep.er": "deeper",
            },
            {
                "params.escaped": ("A word", "\\u0041"),
                "params.words.0": ("one", '["one"'),
                "params.words.1": ("two", '["one"'),
            },
        ),
        (
            "a.yaml",
            YAML,
            {"title": "Tallow & Sons", "params.0.name": "first", "params.1": "second", "flow.a": "b", "day": "2024-01-02"},
            {"params.0.long": ("two\nlines\n", "two\n"), "params.0.folded": ("one line", "one\n")},
        ),
        (
            "a.json",
            JSON,
            {"title": "Tallow", "params.name": "first", "params.list.0": "one"},
            {},
        ),
    ],
)  # fmt: skip
def test_a_string_knows_its_place(
    path: str, text: str, exact: dict[str, str], loose: dict[str, tuple[str, str]]
) -> None:
    found = dict(strings(load(path, text)))
    assert {way: str(value) for way, value in found.items() if value.exact} == exact
    for way, value in exact.items():
        assert text.startswith(value, found[way].place.offset)
    assert {way: str(value) for way, value in found.items() if not value.exact} == {w: v for w, (v, _) in loose.items()}
    for way, (_, written) in loose.items():
        assert text.startswith(written, found[way].place.offset)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "a: [b"),
        ("a.yaml", "[" * 5_000),
        ("a.toml", "= 1"),
        ("a.toml", "a = " + "[" * 5_000),
        ("a.json", "{"),
        ("a.json", "[" * 50_000),
    ],
)
def test_what_can_not_be_read_is_broken(path: str, text: str) -> None:
    with pytest.raises(Broken):
        load(path, text)


@pytest.mark.parametrize(
    ("text", "fields", "at"),
    [
        ("---\ntitle: A\n---\nwords", {"title": "A"}, 11),
        ('+++\ntitle = "A"\n+++\n', {"title": "A"}, 13),
        ('{"title": "A"}\nwords', {"title": "A"}, 11),
        ("---\ntitle: [\n---\n", {}, -1),
        ("---\ntitle: A\n", {}, -1),
        ("words", {}, -1),
    ],
)
def test_front_matter_is_read_with_its_places(text: str, fields: dict[str, str], at: int) -> None:
    found = front_matter("a.md", text)
    assert found == fields
    assert [value.place.offset for _, value in strings(found)] == ([at] if at >= 0 else [])


def test_an_anchor_inside_itself_is_nothing_and_merged_keys_are_taken() -> None:
    assert load("a.yaml", "a: &a [*a]\nb: &b {c: 1}\nd: {<<: *b, e: 2}\n") == {
        "a": [None],
        "b": {"c": 1},
        "d": {"c": 1, "e": 2},
    }


def test_names_are_folded_all_the_way_down() -> None:
    assert folded({"A": [{"B": 1}], "C": {"D": "E"}}) == {"a": [{"b": 1}], "c": {"d": "E"}}
