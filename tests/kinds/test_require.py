"""`require`: what is said, what is missing, and the almost-right text with the reason why it does not count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.facts import Entity
from disclint.model import DocumentReport

Judge = Callable[..., DocumentReport]
Lines = Callable[..., list[str]]

ADVICE = """
severity: warning
severity_if: [{is: error, state: broken}]
when: {any: ['stocks?'], bind: document}
require:
  general: true
  elements:
    not-advice: {label: is not investment advice, says_not: ['investment advice']}
"""
MEMBER = """
severity: error
applies: {firm: [broker-dealer]}
when: {any: ['securities offered through', {entity: broker-dealer}]}
require:
  elements:
    sipc-member:
      label: is a member of SIPC
      says: [{near: ['members?', {cased: 'SIPC'}], within: 6 words}]
      subject: {entity: broker-dealer}
      suggest: {SPIC: SIPC}
"""


RANKED = """
severity: warning
when: {any: ['top adviser'], bind: document}
require:
  everyday: true
  elements:
    ranked-on: {label: was ranked on a date, says: ['20\\d\\d-\\d\\d-\\d\\d']}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We are a top adviser, 2026-05-01.", []),
        ("We are a top adviser.", ['1:10 warning ranked-on missing "top adviser"']),
        ("We are a top adviser.\n\n<!-- 2026-05-01 -->", ['3:6 error ranked-on broken "2026-05-01"']),
        ("---\ndate: 2026-05-01\n---\nWe are a top adviser.", ['4:10 warning ranked-on missing "top adviser"']),
        ("We are a top adviser. `2026-05-01`", ['1:10 warning ranked-on missing "top adviser"']),
        ("Rain.\n\n<!-- 2026-05-01 -->", []),
    ],
)
def test_everyday_words_are_an_attempt_only_where_the_trigger_holds_and_somebody_hid_them(
    text: str, found: list[str], lines: Lines
) -> None:
    assert lines(RANKED, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Stocks rose. This is not investment advice.",
        "Stocks rose.\n\nNothing on this page is **investment advice**.",
        "Stocks rose.\n\n> This letter is no investment advice.",
        "Stocks rose.\n\n<small>Not investment advice.</small>",
        "Stocks rose. This is not\ninvestment&nbsp;advice.",
        "Rates rose.",
    ],
)
def test_a_document_that_says_it_or_owes_nothing_is_left_alone(text: str, lines: Lines) -> None:
    assert lines(ADVICE, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ndescription: why prices are volatile\n---\nRain fell.", []),
        ("```c\nvolatile int x;\n```\nRain fell.", []),
        ("Buy coins.\n\n<!-- Coins are volatile. -->", ['3:16 error risk broken "volatile"']),
        ("Buy coins.", ['1:1 warning risk missing "Buy coins"']),
    ],
)
def test_everyday_words_out_of_sight_are_an_attempt_only_where_the_duty_is(
    text: str, found: list[str], lines: Lines
) -> None:
    rule = """
severity: warning
when: {any: ['buy coins'], bind: document}
require: {everyday: true, elements: {risk: {label: is risky, says: ['volatile']}}}
"""
    assert lines(rule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Buy shares. See our [offering](https://portal.example.io/a).", 0),
        ("Buy shares. Articles should link to [the portal](https://portal.example.io/a).", 0),
        ("Buy shares. This is not [our portal](https://portal.example.io/a).", 1),
        ("Buy shares. See our [offering](https://portal.example.io.evil.co/a).", 1),
    ],
)
def test_a_link_leads_there_whatever_mentions_it(text: str, found: int, lines: Lines) -> None:
    rule = """
severity: warning
when: {any: ['shares'], bind: document}
require: {elements: {portal: {label: links to the portal, says: [{link: {host: example.io}}]}}}
"""
    assert len(lines(rule, text)) == found


