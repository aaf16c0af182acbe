"""What changes a verdict and what must not: evidence taken away and given back; emphasis, wraps, quotes, other sentences."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.formats import parse
from disclint.language.claims import Claim, accepts, policies
from disclint.language.reading import Reading
from disclint.model import Source

POLICY = policies()["attributed"]

# evidence word -> pairs of the same text with and without it; {n} is the figure whose verdict counts
PAIRS: dict[str, list[tuple[str, str]]] = {
    "link": [
        (
            "Exports rose by {n} in June ([Riverside Customs](https://customs.example.net/june)).",
            "Exports rose by {n} in June.",
        ),
        (
            "The lender's [annual report](https://lender.example.net/2025) shows bad loans of {n}.",
            "The lender has bad loans of {n}.",
        ),
        (
            "| Lender | Loans |\n|---|---|\n| [Oderbank](https://oder.example.net) | {n} |",
            "| Lender | Loans |\n|---|---|\n| Oderbank | {n} |",
        ),
    ],
    "note": [
        (
            "Savings grew by {n}.[^1]\n\n[^1]: Statistics Office, household survey, 2025.",
            "Savings grew by {n}.\n\n[^1]: Statistics Office, household survey, 2025.",
        ),
        ("Savings grew by {n}.[^1]\n\n[^1]: Statistics Office, household survey, 2025.", "Savings grew by {n}.[^1]"),
        (
            "Savings grew by {n} [2].\n\n## References\n\n1. A. Moss, Prices.\n2. Savings Board, Tables.",
            "Savings grew by {n}.\n\n## References\n\n1. A. Moss, Prices.\n2. Savings Board, Tables.",
        ),
    ],
    "attribution": [
        ("Rents rose by {n}, according to the Housing Institute.", "Rents rose by {n}."),
        ("The Housing Institute said that rents rose by {n}.", "Tenants fear that rents rose by {n}."),
        ("Rents rose by {n}, the Housing Institute said.", "Rents rose by {n}, tenants fear."),
        ("Rents rose by {n}, as measured by the Housing Institute.", "Rents rose by {n}, as everybody knows."),
        (
            "Rents rose by {n}, said Clara Voss, an economist.",
            "Rents rose by {n}, to the surprise of Clara Voss, an economist.",
        ),
        ("Rents rose by {n} (Housing Institute, 2025).", "Rents rose by {n} (not only there)."),
    ],
    "quote": [
        (
            '"Our costs rose by {n} last year," said Clara Voss, the finance director.',
            "Costs at the chain rose by {n} last year.",
        ),
        ('Clara Voss told shareholders: "Costs rose by {n} last year."', "Costs rose by {n} last year."),
    ],
    "source-line": [
        (
            "| Fund | Loss |\n|---|---|\n| Bonds | {n} |\n\nSource: Fund Monitor, 30 June.",
            "| Fund | Loss |\n|---|---|\n| Bonds | {n} |",
        ),
        ("Loans fell by {n} at savings banks.\nSource: Bank Monitor, May.", "Loans fell by {n} at savings banks."),
    ],
    "own-data": [
        ("We surveyed 812 shops, and prices had risen by {n}.", "Prices in the shops had risen by {n}."),
        ("Our data show that deposits grew by {n}.", "Deposits grew by {n}."),
    ],
    "carried-over": [
        (
            "The Housing Institute said that rents rose by 31%. That was {n} more than expected.",
            "Rents rose by 31%. That was {n} more than expected.",
        ),
        (
            "Rents rose by 31% ([Riverside](https://r.example.net/a)). The increase was {n} a year ago.",
            "Rents rose by 31%. The increase was {n} a year ago.",
        ),
    ],
    "repeat": [
        (
            "Rents rose by {n}, according to the Housing Institute.\n\nLandlords cheered the {n} in the city.",
            "Rents rose.\n\nLandlords cheered the {n} in the city.",
        ),
    ],
}
# evidence that hangs on the value itself, or on the document: figure, with, without
FIXED = {
    "reference-list": (
        "$65 billion",
        "The plan will cost $65 billion.\n\nReferences\n- https://news.example.net/minister-wants-65-bn-for-chips-5b60ca51",
        "The plan will cost $65 billion.\n\nReferences\n- https://news.example.net/minister-wants-40-bn-for-chips-5b60ca51",
    ),
    "market-date": (
        "5,917",
        "---\ndate: 2026-06-04\n---\nThe S&P 500 fell to 5,917.",
        "The S&P 500 fell to 5,917.",
    ),
}
FIGURES = ["7.1%", "$40 million", "€3.5 billion", "£120,000", "12,400 homes", "four trillion yen", "3–5%"]
CASES = [(word, i) for word, pairs in PAIRS.items() for i in range(len(pairs))]


def figures(text: str, figure: str) -> list[Claim]:
    """The claims whose words are those of the figure, whatever marks stand around them."""
    read = Reading(parse(Source("x.md", text), "markdown"))
    wanted = re.sub(r"\W", "", figure)
    found = [c for c in read.claims.claims if c.claim]
    return [c for c in found if wanted in re.sub(r"\W", "", read.text[c.quantity.start : c.quantity.end])]


def sourced(text: str, figure: str) -> bool:
    """The verdict on the last of these figures."""
    found = figures(text, figure)
    assert found, f"{figure} is no claim in {text!r}"
    return accepts(POLICY, found[-1])


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("word", "i"), CASES)
def test_evidence_given_and_taken_away_flips_the_verdict(word: str, i: int, figure: str) -> None:
    given, taken = (text.replace("{n}", figure) for text in PAIRS[word][i])
    words = [e.word for e in figures(given, figure)[-1].evidence]
    assert word in words or (word == "repeat" and "attribution" in words), words
    assert sourced(given, figure)
    assert not sourced(taken, figure)


@pytest.mark.parametrize("word", FIXED)
def test_evidence_that_hangs_on_a_value_or_a_date_flips_the_verdict_too(word: str) -> None:
    figure, given, taken = FIXED[word]
    assert word in [e.word for e in figures(given, figure)[-1].evidence]
    assert (sourced(given, figure), sourced(taken, figure)) == (True, False)


def test_every_evidence_word_of_the_policy_is_tried() -> None:
    assert {*PAIRS, *FIXED, "register"} == set(POLICY)


def _curly(text: str) -> str:
    marks = itertools.cycle("“”")
    return re.sub('"', lambda _: next(marks), text).replace("'", "’")


def _wrapped(text: str) -> str:
    blocks = text.split("\n\n")
    return "\n\n".join(
        b
        if b.startswith(("|", "[^", "#", "1.")) or "\nSource" in b
        else textwrap.fill(b, 28, break_on_hyphens=False, break_long_words=False)
        for b in blocks
    )


def _emphasis(text: str, figure: str) -> str:
    return text.replace(figure, f"**{figure}**")


def _split(text: str, figure: str) -> str:
    return text.replace(figure, f"<span>{figure}</span>")


CHANGES: dict[str, Callable[[str, str], str]] = {
    "a sentence before": lambda text, _: f"The harbour was calm that morning.\n\n{text}",
    "a sentence behind": lambda text, _: f"{text}\n\nThe harbour was calm that evening.",
    "emphasis": _emphasis,
    "markup around the figure": _split,
    "hard wraps": lambda text, _: _wrapped(text),
    "curly quotes": lambda text, _: _curly(text),
    "Windows line ends": lambda text, _: text.replace("\n", "\r\n"),
    "a heading": lambda text, _: f"# The harbour\n\n{text}",
    "a quotation by somebody else behind": lambda text, _: (
        f'{text}\n\n"The harbour is calm," said Otto Brandt, its master.'
    ),
    "a link in another paragraph": lambda text, _: f"Read [our guide](https://guide.example.net/harbours).\n\n{text}",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("word", "i"), CASES)
def test_what_is_no_evidence_changes_no_verdict(word: str, i: int, change: str) -> None:
    for text, figure in itertools.product(PAIRS[word][i], ("$40 million", "7.1%")):
        before = text.replace("{n}", figure)
        assert sourced(CHANGES[change](before, figure), figure) == sourced(before, figure), (change, before)


@pytest.mark.parametrize(("word", "i"), CASES)
def test_currency_and_scale_change_no_verdict(word: str, i: int) -> None:
    money = ["$40 million", "€40 million", "£40bn", "40 billion yen", "US$ 40 thousand", "Rs 40 crore", "CHF 40,000"]
    for text in PAIRS[word][i]:
        verdicts = {figure: sourced(text.replace("{n}", figure), figure) for figure in money}
        assert len(set(verdicts.values())) == 1, verdicts


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(CASES), st.booleans(), st.lists(st.sampled_from(sorted(CHANGES)), max_size=4, unique=True))
def test_changes_together_change_no_verdict(case: tuple[str, int], side: bool, changes: list[str]) -> None:
    figure = "$40 million"
    text = PAIRS[case[0]][case[1]][side].replace("{n}", figure)
    changed = text
    for change in sorted(changes, key=list(CHANGES).index):
        changed = CHANGES[change](changed, figure)
    assert sourced(changed, figure) == sourced(text, figure), changed
