"""Inline exceptions: what they hold back, for how far, and what is said of those that don't hold."""

from __future__ import annotations

import pytest

from disclint.document import Document
from disclint.formats import parse
from disclint.model import DocumentReport, Finding, Lines, Source, Span
from disclint.suppress import apply

RULES = {"figures": "inline", "advice": "inline", "ledger": "register", "never": "never"}


def document(text: str, format: str = "markdown") -> Document:
    return parse(Source(f"a.{format}", text), format)


def finding(text: str, words: str, rule: str = "figures", element: str | None = None) -> Finding:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Finding(rule, element, "unsourced", "warning", "no source", "a.md", span, Lines(text).position(span), words)


def judged(text: str, *findings: Finding, format: str = "markdown", **options: object) -> DocumentReport:
    report = DocumentReport("a.md", findings)
    return apply(document(text, format), report, RULES, **options)  # type: ignore[arg-type]


def kept(report: DocumentReport) -> list[str]:
    return [f.excerpt if f.state != "invalid" else f.rule for f in report.findings]


ALLOW = '<!-- disclint: allow figures "our own count" -->'


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (f"{ALLOW}\n\n# Title\n\nFirst 10 percent.\n\nThen 20 percent.\n", ["10 percent", "20 percent"]),
        (f"---\ntitle: x\n---\n{ALLOW}\n\nFirst 10 percent.\n\nThen 20 percent.\n", ["10 percent", "20 percent"]),
        (f"# Title\n\n{ALLOW}\n\nFirst 10 percent.\n\nThen 20 percent.\n", ["10 percent"]),
        (f"# Title\n\nFirst 10 percent. {ALLOW}\n\nThen 20 percent.\n", ["10 percent"]),
        (
            f"# Title\n\nFirst [10 percent](https://x.test). {ALLOW}\nStill the block.\n\nThen 20 percent.\n",
            ["10 percent"],
        ),
        (f"# Title\n\nFirst 10 percent.\n{ALLOW}\nThen 20 percent.\n", ["20 percent"]),
        (f"# Title\n\nFirst 10 percent.\n\n{ALLOW}\n\nThen 20 percent.\n", ["20 percent"]),
        (f"# Title\n\n{ALLOW}\n\n- 10 percent\n- 20 percent\n", ["10 percent", "20 percent"]),
        (f"# Title\n\n{ALLOW}\n\n| a | b |\n|---|---|\n| 10 percent | 20 percent |\n", ["10 percent", "20 percent"]),
        (f"# Title\n\n{ALLOW}\n\n> 10 percent\n>\n> more\n\nThen 20 percent.\n", ["10 percent"]),
        (f"# Title\n\nFirst 10 percent.\n\nThen 20 percent.\n\n{ALLOW}\n", []),
    ],
)
def test_an_exception_holds_for_its_block_or_from_the_top_for_all(text: str, held: list[str]) -> None:
    findings = [finding(text, "10 percent"), finding(text, "20 percent")]
    report = judged(text, *findings)
    assert [s.finding.excerpt for s in report.suppressed] == held
    assert kept(report) == [f.excerpt for f in findings if f.excerpt not in held] + (
        ["unused-exception"] if not held else []
    )


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", f"<h1>Title</h1>{ALLOW}<p>First 10 percent.</p><p>Then 20 percent.</p>"),
        ("html", f"<h1>Title</h1><p>First {ALLOW} 10 percent.</p><p>Then 20 percent.</p>"),
        (
            "mdx",
            '# Title\n\n{/* disclint: allow figures "our own count" */}\n\nFirst 10 percent.\n\nThen 20 percent.\n',
        ),
        ("text", f"Title\n\n{ALLOW}\n\nFirst 10 percent of it is here.\n\nThen 20 percent of it is here.\n"),
    ],
)
def test_every_format_has_exceptions_in_its_own_comments(format: str, text: str) -> None:
    report = judged(text, finding(text, "10 percent"), finding(text, "20 percent"), format=format)
    assert kept(report) == ["20 percent"]
    assert [s.reason for s in report.suppressed] == ["our own count"]


