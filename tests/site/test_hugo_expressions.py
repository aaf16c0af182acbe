"""What single expressions and statements of Hugo's templates print: here, and (where Hugo is installed) in Hugo itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.reading import page, readable, sure, words

from disclint.site.hugo import open_site
from disclint.site.tree import Tree

# template -> what it prints into the page of content/posts/first.md
PRINTS = [
    ("{{ .Section }} {{ .Type }} {{ .Kind }}", "posts posts page"),
    ("{{ if .IsPage }}page{{ end }}{{ if .IsHome }}home{{ end }}{{ if .IsNode }}node{{ end }}", "page"),
    ("{{ site.Title }}", "Tallow & Sons"),
    ("{{ .Site.Params.NOTE }}", "a note"),
    ("{{ site.Params.deep.Er }}", "deeper"),
    ("{{ site.Language.Lang }} {{ .Lang }}", "en en"),
    ("{{ .Params.kind }}", "special"),
    ("{{ .Params.Author.name }}", "Ida Munk"),
    ('{{ .Param "note" }} {{ .Param "kind" }}', "a note special"),
    ("{{ range .Params.parts }}[{{ . }}]{{ end }}", "[one][two][three]"),
    ("{{ range $i, $p := .Params.parts }}{{ $i }}={{ $p }};{{ end }}", "0=one;1=two;2=three;"),
    ("{{ range .Params.none }}x{{ else }}nothing{{ end }}", "nothing"),
    ("{{ with .Params.none }}x{{ else }}{{ .Section }}{{ end }}", "posts"),
    ("{{ with .Params.kind }}{{ . }}-{{ $.Section }}{{ end }}", "special-posts"),
    ("{{ with $k := .Params.kind }}{{ $k }}{{ end }}", "special"),
    ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
    ("{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"),
    ("{{ range seq 5 }}{{ if eq . 3 }}{{ continue }}{{ end }}{{ . }}{{ end }}", "1245"),
    ("{{ range seq 5 }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}", "12"),
    ("{{ range seq 3 }}{{ . }}{{ break }}{{ end }}", "1"),
    ("{{ range seq 4 }}{{ with . }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ end }}{{ . }}{{ end }}", "134"),
    ("{{ if and .IsPage (not .Params.none) }}yes{{ end }}", "yes"),
    ("{{ if or .Params.none (eq .Section `posts` `news`) }}yes{{ end }}", "yes"),
    ("{{ and 1 0 2 }} {{ or 0 3 4 }}", "0 3"),
    ('{{ if eq "a" "b" "a" }}yes{{ end }}', "yes"),
    ("{{ if lt 2 10 }}yes{{ end }}{{ if ge 2 10 }}no{{ end }}", "yes"),
    ("{{ if eq .Params.count 3 }}three{{ end }}", "three"),
    ("{{ if eq .Params.off false }}off{{ end }}", "off"),
    ("{{ if ne .Params.none false }}unset is not false{{ end }}", "unset is not false"),
    ('{{ if in (slice "posts" "news") .Section }}in{{ end }}', "in"),
    ('{{ if in .Params.parts "two" }}in{{ end }}{{ if in .Params.parts "tw" }}no{{ end }}', "in"),
    ('{{ if in .Params.kind "spec" }}in{{ end }}', "in"),
    ('{{ if in .RelPermalink "/posts/" }}in{{ end }}', "in"),
    ('{{ if isset .Params "kind" }}set{{ end }}{{ if isset .Params "nothing" }}no{{ end }}', "set"),
    ('{{ if isset site.Params "note" }}set{{ end }}', "set"),
    ('{{ default "d" .Params.none }} {{ .Params.kind | default "d" }}{{ if default true false }}no{{ end }}', "d special"),
    ('{{ cond (eq .Section "posts") "a" "b" }}', "a"),
    ('{{ index .Params.parts 1 }} {{ index (dict "a" "b") "a" }} {{ index site.Params "note" }}', "two b a note"),
    ('{{ index site.Data.firms.lane "name" }} {{ site.Data.firms.lane.since }}', "Harbor Lane 1990"),
    ("{{ range site.Data.people }}{{ .name }},{{ end }}", "Ida,Olaf,"),
    ('{{ range where site.Data.people "role" "writer" }}{{ .name }}{{ end }}', "Olaf"),
    ('{{ range sort site.Data.people "age" "desc" }}{{ .name }},{{ end }}', "Olaf,Ida,"),
    ("{{ first 1 .Params.parts | len }} {{ len .Params.kind }}", "1 7"),
    ("{{ range last 2 .Params.parts }}{{ . }},{{ end }}", "two,three,"),
    ('{{ $l := slice "a" | append "b" "c" }}{{ delimit $l "-" }}', "a-b-c"),
    ('{{ (merge (dict "a" 1 "b" 2) (dict "b" 3)).b }}', "3"),
    ('{{ printf "%s (%d)" .Section 4 }} {{ print "a" "b" }}', "posts (4) ab"),
    ('{{ upper "abc" }} {{ "ABC" | lower }} {{ title "the bond" }} {{ humanize "some-words" }}', "ABC abc The Bond Some words"),
    ('{{ trim "--a--" "-" }} {{ replace "a-b" "-" "+" }} {{ strings.TrimPrefix "un" "undo" }}', "a a+b do"),
    ('{{ if hasPrefix .Params.kind "spe" }}yes{{ end }}{{ if strings.HasSuffix "ab" "a" }}no{{ end }}', "yes"),
    ('{{ if strings.Contains "abc" "b" }}yes{{ end }}', "yes"),
    ('{{ range split "a,b" "," }}[{{ . }}]{{ end }}', "[a][b]"),
    ('{{ urlize "Some Words" }}', "some-words"),
    ("{{ add 1 2 }} {{ sub 5 2 }} {{ mul 2 3 }} {{ mod 7 4 }}", "3 3 6 3"),
    ('{{ "**bold** words" | markdownify }}', "bold words"),
    ('{{ "<b>bold</b>" | safeHTML }}', "bold"),
    ('{{ partial "greet.html" . }}', "Hello from posts"),
    ('{{ partial "greet" . | safeHTML }}', "Hello from posts"),
    ('{{ partial (printf "%s.html" "greet") . }}', "Hello from posts"),
    ('{{ partial "double" 4 }} {{ (partial "pair" .).second }}', "8 b"),
    ('{{ if partial "is-post" . }}post{{ end }}', "post"),
    ('{{ partial "inline/small" (dict "who" "Ida") }}', "small Ida"),
    ('{{ partial "nested.html" (dict "page" . "words" "some words") }}', "some words for Hello from posts"),
    ('{{ template "partials/greet.html" . }}', "Hello from posts"),
    ('{{ if templates.Exists "partials/greet.html" }}there{{ end }}{{ if templates.Exists "x.html" }}no{{ end }}', "there"),
    ('{{ if fileExists "NOTICE.md" }}{{ readFile "NOTICE.md" }}{{ end }}', "Read from a file."),
    ('{{ $s := newScratch }}{{ $s.Set "a" "x" }}{{ $s.Add "a" "y" }}{{ $s.Get "a" }}', "xy"),
    ('{{ .Scratch.Set "n" 1 }}{{ .Scratch.Add "n" 2 }}{{ .Scratch.Get "n" }}', "3"),
    ('{{ $s := newScratch }}{{ $s.SetInMap "m" "k" "v" }}{{ ($s.Get "m").k }}', "v"),
    ("{{ if hugo.IsProduction }}production{{ end }}{{ if .Site.IsServer }}server{{ end }}", "production"),
    ('{{ .CurrentSection.Params.legal }}', "From the section"),
    ('{{ .File.ContentBaseName }}|', "|"),
    ('{{ if eq .File.ContentBaseName "first" }}first{{ end }}', "first"),
    ('{{ if .HasShortcode "note" }}has{{ end }}{{ if .HasShortcode "other" }}no{{ end }}', "has"),
    ('{{ T "hello" }}, {{ i18n "many" 3 }}', "Good day, 3 papers"),
    ("{{ if .Date }}dated{{ end }}{{ if .Params.date.IsZero }}{{ end }}", "dated"),
    ("{{/* nothing */}}{{- /* at all */ -}}", ""),
    ("{{ if not .Draft }}published{{ end }}", "published"),
    ("{{ with .Resources.GetMatch `x.png` }}picture{{ end }}", ""),
]  # fmt: skip
QUIET = {"{{ .File.ContentBaseName }}|"}  # printing what names the page adds nothing here

FILES = {
    "hugo.toml": """\
