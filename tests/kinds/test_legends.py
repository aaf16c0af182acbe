"""Legends are compared word by word."""

from __future__ import annotations

import pytest

from disclint.document import folded
from disclint.facts import Facts
from disclint.kinds.legends import compare, prescribed, shingles, words
from disclint.ruleset.rule import Slot

LEGEND = (
    "The results of this simulated program were prepared with hindsight, and no account is likely to achieve them. "
    "{pct} of retail accounts lose money when trading {product} with this provider."
)
SLOTS = {
    "pct": Slot("pct", quantity=("percent",), single=True),
    "product": Slot("product", one_of=("CFDs", "spread bets")),
}
TEXT = LEGEND.replace("{pct}", "74%").replace("{product}", "CFDs")


UNKNOWN = Facts()


def drift(text: str, facts: Facts = UNKNOWN) -> tuple[float, tuple[tuple[str, str], ...], str]:
    low = folded(text)
    anchors = [low.index(s.regex) for s in shingles(LEGEND) if s.regex in low]
    found, at = compare(LEGEND, SLOTS, words(low), anchors, facts)
    return round(found.similarity, 2), found.changes, text[at.start : at.end]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace(", and", " — and").replace(".", ""),
        "Before it stand other words. " + TEXT + " And behind it more of them.",
        TEXT.replace("CFDs", "spread bets"),
        TEXT.replace("hindsight", "hind-sight").replace("hind-sight", "hindsight"),
    ],
)
def test_case_punctuation_and_slots_make_no_difference(text: str) -> None:
    similarity, changes, _ = drift(text)
    assert (similarity, changes) == (1.0, ())


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("is likely", "is really likely", ("", "really")),
        ("of this simulated", "for this simulated", ("of", "for")),
        ("no account is likely", "no account is", ("likely", "")),
        ("CFDs", "options", ("{product}", "options")),
    ],
)
def test_any_word_changed_missing_or_added_is_named(before: str, after: str, change: tuple[str, str]) -> None:
    similarity, changes, _ = drift("So: " + TEXT.replace(before, after) + " Thanks.")
    assert changes == (change,)
    assert 0.8 < similarity < 1


def test_the_range_is_the_legend_alone() -> None:
    assert drift("Read this first. " + TEXT + " Thank you.")[2] == TEXT.rstrip(".")


def test_a_legend_cut_short_is_less_than_similar() -> None:
    assert drift(TEXT[: len(TEXT) // 2])[0] < 0.8


def test_a_slot_keeps_to_the_configured_value() -> None:
    slots = {"pct": Slot("pct", quantity=("percent",), equals="firm.loss"), "product": SLOTS["product"]}
    low = folded(TEXT)
    anchors = [low.index(s.regex) for s in shingles(LEGEND) if s.regex in low]
    right, _ = compare(LEGEND, slots, words(low), anchors, Facts(values={"firm.loss": "74 %"}))
    wrong, _ = compare(LEGEND, slots, words(low), anchors, Facts(values={"firm.loss": "71 %"}))
    assert right.changes == ()
    assert wrong.changes == (("{pct}", "74 %"),)


def test_a_slot_is_one_word_of_the_legend() -> None:
    assert prescribed("Lose {pct} of it") == ("lose", "{pct}", "of", "it")
