"""A rule's hash changes with what the rule says, and with nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest

from disclint.ruleset.identity import content_of, lexicon_value, set_hash, used
from disclint.ruleset.load import RuleSet, builtin_rules, load_packs
from disclint.ruleset.revision import Revision, sharper_since, version

House = Callable[..., RuleSet]
RULE = """\
id: no-moon
title: Nobody goes to the moon
why: We sell bonds, and bonds stay on the ground.
severity: error
forbid:
  says: ['to the moon', {lexicon: upside}, '{sure} thing']
message: 'The text says "{phrase}".'
examples:
  pass: [{text: Bonds stay here.}]
  fail: [{text: Bonds go to the moon., flags: [to the moon]}]
"""
SURE = "terms: ['sure', 'safe']\n"


def hash_of(house: House, rule: str = RULE, **files: str) -> str:
    ruleset: RuleSet = house(**{"no-moon": rule, "lexicons__sure": SURE, **files})
    assert ruleset.problems == ()
    [found] = ruleset.rules
    return found.hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: no-moon\n", "# a comment\n\nid: no-moon  # and another\n"),
        ("severity: error\n", ""),  # it comes back at the end
        (
            "why: We sell bonds, and bonds stay on the ground.",
            "why: >-\n  We sell bonds,\n  and bonds stay on the ground.",
        ),
        ("'to the moon'", '"to the moon"'),
        ("Bonds stay here.", "Stocks stay here."),
        ("examples:", "history: [{date: 2026-01-31, effect: new, what: First version.}]\nexamples:"),
    ],
)
def test_layout_examples_and_history_make_no_difference(house: House, old: str, new: str) -> None:
    other = RULE.replace(old, new)
    assert hash_of(house) == hash_of(house, other if new else other + "severity: error\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'to the moon'", "'to the moons'"),
        ("error", "warning"),
        ("severity: error", "severity: error\nstage: beta"),
        ("We sell bonds,", "We buy bonds,"),
        ('says "{phrase}"', 'has "{phrase}"'),
    ],
)
def test_every_word_makes_a_difference(house: House, old: str, new: str) -> None:
    assert hash_of(house) != hash_of(house, RULE.replace(old, new))


@pytest.mark.parametrize(
    ("files", "same"),
    [
        ({"lexicons__upside": "# a comment\nterms: [returns?, 'profits?']\n"}, True),
        ({"lexicons__other": "terms: [moons?]\n"}, True),
        ({"lexicons__upside": "terms: [returns?]\n"}, False),
        ({"lexicons__upside": "terms: [returns?, profits?]\nnot: [tax returns?]\n"}, False),
        ({"lexicons__sure": "terms: [sure, safe, certain]\n"}, False),
    ],
)
def test_the_lexicons_that_it_uses_count_and_no_others(house: House, files: dict[str, str], same: bool) -> None:
    assert (hash_of(house) == hash_of(house, **files)) is same


def test_a_hash_is_the_same_from_the_cache_and_can_be_worked_out_by_others(house: House) -> None:
    first = hash_of(house)
    ruleset = house(**{"no-moon": RULE, "lexicons__sure": SURE})
    [rule] = ruleset.rules
    said = content_of(rule)
    lexicons = {name: lexicon_value(ruleset.lexicons[name]) for name in used(said, ruleset.lexicons)}
    text = json.dumps({"rule": said, "lexicons": lexicons}, sort_keys=True, separators=(",", ":"))
    assert rule.hash == first == hashlib.sha256(text.encode()).hexdigest()
    assert sorted(lexicons) == ["sure", "upside"]


def test_a_rule_set_has_a_hash_of_its_own() -> None:
    assert set_hash([("b", "2"), ("a", "1")]) == set_hash([("a", "1"), ("b", "2"), ("a", "1")])
    assert set_hash([("a", "1")]) != set_hash([("a", "2")]) != set_hash([("b", "2")])
    assert set_hash([]) == ""


def test_every_built_in_rule_has_a_history_that_begins_with_its_coming() -> None:
    rules = load_packs([builtin_rules()]).rules
    assert len({rule.hash for rule in rules}) == len(rules)
    assert not [rule.id for rule in rules if not rule.history or rule.history[0].effect != "new"]
    assert not [rule.id for rule in rules if any(one.effect == "new" for one in rule.history[1:])]


def test_the_order_of_a_history_is_that_of_its_dates(house: House) -> None:
    history = (
        "history:\n  - {date: 2026-02-01, effect: tightened, what: B.}\n  - {date: 2026-01-01, effect: new, what: A.}\n"
    )
    [rule] = house(**{"no-moon": RULE + history, "lexicons__sure": SURE}).rules
    assert rule.history == (Revision("2026-01-01", "new", "A."), Revision("2026-02-01", "tightened", "B."))
    assert version(rule.history) == "2026-02-01"
    assert version(()) == ""


@pytest.mark.parametrize(
    ("day", "held"),
    [("2025-12-31", True), ("2026-01-01", True), ("2026-01-31", True), ("2026-02-01", False), ("2027-01-01", False)],
)
def test_what_is_stricter_since_a_day_is_what_is_newer_or_was_tightened(day: str, held: bool) -> None:
    steps = (("2026-01-01", "new"), ("2026-02-01", "tightened"), ("2026-03-01", "loosened"), ("2026-04-01", "reworded"))
    assert sharper_since([Revision(*step) for step in steps], day) is held


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{date: 2026-02-30, effect: new, what: A.}", 'there is no such day as "2026-02-30"'),
        ("{date: 2026-02-01, effect: tighter, what: A.}", 'did you mean "tightened"'),
        ("{date: 2026-02-01, effect: new}", 'the key "what" is missing'),
    ],
)
def test_a_history_that_says_nothing_certain_is_a_problem(house: House, entry: str, message: str) -> None:
    ruleset = house(**{"no-moon": f"{RULE}history:\n  - {entry}\n", "lexicons__sure": SURE})
    [problem] = ruleset.problems
    assert message in problem.message and problem.line == 12
