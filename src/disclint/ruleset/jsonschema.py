"""The rule language as JSON Schema (draft 2020-12), for editors: written from the same shapes that validate rules."""

from __future__ import annotations

from typing import cast

from disclint.ruleset import matchers
from disclint.ruleset.packschema import LEXICON, PACK_FILE
from disclint.ruleset.rule import Json
from disclint.ruleset.schema import APPLIES, RULE
from disclint.ruleset.shape import Keys, Named, Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARED = (
    matchers.EXPRESSION,
    matchers.ENTITY,
    matchers.SIMPLE,
    matchers.NEAR,
    matchers.MATCHER,
    matchers.CONDITION,
    matchers.GUARD,
    APPLIES,
)


def schema() -> dict[str, Json]:
    """The JSON Schema of one rule file."""
    return _whole(RULE, "disclint rule", _SHARED)


def pack_schema() -> dict[str, Json]:
    """The JSON Schema of a pack.yaml."""
    return _whole(PACK_FILE, "disclint pack", ())


def lexicon_schema() -> dict[str, Json]:
    """The JSON Schema of a lexicon."""
    return _whole(LEXICON, "disclint lexicon", ())


def _whole(shape: Keys, title: str, shared: tuple[Named, ...]) -> dict[str, Json]:
    whole: Schema = {"$schema": DIALECT, "title": title, **shape.schema()}
    if shared:
        whole["$defs"] = {named.name: named.shape.schema() for named in shared}
    return cast("dict[str, Json]", whole)
