"""Jekyll sites: layout chains, includes, defaults, data, opt-outs; and the same pages as Jekyll builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, Case, check_built, check_reading, opened, page, place_of, provisions
from tests.site.conftest import Judge

ADVICE = "Nothing in this post is investment advice, and it is not an offer to buy or sell a security."
RISK = "The value of investments can fall."
LEGAL = "Cedar Point Research LLC is not a member of SIPC."
OWN = "Written by our own desk."
PAID = "Paid for by a reader."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("jekyll", "blog", document, output, has, lacks)


CASES = (
    case("_posts/2025-11-03-savers.md", "2025/11/03/savers.html", (ADVICE, RISK, LEGAL, OWN), (PAID,)),
    case("_posts/2025-11-04-opts-out.md", "2025/11/04/opts-out.html", (LEGAL,), (ADVICE, RISK, OWN)),
    case("_posts/sponsored/2025-11-05-paid.md", "2025/11/05/paid.html", (PAID, ADVICE, RISK, LEGAL), (OWN,)),
    case("_guides/start.md", "guides/start/index.html", (LEGAL,), (ADVICE, RISK)),
    case("about.md", "about.html", (LEGAL, RISK), (ADVICE, OWN)),
    case("bare.md", "bare.html", (), (ADVICE, RISK, LEGAL)),
)
INCLUDE = case("_includes/disclaimer.html", "", (), (LEGAL,))


@pytest.mark.parametrize("case", (*CASES, INCLUDE), ids=str)
def test_a_document_receives_what_its_layouts_print_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    savers, about = CASES[0], CASES[4]
    text = "Savers buy stocks and mutual funds.\nThey hold bonds."
    assert place_of(savers, "Nothing in this post") == ("_includes/disclaimer.html", 2, len(text))
    assert place_of(savers, RISK) == ("_data/legal.yml", 1, len(text))
    assert place_of(savers, LEGAL) == ("_config.yml", 2, len(text))
    assert place_of(savers, OWN) == ("_includes/notice.html", 4, text.index("\n"))
    assert place_of(about, RISK) == ("_data/legal.yml", 1, len("About us."))
    [piece] = [p for printed in provisions(savers).printed for p in printed.pieces if "Nothing in this post" in p.text]
    assert [step.path.rpartition("/")[2] for step in piece.via] == ["post.html"]


def test_what_fields_keep_out_is_known_when_asked_for() -> None:
    pieces = [p for printed in provisions(CASES[1], left_out=True).printed for p in printed.pieces if p.left_out]
    assert ADVICE in " ".join("".join(p.text for p in pieces).split())
    assert {f for p in pieces if p.left_out for f in p.left_out.fields} >= {"disclaimer", "hideRiskWarning"}


def test_what_jekyll_knows_of_a_document() -> None:
    facts = {case.document: opened("jekyll", "blog").facts(page(case)) for case in (*CASES, INCLUDE)}
    assert facts[CASES[0].document].document == "blog"
    assert facts[CASES[2].document].inherited == {"layout": "post", "sponsored": True}
    assert (facts[CASES[0].document].date, facts[CASES[0].document].draft) == ("2025-11-03", False)
    assert not facts[INCLUDE.document].page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site as Jekyll builds it."""
    if not shutil.which("jekyll") and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("jekyll is not installed")
    target = tmp_path_factory.mktemp("jekyll")
    command = (
        "jekyll",
        "build",
        "--quiet",
        "--source",
        str(HOME / "jekyll" / "blog"),
        "--destination",
        str(target / "site"),
    )
    done = subprocess.run((*command, "--disable-disk-cache"), cwd=target, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target / "site"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_built_page_says_what_reading_the_templates_says(built: Path, case: Case) -> None:
    check_built(case, built)


POST = "---\nlayout: post\n---\nSavers buy stocks, bonds and mutual funds.\n"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"_layouts/post.html": "{{ content }}{% include gone.html %}"}, "the include gone.html is not in this repository"),
        ({"_layouts/post.html": "{{ content }}{% include a.html %}", "_includes/a.html": "{% include a.html %}"}, "without"),
        ({"_layouts/post.html": "---\nlayout: post\n---\n{{ content }}"}, "the layouts include each other without end"),
        ({"_config.yml": "theme: minima\n"}, "the layout post comes from the theme minima"),
        ({"_config.yml": "a: [\n"}, "there is no layout post in _layouts/"),
        ({"_layouts/post.html": "{{ content }}{% if site.posts %}{% include d.html %}{% endif %}",
          "_includes/d.html": "This is not investment advice and not an offer to buy or sell a security."}, "holds can't be told"),
        ({"_layouts/post.html": "{{ content }}{{ site.posts.disclaimer }}"}, "can't be told from the templates"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_undecided_and_the_rest_is_judged(
    judge: Judge, files: dict[str, str], message: str
) -> None:
    report = judge(
        {"_config.yml": "title: x\n", **files, "_posts/2025-01-02-a.md": POST, "b.md": POST.replace("post", "none")}
    )
    assert report.all_problems == ()
    assert {f.path for f in report.findings} == {"b.md"}
    assert any(message in u.message and u.documents for u in report.all_undecided), report.all_undecided


def test_a_link_out_of_the_repository_is_not_followed(judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.html"
    outside.write_text("This is not investment advice.")
    files = {"_config.yml": "", "_layouts/post.html": "{{ content }}{% include secret.html %}", "_includes/x": ""}
    report = judge(files)
    (Path("_includes") / "secret.html").symlink_to(outside)
    report = judge({**files, "_posts/2025-01-02-a.md": POST})
    assert [f.rule for f in report.findings] == []
    assert any("leads out of the repository" in u.message for u in report.all_undecided)


@pytest.mark.parametrize(
    "text", ["{% if a %}" * 20_000, "{{ a" * 50_000, "{% for x in y %}" * 300, "{{ a | b: " * 5_000 + "}}"]
)
def test_nonsense_in_a_layout_is_read_to_its_end(judge: Judge, text: str) -> None:
    report = judge({"_config.yml": "", "_layouts/post.html": "{{ content }}" + text, "_posts/2025-01-02-a.md": POST})
    assert report.all_problems == ()
