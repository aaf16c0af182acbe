"""Markup in JavaScript (JSX) and in Astro's templates: HTML elements are printed, components are calls, braces hold
expressions."""

from __future__ import annotations

from abc import ABC, abstractmethod

from disclint.formats.elements import VOID
from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.template import Call, Const, Expr, Fragment, Name, Node, Op, Print, Table, Text, Unknown

COMPONENTS = 80  # components in each other
_TAG = expression(r"<(/?+)\s*+([A-Za-z][\w.:-]*+)?+")
_ATTRIBUTE = expression(r"[A-Za-z_@:$][\w.:@$-]*+")
_STOP = expression(r"[<{]")
_SLOT = expression(r"<[^<>{}]{0,300}?\bslot=[\"']([\w-]{1,60})[\"']")
_RAW = ("script", "style")
# What decides whether an element is seen, what it links to, and what it is.
_KEPT = frozenset(["hidden", "aria-hidden", "style", "href", "role", "id", "open", "title", "alt", "type", "rel"])
_UNPRINTED = ("key", "ref", "className", "class", "class:list", "slot")

Props = tuple[tuple[str, Expr], ...]


class Markup(ABC):
    """Reads `text[at:end]`. `astro`: comments and void elements as in HTML, raw scripts and styles, slots."""

    def __init__(self, text: str, at: int, end: int, *, astro: bool = False) -> None:
        self.text, self.at, self.end, self.astro = text, at, end, astro
        self.depth = 0
        self._components = 0

    @abstractmethod
    def expression(self) -> Expr: ...

    # -- small steps

    def space(self) -> None:
        self.at = jslex.skip_space(self.text, self.at, self.end)

    def peek(self, sign: str) -> bool:
        self.space()
        return self.at < self.end and self.text.startswith(sign, self.at)

    def take(self, sign: str) -> bool:
        if self.peek(sign):
            self.at += len(sign)
            return True
        return False

    # -- markup

    def element(self) -> Expr:
        """The element or fragment (`<>…</>`) that begins here."""
        match = _TAG.match(self.text, self.at, self.end)
        if match is None or match[1]:
            self.at += 1
            return Unknown("<")
        return Fragment(tuple(self._element(match[2] or "")))

    def _element(self, name: str) -> list[Node]:
        start = self.at
        nodes: list[Node] = []
        if is_component(name) or not name:
            self._component(name, nodes)
            return nodes
        opened = self._open_tag(name, nodes)
        if opened:
            nodes += self.children(name)
        if self.at <= start:
            self.at = start + 1
        return nodes

    def children(self, closing: str, slots: dict[str, list[Node]] | None = None) -> list[Node]:
        """What stands before `</closing>`, with it; elements inside are not nested but follow each other. To the end where it is
        missing. With `slots`, elements that name one (`slot="…"`) go there."""
        nodes: list[Node] = []
        open_ = 1
        while self.at < self.end:
            match = _STOP.search(self.text, self.at, self.end)
            stop = match.start() if match else self.end
            self._plain(nodes, stop)
            if match is None:
                break
            if match.group() == "{":
                self._braces(nodes)
                continue
            tag = _TAG.match(self.text, self.at, self.end)
            if tag is None or self.text.startswith("<!", self.at):
                self._declaration(nodes)
            elif tag[1]:
                open_ -= (tag[2] or "") == closing
                self._close_tag(nodes, tag[2] or "", tag.end())
                if not open_:
                    return nodes
            elif slots is not None and (slot := _SLOT.match(self.text, self.at, self.end)):
                slots.setdefault(slot[1], []).extend(self._element(tag[2] or ""))
            elif is_component(tag[2] or "") or not tag[2]:
                self._component(tag[2] or "", nodes)
            else:
                open_ += self._open_tag(tag[2], nodes) and tag[2] == closing
        return nodes

    def _plain(self, nodes: list[Node], stop: int) -> None:
        text(nodes, self.at, stop)
        self.at = stop

    def _declaration(self, nodes: list[Node]) -> None:
        """A comment, a doctype, or a lone `<`."""
        if self.text.startswith("<!--", self.at):
            end = self.text.find("-->", self.at, self.end)
            end = end + 3 if end >= 0 else self.end
        elif self.text.startswith("<!", self.at):
            end = self.text.find(">", self.at, self.end) + 1 or self.end
        else:
            self.at += 1
            return
        text(nodes, self.at, end)
        self.at = end

    def _close_tag(self, nodes: list[Node], name: str, at: int) -> None:
        start = self.at
        self.at = (self.text.find(">", at, self.end) + 1) or self.end
        if name and not is_component(name):
            text(nodes, start, self.at)

    def _braces(self, nodes: list[Node]) -> None:
        start = self.at
        close = jslex.skip_brackets(self.text, start, self.end)
        self.at, end, self.end = start + 1, self.end, max(start + 1, close - 1)
        self.space()
        if self.at < self.end:
            nodes.append(Print(self.expression(), start, close))
        self.at, self.end = close, end

    # -- tags

    def _open_tag(self, name: str, nodes: list[Node]) -> bool:
        """Prints the tag of an HTML element; True where children follow."""
        start = self.at
        self.at += 1 + len(name)
        props, closed = self.attributes()
        if name == "slot" and self.astro:
            fallback = [] if closed else self.children("slot")
            slot = dict(props).get("name", Const(""))
            call = Call("slot", (slot, Fragment(tuple(fallback))), (), start)
            nodes.append(Print(call, start, self.at))
            return False
        _tag(nodes, name, props, start, self.at if "{" not in self.text[start : self.at] else -1)
        inner = _inner_html(props)
        if inner is not None and name not in _RAW:
            nodes.append(Print(Call("html", (inner,), (), start), start, self.at))
        if name in _RAW and not closed:
            end = self.text.find(f"</{name}", self.at, self.end)
            text(nodes, self.at, end if end >= 0 else self.end)
            self.at = end if end >= 0 else self.end
        if closed and name not in VOID:
            nodes.append(Print(Const(f"</{name}>"), start, start + 1))
        return not closed and name not in VOID

    def _component(self, name: str, nodes: list[Node]) -> None:
        start = self.at
        self.at += 1 + len(name)
        props, closed = self.attributes()
        inner: list[Node] = []
        slots: dict[str, list[Node]] = {}
        if not closed:
            self._components += 1
            if self._components > COMPONENTS:
                self.at = self.end
            inner = self.children(name, slots if self.astro else None)
            self._components -= 1
        props = (*props, *((f"slot:{key}", Fragment(tuple(some))) for key, some in slots.items()))
        if not name or name in ("Fragment", "React.Fragment"):
            html = _inner_html(props)
            nodes.append(Print(html if html is not None else Fragment(tuple(inner)), start, self.at))
            return
        call = Call("component", (Const(name), Fragment(tuple(inner))), props, start)
        nodes.append(Print(call, start, self.at))

    def attributes(self) -> tuple[Props, bool]:
        """The attributes up to `>`, and whether the tag closes itself."""
        props: list[tuple[str, Expr]] = []
        while self.at < self.end:
            self.space()
            if self.text.startswith("/>", self.at):
                self.at += 2
                return tuple(props), True
            if self.text.startswith(">", self.at):
                self.at += 1
                return tuple(props), False
            match = _ATTRIBUTE.match(self.text, self.at, self.end)
            if match is not None:
                self.at = match.end()
                props.append((match.group(), self._attribute_value()))
            elif self.text.startswith("{", self.at):
                props.append(self._braced_attribute())
            else:
                self.at += 1
        return tuple(props), True

    def _attribute_value(self) -> Expr:
        if not self.take("="):
            return Const(True)
        self.space()
        char = self.text[self.at : self.at + 1]
        if char in ('"', "'") and char:
            start = self.at + 1
            end = self.text.find(char, start, self.end)
            end = end if end >= 0 else self.end
            self.at = min(self.end, end + 1)
            return Const(self.text[start:end], start)
        if char == "{":
            return self._braced()
        if char == "`":
            return self.expression()
        match = _ATTRIBUTE.match(self.text, self.at, self.end)
        self.at = match.end() if match else self.at + 1
        return Const(match.group()) if match else Unknown("")

    def _braced(self) -> Expr:
        close = jslex.skip_brackets(self.text, self.at, self.end)
        self.at, end, self.end = self.at + 1, self.end, close - 1
        value = self.expression()
        self.at, self.end = close, end
        return value

    def _braced_attribute(self) -> tuple[str, Expr]:
        """`{...props}` or Astro's `{name}`."""
        spread = self.text.startswith("...", jslex.skip_space(self.text, self.at + 1, self.end))
        if spread:
            self.at = self.text.index("...", self.at) + 2
            return "...", self._spread()
        value = self._braced()
        return (value.name, value) if isinstance(value, Name) else ("", value)

    def _spread(self) -> Expr:
        self.at += 1
        value = self.expression()
        self.take("}")
        return value


def is_component(name: str) -> bool:
    return name[:1].isupper() or "." in name


def _inner_html(props: Props) -> Expr | None:
    known = dict(props)
    said = known.get("dangerouslySetInnerHTML")
    if isinstance(said, Table):
        return next((value for key, value in said.entries if isinstance(key, Const) and key.value == "__html"), None)
    return known.get("set:html", known.get("set:text"))


def _tag(nodes: list[Node], name: str, props: Props, start: int, end: int) -> None:
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
            said += f" {key}" if value.value is True else f' {key}="{value.value}"'
        elif key in ("hidden", "aria-hidden", "open"):
            nodes.append(Print(Const(said), start, start + 1))
            nodes.append(Print(Op("and", (value, Const(f" {key}"))), start, start + 1))
            said = ""
        else:
            nodes.append(Print(Const(f'{said} {key}="'), start, start + 1))
            nodes.append(Print(value, start, start + 1))
            said = '"'
    nodes.append(Print(Const(said + ">"), start, start + 1))


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
