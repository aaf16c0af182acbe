"""Formats that other programs read: valid by their schemas or their own readers, whatever words they carry."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
import xmlschema
from tests.report.samples import HOME, HOSTILE, PATH, hostile, judged

from disclint.model import DocumentReport, Problem, Report
from disclint.report import PLAIN, Look, render

SCHEMAS = Path(__file__).parent / "schemas"
MEMBER = "Securities offered through Harbor Lane Securities LLC, member FINRA/SPIC."
# Characters that XML can't hold and that are no whole characters are written out.
WRITTEN = (
    HOSTILE.replace("\x00", "\\u0000")
    .replace("\x07", "\\u0007")
    .replace("\x1b", "\\u001b")
    .replace("\ud83d", "\\ud83d")
)


@cache
def checkstyle_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "checkstyle.xsd"))


def faults(value: object, schema: str) -> list[str]:
    known = json.loads((SCHEMAS / schema).read_text())
    checker = jsonschema.Draft202012Validator(known, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, e.path))}: {e.message}" for e in checker.iter_errors(value)]


def gitlab(report: Report) -> list[dict[str, Any]]:
    issues = json.loads(render(report, "gitlab"))
    assert faults(issues, "gitlab.json") == []
    assert isinstance(issues, list)
    return issues


def diagnostics(report: Report) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in render(report, "rdjsonl").split("\n")[:-1]]
    assert [fault for line in lines for fault in faults(line, "rdjsonl.json")] == []
    return lines


def checkstyle(report: Report) -> ElementTree.Element:
    text = render(report, "checkstyle")
    checkstyle_schema().validate(io.StringIO(text))
    return ElementTree.fromstring(text)


def junit(report: Report, look: Look = PLAIN) -> junitparser.JUnitXml:
    text = render(report, "junit", look)
    assert text.isascii()
    return junitparser.JUnitXml.fromstring(text.encode())


def lines(report: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render(report, "jsonl").split("\n")[:-1]]


@pytest.fixture
def real(here: Path) -> Report:
    """The example, a text with an exception, and a file that can't be read."""
    (here / "example.md").write_bytes((HOME / "examples" / "harbor-lane.md").read_bytes())
    allow = '<!-- disclint: allow finra-sipc-membership-line "our reason" -->'
    (here / "excepted.md").write_text(f"{allow}\n\n{MEMBER}\n")
    (here / "broken.md").write_bytes(b"caf\xe9")
    return judged(here, ".")


def test_every_format_is_valid_for_real_documents(real: Report) -> None:
    found = len(real.findings)
    assert len(gitlab(real)) == len(diagnostics(real)) == len(checkstyle(real).findall(".//error")) == found + 1
    assert [line["kind"] for line in lines(real)].count("finding") == found
    assert junit(real).errors == 1


def test_every_format_is_valid_where_nothing_was_read() -> None:
    empty = Report(())
    assert gitlab(empty) == [] and diagnostics(empty) == [] and list(checkstyle(empty)) == []
    assert junit(empty).tests == 0
    assert [line["kind"] for line in lines(empty)] == ["report", "summary"]


# GitLab


def test_gitlab_tells_no_two_issues_by_one_fingerprint(real: Report) -> None:
    twice = Report((*real.documents, *(d._replace(findings=d.findings * 2) for d in real.documents)), real.problems)
    prints = [issue["fingerprint"] for issue in gitlab(twice)]
    assert len(set(prints)) == len(prints) > 10


def test_gitlab_knows_a_finding_again_when_lines_move(here: Path) -> None:
    def prints(text: str) -> list[str]:
        (here / "a.md").write_text(text)
        return sorted(issue["fingerprint"] for issue in gitlab(judged(here, ".")))

    assert prints(f"{MEMBER}\n") == prints(f"A plain line.\n\n{MEMBER}\n")


def test_gitlab_severities(real: Report) -> None:
    found = {(issue["check_name"].split("#")[0], issue["severity"]) for issue in gitlab(real)}
    assert {("problem", "blocker"), ("guaranteed-returns", "major"), ("unsourced-number", "minor")} <= found


def test_gitlab_carries_hostile_words() -> None:
    issues = gitlab(hostile())
    told = [issue for issue in issues if issue["check_name"].startswith("some-rule#")]
    assert told[0]["description"].startswith(HOSTILE.replace("\ud83d", "\\ud83d"))
    assert told[0]["location"]["path"] == PATH


# reviewdog


def test_rdjsonl_counts_bytes(here: Path) -> None:
    line = f"😀 “Ships” sail. {MEMBER}"
    (here / "a.md").write_text(f"{line}\n", encoding="utf-8")
    [one] = [d for d in diagnostics(judged(here, "a.md")) if d["code"]["value"].startswith("finra")]
    at = one["location"]["range"]
    assert line.encode()[at["start"]["column"] - 1 : at["end"]["column"] - 1] == b"SPIC"
    assert one["suggestions"] == [{"range": at, "text": "SIPC"}]
    assert one["code"]["url"].startswith("https://")


