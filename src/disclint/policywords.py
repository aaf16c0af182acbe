"""What a change to a configuration does to the judging of documents, in words: each with whether it loosens it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from disclint.claimswords import claims_words
from disclint.config import Config, Values, listed, mapping, text, texts
from disclint.discover import printed
from disclint.failing import levels
from disclint.packs import DEFAULT_JURISDICTIONS
from disclint.policyword import Word, both, list_words
from disclint.ruleset.rule import Json

LEVELS = ("off", "info", "warning", "error")
AUDIENCES = ("institutional", "professional", "retail")  # the later, the more is owed to it


class Pair(NamedTuple):
    """A configuration before and after, each merged with what stands above it (`outer`). `severity` is that of a rule by its
    own file."""

    outer: Config
    old: Config
    new: Config
    severity: Callable[[str], str]

    def values(self, key: str) -> tuple[Json, Json]:
        return self.old.values.get(key), self.new.values.get(key)

    def excludes(self, side: Config) -> tuple[str, ...]:
        return tuple(p for _, patterns in side.excludes[len(self.outer.excludes) :] for p in patterns)


def config_words(pair: Pair) -> Iterator[Word]:
    """The words for each key that says something else, in the order of the guide to configurations."""
    yield from _firm(*map(mapping, pair.values("firm")))
    old, new = (texts(side) or DEFAULT_JURISDICTIONS for side in pair.values("jurisdictions"))
    yield from list_words("jurisdictions", old, new, more=False)
    yield from _packs(*map(texts, pair.values("packs")))
    yield from _as_of(*map(text, pair.values("rules_as_of")))
    for rule in sorted({*pair.old.settings, *pair.new.settings}):
        yield from _rule(pair, rule)
    yield from claims_words(*map(mapping, pair.values("claims")))
    yield from _documents(*map(listed, pair.values("documents")))
    yield from _texts(*map(mapping, pair.values("disclosures")))
    yield from _site(*pair.values("site"))
    yield from _exclude(pair.excludes(pair.old), pair.excludes(pair.new))
    for key in ("baseline", "exceptions"):
        yield from _file(key, *map(text, pair.values(key)))
    yield from _fail_on(pair.old.fail_on or "error", pair.new.fail_on or "error")


def _firm(old: Values, new: Values) -> Iterator[Word]:
    yield from list_words("firm.types", texts(old.get("types")), texts(new.get("types")), more=False)
    before, after = (
        {text(e.get("legal_name")): e for e in listed(side.get("entities")) if isinstance(e, dict)}
        for side in (old, new)
    )
    yield from list_words("firm.entities", tuple(before), tuple(after), more=False)
    for name in before.keys() & after.keys():
        yield from (
            Word(None, f"firm.entities: {key} of {name} changed") for key in _differing(before[name], after[name])
        )
    for key in ("name", "values"):
        yield from _plain(f"firm.{key}", old.get(key), new.get(key))


def _packs(old: Sequence[str], new: Sequence[str]) -> Iterator[Word]:
    written = old
    old, new = tuple(map(_pack, old)), tuple(map(_pack, new))
    if bool(old) == bool(new):
        yield from list_words("packs", old, new, more=False)
    elif new:
        yield Word(True, f"packs: only {', '.join(new)} are loaded (were all of the jurisdictions)")
    else:
        house = any(map(os.path.isabs, written))
        yield Word(
            house or None, f"packs: none is named, so those of the jurisdictions are loaded (were {', '.join(old)})"
        )


def _pack(name: str) -> str:
    return printed(name) if os.path.isabs(name) else name


def _rule(pair: Pair, rule: str) -> Iterator[Word]:
    before, after = (side.settings.get(rule) for side in (pair.old, pair.new))
    own = pair.severity(rule)
    was, now = (("off" if s and s.off else (s.severity if s else None) or own) for s in (before, after))
    if was != now:
        reason = f' ("{after.off}")' if after and after.off else ""
        yield Word(LEVELS.index(now) < LEVELS.index(was), f"{rule} is {now}{reason} (was {was})")
    old_classes, new_classes = (dict(s.classes) if s else {} for s in (before, after))
    for kind in sorted(old_classes.keys() | new_classes.keys()):
        yield from _class(f"{rule}: {kind}", old_classes.get(kind, ""), new_classes.get(kind, ""))


def _class(name: str, was: str, now: str) -> Iterator[Word]:
    if was != now:
        known = LEVELS.index(now) < LEVELS.index(was) if was and now else now in ("off", "info") or None
        yield Word(known, f"{name} is {now or 'as the rule says'} (was {was or 'as the rule says'})")


def _documents(old: Sequence[Json], new: Sequence[Json]) -> Iterator[Word]:
    before, after = ({_whom(e): e for e in side if isinstance(e, dict)} for side in (old, new))
    for whom in (*before, *(w for w in after if w not in before)):
        was, now = before.get(whom, {}), after.get(whom, {})
        for key in _differing(was, now):
            if key not in ("glob", "field", "is"):
                words = f"documents: {key} of {whom} is {now.get(key) or 'not said'} (was {was.get(key) or 'not said'})"
                yield Word(_addressed(text(was.get(key)), text(now.get(key))) if key == "audience" else None, words)
    if [*before] != [*after] and {*before} == {*after}:
        yield Word(None, "documents: the entries stand in another order, and later ones win")


def _whom(entry: Values) -> str:
    said = (*texts(entry.get("glob")), *texts(entry.get("field")), *texts(entry.get("is")))
    return " ".join(said)


def _addressed(old: str, new: str) -> bool | None:
    was, now = (AUDIENCES.index(side or "retail") if (side or "retail") in AUDIENCES else -1 for side in (old, new))
    return None if was < 0 or now < 0 or was == now else now < was


def _as_of(old: str, new: str) -> Iterator[Word]:
    """Rules that came later are not fully in force: an earlier day is looser, no day is the strictest."""
    if old != new:
        yield Word((new or "9") < (old or "9"), f"rules_as_of is {new or 'not said'} (was {old or 'not said'})")


def _texts(old: Values, new: Values) -> Iterator[Word]:
    yield from list_words("disclosures", tuple(old), tuple(new), more=None)
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield Word(None, f'disclosures: the text of "{name}" changed')


def _site(old: Json, new: Json) -> Iterator[Word]:
    was, now = ({"generator": side} if isinstance(side, str) else mapping(side) for side in (old, new))
    for key in ("generator", "root"):
        yield from _plain(f"site.{key}", was.get(key), now.get(key))
    before, after = ([_canonical(p) for p in listed(side.get("providers"))] for side in (was, now))
    for words, loosens, these in (
        ("a text that templates are said to print came in", True, _beyond(after, before)),
        ("a text that templates are said to print is gone", False, _beyond(before, after)),
    ):
        for one in these:
            names = ", ".join(texts(json.loads(one).get("provides")))
            yield Word(loosens, f"site.providers: {words} (for {names})")


def _exclude(old: Sequence[str], new: Sequence[str]) -> Iterator[Word]:
    for pattern in _beyond(new, old):
        yield Word(not pattern.startswith("!"), f"exclude: {pattern} came in")
    for pattern in _beyond(old, new):
        yield Word(pattern.startswith("!"), f"exclude: {pattern} is gone")
    if list(old) != list(new) and sorted(old) == sorted(new):
        yield Word(None, "exclude: the patterns stand in another order")


def _file(key: str, old: str, new: str) -> Iterator[Word]:
    was, now = (printed(side) if side not in ("", "none") else side or "the nearest file" for side in (old, new))
    if was != now:
        loosens = {"none": True}.get(old) if key == "exceptions" else old == "none" or None
        yield Word(False if new == "none" else loosens, f"{key}: {now} (was {was})")


def _fail_on(old: str, new: str) -> Iterator[Word]:
    was, now = (set(levels(side)) | ({"undecided"} if "undecided" in side else set()) for side in (old, new))
    if was != now:
        yield Word(not now >= was, f"fail_on is {new} (was {old})")


def _plain(name: str, old: Json, new: Json) -> Iterator[Word]:
    if old != new:
        simple = all(isinstance(side, str | int | float | bool | None) for side in (old, new))
        words = f"is {_said(new)} (was {_said(old)})" if simple else "changed"
        yield Word(None, f"{name} {words}")


def _said(value: Json) -> str:
    return "not said" if value is None else str(value)


def _differing(old: Values, new: Values) -> list[str]:
    return [key for key in both(old, new) if old.get(key) != new.get(key)]


def _canonical(value: Json) -> str:
    return json.dumps(value, sort_keys=True)


def _beyond(these: Iterable[str], those: Iterable[str]) -> list[str]:
    """What is in these and not in those, as often as it is."""
    left = list(those)
    found: list[str] = []
    for one in these:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found
