"""What changed in a requirement: a function for each kind of rule, from the old and the new value of its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclint.revisions.change import Change, Effect, entries, items, listed, ranked
from disclint.ruleset.inwords import shown
from disclint.ruleset.rule import Json
from disclint.ruleset.words import POLICIES, SEVERITIES

Compare = Callable[[Json, Json], Iterator[Change]]
Inner = Callable[[str, Json, Json], Iterator[Change]]
SEVERITY_ORDER = ("off", *reversed(SEVERITIES))


def others(old: Json, new: Json, known: tuple[str, ...], what: str = "") -> Iterator[Change]:
    """What changed under keys that are not `known`, whichever way it works."""
    before, after = entries(old), entries(new)
    for key in sorted({*before, *after} - {*known}):
        if before.get(key) != after.get(key):
            yield Change("either way", f"{what}{key} was {_verb(before, after, key)}")


def _verb(before: dict[str, Json], after: dict[str, Json], key: str) -> str:
    return "added" if key not in before else "removed" if key not in after else "changed"


def named(old: Json, new: Json, what: str, more: Effect, inner: Inner) -> Iterator[Change]:
    """The changes of values by name, each called `what` and its name; `inner` compares those that both have."""
    before, after = entries(old), entries(new)
    less: Effect = "looser" if more == "stricter" else "stricter"
    for name in dict.fromkeys((*before, *after)):
        if name not in before:
            yield Change(more, f'{what} "{name}" added{_label(after[name])}')
        elif name not in after:
            yield Change(less, f'{what} "{name}" removed{_label(before[name])}')
        else:
            yield from inner(name, before[name], after[name])


def _label(value: Json) -> str:
    label = entries(value).get("label")
    return f" ({label})" if label else ""


def require(old: Json, new: Json) -> Iterator[Change]:
    """A statement: its elements, their place, and what counts as an attempt at it."""
    before, after = entries(old), entries(new)
    yield from named(before.get("elements"), after.get("elements"), "element", "stricter", _element)
    order = (None, "section", "block", "sentence")
    yield from ranked(before.get("together"), after.get("together"), "together within", order)
    yield from place(before.get("place"), after.get("place"))
    yield from ranked(before.get("general"), after.get("general"), "general", (False, True), False)
    yield from ranked(before.get("everyday"), after.get("everyday"), "everyday", (True, False), False)
    yield from others(old, new, ("elements", "together", "place", "general", "everyday"))


def _element(name: str, old: Json, new: Json) -> Iterator[Change]:
    before, after = entries(old), entries(new)
    head = f'element "{name}": '
    for key, what in (("says", "accepted wording"), ("says_not", "accepted denial")):
        yield from listed(before.get(key), after.get(key), head + what, "looser")
    if before.get("label") != after.get("label"):
        yield Change("wording", f"{head}label reworded")
    yield from ranked(before.get("severity"), after.get("severity"), f"{head}severity", SEVERITY_ORDER)
    yield from ranked(before.get("optional"), after.get("optional"), f"{head}optional", (True, False), False)
    yield from ranked(before.get("ordinary"), after.get("ordinary"), f"{head}ordinary", (True, False), False)
    yield from _misspelt(before.get("suggest"), after.get("suggest"), head)
    yield from others(old, new, ("says", "says_not", "label", "severity", "optional", "ordinary", "suggest"), head)


def _misspelt(old: Json, new: Json, head: str) -> Iterator[Change]:
    def spelling(name: str, before: Json, after: Json) -> Iterator[Change]:
        if before != after:
            yield Change("wording", f'{head}another correction of "{name}"')

    yield from named(old, new, f"{head}misspelling", "stricter", spelling)


def place(old: Json, new: Json) -> Iterator[Change]:
    """Where it may stand: anywhere where nothing is said, else in one of the places."""
    if bool(items(old)) != bool(items(new)):
        where = shown(items(new) or items(old))
        yield Change(
            "stricter" if new else "looser", f"place {'asked for' if new else 'not asked for any more'}: {where}"
        )
    else:
        yield from listed(items(old), items(new), "accepted place", "looser")


def verbatim(old: Json, new: Json) -> Iterator[Change]:
    """Prescribed texts, of which any one satisfies; a text of other words makes pages with the old words fail."""
    before, after = entries(old), entries(new)
    yield from named(before.get("texts"), after.get("texts"), "accepted text", "looser", _legend)
    yield from named(before.get("slots"), after.get("slots"), "slot", "looser", _slot)
    yield from place(before.get("place"), after.get("place"))
    yield from others(old, new, ("texts", "slots", "place"))


def _legend(name: str, old: Json, new: Json) -> Iterator[Change]:
    if entries(old).get("text") != entries(new).get("text"):
        yield Change("stricter", f'text "{name}" prescribes other words; what carries the old ones is reported now')
    yield from others(old, new, ("text",), f'text "{name}": ')


def _slot(name: str, old: Json, new: Json) -> Iterator[Change]:
    before, after = entries(old), entries(new)
    for key in ("one_of", "quantity"):
        if before.get(key) and after.get(key):
            yield from listed(items(before[key]), items(after[key]), f'slot "{name}": {key}', "looser")
        elif before.get(key) != after.get(key):
            yield Change("either way", f'slot "{name}": {key} was {_verb(before, after, key)}')
    yield from ranked(before.get("single"), after.get("single"), f'slot "{name}": single', (False, True), False)
    yield from others(old, new, ("one_of", "quantity", "single"), f'slot "{name}": ')


def forbid(old: Json, new: Json) -> Iterator[Change]:
    """Banned phrases, what they ask for beside them, and what excuses them."""
    before, after = entries(old), entries(new)
    yield from listed(before.get("says"), after.get("says"), "banned phrase", "stricter")
    yield from listed(before.get("says_not"), after.get("says_not"), "banned denial", "stricter")
    if bool(before.get("where")) == bool(after.get("where")):
        yield from listed(before.get("where"), after.get("where"), "word asked for beside it", "stricter")
    else:
        said = (
            "asks for a word beside the phrase" if after.get("where") else "asks for no word beside the phrase any more"
        )
        yield Change("looser" if after.get("where") else "stricter", said)
    yield from listed(before.get("unless"), after.get("unless"), "excuse", "looser")
    yield from listed(before.get("downgrade"), after.get("downgrade"), "mitigation", "looser")
    if before.get("suggest") != after.get("suggest"):
        yield Change("wording", "other corrections are suggested")
    yield from others(old, new, ("says", "says_not", "where", "unless", "downgrade", "suggest"))


def source(old: Json, new: Json) -> Iterator[Change]:
    """What needs a source, how bad it is without one, and what counts as one."""
    before, after = entries(old), entries(new)
    yield from ranked(before.get("policy"), after.get("policy"), "policy", tuple(reversed(POLICIES)))
    levels = [_levels(value.get("classes")) for value in (before, after)]
    for kind in sorted({kind for level in levels for kind in level}):
        yield from ranked(levels[0].get(kind, "off"), levels[1].get(kind, "off"), f"class {kind}", SEVERITY_ORDER)
    months = sorted(m for m in (before.get("months"), after.get("months")) if isinstance(m, int))
    yield from ranked(before.get("months"), after.get("months"), "months", tuple(reversed(months)))
    yield from others(old, new, ("policy", "classes", "months"))


def _levels(classes: Json) -> dict[str, Json]:
    """The severity of each class of numbers."""
    return {str(kind): level for level, kinds in entries(classes).items() for kind in items(kinds)}


def metadata(old: Json, new: Json) -> Iterator[Change]:
    """Front-matter fields."""
    yield from named(old, new, "field", "stricter", _field)


def _field(name: str, old: Json, new: Json) -> Iterator[Change]:
    before, after = entries(old), entries(new)
    head = f'field "{name}": '
    yield from ranked(before.get("required"), after.get("required"), f"{head}required", (False, True), False)
    if before.get("one_of") and after.get("one_of"):
        yield from listed(items(before["one_of"]), items(after["one_of"]), f"{head}value", "looser")
        yield from others(old, new, ("required", "one_of"), head)
    else:
        yield from others(old, new, ("required",), head)


KINDS: dict[str, Compare] = {
    "require": require, "verbatim": verbatim, "forbid": forbid, "source": source, "metadata": metadata,
}  # fmt: skip
