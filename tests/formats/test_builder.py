"""The builder: white space, maps, blocks, marks, links, shadow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.document import Document
from disclint.formats.builder import INVISIBLE, Builder, Strip
from disclint.model import Source


def built(text: str) -> Document:
    builder = Builder(Source("a", text), "text")
    builder.text(text, 0, len(text))
    return builder.build()


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("a b", "a b"),
        ("  a  b  ", "a b"),
        ("a\t\nb", "a b"),
        ("a\u00a0b", "a\u00a0b"),
        ("a \u00a0 b", "a b"),
        ("a\u200bb\u00ad c\u2060", "ab c"),
        ("\ufeffa", "a"),
        (" ", ""),
        ("\u200b", ""),
    ],
)
def test_white_space_collapses_and_what_nobody_sees_goes(text: str, readable: str) -> None:
    assert built(text).text == readable


@given(st.text(st.sampled_from(f"ab é日𝒳\u00a0\t\n\r\u2028\x1c\x85 {INVISIBLE}"), max_size=40))
def test_every_character_leads_back_to_its_source(text: str) -> None:
    strip = Strip()
    strip.add(text, 0, len(text))
    readable, source_map = strip.finish()
    assert readable.split() == "".join(c for c in text if c not in INVISIBLE).split()
    for i, char in enumerate(readable):
        source = text[slice(*source_map.source_span(i, i + 1))]
        assert source == char if not char.isspace() else source.strip(INVISIBLE + " \u00a0\t\n\r\u2028\x1c\x85") == ""
    for i, char in enumerate(text):
        if not char.isspace() and char not in INVISIBLE:
            assert readable[source_map.text_offset(i)] == char


@given(st.lists(st.text("ab \t\u200b", max_size=5), max_size=6))
def test_it_does_not_matter_how_text_is_cut(parts: list[str]) -> None:
    whole, cut = Strip(), Strip()
    text = "".join(parts)
    whole.add(text, 0, len(text))
    at = 0
    for part in parts:
        cut.add(part, at, at + len(part))
        at += len(part)
    assert cut.finish()[0] == whole.finish()[0]


def test_an_entity_maps_as_a_whole() -> None:
    source = "a &amp; b"
    builder = Builder(Source("a", source), "text")
    for value, start, end in (("a ", 0, 2), ("&", 2, 7), (" b", 7, 9)):
        builder.text(value, start, end)
    document = builder.build()
    assert document.text == "a & b"
    assert [source[slice(*document.source_span(i, i + 1))] for i in range(5)] == ["a", " ", "&amp;", " ", "b"]
    assert document.source_span(0, 5) == (0, 9)


def test_blocks_are_disjoint_and_joined_by_one_line_break() -> None:
    builder = Builder(Source("a", "onetwothree"), "text")
    builder.open_block("heading", 2)
    builder.text("one", 0, 3)
    builder.open_block("item")
    builder.open_block("item")
    builder.text("two", 3, 6)
    builder.close_block()
    builder.text("three", 6, 11)
    document = builder.build()
    assert document.text == "one\ntwo\nthree"
    assert document.blocks == ((0, 3, "heading", 2), (4, 7, "item", 0), (8, 13, "paragraph", 0))
    assert document.sections == ((0, 13, 2, "one"),)


def test_marks_and_links_hold_what_was_read_between() -> None:
    builder = Builder(Source("a", "abcd"), "text")
    builder.open_mark("quote")
    builder.open_link("t")
    builder.text("ab", 0, 2)
    builder.close_link()
    builder.open_link("empty")
    builder.close_link()
    assert builder.close_mark("quote") == ("quote", 0, 2, "")
    assert builder.close_mark("quote") is None
    builder.open_mark("list")
    assert builder.close_mark("list") is None
    assert builder.build().links == ((0, 2, "t"), (2, 2, "empty"))


def test_diverted_text_is_shadow_of_the_outermost_kind() -> None:
    builder = Builder(Source("a", "abcdef"), "text")
    builder.text("a", 0, 1)
    builder.divert("hidden")
    builder.text("b", 1, 2)
    builder.divert("code")
    builder.text("c", 2, 3)
    builder.restore()
    builder.text("d", 3, 4)
    builder.restore()
    builder.text("e", 4, 5)
    document = builder.build()
    assert document.text == "ae"
    assert [(p.kind, p.text) for p in document.shadow] == [("hidden", "bcd")]
    assert document.shadow[0].map.source_span(0, 3) == (1, 4)


def test_a_passage_of_many_lines_maps_every_line() -> None:
    text = "xx one\n  two\n\n three"
    builder = Builder(Source("a", text), "text")
    passage = builder.passage("comment", text[3:], 3, len(text))
    assert passage is not None
    assert passage.text == "one two\nthree"
    for word in ("one", "two", "three"):
        at = passage.text.index(word)
        assert passage.map.source_span(at, at + len(word)) == (text.index(word), text.index(word) + len(word))
    assert builder.passage("comment", " \n ", 0, 3) is None
