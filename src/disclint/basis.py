"""What a run judged by, told by hashes of what it says: where it lies on this machine and when it was read do not count."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from disclint.digests import sha256
from disclint.discover import work_tree
from disclint.evidence import Basis, RuleSetMark
from disclint.policyfrom import PolicyFrom
from disclint.ruleset.identity import set_hash
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.checker import Checker, Options
    from disclint.config import Config
    from disclint.model import DocumentReport
    from disclint.ruledesk import Ready


def basis(checker: Checker, documents: Iterable[DocumentReport]) -> Basis:
    """The rule sets of the documents, the commits whose policy judged, and the options that have a say in the outcome."""
    made: dict[int, RuleSetMark] = {}
    sets: list[tuple[str, RuleSetMark]] = []
    for document in documents:
        config = checker.configs.of(os.path.abspath(document.path))
        if not document.template and not config.broken:
            if id(config) not in made:
                made[id(config)] = _mark(config, checker.ready(config))
            sets.append((document.path, made[id(config)]))
    return Basis(tuple(sets), checker.options.policy_from, _commits(checker), tuple(_asked(checker.options)))


def _commits(checker: Checker) -> tuple[tuple[str, str, bool], ...]:
    files = checker.configs.files
    if not isinstance(files, PolicyFrom):
        return ()
    return tuple((relative(top), tree.commit, files.judges(top)) for top, tree in sorted(files.trees.items()))


def _asked(options: Options) -> list[tuple[str, str]]:
    """The options that were given; the numbers of processes and the day of the run are none of these."""
    several = {"as": options.firm, "select": options.select, "ignore": options.ignore}
    single = {
        "as-of": options.as_of,
        "baseline": relative(options.baseline) if options.baseline else "",
        "config": relative(options.config) if options.config else "",
        "diff": options.diff,
        "encoding": options.encoding or "",
        "input-format": options.input_format or "",
        "ratchet": "yes" if options.ratchet else "",
    }
    given = {name: ",".join(values) for name, values in several.items()} | single
    return sorted((name, value) for name, value in given.items() if value)


def _mark(config: Config, ready: Ready) -> RuleSetMark:
    of_rules = set_hash((r.id, r.hash) for r in ready.ruleset.rules if r.id in ready.active) or _hash([])
    of_config = _hash(_said(config))
    packs = tuple(sorted(pack.id for pack in ready.ruleset.packs))
    return RuleSetMark(_hash([of_rules, of_config]), of_rules, of_config, packs)


def _said(config: Config) -> Json:
    """All that a configuration says, its paths relative to the repository."""
    excludes: list[Json] = [[_inside(folder), list(patterns)] for folder, patterns in config.excludes]
    register: list[Json] = [[*entry[:4], list(entry.about)] for entry in config.register]
    return [_plain(dict(config.values)), excludes, register]


def _plain(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return _inside(value) if isinstance(value, str) and os.path.isabs(value) else value


def _inside(path: str) -> str:
    top = work_tree(path)
    return os.path.relpath(path, top).replace(os.sep, "/") if top else relative(path)


def relative(path: str) -> str:
    """The path as seen from the working directory, with `/`."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # on another drive
        return os.path.basename(path)


def _hash(value: Json) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
