"""Statements of JavaScript: what a block sets, and what it returns on which condition."""

from __future__ import annotations

from collections.abc import Sequence

from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.jschanges import assigned, changed, shown
from disclint.site.jscontrol import Control
from disclint.site.jsexpr import NESTED
from disclint.site.jssteps import Break, Step
from disclint.site.template import Call, Const, Expr, Get, Let, Name, Table, Unknown

_WORD = expression(
    r"(?:const|let|var|return|if|switch|for|while|do|try|throw|break|continue|function|class|export|import|type|interface"
    r"|enum|declare|async\s++function|abstract)(?![\w$])(?!\s*+[=.:,)])"
)
_ASSIGNMENT = expression(r"(\+|-|\*|/|%|\?\?|\|\||&&)?+=(?![=>])|\+\+|--")
_ENTRY = expression(r"([A-Za-z_$][\w$]*+)\s*+(?:=\s*+)?+")
_PASSED = expression(
    r"(?:\{(?P<named>[^{}]*+)\}|\*(?:\s++as\s++[\w$]++)?+)\s*+(?P<from>from\s*+[\"'][^\"'\n]*+[\"'])?+"
)
_ALIAS = expression(r"([\w$]++)(?:\s++as\s++([\w$]++))?+")
_IMPORTED = expression(r"\s*+(?:[^\"'`;(]{0,5000}?[\"'][^\"'\n]*+[\"'])(?:\s*+(?:with|assert)\s*+\{[^{}]*+\})?+")
_ASKED = Get(Name("Astro"), Const("params"))  # what a page is asked for by


class Parser(Control):
    """A parser of JavaScript with JSX. Values are read by `expression`, markup by `children`, code by `statements`."""

    def block(self) -> Sequence[Step]:
        self.depth += 1
        steps: Sequence[Step] = ()
        self.take("{")
        if self.depth <= NESTED:
            steps = self.statements()
            self.take("}")
        else:
            self.too_deep()
            self.at = jslex.skip_brackets(self.text, self.at, self.end, 1)
        self.depth -= 1
        return steps

    def statements(self) -> Sequence[Step]:
        """The statements up to the closing brace or the end. Functions are known before they are declared."""
        steps: list[Step] = []
        functions: list[Step] = []
        while not self.peek("}") and self.at < self.end:
            before = self.at
            found = self.statement()
            hoisted = self.text.startswith(("function", "async"), before)
            (functions if hoisted else steps).extend(found)
            self.at = max(self.at, before + 1)
        return [*functions, *steps]

    def statement(self) -> Sequence[Step]:
        """One statement: what it sets, or where it goes."""
        match = _WORD.match(self.text, self.at, self.end)
        word = match.group()[:5] if match else self.text[self.at : self.at + 1]
        start = self.at
        if word == "{":
            return self.block()
        if match is None or (word == "impor" and self.text.startswith(("(", "."), match.end())):
            return self._expressed()
        self.at = match.end()
        match word:
            case "const" | "let" | "var":
                return self._declared()
            case "retur" | "throw":
                return self._leave(word == "throw")
            case "if":
                return self._if()
            case "switc":
                return self._switch()
            case "for" | "while" | "do":
                return self._loop(start)
            case "try":
                return self._try()
            case "break" | "conti":
                self._finish()
                return [Break()]
        return self._outer(word, start)

    def _outer(self, word: str, start: int) -> Sequence[Step]:
        """Statements of a module, and declarations of functions and types."""
        match word:
            case "funct" | "async" | "class":
                made = self.function(start)
                return [Let(self.named, shown(self.named, made))] if self.named else []
            case "expor":
                return self._exported()
            case "enum":
                return self._enum()
            case "impor":
                match = _IMPORTED.match(self.text, self.at, self.end)
                self.at = match.end() if match else self.at
            case "type" | "inter":
                self._type(word)
        if word not in ("decla", "abstr"):
            self._finish()
        return []

    # -- steps

    def _declared(self) -> Sequence[Step]:
        """`a = 1, { b } = c`."""
        lets: list[Step] = []
        if self.text.startswith("enum ", jslex.skip_space(self.text, self.at, self.end)):
            self.take("enum")
            return self._enum()
        while True:
            lets += self._binding()
            if not self.take(","):
                self._finish()
                return lets

    def _binding(self) -> list[Let]:
        own: list[Let] = []
        if self.peek("{") or self.peek("["):
            name = f"#{self.at}"
            self.pattern(Name(name), own)
        else:
            name = self._taken_name()
        self.take("!")
        self._skip_annotation()
        value: Expr = Const(None)
        if self.peek("=") and not self.peek("=="):
            self.take("=")
            value = self.expression()
        self._note(name, value, own)
        return [Let(name, shown(name, value)), *own] if name else []

    def _note(self, name: str, value: Expr, parts: Sequence[Let]) -> None:
        """Remembers what is fetched by calls of functions."""
        if value == _ASKED or (isinstance(value, Call) and value.name not in ("merged", "joined", "or default")):
            self.fetched.update((name, *(part.name for part in parts)))

    def _expressed(self) -> Sequence[Step]:
        value = self.expression()
        self.space()
        match = _ASSIGNMENT.match(self.text, self.at, self.end)
        steps: Sequence[Step] = ()
        if match:
            self.at = match.end()
            counted = match.group() in ("++", "--")
            steps = assigned(value, match[1] or "", Unknown("++") if counted else self.expression())
        elif isinstance(value, Call):
            steps = changed(value, self.at)
        self._finish()
        return steps

    # -- modules

    def _exported(self) -> Sequence[Step]:
        if self._takes("default"):
            return self._default()
        self.space()
        match = _PASSED.match(self.text, self.at, self.end)
        if match is None:
            return []  # what is exported is declared behind the word
        self.at = match.end()
        self._finish()
        if match["from"]:
            return []
        names = _ALIAS.finditer(match["named"] or "")
        return [Let(m[2], Name(m[1])) for m in names if m[2]]

    def _default(self) -> Sequence[Step]:
        self.named = ""
        named = self.text.startswith(("function", "class", "async"), jslex.skip_space(self.text, self.at, self.end))
        value = self.expression()
        value = shown("" if named and self.named[:1].islower() else "Default", value)
        self._finish()
        own = [Let(self.named, value)] if named and self.named else []
        return [*own, Let("default", value)]

    def _enum(self) -> Sequence[Step]:
        name = self._taken_name()
        if not self.take("{"):
            return []
        entries: list[tuple[Expr, Expr]] = []
        while not self.take("}") and self.at < self.end:
            self.space()
            match = _ENTRY.match(self.text, self.at, self.end)
            if match is None:
                self.at += 1
                continue
            self.at = match.end()
            value = self.expression() if match.group().rstrip().endswith("=") else Const(len(entries))
            entries.append((Const(match[1]), value))
            self.take(",")
        return [Let(name, Table(tuple(entries)))]

    def _type(self, word: str) -> None:
        if word == "type":
            stop = self.text.find("=", self.at, min(self.end, self.at + 400))
            self.at = jslex.skip_type(self.text, stop + 1, self.end) if stop >= 0 else self.at
        else:
            brace = self.text.find("{", self.at, self.end)
            self.at = jslex.skip_brackets(self.text, brace, self.end) if brace >= 0 else self.end
