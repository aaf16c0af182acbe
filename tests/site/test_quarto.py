"""Quarto projects: included documents, files after the body, folder metadata, variables. Quarto itself is in none of the usual
package registries, so its pages are not built here."""

from __future__ import annotations

import pytest
from tests.site.cases import Case, check_reading, place_of, provisions

ADVICE = "This chapter is not investment advice."
PAST = "Past performance does not guarantee future results."
OFFER = "Nothing on this page is an offer."
BANK = "Northgate Advisers is not a bank."
RISK = "The value of funds can fall."
LETTER = "A letter of our desk."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("quarto", "book", document, output, has, lacks)


CASES = (
    case("funds.qmd", "funds.html", (ADVICE, PAST, OFFER, BANK, RISK, "Harbor Lane Securities LLC"), (LETTER,)),
    case("letters/first.qmd", "letters/first.html", (LETTER, OFFER, BANK), (ADVICE, PAST, RISK)),
    case("_disclaimer.qmd", "", (), (OFFER, BANK)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_receives_what_it_includes_and_what_the_project_adds(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    funds = CASES[0]
    before = "Savers buy mutual funds from ."
    assert place_of(funds, ADVICE) == ("_disclaimer.qmd", 1, len(before))
    assert place_of(funds, PAST) == ("parts/_past.qmd", 1, len(before))
    assert place_of(funds, RISK) == ("funds.qmd", 3, len(before))
    assert place_of(funds, BANK) == ("_quarto.yml", 4, len(before))


def test_a_document_that_includes_itself_is_said_with_its_place() -> None:
    [unresolved] = provisions(case("loop.qmd", "")).unresolved
    assert unresolved.message == "_loop.qmd includes itself without end"
    assert unresolved.place.path.endswith("_loop.qmd")
