"""Results that are kept from run to run: used where nothing changed that they depend on, never otherwise."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.api import Options, run
from disclint.checker import Checker
from disclint.discover import File
from disclint.model import DocumentReport, Report
from disclint.report import REPORTERS, render, wants
from disclint.results import FEWEST

EVERYTHING = wants(REPORTERS)
NOTE = "Shares of Harbor Lane rose. Guaranteed returns of {n}% await investors who buy its bonds.\n"
LAYOUT = '<main>{{ .Content }}</main>{{ partial "foot.html" . }}\n'
FOOT = "<p>This is not investment advice.</p>"
PLEDGE = "<p>Guaranteed returns for every investor who buys our shares.</p>"

Judged = Callable[..., tuple[Report, list[str]]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's cache, with rules that are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def kept(cache: Path) -> Path:
    """Where results are kept; nothing is there yet."""
    folder = cache / "disclint" / "results"
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.fixture
def here(tmp_path: Path, cache: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with as many notes as it takes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    folder = tmp_path / "work"
    (folder / "posts").mkdir(parents=True)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    for n in range(FEWEST):
        (folder / "posts" / f"{n:02}.md").write_text(f"# Note {n}\n\n{NOTE.format(n=n)}")
    return folder


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judged:
    """Judges this folder; the report, and the names of the documents that were not known."""
    fresh: list[str] = []
    check = Checker.check

    def counted(self: Checker, file: File, data: bytes | None = None) -> DocumentReport:
        if file.path.endswith(".md"):
            fresh.append(file.name)
        return check(self, file, data)

    monkeypatch.setattr(Checker, "check", counted)

    def judge(**options: object) -> tuple[Report, list[str]]:
        fresh.clear()
        defaults: dict[str, object] = {"today": "2026-11-30", "cache": True, "wants": EVERYTHING}
        report = run((".",), Options(**{**defaults, **options}))  # type: ignore[arg-type]
        return report, list(fresh)

    return judge


def test_what_did_not_change_is_not_judged_again(here: Path, judged: Judged) -> None:
    first, fresh = judged()
    assert len(fresh) == FEWEST and first.findings
    assert judged() == (first, [])
    (here / "posts" / "03.md").write_text("# Note\n\nNothing of interest.\n")
    changed, fresh = judged()
    assert fresh == ["posts/03.md"] and changed != first
    assert judged()[1] == []


def test_every_report_is_the_same_from_the_cache(here: Path, judged: Judged) -> None:
    (here / "posts" / "odd.md").write_bytes(
        "\ufeff# 😀\r\n\r\nGuaranteed returns of 5% on bonds 😀 of 7%.\r\n".encode()
    )
    first, _ = judged()
    second, fresh = judged()
    assert fresh == []
    for format in REPORTERS:
        assert render(second, format) == render(first, format)


@pytest.mark.parametrize(
    "options",
    [{"today": "2026-12-01"}, {"as_of": "2025-01-01"}, {"firm": ("adviser",)}, {"select": ("unsourced-number",)}],
    ids=str,
)
def test_other_options_are_another_question(here: Path, judged: Judged, options: dict[str, object]) -> None:
    judged()
    assert len(judged(**options)[1]) == FEWEST
    assert judged(**options)[1] == judged()[1] == []


def test_how_findings_are_shown_and_compared_is_no_other_question(here: Path, judged: Judged) -> None:
    judged()
    assert judged(jobs=2, baseline="none", ratchet=True, force_exclude=True)[1] == []


RULE = """\
id: our-ban
title: No moons
basis: house
why: We say what is.
severity: warning
forbid: {says: ['harbor lane', {lexicon: moons}]}
message: No moons here.
examples: {fail: [{text: 'Harbor Lane.', flags: ['Harbor Lane']}], pass: [{text: 'A lane.'}]}
"""
CONFIG = "packs: [us/core, ./house]\nclaims: {register: figures.yaml}\nsite: {generator: none}\n"


def test_every_file_that_a_configuration_names_counts(here: Path, judged: Judged) -> None:
    files = {
        "disclint.yaml": ("packs: [us/core, ./house]\n", "packs: [us/core, ./house]\nfirm: {types: [adviser]}\n"),
        "house/our-ban.yaml": (RULE, RULE.replace("severity: warning", "severity: error")),
        "house/lexicons/moons.yaml": ("terms: [to the moon]\n", "terms: [rose]\n"),
    }
    for name, (text, _) in files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
    (here / "house" / "pack.yaml").write_text("id: house\ntitle: Ours\n")
    first, _ = judged()
    assert first.all_problems == () and judged()[1] == []
    for name, (_, text) in files.items():
        (here / name).write_text(text)
        fresh = judged()[1]
        assert len(fresh) == FEWEST, name
        assert judged() == (judged(cache=False)[0], [])


def test_what_a_nested_configuration_says_counts_for_its_folder_alone(here: Path, judged: Judged) -> None:
    (here / "other").mkdir()
    (here / "other" / "a.md").write_text(NOTE)
    judged()
    (here / "other" / "disclint.yaml").write_text("rules: {guaranteed-returns: info}\n")
    assert judged()[1] == ["other/a.md"]


# -- sites


@pytest.fixture
def site(here: Path) -> Path:
    (here / "posts").rename(here / "content")
    for name, text in {
        "disclint.yaml": "exclude: [layouts/]",
        "hugo.toml": "",
        "layouts/_default/single.html": LAYOUT,
        "layouts/partials/foot.html": FOOT,
    }.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
    return here


def test_what_a_template_is_made_of_counts_for_every_document(site: Path, judged: Judged) -> None:
    first, _ = judged()
    assert judged() == (first, [])
    (site / "layouts" / "partials" / "foot.html").write_text("<p>Yours.</p>")
    second, fresh = judged()
    assert len(fresh) == FEWEST and len(second.findings) > len(first.findings)
    assert judged() == (second, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [("layouts/posts/single.html", "<p>{{ .Content }}</p>"), ("layouts/single.html", "<p>{{ .Content }}</p>")],
)
def test_a_template_that_was_not_there_counts(site: Path, judged: Judged, name: str, text: str) -> None:
    judged()
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text)
    assert judged()[0] == judged(cache=False)[0]


@pytest.mark.parametrize("name", ["00.md", "05.md"])
def test_what_a_template_says_is_told_whichever_document_is_judged(site: Path, judged: Judged, name: str) -> None:
    (site / "layouts" / "partials" / "foot.html").write_text(PLEDGE)
    first, _ = judged()
    told = [d for d in first.documents if d.template]
    assert len(told) == 1 and told[0].findings
    (site / "content" / name).write_text("# Another\n\nA note.\n")
    second, fresh = judged()
    assert fresh == [f"content/{name}"] and [d for d in second.documents if d.template] == told


def test_processes_tell_what_they_asked_of_a_site(site: Path, judged: Judged) -> None:
    judged(jobs=3)
    assert judged()[1] == []
    (site / "layouts" / "partials" / "foot.html").write_text(PLEDGE)
    assert len(judged()[1]) == FEWEST


def test_a_site_that_changes_at_random_is_never_told_from_memory(site: Path, judged: Judged) -> None:
    """Whatever is done to documents, templates and configuration: with and without the cache the reports are equal."""
    dice = random.Random(7)
    texts = ("", FOOT, PLEDGE, "{{ with .Params.legal }}<p>{{ . }}</p>{{ end }}", '{{ partial "more.html" . }}')
    for _ in range(25):
        name = dice.choice(("layouts/partials/foot.html", "layouts/partials/more.html", "layouts/posts/single.html"))
        doc = f"content/{dice.randrange(FEWEST):02}.md"
        act = dice.randrange(5)
        if act == 0:
            (site / doc).write_text(f"---\nlegal: {dice.choice(('x', 'Not investment advice.'))}\n---\n{NOTE}")
        elif act == 1:
            (site / doc).unlink(missing_ok=True)
        elif act == 2:
            (site / "disclint.yaml").write_text(dice.choice(("", "fail_on: warning\n", "exclude: [layouts/]\n")))
        else:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(LAYOUT if name.endswith("single.html") else dice.choice(texts))
        assert judged()[0] == judged(cache=False)[0]


# -- what is never kept


def test_what_could_not_be_judged_is_tried_again(here: Path, judged: Judged) -> None:
    (here / "posts" / "bad.md").write_bytes(b"caf\xe9")
    first, _ = judged()
    assert [p.path for p in first.all_problems] == ["posts/bad.md"]
    assert judged() == (first, ["posts/bad.md"])


def test_a_file_that_changes_while_it_is_judged_is_not_kept(
    here: Path, judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Checker.check

    def slow(self: Checker, file: File, data: bytes | None = None) -> DocumentReport:
        report = check(self, file, data)
        if file.name == "posts/05.md":
            Path(file.path).write_text("# Other\n\nQuite another text, and a longer one than was there.\n")
        return report

    with monkeypatch.context() as patch:
        patch.setattr(Checker, "check", slow)
        judged()
    assert judged()[1] == ["posts/05.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text exist on Linux alone")
def test_a_name_that_is_no_text_is_kept_too(here: Path, judged: Judged) -> None:
    Path(os.fsdecode(b"posts/caf\xe9.md")).write_text(NOTE)
    first, fresh = judged()
    assert len(fresh) == FEWEST + 1
    assert judged() == (first, [])


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": "another"}', b"\xff", b"[" * 100_000], ids=repr)
def test_a_damaged_cache_is_no_cache(here: Path, judged: Judged, kept: Path, damage: bytes) -> None:
    first, _ = judged()
    [file] = kept.iterdir()
    file.write_bytes(damage)
    second, fresh = judged()
    assert second == first and len(fresh) == FEWEST and judged()[1] == []


def test_a_cache_of_another_shape_is_no_cache(here: Path, judged: Judged, kept: Path) -> None:
    first, _ = judged()
    [file] = kept.iterdir()
    value = json.loads(file.read_text())
    for wrong in (
        {"rules": 1},
        {"documents": {"posts/00.md": [1]}},
        {"sites": {"hugo x": {"what": "y"}}},
        {"documents": []},
    ):
        file.write_text(json.dumps(value | wrong))
        assert judged()[0] == first


def test_nothing_is_kept_in_the_work_tree_or_where_nothing_can_be_written(
    here: Path, judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "disclint.yaml").write_text("packs: [claims]\n")
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "cache"))
    first, _ = judged()
    assert judged() == (first, sorted(os.path.join("posts", n) for n in os.listdir("posts")))
    assert not (here / "cache" / "disclint" / "results").exists()
    (here.parent / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(here.parent / "file"))
    assert judged()[0] == first


def test_a_few_documents_are_not_kept(here: Path, judged: Judged) -> None:
    (here / "posts" / "00.md").unlink()
    judged()
    assert len(judged()[1]) == FEWEST - 1
