"""A rule written in a test, at work on a text: through the real loader, parser and engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.engine import Engine
from disclint.facts import Facts
from disclint.formats import parse
from disclint.model import DocumentReport, Finding, Source
from disclint.ruleset.load import load_packs

Judge = Callable[..., DocumentReport]
Lines = Callable[..., list[str]]

HEAD = "id: {id}\ntitle: A rule\nbasis: house\nwhy: To see what it does.\n"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def judge(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """`judge(rule, text, format="markdown", settings={}, lexicons={}, **facts)`; `rule` is YAML without its head."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    engines: dict[str, Engine] = {}

    def run(
        rule: str,
        text: str,
        *,
        format: str = "markdown",
        settings: object = None,
        lexicons: dict[str, str] | None = None,
        **facts: object,
    ) -> DocumentReport:
        key = rule + repr(settings)
        if key not in engines:
            folder = tmp_path / f"house{len(engines)}"
            for name, body in {"pack": "id: house\ntitle: House\n", **(lexicons or {})}.items():
                place = folder / ("lexicons" if name in (lexicons or {}) else "") / f"{name}.yaml"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(body)
            for i, body in enumerate(rule.split("\n---\n")):
                (folder / f"rule-{i}.yaml").write_text(HEAD.format(id=f"rule-{i}") + body)
            ruleset = load_packs([folder])
            assert ruleset.problems == (), [str(p) for p in ruleset.problems]
            engines[key] = Engine(ruleset, settings)  # type: ignore[arg-type]
        return engines[key].check(parse(Source("x.md", text), format), Facts(**facts))  # type: ignore[arg-type]

    return run


@pytest.fixture
def lines(judge: Judge) -> Lines:
    """Each finding as `line:column severity element state "the words at its place"`."""

    def run(rule: str, text: str, **options: object) -> list[str]:
        return [shown(f, text) for f in judge(rule, text, **options).findings]

    return run


def shown(finding: Finding, text: str) -> str:
    place = f"{finding.position.line}:{finding.position.column}"
    element = f" {finding.element}" if finding.element else ""
    return f'{place} {finding.severity}{element} {finding.state} "{text[finding.span.start : finding.span.end]}"'
