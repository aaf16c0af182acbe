"""YAML becomes a tree with places; scalars mean what YAML 1.2's core schema says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.model import DisclintError
from disclint.ruleset.nodes import Faults, ListNode, MapNode, Scalar, find, parse_yaml, planted, read_yaml
from disclint.ruleset.shape import Anything, Either, Flag, Key, Keys, Many, Number, Shape, Table, Text, Whole, Words

SCALARS = [
    ("off", "off"),
    ("no", "no"),
    ("Yes", "Yes"),
    ("1:30", "1:30"),
    ("2024-01-01", "2024-01-01"),
    ("1_000", "1_000"),
    ("0o17", 15),
    ("0x1F", 31),
    ("017", 17),
    ("-12", -12),
    ("+5", 5),
    ("1.5", 1.5),
    (".5", 0.5),
    ("1e3", 1000.0),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("9" * 40, "9" * 40),
    ("1e999", "1e999"),
    ("true", True),
    ("FALSE", False),
    ("tRue", "tRue"),
    ("~", None),
    ("null", None),
    ("", None),
    ("'true'", "true"),
    ('"7"', "7"),
    ("''", ""),
    ("|\n  a\n  b\n", "a\nb\n"),
    (">\n  a\n  b\n", "a b\n"),
]


@pytest.mark.parametrize("written, meant", SCALARS)
def test_a_scalar_means_what_the_core_schema_says(written: str, meant: object) -> None:
    value = read_yaml(f"a: {written}\n", "x.yaml").value()
    assert value == {"a": meant}
    assert type(value["a"]) is type(meant)


def test_every_node_knows_its_line_and_column() -> None:
    text = "\ufeff# é\r\na: é€😀\r\nb:\r\n  - {c: [1, 'x']}\r\n  -\r\n    - y\r\n"
    root = read_yaml(text, "x.yaml")
    assert isinstance(root, MapNode)
    placed = {(): (2, 1), ("a",): (2, 4), ("b",): (4, 3), ("b", 0): (4, 5), ("b", 0, "c"): (4, 9)}
    placed |= {("b", 0, "c", 0): (4, 10), ("b", 0, "c", 1): (4, 13), ("b", 1, 0): (6, 7)}
    for path, place in placed.items():
        node = find(root, *path)
        assert (node.line, node.column) == place, path
    assert root.key("b") == Scalar("b", 3, 1)
    assert list(root.keys()) == ["a", "b"]
    assert find(root, "b", 5) == root.get("b")


def test_lines_are_counted_as_editors_count_them() -> None:
    # U+2028 and U+0085 end a line for YAML's parser, not for an editor
    root = read_yaml("a: 'x\u2028 y'\nb: 'x\x85 y'\nc: 1\n", "x.yaml")
    assert [find(root, key).line for key in "abc"] == [1, 2, 3]


def test_reading_raises_the_first_fault_with_its_place() -> None:
    with pytest.raises(DisclintError) as error:
        read_yaml("a: 1\nb: 1\nb: 2\na: 3\n", "rules/x.yaml")
    assert (
        str(error.value.problem) == 'rules/x.yaml:3:1: the key "b" is here twice; it stands already at line 2, column 1'
    )


def test_faults_stand_in_the_order_of_their_places_and_a_settled_place_has_no_second_one() -> None:
    faults = Faults("x.yaml")
    faults.place(3, 1, "late")
    faults.place(1, 2, "early")
    faults.settle()
    faults.place(3, 1, "more")
    faults.place(2, 1, "between")
    assert [p.message for p in faults.problems] == ["early", "between", "late"]


# JSON writes what lies beyond as two escapes, which YAML doesn't join
WORDS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_a_plain_value_survives_planting(value: object) -> None:
    assert planted(value).value() == value


@given(JSON)
def test_json_is_read_as_the_yaml_that_it_is(value: object) -> None:
    assert read_yaml(json.dumps({"a": value}), "").value() == {"a": value}


def test_a_tree_may_be_huge_but_not_deep() -> None:
    faults = Faults("x.yaml")
    wide = parse_yaml("\n".join(f"- {i}" for i in range(20_000)), faults)
    assert isinstance(wide, ListNode) and len(wide.items) == 20_000 and not faults
    parse_yaml("[" * 30 + "]" * 30, faults)
    assert [str(p) for p in faults.problems] == ["x.yaml:1:25: nested deeper than 24 levels"]


SHAPES: list[tuple[Shape, str, str | None]] = [
    (Text(""), "abc", None),
    (Text(""), "7", "expected text, found the number 7; put it in quotes"),
    (Text(""), "' '", "expected text, found empty text"),
    (Text("", empty=True), "''", None),
    (Text("", "^a", "an a"), "ba", 'expected an a, found "ba"'),
    (Words("", ("one", "two")), "onne", 'expected one of one, two, found "onne"; did you mean "one"?'),
    (
        Words("", ("broker-dealer",)),
        "Broker_Dealer",
        'expected broker-dealer, found "Broker_Dealer"; did you mean "broker-dealer"?',
    ),
    (Flag(""), "true", None),
    (Flag(""), "yes", 'expected true or false, found "yes"'),
    (Whole("", 1, 9), "9", None),
    (Whole("", 1, 9), "9.0", None),
    (Whole("", 1, 9), "10", "expected a whole number from 1 to 9, found the number 10"),
    (Whole("", 1, 9), "1.5", "expected a whole number from 1 to 9, found the number 1.5"),
    (Whole("", 0, 9), "true", "expected a whole number from 0 to 9, found true"),
    (Number(""), "1.5", None),
    (Number(""), "x", 'expected a number, found "x"'),
    (Anything(""), "{a: [1]}", None),
    (Many("", Text("")), "[a, b]", None),
    (Many("", Text("")), "a", 'expected a list, found "a"; write it as [ … ]'),
    (Many("", Text("")), "[]", "the list is empty"),
    (Many("", Text(""), lone=True), "a", None),
    (Many("", Text(""), most=1), "[a, b]", "expected at most 1 items, found 2"),
    (Table("", Flag("")), "{a: true}", None),
    (Table("", Flag("")), "{}", "nothing stands in here"),
    (Table("", Flag(""), "^[a-z]$", "one letter"), "{ab: true}", 'the name "ab" should be one letter'),
    (Keys("", {"a": Key(Flag(""))}), "{}", None),
    (Keys("", {"a": Key(Flag(""), required=True)}), "{}", 'the key "a" is missing'),
    (Keys("", {"alpha": Key(Flag(""))}), "{alhpa: true}", 'unknown key "alhpa"; did you mean "alpha"?'),
    (Keys("", {"alpha": Key(Flag(""))}), "{Alpha: true}", 'unknown key "Alpha"; did you mean "alpha"?'),
    (Keys("", {"alpha": Key(Flag(""))}), "{x: true}", 'unknown key "x"; the keys here are alpha'),
    (Either("", (Flag(""), Text(""))), "x", None),
    (Either("", (Flag(""), Text(""))), "3", "expected true or false or text, found the number 3"),
    (Either("", (Flag(""), Many("", Flag("")))), "[3]", "expected true or false, found the number 3"),
]


@pytest.mark.parametrize("shape, text, expected", SHAPES)
def test_a_shape_says_what_it_expected_and_what_it_found(shape: Shape, text: str, expected: str | None) -> None:
    faults = Faults("")
    shape.check(read_yaml(text, ""), faults)
    assert [p.message for p in faults.problems] == ([expected] if expected else [])
