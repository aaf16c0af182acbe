"""Configuration: what it says of a document, nested files, and mistakes with their places."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from disclint.config import Config
from disclint.configs import Configs
from disclint.configshape import CONFIG, schema
from disclint.facts import Entity, RuleSetting, Sourcing, SourcingCase
from disclint.ruleset.nodes import Faults, parse_yaml

FULL = """\
firm:
  name: Harbor Lane
  types: [broker-dealer, publisher]
  entities:
    - {type: broker-dealer, legal_name: Harbor Lane Securities LLC, aliases: [HLS], dbas: [Harbor Lane Markets],
       sipc_member: true}
    - {type: adviser, legal_name: Harbor Lane Advisers Inc.}
  values: {cfd_loss_pct: 74}
jurisdictions: us
packs: [us/core, ./house]
rules:
  one-rule: info
  two-rule: {severity: error, classes: {error: money, 'off': [rank, vague]}}
  three-rule: {off: no bank in the group}
claims:
  policy: cited
  own_data: require_method
  policies: {strict: [link, register]}
  non_claims: {names: Fund 500, product-name: ['Model *', Route 66 ETF]}
  cases: [{classes: money, policy: strict}, {documents: [newsletter], anonymous: warn, market_data: deny}]
rules_as_of: 2026-06-30
documents:
  - {glob: 'news/**', type: article, audience: retail}
  - {glob: '*.html', channel: web}
  - {field: layout, is: letter, type: newsletter}
  - {glob: adv/, entity: Harbor Lane Advisers Inc.}
disclosures: {standard: This is for information only.}
site: none
exclude: [archive/, '!archive/new.md']
fail_on: [warning, undecided]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(root: Path, **files: str) -> Configs:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_yaml", ".yaml").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Configs()


def config(root: Path, text: str) -> Config:
    configs = written(root, disclint_yaml=text)
    found = configs.of(str(root / "a.md"))
    assert not configs.problems
    return found


def problems(root: Path, text: str, name: str = "disclint.yaml") -> list[str]:
    (root / name).write_text(text)
    configs = Configs()
    assert configs.of(str(root / "a.md")).broken
    return [str(p) for p in configs.problems]


def test_every_key_is_understood(here: Path) -> None:
    found = config(here, FULL)
    assert found.firm == ("broker-dealer", "publisher")
    assert found.entities[0] == Entity(
        "broker-dealer", "Harbor Lane Securities LLC", ("HLS",), ("Harbor Lane Markets",), (), True
    )
    assert found.settings == {
        "one-rule": RuleSetting("info"),
        "two-rule": RuleSetting("error", {"money": "error", "rank": "off", "vague": "off"}),
        "three-rule": RuleSetting(off="no bank in the group"),
    }
    assert found.sourcing == Sourcing(
        policies={"strict": ("link", "register")},
        cases=(
            SourcingCase(policy="cited", own_data="require_method"),
            SourcingCase(classes=("money",), policy="strict"),
            SourcingCase(documents=("newsletter",), anonymous="warn", market_data="deny"),
        ),
        non_claims={"names": ("Fund 500",), "product-name": ("Model *", "Route 66 ETF")},
    )
    assert found.packs == ("us/core", str(here / "house"))
    assert (found.rules_as_of, found.fail_on, found.jurisdictions) == ("2026-06-30", "warning,undecided", ("us",))
    facts = found.facts(str(here / "a.md"), {})
    assert facts.values == {
        "firm.name": "Harbor Lane",
        "firm.cfd_loss_pct": "74",
        "disclosures.standard": "This is for information only.",
    }
    assert found.site == "none"


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("news/a.md", {}, ("article", "retail", "")),
        ("news/deep/b.html", {}, ("article", "retail", "web")),
        ("news/a.md", {"layout": "letter"}, ("newsletter", "retail", "")),
        ("other.md", {"layout": "Letter"}, ("newsletter", "", "")),
        ("other.md", {"layout": "page"}, ("", "", "")),
        ("other.md", {"type": "Press Release", "audience": "institutional"}, ("press-release", "institutional", "")),
        ("other.md", {"type": "post"}, ("blog", "", "")),
        ("other.md", {"type": "something", "content_type": "note"}, ("note", "", "")),
        ("news/a.md", {"type": "note", "audience": "institutional"}, ("article", "retail", "")),
    ],
)
def test_documents_are_known_by_path_and_front_matter(
    here: Path, path: str, front: dict[str, object], expected: tuple[str, str, str]
) -> None:
    facts = config(here, FULL).facts(str(here / path), front)
    assert (facts.document, facts.audience, facts.channel) == expected


def test_the_speaking_entity_decides_the_firm(here: Path) -> None:
    facts = config(here, FULL).facts(str(here / "adv/x.md"), {})
    assert facts.firm == ("adviser",)
    assert [e.type for e in facts.entities] == ["adviser", "broker-dealer"]
    assert facts.values["firm.name"] == "Harbor Lane Advisers Inc."


