"""Runs over files and folders: real rules, real documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import packs
from disclint.api import Options, exit_code, run, run_text
from disclint.config import Config
from disclint.facts import JURISDICTIONS
from disclint.model import DisclintError, DocumentReport, Finding, Position, Problem, Report, Span, Undecided
from disclint.report import Look, render
from disclint.ruleset.load import builtin_rules, load_packs

GOOD = """\
# Small towns borrow again

Small towns sell bonds to pay for bridges, and buyers hold the bonds for decades.

This article is for information only. It is not investment advice, and it is not an offer to sell or a solicitation to
buy any security. Securities offered through Harbor Lane Securities LLC, member FINRA, SIPC.
"""
BAD = GOOD.replace("FINRA, SIPC", "FINRA/SPIC")
BARE = "# Savers\n\nSavers buy stocks and mutual funds, and hold treasury bonds beside them.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def rules(report: Report) -> list[str]:
    return [f"{f.rule}#{f.element}" if f.element else f.rule for f in report.findings]


def checked(root: Path, text: str, **options: object) -> Report:
    plant(root, {"a.md": text})
    return run(["a.md"], Options(**options))  # type: ignore[arg-type]


def test_a_good_article_yields_nothing(here: Path) -> None:
    report = checked(here, GOOD)
    assert (rules(report), report.all_problems, exit_code(report)) == ([], (), 0)


def test_a_broken_statement_is_an_error_at_its_place(here: Path) -> None:
    report = checked(here, BAD)
    [finding] = [f for f in report.findings if f.rule == "finra-sipc-membership-line"]
    assert (finding.severity, finding.position.line) == ("error", 6)
    line = BAD.splitlines()[5]
    assert line[finding.position.column - 1 : finding.position.end_column - 1] == "SPIC"
    assert exit_code(report) == 1


def test_knowing_the_firm_raises_what_was_never_attempted(here: Path) -> None:
    unknown = checked(here, BARE)
    assert "us-no-advice-no-offer#not-advice" in rules(unknown)
    assert {f.severity for f in unknown.findings} == {"warning"}
    publisher = checked(here, BARE, firm=("publisher",))
    severities = {f.element: f.severity for f in publisher.findings if f.rule == "us-no-advice-no-offer"}
    assert severities["not-advice"] == "error"
    assert (exit_code(unknown), exit_code(publisher)) == (0, 1)


def test_a_file_that_fails_leaves_the_others_judged(here: Path) -> None:
    plant(here, {"a.md": BAD, "c.md": BAD, "deep.html": "<div>" * 50_000 + "Words."})
    (here / "b.md").write_bytes(b"\xff\xffbad")
    report = run(["."], Options())
    assert [d.path for d in report.documents] == ["a.md", "b.md", "c.md", "deep.html"]
    assert {p.path for p in report.all_problems} == {"b.md"}
    assert {f.path for f in report.findings} >= {"a.md", "c.md"}
    assert exit_code(report) == 2


def test_output_is_the_same_whatever_the_number_of_processes(here: Path) -> None:
    plant(here, {f"{i % 7}/{i:03}.md": (BAD, GOOD, BARE)[i % 3] for i in range(60)})
    (here / "3" / "bad.md").write_bytes(b"\xff\xff")
    outputs = set()
    for jobs in (1, 2, 3, 1):
        report = run(["."], Options(jobs=jobs))
        outputs.add(render(report, "json") + render(report, "text", Look(statistics=True)))
    assert len(outputs) == 1
    assert outputs.pop().count("finra-sipc-membership-line") > 20


def test_progress_counts_documents(here: Path) -> None:
    plant(here, {f"{i:03}.md": GOOD for i in range(40)})
    seen: list[tuple[int, int]] = []
    run(["."], Options(), progress=lambda done, all: seen.append((done, all)))
    assert seen == [(16, 40), (32, 40), (40, 40)]


def test_a_site_is_mentioned_once(here: Path) -> None:
    plant(here, {"site/gatsby-config.js": "", "site/content/a.md": BARE, "site/content/b.md": BARE, "c.md": BARE})
    report = run(["."], Options())
    [note] = report.all_undecided
    assert (note.path, note.cause, note.documents) == ("site/gatsby-config.js", "site:gatsby", 2)
    assert "us-no-advice-no-offer" in note.rules
    assert {f.path for f in report.findings} == {"c.md"}
    assert exit_code(report) == 0
    assert exit_code(report, "undecided") == 1


def test_a_site_that_adds_nothing_is_judged_as_it_stands(here: Path) -> None:
    plant(here, {"hugo.toml": "", "disclint.yaml": "site: none\n"})
    report = checked(here, BARE)
    assert not report.all_undecided
    assert rules(report)


def test_settings_reach_the_findings(here: Path) -> None:
    plant(here, {"disclint.yaml": "rules: {us-no-advice-no-offer: info, finra-sipc-membership-line: {off: not us}}\n"})
    assert {f.severity for f in checked(here, BARE).findings} == {"info"}
    assert not [f for f in checked(here, BAD).findings if f.rule == "finra-sipc-membership-line"]


def test_a_nested_configuration_holds_for_its_folder(here: Path) -> None:
    nested = "rules: {us-no-advice-no-offer: {off: 'our own blog'}}\n"
    plant(here, {"blog/disclint.yaml": nested, "blog/a.md": BARE, "a.md": BARE})
    assert {f.path for f in run(["."], Options()).findings} == {"a.md"}


def test_a_broken_configuration_is_one_problem_and_judges_nothing_under_it(here: Path) -> None:
    plant(here, {"blog/disclint.yaml": "rulez: {}\n", "blog/a.md": BARE, "blog/b.md": BARE, "c.md": BARE})
    report = run(["."], Options())
    assert [str(p) for p in report.problems] == ['blog/disclint.yaml:1:1: unknown key "rulez"; did you mean "rules"?']
    assert [d.path for d in report.documents] == ["c.md"]
    assert exit_code(report) == 2


def test_unknown_rules_in_the_configuration_are_problems_with_their_place(here: Path) -> None:
    plant(here, {"disclint.yaml": "rules:\n  garanteed-returns: info\n"})
    report = checked(here, GOOD)
    assert [str(p) for p in report.problems] == [
        'disclint.yaml:2:3: no rule "garanteed-returns"; did you mean "guaranteed-returns"?'
    ]


def test_unknown_packs_are_problems_with_their_place(here: Path) -> None:
    plant(here, {"disclint.yaml": "packs: [us/cor, ./house]\n"})
    first, second = (str(p) for p in checked(here, GOOD).problems)
    assert first.startswith('disclint.yaml:1:9: no built-in pack "us/cor"; did you mean "us/core"?')
    assert second.startswith("disclint.yaml:1:17: no such folder of rules")


def test_a_jurisdiction_without_rules_is_a_problem_unless_packs_are_named(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = {name: folder for name, folder in packs.builtin().items() if name in ("us/core", "claims")}
    monkeypatch.setattr(packs, "builtin", lambda: only)
    plant(here, {"disclint.yaml": "jurisdictions: [us, uk]\n"})
    assert [str(p) for p in checked(here, GOOD).problems] == [
        'disclint.yaml:1:21: no built-in rules for "uk" yet, only for us; name packs of your own under "packs"'
    ]
    plant(here, {"disclint.yaml": "jurisdictions: [uk]\npacks: [us/core]\n"})
    assert not checked(here, GOOD).problems


def test_a_packs_own_jurisdictions_decide_whether_it_is_loaded(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"both": "jurisdictions: [UK, EU]", "uk": "jurisdictions: UK  # the whole kingdom", "free": "lang: [en]"}
    for name, line in said.items():
        plant(here, {f"built/{name}/pack.yaml": f"id: {name}\ntitle: A pack\n{line}\n"})
    monkeypatch.setattr(packs, "builtin", lambda: {name: here / "built" / name for name in said})

    def chosen(*jurisdictions: str) -> list[str]:
        config = Config({"jurisdictions": list(jurisdictions)} if jurisdictions else {})
        return [folder.name for folder in packs.folders(config)[0]]

    assert chosen() == ["free"]
    assert chosen("eu") == ["both", "free"]
    assert chosen("us", "uk") == ["both", "uk", "free"]


def test_the_short_look_at_a_pack_file_agrees_with_its_rules_loaded() -> None:
    for pack in load_packs([builtin_rules()]).packs:
        assert packs.jurisdictions(Path(pack.path)) == {name.lower() for name in pack.jurisdictions}
        assert packs.jurisdictions(Path(pack.path)) <= set(JURISDICTIONS)


def test_rules_taken_in_up_to_a_day_make_no_draft_of_what_is_published_later(here: Path) -> None:
    plant(here, {"disclint.yaml": "rules_as_of: 2026-12-31\n"})
    text = "---\ndate: 2026-06-30\n---\nWe offer guaranteed returns of 9% a year.\n"
    for today, severity in (("2026-07-01", "error"), ("2026-06-01", "warning")):
        report = run_text(text.encode(), str(here / "a.md"), Options(today=today))
        assert [f.severity for f in report.findings if f.rule == "guaranteed-returns"] == [severity]


HOUSE = {
    "house/pack.yaml": "id: house\ntitle: House rules\n",
    "house/no-moon.yaml": """\
