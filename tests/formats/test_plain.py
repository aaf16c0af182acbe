"""Plain text: paragraphs, headings, items and quotations told by layout alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.document import Document
from disclint.formats.plain import parse
from disclint.model import Source

SEED = next((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))


def document(text: str) -> Document:
    return parse(Source("a.txt", text))


def blocks(text: str) -> list[tuple[str, str]]:
    read = document(text)
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


WRAPPED = (
    "Stocks rose on Monday as investors weighed the outlook for interest rates and\n"
    "the latest earnings from large technology companies. The index gained ground.\n"
    "Volume was thin."
)


def test_the_founding_document_has_five_headings_three_references_and_a_closing_paragraph() -> None:
    text = SEED.read_bytes().decode()
    found = blocks(text)
    assert " ".join(kind for kind, _ in found) == (
        "paragraph heading paragraph paragraph heading paragraph heading paragraph heading paragraph paragraph heading"
        " item item item paragraph"
    )
    assert [value for kind, value in found if kind == "heading"] == [
        "A Strategic Tech Revival",
        "Tackling Demographic Challenges with AI",
        "Securing Semiconductor Independence",
        "The Global AI Impact",
        "References",
    ]
    read = document(text)
    assert [(block.start, read.source_span(block.start, block.end)) for block in read.blocks][-1][1] == (
        text.rindex("\n") + 1,
        len(text),
    )
    assert [text[slice(*read.source_span(link.start, link.end))] for link in read.links] == [
        link.target for link in read.links
    ]
    assert [link.target.split("/")[2] for link in read.links] == [
        "www.reuters.com",
        "www.barrons.com",
        "www.reuters.com",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("One.", [("paragraph", "One.")]),
        ("One.\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
        (WRAPPED, [("paragraph", " ".join(WRAPPED.split()))]),
        (WRAPPED.replace("\n", "\r\n"), [("paragraph", " ".join(WRAPPED.split()))]),
        (WRAPPED.replace("\n", "\r"), [("paragraph", " ".join(WRAPPED.split()))]),
        (
            "This material does not constitute tax, legal, insurance or\ninvestment advice.",
            [("paragraph", "This material does not constitute tax, legal, insurance or investment advice.")],
        ),
        (
            "THIS MATERIAL IS NOT AN OFFER TO BUY OR SELL ANY SECURITY AND SHOULD NOT BE\nRELIED UPON AS ADVICE",
            [
                (
                    "paragraph",
                    "THIS MATERIAL IS NOT AN OFFER TO BUY OR SELL ANY SECURITY AND SHOULD NOT BE RELIED UPON AS ADVICE",
                )
            ],
        ),
        ("x" * 130 + "\nlower", [("paragraph", "x" * 130), ("paragraph", "lower")]),
        (f"The Week Ahead\n{WRAPPED}", [("heading", "The Week Ahead"), ("paragraph", " ".join(WRAPPED.split()))]),
        ("THE WEEK AHEAD\n\nText.", [("heading", "THE WEEK AHEAD"), ("paragraph", "Text.")]),
        (
            "What analysts expect\n" + "Word " * 40,
            [("heading", "What analysts expect"), ("paragraph", ("Word " * 40).strip())],
        ),
        ("Market wrap\n===========\n\nText", [("heading", "Market wrap"), ("paragraph", "Text")]),
        ("market wrap\n-----------\nText.", [("heading", "market wrap"), ("paragraph", "Text.")]),
        ("Text.\n\n-----\n\nText.", [("paragraph", "Text."), ("paragraph", "Text.")]),
        ("sources:\n1. A\n2) B\n[3] C", [("heading", "sources:"), ("item", "A"), ("item", "B"), ("item", "[3] C")]),
        ("- a\n* b\n• c\n  and d", [("item", "a"), ("item", "b"), ("item", "c and d")]),
        ("> one\n> two\n\nThree.", [("paragraph", "one two"), ("paragraph", "Three.")]),
        ("- 5 % is not -5 %", [("item", "5 % is not -5 %")]),
        ("2024. was a year\n\n-5 % it was", [("paragraph", "2024. was a year"), ("paragraph", "-5 % it was")]),
    ],
)
def test_layout_says_what_a_block_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Stocks rose today.",
        "Stocks rose today",
        "Source: Bank of Japan",
        "By Jane Doe",
        "https://example.com/A-Title",
        "“Quoted Words Here”",
        "Prices As Of March 3;",
        "Title, ",
        "A Title That Goes On and On " * 4,
    ],
)
def test_not_every_short_line_is_a_heading(line: str) -> None:
    assert blocks(f"{line}\n\nSome text.")[0][0] == "paragraph"


def test_an_address_is_no_row_of_headings_and_the_last_line_is_none() -> None:
    text = "FNEX Capital\n123 Main Street\nNew York\nMember FINRA, SIPC\nText.\n\nThe End"
    assert {kind for kind, _ in blocks(text)} == {"paragraph"}


def test_lists_and_quotations_are_marked() -> None:
    read = document("Text.\n- a\n- b\nText.\n\n> q\n\n- c")
    marked = [(mark.kind, read.text[mark.start : mark.end]) for mark in read.marks]
    assert marked == [("list", "a\nb"), ("quote", "q"), ("list", "c")]


def test_heading_levels_and_sections() -> None:
    read = document("The Title\n\nText.\n\nA Part\n======\n\nText.\n\nOther\n-----\nText.")
    assert [(section.level, section.title) for section in read.sections] == [
        (1, "The Title"),
        (1, "A Part"),
        (2, "Other"),
    ]


def test_comments_are_shadow_with_exact_places() -> None:
    text = 'One.\n<!-- disclint: allow x "y" -->\nTwo <!-- not\nadvice --> three <!-- open'
    read = document(text)
    assert [(p.kind, p.text) for p in read.shadow] == [("comment", 'disclint: allow x "y"'), ("comment", "not advice")]
    assert text[slice(*read.shadow[1].map.source_span(0, 10))] == "not\nadvice"
    assert [read.text[b.start : b.end] for b in read.blocks] == ["One.", "Two three <!-- open"]


def test_front_matter_is_read_only_behind_a_fence() -> None:
    read = document("---\ntitle: A\n---\nText.")
    assert (read.front["title"].value, read.text) == ("A", "Text.")
    assert document('{"title": "A"}\nText.').front == {}


@given(st.text(st.sampled_from("aA .-*>1=<!\n\r\té日"), max_size=80))
def test_every_character_leads_back_and_blocks_are_the_text(text: str) -> None:
    read = document(text)
    assert "\n".join(read.text[b.start : b.end] for b in read.blocks) == read.text
    assert [b.end + 1 for b in read.blocks[:-1]] == [b.start for b in read.blocks[1:]]
    starts = {b.start - 1 for b in read.blocks}
    for i, char in enumerate(read.text):
        if i in starts:
            assert char == "\n"
        elif char == " ":
            assert text[read.source_span(i, i + 1).start] in " \t\r\n"
        else:
            assert text[slice(*read.source_span(i, i + 1))] == char


@given(st.text(st.sampled_from("aA b.\n"), max_size=60))
def test_no_word_is_lost_or_joined(text: str) -> None:
    assert document(text).text.split() == text.split()


@pytest.mark.parametrize(
    "piece", ["x\n", "- x\n", "> ", "A Title\n\n", "<!-- ", "x\n===\n", "http://a ", "word and more words\n"]
)
def test_work_grows_no_faster_than_the_text(piece: str, work: Callable[[Callable[[], object]], int]) -> None:
    small, large = work(lambda: document(piece * 50)), work(lambda: document(piece * 400))
    assert large <= 8 * small + 200
