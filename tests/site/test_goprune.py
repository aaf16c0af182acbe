"""What prints nothing that a reader sees is left out of a template."""

from __future__ import annotations

import pytest

from disclint.site.golang import parse
from disclint.site.goprune import pruned
from disclint.site.template import If, Let, Loop, Nodes, Print, Text


def kept(text: str) -> str:
    """The text that is left, `{…}` for what is printed, `?(…)` for conditions and loops, `=` for variables."""
    return shown(text, pruned(parse("a.html", text)).nodes)


def shown(text: str, nodes: Nodes) -> str:
    found = ""
    for node in nodes:
        match node:
            case Text(start, end):
                found += text[start:end]
            case Print(_, start, end):
                found += "{" + text[start:end].strip("{} -") + "}"
            case If(branches):
                found += "?(" + "|".join(shown(text, branch.body) for branch in branches) + ")"
            case Loop():
                found += "?(" + shown(text, node.body) + ")"
            case Let():
                found += "="
    return found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<p>{{ .A }}</p>", "<p>{.A}</p>"),
        ('<a href="{{ .A }}">{{ .B }}</a>', '<a href="">{.B}</a>'),
        ('<a{{ if .A }} class="x"{{ end }}>{{ .B }}</a>', "<a>{.B}</a>"),
        ('<a{{ range .A }} data-x="{{ . }}"{{ end }}>b</a>', "<a>b</a>"),
        ("<head><title>{{ .A }}</title></head><body>{{ .B }}", "<body>{.B}"),
        ("<head><title>{{ .A }}</title><body>{{ .B }}", "<body>{.B}"),
        ("<header>{{ .A }}</header>", "<header>{.A}</header>"),
        ('<script src="{{ .A }}">var x = "{{ .B }}";</script>{{ .C }}', "{.C}"),
        ("<script>if (a < b) {}</script>{{ .C }}", "{.C}"),
        ("<style>p > a {}</style>{{ .C }}", "{.C}"),
        ("<svg><text>{{ .A }}</text></svg>{{ .B }}", "{.B}"),
        ("<!-- {{ .A }} <p> -->{{ .B }}", "<!--  <p> -->{.B}"),
        ("a < b {{ .A }} > c", "a < b {.A} > c"),
        ("{{ if .A }}<script>{{ else }}<p>{{ end }}x</script>{{ .B }}", "?(|<p>){.B}"),
        ("<head>{{ $x := 1 }}{{ if .A }}{{ $x = 2 }}{{ end }}</head>{{ $x }}", "=?(=){$x}"),
        ('<head>{{ .Scratch.Set "a" 1 }}</head>b', '{.Scratch.Set "a" 1}b'),
        ("<head>{{ if .A }}{{ return }}{{ end }}</head>b", "?({return})b"),
        ("{{ range .A }}<img src='{{ .B }}'>{{ .C }}{{ end }}", "?(<img src=''>{.C})"),
        ("plain", "plain"),
    ],
)
def test_what_stands_where_nothing_is_read_is_left_out(text: str, left: str) -> None:
    assert kept(text) == left


def test_parts_that_are_defined_are_pruned_too() -> None:
    text = '{{ define "main" }}<a href="{{ .A }}">b</a>{{ end }}'
    assert shown(text, pruned(parse("a.html", text)).defines["main"].nodes) == '<a href="">b</a>'


@pytest.mark.parametrize("text", ["<script>" * 50_000, "<" * 200_000, "<!--" * 50_000, "<a{{ .A }}" * 20_000])
def test_hostile_markup_takes_linear_time(text: str) -> None:
    assert len(kept(text)) <= len(text)