id: no-moon
title: Nobody goes to the moon
basis: house
severity: error
why: We sell bonds.
exemptible: inline
forbid:
  says: ['to the moon']
message: 'The text says {phrase}.'
fix: Say where it goes.
""",
}


def test_house_rules_are_loaded_from_their_folder(here: Path) -> None:
    plant(here, {**HOUSE, "disclint.yaml": "packs: [./house]\n"})
    report = checked(here, "# Up\n\nThis one goes to the moon.\n")
    assert [str(p) for p in report.all_problems] == []
    assert rules(report) == ["no-moon"]


def test_exceptions_hold_back_findings_and_are_counted(here: Path) -> None:
    plant(here, {**HOUSE, "disclint.yaml": "packs: [./house]\n"})
    text = '# Up\n\n<!-- disclint: allow no-moon "it is a rocket" until=2026-06-30 -->\nThis one goes to the moon.\n'
    report = checked(here, text, today="2026-06-30")
    assert rules(report) == []
    assert [s.reason for d in report.documents for s in d.suppressed] == ["it is a rocket (until 2026-06-30)"]
    assert rules(checked(here, text, today="2026-07-01")) == ["expired-exception", "no-moon"]
    assert rules(checked(here, text, today="2026-07-01", ignore=("expired-exception",))) == ["no-moon"]


def test_selected_rules_alone_are_judged(here: Path) -> None:
    both = BARE + "\nSecurities offered through Harbor Lane Securities LLC, member FINRA/SPIC.\n"
    assert set(rules(checked(here, both, select=("finra-sipc-membership-line",)))) == {
        "finra-sipc-membership-line#sipc-member"
    }
    assert not any("finra" in r for r in rules(checked(here, both, ignore=("finra-sipc-membership-line",))))


def test_an_unknown_selection_names_the_nearest_rule(here: Path) -> None:
    with pytest.raises(DisclintError, match='no rule "garanteed-returns"; did you mean "guaranteed-returns"'):
        checked(here, GOOD, select=("garanteed-returns",))


def test_text_given_as_bytes_is_judged_as_its_name_says(here: Path) -> None:
    config = "documents: [{glob: drafts/, entity: X}]\nfirm: {entities: [{type: broker-dealer, legal_name: X}]}\n"
    plant(here, {"disclint.yaml": config})
    [document] = run_text(BAD.encode(), "drafts/a.md", Options()).documents
    assert document.path == "drafts/a.md"
    assert [f.position.line for f in document.findings if f.rule == "finra-sipc-membership-line"] == [6]
    assert run_text(b"\xff\xff", "-", Options()).all_problems[0].path == "<stdin>"


def place(severity: str) -> Finding:
    return Finding("r", None, "x", severity, "m", "a", Span(0, 0), Position(1, 1, 1, 1), "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("severities", "undecided", "configured", "asked", "code"),
    [
        ("", False, "", "", 0),
        ("info warning", False, "", "", 0),
        ("error", False, "", "", 1),
        ("warning", False, "", "warning", 1),
        ("info", False, "", "warning", 0),
        ("info", False, "", "info", 1),
        ("error", False, "", "never", 0),
        ("error", True, "never", "", 0),
        ("warning", False, "warning", "", 1),
        ("warning", False, "warning", "error", 0),
        ("", True, "", "", 0),
        ("", True, "", "undecided", 1),
        ("warning", False, "", "undecided", 0),
        ("error", False, "", "undecided", 1),
        ("warning", False, "", "warning,undecided", 1),
        ("", True, "undecided", "", 1),
    ],
)
def test_the_exit_code_follows_what_was_asked(
    severities: str, undecided: bool, configured: str, asked: str, code: int
) -> None:
    notes = (Undecided("a", "language", "m"),) if undecided else ()
    document = DocumentReport("a", tuple(map(place, severities.split())), notes, fail_on=configured)
    assert exit_code(Report((document,)), asked) == code
    assert exit_code(Report((document,), (Problem("a", "m"),)), asked) == 2
