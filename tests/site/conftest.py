"""Small sites planted in a folder of their own, and judged as a user would judge them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclint.api import Options, run
from disclint.model import Report

Plant = Callable[[Mapping[str, str]], Path]
Judge = Callable[..., Report]


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Writes files (path -> text) into a fresh repository and makes it the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def judge(plant: Plant) -> Judge:
    """Plants files and judges the whole folder, or the paths given."""

    def judged(files: Mapping[str, str], *paths: str, **options: object) -> Report:
        plant(files)
        return run(paths or (".",), Options(**options))  # type: ignore[arg-type]

    return judged