def test_an_element_narrows_an_exception() -> None:
    text = '<!-- disclint: allow advice#offer "the offer is elsewhere" -->\n\nWords here.\n'
    report = judged(text, finding(text, "Words", "advice", "offer"), finding(text, "here", "advice", "opinion"))
    assert kept(report) == ["here"]


def test_reason_author_and_day_are_kept() -> None:
    text = '<!-- disclint: allow figures "our own count" by=ann until=2030-12-31 -->\n\nSome 10 percent.\n'
    [suppressed] = judged(text, finding(text, "10 percent"), as_of="2030-12-31").suppressed
    assert suppressed.reason == "our own count (by ann, until 2030-12-31)"


def test_curly_quotation_marks_are_as_good() -> None:
    text = "<!-- disclint: allow figures “our own count” -->\n\nSome 10 percent.\n"
    assert not judged(text, finding(text, "10 percent")).findings


FLAWS = [
    ("allow figures", "invalid-exception", "it gives no reason in quotation marks"),
    ('allow figures ""', "invalid-exception", "it gives no reason in quotation marks"),
    ("allow figures our own count", "invalid-exception", "it gives no reason in quotation marks"),
    ("ignore figures", "invalid-exception", 'only "allow RULE" is understood here'),
    ("", "invalid-exception", 'only "allow RULE" is understood here'),
    ('allow figures "why" until=soon', "invalid-exception", 'until="soon" is no date like 2030-12-31'),
    ('allow figures "why" until=2030-02-30', "invalid-exception", 'until="2030-02-30" is no date like 2030-12-31'),
    ('allow figures "why" forever', "invalid-exception", '"forever" is not understood'),
    ('allow figure "why"', "unknown-exception", 'this exception names no rule: "figure"; did you mean "figures"?'),
    ('allow never "why"', "invalid-exception", "never allows no exceptions"),
    ('allow ledger "why"', "invalid-exception", "exceptions for ledger are granted only in the register of exceptions"),
    ('allow advice "why"', "unused-exception", "there is nothing here that advice would find"),
    ('allow figures#x "why"', "unused-exception", "there is nothing here that figures#x would find"),
    ('allow figures "why" until=2030-06-29', "expired-exception", "this exception for figures ended on 2030-06-29"),
]


@pytest.mark.parametrize(("directive", "rule", "message"), FLAWS)
def test_an_exception_that_does_not_hold_is_a_finding_at_its_place(directive: str, rule: str, message: str) -> None:
    text = f"# Title\n\n<!-- disclint: {directive} -->\n\nSome 10 percent.\n"
    report = judged(text, finding(text, "10 percent"), finding(text, "10 percent", "never"), as_of="2030-06-30")
    [flaw, *others] = report.findings
    assert (flaw.rule, flaw.severity, flaw.position.line, flaw.position.column) == (rule, "warning", 3, 6)
    assert flaw.message.endswith(message)
    assert len(others) == 2
    assert not report.suppressed


def test_exceptions_of_rules_that_are_not_judged_are_not_unused() -> None:
    text = f"{ALLOW}\n\nNothing here.\n"
    active = {"advice", "unused-exception"}
    assert not judged(text, active=active).findings
    assert kept(judged(text, active={"figures", "unused-exception"})) == ["unused-exception"]
    assert not judged(text, active={"figures"}).findings


def test_several_exceptions_share_a_comment() -> None:
    text = '<!-- disclint: allow figures "one"\ndisclint: allow advice "two" -->\n\nSome 10 percent.\n'
    report = judged(text, finding(text, "10 percent"), finding(text, "Some", "advice"))
    assert sorted(s.reason for s in report.suppressed) == ["one", "two"]
    assert not report.findings


