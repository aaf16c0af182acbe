"""`inspect`, `explain`, `rules` and `init`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from disclint.cli import main
from disclint.cli.app import COMMANDS
from disclint.configshape import schema
from disclint.registerfile import schema as register_schema
from disclint.ruleset.nodes import read_yaml

TEXT = """\
# Income from bonds

Our fund promises guaranteed returns of 12 percent. In 2019 it paid $3 million.

This is not investment advice.
"""
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT)
    return tmp_path


def test_inspect_shows_statements_phrases_and_numbers(here: Path, capsys: Out) -> None:
    assert main(["inspect", "a.md"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("a.md\n  statements\n")
    assert '    5:13    not-advice: "' in out
    assert '    3:19    guaranteed-returns: "guaranteed returns' in out
    assert "    3:1     Our fund promises guaranteed returns of [1: 12 percent].\n" in out
    assert "In [1: 2019] it paid [2: $3 million].\n            1  no claim: year\n" in out
    assert "            2  money, USD 3 million: needs a source; none was found\n" in out


def test_inspect_shows_one_line(here: Path, capsys: Out) -> None:
    assert main(["inspect", "a.md:5"]) == 0
    out = capsys.readouterr().out
    assert "not-advice" in out and "percent" not in out
    main(["inspect", "a.md:1"])
    assert capsys.readouterr().out == "a.md\n  nothing was seen here\n"


def test_inspect_shows_whole_sentences_of_a_line(here: Path, capsys: Out) -> None:
    (here / "b.md").write_text(
        "The lender lost $3 million,\nwhich is 12% more, in\nthe year 2025. It has 900 clients.\n"
    )
    main(["inspect", "b.md:2"])
    out = capsys.readouterr().out
    assert "[1: $3 million], which is [2: 12%] more, in the year [3: 2025]." in out and "900" not in out
    main(["inspect", "--format", "json", "b.md:3"])
    [entry] = json.loads(capsys.readouterr().out)["documents"]
    assert [(q["text"], q["sentence"]) for q in entry["quantities"]] == [("2025", 0), ("900 clients", 1)]
    for quantity in entry["quantities"]:
        start, end = quantity["at"]
        assert entry["sentences"][quantity["sentence"]]["text"][start:end] == quantity["text"]


def test_inspect_prints_json(here: Path, capsys: Out) -> None:
    assert main(["inspect", "--format", "json", "a.md:3"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["documents"]
    assert entry["path"] == "a.md"
    assert [f["rule"] for f in entry["forbidden"]] == ["guaranteed-returns"]
    assert {q["line"] for q in entry["quantities"]} == {3}


def test_inspect_names_what_it_could_not_read(here: Path, capsys: Out) -> None:
    (here / "b.md").write_bytes(b"\xff\xff")
    assert main(["inspect", ".", "absent.md:3"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("a.md\n")
    assert "b.md:1:1: problem: " in err and "absent.md: problem: no such file or folder" in err


def test_a_file_with_a_colon_in_its_name_is_a_file(here: Path, capsys: Out) -> None:
    (here / "a.md:3").write_text(TEXT)
    assert main(["inspect", "a.md:3", "--input-format", "markdown"]) == 0
    assert "not-advice" in capsys.readouterr().out


def test_explain_says_what_a_rule_wants_and_why(capsys: Out) -> None:
    assert main(["explain", "us-no-advice-no-offer"]) == 0
    out = capsys.readouterr().out
    for words in (
        "us-no-advice-no-offer: The document says",
        "Why\n",
        "not-advice: ",
        "How to mend it",
        "Left alone",
        "Found",
    ):
        assert words in out, words


def test_explain_says_what_changes_the_severity(capsys: Out) -> None:
    assert main(["explain", "us-past-performance"]) == 0
    assert "  Severity: warning; error where state is broken; error where firm is " in capsys.readouterr().out


def test_an_unknown_command_is_answered_with_the_nearest(capsys: Out) -> None:
    assert main(["chek"]) == 2
    assert 'no command "chek"; did you mean "check"?' in capsys.readouterr().err


def test_rules_test_says_that_nothing_was_tested(here: Path, capsys: Out) -> None:
    assert main(["rules", "test", "."]) == 2
    assert capsys.readouterr().out == "No rule could be tested.\n"
    assert main(["rules", "test", "a.md"]) == 2
    assert "a.md is a file; name the folder of its pack" in capsys.readouterr().err


def test_every_rule_can_be_explained(capsys: Out) -> None:
    main(["rules", "list", "--format", "json"])
    for rule in json.loads(capsys.readouterr().out)["rules"]:
        assert main(["explain", rule["id"]]) == 0
        assert capsys.readouterr().out.startswith(f"{rule['id']}: {rule['title']}\n")


def test_explain_says_why_a_rule_ran_on_a_file(here: Path, capsys: Out) -> None:
    assert main(["explain", "guaranteed-returns", "a.md"]) == 0
    assert "line 3" in capsys.readouterr().out


def test_exceptions_are_explained_too(capsys: Out) -> None:
    assert main(["explain", "unused-exception"]) == 0
    assert "disclint: allow RULE" in capsys.readouterr().out


def test_an_unknown_rule_is_answered_with_the_nearest(capsys: Out) -> None:
    assert main(["explain", "garanteed-returns"]) == 2
    assert 'did you mean "guaranteed-returns"?' in capsys.readouterr().err


def test_rules_are_listed_as_configured(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text("rules: {guaranteed-returns: info, risk-free-claims: {off: why not}}\n")
    assert main(["rules", "list"]) == 0
    rows = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()}
    assert (rows["guaranteed-returns"], rows["risk-free-claims"], rows["misspelt-regulator"]) == (
        "info",
        "off",
        "error",
    )


HOUSE = """\
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
examples:
  pass: [{text: 'It stays where it is.'}]
  fail:
    - {text: 'It goes to the moon.', flags: ['to the moon']}
