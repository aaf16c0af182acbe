"""Names that are misspelt and legends that drifted: the right words, and all that was right stays as it is written."""

from __future__ import annotations

import pytest
from tests.fixing.houses import House, Make

LEGEND = (
    "CFDs are complex instruments and come with a high risk of losing money rapidly due to leverage. 71% of retail investor "
    "accounts lose money when trading CFDs with this provider. You should consider whether you understand how CFDs work and "
    "whether you can afford to take the high risk of losing your money."
)
UK = "jurisdictions: [uk]\nfirm: {types: [broker-dealer], name: Cedar Point, values: {cfd_loss_pct: 71}}\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("desk"), UK)


def trade(words: str) -> str:
    return f"Trade CFDs with us.\n\n{words}\n"


DRIFTED = (
    ("complex", "simple"),
    (" rapidly", ""),
    ("high risk of losing money rapidly", "very high risk of losing money rapidly"),
    ("71%", "76%"),
    ("71% of retail", "76% of all"),
    ("consider whether you ", ""),
    ("your money.", "your cash."),
    ("your money.", "your."),
    ("CFDs are complex", "CFDs are very complex"),
    ("investor accounts", "investors' accounts"),
    ("risk of losing money", "danger of loss"),
)


@pytest.mark.parametrize(("right", "wrong"), DRIFTED)
def test_the_prescribed_words_come_back(desk: House, right: str, wrong: str) -> None:
    text = LEGEND[::-1].replace(right[::-1], wrong[::-1], 1)[::-1]
    assert text != LEGEND
    done = desk.mend("a.md", trade(text))
    assert done.text == trade(LEGEND)
    assert done.fixed == ["uk-fca-cfd-risk-warning"] and done.after.findings == ()


KEPT = (
    ("complex instruments", "**complex** things", "**complex** instruments"),
    ("complex instruments", "complex\nthings", "complex\ninstruments"),
    ("complex instruments", "complex —\tthings", "complex —\tinstruments"),
    ("complex", "**simple**", "**complex**"),
)


@pytest.mark.parametrize(("right", "wrong", "mended"), KEPT)
def test_markup_and_line_ends_around_them_stay(desk: House, right: str, wrong: str, mended: str) -> None:
    done = desk.mend("a.md", trade(LEGEND.replace(right, wrong, 1)))
    assert done.text == trade(LEGEND.replace(right, mended, 1))


def test_capitals_stay_capitals(desk: House) -> None:
    done = desk.mend("a.md", trade(LEGEND.upper().replace("COMPLEX", "SIMPLE")))
    assert done.text == trade(LEGEND.upper())


def test_a_quotation_mark_of_lines_is_not_run_over(desk: House) -> None:
    quoted = "> " + LEGEND.replace("complex instruments", "complex\n> things")
    assert desk.mend("a.md", trade(quoted)).text == trade(quoted.replace("things", "instruments"))


BY_HAND = (
    LEGEND.replace("complex instruments", "com*ple*x-ish thi**ngs**"),
    LEGEND.replace("CFDs are", "Contracts are", 1),
)


@pytest.mark.parametrize("text", BY_HAND)
def test_what_can_not_be_done_without_touching_more_is_left(desk: House, text: str) -> None:
    done = desk.mend("a.md", trade(text))
    assert done.text == trade(text)
    assert all("hand" in message for message in done.refusals) and done.refusals


def test_a_figure_that_the_house_did_not_configure_is_kept_from_the_document(make: Make) -> None:
    built = make(UK.replace("cfd_loss_pct: 71", "other: 1"))
    text = LEGEND.replace("71% of retail", "76% of all")
    assert built.mend("a.md", trade(text)).text == trade(LEGEND.replace("71%", "76%"))


def test_a_slot_without_a_value_names_the_key_to_fill(make: Make) -> None:
    built = make(UK.replace("cfd_loss_pct: 71", "other: 1"))
    done = built.mend("a.md", trade(LEGEND.replace("71% of", "Many of")))
    assert done.fixed == []
    assert done.refusals == ["{pct} has no value; fill firm.values.cfd_loss_pct in the configuration"]


def test_a_legend_that_is_missing_is_put_where_the_rule_wants_it(make: Make) -> None:
    words = LEGEND.replace("71%", "{firm.cfd_loss_pct}%")
    entry = f"  uk-fca-cfd-risk-warning: {{text: '{words}', approved_by: Jane Doe, approved_on: 2026-01-31}}\n"
    built = make(f"{UK}disclosures:\n{entry}")
    done = built.mend("a.md", "# Trade\n\nTrade CFDs with us.\n")
    assert done.text == f"# Trade\n\n{LEGEND}\n\nTrade CFDs with us.\n"
    assert done.after.findings == ()


def test_a_text_that_departs_from_the_legend_is_not_written(make: Make) -> None:
    words = LEGEND.replace("complex", "simple")
    entry = f"  uk-fca-cfd-risk-warning: {{text: '{words}', approved_by: Jane Doe, approved_on: 2026-01-31}}\n"
    done = make(f"{UK}disclosures:\n{entry}").mend("a.md", "Trade CFDs with us.\n")
    assert done.text == "Trade CFDs with us.\n" and "would not pass with it" in done.refusals[0]


MEMBER = "Stocks and bonds fell. Securities offered through Cedar Point LLC, member FINRA/{}.\n"


@pytest.mark.parametrize("wrong", ["SPIC", "SIPIC", "SICP"])
def test_a_misspelt_name_is_put_right(make: Make, wrong: str) -> None:
    done = make("firm: {types: [broker-dealer]}\n").mend("a.md", MEMBER.format(wrong))
    assert done.text == MEMBER.format("SIPC")
    assert done.fixed == ["sipc-member"]


def test_two_slips_in_one_sentence_are_both_put_right(make: Make) -> None:
    built = make("firm: {types: [broker-dealer]}\n")
    done = built.mend("a.txt", "Securities offered through Cedar Point LLC, member FNIRA, SPIC.\n")
    assert done.text == "Securities offered through Cedar Point LLC, member FINRA, SIPC.\n"


def test_what_somebody_else_wrote_is_not_rewritten(house: House) -> None:
    text = '"The firm calls itself a member FINRA/SPIC on its page," the report says of a broker in Dover.\n'
    assert "FINRA/SPIC" in house.mend("a.md", text).text


def test_claims_and_banned_phrases_are_the_writers_own(house: House) -> None:
    text = "Our fund offers guaranteed returns, and 38% of investors bought stocks and bonds.\n"
    done = house.mend("a.md", text)
    assert done.text.startswith(text)
    assert not any("guaranteed" in mending.message for mending in done.outcomes)
