"""Whether a text says how its own figures came about."""

from __future__ import annotations

import time

import pytest

from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.model import Source

TOLD = [
    "## Methodology\n\nWe asked.",
    "## Survey methodology and limitations\n\nText.",
    "## Method\n\nText.",
    "## 3. Data and methods\n\nText.",
    "## How we tested the brokers\n\nText.",
    "## How we did it\n\nText.",
    "## About the data\n\nText.",
    "## About this survey\n\nText.",
    "## About the Harbor Lane retail survey\n\nText.",
    "## A note on the data\n\nText.",
    "## Sample\n\nText.",
    "## Sample and period\n\nText.",
    "## How the survey was conducted\n\nText.",
    "**Methodology:** The figures are medians.",
    "*About the survey.* It ran online.",
    "How we counted: every order once.",
    "See [our methodology](/x) for more.",
    "See [how we rank funds](/x).",
    "The [details](https://bank.example/research/methodology.html) are elsewhere.",
    "The [details](/how-we-rate-funds) are elsewhere.",
    "The [details](/about#method) are elsewhere.",
    "We surveyed 1,250 adults online between 3 and 14 March.",
    "In June 2026 we polled 900 advisers by telephone.",
    "We analysed 3,400 fund prospectuses filed between January and June.",
    "The survey was conducted online among 2,010 retail investors from 3 to 14 March 2026.",
    "The sample consists of 480 trades made in 2025.",
]
UNTOLD = [
    "We surveyed 1,250 adults, and 61% would buy again.",
    "We surveyed adults in March.",
    "In March 2026 the bank said that it has 1,250 clients.",
    "## Payment methods\n\nText.",
    "## Methods of payment\n\nText.",
    "## How we can help you\n\nText.",
    "## How we work\n\nText.",
    "## Sample portfolio\n\nText.",
    "## Free samples\n\nText.",
    "## About us\n\nText.",
    "## About the fund\n\nText.",
    "## The data\n\nText.",
    "Our method is simple. It is a sound method: buy low.",
    "See [payment methods](/payment-methods) for more.",
    "See [the fund](/how-we-can-help).",
    "See [the data](https://methodist.example/x).",
    "The lender interviewed 12 candidates for the post.",
    "We may ask 3 of them to study 5 funds.",
    "A survey found that 61% of adults save.",
    "The 2019 household survey, which we use here, reports a total of 25 million vehicles.",
    "We compared it with the run of 31 October.",
    "",
]


def read(text: str) -> Reading:
    return Reading(parse(Source("x.md", text), "markdown"))


@pytest.mark.parametrize("text", TOLD)
def test_the_method_is_told(text: str) -> None:
    assert read(text).tells_method


@pytest.mark.parametrize("text", UNTOLD)
def test_the_method_is_not_told(text: str) -> None:
    assert not read(text).tells_method


@pytest.mark.parametrize(
    "text",
    [
        "we surveyed " * 20_000,
        "survey " * 40_000,
        "## " + "our the survey research data " * 8_000,
        "about the " * 30_000,
        "how we " * 30_000,
        "\n\n".join(["We surveyed 12 of them."] * 8_000),
    ],
)
def test_it_takes_time_in_proportion_to_the_text(text: str) -> None:
    started = time.process_time()
    assert not read(text).tells_method
    assert time.process_time() - started < 5
