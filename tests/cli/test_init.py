"""`init`: what it proposes and why, what it writes, what it asks, and that it overwrites nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from disclint import packs
from disclint.cli import main
from disclint.config import Config
from disclint.configshape import schema
from disclint.facts import ENTITY_TYPES, FIRMS, JURISDICTIONS
from disclint.formats import parse
from disclint.init import Schemas, configuration
from disclint.model import Source
from disclint.proposal import Answers, propose
from disclint.registerfile import schema as register_schema
from disclint.ruleset.load import load_packs
from disclint.ruleset.nodes import read_yaml
from disclint.signs import FIRMS as FIRM_SIGNS
from disclint.signs import JURISDICTIONS as PLACES
from disclint.signs import Signs, said

TEXT = """\
# Income from bonds

Our fund promises guaranteed returns of 12 percent. In 2019 it paid $3 million.

This is not investment advice.
"""
SETTINGS = {
    "firm", "jurisdictions", "packs", "rules_as_of", "rules", "claims", "documents", "disclosures", "site", "exclude", "baseline",
    "exceptions", "fail_on",
}  # fmt: skip
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT)
    return tmp_path


def written(here: Path, *, on: bool = False) -> dict[str, object]:
    """What the configuration says; `on`: with every setting switched on."""
    text = (here / "disclint.yaml").read_text(encoding="utf-8")
    value = read_yaml(
        re.sub(r"^#(?! )|^#(?=  )", "", text, flags=re.MULTILINE) if on else text, "disclint.yaml"
    ).value()
    assert isinstance(value, dict)
    jsonschema.Draft202012Validator(schema()).validate(value)
    return dict(value)


def test_init_writes_a_commented_configuration_that_is_valid(here: Path, capsys: Out) -> None:
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("wrote disclint.yaml, .disclint.schema.json and .disclint.register.schema.json\n")
    assert "A first run finds:" in out and "guaranteed-returns" in out
    text = (here / "disclint.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=.disclint.schema.json\n")
    assert json.loads((here / ".disclint.schema.json").read_text()) == schema()
    assert json.loads((here / ".disclint.register.schema.json").read_text()) == register_schema()
    assert max(map(len, text.splitlines())) <= 140
    assert list(written(here)) == ["packs", "rules_as_of"]
    assert main(["check", "a.md"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("types", [[], ["broker-dealer", "bank"]])
def test_every_setting_of_init_can_be_switched_on(here: Path, types: list[str]) -> None:
    main(["init", *(word for name in types for word in ("--firm", name))])
    value = written(here, on=True)
    assert set(value) == SETTINGS
    firm = value["firm"]
    assert isinstance(firm, dict)
    assert firm["types"] == (types or ["publisher"])
    assert [e["type"] for e in firm["entities"]] == [*(types or ["publisher"]), "affiliate"]
    keys = {"aliases", "dbas", "registrations", "finra_member", "sipc_member"}
    assert keys <= set(firm["entities"][0]) or not types


@pytest.mark.parametrize("place", JURISDICTIONS)
def test_what_init_proposes_loads_without_a_problem(place: str) -> None:
    loaded: set[tuple[str, ...]] = set()
    for firm in ("", *FIRMS):
        answers = Answers((firm,) if firm else (), (place,))
        text = configuration(answers, Signs(), "#site: none", Schemas(), today="2026-11-30")
        value = read_yaml(text, "disclint.yaml").value()
        jsonschema.Draft202012Validator(schema()).validate(value)
        config = Config(value)  # type: ignore[arg-type]
        folders, problems = packs.folders(config)
        assert problems == []
        assert config.packs in loaded or load_packs(folders).problems == ()
        loaded.add(config.packs)
        assert re.search(rf"\n#?  - {place}(/core)?\n", text), (
            "the pack of the place is proposed, or left out with its reason"
        )


@pytest.mark.parametrize("firm", FIRMS)
def test_a_pack_that_is_left_out_has_no_rule_for_the_firm(firm: str) -> None:
    everything = load_packs([packs.folders(Config({"jurisdictions": list(JURISDICTIONS)}))[0][0].parent])
    proposed = propose(everything, Answers((firm,), JURISDICTIONS), {}, 0)
    left = {one.pack for one in proposed if not one.chosen}
    assert left < {pack.id for pack in everything.packs}
    assert not [
        rule.id
        for rule in everything.rules
        if rule.pack in left and rule.stage != "off" and firm in rule.applies.get("firm", (firm,))
    ]
    assert all("none of" in one.reason for one in proposed if not one.chosen)


def test_each_pack_comes_with_its_reason(here: Path) -> None:
    (here / "b.md").write_text("Securities offered through Harbor Lane LLC, member FINRA/SIPC.\n")
    assert main(["init", "--firm", "bank", "--jurisdiction", "us,jp", "--audience", "institutional"]) == 0
    text = (here / "disclint.yaml").read_text()
    assert "\n# Proposed for readers in us, jp, as asked for.\n" in text
    assert re.search(
        r"\n  # United States, every financial publisher:\n"
        r"  # \d+ of 23 rules can concern the firm and its readers; something in \d of 2 documents looked at asks for them, "
        r"first in a\.md:\d+\n  - us/core\n",
        text,
    )
    assert "\n  # United States, investment advisers (left out):\n  # none of 7 rules can concern the firm" in text
    assert "\n#  - us/adviser\n" in text
    assert written(here)["documents"] == [{"glob": "*", "audience": "institutional"}]
    assert main(["check", "-q", "."]) in (0, 1)


def test_retail_readers_need_no_entry(here: Path) -> None:
    assert main(["init", "--audience", "professional,retail"]) == 0
    assert "documents" not in written(here)
    on = written(here, on=True)["documents"]
    assert isinstance(on, list)
    assert on[0] == {"glob": "professional/", "audience": "professional"}


def test_where_nothing_is_asked_for_the_documents_decide(here: Path, capsys: Out) -> None:
    (here / "about.md").write_text("# About\n\nWe are authorised and regulated by the Financial Conduct Authority.\n")
    assert main(["init", "--yes"]) == 0
    text = (here / "disclint.yaml").read_text()
    assert (
        "# Proposed for readers in uk, by what documents say.\n# about.md:3 names a regulator or a licence of uk.\n"
        in text
    )
    assert written(here)["packs"] == ["claims", "global", "uk"]
    (here / "disclint.yaml").unlink()
    (here / "about.md").unlink()
    assert main(["init", "--yes"]) == 0
    assert "# Proposed for readers in us, for want of a sign.\n" in (here / "disclint.yaml").read_text()


def test_a_firm_is_never_guessed_only_hinted_at(here: Path) -> None:
    (here / "b.md").write_text("Harbor Lane LLC is a registered investment adviser.\n")
    assert main(["init"]) == 0
    assert "firm" not in written(here)
    text = (here / "disclint.yaml").read_text()
    assert "# b.md:1 reads as if it came from this type of firm: adviser.\n#firm:\n#  types: [adviser]\n" in text


LINES = {
    "us": ["Member FINRA/SIPC", "registered with the U.S. Securities and Exchange Commission"],
    "uk": [
        "authorised and regulated by the Financial Conduct Authority",
        "Authorised by the Prudential Regulation Authority",
    ],
    "eu": ["licensed and supervised by BaFin", "regulated by the Central Bank of Ireland"],
    "ca": ["Harbor Lane is a member of CIRO"],
    "au": ["Harbor Lane Pty Ltd (AFSL 123456)", "holds an Australian Financial Services Licence"],
    "sg": ["licensed by the Monetary Authority of Singapore"],
    "hk": ["licensed and regulated by the Securities and Futures Commission"],
    "jp": ["\u91d1\u878d\u5546\u54c1\u53d6\u5f15\u696d\u8005 \u95a2\u6771\u8ca1\u52d9\u5c40\u9577"],
    "in": ["SEBI Registration No. INA000012345", "Registered with SEBI as a research analyst"],
    "ch": ["authorised by FINMA"],
    "ae": ["regulated by the Dubai Financial Services Authority"],
}


@pytest.mark.parametrize(("place", "text"), [(place, text) for place, texts in LINES.items() for text in texts])
def test_a_licence_line_is_a_sign_of_its_country(place: str, text: str) -> None:
    document = parse(Source("a.md", f"# News\n\n{text}.\n"), "markdown")
    assert [(name, seen.first) for name, seen in said(PLACES, [document]).items()] == [(place, "a.md:3")]


@pytest.mark.parametrize(
    "text",
    [
        "The bank raised its rate, and the FCA's chair spoke in London.",
        "Members of parliament registered their shares; the secretary sent a message.",
        "BaFin fined the lender in March.",
        "The inquiry was led by the Securities and Futures Commission.",
    ],
)
def test_news_of_a_regulator_is_no_sign(text: str) -> None:
    document = parse(Source("a.md", text), "markdown")
    assert said(PLACES, [document]) == {}
    assert said(FIRM_SIGNS, [document]) == {}


def test_every_place_and_only_types_of_firms_have_signs() -> None:
    assert set(PLACES) == set(JURISDICTIONS) == set(LINES)
    assert set(FIRM_SIGNS) <= set(FIRMS) < set(ENTITY_TYPES)


def test_init_never_overwrites(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text("fail_on: info\n")
    assert main(["init"]) == 2
    assert (here / "disclint.yaml").read_text() == "fail_on: info\n"
    assert "is here already" in capsys.readouterr().err


def test_init_does_not_stand_beside_a_table_of_pyproject(here: Path, capsys: Out) -> None:
    (here / "pyproject.toml").write_text('[tool.disclint]\nfail_on = "info"\n')
    assert main(["init"]) == 2
    assert not (here / "disclint.yaml").exists()
    assert capsys.readouterr().err.startswith("pyproject.toml: problem: holds [tool.disclint] already")
    (here / "pyproject.toml").write_text("[tool.other]\n")
    assert main(["init"]) == 0


def test_init_leaves_a_schema_that_is_here_alone(here: Path) -> None:
    (here / ".disclint.schema.json").write_text("{}")
    assert main(["init"]) == 0
    assert (here / ".disclint.schema.json").read_text() == "{}"


def test_init_works_where_nothing_is_to_be_read(here: Path, capsys: Out) -> None:
    (here / "a.md").unlink()
    assert main(["init"]) == 0
    assert "There are no documents here yet" in capsys.readouterr().out


def test_a_document_that_cannot_be_read_does_not_stop_init(here: Path, capsys: Out) -> None:
    (here / "b.md").write_bytes(b"\xff\xfe\x00\xd8 broken")
    assert main(["init"]) == 0
    assert "b.md" in capsys.readouterr().err
    assert (here / "disclint.yaml").exists()


@pytest.mark.parametrize("words", [["--firm", "broker"], ["--jurisdiction", "usa"], ["--audience", "everybody"]])
def test_an_unknown_word_is_wrong_use(here: Path, capsys: Out, words: list[str]) -> None:
    assert main(["init", *words]) == 2
    assert "is none of" in capsys.readouterr().err
    assert not (here / "disclint.yaml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals for this")
def test_on_a_terminal_init_asks_three_questions(here: Path) -> None:
    out = on_terminal(["init"], b"broker\nbroker-dealer\n\nretail\n")
    assert "What publishes here" in out and "unknown: broker" in out
    assert "Where are the readers" in out and "Who are they" in out
    assert written(here)["firm"] == {"types": ["broker-dealer"]}
    (here / "disclint.yaml").unlink()
    assert "What publishes here" not in on_terminal(["init", "--yes"], b"")
    (here / "disclint.yaml").unlink()
    assert "What publishes here" not in on_terminal(["init", "--jurisdiction", "uk"], b"")


def on_terminal(arguments: list[str], typed: bytes) -> str:
    """What the command prints on a pseudo-terminal on which that is typed."""
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "disclint", *arguments]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    os.write(master, typed)
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(master)
    assert process.wait() == 0, shown
    return shown.decode()
