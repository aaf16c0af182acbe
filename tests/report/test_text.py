"""The report for people."""

from __future__ import annotations

import json

import pytest
import regex

from disclint.model import DocumentReport, Finding, Position, Problem, Related, Report, Span, Suppressed, Undecided
from disclint.report import FINE_PRINT, Look, render
from disclint.report.text import WIDTH, cut, safe, summary


def finding(**changes: object) -> Finding:
    values: dict[str, object] = {
        "rule": "some-rule",
        "element": None,
        "state": "forbidden",
        "severity": "error",
        "message": 'It promises "gains".',
        "path": "a.md",
        "span": Span(0, 5),
        "position": Position(8, 146, 8, 151),
        "excerpt": "Sure gains for all",
        "fix": "Say less",
    } | changes
    return Finding(**values)  # type: ignore[arg-type]


def report(*findings: Finding, **changes: object) -> Report:
    return Report((DocumentReport("a.md", findings),))._replace(**changes)  # type: ignore[arg-type]


def test_a_finding_takes_two_lines() -> None:
    lines = render(report(finding()), "text").splitlines()
    assert lines == [
        'a.md:8:146: error some-rule: It promises "gains".',
        "    Sure gains for all",
        "",
        "1 finding (1 error) in 1 document.",
        FINE_PRINT,
    ]


def test_a_missing_statement_shows_what_would_mend_it() -> None:
    lines = render(report(finding(state="missing", element="not-offer", severity="warning")), "text").splitlines()
    assert lines[:2] == ['a.md:8:146: warning some-rule#not-offer: It promises "gains".', "    fix: Say less"]


@pytest.mark.parametrize(
    ("excerpt", "fix", "line"), [("", "Say less", "    fix: Say less"), ("Words", None, "    Words"), ("", None, "")]
)
def test_the_second_line_is_what_there_is(excerpt: str, fix: str | None, line: str) -> None:
    assert render(report(finding(excerpt=excerpt, fix=fix)), "text").splitlines()[1] == line


def test_findings_keep_their_order() -> None:
    found = report(finding(severity="info"), finding(position=Position(9, 1, 9, 2)))
    assert [line.split(":")[1] for line in render(found, "text").splitlines()[:4:2]] == ["8", "9"]


def test_figures_are_folded_after_five_and_shown_with_all() -> None:
    found = report(*(finding(state="unsourced", position=Position(n, 1, n, 2)) for n in range(1, 9)), finding())
    lines = render(found, "text").splitlines()
    assert "a.md:6:1: and 3 more unsourced figures: --all" in lines
    assert sum(": error some-rule" in line for line in lines) == 6
    assert sum(": error some-rule" in line for line in render(found, "text", Look(all=True)).splitlines()) == 9
    assert lines[-2] == "9 findings (9 errors) in 1 document."


def test_the_weightiest_figures_of_a_rule_are_shown_in_the_order_of_their_places() -> None:
    near = Related("also", Position(1, 1, 1, 2))
    levels = ["info", "warning", "info", "error", "info", "info", "info"]
    found = [finding(state="unsourced", severity=s, position=Position(n, 1, n, 2)) for n, s in enumerate(levels, 1)]
    found[5] = found[5]._replace(related=(near,))
    other = [finding(rule="other", state="unsourced", position=Position(n, 1, n, 2)) for n in range(8, 13)]
    text = render(report(*found, *other), "text")
    shown = [line.split(":")[1] for line in text.splitlines() if ": " in line and line.startswith("a.md")]
    assert shown == ["1", "2", "3", "4", "6", "8", "9", "10", "11", "12", "5"]
    assert "a.md:5:1: and 2 more unsourced figures: --all" in text and "12 findings" in text
    assert len(json.loads(render(report(*found, *other), "json"))["findings"]) == 12


@pytest.mark.parametrize("look", [Look(silent=True), Look(brief=True)])
def test_nothing_found_means_nothing_said_when_asked(look: Look) -> None:
    quiet = report(undecided=(Undecided("a.md", "language", "unknown"),))
    assert render(quiet, "text", look) == ""


