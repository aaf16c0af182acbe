"""Markup in JavaScript (JSX) and in Astro's templates: HTML elements are printed, components are calls, braces hold
expressions."""

from __future__ import annotations

from abc import ABC, abstractmethod

from disclint.formats.elements import VOID
from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.jsxtags import Props, element_tag, inner_html, is_component, text
from disclint.site.template import Call, Const, Expr, Fault, Fragment, Name, Node, Print, Text, Unknown

COMPONENTS = 80  # components in each other
_TAG = expression(r"<(/?+)\s*+([A-Za-z][\w.:-]*+)?+")
_ATTRIBUTE = expression(r"[A-Za-z_@:$][\w.:@$-]*+")
_STOP = expression(r"[<{]")
_SLOT = expression(r"<[^<>{}]{0,300}?(?<![\w:-])slot=[\"']([\w-]{1,60})[\"']")
_SLOTTED = expression(r"[^<>]{0,200}?<[^<>{}]{0,300}?(?<![\w:-])slot=[\"']([\w-]{1,60})[\"']")
_RAW = ("script", "style")


class Markup(ABC):
    """Reads `text[at:end]`. `astro`: comments and void elements as in HTML, raw scripts and styles, slots."""

    def __init__(self, text: str, at: int, end: int, *, astro: bool = False) -> None:
        self.text, self.at, self.end, self.astro = text, at, end, astro
        self.depth = 0
        self.faults: list[Fault] = []
        self._components = 0

    @abstractmethod
    def expression(self) -> Expr: ...

    @abstractmethod
    def primary(self) -> Expr: ...

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

    def close(self, closing: str) -> None:
        """Steps behind the closing bracket; what is left before it was not understood."""
        if not self.take(closing):
            self.at = jslex.skip_brackets(self.text, self.at, self.end, 1)

    def too_deep(self) -> None:
        self.faults.append(Fault("is nested too deeply to be read to its end", self.at))

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
                slot = _SLOTTED.match(self.text, self.at + 1, self.end) if slots is not None else None
                self._braces(slots.setdefault(slot[1], []) if slots is not None and slot else nodes)
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
        self.at += 1
        if self.take("}"):
            return  # a comment
        value = self.expression()
        self.close("}")
        nodes.append(Print(value, start, self.at))

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
        element_tag(nodes, name, props, start, self.at if "{" not in self.text[start : self.at] else -1)
        inner = inner_html(props)
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
                self.too_deep()
                self.at = self.end
            inner = self.children(name, slots if self.astro else None)
            self._components -= 1
        if all(isinstance(node, Text) and self.text[node.start : node.end].isspace() for node in inner):
            inner = []
        props = (*props, *((f"slot:{key}", Fragment(tuple(some))) for key, some in slots.items()))
        if not name or name in ("Fragment", "React.Fragment"):
            html = inner_html(props)
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
            return self.primary()  # an expression would take the `/>` behind it for a division
        match = _ATTRIBUTE.match(self.text, self.at, self.end)
        self.at = match.end() if match else self.at + 1
        return Const(match.group()) if match else Unknown("")

    def _braced(self) -> Expr:
        self.at += 1
        value = self.expression()
        self.close("}")
        return value

    def _braced_attribute(self) -> tuple[str, Expr]:
        """`{...props}`, Astro's `{name}`, or a comment."""
        self.at += 1
        if self.take("}"):
            return "", Const(None)
        spread = self.take("...")
        value = self.expression()
        self.close("}")
        if spread:
            return "...", value
        return (value.name, value) if isinstance(value, Name) else ("", value)
