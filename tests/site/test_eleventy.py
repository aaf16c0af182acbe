"""Eleventy sites: layouts, blocks, macros, includes, directory data, shortcodes; and the same pages as Eleventy builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, Case, check_built, check_reading, generator, place_of, provisions

ADVICE = "Nothing here is investment advice."
MEMBER = "Tallow Street is a member of SIPC."
RISK = "The value of investments can fall. Past performance does not guarantee future results."
SHORTCODE = "Legal note, long: nothing here is an offer."
BOX = "Boxes are no advice."
PAID = "Somebody paid for this."
LETTER = "Letters give the views of their writer."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("eleventy", "notes", f"src/{document}", output, has, lacks)


CASES = (
    case("posts/savers.md", "posts/savers/index.html", (ADVICE, MEMBER, RISK, SHORTCODE, BOX), (PAID, LETTER)),
    case("posts/opts-out.md", "posts/opts-out/index.html", (ADVICE, MEMBER), (RISK, SHORTCODE, PAID)),
    case("posts/sponsored.md", "posts/sponsored/index.html", (PAID, RISK, ADVICE), (SHORTCODE,)),
    case("letters/first.md", "letters/first/index.html", (LETTER, ADVICE), (RISK, "Unsigned")),
    case("bare.md", "bare/index.html", (), (ADVICE, RISK, LETTER)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_receives_what_its_layouts_print_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    savers = CASES[0]
    assert place_of(savers, ADVICE)[:2] == ("src/_data/legal.json", 1)
    assert place_of(savers, "Past performance")[:2] == ("src/_includes/macros.njk", 2)
    assert place_of(savers, "The value of investments")[:2] == ("src/_layouts/post.njk", 6)
    assert place_of(savers, "nothing here is an offer") == ("eleventy.config.js", 2, len("Savers buy stocks."))


def test_what_a_field_keeps_out_is_known_when_asked_for() -> None:
    pieces = [p for printed in provisions(CASES[1], left_out=True).printed for p in printed.pieces if p.left_out]
    assert "Past performance" in "".join(p.text for p in pieces)
    assert {p.left_out.fields for p in pieces if p.left_out} >= {("hideRisk",)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site as Eleventy builds it."""
    if generator("eleventy") is None and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("eleventy is not installed (make generators)")
    root = tmp_path_factory.mktemp("eleventy") / "notes"
    shutil.copytree(HOME / "eleventy" / "notes", root)
    command = ("node", str(HOME / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet")
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_site"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_built_page_says_what_reading_the_templates_says(built: Path, case: Case) -> None:
    check_built(case, built)