def test_a_missing_statement_points_at_what_created_the_duty(lines: Lines) -> None:
    assert lines(ADVICE, "Rates rose.\n\nAnd so did stocks, a little.") == ['3:12 warning not-advice missing "stocks"']


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("Rates fell.\n\n<!-- This is not investment advice. -->", '3:18 "investment advice"', "only in a comment"),
        ("Rates fell.\n\n<p hidden>Not investment advice</p>", '3:15 "investment advice"', "only in a hidden element"),
        ("Rates fell.\n\n~~Not investment advice~~", '3:7 "investment advice"', "only struck through"),
        ("Rates fell.\n\n`Not investment advice`", '3:6 "investment advice"', "only as code"),
        ("---\nfine: Not investment advice\n---\nRates fell.", '2:11 "investment advice"', "only in the front matter"),
        ("Rates fell.\n\nThis letter is investment advice.", '3:16 "investment advice"', "says the opposite"),
        ("Rates fell.\n\nThis letter does not constitute", '3:18 "not constitute"', "cut off"),
        ("Rates fell.\n\nThis letter does not", '3:1 "This letter does not"', "cut off"),
        ("Rates fell.\n\nThis is not an offer to buy any", '3:1 "This is not an offer to buy any"', "cut off"),
        ("Rates fell.\n\n[INSERT DISCLAIMER]", '3:1 "[INSERT DISCLAIMER]"', "placeholder was left in"),
        ("Rates fell.\n\nThis is not investment advice {firm}.", '3:31 "{firm}"', "placeholder was left in"),
    ],
)
def test_an_attempt_is_an_error_without_any_trigger(text: str, place: str, reason: str, judge: Judge) -> None:
    (finding,) = judge(ADVICE, text).findings
    at = f"{finding.position.line}:{finding.position.column}"
    assert f'{at} "{text[finding.span.start : finding.span.end]}"' == place
    assert (finding.severity, finding.state, finding.element) == ("error", "broken", "not-advice")
    assert reason in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Investment advice costs money. Rates fell.",
        "Our articles should say that they are not investment advice. Rates fell.",
        "```js\nconst note = {text: 'Not investment advice'};\n```\n\nRates fell.",
        "The broker's site says: “This is not investment advice.” Rates fell.",
        "Rates fell.\n\nThis page explains how investment advice is paid for.",
        "Put the name into {name} and save.",
        "Replace {name} with your legal name, at your own risk.",
        "Rates fell.\n\nEnglish pages work, but our translated content does not.",
        "Rates fell.\n\nThis works on a branch and not directly in `main` or `next`.",
        "Rates fell.\n\nThis switch must not be set to `true`",
        "Rates fell.\n\nIt is easier to tell what is accepted and should not be",
        "Rates fell.\n\nThey are responsible for investment advice.",
        'Our guide: a page may hold "[INSERT DISCLAIMER]" or say "this letter is investment advice".',
    ],
)
def test_words_that_only_look_like_an_attempt_make_nothing_live(text: str, lines: Lines) -> None:
    assert lines(ADVICE, text) == []


def test_somebody_elses_words_are_named_where_the_rule_is_live(judge: Judge) -> None:
    text = "Stocks rose.\n\nThe broker's site says: “This is not investment advice.”"
    (finding,) = judge(ADVICE, text).findings
    assert (finding.position.line, finding.state) == (3, "broken")
    assert "somebody else's words" in finding.message


def test_a_mention_is_missing_with_the_mention_beside_it(judge: Judge) -> None:
    text = "Stocks rose.\n\nEvery article should say that it is not investment advice."
    (finding,) = judge(ADVICE, text).findings
    assert (finding.state, finding.severity, finding.position.line) == ("missing", "warning", 1)
    assert [(r.position.line, r.message) for r in finding.related] == [
        (3, "the words are there, but they are only mentioned")
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Securities offered through Cedar LLC, member SPIC.", "1:46"),
        ("Securities offered through Cedar LLC, member SIPX.", "1:46"),
        ("Securities offered through Cedar LLC, member FINRA/SIPCC.", "1:52"),
    ],
)
def test_a_misspelt_regulator_never_passes(text: str, place: str, judge: Judge) -> None:
    (finding,) = judge(MEMBER, text).findings
    assert f"{finding.position.line}:{finding.position.column}" == place
    assert (finding.state, finding.severity) == ("broken", "error")
    assert "misspelt" in finding.message
    assert finding.fix == 'write "SIPC"'


