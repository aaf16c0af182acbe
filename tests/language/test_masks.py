"""Numbers that are part of a name, a date or a mark: each has its mask, and its near misses stay figures."""

from __future__ import annotations

import pytest

from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.model import Source


def masks(text: str) -> list[tuple[str, str]]:
    read = Reading(parse(Source("x", text), "text"))
    return [(read.text[q.start : q.end], q.mask) for q in read.quantities if q.mask]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on 14 March 2023.", [("14", "date"), ("2023", "date")]),
        ("It ran May 4-5 in Lyon.", [("4", "date"), ("5", "date")]),
        ("Filed 2024-11-13 at noon.", [("2024-11-13", "date")]),
        ("Filed 11/13/2024 at noon.", [("11/13/2024", "date")]),
        ("The 1970s and the '80s were worse.", [("1970s", "decade"), ("80s", "decade")]),
        ("From 2019-2021 it shrank.", [("2019-2021", "year")]),
        ("It closes at 4 p.m. and at 16:30.", [("4 p.m.", "time"), ("16:30", "time")]),
        ("Guidance for 3Q25 and FY2026 stands.", [("3Q25", "fiscal-period"), ("FY2026", "fiscal-period")]),
        ("The Nasdaq-100 and the FTSE 250 fell.", [("100", "index-name"), ("250", "index-name")]),
        ("The STOXX Europe 600 slipped.", [("600", "index-name")]),
        ("He drives a Tesla Model 3 and an A320neo.", [("3", "product-name"), ("A320neo", "product-name")]),
        ("See ASC 606 and Regulation 14.", [("606", "law"), ("14", "law")]),
        ("It filed a 10-Q, an 8K and a Form 1099.", [("10-Q", "form"), ("8K", "form"), ("1099", "form")]),
        ("His 403(b) and a 529 plan grew.", [("403(b)", "plan"), ("529 plan", "plan")]),
        ("Pages 3 and 4, Table 12.", [("3", "reference"), ("4", "reference"), ("12", "reference")]),
        ("As shown,[12] it fell.", [("12", "note-mark")]),
        ("Call +1 (312) 555-0142 today.", [("+1 (312) 555-0142", "phone")]),
        ("Visit 221 Baker Street today.", [("221", "address")]),
        ("CRD 123456 and NMLS 4471.", [("123456", "identifier"), ("4471", "identifier")]),
        ("Shares of 6758.T and HK:2293 rose.", [("6758.T", "ticker"), ("2293", "ticker")]),
        ("Update to v2.1.4 of it.", [("2.1.4", "version")]),
        ("See https://example.com/a-65-bn-plan for it.", [("65", "url")]),
        ("It is open 24/7, a 9-to-5 no more.", [("24/7", "24/7"), ("9-to-5", "idiom")]),
        ("No one could say which one.", [("one", "pronoun-one"), ("one", "pronoun-one")]),
        ("The 2nd and the 21st came.", [("2nd", "discourse-ordinal"), ("21st", "discourse-ordinal")]),
        ("A 3x leveraged fund and its -2x twin.", [("3x", "instrument"), ("-2x", "instrument")]),
        ("Take ½ × 0.203² here.", [("0.203", "formula")]),
    ],
)
def test_a_number_in_a_name_is_masked_and_the_mask_is_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert [m for m in masks(text) if m[0] != "1"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 people came.",
        "Its currency code aside, USD 450 million was paid.",
        "The Nasdaq fell to 18,920.",
        "It sold 500 shares.",
        "Rule-bound lenders hold 2,210 loans.",
        "It grew 9.11 points.",
        "The S&P lost 12 points.",
    ],
)
def test_near_misses_of_masks_stay_figures(text: str) -> None:
    assert masks(text) == []
