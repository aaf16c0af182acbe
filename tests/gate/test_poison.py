"""Compiled files in a work tree are never used: anybody's pull request could put one there under the right key."""

from __future__ import annotations

import json
from pathlib import Path

from disclint import configfile
from disclint.ruleset import compiled
from disclint.ruleset.files import read_folder
from disclint.ruleset.packing import load_pack, pack_key

from .conftest import Repository


def test_a_configuration_in_a_compiled_file_beside_it_is_not_believed(here: Repository) -> None:
    data = (here.folder / "disclint.yaml").read_bytes()
    key = compiled.digest([b"configuration", configfile._shape(), b".yaml", data])
    here.write("disclint.yaml.json", json.dumps({"key": key, "value": {"exclude": ["*"]}, "places": {}}))
    written, _ = configfile.read_file(str(here.folder / "disclint.yaml"), "disclint.yaml")
    assert written is not None and written.value["exclude"] == ["drafts/"]


def test_a_pack_in_a_compiled_file_beside_it_is_not_believed(here: Repository) -> None:
    folder = str(here.folder / "house")
    key = pack_key(read_folder(folder, []), (), builtin=False)
    here.write(
        "house/pack.json", json.dumps({"key": key, "pack": {"Pack": ["house", "T"]}, "rules": [], "definitions": []})
    )
    assert load_pack(folder, (), builtin=False).problems  # it was parsed, and lacks its lexicon here


def test_only_what_comes_with_disclint_has_compiled_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"key": "k", "value": 1}')
    assert compiled.recall(str(tmp_path / "a.json"), "k") is None
