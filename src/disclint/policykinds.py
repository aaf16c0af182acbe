"""What became of a policy file, in words, by the kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from disclint import duplicates, policypaths
from disclint.baselinefile import Baseline
from disclint.baselinefile import parse as parse_baseline
from disclint.baselinegrowth import added
from disclint.checker import Checker
from disclint.discover import printed
from disclint.exceptionsfile import parse as parse_exceptions
from disclint.model import Problem
from disclint.ownrules import SEVERITY
from disclint.policypaths import Changed
from disclint.policyword import Word
from disclint.registerfile import parse_register
from disclint.ruledesk import OWN_RULES

if TYPE_CHECKING:
    from disclint.config import Config

Words = Callable[[Changed, str, Checker, Checker], Iterator[Word]]
GONE = Word(None, "the file is gone")


def configuration(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """A `disclint.yaml`, or the table of a `pyproject.toml`."""
    from disclint.policywords import Pair, config_words

    outer = before.configs.around(path)
    old = before.configs.extended(outer, path) if changed.old is not None else outer
    new = after.configs.extended(outer, path) if changed.new is not None else outer
    if old.broken or new.broken:
        yield Word(None, "it can't be used" if new.broken else "it could not be used before")
        return
    if changed.new is None and old is not outer:
        yield GONE
    yield from config_words(Pair(outer, old, new, _severities(before, outer)))
    here = after.configs.of(path)
    if not here.broken:
        after.ready(here)  # what is wrong with it is a problem of the run


def _severities(checker: Checker, config: Config) -> Callable[[str], str]:
    own = {rule.id: "off" if rule.stage == "off" else rule.severity for rule in checker.ready(config).ruleset.rules}
    own |= dict.fromkeys(OWN_RULES, SEVERITY) | duplicates.SEVERITIES | dict.fromkeys(duplicates.OFF_BY_DEFAULT, "off")
    return lambda rule: own.get(rule, SEVERITY)


def exceptions(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """The register of exceptions: what comes in counts at once."""
    (old, _), (new, problems) = (parse_exceptions(_text(data), printed(path)) for data in (changed.old, changed.new))
    entries = [{(e.exemption._replace(line=0, column=0), *e[1:]): e for e in side} for side in (old, new)]
    names = [[_covers(e.exemption.name, (*e.paths, *e.documents)) for e in side.values()] for side in entries]
    yield from _came(entries, names, "exceptions came in", "exceptions are gone")
    yield from _unusable(changed, problems)


def figures(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """A register of figures that the house stands by."""
    (old, _), (new, problems) = (parse_register(_text(data), printed(path)) for data in (changed.old, changed.new))
    entries = [{e: e for e in side} for side in (old, new)]
    yield from _came(entries, [[e.figure for e in side] for side in entries], "figures came in", "figures are gone")
    after.configs.problems += problems
    yield from _unusable(changed, problems)


def baseline(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """The findings that are known already."""
    old, new = (
        parse_baseline(_text(data), printed(path)) if data is not None else Baseline()
        for data in (changed.old, changed.new)
    )
    for loosens, words, found in ((True, "came in", added(old, new)), (False, "are gone", added(new, old))):
        number = sum(map(len, found.values()))
        if number:
            several = "1 known finding" if number == 1 else f"{number} known findings"
            yield Word(loosens, f"{several} {words} (in {_few(sorted(found))})")
    yield from _unusable(changed, ())


def _came(
    sides: Sequence[Mapping[Any, object]], names: Sequence[Sequence[str]], came: str, gone: str
) -> Iterator[Word]:
    old, new = sides
    more = [name for key, name in zip(new, names[1], strict=True) if key not in old]
    less = [name for key, name in zip(old, names[0], strict=True) if key not in new]
    for loosens, words, these in ((True, came, more), (False, gone, less)):
        if these:
            yield Word(loosens, f"{words}: {_few(these)}")


def _covers(name: str, what: Sequence[str]) -> str:
    return f"{name} for {' '.join(what)}"


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _unusable(changed: Changed, problems: Sequence[Problem]) -> Iterator[Word]:
    if changed.new is None:
        yield GONE
    yield from (Word(None, f"it can't be used: {problem.message}") for problem in problems[:1])


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8-sig", "replace")


def rules(changed: Changed, path: str, before: Checker, after: Checker) -> Iterator[Word]:
    """A file of a pack of the house: a rule, a lexicon, or what the pack says of itself."""
    from disclint.policyrules import file_words

    return file_words(changed, path, before, after)


KINDS: dict[str, Words] = {
    policypaths.CONFIGURATION: configuration,
    policypaths.RULES: rules,
    policypaths.REGISTER: exceptions,
    policypaths.KNOWN: baseline,
    policypaths.FIGURES: figures,
}
