"""SARIF: valid by its schema and by Microsoft's validator, columns in UTF-16, rules with their authority."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from tests.report.samples import HOME, PATH, hostile, judged

from disclint.model import Report
from disclint.report import render

sys.path.insert(0, str(HOME / "bench"))
SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
MULTITOOL = Path(__file__).parent / "node_modules" / ".bin" / "sarif-multitool"
MEMBER = "Securities offered through Harbor Lane Securities LLC, member FINRA/SPIC."


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))


def sarif(report: Report) -> dict[str, Any]:
    """The run, after the schema has nothing to say about the log."""
    log = json.loads(render(report, "sarif"))
    assert [f"{'/'.join(map(str, e.path))}: {e.message}" for e in validator().iter_errors(log)] == []
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


def utf16(text: str, start: int, end: int) -> str:
    """What stands between two SARIF columns of a line."""
    return text.encode("utf-16-le")[2 * (start - 1) : 2 * (end - 1)].decode("utf-16-le")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The seed, the example and fifty generated articles."""
    import corpus

    folder = tmp_path_factory.mktemp("articles")
    (folder / ".git").mkdir()
    corpus.write_articles(folder, 50)
    for part in ("seeds", "examples"):
        shutil.copytree(HOME / part, folder / part)
    return judged(folder)


def test_the_seed_and_fifty_articles_are_valid(generated: Report) -> None:
    run = sarif(generated)
    assert len(run["results"]) == len(generated.findings) > 100
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
    assert any("seeds/000" in place for place in places)
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [
        r["ruleId"] for r in run["results"]
    ]


def test_hostile_words_are_valid_and_none_is_lost() -> None:
    run = sarif(hostile())
    result = run["results"][0]
    for part in ("::error", "]]>", "<script>", "@team", "\x1b[31m", "😀", "\u202e", "\\ud83d"):
        assert part in result["message"]["text"]
    assert "{{0}}" in result["message"]["text"] and "\\[link](" in result["message"]["text"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(address) == PATH and re.fullmatch(r"[\w./%-]+", address, re.ASCII)
    assert run["invocations"][0]["executionSuccessful"] is False
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["level"] for note in notes] == ["error", "error", "note", "note"]


