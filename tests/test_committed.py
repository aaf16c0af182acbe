"""What a commit holds of configurations and rules, read beside a work tree that has moved on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from disclint.committed import Committed, policy, policy_at, repository
from disclint.model import DisclintError

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-b", "trunk")
    (tmp_path / "house").mkdir()
    (tmp_path / "disclint.yaml").write_text("packs: [./house]\n")
    (tmp_path / "house" / "pack.yaml").write_bytes("id: house\ntitle: Maß\n".encode())
    (tmp_path / "house" / "leer.yaml").write_bytes(b"")
    (tmp_path / "notes.md").write_text("words\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    (tmp_path / "disclint.yaml").write_text("packs: [us/core]\n")
    return tmp_path


def test_the_policy_of_a_commit_is_copied_as_it_was(here: Path) -> None:
    with policy_at(repository(str(here / "house"), "x"), "HEAD", "x") as (folder, committed):
        found = {name: (Path(folder) / name).read_bytes() for name in committed.paths if policy(name)}
        assert not os.path.exists(os.path.join(folder, "notes.md"))
    assert found == {
        "disclint.yaml": b"packs: [./house]\n",
        "house/leer.yaml": b"",
        "house/pack.yaml": "id: house\ntitle: Maß\n".encode(),
    }
    assert not os.path.exists(folder)


def test_links_stay_within_the_repository(here: Path, tmp_path: Path) -> None:
    (here / "inside.yaml").symlink_to("house/pack.yaml")
    (here / "outside.yaml").symlink_to("../../etc/x.yaml")
    git(here, "add", ".")
    git(here, "commit", "-m", "links")
    with policy_at(repository(str(here), "x"), "trunk", "x") as (folder, _):
        assert (Path(folder) / "inside.yaml").read_bytes().startswith(b"id: house")
        assert not os.path.lexists(os.path.join(folder, "outside.yaml"))


def test_one_file_is_read(here: Path) -> None:
    committed = Committed(repository(str(here), "x"), "trunk", "x")
    assert committed.read("notes.md") == b"words\n"
    assert committed.read("absent.md") is None


def test_what_is_no_commit_is_told_with_what_to_do(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(DisclintError, match='rules diff: this repository holds no commit "absent"; run: git log --all'):
        Committed(repository(str(here), "x"), "absent", "rules diff")
    with pytest.raises(DisclintError, match="rules diff: this folder is in no git repository"):
        repository(str(tmp_path_factory.mktemp("bare")), "rules diff")
