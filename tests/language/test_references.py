"""Lists of references: where they are, what their addresses say, and which figures they answer for."""

from __future__ import annotations

import pytest

from disclint.formats import parse
from disclint.language.claims import accepts, policies
from disclint.language.reading import Reading
from disclint.language.references import host, references, slug_mentions
from disclint.model import Source

PAPER = """Harbour freight
The port of Varna handled goods worth $4.7 billion, a tenth more than before the war, and 2.9 million containers.
The ministry set aside 600 million leva for dredging.
References
- Gazette - https://www.gazette.example/2024/05/port-of-varna-handles-47-bln-goods-and-containers-5b60ca51
- Courier - https://courier.example/news/dredging-gets-600-million
This page is for information only.
"""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://a.example/news/chips-plan-of-65-bn-for-ai-5b60ca51", [(65e9, "", "65-bn")]),
        ("https://a.example/first-ai-5g-network-2024-11-13/", []),
        ("https://a.example/rates/up-by-5-percent", [(5.0, "%", "5-percent")]),
        ("https://a.example/rates/up-2-9-percent", [(9.0, "%", "9-percent"), (2.9, "%", "2-9-percent")]),
        ("https://a.example/fund-raises-40m-and-3bn", [(3e9, "", "3bn")]),
        ("https://a.example/12-ways-to-save", []),
        ("https://a.example/survey-of-1200-savers", [(1200.0, "", "1200")]),
        ("https://a.example/p/20240611/ab12cd34ef56", []),
    ],
)
def test_an_address_tells_numbers_but_no_dates_hashes_or_small_bare_ones(target: str, expected: list[object]) -> None:
    assert [tuple(m) for m in slug_mentions(target)] == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("https://www.Gazette.example:80/x", "gazette.example"), ("www.a.example/x", "a.example"), ("/relative", "")],
)
def test_the_host_of_an_address(target: str, expected: str) -> None:
    assert host(target) == expected


def read(text: str) -> Reading:
    return Reading(parse(Source("x.txt", text), "text"))


def test_entries_end_where_other_text_begins() -> None:
    reading = read(PAPER)
    found = references(reading)
    assert [entry.host for entry in found] == ["gazette.example", "courier.example"]
    assert reading.text[found[0].start : found[0].start + 7] == "Gazette"


def verdicts(policy: str) -> dict[str, tuple[bool, list[str]]]:
    reading = read(PAPER)
    claims = [c for c in reading.claims.claims if c.claim]
    words = policies()[policy]
    return {
        reading.text[c.quantity.start : c.quantity.end]: (
            accepts(words, c),
            [e.text for e in c.evidence if "list" in e.word],
        )
        for c in claims
    }


def test_a_value_is_tied_to_the_entry_that_mentions_it_a_lost_decimal_point_included() -> None:
    found = verdicts("attributed")
    assert found["$4.7 billion"] == (True, ["47-bln gazette.example"])
    assert found["600 million leva"] == (True, ["600-million courier.example"])


def test_shared_words_alone_count_only_where_the_policy_says_so() -> None:
    assert verdicts("attributed")["2.9 million containers"] == (False, ["gazette.example"])
    assert verdicts("referenced")["2.9 million containers"] == (True, ["gazette.example"])
    assert not verdicts("cited")["$4.7 billion"][0]


def test_the_entries_themselves_are_never_claims() -> None:
    reading = read(PAPER)
    start = reading.text.index("References")
    assert not [c for c in reading.claims.claims if c.claim and c.quantity.start > start]
