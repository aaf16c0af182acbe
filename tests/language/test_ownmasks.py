"""The house's own names: their numbers are no figures, and money beside them stays money."""

from __future__ import annotations

import pytest

from disclint.facts import Sourcing
from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.model import Source

NAMES = {
    "names": ("Fund 500", "Route 66 ETF", "$100 Club", "Triple the Gain", "fund 500 plus", "Société 24"),
    "product-name": ("Model *", "Note Series *"),
}


def seen(text: str, format: str = "markdown", names: dict[str, tuple[str, ...]] = NAMES) -> list[tuple[str, str]]:
    """Every number with its mask, or else its kind."""
    read = Reading(parse(Source("x.md", text), format), Sourcing(non_claims=names))
    return [(read.text[q.start : q.end], q.mask or q.kind) for q in read.quantities]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fund 500 rose 4%.", [("500", "name"), ("4%", "percent")]),
        ("FUND 500 rose.", [("500", "name")]),
        ("The Fund&nbsp;500 rose.", [("500", "name")]),
        ("The Route 66 ETF rose.", [("66", "name")]),
        ("Buy Lane 66 stock.", [("66 stock", "count")]),
        ("Fund 500 investors sold.", [("500", "name")]),
        ("Fund $500 a month.", [("$500", "money")]),
        ("Fund 500 euros a month.", [("500 euros", "money")]),
        ("Fund 500% of it.", [("500%", "percent")]),
        ("Fund 500 million of it.", [("500 million", "count")]),
        ("Fund 500,000 homes.", [("500,000 homes", "count")]),
        ("Fund 500.5 is none.", [("500.5", "level")]),
        ("Refund 500 shares.", [("500 shares", "count")]),
        ("We fund 500 schools.", [("500 schools", "count")]),
        ("The fund 500 plus rose.", [("500", "name")]),
        ("The $100 Club met.", [("$100", "name")]),
        ("Triple the Gain fell.", [("Triple", "name")]),
        ("They triple output.", [("triple", "multiplier")]),
        ("Société 24 rose.", [("24", "name")]),
        ("Model 3 and Model-12 sold.", [("3", "product-name"), ("Model-12", "product-name")]),
        ("The Model seven sold.", [("seven", "product-name")]),
        ("The Model 2025 sold.", [("2025", "product-name")]),
        ("Model 3% growth.", [("3%", "percent")]),
        ("Model $3 growth.", [("$3", "money")]),
        ("Model, 3000 of them.", [("3000", "level")]),
        ("A model 300 strong.", [("300 strong", "count")]),
        ("Note Series 4 pays.", [("4", "product-name")]),
    ],
)  # fmt: skip
def test_names_hold_their_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert seen(text) == found


def test_without_names_nothing_changes() -> None:
    assert seen("Fund 500 fell.", names={}) == [("500", "level")]


def test_many_names_cost_one_pass() -> None:
    text = "Fund 500 and Model 7 rose. " * 3000
    names = {"names": tuple(f"Fund {n}" for n in range(2000)), "product-name": ("Model *",)}
    found = seen(text, "text", names)
    assert len(found) == 6000 and {mask for _, mask in found} == {"name", "product-name"}