@pytest.mark.parametrize(
    ("text", "firm", "expected"),
    [
        ("Securities offered through Cedar LLC.", (), ['1:1 error sipc-member missing "Securities offered through"']),
        ("Rates rose.", (), []),
        ("Rates rose.", ("broker-dealer",), ['1:1 error sipc-member missing ""']),
        ("Securities offered through Cedar LLC.", ("publisher",), []),
    ],
)
def test_a_gate_needs_its_trigger_only_while_the_firm_is_unknown(
    text: str, firm: tuple[str, ...], expected: list[str], lines: Lines
) -> None:
    assert lines(MEMBER, text, firm=firm) == expected


CEDAR = Entity("broker-dealer", "Cedar Point Securities LLC", aliases=("Cedar Point",))
ALDER = Entity("adviser", "Alder Advisers, Inc.")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Cedar Point Securities, L.L.C., member SIPC.", []),
        ("cedar point securities llc is a member of SIPC.", []),
        ("Advice by Alder Advisers. Cedar Point, member SIPC.", []),
        ("Brokerage by Cedar Point. Alder Advisers Inc., member SIPC.", ["wrong-entity"]),
    ],
)
def test_the_statement_is_about_the_right_entity(text: str, state: list[str], judge: Judge) -> None:
    report = judge(MEMBER, text, firm=("broker-dealer", "adviser"), entities=(CEDAR, ALDER))
    assert [f.state for f in report.findings] == state


def test_a_firm_that_is_no_sipc_member_owes_no_membership_line(lines: Lines) -> None:
    entity = CEDAR._replace(sipc_member=False)
    assert lines(MEMBER, "Securities offered through Cedar Point.", firm=("broker-dealer",), entities=(entity,)) == []


CLEARING = Entity("broker-dealer", "Fir Clearing Corp.", sipc_member=True)
DUAL = Entity("broker-dealer", "Elm LLC"), Entity("adviser", "Elm LLC")
CRYPTO = Entity("affiliate", "Cedar Digital, Inc.")
NO_MEMBER = CEDAR._replace(sipc_member=False)


@pytest.mark.parametrize(
    ("entities", "text", "found"),
    [
        pytest.param(
            (CEDAR, CLEARING), "Cedar Point clears through Fir Clearing, member SIPC.", [], id="clearing firm"
        ),
        pytest.param((CEDAR, CLEARING), "Cedar Point and Fir Clearing, members SIPC.", [], id="both"),
        pytest.param(DUAL, "Elm LLC, member SIPC.", [], id="a dual registrant"),
        pytest.param((CEDAR, CRYPTO), "Cedar Digital, member SIPC.", ["wrong-entity"], id="an affiliate"),
        pytest.param(
            (CEDAR, CRYPTO), "Cedar Digital is no member of SIPC; Cedar Point is a member of SIPC.", [], id="split"
        ),
        pytest.param((NO_MEMBER,), "Cedar Point trades bonds.", [], id="no member and no claim"),
        pytest.param((NO_MEMBER,), "Cedar Point, member SIPC.", ["wrong-entity"], id="no member, and a claim"),
        pytest.param((NO_MEMBER,), "Cedar Point is not a member of SIPC.", [], id="no member, said so"),
        pytest.param(
            (NO_MEMBER, CLEARING),
            "Fir Clearing, member SIPC. Cedar Point, member SIPC.",
            ["wrong-entity"],
            id="one of two",
        ),
    ],
)
def test_a_membership_is_judged_by_who_is_a_member(
    entities: tuple[Entity, ...], text: str, found: list[str], judge: Judge
) -> None:
    report = judge(MEMBER, text, firm=("broker-dealer",), entities=entities)
    assert [f.state for f in report.findings] == found


GATED = MEMBER.replace("when: {", "when: {gate: needed, ")


