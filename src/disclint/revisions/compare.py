"""Compares two editions rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclint.revisions.change import Change, Effect, apart, entries, items, listed, ranked
from disclint.revisions.edition import Edition, Entry
from disclint.revisions.kinds import KINDS, SEVERITY_ORDER, others
from disclint.revisions.lexicons import lexicon_changes
from disclint.ruleset.inwords import shown
from disclint.ruleset.revision import Revision
from disclint.ruleset.rule import Json
from disclint.ruleset.words import EXEMPTIBLE

VERDICTS = ("new", "removed", "tightened", "changed", "loosened", "reworded")  # in the order of reports
_WORDING = ("title", "why", "message", "fix", "basis")
_DEFAULTS: dict[str, Json] = {"severity": "warning", "stage": "stable", "status": "in-force", "scope": "document"}
# Everything that has a comparison of its own.
_KNOWN = (*_WORDING, "id", "authority", "severity", "severity_if", "stage", "status", "scope", "exemptible", "applies",
          "when", "lang", "effective_from", "effective_until", *KINDS)  # fmt: skip


class Difference(NamedTuple):
    """What became of one rule; `old` or `new` is None where that edition does not have it. `revisions` are the entries of its
    history that are new."""

    rule: str
    verdict: str
    changes: tuple[Change, ...] = ()
    old: Entry | None = None
    new: Entry | None = None
    revisions: tuple[Revision, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether the history of the rule tells of the change; one of words alone needs no entry."""
        if self.verdict in ("removed", "reworded"):
            return True
        return bool(self.new and self.new.history if self.verdict == "new" else self.revisions)


def compare(old: Edition, new: Edition) -> tuple[Difference, ...]:
    """The rules that differ: new and removed ones, then those that report more, more and less, less, and the same; each by id."""
    found = [d for rule in {*old.rules, *new.rules} if (d := _difference(rule, old, new)) is not None]
    return tuple(sorted(found, key=lambda d: (VERDICTS.index(d.verdict), d.rule)))


def _difference(rule: str, old: Edition, new: Edition) -> Difference | None:
    before, after = old.rules.get(rule), new.rules.get(rule)
    if before is None or after is None:
        return Difference(rule, "new" if before is None else "removed", (), before, after)
    changes = (*_changes(before, after), *lexicon_changes(before, after, old, new))
    if not changes:
        return None
    revisions = tuple(one for one in after.history if one not in before.history)
    return Difference(rule, _verdict({c.effect for c in changes}), changes, before, after, revisions)


def _verdict(effects: set[Effect]) -> str:
    if effects == {"wording"}:
        return "reworded"
    if effects <= {"stricter", "wording"}:
        return "tightened"
    return "loosened" if effects <= {"looser", "wording"} else "changed"


def _changes(old: Entry, new: Entry) -> Iterator[Change]:
    before, after = old.content, new.content
    if old.pack != new.pack:
        yield Change("wording", f"moved from the pack {old.pack} to {new.pack}")
    yield from _weight(before, after)
    yield from _reach(before, after)
    for kind, compared in KINDS.items():
        if kind in before and kind in after:
            yield from compared(before[kind], after[kind])
        elif kind in after:
            yield Change("either way", f"the kind is now {kind}")
    for key in _WORDING:
        if before.get(key) != after.get(key):
            yield Change(
                "wording", f"{key} reworded" if key != "basis" else f"basis: {before.get(key)} became {after.get(key)}"
            )
    if before.get("authority") != after.get("authority"):
        yield from _authority(before.get("authority"), after.get("authority"))
    yield from others(before, after, _KNOWN)


