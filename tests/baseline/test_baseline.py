"""What a baseline knows stays known through edits, moves and new names; what is new is told; what is stale is told."""

from __future__ import annotations

import json
import os

import pytest

from disclint.baselinefile import parse, render

from .conftest import OLD, Here

NEW = "\n\nThis new paragraph promises you guaranteed returns from now on and for ever after.\n"


@pytest.fixture
def known(here: Here) -> Here:
    code, out, _ = here.run("baseline", "write")
    assert code == 0 and out == "disclint-baseline.json: 9 findings in 3 documents (9 new)\n"
    return here


def test_nothing_old_is_told_and_all_is_counted(known: Here) -> None:
    report = known.check()
    assert not report["findings"] and not report["problems"]
    assert len(report["baselined"]) == report["summary"]["baselined"] == 9
    assert known.run("check") == (0, "No findings in 3 documents; 9 in the baseline.\n", "")


def swapped(text: str) -> str:
    parts = text.split("\n\n")
    parts[1], parts[3] = parts[3], parts[1]
    return "\n\n".join(parts)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "Words above all others.\n\n" + text,
        lambda text: text + "\n\nWords below all others.\n",
        swapped,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(
            "Our portfolio buys these bonds for you,", "*Our* portfolio  buys\nthese bonds for you,"
        ),
    ],
    ids=["lines above", "lines below", "moved paragraphs", "other line ends", "emphasis and line breaks"],
)
def test_edits_elsewhere_leave_it_known(known: Here, change: object) -> None:
    known.edit("posts/42.md", change)  # type: ignore[arg-type]
    assert known.found() == []
    assert known.check()["summary"]["baselined"] == 9


def test_what_is_new_is_told_beside_what_is_known(known: Here) -> None:
    known.edit("posts/42.md", lambda text: text + NEW)
    assert known.found() == [("posts/42.md", 12, "guaranteed-returns")]


def test_the_same_sentence_once_more_is_new(known: Here) -> None:
    known.edit("posts/42.md", lambda text: text + "\n" + text.split("\n\n")[3] + "\n")
    assert known.found() == [("posts/42.md", 11, "guaranteed-returns")]


@pytest.mark.parametrize("edited", [False, True])
def test_a_renamed_document_stays_known(known: Here, edited: bool) -> None:
    os.rename(known.folder / "posts/42.md", known.folder / "moved.md")
    if edited:
        known.edit("moved.md", lambda text: "A foreword of some length is what stands here now.\n\n" + text + NEW)
    assert known.found() == ([("moved.md", 14, "guaranteed-returns")] if edited else [])
    # also where the hook sees that document alone
    assert len(known.found("moved.md")) == int(edited)


def test_a_new_document_does_not_inherit_what_a_deleted_one_lacked(known: Here) -> None:
    os.remove(known.folder / "posts/42.md")
    known.write("posts/new.md", "# Funds\n\nYoung people buy stocks and mutual funds, and they hold some bonds too.\n")
    rules = [rule for path, _, rule in known.found() if path == "posts/new.md"]
    assert rules == ["us-no-advice-no-offer", "us-no-advice-no-offer"]


def test_a_copy_is_new(known: Here) -> None:
    known.write("copy.md", OLD.format(42))
    assert len([path for path, _, _ in known.found() if path == "copy.md"]) == 3


def test_what_is_stale_is_told_at_its_line(known: Here) -> None:
    known.edit("posts/42.md", lambda text: text.replace("guaranteed returns", "interest"))
    [stale] = known.check()["findings"]
    assert (stale["rule"], stale["severity"], stale["path"]) == ("stale-baseline", "warning", "disclint-baseline.json")
    assert stale["message"] == "1 entry for posts/42.md matches nothing any more: guaranteed-returns."
    lines = known.baseline.splitlines()
    first = next(n for n, text in enumerate(lines) if "posts/42.md" in text)
    line = next(n for n, text in enumerate(lines, 1) if n > first and "guaranteed-returns" in text)
    assert (stale["line"], stale["column"]) == (line, lines[line - 1].index("{") + 1)
    assert "prune" in stale["fix"]
    assert known.run("check", "-q")[0] == 0 and known.run("check", "-q", "--ratchet")[0] == 1


def test_what_was_not_judged_is_not_stale(known: Here) -> None:
    os.remove(known.folder / "posts/42.md")
    known.edit("posts/43.md", lambda text: text.replace("guaranteed returns", "interest"))
    assert known.found("posts/41.md") == []
    assert known.found("--select", "unsourced-number,stale-baseline") == []
    assert known.found("--as", "publisher", "--select", "stale-baseline,guaranteed-returns") == []
    known.write("posts/43.md", "---\ntitle: [\n---\n" + OLD.format(43))
    code, out, _ = known.run("check", "posts/43.md")
    assert code == 2 and "stale" not in out


def test_a_deleted_document_is_stale_where_its_folder_was_read(known: Here) -> None:
    os.remove(known.folder / "posts/42.md")
    assert [f["message"] for f in known.check("posts")["findings"]] == [
        "3 entries for posts/42.md match nothing any more: guaranteed-returns, us-no-advice-no-offer#not-advice, "
        "us-no-advice-no-offer#not-offer."
    ]


