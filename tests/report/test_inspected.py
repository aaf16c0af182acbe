"""What `inspect` prints for people: sentences with their numbers marked, and a line for each."""

from __future__ import annotations

import textwrap

import pytest

from disclint.engine import Engine
from disclint.facts import Facts, Sourcing, SourcingCase
from disclint.formats import parse
from disclint.model import Source
from disclint.report.inspected import lines
from disclint.ruleset.load import builtin_rules, load_packs

ENGINE = Engine(load_packs([builtin_rules() / "claims"]))


def shown(text: str, width: int = 100, format: str = "markdown", **facts: object) -> list[str]:
    entry = ENGINE.inspect(parse(Source("x.md", text), format), Facts(**facts))  # type: ignore[arg-type]
    return lines(entry, width)


def verdicts(text: str, **facts: object) -> list[str]:
    """The lines under the sentences, unwrapped."""
    found = shown(text, 2000, **facts)
    return [line.strip().partition("  ")[2] for line in found if line.startswith(" " * 12)]


def test_every_number_is_marked_and_explained() -> None:
    text = "Tokyo has committed four trillion yen in subsidies to triple chip production by 2030.\n"
    assert "\n".join(shown(text)) + "\n" == textwrap.dedent("""\
        x.md
          numbers
            1:1     Tokyo has committed [1: four trillion yen] in subsidies to [2: triple] chip production
                    by [3: 2030].
                    1  money, JPY 4 trillion, forecast: needs a source; none was found
                    2  multiplier, 3x, forecast: needs a source; none was found
                    3  no claim: year
        """)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rent rose 7.1%, according to Eurostat.", ["percent, 7.1%: sourced by attribution (Eurostat)"]),
        (
            "Rent rose 7%, [Reuters](https://www.reuters.com/x) wrote.",
            ["percent, 7%: sourced by link (https://www.reuters.com/x), attribution (Reuters)"],
        ),
        (
            "Rent rose 7%. Tenants [cried](https://a.example/x).",
            ['percent, 7%: needs a source; link-paragraph (https://a.example/x) does not count under the policy "attributed"'],
        ),
        (
            "Analysts estimate the market at $40bn.",
            ['money, USD 40 billion: needs a source; none was found; "Analysts estimate" names nobody'],
        ),
        ("Is rent up 7%?", ['percent, 7%: no claim: question, by "?"']),
        ("Suppose that rent rose 7%.", ['percent, 7%: no claim: hypothetical, by "Suppose"']),
        ("If you save $10, you win. You then have $20.", ['money, USD 10: no claim: hypothetical, by "If you"',
                                                          'money, USD 20: no claim: hypothetical, by "If you"']),
        ("The S&P 500 is an index.", ['no claim: index-name, by "S&P 500"']),
        ("It met on 14 March.", ['no claim: date, by "14 March"']),
        ("It met on March 14.", ['no claim: date, by "March 14"']),
        ("It has 3 branches.", ["count, 3 branches: no claim: small-count (a count too low to need a source)"]),
        ("It lends for thirty years.", ["duration, 30 years: no claim: class-off (figures of this class are switched off)"]),
        ("It is worth $3 to $5 million.", ["money, USD 3 million to 5 million: needs a source; none was found"]),
        ("It is the second-oldest lender.", ["rank: needs a source; none was found"]),
        ("Costs fell 25 basis points.", ["change, 25 bps: needs a source; none was found"]),
    ],
)  # fmt: skip
def test_each_verdict_has_its_words(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_a_disclaimer_is_known_by_its_heading() -> None:
    assert verdicts("# Disclosures\n\nSome 74% of accounts lost.\n") == [
        'percent, 74%: no claim: disclaimer (a disclaimer states nothing), by "Disclosures"'
    ]


def test_names_of_the_house_are_shown() -> None:
    names = Sourcing(non_claims={"names": ("Fund 500",), "product-name": ("Model *",)})
    assert verdicts("Our Fund 500 and Model 3 rose.", sourcing=names) == [
        'no claim: name, by "Fund 500"',
        'no claim: product-name, by "Model 3"',
    ]


def test_the_policy_in_force_is_named() -> None:
    cited = Sourcing(cases=(SourcingCase(policy="cited"),))
    assert verdicts("Rent rose 7%, according to Eurostat.", sourcing=cited) == [
        'percent, 7%: needs a source; attribution (Eurostat) does not count under the policy "cited"'
    ]


def test_own_data_without_a_method_is_told_so() -> None:
    required = Sourcing(cases=(SourcingCase(own_data="require_method"),))
    assert verdicts("In our survey, 61% of them save.", sourcing=required) == [
        'percent, 61%: needs a source; own-data (our survey) does not count under the policy "attributed"; '
        "nothing says how own data came about"
    ]


def test_titles_are_told_apart_from_the_text() -> None:
    text = "---\ntitle: Rent up 7%\n---\nRent rose 7%, according to Eurostat.\n"
    assert shown(text)[2:4] == [
        "    2:8     (title) Rent up [1: 7%]",
        "            1  percent, 7%: sourced by repeat (attribution)",
    ]


def test_of_a_long_sentence_the_words_beside_its_numbers_are_shown() -> None:
    text = "word " * 300 + "rose 7% " + "more " * 300 + "and 8% " + "last " * 300
    found = " ".join(" ".join(line.split()) for line in shown(text, format="text")[2:])
    assert "… word" in found and "rose [1: 7%] more" in found and "more … more" in found and "last …" in found
    assert len(found) < 1000


def test_lines_are_wrapped() -> None:
    text = "The lender said nothing of it. " + "Profits of " + "very " * 60 + "large lenders rose 7%.\n"
    for width in (60, 100):
        found = shown(text, width)
        assert len(found) > 5 and all(len(line) <= width for line in found)


def test_a_document_cannot_command_the_terminal() -> None:
    text = "The \x1b[J bank\u202e earned $5 million, said \x9bAnna\x07 Karlsson of \x1b]0;Nordea.\n"
    found = "\n".join(shown(text, format="text"))
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(found) and "\\u001b[J" in found


def test_nothing_seen_is_said() -> None:
    assert shown("Nothing at all.\n") == ["x.md", "  nothing was seen here"]
