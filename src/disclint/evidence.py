"""Values beside the findings: what is told of rules, what a fix did, what a change excepts itself from, what a record tells."""

from __future__ import annotations

from typing import NamedTuple

from disclint.model import Exemption, Position, Severity


class Card(NamedTuple):
    """What a report tells of a rule. `authority` holds citations with their addresses (or empty strings), `version` the date
    of its last change, `hash` that of its content; both are empty for the tool's own rules. `asks` says what it looks for."""

    id: str
    title: str
    kind: str = ""
    severity: Severity = "warning"
    pack: str = ""
    basis: str = "house"
    why: str = ""
    fix: str = ""
    authority: tuple[tuple[str, str], ...] = ()
    version: str = ""
    hash: str = ""
    asks: str = ""


class Mending(NamedTuple):
    """What became of a finding that was to be mended. `done`: `message` says what was written, at `position` as the file is
    now; else it says why nothing was, and `position` is the finding's."""

    rule: str
    element: str | None
    path: str
    position: Position
    done: bool
    message: str


class New(NamedTuple):
    """An exception that a change grants itself, how many findings it holds back, and for an entry of a register the patterns
    and kinds of documents that it is for."""

    exemption: Exemption
    findings: int = 0
    covers: tuple[str, ...] = ()


class Applied(NamedTuple):
    """Whether a rule applied to a document, and why or why not."""

    rule: str
    live: bool
    why: str


class RuleSetMark(NamedTuple):
    """The rules that were on and the configuration that documents were judged by, by what they say: `sha256` is that of both."""

    sha256: str
    rules: str
    configuration: str
    packs: tuple[str, ...]


class Basis(NamedTuple):
    """What a run was judged by, for a record. `sets` are the rule sets by document path. `commits` holds, where the policy of a
    commit judges, the path of each repository, the commit, and whether it has a policy. `asked` are the options that matter."""

    sets: tuple[tuple[str, RuleSetMark], ...] = ()
    policy_from: str = ""
    commits: tuple[tuple[str, str, bool], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
