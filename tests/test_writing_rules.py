"""docs/writing-rules.md is held to what the program does: a stranger's ten minutes, command by command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from disclint.cli import main

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "writing-rules.md"
BLOCKS = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = """\
Our model portfolio gained 3% in May.

The model portfolio is hypothetical; its results are not those of actual trading.
"""


def test_the_guide_shows_what_its_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """YAML is put where the guide says: the first block into the rule's file, the second into the configuration."""
    monkeypatch.chdir(tmp_path)
    files = iter([tmp_path / "house-rules" / "model-portfolio.yaml", tmp_path / "disclint.yaml"])
    (tmp_path / "our-page.md").write_text(PAGE)
    commands = 0
    for language, body in BLOCKS.findall(GUIDE.read_text()):
        if language == "yaml":
            next(files).write_text(body)
            continue
        command, _, shown = body.removeprefix("$ ").partition("\n")
        assert main(shlex.split(command)[1:]) == 0
        assert capsys.readouterr().out == shown, command
        commands += 1
    assert commands == 4
    assert next(files, None) is None
