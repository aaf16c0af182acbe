"""Go templates as trees."""

from __future__ import annotations

import time

import pytest

from disclint.site.golang import parse
from disclint.site.template import (
    Call,
    Choose,
    Const,
    Expr,
    Get,
    If,
    Let,
    Listing,
    Loop,
    Name,
    Node,
    Op,
    Print,
    Table,
    Text,
    Unknown,
)

DOT = Name(".")


def field(name: str, of: Expr = DOT) -> Get:
    return Get(of, Const(name))


def value(pipeline: str) -> Expr:
    (node,) = parse("a.html", "{{" + pipeline + "}}").nodes
    assert isinstance(node, Print)
    return node.value


@pytest.mark.parametrize(
    ("pipeline", "expected"),
    [
        (".", DOT),
        (".Title", field("Title")),
        ("$", Name("$")),
        ("$.Page.Title", field("Title", field("Page", Name("$")))),
        ("$x", Name("$x")),
        ('"a }} b"', Const("a }} b", 3)),
        ('"a\\"b"', Const('a"b', 3)),
        ("`raw \\ text`", Const("raw \\ text", 3)),
        ("12", Const(12)),
        ("-1.5", Const(-1.5)),
        ("true", Const(True)),
        ("nil", Const(None)),
        ("site.Params.notice", field("notice", field("Params", Call("site", start=2)))),
        ("hugo.IsServer", field("IsServer", Call("hugo", start=2))),
        ("time.Now", Call("time.Now", start=2)),
        ("strings.ToUpper .Title", Call("strings.ToUpper", (field("Title"),), start=2)),
        ('partial "a.html" .', Call("partial", (Const("a.html", 11), DOT), start=2)),
        ('.Get "type"', Call(".Get", (DOT, Const("type", 8)), start=2)),
        ('(partial "a" .).y', field("y", Call("partial", (Const("a", 12), DOT), start=3))),
        ('.Title | default "x" | upper', Call("upper", (Call("default", (Const("x", 20), field("Title")), start=11),), start=25)),
        ('$s.Get "a" | safeHTML', Call("safeHTML", (Call(".Get", (Name("$s"), Const("a", 10)), start=2),), start=15)),
        ("not .Draft", Op("not", (field("Draft"),))),
        ("and .A .B .C", Op("and", (field("A"), field("B"), field("C")))),
        ("eq .A 1", Op("==", (field("A"), Const(1)))),
        ("eq .A 1 2", Op("or", (Op("==", (field("A"), Const(1))), Op("==", (field("A"), Const(2)))))),
        ("in (slice 1 2) .A", Call("in", (field("A"), Listing((Const(1), Const(2)))), start=2)),
        ("cond .A 1 2", Choose(field("A"), Const(1), Const(2))),
        ('dict "a" .', Table(((Const("a", 8), DOT),))),
        ("index (slice 1) 0", Call("index", (Listing((Const(1),)), Const(0)), start=2)),
    ],
)  # fmt: skip
def test_a_pipeline_becomes_an_expression(pipeline: str, expected: Expr) -> None:
    tree = parse("a.html", "{{" + pipeline + "}}")
    assert tree.faults == ()
    assert value(pipeline) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a {{ 1 }} b", ["a ", " b"]),
        ("a {{- 1 }} b", ["a", " b"]),
        ("a {{ 1 -}}  b", ["a ", "b"]),
        ("a {{/* {{ no }} */}} b", ["a ", " b"]),
        ("a\n{{- /* no */ -}}\nb", ["a", "b"]),
        ("a {{ -1 }} b", ["a ", " b"]),
        ("a {{`}}`}} b", ["a ", " b"]),
        ("no tags at all", ["no tags at all"]),
        ("{ { x } }", ["{ { x } }"]),
    ],
)
def test_text_keeps_its_place_and_trim_marks_shrink_it(text: str, shown: list[str]) -> None:
    tree = parse("a.html", text)
    assert [text[n.start : n.end] for n in tree.nodes if isinstance(n, Text)] == shown
    assert tree.faults == ()


def test_conditions_have_a_branch_for_each_arm_with_the_span_of_its_tag() -> None:
    text = "{{ if .A }}a{{ else if .B }}b{{ else }}c{{ end }}"
    (node,) = parse("a.html", text).nodes
    assert isinstance(node, If)
    assert node.bind == ()
    assert [(b.test, text[b.start : b.end]) for b in node.branches] == [
        (field("A"), "{{ if .A }}"),
        (field("B"), "{{ else if .B }}"),
        (None, "{{ else }}"),
    ]
    assert [b.body for b in node.branches] == [(Text(11, 12),), (Text(28, 29),), (Text(39, 40),)]