@pytest.mark.parametrize(
    "text",
    [
        "We write disclint: allow figures in our guide. 10 percent.\n",
        '```\n<!-- disclint: allow figures "x" -->\n```\n\nSome 10 percent.\n',
        '<!-- see mydisclint: allow figures "x" -->\n\nSome 10 percent.\n',
    ],
)
def test_what_is_no_exception_is_left_alone(text: str) -> None:
    assert kept(judged(text, finding(text, "10 percent"))) == ["10 percent"]


def test_many_exceptions_take_linear_time() -> None:
    text = f"# Title\n\n{(ALLOW + chr(10)) * 4000}\nSome 10 percent.\n\n" + "word 10 percent\n\n" * 4000
    many = [finding(text, "10 percent")] * 4000
    assert len(judged(text, *many).suppressed) == 4000


FRONT = """---
title: x
disclint:
  - {allow: figures, reason: our own count, approved_by: A. Editor, until: 2030-12-31}
  - allow: advice#offer
    reason: the offer is elsewhere
---

Some 10 percent.

Words 20 percent.
"""
IN_TOML = """+++
title = "x"
[[disclint]]
allow = "figures"
reason = "our own count"
+++

Some 10 percent.
"""
IN_JSON = """{"title": "x", "disclint": [{"allow": "figures", "reason": "our own count"}]}

Some 10 percent.
"""


def test_front_matter_excepts_for_the_whole_document() -> None:
    report = judged(FRONT, finding(FRONT, "10 percent"), finding(FRONT, "20 percent", "advice", "offer"))
    assert not report.findings
    assert [s.reason for s in report.suppressed] == [
        "our own count (by A. Editor, until 2030-12-31)",
        "the offer is elsewhere",
    ]
    places = [(s.exemption.source, s.exemption.line, s.exemption.column) for s in report.suppressed if s.exemption]
    assert places == [("front matter", 4, 5), ("front matter", 5, 5)]


@pytest.mark.parametrize("text", [IN_TOML, IN_JSON], ids=["TOML", "JSON"])
def test_front_matter_of_any_language_excepts(text: str) -> None:
    report = judged(text, finding(text, "10 percent"))
    assert [s.reason for s in report.suppressed] == ["our own count"] and not report.findings


FRONT_FLAWS = [
    ("{allow: figures}", "invalid-exception", "it gives no reason"),
    ("{reason: why}", "invalid-exception", "it does not say which rule"),
    ("figures", "invalid-exception", "write: {allow: RULE"),
    ("{allow: figures, reason: why, untill: 2030-01-01}", "invalid-exception", 'did you mean "until"?'),
    ("{allow: figures, reason: why, until: soon}", "invalid-exception", 'until="soon" is no date'),
    ("{allow: figure, reason: why}", "unknown-exception", 'did you mean "figures"?'),
    ("{allow: ledger, reason: why}", "invalid-exception", "only in the register"),
    ("{allow: never, reason: why}", "invalid-exception", "allows no exceptions"),
    ("{allow: advice, reason: why}", "unused-exception", "nothing here that advice would find"),
    ("{allow: figures, reason: why, until: 2030-06-29}", "expired-exception", "ended on 2030-06-29"),
]


@pytest.mark.parametrize(("entry", "rule", "message"), FRONT_FLAWS)
def test_a_flaw_in_front_matter_is_told_at_its_entry(entry: str, rule: str, message: str) -> None:
    text = f"---\ntitle: x\ndisclint:\n  - {entry}\n---\n\nSome 10 percent.\n"
    report = judged(text, finding(text, "10 percent"), finding(text, "Some", "never"), as_of="2030-06-30")
    flaw = report.findings[0]
    assert (flaw.rule, flaw.position.line, flaw.position.column) == (rule, 4, 5), report.findings
    assert message in flaw.message and flaw.excerpt == entry


def test_fingerprints_do_not_depend_on_the_line() -> None:
    one = judged(f"# T\n\n{ALLOW}\n\nWords.\n").findings[0]
    two = judged(f"# T\n\nMore.\n\n{ALLOW}\n\nWords.\n").findings[0]
    assert one.fingerprint == two.fingerprint
    assert one.position.line != two.position.line
