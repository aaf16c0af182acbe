"""House rules in a folder of their own, with a cache of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.ruleset.load import RuleSet, load_packs

House = Callable[..., RuleSet]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def no_cache_of_the_user(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Writes `name=text` as `house/name.yaml` (`__` is a folder) beside a pack and a lexicon, and loads the folder."""
    monkeypatch.chdir(tmp_path)

    def write(**files: str) -> RuleSet:
        folder = tmp_path / "house"
        every = {"pack": "id: house\ntitle: House\n", "lexicons__upside": "terms: ['returns?', 'profits?']\n", **files}
        for name, text in every.items():
            file = folder / (name.replace("__", "/") + ".yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        return load_packs([folder])

    return write