def test_brief_prints_findings_only() -> None:
    assert len(render(report(finding()), "text", Look(brief=True)).splitlines()) == 2


def test_an_excerpt_that_the_message_quotes_is_not_said_again() -> None:
    assert len(render(report(finding(excerpt="gains")), "text", Look(brief=True)).splitlines()) == 1


WARNING = finding(severity="warning")
SITE = Undecided("a", "site:hugo", "m", documents=12)
LEFT_OUT = (("hidden", 1), ("project files such as README", 3))
SUMMARIES = [
    (Report(()), "No document was read."),
    (Report((DocumentReport("a.md", problems=(Problem("a.md", "binary file"),)),)), "No document was read; 1 problem."),
    (report(), "No findings in 1 document."),
    (report(finding(), WARNING, WARNING), "3 findings (1 error, 2 warnings) in 1 document."),
    (report(finding(severity="info")), "1 finding (1 info) in 1 document."),
    (report(problems=(Problem("x", "y"), Problem("x", "z"))), "No findings in 1 document; 2 problems."),
    (report(undecided=(SITE,)), "No findings in 1 document; 12 undecided."),
    (
        Report((DocumentReport("a.md", suppressed=(Suppressed(finding(), "r"),)),)),
        "No findings in 1 document; 1 excepted.",
    ),
    (
        report(skipped=LEFT_OUT),
        "No findings in 1 document; left out 4 files (hidden: 1, project files such as README: 3).",
    ),
]


@pytest.mark.parametrize(("given", "line"), SUMMARIES)
def test_one_line_sums_up(given: Report, line: str) -> None:
    assert summary(given) == line
    assert render(given, "text").splitlines()[-1 - bool(given.findings)] == line


def test_the_fine_print_stands_under_findings_only() -> None:
    assert FINE_PRINT in render(report(finding()), "text")
    assert FINE_PRINT not in render(report(), "text")


def test_statistics_count_per_rule() -> None:
    given = Report((DocumentReport("a.md", (finding(), finding(rule="b")), suppressed=(Suppressed(finding(), "r"),)),))
    lines = render(given, "text", Look(statistics=True)).splitlines()
    table = [line.split() for line in lines if line.startswith(("rule ", "b ", "some-rule "))]
    assert table == [
        ["rule", "error", "warning", "info", "excepted"],
        ["b", "1", "0", "0", "0"],
        ["some-rule", "1", "0", "0", "1"],
    ]


def test_statistics_are_counted_in_a_brief_report_too() -> None:
    lines = render(report(finding()), "text", Look(brief=True, statistics=True)).splitlines()
    assert lines[3].split()[0] == "rule" and lines[4].split()[:2] == ["some-rule", "1"]


def test_colours_are_added_only_when_asked_and_change_no_word() -> None:
    plain = render(report(finding()), "text")
    coloured = render(report(finding()), "text", Look(color=True))
    assert "\x1b[31merror\x1b[0m" in coloured and "\x1b" not in plain
    assert regex.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_a_document_cannot_command_the_terminal() -> None:
    text = render(report(finding(excerpt="a\x1b[2Jb\u202ec\x9bd", path="x\x1b]0;y.md")), "text")
    assert "\x1b" not in text and "\u202e" not in text and "\x9b" not in text
    assert "\\u001b[2J" in text
    assert safe("two\nlines\tand\rmore") == "two lines and more"


@pytest.mark.parametrize(
    "text",
    [
        "word " * 100,
        "x" * 500,
        "e\u0301" * 300,
        "👩‍👩‍👧‍👦" * 80,
        "日本語" * 100,
        "🇯🇵" * 200,
    ],
)
def test_long_excerpts_are_cut_between_characters(text: str) -> None:
    short = cut(text)
    assert len(short) <= WIDTH + 1 and short.endswith("…")
    kept = short.removesuffix("…").removesuffix(" ")
    assert text.startswith(kept)
    assert regex.findall(r"\X", kept) == regex.findall(r"\X", text)[: len(regex.findall(r"\X", kept))]


def test_short_excerpts_stay() -> None:
    assert cut("x" * WIDTH) == "x" * WIDTH
