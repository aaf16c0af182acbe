"""GitHub annotations: commands that the runner reads as they were meant, within what it shows, and nothing else."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from tests.report.samples import HOSTILE, PATH, hostile

from disclint.model import DocumentReport, Finding, Position, Problem, Report, Span, Undecided
from disclint.report import FINE_PRINT, Look, render
from disclint.report.text import safe


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def commands(output: str) -> list[Command]:
    """The commands of a log as the runner reads them: a line that starts with `::` after white space."""
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        # the old form of a command is looked for anywhere in other lines
        assert line.strip().startswith("::") or "##[" not in line
        match = re.fullmatch(r"::([a-z-]+)(?: ([^:]*))?::(.*)", line.strip())
        if match:
            pairs = [pair.split("=", 1) for pair in (match[2] or "").split(",") if pair]
            found.append(Command(match[1], {k: unescaped(v) for k, v in pairs}, unescaped(match[3])))
        else:
            assert not line.strip().startswith("::"), line
    return found


def finding(line: int, severity: str = "error", **changes: object) -> Finding:
    at = Position(line, 3, line, 9)
    base = Finding("some-rule", None, "forbidden", severity, f"m{line}", "a.md", Span(0, 1), at, "x")  # type: ignore[arg-type]
    return base._replace(**changes)  # type: ignore[arg-type]


def report(*findings: Finding) -> Report:
    return Report((DocumentReport("a.md", findings),))


def test_an_annotation_stands_at_its_place() -> None:
    [one] = commands(render(report(finding(8, element="part", fix="Say less, 100%: now")), "github"))
    place = {"file": "a.md", "line": "8", "endLine": "8", "col": "3", "endColumn": "9", "title": "some-rule#part"}
    assert one == Command("error", place, "m8\nfix: Say less, 100%: now")


def test_columns_are_left_out_where_the_ends_stand_on_two_lines() -> None:
    [one] = commands(render(report(finding(8, position=Position(8, 3, 9, 1))), "github"))
    assert one.properties == {"file": "a.md", "line": "8", "endLine": "9", "title": "some-rule"}


@pytest.mark.parametrize(("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
@pytest.mark.parametrize("count", [1, 10, 11, 40])
def test_no_more_than_ten_of_a_kind_and_none_is_lost(severity: str, name: str, count: int) -> None:
    output = render(report(*(finding(line, severity) for line in range(1, count + 1))), "github")
    found = commands(output)
    assert {command.name for command in found} == {name} and len(found) == min(count, 10)
    if count > 10:
        assert found[-1].properties == {"title": f"{count - 9} more {name}s"}
        assert "a.md:10:3: " in found[-1].message
    assert [line for line in range(1, count + 1) if not re.search(rf"\bm{line}\b", output)] == []


def test_each_kind_has_ten() -> None:
    many = [finding(line, severity) for severity in ("error", "warning", "info") for line in range(1, 13)]
    names = [command.name for command in commands(render(report(*many), "github"))]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10


def test_problems_and_what_is_undecided_are_annotations() -> None:
    found = commands(
        render(Report((), (Problem("", "no rules"),), (Undecided("hugo.toml", "site:hugo", "templates", 3),)), "github")
    )
    assert found == [
        Command("error", {"title": "problem"}, "This could not be judged: no rules"),
        Command(
            "notice",
            {"file": "hugo.toml", "line": "3", "endLine": "3", "col": "1", "endColumn": "1", "title": "undecided"},
            "Undecided: templates",
        ),
    ]


def test_hostile_words_command_nothing() -> None:
    many = hostile()
    [document] = many.documents
    crowd = tuple(document.findings[0]._replace(fingerprint=str(i)) for i in range(15))
    output = render(many._replace(documents=(document._replace(findings=crowd),)), "github")
    found = commands(output)
    assert {command.name for command in found} == {"error", "notice"}
    assert {command.properties.get("file", PATH) for command in found} == {PATH}
    assert found[2].message == "\n".join(map(safe, f"{HOSTILE}\nfix: {HOSTILE}".split("\n")))
    # a path has to stay what it is; all other words are made harmless
    assert "\x1b" not in output and "\u202e" not in output.replace("\u202e😀.md", "")


def test_the_last_line_sums_up_unless_it_is_to_be_brief() -> None:
    assert render(report(finding(8)), "github").endswith(f"1 finding (1 error) in 1 document.\n{FINE_PRINT}\n")
    assert render(report(finding(8)), "github", Look(brief=True)).count("\n") == 1
    assert render(report(), "github", Look(brief=True)) == ""


@pytest.mark.parametrize(
    "start", ["::error::boo", "  ::add-mask::x", "##[error]x", "x ##[add-mask]y", "\n::stop-commands::x"]
)
def test_the_report_for_people_commands_no_runner_either(start: str) -> None:
    shown = finding(1, message=start, excerpt=start, path=start)
    assert commands(render(report(shown), "text")) == []
    assert commands(safe(start)) == []
