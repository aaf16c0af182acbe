"""Quarto projects: what each document receives by includes, metadata of folders and the site's footers.

Quarto itself is in no package registry, so these fixtures are not built by it: what they expect is what its guide says.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.site.conftest import Judge, Plant
from tests.site.reading import page, sure, words

from disclint.site.quarto import Quarto, open_site
from disclint.site.tree import Tree
from disclint.site.values import Page, Place, Provisions

SITES = Path(__file__).parent / "quarto"


class Case(NamedTuple):
    """A document of a fixture site: phrases that its page has from elsewhere, phrases that others have and it hasn't."""

    site: str
    document: str
    output: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


INFORMS = "This text informs. It is not investment advice."
MEMBER = "Harbor Lane Securities LLC is a member of FINRA and SIPC."
NOBODY = "Nobody paid for this page."
PRINTED = "The printed edition costs nothing."
NO_ADVICE = "Tallow Street Research gives no advice."
CIRCUMSTANCES = "Tallow Street Research knows nothing of your circumstances."
FALL = "The value of investments can fall."
FOOTER = ("Harbor Lane Securities LLC, Member FINRA/SIPC.", "Capital is at risk.")
LETTERS = ("Letters give the views of their writer.", "The writer holds units of the Northgate fund.")
JUNE = "June figures are not audited."

CASES = [
    Case("partial-document", "posts/gets.qmd", "posts/gets.html", (INFORMS, MEMBER, NOBODY), (PRINTED, NO_ADVICE)),
    Case("partial-document", "posts/sponsored.qmd", "posts/sponsored.html", (INFORMS, MEMBER), (NOBODY,)),
    Case("partial-document", "posts/own-word.qmd", "posts/own-word.html", (NO_ADVICE,), (INFORMS,)),
    Case("partial-document", "posts/without.qmd", "posts/without.html", (), (INFORMS, MEMBER, NO_ADVICE)),
    Case("folder-metadata", "letters/may.qmd", "letters/may.html", (*LETTERS, FALL, CIRCUMSTANCES, *FOOTER), (JUNE,)),
    Case("folder-metadata", "letters/june.qmd", "letters/june.html", (*LETTERS, FALL, JUNE, *FOOTER)),
    Case("folder-metadata", "about.qmd", "us.html", (FALL, CIRCUMSTANCES), (*LETTERS, *FOOTER)),
]


@cache
def opened(site: str) -> Quarto:
    return open_site(Tree(str(SITES / site)))


def document(site: str, name: str) -> Page:
    return page(SITES / site / name)


def provisions(site: str, name: str) -> Provisions:
    return opened(site).provisions(document(site, name))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.site}/{case.document}")
def test_a_document_receives_what_its_page_prints_and_nothing_else(case: Case) -> None:
    said = words(sure(provisions(case.site, case.document)))
    assert [phrase for phrase in case.has if phrase not in said] == []
    assert [phrase for phrase in case.lacks if phrase in said] == []
    assert opened(case.site).outputs(document(case.site, case.document)) == (case.output,)


PLACES = [
    ("partial-document", "posts/gets.qmd", INFORMS, "_disclaimer.qmd", ("posts/gets.qmd",)),
    (
        "partial-document",
        "posts/gets.qmd",
        " is a member of FINRA and SIPC.",
        "_parts/_member.qmd",
        ("posts/gets.qmd", "_disclaimer.qmd"),
    ),
    ("partial-document", "posts/own-word.qmd", NO_ADVICE, "posts/own-word.qmd", ("posts/own-word.qmd",)),
    ("folder-metadata", "letters/may.qmd", f"<p>{FALL}</p>", "parts/risk.html", ("_quarto.yml",)),
    ("folder-metadata", "letters/may.qmd", FOOTER[1], "_quarto.yml", ()),
]


@pytest.mark.parametrize(("site", "name", "text", "path", "via"), PLACES)
def test_a_text_is_led_back_to_where_it_is_written(
    site: str, name: str, text: str, path: str, via: tuple[str, ...]
) -> None:
    piece = next(p for p in sure(provisions(site, name)) if p.text.lstrip("\n").startswith(text))
    assert piece.exact
    skipped = len(piece.text) - len(piece.text.lstrip("\n"))
    written = SITES / site / path
    start = written.read_text().index(text)
    assert (piece.place.path, piece.place.offset + skipped) == (str(written), start)
    assert tuple(step.path for step in piece.via) == tuple(str(SITES / site / step) for step in via)


def test_an_include_stands_where_its_tag_stands() -> None:
    given = provisions("partial-document", "posts/gets.qmd")
    assert [(printed.at, printed.inline) for printed in given.printed] == [(len("Rates rose."), True)]


def test_files_around_the_body_stand_before_and_after_it() -> None:
    given = provisions("folder-metadata", "letters/may.qmd")
    assert [printed.at for printed in given.printed] == [0, len("A quiet month.")]


def test_what_a_profile_decides_is_in_doubt_with_the_fence_that_says_so() -> None:
    given = provisions("partial-document", "posts/gets.qmd")
    doubtful = [p for printed in given.printed for p in printed.pieces if p.doubt]
    assert words(doubtful) == "Northgate staff may hold the funds named here."
    condition = doubtful[0].doubt
    assert condition is not None
    assert condition.text == '{.content-visible when-profile="internal"}'
    path = SITES / "partial-document" / "_disclaimer.qmd"
    assert condition.place == Place(str(path), path.read_text().index("::: {.content-visible when-profile"))


def test_an_include_in_a_block_of_the_document_hangs_on_its_condition() -> None:
    pieces = [p for printed in provisions("partial-document", "posts/blocks.qmd").printed for p in printed.pieces]
    assert words(pieces) == "Northgate may own it."
    assert {p.doubt.text for p in pieces if p.doubt} == {'{.content-visible when-profile="internal"}'}


