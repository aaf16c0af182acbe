"""Which template builds a page: the lookup order, here and in Hugo itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.conftest import Plant
from tests.site.reading import page, readable, sure, words

from disclint.site.hugo import open_site
from disclint.site.tree import Tree

CONFIG = """\
baseURL = "https://northgate.example/"
disableKinds = ["RSS", "sitemap", "404"]
defaultContentLanguage = "en"
[languages.en]
[languages.da]
"""
DOCUMENTS = {
    "_index.md": "",
    "about.md": "",
    "letter.md": "layout: letter",
    "posts/_index.md": "",
    "posts/first.md": "",
    "posts/first.da.md": "",
    "posts/typed.md": "type: news",
    "posts/laid.md": "layout: letter",
    "posts/deep/_index.md": "",
    "posts/deep/second.md": "",
    "posts/bundle/index.md": "",
    "tags/_index.md": "",
    "tags/bonds/_index.md": "",
}
# the layouts of a site, and what builds some of its documents: `base > layout`
SITES: list[tuple[str, dict[str, str]]] = [
    (
        "_default/baseof _default/single _default/list",
        {
            "_index.md": "_default/baseof > _default/list",
            "about.md": "_default/baseof > _default/single",
            "posts/_index.md": "_default/baseof > _default/list",
            "posts/deep/second.md": "_default/baseof > _default/single",
            "tags/_index.md": "_default/baseof > _default/list",
            "tags/bonds/_index.md": "_default/baseof > _default/list",
        },
    ),
    (
        "_default/baseof _default/single _default/list posts/baseof posts/single news/single index letter/single",
        {
            "_index.md": "_default/baseof > index",
            "about.md": "_default/baseof > _default/single",
            "posts/first.md": "posts/baseof > posts/single",
            "posts/bundle/index.md": "posts/baseof > posts/single",
            "posts/deep/second.md": "posts/baseof > posts/single",
            "posts/typed.md": "_default/baseof > news/single",
            "posts/laid.md": "posts/baseof > posts/single",
            "posts/_index.md": "posts/baseof > _default/list",
        },
    ),
    (
        "_default/baseof _default/single _default/list _default/letter posts/letter _default/single-baseof",
        {
            "letter.md": "_default/single-baseof > _default/letter",
            "posts/laid.md": "_default/single-baseof > posts/letter",
            "posts/first.md": "_default/single-baseof > _default/single",
        },
    ),
    (
        "_default/baseof _default/single _default/list _default/section section/list posts/section _default/posts page/single",
        {
            "posts/_index.md": "_default/baseof > posts/section",
            "posts/deep/_index.md": "_default/baseof > posts/section",
            "about.md": "_default/baseof > page/single",
            "posts/first.md": "_default/baseof > _default/single",
        },
    ),
    (
        "_default/baseof _default/single _default/list _default/single.da posts/single.html _default/list.html",
        {
            "posts/first.md": "_default/baseof > posts/single.html",
            "posts/first.da.md": "_default/baseof > posts/single.html",
            "posts/_index.md": "_default/baseof > _default/list.html",
        },
    ),
    (
        "_default/baseof _default/single _default/list _default/single.da",
        {
            "posts/first.md": "_default/baseof > _default/single",
            "posts/first.da.md": "_default/baseof > _default/single.da",
        },
    ),
    (
        "_default/baseof _default/single _default/list _default/terms _default/taxonomy taxonomy/list",
        {
            "tags/_index.md": "_default/baseof > taxonomy/list",
            "tags/bonds/_index.md": "_default/baseof > taxonomy/list",
        },
    ),
    (
        "_default/baseof _default/single _default/list _default/terms _default/term tag/list",
        {
            "tags/_index.md": "_default/baseof > tag/list",
            "tags/bonds/_index.md": "_default/baseof > tag/list",
        },
    ),
]


def planted(plant: Plant, layouts: str) -> Path:
    files = {"hugo.toml": CONFIG}
    for name in layouts.split():
        body = '{{ block "main" . }}{{ end }}' if "baseof" in name else ""
        files[f"layouts/{name}.html"] = (
            f"{name} &gt; {body}" if body else '{{/* parts */}}\n{{- define "main" }}' + name + "{{ end }}"
        )
    for name, front in DOCUMENTS.items():
        files[f"content/{name}"] = f"---\ntitle: A\ntags: [bonds]\n{front}\n---\n"
    return plant(files)


@pytest.mark.parametrize(("layouts", "built"), SITES)
def test_the_most_special_layout_builds_a_page(plant: Plant, layouts: str, built: dict[str, str]) -> None:
    root = planted(plant, layouts)
    site = open_site(Tree(str(root)))
    assert {name: words(sure(site.provisions(page(root / "content" / name)))) for name in built} == built


@pytest.mark.skipif(
    not shutil.which("hugo") and os.environ.get("DISCLINT_GENERATORS") != "1", reason="hugo is not installed"
)
@pytest.mark.parametrize(("layouts", "built"), SITES)
def test_hugo_takes_the_same(plant: Plant, layouts: str, built: dict[str, str]) -> None:
    root = planted(plant, layouts)
    site = open_site(Tree(str(root)))
    subprocess.run(("hugo", "--quiet"), cwd=root, check=True)
    files = {name: root / "public" / site.outputs(page(root / "content" / name))[0] for name in DOCUMENTS}
    pages = {name: readable(file.read_text(encoding="utf-8")) for name, file in files.items()}
    assert {name: pages[name] for name in built} == built
    assert {name: words(sure(site.provisions(page(root / "content" / name)))) for name in DOCUMENTS} == pages


@pytest.mark.parametrize(
    ("layouts", "name", "built"),
    [
        ("baseof single list", "posts/first.md", "baseof > single"),
        ("baseof page list", "posts/first.md", "baseof > page"),
        ("baseof all posts/page", "posts/first.md", "baseof > posts/page"),
        ("baseof all", "posts/_index.md", "baseof > all"),
        ("baseof section", "posts/_index.md", "baseof > section"),
        ("baseof all posts/deep/page", "posts/deep/second.md", "baseof > posts/deep/page"),
        ("baseof home all", "_index.md", "baseof > home"),
    ],
)
def test_layouts_may_lie_as_hugo_has_them_since_0_146(plant: Plant, layouts: str, name: str, built: str) -> None:
    root = planted(plant, layouts)
    assert words(sure(open_site(Tree(str(root))).provisions(page(root / "content" / name)))) == built


def test_partials_and_shortcodes_may_lie_in_their_new_folders(plant: Plant) -> None:
    root = plant(
        {
            "hugo.toml": CONFIG,
            "layouts/page.html": '{{ .Content }}{{ partial "foot.html" . }}',
            "layouts/_partials/foot.html": "<p>From a partial.</p>",
            "layouts/_shortcodes/note.html": "<p>From a shortcode.</p>",
            "content/a.md": "---\ntitle: A\n---\n{{< note >}}\n",
        }
    )
    found = open_site(Tree(str(root))).provisions(page(root / "content/a.md"))
    assert [words(printed.pieces) for printed in found.printed] == ["From a shortcode.", "From a partial."]
