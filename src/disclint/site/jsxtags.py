"""Tags of HTML elements in JSX: printed as they stand, or made anew where braces are in them."""

from __future__ import annotations

import html
from typing import TypeAlias

from disclint.site.template import Const, Expr, Node, Op, Print, Table, Text

# What decides whether an element is seen, what it links to, and what it is.
_KEPT = frozenset(["hidden", "aria-hidden", "style", "href", "role", "id", "open", "title", "alt", "type", "rel"])

Props: TypeAlias = "tuple[tuple[str, Expr], ...]"


def is_component(name: str) -> bool:
    return name[:1].isupper() or "." in name


def inner_html(props: Props) -> Expr | None:
    known = dict(props)
    said = known.get("dangerouslySetInnerHTML")
    if isinstance(said, Table):
        return next((value for key, value in said.entries if isinstance(key, Const) and key.value == "__html"), None)
    return known.get("set:html", known.get("set:text"))


def element_tag(nodes: list[Node], name: str, props: Props, start: int, end: int) -> None:
    """An HTML element's tag: as it stands where no braces are in it (`end` is known then), else made anew."""
    if end >= 0:
        text(nodes, start, end)
        return
    said = f"<{name}"
    for key, value in props:
        if key not in _KEPT:
            continue
        if key == "style" and isinstance(value, Table):
            value = _css(value)
        if isinstance(value, Const):
            said += _attribute(key, value.value)
        elif key in ("hidden", "aria-hidden", "open"):
            nodes.append(Print(Const(said), start, start + 1))
            nodes.append(Print(Op("and", (value, Const(_attribute(key, True)))), start, start + 1))
            said = ""
        else:
            nodes.append(Print(Const(f'{said} {key}="'), start, start + 1))
            nodes.append(Print(value, start, start + 1))
            said = '"'
    nodes.append(Print(Const(said + ">"), start, start + 1))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f' {key}="true"' if key.startswith("aria-") else f" {key}"
    return f' {key}="{html.escape(str(value))}"'


def text(nodes: list[Node], start: int, end: int) -> None:
    """The file's own characters; those that follow each other are one node."""
    last = nodes[-1] if nodes else None
    if isinstance(last, Text) and last.end == start:
        nodes[-1] = Text(last.start, end)
    elif end > start:
        nodes.append(Text(start, end))


def _css(value: Table) -> Const:
    """A style object as CSS."""
    said = []
    for key, entry in value.entries:
        if isinstance(key, Const) and isinstance(entry, Const):
            name = "".join(f"-{c.lower()}" if c.isupper() else c for c in str(key.value))
            said.append(f"{name}: {entry.value}")
    return Const("; ".join(said))
