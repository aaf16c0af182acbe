"""Next.js sites: layouts, routes that render a folder's documents, components with messages, MDX pages."""

from __future__ import annotations

import pytest
from tests.site.cases import Case, check_reading, opened, page, place_of, provisions

ADVICE = "This article is not investment advice, and it is not an offer to buy or sell a security."
LETTER = "Letters give the views of their writer."
DANISH = "Artiklen er ikke investeringsrådgivning."
MEMBER = "Harbor Lane Securities LLC, member FINRA and SIPC."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("next", "app", document, output, has, lacks)


CASES = (
    case("content/articles/en/savers.mdx", "en/articles/savers.html", (ADVICE, MEMBER), (LETTER, DANISH)),
    case("content/articles/da/opsparere.mdx", "da/articles/opsparere.html", (DANISH, MEMBER), (ADVICE,)),
    case("src/app/about/page.mdx", "about.html", (LETTER, MEMBER), (ADVICE, DANISH)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_receives_what_its_route_prints_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    text = "Savers buy stocks and mutual funds."
    assert place_of(CASES[0], "not investment advice") == ("messages/en.json", 3, len(text))
    assert place_of(CASES[0], "member FINRA") == ("src/components/Footer.tsx", 2, len(text))
    assert place_of(CASES[2], LETTER) == ("messages/en.json", 4, len("About\nWe write about stocks."))


def test_the_language_follows_the_folder() -> None:
    found = [opened("next", "app").facts(page(case)).language for case in CASES[:2]]
    assert found == ["en", "da"]


def test_a_route_that_can_not_be_told_is_undecided_with_what_would_decide_it() -> None:
    lost = case("content/drafts/lost.mdx", "")
    [unresolved] = provisions(lost).unresolved
    assert unresolved.hides
    assert unresolved.place.path.endswith("next.config.js")
    assert "which route renders the documents of content/drafts/ can't be told" in unresolved.message
    assert "--rendered" in unresolved.message
