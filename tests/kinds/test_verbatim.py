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
