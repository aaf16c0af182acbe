"""The README is held to what the program does: every command is run, every report compared.

`python tests/test_readme.py` writes the generated parts anew.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest
import yaml

from disclint.ruleset.load import builtin_rules, load_packs

HOME = Path(__file__).resolve().parent.parent
README = HOME / "README.md"
SCRIPTS = Path(sys.executable).parent
Shell = Callable[..., CompletedProcess[str]]

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULES = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- /rules -->)", re.DOTALL)
INSTALLS = re.compile(r"make |pipx |python3 -m venv|\.venv/bin/")
# Not 0: the example is there to be found fault with, and a firm that is known may owe more than the seed says.
EXIT_CODES = {
    "disclint check examples/harbor-lane.md": (1,),
    "disclint check --fail-on warning --report json=disclint.json seeds/": (1,),
    "disclint check --as broker-dealer seeds/": (0, 1),
}
NEVER_SAID = re.compile(r"(?i)\b(compliant|violations?|approved|cleared)\b")


class Fence(NamedTuple):
    language: str
    commands: tuple[str, ...]
    output: str


def fences(text: str) -> Iterator[Fence]:
    for language, body in FENCE.findall(text):
        lines = body.splitlines(keepends=True)
        commands = tuple(line[2:].strip() for line in lines if line.startswith("$ "))
        yield Fence(language, commands, "".join(line for line in lines if not line.startswith("$ ")))


def commands(*, installs: bool) -> list[str]:
    found = [
        command for fence in fences(README.read_text()) if fence.language == "console" for command in fence.commands
    ]
    return [command for command in found if bool(INSTALLS.match(command)) == installs]


def disclint(*arguments: str) -> str:
    done = subprocess.run(
        [str(SCRIPTS / "disclint"), *arguments], cwd=HOME, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    return done.stdout


def rules_table() -> str:
    shelf = load_packs([builtin_rules()])
    rows = [
        f"| [{pack.id}](docs/rules/{pack.id.replace('/', '-')}.md) | {pack.title} "
        f"| {sum(rule.pack == pack.id for rule in shelf.rules)} |\n"
        for pack in sorted(shelf.packs, key=lambda pack: pack.id)
    ]
    return "| pack | about | rules |\n|---|---|---|\n" + "".join(rows)


def generated(text: str) -> str:
    """The README's text with the table of rules and every shown report as they are today."""
    text = RULES.sub(lambda _: rules_table(), text)

    def shown(match: re.Match[str]) -> str:
        command = match[1].split()
        return f"```console\n$ {match[1]}\n{disclint(*command[1:])}```"

    return re.sub(
        r"^```console\n\$ (disclint check examples/\S+)\n.*?^```$", shown, text, flags=re.MULTILINE | re.DOTALL
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A work tree of its own for the commands that write something."""
    return Path(shutil.copytree(repository, tmp_path_factory.mktemp("readme") / "disclint"))


def test_reports_and_the_table_of_rules_are_what_the_program_prints() -> None:
    text = README.read_text()
    assert text == generated(text), "run: python tests/test_readme.py"


def test_the_report_shows_the_four_flaws_of_the_example() -> None:
    report = disclint("check", "examples/harbor-lane.md")
    for part in ("SPIC", "comment", "guaranteed returns", "38%"):
        assert part in report


@pytest.mark.parametrize("command", commands(installs=False))
def test_a_command_does_what_the_readme_says(command: str, copy: Path, shell: Shell) -> None:
    done = shell(command, copy)
    assert done.returncode in EXIT_CODES.get(command, (0,)), done.stdout
    assert "Traceback" not in done.stdout


def test_configuration_blocks_are_accepted(tmp_path: Path, shell: Shell) -> None:
    blocks = [body for language, body in FENCE.findall(README.read_text()) if language == "yaml"]
    configurations = [body for body in blocks if "repos" not in yaml.safe_load(body)]
    assert configurations
    (tmp_path / "note.txt").write_text("Words.\n")
    for body in configurations:
        (tmp_path / "disclint.yaml").write_text(body)
        done = shell("disclint check note.txt", tmp_path)
        assert done.returncode in (0, 1) and "problem" not in done.stdout, done.stdout


def test_hooks_and_exit_codes_are_told() -> None:
    text = README.read_text()
    for hook in yaml.safe_load((HOME / ".pre-commit-hooks.yaml").read_text()):
        assert f"`{hook['id']}`" in text
    for code in "012":
        assert f"| {code} |" in text


def test_nothing_promises_what_a_linter_can_not_know() -> None:
    """The pages of rules are left out: they say what the law says of others."""
    for path in (README, *sorted(set((HOME / "docs").rglob("*.md")) - set((HOME / "docs" / "rules").iterdir()))):
        assert not NEVER_SAID.search(RULES.sub("", path.read_text())), path.name


@pytest.mark.newcomer
def test_a_newcomer_gets_from_an_empty_clone_to_a_report(tmp_path: Path, repository: Path, shell: Shell) -> None:
    """Every installing command of the README in the order of the page, each block in a clone of its own."""
    settings = {
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "PIPX_DEFAULT_PYTHON": sys.executable,
        # The tests are running already: here it counts that a fresh clone gets as far as running them.
        "PYTEST_ADDOPTS": "-k founding",
    }
    clones: list[Path] = []
    for number, fence in enumerate(fences(README.read_text())):
        steps = windows_commands(fence) if fence.language == "bat" else fence.commands
        if not any(INSTALLS.match(step) for step in steps):
            continue
        clone = tmp_path / f"clone-{number}"
        clones.append(clone)
        assert shell(f"git clone -q '{repository}' '{clone}'", tmp_path).returncode == 0
        for step in steps:
            tool = step if not step.startswith("pipx ") else f"'{SCRIPTS / 'pipx'}' {step.removeprefix('pipx ')}"
            done = shell(tool, clone, installed=False, settings=settings)
            assert done.returncode == 0, f"{step}\n{done.stdout}"
            if "demo" in step or "check" in step:
                assert re.search(r"000_bb35947576846b83\.txt:8:146", done.stdout), done.stdout
    assert (tmp_path / "bin" / "disclint").exists()
    for step in contributing():
        done = shell(step, clones[0], installed=False, settings=settings | {"PRE_COMMIT_HOME": str(tmp_path / "hooks")})
        assert done.returncode == 0, f"{step}\n{done.stdout}"


def contributing() -> list[str]:
    """The commands of CONTRIBUTING that come after the set-up."""
    steps = [step for fence in fences((HOME / "CONTRIBUTING.md").read_text()) for step in fence.commands]
    assert steps[0] == "make test"
    return steps[1:]


def windows_commands(fence: Fence) -> tuple[str, ...]:
    """The same commands as this system writes them."""
    names = [("py ", "python3 "), (".venv\\Scripts\\", ".venv/bin/")]
    steps = []
    for step in fence.output.splitlines():
        for theirs, ours in names:
            step = ours + step.removeprefix(theirs) if step.startswith(theirs) else step
        steps.append(step)
    return tuple(steps)


if __name__ == "__main__":
    README.write_text(generated(README.read_text()))
