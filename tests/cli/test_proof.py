"""`rules test`, `rules new`, `drill`: what they print, and that they notice a rule or a page that does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint.cli import main

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["require", "forbid", "verbatim", "source", "metadata"])
def test_a_new_rule_loads_and_holds(kind: str, here: Path, capsys: Out) -> None:
    assert main(["rules", "new", f"our-{kind}", "--kind", kind]) == 0
    assert (here / "house-rules" / "pack.yaml").exists()
    assert main(["rules", "test", "house-rules", "--coverage"]) == 0
    out = capsys.readouterr().out
    assert "all come out right" in out and "no example needs" not in out


def test_several_new_rules_share_a_pack_and_overwrite_nothing(here: Path, capsys: Out) -> None:
    assert main(["rules", "new", "one", "--kind", "require", "--pack", "Our Rules"]) == 0
    assert main(["rules", "new", "two", "--kind", "require", "--pack", "Our Rules"]) == 0
    assert (here / "Our Rules" / "pack.yaml").read_text().startswith("id: our-rules\n")
    assert main(["rules", "new", "two", "--kind", "forbid", "--pack", "Our Rules"]) == 2
    assert "is here already" in capsys.readouterr().err
    assert main(["rules", "test", "Our Rules"]) == 0


@pytest.mark.parametrize("id", ["Our Rule", "our_rule", "../rule", "-rule", ""])
def test_an_id_that_is_none_is_refused(id: str, here: Path) -> None:
    assert main(["rules", "new", "--kind", "forbid", "--", id]) == 2
    assert not (here / "house-rules").exists()


def weakened(here: Path, *changes: tuple[str, str]) -> None:
    main(["rules", "new", "our-rule", "--kind", "require"])
    path = here / "house-rules" / "our-rule.yaml"
    for old, new in changes:
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


def test_a_pattern_that_half_a_sentence_satisfies_is_told_with_its_text(here: Path, capsys: Out) -> None:
    weakened(here, ("'research report'", "'research( report)?'"))
    assert main(["rules", "test", "house-rules"]) == 1
    out = capsys.readouterr().out
    assert "our-rule#our-rule-said: damaged: cut-off" in out
    assert "    | This is not a research\n" in out
    assert "1 not caught." in out
    assert main(["rules", "test", "house-rules", "--examples-only"]) == 0


def test_a_pattern_that_knows_no_capitals_is_told(here: Path, capsys: Out) -> None:
    cased = ("says_not: ['research report'", "says_not: [{cased: '[Rr]esearch report'}")
    # of so few words in capitals, the case may still be meant
    weakened(here, cased, ("        This is not a research report.\n", "        No research report.\n"))
    assert main(["rules", "test", "house-rules"]) == 1
    out = capsys.readouterr().out
    assert "rewritten: upper-case" in out and "do not pass" in out


def test_a_ban_on_a_prescribed_text_is_told(here: Path, capsys: Out) -> None:
    main(["rules", "new", "our-rule", "--kind", "forbid"])
    path = here / "house-rules" / "our-rule.yaml"
    path.write_text(path.read_text().replace("'(easy|quick) money'", "'(easy|quick) money', 'past performance'"))
    assert main(["rules", "test", "house-rules"]) == 1
    assert 'our-rule flags "Past performance", which a rule accepts' in capsys.readouterr().out


def test_coverage_names_what_no_example_needs(here: Path, capsys: Out) -> None:
    weakened(here, ("'(investment|equity) research'", "'(investment|equity) research', 'desk research', '\\w+ desk'"))
    main(["rules", "test", "house-rules", "--examples-only", "--coverage"])
    out = capsys.readouterr().out
    assert "    our-rule-said says_not 3: desk research\n" in out
    assert "has no anchor" not in out or r"\w{1,64} desk" not in out


def test_coverage_names_elements_that_no_failing_example_lacks(here: Path, capsys: Out) -> None:
    weakened(
        here,
        (
            "message: The desk",
            "    dated:\n      label: has a date\n      says: ['(calm|two|note)']\nmessage: The desk",
        ),
    )
    main(["rules", "test", "house-rules", "--examples-only", "--coverage"])
    assert "no failing example lacks dated" in capsys.readouterr().out


PAGE = """\
Stocks slipped and bonds rallied after the auction.

Nothing on this page is investment advice or an offer to sell any security.
"""


def test_a_drill_shows_that_each_damage_is_caught(here: Path, capsys: Out) -> None:
    (here / "article.md").write_text(PAGE)
    assert main(["drill", "article.md"]) == 0
    out = capsys.readouterr().out
    assert "line 3: not-advice (us-no-advice-no-offer): drilled" in out
    assert "all are caught" in out and "MISSED" not in out
    assert (here / "article.md").read_text() == PAGE


def test_a_drill_says_why_a_statement_was_left_alone(here: Path, capsys: Out) -> None:
    (here / "article.md").write_text("Onion soup. This is not investment advice.\n")
    assert main(["drill", "article.md"]) == 0
    out = capsys.readouterr().out
    assert "nothing in this page calls for it" in out and "There was nothing to drill." in out


def test_a_drill_fails_where_a_damage_is_not_caught(here: Path, capsys: Out) -> None:
    weakened(here, ("'research report'", "'research( report)?'"))
    (here / "disclint.yaml").write_text("packs: [./house-rules]\n")
    (here / "page.md").write_text("Desk note: a calm morning.\n\nThis is not a research report.\n")
    assert main(["drill", "page.md"]) == 1
    out = capsys.readouterr().out
    assert "cut off                          MISSED" in out
    assert "not caught: our-rule our-rule-said cut-off" in out


def test_a_file_that_is_not_there_can_not_be_drilled(capsys: Out) -> None:
    assert main(["drill", "nowhere.md"]) == 2
