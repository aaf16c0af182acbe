"""Own performance and its basis, figures that do not agree, figures that are of another day."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from disclint.engine import Engine
from disclint.facts import Facts, RuleSetting
from disclint.formats import parse
from disclint.model import Finding, Source
from disclint.ruleset.load import builtin_rules, load_packs

SEED = Path(__file__).parents[2] / "seeds" / "000_bb35947576846b83.txt"
SHIPPED = load_packs([builtin_rules()])
RULES = ("own-performance-basis", "conflicting-figures", "stale-figure")


def check(
    text: str, *rules: str, format: str = "markdown", settings: Mapping[str, RuleSetting] = {}, **facts: object
) -> list[Finding]:
    engine = Engine(SHIPPED, settings, select=rules or RULES)
    return list(engine.check(parse(Source("x.md", text), format), Facts(**facts)).findings)  # type: ignore[arg-type]


def messages(text: str, **options: object) -> list[str]:
    return [f.message for f in check(text, **options)]  # type: ignore[arg-type]


def test_the_founding_document_has_none_of_them() -> None:
    assert check(SEED.read_text(), format="text") == []


def test_what_is_missing_of_a_result_is_named() -> None:
    (found,) = check("Our fund is up 14% and investors are pleased.")
    assert (found.state, found.severity) == ("incomplete", "warning")
    assert found.message == (
        'Own performance "14%" lacks a period, an as-of date and a word on whether it is net or gross'
    )
    assert found.fix is not None and found.fix.startswith('add the period ("January 2024 to June 2026"), ')
    (found,) = check("Our fund is up 14% since inception, and investors are pleased. Net of fees.")
    assert found.message == 'Own performance "14%" lacks an as-of date'
    assert found.looked_for == ("as-of date: none in the paragraph, the section or the notes",)


def test_results_of_one_sentence_are_one_finding() -> None:
    (found,) = check("Our fund returned 14% in 2025 and 9% in 2024, compared with 10% for the market.")
    assert found.message == 'Own performance "14%" (and 1 more) lacks a word on whether it is net or gross'
    assert len(found.related) == 1


def test_a_title_leans_on_the_text() -> None:
    text = "Our fund returned 14% net of fees in 2025."
    assert messages(f"---\ntitle: Our fund is up 14%\n---\n{text}\n") == []
    assert (
        len(messages("---\ntitle: Our fund is up 14%\n---\nIt holds stocks for investors who like a dividend.\n")) == 1
    )


def test_a_table_of_own_results_is_one_finding_and_its_note_counts() -> None:
    table = "## Our portfolio's returns\n\n| | Our portfolio | Market |\n|-|-|-|\n| 1 year | 9.1% | 8.0% |\n"
    (found,) = check(table)
    assert found.message == (
        'Own performance "9.1%" (and 1 more) lacks an as-of date and a word on whether it is net or gross'
    )
    assert check(f"{table}\nNet of fees, as of 30 June 2026.\n") == []


def test_relative_periods_end_where_the_document_is_dated() -> None:
    text = "Our fund returned 14% net of fees last year."
    assert messages(text) == ['Own performance "14%" lacks an as-of date']
    assert messages(f"---\ndate: 2026-03-02\n---\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Our small-cap fund has returned 14 %.",
        "I run a trading bot. The bot returned 12%.",
        "Our composite (HLX), launched by two partners, has outperformed the market by 4.2% a year.",
        "We are up 14% in 2026 with our portfolio.",
        "We returned 22 % (gross).",
        "Our clients have earned 9% a year on their stocks.",
        "A 14% return for our fund is no accident.",
        "Our fund's annualised return was 14%.",
        "Our track record: 14% a year.",
        "My portfolio lost 12% of its value.",
        "Our picks beat the index by 8%.",
    ],
)
def test_own_results_are_found_however_they_are_told(text: str) -> None:
    assert [f.state for f in check(text, "own-performance-basis")] == ["incomplete"]


@pytest.mark.parametrize(
    "text",
    [
        "Quay Street's fund returned 10%. Our fund is another.",
        "Our fund holds 14% cash, and it owns 5% of the lender.",
        "Our model achieved 94% accuracy on earnings.",
        "Our customers are up 14%, and so are earnings and dividends.",
        "We are up 14% in bookings, and our shareholders cheer the dividend.",
        "Our members gained 14% more coverage from lenders.",
        "Our investors own 14% of the shares.",
        "Our fund, unlike theirs, fell short of its target; the S&P 500 returned 10%.",
        "> Our fund is up 14%.\n\nSo says a letter to investors.",
    ],
)
def test_other_peoples_results_and_other_figures_are_no_own_results(text: str) -> None:
    assert check(text, "own-performance-basis") == []


def test_the_headline_and_the_text_are_compared_once() -> None:
    text = (
        "---\ntitle: Japan's $65bn chip plan\n---\n# Japan's $65bn chip plan\n\nJapan's chip plan costs $56 billion.\n"
    )
    (found,) = check(text)
    assert found.message == 'Figures that do not agree: the title says "$65bn", the text "$56 billion"'
    assert (found.state, found.position.line, found.related[0].position.line) == ("conflicting", 2, 6)
    assert check(text.replace("$56 billion", "$56 billion, of $65 billion in all")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "It costs $65 billion (10 billion yen).",
            '"$65 billion" can\'t be "10 billion yen" at any rate of the last decades: it would be 0.15 to one',
        ),
        ("It cost $3m in cash and $2m in stock, for a total of $6m.", '"$6m" is not the sum of "$3m" and "$2m"'),
        ("Shares rose 10% to $110 from $120.", 'from 120 to 110 is no rise of "10%"'),
        ("Shares rose 10% from $120 to $110, and investors sold.", 'from 120 to 110 is no rise of "10%"'),
        ("Shares went from $50 to $75, up 25%.", 'from 50 to 75 is 50%, not "25%"'),
        ("The bank expects a profit of $75m to $50m.", 'the range "$75m to $50m" runs downwards'),
    ],
)
def test_what_can_not_be_right_is_said_with_its_figures(text: str, words: str) -> None:
    assert messages(f"{text} Shareholders and investors cheered.") == [f"Figures that do not agree: {words}"]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $65 billion (10 trillion yen), about €60 billion (£50 billion).",
        "It paid ¥72 billion ($10 billion), $780 million (HK$6.1 billion) and 850 million rupees ($10 million).",
        "It cost $1.3m in cash and $2.4m in stock, for a total of $4m.",
        "It raised $3m in March and $2m in May, for a total of $9m to date.",
        "Shares rose 10% to $110 from $100, and later from $50 to $75, up 50%.",
        "The loss widened 20% to $6 million from $5 million.",
        "Revenue grew from $50 million to $75 million, up 8.4% a year.",
        "Unemployment fell 0.3% to 4.1% from 4.4%.",
        "The bank expects a fall from $75 to $50.",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert messages(f"{text} Shareholders and investors cheered.") == []


def test_a_stale_figure_says_how_old_it_was() -> None:
    text = "---\ndate: 2026-03-02\n---\nAs of 31 December 2022, the fund manages $4.2 billion for investors.\n"
    (found,) = check(text)
    assert (found.state, found.severity) == ("stale", "info")
    assert found.message == 'Stale figure: "$4.2 billion" is of 31 December 2022, 38 months before 2026-03-02'
    assert check(text.replace("manages", "managed")) == []


def test_without_a_date_only_a_page_that_is_kept_up_speaks_of_the_day_of_the_run() -> None:
    text = "As of June 2023, stablecoins have a market capitalization of $127 billion."
    assert check(text, as_of="2026-03-02") == []
    assert check(text, document="page") == []
    assert [f.state for f in check(text, document="page", as_of="2026-03-02")] == ["stale"]


@pytest.mark.parametrize(
    "text",
    [
        "Our fund " * 4000 + "is up 14%.",
        "our " * 20000 + "fund returned 14%",
        "from $50 to $75, up " * 3000,
        "$65 billion (10 billion yen) " * 3000,
        "Shares rose 10% to $5 from $4, " * 3000,
        "It paid $3m in cash and $2m in stock, for a total of $6m, " * 2000,
        "Our fund is up 14%. " * 2000,
        "As of June 2022, it has $5 million in " * 2000,
        "since " * 20000 + "inception $5 million returned our fund 14%",
    ],
)
def test_long_texts_take_their_time_and_no_more(text: str) -> None:
    started = time.process_time()
    check(f"---\ndate: 2026-03-02\n---\n{text}\n")
    assert time.process_time() - started < 8
