"""Hugo sites: what each document receives, opts out of, or doesn't get, by every way that sites use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.site.conftest import Plant
from tests.site.reading import page, sure, words

from disclint.site.hugo import Hugo, open_site
from disclint.site.tree import Tree
from disclint.site.values import Page, Piece, Place, Provisions

SITES = Path(__file__).parent / "hugo"


class Case(NamedTuple):
    """A document of a fixture site: phrases that its page has from templates, phrases that others have and it hasn't."""

    site: str
    document: str
    output: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


FINANCE = "Tallow Street Research explains markets. It does not give investment advice."
HOLDINGS = "The author may hold the funds that this page names."
SOLD = "sold our shares in Northgate before we wrote this page."
BOX = ("Figures in this box are past figures.", "Past performance says nothing about the future.")
OFFER = "Nothing on this page is an offer to buy or sell a security."
MEMBER = "Harbor Lane Securities LLC, Member FINRA/SIPC."
LOSE = "Northgate Advisers is not a bank, and what it manages can lose value."
DOCK = "Printed with Dock."
KNOWS = "Tallow Street Research does not know your circumstances & gives no advice."
RISK = "Risk warning: the value of investments can fall."
UNITS = "The writer of this page holds units of the Northgate fund."
ENGLISH = (
    "Harbor Lane informs; it does not advise.",
    "All 2 copies say so.",
    "Investments can lose their value.",
    "Harbor Lane Securities LLC is a member of SIPC.",
)
DANISH = (
    "Harbor Lane oplyser og giver ingen rådgivning.",
    "All 2 copies say so.",
    "Investeringer kan tabe deres værdi.",
    "Under tilsyn af Finanstilsynet",
)
DESK = ("Northgate research desk", "Research of Northgate Advisers is written for institutions.")
ANALYSTS = "Analysts are not paid for their opinions."
LETTER = "Letters give the views of their writer."
LISTS = "Lists are kept up to date as well as we can."
BORROWED = "Trading with borrowed money can cost more than you put in."
ADVICE = "Tallow Street Research gives no advice."
NOBODY = "Nobody paid for this page."
PAID = "Harbor Lane paid for this page."

CASES = [
    Case("typed-shortcode", "posts/default.md", "2024/by-default/index.html", (FINANCE,), (HOLDINGS, SOLD)),
    Case("typed-shortcode", "posts/typed.md", "2024/typed/index.html", (HOLDINGS,), (FINANCE,)),
    Case("typed-shortcode", "posts/own-words.md", "2024/own/index.html", (SOLD,), (FINANCE, HOLDINGS)),
    Case("typed-shortcode", "posts/box.md", "2024/box/index.html", BOX, (FINANCE,)),
    Case("typed-shortcode", "posts/raw.md", "2024/raw/index.html", ("This sentence stays.",), ("leaves this",)),
    Case("typed-shortcode", "posts/without.md", "2024/without/index.html", (), (FINANCE, HOLDINGS)),
    Case("typed-shortcode", "posts/shown-only.md", "2024/shown-only/index.html", (), (FINANCE,)),
    Case("theme-hook", "posts/rates.md", "posts/rates/index.html", (OFFER, MEMBER), ("nobody overrides",)),
    Case("theme-hook", "glossary/bond.md", "glossary/bond/index.html", (OFFER, MEMBER)),
    Case("theme-hook", "about.md", "about/index.html", (MEMBER,), (OFFER,)),
    Case("theme-hook", "posts/_index.md", "posts/index.html", (), (OFFER, MEMBER)),
    Case("theme-hook", "_index.md", "index.html", (), (OFFER, MEMBER)),
    Case("module-hook", "guides/ladder.md", "guides/ladder/index.html", (DOCK, LOSE)),
    Case("module-hook", "guides/terms.md", "guides/terms/index.html", (DOCK,), (LOSE,)),
    Case("module-hook", "guides/_index.md", "guides/index.html", (), (DOCK, LOSE, "switched off")),
    Case("site-parameter", "posts/fees.md", "posts/fees/index.html", (KNOWS, RISK), (UNITS,)),
    Case("site-parameter", "posts/noted.md", "posts/noted/index.html", (KNOWS, RISK, UNITS)),
    Case("site-parameter", "pages/imprint.md", "pages/imprint/index.html", (), (KNOWS, RISK)),
    Case("data-and-i18n", "posts/one.md", "posts/one/index.html", ENGLISH, (*DANISH[:1], *DANISH[2:])),
    Case("data-and-i18n", "posts/one.da.md", "da/posts/one/index.html", DANISH, (ENGLISH[0], ENGLISH[2])),
    Case("data-and-i18n", "bare/two.md", "bare/two/index.html", (), ENGLISH),
    Case("section-layout", "research/steel/index.md", "research/steel.html", (*DESK, ANALYSTS), (LETTER,)),
    Case("section-layout", "research/deep/copper.md", "research/deep/copper.html", (*DESK, ANALYSTS), (LETTER,)),
    Case("section-layout", "typed.md", "typed.html", (*DESK, ANALYSTS)),
    Case("section-layout", "other.md", "other.html", ("Tallow Street Research",), (*DESK, ANALYSTS, LETTER)),
    Case("section-layout", "letters/may.md", "letters/may.html", (LETTER,), (*DESK, ANALYSTS)),
    Case("section-layout", "letters/june.md", "letters/june.html", (*DESK, ANALYSTS), (LETTER,)),
    Case("section-layout", "research/_index.md", "research.html", (), (ANALYSTS,)),
    Case("front-matter", "posts/gets-all.md", "posts/gets-all/index.html", (BORROWED, ADVICE, NOBODY), (PAID,)),
    Case("front-matter", "posts/hides.md", "posts/hides/index.html", (ADVICE,), (BORROWED,)),
    Case("front-matter", "posts/opts-out.md", "posts/opts-out/index.html", (BORROWED,), (ADVICE,)),
    Case("front-matter", "posts/sponsored.md", "posts/sponsored/index.html", (BORROWED, PAID), (NOBODY,)),
    Case("front-matter", "posts/from-above/below.md", "posts/from-above/below/index.html", (ADVICE,), (BORROWED,)),
]


