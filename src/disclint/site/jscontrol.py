"""Statements of JavaScript that decide what comes next: conditions, loops, what leaves a function."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeAlias

from disclint.lazy import expression
from disclint.site import jslex
from disclint.site.jsexpr import LONG, NESTED
from disclint.site.jsfunction import Functions
from disclint.site.jssteps import Arm, Break, Fork, Leave, Step, arm, leaving, nodes_of
from disclint.site.template import Call, Const, Expr, Let, Loop, Name, Op, Unknown

_STEP = expression(r"[;\n(\[{}\"'`/]")
_OF = expression(r"(?:of|in)(?![\w$])")
_CASE = expression(r"(?:case(?![\w$])|default\s*+:)")
Ways: TypeAlias = "Sequence[tuple[list[Expr] | None, Sequence[Step], int]]"


class Control(Functions):
    """`fetched` holds the names of what calls of functions gave."""

    def __init__(self, text: str, at: int, end: int, *, astro: bool = False) -> None:
        super().__init__(text, at, end, astro=astro)
        self.fetched: set[str] = set()

    @abstractmethod
    def statement(self) -> Sequence[Step]:
        """One statement: what it sets, or where it goes."""

    def _leave(self, thrown: bool) -> Sequence[Step]:
        start = self.at
        begin = jslex.skip_space(self.text, start, self.end)
        if self.text[begin : begin + 1] in ("", ";", "}") or "\n" in self.text[start:begin].partition("/")[0]:
            return [Leave(Const(None), start, start)]
        value = self.expression()
        step = Leave(Const(None) if thrown else value, begin, self.at)
        self._finish()
        return [step]

    def _if(self) -> Sequence[Step]:
        arms: list[Arm] = []
        while True:
            start = self.at
            test = self._head()
            end = self.at
            steps = self._body()
            arms.append(arm(self._guard(test) if leaving(steps) else test, steps, start, end))
            if not self._takes("else"):
                break
            if not self._takes("if"):
                arms.append(arm(None, self._body(), start, end))
                break
        return [Fork(tuple(arms))]

    def _guard(self, test: Expr) -> Expr:
        """`if (!post) return …`, about something that was fetched: where that can't be known, the page is there."""
        match test:
            case Op("not", (Name(name),)) if name in self.fetched:
                return Op("not", (Call("present", test.args),))
            case Op("==", (Name(name), Const(None))) if name in self.fetched:
                return Op("not", (Call("present", (Name(name),)),))
            case Op("or", args):
                return Op("or", tuple(map(self._guard, args)))
        return test

    def _takes(self, word: str) -> bool:
        self.space()
        after = self.at + len(word)
        if not self.text.startswith(word, self.at) or self.text[after : after + 1].isalnum():
            return False
        self.at = after
        return True

    def _head(self) -> Expr:
        """The test in brackets."""
        if not self.take("("):
            return Unknown("")
        value = self.expression()
        self.close(")")
        return value

    def _body(self) -> Sequence[Step]:
        """A block, or one statement."""
        self.space()
        if self.take(";"):
            return ()
        self.depth += 1
        steps = self.statement() if self.depth <= NESTED and self.at < self.end else ()
        self.depth -= 1
        return steps

    def _switch(self) -> Sequence[Step]:
        subject = Let(f"#{self.at}", self._head())
        if not self.take("{"):
            return []
        self.depth += 1
        arms = self._arms()
        self.depth -= 1
        return [subject, Fork(tuple(_cases(subject.name, arms)), catches=True)]

    def _arms(self) -> Ways:
        """What stands between the braces of a `switch`: the values of each arm (None for the default), and its steps."""
        arms: list[tuple[list[Expr] | None, Sequence[Step], int]] = []
        if self.depth > NESTED:
            self.too_deep()
            self.at = jslex.skip_brackets(self.text, self.at, self.end, 1)
            return []
        tests: list[Expr] | None = []
        while not self.take("}") and self.at < self.end:
            before = self.at
            if self._takes("case"):
                value = self.expression()
                if tests is not None:
                    tests.append(value)
                self.take(":")
            elif self._takes("default"):
                tests = None
                self.take(":")
            else:
                arms.append((tests, self._case(), before))
                tests = []
            self.at = max(self.at, before + 1)
        return arms

    def _case(self) -> Sequence[Step]:
        steps: list[Step] = []
        while self.at < self.end and not self.peek("}"):
            if _CASE.match(self.text, self.at, self.end):
                break
            before = self.at
            steps += self.statement()
            self.at = max(self.at, before + 1)
        return steps

    def _loop(self, start: int) -> Sequence[Step]:
        """A loop over a list is followed; what others set or return can't be known."""
        if self.text.startswith("do", start):
            steps = self._body()
            if self._takes("while"):
                self._head()
            return [Fork((arm(Unknown("do"), steps, start, self.at, catches=True),), catches=True)]
        self._takes("await")
        open_ = jslex.skip_space(self.text, self.at, self.end)
        close = jslex.skip_brackets(self.text, open_, self.end)
        lets, over = self._over(close, f"#{start}")
        self.at = close
        steps = self._body()
        if over is None or leaving(steps, breaks=False):
            return [Fork((arm(Unknown("for"), [*lets, *steps], start, close, catches=True),), catches=True)]
        body = nodes_of([*lets, *steps], valued=True)
        return [Loop((f"#{start}",), over, body, (), start, close)]

    def _over(self, close: int, name: str) -> tuple[list[Let], Expr | None]:
        """`(const x of list)`."""
        lets: list[Let] = []
        if not self.take("("):
            return [], None
        word = next((w for w in ("const", "let", "var") if self._takes(w)), "")
        if word and (self.peek("{") or self.peek("[")):
            self.pattern(Name(name), lets)
        elif word:
            lets.append(Let(self._taken_name(), Name(name)))
        self.space()
        match = _OF.match(self.text, self.at, close)
        if not word or match is None or match.group() == "in":
            return [let._replace(value=Unknown("for")) for let in lets], None
        self.at = match.end()
        return lets, self.expression()

    def _try(self) -> Sequence[Step]:
        """What is tried is taken to succeed."""
        steps = [*self.block()]
        if self._takes("catch"):
            if self.peek("("):
                self.at = jslex.skip_brackets(self.text, self.at, self.end)
            self.block()
        if self._takes("finally"):
            steps += self.block()
        return steps

    def _finish(self) -> None:
        """To the end of the statement: behind what was not understood."""
        self.space()
        before = self.text[max(0, self.at - 200) : self.at].rstrip(" \t")
        if self.take(";") or self.at >= self.end or self.peek("}") or before.endswith(("\n", ";", "*/")):
            return
        while match := _STEP.search(self.text, self.at, self.end):
            self.at = match.start()
            if match.group() in ";\n}":
                self.at += match.group() != "}"
                return
            self.at = max(self.at + 1, jslex.skip_brackets(self.text, self.at, self.end))
        self.at = self.end


def _cases(subject: str, found: Ways) -> list[Arm]:
    """The arms of a `switch`: the default last; one that goes on into the next takes its steps with it."""
    arms: list[Arm] = []
    default: list[Arm] = []
    following: Sequence[Step] = ()
    for tests, steps, at in reversed(found):
        if not any(isinstance(step, Leave | Break) for step in steps):
            steps = [*steps, *following] if len(following) < LONG else [Leave(Unknown("switch"), at, at)]
        following = steps
        made = arm(_any(subject, tests), steps, at, at, catches=True)
        (default if tests is None else arms).append(made)
    return [*reversed(arms), *default]


def _any(subject: str, tests: list[Expr] | None) -> Expr | None:
    """Whether the subject is one of the values."""
    if tests is None:
        return None
    same: list[Expr] = [Op("==", (Name(subject), test)) for test in tests]
    return same[0] if len(same) == 1 else Op("or", tuple(same)) if same else Unknown("case")
