"""Liquid as Jekyll has it: what each piece of a layout prints; and the same pages as Jekyll itself builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.site.reading import page, readable, sure, words

from disclint.site.jekyll import Jekyll, open_site
from disclint.site.tree import Tree
from disclint.site.values import Piece

FILES = {
    "_config.yml": "title: Cedar Point\nlegal: { shown: true, hidden: no, word: 'no', text: Cedar Point gives no advice. }\n",
    "_data/legal.yml": """\
risk: The value of <i>funds</i> can fall.
html: "<b>Bold</b> words"
lines: [First line., Second line.]
nolines: []
hidden: Off
word: 'off'
people: { ann: { text: Ann holds funds. } }
""",
    "_data/sub/more.yml": "text: Deep data.\n",
    "_data/rows.yml": "- { id: a, text: Zinc falls., on: true }\n- { id: b, text: Bonds fall. }\n",
    "_includes/who.html": "{{ who }} wrote for {{ page.kind }}",
    "_includes/arg.html": "({{ include.text }})",
    "_includes/sub/deep.html": "deep {% include arg.html text=include.text %}",
    "_includes/paid.html": "Paid for by a reader.",
}
FRONT = """\
title: T
disclaimer: false
shown: yes
hidden: off
word: 'no'
quoted: "false"
kind: paid
topics: [bonds, funds]
none: []
n: 3
empty: ""
nothing: null
a-b: 2
who: ann
file: legal
nest: { deep: x }
"""
IF = "{%% if %s %%}yes{%% else %%}no{%% endif %%}"
CONDITIONS = {
    "page.disclaimer == false": "yes",
    "page.disclaimer != false": "no",
    "page.hidden == false": "yes",
    "page.shown == true": "yes",
    'page.word == "no"': "yes",
    "site.legal.hidden": "no",
    'site.legal.word == "no"': "yes",
    "site.data.legal.hidden == false": "yes",
    'site.data.legal.word == "off"': "yes",
    "page.quoted": "yes",
    "page.quoted == false": "no",
    "page.empty": "yes",
    "page.nothing": "no",
    "page.nothing == null": "yes",
    "page.missing == nil": "yes",
    "page.missing == false": "no",
    "page.empty == empty": "yes",
    "page.none == empty": "yes",
    "page.missing == empty": "no",
    "page.topics != empty": "yes",
    'page.empty == ""': "yes",
    'page.missing == ""': "no",
    "page.empty == blank": "no",
    'page.topics contains "bonds"': "yes",
    'page.topics contains "bond"': "no",
    'page.kind contains "ai"': "yes",
    "page.n > 2 and page.n < 4": "yes",
    'page.n == "3"': "no",
    "page.n <> 3": "no",
    "page.topics.size > 1": "yes",
    'page.topics.first == "bonds"': "yes",
    'page.topics[1] == "funds"': "yes",
    'page["kind"] == "paid"': "yes",
    "true or false and false": "yes",
    "false and false or true": "no",
    'page.nest.deep == "x"': "yes",
    "page.a-b == 2": "yes",
    "layout.wide": "yes",
    'jekyll.environment == "production"': "yes",
    "site.legal.shown and page.n": "yes",
    "site.missing": "no",
    "paginator": "no",
    "page.collection": "no",
    'page.url contains "/p"': "yes",
}
PRINTS = {
    "{% unless page.disclaimer %}one{% elsif page.n == 3 %}two{% endunless %}": "one",
    '{% case page.kind %}{% when "free" %}one{% when "paid", "lent" %}two{% else %}three{% endcase %}': "two",
    "{% case page.n %}{% when 1 or 3 %}one{% else %}three{% endcase %}": "one",
    "{% for x in site.data.legal.lines %}{{ x }} {% endfor %}": "First line. Second line.",
    "{% for x in site.data.legal.lines limit: 1 %}{{ x }} {% endfor %}": "First line.",
    "{% for x in site.data.legal.lines offset:1 %}{{ x }} {% endfor %}": "Second line.",
    "{% for x in site.data.legal.lines reversed %}{{ x }} {% endfor %}": "Second line. First line.",
    "{% for x in site.data.legal.lines %}{% if forloop.first %}{{ x }}{% endif %}{% endfor %}": "First line.",
    "{% for x in site.data.legal.lines %}{% if forloop.last %}{{ x }}{% endif %}{% endfor %}": "Second line.",
    "{% for x in site.data.legal.lines %}{{ forloop.index }} of {{ forloop.length }} {% endfor %}": "1 of 2 2 of 2",
    "{% for x in site.data.legal.lines %}{{ x }}{% break %}{% endfor %}": "First line.",
    "{% for x in site.data.legal.lines %}{% if forloop.first %}{% continue %}{% endif %}{{ x }}{% endfor %}":
        "Second line.",
    "{% for x in site.data.legal.nolines %}{{ x }}{% else %}nothing{% endfor %}": "nothing",
    "{% for i in (1..3) %}x{{ i }} {% endfor %}": "x1 x2 x3",
    "{% for p in site.data.legal.people %}{{ p[0] }} says {{ p[1].text }}{% endfor %}": "ann says Ann holds funds.",
    "{% assign x = page.missing | default: 'none' %}{{ x }}": "none",
    "{% assign x = page.disclaimer | default: true %}{% if x %}yes{% else %}no{% endif %}": "yes",
    "{% assign x = page.disclaimer | default: true, allow_false: true %}{% if x %}yes{% else %}no{% endif %}": "no",
    '{% assign x = "a,b" | split: "," %}{{ x[1] }} {{ x | size }} {{ x | join: " and " }}': "b 2 a and b",
    "{% capture x %}so {{ site.data.legal.risk }}{% endcapture %}before {{ x }}":
        "before so The value of funds can fall.",
    '{% capture x %}{% endcapture %}{% if x == "" %}yes{% else %}no{% endif %}': "yes",
    '{% capture x %}{% include paid.html %}{% endcapture %}{% if x != "" %}{{ x }}{% endif %}': "Paid for by a reader.",
    "{% assign a = false %}{% if page.n == 3 %}{% assign a = true %}{% endif %}{% if a %}yes{% endif %}": "yes",
    '{% assign who = "Desk" %}{% include who.html %}': "Desk wrote for paid",
    '{% include arg.html text="given" %}': "(given)",
    r'{% include arg.html text="of \"A\" shares" other="b" %}': '(of "A" shares)',
    "{% include arg.html text=site.data.legal.risk %}": "(The value of funds can fall.)",
    "{% include arg.html %}": "()",
    '{% include sub/deep.html text="down" %}': "deep (down)",
    '{% assign f = "arg.html" %}{% include {{ f }} text="named" %}': "(named)",
    "{% include {{ page.kind }}.html %}": "Paid for by a reader.",
    "{% include {{page.kind | downcase-}}.html %}": "Paid for by a reader.",
    "{% raw %}{{ kept }}{% endraw %}": "{{ kept }}",
    "{% comment %}hidden{% endcomment %}shown": "shown",
    "a {%- if true -%}  b  {%- endif -%} c": "abc",
    "{{ site.data.legal.people[page.who].text }}": "Ann holds funds.",
    '{{ site.data[page.file]["lines"] | first }}': "First line.",
    "{{ site.data.legal.html }}": "Bold words",
    "{{ site.data.legal.html | escape }}": "<b>Bold</b> words",
    "{{ site.data.sub.more.text }}": "Deep data.",
    "{{ site.data.rows[0].text }}": "Zinc falls.",
    "{{ site.data.legal.risk | strip_html | truncate: 12 }}": "The value...",
    "{{ site.data.legal.risk | strip_html | truncatewords: 2 }}": "The value...",
    '{{ site.data.legal.risk | slice: 0, 9 }}': "The value",
    '{{ site.data.legal.risk | remove: "value of " }}': "The funds can fall.",
    '{% assign r = site.data.rows | where: "id", "b" | first %}{{ r.text }}': "Bonds fall.",
    '{% assign r = site.data.rows | where: "id", page.kind %}{{ r.size }}': "0",
    '{% assign r = site.data.rows | where_exp: "x", "x.id == \'b\'" | first %}{{ r.text }}': "Bonds fall.",
    '{% assign r = site.data.rows | find: "id", "a" %}{{ r.text }}': "Zinc falls.",
    '{{ site.data.rows | map: "text" | join: " " }}': "Zinc falls. Bonds fall.",
    '{{ site.data.rows | sort: "text" | map: "text" | join: " " }}': "Bonds fall. Zinc falls.",
    '{% assign r = site.data.rows | group_by: "id" %}{% for g in r %}{{ g.name }} {% endfor %}': "a b",
    '{{ page.topics | concat: site.data.legal.lines | join: " " }}': "bonds funds First line. Second line.",
    '{{ page.topics | push: "new" | reverse | join: " " }}': "new funds bonds",
    "{{ 5 | minus: 2 }} {{ 2 | times: 3 }} {{ 7 | divided_by: 2 }} {{ 7 | modulo: 4 }} {{ 1 | plus: 1 }}": "3 6 3 3 2",
}  # fmt: skip
SNIPPETS = {**{IF % test: said for test, said in CONDITIONS.items()}, **PRINTS}
NAMES = {snippet: f"p{i}" for i, snippet in enumerate(SNIPPETS)}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one layout and one page for each snippet."""
    folder = tmp_path_factory.mktemp("liquid") / "site"
    files = dict(FILES)
    for snippet, name in NAMES.items():
        files[f"_layouts/{name}.html"] = f"---\nwide: true\n---\n<p>{{{{ content }}}}</p><hr>{snippet}"
        files[f"{name}.md"] = f"---\nlayout: {name}\n{FRONT}---\nBody.\n"
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Jekyll:
    return open_site(Tree(str(root)))


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site as Jekyll builds it for production."""
    if not shutil.which("jekyll") and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("jekyll is not installed")
    target = tmp_path_factory.mktemp("liquid-built")
    command = (
        "jekyll",
        "build",
        "--quiet",
        "--disable-disk-cache",
        "--source",
        str(root),
        "--destination",
        str(target),
    )
    done = subprocess.run(
        command, env={**os.environ, "JEKYLL_ENV": "production"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    yield target


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_layout_prints_what_it_says(site: Jekyll, root: Path, snippet: str) -> None:
    found = site.provisions(page(root / f"{NAMES[snippet]}.md"))
    assert [piece for printed in found.printed for piece in printed.pieces if piece.doubt] == []
    assert found.unresolved == ()
    assert words(sure(found)) == SNIPPETS[snippet]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_jekyll_prints_the_same(built: Path, snippet: str) -> None:
    text = (built / f"{NAMES[snippet]}.html").read_text(encoding="utf-8")
    assert readable(text.partition("<hr>")[2]) == SNIPPETS[snippet]


@pytest.mark.parametrize(
    "snippet",
    [
        "{% for post in site.posts %}Told in doubt.{% endfor %}",
        "{% for x in site.data.rows offset: site.posts.size %}Told in doubt.{% endfor %}",
        '{% assign r = site.posts | where: "kind", "x" %}{% if r.size > 0 %}Told in doubt.{% endif %}',
        '{% assign r = site.data.rows | where: "id", site.time %}{% if r == empty %}Told in doubt.{% endif %}',
        '{% assign r = site.data.rows | where_exp: "x", "x.id == site.time" %}{% if r.size > 0 %}Told in doubt.{% endif %}',
        "{% for x in site.data.rows %}{% if site.posts %}{% break %}{% endif %}{% endfor %}"
        "{% for x in site.data.rows %}{% if site.tags %}{% break %}{% endif %}Told in doubt.{% endfor %}",
        '{% capture x %}{% if site.posts %}y{% endif %}{% endcapture %}{% if x == "" %}Told in doubt.{% endif %}',
        "{% if site.posts.size > 3 %}Told in doubt.{% endif %}",
        "{% if page.kind | unheard %}{% endif %}{% assign x = page.kind | unheard %}{% if x == 'y' %}Told in doubt.{% endif %}",
    ],
)
def test_what_depends_on_more_than_the_page_is_in_doubt(root: Path, snippet: str) -> None:
    layout, document = root / "_layouts" / "doubt.html", root / "doubt.md"
    layout.write_text(snippet, encoding="utf-8")
    document.write_text(f"---\nlayout: doubt\n{FRONT}---\nBody.\n", encoding="utf-8")
    try:
        found = open_site(Tree(str(root))).provisions(page(document))
    finally:
        document.unlink()
        layout.unlink()
    told: list[Piece] = [p for printed in found.printed for p in printed.pieces if "Told in doubt." in p.text]
    assert told
    assert all(piece.doubt for piece in told)
