"""Which figures need a source and what gives them one: flags, near misses, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disclint.formats import parse
from disclint.language.claims import accepts, policies, side_claims
from disclint.language.reading import Reading
from disclint.language.topic import finance_topic
from disclint.model import Source

ROWS = [json.loads(line) for line in (Path(__file__).parent / "claims.jsonl").read_text().splitlines()]


def reading(text: str, format: str = "markdown") -> Reading:
    return Reading(parse(Source("x.md", text), format))


def judged(text: str, policy: str = "attributed", format: str = "markdown") -> list[tuple[str, str]]:
    """Every number that is no mask, with its first evidence word, `unsourced`, or the reason why it is no claim."""
    read, words = reading(text, format), policies()[policy]
    found = []
    for claim in read.claims.claims:
        if claim.quantity.mask:
            continue
        sourced = next((e.word for e in claim.evidence if e.word in words), "unsourced")
        verdict = sourced if accepts(words, claim) else "unsourced"
        found.append((read.text[claim.quantity.start : claim.quantity.end], verdict if claim.claim else claim.reason))
    return found


@pytest.mark.parametrize("row", ROWS, ids=[f"{i + 1}" for i in range(len(ROWS))])
def test_every_sentence_gets_its_verdict(row: dict[str, object]) -> None:
    assert judged(str(row["text"])) == [tuple(pair) for pair in row["judged"]]  # type: ignore[attr-defined]


def test_evidence_says_where_it_stands_and_what_it_is() -> None:
    read = reading("Output fell 4%, according to the Bank of Finland.")
    (evidence,) = read.claims.claims[0].evidence
    assert (evidence.word, evidence.text) == ("attribution", "Bank of Finland")
    assert read.text[evidence.start : evidence.end] == "according to the Bank of Finland"


def test_weasels_are_named() -> None:
    read = reading("Experts say that 70% of shops will close.")
    assert [w.text for w in read.claims.claims[0].weasels] == ["Experts say"]


def test_a_policy_decides_what_counts() -> None:
    text = "Output fell 4%, according to the Bank of Finland."
    assert judged(text, "cited") == [("4%", "unsourced")]
    assert judged("Rents rose 4%, people familiar with the matter said.", "referenced") == [("4%", "anonymous")]
    linked = "Rents rose 4%. Landlords [cheered](https://a.example/x)."
    assert judged(linked) == [("4%", "unsourced")]
    assert judged(linked, "referenced") == [("4%", "link-paragraph")]


def test_evidence_that_leads_elsewhere_counts_as_what_it_leads_to() -> None:
    text = "Nvidia reported revenue of $35.1 billion. That was up 94% from a year earlier."
    assert judged(text, "attributed")[1] == ("94%", "carried-over")
    assert judged(text, "cited")[1] == ("94%", "unsourced")


def test_a_title_is_answered_for_by_the_body() -> None:
    read = reading("---\ntitle: Exports rise 7% as tariffs reach 12%\n---\nExports rose 7%, according to Eurostat.\n")
    side = Reading(read.document.passage(next(s for s in read.document.sides if s.kind == "title")))
    claims = side_claims(read.claims, side).claims
    assert [(c.quantity.low, [e.word for e in c.evidence], c.zone) for c in claims] == [
        (7.0, ["repeat"], "title"),
        (12.0, [], "title"),
    ]


def test_market_moves_lean_on_the_documents_date() -> None:
    text = "The FTSE 100 fell 1.2% to 7,917 and sterling slipped to $1.2650."
    assert {v for _, v in judged(text)} == {"unsourced"}
    dated = f"---\ndate: 2026-03-02\n---\n{text}\n"
    assert judged(dated) == [("1.2%", "market-date"), ("7,917", "market-date"), ("$1.2650", "market-date")]
    assert {v for _, v in judged(f"{text}\n\nData: FactSet.\n")} == {"source-line"}


def test_a_press_release_speaks_for_its_issuer_but_not_for_its_market() -> None:
    text = (
        "OSLO, May 4, 2026 (GLOBE NEWSWIRE) -- Fjordline today announced its results.\n\n"
        "Revenue was $412.6 million. The ferry market is forecast to reach $54 billion by 2030.\n"
    )
    assert judged(text) == [("$412.6 million", "own-data"), ("$54 billion", "unsourced")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tokyo will spend $65 billion on it.", True),
        ("The dividend is 45 cents.", True),
        ("Inflation hurts shareholders.", True),
        ("The parser is 3x faster with 99.9% uptime.", False),
        ("The vegetable stock has 25% less salt and costs $4.", False),
        ("The gallery keeps 40 loans and its bonds with Vienna are old. Tickets cost $18.", False),
        ("Its bonds pay 4% and cost $98 at a broker.", True),
        ("Purchases over $250,000 go to the acquisition office, and acquisition staff answer within a day.", False),
        ("The module exports a function and imports two others. The fee is $5.", False),
        (f"A pension and the fiscal year are named once. {'Staff file their leave in the portal. ' * 80}", False),
        (f"Pension funds sold bonds in a fiscal squeeze. {'Investors shrugged as shareholders do. ' * 80}", True),
        ("", False),
    ],
)
def test_a_document_is_about_finance_or_not(text: str, expected: bool) -> None:
    assert finance_topic(reading(text)) is expected
