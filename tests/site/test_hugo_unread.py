"""What can't be read of a Hugo site is said once, with what would decide it; the rest is read all the same."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.site.conftest import Judge, Plant
from tests.site.reading import page, sure, words

from disclint.site.hugo import Hugo, open_site
from disclint.site.tree import Tree
from disclint.site.values import Place, Provisions, Unresolved

CONFIG = 'baseURL = "https://northgate.example/"\ntitle = "Northgate"\n'
POST = "---\ntitle: Funds\n---\nSavers compare funds.\n"
SUBMODULE = '[submodule "themes/quay"]\n\tpath = themes/quay\n\turl = https://git.example/quay.git\n'
NOTICE = "<p>Northgate gives no advice.</p>\n"


def opened(root: Path) -> Hugo:
    return open_site(Tree(str(root), str(root)))


def provisions(root: Path, name: str = "posts/funds.md", *, left_out: bool = False) -> Provisions:
    return opened(root).provisions(page(root / "content" / name), left_out=left_out)


def told(root: Path, *unresolved: Unresolved) -> list[tuple[str, int, str, bool]]:
    """Path, line, message and whether it hides."""
    found = []
    for (path, offset), message, hides in unresolved:
        line = Path(path).read_text(encoding="utf-8")[:offset].count("\n") + 1
        found.append((str(Path(path).relative_to(root)), line, message, hides))
    return found


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"hugo.toml": CONFIG + 'theme = "quay"\n', ".gitmodules": SUBMODULE},
            "the theme or module `quay` is not in the repository: run `git submodule update --init`",
        ),
        (
            {"hugo.toml": CONFIG + 'theme = "quay"\n'},
            "the theme or module `quay` is not in the repository: add it to the folder of themes",
        ),
        (
            {"hugo.toml": CONFIG + '[module]\n[[module.imports]]\npath = "example.com/press/dock"\n'},
            "the theme or module `example.com/press/dock` is not in the repository: run `hugo mod vendor`",
        ),
        (
            {"hugo.toml": CONFIG + 'theme = ["quay", "pier"]\n', ".gitmodules": SUBMODULE + "path = themes/pier\n"},
            "the themes or modules `quay`, `pier` are not in the repository: run `git submodule update --init`",
        ),
    ],
)
def test_a_theme_that_is_not_there_is_one_note_with_what_would_bring_it(
    plant: Plant, files: dict[str, str], message: str
) -> None:
    root = plant({**files, "content/posts/funds.md": POST, "content/posts/bonds.md": POST})
    (root / "themes" / "quay").mkdir(parents=True)
    site = opened(root)
    found = {
        unresolved
        for name in ("funds", "bonds")
        for unresolved in site.provisions(page(root / f"content/posts/{name}.md")).unresolved
    }
    line = 5 if "imports" in files["hugo.toml"] else 3
    assert told(root, *found) == [("hugo.toml", line, message, True)]
    assert list(site.notes()) == list(found)


def test_a_page_that_the_projects_own_layouts_cover_needs_no_theme(plant: Plant) -> None:
    root = plant(
        {
            "hugo.toml": CONFIG + 'theme = "quay"\n',
            ".gitmodules": SUBMODULE,
            "layouts/_default/single.html": NOTICE + "{{ .Content }}",
            "content/posts/funds.md": POST,
        }
    )
    site = opened(root)
    found = site.provisions(page(root / "content/posts/funds.md"))
    assert (words(sure(found)), found.unresolved, list(site.notes())) == ("Northgate gives no advice.", (), [])


def test_a_partial_of_a_missing_theme_is_undecided_and_the_rest_is_printed(plant: Plant) -> None:
    root = plant(
        {
            "hugo.toml": CONFIG + 'theme = "quay"\n',
            ".gitmodules": SUBMODULE,
            "layouts/_default/single.html": NOTICE + '{{ .Content }}{{ partial "extend.html" . }}',
            "content/posts/funds.md": POST,
        }
    )
    found = provisions(root)
    assert words(sure(found)) == "Northgate gives no advice."
    assert [u.message for u in found.unresolved] == [
        "the theme or module `quay` is not in the repository: run `git submodule update --init`"
    ]


@pytest.mark.parametrize(
    ("layout", "body", "place", "message"),
    [
        ('{{ partial "gone.html" . }}', "", "layouts/_default/single.html:2", "the partial `gone.html` is not in the repository"),
        ('{{ template "gone" . }}', "", "layouts/_default/single.html:2", "the template `gone` is not in the repository"),
        (
            "{{ partial .Params.which.name.deep . }}{{ partial (index .Pages 0).File.Path . }}",
            "",
            "layouts/_default/single.html:2",
            "which partial is included here can't be told from the templates",
        ),
        ("{{ if .IsPage }}", "", "layouts/_default/single.html:2", "if has no end; what it prints can't be told"),
        (
            '{{ partial "bad.html" . }}',
            "",
            "layouts/partials/bad.html:1",
            "a tag is not closed and the file is read no further; what it prints can't be told",
        ),
        ("", "{{< gone >}}", "content/posts/funds.md:4", "the shortcode `gone` has no template in the repository"),
        (
            "{{ (where .Site.Pages `Kind` `legal`).Disclaimer }}",
            "",
            "layouts/_default/single.html:2",
            "what `{{ (where .Site.Pages `Kind` `legal`).Disclaimer }}` prints can't be told from the templates",
        ),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_said_at_its_place(
    plant: Plant, layout: str, body: str, place: str, message: str
) -> None:
    files = {"hugo.toml": CONFIG, "content/posts/funds.md": POST + body}
    files["layouts/partials/bad.html"] = "{{ if .IsPage"
    root = plant({**files, "layouts/_default/single.html": NOTICE + layout})
    found = provisions(root)
    shown = [(f"{path}:{line}", said) for path, line, said, _ in told(root, *found.unresolved)]
    assert (place.replace(":4", ":5"), message) in shown
    assert "Northgate gives no advice." in words(sure(found))


def test_a_site_without_a_layout_says_so(plant: Plant) -> None:
    root = plant({"hugo.toml": CONFIG, "content/posts/funds.md": POST})
    found = provisions(root)
    assert told(root, *found.unresolved) == [
        ("hugo.toml", 1, "no layout for pages of kind page is in the repository", True)
    ]


@pytest.mark.parametrize("name", ["hugo.toml", "config/_default/params.yaml", "data/firms.yaml", "i18n/en.toml"])
def test_a_file_that_is_broken_is_a_note_and_the_rest_is_read(plant: Plant, name: str) -> None:
    layout = NOTICE + "{{ site.Data.firms.lane }}{{ T `x` }}"
    files = {"hugo.toml": CONFIG, "layouts/_default/single.html": layout, "content/posts/funds.md": POST}
    root = plant({**files, name: 'a: "b\n[c' if name.endswith("yaml") else "= broken"})
    site = opened(root)
    found = site.provisions(page(root / "content/posts/funds.md"))
    assert words(sure(found)).startswith("Northgate gives no advice.")
    language = "YAML" if name.endswith("yaml") else "TOML"
    assert [(Path(n.place.path).relative_to(root).as_posix(), n.message) for n in site.notes()] == [
        (name, f"is not valid {language}; nothing of it is known")
    ]


def test_a_link_that_leads_out_of_the_repository_is_not_followed(
    plant: Plant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.html").write_text("A secret.", encoding="utf-8")
    root = plant(
        {
            "hugo.toml": CONFIG,
            "layouts/_default/single.html": NOTICE + '{{ partial "secret.html" . }}',
            "layouts/partials/other.html": "",
            "content/posts/funds.md": POST,
        }
    )
    os.symlink(outside / "secret.html", root / "layouts/partials/secret.html")
    site = opened(root)
    found = site.provisions(page(root / "content/posts/funds.md"))
    assert words(sure(found)) == "Northgate gives no advice."
    assert [n.message for n in site.notes()] == ["leads out of the repository and is not read"]


@pytest.mark.parametrize(
    "layouts",
    [
        {"partials/a.html": '{{ partial "a.html" . }}'},
        {"partials/a.html": '{{ partial "b.html" . }}', "partials/b.html": 'x{{ partial "a.html" . }}'},
        {"partials/a.html": "{{ range seq 900 }}{{ range seq 900 }}{{ range seq 900 }}x{{ end }}{{ end }}{{ end }}"},
        {"partials/a.html": "{{ if .A }}" * 50_000},
        {"partials/a.html": '{{ partial "a.html" (dict "x" .) }}{{ partial "a.html" (dict "y" .) }}'},
        {"partials/a.html": "{{ " + "(" * 40 + ".A" + ")" * 40 + " }}"},
        {"partials/a.html": '{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}'},
        {f"partials/{c}.html": f'{{{{ partial "{chr(ord(c) + 1)}.html" . }}}}' * 2 for c in "abcdefghijklmnopqrstuvwxyz"},
    ],
)  # fmt: skip
def test_templates_without_end_are_given_up_in_bounded_time(plant: Plant, layouts: dict[str, str]) -> None:
    root = plant(
        {
            "hugo.toml": CONFIG,
            "layouts/_default/single.html": NOTICE + '{{ .Content }}{{ partial "a.html" . }}',
            **{f"layouts/{name}": text for name, text in layouts.items()},
            "content/posts/funds.md": POST,
        }
    )
    start = time.process_time()
    provisions(root)
    provisions(root, left_out=True)
    assert time.process_time() - start < 10


def test_a_condition_that_can_not_be_decided_leaves_what_it_guards_in_doubt(plant: Plant) -> None:
    layout = "{{ if gt .WordCount 900 }}<p>Long pages are not advice.</p>{{ end }}{{ .Content }}"
    root = plant({"hugo.toml": CONFIG, "layouts/_default/single.html": layout, "content/posts/funds.md": POST})
    found = provisions(root)
    (piece,) = (p for printed in found.printed for p in printed.pieces)
    assert piece.doubt is not None
    assert (piece.doubt.text, piece.doubt.place) == (
        "{{ if gt .WordCount 900 }}",
        Place(str(root / "layouts/_default/single.html"), 0),
    )
    assert found.unresolved == ()


def test_a_form_for_new_documents_has_fields_that_are_filled_later(judge: Judge) -> None:
    form = '---\ntitle: "{{ replace .Name "-" " " | title }}"\n---\nWe guarantee 10% a year.\n'
    report = judge({"hugo.toml": CONFIG, "archetypes/default.md": form, "content/posts/funds.md": POST})
    assert [p for d in report.documents for p in d.problems] == []
    assert [(f.path, f.rule) for f in report.findings] == [("archetypes/default.md", "guaranteed-returns")]
    broken = judge({"archetypes/default.md": '---\ntitle: "Funds" "and bonds"\n---\nSavers compare funds.\n'})
    assert [p.path for d in broken.documents for p in d.problems] == ["archetypes/default.md"]
