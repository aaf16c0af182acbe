"""Providers that the configuration names: their text counts where it is printed, and is judged where it is written."""

from __future__ import annotations

import pytest
from tests.site.conftest import Judge

from disclint.api import exit_code
from disclint.model import Report

LEGAL = """\
# Legal

Words about us.

## Fine print

Nothing here is investment advice, and nothing here is an offer to sell or a solicitation to buy any security.

## Contact

Write to us.
"""
ARTICLE = "---\ntype: article\n---\n# Savers\n\nSavers buy stocks and mutual funds, and hold bonds beside them.\n"
CONFIG = """\
firm: {types: [publisher]}
site:
  providers:
    - provides: [not-advice, not-offer]
      text_from: legal.md#fine-print
      to: [news/]
      unless: {disclaimer: false}
"""


def found(report: Report) -> list[tuple[str, str]]:
    return [(f.path, f"{f.rule}#{f.element}" if f.element else f.rule) for f in report.findings]


def site(**articles: str) -> dict[str, str]:
    named = {f"{name.replace('__', '/')}.md": text for name, text in articles.items()}
    return {"disclint.yaml": CONFIG, "legal.md": LEGAL, **named}


def test_a_document_that_receives_the_text_is_satisfied_and_others_are_not(judge: Judge) -> None:
    report = judge(site(news__a=ARTICLE, notes__b=ARTICLE))
    assert found(report) == [
        ("notes/b.md", "us-no-advice-no-offer#not-advice"),
        ("notes/b.md", "us-no-advice-no-offer#not-offer"),
    ]
    assert report.all_problems == ()


def test_an_opt_out_is_named_with_the_place_of_the_text(judge: Judge) -> None:
    report = judge(site(news__a=ARTICLE.replace("type:", "disclaimer: false\ntype:")))
    first = report.findings[0]
    assert (first.path, first.position.line, first.state) == ("news/a.md", 7, "missing")
    assert "A template has it (legal.md:7), but `disclaimer: false` keeps it out here." in first.message
    [related] = first.related
    assert (related.path, related.position.line, related.position.column) == ("legal.md", 7, 17)


@pytest.mark.parametrize(
    ("channel", "kind"), [("email", "an e-mail"), ("social", "a social post"), ("feed", "a feed entry")]
)
def test_what_loses_the_layout_must_carry_the_statement_itself(judge: Judge, channel: str, kind: str) -> None:
    report = judge(site(news__a=ARTICLE.replace("type:", f"channel: {channel}\ntype:")))
    assert [e for _, e in found(report)] == ["us-no-advice-no-offer#not-advice", "us-no-advice-no-offer#not-offer"]
    assert f"but {kind} reaches its readers without the layout." in report.findings[0].message


def test_a_slip_in_the_text_is_told_once_where_it_is_written(judge: Judge) -> None:
    files = site(**{f"news__{i}": ARTICLE for i in range(40)})
    files["legal.md"] = LEGAL.replace(
        "Write to us.", "Securities offered through Harbor Lane Securities LLC, member FINRA/SPIC."
    )
    files["disclint.yaml"] = CONFIG.replace("[not-advice, not-offer]", "not-advice").replace("#fine-print", "")
    for jobs in (1, 2):
        report = judge(files, jobs=jobs)
        assert [(f.path, f.position.line, f.position.column, f.rule) for f in report.findings] == [
            ("legal.md", 11, 63, "misspelt-regulator")
        ]
        assert exit_code(report) == 1


def test_a_banned_phrase_in_the_text_is_told_once_where_it_is_written(judge: Judge) -> None:
    files = site(news__a=ARTICLE, news__b=ARTICLE)
    files["legal.md"] = "Nothing here is investment advice. We offer guaranteed returns of 5%.\n"
    files["disclint.yaml"] = CONFIG.replace("[not-advice, not-offer]", "not-advice").replace("#fine-print", "")
    report = judge(files, "news")
    assert ("legal.md", "guaranteed-returns") in found(report)
    assert [f.path for f in report.findings].count("legal.md") == 1


def test_an_exception_in_the_text_holds_for_what_is_found_there(judge: Judge) -> None:
    files = site(news__a=ARTICLE)
    allow = '<!-- disclint: allow obsolete-regulator-text "as printed in 2006" -->'
    files["legal.md"] = (
        f"Nothing here is investment advice.\n\n{allow}\nSecurities offered through Harbor Lane, Member NASD.\n"
    )
    files["disclint.yaml"] = CONFIG.replace("[not-advice, not-offer]", "not-advice").replace("#fine-print", "")
    report = judge(files, "news")
    assert [s.finding.path for d in report.documents for s in d.suppressed] == ["legal.md"]
    assert [f.rule for f in report.findings if f.path == "legal.md"] == []


