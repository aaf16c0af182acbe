"""`verbatim`: a prescribed text, word for word, wherever blocks break and whatever the type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.model import DocumentReport

Judge = Callable[..., DocumentReport]

LEGEND = (
    "Simulated results have limits that no reader should overlook. No account is likely to achieve profits like those shown. "
    "The figures were drawn up with the benefit of hindsight, and trading on paper carries no risk at all."
)
RULE = f"""
severity: error
when: {{any: ['simulated'], bind: document}}
verbatim:
  texts:
    long: {{text: '{LEGEND}'}}
    short: {{text: 'These are only simulated figures of no account', applies: {{channel: [social]}}}}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Our simulated gain was large.\n\n" + LEGEND,
        "Our simulated gain.\n\n**" + LEGEND.upper() + "**",
        "Our simulated gain.\n\n" + LEGEND.replace(". ", ".\n\n"),
        "Our simulated gain.\n\n> " + LEGEND.replace(" ", "\n> ", 6),
        "Rates rose.",
    ],
)
def test_the_legend_in_any_type_and_any_blocks_is_left_alone(text: str, judge: Judge) -> None:
    assert judge(RULE, text).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("is likely to", "will likely", '"is" became "will"; missing "to"'),
        ("the benefit of ", "", 'missing "the benefit of"'),
        ("no risk", "no real risk", 'added "real"'),
    ],
)
def test_a_changed_word_is_drift_with_a_word_diff(old: str, new: str, said: str, judge: Judge) -> None:
    (finding,) = judge(RULE, "Our simulated gain.\n\n" + LEGEND.replace(old, new)).findings
    assert (finding.state, finding.severity, finding.position.line) == ("drifted", "error", 3)
    assert said in finding.message


def test_a_truncated_legend_is_told_by_its_length(judge: Judge) -> None:
    (finding,) = judge(RULE, "Our simulated gain.\n\n" + LEGEND[:130]).findings
    assert finding.state == "broken"
    assert "Only a part of it stands here: 2" in finding.message


def test_a_missing_legend_points_at_its_trigger(judge: Judge) -> None:
    (finding,) = judge(RULE, "Rates rose.\n\nOur simulated gain.").findings
    assert (finding.state, finding.position.line, finding.position.column) == ("missing", 3, 5)


def test_a_legend_in_a_comment_is_broken_even_without_a_trigger(judge: Judge) -> None:
    (finding,) = judge(RULE, f"Rates rose.\n\n<!-- {LEGEND} -->").findings
    assert (finding.state, finding.position.line) == ("broken", 3)
    assert "only in a comment" in finding.message


def test_a_text_for_one_channel_counts_there_alone(judge: Judge) -> None:
    text = "Our simulated gain: these are only simulated figures of no account"
    assert judge(RULE, text, channel="social").findings == ()
    assert [f.state for f in judge(RULE, text, channel="web").findings] == ["missing"]
    assert [f.state for f in judge(RULE, text).findings] == ["missing"], "the channel is not known"


def test_of_texts_that_are_all_for_something_unknown_any_will_do(judge: Judge) -> None:
    rule = RULE.replace("long: {text:", "long: {applies: {channel: [web]}, text:")
    assert judge(rule, "Our simulated gain: these are only simulated figures of no account").findings == ()
    assert [f.state for f in judge(rule, "Our simulated gain.").findings] == ["missing"]


def test_a_rule_whose_texts_are_all_for_others_asks_for_none_of_them(judge: Judge) -> None:
    rule = RULE.replace("long: {text:", "long: {applies: {audience: [institutional]}, text:")
    assert judge(rule, "Our simulated gain.", channel="web").findings == ()
    (finding,) = judge(rule, "Our simulated gain.", channel="web", audience="institutional").findings
    assert (finding.state, finding.position.column) == ("missing", 5)


def test_a_missing_legend_is_not_known_where_a_template_may_add_it(judge: Judge) -> None:
    report = judge(RULE, "Our simulated gain.", site="hugo")
    assert report.findings == ()
    assert [(u.cause, u.rules) for u in report.undecided] == [("site:hugo", ("rule-0",))]


SLOTS = """
severity: error
when: {any: [losses], bind: document}
verbatim:
  texts: {one: {text: 'Of all the accounts that our readers hold here {pct} percent make losses when they trade with {who}.'}}
  slots:
    pct: {quantity: percent, single: true, equals: firm.loss}
    who: {equals: firm.name}
"""
FIRM = {"values": {"firm.loss": "71%", "firm.name": "Cedar Point LLC"}}


