"""What examples prove of a rule's parts."""

from __future__ import annotations

from pathlib import Path

from disclint.engine import Engine
from disclint.proving.coverage import coverage
from disclint.proving.scaffold import scaffold
from disclint.ruleset.load import load_packs


def unneeded(folder: Path, wrong: str = "") -> list[str]:
    """The parts that no example needs of a rule with one pattern too many, and with that failing example added."""
    pack = folder / "house-rules"
    scaffold("our-rule", "forbid", str(pack))
    path = pack / "our-rule.yaml"
    text = path.read_text().replace("'(easy|quick) money'", "'(easy|quick) money', 'free lunch'")
    path.write_text(f"{text}{wrong}")
    ruleset = load_packs([pack])
    assert not ruleset.problems
    return [mutant.words for mutant in coverage(Engine(ruleset), ruleset.rules[0]).unneeded]


def test_a_part_that_no_example_needs_is_named(tmp_path: Path) -> None:
    assert unneeded(tmp_path) == ["free lunch"]


def test_an_example_that_needs_the_part_takes_it_off_the_list(tmp_path: Path) -> None:
    assert unneeded(tmp_path, "    - text: Bonds are a free lunch.\n      flags: ['free lunch']\n") == []


def test_an_example_that_comes_out_wrong_proves_nothing(tmp_path: Path) -> None:
    assert unneeded(tmp_path, "    - text: Bonds are dull.\n      flags: ['dull']\n") == ["free lunch"]
