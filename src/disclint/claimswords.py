"""What a change to the section `claims:` does to the judging of figures, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from disclint.config import Values, listed, mapping, text, texts
from disclint.policyword import Word, both, list_words, ranked

# Each from the strictest word on, with what holds where nothing is said.
STANCES = {
    "policy": (("cited", "attributed", "referenced"), "attributed"),
    "own_data": (("deny", "require_method", "accept"), "accept"),
    "anonymous": (("deny", "warn", "allow"), "deny"),
    "market_data": (("deny", "require_provider", "accept_with_date"), "accept_with_date"),
}


def claims_words(old: Values, new: Values) -> Iterator[Word]:
    """The words for each key of the section that says something else."""
    for key, (ranks, unsaid) in STANCES.items():
        yield from ranked(f"claims.{key}", text(old.get(key)) or unsaid, text(new.get(key)) or unsaid, ranks)
    before, after = mapping(old.get("policies")), mapping(new.get("policies"))
    for name in both(before, after):
        yield from list_words(f"claims.policies.{name}", texts(before.get(name)), texts(after.get(name)), more=True)
    yield from list_words("claims.register", texts(old.get("register")), texts(new.get("register")), more=True)
    before, after = mapping(old.get("non_claims")), mapping(new.get("non_claims"))
    for name in both(before, after):
        yield from list_words(f"claims.non_claims.{name}", texts(before.get(name)), texts(after.get(name)), more=True)
    cases, others = ([json.dumps(case, sort_keys=True) for case in listed(side.get("cases"))] for side in (old, new))
    if cases != others:
        yield Word(None, "claims.cases changed")
