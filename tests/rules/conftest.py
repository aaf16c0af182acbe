"""What the shipped rules see and say in a text: the one way in for the tests beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint.engine import Engine
from disclint.facts import Facts
from disclint.formats import parse
from disclint.model import Finding, Source
from disclint.ruleset.load import RuleSet, builtin_rules, load_packs

# figures are tested elsewhere, and by the examples of their rules
CLAIMS = frozenset(path.stem for path in Path(builtin_rules(), "claims").glob("*.yaml"))
Row = dict[str, object]


class Shipped:
    """The shipped rules at work on one text."""

    def __init__(self) -> None:
        self.ruleset: RuleSet = load_packs([builtin_rules()])
        self.engine = Engine(self.ruleset)

    def rows(self, text: str, key: str) -> list[Row]:
        """One list of `inspect`: "statements" or "forbidden"."""
        found = self.engine.inspect(parse(Source("article.md", text), "markdown"), Facts())[key]
        assert isinstance(found, list)
        return [row for row in found if isinstance(row, dict)]

    def statements(self, text: str) -> set[str]:
        return {str(row["statement"]) for row in self.rows(text, "statements")}

    def findings(self, text: str, **facts: tuple[str, ...] | str) -> list[Finding]:
        """What the rules of us/core report; those of claims are tested elsewhere."""
        known = Facts(**facts)  # type: ignore[arg-type]
        report = self.engine.check(parse(Source("article.md", text), "markdown"), known)
        assert report.problems == ()
        return [f for f in report.findings if f.rule not in CLAIMS]

    def lines(self, text: str, **facts: tuple[str, ...] | str) -> list[str]:
        """Each finding as `line severity rule#element state`."""
        return [
            f"{f.position.line} {f.severity} {f.rule}{'#' + f.element if f.element else ''} {f.state}"
            for f in self.findings(text, **facts)
        ]


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    return Shipped()
