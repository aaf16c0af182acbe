"""Folders of rules become one rule set, the same whether compiled or parsed; caches are never trusted and never in the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.model import SEVERITIES, DisclintError
from disclint.ruleset import compiled, words
from disclint.ruleset.codec import from_json, to_json
from disclint.ruleset.compiled import load_data
from disclint.ruleset.examples import load_examples
from disclint.ruleset.load import RuleSet, builtin_rules, load_packs
from disclint.ruleset.nodes import read_yaml
from disclint.ruleset.packing import compile_rules
from disclint.ruleset.rule import Guard, LexiconMatch, Near, QuantityMatch, Require, SourceCheck, Verbatim

House = Callable[..., RuleSet]
SOURCE = Path(compiled.__file__).resolve().parents[2]
LANGUAGE = Path(__file__).parent / "language"
RULE = "id: {id}\ntitle: T\nforbid: {{says: [{{lexicon: upside}}, '{{upside}} abc']}}\n"


def test_the_built_in_rules_load_without_a_problem() -> None:
    found = load_packs([builtin_rules()])
    assert found.problems == ()
    assert len(found.rules) >= 16
    assert "securities" in found.lexicons
    for pack in found.packs:
        assert pack.path.endswith(f"rules/{pack.id}"), "packs are named by their folders"


def test_a_loaded_pack_says_all_that_its_file_says() -> None:
    (pack,) = load_packs([LANGUAGE]).packs
    assert (pack.id, pack.title, pack.description) == ("language", "Rules that use the whole language", "D")
    assert (pack.jurisdictions, pack.binds) == (("US",), ("broker-dealers", "transfer agents"))
    assert (pack.status, pack.reviewed) == ("under-review", "2026-11-27")


def test_a_pack_that_says_little_is_in_force_and_was_never_reviewed(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: a\ntitle: A\nbinds: everybody\n")
    (pack,) = load_packs([tmp_path]).packs
    assert (pack.binds, pack.status, pack.reviewed) == (("everybody",), "in-force", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("status: old", "under-review"),
        ("reviewed: last summer", "a date such as 2025-01-31"),
        ("bind: [banks]", "binds"),
    ],
)
def test_a_packs_keys_are_judged_with_their_place(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "pack.yaml").write_text(f"id: a\ntitle: A\n{line}\n")
    (problem,) = load_packs([tmp_path]).problems
    assert problem.line == 3 and said in problem.message


def test_a_loaded_rule_says_all_that_its_file_says() -> None:
    rules = {rule.kind: rule for rule in load_packs([LANGUAGE]).rules}
    require = rules["require"].requirement
    assert isinstance(require, Require)
    assert require.place == ("top", "near:3 sentences", "near:section")
    assert [element.name for element in require.elements] == ["aa", "bb"]
    assert require.elements[0].suggest == (("SPIC", "SIPC"),)
    assert isinstance(require.elements[1].says_not[0], Near)
    assert require.elements[1].says_not[0].within == ("words", 10)
    verbatim = rules["verbatim"].requirement
    assert isinstance(verbatim, Verbatim)
    assert verbatim.texts[0].applies == {"channel": ("social",)}
    assert verbatim.slots[0].equals == "firm.cfd_loss_pct"
    rule = rules["source"]
    assert rule.requirement == SourceCheck(
        "figures", "attributed", {"money": "warning", "percent": "warning", "rank": "info"}
    )
    assert rule.severity_if[0] == (None, (("state", ("missing",)), ("firm", ("bank",)), ("document", ("blog",))))
    assert ("field:level", ("1", "two", "2.5")) in rule.severity_if[1].conditions
    assert rule.applies == {
        "firm": ("bank",),
        "document": ("article", "blog"),
        "audience": ("retail",),
        "channel": ("web",),
    }
    assert rule.when is not None and rule.when.bind == "document"
    assert QuantityMatch(("percent", "money"), ("performance",)) in rule.when.any
    forbid = rules["forbid"].requirement
    assert forbid.unless[:2] == (Guard("quoted"), Guard(matcher=LexiconMatch("upside"), within="block"))


def test_the_guards_of_the_schema_are_those_that_exist() -> None:
    from disclint.kinds.guards import GUARDS as IMPLEMENTED

    assert set(IMPLEMENTED) == set(words.GUARDS)


def test_the_kinds_and_policies_of_the_schema_are_those_that_exist() -> None:
    from disclint.kinds import KINDS as IMPLEMENTED
    from disclint.kinds import checker
    from disclint.language.claims import policies

    assert list(IMPLEMENTED) == list(words.KINDS) and all(map(checker, words.KINDS))
    assert set(policies()) == set(words.POLICIES)
    assert set(words.SEVERITIES) == set(SEVERITIES)


def test_a_rule_survives_the_way_through_json() -> None:
    rules = [*load_packs([LANGUAGE]).rules, *load_packs([builtin_rules()]).rules]
    for rule in rules:
        assert from_json(json.loads(json.dumps(to_json(rule)))) == rule
    for broken in (None, [], {}, {"Rule": []}, {"Rule": ["x"]}, {"Lexicon": ["x", []]}, "Rule"):
        with pytest.raises((ValueError, TypeError)):
            from_json(broken)


def parsed_and_compiled(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[RuleSet, RuleSet]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    first = load_packs([folder])
    assert list(cache.rglob("*.json"))
    return first, load_packs([folder])


def test_compiled_rules_equal_parsed_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = parsed_and_compiled(LANGUAGE, tmp_path, monkeypatch)
    assert first == second


def test_a_changed_rule_or_lexicon_is_seen_at_once(house: House) -> None:
    assert "profits?" in house(x=RULE.format(id="x")).rules[0].requirement.says[1].regex
    changed = house(x=RULE.format(id="x"), lexicons__upside="terms: [gains]\n")
    assert changed.rules[0].requirement.says[1].regex == "(?:gains) abc"
    assert house(x=RULE.format(id="y"), y=RULE.format(id="y")).rules[0].id == "y"


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b"{}", b'{"key": "x"}', b"\xff\xfe", b"[" * 100_000, None],
    ids=lambda damage: repr(damage)[:16],
)
def test_a_damaged_cache_is_made_anew(damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "pack.yaml").write_text("id: house\ntitle: House\n")
    (folder / "x.yaml").write_text("id: x\ntitle: T\nforbid: {says: [abc]}\n")
    first, _ = parsed_and_compiled(folder, tmp_path / "cache", monkeypatch)
    for file in (tmp_path / "cache").rglob("*.json"):
        key = file.stem
        content = {"key": key, "rules": [{"Rule": ["x"]}], "pack": 7, "lexicons": {"a": 1}, "definitions": [1]}
        file.write_bytes(damage if damage is not None else json.dumps(content).encode())
    assert load_packs([folder]) == first
    assert load_packs([folder]) == first


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_packs([LANGUAGE]).problems == ()


def test_the_cache_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for number in range(compiled.MOST_KEPT + 5):
        compiled.keep(f"{number:064}", {"value": number})
    assert len(list((tmp_path / "disclint" / "compiled").iterdir())) == compiled.MOST_KEPT


def test_an_edited_working_copy_keeps_files_of_its_own(tmp_path: Path) -> None:
    """Also where an edit leaves the size of every module as it was."""
    copy = tmp_path / "source"
    shutil.copytree(SOURCE / "disclint", copy / "disclint", ignore=shutil.ignore_patterns("__pycache__"))
    data = tmp_path / "data.yaml"
    data.write_text("[a]\n")
    script = "import sys; from pathlib import Path; from disclint.ruleset.compiled import load_data; load_data(Path(sys.argv[1]))"
    modules_after(script, str(data), cache=tmp_path, source=copy)
    assert "yaml" not in modules_after(script, str(data), cache=tmp_path, source=copy)
    module = copy / "disclint" / "ruleset" / "nodes.py"
    os.utime(module, ns=(0, module.stat().st_mtime_ns - 10**9))
    assert "yaml" in modules_after(script, str(data), cache=tmp_path, source=copy)


def test_nothing_is_written_beside_the_rules(house: House, tmp_path: Path) -> None:
    house(x="id: x\ntitle: T\nforbid: {says: [abc]}\n")
    assert [p for p in (tmp_path / "house").rglob("*") if p.is_file() and p.suffix != ".yaml"] == []


def modules_after(script: str, *args: str, cache: Path, source: Path = SOURCE) -> set[str]:
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(cache),
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", script + "\nprint(*sys.modules)", *args], capture_output=True, text=True, env=environment
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


LOAD = """
import sys
from pathlib import Path
from disclint.ruleset.compiled import load_data
from disclint.ruleset.load import load_packs
found = load_packs([Path(sys.argv[1])])
assert not found.problems and len(found.rules) == int(sys.argv[3]), found.problems
assert load_data(Path(sys.argv[2]))
"""
SLOW_MODULES = {
    "yaml",
    "regex",
    "difflib",
    "dataclasses",
    "hashlib",
    "datetime",
    "disclint.ruleset.nodes",
    "disclint.ruleset.shape",
}


def test_with_a_warm_cache_neither_yaml_nor_the_validator_is_imported(tmp_path: Path) -> None:
    data = LANGUAGE / "lexicons" / "upside.yaml"
    cold = modules_after(LOAD, str(LANGUAGE), str(data), "5", cache=tmp_path)
    warm = modules_after(LOAD, str(LANGUAGE), str(data), "5", cache=tmp_path)
    assert cold >= {"yaml", "disclint.ruleset.nodes"}
    assert warm & SLOW_MODULES == set()


def test_what_the_wheel_carries_is_found_beside_the_yaml(tmp_path: Path) -> None:
    import shutil

    package = tmp_path / "site"
    shutil.copytree(SOURCE / "disclint", package / "disclint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(builtin_rules(), package / "disclint" / "rules")
    problems: list[object] = []
    for path, value in compile_rules(str(builtin_rules()), problems).items():
        inside = package / "disclint" / "rules" / Path(path).relative_to(builtin_rules())
        compiled.write(str(inside), value)
    assert problems == []
    data = LANGUAGE / "lexicons" / "upside.yaml"
    compiled.write(str(package / "disclint" / "upside.json"), compiled.compile_data(data))
    own = shutil.copy(data, package / "disclint")
    rules = str(package / "disclint" / "rules")
    number = str(len(load_packs([builtin_rules()]).rules))
    (tmp_path / "file").write_text("no folder for a cache")
    found = modules_after(LOAD, rules, str(own), number, cache=tmp_path / "file", source=package)
    assert found & SLOW_MODULES == set()


def test_data_is_the_value_of_its_yaml_however_often_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "data.yaml"
    for text in ("a: [off, 1, é]\n", "a: [off, 2, é]\n"):
        path.write_text(text, encoding="utf-8")
        assert load_data(path) == load_data(path) == read_yaml(text, "").value()
    # a stale file beside it is not used
    (tmp_path / "data.json").write_text('{"key": "old", "value": 1}')
    assert load_data(path) == {"a": ["off", 2, "é"]}


@pytest.mark.parametrize(
    "content, message",
    [
        (b"a: [1\n", "data.yaml:2:1: a comma or the closing bracket is missing"),
        (b"a: \xff\n", "data.yaml:1:1: not UTF-8; save the file as UTF-8"),
        (None, "data.yaml: cannot be read: No such file or directory"),
    ],
)
def test_data_that_cannot_be_read_is_refused_with_its_place(
    content: bytes | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("data.yaml").write_bytes(content)
    with pytest.raises(DisclintError) as error:
        load_data(Path("data.yaml"))
    assert str(error.value.problem) == message


def test_folders_that_hold_no_pack_and_rules_outside_of_one_are_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "a/inside", "b"):
        Path(name).mkdir(parents=True)
    Path("a/stray.yaml").write_text("id: stray\n")
    Path("a/inside/pack.yaml").write_text("id: inside\ntitle: T\n")
    Path("a/inside/old.yml").write_text("id: old\n")
    Path("b/pack.yaml").write_text("id: inside\ntitle: T\n")
    found = load_packs([Path("empty"), Path("nowhere"), Path("a"), Path("a/inside"), Path("b")])
    assert [str(problem) for problem in found.problems] == [
        "a/inside/old.yml: rules, packs and lexicons are named .yaml, not .yml",
        "a/stray.yaml: this rule belongs to no pack: its folder has no pack.yaml",
        'b/pack.yaml: the pack "inside" is there already: a/inside',
        "empty: the folder holds no pack: there is no pack.yaml in it or below it",
        "nowhere: there is no such folder of rules",
    ]
    assert [pack.path for pack in found.packs] == ["a/inside", "b"]


def test_a_house_lexicon_may_not_take_a_built_in_name(house: House) -> None:
    found = house(x="id: x\ntitle: T\nforbid: {says: [abc]}\n", lexicons__securities="terms: [abc]\n")
    assert len(found.problems) == 1
    assert str(found.problems[0]).startswith(
        'house/lexicons/securities.yaml: the lexicon "securities" is there already: '
    )
    assert found.lexicons["upside"].terms == ("returns?", "profits?")


def test_house_rules_use_built_in_lexicons(house: House) -> None:
    assert house(x="id: x\ntitle: T\nforbid: {says: [{lexicon: securities, distinct: 2}]}\n").problems == ()


def test_examples_are_read_with_their_files_facts_and_lines(house: House, tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "page.html").write_text("<p>abc</p>\n", encoding="utf-8")
    found = house(
        x="id: x\ntitle: T\nforbid: {says: [abc]}\nexamples:\n"
        "  pass:\n    - {text: ' ab\\n', as: {firm: bank, entities: {bank: [A Bank, AB]}, values: {firm.name: A}}}\n"
        "  fail:\n    - {file: page.html, flags: abc, todo: true, severity: info}\n"
        "    - {text: 'a **bc** d', flags: [bc d], format: txt}\n"
    )
    assert found.problems == ()
    passing, whole, failing = load_examples(found.rules[0])
    assert (passing.verdict, passing.text, passing.line) == ("pass", " ab\\n", 6)
    assert passing.facts == {"firm": ("bank",), "entity:bank": ("A Bank", "AB"), "value:firm.name": ("A",)}
    assert (whole.text, whole.format, whole.file) == ("<p>abc</p>\n", "html", "house/page.html")
    assert (whole.flags, whole.todo, whole.severity, whole.line) == (("abc",), True, "info", 8)
    assert (failing.format, failing.flags, failing.line) == ("txt", ("bc d",), 9)


def test_a_built_in_rule_owes_its_readers_more_than_a_house_rule() -> None:
    from disclint.ruleset.files import File
    from disclint.ruleset.parsing import parse_pack

    file = File("rules/us/x.yaml", b"id: x\ntitle: T\nbasis: statute\nforbid: {says: [abc]}\n")
    assert parse_pack("rules/us", [file], {}, builtin=False).problems == ()
    assert [problem.message for problem in parse_pack("rules/us", [file], {}, builtin=True).problems] == [
        'a built-in rule needs the key "why"',
        'a built-in rule needs the key "message"',
        'a rule that rests on a statute cites it: the key "authority" is missing',
        'a built-in rule needs at least one example that should pass ("examples: pass:")',
        'a built-in rule needs at least one example that should fail ("examples: fail:")',
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_of_rules_that_cannot_be_read_is_a_problem(house: House, tmp_path: Path) -> None:
    closed = tmp_path / "house" / "more"
    closed.mkdir(parents=True)
    closed.chmod(0)
    try:
        assert [p.message for p in house(x="id: x\ntitle: T\nforbid: {says: [abc]}\n").problems] == [
            "cannot be read: Permission denied"
        ]
    finally:
        closed.chmod(0o755)


def test_only_a_statement_can_be_made_once_for_a_whole_site(house: House) -> None:
    rule = "id: a\ntitle: A\nbasis: house\nscope: site\nforbid: {says: ['x y']}\n"
    assert [str(p).split("house/")[1] for p in house(a=rule).problems] == [
        'a.yaml:4:8: only a rule of the kind "require" can be satisfied by a whole site once; leave "scope" out'
    ]


def test_a_message_names_only_what_is_filled_in(house: House) -> None:
    head = "id: a\ntitle: A\nbasis: house\n"
    rule = head + "forbid: {says: ['x y']}\nmessage: 'It says {phrasse} of {adviser} and {firm.name}.'\n"
    assert [str(p).split("house/")[1] for p in house(a=rule).problems] == [
        'a.yaml:5:10: the message has "{phrasse}", which nothing fills in; did you mean "phrase"?'
    ]
