"""Folders of rules to one rule set: from compiled JSON where nothing changed, else from YAML with all places."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disclint.model import Problem
from disclint.ruleset.files import find_packs
from disclint.ruleset.pack import Definition, Loaded, Pack, Shelf
from disclint.ruleset.packing import load_pack, load_shelf
from disclint.ruleset.rule import Example, Lexicon, Rule

__all__ = ["Pack", "RuleSet", "builtin_rules", "load_examples", "load_packs"]


class RuleSet(NamedTuple):
    """The rules that have no problem, every lexicon they may use, and all problems found."""

    rules: tuple[Rule, ...]
    lexicons: Mapping[str, Lexicon]
    problems: tuple[Problem, ...] = ()
    packs: tuple[Pack, ...] = ()


def builtin_rules() -> Path:
    """The folder of the rules that come with disclint: in the installed package, else in the working copy."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"


def load_examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a loaded rule, in the order of its file. DisclintError where a file can't be read any more."""
    from disclint.ruleset.examples import load_examples as load

    return load(rule)


def load_packs(directories: Sequence[Path]) -> RuleSet:
    """The rules of all packs in and below the directories, in their order, file by file by name.

    Lexicons are the built-in ones and, for the packs of a directory, those of its `lexicons` folder. Nothing is raised:
    what can't be used is among the problems and left out.
    """
    problems: list[Problem] = []
    shelves: dict[str, Shelf] = {}
    packs = _packs(directories, shelves, problems)
    rules = [rule for pack in packs for rule in pack.rules]
    definitions = [definition for pack in packs for definition in pack.definitions]
    linked = _linked(definitions, packs)
    unsound = {problem.path for problem in linked}
    problems += [*linked, *_pack_problems([one.pack for one in packs])]
    lexicons = _one_each(shelves.values(), problems)
    known = _closed([one for one in definitions if one.path not in unsound])
    kept = [rule for rule in rules if rule.path in known]
    ordered = sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line or 0, p.column or 0))
    return RuleSet(tuple(kept), lexicons, tuple(ordered), tuple(one.pack for one in packs))


def _packs(directories: Sequence[Path], shelves: dict[str, Shelf], problems: list[Problem]) -> list[Loaded]:
    """Each pack once. The lexicon folders that were used go to `shelves`."""
    builtin = str(builtin_rules())
    loaded: dict[str, Loaded] = {}
    for directory in dict.fromkeys(map(os.path.abspath, directories)):
        own = directory == builtin or directory.startswith(builtin + os.sep)
        used = [_shelf(root, shelves, problems) for root in dict.fromkeys((builtin, builtin if own else directory))]
        for folder in find_packs(directory, problems):
            if folder not in loaded:
                loaded[folder] = load_pack(folder, used, builtin=own)
                problems += loaded[folder].problems
    return list(loaded.values())


def _shelf(root: str, shelves: dict[str, Shelf], problems: list[Problem]) -> Shelf:
    if root not in shelves:
        shelves[root] = load_shelf(root, problems)
    return shelves[root]


def _one_each(shelves: Iterable[Shelf], problems: list[Problem]) -> dict[str, Lexicon]:
    """All lexicons by name; a name stands for one lexicon everywhere."""
    found: dict[str, Lexicon] = {}
    homes: dict[str, str] = {}
    for shelf in shelves:
        for lexicon in shelf.lexicons:
            if lexicon.name in found:
                message = f'the lexicon "{lexicon.name}" is there already: {homes[lexicon.name]}; choose another name'
                problems.append(Problem(f"{shelf.path}/{lexicon.name}.yaml", message))
            found.setdefault(lexicon.name, lexicon)
            homes.setdefault(lexicon.name, f"{shelf.path}/{lexicon.name}.yaml")
    return found


def _pack_problems(packs: Sequence[Pack]) -> list[Problem]:
    problems: list[Problem] = []
    homes: dict[str, str] = {}
    for pack in packs:
        if pack.id in homes:
            problems.append(
                Problem(f"{pack.path}/pack.yaml", f'the pack "{pack.id}" is there already: {homes[pack.id]}')
            )
        homes.setdefault(pack.id, pack.path)
    for pack in packs:
        for name in pack.requires:
            if name not in homes:
                message = f'the pack builds on "{name}", which is not loaded; name both under "packs"'
                problems.append(Problem(f"{pack.path}/pack.yaml", message))
    return problems


def _linked(definitions: Sequence[Definition], packs: Sequence[Loaded]) -> list[Problem]:
    """What is wrong between rules. They come without their places, so files are read again where something is wrong."""
    from disclint.ruleset.links import link_problems

    lost = None if any(p.lost is None for p in packs) else [name for p in packs for name in p.lost or ()]
    if not link_problems(definitions, lost):
        return []
    from disclint.ruleset.parsing import replant

    return link_problems([d._replace(tree=replant(d.path)) for d in definitions], lost)


def _closed(definitions: list[Definition]) -> frozenset[str]:
    """The paths of the rules that refer only to statements defined among them."""
    while True:
        known = {name for one in definitions for name, _ in one.statements}
        sound = [one for one in definitions if known.issuperset(one.referred)]
        if len(sound) == len(definitions):
            return frozenset(one.path for one in sound)
        definitions = sound
