"""Commands run as a stranger would run them, and a committed copy of this work tree to clone and install from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import disclint

HOME = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent
# What the caller's shell, git hook or CI job has set must not reach the commands under test.
FOREIGN = (
    "GIT_",
    "PRE_COMMIT",
    "PYTEST_",
    "MAKE",
    "MFLAGS",
    "VIRTUAL_ENV",
    "PYTHON",
    "CI",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
)


Shell = Callable[..., subprocess.CompletedProcess[str]]


def environment(installed: bool, settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    folders = [f for f in kept.get("PATH", "").split(os.pathsep) if Path(f).resolve() != SCRIPTS.resolve()]
    author = {
        f"GIT_{who}_{what}": "nobody@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    path = os.pathsep.join([str(SCRIPTS), *folders] if installed else folders)
    return kept | author | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **settings}


@pytest.fixture(scope="session")
def shell() -> Shell:
    """Runs a shell command in a folder, standard error in `stdout`. `installed` puts our scripts on the PATH."""

    def run(
        command: str, folder: Path, *, installed: bool = True, settings: Mapping[str, str] = {}
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment(installed, settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory, shell: Shell) -> Path:
    """A git repository with the work tree as it is now, uncommitted files too: one commit, tagged with its version."""
    copy = tmp_path_factory.mktemp("repository") / "disclint"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOME,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (HOME / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOME / name, copy / name)
    done = shell(f"git init -q -b main && git add -A && git commit -q -m copy && git tag v{disclint.__version__}", copy)
    assert done.returncode == 0, done.stdout
    return copy
