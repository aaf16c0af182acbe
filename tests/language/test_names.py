"""Names: what is found, what kind it is, and which capitals are no name."""

from __future__ import annotations

import itertools

import pytest

from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.model import Source


def seen(text: str) -> list[tuple[str, str]]:
    reading = Reading(parse(Source("x", text), "markdown"))
    return [(reading.text[n.start : n.end], n.kind) for n in reading.names]


FOUND = [
    ("Analysts at Goldman Sachs cut it.", [("Goldman Sachs", "organisation")]),
    (
        "A letter from the Securities and Exchange Commission's office.",
        [("Securities and Exchange Commission", "organisation")],
    ),
    ("Today Apple's CEO Tim Cook wrote.", [("Apple", "organisation"), ("Tim Cook", "person")]),
    ("It belongs to Acme Widgets, Inc. of Ohio.", [("Acme Widgets, Inc.", "organisation"), ("Ohio", "unknown")]),
    (
        "According to Jane Roe, an economist at the Bank of Ruritania, it slowed.",
        [("Jane Roe", "person"), ("Bank of Ruritania", "organisation")],
    ),
    ("“It works,” said Bob Stone.", [("Bob Stone", "person")]),
    ("JANE ROE, SENIOR ANALYST, WROTE IT.", [("JANE ROE", "person")]),
    ("Mr. Jones and Dr. Rose left.", [("Jones", "person"), ("Rose", "person")]),
    ("Nvidia said so.", [("Nvidia", "organisation")]),
    ("Zebra reported a loss.", [("Zebra", "unknown")]),
    (
        "Barron’s and the New York Times wrote of it.",
        [("Barron’s", "organisation"), ("New York Times", "organisation")],
    ),
    ("In São Paulo, O'Neil & Sons grew.", [("São Paulo", "unknown"), ("O'Neil & Sons", "unknown")]),
    (
        "She asked FINRA, the IMF and XQR.",
        [("FINRA", "organisation"), ("IMF", "organisation"), ("XQR", "organisation")],
    ),
    ("Then Moody's cut the rating.", [("Moody's", "organisation")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_are_found_with_their_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


NONE = [
    "Semiconductors are vital.",
    "The market fell on Monday in January.",
    "However, prices rose.",
    "US GDP and the CPI rose.",
    "THIS IS NOT AN OFFER.",
    "AI-powered tools help.",
    "# A Strategic Tech Revival",
    "lower case only",
]


@pytest.mark.parametrize("text", NONE)
def test_capitals_alone_make_no_name(text: str) -> None:
    assert seen(text) == []


def test_a_first_word_is_a_name_when_it_stands_inside_a_sentence_too() -> None:
    assert seen("Larkfield rose. Shares of Larkfield fell.") == [("Larkfield", "unknown"), ("Larkfield", "unknown")]


def test_names_are_in_order_and_never_overlap() -> None:
    reading = Reading(parse(Source("x", " ".join(text for text, _ in FOUND)), "text"))
    names = reading.names
    assert len(names) > 15
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))
    assert reading.names_between(names[3].start, names[5].start) == names[3:5]
