"""The house register: what a file may hold, and what its entries do for figures."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from disclint.cli import main
from disclint.configs import Configs
from disclint.engine import Engine
from disclint.facts import Approved, Facts, Sourcing
from disclint.formats import parse
from disclint.language.claims import policies
from disclint.model import Finding, Source
from disclint.registerfile import REGISTER, parse_register, schema
from disclint.ruleset.load import builtin_rules, load_packs
from disclint.ruleset.nodes import Faults, parse_yaml

Out = pytest.CaptureFixture[str]
ASSETS = Approved("$4.2 billion", "Annual report 2025, p. 12", "2026-01-31", "2026-06-30", ("assets", "total funds"))
CLIENTS = Approved("1,250 clients", "Count of 31 May")
SHIPPED = load_packs([builtin_rules()])
FULL = """\
# approved by the board
- figure: $4.2 billion
  about: [assets, total funds]
  source: Annual report 2025, p. 12
  date: 2026-01-31
  expires: 2026-06-30
- {figure: '1,250 clients', source: Count of 31 May}
"""
MISTAKES = [
    ("- {figure: $4.2 billion}", 'r.yaml:1:3: the key "source" is missing'),
    ("- {source: x}", 'r.yaml:1:3: the key "figure" is missing'),
    ("- {figure: 4.2, source: x}", "r.yaml:1:12: expected text, found the number 4.2; put it in quotes"),
    ("- {figure: 61%, source: x, expire: 2026-01-01}", 'r.yaml:1:28: unknown key "expire"; did you mean "expires"?'),
    (
        "- {figure: 61%, source: x, expires: 30 June}",
        'r.yaml:1:37: expected a date such as 2030-12-31, found "30 June"',
    ),
    ("{figure: 61%, source: x}", "r.yaml:1:1: expected a list, found keys and values; write it as [ … ]"),
]
MEANINGS = [
    ("- {figure: 61%, source: x, date: 2026-02-30}", "r.yaml:1:34: there is no such day: 2026-02-30"),
    (
        "- {figure: 61%, source: x, date: 2026-02-20, expires: 2026-02-10}",
        "r.yaml:1:55: the figure expires before its own date, 2026-02-20; exchange the two",
    ),
    (
        "- {figure: a lot, source: x}",
        'r.yaml:1:12: no figure is read in "a lot"; write it as the texts do, such as "$4.2 billion"',
    ),
    ("- {figure: 61% and $5, source: x}", 'r.yaml:1:12: "61% and $5" holds 2 figures; give each an entry of its own'),
    (
        '- {figure: "2025", source: x}',
        'r.yaml:1:12: "2025" is read as no figure (year); write it with its unit, such as "$4.2 billion"',
    ),
    (
        "- {figure: second-oldest, source: x}",
        'r.yaml:1:12: "second-oldest" (rank) has no worth to compare; write a number with its unit',
    ),
]


def check(text: str, *entries: Approved, today: str = "2026-06-01", policy: str = "") -> list[Finding]:
    rules = Engine(SHIPPED, select=("unsourced-number",))
    facts = Facts(sourcing=Sourcing(register=entries), today=today)
    return list(rules.check(parse(Source("x.md", text), "markdown"), facts).findings)


def evidence(text: str, *entries: Approved, today: str = "2026-06-01") -> list[tuple[str, list[object]]]:
    facts = Facts(sourcing=Sourcing(register=entries), today=today)
    rows = Engine(SHIPPED).inspect(parse(Source("x.md", text), "markdown"), facts)["quantities"]
    return [(row["text"], list(zip(row["evidence"], row["sources"], strict=True))) for row in rows]  # type: ignore


def test_a_register_is_read() -> None:
    assert parse_register(FULL, "r.yaml") == ((ASSETS, CLIENTS), ())
    assert parse_register("# none yet\n", "r.yaml") == ((), ())
    assert parse_register("- {figure: 61%, source: x, about: readers}", "r.yaml")[0][0].about == ("readers",)


@pytest.mark.parametrize(("text", "message"), [*MISTAKES, *MEANINGS])
def test_mistakes_are_named_with_their_place(text: str, message: str) -> None:
    entries, problems = parse_register(text, "r.yaml")
    assert entries == () and [str(p) for p in problems] == [message]


def test_the_schema_and_the_shape_agree() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    for text, wrong in [(FULL, False), *((text, True) for text, _ in MISTAKES)]:
        faults = Faults("x")
        node = parse_yaml(text, faults)
        assert node is not None
        REGISTER.check(node, faults)
        assert (bool(faults), validator.is_valid(node.value())) == (wrong, not wrong), text


@pytest.mark.parametrize(
    ("text", "sourced"),
    [
        ("The bank's assets were $4.2 billion.", True),
        ("The bank's assets were about 4,200 million dollars.", True),
        ("The bank's Total Funds were USD 4.2bn.", True),
        ("The bank lost $4.2 billion.", False),
        ("The bank's assets were €4.2 billion.", False),
        ("The bank's assets were $4.3 billion.", False),
        ("The bank's assets were $4.2 billion to $5 billion.", False),
        ("The bank's subassets were $4.2 billion.", False),
        ("The bank's assets fell. It lost $4.2 billion.", False),
        ("| Bank | $ |\n|---|---|\n| Assets | $4.2 billion |\n", True),
        ("| Bank | $ |\n|---|---|\n| Losses | $4.2 billion |\n| Assets | $9 billion |\n", False),
    ],
)
def test_an_entry_sources_the_same_figure_about_the_same_thing(text: str, sourced: bool) -> None:
    found = dict(evidence(text, ASSETS))
    assert (("register", "Annual report 2025, p. 12") in next(iter(found.values()))) is sourced


@pytest.mark.parametrize(
    ("figure", "text", "sourced"),
    [
        ("1,250 clients", "The bank and its shareholders serve 1,250 firms.", True),
        ("1,250", "The bank and its shareholders serve 1,250 firms.", True),
        ("2.5x", "The bank's revenue reached 2.5x that of its rivals.", True),
        ("2.5", "The bank's revenue reached 2.5x that of its rivals.", False),
        ("3-5%", "The bank's revenue will grow by between 3% and 5%.", True),
        ("3%", "The bank's revenue will grow by between 3% and 5%.", False),
        ("25 bps", "The bank's revenue margin rose by 25 basis points.", True),
        ("25%", "The bank's revenue margin rose by 25 basis points.", False),
        ("$65 billion (10 trillion yen)", "The bank's revenue is $65 billion.", True),
    ],
)
def test_what_makes_two_figures_the_same(figure: str, text: str, sourced: bool) -> None:
    assert any(("register", "x") in found for _, found in evidence(text, Approved(figure, "x"))) is sourced


def test_every_policy_takes_the_register() -> None:
    assert all("register" in words for words in policies().values())


def test_it_is_the_strongest_evidence_and_holds_for_a_restatement() -> None:
    text = "The bank's assets were $4.2 billion (€3.9 billion), [Reuters](https://www.reuters.com/x) wrote."
    assert [found[0] for _, found in evidence(text, ASSETS)] == [("register", "Annual report 2025, p. 12")] * 2


def test_an_entry_about_one_thing_does_not_answer_for_another_elsewhere() -> None:
    (found,) = check("The bank's assets were $4.2 billion. Its investors lost $4.2 billion.", ASSETS)
    assert found.position.column == 57
    assert found.looked_for[1] == (
        "register: $4.2 billion is there about assets, total funds, which the sentence does not name"
    )


def test_an_expired_entry_is_no_source_and_the_finding_says_so() -> None:
    text = "The bank's assets were $4.2 billion."
    assert check(text, ASSETS, today="2026-06-30") == check(text, ASSETS, today="") == []
    (found,) = check(text, ASSETS, CLIENTS, today="2026-07-01")
    assert found.message == (
        'Numeric claim without a source: "$4.2 billion" (money, USD 4.2e9); '
        "the register's entry expired on 2026-06-30: Annual report 2025, p. 12"
    )
    assert found.looked_for[1] == "register: the entry expired on 2026-06-30: Annual report 2025, p. 12"
    assert found.fix is not None and found.fix.startswith("renew the figure in the register, or add ")


def test_a_live_entry_or_another_source_makes_the_expired_one_no_matter() -> None:
    text = "The bank's assets were $4.2 billion."
    renewed = ASSETS._replace(source="Annual report 2026", expires="2027-06-30")
    assert check(text, ASSETS, renewed, today="2026-07-01") == []
    assert check(text[:-1] + ", according to Reuters.", ASSETS, today="2026-07-01") == []


def test_which_of_several_figures_has_expired_is_said() -> None:
    (found,) = check("The bank's assets rose 9% to $4.2 billion.", ASSETS, today="2026-07-01")
    assert "the register's entry for $4.2 billion expired on 2026-06-30" in found.message


def test_a_figure_that_the_register_lacks_is_told_so() -> None:
    (found,) = check("The bank's assets were $9 billion.", ASSETS, CLIENTS)
    assert found.looked_for[1] == "register: 2 entries, none is $9 billion"
    assert not any("register" in line for f in check("The bank's assets were $9 billion.") for line in f.looked_for)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "claims.yaml").write_text(FULL)
    (tmp_path / "disclint.yaml").write_text("claims: {register: house/claims.yaml}\n")
    (tmp_path / "a.md").write_text("The bank's assets were $4.2 billion. Profit fell 3%.\n")
    return tmp_path


def register(here: Path, name: str = "a.md") -> tuple[Approved, ...]:
    configs = Configs()
    found = configs.of(str(here / name)).sourcing.register
    assert not configs.problems
    return found


def test_the_configuration_names_registers_relative_to_itself(here: Path) -> None:
    (here / "more.yaml").write_text("- {figure: 61%, source: Survey}\n")
    (here / "sub").mkdir()
    assert register(here) == register(here) == register(here, "sub/b.md") == (ASSETS, CLIENTS)
    (here / "sub" / "disclint.yaml").write_text("claims: {register: [../more.yaml, ../house/claims.yaml]}\n")
    assert register(here, "sub/b.md") == (Approved("61%", "Survey"), ASSETS, CLIENTS)
    (here / "house" / "claims.yaml").write_text("- {figure: 62%, source: Survey}\n")
    assert register(here) == (Approved("62%", "Survey"),)


def test_pyproject_may_name_one_too(here: Path) -> None:
    (here / "disclint.yaml").unlink()
    (here / "pyproject.toml").write_text('[tool.disclint.claims]\nregister = "house/claims.yaml"\n')
    assert register(here) == (ASSETS, CLIENTS)


def test_a_broken_register_is_a_problem_once_and_nothing_is_judged_by_it(here: Path, capsys: Out) -> None:
    (here / "house" / "claims.yaml").write_text("- {figure: 61%}\n- {figure: some, source: x}\n")
    (here / "sub").mkdir()
    (here / "sub" / "b.md").write_text("Profit fell 3%.\n")
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        'house/claims.yaml:1:3: problem: the key "source" is missing',
        'house/claims.yaml:2:12: problem: no figure is read in "some"; write it as the texts do, such as "$4.2 billion"',
    ]
    assert out.startswith("No document was read")


def test_an_absent_register_is_told_where_it_is_named(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text("claims:\n  register: [house/claims.yaml, none.yaml]\n")
    assert main(["check"]) == 2
    assert capsys.readouterr().err == (
        "disclint.yaml:2:33: problem: claims: the register none.yaml cannot be read: No such file or directory\n"
    )


def test_expiry_goes_by_the_day_of_the_run(here: Path, capsys: Out) -> None:
    (here / "disclint.yaml").write_text("claims: {register: house/claims.yaml}\nrules_as_of: 2026-01-01\n")
    for day, found in (("2026-06-30", ["3%"]), ("2026-07-01", ["$4.2 billion", "3%"])):
        main(["check", "--select", "unsourced-number", "--as-of", day, "--format", "json"])
        messages = [f["message"] for f in json.loads(capsys.readouterr().out)["findings"]]
        assert [m.split('"')[1] for m in messages] == found
    main(["check", "--select", "unsourced-number"])
    assert "entry expired on 2026-06-30" in capsys.readouterr().out  # today is later than that


def test_inspect_shows_where_a_figure_comes_from(here: Path, capsys: Out) -> None:
    main(["inspect", "--as-of", "2026-06-01", "a.md"])
    assert "1  money, USD 4.2 billion: sourced by register (Annual report 2025, p. 12)\n" in capsys.readouterr().out
    main(["inspect", "--as-of", "2026-07-01", "a.md"])
    assert "register: the entry expired on 2026-06-30: Annual" in " ".join(capsys.readouterr().out.split())