@pytest.mark.parametrize("name", ["generated", "hostile"])
def test_the_multitool_finds_no_errors(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if not MULTITOOL.exists() and os.environ.get("DISCLINT_VALIDATORS") != "1":
        pytest.skip("sarif-multitool is not installed (make validators)")
    report = hostile() if name == "hostile" else request.getfixturevalue("generated")
    (tmp_path / "log.sarif").write_text(render(report, "sarif"))
    done = subprocess.run(
        [str(MULTITOOL), "validate", "log.sarif", "--output", "result.sarif"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [run] = json.loads((tmp_path / "result.sarif").read_text(encoding="utf-8-sig"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is True
    found = [(r["ruleId"], r["message"]) for r in run.get("results", []) if r.get("level") == "error"]
    assert not found


def test_columns_count_utf_16(here: Path) -> None:
    line = f"😀 “Ships” 𝔸𝔹 sail. {MEMBER}"
    Path("a.md").write_text(f"# 😀😀\n\n{line}\n", encoding="utf-8")
    run = sarif(judged(here))
    assert run["columnKind"] == "utf16CodeUnits"
    [result] = [r for r in run["results"] if r["ruleId"] == "finra-sipc-membership-line"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert utf16(line, region["startColumn"], region["endColumn"]) == "SPIC"
    assert region["startColumn"] == line.index("SPIC") + 1 + 3  # three characters before it take two units


def test_a_finding_with_an_edit_has_a_fix_that_mends_it(here: Path) -> None:
    line = f"😀 {MEMBER}"
    Path("a.md").write_text(f"{line}\n", encoding="utf-8")
    [result] = [r for r in sarif(judged(here))["results"] if "fixes" in r]
    [fix] = result["fixes"]
    [change] = fix["artifactChanges"]
    [replacement] = change["replacements"]
    region = replacement["deletedRegion"]
    wrong = utf16(line, region["startColumn"], region["endColumn"])
    assert (wrong, replacement["insertedContent"]["text"]) == ("SPIC", "SIPC")
    assert change["artifactLocation"]["uri"] == "a.md"


def test_what_would_need_markup_has_no_fix(here: Path) -> None:
    Path("a.md").write_text(MEMBER.replace("SPIC", "S*PI*C") + "\n")
    run = sarif(judged(here))
    assert [r["ruleId"] for r in run["results"]].count("finra-sipc-membership-line") == 1
    assert not [r for r in run["results"] if "fixes" in r]


def test_rules_tell_their_authority_and_what_mends_a_finding(here: Path) -> None:
    Path("a.md").write_text(f"{MEMBER}\n")
    rules = {rule["id"]: rule for rule in sarif(judged(here))["tool"]["driver"]["rules"]}
    rule = rules["finra-sipc-membership-line"]
    assert rule["helpUri"].startswith("https://")
    assert f"(<{rule['helpUri']}>)" in rule["help"]["markdown"] and rule["helpUri"] in rule["help"]["text"]
    assert "How to mend it" in rule["help"]["text"] and rule["defaultConfiguration"]["level"] == "error"
    assert {"unused-exception", "unsourced-number"} <= set(rules)


def test_an_exception_is_a_suppression_and_every_result_says_whether_it_has_one(here: Path) -> None:
    allow = '<!-- disclint: allow unsourced-number "our 😀 reason" -->'
    figure = "Small towns sell bonds. Demand from private investors has grown by 38% since January."
    text = f"# T\n\n{allow}\n{figure}\n\nGuaranteed returns of 5%.\n"
    Path("a.md").write_text(text, encoding="utf-8")
    results = sarif(judged(here))["results"]
    held = {r["ruleId"]: [(s["kind"], s["justification"]) for s in r["suppressions"]] for r in results}
    assert held["unsourced-number"] == [("inSource", "our 😀 reason")] and held["guaranteed-returns"] == []


def test_what_the_register_or_the_baseline_holds_back_is_suppressed_from_outside(here: Path) -> None:
    entry = "{rule: guaranteed-returns, paths: [a.md], reason: memo of May}"
    Path("disclint-exceptions.yaml").write_text(f"# ours\n- {entry}\n")
    Path("a.md").write_text(f"{MEMBER}\n\nGuaranteed returns of 5%.\n")
    report = judged(here)
    [document] = report.documents
    known = report._replace(documents=(document._replace(findings=(), baselined=document.findings),))
    results = {r["ruleId"]: r["suppressions"] for r in sarif(known)["results"]}
    [granted] = results["guaranteed-returns"]
    assert (granted["kind"], granted["justification"]) == ("external", "memo of May")
    at = granted["location"]["physicalLocation"]
    assert (at["artifactLocation"]["uri"], at["region"]["startLine"]) == ("disclint-exceptions.yaml", 2)
    assert results["finra-sipc-membership-line"] == [
        {"kind": "external", "status": "accepted", "justification": "Known in the baseline."}
    ]


def test_fingerprints_stay_when_lines_move(here: Path) -> None:

    def prints(text: str) -> list[tuple[str, str]]:
        Path("a.md").write_text(text)
        results = sarif(judged(here))["results"]
        return sorted((r["ruleId"], r["partialFingerprints"]["disclint/v1"]) for r in results)

    text = f"{MEMBER}\n\nGuaranteed returns of 5% on bonds.\n"
    assert prints(text) == prints(f"A plain sentence comes first.\n\n{text}")


def test_other_places_are_related_locations(here: Path) -> None:
    Path("a.md").write_text(
        "Sales of ships rose to $4 million. 😀 Sales of ships rose to $5 million in the same year.\n"
    )
    report = judged(here)
    run = sarif(report)
    related = [place for result in run["results"] for place in result.get("relatedLocations", [])]
    assert len(related) == sum(len(f.related) for f in report.findings)


def test_paths_outside_the_folder_are_addresses(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "in").mkdir()
    (here / "a b.md").write_text(f"{MEMBER}\n")
    monkeypatch.chdir(here / "in")
    place = sarif(judged(here, str(here / "a b.md")))["results"][0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]
    assert place == {"uri": (here / "a b.md").as_uri()}


def test_its_bytes_are_ascii_and_the_same_every_time() -> None:
    assert render(hostile(), "sarif") == render(hostile(), "sarif")
    assert render(hostile(), "sarif").isascii()
