"""Mintlify sites: snippets that documents import or name, and the banner."""

from __future__ import annotations

import pytest
from tests.site.cases import Case, check_reading, place_of, provisions
from tests.site.conftest import Judge

ADVICE = "Nothing on this page is investment advice"
PAST = "Past performance does not guarantee future results."
BANNER = "Northgate Advisers does not hold your money."
CASES = (
    Case("mintlify", "docs", "fees.mdx", "fees.html", (ADVICE, PAST, BANNER)),
    Case("mintlify", "docs", "plain.mdx", "plain.html", (BANNER,), (ADVICE, PAST)),
    Case("mintlify", "docs", "snippets/past.mdx", "", (), (ADVICE, BANNER)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_receives_its_snippets_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    assert place_of(CASES[0], "Nothing on this page") == ("snippets/disclaimer.mdx", 4, len("Fees are low."))
    assert place_of(CASES[0], BANNER) == ("docs.json", 1, 0)


def test_a_snippet_that_is_not_there_is_said_with_its_place(judge: Judge) -> None:
    text = "---\ntype: article\n---\nSavers buy stocks, bonds and mutual funds.\n\n<Snippet file='gone.mdx' />\n"
    report = judge({"docs.json": '{"theme": "mintlify"}', "a.mdx": text})
    assert [f.rule for f in report.findings] == []
    [note] = report.all_undecided
    assert (note.path, note.line, note.cause) == ("a.mdx", 6, "unresolved")
    assert "there is no snippet gone.mdx" in note.message


def test_the_walk_of_a_shared_snippet_is_told(judge: Judge) -> None:
    found = provisions(CASES[0])
    [piece] = [p for printed in found.printed for p in printed.pieces if PAST in p.text]
    assert [step.path.rpartition("/")[2] for step in piece.via] == ["fees.mdx"]