@pytest.mark.parametrize(
    ("text", "firm", "found"),
    [
        ("Securities offered through Cedar LLC.", (), []),
        ("Securities offered through Cedar LLC.\n\n<!-- Member SIPC -->", (), []),
        ("Rates rose.", ("broker-dealer",), []),
        ("Rates rose.\n\n<!-- Member SIPC -->", ("broker-dealer",), []),
        ("Securities offered through Cedar LLC.", ("broker-dealer",), ["missing"]),
        ("Securities offered through Cedar LLC.\n\n<!-- Member SIPC -->", ("broker-dealer",), ["broken"]),
    ],
)
def test_a_rule_can_need_its_gate_and_its_trigger_both(
    text: str, firm: tuple[str, ...], found: list[str], judge: Judge
) -> None:
    assert [f.state for f in judge(GATED, text, firm=firm).findings] == found


LINKED = """
severity: warning
when: {any: ['record']}
require: {elements: {check: {label: links to the record, says: [{link: {host: check.org}}]}}}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [("See our [record](https://check.org).", []), ("See our [record](https://check.org.evil.co).", ["missing"])],
)
def test_a_link_leads_there_whatever_the_sentence_does(text: str, found: list[str], judge: Judge) -> None:
    assert [f.state for f in judge(LINKED, text).findings] == found


PLACED = """
severity: error
when: {any: ['funds?'], bind: document}
require:
  place: [PLACE]
  elements:
    past: {label: says that the past is no guide, says_not: [{near: ['guide', 'past'], within: 8 words}]}
"""
FAR = "The fund rose.\n\n## More\n\n" + "Words go here. " * 120 + "\n\n## And more\n\n" + "Words go here. " * 120


@pytest.mark.parametrize(
    ("place", "text", "found"),
    [
        ("end", FAR + "\n\nThe past is no guide.", []),
        ("end", "The past is no guide.\n\n" + FAR, ["misplaced warning 1"]),
        ("top", "The past is no guide.\n\n" + FAR, []),
        ("top", FAR + "\n\nThe past is no guide.", ["misplaced warning 11"]),
        ("top, end", FAR + "\n\nThe past is no guide.", []),
        ("end", "The fund rose.\n\n## Disclosures\n\nThe past is no guide.\n\n" + FAR, []),
        ("{near: section}", "# A\n\nThe fund rose.\n\n# B\n\nThe past is no guide.", ["misplaced warning 7"]),
        ("{near: section}", "# A\n\nThe fund rose.\n\nThe past is no guide.", []),
        ("{near: 2 sentences}", "The fund rose. So it goes. The past is no guide.", []),
        ("{near: sentence}", "The fund rose. The past is no guide.", ["misplaced warning 1"]),
        ("before-trigger", "The fund rose. The past is no guide.", ["misplaced warning 1"]),
        ("prominent", "The fund rose.\n\n<details><p>The past is no guide.</p></details>", ["misplaced warning 3"]),
        ("prominent", "The fund rose.\n\n<footer><small>The past is no guide.</small></footer>", []),
    ],
)
def test_a_statement_stands_where_its_rule_wants_it(place: str, text: str, found: list[str], judge: Judge) -> None:
    report = judge(PLACED.replace("PLACE", place), text)
    assert [f"{f.state} {f.severity} {f.position.line}" for f in report.findings] == found


TOGETHER = """
when: {any: ['funds?'], bind: document}
require:
  together: sentence
  elements:
    first: {label: says one, says: ['alpha']}
    second: {label: says two, says: ['beta']}
