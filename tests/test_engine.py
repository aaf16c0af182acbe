"""The engine as a whole: which rules run, in which order findings come, what is undecided, how a run is explained."""

from __future__ import annotations

import pytest

from disclint import packs
from disclint.config import Config
from disclint.engine import Engine
from disclint.facts import Facts, RuleSetting
from disclint.formats import parse
from disclint.model import Source
from disclint.ruleset.load import load_packs

RULES = load_packs(packs.folders(Config({}))[0])
ENGINE = Engine(RULES)

JAPANESE = "日本銀行は金融政策を維持し、株価は上昇した。投資家は債券を買い、円は下落した。" * 4
GERMAN = (
    "Die Bank hat die Zinsen nicht erhöht, und die Aktien sind gestiegen, weil der Markt mit einer Senkung rechnet. "
    * 3
)


@pytest.mark.parametrize(("text", "language"), [(JAPANESE, "ja"), (GERMAN, "de")])
def test_a_language_that_no_rule_covers_is_undecided_once(text: str, language: str) -> None:
    report = ENGINE.check(parse(Source("x.md", text), "markdown"), Facts())
    assert report.findings == ()
    assert [(u.cause, u.documents) for u in report.undecided] == [("language", 1)]
    assert f"({language})" in report.undecided[0].message


def test_a_language_that_is_configured_is_not_guessed() -> None:
    report = ENGINE.check(parse(Source("x.md", GERMAN), "markdown"), Facts(language="en-GB"))
    assert report.undecided == ()
    assert report.rules_run


def test_findings_come_in_the_order_of_their_places() -> None:
    text = "Guaranteed returns await.\n\nEnjoy a risk-free investment.\n\nA guaranteed profit."
    found = ENGINE.check(parse(Source("x.md", text), "markdown"), Facts()).findings
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert [f.position.line for f in found] == [1, 3, 5]


@pytest.mark.parametrize(
    ("engine", "rules"),
    [
        (Engine(RULES, select=["guaranteed-returns"]), ("guaranteed-returns",)),
        (Engine(RULES, {"guaranteed-returns": RuleSetting(off="by hand")}, select=["guaranteed-returns"]), ()),
        (Engine(RULES, select=["guaranteed-returns"], ignore=["guaranteed-returns"]), ()),
    ],
)
def test_rules_that_are_off_or_not_asked_for_do_not_run(engine: Engine, rules: tuple[str, ...]) -> None:
    assert engine.check(parse(Source("x.md", "A guaranteed profit."), "markdown"), Facts()).rules_run == rules


def test_a_slip_inside_a_required_statement_is_told_once() -> None:
    text = "Securities offered through Cedar Point LLC, member FINRA/SPIC."
    found = ENGINE.check(parse(Source("x.md", text), "markdown"), Facts()).findings
    assert [(f.rule, f.element, f.state) for f in found] == [("finra-sipc-membership-line", "sipc-member", "broken")]


def explained(text: str, rule: str, **facts: object) -> str:
    return "\n".join(ENGINE.explain(parse(Source("x.md", text), "markdown"), Facts(**facts), rule))  # type: ignore[arg-type]


def test_an_explanation_says_why_a_rule_ran_or_not() -> None:
    rule = "finra-sipc-membership-line"
    assert "is not live: nothing in the text triggers it (firm unknown)" in explained("Rates rose.", rule)
    assert "it applies to firm: broker-dealer; here it is bank" in explained("Rates rose.", rule, firm=("bank",))
    ran = explained("Securities offered through Cedar Point LLC, member FINRA.", rule)
    assert "its trigger stands in the text" in ran
    assert 'finra-member: said at 1:45 "member FINRA"' in ran
    assert "sipc-member: not said" in ran


@pytest.mark.parametrize(
    ("engine", "facts", "why"),
    [
        (Engine(RULES, {"guaranteed-returns": RuleSetting(off="by hand")}), Facts(), "it is off (by hand)"),
        (Engine(RULES, select=["risk-free-claims"]), Facts(), "it is not selected"),
        (ENGINE, Facts(as_of="1900-01-01"), None),
        (ENGINE, Facts(language="de"), "the document is not in its language (en)"),
    ],
)
def test_an_explanation_says_what_kept_a_rule_from_running(engine: Engine, facts: Facts, why: str | None) -> None:
    document = parse(Source("x.md", "A guaranteed profit."), "markdown")
    first = engine.explain(document, facts, "guaranteed-returns")[0]
    assert first == f"guaranteed-returns did not run: {why}" if why else first.startswith("guaranteed-returns ran")


def test_an_unknown_rule_is_not_explained() -> None:
    with pytest.raises(KeyError):
        explained("Rates rose.", "no-such-rule")


def test_a_report_is_the_same_twice() -> None:
    text = "Guaranteed returns. Revenue rose 12% to $5 million at Acme Corp. Stocks and bonds fell."
    reports = [Engine(RULES).check(parse(Source("x.md", text), "markdown"), Facts()) for _ in range(2)]
    assert reports[0] == reports[1]


def test_an_explanation_names_the_topic_that_figures_need() -> None:
    assert "nothing in the text says that it is about finance" in explained(
        "Rain fell on 12% of days.", "unsourced-number"
    )


def test_terms_of_lexicons_that_no_loaded_rule_asks_for_are_not_looked_for() -> None:
    uk, hk = packs.builtin()["uk"], packs.builtin()["hk"]
    alone, both = (Engine(load_packs(folders)).book for folders in ([uk], [uk, hk]))
    assert "hk-fund-offers" in load_packs([uk]).lexicons
    assert ("hk-fund-offers" in alone.lexicons, "hk-fund-offers" in both.lexicons) == (False, True)
    assert not alone.scanner.scan("認購基金").words
    assert both.scanner.scan("認購基金").words
