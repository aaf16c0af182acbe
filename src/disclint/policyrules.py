"""What became of a file of a house pack, in words: its rule, its lexicon, or the pack itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

from disclint.checker import Checker
from disclint.discover import printed
from disclint.model import Problem
from disclint.policypaths import Changed
from disclint.policyword import Word, list_words
from disclint.ruleset.files import LEXICONS, PACK, File
from disclint.ruleset.rule import Lexicon, Rule


def file_words(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """The words for a YAML file in a pack that the policy before names."""
    folder, name = os.path.split(changed.path)
    if name == PACK:
        yield Word(None, "the pack is gone" if changed.new is None else "the pack's own file changed")
    elif os.path.basename(folder) == LEXICONS:
        yield from _lexicon(changed)
    else:
        yield from _rule(path, before, after)


def _rule(path: str, before: Checker, after: Checker) -> Iterator[Word]:
    old, new = _rules(before, before), _rules(after, before)
    shown = printed(path)
    mine = [rule for rule in old.values() if printed(rule.path) == shown]
    for rule in mine:
        now = new.get(rule.id)
        if now is None:
            yield Word(True, f"the rule {rule.id} is gone")
    for rule in new.values():
        if printed(rule.path) == shown and rule.id not in old:
            yield Word(False, f"the rule {rule.id} is new")


def _rules(checker: Checker, known: Checker) -> dict[str, Rule]:
    """The rules of all configurations, by id."""
    for folder in known.configs.folders:
        config = checker.configs.of(os.path.join(folder, "x"))
        if not config.broken:
            checker.ready(config)
    return {rule.id: rule for ready in checker.made_ready for rule in ready.ruleset.rules}


def _lexicon(changed: Changed) -> Iterator[Word]:
    old, new = (_terms(changed.path, data) for data in (changed.old, changed.new))
    if changed.new is None:
        yield Word(None, "the lexicon is gone")
        return
    yield from list_words("terms", old.terms + old.cased, new.terms + new.cased, more=None)
    yield from list_words("anti-terms", old.anti, new.anti, more=None)


def _terms(path: str, data: bytes | None) -> Lexicon:
    from disclint.ruleset.parsing import parse_lexicon

    problems: list[Problem] = []
    return parse_lexicon(File(path, data), problems) if data is not None else Lexicon("", ())
