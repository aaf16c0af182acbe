"""The shipped rules, proved: no example, damage, rewrite or ban comes out wrong, and examples need most of what rules say."""

from __future__ import annotations

from collections import Counter

import pytest

from disclint.engine import Engine
from disclint.proving.coverage import coverage, share
from disclint.proving.damage import DAMAGES
from disclint.proving.run import Proof, prove_all
from disclint.ruleset.load import builtin_rules, load_packs

RULESET = load_packs([builtin_rules()])
# The share over all packs. May be raised, never lowered: new parts come with the examples that need them.
NEEDED = 0.998
# What they ask for is a link and no words that could be damaged.
LINKS = {"finra-membership-hyperlink"}
WITHOUT_STATEMENTS = ("forbid", "source", "metadata")


@pytest.fixture(scope="module")
def proof() -> Proof:
    return Proof(RULESET, Engine(RULESET))


def test_nothing_comes_out_wrong(proof: Proof) -> None:
    trials = list(prove_all(proof))
    assert [t for t in trials if t.wrong] == []
    tried = Counter(t.name for t in trials if t.kind == "damage" and not t.skipped)
    assert set(tried) == set(DAMAGES), "a damage that no statement is put through proves nothing"
    damaged = {t.rule for t in trials if t.kind == "damage" and not t.skipped}
    stating = {r.id for r in RULESET.rules if r.kind not in WITHOUT_STATEMENTS and r.stage != "off"}
    assert stating - damaged == LINKS


def test_examples_need_most_parts_of_the_rules(proof: Proof) -> None:
    found = [coverage(proof.engine, rule) for rule in RULESET.rules]
    assert share(found) >= NEEDED
    assert [(one.rule.id, one.unlacked) for one in found if one.unlacked] == []
