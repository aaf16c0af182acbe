"""Nunjucks as Eleventy has it: what each piece of a layout prints; and the same pages as Eleventy itself builds them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, generator
from tests.site.conftest import Judge
from tests.site.reading import page, readable, sure, words

from disclint.site.eleventy import Eleventy, open_site
from disclint.site.tree import Tree

FILES = {
    "eleventy.config.js": 'module.exports = (c) => ({ dir: { input: "src" }, markdownTemplateEngine: "njk" });\n',
    "src/_data/legal.json": """\
{ "risk": "The value of <i>funds</i> can fall.", "lines": ["First line.", "Second line."], "nolines": [],
  "people": { "ann": { "text": "Ann holds funds." }, "bob": { "text": "Bob holds bonds." } },
  "rows": [{ "id": "a", "text": "Zinc falls.", "on": true }, { "id": "b", "text": "Bonds fall.", "on": false }],
  "word": "no", "on": true }
""",
    "src/_includes/who.njk": "{{ who }} wrote for {{ kind }}",
    "src/_includes/paid.njk": "Paid for by a reader.",
    "src/_includes/parts.liquid": "Liquid {{ kind }} {{ legal.lines[0] }}",
    "src/_includes/macros.njk": """\
{% macro note(text, kind="general", who=none) %}{{ kind }} note: {{ text }}{% if who %} ({{ who }}){% endif %}{% endmacro %}
{% macro outer(text) %}<b>{{ note(text, "inner") }}</b>{% endmacro %}
{% macro wrap() %}<i>{{ caller() }}</i>{% endmacro %}
{% set word = "a word" %}
""",
    "src/_includes/frame.njk": "{% block top %}frame top{% endblock %} {% block low %}frame low{% endblock %}",
}
FRONT = """\
title: T
disclaimer: false
hidden: no
quoted: "false"
kind: paid
topics: [bonds, funds]
none_: []
n: 3
empty: ""
nothing: null
who: ann
nest: { deep: x }
"""
IF = "{%% if %s %%}yes{%% else %%}no{%% endif %%}"
CONDITIONS = {
    "disclaimer": "no",
    "disclaimer == false": "yes",
    "disclaimer != false": "no",
    "disclaimer !== false": "no",
    "not disclaimer": "yes",
    "hidden": "yes",
    "hidden == 'no'": "yes",
    "quoted": "yes",
    "empty": "no",
    "none_": "yes",
    "none_.length": "no",
    "none_ | length": "no",
    "nothing": "no",
    "missing": "no",
    "missing == undefined": "yes",
    "missing is defined": "no",
    "kind is defined": "yes",
    "missing is undefined": "yes",
    "missing is not defined": "yes",
    "not missing is defined": "yes",
    "nothing is none": "yes",
    "n is number": "yes",
    "kind is string": "yes",
    "n is odd": "yes",
    "n === '3'": "no",
    "n > 2 and n < 4": "yes",
    "n in [1, 3]": "yes",
    "'bonds' in topics": "yes",
    "'bond' in topics": "no",
    "'bond' not in topics": "yes",
    "not 'bonds' in topics": "no",
    "'ai' in kind": "yes",
    "kind in ['paid', 'lent']": "yes",
    "topics.length > 1": "yes",
    "topics[1] == 'funds'": "yes",
    "topics | first == 'bonds'": "yes",
    "topics.includes('bonds')": "yes",
    "kind.includes('xx')": "no",
    "kind.startsWith('pa')": "yes",
    "nest.deep == 'x'": "yes",
    "nest['deep'] == 'x'": "yes",
    "nest.no.more": "no",
    "missing.more": "no",
    "true or false and false": "yes",
    "(true or false) and false": "no",
    "legal.on and n": "yes",
    "kind == 'a' or kind == 'paid'": "yes",
    "1 + 2 == 3": "yes",
    "n % 2 == 1": "yes",
    "page.fileSlug": "yes",
    "layout": "yes",
}
PRINTS = {
    "{{ 'one' if disclaimer else 'two' }}": "two",
    "{{ 'one' if disclaimer }}x": "x",
    "{{ missing or 'fallback' }}": "fallback",
    "{{ missing | default('fallback') }}": "fallback",
    "{{ empty | default('fallback', true) }}": "fallback",
    "{{ empty | default('fallback') }}x": "x",
    "{% if disclaimer | default(true, true) %}yes{% else %}no{% endif %}": "yes",
    "{{ kind and 'paid for' }}": "paid for",
    "{{ 'a' ~ 'b' }} {{ 'a' + 'b' }}": "ab ab",
    "{% for x in legal.lines %}{{ x }} {% endfor %}": "First line. Second line.",
    "{% for x in legal.lines %}{% if loop.first %}{{ x }}{% endif %}{% endfor %}": "First line.",
    "{% for x in legal.lines %}{% if loop.last %}{{ x }}{% endif %}{% endfor %}": "Second line.",
    "{% for x in legal.lines %}{{ loop.index }} of {{ loop.length }} {% endfor %}": "1 of 2 2 of 2",
    "{% for x in legal.nolines %}{{ x }}{% else %}nothing{% endfor %}": "nothing",
    "{% for k, v in legal.people %}{{ k }}: {{ v.text }} {% endfor %}": "ann: Ann holds funds. bob: Bob holds bonds.",
    "{% for k, v in legal.people %}{% if loop.first %}{{ v.text }}{% endif %}{% endfor %}": "Ann holds funds.",
    "{% for row in legal.rows | reverse %}{{ row.text }} {% endfor %}": "Bonds fall. Zinc falls.",
    "{% for row in legal.rows | sort(false, false, 'text') %}{{ row.text }} {% endfor %}": "Bonds fall. Zinc falls.",
    "{% for row in legal.rows | selectattr('on') %}{{ row.text }}{% endfor %}": "Zinc falls.",
    "{% for row in legal.rows | rejectattr('on') %}{{ row.text }}{% endfor %}": "Bonds fall.",
    "{% for i in range(1, 4) %}x{{ i }} {% endfor %}": "x1 x2 x3",
    "{% for i in range(2) %}x{{ i }} {% endfor %}": "x0 x1",
    "{{ legal.lines | join(' ') }}": "First line. Second line.",
    "{{ legal.lines | join }}": "First line.Second line.",
    "{{ legal.lines | last }}": "Second line.",
    "{{ legal.rows | join(' ', 'text') }}": "Zinc falls. Bonds fall.",
    "{{ legal.risk | safe }}": "The value of funds can fall.",
    "{{ legal.risk }}": "The value of <i>funds</i> can fall.",
    "{{ legal.risk | striptags }}": "The value of funds can fall.",
    "{{ legal.risk | striptags | truncate(12, true) }}": "The value of...",
    "{{ legal.people[who].text }}": "Ann holds funds.",
    "{{ kind | upper }} {{ kind | capitalize }}": "PAID Paid",
    "{{ 'a b' | replace('a', 'c') }}": "c b",
    "{% set x = 'set' %}{{ x }}": "set",
    "{% set x %}so {{ legal.lines[0] }}{% endset %}before {{ x | safe }}": "before so First line.",
    "{% set x = 1 %}{% if n == 3 %}{% set x = 2 %}{% endif %}{{ x }}": "2",
    "{% set x, y = 'both' %}{{ x }} {{ y }}": "both both",
    "{% set x = ['a', 'b'] %}{{ x[1] }}": "b",
    "{% set x = { a: 'in', 'b': 'table' } %}{{ x.a }} {{ x.b }}": "in table",
    "{% set who = 'Desk' %}{% include 'who.njk' %}": "Desk wrote for paid",
    "{% include 'paid.njk' %}": "Paid for by a reader.",
    "{% include kind + '.njk' %}": "Paid for by a reader.",
    "{% include 'gone.njk' ignore missing %}x": "x",
    "{% import 'macros.njk' as m %}{{ m.note('text') }}": "general note: text",
    "{% from 'macros.njk' import note as n2 %}{{ n2('text', kind='own', who='Ann') }}": "own note: text (Ann)",
    "{% from 'macros.njk' import outer %}{{ outer('text') }}": "inner note: text",
    "{% from 'macros.njk' import wrap %}{% call wrap() %}held{% endcall %}": "held",
    "{% macro own(a, b='two') %}{{ a }}-{{ b }}{% endmacro %}{{ own('one') }}": "one-two",
    "{% macro own() %}held {{ caller() }}{% endmacro %}{% call own() %}text{% endcall %}": "held text",
    "{% extends 'frame.njk' %}{% block low %}own low{% endblock %}": "frame top own low",
    "{% extends 'frame.njk' %}{% block low %}own and {{ super() }}{% endblock %}": "frame top own and frame low",
    "{% raw %}{{ kept }}{% endraw %}": "{{ kept }}",
    "{% verbatim %}{% kept %}{% endverbatim %}": "{% kept %}",
    "{# hidden {% if %} #}shown": "shown",
    "a {%- if true -%}  b  {%- endif -%} c": "abc",
    "{% switch kind %}{% case 'free' %}one{% case 'lent' %}{% case 'paid' %}two{% default %}three{% endswitch %}": "two",
    "{% switch kind %}{% case 'free' %}one{% default %}three{% endswitch %}": "three",
    "{% if n == 1 %}one{% elif n == 3 %}three{% else %}other{% endif %}": "three",
    "{{ 'it\\'s' | safe }}": "it's",
    "{{ legal.lines.length }}": "2",
    "{{ legal.lines | length }}": "2",
    "{% for x in topics %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}": "bonds, funds",
}  # fmt: skip
SNIPPETS = {**{IF % test: said for test, said in CONDITIONS.items()}, **PRINTS}
NAMES = {snippet: f"p{i}" for i, snippet in enumerate(SNIPPETS)}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one layout and one page for each snippet."""
    folder = tmp_path_factory.mktemp("nunjucks") / "site"
    files = dict(FILES)
    for snippet, name in NAMES.items():
        files[f"src/_includes/{name}.njk"] = snippet
        files[f"src/{name}.md"] = f"---\nlayout: {name}.njk\n{FRONT}---\nBody.\n"
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Eleventy:
    return open_site(Tree(str(root)))


