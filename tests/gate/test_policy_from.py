"""`check --policy-from REF`: what judges is read from a commit, whatever the branch does to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import BAD, EXCEPTION, POLICY, Repository

Attack = Callable[[Repository], None]
JUDGED = [
    ("posts/a.md", "error", "ban-promissory-hype"),
    ("posts/a.md", "error", "no-moon"),
    ("posts/a.md", "error", "guaranteed-returns"),
]


def switch_off(here: Repository) -> None:
    here.edit("disclint.yaml", "ban-promissory-hype: error", "guaranteed-returns: {off: no need}")


def delete(here: Repository) -> None:
    (here.folder / "disclint.yaml").unlink()


def rename(here: Repository) -> None:
    (here.folder / "disclint.yaml").rename(here.folder / "disclint.yml")


def nest(here: Repository) -> None:
    here.write("posts/disclint.yaml", "exclude: ['*']\npacks: [global]\nfail_on: never\n")


def pyproject(here: Repository) -> None:
    here.write("posts/pyproject.toml", '[tool.disclint]\nexclude = ["*"]\n')


def pyproject_beside(here: Repository) -> None:
    here.write("pyproject.toml", '[tool.disclint]\nexclude = ["*"]\n')
    (here.folder / "disclint.yaml").unlink()


def move_rules(here: Repository) -> None:
    here.git("mv", "house", "rules-of-ours")
    here.edit("disclint.yaml", "./house", "./rules-of-ours")


def delete_rules(here: Repository) -> None:
    shutil.rmtree(here.folder / "house")
    here.edit("disclint.yaml", ", ./house", "")


def delete_rule(here: Repository) -> None:
    (here.folder / "house/no-moon.yaml").unlink()


def weaken_rule(here: Repository) -> None:
    here.edit("house/no-moon.yaml", "severity: error", "severity: info")


def weaken_words(here: Repository) -> None:
    here.edit("house/lexicons/moon-words.yaml", "to the moon", "to the sun")


def ignore(here: Repository) -> None:
    here.write(".gitignore", "posts/\n*.md\n")


def attributes(here: Repository) -> None:
    here.write(".gitattributes", "*.md -text -diff linguist-generated\ndisclint.yaml export-ignore\n")


def link(here: Repository) -> None:
    here.write("loose.yaml", "rules: {no-moon: {off: because}}\n")
    (here.folder / "disclint.yaml").unlink()
    (here.folder / "disclint.yaml").symlink_to("loose.yaml")


def link_rules(here: Repository) -> None:
    here.git("mv", "house", "kept")
    here.write("empty/pack.yaml", "id: house\ntitle: House rules\n")
    (here.folder / "house").symlink_to("empty", target_is_directory=True)


def known(here: Repository) -> None:
    here.run("baseline", "write", "posts")


def front(here: Repository) -> None:
    here.edit("posts/a.md", "# Bonds", "---\ndisclint: {rules: {no-moon: off}, exclude: ['*']}\n---\n\n# Bonds")


def approve_figures(here: Repository) -> None:
    here.edit("figures.yaml", "- {", "- {figure: 5%, source: Our own report}\n- {")


ATTACKS: dict[Attack, str] = {
    switch_off: "disclint.yaml",
    delete: "disclint.yaml",
    rename: "disclint.yaml",
    nest: "posts/disclint.yaml",
    pyproject: "posts/pyproject.toml",
    pyproject_beside: "pyproject.toml",
    move_rules: "disclint.yaml",
    delete_rules: "house/no-moon.yaml",
    delete_rule: "house/no-moon.yaml",
    weaken_rule: "house/no-moon.yaml",
    weaken_words: "house/lexicons/moon-words.yaml",
    ignore: "",
    attributes: "",
    link: "disclint.yaml",
    link_rules: "house/no-moon.yaml",
    known: "disclint-baseline.json",
    front: "",
    approve_figures: "figures.yaml",
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.__name__)
def test_the_policy_of_main_judges_and_the_change_to_it_is_named(here: Repository, attack: Attack) -> None:
    attack(here)
    here.commit()
    code, judged, changes = here.gate("posts")
    named = ATTACKS[attack]
    assert code and [found for found in judged if found in JUDGED] == JUDGED
    assert named in changes if named else not changes
    assert all(severity == "warning" for path, (severity, _) in changes.items() if path == named)


@pytest.mark.parametrize("attack", [switch_off, delete, nest, weaken_rule, delete_rules], ids=lambda a: a.__name__)
def test_what_is_only_in_the_work_tree_counts_as_a_change_too(here: Repository, attack: Attack) -> None:
    attack(here)
    code, judged, changes = here.gate("posts")
    assert code and [found for found in judged if found in JUDGED] == JUDGED
    assert ATTACKS[attack] in changes


def test_nothing_is_told_where_nothing_changed(here: Repository) -> None:
    here.edit("disclint.yaml", "packs:", "# Words for those who read this.\npacks:")
    here.write("disclint.yaml", (here.folder / "disclint.yaml").read_text().replace("\n", "\r\n"))
    assert here.changes() == {}
    report = here.check("--policy-from", "main")
    assert report["problems"] == [] and report["summary"]["new_exceptions"] == []


def test_a_branch_is_not_blamed_for_what_main_did_since(here: Repository) -> None:
    here.git("checkout", "-q", "main")
    here.edit("disclint.yaml", "ban-promissory-hype: error", "ban-promissory-hype: info")
    here.commit()
    here.git("checkout", "-q", "work")
    assert here.changes() == {}
    assert ("posts/a.md", "info", "ban-promissory-hype") in here.judged()


def test_no_policy_on_main_is_a_note_and_the_branch_judges(bare: Repository) -> None:
    bare.write("posts/a.md", BAD)
    bare.commit()
    bare.git("checkout", "-q", "-b", "work")
    assert ("posts/a.md", "error", "guaranteed-returns") in bare.judged()
    assert bare.changes() == {}
    bare.write("disclint.yaml", "rules: {guaranteed-returns: {off: because}}\n")
    assert not [found for found in bare.judged() if found[2] == "guaranteed-returns"]
    severity, message = bare.changes()["disclint.yaml"]
    assert severity == "info"
    assert message.endswith("There is no policy at main, so this one judges.")


def test_a_pyproject_without_our_table_is_no_policy(bare: Repository) -> None:
    bare.write("pyproject.toml", '[project]\nname = "disclint-user"\ndependencies = ["disclint"]\n')
    bare.write("posts/a.md", BAD)
    bare.commit()
    bare.git("checkout", "-q", "-b", "work")
    bare.write("disclint.yaml", "rules: {guaranteed-returns: {off: because}}\n")
    assert not [found for found in bare.judged() if found[2] == "guaranteed-returns"]


def test_exceptions_that_the_change_grants_count_and_are_listed_first(here: Repository) -> None:
    added = (
        "- {rule: guaranteed-returns, paths: [posts/], reason: a quotation, approved_by: Legal, until: 2099-12-31}\n"
    )
    here.write("disclint-exceptions.yaml", EXCEPTION + added)
    here.edit("posts/a.md", "This bond", '<!-- disclint: allow no-moon "a joke" -->\nThis bond')
    here.commit()
    report = here.check("--policy-from", "main")
    first, *_ = report["summary"]
    assert first == "new_exceptions"
    assert [(n["path"], n["rule"], n["source"], n["findings"]) for n in report["summary"]["new_exceptions"]] == [
        ("disclint-exceptions.yaml", "guaranteed-returns", "register", 1),
        ("posts/a.md", "no-moon", "comment", 1),
    ]
    assert [f["rule"] for f in report["findings"] if f["path"] == "posts/a.md"] == ["ban-promissory-hype"]
    assert here.changes()["disclint-exceptions.yaml"][1].startswith(
        "Loosened: exceptions came in: guaranteed-returns for posts/."
    )
    _, out, _ = here.run("check", "--policy-from", "main")
    told = (
        "disclint-exceptions.yaml:2:3: guaranteed-returns for posts/: a quotation (by Legal, until 2099-12-31); holds"
    )
    assert f"2 exceptions new in this change:\n  {told} back 1 finding\n" in out
    _, out, _ = here.run("check", "--policy-from", "main", "--format", "markdown")
    assert out.index("#### New exceptions in this change") < out.index("#### Findings")


def test_the_first_register_of_a_repository_counts_too(here: Repository) -> None:
    here.git("rm", "-q", "disclint-exceptions.yaml")
    here.commit()
    here.git("branch", "-f", "main")
    here.write("disclint-exceptions.yaml", EXCEPTION)
    assert ("archive/old.md", "error", "no-moon") not in here.judged()
    assert len(here.check("--policy-from", "main")["summary"]["new_exceptions"]) == 1


def test_an_exception_that_the_change_takes_away_holds_no_longer(here: Repository) -> None:
    here.write("disclint-exceptions.yaml", "# none\n")
    assert ("archive/old.md", "error", "no-moon") in here.judged()
    severity, message = here.changes()["disclint-exceptions.yaml"]
    assert severity == "info" and message.startswith("Tightened: exceptions are gone: no-moon for archive/.")


def test_an_exception_that_main_granted_or_took_away_since_is_as_main_says(here: Repository) -> None:
    here.git("checkout", "-q", "main")
    here.write("disclint-exceptions.yaml", "- {rule: no-moon, paths: [posts/], reason: a joke}\n")
    here.commit()
    here.git("checkout", "-q", "work")
    assert ("archive/old.md", "error", "no-moon") in here.judged()
    assert ("posts/a.md", "error", "no-moon") not in here.judged()
    assert here.check("--policy-from", "main")["summary"]["new_exceptions"] == []


def test_a_baseline_grows_on_main_alone_and_may_be_pruned(here: Repository) -> None:
    here.git("checkout", "-q", "main")
    here.run("baseline", "write", "posts")
    here.commit()
    here.git("checkout", "-q", "-B", "work")
    assert here.judged() == []
    here.write("posts/b.md", "# B\n\nShares go to the moon.\n")
    here.run("baseline", "write", "posts")
    assert ("posts/b.md", "error", "no-moon") in here.judged()
    _, message = here.changes()["disclint-baseline.json"]
    assert message.startswith("Loosened: 1 known finding came in (in posts/b.md).")
    report = here.check("--policy-from", "main", "--ratchet")
    assert "baseline-growth" in [f["rule"] for f in report["findings"]]
    here.write("posts/a.md", "# Bonds\n\nNothing.\n")
    (here.folder / "posts/b.md").unlink()
    assert {rule for _, _, rule in here.judged()} == {"stale-baseline"}
    here.run("baseline", "prune")
    assert here.judged() == []
    assert here.changes()["disclint-baseline.json"][0] == "info"


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("packs: [../outside]\n", "leads out of the repository"),
        ("packs: [./house/../../outside]\n", "leads out of the repository"),
        ("packs: [{top}/../outside]\n", "leads out of the repository"),
        ("packs: [~/outside]\n", "leads out of the repository"),
        ("claims: {register: ../figures.yaml}\n", "leads out of the repository"),
        ("baseline: ../known.json\n", "leads out of the repository"),
        ("exceptions: /etc/passwd\n", "leads out of the repository"),
        ("packs: [./linked]\n", "is a symbolic link at main"),
        ("packs: [./part]\n", "is a symbolic link at main"),
        ("claims: {register: linked/figures.yaml}\n", "is a symbolic link at main"),
        ("packs: [./module]\n", "is a submodule at main"),
        ("packs: [./module/rules]\n", "is a submodule at main"),
    ],
)
def test_paths_of_a_policy_stay_in_the_repository(here: Repository, tmp_path: Path, policy: str, told: str) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(here.folder / "house", outside)
    here.git("checkout", "-q", "main")
    (here.folder / "linked").symlink_to(outside, target_is_directory=True)
    here.write("part/pack.yaml", "id: part\ntitle: Part\n")
    (here.folder / "part/rule.yaml").symlink_to(outside / "no-moon.yaml")
    here.write("disclint.yaml", policy.replace("{top}", str(here.folder)))
    here.git("init", "-q", str(here.folder / "module"))
    here.write("module/rules/pack.yaml", "id: module\ntitle: Module\n")
    here.git("add", "-A", folder=here.folder / "module")
    here.git("commit", "-q", "-m", "module", folder=here.folder / "module")
    here.git("add", "-A")
    here.git("commit", "-q", "-m", "policy")
    code, out, err = here.run("check", "--policy-from", "main", "posts")
    assert code == 2 and told in err, (out, err)
    assert "Traceback" not in err


def test_a_policy_file_that_is_a_link_at_the_commit_is_refused(here: Repository) -> None:
    here.git("checkout", "-q", "main")
    link(here)
    here.commit()
    code, _, err = here.run("check", "--policy-from", "main", "posts")
    assert code == 2
    assert err == (
        "disclint.yaml: problem: is a symbolic link at main, and no policy is read through one; put the file itself there\n"
    )


def test_a_register_is_not_read_through_a_link(here: Repository, tmp_path: Path) -> None:
    (tmp_path / "loose.yaml").write_text("- {rule: no-moon, paths: [posts/], reason: a joke}\n")
    (here.folder / "disclint-exceptions.yaml").unlink()
    (here.folder / "disclint-exceptions.yaml").symlink_to(tmp_path / "loose.yaml")
    code, out, err = here.run("check", "--policy-from", "main", "posts")
    assert code == 2 and "reached through a symbolic link" in err and "no-moon" in out
    assert "a joke" not in out + err


def test_a_tag_of_the_same_name_does_not_choose_the_policy(here: Repository) -> None:
    switch_off(here)
    here.commit()
    here.git("tag", "main")
    code, _, err = here.run("check", "--policy-from", "main", "posts")
    assert code == 2
    assert err == 'disclint: --policy-from: "main" may be refs/heads/main or refs/tags/main; name one of them in full\n'
    assert here.run("check", "--policy-from", "refs/heads/main", "posts")[0] == 1


def test_a_policy_that_the_change_breaks_is_a_problem(here: Repository) -> None:
    here.write("disclint.yaml", "rules: [\n")
    code, out, err = here.run("check", "--policy-from", "main", "posts")
    assert code == 2 and err.startswith("disclint.yaml:") and "guaranteed-returns" in out
    here.write("disclint.yaml", POLICY + "nonsense: 1\n")
    assert here.run("check", "--policy-from", "main", "posts")[0] == 2
    here.write("disclint.yaml", POLICY)
    here.write("house/no-moon.yaml", "id: no-moon\n")
    assert here.run("check", "--policy-from", "main", "posts")[0] == 2


def test_a_policy_that_is_broken_on_main_is_a_problem_of_main(here: Repository) -> None:
    here.git("checkout", "-q", "main")
    here.write("disclint.yaml", POLICY + "nonsense: 1\n")
    here.commit()
    code, _, err = here.run("check", "--policy-from", "main", "posts")
    assert code == 2
    assert err.startswith("disclint.yaml:9:1: problem: at main: unknown key")


def test_an_unknown_commit_or_a_folder_outside_of_git_is_exit_2(here: Repository, tmp_path: Path) -> None:
    code, _, err = here.run("check", "--policy-from", "origin/main", "posts")
    assert code == 2 and err.startswith(
        'disclint: --policy-from: this repository holds no commit "origin/main"; run: git '
    )
    stray = tmp_path / "stray"
    stray.mkdir()
    (stray / "a.md").write_text(BAD)
    code, _, err = here.run("check", "--policy-from", "main", str(stray))
    assert code == 2 and "lies in no git repository; leave --policy-from out" in err


def test_a_shallow_clone_is_told_what_to_fetch(
    here: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_off(here)
    here.commit()
    shallow = tmp_path / "shallow"
    here.git("clone", "-q", "--depth", "1", "--branch", "work", here.folder.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    code, _, err = here.run("check", "--policy-from", "origin/main", "posts")
    assert code == 2
    told = 'this clone is shallow and holds no commit "origin/main"; run: '
    assert told in err
    here.git(*err.partition(told)[2].split()[1:], folder=shallow)
    code, out, _ = here.run("check", "--policy-from", "origin/main", "posts")
    assert code == 1 and "policy-change" in out
    # One commit of the base is enough; the file is then compared with that commit.
    again = tmp_path / "again"
    here.git("clone", "-q", "--depth", "1", "--branch", "work", here.folder.as_uri(), str(again))
    here.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main", folder=again)
    monkeypatch.chdir(again)
    code, out, _ = here.run("check", "--policy-from", "origin/main", "posts")
    assert code == 1 and "guaranteed-returns is off" in out


@pytest.mark.parametrize("attack", [switch_off, delete_rules], ids=lambda a: a.__name__)
def test_it_goes_with_a_comparison_and_with_other_ways_to_read(here: Repository, attack: Attack) -> None:
    attack(here)
    here.write("posts/new.md", BAD)
    here.commit()
    found = here.judged("--diff", "main")
    assert [f for f in found if f[0] == "posts/new.md"] == [("posts/new.md", *f[1:]) for f in JUDGED]
    assert ATTACKS[attack] in here.changes("--diff", "main")
    assert ATTACKS[attack] in here.changes("--jobs", "2")
    assert here.judged("--config", "disclint.yaml", "posts/a.md") == JUDGED


def test_a_template_that_changed_is_judged_by_the_policy_of_the_commit(here: Repository) -> None:
    here.git("checkout", "-q", "main")
    here.write("hugo.toml", 'title = "Here"\n')
    disclaimer = "<p>This is not investment advice, and it is not an offer to buy or sell any security.</p>"
    here.write("layouts/_default/single.html", f"<html><body>{{{{ .Content }}}}{disclaimer}</body></html>\n")
    here.write("content/c.md", "# Bonds\n\nSavers buy stocks and mutual funds, and hold treasury bonds for life.\n")
    here.commit()
    here.git("checkout", "-q", "-B", "work")
    here.edit("layouts/_default/single.html", disclaimer, "")
    here.edit("disclint.yaml", "ban-promissory-hype: error", "us-no-advice-no-offer: {off: no need}")
    here.commit()
    found = here.judged("--diff", "main", "content")
    assert ("content/c.md", "us-no-advice-no-offer") in {(path, rule) for path, _, rule in found}


def test_nothing_is_left_behind(here: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    assert here.judged("posts") == JUDGED
    import gc

    gc.collect()
    assert os.listdir(passing) == []
    assert here.git("status", "--short") == ""
