"""The JSON Schema (draft 2020-12) of a record."""

from __future__ import annotations

from disclint.model import SEVERITIES
from disclint.ruleset.shape import Schema

HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
PATH: Schema = {"type": "string", "not": {"pattern": "^(/|[A-Za-z]:)"}}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _table(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _object(**keys: Schema) -> Schema:
    """Later versions of disclint may add keys; these are always there."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def _one(*words: str) -> Schema:
    return {"enum": list(words)}


PLACE = {"path": PATH, "line": NUMBER, "column": NUMBER}
SPAN = {**PLACE, "end_line": NUMBER, "end_column": NUMBER}
FINDING = {
    "rule": TEXT, "element": _maybe(TEXT), "state": TEXT, "severity": _one(*SEVERITIES), "message": TEXT, **SPAN, "excerpt": TEXT,
    "fingerprint": TEXT,
}  # fmt: skip
EXCEPTION = {
    "rule": TEXT, "element": _maybe(TEXT), "reason": TEXT, "approved_by": _maybe(TEXT), "until": _maybe(TEXT),
    "source": _one("comment", "front matter", "register"), **PLACE,
}  # fmt: skip
LOOSE = {"path": PATH, "line": _maybe(NUMBER), "column": _maybe(NUMBER)}
PROBLEM = _object(**LOOSE, message=TEXT)
UNDECIDED = _object(**LOOSE, cause=TEXT, message=TEXT, rules=_list(TEXT))
STATEMENT = _object(
    rule=TEXT,
    element=_maybe(TEXT),
    outcome=_one("said", "undecided", "template"),
    owed=FLAG,
    path=_maybe(PATH),
    line=_maybe(NUMBER),
    column=_maybe(NUMBER),
    via=_maybe(TEXT),
)
OUTCOME = {
    "findings": _list(_object(**FINDING)),
    "excepted": _list(_object(**FINDING, reason=TEXT, exception=_maybe(_object(**EXCEPTION)))),
    "baselined": _list(_object(**FINDING)),
    "older": _list(_object(**FINDING)),
}
DOCUMENT = _object(
    path=PATH,
    sha256=_maybe(HASH),
    type=_maybe(TEXT),
    rule_set=_maybe(HASH),
    applied=_table(TEXT),
    not_applied=_table(TEXT),
    statements=_list(STATEMENT),
    **OUTCOME,
    undecided=_list(UNDECIDED),
    problems=_list(PROBLEM),
)
POLICY = _object(
    **{
        "from": TEXT,
        "commits": _list(
            _object(repository=PATH, commit={"type": "string", "pattern": "^[0-9a-f]{40,64}$"}, judges=FLAG)
        ),
    }
)
RECORD = _object(
    version={"const": 1},
    tool=_object(name={"const": "disclint"}, version=TEXT),
    options=_table(TEXT),
    policy=_maybe(POLICY),
    rule_sets=_list(_object(sha256=HASH, rules=HASH, configuration=HASH, packs=_list(TEXT))),
    documents=_list(DOCUMENT),
    other_files=_list(_object(path=PATH, sha256=_maybe(HASH), **OUTCOME)),
    new_exceptions=_list(_object(**EXCEPTION, covers=_list(TEXT), findings={"type": "integer", "minimum": 0})),
    undecided=_list(UNDECIDED),
    problems=_list(PROBLEM),
    left_out=_table({"type": "integer"}),
)


def schema() -> Schema:
    """The whole schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "disclint record", **RECORD}
