"""What became of a file of a house pack, in words: its rule, its lexicon, or the pack itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

from disclint.checker import Checker
from disclint.discover import printed
from disclint.policypaths import Changed
from disclint.policyword import Word
from disclint.revisions.compare import Difference, compare
from disclint.revisions.edition import edition
from disclint.ruleset.files import LEXICONS, PACK
from disclint.ruleset.load import RuleSet

LOOSENS = {"looser": True, "stricter": False, "either way": None}
LEXICON = "lexicon "  # how the words on a changed lexicon begin


def file_words(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """The words for a YAML file in a pack that the policy before names."""
    folder, name = os.path.split(changed.path)
    found = compare(*(edition(side, "") for side in _differing(_rules(before, before), _rules(after, before))))
    if name == PACK:
        yield Word(None, "the pack is gone" if changed.new is None else "what the pack says of itself changed")
    elif os.path.basename(folder) == LEXICONS:
        yield from _lexicon(name.removesuffix(".yaml"), changed, found)
    else:
        shown = printed(path)
        for one in found:
            entry = one.old or one.new
            if entry is not None and shown in _places(entry.id, before, after):
                yield from _rule(one)


def _rule(one: Difference) -> Iterator[Word]:
    if one.new is None:
        yield Word(True, f"the rule {one.rule} is gone")
    elif one.old is None:
        yield Word(False, f"the rule {one.rule} is new")
    for change in one.changes:
        if change.effect in LOOSENS and not change.text.startswith(LEXICON):
            yield Word(LOOSENS[change.effect], f"{one.rule}: {change.text}")


def _lexicon(name: str, changed: Changed, found: tuple[Difference, ...]) -> Iterator[Word]:
    if changed.new is None:
        yield Word(None, "the lexicon is gone")
    start = f"{LEXICON}{name}: "
    rules: dict[tuple[str, str], list[str]] = {}
    for one in found:
        for change in one.changes:
            if change.text.startswith(start):
                rules.setdefault((change.effect, change.text.removeprefix(start)), []).append(one.rule)
    for (effect, text), those in rules.items():
        yield Word(LOOSENS.get(effect), f"{text} (for {', '.join(those)})")


def _rules(checker: Checker, known: Checker) -> RuleSet:
    """The rules of all configurations in the folders that are known."""
    for folder in known.configs.folders:
        config = checker.configs.of(os.path.join(folder, "x"))
        if not config.broken:
            checker.ready(config)
    sets = [ready.ruleset for ready in checker.rules.made_ready]
    rules = {rule.id: rule for one in sets for rule in one.rules}
    lexicons = {name: lexicon for one in sets for name, lexicon in one.lexicons.items()}
    return RuleSet(tuple(rules.values()), lexicons)


def _differing(old: RuleSet, new: RuleSet) -> Iterator[RuleSet]:
    """Both without what is the same to the letter: the built-in rules above all."""
    hashes = [{rule.id: rule.hash for rule in side.rules} for side in (old, new)]
    for side in (old, new):
        yield side._replace(rules=tuple(r for r in side.rules if hashes[0].get(r.id) != hashes[1].get(r.id)))


def _places(rule: str, before: Checker, after: Checker) -> set[str]:
    """The files, as printed, that a rule stands or stood in."""
    made = (*before.rules.made_ready, *after.rules.made_ready)
    return {printed(r.path) for ready in made for r in ready.ruleset.rules if r.id == rule}
