"""Which file a document becomes, what kind of document it is and whether it is published: here, and in Hugo itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.site.conftest import Plant
from tests.site.reading import page

from disclint.site.hugo import open_site
from disclint.site.tree import Tree
from disclint.site.values import SiteFacts

BASE = 'baseURL = "https://northgate.example/"\ntitle = "Northgate"\n'
QUIET = 'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
LAYOUTS = {
    "layouts/_default/single.html": "{{ .Content }}",
    "layouts/_default/list.html": "{{ .Content }}",
    "layouts/index.html": "{{ .Content }}",
}
TODAY = "2026-01-31"


def post(**front: object) -> str:
    return "---\ntitle: A Title\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + "---\nWords.\n"


# a site: its configuration, and the file that each of its documents becomes (None: none)
SITES: list[tuple[str, Mapping[str, tuple[str, str | None]]]] = [
    (
        QUIET,
        {
            "posts/first.md": (post(), "posts/first/index.html"),
            "posts/Some Words (2).md": (post(), "posts/some-words-2/index.html"),
            "posts/Fonds_für.Alle.md": (post(), "posts/fonds_für.alle/index.html"),
            "posts/slugged.md": (post(slug="Other Name"), "posts/other-name/index.html"),
            "posts/addressed.md": (post(url="/elsewhere/here.html"), "elsewhere/here.html"),
            "posts/folder.md": (post(url="/elsewhere/there"), "elsewhere/there/index.html"),
            "posts/relative.md": (post(url="near/by/"), "near/by/index.html"),
            "posts/bundle/index.md": (post(), "posts/bundle/index.html"),
            "posts/bundle/resource.md": (post(), None),
            "posts/bundle/deep/resource.md": (post(), None),
            "posts/deep/er/page.md": (post(), "posts/deep/er/page/index.html"),
            "posts/_index.md": (post(), "posts/index.html"),
            "_index.md": (post(), "index.html"),
            "about.md": (post(), "about/index.html"),
            "legal/index.md": (post(), "legal/index.html"),
            "posts/draft.md": (post(draft="true"), None),
            "posts/later.md": (post(date="2999-01-01"), None),
            "posts/expired.md": (post(expiryDate="2001-01-01"), None),
            "posts/published-later.md": (post(date="2020-01-01", publishDate="2999-01-01"), None),
            "posts/headless/index.md": (post(headless="true"), None),
            "posts/unbuilt.md": (post(_build="{render: never}"), None),
            "posts/unlisted.md": (post(_build="{list: never}"), "posts/unlisted/index.html"),
        },
    ),
    (
        QUIET
        + '[permalinks]\nposts = "/:year/:month/:day/:slug/"\nnews = "/n/:title"\nnotes = "/:sections[1:]/:filename/"\n'
        + 'deep = "/:section/x/:sections[last]/:slugorfilename/"\n',
        {
            "posts/first.md": (post(date="2024-03-04"), "2024/03/04/a-title/index.html"),
            "posts/second.md": (post(date="2024-03-05T10:00:00Z", slug="two"), "2024/03/05/two/index.html"),
            "posts/bundle/index.md": (post(date="2024-03-06"), "2024/03/06/a-title/index.html"),
            "news/one.md": (post(), "n/a-title/index.html"),
            "notes/a/b/Note One.md": (post(), "a/b/note-one/index.html"),
            "notes/a/_index.md": (post(), "notes/a/index.html"),
            "notes/a/b/_index.md": (post(), "notes/a/b/index.html"),
            "deep/a/_index.md": (post(), "deep/a/index.html"),
            "deep/a/b/c.md": (post(), "deep/x/a/c/index.html"),
            "other/plain.md": (post(), "other/plain/index.html"),
        },
    ),
    (
        QUIET + "uglyURLs = true\n",
        {
            "posts/first.md": (post(), "posts/first.html"),
            "posts/_index.md": (post(), "posts.html"),
            "_index.md": (post(), "index.html"),
            "about.md": (post(), "about.html"),
        },
    ),
    (
        QUIET
        + 'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.da]\nweight = 2\n[languages.de]\nweight = 3\n',
        {
            "posts/first.md": (post(), "posts/first/index.html"),
            "posts/first.da.md": (post(), "da/posts/first/index.html"),
            "posts/own.da.md": (post(slug="egen"), "da/posts/egen/index.html"),
            "posts/dotted.v2.md": (post(), "posts/dotted.v2/index.html"),
            "posts/bundle/index.md": (post(), "posts/bundle/index.html"),
            "posts/bundle/index.de.md": (post(), "de/posts/bundle/index.html"),
            "posts/_index.da.md": (post(), "da/posts/index.html"),
            "addressed.da.md": (post(url="/her/"), "her/index.html"),
        },
    ),
    (
        QUIET
        + 'defaultContentLanguage = "en"\ndefaultContentLanguageInSubdir = true\n'
        + '[languages.en]\ncontentDir = "content/english"\n[languages.da]\ncontentDir = "content/dansk"\n',
        {
            "english/posts/first.md": (post(), "en/posts/first/index.html"),
            "dansk/posts/first.md": (post(), "da/posts/first/index.html"),
        },
    ),
    (
        'disableKinds = ["RSS", "sitemap", "404"]\n[taxonomies]\ntopic = "topics"\n',
        {
            "posts/first.md": (post(topics="[Bonds]", aliases="[/old/place/]"), "posts/first/index.html"),
            "topics/_index.md": (post(), "topics/index.html"),
            "topics/bonds/_index.md": (post(), "topics/bonds/index.html"),
        },
    ),
    (
        QUIET + "disablePathToLower = true\n",
        {
            "Posts/First One.md": (post(), "Posts/First-One/index.html"),
            "Posts/slug.md": (post(slug="Some Slug"), "Posts/Some-Slug/index.html"),
        },
    ),
]


def planted(plant: Plant, configuration: str, documents: Mapping[str, tuple[str, str | None]]) -> Path:
    files = {f"content/{name}": text for name, (text, _) in documents.items()}
    return plant({"hugo.toml": BASE + configuration, **LAYOUTS, **files})


@pytest.mark.parametrize(("configuration", "documents"), SITES)
def test_a_document_becomes_the_file_that_hugo_writes(
    plant: Plant, configuration: str, documents: Mapping[str, tuple[str, str | None]]
) -> None:
    root = planted(plant, configuration, documents)
    site = open_site(Tree(str(root)))
    for name, (_, output) in documents.items():
        asked = page(root / "content" / name, TODAY)
        facts = site.facts(asked)
        found = site.outputs(asked)[:1] if facts.page and not facts.draft else ()
        assert (name, found) == (name, (output,) if output else ())


@pytest.mark.skipif(
    not shutil.which("hugo") and os.environ.get("DISCLINT_GENERATORS") != "1", reason="hugo is not installed"
)
@pytest.mark.parametrize(("configuration", "documents"), SITES)
def test_hugo_writes_it(plant: Plant, configuration: str, documents: Mapping[str, tuple[str, str | None]]) -> None:
    root = planted(plant, configuration, documents)
    subprocess.run(("hugo", "--quiet"), cwd=root, check=True)
    written = {str(path.relative_to(root / "public")) for path in (root / "public").rglob("*.html")}
    outputs = [output for _, output in documents.values() if output]
    assert [output for output in outputs if output not in written] == []
    extra = {"index.html", "old/place/index.html", *(f"{code}/index.html" for code in ("da", "de", "en"))}
    folders = {str(Path(o).parent.parent / "index.html") for o in outputs} | {f"{Path(o).parent}.html" for o in outputs}
    sections = {f"{Path(name).parts[0]}/index.html" for name in documents if "/" in name}
    assert sorted(written - set(outputs) - extra - folders - sections - {"da/posts/index.html"}) == []


def test_aliases_come_behind_the_page_itself(plant: Plant) -> None:
    root = plant(
        {"hugo.toml": BASE, "content/posts/first.md": post(aliases="[/old/place/, was/here, /file.html]")} | LAYOUTS
    )
    assert open_site(Tree(str(root))).outputs(page(root / "content/posts/first.md")) == (
        "posts/first/index.html",
        "old/place/index.html",
        "posts/was/here/index.html",
        "file.html",
    )


@pytest.mark.parametrize(
    ("name", "text", "facts"),
    [
        ("posts/a.md", post(date="2024-05-06"), SiteFacts(date="2024-05-06", document="blog")),
        ("blog/a.md", post(), SiteFacts(document="blog")),
        ("news/a.md", post(), SiteFacts(document="article")),
        ("newsletter/a.md", post(), SiteFacts(document="newsletter")),
        ("press/a.md", post(), SiteFacts(document="press-release")),
        ("about.md", post(), SiteFacts()),
        ("posts/_index.md", post(), SiteFacts()),
        ("posts/a.md", post(draft="true"), SiteFacts(draft=True, document="blog")),
        ("posts/a.md", post(date="2026-02-01"), SiteFacts(draft=True, date="2026-02-01", document="blog")),
        ("posts/a.md", post(date="2026-01-31"), SiteFacts(date="2026-01-31", document="blog")),
        ("posts/a.md", post(expiryDate="2026-01-31"), SiteFacts(draft=True, document="blog")),
        ("posts/b/index.md", post(headless="true"), SiteFacts(document="blog", page=False)),
    ],
)
def test_what_hugo_knows_of_a_document(plant: Plant, name: str, text: str, facts: SiteFacts) -> None:
    root = plant({"hugo.toml": BASE, f"content/{name}": text})
    assert open_site(Tree(str(root))).facts(page(root / "content" / name, TODAY)) == facts


def test_what_is_no_content_gets_nothing_and_a_layout_is_no_page(plant: Plant) -> None:
    root = plant({"hugo.toml": BASE, "README.md": "# Northgate\n", "layouts/_default/single.html": "<p>Notice.</p>"})
    site = open_site(Tree(str(root)))
    for name, alone in (("README.md", True), ("layouts/_default/single.html", False)):
        asked = page(root / name)
        assert (site.facts(asked).page, site.outputs(asked), site.provisions(asked).printed) == (alone, (), ())


def test_the_language_is_the_files_own_or_the_folders(plant: Plant) -> None:
    configuration = 'defaultContentLanguage = "en"\n[languages.en]\n[languages.da]\ncontentDir = "dansk"\n'
    root = plant(
        {"hugo.toml": BASE + configuration, "content/a.md": post(), "content/a.da.md": post(), "dansk/a.md": post()}
    )
    site = open_site(Tree(str(root)))
    names = ("content/a.md", "content/a.da.md", "dansk/a.md")
    assert [site.facts(page(root / name)).language for name in names] == ["en", "da", "da"]


def test_fields_that_sections_hand_down_are_told_and_decide_drafts(plant: Plant) -> None:
    root = plant(
        {
            "hugo.toml": BASE,
            "content/posts/_index.md": "---\ncascade:\n  draft: true\n  audience: retail\n---\n",
            "content/posts/a.md": post(draft="false"),
            "content/posts/b.md": post(),
        }
    )
    site = open_site(Tree(str(root)))
    a, b = (site.facts(page(root / f"content/posts/{name}.md")) for name in "ab")
    assert (a.draft, dict(a.inherited)) == (False, {"audience": "retail"})
    assert (b.draft, dict(b.inherited)) == (True, {"draft": True, "audience": "retail"})