def test_a_second_copy_in_the_document_is_pointed_out(judge: Judge) -> None:
    copy = ARTICLE + "\nThis is not investment advice.\n"
    [finding] = judge(site(news__a=copy)).findings
    assert (finding.rule, finding.severity, finding.position.line) == ("duplicate-disclosure", "info", 8)
    assert "(legal.md:7)" in finding.message


def test_words_that_answer_no_duty_are_no_copy(judge: Judge) -> None:
    files = site(news__a=ARTICLE + "\nTake a hypothetical Norwegian company.\n")
    files["legal.md"] += "\nResults on this site are hypothetical.\n"
    files["disclint.yaml"] = files["disclint.yaml"].replace(
        "[not-advice, not-offer]", "[not-advice, not-offer, hypothetical-label]"
    )
    assert judge(files).findings == ()


def test_a_house_can_forbid_copies_in_documents(judge: Judge) -> None:
    copy = ARTICLE + "\nThis is not investment advice.\n"
    files = site(news__a=copy)
    files["disclint.yaml"] += "rules: {inline-disclosure-forbidden: error, duplicate-disclosure: {off: said below}}\n"
    assert [(f.rule, f.severity) for f in judge(files).findings] == [("inline-disclosure-forbidden", "error")]


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        ("{provides: [not-advice], text: We like stocks.}", 3, 'does not say "not-advice" (is not investment advice'),
        ("{provides: [not-advise], text: Not investment advice.}", 3, 'no rule knows the statement "not-advise"; did'),
        ("{provides: [not-advice], text_from: gone.md}", 3, "no such file: it was moved"),
        ("{provides: [not-advice], text_from: legal.md#gone}", 3, 'no section "#gone" (known: #legal, #fine-print'),
        ("{provides: [not-advice], text_from: ../../etc/x.md}", 3, "leads out of the repository and is not read"),
        ("{provides: [not-advice]}", 3, "text"),
        ("{provides: [not-advice], text: x, too: y}", 3, 'unknown key "too"'),
    ],
)
def test_a_claim_without_its_text_is_refused(judge: Judge, entry: str, line: int, message: str) -> None:
    config = f"site:\n  providers:\n    - {entry}\n"
    report = judge({"disclint.yaml": config, "legal.md": LEGAL, "news/a.md": ARTICLE})
    assert exit_code(report) == 2
    [problem] = [p for p in report.all_problems if p.path == "disclint.yaml"]
    assert problem.line == line
    assert message in problem.message


def test_a_provider_at_the_top_stands_at_the_top(judge: Judge) -> None:
    rule = """\
id: top-line
title: The first lines say so
basis: house
severity: error
applies: {document: article}
require:
  place: top
  elements: {not-for-resale: {label: is not for resale, says_not: ['for resale']}}
"""
    pack = "id: house\ntitle: House\ndescription: Rules of the house.\njurisdictions: [US]\nlang: [en]\n"
    entry = "{provides: not-for-resale, text: This note is not for resale., place: PLACE}"
    config = f"packs: [./house]\nsite:\n  providers:\n    - {entry}\n"
    states = {}
    for place in ("top", "end"):
        files = {"disclint.yaml": config.replace("PLACE", place), "news/a.md": ARTICLE + "\n\nRates rose." * 200}
        report = judge({**files, "house/pack.yaml": pack, "house/top-line.yaml": rule}, "news")
        assert report.all_problems == ()
        states[place] = [(f.path, f.state) for f in report.findings]
    assert states == {"top": [], "end": [("disclint.yaml", "misplaced")]}


def test_a_site_in_a_folder_of_its_own_is_found_by_the_configuration(judge: Judge) -> None:
    single = "{{ .Content }}<p>Nothing here is investment advice or an offer to sell or buy any security.</p>"
    files = {
        "disclint.yaml": "firm: {types: [publisher]}\nsite: {generator: hugo, root: web}\n",
        "web/layouts/_default/single.html": single,
        "web/content/posts/a.md": ARTICLE,
    }
    assert judge(files, "web/content").findings == ()


@pytest.mark.parametrize(("foot", "rules"), [("", ["finra-sipc-membership-line"]), ("<p>Member FINRA/SIPC.</p>", [])])
def test_the_firms_own_voice_in_a_layout_owes_its_membership_line(judge: Judge, foot: str, rules: list[str]) -> None:
    head = "<p>Securities are offered through Harbor Lane Securities LLC.</p>"
    files = {"hugo.toml": "", "layouts/_default/single.html": f"{head}{{{{ .Content }}}}{foot}"}
    report = judge({**files, **{f"content/posts/{n}.md": "Bread rises.\n" for n in "abc"}}, "content")
    assert sorted({f.rule for f in report.findings}) == rules
    assert {f.path for f in report.findings} <= {"layouts/_default/single.html"}
