"""How far a misspelt word is from the right one."""

from __future__ import annotations

import pytest

from disclint.kinds.misspelling import edits


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("FINRA", "FINRA", 0),
        ("FINRA", "FINAR", 1),
        ("SIPC", "SPIC", 1),
        ("guarantee", "garantee", 1),
        ("performance", "perfromace", 2),
        ("ca", "abc", 3),
        ("a cat", "an abct", 4),
        ("recommendation", "", 14),
        ("kitten", "sitting", 3),
    ],
)
def test_letters_left_out_put_in_exchanged_or_swapped_count_once(one: str, other: str, count: int) -> None:
    assert edits(one, other) == edits(other, one) == count
