"""Mintlify sites: snippets that documents import or name, their variables, the banner.

Mintlify's pages are built by its own service only, so these fixtures are not built: what they expect is what its guide says.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.cases import Case, check_reading, opened, page, place_of, provisions
from tests.site.conftest import Judge

BANNER = "No figure on this site is advice."
CIRCUMSTANCES = "Tallow Street Research knows nothing of your circumstances."
BONDS = "Nothing here is investment advice about bonds."
SHARES = "Nothing here is investment advice about shares."
MEMBER = "Harbor Lane Securities LLC is a member of FINRA and SIPC."
FALL = "The value of investments can fall."
OFFER = "Nothing here is an offer."
GONE_BY = "A year gone by is no promise."
SHOWN = "Shown Only LLC is a member"


def case(document: str, has: tuple[str, ...], lacks: tuple[str, ...] = ()) -> Case:
    return Case("mintlify", "snippets", document, document.replace(".mdx", ".html"), (BANNER, *has), lacks)


CASES = [
    case("guides/imports.mdx", (CIRCUMSTANCES, BONDS, MEMBER, FALL, OFFER), (SHARES, SHOWN, GONE_BY)),
    case("guides/names.mdx", (CIRCUMSTANCES, SHARES, MEMBER), (BONDS, FALL, SHOWN)),
    case("guides/relative.mdx", (GONE_BY,), (CIRCUMSTANCES,)),
    case("guides/without.mdx", (), (CIRCUMSTANCES, MEMBER, FALL, GONE_BY)),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_receives_what_its_page_prints_and_nothing_else(case: Case) -> None:
    check_reading(case)


@pytest.mark.parametrize(
    ("document", "phrase", "file", "line", "before"),
    [
        ("guides/imports.mdx", " knows nothing of your", "snippets/disclaimer.mdx", 4, "Bonds pay interest."),
        ("guides/imports.mdx", "Tallow Street Research", "snippets/disclaimer.mdx", 2, "Bonds pay interest."),
        ("guides/imports.mdx", " is a member of ", "snippets/member.jsx", 2, "Bonds pay interest."),
        ("guides/imports.mdx", "FINRA and SIPC", "snippets/member.jsx", 1, "Bonds pay interest."),
        ("guides/imports.mdx", FALL, "snippets/words.mdx", 1, "Bonds pay interest.\nMind this:"),
        ("guides/names.mdx", "shares", "guides/names.mdx", 7, "Shares pay dividends."),
        ("guides/without.mdx", BANNER, "docs.json", 4, ""),
    ],
)
def test_a_text_is_led_back_to_where_it_is_written(
    document: str, phrase: str, file: str, line: int, before: str
) -> None:
    assert place_of(case(document, ()), phrase) == (file, line, len(before))


@pytest.mark.parametrize("name", ["snippets/disclaimer.mdx", "shared/past.mdx", "parts/gone-by.mdx"])
def test_a_snippet_is_no_page(name: str) -> None:
    one = case(name, ())
    assert not opened("mintlify", "snippets").facts(page(one)).page
    assert opened("mintlify", "snippets").outputs(page(one)) == ()
    assert provisions(one).printed == ()


def test_a_snippet_that_is_not_there_is_said_at_its_tag() -> None:
    one = case("guides/missing.mdx", ())
    [unresolved] = provisions(one).unresolved
    assert unresolved.message == "there is no snippet gone.mdx"
    text = (one.root / one.document).read_text()
    assert (Path(unresolved.place.path).name, unresolved.place.offset) == ("missing.mdx", text.index("<Snippet"))


def test_language_and_kind_come_from_the_folder() -> None:
    facts = opened("mintlify", "snippets").facts(page(case("da/blog/renter.mdx", ())))
    assert (facts.language, facts.document, facts.page) == ("da", "blog", True)


NOTICE = (
    "Nothing here is investment advice, and nothing here is an offer to sell or a solicitation to buy any security.\n"
)
ARTICLE = "---\ntype: article\n---\n# Savers\n\nSavers buy stocks and mutual funds, and hold bonds beside them.\n"


def test_a_snippet_satisfies_the_rule_that_a_document_without_it_breaks(judge: Judge) -> None:
    report = judge(
        {
            "disclint.yaml": "firm: {types: [publisher]}\n",
            "mint.json": '{"name": "Tallow Street"}',
            "snippets/notice.mdx": NOTICE,
            "a.mdx": ARTICLE + '\n<Snippet file="notice.mdx" />\n',
            "b.mdx": ARTICLE,
        }
    )
    assert [(f.path, f.element) for f in report.findings] == [("b.mdx", "not-advice"), ("b.mdx", "not-offer")]


@pytest.mark.parametrize(
    "text",
    [
        "<A>\n" * 20_000,
        "{a" * 30_000,
        "import X from './x.mdx'\n\n<X />\n",
        "import {\n" * 20_000,
        "export const a = `${" * 5_000,
        "<Snippet file={" * 10_000,
    ],
    ids=["tags", "braces", "circle", "imports", "templates", "attributes"],
)
def test_nonsense_in_a_snippet_is_read_to_its_end(judge: Judge, text: str) -> None:
    files = {"mint.json": "{}", "snippets/x.mdx": text, "a.mdx": "Bread rises.\n\n<Snippet file='x.mdx' />\n"}
    assert judge(files, "a.mdx").all_problems == ()
