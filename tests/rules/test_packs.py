"""What every shipped rule owes its readers: authority, reasons, examples on both sides, and near misses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from disclint import packs
from disclint.ruleset.load import builtin_rules, load_examples, load_packs
from disclint.ruleset.nodes import MapNode, read_yaml

if TYPE_CHECKING:
    from tests.rules.conftest import Shipped

RULES = load_packs([builtin_rules()]).rules
CORE = [rule for rule in RULES if rule.pack == "us/core"]
LEXICONS = sorted(path.stem for path in (builtin_rules() / "lexicons").glob("*.yaml"))


def test_the_shipped_rules_load_without_a_problem(shipped: Shipped) -> None:
    assert shipped.ruleset.problems == ()


@pytest.mark.parametrize("pack", packs.builtin())
def test_a_pack_says_whom_it_binds_whether_it_is_in_force_and_when_it_was_reviewed(pack: str) -> None:
    path = packs.builtin()[pack] / "pack.yaml"
    said = read_yaml(path.read_text(), str(path))
    assert isinstance(said, MapNode)
    assert [key for key in ("binds", "status", "reviewed") if not said.get(key)] == []
    checked = [a.checked for rule in RULES if rule.pack == pack for a in rule.authority if a.checked]
    assert checked, "no source of the pack was read on a known day"
    assert str(said.get("reviewed").value()) >= min(checked), "reviewed before any of its sources was read"


def test_the_core_pack_holds_the_first_rules() -> None:
    assert {rule.id for rule in CORE} == {
        "ban-performance-prediction",
        "ban-promissory-hype",
        "ban-unwarranted-superlative",
        "cftc-nfa-hypothetical-legend",
        "disclaimer-abbreviation",
        "fdic-nondeposit-disclosure",
        "finra-sipc-membership-line",
        "ftc-material-connection",
        "government-approval",
        "guaranteed-returns",
        "misspelt-regulator",
        "obsolete-regulator-text",
        "past-performance-inverted",
        "pslra-forward-looking",
        "risk-free-claims",
        "sec-17b-paid-promotion",
        "sipc-coverage-limits",
        "sipc-official-statement",
        "sro-endorsement",
        "us-author-position",
        "us-no-advice-no-offer",
        "us-no-tax-legal-advice",
        "us-past-performance",
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_words_that_a_rule_prescribes_or_proposes_are_flagged_by_no_ban(rule, shipped: Shipped) -> None:
    requirement = rule.requirement
    legends = [legend.text for legend in getattr(requirement, "texts", ())]
    proposed = [rule.fix] if rule.kind in ("require", "verbatim") else []
    for text in (*legends, *proposed):
        assert shipped.rows(text, "forbidden") == []


@pytest.mark.parametrize("rule", CORE, ids=lambda rule: rule.id)
def test_a_rule_names_its_authority_with_a_date_and_says_why_and_how_to_mend(rule) -> None:
    assert rule.authority and all(a.cite and a.checked and a.grade for a in rule.authority)
    assert len(rule.why) > 80 and rule.message
    assert rule.fix or rule.requirement.suggest


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_three_examples_on_either_side(rule) -> None:
    verdicts = [example.verdict for example in load_examples(rule)]
    assert verdicts.count("pass") >= 3 and verdicts.count("fail") >= 3


@pytest.mark.parametrize("name", LEXICONS)
def test_a_lexicon_is_used_by_some_rule_or_lexicon(name: str) -> None:
    files = [p for p in Path(builtin_rules()).rglob("*.yaml") if p.stem != name]
    assert any(f"lexicon: {name}" in text or f"{{{name}}}" in text for text in map(Path.read_text, files))


def test_no_rule_spells_a_negation_where_polarity_decides() -> None:
    """In `says_not` the phrase is named and the denial is found by its polarity."""
    for rule in CORE:
        for element in getattr(rule.requirement, "elements", ()):
            for matcher in element.says_not:
                assert not str(getattr(matcher, "regex", "")).startswith(("not ", "no ", "never "))
