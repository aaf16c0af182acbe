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
