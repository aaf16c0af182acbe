"""Astro sites: routes, layouts, typed components, imports, opt-outs; and the same pages as Astro builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, Case, check_built, check_reading, generator, place_of, provisions
from tests.site.conftest import Judge

ADVICE = "Nothing on these pages is investment advice, and nothing is an offer to buy or sell a security."
RISK = "Risk warning: The value of investments can fall."
PROPERTY = "Risk warning: Property can lose its value & can't always be sold."
MEMBER = "Harbor Lane Securities LLC is a member of FINRA and SIPC."
PAST = "Past performance does not guarantee future results."
PLAIN = "Printed by the plain layout."
BANNER = "Tallow Street Research, since 1987."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("astro", "routes", f"src/{document}", output, has, lacks)


CASES = (
    case(
        "content/blog/gets.md", "blog/gets/index.html", (ADVICE, RISK, MEMBER, BANNER), (PROPERTY, "paid for by", PLAIN)
    ),
    case("content/blog/property.md", "blog/property/index.html", (PROPERTY, MEMBER, "paid for by"), (RISK, PAST)),
    case("content/blog/opts-out.md", "blog/opts-out/index.html", (ADVICE, BANNER), (RISK, PROPERTY, MEMBER)),
    case("content/blog/imports.mdx", "blog/imports/index.html", (PAST, "Figures are rounded.", RISK), ("paid for by",)),
    case("content/notes/short.md", "notes/short/index.html", ("A note of the desk.",), (ADVICE, RISK, BANNER)),
    case("pages/about.md", "about/index.html", (PLAIN,), (ADVICE, RISK)),
    case("pages/bare.md", "bare/index.html", (), (ADVICE, RISK, PLAIN)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_receives_what_its_route_prints_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    gets, imports = CASES[0], CASES[3]
    assert place_of(gets, "The value of investments")[:2] == ("src/components/RiskWarning.astro", 4)
    assert place_of(gets, "investment advice")[:2] == ("src/i18n/en.json", 2)
    assert place_of(gets, "Risk warning:")[:2] == ("src/components/RiskWarning.astro", 10)
    name, line, at = place_of(imports, "Figures are rounded.")
    before = "Returns were high in spring.\nReturns were low in autumn."
    assert (name, line, at) == ("src/content/blog/imports.mdx", 12, len(before))


def test_what_a_field_keeps_out_is_known_when_asked_for() -> None:
    pieces = [p for printed in provisions(CASES[2], left_out=True).printed for p in printed.pieces if p.left_out]
    assert any("Risk warning:" in p.text for p in pieces)
    assert {p.left_out.fields for p in pieces if p.left_out} >= {("hideRiskWarning",)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site as Astro builds it."""
    if generator("astro") is None and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("astro is not installed (make generators)")
    root = tmp_path_factory.mktemp("astro") / "routes"
    shutil.copytree(HOME / "astro" / "routes", root)
    (root / "node_modules").symlink_to(HOME / "node_modules")
    command = ("node", str(root / "node_modules" / "astro" / "astro.js"), "build")
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "dist"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_built_page_says_what_reading_the_templates_says(built: Path, case: Case) -> None:
    check_built(case, built)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            "import X from './gone.astro';\n---\n<X /><RiskNotice />",
            "what the component <RiskNotice> prints is not in this",
        ),
        ("import A from '../components/A.astro';\n---\n<A />", "includes itself without end"),
    ],
)
def test_what_can_not_be_read_is_undecided_at_its_place(judge: Judge, page: str, message: str) -> None:
    files = {
        "astro.config.mjs": "",
        "src/components/A.astro": "---\nimport A from './A.astro';\n---\n<A />",
        "src/layouts/L.astro": f"---\n{page}<slot />",
        "src/pages/a.md": "---\nlayout: ../layouts/L.astro\n---\nSavers buy stocks, bonds and mutual funds.\n",
    }
    report = judge(files, "src")
    assert report.all_problems == ()
    assert [f.rule for f in report.findings] == []
    assert any(message in u.message and u.documents == 1 for u in report.all_undecided)


@pytest.mark.parametrize("text", ["<div>" * 50_000, "{" * 50_000, "<A>" * 20_000, "{a && <b>" * 5_000, "`${" * 20_000])
def test_nonsense_in_a_component_is_read_to_its_end(judge: Judge, text: str) -> None:
    files = {
        "astro.config.mjs": "",
        "src/layouts/L.astro": f"<slot />{text}",
        "src/pages/a.md": "---\nlayout: ../layouts/L.astro\n---\nBread rises.\n",
    }
    assert judge(files, "src").all_problems == ()
