"""Houses for the tests: one for all of them, and those that a test makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fixing.houses import CONFIGURATION, House, Make


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("house"), CONFIGURATION)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A house with another configuration, and rules of its own in `rules` (name -> YAML)."""

    def made(configuration: str, rules: dict[str, str] | None = None, **options: object) -> House:
        if rules:
            pack = tmp_path / "own"
            pack.mkdir()
            (pack / "pack.yaml").write_text("id: own\ntitle: Own rules\n")
            for name, body in rules.items():
                (pack / f"{name}.yaml").write_text(f"id: {name}\ntitle: A rule\n{body}")
        return House(tmp_path, configuration, **options)

    return made