@pytest.fixture(scope="module")
def built(root: Path) -> Path:
    """The site as Eleventy builds it."""
    if generator("eleventy") is None and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("eleventy is not installed (make generators)")
    command = ("node", str(HOME / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet")
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_site"


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_layout_prints_what_it_says(site: Eleventy, root: Path, snippet: str) -> None:
    found = site.provisions(page(root / "src" / f"{NAMES[snippet]}.md"))
    assert [piece for printed in found.printed for piece in printed.pieces if piece.doubt] == []
    assert found.unresolved == ()
    assert words(sure(found)) == SNIPPETS[snippet]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_eleventy_prints_the_same(built: Path, snippet: str) -> None:
    text = (built / NAMES[snippet] / "index.html").read_text(encoding="utf-8")
    assert readable(text) == SNIPPETS[snippet]


@pytest.mark.parametrize(
    "snippet",
    [
        "{% for post in collections.posts %}Told in doubt.{% endfor %}",
        "{% if collections.posts | length > 3 %}Told in doubt.{% endif %}",
        "{% if kind is strange %}Told in doubt.{% endif %}",
        "{% if kind.unheard('x') %}Told in doubt.{% endif %}",
        "{% switch page.date %}{% case 1 %}Told in doubt.{% endswitch %}",
        "{% for x in topics | unheard %}{% if loop.first %}Told in doubt.{% endif %}{% endfor %}",
        "{% if legal.lines | unheard %}{% else %}Told in doubt.{% endif %}",
        "{% import 'macros.njk' as m %}{% if m.word == 'x' %}Told in doubt.{% endif %}",
    ],
)
def test_what_depends_on_more_than_the_page_is_in_doubt(root: Path, snippet: str) -> None:
    layout, document = root / "src" / "_includes" / "doubt.njk", root / "src" / "doubt.md"
    layout.write_text(snippet, encoding="utf-8")
    document.write_text(f"---\nlayout: doubt.njk\n{FRONT}---\nBody.\n", encoding="utf-8")
    try:
        found = open_site(Tree(str(root))).provisions(page(document))
    finally:
        document.unlink()
        layout.unlink()
    told = [p for printed in found.printed for p in printed.pieces if "Told in doubt." in p.text]
    assert told
    assert all(piece.doubt for piece in told)


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}" * 50_000,
        "{% switch a %}{% case 1 %}" * 10_000,
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{% call m() %}x{% endcall %}",
        "{{ a" * 50_000,
        "{{ " + "(" * 50_000 + " }}",
        "{{ " + "a | b(" * 10_000 + " }}",
        "{% for x in range(0, 9999999999) %}{% for y in range(0, 9999999999) %}z{% endfor %}{% endfor %}",
        "{% call(" * 5_000,
        "{% block a %}{{ super() }}{% endblock %}" * 300,
    ],
    ids=lambda text: text[:20],
)
def test_nonsense_is_read_to_its_end(judge: Judge, text: str) -> None:
    files = {
        "eleventy.config.js": "",
        "_includes/p.njk": "{{ content | safe }}" + text,
        "a.md": "---\nlayout: p.njk\n---\nBread.",
    }
    assert judge(files).all_problems == ()
