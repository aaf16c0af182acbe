"""What programs read is what docs/wire-format.md says, key by key and type by type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclint.cli import main
from disclint.model import (
    DocumentReport,
    Exemption,
    Finding,
    Position,
    Problem,
    Related,
    Report,
    Span,
    Suppressed,
    Undecided,
)
from disclint.report import render

DOC = Path(__file__).resolve().parents[2] / "docs" / "wire-format.md"
TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "list": list,
    "object": dict,
}
Shape = dict[str, str]


def documented() -> dict[str, Shape]:
    """Heading -> key -> type, from the document's tables."""
    shapes: dict[str, Shape] = {}
    for heading, body in re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", DOC.read_text(), re.MULTILINE | re.DOTALL):
        shapes[heading] = {
            key: type.strip()
            for keys, type in re.findall(r"^\| (`.*?) \| (.*?) \|", body, re.MULTILINE)
            for key in re.findall(r"`(\w+)`", keys)
        }
    shapes["excepted"] |= shapes["finding"]
    return shapes


SHAPES = documented()


def faults(value: object, heading: str, *, more: bool = False, at: str = "") -> Iterator[str]:
    """Where a value differs from its table."""
    shape = SHAPES[heading]
    assert isinstance(value, dict)
    yield from (f"{at}{key} is missing" for key in shape if key not in value)
    if not more:
        yield from (f"{at}{key} is not documented" for key in value if key not in shape)
    for key, type in shape.items():
        if key in value:
            yield from _typed(value[key], type, f"{at}{key}", more)


def _typed(value: object, type: str, at: str, more: bool) -> Iterator[str]:
    listed = re.match(r"list of (\w+)", type)
    if listed and listed[1] in SHAPES:
        assert isinstance(value, list)
        for i, item in enumerate(value):
            yield from faults(item, listed[1], more=more, at=f"{at}[{i}].")
    elif listed:
        if not isinstance(value, list) or not all(isinstance(v, TYPES[listed[1]]) for v in value):
            yield f"{at} is no {type}"
    elif type in SHAPES:
        yield from faults(value, type, more=more, at=f"{at}.")
    else:
        words = re.findall(r"string|integer|number|boolean|null|list|object", type)
        allowed = tuple(t for w in words for t in ((TYPES[w],) if not isinstance(TYPES[w], tuple) else TYPES[w]))
        if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
            yield f"{at} is {value!r}, not {type}"


def full_report() -> Report:
    place = Position(1, 2, 3, 4)
    finding = Finding(
        "r",
        "e",
        "missing",
        "error",
        "m",
        "p",
        Span(0, 1),
        place,
        "x",
        "f",
        ("l",),
        (Related("n", place),),
        "c",
        "b",
        "w",
        "fp",
    )
    document = DocumentReport(
        "p",
        (finding, finding._replace(element=None, fix=None, citation="")),
        suppressed=(
            Suppressed(finding, "why"),
            Suppressed(finding, "why", Exemption("r", "", "why", "a", "2030-12-31")),
        ),
        baselined=(finding,),
        older=(finding,),
    )
    undecided = (Undecided("p", "language", "m", 1, 1, ("r",)), Undecided("s", "site:hugo", "m", documents=3))
    return Report((document,), (Problem("p", "m", 1, 2), Problem("", "m")), undecided, (("hidden", 2),))


def test_the_report_is_as_documented() -> None:
    value = json.loads(render(full_report(), "json"))
    assert list(faults(value, "report")) == []
    assert value["summary"]["rules"] == {"r": {"error": 2, "warning": 0, "info": 0, "excepted": 2, "baselined": 1}}


def test_an_empty_report_is_as_documented() -> None:
    assert list(faults(json.loads(render(Report(()), "json")), "report")) == []


def test_output_is_ascii() -> None:
    assert render(Report((), (Problem("caf\udce9", "“x” 日本"),)), "json").isascii()


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [(["check", "--format", "json", "a.md"], "report"), (["check", "--format", "json", "--as", "bank", "."], "report")],
)
def test_a_real_report_is_as_documented(
    arguments: list[str],
    heading: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# T\n\nGuaranteed returns of 12 percent on bonds and shares, member FINRA/SPIC.\n")
    main(arguments)
    value = json.loads(capsys.readouterr().out)
    assert value["findings"]
    assert list(faults(value, heading)) == []


def test_what_inspect_prints_is_as_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(
        "# T\n\nGuaranteed returns of 12 percent since 2019, or $3 to $5 million. This is not investment advice.\n"
    )
    assert main(["inspect", "--format", "json", "a.md"]) == 0
    value = json.loads(capsys.readouterr().out)
    [entry] = value["documents"]
    assert all(entry[key] for key in ("statements", "forbidden", "quantities"))
    assert list(faults(entry, "inspected", more=True)) == []


def test_the_list_of_rules_is_as_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["rules"]
    for rule in value["rules"]:
        assert list(faults(rule, "rule")) == []


def test_what_rules_diff_prints_is_as_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rule = "title: T\nseverity: {}\nforbid: {{says: [moon]}}\nhistory: [{{date: 2026-01-31, effect: new, what: A.}}]\n"
    for folder, names, severity in (("old", "ab", "info"), ("new", "bc", "error")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pack.yaml").write_text("id: house\ntitle: House\n")
        for name in names:
            (tmp_path / folder / f"{name}.yaml").write_text(f"id: {name}\n{rule.format(severity)}")
    assert main(["rules", "diff", "--format", "json", "old", "new"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [one["verdict"] for one in value["differences"]] == ["new", "removed", "tightened"]
    for one in value["differences"]:
        assert list(faults(one, "difference")) == []


def test_the_list_of_exceptions_is_as_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text('<!-- disclint: allow unsourced-number "x" -->\n<!-- disclint: x -->\n\nWords.\n')
    (tmp_path / "disclint-exceptions.yaml").write_text(
        "- {rule: us-past-performance, paths: a.md, reason: why, approved_by: A, until: 2090-12-31, date: 2020-01-31}\n"
    )
    assert main(["exceptions", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert len(value["exceptions"]) == 3
    for entry in value["exceptions"]:
        assert list(faults(entry, "exception")) == []


def test_what_a_baseline_knows_is_as_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# T\n\nGuaranteed returns of 12 percent on bonds and shares, member FINRA/SPIC.\n")
    assert main(["baseline", "write"]) == 0
    capsys.readouterr()
    assert main(["baseline", "show", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["baseline"] == "disclint-baseline.json" and value["findings"]
    for entry in value["findings"]:
        assert list(faults(entry, "known")) == []
