"""JavaScript's values: literals, template literals, lists and objects, names."""

from __future__ import annotations

from disclint.site import jslex
from disclint.site.jsxmarkup import Markup
from disclint.site.template import Const, Expr, Listing, Name, Op, Table, Unknown

_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}


class Values(Markup):
    """Reads one value; what stands around it is read by `Parser`."""

    def primary(self) -> Expr:
        self.space()
        char = self.text[self.at : self.at + 1] if self.at < self.end else ""
        if char in ('"', "'") and char:
            start = self.at
            value, self.at, plain = jslex.string_at(self.text, self.at, self.end)
            return Const(value, start + 1 if plain else -1)
        if char == "`":
            return self._template()
        if char.isdigit():
            number, self.at = jslex.number_at(self.text, self.at, self.end)
            return Const(number)
        if char == "<":
            return self.element()
        if char == "(":
            self.at += 1
            value_ = self.expression()
            self.close("(", ")")
            return value_
        if char == "[":
            return Listing(tuple(self.list_of("]")))
        if char == "{":
            return self._object()
        return self._name()

    def _name(self) -> Expr:
        name = jslex.name_at(self.text, self.at, self.end)
        if not name:
            self.at += 1
            return Unknown("")
        self.at += len(name)
        if name in ("function", "class", "async"):
            brace = self.text.find("{", self.at, self.end)
            self.at = jslex.skip_brackets(self.text, brace, self.end) if brace >= 0 else self.end
            return Unknown(name)
        return Const(_WORDS[name]) if name in _WORDS else Name(name)

    def _template(self) -> Expr:
        """A template literal: its parts put together."""
        start = at = self.at + 1
        value: Expr | None = None
        while at < self.end and self.text[at] != "`":
            if self.text[at] == "\\":
                at += 2
            elif self.text.startswith("${", at):
                value = _joined(value, self._part(start, at))
                self.at = at + 2
                value = _joined(value, self.expression())
                self.close("{", "}")
                start = at = self.at
            else:
                at += 1
        value = _joined(value, self._part(start, at))
        self.at = min(self.end, at + 1)
        return value

    def _part(self, start: int, end: int) -> Const:
        text = self.text[start:end]
        return Const(text, start) if "\\" not in text else Const(jslex.unescaped(text))

    def list_of(self, closing: str) -> list[Expr]:
        """Expressions with commas, up to the closing bracket."""
        self.at += 1
        items: list[Expr] = []
        while not self.take(closing):
            if self.at >= self.end:
                break
            before = self.at
            spread = self.take("...")
            value = self.expression()
            items.append(Unknown("...") if spread else value)
            if not self.take(",") and not self.peek(closing):
                self.at = max(self.at, before + 1)
                self._resync(closing)
        return items

    def _resync(self, closing: str) -> None:
        """Goes on behind what was not understood: to the next comma or the closing bracket."""
        while self.at < self.end and self.text[self.at] not in (",", closing):
            if self.text[self.at] in "([{`\"'":
                self.at = jslex.skip_brackets(self.text, self.at, self.end)
            else:
                self.at += 1
        self.take(",")

    def _object(self) -> Expr:
        self.at += 1
        entries: list[tuple[Expr, Expr]] = []
        while not self.take("}"):
            if self.at >= self.end:
                break
            before = self.at
            self._entry(entries)
            if not self.take(",") and not self.peek("}"):
                self.at = max(self.at, before + 1)
                self._resync("}")
        return Table(tuple(entries))

    def _entry(self, entries: list[tuple[Expr, Expr]]) -> None:
        if self.take("..."):
            entries.append((Const("..."), self.expression()))
            return
        if self.take("["):
            key = self.expression()
            self.close("[", "]")
        elif self.peek("{") or self.peek("("):
            return
        else:
            key = self.primary()
            key = Const(key.name) if isinstance(key, Name) else key
        if self.take(":"):
            entries.append((key, self.expression()))
        elif isinstance(key, Const) and not self.peek("("):
            entries.append((key, Name(str(key.value))))

    def close(self, opening: str, closing: str) -> None:
        """Steps behind the closing bracket; what is left before it was not understood."""
        if self.take(closing):
            return
        depth = 0
        while self.at < self.end:
            char = self.text[self.at]
            if char in "\"'":
                self.at = jslex.string_at(self.text, self.at, self.end)[1]
                continue
            self.at += 1
            depth += (char == opening) - (char == closing)
            if depth < 0:
                return


def _joined(value: Expr | None, more: Expr) -> Expr:
    if value is None:
        return more
    if isinstance(more, Const) and more.value == "":
        return value
    return Op("+", (value, more))
