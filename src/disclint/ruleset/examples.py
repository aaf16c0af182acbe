"""A rule's examples: what they are, and what they must name to prove the rule."""

from __future__ import annotations

import os
import re
from pathlib import Path

from disclint.facts import MEMBERSHIPS
from disclint.model import DisclintError
from disclint.ruleset.building import entries, flag, items, text, texts
from disclint.ruleset.compiled import read_bytes, shown, text_of
from disclint.ruleset.nodes import Faults, MapNode, Node, Scalar, find, parse_yaml
from disclint.ruleset.rule import Example, Rule
from disclint.ruleset.words import FORMATS

_EXTENSIONS = {"markdown": "md", "htm": "html", **{name: name for name in FORMATS}}
_MARKUP = re.compile(r"<[^<>]{0,500}>|[*_`~#>|]|\]\([^()\n]{0,500}\)|\[")


def load_examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a loaded rule, in the order of its file; DisclintError where a file can't be read any more."""
    path = Path(rule.path)
    faults = Faults(shown(path))
    node = parse_yaml(text_of(read_bytes(path), path), faults)
    for problem in faults.problems:
        raise DisclintError(problem.message, problem.path, problem.line, problem.column)
    return tuple(_example(verdict, example, path) for verdict, example in _all(node))


def _all(node: Node | None) -> list[tuple[str, MapNode]]:
    """Every example with its verdict, in the order of the file."""
    examples = node.get("examples") if isinstance(node, MapNode) else None
    return [(verdict, e) for verdict, some in entries(examples) for e in items(some) if isinstance(e, MapNode)]


def _example(verdict: str, node: MapNode, path: Path) -> Example:
    file = path.parent / text(node.get("file")) if node.get("file") is not None else None
    raw = node.get("text")
    content = raw.data if isinstance(raw, Scalar) and isinstance(raw.data, str) else ""
    return Example(
        verdict=verdict,
        text=text_of(read_bytes(file), file) if file is not None else content,
        format=text(node.get("format")) or _format(file),
        facts=_facts(node.get("as")),
        missing=texts(node.get("missing")),
        flags=tuple(str(i.data) for i in _several(node.get("flags")) if isinstance(i, Scalar)),
        state=text(node.get("state")),
        severity=text(node.get("severity")),
        note=text(node.get("note")),
        todo=flag(node.get("todo")),
        file=shown(file) if file is not None else "",
        line=node.line,
        said=texts(node.get("said")),
    )


def _format(file: Path | None) -> str:
    return _EXTENSIONS.get(file.suffix[1:].lower(), "md") if file is not None else "md"


def _facts(node: Node | None) -> dict[str, tuple[str, ...]]:
    """`as:` flat: `entity:TYPE` holds an entity's names, `dba:TYPE` its DBAs, `sipc_member:TYPE` a flag of it,
    `value:NAME` a configured value."""
    facts: dict[str, tuple[str, ...]] = {}
    for name, value in entries(node):
        if name == "values":
            facts.update({f"value:{key}": texts(inner) for key, inner in entries(value)})
        elif name == "entities":
            for type, inner in entries(value):
                facts.update(_entity(type, inner))
        else:
            facts[name] = texts(value)
    return facts


def _entity(type: str, node: Node) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, MapNode):
        return {f"entity:{type}": texts(node)}
    names = (text(node.get("legal_name")), *texts(node.get("aliases")))
    flags = {f"{name}:{type}": texts(value) for name in MEMBERSHIPS if (value := node.get(name)) is not None}
    return {f"entity:{type}": names, f"dba:{type}": texts(node.get("dbas")), **flags}


def _several(node: Node | None) -> tuple[Node, ...]:
    return items(node) or ((node,) if isinstance(node, Scalar) else ())


def check_examples(node: MapNode, kind: str, path: Path, faults: Faults, *, builtin: bool) -> None:
    """Whether each example can prove anything; built-in rules need one of each verdict."""
    every = _all(node)
    for verdict, example in every:
        content = _content(example, path, faults)
        if kind:
            _check_names(example, "said", _names(kind, find(node, kind)), faults)
        if verdict == "fail" and kind:
            _check_failing(example, kind, find(node, kind), content, faults)
    if builtin:
        place = node.get("examples") or node.key("id") or node
        for verdict in ("pass", "fail"):
            if all(verdict != v for v, _ in every):
                faults.at(
                    place, f'a built-in rule needs at least one example that should {verdict} ("examples: {verdict}:")'
                )


def _content(example: MapNode, path: Path, faults: Faults) -> str:
    """The example's text as far as it can be read."""
    named = example.get("file")
    if named is None:
        return text(example.get("text"))
    file = path.parent / text(named)
    if os.path.isabs(text(named)) or ".." in Path(text(named)).parts:
        faults.at(named, "the file must lie in the rule's own folder or below it")
        return ""
    try:
        return text_of(read_bytes(file), file)
    except DisclintError as error:
        faults.at(named, f'the file "{text(named)}" {error.problem.message}')
        return ""


_PROOF = {
    "require": ("missing", 'the elements that are missing ("missing: [name]")'),
    "forbid": ("flags", 'the exact text that is flagged ("flags: [text]")'),
    "source": ("flags", 'the exact text that is flagged ("flags: [text]")'),
    "metadata": ("missing", 'the fields that are missing or wrong ("missing: [name]")'),
    "verbatim": ("state", "what is wrong with the legend (state: missing or state: drifted)"),
}


def _check_failing(example: MapNode, kind: str, requirement: Node, content: str, faults: Faults) -> None:
    key, words = _PROOF[kind]
    if example.get(key) is None:
        faults.at(example, f"a failing example names {words}")
    _check_names(example, "missing", _names(kind, requirement), faults)
    for item in _several(example.get("flags")):
        if content and not _occurs(text(item), content):
            faults.at(item, f'"{text(item)}" does not occur in the example\'s text')


def _check_names(example: MapNode, key: str, known: tuple[str, ...], faults: Faults) -> None:
    for item in _several(example.get(key)):
        if text(item) not in known:
            from disclint.ruleset.scalars import nearest

            faults.at(item, f'the rule requires no "{text(item)}"{nearest(text(item), known)}')


def _names(kind: str, requirement: Node) -> tuple[str, ...]:
    inside = {"require": "elements", "verbatim": "texts"}.get(kind)
    holder = find(requirement, inside) if inside else requirement
    return tuple(name for name, _ in entries(holder)) if kind in ("require", "verbatim", "metadata") else ()


def _occurs(flagged: str, content: str) -> bool:
    return any(
        " ".join(flagged.split()) in " ".join(t.split())
        for t in (content, _MARKUP.sub("", content), _unescaped(content))
    )


def _unescaped(content: str) -> str:
    import html

    return html.unescape(_MARKUP.sub("", content))
