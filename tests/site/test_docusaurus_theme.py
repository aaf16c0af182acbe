"""Docusaurus: versions of theme components that hold each other, configurations of all shapes, what can't be known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest
from tests.site.conftest import Judge, Plant
from tests.site.reading import page, sure, words

from disclint.site.docusaurus import open_site
from disclint.site.tree import Tree
from disclint.site.values import Provisions, SiteReader

ADVICE = "Nothing here is investment advice."
MEMBER = "Harbor Lane Securities LLC, Member FINRA/SIPC."
CONFIG = f"module.exports = {{themeConfig: {{footer: {{copyright: '{MEMBER}'}}}}, presets: [['classic', {{}}]]}};\n"
FOOTER = f"export default () => <p>{ADVICE}</p>;\n"


def planted(plant: Plant, files: Mapping[str, str]) -> tuple[Path, SiteReader]:
    root = plant({"docusaurus.config.js": CONFIG, "docs/a.md": "A bond.\n", **files})
    return root, open_site(Tree(str(root)))


THEMES = [
    ({}, MEMBER),
    ({"src/theme/DocItem/Footer.js": FOOTER}, f"{ADVICE} {MEMBER}"),
    (  # a layout that does not print the footer of documents
        {
            "src/theme/DocItem/Footer.js": FOOTER,
            "src/theme/DocItem/Layout.js": "export default ({children}) => <div>{children}</div>;\n",
        },
        MEMBER,
    ),
    (  # one that prints it before the document
        {
            "src/theme/DocItem/Footer.js": FOOTER,
            "src/theme/DocItem/Layout.js": "import Footer from '@theme/DocItem/Footer';\n"
            "export default ({children}) => <div><Footer />{children}</div>;\n",
        },
        f"{ADVICE} {MEMBER}",
    ),
    (  # a footer of the site's own that leaves the configured one out
        {"src/theme/Footer/index.tsx": "export default function Footer() { return <footer>Northgate</footer>; }\n"},
        "Northgate",
    ),
    (  # one that asks for it
        {
            "src/theme/Footer.js": "import {useThemeConfig} from '@docusaurus/theme-common';\n"
            "export default () => { const {footer} = useThemeConfig();\n  return <footer>{footer.copyright}</footer>; };\n"
        },
        MEMBER,
    ),
    (  # one around the theme's own
        {
            "src/theme/Layout.js": "import Layout from '@theme-original/Layout';\n"
            f"export default (props) => <Layout {{...props}}>{{props.children}}<p>{ADVICE}</p></Layout>;\n"
        },
        f"{ADVICE} {MEMBER}",
    ),
    (  # version 2 calls the root of documents otherwise
        {
            "src/theme/DocPage/index.js": "import DocPage from '@theme-original/DocPage';\n"
            f"export default (props) => <><DocPage {{...props}} /><p>{ADVICE}</p></>;\n"
        },
        f"{MEMBER} {ADVICE}",
    ),
]


@pytest.mark.parametrize(("files", "said"), THEMES)
def test_components_of_the_theme_hold_each_other(plant: Plant, files: Mapping[str, str], said: str) -> None:
    root, reader = planted(plant, files)
    given = reader.provisions(page(root / "docs/a.md"))
    assert words(sure(given)) == said
    assert given.unresolved == ()
    assert sorted(given.layout) == sorted(
        {str(root / n) for n in files if n != "src/theme/DocItem/Footer.js" or ADVICE in said}
    )


CONFIGS = [
    ("module.exports = {presets: [['classic', {docs: {path: 'notes', x: {y: [1]}, z: () => ({})}}]]};\n", "notes/a.md"),
    ("const config = {presets: [['@docusaurus/preset-classic', {docs: {path: './notes/'}}]]};\nexport default config;\n",
     "notes/a.md"),
    ("const docs = {path: 'notes'};\nmodule.exports = async function make() {\n"
     "  return {presets: [['classic', {docs}]]};\n};\n", "notes/a.md"),
    ("import type {Config} from '@docusaurus/types';\nconst config: Config = {plugins: [\n"
     "  ['@docusaurus/plugin-content-docs', {id: 'n', path: 'notes'} satisfies X], './local-plugin'],\n};\n"
     "export default config;\n", "notes/a.md"),
    ("module.exports = make({docs: {path: 'notes'}});\n", "notes/a.md"),
]  # fmt: skip


@pytest.mark.parametrize(("config", "name"), CONFIGS)
def test_the_folders_of_plugins_are_read_however_they_are_written(plant: Plant, config: str, name: str) -> None:
    root, reader = planted(plant, {"docusaurus.config.js": config, name: "A bond.\n"})
    assert reader.facts(page(root / name)).page
    assert reader.outputs(page(root / name)) != ()


def test_a_document_that_no_plugin_reads_receives_nothing_and_stands_alone(plant: Plant) -> None:
    part = "import P from '../parts/p.md';\n\n<P />\n"
    root, reader = planted(plant, {"texts/a.md": "A bond.\n", "parts/p.md": "A part.\n", "docs/b.mdx": part})
    assert reader.provisions(page(root / "texts/a.md")) == Provisions()
    assert reader.facts(page(root / "texts/a.md")).page
    assert not reader.facts(page(root / "parts/p.md")).page


def test_where_the_configuration_is_computed_other_folders_are_undecided(plant: Plant) -> None:
    root, reader = planted(plant, {"docusaurus.config.js": "module.exports = make();\n", "texts/a.md": "A bond.\n"})
    assert reader.facts(page(root / "texts/a.md")).page
    [unresolved] = reader.provisions(page(root / "texts/a.md")).unresolved
    assert "which folders are published can't be told from the configuration" in unresolved.message
    assert unresolved.place.path == str(root / "docusaurus.config.js")
    assert unresolved.hides


@pytest.mark.parametrize(
    ("name", "front", "output"),
    [
        ("docs/index.md", "", "docs/index.html"),
        ("docs/02-bonds/01-steel.md", "", "docs/bonds/steel/index.html"),
        ("docs/bonds/bonds.md", "", "docs/bonds/index.html"),
        ("docs/2024-notes.md", "", "docs/notes/index.html"),
        ("docs/7.0-notes.md", "", "docs/7.0-notes/index.html"),
        ("docs/a.md", "slug: /", "docs/index.html"),
        ("docs/x/a.md", "slug: b", "docs/x/b/index.html"),
        ("docs/x/a.md", "id: c", "docs/x/c/index.html"),
        ("blog/2025-01-02-a.md", "", "blog/2025/01/02/a/index.html"),
        ("blog/2025/01/02/a.md", "", "blog/2025/01/02/a/index.html"),
        ("blog/2025-01-02-a/index.mdx", "", "blog/2025/01/02/a/index.html"),
        ("blog/2025-01-02-a.md", "slug: b", "blog/b/index.html"),
        ("src/pages/x/index.md", "", "x/index.html"),
        ("docs/_part.md", "", ""),
    ],
)
def test_a_document_becomes_the_file_that_its_name_and_front_matter_say(
    plant: Plant, name: str, front: str, output: str
) -> None:
    root, reader = planted(plant, {name: f"---\n{front or 'title: A'}\n---\n\nA bond.\n"})
    assert reader.outputs(page(root / name)) == ((output,) if output else ())


@pytest.mark.parametrize(
    "text",
    [
        "import X from '@theme/DocItem/Footer';\nexport default () => <X />;\n",
        "import X from '@theme/DocItem';\nexport default () => <X />;\n",
        "export default () => " + "<div>" * 20_000,
        "export default " + "{" * 20_000,
        "import a from './index';\n" * 2_000,
    ],
    ids=["itself", "what holds it", "tags", "braces", "imports"],
)
def test_nonsense_in_a_component_of_the_theme_is_read_to_its_end(judge: Judge, text: str) -> None:
    start = process_time()
    report = judge({"docusaurus.config.js": CONFIG, "src/theme/DocItem/Footer/index.js": text, "docs/a.md": "Bread.\n"})
    assert report.all_problems == ()
    assert process_time() - start < 20
