"""The page: well-formed, loading nothing, holding every finding at its words, and no text that could be anything but text."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from justhtml import JustHTML
from tests.report.samples import HOME, HOSTILE, PATH, hostile, judged

from disclint.model import DocumentReport, Finding, Lines, Problem, Report, Source, Span, Suppressed, Undecided
from disclint.report import FINE_PRINT, Look, render
from disclint.report.html.tags import escaped, tag

ADVICE = "This article is not investment advice, and it is not an offer to sell or a solicitation to buy any security."
STOCKS = "Savers buy stocks and mutual funds, and hold treasury bonds beside them."
STYLE = (HOME / "src" / "disclint" / "report" / "html" / "page.css").read_text()
LOADING = ("src", "srcset", "data", "background", "poster", "action", "formaction", "ping", "style", "srcdoc")


def page(report: Report, look: Look | None = None) -> JustHTML:
    """The parsed page, after it has shown to be well-formed, to load nothing and to name everything once."""
    text = render(report, "html", look or Look())
    assert text.isascii() and "\x00" not in text
    found = JustHTML(text, collect_errors=True, sanitize=False)
    assert found.errors == []
    ids = [e.attrs["id"] for e in found.query("[id]")]
    assert len(ids) == len(set(ids)) and not [id for id in ids if not id or re.search(r"\s", id)]
    every = found.query("*")
    assert not [(e.name, n) for e in every for n in e.attrs if n.startswith("on") or n in LOADING]
    assert not found.query("link, img, iframe, object, embed, base, audio, video, svg")
    assert not re.search(r"@import|url\(", text)
    targets = [e.attrs["href"] for e in every if "href" in e.attrs]
    assert all(t.startswith(("https://", "http://")) or t[1:] in ids for t in targets), targets
    named = [(e.attrs.get("for"), e.attrs.get("aria-controls"), e.attrs.get("aria-labelledby")) for e in every]
    assert {name for names in named for name in names if name} <= set(ids)
    return found


def texts(found: JustHTML, query: str) -> list[str]:
    return [" ".join(e.to_text().split()) for e in found.query(query)]


def one(text: str, *words: str, format: str = "markdown", held: bool = False) -> Report:
    """A document with a finding at each of these words."""
    lines = Lines(text)
    findings = []
    for word in words:
        span = Span(text.index(word), text.index(word) + len(word))
        findings.append(
            Finding(
                "some-rule", None, "forbidden", "error", f"Found {word[:20]}", "a.md", span, lines.position(span), word
            )
        )
    suppressed = tuple(Suppressed(f, "the reason") for f in findings) if held else ()
    document = DocumentReport("a.md", () if held else tuple(findings), suppressed=suppressed, format=format)
    return Report((document._replace(texts=(Source("a.md", text),)),))


def test_every_finding_has_a_card_with_its_evidence_and_its_rule_a_card_with_its_authority(here: Path) -> None:
    (here / "examples").mkdir()
    (here / "examples" / "harbor-lane.md").write_bytes((HOME / "examples" / "harbor-lane.md").read_bytes())
    report = judged(here, "examples")
    found = page(report)
    assert len(found.query("article.finding")) == len(report.findings) == 6
    for finding, card in zip(report.findings, found.query("article.finding"), strict=True):
        told = " ".join(card.to_text().split())
        assert finding.message in told and all(" ".join(words.split()) in told for words in finding.looked_for)
        assert not finding.fix or " ".join(finding.fix.split()) in told
        assert found.query(f"#rule-{finding.rule}"), finding.rule
    cards = {e.attrs["id"]: e for e in found.query("article.rule")}
    for rule in report.rules:
        if f"rule-{rule.id}" in cards:
            card = cards[f"rule-{rule.id}"]
            links = {a.attrs["href"] for a in card.query("a")}
            assert links == {url for _, url in rule.authority if url} != set()
            assert all(a.attrs["rel"] == "noreferrer noopener" for a in card.query("a"))
            assert " ".join(rule.asks.split()[:8]) in " ".join(card.to_text().split())
    assert texts(found, "mark")[:2] == ["38%", "guaranteed"]
    assert report.ruleset in texts(found, "#summary > .fine")[0]


def test_what_only_a_comment_says_is_shown_from_the_file(here: Path) -> None:
    (here / "a.md").write_text(f"{STOCKS}\n\n<!-- {ADVICE} -->\n\nThe end.\n")
    found = page(judged(here))
    cards = found.query("article.finding")
    assert len(cards) == 2 and all("only in a comment" in card.to_text() for card in cards)
    assert all(card.query("code mark")[0].to_text() in ADVICE for card in cards)
    words = texts(found, ".text > *")
    assert words[0] == STOCKS and words[-1] == "The end."  # the card stands where the comment is


def test_the_summary_says_what_became_of_every_statement_and_which_template_says_it(here: Path) -> None:
    (here / "hugo.toml").write_text('title = "T"\n')
    layout = here / "layouts" / "_default"
    layout.mkdir(parents=True)
    (layout / "single.html").write_text(f"<body>\n{{{{ .Content }}}}\n<p>{ADVICE} Guaranteed returns.</p></body>\n")
    (here / "content").mkdir()
    (here / "content" / "a.md").write_text(f"---\ntitle: A\n---\n\n{STOCKS}\n")
    (here / "content" / "b.md").write_text(f"---\ntitle: B\n---\n\n{STOCKS}\n\nGuaranteed returns.\n")
    entry = "{rule: guaranteed-returns, paths: [b.md], reason: the page before says it, approved_by: ann}"
    (here / "disclint-exceptions.yaml").write_text(f"- {entry}\n")
    found = page(judged(here, "content"))
    rows = {cells[0]: cells[1:] for cells in (texts(row, "th, td") for row in found.query(".statements tbody tr"))}  # type: ignore[arg-type]
    assert rows["us-no-advice-no-offer#not-advice"] == ["2", "", "2", *[""] * 4, "layouts/_default/single.html:3 (2)"]
    assert texts(found, "#documents tbody th") == ["content/a.md"]
    assert "said by a template, layouts/_default/single.html:3" in texts(found, "#documents tbody td")[0]
    [excepted] = found.query("article.finding.excepted")
    granted = "register, disclint-exceptions.yaml:1:"
    assert "the page before says it (by ann)" in excepted.to_text() and granted in excepted.to_text()
    assert excepted.attrs["data-state"] == "excepted"
    [template] = [a for a in found.query("article.document") if a.query("h3")[0].to_text().endswith("single.html")]
    assert template.query("code mark")[0].to_text() == "Guaranteed returns"


def test_hostile_words_are_words() -> None:
    document = hostile().documents[0]
    words = HOSTILE.replace("\ud83d", "")  # what is read from a file holds no halves of characters
    told = (
        f"# x\n\n<b>{words}</b>\n\n`{words}` </script><img src=x onerror=alert(1)>\u202e\u2066 \ufdd0\U0001fffe end\n"
    )
    shown = document._replace(texts=(Source(PATH, told),), format="markdown")
    for report in (hostile(), hostile()._replace(documents=(shown,))):
        found = page(report)
        assert len(found.query("script")) == len(found.query("style")) == 1
        text = found.to_text()
        for part in ("<b>\"'&amp;</b> <script>alert(1)</script>", "\\u202eabc", "\\u0000\\u0007\\u001b[31m", "\\ud83d"):
            assert part in text
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("</script>", "&lt;/script&gt;"),
        ("\"a\" & 'b'", "&quot;a&quot; &amp; &#39;b&#39;"),
        ("\x00\x85\u200f\u202e\ufeff", "\\u0000\\u0085\\u200f\\u202e&#65279;"),
        ("\ud83d\ufffe\U0010ffff\ufdd0", "\\ud83d\\ufffe\\u10ffff\\ufdd0"),
        ("a\r\nb\rc\u2028d\te", "a\nb\nc\\u2028d\te"),
        ("h\u00e9 \u201cx\u201d \U0001f600", "h&#233; &#8220;x&#8221; &#128512;"),
    ],
)  # fmt: skip
def test_a_text_can_only_be_text(words: str, written: str) -> None:
    assert escaped(words) == written
    assert tag("a", words, title=words) == f'<a title="{written}">{written}</a>'
    found = JustHTML(tag("p", words), collect_errors=True, fragment=True, sanitize=False)
    assert found.errors == []


def test_only_addresses_of_the_web_become_links(here: Path) -> None:
    report = hostile()
    urls = (
        "javascript:alert(1)",
        "data:text/html,x",
        "//e.example",
        "https://e.example/<b>",
        "https://e.example/a?b=c&d",
    )
    card = report.rules[0]._replace(authority=tuple((f"cite {n}", url) for n, url in enumerate(urls)))
    found = page(report._replace(rules=(card,)))
    assert [a.attrs["href"] for a in found.query(".rule a")] == [urls[-1]]
    assert all(f"cite {n}" in found.to_text() for n in range(5))


def test_browsers_are_told_to_use_nothing_but_its_own_style_and_script() -> None:
    found = page(hostile())
    [policy] = [e.attrs["content"] for e in found.query("meta[http-equiv]")]
    for name in ("style", "script"):
        [words] = re.findall(rf"<{name}>(.*?)</{name}>", render(hostile(), "html"), re.DOTALL)
        digest = hashlib.sha256(words.encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none';") and "base-uri 'none'" in policy


def test_marks_may_overlap_and_reach_over_blocks_and_markup() -> None:
    text = "# One **two** three\n\nFour five\n\n| a | b |\n|---|---|\n| six | seven |\n\n> eight\n"
    found = page(one(text, "two** three\n\nFour", "three", "six", "eight"))
    assert texts(found, "mark") == ["two", "three", "Four", "six", "eight"]
    assert [m.attrs["data-f"] for m in found.query("mark")] == ["1", "1 2", "1", "3", "4"]
    assert texts(found, "a.ref") == ["1", "2", "1", "3", "4"]
    order = [e.attrs.get("id") or " ".join(e.to_text().split()) for e in found.query(".text > *")]
    assert order[:4] == ["One two three 1 2", "f2", "Four 1 five", "f1"]
    assert "six 3 seven" in order and order.index("f3") == order.index("six 3 seven") + 1


def test_a_long_text_is_cut_around_what_was_found() -> None:
    filler = "Words about the weather stand here. " * 80
    text = "".join(f"Paragraph {n}. {filler}\n\n" for n in range(20)) + f"{filler} THE WORDS. {filler}\n\nThe end.\n"
    cut, whole = page(one(text, "THE WORDS")), page(one(text, "THE WORDS"), Look(all=True))
    assert texts(cut, ".gap") == ["\u2026 19 paragraphs left out \u2026"] and not texts(whole, ".gap")
    assert len(cut.query(".text")[0].to_text()) < 3_000 < len(text) < len(whole.query(".text")[0].to_text())
    words = texts(cut, ".text > p")
    assert words[1].endswith("\u2026") and words[1].startswith("Paragraph 19") and words[-1] == "The end."
    parts = [part.strip() for part in words[2].split("\u2026")]
    assert parts[0] == parts[2] == "" and re.fullmatch(r"\w+ .* THE WORDS 1 \. .*\w+", parts[1]), words[2]
    assert set(re.findall(r"\w+", parts[1])) <= set(re.findall(r"\w+", f"{filler} THE WORDS 1"))  # no word is cut


def test_many_long_documents_are_cut_although_each_is_short() -> None:
    text = "".join(f"Paragraph {n} has some words.\n\n" for n in range(200)) + "THE WORDS\n"
    [document] = one(text, "THE WORDS").documents
    crowd = [document._replace(path=f"{n}.md", texts=(Source(f"{n}.md", text),)) for n in range(200)]
    found = render(Report(tuple(crowd)), "html")
    assert found.count("paragraphs left out") == 200 and len(found) < 400_000
    assert "left out" not in render(Report(tuple(crowd[:20])), "html")


@pytest.mark.parametrize("format", ["markdown", "mdx", "html", "text", "template"])
def test_every_format_is_shown(format: str) -> None:
    found = page(one("Some words here.\n\nMore.\n", "words", format=format))
    assert texts(found, "mark") == ["words"] and not found.query("code mark")


def test_excepted_words_are_marked_as_such() -> None:
    found = page(one("Some words here.\n", "words", held=True))
    assert [m.attrs["class"] for m in found.query("mark")] == ["excepted"]
    assert "the reason" in texts(found, "article.excepted")[0]


def test_what_the_baseline_knows_is_counted_and_not_shown() -> None:
    [document] = one("Some words here.\n", "words").documents
    known = document._replace(findings=(), baselined=document.findings, older=document.findings * 2)
    found = page(Report((known,)))
    told = "1 older finding in the baseline and 2 findings older than the change, not shown."
    assert told in texts(found, "#summary p")
    assert not found.query("article.finding") and "3 older findings, not shown" in texts(found, "#documents td")[0]


def test_a_page_without_findings_claims_nothing() -> None:
    found = page(Report((DocumentReport("a.md"),)))
    told = found.to_text()
    assert FINE_PRINT in told and "No findings in 1 document." in told and "That is no judgement of the texts." in told
    assert not re.search(
        r"(?i)\b(fine|ok|passed|compliant|clean|safe)\b(?! print)", told.split("(() =>")[0].split("}\n")[-1]
    )


def test_what_could_not_be_judged_is_said_and_not_listed_as_without_findings() -> None:
    broken = DocumentReport("b.md", problems=(Problem("b.md", "can't be read"),))
    unsure = DocumentReport("c.md", undecided=(Undecided("c.md", "language", "no rule reads Dutch"),))
    found = page(Report((DocumentReport("a.md"), broken, unsure)))
    assert texts(found, "#documents tbody th") == ["a.md", "c.md"]
    assert texts(found, "#documents tbody td") == ["none required", "undecided: no rule reads Dutch"]
    assert texts(found, "#summary > ul > li") == ["b.md: can't be read", "c.md: no rule reads Dutch"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(hostile(), "html") == render(hostile(), "html")


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("number", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_text_stands_out_from_what_is_behind_it(number: int) -> None:
    block = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[number]
    colors = dict(re.findall(r"--([\w-]+): (#\w{6});", block))
    assert len(colors) == 15
    for paper in ("paper", "raised"):
        for ink in ("ink", "soft", "link", "error", "warning", "info", "excepted"):
            assert contrast(colors[ink], colors[paper]) >= 4.5, (ink, paper)
        assert contrast(colors["edge"], colors[paper]) >= 3  # what borders a control
    for mark in ("error", "warning", "info", "excepted"):
        assert contrast(colors["ink"], colors[f"{mark}-mark"]) >= 4.5, mark
        assert contrast(colors["link"], colors["paper"]) >= 4.5
