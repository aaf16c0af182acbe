"""Packs by product: their bans leave every prescribed text alone, and their triggers leave alone who sells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from disclint.ruleset.load import builtin_rules, load_packs
from disclint.ruleset.rule import Forbid, Verbatim

if TYPE_CHECKING:
    from tests.rules.conftest import Shipped

PACKS = ("us/futures", "us/bank", "us/private", "us/crypto", "us/municipal", "us/issuers")
RULES = load_packs([builtin_rules()]).rules
MINE = {rule.id for rule in RULES if rule.pack in PACKS}
BANS = {rule.id for rule in RULES if rule.id in MINE and isinstance(rule.requirement, Forbid)}
LEGENDS = [
    *(
        (rule.id, legend.text)
        for rule in RULES
        if isinstance(rule.requirement, Verbatim)
        for legend in rule.requirement.texts
    ),
    *((rule.id, rule.fix) for rule in RULES if rule.fix),
]
SELLS_NOTHING = [
    "Corn futures gained for a third day, and traders took profits. Gold futures fell.",
    "The fund is domiciled in Delaware, and accredited investors must be verified under Rule 506(c).",
    "Start-ups test the waters before a Regulation A offering; the money comes later.",
    "Bitcoin's price doubled. Exchanges in Asia open accounts faster than banks do.",
    "Run the bitcoin node, create a wallet, and send tokens to the test address with our API.",
    "A 529 plan lets grandparents save for college; states differ in what they deduct.",
    "Penny stocks trade over the counter, and regulators warn of manipulation.",
    "Through your bank you can wire money to a broker, who sells mutual funds and annuities.",
    "The bank's stock of flour is insured. Deposits of silt are held by the river.",
    "Set `reserve_shares = 8` before you open an account on the test server.",
]
SOLD = [
    ("Make money with our e-mini signals. Sign up!", "cftc-nfa-futures-risk-balance"),
    ("Our SPV is open for pre-IPO shares. Join the syndicate.", "finra-private-placement-risk"),
    ("Reserve your shares today.", "sec-testing-the-waters"),
    ("Buy and hold bitcoin in your account with us.", "finra-crypto-asset-risk"),
    ("This penny stock is about to explode.", "sec-penny-stock-risk"),
    ("FDIC-insured crypto wallets for all.", "ban-deposit-insurance-overclaim"),
    ("Stablecoins are as good as cash.", "finra-crypto-cash-equivalent"),
]


@pytest.mark.parametrize(("rule", "text"), LEGENDS, ids=lambda value: str(value)[:40])
def test_no_ban_of_a_product_flags_a_prescribed_text(shipped: Shipped, rule: str, text: str) -> None:
    assert [row for row in shipped.rows(text, "forbidden") if row["rule"] in BANS and row["rule"] != rule] == []


@pytest.mark.parametrize("text", SELLS_NOTHING)
def test_a_text_that_sells_nothing_owes_nothing(shipped: Shipped, text: str) -> None:
    assert [f.rule for f in shipped.findings(text) if f.rule in MINE] == []


@pytest.mark.parametrize(("text", "rule"), SOLD)
def test_a_text_that_sells_is_told_what_it_owes(shipped: Shipped, text: str, rule: str) -> None:
    assert rule in {f.rule for f in shipped.findings(text)}


@pytest.mark.parametrize("rule", [r for r in RULES if r.id in MINE], ids=lambda rule: rule.id)
def test_a_rule_of_a_product_names_its_authority_and_warns_at_most_while_on_trial(rule) -> None:
    assert rule.authority and all(a.cite and a.checked and a.grade and a.url for a in rule.authority)
    assert len(rule.why) > 80 and rule.message and rule.fix
    if rule.stage == "beta":
        severities = {rule.severity, *(case.severity for case in rule.severity_if)}
        assert severities <= {"warning", "info"}


def test_the_words_about_stablecoins_hold_from_their_day(shipped: Shipped) -> None:
    text = "Every digital dollar is guaranteed by the U.S. government."
    days = {day: [f.rule for f in shipped.findings(text, as_of=day)] for day in ("2027-01-17", "2027-01-18")}
    assert days == {"2027-01-17": [], "2027-01-18": ["ban-stablecoin-us-backing"]}
