"""Tokens of HTML: cut as a browser cuts them, without gaps, in one pass."""

from __future__ import annotations

from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.formats.tokens import Lexer, attributes, decoded


def cut(text: str) -> list[tuple[str, str, str]]:
    """Kind, name and inner text of every token."""
    return [(t.kind, t.name, text[t.inner_start : t.inner_end]) for t in Lexer(text).tokens(0, len(text))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("a < b <3 & <", [("text", "", "a < b <3 & <")]),
        ("<P Class=x>a</p >", [("start", "p", " Class=x"), ("text", "", "a"), ("end", "p", "")]),
        ("<a b='>' c=\">\">", [("start", "a", " b='>' c=\">\"")]),
        ("<a b=c/>", [("start", "a", " b=c/")]),
        ("<a<b>", [("start", "a<b", "")]),
        ("</>x</3>", [("comment", "", ""), ("text", "", "x"), ("comment", "", "3")]),
        ("x</", [("text", "", "x</")]),
        ("<!-- a -- b --->c", [("comment", "", " a -- b -"), ("text", "", "c")]),
        ("<!-->a<!--->b<!--c--!>", [("comment", "", ""), ("text", "", "a"), ("comment", "", ""), ("text", "", "b"),
          ("comment", "", "c")]),
        ("a<!-- b <p>", [("text", "", "a"), ("open-comment", "", " b <p>")]),
        ("<!DOCTYPE html><?xml a?>", [("declaration", "!doctype", " html>"), ("comment", "", "xml a?")]),
        ("<script>a</b></SCRIPT >c", [("start", "script", ""), ("raw", "script", "a</b>"), ("end", "script", ""),
          ("text", "", "c")]),
        ("<title></titles></title>", [("start", "title", ""), ("raw", "title", "</titles>"), ("end", "title", "")]),
        ("<style>a", [("start", "style", ""), ("raw", "style", "a")]),
        ("a<p class='b>c", [("text", "", "a"), ("cut", "p", " class='b>c")]),
        ("<![CDATA[a]]>", [("comment", "", "[CDATA[a]]")]),
        ("<svg><![CDATA[<p>]]></svg>", [("start", "svg", ""), ("raw", "![cdata[", "<p>"), ("end", "svg", "")]),
        ("<svg><title>a<b></title>", [("start", "svg", ""), ("start", "title", ""), ("text", "", "a"),
          ("start", "b", ""), ("end", "title", "")]),
        ("<svg><p><title>a</title>", [("start", "svg", ""), ("start", "p", ""), ("start", "title", ""),
          ("raw", "title", "a"), ("end", "title", "")]),
    ],
)  # fmt: skip
def test_markup_is_cut_as_the_standard_says(text: str, tokens: list[tuple[str, str, str]]) -> None:
    assert cut(text) == tokens


