"""`rules list` with its filters, `rules diff`, and what `rules_as_of` holds back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from disclint.cli import main
from disclint.packs import builtin

Out = pytest.CaptureFixture[str]
MOON = """\
id: no-moon
title: Nobody goes to the moon
severity: error
why: We sell bonds.
exemptible: inline
history:
  - {date: 2026-01-31, effect: new, what: First version.}
forbid:
  says: ['to the moon']
message: 'The text says "{phrase}".'
"""
TIGHTER = MOON.replace("forbid:", "  - {date: 2026-06-30, effect: tightened, what: Mars too.}\nforbid:").replace(
    "['to the moon']", "['to the moon', 'to mars']"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one house rule, and an article that it flags."""
    monkeypatch.chdir(tmp_path)
    git("init", "-b", "trunk")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "pack.yaml").write_text("id: house\ntitle: House\njurisdictions: [UK]\n")
    (tmp_path / "house" / "no-moon.yaml").write_text(MOON)
    (tmp_path / "disclint.yaml").write_text("packs: [./house]\n")
    (tmp_path / "a.md").write_text("Bonds go to the moon, and stocks to mars.\n")
    git("add", ".")
    git("commit", "-m", "first")
    return tmp_path


def git(*arguments: str) -> None:
    author = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *author, *arguments], check=True, capture_output=True)


def listed(capsys: Out, *arguments: str) -> list[str]:
    assert main(["rules", "list", "--format", "json", *arguments]) == 0
    return [rule["id"] for rule in json.loads(capsys.readouterr().out)["rules"]]


def report(capsys: Out, *arguments: str) -> dict[str, Any]:
    main(["check", "--format", "json", *arguments])
    value: dict[str, Any] = json.loads(capsys.readouterr().out)
    return value


def test_all_lists_every_built_in_pack_and_those_that_hold_here(here: Path, capsys: Out) -> None:
    found = listed(capsys, "--all")
    names = [p.stem for folder in builtin().values() for p in folder.glob("*.yaml") if p.name != "pack.yaml"]
    assert sorted(found) == sorted([*names, "no-moon"])
    assert listed(capsys) == ["no-moon"]


@pytest.mark.parametrize(
    ("arguments", "inside", "outside"),
    [
        (["--pack", "claims"], "unsourced-number", "guaranteed-returns"),
        (["--pack", "us", "--pack", "house"], "no-moon", "unsourced-number"),
        (["--status", "in-force"], "no-moon", ""),
        (["--stage", "off"], "", "no-moon"),
        (["--authority", "rule 2210"], "us-past-performance", "no-moon"),
        (["--authority", "house"], "no-moon", "us-past-performance"),
        (["--authority", "primary", "--pack", "us/core"], "us-past-performance", "no-moon"),
        (["--jurisdiction", "uk"], "no-moon", "guaranteed-returns"),
        (["--jurisdiction", "uk", "--pack", "uk"], "uk-fca-past-performance", "no-moon"),
    ],
)
def test_filters_narrow_the_list(here: Path, capsys: Out, arguments: list[str], inside: str, outside: str) -> None:
    found = listed(capsys, "--all", *arguments)
    assert not inside or inside in found
    assert not outside or outside not in found


def test_what_is_not_there_is_answered_with_what_to_do(here: Path, capsys: Out) -> None:
    assert main(["rules", "list", "--stage", "off"]) == 0
    assert capsys.readouterr().out == "No such rule holds here; --all lists those of every built-in pack.\n"
    assert main(["rules", "list", "--pack", "hose"]) == 2
    assert 'no pack "hose" holds here; did you mean "house"?' in capsys.readouterr().err
    assert main(["rules", "list", "--pack", "uk"]) == 2
    assert 'no pack "uk" holds here; --all looks at every built-in pack' in capsys.readouterr().err


def test_a_saved_list_is_compared_with_what_holds_later(here: Path, capsys: Out) -> None:
    assert main(["rules", "list", "--format", "json"]) == 0
    (here / "old.json").write_text(capsys.readouterr().out)
    assert main(["rules", "diff", "old.json"]) == 0
    assert capsys.readouterr().out == "1 as before (old.json to the rules here).\n"
    (here / "house" / "no-moon.yaml").write_text(TIGHTER)
    assert main(["rules", "diff", "old.json"]) == 0
    assert capsys.readouterr().out == (
        "tightened  no-moon (house): Nobody goes to the moon\n"
        "    stricter: banned phrase added: 'to mars'\n"
        "    history: 2026-06-30 tightened: Mars too.\n"
        "\n"
        "1 tightened; 0 as before (old.json to the rules here).\n"
    )


