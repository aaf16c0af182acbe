"""One pack or one folder of lexicons: from its compiled form where that is fresh, else parsed, and kept if sound."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from disclint.model import Problem
from disclint.ruleset.codec import decode, to_json
from disclint.ruleset.compiled import digest, keep, recall, shown
from disclint.ruleset.files import LEXICONS, File, find_packs, read_folder
from disclint.ruleset.pack import Loaded, Pack, Shelf
from disclint.ruleset.rule import Json

PACK_JSON = "pack.json"
LEXICONS_JSON = "lexicons.json"


def load_shelf(root: str, problems: list[Problem]) -> Shelf:
    """The lexicons of `root/lexicons`; an empty shelf where there is no such folder."""
    folder = os.path.join(root, LEXICONS)
    files = read_folder(folder, problems)
    key = _key("lexicons", files)
    kept = _decoded(recall(os.path.join(folder, LEXICONS_JSON), key), "lexicons") if files else ()
    if isinstance(kept, tuple):
        return Shelf(key, shown(folder), kept)
    wrong: list[Problem] = []
    shelf = parse_shelf(folder, files, wrong)
    problems += wrong
    if not wrong:
        keep(key, shelved(shelf))
    return shelf


def parse_shelf(folder: str, files: Sequence[File], problems: list[Problem]) -> Shelf:
    from disclint.ruleset.parsing import parse_lexicon

    return Shelf(_key("lexicons", files), shown(folder), tuple(parse_lexicon(file, problems) for file in files))


def shelved(shelf: Shelf) -> dict[str, Json]:
    """Lexicons without problems as JSON."""
    return {"lexicons": [to_json(lexicon) for lexicon in shelf.lexicons]}


def load_pack(folder: str, shelves: Sequence[Shelf], *, builtin: bool) -> Loaded:
    """The pack in a folder that has a `pack.yaml`, with the lexicons of these shelves."""
    problems: list[Problem] = []
    files = read_folder(folder, problems)
    key = pack_key(files, shelves, builtin=builtin)
    kept = _recalled(recall(os.path.join(folder, PACK_JSON), key), shown(folder))
    if kept is not None and not problems:
        return kept
    loaded = parse_files(folder, files, shelves, builtin=builtin)
    if not loaded.problems and not problems:
        keep(key, packed(loaded))
    return loaded._replace(problems=(*problems, *loaded.problems))


def parse_files(folder: str, files: Sequence[File], shelves: Sequence[Shelf], *, builtin: bool) -> Loaded:
    from disclint.ruleset.parsing import parse_pack

    lexicons = {lexicon.name: lexicon for shelf in shelves for lexicon in shelf.lexicons}
    return parse_pack(folder, files, lexicons, builtin=builtin)


def compile_rules(root: str, problems: list[Problem]) -> dict[str, dict[str, Json]]:
    """The compiled files of the built-in rules, by the path at which each belongs, for the wheel."""
    folder = os.path.join(root, LEXICONS)
    shelf = parse_shelf(folder, read_folder(folder, problems), problems)
    compiled = {os.path.join(folder, LEXICONS_JSON): {"key": shelf.key, **shelved(shelf)}}
    for place in find_packs(root, problems):
        files = read_folder(place, problems)
        loaded = parse_files(place, files, [shelf], builtin=True)
        problems += loaded.problems
        key = pack_key(files, [shelf], builtin=True)
        compiled[os.path.join(place, PACK_JSON)] = {"key": key, **packed(loaded)}
    return compiled


def pack_key(files: Sequence[File], shelves: Sequence[Shelf], *, builtin: bool) -> str:
    return _key(f"pack {builtin} {' '.join(shelf.key for shelf in shelves)}", files)


def packed(loaded: Loaded) -> dict[str, Json]:
    """A pack without problems as JSON; the rules' paths are their file names."""
    rules = [rule._replace(path=os.path.basename(rule.path)) for rule in loaded.rules]
    return {
        "pack": to_json(loaded.pack._replace(path="")),
        "rules": [to_json(rule) for rule in rules],
        "definitions": [to_json(one._replace(path=os.path.basename(one.path))) for one in loaded.definitions],
    }


def _recalled(data: dict[str, Json] | None, folder: str) -> Loaded | None:
    pack, rules, definitions = (_decoded(data, name) for name in ("pack", "rules", "definitions"))
    if not isinstance(pack, Pack) or not isinstance(rules, tuple) or not isinstance(definitions, tuple):
        return None
    return Loaded(pack._replace(path=folder), _placed(rules, folder), _placed(definitions, folder))


def _placed(values: tuple[Any, ...], folder: str) -> tuple[Any, ...]:
    return tuple(value._replace(path=f"{folder}/{value.path}") for value in values)


def _decoded(data: dict[str, Json] | None, name: str) -> object:
    """A part of a compiled file; None where it is damaged."""
    try:
        return decode(data[name]) if data is not None else None
    except (KeyError, TypeError, RecursionError):
        return None


def _key(kind: str, files: Sequence[File]) -> str:
    return digest([kind.encode(), *(part for file in files for part in (file.name.encode(), file.data))])
