"""`source`: one finding a sentence, at its place, with what was looked for; silent outside finance."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from disclint.engine import Engine
from disclint.facts import Entity, Facts, RuleSetting, Sourcing, SourcingCase
from disclint.formats import parse
from disclint.model import Finding, Source
from disclint.ruleset.load import builtin_rules, load_packs

if TYPE_CHECKING:
    from tests.kinds.conftest import Judge, Lines

SEED = Path(__file__).parents[2] / "seeds" / "000_bb35947576846b83.txt"
RULE = """
source:
  policy: attributed
  classes: {warning: [money, percent, change, ratio, count, level, range], info: [multiplier, rank, vague]}
message: 'Numeric claim without a source: {claims}'
examples: {pass: [{text: Nothing.}], fail: [{text: It earned $5 million., flags: [$5 million]}]}
"""
SHIPPED = load_packs([builtin_rules()])


def check(
    text: str, format: str = "markdown", settings: Mapping[str, RuleSetting] = {}, **facts: object
) -> list[Finding]:
    engine = Engine(SHIPPED, settings, select=("unsourced-number", "market-data-provider"))
    return list(engine.check(parse(Source("x.md", text), format), Facts(**facts)).findings)  # type: ignore[arg-type]


def test_the_founding_document_has_one_warning_and_one_note() -> None:
    found = sorted(check(SEED.read_text(), "text"), key=lambda f: f.position)
    assert [(f.position.line, f.position.column, f.severity, f.message) for f in found] == [
        (6, 56, "info", 'Numeric claim without a source: "second-oldest" (rank)'),
        (
            8,
            146,
            "warning",
            'Numeric claim without a source: "four trillion yen" (money, JPY 4e12); '
            'also "triple" (multiplier, forecast: by 2030)',
        ),
    ]


def test_a_finding_says_where_it_looked_and_what_the_references_hold() -> None:
    (found,) = [f for f in check(SEED.read_text(), "text") if f.severity == "warning"]
    assert found.looked_for == (
        "link in sentence: none · footnote: none · attribution: none · quote: not in quotes · 'Source:' line: none · "
        "previous sentence: no source to carry",
        'references: 3 entries, none mentions four trillion yen (nearest: "65-bn" barrons.com; "29-bln" reuters.com)',
    )
    assert found.fix is not None and "according to <named source>" in found.fix
    (also,) = found.related
    assert (also.position.line, also.position.column, also.position.end_column) == (8, 180, 186)


def test_numbers_of_one_sentence_are_one_finding_the_weightiest_first() -> None:
    text = "Profit doubled and reached $40 million, up 12%.\n\nThe bank lent 9% more.\n"
    assert [(f.position.line, f.severity, f.message.partition(": ")[2]) for f in check(text)] == [
        (1, "warning", '"$40 million" (money, USD 4e7); also "12%" (percent), "doubled" (multiplier)'),
        (3, "warning", '"9%" (percent)'),
    ]


def test_sources_without_a_name_are_named_in_the_message() -> None:
    (found,) = check("Analysts estimate the market at $40bn.")
    assert found.message.endswith('"$40bn" (money, USD 4e10); "Analysts estimate" names nobody')


def test_positions_are_those_of_the_markup(lines: Lines) -> None:
    assert lines(RULE, "The fund\nraised **$4.2&nbsp;billion** and *fell* 3%.\n") == [
        '2:10 warning unsourced "$4.2&nbsp;billion"'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tokyo set aside $65 billion, according to Reuters.",
        "Simmer the vegetable stock; it has 25% less salt. Half of it will do for 4 people.",
        "The queue is 3x faster, with 99.9% uptime and 12,000 requests per second.",
        "If you invest $1,000 at 5%, you would have $1,050.",
        "",
    ],
)
def test_sourced_figures_and_documents_about_other_things_are_left_alone(text: str) -> None:
    assert check(text) == []


def test_market_data_without_a_date_is_one_finding() -> None:
    text = "The S&P 500 fell 1.2% to 5,917. The Nasdaq dropped 1.6% to 18,920. Gold slipped 0.3% to $2,310.\n"
    (found,) = check(text)
    assert (found.rule, found.severity) == ("market-data-provider", "info")
    assert found.message == "6 prices and moves, no provider or date named: add a `Data:` line"
    assert len(found.related) == 5
    assert check(text + "\nData: FactSet, 4 June.\n") == []
    assert check(f"---\ndate: 2026-06-04\n---\n{text}") == []


def test_a_title_is_only_reported_for_what_the_body_does_not_say() -> None:
    text = "---\ntitle: Profit hits $40 million as lending falls 9%\n---\nProfit was $40 million.\n"
    assert [(f.position.line, f.message.partition(": ")[2]) for f in check(text)] == [
        (2, '"9%" (percent)'),
        (4, '"$40 million" (money, USD 4e7)'),
    ]


def test_a_heading_is_not_reported_beside_its_own_paragraph() -> None:
    found = check("# Profit hits $40 million\n\nProfit was $40 million.\n")
    assert [f.position.line for f in found] == [3]


def test_the_configuration_chooses_policy_and_classes() -> None:
    text = (
        "The bank lent 9% more, according to the Bank of Spain. Meanwhile profit doubled. "
        "The loan runs for thirty years."
    )

    def words(setting: RuleSetting, **case: str) -> list[tuple[str, str]]:
        found = check(
            text + " It is worth $40 million, said Ana Prata of Nordea.",
            settings={"unsourced-number": setting},
            sourcing=Sourcing(cases=(SourcingCase(**case),)),  # type: ignore[arg-type]
        )
        return [(f.severity, f.message.split('"')[1]) for f in found]

    assert words(RuleSetting()) == [("info", "doubled")]
    assert ("warning", "9%") in words(RuleSetting(), policy="cited")
    assert words(RuleSetting(classes={"multiplier": "off", "duration": "error"})) == [("error", "thirty years")]


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ("", True),
        ("\n\n## Payment methods\n\nBy card.", True),
        ("\n\n## How we counted\n\nEvery client once.", False),
        (" The [method](/research/methodology) is on another page.", False),
        (" We polled 1,250 clients between 3 and 14 March.", False),
    ],
)
def test_own_data_may_have_to_tell_its_method(more: str, asked: bool) -> None:
    text = f"In our survey of the bank's clients, 61% hold dividends and mortgages.{more}"
    case = SourcingCase(own_data="require_method")
    assert check(text, sourcing=Sourcing()) == []
    found = check(text, sourcing=Sourcing(cases=(case,)))
    assert bool(found) is asked
    assert all(f.looked_for[-1].startswith("own data: nothing says how it came about") for f in found)
    assert all(f.fix and f.fix.startswith('say under a heading such as "Methodology" how') for f in found)
    only = case._replace(documents=("newsletter",))
    assert check(text, sourcing=Sourcing(cases=(only,))) == []


def test_names_of_the_house_are_no_figures() -> None:
    text = "The Fund 500 beat bonds and shares, and Model 900 lost $5 million."
    names = {"names": ("Fund 500",), "product-name": ("Model *",)}
    assert [f.message for f in check(text, sourcing=Sourcing(non_claims=names))] == [
        'Numeric claim without a source: "$5 million" (money, USD 5e6)'
    ]


def test_own_performance_is_another_rules_matter() -> None:
    assert check("Our model portfolio returned 14% and investors cheered the dividend.") == []


def test_a_draft_is_one_level_down(judge: Judge) -> None:
    assert [f.severity for f in judge(RULE, "The bank lost $40 million.", draft=True).findings] == ["info"]


def test_what_the_configured_firm_says_of_itself_is_its_own_data() -> None:
    text = "Harbor Lane manages $4.2 billion for investors. Rival Cove Partners manages $9 billion."
    firm = Entity("adviser", "Harbor Lane Advisers Inc.", ("Harbor Lane",))
    assert [f.message.split('"')[1] for f in check(text, entities=(firm,))] == ["$9 billion"]
    assert len(check(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "DENVER, June 4, 2026 -- Harbor Boats, a maker of ferries, sold 1,200 boats to investors.",
        "# Harbor Reports 1,200 Boats Sold\n\nHarbor, a leading maker of boats for investors, has sold 1,200 boats.",
    ],
)
def test_a_press_release_is_known_by_its_dateline_or_its_headline(text: str) -> None:
    assert check(text) == []


def test_a_headline_alone_makes_no_press_release() -> None:
    text = "# Harbor Reports 1,200 Boats Sold\n\nThe dividend fell. It sold 1,200 boats, and investors were glad."
    assert [f.position.line for f in check(text)] == [3]


def test_a_document_of_the_type_press_release_is_one() -> None:
    assert check("The harbour sold 1,200 boats to investors.", document="press-release") == []
