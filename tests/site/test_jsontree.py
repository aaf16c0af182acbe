"""Strings in JSON know where they are written, in lists and objects alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.site.jsontree import placed
from disclint.site.scope import Sourced

PLACED = [
    ('{"footer": {"legend": "Capital is at risk."}}', ("footer", "legend"), "Capital is at risk.", True),
    ('{"a": ["x", "Capital is at risk."]}', ("a", 1), "Capital is at risk.", True),
    ('{"a": {"b": {}}, "c": [[], {"d" : "At risk."}]}', ("c", 1, "d"), "At risk.", True),
    ('["a: b", {"k: v": "It says: no."}]', (1, "k: v"), "It says: no.", True),
    (r'{"a": "It says \"no\"."}', ("a",), 'It says "no".', False),
    ('"alone"', (), "alone", True),
]


@pytest.mark.parametrize(("text", "way", "value", "exact"), PLACED)
def test_a_string_knows_where_it_is_written(text: str, way: Sequence[str | int], value: str, exact: bool) -> None:
    found = placed("a.json", text, 100)
    for step in way:
        found = found[step]  # type: ignore[index]
    assert isinstance(found, Sourced)
    assert (found, found.exact) == (value, exact)
    assert found.place.offset - 100 == (text.rindex(value) if exact else text.index(r"It says"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(JSON, st.booleans(), st.sampled_from([None, 2]))
def test_the_value_is_what_any_reader_of_json_reads(value: object, ascii_: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent)
    assert placed("a.json", text) == json.loads(text)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": }', '["', "", '{"a": 1,}', '["a" "b"]'])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        placed("a.json", text)


def test_a_large_file_takes_no_time() -> None:
    text = json.dumps({f"key {i}": ["x" * 50, {"y": i}] for i in range(20_000)})
    start = process_time()
    placed("a.json", text)
    assert process_time() - start < 5
