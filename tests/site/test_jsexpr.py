"""What JavaScript's expressions come to on a page of an Astro site: what is printed, what is missing, what is undecided."""

from __future__ import annotations

import pytest
from tests.site.conftest import Judge

ADVICE = "Nothing here is investment advice, and nothing here is an offer to sell or buy any security."
RULE = "us-no-advice-no-offer"
FIELD = "---\nconst { frontmatter } = Astro.props;\n---\n<slot />"
NOTICE = "---\nimport Notice from '../components/Notice.astro';\n---\n<slot /><Notice />"


def outcome(judge: Judge, files: dict[str, str], front: str = "") -> str:
    """Whether a page that owes the statement gets it: provided, missing or undecided."""
    page = (
        f"---\nlayout: ../layouts/Base.astro\ntype: article\n{front}\n---\nSavers buy stocks, bonds and mutual funds.\n"
    )
    report = judge({"astro.config.mjs": "", "src/pages/a.md": page, **files}, "src/pages")
    assert report.all_problems == ()
    if any(f.rule == RULE for f in report.findings):
        return "missing"
    return "undecided" if any(RULE in u.rules for u in report.all_undecided) else "provided"


@pytest.mark.parametrize(
    ("said", "front", "expected"),
    [
        (f"frontmatter.note ?? '{ADVICE}'", "note: ''", "missing"),
        (f"frontmatter.note ?? '{ADVICE}'", "note: false", "missing"),
        (f"frontmatter.note ?? '{ADVICE}'", "note: 0", "missing"),
        (f"frontmatter.note ?? '{ADVICE}'", "note: null", "provided"),
        (f"frontmatter.note ?? '{ADVICE}'", "", "provided"),
        (f"frontmatter.note ?? frontmatter.other ?? '{ADVICE}'", "other: ''", "missing"),
        (f"frontmatter.note || '{ADVICE}'", "note: ''", "provided"),
        (f"frontmatter.note || '{ADVICE}'", "note: false", "provided"),
        (f"frontmatter.note || '{ADVICE}'", "note: words", "missing"),
        (f"gone.note ?? '{ADVICE}'", "", "undecided"),
        (f"gone.note || '{ADVICE}'", "", "undecided"),
    ],
)
def test_only_what_is_not_there_is_made_good_by_two_question_marks(
    judge: Judge, said: str, front: str, expected: str
) -> None:
    layout = "---\nimport gone from 'gone';\n" + FIELD.removeprefix("---\n") + f"<p>{{{said}}}</p>"
    assert outcome(judge, {"src/layouts/Base.astro": layout}, front) == expected


@pytest.mark.parametrize(
    "tag",
    [
        f"<Box words=`{ADVICE}` />",
        f"<Box words=`{ADVICE}`/>",
        f"<Box words=`{ADVICE}`></Box>",
        f"<Box words=`{ADVICE}` other='x' />",
        f"<Box words={{`{ADVICE}`}} />",
        "<Box words=`Nothing here is ${'investment'} advice, and "
        "nothing here is an offer to sell or buy any security.` />",
    ],
)
def test_a_template_literal_is_an_attribute_without_braces(judge: Judge, tag: str) -> None:
    files = {
        "src/layouts/Base.astro": f"---\nimport Box from '../components/Box.astro';\n---\n<slot />{tag}",
        "src/components/Box.astro": "<p>{Astro.props.words}</p>",
    }
    assert outcome(judge, files) == "provided"


@pytest.mark.parametrize("name", ["words.txt", "words.md", "words.html"])
def test_a_file_that_is_imported_raw_is_its_text(judge: Judge, name: str) -> None:
    notice = f"---\nimport words from './{name}?raw';\n---\n<p>{{words}}</p>"
    files = {"src/layouts/Base.astro": NOTICE, "src/components/Notice.astro": notice}
    assert outcome(judge, {**files, f"src/components/{name}": ADVICE}) == "provided"
    assert outcome(judge, {**files, f"src/components/{name}": "Bread rises."}) == "missing"


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("Notice", "---\nimport { words } from 'northgate-texts';\n---\n<p>{words}</p>", "undecided"),
        ("Notice", "---\nconst got = await fetch('https://x.example');\n---\n<p>{got.text}</p>", "undecided"),
        ("RiskBox", "---\nimport { words } from 'northgate-texts';\n---\n<p>{words}</p>", "undecided"),
        ("Notice", "---\nimport { link } from 'northgate-texts';\n---\n<a href={link}>More</a>", "missing"),
        ("Notice", "<p>Bread rises.</p>", "missing"),
        ("Footer", "---\nimport { words } from 'northgate-texts';\n---\n<p>{words}</p>", "missing"),
        ("Footer", "---\nimport { legal } from 'northgate-texts';\n---\n<p>{legal}</p>", "undecided"),
    ],
)
def test_what_a_component_prints_that_is_named_for_a_disclosure_is_never_passed_over(
    judge: Judge, name: str, body: str, expected: str
) -> None:
    layout = f"---\nimport X from '../components/{name}.astro';\n---\n<slot /><X />"
    assert outcome(judge, {"src/layouts/Base.astro": layout, f"src/components/{name}.astro": body}) == expected


def test_a_value_that_is_not_known_has_its_place(judge: Judge) -> None:
    notice = "---\nimport { words } from 'northgate-texts';\n---\n<b>\n  {words}\n</b>"
    page = "---\nlayout: ../layouts/Base.astro\ntype: article\n---\nSavers buy stocks, bonds and mutual funds.\n"
    files = {"astro.config.mjs": "", "src/layouts/Base.astro": NOTICE, "src/components/Notice.astro": notice}
    report = judge({**files, "src/pages/a.md": page}, "src/pages")
    said = [(u.path, u.line, u.column) for u in report.all_undecided if RULE in u.rules]
    assert said == [("src/components/Notice.astro", 5, 3)]


@pytest.mark.parametrize(
    "said",
    [
        f"flag && <p>{ADVICE}</p>",
        f"!flag && <p>{ADVICE}</p>",
        f"flag === 'uk' ? <p>{ADVICE}</p> : <p>Bread rises.</p>",
        f"flag === 'uk' ? <p>Bread rises.</p> : <p>{ADVICE}</p>",
        f"flag || <p>{ADVICE}</p>",
        f"flag ?? <p>{ADVICE}</p>",
        f"flag.uk && <p>{ADVICE}</p>",
        f"flag('uk') && <p>{ADVICE}</p>",
        f"['uk', 'us'].includes(flag) && <p>{ADVICE}</p>",
        f"typeof flag === 'string' && <p>{ADVICE}</p>",
        f"said[flag] ?? <p>{ADVICE}</p>",
        f"flag.map((one) => <p>{ADVICE}</p>)",
    ],
)
def test_a_value_of_a_package_decides_nothing(judge: Judge, said: str) -> None:
    layout = f"---\nimport {{ flag }} from 'northgate-flags';\nconst said = {{ a: 'x' }};\n---\n<slot />{{{said}}}"
    assert outcome(judge, {"src/layouts/Base.astro": layout}) == "undecided"
