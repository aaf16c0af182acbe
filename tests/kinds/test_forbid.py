"""`forbid`: the phrase where it is said, silence where it is denied or excused, one level down where it is softened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.facts import RuleSetting
from disclint.model import DocumentReport

Judge = Callable[..., DocumentReport]
Lines = Callable[..., list[str]]

BAN = r"""
severity: error
forbid:
  says: ['guaranteed? (\w+ ){0,2}(returns?|profits?)', 'returns? (is|are) guaranteed']
  unless: [enforcement, {expression: 'guaranteed returns policy'}, {lexicon: insurers, within: sentence}]
  downgrade: [definition]
fix: Say what the product aims for.
"""
LEXICONS = {"insurers": "terms: ['annuity', 'insurers?']\n"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our **guaranteed** returns.", ['1:7 error forbidden "guaranteed** returns"']),
        ("# Guaranteed profits", ['1:3 error forbidden "Guaranteed profits"']),
        ("Look:\n\n- returns are guaranteed", ['3:3 error forbidden "returns are guaranteed"']),
        ("---\ntitle: Guaranteed returns\n---\nRead on.", ['2:8 error forbidden "Guaranteed returns"']),
        ("![guaranteed profits](x.png)", ['1:3 error forbidden "guaranteed profits"']),
        ("| a | b |\n|--|--|\n| guaranteed profit | 1 |", ['3:3 error forbidden "guaranteed profit"']),
    ],
)
def test_the_phrase_is_found_wherever_a_reader_meets_it(text: str, found: list[str], lines: Lines) -> None:
    assert lines(BAN, text, lexicons=LEXICONS) == found


@pytest.mark.parametrize(
    "text",
    [
        "No guaranteed returns here.",
        "Our returns are not guaranteed, nor are guaranteed profits possible.",
        "Anyone who promises guaranteed returns is lying.",
        "The charity has a guaranteed returns policy.",
        "An annuity may pay guaranteed returns.",
        "The agency charged him with fraud: he had promised victims guaranteed returns.",
        "<!-- guaranteed returns -->",
        "```\nguaranteed returns\n```",
        "Its founder said: “We offer guaranteed returns.”",
        "guaranteed\n\nreturns",
    ],
)
def test_what_is_denied_mentioned_excused_or_unseen_is_left_alone(text: str, lines: Lines) -> None:
    assert lines(BAN, text, lexicons=LEXICONS) == []


def test_a_disclaimer_elsewhere_cancels_nothing(lines: Lines) -> None:
    text = "Enjoy guaranteed returns.\n\nReturns are not guaranteed."
    assert lines(BAN, text, lexicons=LEXICONS) == ['1:7 error forbidden "guaranteed returns"']


def test_a_definition_is_one_level_down_and_the_message_says_why(judge: Judge) -> None:
    (finding,) = judge(BAN, "A guaranteed return is a sum that an issuer promises to pay.", lexicons=LEXICONS).findings
    assert finding.severity == "warning"
    assert "definition" in finding.message


@pytest.mark.parametrize(("firm", "found"), [((), []), (("publisher",), []), (("adviser",), ["warning"])])
def test_a_firm_that_quotes_a_promise_adopts_it(firm: tuple[str, ...], found: list[str], judge: Judge) -> None:
    report = judge(BAN, "Its founder said: “We offer guaranteed returns.”", lexicons=LEXICONS, firm=firm)
    assert [f.severity for f in report.findings] == found


DENIAL = """
severity: warning
forbid:
  says_not: ['risk']
  where: ['strategy|trade']
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This strategy has no risk.", ['1:22 warning forbidden "risk"']),
        ("There is no risk. The strategy is old.", []),
        ("This strategy has risk.", []),
    ],
)
def test_a_denial_can_be_banned_beside_what_it_is_about(text: str, found: list[str], lines: Lines) -> None:
    assert lines(DENIAL, text) == found


@pytest.mark.parametrize(
    ("setting", "found"),
    [(RuleSetting(severity="info"), ["info"]), (RuleSetting(off="reviewed by hand"), []), (RuleSetting(), ["error"])],
)
def test_the_configuration_has_the_last_word_on_severity(setting: RuleSetting, found: list[str], judge: Judge) -> None:
    report = judge(BAN, "Enjoy guaranteed returns.", lexicons=LEXICONS, settings={"rule-0": setting})
    assert [f.severity for f in report.findings] == found


def test_a_finding_keeps_its_fingerprint_when_text_moves(judge: Judge) -> None:
    first = judge(BAN, "Enjoy guaranteed returns.", lexicons=LEXICONS).findings
    moved = judge(BAN, "# New\n\nOther words.\n\nEnjoy  **guaranteed** returns.", lexicons=LEXICONS).findings
    twice = judge(BAN, "Enjoy guaranteed returns.\n\nEnjoy guaranteed returns.", lexicons=LEXICONS).findings
    assert [f.fingerprint for f in first] == [f.fingerprint for f in moved]
    assert len({f.fingerprint for f in twice}) == 2
    assert twice[0].fingerprint == first[0].fingerprint


EXCUSED = """
severity: warning
forbid: {says: ['no risk'], unless: [disclosure]}
message: 'Banned: "{phrase}".'
---
severity: warning
when: {any: ['our fund'], bind: document}
require:
  elements:
    risk: {FLAGlabel: speaks of risk, says: ['has no risk']}
"""


@pytest.mark.parametrize(("flag", "found"), [("", 0), ("ordinary: true, ", 1)])
def test_a_statement_of_everyday_words_excuses_nothing(flag: str, found: int, lines: Lines) -> None:
    assert len(lines(EXCUSED.replace("FLAG", flag), "Our fund has no risk.")) == found
