"""A pack as a value: what its `pack.yaml` says and what its rule files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disclint.model import Problem
from disclint.ruleset.rule import Lexicon, Rule

if TYPE_CHECKING:
    from disclint.ruleset.nodes import Node


class Pack(NamedTuple):
    """What a `pack.yaml` says. `binds`: whom its rules bind, in words. `path` is the folder's, as messages print it."""

    id: str
    title: str
    description: str = ""
    jurisdictions: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    path: str = ""
    binds: tuple[str, ...] = ()
    status: str = "in-force"
    reviewed: str = ""


class Definition(NamedTuple):
    """What one rule file defines and refers to. `tree` is there when places are wanted."""

    id: str
    path: str
    statements: tuple[tuple[str, tuple[str, ...]], ...]  # each element with the statements that it refers to itself
    referred: tuple[str, ...]
    tree: Node | None = None


class Loaded(NamedTuple):
    """A pack with its rules, and what each of them defines. `lost` names the statements of rules that were left out;
    None where they are not known."""

    pack: Pack
    rules: tuple[Rule, ...]
    definitions: tuple[Definition, ...]
    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] | None = ()


class Shelf(NamedTuple):
    """The lexicons of one folder; `key` is the hash of what they were made from."""

    key: str
    path: str
    lexicons: tuple[Lexicon, ...] = ()