"""


def test_elements_that_belong_together_stand_in_one_sentence(lines: Lines) -> None:
    assert lines(TOGETHER, "The fund: alpha and beta.") == []
    assert lines(TOGETHER, "The fund: alpha. And beta.") == ['1:22 warning second misplaced "beta"']


def test_a_draft_is_judged_one_level_down(lines: Lines) -> None:
    assert lines(ADVICE, "Stocks rose.", draft=True) == ['1:1 info not-advice missing "Stocks"']


def test_what_a_template_may_add_is_undecided_and_not_missing(judge: Judge) -> None:
    report = judge(ADVICE, "Stocks rose.", site="hugo")
    assert report.findings == ()
    assert [u.cause for u in report.undecided] == ["site:hugo"]
    called = judge(ADVICE, "Stocks rose.\n\n{{< disclaimer >}}")
    assert called.findings == ()
    assert [(u.cause, u.line) for u in called.undecided] == [("template", 3)]


def test_a_broken_attempt_stays_an_error_on_a_site(judge: Judge) -> None:
    report = judge(ADVICE, "Stocks rose.\n\n<!-- not investment advice -->", site="hugo")
    assert [(f.state, f.severity) for f in report.findings] == [("broken", "error")]


def test_a_broken_attempt_is_an_error_even_where_the_rule_does_not_say_so(judge: Judge) -> None:
    rule = ADVICE.replace("severity_if: [{is: error, state: broken}]\n", "")
    states = [(f.state, f.severity) for f in judge(rule, "Stocks rose.\n\n<!-- not investment advice -->").findings]
    assert states == [("broken", "error")]
    assert [f.severity for f in judge(rule, "Stocks rose.").findings] == ["warning"]


def test_a_fix_with_an_unknown_name_is_a_placeholder_until_it_is_filled_in(judge: Judge) -> None:
    rule = MEMBER + "fix: 'Securities offered through {broker_dealer}, member SIPC.'\n"
    (finding,) = judge(rule, "Securities offered through Cedar LLC.").findings
    assert finding.fix == "Securities offered through [name of the broker-dealer], member SIPC."
    (pasted,) = judge(rule, finding.fix).findings
    assert (pasted.state, pasted.severity) == ("broken", "error")
    known = judge(rule, "Securities offered through us.", firm=("broker-dealer",), entities=(CEDAR,)).findings[0]
    assert known.fix == "Securities offered through Cedar Point Securities LLC, member SIPC."


def test_on_a_site_words_in_the_front_matter_are_left_to_its_templates(judge: Judge) -> None:
    text = "---\nfine: Not investment advice\n---\nStocks rose."
    assert [f.state for f in judge(ADVICE, text).findings] == ["broken"]
    report = judge(ADVICE, text, site="hugo")
    assert (report.findings, [u.cause for u in report.undecided]) == ((), ["site:hugo"])


def test_everyday_words_out_of_sight_are_no_attempt_without_a_trigger(lines: Lines) -> None:
    rule = """
when: {any: ['our fund']}
require: {elements: {risk: {label: names a risk, says: ['can fall'], ORDINARY}}}
"""
    hidden = "<!-- Prices can fall. -->\n\nBread rises."
    assert len(lines(rule.replace("ORDINARY", "optional: false"), hidden)) == 1
    assert lines(rule.replace("ORDINARY", "ordinary: true"), hidden) == []
    assert len(lines(rule.replace("ORDINARY", "ordinary: true"), hidden.replace("Bread", "Our fund"))) == 1


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("[Learn more](/risk)", 0),
        ("[Learn more](#risk)", 0),
        ("[Learn more](https://fernbank.eu/risk)", 0),
        ("[Learn more](#)", 1),
        ("[Learn more]()", 1),
        ("[Learn more](javascript:void(0))", 1),
        ("[Learn more](https://example.com/risk)", 1),
        ("[Terms](/risk)", 1),
        ("Learn more", 1),
    ],
)
def test_a_link_is_known_by_its_words_and_has_to_lead_somewhere(link: str, found: int, lines: Lines) -> None:
    rule = """
when: {any: ['our fund']}
require: {elements: {summary: {label: links to the summary, says: [{link: {text: 'learn more'}}]}}}
"""
    assert len(lines(rule, f"Our fund can fall. {link}.")) == found


SOURCED = """
severity: warning
when: {any: ['our fund'], bind: document}
require:
  elements:
    sourced: {label: has a source, says: [{near: ['sources?:', '\\d%'], within: section}]}
"""


def test_a_placeholder_counts_in_the_sentence_of_the_deciding_words(lines: Lines) -> None:
    assert lines(SOURCED, "Our fund rose 4%. Source: Elm.") == []
    assert lines(SOURCED, "Our fund rose 4%. Source: {firm}.") == ['1:27 error sourced broken "{firm}"']