def test_a_company_that_is_two_things_speaks_as_both_and_an_affiliate_as_none(here: Path) -> None:
    text = """\
firm:
  entities:
    - {type: broker-dealer, legal_name: Elm LLC, finra_member: true}
    - {type: adviser, legal_name: Elm LLC}
    - {type: affiliate, legal_name: Elm Digital Inc.}
documents: [{glob: elm/, entity: Elm LLC}, {glob: digital/, entity: Elm Digital Inc.}]
"""
    found = config(here, text)
    assert found.firm == ("broker-dealer", "adviser")
    assert [e.finra_member for e in found.entities] == [True, None, None]
    assert found.facts(str(here / "elm/x.md"), {}).firm == ("broker-dealer", "adviser")
    assert found.facts(str(here / "digital/x.md"), {}).firm == ()


def test_a_firm_on_trial_replaces_the_configured_one(here: Path) -> None:
    assert config(here, FULL).facts(str(here / "a.md"), {}, firm=("bank",)).firm == ("bank",)


def test_types_follow_from_entities(here: Path) -> None:
    text = "firm: {entities: [{type: bank, legal_name: First Harbor Bank}]}\n"
    assert config(here, text).facts(str(here / "a.md"), {}).firm == ("bank",)


@pytest.mark.parametrize(
    ("front", "draft"),
    [
        ({"draft": True}, True),
        ({"draft": "true"}, True),
        ({"published": False}, True),
        ({"date": "2026-07-02"}, True),
        ({"date": datetime.date(2026, 7, 2)}, True),
        ({"date": "2026-07-02T09:00:00Z"}, True),
        ({"date": "2026-07-01"}, False),
        ({"date": "July 2026"}, False),
        ({"draft": False}, False),
        ({}, False),
    ],
)
def test_drafts_say_so_or_are_dated_later(here: Path, front: dict[str, object], draft: bool) -> None:
    assert config(here, "").facts(str(here / "a.md"), front, as_of="2026-07-01").draft is draft


def test_language_comes_from_front_matter(here: Path) -> None:
    assert config(here, "").facts(str(here / "a.md"), {"lang": "de"}).language == "de"


def test_a_nested_file_extends_its_parent(here: Path) -> None:
    configs = written(
        here,
        disclint_yaml="firm: {types: [bank]}\nrules: {one: error, two: info}\n"
        "exclude: [old/, '*.tmp.md']\nfail_on: warning\n",
        blog__disclint_yaml="rules: {two: {off: not here}}\nexclude: ['!keep.tmp.md']\nfirm: {types: [publisher]}\n",
    )
    top, blog = configs.of(str(here / "a.md")), configs.of(str(here / "blog" / "deep" / "a.md"))
    assert top.settings == {"one": RuleSetting("error"), "two": RuleSetting("info")}
    assert blog.settings == {"one": RuleSetting("error"), "two": RuleSetting(off="not here")}
    assert (top.firm, blog.firm, blog.fail_on) == (("bank",), ("publisher",), "warning")
    out = [
        configs.excluded(str(here / p)) for p in ("old/a.md", "x.tmp.md", "blog/x.tmp.md", "blog/keep.tmp.md", "b.md")
    ]
    assert out == [True, True, True, False, False]


def test_the_root_of_the_repository_ends_the_search(here: Path) -> None:
    configs = written(here, disclint_yaml="fail_on: never\n")
    inner = here / "inner"
    (inner / ".git").mkdir(parents=True)
    assert configs.of(str(inner / "a.md")).fail_on == ""


def test_a_named_file_stands_alone(here: Path) -> None:
    written(here, disclint_yaml="fail_on: never\n", other__house_yaml="fail_on: info\n")
    configs = Configs(str(here / "other" / "house.yaml"))
    assert configs.of(str(here / "a.md")).fail_on == "info"


def test_pyproject_holds_a_configuration(here: Path) -> None:
    (here / "pyproject.toml").write_text(
        '[tool.disclint]\nfail_on = "info"\nrules_as_of = 2026-06-30\n[tool.disclint.rules]\nx = "info"\n'
    )
    found = Configs().of(str(here / "a.md"))
    assert (found.fail_on, found.rules_as_of) == ("info", "2026-06-30")
    place = found.places["rule x"]
    assert (place.path, place.line, place.column) == ("pyproject.toml", 5, 1)


def test_a_pyproject_without_our_table_is_none_of_our_business(here: Path) -> None:
    (here / "pyproject.toml").write_text('[project]\ndependencies = ["disclint"]\n')
    configs = written(here, disclint_yaml="fail_on: info\n")
    assert configs.of(str(here / "a.md")).fail_on == "info"
    assert not configs.problems


