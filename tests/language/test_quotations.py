"""Quotations: their ranges, and whether the words are somebody else's."""

from __future__ import annotations

from time import process_time

import pytest

from disclint.formats import parse
from disclint.language.reading import Quotation, Reading
from disclint.model import Source


def read(text: str) -> Reading:
    return Reading(parse(Source("x", text), "markdown"))


def seen(text: str) -> list[tuple[str, bool, str]]:
    reading = read(text)
    return [(reading.text[q.start : q.end], q.attributed, q.speaker) for q in reading.quotations]


ATTRIBUTED = [
    ('Jane Roe said, "Returns are guaranteed." We disagree.', [('"Returns are guaranteed."', "Jane Roe")]),
    ("“Rates will fall,” said Jane Roe, an economist.", [("“Rates will fall,”", "Jane Roe")]),
    (
        "Jane Roe, president of the Birch Institute, observed, “It’s early… but it works.”",
        [("“It’s early… but it works.”", "Jane Roe")],
    ),
    ('"I won," she said. "It is over." Then she left.', [('"I won,"', "she"), ('"It is over."', "she")]),
    ('Acme\'s website says "this is not investment advice" in bold.', [('"this is not investment advice"', "Acme")]),
    ('According to the SEC, "investors were told lies".', [('"investors were told lies"', "SEC")]),
    ("The firm’s ad promised “guaranteed returns” to savers’ wives.", [("“guaranteed returns”", "The firm")]),
    ("He wrote: ‘It’s not advice’ and left.", [("‘It’s not advice’", "He")]),
    ('"Profits every month." Bob Stone told savers that in May.', [('"Profits every month."', "Bob Stone")]),
    ("Jane Roe said the deal was “on hold” for now.", [("“on hold”", "Jane Roe")]),
    ("Jane Roe put out a note. It said: “Sell everything.”", [("“Sell everything.”", "It")]),
]


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTED)
def test_words_beside_a_speaker_and_a_speech_verb_are_attributed(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words, speaker) for words, attributed, speaker in seen(text) if attributed] == expected


OWN = [
    ('Words such as "may", "will" and “expect” identify statements.', ['"may"', '"will"', "“expect”"]),
    ('This is the Larkfield Fund (the "Fund") or (collectively, “we”).', ['"Fund"', "“we”"]),
    ("The “AI grid” project was announced by Alder and Birch.", ["“AI grid”"]),
    ("Our “guaranteed returns” plan is here.", ["“guaranteed returns”"]),
    ('We say "returns are guaranteed" and mean it.', ['"returns are guaranteed"']),
    ("“This is not investment advice.”", ["“This is not investment advice.”"]),
    ("« C’est fini » et „Schluss“ und 「はい」.", ["« C’est fini »", "„Schluss“", "「はい」"]),
]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_terms_and_scare_quotes_are_nobody_elses_words(text: str, expected: list[str]) -> None:
    assert [(words, attributed) for words, attributed, _ in seen(text)] == [(words, False) for words in expected]


@pytest.mark.parametrize(
    "text", ["The savers’ money isn’t Acme’s.", 'A 5" by 7" print.', "Rock ’n’ roll in the ’90s.", "No marks at all."]
)
def test_apostrophes_and_inches_are_no_quotation(text: str) -> None:
    assert seen(text) == []


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“First part of it.\n\n“Second part of it.\n\n“Third part,” said Bob Stone."
    assert seen(text) == [
        ("“First part of it.", True, "Bob Stone"),
        ("“Second part of it.", True, "Bob Stone"),
        ("“Third part,”", True, "Bob Stone"),
    ]


def test_an_unclosed_quotation_ends_with_its_block() -> None:
    reading = read("Bob Stone said “never again.\n\nWe give advice.")
    [quotation] = reading.quotations
    assert reading.text[quotation.start : quotation.end] == "“never again."
    assert reading.quotation(reading.text.index("advice"), reading.text.index("advice") + 6) is None


BLOCKS = [
    ("> Not advice.\n>\n> — Jane Doe, Acme", "Jane Doe, Acme"),
    ("> Not advice.\n>\n> Source: Acme brochure", "Acme brochure"),
    ("The site of Acme says:\n\n> Not advice.", "Acme"),
]


@pytest.mark.parametrize(("text", "speaker"), BLOCKS)
def test_a_block_quotation_with_an_attribution_is_somebody_elses(text: str, speaker: str) -> None:
    reading = read(text)
    start = reading.text.index("Not advice")
    quotation = reading.quotation(start, start + 10)
    assert quotation is not None
    assert quotation.attributed
    assert quotation.speaker == speaker


@pytest.mark.parametrize("text", ["> Not advice.", "Please note:\n\n> Not advice.", "We say:\n\n> Not advice."])
def test_a_block_quotation_without_an_attribution_is_the_documents_own_voice(text: str) -> None:
    assert read(text).quotations == ()


def test_an_inner_quotation_belongs_to_the_outer_one() -> None:
    reading = read("Bob Stone said, “They call it ‘safe’ here.”")
    assert reading.quotations == (Quotation(16, 43, True, "Bob Stone"),)


@pytest.mark.parametrize("unit", ['"a, ', 'said "x ', "“", "‘a ’b ", "He said “no” and "])
def test_hostile_marks_take_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        reading = read(unit * times)
        assert reading.names is not None
        assert reading.sentences is not None
        begun = process_time()
        assert reading.quotations is not None
        return process_time() - begun

    assert seconds(1600) < 8 * max(seconds(200), 0.002) * 4