"""


def house(root: Path, text: str) -> Path:
    (root / "house").mkdir(exist_ok=True)
    (root / "house" / "pack.yaml").write_text("id: house\ntitle: House rules\n")
    (root / "house" / "no-moon.yaml").write_text(text)
    return root / "house"


def test_examples_that_hold_are_counted(here: Path, capsys: Out) -> None:
    house(here, HOUSE)
    assert main(["rules", "test", "--examples-only", "house"]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule: all come out right.\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("It stays where it is.", "Off to the moon.", "expected nothing, found error forbidden at 1:5 'to the moon'"),
        ("'It goes to the moon.'", "'It does not go to the moon.'", "expected a finding, found nothing"),
        ("flags: ['to the moon']", "flags: ['the moon']", "found 'to the moon', which is not expected"),
        (
            "flags: ['to the moon']",
            "flags: ['to the moon'], severity: warning",
            "expected severity warning, found error",
        ),
        ("flags: ['to the moon']", "flags: ['to the moon'], todo: true", "marked todo but comes out right"),
        ("  pass: [{text: 'It stays where it is.'}]\n", "", "no-moon: has no pass example"),
    ],
)
def test_examples_that_fail_say_what_was_expected(here: Path, capsys: Out, old: str, new: str, words: str) -> None:
    assert old in HOUSE
    house(here, HOUSE.replace(old, new))
    assert main(["rules", "test", "house"]) == 1
    assert words in capsys.readouterr().out


def test_an_honest_gap_must_keep_failing(here: Path, capsys: Out) -> None:
    house(here, HOUSE + "    - {text: 'It goes to that white disc.', flags: ['white disc'], todo: true}\n")
    assert main(["rules", "test", "--examples-only", "house"]) == 0
    assert capsys.readouterr().out == "3 examples of 1 rule: all come out right, 1 known gap.\n"


SITE_RULE = """\
id: no-moon
title: The site links to the record
basis: house
SWITCH
severity: warning
scope: site
when: {any: ['record'], bind: document}
require: {elements: {record-link: {label: links to the record, says: [{link: {host: check.org}}]}}}
examples:
  pass: [{text: 'Our [record](https://check.org).'}]
  fail: [{text: 'Our record.', missing: [record-link]}]