def _weight(before: dict[str, Json], after: dict[str, Json]) -> Iterator[Change]:
    """How much it matters."""
    orders: dict[str, tuple[Json, ...]] = {
        "stage": ("off", "beta", "stable"), "severity": SEVERITY_ORDER, "scope": ("site", "document"),
    }  # fmt: skip
    for key, order in orders.items():
        yield from ranked(before.get(key), after.get(key), key, order, _DEFAULTS[key])
    yield from ranked(before.get("exemptible"), after.get("exemptible"), "exemptible", EXEMPTIBLE, "register")
    yield from _status(*(value.get("status") or _DEFAULTS["status"] for value in (before, after)))
    gone, come = apart(before.get("severity_if"), after.get("severity_if"))
    base = SEVERITY_ORDER.index(str(after.get("severity") or "warning"))
    for cases, verb, sign in ((come, "added", 1), (gone, "removed", -1)):
        for case in cases:
            step = (SEVERITY_ORDER.index(str(entries(case).get("is"))) - base) * sign
            effect: Effect = "stricter" if step > 0 else "looser" if step < 0 else "either way"
            yield Change(effect, f"case of the severity {verb}: {shown(case)}")
    if not gone and not come and before.get("severity_if") != after.get("severity_if"):
        yield Change("either way", "the cases of the severity stand in another order; the first that holds counts")


def _status(old: Json, new: Json) -> Iterator[Change]:
    if old != new:
        effect: Effect = "looser" if new == "repealed" else "stricter" if old == "repealed" else "wording"
        yield Change(effect, f"status: {old} became {new}")


def _reach(before: dict[str, Json], after: dict[str, Json]) -> Iterator[Change]:
    """Which documents it is about."""
    yield from _applies(entries(before.get("applies")), entries(after.get("applies")))
    yield from _when(before.get("when"), after.get("when"))
    yield from listed(items(before.get("lang")) or ["en"], items(after.get("lang")) or ["en"], "language", "stricter")
    for key, late, open_ in (("effective_from", False, ""), ("effective_until", True, "9999")):
        old, new = (str(value.get(key) or open_) for value in (before, after))
        if old != new:
            said = f"{key}: {before.get(key) or 'none'} became {after.get(key) or 'none'}"
            yield Change("stricter" if (new > old) is late else "looser", said)


def _applies(before: dict[str, Json], after: dict[str, Json]) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        if key not in after:
            yield Change("stricter", f"applies whatever the {key}, no longer only to {shown(before[key])}")
        elif key not in before:
            yield Change("looser", f"applies only where the {key} is {shown(after[key])}")
        else:
            yield from listed(items(before[key]), items(after[key]), f"applies to the {key}", "stricter")


def _when(old: Json, new: Json) -> Iterator[Change]:
    if (old is None) != (new is None):
        yield (
            Change("looser", "waits for a trigger now")
            if old is None
            else Change("stricter", "waits for no trigger any more")
        )
        return
    before, after = entries(old), entries(new)
    if bool(before.get("any")) == bool(after.get("any")):
        yield from listed(before.get("any"), after.get("any"), "trigger", "stricter")
    else:
        came = bool(after.get("any"))
        yield Change(
            "looser" if came else "stricter", f"{'asks' if came else 'no longer asks'} for one of several triggers"
        )
    yield from listed(before.get("all"), after.get("all"), "condition of the trigger", "looser")
    yield from listed(before.get("not"), after.get("not"), "exception to the trigger", "looser")
    yield from ranked(
        before.get("bind"), after.get("bind"), "trigger bound to the", ("sentence", "document"), "sentence"
    )
    yield from ranked(before.get("gate"), after.get("gate"), "gate", ("needed", None))
    yield from others(old, new, ("any", "all", "not", "bind", "gate"), "trigger: ")


def _authority(old: Json, new: Json) -> Iterator[Change]:
    cited = [{str(entries(one).get("cite")): one for one in items(value)} for value in (old, new)]
    for cite in dict.fromkeys((*cited[0], *cited[1])):
        if cited[0].get(cite) != cited[1].get(cite):
            verb = "added" if cite not in cited[0] else "removed" if cite not in cited[1] else "checked again"
            yield Change("wording", f"authority {verb}: {cite}")