def test_what_one_stretch_leaves_open_goes_on_in_the_next() -> None:
    text = "<!-- a|b --> c <script>d|</p>|</script>e"
    stops = [0, *(i for i, c in enumerate(text) if c == "|"), len(text)]
    lexer = Lexer(text)
    kinds = [[t.kind for t in lexer.tokens(a, b)] for a, b in pairwise(stops)]
    assert kinds == [
        ["open-comment"],
        ["comment-end", "text", "start", "raw"],
        ["raw"],
        ["raw", "end", "text"],
    ]


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("", {}),
        (" a", {"a": ""}),
        (" A = 'x y' b=\"\" c=d/e / f", {"a": "x y", "b": "", "c": "d/e", "f": ""}),
        (" a=1 a=2", {"a": "1"}),
        ('a="x"b=y', {"a": "x", "b": "y"}),
        (" =a b== c", {"=a": "", "b": "=", "c": ""}),
        (" a='x", {"a": "x"}),
        (" a=\n b", {"a": "b"}),
    ],
)
def test_attributes_come_with_the_place_of_their_values(tag: str, found: dict[str, str]) -> None:
    text = f"<x{tag}>"
    assert {name: text[a:b] for name, (a, b) in attributes(text, 2, len(text) - 1).items()} == found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a&amp;b", [("a", "a"), ("&", "&amp;"), ("b", "b")]),
        ("&notit; &copy2", [("¬", "&not"), ("it; ", "it; "), ("©", "&copy"), ("2", "2")]),
        ("&#8364;&#x20ac &#150;", [("€", "&#8364;"), ("€", "&#x20ac"), (" ", " "), ("–", "&#150;")]),
        ("&NotEqualTilde;", [("≂̸", "&NotEqualTilde;")]),
        ("& &; &# &#x; &nothing; &x", [("& &; &# &#x; ", "& &; &# &#x; "), ("¬", "&not"), ("hing; &x", "hing; &x")]),
        ("&#" + "9" * 6000 + ";", [("\ufffd", "&#" + "9" * 6000 + ";")]),
    ],
)
def test_references_are_decoded_piece_by_piece(text: str, pieces: list[tuple[str, str]]) -> None:
    assert [(value, text[a:b]) for value, a, b in decoded(text, 0, len(text))] == pieces


@pytest.mark.parametrize(
    ("text", "value"), [("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"), ("a&amp;b&copy", "a&b©"), ("&notit;", "&notit;")]
)
def test_in_attributes_a_name_without_semicolon_may_be_plain_text(text: str, value: str) -> None:
    assert "".join(piece for piece, _, _ in decoded(text, 0, len(text), attribute=True)) == value


@given(st.text(st.sampled_from("&#x;amplnotceg19 =")))
def test_decoding_text_agrees_with_the_standard_library(text: str) -> None:
    pieces = list(decoded(text, 0, len(text)))
    assert "".join(value for value, _, _ in pieces).replace("\ufffd", "") == unescape(text).replace("\ufffd", "")
    assert [a for _, a, _ in pieces] == [0, *(b for _, _, b in pieces)][: len(pieces)]


markup = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "/",
            "a",
            " ",
            "=",
            '"',
            "'",
            "<!--",
            "-->",
            "-",
            "!",
            "<p",
            "<script>",
            "</script",
            "<svg>",
            "</svg>",
            "<![CDATA[",
            "]]>",
            "<?",
            "<title>",
            "</title>",
            "&amp;",
            "\n",
            "<!doctype",
        ]
    )
).map("".join)


@given(markup, st.integers(0, 60))
def test_tokens_cover_the_text_without_gaps_however_it_is_split(text: str, split: int) -> None:
    lexer = Lexer(text)
    place = 0
    for start, end in ((0, min(split, len(text))), (min(split, len(text)), len(text))):
        for token in lexer.tokens(start, end):
            assert token.start == place < token.end <= end
            assert token.start <= token.inner_start <= token.inner_end <= token.end
            place = token.end
    assert place == len(text)


@pytest.mark.parametrize(
    "unit",
    ["<", "<!--", "<a ", "<a href=\"", "<a b='", "</", "</x ", "<a>", "<![CDATA[", "<!", "<?", "<script></scrip", "&", "&am",
     "&#", "<a =", "<a b=", "- ", "<!-- -", "<svg><![CDATA[", "<title>", "<a\n", '"', "<textarea></textarea"],
)  # fmt: skip
def test_hostile_input_is_read_once(unit: str) -> None:
    """A second reading of the rest at every unit would take minutes here."""
    for text in (unit * 50_000, "<a " + unit * 50_000, "<!--" + unit * 50_000, "<svg>" + unit * 50_000):
        ends = [token.end for token in Lexer(text).tokens(0, len(text))]
        assert ends[-1] == len(text)
        assert sum(last - first for _, first, last in decoded(text, 0, len(text))) == len(text)
        assert len(attributes(text, 0, len(text))) < 100