def test_a_commit_stands_for_the_rules_that_its_configuration_asked_for(here: Path, capsys: Out) -> None:
    (here / "house" / "no-moon.yaml").write_text(TIGHTER)
    (here / "sub").mkdir()
    (here / "sub" / "x").write_text("x")
    assert main(["rules", "diff", "--format", "json", "trunk"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["old"], value["new"]) == ("trunk", "the rules here")
    [found] = value["differences"]
    assert (found["rule"], found["verdict"], found["recorded"]) == ("no-moon", "tightened", True)
    assert found["changes"] == [{"effect": "stricter", "text": "banned phrase added: 'to mars'"}]
    assert (found["old"]["version"], found["new"]["version"]) == ("2026-01-31", "2026-06-30")
    git("commit", "-am", "second")
    assert main(["rules", "diff", "HEAD~1", "trunk"]) == 0
    assert capsys.readouterr().out.endswith("1 tightened; 0 as before (HEAD~1 to trunk).\n")


def test_folders_are_compared_and_a_forgotten_history_is_noticed(here: Path, capsys: Out) -> None:
    (here / "new").mkdir()
    (here / "new" / "pack.yaml").write_text("id: house\ntitle: House\n")
    (here / "new" / "no-moon.yaml").write_text(MOON.replace("severity: error", "severity: warning"))
    assert main(["rules", "diff", "house", "new"]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "loosened   no-moon (house): Nobody goes to the moon",
        "    looser: severity: error became warning",
        "    its history does not tell of it: without an entry, rules_as_of holds nothing back",
    ]


def test_a_list_of_all_rules_is_compared_with_all(here: Path, capsys: Out) -> None:
    main(["rules", "list", "--all", "--format", "json"])
    (here / "all.json").write_text(capsys.readouterr().out)
    assert main(["rules", "diff", "all.json"]) == 0
    assert capsys.readouterr().out.endswith(" as before (all.json to the rules here).\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "old.json: problem: is no saved rule set; write one with: disclint rules list --format json > FILE"),
        ("[", "old.json: problem: is no saved rule set"),
        ('{"scope": "here", "rules": [{"id": "x"}], "lexicons": {}}', "old.json: problem: is no saved rule set"),
        ('{"scope": "filtered", "rules": [], "lexicons": {}}', "old.json: problem: the list was filtered"),
    ],
)
def test_a_file_that_is_no_saved_list_is_refused(here: Path, capsys: Out, text: str, message: str) -> None:
    (here / "old.json").write_text(text)
    assert main(["rules", "diff", "old.json"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(message)


def test_broken_rules_are_named_where_they_stand(here: Path, capsys: Out) -> None:
    (here / "house" / "no-moon.yaml").write_text(MOON.replace("severity: error", "severity: eror"))
    git("commit", "-am", "broken")
    (here / "house" / "no-moon.yaml").write_text(MOON)
    assert main(["rules", "diff", "HEAD"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("HEAD:house/no-moon.yaml:3:11: problem: expected one of error, warning, info")
    (here / "disclint.yaml").write_text("pakcs: [./house]\n")
    git("commit", "-am", "broken too")
    (here / "disclint.yaml").write_text("packs: [./house]\n")
    assert main(["rules", "diff", "HEAD"]) == 2
    assert capsys.readouterr().err.startswith('HEAD:disclint.yaml:1:1: problem: unknown key "pakcs"')


def test_a_name_that_is_nothing_is_told(here: Path, capsys: Out) -> None:
    assert main(["rules", "diff", "absent"]) == 2
    assert 'rules diff: this repository holds no commit "absent"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("as_of", "severity", "held"),
    [
        ("", "error", []),
        ("rules_as_of: 2025-12-31\n", "warning", ["no-moon"]),
        ("rules_as_of: 2026-01-31\n", "warning", ["no-moon"]),
        ("rules_as_of: 2026-06-30\n", "error", []),
        ("rules_as_of: 2026-01-31\nrules: {no-moon: error}\n", "error", []),
    ],
)
def test_what_is_newer_or_stricter_than_rules_as_of_warns_at_most(
    here: Path, capsys: Out, as_of: str, severity: str, held: list[str]
) -> None:
    (here / "house" / "no-moon.yaml").write_text(TIGHTER)
    (here / "disclint.yaml").write_text(f"packs: [./house]\n{as_of}")
    value = report(capsys, "a.md")
    assert [f["severity"] for f in value["findings"]] == [severity] * 2
    assert value["ruleset"]["held"] == held
    assert main(["check", "a.md"]) == int(severity == "error")
    out = capsys.readouterr().out
    assert ("; 1 rule newer or stricter than rules_as_of (" in out) is bool(held)
    main(["explain", "no-moon"])
    assert ("Warning at most, since it is newer or stricter than rules_as_of" in capsys.readouterr().out) is bool(held)


def test_rules_as_of_is_not_the_day_whose_law_holds(here: Path, capsys: Out) -> None:
    (here / "house" / "no-moon.yaml").write_text(TIGHTER.replace("why:", "effective_from: 2026-03-01\nwhy:"))
    (here / "disclint.yaml").write_text("packs: [./house]\nrules_as_of: 2026-01-31\n")
    found = [len(report(capsys, "--as-of", day, "a.md")["findings"]) for day in ("2026-02-28", "2026-03-01")]
    assert found == [0, 2]


def test_every_report_names_the_rules_to_the_letter(here: Path, capsys: Out) -> None:
    main(["rules", "list", "--format", "json"])
    saved = json.loads(capsys.readouterr().out)
    [rule] = saved["rules"]
    value = report(capsys, "a.md")["ruleset"]
    assert value["hash"] == saved["hash"] and value["count"] == 1
    assert value["rules"] == [{"rule": "no-moon", "version": "2026-01-31", "hash": rule["hash"]}]
    main(["check", "--format", "sarif", "a.md"])
    driver = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]
    assert driver["properties"]["ruleset"] == saved["hash"]
    [card] = [r for r in driver["rules"] if r["id"] == "no-moon"]
    assert (card["properties"]["version"], card["properties"]["hash"]) == ("2026-01-31", rule["hash"])
    main(["check", "--format", "markdown", "a.md"])
    out = capsys.readouterr().out
    assert f"<summary>Rule set {saved['hash'][:12]}, 1 rule, disclint " in out
    assert f"| <code>no-moon</code> | 2026-01-31 | <code>{rule['hash'][:12]}</code> |" in out
    main(["check", "--format", "jsonl", "a.md"])
    assert json.loads(capsys.readouterr().out.splitlines()[0])["ruleset"] == value
    main(["check", "--statistics", "a.md"])
    assert f"Rule set {saved['hash'][:12]}, 1 rule, disclint " in capsys.readouterr().out
    main(["check", "a.md"])
    assert "Rule set" not in capsys.readouterr().out


def test_what_is_not_judged_is_not_in_the_hash(here: Path, capsys: Out) -> None:
    (here / "house" / "no-mars.yaml").write_text(MOON.replace("moon", "mars"))
    both, one = report(capsys, "a.md")["ruleset"], report(capsys, "--ignore", "no-mars", "a.md")["ruleset"]
    assert (both["count"], one["count"]) == (2, 1) and both["hash"] != one["hash"]


def test_explain_shows_trigger_version_and_history(here: Path, capsys: Out) -> None:
    when = "when:\n  any: ['bonds', {near: [{lexicon: securities}, {quantity: [money, percent]}], within: 9 words}]\n"
    (here / "house" / "no-moon.yaml").write_text(TIGHTER + when)
    assert main(["explain", "no-moon"]) == 0
    out = capsys.readouterr().out
    assert "  Version: 2026-06-30, hash " in out
    assert (
        "What calls for it\n  One of these, in one sentence:\n  - 'bonds'\n"
        "  - lexicon securities near a figure (money percent) (within 9 words)\n"
    ) in out
    assert out.endswith("History\n  2026-06-30  tightened: Mars too.\n  2026-01-31  new: First version.\n")


def test_init_takes_in_the_rules_of_today(here: Path, capsys: Out) -> None:
    from disclint.cli.judging import today

    (here / "disclint.yaml").unlink()
    assert main(["init"]) in (0, 2)
    assert f"\nrules_as_of: {today()}\n" in (here / "disclint.yaml").read_text()
