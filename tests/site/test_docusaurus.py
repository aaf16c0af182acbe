"""Docusaurus sites: wrapped theme components, partial documents, components of every document; and the pages as built."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, Case, check_built, check_reading, generator, place_of, provisions

GENERAL = "The value of investments can fall as well as rise."
FUTURES = "Futures can lose more than was paid for them."
ADVICE = "Nothing in this guide is investment advice"
ROUNDED = "Figures on this page are rounded."
MEMBER = "Northgate Securities LLC, member FINRA and SIPC."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("docusaurus", "guide", document, output, has, lacks)


CASES = (
    case("docs/start.mdx", "guide/start/index.html", (GENERAL, ADVICE, ROUNDED, MEMBER), (FUTURES,)),
    case("docs/02-futures.md", "guide/futures/index.html", (FUTURES, MEMBER), (GENERAL, ADVICE, ROUNDED)),
    case("docs/opts-out.md", "guide/opts-out/index.html", (MEMBER,), (GENERAL, FUTURES)),
    case("blog/2025-11-03-news.md", "blog/2025/11/03/news/index.html", (MEMBER,), (GENERAL, FUTURES, ADVICE)),
)
BAR = "No figure here is advice."
RISK = "Capital is at risk."
HARBOR = "Harbor Lane Securities LLC, Member FINRA/SIPC."
HOUSE = "Tallow Street Research gives no advice."
PAID = "Harbor Lane paid for this page."
LETTERS = "Letters give the views of their writer."
LOSE = ("Northgate Advisers is not a bank and what it manages", "can lose value")
DANISH = ("Harbor Lane har betalt for denne side.", "Harbor Lane Securities LLC, medlem af FINRA.")


def press(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("docusaurus", "press", document, output, (BAR, HOUSE, *has), lacks)


PRESS = (
    press("notes/ladder.md", "notes/next/ladder.html", (PAID, RISK, HARBOR), (LETTERS, *LOSE, *DANISH)),
    press("notes/plain.md", "notes/next/plain.html", (RISK, HARBOR), (PAID, LETTERS, *DANISH)),
    press("words/01-bond.mdx", "words/bond.html", (*LOSE, RISK, HARBOR), (PAID, LETTERS)),
    press("letters/2025-05-02-may.md", "letters/2025/05/02/may.html", (LETTERS, RISK, HARBOR), (PAID, *LOSE)),
    press("src/pages/about.md", "about.html", (RISK, HARBOR), (PAID, LETTERS)),
    press("versioned_docs/version-1.0/ladder.md", "notes/ladder.html", (RISK, HARBOR), (PAID,)),
    press(
        "i18n/da/docusaurus-plugin-content-docs/current/ladder.md", "da/notes/next/ladder.html", DANISH, (PAID, HARBOR)
    ),
)
PARTIAL = case("docs/_partials/_advice.mdx", "")


@pytest.mark.parametrize("case", (*CASES, *PRESS, PARTIAL), ids=str)
def test_a_document_receives_what_its_theme_prints_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    start = CASES[0]
    assert place_of(start, "can fall as well")[:2] == ("src/components/RiskWarning.js", 4)
    assert place_of(start, "member FINRA")[:2] == ("docusaurus.config.js", 10)
    body = "Savers buy stocks and mutual funds."
    assert place_of(start, "Nothing in this guide") == ("docs/_partials/_advice.mdx", 1, len(body))
    assert place_of(start, "rounded") == ("src/components/Rounded.js", 3, len(body))


def test_what_a_field_keeps_out_is_known_when_asked_for() -> None:
    pieces = [p for printed in provisions(CASES[2], left_out=True).printed for p in printed.pieces if p.left_out]
    assert GENERAL in "".join(p.text for p in pieces)
    assert {p.left_out.fields for p in pieces if p.left_out} == {("hide_risk",)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the fixture sites as Docusaurus builds them."""
    if generator("docusaurus") is None and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("docusaurus is not installed (make generators)")
    home = tmp_path_factory.mktemp("docusaurus")
    for site in ("guide", "press"):
        shutil.copytree(HOME / "docusaurus" / site, home / site)
        (home / site / "node_modules").symlink_to(HOME / "node_modules")
        (home / site / "package.json").write_text('{"name": "site", "private": true}\n')
        command = ("node", str(HOME / "node_modules" / "@docusaurus" / "core" / "bin" / "docusaurus.mjs"), "build")
        settings = {**os.environ, "DISABLE_DOCUSAURUS_TELEMETRY": "1", "NO_UPDATE_NOTIFIER": "1"}
        done = subprocess.run(command, cwd=home / site, env=settings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return home


@pytest.mark.parametrize("case", (*CASES, *PRESS), ids=str)
def test_the_built_page_says_what_reading_the_templates_says(built: Path, case: Case) -> None:
    check_built(case, built / case.site / "build")
