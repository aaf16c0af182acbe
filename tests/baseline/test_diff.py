"""`check --diff BASE` in real repositories: what is new is told, what is old is only counted."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import OLD, Here

BAD = "\n\nThis new paragraph promises you guaranteed returns from now on and for ever after.\n"
DISCLAIMER = (
    "<p>This article is for information only. It is not investment advice, and it is not an offer to sell or a "
    "solicitation to buy any security.</p>\n"
)
CLEAN = "# Funds\n\nSavers buy stocks and mutual funds, and hold treasury bonds beside them for all of their lives.\n"
Git = Callable[..., str]


@pytest.fixture
def git(here: Here, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in the repository, which has one commit with three old articles on the branch main."""
    (here.folder / ".git").rmdir()
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "nobody")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "nobody@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def run(*arguments: str, folder: Path = here.folder) -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
        return done.stdout

    run("init", "-q", "-b", "main")
    commit(run)
    run("checkout", "-q", "-b", "work")
    return run


def commit(git: Git) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "change")


@pytest.fixture(params=["committed", "staged", "in the work tree"])
def keep(request: pytest.FixtureRequest, git: Git) -> Callable[[], None]:
    """Leaves the changes made so far in one of the places that git knows."""

    def done() -> None:
        if request.param != "in the work tree":
            git("add", "-A")
        if request.param == "committed":
            git("commit", "-q", "-m", "change")

    return done


def test_nothing_changed_and_nothing_is_read(here: Here, git: Git) -> None:
    code, out, _ = here.run("check", "--diff", "main")
    assert (code, out) == (0, "No document was read; left out 3 files (unchanged: 3).\n")


def test_findings_on_changed_lines_and_what_changed_documents_lack(here: Here, keep: Callable[[], None]) -> None:
    here.edit("posts/42.md", lambda text: text.replace("treasury bonds", "other bonds") + BAD)
    here.write("posts/new.md", OLD.format(77))
    keep()
    found = here.found("--diff", "main")
    assert found == [
        ("posts/42.md", 3, "us-no-advice-no-offer"),
        ("posts/42.md", 3, "us-no-advice-no-offer"),
        ("posts/42.md", 12, "guaranteed-returns"),
        ("posts/new.md", 3, "us-no-advice-no-offer"),
        ("posts/new.md", 3, "us-no-advice-no-offer"),
        ("posts/new.md", 7, "guaranteed-returns"),
    ]
    summary = here.check("--diff", "main")["summary"]
    assert (summary["older"], summary["documents"], summary["skipped"]) == (1, 2, {"unchanged": 2})


def test_what_a_change_elsewhere_brings_about_is_new(here: Here, git: Git) -> None:
    note = "\n[^1]: Bank of Spain, <https://example.com/report>.\n"
    here.write(
        "posts/notes.md", f"# Bonds\n\nThe municipal bond market has grown by 38% since May.[^1]\n\nMore words.\n{note}"
    )
    here.write("posts/said.md", CLEAN + "\n<!-- It is not investment advice. -->\n\nIt is not investment advice.\n")
    commit(git)
    git("branch", "-f", "main")
    here.edit("posts/notes.md", lambda text: text.replace(note, ""))
    here.edit("posts/said.md", lambda text: text.replace("\nIt is not investment advice.\n", ""))
    found = here.found("--diff", "main")
    assert ("posts/notes.md", 3, "unsourced-number") in found, found
    assert ("posts/said.md", 5, "us-no-advice-no-offer") in found, found


@pytest.mark.parametrize("edited", [False, True])
def test_a_renamed_document_is_not_new(here: Here, git: Git, keep: Callable[[], None], edited: bool) -> None:
    git("mv", "posts/42.md", "posts/other name.md")
    if edited:
        here.edit("posts/other name.md", lambda text: text + BAD)
    keep()
    found = [f for f in here.found("--diff", "main") if f[2] == "guaranteed-returns"]
    # a new name that git has not been told of yet is a new document
    untold = not git("ls-files", "posts/other name.md")
    assert not untold
    assert found == ([("posts/other name.md", 12, "guaranteed-returns")] if edited else [])
    if not edited:
        assert here.found("--diff", "main") == []


@pytest.mark.parametrize(
    "name", ["a b.md", "tab\there.md", 'quo"te.md', "straße.md", "日本.md", "new\nline.md", "-dash.md"]
)
def test_any_name_will_do(here: Here, git: Git, name: str) -> None:
    here.write(name, OLD.format(9))
    commit(git)
    git("branch", "-f", "main")
    here.edit(name, lambda text: text + BAD)
    found = [(line, rule) for _, line, rule in here.found("--diff", "main")]
    assert found.count((12, "guaranteed-returns")) == 1 and (7, "guaranteed-returns") not in found


