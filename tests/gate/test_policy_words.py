"""What a change to a configuration does, in words: each key, loosened, changed or tightened."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint.config import Config
from disclint.configs import Configs
from disclint.configshape import CONFIG
from disclint.policywords import Pair, config_words

LOOSENED, TIGHTENED, CHANGED = True, False, None
Case = tuple[str, str, "bool | None", str]
CASES: list[Case] = [
    ("", "firm: {types: [bank]}", TIGHTENED, "firm.types: bank came in"),
    ("firm: {types: [bank, adviser]}", "firm: {types: [adviser]}", LOOSENED, "firm.types: bank removed"),
    ("firm: {name: A}", "firm: {name: B}", CHANGED, "firm.name is B (was A)"),
    ("firm: {values: {a: 1}}", "firm: {values: {a: 2}}", CHANGED, "firm.values changed"),
    (
        "firm: {entities: [{type: bank, legal_name: A}]}",
        "firm: {entities: [{type: affiliate, legal_name: A}]}",
        CHANGED,
        "firm.entities: type of A changed",
    ),
    ("jurisdictions: [us, uk]", "jurisdictions: [us]", LOOSENED, "jurisdictions: uk removed"),
    ("jurisdictions: [us]", "jurisdictions: [us, uk]", TIGHTENED, "jurisdictions: uk came in"),
    ("", "jurisdictions: [uk]", LOOSENED, "jurisdictions: us removed"),
    ("", "packs: [claims]", LOOSENED, "packs: only claims are loaded (were all of the jurisdictions)"),
    ("packs: [claims, us/core]", "packs: [claims]", LOOSENED, "packs: us/core removed"),
    ("packs: [claims]", "packs: [claims, ./house]", TIGHTENED, "packs: house came in"),
    (
        "packs: [claims, ./house]",
        "",
        LOOSENED,
        "packs: none is named, so those of the jurisdictions are loaded (were claims, house)",
    ),
    ("", "rules_as_of: 2026-01-01", LOOSENED, "rules_as_of is 2026-01-01 (was not said)"),
    ("rules_as_of: 2026-01-01", "rules_as_of: 2026-05-01", TIGHTENED, "rules_as_of is 2026-05-01 (was 2026-01-01)"),
    ("", "rules: {weasel-source: info}", LOOSENED, "weasel-source is info (was warning)"),
    ("", "rules: {weasel-source: error}", TIGHTENED, "weasel-source is error (was warning)"),
    ("rules: {weasel-source: info}", "", TIGHTENED, "weasel-source is warning (was info)"),
    ("", "rules: {weasel-source: {off: no use}}", LOOSENED, 'weasel-source is off ("no use") (was warning)'),
    (
        "rules: {unsourced-number: {classes: {error: [money]}}}",
        "rules: {unsourced-number: {classes: {info: [money]}}}",
        LOOSENED,
        "unsourced-number: money is info (was error)",
    ),
    (
        "",
        "rules: {unsourced-number: {classes: {off: [rank]}}}",
        LOOSENED,
        "unsourced-number: rank is off (was as the rule says)",
    ),
    ("claims: {policy: cited}", "claims: {policy: referenced}", LOOSENED, "claims.policy is referenced (was cited)"),
    ("", "claims: {policy: cited}", TIGHTENED, "claims.policy is cited (was attributed)"),
    ("claims: {own_data: deny}", "", LOOSENED, "claims.own_data is accept (was deny)"),
    ("", "claims: {anonymous: allow}", LOOSENED, "claims.anonymous is allow (was deny)"),
    ("", "claims: {market_data: deny}", TIGHTENED, "claims.market_data is deny (was accept_with_date)"),
    (
        "claims: {policies: {own: [link]}}",
        "claims: {policies: {own: [link, anonymous]}}",
        LOOSENED,
        "claims.policies.own: anonymous came in",
    ),
    ("", "claims: {non_claims: {names: [Fund 500]}}", LOOSENED, "claims.non_claims.names: Fund 500 came in"),
    ("", "claims: {register: figures.yaml}", LOOSENED, "claims.register: figures.yaml came in"),
    ("", "claims: {cases: [{documents: [blog], policy: cited}]}", CHANGED, "claims.cases changed"),
    (
        "documents: [{glob: a, audience: retail}]",
        "documents: [{glob: a, audience: professional}]",
        LOOSENED,
        "documents: audience of a is professional (was retail)",
    ),
    (
        "documents: [{glob: a, audience: professional}]",
        "",
        TIGHTENED,
        "documents: audience of a is not said (was professional)",
    ),
    ("", "documents: [{glob: a, type: blog}]", CHANGED, "documents: type of a is blog (was not said)"),
    (
        "documents: [{glob: a, type: blog}, {glob: b, type: note}]",
        "documents: [{glob: b, type: note}, {glob: a, type: blog}]",
        CHANGED,
        "documents: the entries stand in another order, and later ones win",
    ),
    ("disclosures: {a: One.}", "disclosures: {a: Two.}", CHANGED, 'disclosures: the text of "a" changed'),
    ("disclosures: {a: One.}", "", CHANGED, "disclosures: a removed"),
    ("", "site: none", CHANGED, "site.generator is none (was not said)"),
    ("site: {root: a}", "site: {root: b}", CHANGED, "site.root is b (was a)"),
    (
        "",
        "site: {providers: [{provides: not-advice, text: It is not investment advice.}]}",
        LOOSENED,
        "site.providers: a text that templates are said to print came in (for not-advice)",
    ),
    ("exclude: [a/]", "exclude: [a/, b/]", LOOSENED, "exclude: b/ came in"),
    ("exclude: [a/, '!a/b']", "exclude: [a/]", LOOSENED, "exclude: !a/b is gone"),
    ("exclude: [a/]", "", TIGHTENED, "exclude: a/ is gone"),
    ("exclude: [a/, b/]", "exclude: [b/, a/]", CHANGED, "exclude: the patterns stand in another order"),
    ("baseline: none", "", LOOSENED, "baseline: the nearest file (was none)"),
    ("", "baseline: none", TIGHTENED, "baseline: none (was the nearest file)"),
    ("exceptions: none", "exceptions: a.yaml", LOOSENED, "exceptions: a.yaml (was none)"),
    ("", "fail_on: never", LOOSENED, "fail_on is never (was error)"),
    ("fail_on: [error, undecided]", "fail_on: error", LOOSENED, "fail_on is error (was error,undecided)"),
    ("fail_on: error", "fail_on: info", TIGHTENED, "fail_on is info (was error)"),
]


@pytest.fixture
def configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "figures.yaml").write_text("# none\n")
    return tmp_path


def read(folder: Path, text: str) -> Config:
    path = folder / "disclint.yaml"
    path.write_text(text + "\n")
    configs = Configs()
    found = configs.extended(Config({}), str(path))
    assert not found.broken, configs.problems
    return found


@pytest.mark.parametrize(("old", "new", "loosens", "words"), CASES, ids=[c[3][:40] for c in CASES])
def test_each_change_is_said_and_weighed(configs: Path, old: str, new: str, loosens: bool | None, words: str) -> None:
    outer = Config({})
    pair = Pair(outer, read(configs, old), read(configs, new), lambda rule: "warning")
    assert (loosens, words) in list(config_words(pair))
    assert list(config_words(pair._replace(new=pair.old))) == []


def test_every_key_of_a_configuration_has_its_words() -> None:
    said = {case[i].partition(":")[0] for case in CASES for i in (0, 1)} - {""}
    assert said == set(CONFIG.keys)
