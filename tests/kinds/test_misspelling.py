"""Misspellings are looked for beside the words that belong to them, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.model import DocumentReport

Judge = Callable[..., DocumentReport]

RULE = """
severity: error
when: {any: ['funds?'], bind: document}
require:
  elements:
    member: {label: is a member of FINRA, says: [{near: ['members?', {cased: 'FINRA'}], within: 6 words}]}
    guarantee:
      label: says that the past is no guarantee
      says_not: [{near: ['past', 'guarantee|indication'], within: 8 words}]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our fund, member FNIRA.", ('"FNIRA" for "FINRA"', "1:18")),
        ("Our fund, member FINAR.", ('"FINAR" for "FINRA"', "1:18")),
        ("Our fund, member FINR.", ('"FINR" for "FINRA"', "1:18")),
        ("Our fund. The past is no garantee.", ('"garantee" for "guarantee"', "1:26")),
        ("Our fund, member FDIC.", None),
        ("Our fund, member of the club. FINAR is a word.", None),
        ("Our fund. The past is no guarantor.", None),
    ],
)
def test_a_near_word_beside_the_right_one_is_named(text: str, found: tuple[str, str] | None, judge: Judge) -> None:
    told = [
        (f.message.split("misspelt: ")[1].rstrip("."), f"{f.position.line}:{f.position.column}")
        for f in judge(RULE, text).findings
        if "misspelt" in f.message
    ]
    assert [(m.split(". House")[0], at) for m, at in told] == ([found] if found else [])
