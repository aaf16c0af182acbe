"""Polarity over a table of sentences: real prose must be right nearly always, traps no worse than was measured."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time

import pytest

from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.model import Source

TABLE = [
    json.loads(line) for line in (Path(__file__).parent / "polarity.jsonl").read_text(encoding="utf-8").splitlines()
]
# Measured: 215 of 215 and 101 of 106. The floors leave room for new rows, not for worse answers.
REAL_FLOOR, TRAP_FLOOR = 0.95, 0.94


def read(text: str, format: str = "markdown") -> Reading:
    return Reading(parse(Source("x", text), format))


def judge(text: str, phrase: str, format: str = "markdown") -> str:
    reading = read(text, format)
    start = reading.text.rindex(phrase)
    return reading.polarity(start, start + len(phrase))


def misses(kind: str) -> tuple[list[str], int]:
    rows = [row for row in TABLE if row["kind"] == kind]
    found = []
    for row in rows:
        got = judge(row["text"], row["phrase"], "text")
        if got != row["polarity"]:
            found.append(f"{row['polarity']}, not {got}: {row['text']} [{row['phrase']}] ({row['why']})")
    return found, len(rows)


@pytest.mark.parametrize(("kind", "floor"), [("real", REAL_FLOOR), ("trap", TRAP_FLOOR)])
def test_the_table_is_judged_right(kind: str, floor: float) -> None:
    wrong, total = misses(kind)
    print(f"{kind}: {total - len(wrong)} of {total}", *wrong, sep="\n")
    assert 1 - len(wrong) / total >= floor, "\n".join(wrong)


def test_the_table_is_large_enough_and_every_row_says_why() -> None:
    assert sum(row["kind"] == "real" for row in TABLE) >= 75
    assert sum(row["kind"] == "trap" for row in TABLE) >= 45
    assert all(row["why"] and row["polarity"] in ("said", "denied", "mentioned", "unfinished") for row in TABLE)
    assert len({(row["text"], row["phrase"]) for row in TABLE}) == len(TABLE)


LISTS = [
    ("This site does not provide:\n\n- tax opinions\n- investment advice\n- offers", "investment advice", "denied"),
    ("None of this is:\n\n- a forecast; or\n- investment advice.", "investment advice", "denied"),
    ("Red flags include:\n\n- guaranteed returns\n- haste", "guaranteed returns", "mentioned"),
    ("This is not a bank. We offer:\n\n- guaranteed returns", "guaranteed returns", "said"),
    ("Unlike banks we are not slow:\n\n- Your returns are guaranteed", "returns are guaranteed", "said"),
    ("This is not a bank.\n\n- guaranteed returns", "guaranteed returns", "said"),
    ("This is not a bank.\n\nWe give investment advice", "investment advice", "said"),
    ("We do **not** give\n[investment advice](https://example.org).", "investment advice", "denied"),
]


@pytest.mark.parametrize(("text", "phrase", "expected"), LISTS)
def test_a_negator_reaches_into_its_list_and_no_further(text: str, phrase: str, expected: str) -> None:
    assert judge(text, phrase) == expected


BROKEN_OFF = [
    ("This material does not constitute investment advice or", "investment advice", "unfinished"),
    ("This is not an offer to buy or sell any", "offer to buy", "unfinished"),
    ("Nothing here is investment advice…", "investment advice", "unfinished"),
    ("This is not investment advice, nor does it constitute", "investment advice", "denied"),
    ("This is not investment advice", "investment advice", "denied"),
    ("Guaranteed returns…", "Guaranteed returns", "said"),
    ("This is not investment advice or an offer.", "investment advice", "denied"),
]


@pytest.mark.parametrize(("text", "phrase", "expected"), BROKEN_OFF)
def test_a_statement_that_breaks_off_is_unfinished(text: str, phrase: str, expected: str) -> None:
    assert judge(text, phrase) == expected


def test_negators_inside_the_phrase_do_not_count() -> None:
    assert judge("You can't lose with this plan.", "can't lose") == "said"
    assert judge("With us there is no downside at all.", "no downside") == "said"
    assert judge("Trading without risk is our promise.", "without risk") == "said"


def test_curly_quotes_and_dashes_change_nothing() -> None:
    assert judge("This isn’t — and won’t become — investment advice.", "investment advice") == "denied"


def test_one_endless_sentence_is_read_in_linear_time() -> None:
    unit = "nothing here is advice, an offer, and guaranteed returns, "
    reading = read(unit * 4000, "text")
    places = [m.start() for m in re.finditer("guaranteed", reading.folded)]

    def seconds(many: list[int]) -> float:
        fresh = Reading(reading.document)
        fresh.polarity(0, 7)
        begun = process_time()
        for start in many:
            fresh.polarity(start, start + 10)
        return process_time() - begun

    small, large = seconds(places[:250]), seconds(places[:2000])
    assert large < 8 * small * 4
