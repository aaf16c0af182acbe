"""`metadata`: front-matter fields exist and hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]

RULE = """
severity: error
when: {any: [{field: sponsored}], bind: document}
metadata:
  sponsor: {required: true}
  compensation: {required: true, matches: {quantity: [money]}}
"""


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("sponsored: true\nsponsor: Alder Inc.\ncompensation: $15,000 in cash", []),
        ("title: A", []),
        ("sponsored: false", []),
        ("sponsored: true\nsponsor: Alder Inc.\ncompensation: some", ['4:15 error compensation invalid "some"']),
        ("sponsored: true\nsponsor:\ncompensation: $5", ['3:9 error sponsor missing ""']),
    ],
)
def test_fields_exist_and_hold(front: str, found: list[str], lines: Lines) -> None:
    assert lines(RULE, f"---\n{front}\n---\nText.") == found


def test_a_missing_field_points_at_the_first_line(lines: Lines) -> None:
    assert lines(RULE, "---\nsponsored: true\ncompensation: $5\n---\nText.") == ['5:1 error sponsor missing ""']
