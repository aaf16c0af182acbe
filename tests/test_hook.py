"""The hook in a real repository: installed by the real pre-commit from this work tree, tried with real commits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from disclint.discover import discover

HOME = Path(__file__).resolve().parent.parent
Shell = Commit = Callable[..., CompletedProcess[str]]

GOOD = """\
# Small towns borrow again

Small towns sell bonds to pay for bridges, and buyers hold the bonds for decades.

This article is for information only. It is not investment advice, and it is not an offer to sell or a solicitation to
buy any security. Securities offered through Harbor Lane Securities LLC, member FINRA, SIPC.
"""
BAD = GOOD.replace("FINRA, SIPC", "FINRA/SPIC")
WARNING = GOOD.replace("for decades.", "for decades. Buyers paid $41 billion for them last year.")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the installed hook, from one test to the next."""
    return tmp_path_factory.mktemp("pre-commit")


def settings_of(setup: str, repository: Path) -> str:
    """The pre-commit configuration that the README shows, its address replaced by one that can be cloned here."""
    blocks = re.findall(r"^```yaml\n(repos:.*?)^```$", (HOME / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    hosted, local = (yaml.safe_load(block) for block in blocks)
    if setup == "local":
        return str(yaml.safe_dump(local))
    [hook] = hosted["repos"]
    hook |= {"repo": str(repository), "hooks": [{"id": setup}]}
    return str(yaml.safe_dump(hosted))


@pytest.fixture(params=["disclint"])
def commit(request: pytest.FixtureRequest, tmp_path: Path, repository: Path, shelf: Path, shell: Shell) -> Commit:
    """Commits files (path -> text) in a fresh content repository that has the hook, set up as the README says."""
    (tmp_path / ".pre-commit-config.yaml").write_text(settings_of(request.param, repository))
    settings = {"PRE_COMMIT_HOME": str(shelf)}
    done = shell(
        "git init -q -b main && git add -A && git commit -q -m start && pre-commit install", tmp_path, settings=settings
    )
    assert done.returncode == 0, done.stdout

    def run(files: Mapping[str, str], options: str = "") -> CompletedProcess[str]:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        return shell(f"git add -A && git commit -m change {options}", tmp_path, settings=settings)

    return run


def said(done: CompletedProcess[str]) -> list[str]:
    """What the hook itself printed, without the lines that pre-commit and git put around it."""
    frame = re.compile(
        r"\[INFO\]|disclint.*\.\.|- (hook id|duration|exit code):|\[main [0-9a-f]+\]| \d+ files? changed| create mode|$"
    )
    return [line for line in done.stdout.splitlines() if not frame.match(line)]


@pytest.mark.parametrize("commit", ["disclint", "local"], indirect=True)
def test_a_bad_article_is_stopped_and_the_report_names_the_place(commit: Commit, tmp_path: Path, shell: Shell) -> None:
    done = commit({"bad.md": BAD})
    assert done.returncode == 1, done.stdout
    line = BAD.splitlines().index(next(line for line in BAD.splitlines() if "SPIC" in line)) + 1
    assert re.search(rf"bad\.md:{line}:\d+", done.stdout), done.stdout
    assert "finra-sipc-membership-line" in done.stdout
    assert shell("git log --oneline", tmp_path).stdout.count("\n") == 1


@pytest.mark.parametrize("commit", ["disclint", "local"], indirect=True)
def test_a_good_article_passes_without_a_word(commit: Commit) -> None:
    done = commit({"good.md": GOOD})
    assert done.returncode == 0, done.stdout
    assert said(done) == []


def test_a_warning_lets_the_commit_pass_and_is_seen(commit: Commit) -> None:
    done = commit({"warning.md": WARNING})
    assert done.returncode == 0, done.stdout
    assert any("unsourced-number" in line for line in said(done)), done.stdout


def test_only_changed_files_are_read(commit: Commit) -> None:
    assert commit({"old.md": BAD}, "--no-verify").returncode == 0
    done = commit({"new.md": GOOD})
    assert done.returncode == 0, done.stdout
    assert said(done) == []


def test_project_files_are_left_alone(commit: Commit) -> None:
    done = commit({"README.md": BAD})
    assert done.returncode == 0, done.stdout
    assert "no files to check" in done.stdout


def test_files_that_the_configuration_excludes_are_left_alone(commit: Commit, tmp_path: Path) -> None:
    (tmp_path / "disclint.yaml").write_text("exclude: [archive/]\n")
    done = commit({"archive/old.md": BAD, "new.md": GOOD})
    assert done.returncode == 0, done.stdout
    assert said(done) == []


@pytest.mark.parametrize("commit", ["disclint-strict"], indirect=True)
def test_the_strict_hook_stops_a_warning(commit: Commit) -> None:
    done = commit({"warning.md": WARNING})
    assert done.returncode == 1, done.stdout
    assert "unsourced-number" in done.stdout


NAMES = (
    "README.md", "readme.de.html", "CHANGELOG.md", "license.txt", "LICENCE.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md",
    "code-of-conduct.html", "SECURITY.md", "requirements.txt", "requirements-dev.txt", "robots.txt", ".github/issue.md",
    "node_modules/a/b.md", "vendor/c.html", "licensed-brokers.md", "posts/security.md", "posts/requirements.md",
    "posts/market-readme.md", "changes-in-tax-law.md", "posts/robots.md", "Upper.MD", "a.markdown", "b.mdx", "c.qmd",
    "d.htm", "e.txt", "f.py", "g.php", "vendors/h.md",
)  # fmt: skip


def test_the_hook_reads_what_the_command_reads_in_a_folder(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.\n")
    read = {Path(file.path).relative_to(tmp_path).as_posix() for file in discover([str(tmp_path)]).files}
    assert read, "the command reads nothing"
    for hook in yaml.safe_load((HOME / ".pre-commit-hooks.yaml").read_text()):
        if not hook.get("pass_filenames", True):
            continue  # it asks git for the files itself
        files, exclude = re.compile(hook["files"]), re.compile(hook["exclude"])
        assert {name for name in NAMES if files.search(name) and not exclude.search(name)} == read, hook["id"]
