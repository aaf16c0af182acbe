"""Values beside the findings: what a change excepts itself from, and what a record tells."""

from __future__ import annotations

from typing import NamedTuple

from disclint.model import Exemption


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