baseURL = "https://tallow.example/"
title = "Tallow & Sons"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap"]

[params]
note = "a note"

[params.deep]
er = "deeper"
""",
    "content/posts/_index.md": "---\ntitle: Posts\nlegal: From the section\n---\n",
    "content/posts/first.md": """\
---
title: First
date: 2024-05-06
kind: special
count: 3
off: false
parts: [one, two, three]
author:
  Name: Ida Munk
---
Words. {{< note >}}
""",
    "data/firms/lane.toml": 'name = "Harbor Lane"\nsince = 1990\n',
    "data/people.yaml": "- {name: Ida, role: editor, age: 40}\n- {name: Olaf, role: writer, age: 50}\n",
    "i18n/en.toml": '[hello]\nother = "Good day"\n\n[many]\none = "a paper"\nother = "{{ .Count }} papers"\n',
    "NOTICE.md": "Read from a file.",
    "layouts/partials/greet.html": "Hello from {{ .Section }}\n",
    "layouts/partials/double.html": "{{ $x := mul . 2 }}\n{{ return $x }}\n",
    "layouts/partials/pair.html": '{{ return (dict "first" "a" "second" "b") }}\n',
    "layouts/partials/is-post.html": '{{ $is := false }}{{ if eq .Section "posts" }}{{ $is = true }}{{ end }}{{ return $is }}\n',
    "layouts/partials/nested.html": '{{ .words }} for {{ partial "greet.html" .page }}\n',
    "layouts/shortcodes/note.html": "A note.\n",
}  # fmt: skip
DEFINES = '{{ define "partials/inline/small" }}small {{ .who }}{{ end }}'
_PART = re.compile(r"<section>(.*?)</section>", re.DOTALL)


def plant(folder: Path, body: str) -> Path:
    for name, text in {**FILES, "layouts/_default/single.html": body + DEFINES}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("template", "printed"), PRINTS)
def test_a_template_prints_what_hugo_prints(tmp_path: Path, template: str, printed: str) -> None:
    folder = plant(tmp_path, template)
    found = open_site(Tree(str(folder))).provisions(page(folder / "content/posts/first.md"))
    layout = [p for p in found.printed if not p.inline]
    assert words(sure(found._replace(printed=tuple(layout)))) == printed


@pytest.mark.skipif(
    not shutil.which("hugo") and os.environ.get("DISCLINT_GENERATORS") != "1", reason="hugo is not installed"
)
def test_hugo_prints_it_too(tmp_path: Path) -> None:
    templates = [(template, printed) for template, printed in PRINTS if template not in QUIET]
    folder = plant(tmp_path, "\n".join(f"<section>{template}</section>" for template, _ in templates))
    subprocess.run(("hugo", "--quiet"), cwd=folder, check=True)
    built = _PART.findall((folder / "public/posts/first/index.html").read_text(encoding="utf-8"))
    expected = [(template, printed) for template, printed in templates]
    assert [(t, readable(b)) for (t, _), b in zip(templates, built, strict=True)] == expected
