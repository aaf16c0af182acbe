"""The slow way: YAML files to lexicons, packs and rules, with every problem and its place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disclint.model import DisclintError, Problem
from disclint.ruleset.anchors import term_patterns
from disclint.ruleset.building import Builder, entries, items, mapping, text, texts
from disclint.ruleset.checks import check_rule
from disclint.ruleset.compiled import read_bytes, shown, text_of
from disclint.ruleset.files import PACK, File
from disclint.ruleset.identity import content, rule_hash
from disclint.ruleset.links import definition
from disclint.ruleset.nodes import Faults, MapNode, Node, Scalar, find, parse_yaml
from disclint.ruleset.pack import Loaded, Pack
from disclint.ruleset.packschema import LEXICON, PACK_FILE
from disclint.ruleset.patterns import expanded
from disclint.ruleset.rule import Lexicon, Rule
from disclint.ruleset.rules import build_rule
from disclint.ruleset.schema import RULE
from disclint.ruleset.shape import Shape

BROKEN = "(?!)"  # the only term of a lexicon with faults: it matches nothing, and no rule is blamed for it


def read_tree(file: File, faults: Faults) -> Node | None:
    """The tree of a file, or None where its syntax is broken."""
    try:
        tree = parse_yaml(text_of(file.data, file.path), faults)
    except DisclintError as error:
        faults.place(error.problem.line or 1, error.problem.column or 1, error.problem.message)
        return None
    faults.settle()
    return tree


def _judged(file: File, shape: Shape, faults: Faults) -> MapNode | None:
    """The file's tree where its shape is right."""
    node = read_tree(file, faults)
    if node is not None:
        shape.check(node, faults)
    return node if isinstance(node, MapNode) else None


def parse_lexicon(file: File, problems: list[Problem]) -> Lexicon:
    """The lexicon that a file holds, its terms expanded."""
    faults = Faults(shown(file.path))
    node = mapping(_judged(file, LEXICON, faults))
    faults.settle()
    terms, anti = (_terms(node.get(key), faults) for key in ("terms", "not"))
    cased = _terms(node.get("cased"), faults, cased=True)
    problems += faults.problems
    if faults:
        return Lexicon(file.stem, (BROKEN,))
    ready = (*term_patterns(terms), *term_patterns(cased, cased=True))
    return Lexicon(file.stem, terms, cased, anti, text(node.get("lang"), "en"), ready, term_patterns(anti))


def _terms(node: Node | None, faults: Faults, *, cased: bool = False) -> tuple[str, ...]:
    found: dict[str, Node] = {}
    for item in items(node):
        raw = item.data if isinstance(item, Scalar) and isinstance(item.data, str) else ""
        regex, wrong = expanded(raw, {}, cased=cased)
        for fault in wrong:
            insertion = fault.startswith("no lexicon")
            faults.at(item, "a lexicon's terms can't insert other lexicons" if insertion else fault)
        if regex in found:
            faults.at(item, f'the term "{raw}" is here twice; it stands in line {found[regex].line} already')
        found.setdefault(regex, item)
    return tuple(found)


def replant(path: str) -> Node | None:
    """The tree of a rule file that was loaded without its places; None where it can't be read any more."""
    try:
        return read_tree(File(path, read_bytes(path)), Faults(path))
    except DisclintError:
        return None


def parse_pack(folder: str, files: Sequence[File], lexicons: Mapping[str, Lexicon], *, builtin: bool) -> Loaded:
    """The pack of one folder's files. A rule with a problem is left out."""
    problems: list[Problem] = []
    pack = Pack(os.path.basename(folder), "", path=shown(folder))
    rules: list[Rule] = []
    lost: list[str] | None = []
    # "pack.yaml" gives the pack's name to the rules, so it goes first
    for file in sorted(files, key=lambda file: file.name != PACK):
        if file.name == PACK:
            pack = _pack(file, pack, problems)
            continue
        faults = Faults(shown(file.path))
        tree = read_tree(file, faults)
        rule = _rule(tree, file, lexicons, pack.id, faults, builtin=builtin)
        problems += faults.problems
        if rule is not None:
            rules.append(rule)
        elif lost is not None:
            lost = [*lost, *_statements(tree)] if tree is not None else None
    return Loaded(
        pack,
        tuple(rules),
        tuple(definition(rule) for rule in rules),
        tuple(problems),
        None if lost is None else tuple(lost),
    )


def _pack(file: File, unknown: Pack, problems: list[Problem]) -> Pack:
    faults = Faults(shown(file.path))
    node = _judged(file, PACK_FILE, faults)
    problems += faults.problems
    if faults or node is None:
        return unknown
    name, title, description, reviewed = (text(node.get(key)) for key in ("id", "title", "description", "reviewed"))
    jurisdictions, requires, binds = (texts(node.get(key)) for key in ("jurisdictions", "requires", "binds"))
    status = text(node.get("status"), "in-force")
    return Pack(name, title, description, jurisdictions, requires, unknown.path, binds, status, reviewed)


def _rule(
    tree: Node | None, file: File, lexicons: Mapping[str, Lexicon], pack: str, faults: Faults, *, builtin: bool
) -> Rule | None:
    if tree is None:
        return None
    RULE.check(tree, faults)
    if not isinstance(tree, MapNode):
        return None
    faults.settle()
    rule = build_rule(tree, Builder(lexicons, faults), pack, shown(file.path))
    check_rule(tree, Path(file.path), faults, builtin=builtin)
    return None if faults else rule._replace(hash=rule_hash(content(tree.value()), lexicons))


def _statements(tree: Node) -> Iterator[str]:
    for name, _ in entries(find(tree, "require", "elements")):
        yield name
