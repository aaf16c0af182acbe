"""Jekyll's pages: which documents become one, at which address, with which layout; and the same as Jekyll builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.reading import page

from disclint.site.jekyll import open_site
from disclint.site.tree import Tree

DAY = "_posts/2025-01-02"
CONFIG = """\
collections:
  guides: { output: true }
  hidden: { output: false }
  letters: { output: true, permalink: /l/:year/:title/ }
  caps: { output: true, permalink: "/:collection/:name:output_ext" }
exclude: [notes, "*.tmp.md"]
include: [_pages]
defaults:
  - { scope: { path: "" }, values: { layout: a } }
  - { scope: { path: "", type: pages }, values: { layout: b } }
  - { scope: { path: "", type: posts }, values: { layout: c } }
  - { scope: { path: sub, type: pages }, values: { layout: d } }
  - { scope: { path: _posts/news }, values: { layout: e } }
  - { scope: { path: "globs/*/z.md" }, values: { layout: e } }
  - { scope: { path: "", type: guides }, values: { layout: d } }
"""
CUSTOM = """\
permalink: /blog/:year/:i_month/:short_month/:y_day/:slug:output_ext
collections_dir: content
collections: [docs]
"""
SITES = {"many": CONFIG, "pretty": "permalink: pretty\n", "custom": CUSTOM, "bare": "permalink: /:title\n"}
# site, document, its front matter, the page it becomes (none: it becomes none), the layout
PAGES = [
    ("many", "index.md", "", "index.html", "b"),
    ("many", "about.md", "", "about.html", "b"),
    ("many", "sub/one.md", "", "sub/one.html", "d"),
    ("many", "sub/deep/two.html", "", "sub/deep/two.html", "d"),
    ("many", "subway.md", "", "subway.html", "d"),
    ("many", "perm.md", "permalink: /x/y/", "x/y/index.html", "b"),
    ("many", "perm2.md", "permalink: /x/z", "x/z.html", "b"),
    ("many", "perm3.md", "permalink: x/w.html", "x/w.html", "b"),
    ("many", f"{DAY}-a-b.md", "", "2025/01/02/a-b.html", "c"),
    ("many", "_posts/news/2025-01-02-n.md", "", "2025/01/02/n.html", "e"),
    ("many", "cat/_posts/2025-01-02-in-cat.md", "", "cat/2025/01/02/in-cat.html", "c"),
    ("many", "_posts/2025-1-3-short.md", "", "2025/01/03/short.html", "c"),
    ("many", f"{DAY}-cats.md", "categories: [One Two, Three]", "one two/three/2025/01/02/cats.html", "c"),
    ("many", f"{DAY}-cats2.md", "category: Four", "four/2025/01/02/cats2.html", "c"),
    ("many", f"{DAY}-cats3.md", "categories: five six", "five/six/2025/01/02/cats3.html", "c"),
    ("many", f"{DAY}-Upper Case.md", "", "2025/01/02/Upper-Case.html", "c"),
    ("many", f"{DAY}-slugged.md", "slug: other", "2025/01/02/other.html", "c"),
    ("many", f"{DAY}-dated.md", "date: 2024-03-09", "2024/03/09/dated.html", "c"),
    ("many", f"{DAY}-none.md", "layout: none", "2025/01/02/none.html", ""),
    ("many", f"{DAY}-null.md", "layout: null", "2025/01/02/null.html", "c"),
    ("many", f"{DAY}-false.md", "layout: false", "2025/01/02/false.html", ""),
    ("many", f"{DAY}-html.html", "", "2025/01/02/html.html", "c"),
    ("many", f"{DAY}-long.markdown", "layout: b", "2025/01/02/long.html", "b"),
    ("many", "_posts/undated.md", "", "", ""),
    ("many", "_guides/start.md", "", "guides/start.html", "d"),
    ("many", "_guides/sub/deep.md", "", "guides/sub/deep.html", "d"),
    ("many", "_letters/may.md", "date: 2025-05-01", "l/2025/may/index.html", "a"),
    ("many", "_caps/Big Name.md", "", "caps/big-name.html", "a"),
    ("many", "_hidden/no.md", "", "", ""),
    ("many", "_other/no.md", "", "", ""),
    ("many", "_pages/kept.md", "", "_pages/kept.html", "b"),
    ("many", "notes/n.md", "", "", ""),
    ("many", "a.tmp.md", "", "", ""),
    ("many", "globs/q/z.md", "", "globs/q/z.html", "e"),
    ("many", "globs/q/y.md", "", "globs/q/y.html", "b"),
    ("many", ".dot.md", "", "", ""),
    ("many", "node_modules/x.md", "", "", ""),
    ("pretty", "index.md", "layout: a", "index.html", "a"),
    ("pretty", "about.md", "layout: a", "about/index.html", "a"),
    ("pretty", f"{DAY}-a.md", "layout: b", "2025/01/02/a/index.html", "b"),
    ("pretty", "c/_posts/2025-01-02-b.md", "categories: d", "c/d/2025/01/02/b/index.html", ""),
    ("custom", "content/_posts/2025-01-02-A b.md", "layout: a", "blog/2025/1/Jan/002/a-b.html", "a"),
    ("custom", "content/_docs/x.md", "layout: a", "", ""),
    ("custom", "about.md", "layout: a", "about.html", "a"),
    ("bare", f"{DAY}-a.md", "layout: a", "a.html", "a"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites, whose layouts tell their own names."""
    folder = tmp_path_factory.mktemp("addresses")
    files = {f"{site}/_config.yml": config for site, config in SITES.items()}
    files |= {f"{site}/_layouts/{name}.html": f"layout {name}: {{{{ content }}}}" for site in SITES for name in "abcde"}
    files |= {f"{site}/{name}": f"---\n{front}\n---\nBody of {name}.\n" for site, name, front, _, _ in PAGES}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("site", "name", "front", "output", "layout"), PAGES)
def test_a_document_becomes_its_page(root: Path, site: str, name: str, front: str, output: str, layout: str) -> None:
    reader, asked = open_site(Tree(str(root / site))), page(root / site / name)
    assert output in reader.outputs(asked) if output else reader.outputs(asked) == ()
    assert [Path(path).stem for path in reader.provisions(asked).layout] == ([layout] if layout else [])


@pytest.mark.parametrize("site", SITES)
def test_jekyll_builds_these_pages_and_no_others(root: Path, tmp_path: Path, site: str) -> None:
    if not shutil.which("jekyll") and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("jekyll is not installed")
    command = ("jekyll", "build", "--quiet", "--disable-disk-cache", "--source", str(root / site))
    done = subprocess.run((*command, "--destination", str(tmp_path)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    built = {str(path.relative_to(tmp_path)): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")}
    pages = [case for case in PAGES if case[0] == site and case[3]]
    assert sorted(built) == sorted(case[3] for case in pages)
    for _, name, _, output, layout in pages:
        assert f"Body of {name}." in built[output]
        assert built[output].startswith(f"layout {layout}: ") == bool(layout)