def test_prune_removes_what_is_stale_and_adds_nothing(known: Here) -> None:
    known.edit("posts/42.md", lambda text: text.replace("guaranteed returns", "interest"))
    known.edit("posts/43.md", lambda text: text + NEW)
    assert known.run("baseline", "prune")[1] == "disclint-baseline.json: 8 findings in 3 documents (1 gone)\n"
    assert known.found() == [("posts/43.md", 12, "guaranteed-returns")]


def test_prune_follows_a_document_to_its_new_name(known: Here) -> None:
    os.rename(known.folder / "posts/42.md", known.folder / "moved.md")
    assert known.run("baseline", "prune")[0] == 0
    assert set(parse(known.baseline, "x").documents) == {"moved.md", "posts/41.md", "posts/43.md"}


def test_write_for_some_documents_keeps_what_is_known_of_the_others(known: Here) -> None:
    known.edit("posts/42.md", lambda text: text + NEW)
    known.edit("posts/43.md", lambda text: text + NEW)
    assert "(1 new)" in known.run("baseline", "write", "posts/42.md")[1]
    assert known.found() == [("posts/43.md", 12, "guaranteed-returns")]


def test_a_ratchet_never_grows(known: Here) -> None:
    before = known.baseline
    known.edit("posts/42.md", lambda text: text + NEW)
    code, out, _ = known.run("baseline", "write", "--ratchet")
    assert code == 1 and "1 finding would be added" in out and "posts/42.md:12:" in out
    assert known.baseline == before
    known.edit("posts/42.md", lambda text: text.replace("guaranteed returns", "interest"))
    assert (
        known.run("baseline", "write", "--ratchet")[1] == "disclint-baseline.json: 8 findings in 3 documents (1 gone)\n"
    )


def test_the_file_is_the_same_every_time_and_names_no_place_of_this_machine(known: Here) -> None:
    before = known.baseline
    known.run("baseline", "write")
    known.edit("posts/42.md", swapped)
    known.run("baseline", "write", "--config", os.devnull)
    assert known.baseline == before == render(parse(before, "x"))
    assert str(known.folder) not in before and "\\" not in before


def test_paths_are_relative_to_the_file(known: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(known.folder / "posts")
    assert known.found() == []
    assert known.check("42.md")["summary"]["baselined"] == 3
    before = known.baseline
    known.run("baseline", "write")
    assert known.baseline == before


def test_the_configuration_names_another_file_or_none(known: Here) -> None:
    os.rename(known.folder / "disclint-baseline.json", known.folder / "known.json")
    assert len(known.found()) == 9
    known.write("posts/disclint.yaml", "baseline: ../known.json\n")
    assert known.found() == []
    assert len(known.found("--baseline", "none")) == 9
    known.write("posts/disclint.yaml", "baseline: none\n")
    assert len(known.found()) == 9
    assert known.found("--baseline", "known.json") == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"version": 1,\n "documents": {]}', "2:16", "not valid JSON"),
        ("[]", "1:1", 'it has no "documents"'),
        ('{"version": 2, "documents": {}}', "1:1", "only version 1"),
        ('{"version": 1, "documents": {"a": {"findings": [{}]}}}', "1:1", 'a finding of "a" lacks its rule'),
        ('{"version": 1, "documents": {"a": {"findings": 1}}}', "1:1", '"a" is not written as a baseline writes it'),
        ("[" * 100_000, "1:1", "nested too deeply"),
    ],
)
def test_a_broken_baseline_is_exit_2_and_hides_nothing(known: Here, text: str, place: str, words: str) -> None:
    known.write("disclint-baseline.json", text)
    code, out, err = known.run("check")
    assert code == 2 and "9 findings" in out
    assert err.startswith(f"disclint-baseline.json:{place}: problem: ") and words in err
    assert "disclint baseline write" in err
    assert known.run("baseline", "write")[0] == 2 and (known.folder / "disclint-baseline.json").read_text() == text


def test_an_absent_baseline_is_exit_2(known: Here) -> None:
    code, _, err = known.run("check", "--baseline", "absent.json")
    assert code == 2 and err.startswith("absent.json: problem: the baseline can't be read: No such file")


def test_nothing_is_written_where_something_can_not_be_judged(known: Here) -> None:
    before = known.baseline
    (known.folder / "posts/bad.md").write_bytes(b"caf\xe9 \xff\xfe")
    code, _, err = known.run("baseline", "write")
    assert code == 2 and "nothing was written" in err and known.baseline == before


def test_show_lists_and_counts(known: Here) -> None:
    code, out, _ = known.run("baseline", "show")
    assert code == 0 and out.endswith("9 findings in 3 documents are known.\n")
    assert "     3  guaranteed-returns\n" in out
    shown = json.loads(known.run("baseline", "show", "--format", "json")[1])
    assert len(shown["findings"]) == 9 and shown["findings"][0]["path"] == "posts/41.md"


def test_an_excepted_finding_is_not_in_the_baseline(here: Here) -> None:
    here.edit(
        "posts/42.md", lambda t: t.replace("Our port", '<!-- disclint: allow unsourced-number "x" -->\n\nOur port')
    )
    here.run("baseline", "write")
    assert here.check()["summary"]["baselined"] == parse(here.baseline, "x").size
