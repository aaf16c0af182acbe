"""What a changed lexicon does to a rule: that depends on where the rule uses it."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.revisions.change import Change, Effect, apart, entries
from disclint.revisions.edition import Edition, Entry
from disclint.ruleset.identity import Content, used
from disclint.ruleset.rule import Json

MOST = 5  # terms that a line names


def lexicon_changes(old: Entry, new: Entry, before: Edition, after: Edition) -> Iterator[Change]:
    """The changes of the lexicons that a rule uses in both editions."""
    both = set(used(old.content, before.lexicons)) & set(used(new.content, after.lexicons))
    for name in sorted(both):
        yield from _changes(name, before.lexicons[name], after.lexicons[name], _more(new.content, name))


def _changes(name: str, old: Content, new: Content, more: Effect) -> Iterator[Change]:
    less: Effect = {"stricter": "looser", "looser": "stricter"}.get(more, more)  # type: ignore[assignment]
    for keys, what, added, removed in ((("terms", "cased"), "terms", more, less), (("not",), "anti-terms", less, more)):
        pairs = [apart(old.get(key), new.get(key)) for key in keys]
        gone, come = ([term for pair in pairs for term in pair[i]] for i in (0, 1))
        if come:
            yield Change(added, f"lexicon {name}: {what} added: {_few(come)}")
        if gone:
            yield Change(removed, f"lexicon {name}: {what} removed: {_few(gone)}")
    if old.get("lang") != new.get("lang"):
        yield Change("either way", f"lexicon {name}: its language is {new.get('lang')}, was {old.get('lang')}")


def _few(terms: list[Json]) -> str:
    more = f" and {len(terms) - MOST} more" if len(terms) > MOST else ""
    return ", ".join(f"'{term}'" for term in terms[:MOST]) + more


def _more(content: Content, name: str) -> Effect:
    """What a further term of the lexicon does to the rule."""
    effects = {effect for value, effect in _places(content) if used(value, (name,))}
    return effects.pop() if len(effects) == 1 else "either way"


def _places(content: Content) -> Iterator[tuple[Json, Effect]]:
    """Every list of matchers, and what a further match in it does."""
    when, forbid = entries(content.get("when")), entries(content.get("forbid"))
    yield from ((when.get(key), "stricter") for key in ("any", "all"))
    yield when.get("not"), "looser"
    yield from ((forbid.get(key), "stricter") for key in ("says", "says_not", "where"))
    yield from ((forbid.get(key), "looser") for key in ("unless", "downgrade"))
    for element in entries(entries(content.get("require")).get("elements")).values():
        yield from ((entries(element).get(key), "looser") for key in ("says", "says_not"))
    yield from ((entries(field).get("matches"), "looser") for field in entries(content.get("metadata")).values())