def test_two_configurations_in_one_folder_are_refused(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.disclint]\nfail_on = 'info'\n")
    assert problems(here, "fail_on: info\n") == [
        "pyproject.toml:1:1: [tool.disclint] stands beside disclint.yaml; keep one of them"
    ]


MISTAKES = [
    (
        "claims: {policy: cite}\n",
        'disclint.yaml:1:18: there is no policy "cite"; did you mean "cited"?',
    ),
    (
        "claims: {non_claims: {names: [Fund]}}\n",
        'disclint.yaml:1:31: there is no number in "Fund"; write the name with its number, or with * for any number',
    ),
    (
        "claims: {non_claims: {names: '*'}}\n",
        'disclint.yaml:1:30: "*" stands for the number behind a name, such as "Model *", found "*"',
    ),
    (
        "claims: {non_claims: {names: [Model * Pro]}}\n",
        'disclint.yaml:1:31: "*" stands for the number behind a name, such as "Model *", found "Model * Pro"',
    ),
    (
        "claims: {non_claims: {Names: [Fund 500]}}\n",
        'disclint.yaml:1:23: the name "Names" should be small letters, digits and hyphens',
    ),
    ("claims: {non_claims: {}}\n", "disclint.yaml:1:22: nothing stands in here"),
    (
        "rules: {unsourced-number: {policy: cited}}\n",
        'disclint.yaml:1:28: unknown key "policy"; it belongs under "claims"',
    ),
    ("firms: {types: [bank]}", 'disclint.yaml:1:1: unknown key "firms"; did you mean "firm"?'),
    ("firm: {type: [bank]}", 'disclint.yaml:1:8: unknown key "type"; did you mean "types"?'),
    (
        "firm: {types: [banc]}",
        "disclint.yaml:1:16: expected one of broker-dealer, adviser, publisher, bank, futures, issuer, municipal,"
        ' found "banc"; did you mean "bank"?',
    ),
    (
        "rules: {x: off}",
        'disclint.yaml:1:12: a rule is switched off with a reason: {off: "why it does not apply here"}',
    ),
    (
        "rules: {x: warn}",
        'disclint.yaml:1:12: expected one of error, warning, info, found "warn"; did you mean "warning"?',
    ),
    ("rules_as_of: 2026-02-30", "disclint.yaml:1:14: there is no such day: 2026-02-30"),
    ("documents: [{type: note}]", "disclint.yaml:1:13: at least one of the keys glob, field is needed"),
    ("documents: [{glob: x, is: y}]", 'disclint.yaml:1:23: "is" needs the key "field" beside it: whose value?'),
    (
        "documents: [{glob: x, entity: Nobody}]",
        'disclint.yaml:1:12: documents: no entity of the firm is called "Nobody"',
    ),
    ("exclude: [a\n", "disclint.yaml:2:1: a comma or the closing bracket is missing"),
    ("- a", "disclint.yaml:1:1: expected keys and values (firm, jurisdictions, packs, rules, …), found a list"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_are_named_with_their_place(here: Path, text: str, message: str) -> None:
    (here / "disclint.yaml").write_text(text)
    configs = Configs()
    configs.of(str(here / "a.md"))
    assert [str(p) for p in configs.problems] == [message]


def test_all_mistakes_are_named_at_once(here: Path) -> None:
    assert len(problems(here, "firms: 1\nfail: error\nrules: {x: off}\n")) == 3


def test_mistakes_in_toml_have_the_place_of_their_line(here: Path) -> None:
    [message] = problems(here, '[tool.disclint]\n\n  fail_on = "eror"\n', "pyproject.toml")
    assert message.startswith("pyproject.toml:3:3: expected one of error, warning, info, undecided, never, found")
    assert problems(here, "[tool.disclint\n", "pyproject.toml")[0].startswith("pyproject.toml:1:15: not valid TOML")


def test_an_empty_file_is_a_configuration(here: Path) -> None:
    assert config(here, "# nothing yet\n").values == {}


def test_the_schema_and_the_validator_agree(here: Path) -> None:
    import yaml

    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    meaning = ("no such day", "no policy", "no number in", "stands for the number", "whose value", "Nobody", "comma")
    for text, message in [(FULL, ""), *MISTAKES]:
        if any(word in message for word in meaning):
            continue
        faults = Faults("x")
        node = parse_yaml(text, faults)
        assert node is not None
        CONFIG.check(node, faults)
        assert bool(faults) is bool(message), text
        assert validator.is_valid(node.value()) is not bool(message), text
    assert yaml.safe_load(FULL)["firm"]["name"] == "Harbor Lane"


def test_without_configuration_nothing_heavy_is_imported(here: Path) -> None:
    code = (
        "import sys; from disclint.configs import Configs; c = Configs(); c.of('/x/a.md'); c.excluded('/x/a.md');"
        "print([m for m in ('yaml', 'pathspec', 'dataclasses', 'tomllib', 'jsonschema') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
