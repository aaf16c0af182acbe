"""Which folders of rules a configuration asks for: built-in packs by name, house packs by path."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from disclint.config import Config
from disclint.facts import JURISDICTIONS
from disclint.model import Problem

PACK_FILE = "pack.yaml"
DEFAULT_JURISDICTIONS = ("us",)
# The one key of a built-in pack that is read before the pack is loaded, written on its own line: `jurisdictions: [US]`.
_HELD = re.compile(r"^jurisdictions: *\[?([^\]#\n]*)", re.MULTILINE)


def builtin() -> dict[str, Path]:
    """The built-in packs by name, such as `us/core`, in the order of their names."""
    from disclint.ruleset.load import builtin_rules

    root = builtin_rules()
    found: dict[str, Path] = {}
    for folder, folders, files in os.walk(root):
        folders.sort()
        if PACK_FILE in files:
            found[os.path.relpath(folder, root).replace(os.sep, "/")] = Path(folder)
    return found


def jurisdictions(folder: Path) -> frozenset[str]:
    """Where the law of a built-in pack holds, in small letters; empty for one that holds everywhere."""
    said = _HELD.search((folder / PACK_FILE).read_text(encoding="utf-8"))
    return frozenset(re.findall(r"[a-z]+", said[1].lower())) if said else frozenset()


def folders(config: Config, where: Callable[[str], str] = lambda path: path) -> tuple[tuple[Path, ...], list[Problem]]:
    """The folders to load, and a problem for each pack that is none. `where` says where a house pack can be read."""
    known = builtin()
    if not config.packs:
        wanted = config.jurisdictions or DEFAULT_JURISDICTIONS
        held = {name: jurisdictions(folder) for name, folder in known.items()}
        chosen = [known[name] for name, where in held.items() if not where or not where.isdisjoint(wanted)]
        return tuple(chosen), _without_rules(wanted, held, config)
    found: list[Path] = []
    problems: list[Problem] = []
    for name in config.packs:
        if os.path.isabs(name) and os.path.isdir(read := where(name)):
            found.append(Path(read))
        elif those := [path for pack, path in known.items() if pack == name or pack.startswith(name + "/")]:
            found += those
        else:
            problems.append(_unknown(name, config, tuple(known)))
    return tuple(dict.fromkeys(found)), problems


def _without_rules(wanted: Iterable[str], held: Mapping[str, frozenset[str]], config: Config) -> list[Problem]:
    """A problem for each jurisdiction that no built-in pack is for: documents would pass for want of rules."""
    there = frozenset[str]().union(*held.values())
    problems: list[Problem] = []
    for name in wanted:
        if name not in there and (place := config.places.get(f"jurisdiction {name}")):
            known = ", ".join(j for j in JURISDICTIONS if j in there)
            message = f'no built-in rules for "{name}" yet, only for {known}; name packs of your own under "packs"'
            problems.append(Problem(place.path, message, place.line, place.column))
    return problems


def _unknown(name: str, config: Config, known: tuple[str, ...]) -> Problem:
    from disclint.ruleset.scalars import nearest

    place = next((p for key, p in config.places.items() if key.startswith("pack ") and _is(key[5:], name)), None)
    if os.path.isabs(name):
        message = f"no such folder of rules: {name}"
    else:
        message = (
            f'no built-in pack "{name}"{nearest(name, known)}; known are {", ".join(known)}; a folder begins with ./'
        )
    return Problem(place.path, message, place.line, place.column) if place else Problem("", message)


def _is(written: str, name: str) -> bool:
    return written == name or os.path.basename(os.path.normpath(written)) == os.path.basename(name)