def test_what_a_document_keeps_out_itself_names_its_field() -> None:
    site, name = "partial-document", "posts/sponsored.qmd"
    given = opened(site).provisions(document(site, name), left_out=True)
    kept = [p for printed in given.printed for p in printed.pieces if p.left_out]
    assert words(kept) == NOBODY
    assert [p.left_out.fields for p in kept if p.left_out] == [("sponsored",)]


def test_a_footer_that_the_document_may_have_switched_off_is_in_doubt() -> None:
    given = provisions("folder-metadata", "about.qmd")
    doubtful = [p for printed in given.printed for p in printed.pieces if p.doubt]
    assert words(doubtful) == "".join(FOOTER)
    assert {p.doubt.fields for p in doubtful if p.doubt} == {("page-footer",)}


UNREAD = [
    ("posts/broken.qmd", "the file _gone.qmd that is included here can't be read", "posts/broken.qmd"),
    ("posts/circle.qmd", "_one.qmd includes itself without end", "_parts/_two.qmd"),
]


@pytest.mark.parametrize(("name", "message", "path"), UNREAD)
def test_what_cannot_be_included_is_said_where_it_is_asked_for(name: str, message: str, path: str) -> None:
    unresolved = provisions("partial-document", name).unresolved
    assert [u.message for u in unresolved] == [message]
    said = SITES / "partial-document" / path
    assert unresolved[0].place == Place(str(said), said.read_text().index("{{<"))
    assert unresolved[0].hides


def test_facts_come_from_the_folder_and_the_project() -> None:
    letter = opened("folder-metadata").facts(document("folder-metadata", "letters/may.qmd"))
    assert (letter.language, letter.date, letter.draft, letter.page) == ("da", "2025-05-02", False, True)
    assert opened("folder-metadata").facts(document("folder-metadata", "letters/march.qmd")).draft
    post = opened("partial-document").facts(document("partial-document", "posts/gets.qmd"))
    assert (post.language, post.document) == ("", "blog")


def test_a_part_of_other_documents_is_no_page() -> None:
    part = document("partial-document", "_disclaimer.qmd")
    assert not opened("partial-document").facts(part).page
    assert opened("partial-document").outputs(part) == ()
    assert opened("partial-document").provisions(part) == Provisions()


FORMATS = [
    ("", True),
    ("format: html\n", True),
    ("format: [html, pdf]\n", True),
    ("format: {html: default}\n", True),
    ("format: {html: {toc: true}}\n", True),
    ("format: revealjs\n", False),
]


@pytest.mark.parametrize(("said", "printed"), FORMATS)
def test_a_document_that_names_its_format_keeps_what_the_project_says_of_it(
    plant: Plant, said: str, printed: bool
) -> None:
    root = plant(
        {
            "_quarto.yml": "project: {type: website}\nformat:\n  html:\n    include-after-body: risk.html\n",
            "risk.html": "<p>Capital is at risk.</p>",
            "a.qmd": f"---\ntitle: Savers\n{said}---\nSavers buy shares.\n",
        }
    )
    given = open_site(Tree(str(root))).provisions(page(root / "a.qmd"))
    assert words(sure(given)) == ("Capital is at risk." if printed else "")


def test_a_readme_is_no_page_and_is_judged_as_it_stands(plant: Plant) -> None:
    root = plant({"_quarto.yml": "project: {type: website}\n", "README.md": "Savers buy shares.\n"})
    reader, document = open_site(Tree(str(root))), page(root / "README.md")
    assert (reader.outputs(document), reader.facts(document).page) == ((), True)


NOTICE = (
    "Nothing here is investment advice, and nothing here is an offer to sell or a solicitation to buy any security.\n"
)
ARTICLE = "---\ntype: article\n---\n# Savers\n\nSavers buy stocks and mutual funds, and hold bonds beside them.\n"


def test_an_include_satisfies_the_rule_that_a_document_without_it_breaks(judge: Judge) -> None:
    report = judge(
        {
            "disclint.yaml": "firm: {types: [publisher]}\n",
            "_quarto.yml": "project:\n  type: website\n",
            "_notice.qmd": NOTICE,
            "a.qmd": ARTICLE + "\n{{< include _notice.qmd >}}\n",
            "b.qmd": ARTICLE,
        }
    )
    assert [(f.path, f.element) for f in report.findings] == [("b.qmd", "not-advice"), ("b.qmd", "not-offer")]


@pytest.mark.parametrize(
    "text",
    ["::: {.content-visible when-format=html}\n" * 20_000, "{{< include " * 20_000, "::: x\n:::\n" * 20_000],
    ids=["fences", "tags", "blocks"],
)
def test_hostile_parts_raise_nothing(plant: Plant, text: str) -> None:
    root = plant(
        {"_quarto.yml": "project: {type: website}\n", "_x.qmd": text, "a.qmd": "Hi.\n\n{{< include _x.qmd >}}\n"}
    )
    assert open_site(Tree(str(root))).provisions(page(root / "a.qmd")).unresolved == ()


def test_a_link_out_of_the_repository_is_not_read(plant: Plant) -> None:
    root = plant(
        {"site/_quarto.yml": "project: {type: website}\n", "site/a.qmd": "{{< include _x.qmd >}}\n", "x": "Out."}
    )
    (root / "site" / "_x.qmd").symlink_to(root / "x")
    reader = open_site(Tree(str(root / "site")))
    assert [u.message for u in reader.provisions(page(root / "site" / "a.qmd")).unresolved] == [
        "the file _x.qmd that is included here can't be read"
    ]
    assert [n.place.path for n in reader.notes()] == [str(root / "site" / "_x.qmd")]
