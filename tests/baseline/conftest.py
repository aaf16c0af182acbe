"""A repository of old articles, and the command run in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disclint.cli import main

OLD = """\
# Savers and their funds

Savers buy stocks and mutual funds, and hold treasury bonds beside them for the whole of their lives.

The desk of a small bank in the north opened new accounts at the end of the summer, and many of them were empty.

Our portfolio buys these bonds for you, and it offers guaranteed returns in year {0}.

This is the last paragraph of article number {0}, and it says nothing at all about anything.
"""


class Here:
    """A folder that is the root of a repository. `check` gives the report as JSON, `run` exit code and output."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, err = self._capsys.readouterr()
        return code, out, err

    def check(self, *arguments: str) -> dict[str, Any]:
        _, out, _ = self.run("check", "--format", "json", *arguments)
        report: dict[str, Any] = json.loads(out)
        return report

    def found(self, *arguments: str) -> list[tuple[str, int, str]]:
        """Path, line and rule of every finding."""
        return [(f["path"], f["line"], f["rule"]) for f in self.check(*arguments)["findings"]]

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        self.write(name, change((self.folder / name).read_bytes().decode()))

    @property
    def baseline(self) -> str:
        return (self.folder / "disclint-baseline.json").read_text()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    for name in ("PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    made = Here(tmp_path, capsys)
    for number in (41, 42, 43):
        made.write(f"posts/{number}.md", OLD.format(number))
    return made