"""


@pytest.mark.parametrize("switch", ["stage: stable", "stage: 'off'"])
def test_rules_of_a_site_and_rules_that_are_off_are_tested_too(here: Path, capsys: Out, switch: str) -> None:
    house(here, SITE_RULE.replace("SWITCH", switch))
    assert main(["rules", "test", "house"]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule: all come out right.\n"


def test_examples_say_of_entities_what_a_configuration_does(here: Path, capsys: Out) -> None:
    known = "as: {entities: {broker-dealer: {legal_name: Elm LLC, aliases: [Elms], dbas: [Ulme], sipc_member: false}}}"
    examples = f"    - {{text: 'Ulme is up to the moon.', flags: [Ulme], {known}}}\n"
    rule = HOUSE.replace("says: ['to the moon']", "says: [{entity: broker-dealer, by: dba}]").replace(
        "    - {text: 'It goes to the moon.', flags: ['to the moon']}\n", examples
    )
    house(here, rule)
    assert main(["rules", "test", "house"]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule: all come out right.\n"


def test_a_bad_rule_is_a_problem(here: Path, capsys: Out) -> None:
    house(here, HOUSE.replace("severity", "severty"))
    assert main(["rules", "test", "house"]) == 2
    assert 'house/no-moon.yaml:4:1: problem: unknown key "severty"; did you mean "severity"?' in capsys.readouterr().err


@pytest.mark.parametrize("what", ["rule", "pack", "lexicon", "config"])
def test_schemas_are_valid(what: str, capsys: Out) -> None:
    assert main(["rules", "schema", "--for", what]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_profile_shows_how_patterns_are_found_and_what_rules_cost(here: Path, capsys: Out) -> None:
    assert main(["rules", "profile", "a.md"]) == 0
    out = capsys.readouterr().out
    assert "whole text" in out and "guaranteed-returns" in out
    assert "1 documents" in out and " ms" in out


def test_guards_are_listed(capsys: Out) -> None:
    assert main(["rules", "guards"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()][:2] == ["quoted", "enforcement"]


def test_init_writes_a_commented_configuration_that_is_valid(here: Path, capsys: Out) -> None:
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("wrote disclint.yaml, .disclint.schema.json and .disclint.register.schema.json\n")
    assert "A first run finds:" in out and "guaranteed-returns" in out
    text = (here / "disclint.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=.disclint.schema.json\n")
    assert json.loads((here / ".disclint.schema.json").read_text()) == schema()
    assert json.loads((here / ".disclint.register.schema.json").read_text()) == register_schema()
    assert read_yaml(text, "disclint.yaml").value() == {"jurisdictions": ["us"]}
    assert main(["check", "a.md"]) == 1


@pytest.mark.parametrize("types", [[], ["broker-dealer", "bank"]])
def test_every_setting_of_init_can_be_switched_on(here: Path, types: list[str]) -> None:
    main(["init", *(word for name in types for word in ("--as", name))])
    text = re.sub(r"^#(?! )|^#(?=  )", "", (here / "disclint.yaml").read_text(), flags=re.MULTILINE)
    value = read_yaml(text, "disclint.yaml").value()
    jsonschema.Draft202012Validator(schema()).validate(value)
    assert isinstance(value, dict)
    assert set(value) == {
        "firm",
        "jurisdictions",
        "packs",
        "rules",
        "claims",
        "documents",
        "disclosures",
        "site",
        "exclude",
        "baseline",
        "exceptions",
        "fail_on",
    }
    assert value["firm"]["types"] == (types or ["publisher"])  # type: ignore[index,call-overload]
    assert value["firm"]["entities"][0]["sipc_member"] is True  # type: ignore[index,call-overload]


def test_init_never_overwrites(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text("fail_on: info\n")
    assert main(["init"]) == 2
    assert (here / "disclint.yaml").read_text() == "fail_on: info\n"
    assert "is here already" in capsys.readouterr().err


def test_init_works_where_nothing_is_to_be_read(here: Path, capsys: Out) -> None:
    (here / "a.md").unlink()
    assert main(["init"]) == 0
    assert "There are no documents here yet" in capsys.readouterr().out


def test_every_command_is_shown_by_help(capsys: Out) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n  {name} " in out for name in COMMANDS)


def test_the_version_is_shown(capsys: Out) -> None:
    from disclint import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"disclint {__version__}\n"


def test_an_unknown_command_is_wrong_use(capsys: Out) -> None:
    assert main(["chek"]) == 2
    assert "chek" in capsys.readouterr().err