@pytest.mark.parametrize(
    ("tag", "bind"), [("with .A", (".",)), ("with $x := .A", ("$x", ".")), ("if $x := .A", ("$x",)), ("if .A", ())]
)
def test_with_binds_the_dot(tag: str, bind: tuple[str, ...]) -> None:
    (node,) = parse("a.html", "{{ " + tag + " }}{{ end }}").nodes
    assert isinstance(node, If)
    assert node.bind == bind


@pytest.mark.parametrize(
    ("tag", "names"),
    [("range .A", (".",)), ("range $x := .A", ("$x", ".")), ("range $i, $x := .A", ("$i", "$x", "."))],
)
def test_range_binds_the_dot_and_its_variables(tag: str, names: tuple[str, ...]) -> None:
    (node,) = parse("a.html", "{{ " + tag + " }}a{{ else }}b{{ end }}").nodes
    assert isinstance(node, Loop)
    assert (node.names, node.over) == (names, field("A"))
    assert len(node.body) == len(node.otherwise) == 1


def test_variables_are_set_here_or_further_out() -> None:
    assert parse("a.html", "{{ $x := 1 }}{{ $x = 2 }}").nodes == (
        Let("$x", Const(1)),
        Let("$x", Const(2), outer=True),
    )


def test_defines_and_blocks_are_kept_by_name_and_a_block_is_a_call() -> None:
    tree = parse("a.html", '{{ define "main" }}m{{ end }}{{ block "foot" .Site }}f{{ end }}{{ template "main" . }}')
    assert {name: part.nodes for name, part in tree.defines.items()} == {
        "main": (Text(19, 20),),
        "foot": (Text(53, 54),),
    }
    assert [node.value for node in tree.nodes if isinstance(node, Print)] == [
        Call("block", (Const("foot"), field("Site")), start=29),
        Call("template", (Const("main", 76), DOT), start=63),
    ]


def test_return_is_a_call() -> None:
    assert value(" return .A ") == Call("return", (field("A"),), start=0)
    assert value(" return ") == Call("return", start=0)


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("a {{ if .A }} b", "if has no end", 2),
        ("a {{ end }}", "end without a block", 2),
        ("{{ else }}", "else without if", 0),
        ("{{ continue }}", "continue outside of range", 0),
        ("{{ template x }}", "a name in quotes is missing", 0),
        ("x {{ (.A }} y", "a pipeline is not understood", 5),
        ("{{ .A ]] }}", "a pipeline is not understood", 6),
        ('x {{ "a }} y', "a tag is not closed and the file is read no further", 2),
        ("x {{/* y", "a tag is not closed and the file is read no further", 2),
    ],
)
def test_what_is_malformed_is_a_fault_with_its_place(text: str, message: str, at: int) -> None:
    assert (message, at) in parse("a.html", text).faults


def test_a_pipeline_that_is_not_understood_is_unknown() -> None:
    assert value(" .A ]] ") == Unknown(".A ]]")


@pytest.mark.parametrize(
    "text",
    [
        "{{ if x }}" * 50_000,
        "{{ if " * 50_000,
        "{{ (" * 50_000,
        "{{ " + "(" * 50_000 + " }}",
        "{{ range . }}" + "{{ if x }}{{ continue }}{{ end }}" * 10_000 + "{{ end }}",
        '{{ "' * 50_000,
        "{{/*" * 50_000,
        "{{ " + ".x" * 50_000 + " }}",
        "{{ a" + " | a" * 50_000 + " }}",
        "{{ " + " " * 100_000,
        "{{ end }}" * 50_000,
    ],
)
def test_hostile_templates_take_linear_time_and_never_raise(text: str) -> None:
    start = time.process_time()
    tree = parse("a.html", text)
    assert time.process_time() - start < 5
    assert len(tree.faults) <= 20
    assert depth(tree.nodes) < 100 or "continue" in text


def depth(nodes: tuple[Node, ...]) -> int:
    """How deeply blocks are nested."""
    level, deepest = list(nodes), 0
    while level:
        level = [inner for node in level if isinstance(node, If) for b in node.branches for inner in b.body]
        deepest += 1
    return deepest
