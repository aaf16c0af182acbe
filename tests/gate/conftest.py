"""A repository with a policy on its branch main, and a branch that is about to be merged."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disclint.cli import main

POLICY = """\
packs: [us/core, claims, ./house]
rules:
  ban-promissory-hype: error
exclude: ['drafts/']
documents:
  - {glob: 'letters/**', type: newsletter, audience: retail}
claims:
  register: figures.yaml
"""
RULE = """\
id: no-moon
title: Nothing goes to the moon
severity: error
why: Nothing goes there.
exemptible: inline
forbid:
  says: [{lexicon: moon-words}]
examples:
  pass:
    - text: Shares rose.
  fail:
    - {text: Shares go to the moon., flags: [to the moon]}
"""
BAD = "# Bonds\n\nThis bond goes to the moon, and it offers guaranteed returns of 5% a year to you.\n"
OLD = "# Old\n\nThe shares of an old article go to the moon.\n"
EXCEPTION = "- {rule: no-moon, paths: [archive/], reason: kept as published}\n"


class Repository:
    """`check` gives the report as JSON, `run` exit code and output."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=folder or self.folder, capture_output=True, text=True, check=True).stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", "--allow-empty")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, err = self._capsys.readouterr()
        return code, out, err

    def check(self, *arguments: str) -> dict[str, Any]:
        _, out, _ = self.run("check", "--format", "json", *arguments)
        report: dict[str, Any] = json.loads(out)
        return report

    def gate(self, *arguments: str) -> tuple[int, list[tuple[str, str, str]], dict[str, tuple[str, str]]]:
        """The exit code, with what `judged` and `changes` tell."""
        code, out, _ = self.run("check", "--format", "json", "--policy-from", "main", *arguments)
        found = json.loads(out)["findings"]
        judged = [(f["path"], f["severity"], f["rule"]) for f in found if f["rule"] != "policy-change"]
        return code, judged, {f["path"]: (f["severity"], f["message"]) for f in found if f["rule"] == "policy-change"}

    def judged(self, *arguments: str) -> list[tuple[str, str, str]]:
        """Path, severity and rule of every finding about a document."""
        return self.gate(*arguments)[1]

    def changes(self, *arguments: str) -> dict[str, tuple[str, str]]:
        """Severity and message of every change of the policy, by file."""
        return self.gate(*arguments)[2]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    """An empty repository, with nothing of the user's own git."""
    for name in ("PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "nobody")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "nobody@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    made = Repository(folder, capsys)
    made.git("init", "-q", "-b", "main")
    return made


@pytest.fixture
def here(bare: Repository) -> Repository:
    """On the branch work, which departed from main and changed nothing yet."""
    bare.write("disclint.yaml", POLICY)
    bare.write("figures.yaml", '- {figure: "$4.2 billion", source: Annual report}\n')
    bare.write("house/pack.yaml", "id: house\ntitle: House rules\n")
    bare.write("house/lexicons/moon-words.yaml", "terms: [to the moon]\n")
    bare.write("house/no-moon.yaml", RULE)
    bare.write("posts/a.md", BAD)
    bare.write("archive/old.md", OLD)
    bare.write("disclint-exceptions.yaml", EXCEPTION)
    bare.commit()
    bare.git("checkout", "-q", "-b", "work")
    return bare


@pytest.fixture(params=["committed", "in the work tree"])
def keep(request: pytest.FixtureRequest, here: Repository) -> Callable[[], None]:
    """Leaves the changes made so far where git has them, or only where they are."""
    return here.commit if request.param == "committed" else lambda: None
