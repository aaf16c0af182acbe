"""Promises that must be caught, and the innocent uses of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rules.conftest import Shipped

BANNED = [
    "Investors are guaranteed a fixed 3% return every month.",
    "Earn guaranteed returns of 20% per month with our desk.",
    "Guaranteed ROI, paid weekly",
    "We guarantee that you will make a profit.",
    "Our signals guarantee profits in any market.",
    "100% guaranteed profits or we trade for free.",
    "Your capital is guaranteed by our smart engine.",
    "Enjoy guaranteed monthly income from forex.",
    "The platform guarantees stable daily income.",
    "Every plan pays assured returns.",
    "Plan Gold: 3.5% daily profit for 20 days",
    "Starter: 12% hourly ROI",
    "Receive a profit every hour.",
    "Make money every day: earn 5% per day guaranteed.",
    "Double your bitcoin in 24 hours.",
    "We guarantee you won't lose a cent.",
    "Profit guaranteed!",
    "Returns guaranteed",
    "Guaranteed 2x return in a week",
    "You will receive a guaranteed payout on Friday.",
    "Your funds are 100% guaranteed.",
    "Risk-free trading with our bot.",
    "Zero risk, high reward investments",
    "Invest without any risk.",
    "There is no risk of losing your money.",
    "Our clients never lose money.",
    "You cannot lose with this portfolio.",
    "This investment is completely risk-free.",
    "Absolutely risk free returns await.",
    "No risk of loss.",
    "The fund is as safe as a bank account.",
    "A foolproof strategy for steady gains.",
    "The SEC has approved our investment program.",
    "Approved and regulated investment: the fund is endorsed by the SEC.",
    "Buy this SEC-approved token today.",
    "The only federally insured crypto fund.",
    "A government-guaranteed investment in tokens.",
    "FINRA approved broker",
    "Endorsed by FINRA.",
    "We are NFA-certified.",
    "SIPC guaranteed accounts",
    "member FINRA/SPIC",
    "Member of SIPIC",
    "Your profits are assured from the first day.",
    "We promise you a return of 50% in a month.",
    "Earn up to 5% daily with our VIP plan.",
    "Gold plan: 3.5% daily for 20 days.",
    "Fixed daily profit on every deposit.",
    "Earn 14% guaranteed",
    "Get 9% a year, guaranteed.",
    "Annuities are for the timid. Our fund pays a guaranteed 9% return.",
    "A striker joined. Our betting fund pays guaranteed returns.",
    "The fund's guaranteed income never fails.",
    "Your deposit is 100% safe.",
    "Your bitcoin stays completely safe in our vault.",
    "Invest now: your money is 100% secure.",
    "No lock-up, no risk involved. Our bot trades crypto for you.",
    "Our arbitrage bot never loses.",
    "Our guaranteed profits speak for themselves. Red flags? Not here. Join now.",
    "With fraud protection:\n\n- Guaranteed returns of 9% a month",
    "Past performance is indicative of future results.",
    "Previous results guarantee future gains.",
    "This bot is guaranteed to double your money.",
    "Our trading robot never loses.",
    "High returns with little to no risk.",
    "An investment with no risk involved.",
    "Sure profit every week!",
    "100% risk free",
    "Earn 20% monthly returns with zero risk!",
    "we provide guaranteed high returns",
    "Guaranteed passive income from mining",
    "Gross 10%, and a guaranteed 9% net return for you.",
    "Turn $100 into $10,000 with our signals.",
    "The most trusted crypto trading platform.",
    "Unmatched returns, every month.",
    "The next Nvidia: get in early.",
    "Make money on autopilot.",
    "Our fund will beat the market.",
    "Bitcoin is about to explode.",
    "This stock will triple in a year.",
    "Trade with the world's leading forex broker.",
    "Your 401(k) grows tax-free.",
    "You waive all claims against the adviser.",
    "our zero-loss trading system",
]

LEFT_ALONE = [
    "There are no guaranteed returns in investing.",
    "We cannot guarantee profits.",
    "Returns are not guaranteed.",
    "No investment strategy can guarantee a profit or protect against loss.",
    "Diversification does not assure a profit or guarantee against a loss.",
    "Neither asset allocation nor diversification guarantees a profit.",
    "Be wary of anyone who offers guaranteed returns.",
    "If someone promises guaranteed profits, walk away.",
    "The SEC charged the firm with promising guaranteed returns.",
    "Prosecutors say the trader lured clients with risk-free profits.",
    "Scammers promise guaranteed profits of 30% a week.",
    'What does "guaranteed return" mean?',
    "Is a guaranteed return possible?",
    "The insurer pays a guaranteed minimum death benefit.",
    "Fixed annuities offer a guaranteed rate of return.",
    "The SBA guarantees the loan.",
    "Treasuries guarantee a return of principal if held to maturity.",
    "A guaranteed income for artists begins in Ireland.",
    "Paying off your card is a guaranteed 24% return.",
    "An employer match is a guaranteed return on your money.",
    "Quarterback signs for $200 million with $150 million guaranteed income.",
    "The function guarantees that it returns a string.",
    "The API guarantees at-least-once delivery.",
    "Our satisfaction guarantee: full refund in 30 days.",
    "We guarantee the protection of your personal data.",
    "The bank's profit guarantee to its parent lapsed.",
    "The utility earns a guaranteed return set by the regulator.",
    "Nothing guarantees that the rally lasts.",
    "There is no guarantee of income.",
    "The government guarantees bank deposits.",
    "The risk-free rate rose to 4.5%.",
    "Excess return over the risk-free return is the Sharpe numerator.",
    "Start your risk-free trial today.",
    "Practice trading risk-free with a demo account.",
    "No investment is risk-free.",
    "There's no such thing as risk-free profit.",
    "Nothing is ever risk-free.",
    "Never invest money you can't afford to lose.",
    "Rule number one: never lose money.",
    "You can't lose more than the premium you paid.",
    "You can't lose weight by reading.",
    "Can you lose money in a money market fund?",
    "Bonds are not without risk.",
    "Deploy on Fridays without risk with feature flags.",
    "Trading without a plan is a risk.",
    "The SEC approved spot ether ETFs in May.",
    "The rule was approved by the SEC in June.",
    "The SEC has not approved or disapproved of these securities.",
    "The offering circular has been qualified by the SEC; the SEC does not pass upon the merits.",
    "The merger was approved by the Federal Reserve.",
    "Government-backed student loans rose.",
    "The Treasury backs the bonds.",
    "FINRA approved the application.",
    "FINRA does not approve or endorse any security.",
    "Reviewed and approved by a FINRA principal.",
    "Ginnie Mae securities are backed by the full faith and credit of the U.S. government.",
    "Government-backed pension funds bought the stock.",
    "NASD merged into FINRA.",
    "The SPIC bus driver ships with the kernel.",
    'Avoid phrases such as "risk-free investment" and "guaranteed returns".',
    'Our marketing rules ban words like "guaranteed returns".',
    "Promises of guaranteed returns are a warning sign.",
    "It is not a get-rich scheme, not guaranteed profit.",
    "Performance guarantees are a feature of the database.",
    "The state guarantees farmers a minimum income.",
    "Stable income for pensioners is a campaign promise.",
    "Daily profit at the refinery rose 3%.",
    "The desk made 2% daily returns on average in the backtest.",
    "Subsidies ensured profits for wind farms.",
    "No system is guaranteed to make money.",
    "There is no risk involved in reading the terms.",
    "Shares rose 4% daily on average.",
    "He promised his wife to return.",
    "We promise to return your call.",
    "The trial has no risk involved.",
    "Be sure profits are taxed.",
    "It earns interest daily.",
    "The card earns 3% cash back every day.",
    "Returns are not assured.",
    "We cannot promise any returns.",
    "There is no such thing as a sure profit.",
    "The central bank sees little or no risk to growth.",
    "We make no promise of profits.",
    "Anyone who says their bot never loses is lying.",
    'If a website says "100% risk free", close it.',
    "Guaranteed income for life sounds lovely.",
    "Okafor's guaranteed earnings top those of the captain.",
    "Results are stored, and returns are guaranteed to be in order.",
    "Free shipping and risk-free returns on unworn items!",
    "Your money is 100% safe with our checkout.",
    "At an FDIC member, your deposit is completely safe.",
    "Past performance is rarely, if ever, a guide; it is not indicative of future results.",
    "The belief that past performance is indicative of future results is a fallacy.",
    "Past performance is not a guarantee, nor is it indicative, of future results.",
    "NFA rules apply to members of the NFA.",
    "Some promise guaranteed profits; we do not.",
    "The best brokers of the year, ranked by fees.",
    "We are the leading maker of ladders.",
    "Which is the best crypto trading platform?",
    "We strive to be the best trading platform.",
    "The company is the leading broker in Kenya, Reuters says.",
    "The volcano is about to explode.",
    "Pumpkin prices will double by October.",
    "Revenue will double by 2030.",
    "GDP is set to grow 2% next year.",
    "Our account will show the trade on Monday.",
    "The fund will not beat the market.",
    "A rocket flew to the moon.",
    "The album went straight to the top of the charts.",
    "The code runs 10x faster.",
    "The market saw massive gains in 2017.",
    "Don't miss out on our summer concert.",
    "Nobody gets rich quick with bonds.",
    "A Roth IRA grows tax-free.",
    "A 1031 exchange is tax-deferred.",
    "The authors are not liable for any damages.",
    "We act as a fiduciary, always.",
    "Our mission is to be the most trusted trading platform.",
    "## Five lies of bad brokers\n\n- Your capital is guaranteed\n- Zero risk investments",
]


@pytest.mark.parametrize("text", BANNED)
def test_a_promise_is_caught(shipped: Shipped, text: str) -> None:
    assert [row["rule"] for row in shipped.rows(text, "forbidden")] != []


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_innocent_words_are_left_alone(shipped: Shipped, text: str) -> None:
    assert shipped.rows(text, "forbidden") == []


@pytest.mark.parametrize(
    ("text", "rule", "column", "phrase"),
    [
        ("Now: guaranteed ROI, paid weekly.", "guaranteed-returns", 6, "guaranteed ROI"),
        ("Try the **risk-free** trading plan.", "risk-free-claims", 11, "risk-free trading plan"),
        ("Buy this SEC-approved token today.", "government-approval", 10, "SEC-approved token"),
        ("Our FINRA-endorsed desk is open.", "sro-endorsement", 5, "FINRA-endorsed"),
        ("Cedar Point, member FINRA/SPIC.", "misspelt-regulator", 21, "FINRA/SPIC"),
        ("Cedar Point, member NASD.", "obsolete-regulator-text", 14, "member NASD"),
    ],
)
def test_the_phrase_is_reported_where_it_stands(
    shipped: Shipped, text: str, rule: str, column: int, phrase: str
) -> None:
    (row,) = shipped.rows(text, "forbidden")
    assert (row["rule"], row["line"], row["column"], row["text"]) == (rule, 1, column, phrase)


def test_a_disclaimer_never_cancels_a_promise(shipped: Shipped) -> None:
    text = "We guarantee a 9% return each month.\n\nReturns are not guaranteed. This is not investment advice."
    assert [(f.rule, f.position.line) for f in shipped.findings(text)] == [("guaranteed-returns", 1)]


@pytest.mark.parametrize(("firm", "severities"), [((), []), (("publisher",), []), (("broker-dealer",), ["warning"])])
def test_a_quoted_promise_is_the_firms_own_only_for_a_broker_dealer(
    shipped: Shipped, firm: tuple[str, ...], severities: list[str]
) -> None:
    text = 'Ana Ruiz of Delta said: "We guarantee a 9% return each month."'
    assert [f.severity for f in shipped.findings(text, firm=firm) if f.rule == "guaranteed-returns"] == severities


def test_a_promise_in_the_title_or_an_image_text_is_caught(shipped: Shipped) -> None:
    text = "---\ntitle: Guaranteed profit with rail\n---\n![risk-free investment](a.png)\n"
    assert {row["rule"] for row in shipped.rows(text, "forbidden")} == {"guaranteed-returns", "risk-free-claims"}


@pytest.mark.parametrize(
    ("lead", "rules"),
    [
        ("Here are some red flags:", []),
        ("Some red flags.", []),
        ("Warning signs of a bad adviser:", []),
        ("Benefits of joining:", ["guaranteed-returns", "risk-free-claims"]),
    ],
)
def test_a_paragraph_that_warns_excuses_the_list_under_it_even_in_the_first_person(
    shipped: Shipped, lead: str, rules: list[str]
) -> None:
    text = f"{lead}\n\n- Our fund guarantees 12% a year\n- Risk-free trading with our desk\n"
    assert [row["rule"] for row in shipped.rows(text, "forbidden")] == rules


def test_a_promise_behind_a_list_of_warnings_is_the_documents_own(shipped: Shipped) -> None:
    text = "Some red flags.\n\n- Secrecy\n\nOur own fund guarantees 12% a year.\n"
    assert [(r["rule"], r["line"], r["column"]) for r in shipped.rows(text, "forbidden")] == [
        ("guaranteed-returns", 5, 14)
    ]


def test_a_heading_that_warns_excuses_the_list_under_it(shipped: Shipped) -> None:
    text = "## Red flags of a scam\n\n- Guaranteed returns\n- Pressure to decide today\n"
    assert shipped.rows(text, "forbidden") == []
