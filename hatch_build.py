"""Compiles rules and data to JSON beside the YAML in the wheel: an installed disclint never parses its own YAML."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[Any]):
    """Adds one `.json` for each pack, for the lexicons and for each data file. Rules with problems stop the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """`version` is "standard" or "editable": a working copy keeps its compiled files in the user's cache."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="disclint-")
        sys.path.insert(0, str(root / "src"))
        try:
            compiled = _compiled(root)
        finally:
            sys.path.remove(str(root / "src"))
        from disclint.ruleset.compiled import write

        for number, (inside, value) in enumerate(sorted(compiled.items())):
            path = os.path.join(self._folder.name, f"{number}.json")
            write(path, value)
            build_data["force_include"][path] = inside

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _compiled(root: Path) -> dict[str, Any]:
    """The compiled files by their paths in the wheel."""
    from disclint.model import Problem
    from disclint.ruleset.compiled import compile_data
    from disclint.ruleset.packing import compile_rules

    problems: list[Problem] = []
    rules = root / "rules"
    compiled = {
        _inside(rules, path, "disclint/rules"): value for path, value in compile_rules(str(rules), problems).items()
    }
    if problems:
        raise SystemExit("\n".join(["the built-in rules have problems:", *map(str, problems)]))
    package = root / "src" / "disclint"
    for path in sorted(package.rglob("*.yaml")):
        compiled[_inside(package, str(path.with_suffix(".json")), "disclint")] = compile_data(path)
    return compiled


def _inside(base: Path, path: str, folder: str) -> str:
    return f"{folder}/{Path(path).relative_to(base).as_posix()}"
