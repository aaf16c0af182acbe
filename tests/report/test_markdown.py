"""The summary card: what became of every required statement, and words that stay words in Markdown."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from marko.ext.gfm import gfm
from tests.report.samples import EVERYTHING, HOSTILE, hostile, judged

from disclint.api import Options, run
from disclint.model import DocumentReport, Finding, Position, Report, Span
from disclint.renderedrun import run_rendered
from disclint.report import FINE_PRINT, Look, render
from disclint.report.marks import code, prose
from disclint.report.text import safe
from disclint.ruleset.load import builtin_rules, load_packs
from disclint.ruleset.rule import Verbatim

ADVICE = "This article is not investment advice, and it is not an offer to sell or a solicitation to buy any security."
MEMBER = "Securities offered through Harbor Lane Securities LLC, member FINRA/SIPC."
STOCKS = "Savers buy stocks and mutual funds, and hold treasury bonds beside them."


def shown(markdown: str) -> str:
    """What a reader sees of the Markdown."""
    return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", gfm.convert(markdown)))


def rows(text: str, title: str) -> dict[str, list[str]]:
    """A table's rows by their first cell."""
    [table] = re.findall(rf"^#### {title}\n\n(.*?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    cells = [[shown(cell).strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in cells}


def outcomes(text: str) -> dict[str, list[str]]:
    """Statement -> the columns that are not empty, as `name number`."""
    names = ("required", "said here", "said by a template", "missing", "broken", "excepted", "undecided")
    table = re.findall(r"^\| (<code>\S*?)</code> \| (.*) \|$", text, re.MULTILINE)
    return {
        shown(name).strip(): [f"{n} {c.strip()}" for n, c in zip(names, cells.split("|"), strict=True) if c.strip()]
        for name, cells in table
        if cells.count("|") == len(names) - 1
    }


def test_every_required_statement_has_its_outcome(here: Path) -> None:
    (here / "said.md").write_text(f"{STOCKS}\n\n{ADVICE}\n\n{MEMBER}\n")
    (here / "missing.md").write_text(f"{STOCKS}\n")
    (here / "broken.md").write_text(f"{STOCKS}\n\n<!-- {ADVICE} -->\n")
    allow = '<!-- disclint: allow us-no-advice-no-offer#not-advice "the page before says it" -->'
    (here / "excepted.md").write_text(f"{allow}\n\n{STOCKS}\n")
    text = render(judged(here, "."), "markdown")
    found = outcomes(text)
    assert found["us-no-advice-no-offer#not-advice"] == [
        "required 4", "said here 1", "missing 1", "broken 1", "excepted 1",
    ]  # fmt: skip
    assert found["us-no-advice-no-offer#not-offer"] == ["required 4", "said here 1", "missing 2", "broken 1"]
    assert found["finra-sipc-membership-line#sipc-member"] == ["required 1", "said here 1"]
    told = shown(text)
    assert "us-no-advice-no-offer#not-advice: excepted (the page before says it)" in told
    assert "us-no-advice-no-offer#not-advice: said here, line 3" in told
    assert "the page before says it" in text.split("#### Exceptions")[1]


def hugo(here: Path) -> None:
    (here / "hugo.toml").write_text('title = "T"\n')
    layout = here / "layouts" / "_default"
    layout.mkdir(parents=True)
    (layout / "single.html").write_text(
        f"<html><body>\n{{{{ .Content }}}}\n{{{{ if not .Params.bare }}}}<p>{ADVICE}</p>{{{{ end }}}}\n</body></html>\n"
    )
    (here / "content" / "posts").mkdir(parents=True)
    (here / "content" / "posts" / "a.md").write_text(f"---\ntitle: A\n---\n\n{STOCKS}\n")
    (here / "content" / "posts" / "b.md").write_text(f"---\ntitle: B\nbare: true\n---\n\n{STOCKS}\n")


def test_a_template_that_says_it_is_named(here: Path) -> None:
    hugo(here)
    text = render(judged(here, "."), "markdown")
    assert outcomes(text)["us-no-advice-no-offer#not-advice"] == ["required 2", "said by a template 1", "missing 1"]
    assert "us-no-advice-no-offer#not-advice: said by a template, layouts/_default/single.html:3" in shown(text)


def test_a_built_page_that_says_it_counts_too(here: Path) -> None:
    hugo(here)
    for name, words in (("a", f"<p>{ADVICE}</p>"), ("b", "")):
        (here / "public" / "posts" / name).mkdir(parents=True)
        page = (
            f"<html><head><title>{name.upper()}</title></head><body><main><p>{STOCKS}</p>{words}</main></body></html>"
        )
        (here / "public" / "posts" / name / "index.html").write_text(page)
    report = run_rendered(("content",), "public", Options(wants=EVERYTHING, today="2026-11-30"))
    assert outcomes(render(report, "markdown"))["us-no-advice-no-offer#not-advice"] == [
        "required 2", "said by a template 1", "missing 1",
    ]  # fmt: skip
    assert {source.path for d in report.documents for source in d.texts} >= {"content/posts/a.md", "content/posts/b.md"}


def test_what_is_undecided_is_neither_said_nor_missing(here: Path) -> None:
    (here / "gatsby-config.js").write_text("module.exports = {}\n")
    (here / "a.md").write_text(f"---\ntitle: A\n---\n\n{STOCKS}\n")
    (here / "disclint.yaml").write_text("site: gatsby\n")
    text = render(judged(here, "."), "markdown")
    assert outcomes(text)["us-no-advice-no-offer#not-advice"] == ["required 1", "undecided 1"]
    assert "#### Undecided" in text


def test_a_legend_that_stands_word_for_word_is_said(here: Path) -> None:
    [rule] = [r for r in load_packs([builtin_rules()]).rules if r.id == "cftc-nfa-hypothetical-legend"]
    assert isinstance(rule.requirement, Verbatim)
    trigger = "Our e-mini futures system would have returned 41% in 2025."
    for name, legend in (("said", rule.requirement.texts[0].text), ("missing", "")):
        (here / f"{name}.md").write_text(f"# Systems\n\n{trigger}\n\n{legend}\n")
    found = outcomes(render(judged(here, "."), "markdown"))
    assert found["cftc-nfa-hypothetical-legend"] == ["required 2", "said here 1", "missing 1"]


def test_nothing_is_told_of_statements_unless_a_report_asks(here: Path) -> None:
    (here / "a.md").write_text(f"{STOCKS}\n\n{ADVICE}\n")
    report = run((".",), Options())
    assert not report.rules and not any(d.statements or d.texts for d in report.documents)
    asked = judged(here, ".")
    bare = asked._replace(
        rules=(), ruleset="", documents=tuple(d._replace(statements=(), texts=()) for d in asked.documents)
    )
    assert bare == run((".",), Options(today="2026-11-30"))


def test_hostile_words_stay_words() -> None:
    text = render(hostile(), "markdown")
    page = gfm.convert(text)
    kept = ("<h3>", "<h4>", "<table>", "<thead>", "<tbody>", "<tr>", "<th>", "<td>", "<code>", "<br>", "<ul>", "<li>")
    kept += ("<p>", "<details>", "<summary>", "<sub>", "<hr>")
    tags = {re.sub(r"\s.*>", ">", tag) for tag in re.findall(r"<[a-z][^>]*>", page)}
    assert tags <= set(kept), tags
    assert safe(HOSTILE).strip() in shown(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u200f]", text)
    assert page.count("<td>") == sum(
        line.count(" | ") + 1 for line in text.splitlines() if line.startswith("| ")
    ) - sum(2 * (line.count(" | ") + 1) for line in text.splitlines() if line.startswith("| ---"))


@pytest.mark.parametrize(
    "words",
    ["a | b", "`x` ``y``", "*a* _b_ ~~c~~", "[a](b) ![c](d)", "<b>x</b> &amp; &#60;", "https://e.example www.e.example",
     "\\| \\*", "$5 and $6", "1. x", "- x", "# x", "38% of :tada:", "--- | ---"],
)  # fmt: skip
def test_prose_is_shown_as_it_was_written(words: str) -> None:
    for form in (prose, code):
        page = gfm.convert(f"| a | b |\n| --- | --- |\n| {form(words)} | z |\n")
        [first, last] = re.findall(r"<td>(.*?)</td>", page)
        assert (shown_html(first), shown_html(last)) == (words, "z")
        assert not re.search(r"<(?!/?code>|!--)", first)


def shown_html(text: str) -> str:
    return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", text))


@pytest.mark.parametrize("words", ["@team", "see #12", "!34", '%"v1"', "GH-7", "a@e.example"])
def test_mentions_and_references_are_parted(words: str) -> None:
    page = gfm.convert(prose(words))
    assert re.search(r"[@#!%-]<!-- -->", page) and shown(prose(words)).strip() == words


def crowd(count: int) -> Report:
    at = Position(1, 1, 1, 2)
    one = Finding("some-rule", None, "forbidden", "info", "words " * 200, "a.md", Span(0, 1), at, "x")
    return Report((DocumentReport("a.md", (*[one] * count, one._replace(severity="error", message="The worst."))),))


def test_a_long_report_is_cut_and_says_so() -> None:
    text = render(crowd(400), "markdown")
    assert len(text) < 65_536 and "is left out here" in text and "The worst." in text.splitlines()[6]
    assert render(crowd(400), "markdown", Look(all=True)).count("words " * 199) == 400
    assert "And 350 more." not in text.split("####")[0]


def test_a_clean_report_says_so_with_the_fine_print() -> None:
    text = render(Report((DocumentReport("a.md"),)), "markdown")
    assert text == f"### disclint: No findings in 1 document\n\n<sub>{FINE_PRINT}</sub>\n"
