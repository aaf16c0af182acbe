"""`check --record FILE`: what was judged, by which rules, and what came out; the same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from disclint.report.recordschema import schema

from .conftest import BAD, Repository

DOC = Path(__file__).resolve().parents[2] / "docs" / "wire-format.md"
CLEAN = "# Bonds\n\nSavers buy stocks and mutual funds. This is not investment advice, and it is not an offer to sell them.\n"
FOOT = "<p>This is not investment advice, and it is not an offer to buy or sell any security.</p>"


def record(here: Repository, *arguments: str) -> dict[str, Any]:
    path = here.folder.parent / "record.json"
    here.run("check", "--record", str(path), *arguments)
    value: dict[str, Any] = json.loads(path.read_text())
    return value


def of(value: dict[str, Any], path: str) -> dict[str, Any]:
    [found] = [d for d in value["documents"] if d["path"] == path]
    return dict(found)


def test_a_document_without_findings_is_recorded_too(here: Repository) -> None:
    here.write("posts/clean.md", CLEAN)
    value = record(here, "posts")
    clean = of(value, "posts/clean.md")
    assert clean["sha256"] == hashlib.sha256(CLEAN.encode()).hexdigest()
    assert clean["findings"] == clean["excepted"] == clean["undecided"] == clean["problems"] == []
    assert clean["applied"]["us-no-advice-no-offer"] == "its trigger stands in the text"
    assert clean["applied"]["guaranteed-returns"] == "a rule of the kind forbid needs no trigger"
    assert clean["not_applied"]["sec-17b-paid-promotion"] == "nothing in the text triggers it"
    [said] = [s for s in clean["statements"] if s["element"] == "not-advice"]
    assert (said["outcome"], said["owed"], said["path"], said["line"]) == ("said", True, "posts/clean.md", 3)
    assert CLEAN.splitlines()[2][said["column"] - 1 :].startswith("investment advice")


def test_every_rule_either_applied_or_did_not_with_a_reason(here: Repository) -> None:
    here.edit("disclint.yaml", "rules:", "rules:\n  weasel-source: {off: no use}\n  no-moon: info")
    here.write("posts/de.md", "---\nlanguage: de\n---\n\n# Anleihen\n\nEin Text.\n")
    report = record(here, "posts")
    known = {rule for document in report["documents"] for rule in (*document["applied"], *document["not_applied"])}
    for document in report["documents"]:
        assert known == set(document["applied"]) | set(document["not_applied"])
        assert not set(document["applied"]) & set(document["not_applied"])
        assert all([*document["applied"].values(), *document["not_applied"].values()])
    assert of(report, "posts/a.md")["not_applied"]["weasel-source"] == "it is off (no use)"
    assert of(report, "posts/de.md")["not_applied"]["no-moon"] == "the document is not in its language (en)"


def test_a_rule_that_found_something_applied(here: Repository) -> None:
    here.write("posts/b.md", "# B\n\nOffered through Harbor Lane LLC, member FINRA/SPIC. The bonds return 5% to you.\n")
    for document in record(here)["documents"]:
        rules = {finding["rule"] for finding in document["findings"]}
        assert rules <= set(document["applied"]) | {"policy-change", "unused-exception"}, document["path"]


def test_a_statement_that_a_template_brings_is_told_with_its_way(here: Repository) -> None:
    here.write("hugo.toml", 'title = "Here"\n')
    here.write("layouts/_default/single.html", f"<html><body>{{{{ .Content }}}}\n{FOOT}</body></html>\n")
    here.write("content/c.md", "# Bonds\n\nSavers buy stocks and mutual funds, and hold treasury bonds for life.\n")
    value = record(here, "content")
    [said] = [s for s in of(value, "content/c.md")["statements"] if s["element"] == "not-advice"]
    assert (said["path"], said["line"]) == ("layouts/_default/single.html", 2)
    assert said["via"] == "layouts/_default/single.html:2"


def test_the_same_inputs_give_the_same_bytes(here: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here.write("posts/disclint.yaml", "rules: {no-moon: info}\nclaims: {register: ../figures.yaml}\n")
    here.write("posts/clean.md", CLEAN)
    here.commit()
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(here.folder, copy)
    found = []
    for number, (folder, jobs) in enumerate(((here.folder, "1"), (here.folder, "2"), (copy, "1"))):
        monkeypatch.chdir(folder)
        path = tmp_path / f"{number}.json"
        here.run("check", "--policy-from", "main", "--jobs", jobs, "--record", str(path), ".")
        found.append(path.read_bytes())
    assert found[0] == found[1] == found[2]
    assert str(tmp_path).encode() not in found[0]
    assert found[0].isascii() and found[0].endswith(b"}\n")


def test_documents_outside_of_the_working_directory_have_no_absolute_paths(
    here: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here.folder / "archive")
    value = record(here, "../posts")
    assert [d["path"] for d in value["documents"]] == ["../posts/a.md"]
    assert str(tmp_path) not in json.dumps(value)


def test_exceptions_and_what_is_known_are_told(here: Repository) -> None:
    here.run("baseline", "write", "posts")
    value = record(here, "--policy-from", "HEAD")
    [excepted] = of(value, "archive/old.md")["excepted"]
    assert (excepted["rule"], excepted["reason"]) == ("no-moon", "kept as published")
    assert excepted["exception"] == {
        "rule": "no-moon", "element": None, "reason": "kept as published", "approved_by": None, "until": None,
        "source": "register", "path": "disclint-exceptions.yaml", "line": 1, "column": 3,
    }  # fmt: skip
    assert of(value, "posts/a.md")["baselined"] == []
    here.commit()
    value = record(here, "--policy-from", "HEAD")
    assert len(of(value, "posts/a.md")["baselined"]) == 3
    assert of(value, "posts/a.md")["findings"] == []


def test_what_judged_is_told_by_hashes_and_by_its_commit(here: Repository) -> None:
    chosen = record(here, "--as", "bank", "--select", "no-moon,policy-change")
    assert chosen["options"] == {"as": "bank", "select": "no-moon,policy-change"}
    first = record(here, "--policy-from", "main")
    assert first["policy"] == {
        "from": "main",
        "commits": [{"repository": ".", "commit": here.git("rev-parse", "main").strip(), "judges": True}],
    }
    assert first["options"] == {}
    assert chosen["rule_sets"][0]["rules"] != first["rule_sets"][0]["rules"]
    [old] = first["rule_sets"]
    assert of(first, "posts/a.md")["rule_set"] == old["sha256"]
    assert old["packs"] == ["claims", "house", "us/core"]
    here.edit("house/no-moon.yaml", "severity: error", "severity: info")
    here.edit("disclint.yaml", "packs:", "# A comment.\npacks:")
    assert record(here, "--policy-from", "main")["rule_sets"] == [old]
    [new] = record(here)["rule_sets"]
    assert new["rules"] != old["rules"] and new["configuration"] == old["configuration"]
    here.edit("disclint.yaml", "error", "info")
    [newer] = record(here)["rule_sets"]
    assert newer["rules"] == new["rules"] and newer["configuration"] != new["configuration"]
    assert record(here)["policy"] is None


def test_changes_of_the_policy_and_new_exceptions_are_recorded(here: Repository) -> None:
    here.edit("house/no-moon.yaml", "severity: error", "severity: info")
    here.write("disclint-exceptions.yaml", "- {rule: no-moon, paths: [posts/], reason: a joke}\n")
    value = record(here, "--policy-from", "main")
    files = {entry["path"]: entry for entry in value["other_files"]}
    assert {"disclint-exceptions.yaml", "house/no-moon.yaml"} <= set(files)
    assert files["house/no-moon.yaml"]["findings"][0]["rule"] == "policy-change"
    assert (
        files["house/no-moon.yaml"]["sha256"]
        == hashlib.sha256((here.folder / "house/no-moon.yaml").read_bytes()).hexdigest()
    )
    [new] = value["new_exceptions"]
    assert (new["rule"], new["covers"], new["findings"]) == ("no-moon", ["posts/"], 1)


def test_what_could_not_be_judged_is_recorded_with_its_hash(here: Repository) -> None:
    (here.folder / "posts/bad.md").write_bytes(b"# Caf\xe9\n")
    here.write("posts/lfs.md", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    value = record(here, "posts")
    bad = of(value, "posts/bad.md")
    assert bad["sha256"] == hashlib.sha256(b"# Caf\xe9\n").hexdigest()
    assert "not valid UTF-8" in bad["problems"][0]["message"]
    assert "pointer of git LFS" in of(value, "posts/lfs.md")["problems"][0]["message"]


def test_one_document_on_standard_input_is_recorded(here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    class Input:
        buffer = io.BytesIO(BAD.encode())

    monkeypatch.setattr("sys.stdin", Input())
    value = record(here, "-", "--stdin-filename", "posts/new.md")
    assert [d["path"] for d in value["documents"]] == ["posts/new.md"]
    assert value["documents"][0]["sha256"] == hashlib.sha256(BAD.encode()).hexdigest()


def test_a_record_is_written_where_nothing_is_lost(here: Repository) -> None:
    code, _, err = here.run("check", "--record", "posts/a.md", "posts")
    assert code == 2 and "is a document that was judged" in err
    assert (here.folder / "posts/a.md").read_text() == BAD
    assert here.run("check", "--record", "no/such/folder.json", "posts")[0] == 2
    assert here.run("check", "--record", "same.json", "--report", "json=same.json", "posts")[0] == 2
    (here.folder / "public").mkdir()
    code, _, err = here.run("check", "--record", "r.json", "--rendered", "public", "posts")
    assert code == 2 and "--record" in err


def test_the_schema_holds_for_a_full_record_and_refuses_another(here: Repository) -> None:
    here.write("posts/clean.md", CLEAN)
    here.edit("disclint.yaml", "error", "info")
    here.write("disclint-exceptions.yaml", "- {rule: no-moon, paths: [posts/], reason: a joke}\n")
    (here.folder / "posts/bad.md").write_bytes(b"\xe9")
    value = record(here, "--policy-from", "main")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    assert list(validator.iter_errors(value)) == []
    for broken in ({"version": 2}, {"documents": [{}]}, {"policy": {"from": "main"}}, {"rule_sets": [{"sha256": "x"}]}):
        assert list(validator.iter_errors(value | broken))
    moved = [{**value["documents"][0], "path": "/home/somebody/a.md"}]
    assert list(validator.iter_errors(value | {"documents": moved}))
    _, out, _ = here.run("rules", "schema", "--for", "record")
    assert json.loads(out) == schema()


def test_every_key_of_the_record_is_in_the_documentation() -> None:
    section = DOC.read_text().partition("## `disclint check --record`")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`(\w+)`", section))
    assert {key for key in _keys(schema())} <= documented


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        properties = value.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
