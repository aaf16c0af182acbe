"""The founding document: what is found in it, and that each way of damaging its fine print is an error that says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclint import packs
from disclint.api import run
from disclint.checker import Options
from disclint.config import Config
from disclint.engine import Engine
from disclint.facts import AUDIENCES, CHANNELS, DOCUMENTS, FIRMS, JURISDICTIONS, Entity, Facts
from disclint.formats import parse
from disclint.kinds.context import Context
from disclint.kinds.live import liveness
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


FNEX = Entity(
    "broker-dealer",
    "FNEX Capital, LLC",
    aliases=("FNEX Capital",),
    registrations=("CRD 000000",),
    finra_member=True,
    sipc_member=True,
)
KNOWN = [
    Facts(),
    *(Facts(firm=(firm,)) for firm in FIRMS),
    Facts(firm=FIRMS),
    Facts(firm=("broker-dealer",), entities=(FNEX,)),
    *(Facts(firm=("broker-dealer",), entities=(FNEX,), document=kind) for kind in DOCUMENTS if kind != "press-release"),
    *(Facts(firm=("broker-dealer",), entities=(FNEX,), audience=readers) for readers in AUDIENCES),
    *(Facts(firm=("broker-dealer",), entities=(FNEX,), document="article", channel=channel) for channel in CHANNELS),
    *(Facts(firm=(firm,), document="product", audience="retail", channel="web") for firm in FIRMS),
]
EXPECTED = [(6, "info", "unsourced-number"), (8, "warning", "unsourced-number"), (15, "info", "unused-reference")]
SELECTIONS = {
    "nothing configured": Config({}),
    "all packs": Config({"jurisdictions": list(JURISDICTIONS)}),
    **{place: Config({"jurisdictions": [place]}) for place in JURISDICTIONS},
}


@pytest.mark.parametrize("selection", SELECTIONS)
def test_nothing_else_is_found_with_any_packs_for_any_firm_and_any_readers(selection: str) -> None:
    folders, problems = packs.folders(SELECTIONS[selection])
    assert problems == []
    engine, document = Engine(load_packs(folders)), parse(Source("seed", TEXT), "text")
    for facts in KNOWN if len(folders) > 5 else KNOWN[:10]:
        found = engine.check(document, facts).findings
        assert [(f.position.line, f.severity, f.rule) for f in found] == EXPECTED, facts


def test_the_packs_of_the_united_states_alone_find_nothing() -> None:
    engine = Engine(load_packs([folder for name, folder in packs.builtin().items() if name.startswith("us/")]))
    for facts in KNOWN:
        assert engine.check(parse(Source("seed", TEXT), "text"), facts).findings == (), facts


def test_no_pack_is_selected_by_the_subject_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SEED.parents[1])
    report = run(["seeds"], Options())
    ran = set(report.documents[0].rules_run)
    chosen = packs.folders(Config({}))[0]
    assert ran <= {rule.id for rule in load_packs(chosen).rules}
    assert packs.builtin()["jp"] not in chosen and "Japan" in TEXT
    assert not [rule for rule in ran if rule.startswith("jp-")]


def test_the_packs_of_countries_have_no_cause_in_the_document_even_where_they_are_loaded(engine: Engine) -> None:
    document = parse(Source("seed", TEXT), "text")
    abroad = [
        r for r in engine.active if not r.pack.startswith("us/") and r.kind in ("require", "verbatim", "metadata")
    ]
    assert {rule.pack for rule in abroad} >= {"jp", "uk", "eu"}
    for facts in KNOWN:
        context = Context(document, facts, engine.book)
        assert [rule.id for rule in abroad if liveness(rule, context).live] == [], facts


def test_a_foretold_rise_in_the_text_is_a_warning(findings: Callable[[str, str], tuple[Finding, ...]]) -> None:
    told = [f for f in findings(TEXT.replace("References\n", "AI stocks will double.\nReferences\n"), "text")]
    assert [(f.position.line, f.severity) for f in told if f.rule == "ban-performance-prediction"] == [(12, "warning")]


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
