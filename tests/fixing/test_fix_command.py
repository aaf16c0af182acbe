"""`check --fix` and `--diff-fixes` on the disk: what is written, what is told, what is left alone."""

from __future__ import annotations

import codecs
import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fixing.houses import CONFIGURATION, HOUSE, STOCKS

from disclint.cli import main
from disclint.fixing import run, saving
from disclint.model import DisclintError, Source

S, W = STOCKS, HOUSE
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "disclint.yaml").write_text(CONFIGURATION)
    monkeypatch.chdir(tmp_path)
    for name in ("PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


MARKS = {
    "utf-8": b"",
    "utf-8-bom": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "cp1252": b"",
    "latin-1": b"",
    "shift_jis": b"",
}


@pytest.mark.parametrize(
    ("encoding", "end"), [*zip(MARKS, ["\r\n", "\n", "\r\n", "\r", "\n", "\r\n", "\r", "\n"], strict=True)]
)
def test_bytes_outside_the_insertion_stay(here: Path, encoding: str, end: str) -> None:
    codec, mark = encoding.removesuffix("-bom"), MARKS[encoding]
    accent = "日本" if codec == "shift_jis" else "Café"
    before = mark + f"# {accent}{end}{end}{S}{end}{end}{end}".encode(codec)
    (here / "a.md").write_bytes(before)
    arguments = [] if mark or codec == "utf-8" else ["--encoding", codec]
    assert main(["check", "--fix", *arguments, "a.md"]) == 0
    after = (here / "a.md").read_bytes()
    assert after == before + f"{W}{end}".encode(codec)
    assert main(["check", "--fix", *arguments, "a.md"]) == 0
    assert (here / "a.md").read_bytes() == after


def test_the_run_says_what_it_did_and_what_is_left(here: Path, capsys: Out) -> None:
    (here / "a.md").write_text(f"{S} We offer guaranteed returns.\n")
    assert main(["check", "--fix", "a.md"]) == 1
    told = capsys.readouterr().out
    whose = "disclosures.us-no-advice-no-offer (approved_by Jane Doe, approved_on 2026-01-31) at the end"
    assert f"a.md:3:1: fixed us-no-advice-no-offer#not-advice: {whose}\n" in told
    assert "error guaranteed-returns" in told and "1 finding (1 error) in 1 document; 2 fixed." in told


def test_reasons_that_are_the_same_are_told_once(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text("firm: {types: [publisher]}\n")
    for name in ("a.md", "b.md", "c.md"):
        (here / name).write_text(f"{S}\n")
    assert main(["check", "--fix", "."]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if " not fixed " in line]
    assert len(told) == 2 and told[0].startswith("a.md:1:1: not fixed") and told[0].endswith("(2 more like it)")


def test_the_diff_shows_it_and_writes_nothing(here: Path, capsys: Out) -> None:
    (here / "a.md").write_bytes(f"{S}\r\n".encode())
    (here / "b.md").write_text("# A\n\nBread.\n")
    assert main(["check", "--diff-fixes", "."]) == 1
    out = capsys.readouterr().out
    assert out == f"--- a/a.md\n+++ b/a.md\n@@ -1 +1,3 @@\n {S}\r\n+\r\n+{W}\r\n"
    assert (here / "a.md").read_bytes() == f"{S}\r\n".encode()


@pytest.mark.parametrize("text", [f"# A\r\n\r\n{S}\r\n", f"{S}\n\n```\nopen"])
def test_git_takes_the_diff_and_gets_what_fix_writes(here: Path, capsys: Out, text: str) -> None:
    (here / "a.md").write_bytes(text.encode())
    main(["check", "--diff-fixes", "a.md"])
    patch = capsys.readouterr().out
    (here / ".git").rmdir()
    subprocess.run(["git", "init", "-q", "."], cwd=here, check=True)
    subprocess.run(["git", "apply"], input=patch.encode(), cwd=here, check=True)
    patched = (here / "a.md").read_bytes()
    (here / "a.md").write_bytes(text.encode())
    assert main(["check", "--fix", "a.md"]) == 0
    assert (here / "a.md").read_bytes() == patched != text.encode()


def test_the_diff_commands_no_terminal(here: Path, capsys: Out) -> None:
    (here / "a.md").write_text(f"{S} \x1b[31m\n")
    main(["check", "--diff-fixes", "a.md"])
    assert "\x1b" not in capsys.readouterr().out


REFUSED = (
    (["--fix", "-"], "--fix mends files; - is none"),
    (["--diff-fixes", "-"], "--diff-fixes mends files; - is none"),
    (["--fix", "--diff-fixes"], "--diff-fixes writes nothing"),
    (["--fix", "--rendered", "public"], "--rendered judges built pages"),
    (["--diff-fixes", "--format", "json"], "can't both be printed"),
    (["--fix", "--stdin-filename", "a.md"], "--stdin-filename goes with"),
)


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_what_does_not_go_together_is_refused(here: Path, capsys: Out, arguments: list[str], told: str) -> None:
    assert main(["check", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_what_is_known_or_excepted_is_not_fixed(here: Path) -> None:
    (here / "known.md").write_text(f"{S}\n")
    assert main(["baseline", "write", "known.md"]) == 0
    excepted = f'<!-- disclint: allow us-no-advice-no-offer "told on the cover" -->\n\n{S}\n'
    (here / "excepted.md").write_text(excepted)
    (here / "new.md").write_text(f"{S}\n")
    assert main(["check", "--fix", "."]) == 0
    assert (here / "known.md").read_text() == f"{S}\n"
    assert (here / "excepted.md").read_text() == excepted
    assert (here / "new.md").read_text() == f"{S}\n\n{W}\n"


def test_what_is_older_than_the_change_is_not_fixed(here: Path) -> None:
    (here / ".git").rmdir()
    misspelt = "Securities offered through Cedar Point LLC, member FINRA/{}.\n"
    (here / "a.md").write_text(f"{W}\n\n{misspelt.format('SPIC')}")
    (here / "b.md").write_text(f"{S}\n")
    author = ["-c", "user.name=n", "-c", "user.email=n@example.com"]
    for command in (["init", "-q", "-b", "main", "."], ["add", "-A"], [*author, "commit", "-qm", "start"]):
        subprocess.run(["git", *command], cwd=here, check=True)
    with (here / "a.md").open("a") as file:
        file.write(f"\nMore. {misspelt.format('SIPIC')}")
    assert main(["check", "--fix", "--diff", "main", "."]) == 0
    assert (here / "a.md").read_text() == f"{W}\n\n{misspelt.format('SPIC')}\nMore. {misspelt.format('SIPC')}"
    assert (here / "b.md").read_text() == f"{S}\n"


def test_reports_hand_the_same_edits_to_other_programs(here: Path, capsys: Out) -> None:
    (here / "a.md").write_text(f"{S}\n")
    assert main(["check", "--report", "json=out.json", "--report", "sarif=out.sarif", "a.md"]) == 1
    first, second = json.loads((here / "out.json").read_text())["findings"]
    place = {"line": 2, "column": 1, "end_line": 2, "end_column": 1}
    assert first["edits"] == second["edits"] == [{**place, "text": f"\n{W}\n"}]
    [result, _] = json.loads((here / "out.sarif").read_text())["runs"][0]["results"]
    [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == f"\n{W}\n"
    assert (here / "a.md").read_text() == f"{S}\n"


def test_json_says_what_was_fixed(here: Path, capsys: Out) -> None:
    (here / "a.md").write_text(f"{S}\n\nThis is investment advice.\n")
    (here / "b.md").write_text(f"{S}\n")
    assert main(["check", "--fix", "--format", "json", "."]) == 1
    value = json.loads(capsys.readouterr().out)
    assert [(f["path"], f["element"], f["line"]) for f in value["fixed"]] == [
        ("b.md", "not-advice", 3),
        ("b.md", "not-offer", 3),
    ]
    assert {f["path"] for f in value["unfixed"]} == {"a.md"} == {f["path"] for f in value["findings"]}


# -- the disk


def test_the_mode_stays(here: Path) -> None:
    (here / "a.md").write_text(f"{S}\n")
    (here / "a.md").chmod(0o640)
    assert main(["check", "--fix", "a.md"]) == 0
    assert stat.S_IMODE((here / "a.md").stat().st_mode) == 0o640
    assert sorted(p.name for p in here.iterdir()) == [".git", "a.md", "disclint.yaml"]


def test_a_file_that_is_read_only_is_a_problem_and_stays(here: Path, capsys: Out) -> None:
    (here / "a.md").write_text(f"{S}\n")
    (here / "a.md").chmod(0o444)
    assert main(["check", "--fix", "a.md"]) == 2
    assert "a.md: problem: is read-only" in capsys.readouterr().err
    assert (here / "a.md").read_text() == f"{S}\n"


def test_a_link_that_leads_out_of_the_repository_is_refused(here: Path, capsys: Out, tmp_path_factory: object) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.md"  # type: ignore[attr-defined]
    outside.write_text(f"{S}\n")
    (here / "a.md").symlink_to(outside)
    assert main(["check", "--fix", "a.md"]) == 2
    assert "leads out of the repository" in capsys.readouterr().err
    assert outside.read_text() == f"{S}\n" and (here / "a.md").is_symlink()


def test_a_link_within_the_repository_stays_a_link(here: Path) -> None:
    (here / "texts").mkdir()
    (here / "texts" / "a.md").write_text(f"{S}\n")
    (here / "a.md").symlink_to("texts/a.md")
    assert main(["check", "--fix", "a.md"]) == 0
    assert (here / "a.md").is_symlink() and (here / "texts" / "a.md").read_text() == f"{S}\n\n{W}\n"


def test_a_file_and_a_link_to_it_are_mended_once(here: Path) -> None:
    (here / "b.md").write_text(f"{S}\n")
    (here / "a.md").symlink_to("b.md")
    assert main(["check", "--fix", "a.md", "b.md"]) == 0
    assert (here / "b.md").read_text() == f"{S}\n\n{W}\n"


def test_a_file_that_changed_meanwhile_is_left_alone(here: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.md").write_text(f"{S}\n")
    written: Callable[..., None] = saving.save

    def late(*arguments: object) -> None:
        (here / "a.md").write_text(f"{S}\n\nA colleague writes.\n")
        written(*arguments)

    monkeypatch.setattr(run, "save", late)
    assert main(["check", "--fix", "a.md"]) == 2
    assert "was changed by somebody else meanwhile" in capsys.readouterr().err
    assert (here / "a.md").read_text() == f"{S}\n\nA colleague writes.\n"
    assert sorted(p.name for p in here.iterdir()) == [".git", "a.md", "disclint.yaml"]


def test_a_character_that_the_encoding_lacks_is_not_written(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text(CONFIGURATION.replace("text of", "text ✓ of"))
    (here / "a.md").write_bytes(f"Café. {S}\n".encode("cp1252"))
    assert main(["check", "--fix", "--encoding", "cp1252", "a.md"]) == 1
    assert 'cp1252 has no "✓"' in capsys.readouterr().out
    assert (here / "a.md").read_bytes() == f"Café. {S}\n".encode("cp1252")


def test_bytes_that_would_not_come_back_are_not_touched(here: Path) -> None:
    data = b"Stocks +AOk-+AOk-"
    (here / "a.md").write_bytes(data)
    read, was = saving.loaded(str(here / "a.md"), "a.md", "utf-7")
    with pytest.raises(DisclintError, match="would not all come back"):
        saving.save(str(here / "a.md"), "a.md", read, was, was._replace(text=was.text + "\n"))
    assert (here / "a.md").read_bytes() == data


def test_a_full_disk_leaves_the_file_as_it_was(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.md").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DisclintError, match="No space left on device"):
        saving.save(str(here / "a.md"), "a.md", b"old", Source("a.md", "old"), Source("a.md", "new"))
    assert (here / "a.md").read_text() == "old"
    assert sorted(p.name for p in here.iterdir()) == [".git", "a.md", "disclint.yaml"]


# -- sites


SITE = {
    "hugo.toml": 'baseURL = "https://x.example/"\ntitle = "X"\n',
    "layouts/_default/single.html": "<html><body><article>{{ .Content }}</article></body></html>\n",
    "layouts/shortcodes/disclaimer.html": f"<p>{W}</p>\n",
    "layouts/shortcodes/words.html": "<p>Just words.</p>\n",
    "content/posts/a.md": f"---\ntitle: A\n---\n{S}\n",
}


@pytest.fixture
def site(here: Path) -> Path:
    for name, text in SITE.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
    return here


def entry(value: str) -> str:
    return f"firm: {{types: [publisher]}}\ndisclosures:\n  us-no-advice-no-offer: {value}\n"


@pytest.mark.parametrize("value", ["{shortcode: disclaimer}", "{shortcode: '{{< disclaimer >}}'}"])
def test_the_shortcode_of_the_site_is_written(site: Path, value: str) -> None:
    (site / "disclint.yaml").write_text(entry(value))
    assert main(["check", "--fix", "."]) == 0
    assert (site / "content/posts/a.md").read_text() == SITE["content/posts/a.md"] + "\n{{< disclaimer >}}\n"


def test_a_partial_gets_a_name_put_right_and_no_text_put_in(site: Path) -> None:
    partial = site / "layouts" / "partials" / "foot.html"
    partial.parent.mkdir()
    partial.write_text(f"<p>{S}</p>\n<p>Securities offered through Cedar Point LLC, member FINRA/SPIC.</p>\n")
    assert main(["check", "--fix", "layouts"]) == 0
    assert partial.read_text() == f"<p>{S}</p>\n<p>Securities offered through Cedar Point LLC, member FINRA/SIPC.</p>\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{shortcode: words}", "does not say it here"),
        ("{shortcode: nowhere}", "does not say it here"),
        ("{include: a.html}", "give the tag as documents write it"),
    ],
)
def test_a_tag_that_does_not_do_is_not_written(site: Path, capsys: Out, value: str, told: str) -> None:
    (site / "disclint.yaml").write_text(entry(value))
    assert main(["check", "--fix", "."]) == 1
    assert told in capsys.readouterr().out
    assert (site / "content/posts/a.md").read_text() == SITE["content/posts/a.md"]


def test_a_tag_that_is_tried_for_one_document_is_still_judged_for_another(site: Path) -> None:
    """The report with edits tries the shortcode for a.md; the slip in it is told all the same, at the shortcode."""
    (site / "disclint.yaml").write_text(entry("{shortcode: disclaimer}"))
    slip = f"<p>{W}</p>\n<p>Securities offered through Cedar Point LLC, member FINRA/SPIC.</p>\n"
    (site / "layouts/shortcodes/disclaimer.html").write_text(slip)
    (site / "content/posts/b.md").write_text(f"{SITE['content/posts/a.md']}\n{{{{< disclaimer >}}}}\n")
    main(["check", "--report", "json=out.json", "content"])
    found = json.loads((site / "out.json").read_text())["findings"]
    assert any(finding["path"] == "layouts/shortcodes/disclaimer.html" for finding in found)
    assert all(finding["edits"] for finding in found if finding["path"] == "content/posts/a.md")


def test_fields_that_a_section_hands_down_are_no_hindrance(site: Path) -> None:
    (site / "content/posts/_index.md").write_text("---\ntitle: Posts\ncascade:\n  author: Ann\n---\n")
    (site / "disclint.yaml").write_text(entry("{shortcode: disclaimer}"))
    assert main(["check", "--fix", "."]) == 0
    assert (site / "content/posts/a.md").read_text().endswith("{{< disclaimer >}}\n")


def test_documents_that_get_the_text_from_a_template_are_not_touched(site: Path) -> None:
    layout = SITE["layouts/_default/single.html"].replace("</article>", f"<p>{W}</p></article>")
    (site / "layouts/_default/single.html").write_text(layout)
    assert main(["check", "--fix", "."]) == 0
    assert (site / "content/posts/a.md").read_text() == SITE["content/posts/a.md"]


def test_a_slip_in_a_template_that_is_no_document_is_told_there(site: Path, capsys: Out) -> None:
    line = "Securities offered through Cedar Point LLC, member FINRA/SPIC."
    config = SITE["hugo.toml"] + f'[params]\nline = "{line}"\n'
    (site / "hugo.toml").write_text(config)
    (site / "disclint.yaml").write_text("firm: {types: [broker-dealer]}\n")
    layout = SITE["layouts/_default/single.html"].replace("</article>", "<p>{{ .Site.Params.line }}</p></article>")
    (site / "layouts/_default/single.html").write_text(layout)
    assert main(["check", "--fix", "content/posts/a.md"]) == 1
    assert "hugo.toml is a template" in capsys.readouterr().out
    assert (site / "hugo.toml").read_text() == config


@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        ("disclosures: {us-no-advise: {text: x}}", 'serves no rule and no statement "us-no-advise"; did you mean'),
        ("disclosures: {x: {text: x, for: not-advise}}", 'serves no rule and no statement "not-advise"; did you mean'),
        ("disclosures: {x: {text: x, shortcode: y}}", "can't stand beside"),
        ("disclosures: {x: {approved_by: y}}", "one of the keys text, shortcode, include is missing"),
        ("disclosures: {x: {text: y, approved_on: 2026-02-31}}", "there is no such day: 2026-02-31"),
    ],
)
def test_a_mistake_in_the_configuration_is_told_at_its_place(
    here: Path, capsys: Out, configuration: str, told: str
) -> None:
    (here / "disclint.yaml").write_text(configuration + "\n")
    (here / "a.md").write_text("Bread.\n")
    assert main(["check", "a.md"]) == 2
    err = capsys.readouterr().err
    assert told in err and err.startswith("disclint.yaml:1:")


def test_a_nested_entry_takes_the_place_of_the_outer_one(here: Path) -> None:
    (here / "blog").mkdir()
    inner = "disclosures:\n  us-no-advice-no-offer:\n    shortcode: '{{< x >}}'\n"
    (here / "blog" / "disclint.yaml").write_text(inner)
    (here / "blog" / "a.md").write_text(f"{S}\n")
    assert main(["check", "--fix", "."]) == 1
    assert (here / "blog" / "a.md").read_text() == f"{S}\n", (
        "the shortcode prints nothing here, the outer text is not used"
    )


def test_a_hook_that_fixed_something_says_so_and_one_that_did_not_is_silent(
    here: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    (here / "a.md").write_text(f"{S}\n")
    assert main(["check", "--force-exclude", "--fix", "a.md"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in told[:2]] == ["a.md:3:1", "a.md:3:1"]
    assert told[2:] == ["", "No findings in 1 document; 2 fixed."]
    assert main(["check", "--force-exclude", "--fix", "a.md"]) == 0
    assert capsys.readouterr().out == ""
