"""What counts as a number, what it is worth, and exactly where it stands."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.formats import parse
from disclint.language.claims import accepts, policies
from disclint.language.quantity import Quantity
from disclint.language.reading import Reading
from disclint.model import Source

TRICKY = [json.loads(line) for line in (Path(__file__).parent / "tricky.jsonl").read_text().splitlines()]

NUMBERS = [json.loads(line) for line in (Path(__file__).parent / "numbers.jsonl").read_text().splitlines()]


def reading(text: str, format: str = "text") -> Reading:
    return Reading(parse(Source("x", text), format))


def unmasked(text: str) -> list[Quantity]:
    return [q for q in reading(text).quantities if not q.mask]


def seen(text: str) -> list[tuple[object, ...]]:
    read = reading(text)
    return [(read.text[q.start : q.end], q.kind, q.value, q.unit) for q in read.quantities if not q.mask]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales came to $4.2bn in May.", [("$4.2bn", "money", 4.2e9, "USD")]),
        ("It paid EUR 3.5 million upfront.", [("EUR 3.5 million", "money", 3.5e6, "EUR")]),
        ("The fee is 75 cents a trade.", [("75 cents", "money", 0.75, "USD")]),
        ("It cost two hundred million Swiss francs.", [("two hundred million Swiss francs", "money", 2e8, "CHF")]),
        ("The loan was Rs 40 lakh crore.", [("Rs 40 lakh crore", "money", 4e13, "INR")]),
        ("A fine of 2'300'000 francs followed.", [("2'300'000 francs", "money", 2.3e6, "CHF")]),
        ("The price was 1.234,56 € there.", [("1.234,56 €", "money", 1234.56, "EUR")]),
        ("The loss was $(0.13) a share.", [("$(0.13)", "money", -0.13, "USD")]),
        ("Cash fell by -$8,500 that week.", [("-$8,500", "money", -8500.0, "USD")]),
        ("It set aside half a million dollars.", [("half a million dollars", "money", 5e5, "USD")]),
        ("It had 3 pounds of butter.", [("3 pounds", "count", 3.0, "pounds")]),
        ("Costs rose 12 per cent.", [("12 per cent", "percent", 12.0, "%")]),
        ("Margins were (3.2)% then.", [("(3.2)%", "percent", -3.2, "%")]),
        ("Some of it (80%) was sold.", [("80%", "percent", 80.0, "%")]),
        ("Growth was good—5% of it lasting.", [("5%", "percent", 5.0, "%")]),
        ("The rate rose 1.5 percentage points.", [("1.5 percentage points", "change", 1.5, "pp")]),
        ("Spreads widened by forty basis points.", [("forty basis points", "change", 40.0, "bps")]),
        ("The index lost 340 points.", [("340 points", "change", 340.0, "points")]),
        ("It moved ±3 bps.", [("±3 bps", "change", (-3.0, 3.0), "bps")]),
        ("Nine out of ten lenders agreed.", [("Nine out of ten", "ratio", 0.9, "")]),
        ("The odds are 3:1 against it.", [("3:1", "ratio", 3.0, "")]),
        ("They split it 60/40.", [("60/40", "ratio", 1.5, "")]),
        ("Two-thirds of firms hire.", [("Two-thirds", "ratio", pytest.approx(2 / 3), "")]),
        ("More than half of them left.", [("half", "ratio", 0.5, "")]),
        ("It hired 1.2m drivers.", [("1.2m drivers", "count", 1.2e6, "drivers")]),
        ("The site covers 8.17 acres.", [("8.17 acres", "count", 8.17, "acres")]),
        ("The Dow ended at 38,900.", [("38,900", "level", 38900.0, "")]),
        ("Yields of 4 to 5 percent are rare.", [("4 to 5 percent", "percent", (4.0, 5.0), "%")]),
        ("It expects $1.2-1.4bn next.", [("$1.2-1.4bn", "money", (1.2e9, 1.4e9), "USD")]),
        ("Between 20 and 30 banks failed.", [("20 and 30 banks", "count", (20.0, 30.0), "banks")]),
        ("It trades at 2.5x book.", [("2.5x", "multiplier", 2.5, "x")]),
        ("Profits quadrupled again.", [("quadrupled", "multiplier", 4.0, "x")]),
        ("It is twice as large.", [("twice", "multiplier", 2.0, "x")]),
        ("It is the 3rd-largest lender.", [("3rd-largest", "rank", 3.0, "largest")]),
        ("It is the world's biggest exporter.", [("biggest", "rank", 1.0, "biggest")]),
        ("It cost billions of dollars.", [("billions of dollars", "vague", None, "USD")]),
        ("It took eighteen months.", [("eighteen months", "duration", 18.0, "months")]),
    ],
)
def test_a_number_has_its_place_its_kind_its_worth_and_its_unit(text: str, expected: list[tuple[object, ...]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They double-checked it and went home.",
        "He has a double standard and a triple espresso.",
        "The third quarter and the first half of the year passed.",
        "She is the best and the brightest.",
        "A third time it rained, half-heartedly.",
        "It was a record label for no one.",
        "They told half the story.",
        "You could double down, or not double it at all.",
    ],
)
def test_words_that_only_look_like_figures_are_left_alone(text: str) -> None:
    assert seen(text) == []


def test_a_restated_amount_points_at_the_first_one() -> None:
    first, second = unmasked("Tokyo set aside $65 billion (about 10 trillion yen).")
    assert (first.alias, second.alias, second.unit) == (-1, 0, "JPY")


def test_two_amounts_in_the_same_currency_are_no_restatement() -> None:
    assert [q.alias for q in unmasked("It paid $5 million ($2 million in cash).")] == [-1, -1]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("about 5%", ("approx",)),
        ("~5%", ("approx",)),
        ("more than 5%", ("bound",)),
        ("200+ stores", ("bound",)),
        ("-5%", ("negative",)),
        ("five stores", ("small", "spelled")),
        ("Exports will grow 5% a year", ("forecast",)),
        ("a rise of 5% by 2031", ("forecast",)),
        ("our model portfolio returned 5%", ("performance",)),
        ("exports grew 5%", ()),
    ],
)
def test_attributes_say_how_a_number_is_meant(text: str, flags: tuple[str, ...]) -> None:
    assert unmasked(text)[0].attributes == flags


# s7 is a Markdown link, which plain text does not have
@pytest.mark.parametrize(
    ("row", "format"), [(row, f) for row in TRICKY for f in ("text", "markdown") if (row["id"], f) != ("s7", "text")]
)
def test_every_tricky_sentence_comes_out_right(row: dict[str, object], format: str) -> None:
    read = reading(str(row["text"]), format)
    claims = [c for c in read.claims.claims if c.claim]
    spans = [read.text[c.quantity.start : c.quantity.end] for c in claims]
    if row["claim"] == "exempt":
        exempt = [
            c for c in read.claims.claims if c.reason == {"s11": "hypothetical", "s12": "example"}[str(row["id"])]
        ]
        assert (spans, [read.text[c.quantity.start : c.quantity.end] for c in exempt]) == ([], row["spans"])
        return
    assert spans == row["spans"]
    if row["sourced"] is not None:
        assert {accepts(policies()["attributed"], c) for c in claims} == {row["sourced"]}


@pytest.mark.parametrize("row", NUMBERS, ids=[f"{i + 1}" for i in range(len(NUMBERS))])
def test_every_number_is_read_for_what_it_is(row: dict[str, list[object]]) -> None:
    """A row has every number: its words with its mask, or with its kind, value, unit, and `claim` or the reason."""
    read = reading(str(row["text"]), "markdown")
    found = []
    for q, claim in ((c.quantity, c) for c in read.claims.claims):
        words = read.text[q.start : q.end]
        value = None if q.value is None else pytest.approx(q.value)
        verdict = "claim" if claim.claim else claim.reason
        found.append([words, q.mask] if q.mask else [words, q.kind, value, q.unit, verdict])
    assert found == row["numbers"]


PIECES = st.one_of(
    st.sampled_from([*"$,.-–% ()€/:x5\né٣", "12", "3.5", "2024", "[3]", "http://a.b/5"]),
    st.sampled_from(
        ["bn", "million", "to", "and", "half", "a", "third", "of", "March", "yen", "one", "in", "second", "largest"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_numbers_lie_in_order_inside_the_text_and_never_overlap(pieces: list[str]) -> None:
    read = reading(" ".join(pieces) + "".join(pieces))
    last = 0
    for q in read.quantities:
        assert last <= q.start < q.end <= len(read.text)
        assert bool(q.mask) != bool(q.kind)
        last = q.end
    assert len(read.claims.claims) == len(read.quantities)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1,",
            "1 000 ",
            "$(",
            "5-",
            "1.1.1.",
            "one ",
            "half a ",
            "[1]",
            "12:",
            "2024-",
            "a third ",
            "(5) ",
            "%",
            "555-",
        ),
        *(
            "½ ",
            "5 1/4 ",
            "1/2",
            "0 12 ",
            "+44 20 ",
            "C-1",
            "1=1",
            "5 times ",
            "1% from 2 ",
            "12 new ",
            "a few ",
            "mid-teens ",
        ),
        *("two and a half ", "a record $5 ", "1 U.S. ", "2% senior ", "the most ", "No. 1-", "our newsletter ", "737-"),
        *("half the ", "three quarters of ", "9 points, 8 to ", "0x", "3M ", "($1) ", "1p ", "a 60/40 "),
        *("said ", "we ", "source: ", "Fed said 5% ", "5% according to Fed ", "Sources\n\n- http://a.b/5-bn\n\n"),
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        read = reading(piece * count)
        assert read.quotations is not None and read.names is not None
        start = time.process_time()
        assert read.claims is not None
        return time.process_time() - start

    seconds(50)
    small, large = min(seconds(300) for _ in range(3)), min(seconds(2400) for _ in range(2))
    assert large < 24 * max(small, 0.004)
