"""YAML front matter, through the C loader's node tree: every node knows its place.

Scalars follow the core schema of YAML 1.2, so that `off`, `no`, `1:30` and dates stay the words they are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from disclint.document import Field
from disclint.formats.frontmatter import Broken
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from yaml import CSafeLoader


class _Mark(Protocol):
    index: int


class Node(Protocol):
    """What the composer makes of a scalar (`value` is a string), a sequence (a list) or a mapping (a list of pairs)."""

    id: str
    value: Any
    style: str | None
    start_mark: _Mark
    end_mark: _Mark


_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER = expression(r"[-+]?+(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?+)(?:[eE][-+]?+[0-9]++)?+|0o[0-7]++|0x[0-9a-fA-F]++")
_DEPTH = 100
_FIELDS = 2000
# A line that means the same to everybody: a key, and a word that nothing in YAML begins with, a string, or a list of words.
_LINE = expression(
    r"(?P<key>[A-Za-z][\w-]{0,60}+): ++"
    r"(?:\"(?P<string>[^\"\\]*+)\"|'(?P<plain_string>[^']*+)'|\[ *+(?P<list>[A-Za-z0-9][\w ./-]*+(?:, *+[A-Za-z0-9][\w ./-]*+)*+)\]"
    r"|(?P<word>[A-Za-z0-9](?:[^\s:#]++|(?<! )#|:(?! |\Z)| ++(?![ #]))*+)) *+"
)
_BRACKET = expression(r"[\[\]{}]")
_NESTED_LINE = expression(rf"(?:[-?:][ \t]++){{{_DEPTH}}}")


def fields(text: str, at: int) -> dict[str, Field]:
    """The fields of a mapping, nested ones under dotted names too; `at` is the source offset of `text`.

    Broken where the text is no YAML or no mapping.
    """
    found = plain_fields(text, at)
    return composed_fields(text, at) if found is None else found


def plain_fields(text: str, at: int) -> dict[str, Field] | None:
    """The fields where every line is a key with a plain value, as most front matter is; None where YAML has to be read.

    The parser takes 15 ms to load.
    """
    found: dict[str, Field] = {}
    for line in text.removesuffix("\n").split("\n"):
        match = _LINE.fullmatch(line) if line.isprintable() else None
        if not match or len(found) > _FIELDS:
            return None
        kind = match.lastgroup or ""
        first, last = match.span(kind)
        said = match[kind].rstrip(" ") if kind == "word" else match[kind]
        value: object = said
        if kind == "word":
            value, last = scalar(said), first + len(said)
        else:
            first, last = match.end("key") + 1, len(line.rstrip(" "))
            first += len(line[first:]) - len(line[first:].lstrip(" "))
        if kind == "list":
            value = [scalar(item.strip(" ")) for item in said.split(",")]
        found[match["key"]] = Field(value, Span(at, at + match.end("key")), Span(at + first, at + last))
        at += len(line) + 1
    return found


def composed_fields(text: str, at: int) -> dict[str, Field]:
    """The fields of any YAML."""
    import yaml

    check_depth(text, at)
    try:
        root = cast("Node | None", yaml.compose(text, loader()))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = min(mark.index, max(0, len(text.rstrip()) - 1)) if mark else 0
        raise Broken(f"front matter is not valid YAML: {error.problem or error.context}", at + where) from None
    except yaml.YAMLError:
        bad = next((i for i, char in enumerate(text) if not _printable(char)), 0)
        raise Broken(f"front matter is not valid YAML: the character {text[bad]!a} is not allowed", at + bad) from None
    if root is None:
        return {}
    if root.id != "mapping":
        raise Broken("front matter is no list of fields such as `title: …`", at)
    found: dict[str, Field] = {}
    _collect(root, "", text, at, found, {})
    return found


@cache
def loader() -> type[CSafeLoader]:
    from yaml import CSafeLoader

    return type("CoreLoader", (CSafeLoader,), {"yaml_implicit_resolvers": {}})


def _printable(char: str) -> bool:
    """Whether YAML lets the character stand (YAML 1.2, production 1)."""
    return char in "\t\n\r\x85" or " " <= char <= "~" or (char >= "\xa0" and char not in "\ufffe\uffff")


def check_depth(text: str, at: int) -> None:
    """The C composer recurses: thousands of open brackets would end the process."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match.group() in "[{" else -1
        if depth > _DEPTH:
            raise Broken("front matter is nested too deeply", at + match.start())
    nested = _NESTED_LINE.search(text)
    if nested:
        raise Broken("front matter is nested too deeply", at + nested.start())


def _collect(node: Node, prefix: str, text: str, at: int, found: dict[str, Field], known: dict[int, object]) -> None:
    if prefix.count(".") > _DEPTH or len(found) > _FIELDS:
        raise Broken("front matter is nested too deeply", at + node.start_mark.index)
    for key, value in node.value:
        name = prefix + str(key.value if key.id == "scalar" else "")
        found[name] = Field(_value(value, known), _span(key, text, at), _span(value, text, at))
        if value.id == "mapping":
            _collect(value, f"{name}.", text, at, found, known)


def _span(node: Node, text: str, at: int) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    while end > start and text[end - 1].isspace():  # a collection or block scalar ends where the next key starts
        end -= 1
    return Span(at + start, at + end)


def _value(node: Node, known: dict[int, object]) -> object:
    """The node as a JSON-like value; an alias inside its own anchor is None."""
    if node.id == "scalar":
        return node.value if node.style else scalar(node.value)
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = None
    value: object
    if node.id == "sequence":
        value = [_value(item, known) for item in node.value]
    else:
        value = {str(key.value) if key.id == "scalar" else "": _value(item, known) for key, item in node.value}
    known[id(node)] = value
    return value


def scalar(value: str) -> object:
    if value in _WORDS:
        return _WORDS[value]
    if not _NUMBER.fullmatch(value) or len(value) > 40:
        return value
    if value[:2] in ("0o", "0x"):
        return int(value, 0)
    return float(value) if any(c in value for c in ".eE") else int(value)