@pytest.mark.parametrize(
    "text",
    [OLD.format(5).replace("\n", "\r\n"), OLD.format(5).replace("\n", "\r"), "\ufeff" + OLD.format(5)],
    ids=["CR LF", "CR", "byte order mark"],
)
def test_line_ends_and_marks(here: Here, git: Git, text: str) -> None:
    here.write("posts/5.md", text)
    commit(git)
    git("branch", "-f", "main")
    here.edit("posts/5.md", lambda old: old.replace("Our portfolio", "My portfolio"))
    lines = [line for _, line, rule in here.found("--diff", "main") if rule == "guaranteed-returns"]
    assert lines == [7]


def test_the_users_own_settings_of_git_change_nothing(here: Here, git: Git) -> None:
    here.edit("posts/42.md", lambda text: text + BAD)
    before = here.check("--diff", "main")
    for key, value in (
        ("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("color.ui", "always"), ("diff.renames", "false"),
        ("diff.external", "false"), ("diff.context", "9"), ("core.quotePath", "true"), ("diff.relative", "true"),
    ):  # fmt: skip
        git("config", key, value)
    assert here.check("--diff", "main") == before


def test_only_what_was_asked_for(here: Here, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    here.edit("posts/42.md", lambda text: text + BAD)
    here.write("other/9.md", OLD.format(9))
    assert {path for path, _, _ in here.found("other", "--diff", "main")} == {"other/9.md"}
    monkeypatch.chdir(here.folder / "posts")
    assert {path for path, _, _ in here.found("--diff", "main")} == {"42.md"}


def test_what_main_gained_meanwhile_is_not_ours(here: Here, git: Git) -> None:
    git("checkout", "-q", "main")
    here.edit("posts/41.md", lambda text: text.replace("guaranteed returns", "interest"))
    commit(git)
    git("checkout", "-q", "work")
    here.edit("posts/42.md", lambda text: text + BAD)
    commit(git)
    assert {path for path, _, _ in here.found("--diff", "main")} == {"posts/42.md"}


def test_with_a_baseline_both_are_taken_out(here: Here, git: Git) -> None:
    here.run("baseline", "write")
    commit(git)
    git("branch", "-f", "main")
    here.edit("posts/42.md", lambda text: "Words above.\n\n" + text + BAD)
    here.edit("posts/43.md", lambda text: text.replace("guaranteed returns", "interest"))
    assert here.found("--diff", "main") == [
        ("posts/42.md", 14, "guaranteed-returns"),
        ("disclint-baseline.json", 23, "stale-baseline"),
    ]


def test_with_a_ratchet_the_baseline_may_only_shrink(here: Here, git: Git) -> None:
    here.run("baseline", "write")
    assert here.found("--ratchet", "--diff", "main") == []  # the first one is no growth
    commit(git)
    git("branch", "-f", "main")
    git("mv", "posts/43.md", "posts/moved.md")
    here.edit("posts/42.md", lambda text: text + BAD)
    here.run("baseline", "write")
    [grown] = here.check("--ratchet")["findings"]
    assert (grown["rule"], grown["severity"]) == ("baseline-growth", "error")
    assert grown["message"].startswith("1 entry for posts/42.md came into the baseline, which may only shrink")
    assert here.found() == []
    commit(git)
    assert here.found("--ratchet") == []
    assert [rule for _, _, rule in here.found("--ratchet", "--diff", "main") if "baseline" in rule] == [
        "baseline-growth"
    ]


@pytest.fixture
def site(here: Here, git: Git) -> Here:
    """A Hugo site: articles get their disclaimer from a partial, letters get none."""
    here.write("hugo.toml", 'baseURL = "https://example.com/"\n')
    body = "<html><body>{{ .Content }}%s</body></html>\n"
    here.write("layouts/_default/single.html", body % '{{ partial "fine-print.html" . }}')
    here.write("layouts/letters/single.html", body % "")
    here.write("layouts/partials/fine-print.html", DISCLAIMER)
    here.write("content/news/a.md", CLEAN)
    here.write("content/news/b.md", CLEAN)
    here.write("content/letters/old.md", CLEAN)
    commit(git)
    git("branch", "-f", "main")
    assert {path for path, _, _ in here.found("content")} == {"content/letters/old.md"}
    return here


def drop(here: Here, git: Git) -> None:
    git("rm", "-q", "layouts/partials/fine-print.html")
    here.write("layouts/_default/single.html", "<html><body>{{ .Content }}</body></html>\n")


def empty(here: Here, git: Git) -> None:
    here.write("layouts/partials/fine-print.html", "<p>Thank you.</p>\n")


def override(here: Here, git: Git) -> None:
    here.write("layouts/news/single.html", "<html><body>{{ .Content }}</body></html>\n")


@pytest.mark.parametrize("change", [drop, empty, override])
def test_unchanged_documents_whose_template_changed(
    site: Here, git: Git, keep: Callable[[], None], change: Callable[[Here, Git], None]
) -> None:
    change(site, git)
    keep()
    found = site.found("content", "--diff", "main")
    assert {path for path, _, _ in found} == {"content/news/a.md", "content/news/b.md"}
    assert {rule for _, _, rule in found} == {"us-no-advice-no-offer"}


def test_a_template_that_changes_nothing_makes_nothing_new(site: Here, git: Git) -> None:
    site.edit("layouts/partials/fine-print.html", lambda text: text.replace("<p>", '<p class="small">'))
    assert site.found("content", "--diff", "main") == []
    status = git("status", "--porcelain")
    assert status == " M layouts/partials/fine-print.html\n"


def test_a_slip_in_a_changed_template_is_told_there(site: Here, git: Git) -> None:
    site.edit("layouts/partials/fine-print.html", lambda text: text + "<p>It offers guaranteed returns to you.</p>\n")
    assert [(p, r) for p, _, r in site.found("content", "--diff", "main")] == [
        ("layouts/partials/fine-print.html", "guaranteed-returns")
    ]


def test_the_report_is_the_same_with_many_processes(site: Here, git: Git) -> None:
    for number in range(40):
        site.write(f"content/news/{number}.md", CLEAN + f"\nNumber {number}.\n")
    commit(git)
    git("branch", "-f", "main")
    drop(site, git)
    one = site.check("content", "--diff", "main", "--jobs", "1")
    assert one == site.check("content", "--diff", "main", "--jobs", "2")
    assert len({f["path"] for f in one["findings"]}) == 42


def clone(here: Here, git: Git, *options: str) -> Path:
    """A clone of the branch work, beside the repository; main went on since."""
    for number in range(3):
        here.write(f"posts/more-{number}.md", CLEAN)
        commit(git)
    target = here.folder.with_name(here.folder.name + "-clone")
    git("clone", "-q", *options, "-b", "work", here.folder.as_uri(), str(target))
    return target


def command(err: str) -> list[str]:
    """The command that an error ends with."""
    return err.rpartition("run: ")[2].split()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--depth", "1"), 'this clone is shallow and holds no commit "origin/main"'),
        (("--depth", "1", "--no-single-branch"), 'this clone is shallow and does not reach back to where it left "origin/main"'),
        (("--single-branch",), 'this repository holds no commit "origin/main"'),
    ],
)  # fmt: skip
def test_a_clone_that_lacks_the_base_names_the_command_that_brings_it(
    here: Here, git: Git, options: tuple[str, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = clone(here, git, *options)
    monkeypatch.chdir(target)
    code, out, err = here.run("check", "--diff", "origin/main")
    assert code == 2 and words in err and not out
    asked = command(err)
    assert asked[:2] == ["git", "fetch"]
    git(*asked[1:], folder=target)
    assert {path for path, _, _ in here.found("--diff", "origin/main")} == {f"posts/more-{n}.md" for n in range(3)}


@pytest.mark.parametrize("name", ["absent", "main..work", "--all", "-x", "main^{tree}", "HEAD:posts"])
def test_an_unknown_base_is_exit_2(here: Here, git: Git, name: str) -> None:
    code, out, err = here.run("check", f"--diff={name}")
    assert code == 2 and not out and f'no commit "{name}"' in err


def test_histories_without_a_common_commit(here: Here, git: Git) -> None:
    git("checkout", "-q", "--orphan", "other")
    git("commit", "-q", "-m", "another beginning")
    code, _, err = here.run("check", "--diff", "main")
    assert code == 2 and "no history in common" in err


def test_outside_a_repository(here: Here, git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bare")
    (folder / "a.md").write_text(CLEAN)
    code, _, err = here.run("check", "--diff", "main", str(folder))
    assert code == 2 and "lies in no git repository" in err


@pytest.mark.parametrize("arguments", [["-"], ["--rendered", "."]])
def test_what_can_not_be_compared_is_refused(here: Here, git: Git, arguments: list[str]) -> None:
    assert here.run("check", "--diff", "main", *arguments)[0] == 2
