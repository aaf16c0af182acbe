"""Whole articles: what a newsroom sees with no configuration, finding by finding, and where silence is the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rules.conftest import Shipped

EARNINGS = """# Northgate Rail reports third quarter results

CHICAGO, Nov. 12, 2026 - Northgate Rail Inc. (NYSE: NGTR) today reported third quarter revenue of $412 million.
The board declared a dividend of $0.20 per share, payable to shareholders of record, and retired senior notes.

## Outlook

We now expect full-year revenue of $1.61 billion and capital expenditures of $210 million.
"""
WRAP = """# Stocks slip as yields rise

The S&P 500 fell 0.8% and the Nasdaq Composite lost 1.1%. Bonds in Europe followed. Hedge funds cut exposure.
The fund returned 4% last month, she added. Corn futures settled 2% higher.
"""
CRYPTO = """# The Weekly Block #88

GM. BTC held 94k, ETH is lagging. I'm bullish on SOL into year end. Altcoins look ready to run.

NFA, DYOR.
"""
FRAUD = """# How the Meridian scheme worked

Its brochure promised "guaranteed returns of 2% a month" and called the plan "a risk-free investment". Callers were told
"you can't lose". Prosecutors in Ohio charged the founder with wire fraud. Regulators advise savers to be wary of anyone
who offers guaranteed profits.
"""
RECIPE = """# Onion soup with chicken stock

Uses 25% less butter. Add 1.5 litres of chicken stock and simmer. The bond at the bottom of the pan is flavour. Return
the pot to the heat. Results guaranteed, even for beginners: you can't lose with good stock.
"""
README = """# fastq

A queue library. It guarantees at-least-once delivery and is guaranteed to return messages in order. Our strategy
returned 3x throughput and 40% lower latency. Migrations are risk-free. No recommendation is made about brokers.
Set `$HOME`; options can be passed as futures. This project is not affiliated with or sponsored by anyone.
"""
JAPANESE = """# 日銀、利上げを決定

日本銀行は12月の会合で政策金利を0.75%に引き上げた。株式市場では日経平均が1.2%下落した。FINRAとSIPCは米国の機関である。
"""
ADVISER = """# Three thoughts on drawdowns

When stocks fall, investors call: a portfolio of stocks and bonds is built for bad years too. Our balanced strategy
returned 7.1% a year since inception. We manage Roth conversions and tax-loss harvesting for clients.
No strategy is risk-free, and we never promise guaranteed returns.
"""
MUSEUM = """# The bond between mother and child

The museum shows 40 prints from a portfolio of 1931. The exhibition is sponsored by the Hale Foundation. Stock
photographs are sold in the shop. The building was approved by the city and is backed by the government.
Attendance rose 25%.
"""
DEBT = """# Pay the card first

Paying off a card at 24% is a guaranteed return. Keep an emergency fund in a savings account insured by the FDIC. Then
take your employer's match: a guaranteed 100% return.
"""
SAID_ALL = """