def test_rdjsonl_carries_hostile_words() -> None:
    text = render(hostile(), "rdjsonl")
    assert text.isascii() and text.count("\n") == len(diagnostics(hostile())) == 6
    told = [d for d in diagnostics(hostile()) if d["code"]["value"].startswith("some-rule#")]
    assert told[0]["message"].startswith(HOSTILE.replace("\ud83d", "\\ud83d"))
    # “ is three bytes, 😀 four: the third character of the first line, the fourth of the second
    assert told[0]["location"]["range"] == {"start": {"line": 1, "column": 8}, "end": {"line": 2, "column": 10}}


# Checkstyle


def test_checkstyle_groups_by_file(real: Report) -> None:
    names = [file.get("name") for file in checkstyle(real)]
    assert sorted(names) == ["broken.md", "example.md"]
    first = checkstyle(real).find("file[@name='example.md']/error")
    assert first is not None
    assert (first.get("line"), first.get("source")) == ("10", "disclint.unsourced-number")


def test_checkstyle_carries_hostile_words() -> None:
    assert render(hostile(), "checkstyle").isascii()
    messages = [error.get("message") or "" for error in checkstyle(hostile()).iter("error")]
    assert any(message.startswith(WRITTEN) for message in messages)
    assert PATH in [file.get("name") for file in checkstyle(hostile())]


# JUnit


def test_junit_has_a_test_for_each_rule_that_judged_a_document(real: Report) -> None:
    suites = {suite.name: suite for suite in junit(real)}
    assert set(suites) == {"broken.md", "example.md", "excepted.md"}
    cases = {case.name: case for case in suites["example.md"]}
    assert isinstance(cases["guaranteed-returns"].result[0], junitparser.Failure)
    assert cases["risk-free-claims"].is_passed and cases["unsourced-number"].is_passed
    assert "38%" in cases["unsourced-number"].system_out
    excepted = {case.name: case for case in suites["excepted.md"]}["finra-sipc-membership-line"]
    assert isinstance(excepted.result[0], junitparser.Skipped)
    assert excepted.result[0].message == "excepted: our reason"
    [unread] = suites["broken.md"]
    assert isinstance(unread.result[0], junitparser.Error)


@pytest.mark.parametrize(("fail_on", "red"), [("", 3), ("warning", 5), ("error", 3), ("never", 0), ("info", 5)])
def test_junit_is_red_where_the_run_fails(here: Path, fail_on: str, red: int) -> None:
    (here / "example.md").write_bytes((HOME / "examples" / "harbor-lane.md").read_bytes())
    assert junit(judged(here, "example.md"), Look(fail_on=fail_on)).failures == red


def test_junit_counts_what_it_holds(real: Report) -> None:
    whole = junit(real)
    counted = junitparser.JUnitXml.fromstring(render(real, "junit").encode())
    counted.update_statistics()
    assert (whole.tests, whole.failures, whole.errors, whole.skipped) == (
        counted.tests,
        counted.failures,
        counted.errors,
        counted.skipped,
    )


def test_junit_carries_hostile_words() -> None:
    suites = {suite.name: suite for suite in junit(hostile())}
    assert set(suites) == {".", PATH}
    results = {case.name: case.result for case in suites[PATH]}
    [failure] = results["some-rule"]
    assert failure.message == WRITTEN
    assert "]]>" in failure.text and "<script>" in failure.text


def test_junit_says_what_is_undecided_and_what_failed() -> None:
    document = DocumentReport("a.md", problems=(Problem("a.md", "can't be read", 2, 1),))
    [suite] = junit(Report((document,)))
    [case] = suite
    assert case.result[0].message == "can't be read" and case.result[0].text == "a.md:2:1: can't be read"


# JSON Lines


def test_json_lines_hold_what_the_json_report_holds(real: Report) -> None:
    whole = json.loads(render(real, "json"))
    found = lines(real)
    assert found[0] == {"kind": "report", "version": whole["version"], "ruleset": whole["ruleset"]}
    assert found[-1] == {"kind": "summary", **whole["summary"]}
    for kind, key in (("finding", "findings"), ("excepted", "excepted"), ("problem", "problems")):
        assert [{"kind": kind, **item} for item in whole[key]] == [line for line in found if line["kind"] == kind]


def test_json_lines_carry_hostile_words_one_to_a_line() -> None:
    text = render(hostile(), "jsonl")
    assert text.isascii() and text.count("\n") == len(lines(hostile())) == 9
    assert next(line for line in lines(hostile()) if line["kind"] == "finding")["message"] == HOSTILE