@cache
def opened(site: str) -> Hugo:
    return open_site(Tree(str(SITES / site)))


def document(site: str, name: str) -> Page:
    return page(SITES / site / "content" / name)


def provisions(site: str, name: str, *, left_out: bool = False) -> Provisions:
    return opened(site).provisions(document(site, name), left_out=left_out)


def piece_with(found: Provisions, phrase: str) -> Piece:
    (piece,) = (p for printed in found.printed for p in printed.pieces if phrase in p.text)
    return piece


def lines(site: str, places: tuple[Place, ...]) -> list[str]:
    """`path:line` of each place, paths from the site's folder."""
    shown = []
    for path, offset in places:
        line = Path(path).read_text(encoding="utf-8")[:offset].count("\n") + 1
        shown.append(f"{Path(path).relative_to(SITES / site)}:{line}")
    return shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.site}/{case.document}")
def test_a_document_receives_what_its_templates_print_and_nothing_else(case: Case) -> None:
    found = provisions(case.site, case.document)
    read = words(sure(found))
    assert [phrase for phrase in case.has if phrase not in read] == []
    assert [phrase for phrase in case.lacks if phrase in read] == []
    assert found.unresolved == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.site}/{case.document}")
def test_a_document_becomes_the_file_that_hugo_writes(case: Case) -> None:
    assert opened(case.site).outputs(document(case.site, case.document))[0] == case.output


@pytest.mark.parametrize(
    ("site", "name", "phrase", "place", "via"),
    [
        (
            "typed-shortcode",
            "posts/default.md",
            "It does not give investment advice.",
            "layouts/shortcodes/disclaimer.html:7",
            [],
        ),
        (
            "theme-hook",
            "posts/rates.md",
            OFFER,
            "layouts/partials/notice.html:2",
            [
                "themes/quay/layouts/_default/baseof.html:8",
                "themes/quay/layouts/_default/single.html:5",
                "layouts/partials/extend_post_content.html:1",
            ],
        ),
        (
            "module-hook",
            "guides/ladder.md",
            LOSE,
            "layouts/partials/pier/modules/house/hooks/page-end.html:1",
            [
                "_vendor/example.com/press/dock/layouts/_default/baseof.html:8",
                "_vendor/example.com/press/dock/layouts/_default/single.html:4",
                "_vendor/example.com/press/pier/layouts/partials/pier/hooks.html:4",
            ],
        ),
        (
            "site-parameter",
            "posts/fees.md",
            KNOWS,
            "config.toml:6",
            [
                "layouts/_default/baseof.html:8",
                "layouts/posts/single.html:5",
                "layouts/partials/small-print.html:1",
            ],
        ),
        (
            "data-and-i18n",
            "posts/one.da.md",
            DANISH[2],
            "data/da/disclaimer.yml:1",
            ["layouts/_default/baseof.html:8", "layouts/_default/single.html:7"],
        ),
        (
            "data-and-i18n",
            "posts/one.da.md",
            DANISH[0],
            "i18n/da.toml:2",
            ["layouts/_default/baseof.html:8", "layouts/_default/single.html:5"],
        ),
    ],
)
def test_every_text_leads_back_to_where_it_is_written(
    site: str, name: str, phrase: str, place: str, via: list[str]
) -> None:
    piece = piece_with(provisions(site, name), phrase)
    at = piece.place._replace(offset=piece.place.offset + piece.text.index(phrase))
    assert lines(site, (at,)) == [place]
    assert Path(at.path).read_text(encoding="utf-8")[at.offset :].startswith(phrase)
    assert piece.exact
    assert lines(site, piece.via) == via


