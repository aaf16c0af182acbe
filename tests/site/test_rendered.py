"""Built pages: led back to their documents, judged in place of templates, compared with what reading templates says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.site.conftest import Judge, Plant

from disclint.api import exit_code
from disclint.checker import Checker, Options
from disclint.cli import main
from disclint.document import Document
from disclint.formats import parse
from disclint.model import DisclintError, Report, Source
from disclint.renderedrun import run_rendered
from disclint.site.mapping import Candidate, mapped, slug
from disclint.site.rendered import content, is_redirect, overlap, read_page, told
from disclint.sitecompare import compare, lines

ADVICE = (
    "Nothing here is investment advice, and nothing here is an offer to sell or a solicitation to buy any security."
)
BODY = "Savers buy stocks and mutual funds, and they hold bonds beside them for many years."
ARTICLE = f"---\ntitle: Savers\ntype: article\n---\n{BODY}\n"
PAGE = (
    "<html><head><title>{title}</title></head><body><nav>Home</nav>"
    "<main><h1>T</h1><p>{body}</p>{inner}</main>{foot}</body></html>"
)


def built(body: str = BODY, inner: str = "", foot: str = "", title: str = "T") -> str:
    return PAGE.format(body=body, inner=inner, foot=foot, title=title)


@pytest.fixture
def rendered(plant: Plant) -> Callable[..., Report]:
    def judged(files: Mapping[str, str], **options: object) -> Report:
        plant({"hugo.toml": "", **files})
        return run_rendered(["."], "public", Options(**options))  # type: ignore[arg-type]

    return judged


def found(report: Report) -> list[tuple[str, str, str]]:
    return [(f.path, f.rule, f.state) for f in report.findings]


def test_what_the_page_says_counts_for_its_document(rendered: Callable[..., Report]) -> None:
    pages = {
        "public/posts/a/index.html": built(foot=f"<footer>{ADVICE}</footer>"),
        "public/posts/b/index.html": built(),
    }
    report = rendered({"content/posts/a.md": ARTICLE, "content/posts/b.md": ARTICLE, **pages})
    assert {(path, rule) for path, rule, _ in found(report)} == {("content/posts/b.md", "us-no-advice-no-offer")}
    assert report.all_undecided == ()
    assert report.all_problems == ()


def test_a_slip_of_the_page_is_told_once_at_the_page(rendered: Callable[..., Report]) -> None:
    foot = f"<footer>{ADVICE}<p>Member FINRA/SPIC. We offer guaranteed returns.</p></footer>"
    files = {f"content/posts/{n}.md": ARTICLE for n in "abc"}
    report = rendered({**files, **{f"public/posts/{n}/index.html": built(foot=foot) for n in "abc"}})
    assert [(f.path, f.rule) for f in report.findings] == [
        ("public/posts/a/index.html", "misspelt-regulator"),
        ("public/posts/a/index.html", "guaranteed-returns"),
    ]
    assert all("It stands on 3 built pages." in f.message for f in report.findings)
    assert exit_code(report) == 1


def test_what_stands_in_the_document_is_told_there_and_not_at_the_page(rendered: Callable[..., Report]) -> None:
    body = "We offer guaranteed returns of five per cent to everybody who buys."
    article = f"---\ntitle: T\n---\n{body}\n"
    report = rendered({"content/posts/a.md": article, "public/posts/a/index.html": built(body)})
    assert [f.path for f in report.findings if f.rule == "guaranteed-returns"] == ["content/posts/a.md"]


def test_words_hidden_in_the_page_do_not_count(rendered: Callable[..., Report]) -> None:
    files = {"content/posts/a.md": ARTICLE, "public/posts/a/index.html": built(foot=f"<div hidden>{ADVICE}</div>")}
    states = {state for path, rule, state in found(rendered(files)) if rule == "us-no-advice-no-offer"}
    assert "broken" in states


def test_pages_and_documents_that_do_not_meet_are_named(rendered: Callable[..., Report]) -> None:
    pages = {
        "public/posts/a/index.html": built(foot=ADVICE),
        "public/tags/bonds/index.html": built("A list."),
        "public/imprint/index.html": built("Nobody wrote this page."),
        "public/old/index.html": '<meta http-equiv="refresh" content="0; url=/posts/a/">',
    }
    report = rendered({"content/posts/a.md": ARTICLE, "content/posts/unbuilt.md": ARTICLE, **pages})
    messages = [u.message for u in report.all_undecided if u.cause == "page"]
    assert [m.partition(";")[0] for m in messages] == [
        "1 built page could not be led back to a document: imprint/index.html",
        "1 document without a built page (drafts?): content/posts/unbuilt.md",
    ]


def test_generators_change_quotes_and_lists_repeat_titles_without_a_second_finding(
    rendered: Callable[..., Report],
) -> None:
    own = 'It is "true" -- we offer guaranteed returns... said the bank.'
    there = "It is \N{LEFT DOUBLE QUOTATION MARK}true\N{RIGHT DOUBLE QUOTATION MARK} \N{EN DASH} we offer guaranteed returns"
    there += "\N{HORIZONTAL ELLIPSIS} said the bank."
    article = f"---\ntitle: Our guaranteed returns\n---\n{own}\n\nIt is a long text of mutual funds.\n"
    pages = {
        "public/posts/a/index.html": built(there),
        "public/posts/index.html": built(f"{there} It is a long text", "<h2>Our guaranteed returns</h2>"),
    }
    report = rendered({"content/posts/a.md": article, **pages}, select=("guaranteed-returns",))
    assert {f.path for f in report.findings} == {"content/posts/a.md"}


def test_a_phrase_of_the_list_alone_is_told_there(rendered: Callable[..., Report]) -> None:
    pages = {
        "public/posts/a/index.html": built(),
        "public/posts/index.html": built("We offer guaranteed returns here."),
    }
    report = rendered({"content/posts/a.md": ARTICLE, **pages}, select=("guaranteed-returns",))
    assert [(f.path, f.position.line) for f in report.findings] == [("public/posts/index.html", 1)]


def test_what_only_a_second_page_lacks_is_told_at_the_document(rendered: Callable[..., Report]) -> None:
    link = '<head><link rel="canonical" href="https://northgate.example/posts/a/">'
    pages = {
        "public/posts/a/index.html": built(foot=f"<footer>{ADVICE}</footer>"),
        "public/print/a/index.html": built().replace("<head>", link),
    }
    report = rendered({"content/posts/a.md": ARTICLE, **pages}, select=("us-no-advice-no-offer",))
    assert {(f.path, f.state) for f in report.findings} == {("content/posts/a.md", "missing")}
    assert all(f.message.endswith("It is so on its page print/a/index.html.") for f in report.findings)


def test_links_that_lead_nowhere_or_out_of_the_repository_are_not_read(
    plant: Plant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "out.html"
    outside.write_text(built("We offer guaranteed returns."))
    plant({"hugo.toml": "", "content/posts/a.md": ARTICLE, "public/posts/a/index.html": built(foot=ADVICE)})
    Path("public/gone.html").symlink_to("nowhere.html")
    Path("public/out.html").symlink_to(outside)
    report = run_rendered(["."], "public", Options())
    assert [(p.path, p.message) for p in report.all_problems] == [
        ("public/out.html", "leads out of the repository and is not read")
    ]
    assert report.findings == ()


def test_a_folder_without_pages_is_a_problem_with_what_to_do(plant: Plant) -> None:
    plant({"hugo.toml": "", "content/a.md": ARTICLE, "public/x.txt": ""})
    with pytest.raises(DisclintError, match="holds no built pages"):
        run_rendered(["."], "public", Options())
    assert main(["check", "--rendered", "gone", "."]) == 2


# -- mapping


def document(text: str) -> Document:
    return parse(Source("a.md", text), "markdown")


def test_pages_are_led_back_by_address_by_front_matter_by_canonical_link_and_by_words() -> None:
    words = {name: f"{name} tells of savers who buy many stocks and bonds in a long and quiet year" for name in "abcd"}
    candidates = [
        Candidate("posts/a.md", document(words["a"]), ("posts/a/index.html",)),
        Candidate("posts/b.md", document(words["b"]), ("posts/b/index.html",), ("/by-hand/b/",)),
        Candidate("posts/2025-01-02-c.md", document(words["c"]), ()),
        Candidate("posts/d.md", document(words["d"]), ()),
    ]
    texts = {
        "posts/a/index.html": built(words["a"]),
        "amp/a/index.html": built(words["a"]).replace(
            "<head>", '<head><link rel="canonical" href="https://x.example/posts/a/">'
        ),
        "by-hand/b/index.html": built(words["b"]),
        "blog/c.html": built(words["c"]),
        "blog/d.html": built("Something else altogether stands on this page, which only has the name."),
        "tags/index.html": built("x"),
    }
    result = mapped(candidates, sorted(texts), lambda name: read_page("/site", name, texts[name]))
    assert result.pages == {
        "posts/a/index.html": "posts/a.md",
        "amp/a/index.html": "posts/a.md",
        "by-hand/b/index.html": "posts/b.md",
        "blog/c.html": "posts/2025-01-02-c.md",
    }
    assert (result.pageless, result.lists, result.unknown) == (("posts/d.md",), ("tags/index.html",), ("blog/d.html",))


LETTER = " ".join(f"This letter tells savers of stocks and bonds in chapter {n} of a long story." for n in range(6))


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"2025/letter.html": "2025"}, {"2025/letter.html": "docs/2025/letter.md"}),
        ({"2024/letter.html": "2024"}, {"2024/letter.html": "docs/2024/letter.md"}),
        ({"x/letter.html": "2024"}, {"x/letter.html": "docs/2024/letter.md"}),
        ({"x/letter.html": "another year"}, {}),
    ],
)
def test_of_documents_with_one_name_the_nearest_has_the_page(pages: dict[str, str], found: dict[str, str]) -> None:
    text = f"{LETTER} It was written at the end of "
    candidates = [Candidate(f"docs/{y}/letter.md", document(f"{text}{y}."), ()) for y in ("2024", "2025")]
    texts = {name: built(f"{text}{year}.") for name, year in pages.items()}
    assert mapped(candidates, sorted(texts), lambda name: read_page("/site", name, texts[name])).pages == found


def test_pages_below_a_date_are_no_lists_and_a_canonical_link_to_the_home_page_means_nothing() -> None:
    home = Candidate("index.md", document("Welcome to the long and quiet home page of Northgate."), ("index.html",))
    post = Candidate("posts/p.md", document(BODY), ("posts/p.html",))
    link = '<head><link rel="canonical" href="https://northgate.example/">'
    names = ("2024/05/02/x.html", "2024/05/index.html", "404.html", "posts/index.html", "tags/a/page/2/index.html")
    texts = {name: built("Something else stands here.").replace("<head>", link) for name in names}
    texts |= {"index.html": built("Welcome to the long and quiet home page of Northgate."), "posts/p.html": built()}
    result = mapped([home, post], sorted(texts), lambda name: read_page("/site", name, texts[name]))
    assert result.pages == {"index.html": "index.md", "posts/p.html": "posts/p.md"}
    assert (result.lists, result.unknown) == (names[1:], names[:1])


def test_phrases_are_found_as_whole_words_in_one_walk() -> None:
    phrases = {"we offer", "we offer re", "offer returns", "the end"}
    assert told(phrases, ("now we offer returns at", "this is the end")) == {"we offer", "offer returns", "the end"}
    assert told(frozenset(), ("a",)) == told({"a"}, ()) == frozenset()


@pytest.mark.parametrize(
    ("path", "word"),
    [("posts/2025-01-02-A_B.md", "a-b"), ("posts/x/index.html", "x"), ("x.html", "x"), ("index.html", "index")],
)
def test_the_word_that_names_a_page(path: str, word: str) -> None:
    assert slug(path) == word


def test_the_documents_own_text_is_found_in_its_page() -> None:
    inner = read_page("/site", "a.html", built(foot="<footer>The end of it all.</footer>"))
    start, end = content(document(BODY), inner)
    text = inner.document.text
    assert text[start:end].startswith("Savers buy") and text[start:end].rstrip().endswith("many years.")
    assert overlap(document(BODY), inner) == 1.0
    assert overlap(document("Bread rises where it is warm, and it falls where the door is opened."), inner) == 0.0


def test_a_page_that_only_leads_elsewhere_is_a_redirect() -> None:
    assert is_redirect('<html><head><META http-equiv=refresh content="0; url=/x/"></head>')
    assert not is_redirect(built())


@pytest.mark.parametrize("text", ["", "<div>" * 50_000, "<main>" * 5 + "x", "w " * 500_000])
def test_any_page_is_read_to_its_end(text: str) -> None:
    assert content(document(BODY), read_page("/site", "a.html", text))[0] >= 0


# -- comparison

SINGLE = (
    f"<html><body>{{{{ .Content }}}}{{{{ if ne .Params.disclaimer false }}}}<p>{ADVICE}</p>{{{{ end }}}}</body></html>"
)


def site(pages: Mapping[str, str]) -> dict[str, str]:
    files = {"hugo.toml": "", "layouts/_default/single.html": SINGLE, "content/posts/a.md": ARTICLE}
    files["content/posts/out.md"] = ARTICLE.replace("type:", "disclaimer: false\ntype:")
    return {**files, **pages}


def test_reading_templates_and_reading_pages_agree(plant: Plant) -> None:
    plant(site({"public/posts/a/index.html": built(inner=f"<p>{ADVICE}</p>"), "public/posts/out/index.html": built()}))
    result, _ = compare(Checker(Options()), ["."], "public")
    assert (result.differences, result.agree, result.differ) == ((), 2, 0)
    assert list(lines(result)) == ["2 documents compared: 2 agree, 0 differ, 0 undecided."]


def test_where_they_differ_the_document_the_statement_and_the_way_are_named(
    plant: Plant, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(site({"public/posts/a/index.html": built(), "public/posts/out/index.html": built(inner=f"<p>{ADVICE}</p>")}))
    result, _ = compare(Checker(Options()), ["."], "public")
    assert result.differ == 2
    assert ("content/posts/a.md", "not-advice", "said", False) in {d[:1] + d[2:5] for d in result.differences}
    assert ("content/posts/out.md", "not-advice", "not said", True) in {d[:1] + d[2:5] for d in result.differences}
    assert main(["site", "compare", "--rendered", "public", "--format", "json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["summary"] == {"agree": 0, "differ": 2, "undecided": 0}
    assert any("layouts/_default/single.html:1" in d["cause"] for d in value["differences"])


# -- what was detected


def test_show_lists_what_templates_add_and_to_whom(plant: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    plant(site({}))
    assert main(["site", "show"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "hugo site (hugo.toml): 2 documents",
        "  layout layouts/_default/single.html: 2 documents",
        "  not-advice, not-offer, release-is-no-offer: added by templates, via layouts/_default/single.html:1",
        "    1 document: content/posts/a.md",
        "  nothing that makes a statement is added to 1 document: content/posts/out.md",
    ]
    assert main(["site", "show", "--format", "json"]) == 0
    [shown] = json.loads(capsys.readouterr().out)["sites"]
    assert (shown["generator"], shown["added"][0]["documents"]) == ("hugo", ["content/posts/a.md"])


def test_init_writes_down_which_site_was_found(plant: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    plant(site({}))
    assert main(["init"]) == 0
    assert "\nsite:\n  generator: hugo\n" in Path("disclint.yaml").read_text()
    assert main(["check", "-q"]) in (0, 1)


# -- inventory


def test_the_inventory_groups_places_by_wording(plant: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    own = ARTICLE + "\nThis is not investment advice.\n"
    files = site({"content/posts/own.md": own, "content/posts/own2.md": own})
    plant(files)
    assert main(["inventory"]) == 0
    shown = capsys.readouterr().out.splitlines()
    start = shown.index("not-advice (us-no-advice-no-offer)")
    assert shown[start + 1 : start + 6] == [
        f"  {ADVICE}",
        "    layouts/_default/single.html:1:82 (template, in 3 documents)",
        "  This is not investment advice.",
        "    content/posts/own.md:7:13 (end)",
        "    content/posts/own2.md:7:13 (end)",
    ]


def test_the_inventory_as_csv_is_safe_in_a_spreadsheet(plant: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    plant({"a.md": "=1+1 is no sum; this is not investment advice.\n"})
    assert main(["inventory", "--format", "csv"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head == "statement,wording,path,line,column,place,documents,rule"
    assert rows == ["not-advice,'=1+1 is no sum; this is not investment advice.,a.md,1,29,end,1,us-no-advice-no-offer"]


def test_a_rule_for_a_whole_site_is_satisfied_by_one_document(judge: Judge) -> None:
    rule = """\
id: one-link
title: The site says once that it is not for resale
basis: house
severity: warning
scope: site
when: {any: ['mutual funds']}
require: {elements: {not-for-resale: {label: is not for resale, says_not: ['for resale']}}}
"""
    pack = "id: house\ntitle: House\ndescription: Rules.\njurisdictions: [US]\nlang: [en]\n"
    files = {"disclint.yaml": "packs: [./house]\n", "house/pack.yaml": pack, "house/one-link.yaml": rule}
    files |= {"a.md": BODY, "b.md": BODY}
    [finding] = judge(files).findings
    assert (finding.path, finding.position.line) == ("a.md", 1)
    assert finding.message.endswith("Nothing on the site does; 2 documents call for it.")
    assert judge(files, "a.md").findings == ()  # not all of the site was read
    assert judge({**files, "c.md": "This page is not for resale."}).findings == ()