@pytest.mark.parametrize(
    ("number", "name", "states"),
    [
        ("71", "Cedar Point LLC", []),
        ("71", "CEDAR POINT, LLC", []),
        ("72", "Cedar Point LLC", ["drifted"]),
        ("71", "Birch Point LLC", ["drifted"]),
        ("7 to 1", "Cedar Point LLC", ["drifted"]),
        ("many", "Cedar Point LLC", ["drifted"]),
    ],
)
def test_a_slot_holds_what_the_configuration_says(number: str, name: str, states: list[str], judge: Judge) -> None:
    text = f"Of all the accounts that our readers hold here {number} percent make losses when they trade with {name}. Rates rose."
    assert [f.state for f in judge(SLOTS, text, **FIRM).findings] == states


def test_a_slot_takes_any_value_where_none_is_configured(judge: Judge) -> None:
    text = "Of all the accounts that our readers hold here {} percent make losses when they trade with Birch Point LLC."
    assert judge(SLOTS, text.format("64")).findings == ()
    assert [f.state for f in judge(SLOTS, text.format("64 to 70")).findings] == ["drifted"]


@pytest.mark.parametrize(
    ("words", "states"), [("CFDs", []), ("spread bets", []), ("spread trades", ["drifted"]), ("bonds", ["drifted"])]
)
def test_a_slot_at_the_end_takes_as_many_words_as_its_texts_have(words: str, states: list[str], judge: Judge) -> None:
    rule = """
severity: error
when: {any: [losses], bind: document}
verbatim:
  texts: {one: {text: 'Most of the accounts that our readers hold here make losses when they trade {what}.'}}
  slots: {what: {one_of: [CFDs, spread bets]}}
"""
    text = f"Most of the accounts that our readers hold here make losses when they trade {words}. Rates rose on Monday."
    assert [f.state for f in judge(rule, text).findings] == states


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'Acme Capital\'s website says: "{LEGEND}"', "somebody else's words, quoted"),
        (f"“{LEGEND}”, said Jane Roe of Acme Capital.", "somebody else's words, quoted"),
        (f'Writers should say: "{LEGEND}"', "only mentioned"),
        (f"It is not true that {LEGEND[0].lower()}{LEGEND[1:]}", "the sentence denies it"),
    ],
)
def test_a_legend_that_is_not_the_documents_own_word_does_not_count(text: str, reason: str, judge: Judge) -> None:
    (finding,) = judge(RULE, f"Our simulated gain.\n\n{text}").findings
    assert finding.state == "broken" and reason in finding.message
    assert judge(RULE, f"Our simulated gain.\n\n{text}\n\n{LEGEND}").findings == ()
    assert judge(RULE, f"Our simulated gain.\n\n{LEGEND}\n\n{text}").findings == ()
    # a page about legends owes none
    assert judge(RULE.replace("'simulated'", "'back-tested'"), text).findings == ()


def test_a_legend_that_a_colon_or_a_block_quotation_introduces_is_the_documents_own(judge: Judge) -> None:
    assert judge(RULE, f"Our simulated gain.\n\nPlease note: {LEGEND}").findings == ()
    assert judge(RULE, f'Our simulated gain.\n\nPlease note: "{LEGEND}"').findings == ()


SHORT = """
severity: error
when: {any: ['simulated'], bind: document}
verbatim: {texts: {link: {text: Take 2 mins to learn more}}}
"""


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Our simulated gain. Take 2 mins to learn more.", []),
        ("Our simulated gain. Take 2 minutes to learn more.", ["drifted"]),
        ("Our simulated gain. Read on to learn more.", ["missing"]),
        ("Take 2 minutes to learn more about bread.", []),
    ],
)
def test_one_word_of_a_short_legend_may_drift_and_alone_it_is_no_attempt(
    text: str, states: list[str], judge: Judge
) -> None:
    assert [f.state for f in judge(SHORT, text).findings] == states


def test_words_of_a_legend_that_lie_far_apart_are_no_attempt_at_it(judge: Judge) -> None:
    torso = " ".join(LEGEND.split()[:20])
    (finding,) = judge(RULE.replace("simulated'", "paper trade'"), f"Rates rose. {torso}.").findings
    assert finding.state == "broken"
    scattered = " ".join(f"{word} pause here now then" for word in LEGEND.split()[:20])
    text = f"Rates rose. {scattered} hindsight and trading on paper carries no risk."
    assert judge(RULE.replace("simulated'", "paper trade'"), text).findings == ()
