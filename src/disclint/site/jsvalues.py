"""JavaScript's values: literals, template literals, lists and objects, names."""

from __future__ import annotations

from abc import abstractmethod

from disclint.site import jslex
from disclint.site.jsxmarkup import Markup
from disclint.site.template import Call, Const, Expr, Listing, Name, Op, Table, Unknown

_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}


class Values(Markup):
    """Reads one value; what stands around it is read by those who build upon it."""

    @abstractmethod
    def function(self, start: int) -> Expr:
        """A function or class; `at` is behind its keyword, which stands at `start`."""

    @abstractmethod
    def method(self, start: int) -> Expr:
        """A function from its parameters on."""

    def primary(self) -> Expr:
        self.space()
        char = self.text[self.at : self.at + 1] if self.at < self.end else ""
        if char in ('"', "'") and char:
            start = self.at
            value, self.at, plain = jslex.string_at(self.text, self.at, self.end)
            return Const(value, start + 1 if plain else -1)
        if char == "`":
            return self._template()
        if char.isdigit() or (char == "." and self.text[self.at + 1 : self.at + 2].isdigit()):
            number, self.at = jslex.number_at(self.text, self.at, self.end)
            return Const(number)
        if char == "<":
            return self.element()
        if char == "(":
            return self._bracketed()
        if char == "[":
            return self._list()
        if char == "{":
            return self._object()
        return self._regex() if char == "/" else self._name()

    def _bracketed(self) -> Expr:
        self.at += 1
        value = self.expression()
        while self.take(","):
            value = self.expression()
        self.close(")")
        return value

    def _regex(self) -> Expr:
        start = self.at
        self.at = max(start + 1, jslex.regex_at(self.text, start, self.end))
        return Unknown(self.text[start : self.at])

    def _name(self) -> Expr:
        start = self.at
        name = jslex.name_at(self.text, self.at, self.end)
        if not name:
            self.at += self.text[self.at : self.at + 1] not in (")", "]", "}", ",", ";")
            return Unknown("")
        self.at += len(name)
        if name in ("function", "class"):
            return self.function(start)
        if name == "async" and self.peek("function"):
            self.at += len("function")
            return self.function(start)
        return Const(_WORDS[name]) if name in _WORDS else Name(name)

    def _template(self) -> Expr:
        """A template literal: its parts put together, text first."""
        start = at = self.at + 1
        parts: list[Expr] = []
        while at < self.end and self.text[at] != "`":
            if self.text[at] == "\\":
                at += 2
            elif self.text.startswith("${", at):
                parts.append(self._part(start, at))
                self.at = at + 2
                parts.append(self.expression())
                self.close("}")
                start = at = self.at
            else:
                at += 1
        parts.append(self._part(start, min(at, self.end)))
        self.at = min(self.end, at + 1)
        said = (parts[0], *(part for part in parts[1:] if part != Const("", -1)))
        return Op("+", said) if len(said) > 1 else said[0]

    def _part(self, start: int, end: int) -> Const:
        text = self.text[start:end]
        if not text:
            return Const("")
        return Const(text, start) if "\\" not in text else Const(jslex.unescaped(text))

    def list_of(self, closing: str) -> list[Expr]:
        """Expressions with commas, up to the closing bracket; a spread one is a call of `spread`."""
        self.at += 1
        items: list[Expr] = []
        while not self.take(closing):
            if self.at >= self.end:
                break
            before = self.at
            spread = self.take("...")
            value = self.expression()
            items.append(Call("spread", (value,)) if spread else value)
            self._next(closing, before)
        return items

    def _next(self, closing: str, before: int) -> None:
        """Goes to the next entry: behind what was not understood, to a comma or the closing bracket."""
        if self.take(",") or self.peek(closing):
            return
        self.at = max(self.at, before + 1)
        while self.at < self.end and self.text[self.at] not in (",", closing):
            if self.text[self.at] in "([{`\"'":
                self.at = jslex.skip_brackets(self.text, self.at, self.end)
            else:
                self.at += 1
        self.take(",")

    def _list(self) -> Expr:
        items = self.list_of("]")
        spread = [i for i, item in enumerate(items) if isinstance(item, Call) and item.name == "spread"]
        if not spread:
            return Listing(tuple(items))
        parts = (
            item.args[0] if isinstance(item, Call) and item.name == "spread" else Listing((item,)) for item in items
        )
        return Call("joined", tuple(parts))

    def _object(self) -> Expr:
        """An object; where others are spread in it, all are merged in their order."""
        self.at += 1
        parts: list[Expr] = []
        entries: list[tuple[Expr, Expr]] = []
        while not self.take("}"):
            if self.at >= self.end:
                break
            before = self.at
            if self.take("..."):
                parts += (Table(tuple(entries)), self.expression())
                entries = []
            else:
                self._entry(entries)
            self._next("}", before)
        last = Table(tuple(entries))
        return Call("merged", (*parts, last)) if parts else last

    def _entry(self, entries: list[tuple[Expr, Expr]]) -> None:
        start = self.at
        if self.take("["):
            key = self.expression()
            self.close("]")
        else:
            key = self._key()
        if self.take(":"):
            entries.append((key, self.expression()))
        elif self.peek("("):
            entries.append((key, self.method(start)))
        elif isinstance(key, Const):
            entries.append((key, Name(str(key.value))))

    def _key(self) -> Expr:
        """A key as it is written: a name, a string or a number. `async` and the like stand before a method's name."""
        while True:
            self.space()
            name = jslex.name_at(self.text, self.at, self.end)
            if not name:
                quoted = self.text[self.at : self.at + 1] in ('"', "'") or self.text[self.at : self.at + 1].isdigit()
                return self.primary() if quoted and self.at < self.end else Unknown("")
            self.at += len(name)
            if name not in ("async", "get", "set") or self.peek(":") or self.peek("(") or self.peek(","):
                return Const(name)
