"""Eleventy's pages: which documents become one, at which address, with which layout and data; and the same as Eleventy builds
them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, generator
from tests.site.reading import page, readable, sure, words

from disclint.site.eleventy import open_site
from disclint.site.tree import Tree

FILES = {
    "eleventy.config.js": """\
module.exports = (c) => {
  c.addLayoutAlias("nickname", "b.njk");
  c.addGlobalData("said", "by the site");
  c.addGlobalData("layout", "a.njk");
  c.ignores.add("src/left/**");
  return { dir: { input: "src" } };
};
""",
    ".eleventyignore": "src/ignored\n",
    **{f"src/_includes/{n}.njk": f"{n}: {{{{ said }}}}; {{{{ content | safe }}}}" for n in "abcd"},
    "src/_includes/outer.liquid": "---\nsaid: by outer\n---\nouter: {{ said }}; {{ content }}",
    "src/_includes/chain.njk": "---\nlayout: outer.liquid\nsaid: by chain\n---\nchain: {{ said }}; {{ content | safe }}",
    "src/_includes/data.njk": "data: {{ more.text }} {{ list[0] }}; {{ content | safe }}",
    "src/_data/more.js": 'module.exports = { text: "by more" };\n',
    "src/_data/list.mjs": 'export default ["by list"];\n',
    "src/blog/blog.json": '{ "layout": "b.njk", "said": "by blog", "permalink": "/blog/{{ page.fileSlug }}.html" }',
    "src/blog/sub/sub.11tydata.json": '{ "said": "by sub" }',
    "src/blog/sub/one.json": '{ "said": "by one" }',
    "src/script/script.11tydata.js": 'module.exports = {\n  layout: "c.njk",\n  said: "by script",\n};\n',
    "src/computed/computed.11tydata.js":
        'module.exports = { said: "by c", eleventyComputed: { layout: (data) => "d.njk" } };\n',
}  # fmt: skip
# document, its front matter, the page it becomes (none: it becomes none), what its layouts print
PAGES = [
    ("index.md", "", "index.html", "a: by the site;"),
    ("own.md", "said: by itself", "own/index.html", "a: by itself;"),
    ("b/b.md", "", "b/index.html", "a: by the site;"),
    ("nick.md", "layout: nickname", "nick/index.html", "b: by the site;"),
    ("short.md", "layout: b", "short/index.html", "b: by the site;"),
    ("null.md", "layout: null", "null/index.html", ""),
    ("false.md", "layout: false", "false/index.html", ""),
    ("chain.md", "layout: chain.njk", "chain/index.html", "outer: by chain; chain: by chain;"),
    ("chain2.md", "layout: chain.njk\nsaid: by itself", "chain2/index.html", "outer: by itself; chain: by itself;"),
    ("data.md", "layout: data.njk", "data/index.html", "data: by more by list;"),
    ("blog/p.md", "", "blog/p.html", "b: by blog;"),
    ("blog/2025-01-02-dated.md", "", "blog/dated.html", "b: by blog;"),
    ("blog/other.md", "permalink: /other/", "other/index.html", "b: by blog;"),
    ("blog/never.md", "permalink: false", "", ""),
    ("blog/sub/one.md", "", "blog/one.html", "b: by one;"),
    ("blog/sub/two.md", "", "blog/two.html", "b: by sub;"),
    ("built.md", "permalink: { build: /built-here/ }", "built-here/index.html", "a: by the site;"),
    ("slug.md", 'title: Some Title\npermalink: "/{{ title | slugify }}/"', "some-title/index.html", "a: by the site;"),
    ("script/x.md", "", "script/x/index.html", "c: by script;"),
    ("computed/x.md", "", "computed/x/index.html", None),
    ("2025-01-02-root.md", "", "2025-01-02-root/index.html", "a: by the site;"),
    ("dots.in.name.md", "", "dots.in.name/index.html", "a: by the site;"),
    ("Upper Case.md", "", "Upper Case/index.html", "a: by the site;"),
    ("page.html", "", "page/index.html", "a: by the site;"),
    ("_under/x.md", "", "_under/x/index.html", "a: by the site;"),
    ("ignored/x.md", "", "", ""),
    ("left/x.md", "", "", ""),
    ("node_modules/x.md", "", "", ""),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("addresses")
    files = {**FILES, **{f"src/{name}": f"---\n{front}\n---\nBody of {name}.\n" for name, front, _, _ in PAGES}}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "front", "output", "said"), PAGES)
def test_a_document_becomes_its_page(root: Path, name: str, front: str, output: str, said: str | None) -> None:
    site, asked = open_site(Tree(str(root))), page(root / "src" / name)
    assert site.outputs(asked) == ((output,) if output else ())
    found = site.provisions(asked)
    assert words(sure(found)) == (said or "")
    told = [unresolved.message for unresolved in found.unresolved]
    assert told == (["which layout builds these documents is computed"] if said is None else [])


def test_what_the_site_leaves_out_is_judged_as_it_stands(root: Path) -> None:
    site = open_site(Tree(str(root)))
    pages = {name: site.facts(page(root / "src" / name)).page for name, _, output, _ in PAGES if not output}
    assert pages == {"blog/never.md": False, "ignored/x.md": True, "left/x.md": True, "node_modules/x.md": True}


def test_eleventy_builds_these_pages_and_no_others(root: Path, tmp_path: Path) -> None:
    if generator("eleventy") is None and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("eleventy is not installed (make generators)")
    shutil.copytree(root, tmp_path / "site")
    command = ("node", str(HOME / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet")
    done = subprocess.run(command, cwd=tmp_path / "site", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "site" / "_site"
    built = {str(path.relative_to(made)): readable(path.read_text(encoding="utf-8")) for path in made.rglob("*.html")}
    assert sorted(built) == sorted(output for _, _, output, _ in PAGES if output)
    for name, _, output, said in PAGES:
        if output:
            assert built[output] == f"{'d: by c;' if said is None else said} Body of {name}.".strip()