This letter is not investment, tax or legal advice, and not an offer to buy or sell any security. Past performance
does not guarantee future results.
"""
ADVICE = ["us-no-advice-no-offer#not-advice missing", "us-no-advice-no-offer#not-offer missing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            EARNINGS,
            [
                "8 info pslra-forward-looking#results-may-differ missing",
                "8 warning pslra-forward-looking#forward-looking missing",
            ],
            id="an earnings release",
        ),
        pytest.param(WRAP, [f"1 warning {a}" for a in ADVICE], id="a market wrap"),
        pytest.param(
            CRYPTO,
            [f"3 warning {a}" for a in ADVICE] + ["5 info disclaimer-abbreviation forbidden"],
            id="a crypto newsletter: NFA is no sentence",
        ),
        pytest.param(
            ADVISER,
            [f"3 warning {a}" for a in ADVICE]
            + [
                "4 warning us-past-performance#past-performance missing",
                "4 warning us-no-tax-legal-advice#not-legal-advice missing",
                "4 warning us-no-tax-legal-advice#not-tax-advice missing",
            ],
            id="an adviser's blog",
        ),
        pytest.param(ADVISER + SAID_ALL, [], id="the adviser's blog with its fine print"),
        pytest.param(FRAUD, [], id="a fraudster quoted"),
        pytest.param(RECIPE, [], id="a recipe"),
        pytest.param(README, [], id="a software page"),
        pytest.param(MUSEUM, [], id="a museum"),
        pytest.param(DEBT, [], id="advice to pay a debt"),
        pytest.param(JAPANESE, [], id="an article that no rule can read"),
    ],
)
def test_an_article_gets_the_findings_it_deserves_and_no_other(
    shipped: Shipped, text: str, expected: list[str]
) -> None:
    assert sorted(shipped.lines(text)) == sorted(expected)


def test_for_a_publisher_the_missing_advice_line_is_an_error_and_the_offer_line_a_warning(shipped: Shipped) -> None:
    found = shipped.lines(WRAP, firm=("publisher",), document="article")
    assert found == [
        "1 error us-no-advice-no-offer#not-advice missing",
        "1 warning us-no-advice-no-offer#not-offer missing",
    ]


def test_a_press_release_owes_no_advice_line(shipped: Shipped) -> None:
    assert not any("us-no-advice" in line for line in shipped.lines(EARNINGS))


MEMBER = "Securities offered through Cedar Point Securities LLC, member FINRA/SIPC."


@pytest.mark.parametrize(
    ("line", "state", "element"),
    [
        (MEMBER.replace("/SIPC", ""), "missing", "sipc-member"),
        (MEMBER.replace("SIPC", "SPIC"), "broken", "sipc-member"),
        (MEMBER.replace("SIPC", "SIPIC"), "broken", "sipc-member"),
        (f"{MEMBER[:54]}.\n\n<!-- {MEMBER} -->", "broken", "sipc-member"),
        (f"{MEMBER[:54]}.\n\n<p hidden>{MEMBER}</p>", "broken", "sipc-member"),
        (f"{MEMBER[:54]}.\n\n~~{MEMBER}~~", "broken", "sipc-member"),
        (f"{MEMBER[:54]}.\n\n`{MEMBER}`", "broken", "sipc-member"),
        (MEMBER.replace("Cedar Point Securities LLC", "{firm}"), "broken", "sipc-member"),
        (MEMBER.replace(", member", ", not a member of"), "broken", "sipc-member"),
    ],
)
def test_a_membership_line_that_does_not_count_is_an_error(
    shipped: Shipped, line: str, state: str, element: str
) -> None:
    assert [(f.severity, f.state) for f in shipped.findings(line) if f.element == element] == [("error", state)]


def test_a_membership_line_as_it_should_be_is_left_alone(shipped: Shipped) -> None:
    assert shipped.lines(MEMBER) == []


PAST = "us-past-performance#past-performance missing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My bot made 340% since January.", [PAST]),
        ("Our E-mini strategy made 212% last year.", [PAST]),
        ("My picks are up 44% this year.", [PAST]),
        ("Our algorithm gained 61% in 2024.", [PAST]),
        ("Our model made 40% fewer errors.", []),
        ("Our chatbot is up 99.9% of the time.", []),
        ("The sample strategy returned 12% in the tutorial.", []),
        ("My bot made 340% since January. Past results, live or simulated, do not predict future returns.", []),
    ],
)
def test_own_products_with_everyday_verbs_show_performance(shipped: Shipped, text: str, expected: list[str]) -> None:
    assert [line.split(" ", 2)[2] for line in shipped.lines(text)] == expected


def test_a_caution_that_lost_its_not_is_an_error_where_it_stands(shipped: Shipped) -> None:
    text = "Rain fell.\n\nPast performance is indicative of future results."
    assert shipped.lines(text) == ["3 error past-performance-inverted forbidden"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stocks and bonds rose. Cedar Point Securities LLC, member FINRA, SIPC. Not advice, no offer.", []),
        (
            "SIPC covers your account. Cedar Point, Member SIPC.",
            ["info sipc-official-statement#sipc-link missing"],
        ),
        (
            "Your account is covered by SIPC up to $500,000. Cedar Point, [Member SIPC](https://www.sipc.org).",
            ["warning sipc-coverage-limits#sipc-limits missing"],
        ),
    ],
)
def test_a_broker_dealer_owes_sipcs_words_only_where_it_speaks_of_the_protection(
    shipped: Shipped, text: str, expected: list[str]
) -> None:
    lines = shipped.lines(text, firm=("broker-dealer",), document="product-page")
    assert [line.split(" ", 1)[1] for line in lines if " sipc-" in line] == expected


def test_a_holding_named_by_its_ticker_is_a_disclosure(shipped: Shipped) -> None:
    text = "We like Hallam (NYSE: HLM).\n\nWe own HLM in client accounts."
    assert not any("us-author-position" in line for line in shipped.lines(text))
    assert any("us-author-position" in line for line in shipped.lines(text.replace("HLM in", "CFA in")))
