"""`disclint exceptions` in a real repository: every exception with its state, its age and who allowed it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from disclint.cli import main

PLAIN = "# Savers\n\nSavers buy stocks and mutual funds, and hold treasury bonds beside them for all their lives.\n"
RULE = "us-no-advice-no-offer"
Out = pytest.CaptureFixture[str]


def git(folder: Path, *arguments: str, day: str = "2026-01-10") -> None:
    env = {"GIT_CONFIG_GLOBAL": "/dev/null", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    for who in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{who}_NAME": "n", f"GIT_{who}_EMAIL": "n@example.com", f"GIT_{who}_DATE": f"{day}T12:00:00Z"}
    subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / "comment.md").write_text(f'<!-- disclint: allow {RULE} "one" by=ann -->\n\n{PLAIN}')
    (tmp_path / "front.md").write_text(
        f"---\ndisclint:\n  - {{allow: '{RULE}#not-offer', reason: '=two'}}\n---\n\n{PLAIN}"
    )
    (tmp_path / "odd.md").write_text(
        f'<!-- disclint: allow guaranteed-returns "x" -->\n<!-- disclint: hm -->\n\n{PLAIN}'
    )
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    (tmp_path / "disclint-exceptions.yaml").write_text(
        f"- {{rule: {RULE}, paths: [odd.md, '!x'], reason: three, approved_by: Board, until: 2026-06-30, date: 2026-01-31}}\n"
        f"- {{rule: {RULE}, documents: [newsletter], reason: four}}\n"
        f"- {{rule: nothing, paths: a, reason: five}}\n"
        f"- {{rule: {RULE}, paths: odd.md, reason: six, until: 2026-01-31}}\n"
    )
    return tmp_path


EXPECTED = [
    (RULE, None, "used", 2, "one", "ann", "2026-01-10", 21, None, "comment", "comment.md", 1, None),
    (RULE, None, "used", 2, "three", "Board", "2026-01-31", 0, "2026-06-30", "register", None, 1, "odd.md !x"),
    (RULE, None, "unused", 0, "four", None, None, None, None, "register", None, 2, "newsletter"),
    ("nothing", None, "unknown", 0, "five", None, None, None, None, "register", None, 3, "a"),
    (RULE, None, "unused", 0, "six", None, None, None, "2026-01-31", "register", None, 4, "odd.md"),
    (RULE, "not-offer", "used", 1, "=two", None, "2026-01-10", 21, None, "front matter", "front.md", 3, None),
    ("guaranteed-returns", None, "refused", 0, "x", None, "2026-01-10", 21, None, "comment", "odd.md", 1, None),
    (None, None, "invalid", 0, None, None, "2026-01-10", 21, None, "comment", "odd.md", 2, None),
]


def test_as_json(here: Path, capsys: Out) -> None:
    assert main(["exceptions", "--as-of", "2026-01-31", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["exceptions"]
    rows = [tuple(v for k, v in one.items() if k != "column") for one in found]
    expected = [(*r[:10], r[10] or "disclint-exceptions.yaml", *r[11:]) for r in EXPECTED]
    assert rows == expected


def test_as_csv_that_no_spreadsheet_runs(here: Path, capsys: Out) -> None:
    assert main(["exceptions", "--as-of", "2026-01-31", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["state"] for row in rows] == [row[2] for row in EXPECTED]
    assert rows[5]["reason"] == "'=two"


def test_as_text(here: Path, capsys: Out) -> None:
    assert main(["exceptions", "--as-of", "2026-02-01"]) == 0
    out = capsys.readouterr().out
    assert f"comment.md:1:6: {RULE}: used, holds back 2 findings\n    one (by ann; 22 days old)\n" in out
    assert (
        f"disclint-exceptions.yaml:4:3: {RULE}: expired\n    six (nobody named; age unknown; until 2026-01-31; for odd.md)\n"
        in out
    )
    assert out.endswith("8 exceptions: 1 expired, 1 invalid, 1 refused, 1 unknown, 1 unused, 3 used.\n")


def test_ages_come_from_git_once_it_knows_the_line(here: Path, capsys: Out) -> None:
    git(here, "add", "-A")
    git(here, "commit", "-q", "-m", "two", day="2026-01-30")
    main(["exceptions", "--as-of", "2026-01-31", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["exceptions"]
    assert {one["since"] for one in found if one["source"] == "register"} == {"2026-01-30"}


def test_a_broken_register_is_exit_2(here: Path, capsys: Out) -> None:
    (here / "disclint-exceptions.yaml").write_text("- {rule: a}\n")
    assert main(["exceptions"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("disclint-exceptions.yaml:1:3: problem: ") and "comment.md:1:6" in out


def test_none_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(PLAIN)
    assert main(["exceptions"]) == 0
    assert capsys.readouterr().out == "0 exceptions.\n"
