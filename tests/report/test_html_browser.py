"""The page in a real browser: driven by keyboard, without its script, on a narrow screen, in print; it loads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.report.browser import ASKED_FOR, BROWSER, Page, browser
from tests.report.samples import HOME, hostile, judged

from disclint.report import render

pytestmark = pytest.mark.skipif(not BROWSER and not ASKED_FOR, reason="no Chromium is installed")
ACTIVE = "document.activeElement"
FIRST = "document.querySelectorAll('.finding')[0]"
SHOWN = "[...document.querySelectorAll('.finding')].filter(c => c.offsetParent).map(c => c.id)"
OPEN = "[...document.querySelectorAll('.finding.open')].map(c => c.id)"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the example, the seed and a document in which nothing is found."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "a-note.md").write_text("Words about the weather.\n")
    page = folder / "page.html"
    paths = [str(HOME / "examples"), str(HOME / "seeds"), str(folder / "a-note.md")]
    page.write_text(render(judged(folder, *paths), "html"))
    return page


@pytest.fixture
def opened(chromium: Page, report: Path) -> Iterator[Page]:
    """The page in a window; in the end no script failed and nothing but the page itself was asked for."""
    chromium.errors.clear()
    chromium.requests.clear()
    chromium.open(report)
    yield chromium
    assert not chromium.errors
    assert {url for url in chromium.requests if "#" not in url} == {report.as_uri()}


def focused(page: Page) -> str:
    """The id of the card in which the focus is, or of the element that has it."""
    told = page.ask(f"({ACTIVE}.closest('.finding') || {ACTIVE}).id")
    assert isinstance(told, str)
    return told


def test_keys_go_from_finding_to_finding_and_open_and_close_them(opened: Page) -> None:
    cards = opened.ask(SHOWN)
    assert len(cards) == 9 and opened.ask(OPEN) == []
    opened.press("j")
    assert focused(opened) == cards[0]
    opened.press("j", "j", "k")
    assert focused(opened) == cards[1]
    opened.press("Enter")
    assert opened.ask(OPEN) == [cards[1]]
    assert opened.ask(f"{ACTIVE}.getAttribute('aria-expanded')") == "true"
    body = f"document.getElementById({ACTIVE}.getAttribute('aria-controls'))"
    assert "How to mend it" in opened.ask(f"{body}.innerText") and opened.ask(f"{body}.offsetHeight") > 50
    opened.press("Tab", "Escape")  # from the link to the rule, too
    assert opened.ask(OPEN) == [] and focused(opened) == cards[1]
    assert (
        opened.ask(f"{ACTIVE}.tagName") == "BUTTON" and opened.ask(f"{ACTIVE}.getAttribute('aria-expanded')") == "false"
    )
    opened.press(*"j" * 20)
    assert focused(opened) == cards[-1]
    opened.press(*"k" * 20)
    assert focused(opened) == cards[0]


def test_the_first_key_skips_to_the_findings(opened: Page) -> None:
    opened.press("Tab")
    assert opened.ask(f"{ACTIVE}.innerText") == "Skip to the findings"
    assert opened.ask(f"{ACTIVE}.getBoundingClientRect().left") >= 0
    opened.press("Enter")
    assert focused(opened) == "findings"
    opened.press("Tab", "Tab")
    assert opened.ask(f"{ACTIVE}.className") in ("toggle", "ref")
    opened.press("j")
    assert focused(opened) == "f1"


def test_words_narrow_what_is_shown_and_letters_typed_there_are_words(opened: Page) -> None:
    opened.press("/")
    assert focused(opened) == "words"
    opened.type("j")
    opened.press("j")
    assert opened.ask("document.getElementById('words').value") == "jj"
    opened.ask("document.getElementById('words').value = ''")
    opened.type("guaranteed RETURNS")
    opened.ask("new Promise(done => setTimeout(done, 400))")
    assert opened.ask(SHOWN) == ["f2"]
    assert opened.ask("document.getElementById('shown').innerText") == "1 of 9 cards shown."
    assert opened.ask("[...document.querySelectorAll('.document')].filter(d => d.offsetParent).length") == 1
    assert opened.ask("[...document.querySelectorAll('mark:not(.off)')].map(m => m.innerText)")[:2] == [
        "guaranteed ",
        "returns",
    ]
    opened.ask("document.querySelector('[type=reset]').click()")
    opened.ask("new Promise(done => setTimeout(done, 50))")
    assert len(opened.ask(SHOWN)) == 9 and opened.ask("document.querySelectorAll('mark.off').length") == 0


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ("document.getElementById('show-warning').click()", 6),
        ("document.getElementById('rule').value = 'unsourced-number'", 3),
        ("document.getElementById('state').value = 'broken'", 3),
        ("document.getElementById('document').value = 'd2'", 3),
    ],
)
def test_filters_narrow_what_is_shown_and_keys_go_through_that_alone(opened: Page, change: str, count: int) -> None:
    opened.ask(change)
    opened.ask("document.getElementById('filters').dispatchEvent(new Event('change', {bubbles: true}))")
    cards = opened.ask(SHOWN)
    assert len(cards) == count
    opened.press("j", "j")
    assert focused(opened) == cards[1]


def test_single_letters_can_be_switched_off(opened: Page) -> None:
    opened.ask("document.getElementById('keys').click()")
    opened.press("j")
    assert focused(opened) == ""
    assert opened.ask("[...document.querySelectorAll('kbd')].map(k => k.innerText)") == [
        "j",
        "k",
        "Enter",
        "Escape",
        "/",
    ]


def test_a_number_in_the_text_leads_to_its_card(opened: Page) -> None:
    opened.ask("document.querySelector('a.ref').focus()")
    opened.press("Enter")
    assert focused(opened) == "f1" and opened.ask(OPEN) == ["f1"]


def test_every_button_and_field_has_a_name(opened: Page) -> None:
    tree = opened.send("Accessibility.getFullAXTree")["nodes"]
    roles = ("button", "checkbox", "combobox", "searchbox", "link", "region", "search")
    found = [(n["role"]["value"], n.get("name", {}).get("value")) for n in tree if not n.get("ignored")]
    assert not [one for one in found if one[0] in roles and not one[1]]
    assert {"button", "checkbox", "combobox", "searchbox", "link", "region", "search", "navigation", "main"} <= {
        r for r, _ in found
    }


def test_all_of_it_can_be_read_without_its_script(chromium: Page, report: Path) -> None:
    chromium.open(report, script=False)
    tree = chromium.send("DOMSnapshot.captureSnapshot", computedStyles=["display"])
    strings = tree["strings"]
    document = tree["documents"][0]
    told = " ".join(strings[n] for n in document["layout"]["text"] if n >= 0)
    assert "Looked for, not found" in told and "guarantor and the terms" in told
    assert "Open all" not in told and "Clear filters" not in told
    chromium.open(report)


@pytest.mark.parametrize("width", [320, 400, 1200])
@pytest.mark.parametrize("name", ["example", "hostile"])
def test_nothing_runs_over_the_edge(chromium: Page, report: Path, tmp_path: Path, width: int, name: str) -> None:
    if name == "hostile":
        report = tmp_path / "page.html"
        report.write_text(render(hostile(), "html"))
    chromium.open(report, width=width)
    chromium.ask("document.getElementById('open-all').click()")
    assert chromium.ask("document.documentElement.scrollWidth") <= width
    assert chromium.ask("typeof alert") == "function" and not chromium.errors


def test_light_and_dark_are_different_papers(chromium: Page, report: Path) -> None:
    papers = []
    for dark in (False, True):
        chromium.open(report, dark=dark)
        papers.append(chromium.ask("getComputedStyle(document.body).backgroundColor"))
    assert papers == ["rgb(255, 255, 255)", "rgb(20, 23, 27)"]


def test_print_leaves_out_the_filters_and_opens_the_cards(opened: Page, tmp_path: Path) -> None:
    opened.send("Emulation.setEmulatedMedia", media="print")
    assert opened.ask("[...document.querySelectorAll('.body')].every(b => b.offsetHeight > 0)") is True
    assert opened.ask("document.getElementById('filters').offsetHeight") == 0
    assert opened.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    opened.printed(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-") and (tmp_path / "page.pdf").stat().st_size > 20_000
