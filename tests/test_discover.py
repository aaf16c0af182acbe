"""Which files a run reads."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from disclint.discover import Found, discover

LEFT_OUT = [
    ("README.md", "project files such as README"),
    ("docs/readme.de.md", "project files such as README"),
    ("CHANGELOG.txt", "project files such as README"),
    ("LICENSE.md", "project files such as README"),
    ("licence.txt", "project files such as README"),
    ("LICENSE-MIT.txt", "project files such as README"),
    ("CONTRIBUTING.md", "project files such as README"),
    ("CODE_OF_CONDUCT.md", "project files such as README"),
    ("SECURITY.md", "project files such as README"),
    ("requirements-dev.txt", "project files such as README"),
    ("public/robots.txt", "project files such as README"),
    (".github/issue.md", "hidden"),
    ("node_modules/x/guide.md", "vendored or built"),
    ("themes/vendor/a/b.html", "vendored or built"),
    ("_site/index.html", "vendored or built"),
]
READ = [
    "posts/a.md",
    "posts/b.markdown",
    "c.mdx",
    "d.qmd",
    "e.html",
    "f.HTM",
    "g.txt",
    "posts/security.md",
    "posts/changes-in-tax-law.md",
    "posts/readmissions.md",
    "notice-to-investors.md",
    "ads-spend-falls.md",
    "vendors.md",
]


def plant(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.\n")


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def names(found: Found) -> list[str]:
    return [file.name for file in found.files]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("tracked", [False, True])
def test_a_folder_yields_its_documents_without_project_files(here: Path, tracked: bool) -> None:
    plant(here, *READ, *(name for name, _ in LEFT_OUT if tracked or "node_modules" not in name), "code.py", "x.php")
    if tracked:
        git(here, "init")
    found = discover(["."])
    assert names(found) == sorted(READ, key=lambda n: n.split("/"))
    assert not found.problems


@pytest.mark.parametrize(("name", "reason"), LEFT_OUT)
def test_what_is_left_out_is_counted_with_its_reason(here: Path, name: str, reason: str) -> None:
    plant(here, name, "a.md")
    git(here, "init")
    assert discover(["."]).skipped == ((reason, 1),)


def test_git_decides_what_a_folder_holds(here: Path) -> None:
    plant(here, "tracked.md", "new.md", "ignored.md", "gone.md", "build/out.html")
    (here / ".gitignore").write_text("ignored.md\nbuild/\n")
    git(here, "init")
    git(here, "add", "tracked.md", "gone.md")
    (here / "gone.md").unlink()
    assert names(discover(["."])) == ["new.md", "tracked.md"]


def test_the_variables_of_a_git_hook_do_not_mislead(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(here, "posts/a.md", "posts/ignored.md")
    (here / ".gitignore").write_text("ignored.md\n")
    git(here, "init")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "absent/index")
    assert names(discover(["posts"])) == ["posts/a.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_checkout_that_belongs_to_somebody_else_is_listed_by_git(here: Path) -> None:
    plant(here, "a.md", "ignored.md")
    (here / ".gitignore").write_text("ignored.md\n")
    git(here, "init")
    for path in (here, here / ".git"):
        os.chown(path, 12345, 12345)
    assert names(discover(["."])) == ["a.md"]


def test_a_folder_that_git_ignores_is_read_when_it_is_named(here: Path) -> None:
    plant(here, "build/out.html")
    (here / ".gitignore").write_text("build/\n")
    git(here, "init")
    assert names(discover(["build"])) == ["build/out.html"]


@pytest.mark.parametrize("name", ["README.md", ".github/x.md", "vendor/y.html", "page.php"])
def test_a_file_that_is_named_is_read_whatever_it_is_called(here: Path, name: str) -> None:
    plant(here, name)
    [file] = discover([name]).files
    assert (file.name, file.asked, file.path) == (name, True, str(here / name))


def test_an_unknown_extension_is_a_problem_until_its_format_is_named(here: Path) -> None:
    plant(here, "a.rst", "noext")
    found = discover(["a.rst", "noext"])
    assert not found.files
    assert [p.path for p in found.problems] == ["a.rst", "noext"]
    assert ".rst" in found.problems[0].message and "--input-format" in found.problems[0].message
    assert [f.format for f in discover(["a.rst", "noext"], input_format="text").files] == ["text", "text"]


def test_paths_that_yield_nothing_are_problems(here: Path) -> None:
    plant(here, "empty/code.py", "only/README.md")
    found = discover(["empty", "only", "absent.md"])
    assert [p.path for p in found.problems] == ["empty", "only", "absent.md"]
    assert "project files such as README" in found.problems[1].message
    assert found.problems[2].message == "no such file or folder"


def test_order_is_that_of_paths_and_duplicates_are_read_once(here: Path) -> None:
    plant(here, "b/x.md", "b.md", "a/y.md", "a-b/z.md")
    assert names(discover(["b.md", "b", ".", "./a/y.md", str(here / "b.md")])) == [
        "a/y.md",
        "a-b/z.md",
        "b/x.md",
        "b.md",
    ]


def test_links_are_read_once_and_loops_end(here: Path) -> None:
    plant(here, "real.md", "folder/x.md")
    os.symlink("real.md", here / "link.md")
    os.symlink("..", here / "folder" / "loop")
    assert names(discover(["."])) == ["folder/x.md", "real.md"]
    git(here, "init")
    assert names(discover(["."])) == ["folder/x.md", "real.md"]


def test_paths_outside_of_the_working_directory_stay_as_given(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    plant(other, "a.md")
    assert names(discover([str(other / "a.md")])) == [str(other / "a.md")]
    assert names(discover([str(here / ".." / here.name)])) == []


def test_excluded_files_are_left_out_of_folders_and_read_when_named(here: Path) -> None:
    plant(here, "a.md", "old/b.md")
    excluded = lambda path: "/old/" in path  # noqa: E731
    assert names(discover(["."], excluded=excluded)) == ["a.md"]
    assert discover(["."], excluded=excluded).skipped == (("excluded by the configuration", 1),)
    assert names(discover(["old/b.md"], excluded=excluded)) == ["old/b.md"]
    forced = discover(["old/b.md"], excluded=excluded, force_exclude=True)
    assert not forced.files and not forced.problems


def test_names_with_line_breaks_and_odd_bytes_are_read(here: Path) -> None:
    odd = os.fsdecode(b"caf\xe9\n.md")
    plant(here, odd)
    git(here, "init")
    assert names(discover(["."])) == [odd]