def test_an_argument_of_a_shortcode_is_written_in_the_document() -> None:
    found = provisions("typed-shortcode", "posts/own-words.md")
    piece = piece_with(found, "We *sold* our shares")
    assert piece.format == "markdown"
    assert lines("typed-shortcode", (piece.place,)) == ["content/posts/own-words.md:6"]
    assert Path(piece.place.path).read_text(encoding="utf-8")[piece.place.offset :].startswith("We *sold*")


def test_what_a_layout_prints_stands_before_and_after_the_content_and_a_shortcode_where_it_is_asked_for() -> None:
    asked = document("typed-shortcode", "posts/box.md")
    found = opened("typed-shortcode").provisions(asked)
    assert [(printed.at, printed.inline) for printed in found.printed] == [
        (asked.calls[0].at, True),  # type: ignore[attr-defined]
        (asked.calls[1].at, True),  # type: ignore[attr-defined]
        (0, False),
        (asked.length, False),
    ]
    assert [BOX[0] in words(printed.pieces) for printed in found.printed] == [True, False, False, False]
    assert [BOX[1] in words(printed.pieces) for printed in found.printed] == [False, True, False, False]
    assert {piece.format for printed in found.printed[:2] for piece in printed.pieces} == {"markdown"}


@pytest.mark.parametrize(
    ("name", "phrase", "field"),
    [("posts/hides.md", BORROWED, "hideRiskWarning"), ("posts/opts-out.md", ADVICE, "disclaimer")],
)
def test_what_a_documents_own_field_keeps_out_is_told_with_that_field(name: str, phrase: str, field: str) -> None:
    piece = piece_with(provisions("front-matter", name, left_out=True), phrase)
    assert piece.left_out is not None
    assert piece.left_out.fields == (field,)
    assert all(phrase not in p.text for p in sure(provisions("front-matter", name, left_out=True)))


def test_the_chain_of_templates_is_told() -> None:
    found = provisions("section-layout", "research/deep/copper.md")
    assert lines("section-layout", tuple(Place(path) for path in found.layout)) == [
        "layouts/research/single.html:1",
        "layouts/research/baseof.html:1",
    ]


def test_pages_that_answer_a_templates_questions_alike_share_what_it_prints() -> None:
    fees, again = (opened("site-parameter").provisions(document("site-parameter", "posts/fees.md")) for _ in range(2))
    assert fees.printed[0].pieces is again.printed[0].pieces


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{{ if eq .Params.x true }}A{{ else }}B{{ end }}", ("true", "1", "true"), ["A", "B", "A"]),
        ("{{ if .Params.x }}A{{ else }}B{{ end }}", ("yes", '""', "[]", "[a]", "0"), ["A", "B", "B", "A", "B"]),
        ("{{ with .Params.x }}{{ . }}{{ end }}", ("one", "two", "one"), ["one", "two", "one"]),
        ('{{ if in .Params.x "b" }}A{{ else }}B{{ end }}', ("[a]", "[b]", "abc", "a"), ["B", "A", "A", "B"]),
        ("{{ range .Params.x }}({{ . }}){{ end }}", ("[a]", "[a, b]", "[c]"), ["(a)", "(a)(b)", "(c)"]),
        ('{{ partial "p" . }}', ("one", "two"), ["one", "two"]),
        ('{{ partial "p" .Params.x }}', ("one", "two"), ["", ""]),
        ('{{ if eq .Title "Page 1" }}A{{ else }}B{{ end }}', ("x", "x", "x"), ["B", "A", "B"]),
    ],
)
def test_sharing_never_gives_a_page_what_another_one_gets(
    plant: Plant, template: str, values: tuple[str, ...], said: list[str]
) -> None:
    files = {
        "hugo.toml": "",
        "layouts/_default/single.html": template,
        "layouts/partials/p.html": "{{ with .Params }}{{ .x }}{{ end }}",
    }
    for i, value in enumerate(values):
        files[f"content/{i}.md"] = f"---\ntitle: Page {i}\nx: {value}\n---\n"
    root = plant(files)
    site = open_site(Tree(str(root)))
    pages = [page(root / f"content/{i}.md") for i in range(len(values))]
    assert [words(sure(site.provisions(asked))) for asked in pages] == said
    assert [words(sure(site.provisions(asked))) for asked in reversed(pages)] == said[::-1]
