"""The register of exceptions: what it holds back, what `exemptible` lets it, and what is said of entries that don't hold."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disclint.cli import main

PLAIN = """\
# Savers and their funds

Savers buy stocks and mutual funds, and hold treasury bonds beside them for the whole of their lives.
"""
PROMISE = PLAIN + "\nOur portfolio buys these bonds for you, and it offers guaranteed returns of the best kind.\n"
RULE = "us-no-advice-no-offer"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("old/a.md", "old/b.md", "new/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PLAIN)
    return tmp_path


@pytest.fixture
def check(here: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    def run(*arguments: str) -> dict[str, Any]:
        main(["check", "--format", "json", *arguments])
        report: dict[str, Any] = json.loads(capsys.readouterr().out)
        return report

    return run


def register(here: Path, *entries: str) -> None:
    (here / "disclint-exceptions.yaml").write_text("".join(f"- {entry}\n" for entry in entries))


def places(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(f["path"], f["element"]) for f in found if f["rule"] == RULE}


BOTH = ("not-advice", "not-offer")


def test_an_entry_holds_back_what_its_patterns_cover(here: Path, check: Callable[..., dict[str, Any]]) -> None:
    register(here, f"{{rule: {RULE}, paths: [old/, '!old/b.md'], reason: kept as published, approved_by: A. Editor}}")
    report = check()
    assert places(report["excepted"]) == {("old/a.md", element) for element in BOTH}
    assert places(report["findings"]) == {(path, e) for path in ("old/b.md", "new/c.md") for e in BOTH}
    one = report["excepted"][0]
    assert (one["reason"], one["approved_by"]) == ("kept as published (by A. Editor)", "A. Editor")
    assert one["granted"] == {"source": "register", "path": "disclint-exceptions.yaml", "line": 1, "column": 3}
    # also where a hook names the file, and from another folder
    assert not check("old/a.md")["findings"]


def test_an_entry_may_name_one_element_and_kinds_of_documents(here: Path, check: Callable[..., dict[str, Any]]) -> None:
    (here / "disclint.yaml").write_text("documents: [{glob: new/, type: newsletter}]\n")
    register(here, f"{{rule: '{RULE}#not-offer', documents: newsletter, reason: why}}")
    assert places(check()["excepted"]) == {("new/c.md", "not-offer")}


def test_it_is_found_from_every_folder_or_as_the_configuration_says(
    here: Path, check: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    register(here, f"{{rule: {RULE}, paths: old/, reason: why}}")
    monkeypatch.chdir(here / "old")
    assert not check()["findings"]
    os.rename(here / "disclint-exceptions.yaml", here / "legal.yaml")
    assert check()["findings"]
    (here / "disclint.yaml").write_text("exceptions: legal.yaml\n")
    assert not check()["findings"]
    (here / "disclint.yaml").write_text("exceptions: none\n")
    assert check()["findings"]


@pytest.mark.parametrize(
    ("exemptible", "comment", "front", "registered"),
    [("inline", True, True, True), ("register", False, False, True), ("never", False, False, False)],
)
def test_a_rule_says_where_exceptions_are_granted(
    here: Path,
    check: Callable[..., dict[str, Any]],
    exemptible: str,
    comment: bool,
    front: bool,
    registered: bool,
) -> None:
    pack = here / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: house\ntitle: House rules\n")
    (pack / "no-hype.yaml").write_text(
        f"id: no-hype\ntitle: No hype\nseverity: error\nexemptible: {exemptible}\nforbid: {{says: ['best kind']}}\n"
    )
    (here / "disclint.yaml").write_text("packs: [./house]\n")
    body = "Funds of the best kind are here.\n"
    (here / "old/a.md").write_text(f'<!-- disclint: allow no-hype "why" -->\n\n{body}')
    (here / "old/b.md").write_text(f"---\ndisclint: [{{allow: no-hype, reason: why}}]\n---\n\n{body}")
    (here / "new/c.md").write_text(body)
    register(here, "{rule: no-hype, paths: new/, reason: why}")
    report = check()
    held = {f["path"] for f in report["excepted"]}
    assert held == {p for p, yes in (("old/a.md", comment), ("old/b.md", front), ("new/c.md", registered)) if yes}
    told = {f["path"] for f in report["findings"] if f["rule"] == "invalid-exception"}
    refused = {p for p, yes in (("old/a.md", comment), ("old/b.md", front)) if not yes}
    assert told == refused | ({"disclint-exceptions.yaml"} if not registered else set())


FLAWS = [
    ("{rule: us-no-advice-no-ofer, paths: old/, reason: why}", "unknown-exception", 'did you mean "us-no-advice-no-offer"?'),
    (f"{{rule: {RULE}, paths: old/, reason: why, until: 2020-01-31}}", "expired-exception", "ended on 2020-01-31"),
    (f"{{rule: {RULE}, paths: absent/, reason: why}}", "unused-exception", f"{RULE} finds nothing that this entry covers"),
    (f"{{rule: '{RULE}#absent', paths: old/, reason: why}}", "unused-exception", f"{RULE}#absent finds nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "rule", "words"), FLAWS)
def test_an_entry_that_does_not_hold_is_a_finding_at_its_place(
    here: Path, check: Callable[..., dict[str, Any]], entry: str, rule: str, words: str
) -> None:
    register(here, f"{{rule: {RULE}, paths: new/, reason: why}}", entry)
    [flaw] = [f for f in check()["findings"] if f["path"] == "disclint-exceptions.yaml"]
    assert (flaw["rule"], flaw["line"], flaw["column"], flaw["severity"]) == (rule, 2, 3, "warning")
    assert words in flaw["message"]
    if rule == "unused-exception":  # only where all that it covers was read, by all the rules
        for arguments in (["new/c.md"], ["new"], ["--as", "publisher"], ["--select", "guaranteed-returns"]):
            assert not [f for f in check(*arguments)["findings"] if f["rule"] == rule]


PROBLEMS = [
    (f"{{rule: {RULE}, paths: old/}}", '1:3: problem: the key "reason" is missing'),
    (f"{{rule: {RULE}, paths: old/, reason: ''}}", "1:"),
    (f"{{rule: {RULE}, reason: why}}", "paths"),
    (f"{{rule: {RULE}, paths: old/, reason: why, untill: 2030-01-01}}", 'did you mean "until"?'),
    (f"{{rule: {RULE}, paths: old/, reason: why, until: soon}}", "a date such as 2030-12-31"),
    (f"{{rule: {RULE}, paths: old/, reason: why, until: 2030-02-30}}", "there is no such day: 2030-02-30"),
    (f"{{rule: {RULE}, documents: leaflet, reason: why}}", "newsletter"),
    ("[", "disclint-exceptions.yaml:"),
]


@pytest.mark.parametrize(("entry", "words"), PROBLEMS)
def test_a_register_with_a_mistake_grants_nothing_and_is_exit_2(
    here: Path, entry: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    register(here, entry)
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("disclint-exceptions.yaml:") and words in err
    assert "6 findings" in out


def test_what_is_excepted_is_not_in_the_baseline(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register(here, f"{{rule: {RULE}, paths: old/, reason: why}}")
    assert main(["baseline", "write"]) == 0
    assert "2 findings in 1 document" in capsys.readouterr().out


def test_templates_are_covered_by_their_own_paths(here: Path, check: Callable[..., dict[str, Any]]) -> None:
    (here / "hugo.toml").write_text('baseURL = "https://example.com/"\n')
    (here / "layouts/_default").mkdir(parents=True)
    (here / "layouts/_default/single.html").write_text("<p>It offers guaranteed returns to you.</p>{{ .Content }}\n")
    (here / "content").mkdir()
    (here / "content/a.md").write_text(PLAIN)
    assert "layouts/_default/single.html" in {f["path"] for f in check("content")["findings"]}
    register(here, "{rule: guaranteed-returns, paths: layouts/, reason: the name of a product}")
    report = check("content")
    assert "layouts/_default/single.html" not in {f["path"] for f in report["findings"]}
    assert {f["path"] for f in report["excepted"]} == {"layouts/_default/single.html"}
