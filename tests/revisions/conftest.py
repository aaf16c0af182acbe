"""Two house rules that differ, compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.revisions.compare import Difference, compare
from disclint.revisions.edition import edition
from disclint.ruleset.load import load_packs

Compared = Callable[..., tuple[Difference, ...]]
LEXICONS = {"upside": "terms: [returns?, profits?]\n", "losses": "terms: [loss(es)?]\n"}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def no_cache_of_the_user(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    """The differences between two packs, each given as rules by id; lexicons may differ too."""

    def run(old: dict[str, str], new: dict[str, str], **lexicons: str) -> tuple[Difference, ...]:
        editions = []
        for name, rules, words in (("old", old, LEXICONS), ("new", new, LEXICONS | lexicons)):
            folder = tmp_path / name
            (folder / "lexicons").mkdir(parents=True)
            (folder / "pack.yaml").write_text("id: house\ntitle: House\n")
            for lexicon, text in words.items():
                (folder / "lexicons" / f"{lexicon}.yaml").write_text(text)
            for rule, text in rules.items():
                (folder / f"{rule}.yaml").write_text(f"id: {rule}\n{text}")
            ruleset = load_packs([folder])
            assert ruleset.problems == ()
            editions.append(edition(ruleset, name))
        return compare(*editions)

    return run
