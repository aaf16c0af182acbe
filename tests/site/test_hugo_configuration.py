"""Where Hugo's settings, parameters and templates come from: here, and in Hugo itself."""

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

BASE = 'baseURL = "https://northgate.example/"\ntitle = "Northgate"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
SHOWS = '{{ site.Params.a }} {{ site.Params.b.c }} {{ partial "p" . }}'
PARTIAL = "{{ .Section }}"
POST = "---\ntitle: A\n---\n"
COMMON = {
    "hugo.toml": BASE,
    "layouts/_default/single.html": SHOWS,
    "layouts/_default/list.html": "",
    "layouts/partials/p.html": PARTIAL,
    "content/posts/a.md": POST,
}
# a site's files, and what the page of content/posts/a.md says
SITES: list[tuple[dict[str, str], str]] = [
    ({"hugo.toml": BASE + '[params]\na = "toml"\n[params.B]\nC = "deep"\n'}, "toml deep posts"),
    ({"hugo.toml": "", "config.yaml": "disableKinds: [RSS, sitemap]\nparams:\n  a: yaml\n  b: {c: deep}\n"}, "yaml deep posts"),
    ({"hugo.toml": "", "config.json": '{"params": {"a": "json", "b": {"c": "deep"}}}'}, "json deep posts"),
    (
        {
            "config/_default/params.toml": 'a = "folder"\n[b]\nc = "deep"\n',
            "config/production/params.toml": 'a = "production"\n',
            "config/development/params.toml": 'a = "development"\n',
        },
        "production deep posts",
    ),
    (
        {
            "hugo.toml": BASE + 'theme = ["quay", "pier"]\n[params]\na = "own"\n',
            "themes/quay/config.toml": '[params]\na = "quay"\n[params.b]\nc = "of quay"\n',
            "themes/pier/config.toml": '[params]\na = "pier"\n[params.b]\nc = "of pier"\n',
            "themes/pier/layouts/partials/p.html": "pier's",
        },
        "own of quay posts",
    ),
    (
        {
            "hugo.toml": BASE + 'theme = ["quay", "pier"]\n',
            "layouts/_default/single.html": '{{ partial "only-pier" . }} {{ partial "both" . }} {{ partial "own" . }}',
            "themes/quay/layouts/partials/both.html": "both of quay",
            "themes/quay/layouts/partials/own.html": "own of quay",
            "themes/pier/layouts/partials/both.html": "both of pier",
            "themes/pier/layouts/partials/only-pier.html": "only pier",
            "layouts/partials/own.html": "own",
        },
        "only pier both of quay own",
    ),
    (
        {
            "hugo.toml": BASE + '[[module.mounts]]\nsource = "templates"\ntarget = "layouts"\n'
            '[[module.mounts]]\nsource = "shared/notes"\ntarget = "layouts/partials/notes"\n'
            '[[module.mounts]]\nsource = "content"\ntarget = "content"\n',
            "templates/_default/single.html": 'mounted {{ partial "notes/one" . }}',
            "shared/notes/one.html": "note one",
        },
        "mounted note one",
    ),
    (
        {"hugo.toml": BASE + 'layoutDir = "shapes"\n', "shapes/_default/single.html": "of shapes"},
        "of shapes",
    ),
    (
        {
            "hugo.toml": BASE + '[params]\na = "all"\n[languages.en]\n[languages.en.params]\na = "english"\n[languages.da]\n'
            '[languages.da.params]\na = "dansk"\n',
        },
        "english posts",
    ),
    (
        {
            "content/posts/a.md": '+++\ntitle = "A"\n[Fine]\nPrint = "from toml"\n+++\n',
            "layouts/_default/single.html": "{{ .Params.fine.print }}",
        },
        "from toml",
    ),
    (
        {
            "content/posts/a.md": '{"title": "A", "fine": {"print": "from json"}}\n',
            "layouts/_default/single.html": "{{ .Params.fine.print }}",
        },
        "from json",
    ),
    (
        {
            "content/_index.md": "---\ncascade:\n  - _target: {path: '/posts/**', kind: page}\n    notice: for posts\n"
            "  - _target: {path: '/news/**'}\n    notice: for news\n    other: of news\n---\n",
            "layouts/_default/single.html": "{{ .Params.notice }} {{ .Params.other }}",
        },
        "for posts",
    ),
    (
        {
            "content/_index.md": "---\ncascade: {notice: from home, other: from home}\n---\n",
            "content/posts/_index.md": "---\ncascade: {notice: from posts}\n---\n",
            "layouts/_default/single.html": "{{ .Params.notice }}, {{ .Params.other }}",
        },
        "from posts, from home",
    ),
    (
        {
            "content/posts/_index.md": "---\ncascade: {type: legal}\n---\n",
            "layouts/legal/single.html": "legal {{ .Type }} {{ .Section }}",
        },
        "legal legal posts",
    ),
    (
        {
            "data/firm.toml": 'name = "of the project"\n',
            "hugo.toml": BASE + 'theme = "quay"\n',
            "themes/quay/data/firm.toml": 'name = "of the theme"\n',
            "themes/quay/data/more/deep.json": '{"x": ["y", {"z": "theme data"}]}',
            "layouts/_default/single.html": "{{ site.Data.firm.name }}, {{ (index site.Data.more.deep.x 1).z }}",
        },
        "of the project, theme data",
    ),
    (
        {
            "hugo.toml": BASE + 'theme = "quay"\n',
            "i18n/en.yaml": "- id: one\n  translation: own one\n",
            "themes/quay/i18n/en.toml": '[one]\nother = "theme one"\n[two]\nother = "theme two"\n',
            "layouts/_default/single.html": "{{ T `one` }}, {{ i18n `two` }}",
        },
        "own one, theme two",
    ),
]  # fmt: skip


def planted(plant: Plant, files: dict[str, str]) -> Path:
    """The files over those that the sites have in common; an empty hugo.toml stands for none."""
    return plant({name: text for name, text in {**COMMON, **files}.items() if text or name != "hugo.toml"})


@pytest.mark.parametrize(("files", "said"), SITES)
def test_a_page_says_what_hugo_makes_it_say(plant: Plant, files: dict[str, str], said: str) -> None:
    root = planted(plant, files)
    site = open_site(Tree(str(root)))
    found = site.provisions(page(root / "content/posts/a.md"))
    assert (words(sure(found)), found.unresolved, list(site.notes())) == (said, (), [])


@pytest.mark.skipif(
    not shutil.which("hugo") and os.environ.get("DISCLINT_GENERATORS") != "1", reason="hugo is not installed"
)
@pytest.mark.parametrize(("files", "said"), SITES)
def test_hugo_says_it(plant: Plant, files: dict[str, str], said: str) -> None:
    root = planted(plant, files)
    subprocess.run(("hugo", "--quiet"), cwd=root, check=True)
    assert readable((root / "public/posts/a/index.html").read_text(encoding="utf-8")) == said


def test_every_file_that_was_read_is_told(plant: Plant) -> None:
    root = plant({**COMMON, "layouts/partials/unused.html": "", "data/unused.toml": ""})
    site = open_site(Tree(str(root)))
    site.provisions(page(root / "content/posts/a.md"))
    assert [path.removeprefix(f"{root}/") for path in site.templates()] == [
        "hugo.toml",
        "layouts/_default/single.html",
        "layouts/partials/p.html",
    ]
