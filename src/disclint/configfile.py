"""Reads one configuration file; an unchanged one comes from the user's cache, without YAML and without validation."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from disclint.model import DisclintError, Problem
from disclint.ruleset.rule import Json


class Written(NamedTuple):
    """One valid file: its value, and the places (line, column) of the rules and packs it names."""

    value: Mapping[str, Json]
    places: Mapping[str, tuple[int, int]]


def read_file(path: str, shown: str) -> tuple[Written | None, tuple[Problem, ...]]:
    """The configuration in `disclint.yaml` or in `[tool.disclint]` of a `pyproject.toml`, or all that is wrong with it.

    None without problems where a `pyproject.toml` has no such table.
    """
    from disclint.ruleset import compiled

    try:
        data = compiled.read_bytes(path)
        if path.endswith(".toml") and b"disclint" not in data:
            return None, ()
        key = compiled.digest([b"configuration", _shape(), os.path.splitext(path)[1].encode(), data])
        kept = compiled.recall("", key)
        if kept is None:
            from disclint.configshape import parse

            kept, problems = parse(compiled.text_of(data, path), path, shown)
            if kept is None:
                return None, problems
            compiled.keep(key, kept)
    except DisclintError as error:
        return None, (error.problem._replace(path=shown),)
    value, places = kept["value"], kept["places"]
    if value is None:
        return None, ()
    assert isinstance(value, dict) and isinstance(places, dict)
    return Written(value, {k: (int(p[0]), int(p[1])) for k, p in places.items()}), ()  # type: ignore[arg-type,index]


def _shape() -> bytes:
    """Changes when what a configuration may hold does: in a working copy the version stays the same."""
    here = os.path.dirname(__file__)
    try:
        return b"%d %d %d" % tuple(
            os.stat(os.path.join(here, f"{name}.py")).st_size
            for name in ("configshape", "claimsconfig", "disclosuresconfig")
        )
    except OSError:
        return b""
