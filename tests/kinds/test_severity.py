"""How severe a finding is: each condition of `severity_if`, the first case that holds, and what comes after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]

BAN = "severity: info\nforbid: {{says: [moon]}}\nseverity_if: {cases}\n"


@pytest.mark.parametrize(
    ("cases", "front", "facts", "found"),
    [
        ("[{is: error, state: forbidden}]", "", {}, "error"),
        ("[{is: error, state: missing}]", "", {}, "info"),
        ("[{is: error, firm: [bank, adviser]}]", "", {"firm": ("publisher", "bank")}, "error"),
        ("[{is: error, firm: bank}]", "", {}, "info"),
        ("[{is: error, audience: retail}]", "", {}, "error"),
        ("[{is: error, audience: retail}]", "", {"audience": "institutional"}, "info"),
        ("[{is: error, channel: email, document: blog}]", "", {"channel": "email"}, "info"),
        ("[{is: error, channel: email, document: blog}]", "", {"channel": "email", "document": "blog"}, "error"),
        ("[{is: error, field: {topic: [Crypto, 3]}}]", "topic: crypto", {}, "info"),
        ("[{is: error, field: {topic: [crypto, 3]}}]", "topic: [Crypto]", {}, "error"),
        ("[{is: error, field: {paid: true}}]", "paid: true", {}, "error"),
        ("[{is: error, field: {paid: true}}]", "", {}, "info"),
        ("[{is: warning, audience: retail}, {is: error, state: forbidden}]", "", {}, "warning"),
    ],
)
def test_a_condition_holds_or_does_not(
    cases: str, front: str, facts: dict[str, object], found: str, lines: Lines
) -> None:
    text = f"---\n{front}\n---\nTo the moon." if front else "To the moon."
    place = f"{4 if front else 1}:8"
    assert lines(BAN.format(cases=cases), text, **facts) == [f'{place} {found} forbidden "moon"']


TRIGGERED = """
severity: info
when: {any: [stars, {near: [rocket, {lexicon: fuel}], within: sentence}], all: [], bind: document}
severity_if: [{is: error, trigger: [fuel]}]
forbid: {says: [moon]}
""".replace(" all: [],", "")
FUEL = {"fuel": "terms: [kerosene]\n"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("To the moon under stars.", '1:8 info forbidden "moon"'),
        ("To the moon in a rocket on kerosene.", '1:8 error forbidden "moon"'),
    ],
)
def test_a_case_about_a_trigger_holds_where_that_trigger_stands(text: str, found: str, lines: Lines) -> None:
    assert lines(TRIGGERED, text, lexicons=FUEL) == [found]


def test_off_is_a_severity(lines: Lines) -> None:
    assert lines(BAN.format(cases="[{is: 'off', state: forbidden}]"), "To the moon.") == []


def test_a_draft_is_one_level_down(lines: Lines) -> None:
    cases = "[{is: error, state: forbidden}]"
    assert lines(BAN.format(cases=cases), "To the moon.", draft=True) == ['1:8 warning forbidden "moon"']


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("en-US", 1), ("de", 0)])
def test_a_rule_for_a_region_is_for_its_language(language: str, count: int, lines: Lines) -> None:
    assert len(lines("lang: [en-GB]\nforbid: {says: [moon]}\n", "To the moon.", language=language)) == count


def test_a_rule_on_trial_warns_at_most(lines: Lines) -> None:
    trial = "stage: beta\nseverity: error\nforbid: {says: [moon]}\n"
    assert lines(trial, "To the moon.") == ['1:8 warning forbidden "moon"']
