"""The founding document: what is found in it, and that each way of damaging its fine print is an error that says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.engine import Engine
from disclint.facts import Facts
from disclint.formats import parse
from disclint.model import Finding, Source
from disclint.read import read
from disclint.ruleset.load import builtin_rules, load_packs

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TEXT = read(str(SEED)).text
BODY, CLOSING = TEXT.rsplit("\n", 1)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_packs([builtin_rules()]))


@pytest.fixture(scope="module")
def findings(engine: Engine) -> Callable[[str, str], tuple[Finding, ...]]:
    return lambda text, format: engine.check(parse(Source("seed", text), format), Facts()).findings


def test_the_seed_has_one_warning_and_two_notes(
    findings: Callable[[str, str], tuple[Finding, ...]],
) -> None:
    found = [(f.position.line, f.position.column, f.severity, f.rule) for f in findings(TEXT, "text")]
    assert found == [
        (6, 56, "info", "unsourced-number"),
        (8, 146, "warning", "unsourced-number"),
        (15, 3, "info", "unused-reference"),
    ]


def test_the_statements_of_the_closing_line_are_seen(engine: Engine) -> None:
    rows = engine.inspect(parse(Source("seed", TEXT), "text"), Facts())["statements"]
    assert isinstance(rows, list)
    seen = {(row["statement"], row["line"]) for row in rows if isinstance(row, dict)}
    assert {(name, 16) for name in ("not-advice", "not-offer", "finra-member", "sipc-member")} <= seen


def test_the_headline_figure_is_tied_to_the_reference_that_carries_it(engine: Engine) -> None:
    rows = engine.inspect(parse(Source("seed", TEXT), "text"), Facts())["quantities"]
    assert isinstance(rows, list)
    (row,) = [row for row in rows if isinstance(row, dict) and str(row["text"]).startswith("$65 billion")]
    evidence = row["evidence"]
    assert (row["claim"], row["sourced"]) == (True, True)
    assert isinstance(evidence, list) and "reference-list" in evidence


MUTANTS = {
    "without SIPC": ("text", TEXT.replace(", SIPC", ""), "sipc-member", "is a member of SIPC"),
    "SPIC": ("text", TEXT.replace("SIPC", "SPIC"), "sipc-member", 'misspelt: "SPIC" for "SIPC"'),
    "in a comment": ("markdown", f"{BODY}\n\n<!-- {CLOSING} -->", "not-advice", "only in a comment"),
    "in a comment of a text": ("text", f"{BODY}\n<!-- {CLOSING} -->", "not-advice", "only in a comment"),
    "hidden": ("markdown", f"{BODY}\n\n<div hidden>\n\n{CLOSING}\n\n</div>", "not-offer", "only in a hidden element"),
    "not displayed": ("html", f'<p>{BODY}</p><p style="display: none">{CLOSING}</p>', "not-advice", "hidden element"),
    "as code": ("markdown", f"{BODY}\n\n`{CLOSING}`", "not-advice", "only as code"),
    "struck": ("markdown", f"{BODY}\n\n~~{CLOSING}~~", "finra-member", "only struck through"),
    "in front matter": ("markdown", f'---\nx: "{CLOSING}"\n---\n\n{BODY}', "not-advice", "only in the front matter"),
    "cut off": ("text", TEXT[: TEXT.index("does not constitute") + 19], "not-advice", "cut off"),
    "does": ("text", TEXT.replace("does not constitute", "does constitute"), "not-advice", "says the opposite"),
    "somebody else's": (
        "text",
        f"{BODY}\nThe website of another broker says: “{CLOSING}”",
        "sipc-member",
        "somebody else's words",
    ),
    "placeholder": ("text", TEXT.replace("FNEX Capital", "{firm}"), "sipc-member", 'placeholder was left in: "{firm}"'),
    "not a member": ("text", TEXT.replace("member FINRA", "not a member of FINRA"), "sipc-member", "denies it"),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_damaged_closing_line_is_an_error_that_says_why(
    name: str, findings: Callable[[str, str], tuple[Finding, ...]]
) -> None:
    format, text, element, reason = MUTANTS[name]
    told = [f for f in findings(text, format) if f.element == element]
    assert [f.severity for f in told] == ["error"]
    assert reason in told[0].message
