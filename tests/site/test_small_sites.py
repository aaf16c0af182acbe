"""Single questions put to small sites: is the statement that a document lacks provided, missing, or undecided?"""

from __future__ import annotations

import pytest
from tests.site.conftest import Judge

ADVICE = "Nothing here is investment advice, and nothing here is an offer to sell or buy any security."
BODY = "---\ntype: article\n---\nSavers buy stocks, bonds and mutual funds.\n"
MDX = BODY + "\nMore words.\n"
QUARTO = {"_quarto.yml": "project:\n  type: website\n"}
DOCUSAURUS = {
    "src/theme/DocItem/Layout/index.js": f"""\
import Layout from '@theme-original/DocItem/Layout';
export default (props) => (<><Layout {{...props}} /><p>{ADVICE}</p></>);
"""
}
NEXT = {"next.config.js": "module.exports = {}"}
PAGE = """\
import {{ getPost }} from '../../../lib/posts';
export default async function Page({{ params }}) {{
  const post = await getPost('posts', params.slug);
  return (<main><Markdown source={{post.body}} />{{!post.frontmatter.hideRisk && <p>{advice}</p>}}</main>);
}}
"""
RISK = f"""\
import React from 'react';
function Risk() {{ return <p>{ADVICE}</p>; }}
export default React.memo(Risk);
"""
ROUTE = {"app/posts/[slug]/page.jsx": PAGE.format(advice=ADVICE), "lib/posts.js": "export const x = 1;"}


def outcome(judge: Judge, files: dict[str, str], document: str) -> str:
    report = judge(files, document)
    assert report.all_problems == ()
    if any(f.path == document and f.rule == "us-no-advice-no-offer" for f in report.findings):
        return "missing"
    return "undecided" if any(u.rules for u in report.all_undecided) else "provided"


@pytest.mark.parametrize(
    ("files", "document", "expected"),
    [
        # Quarto: content for other formats is not shown, content for a profile is not known
        ({**QUARTO, "a.qmd": BODY + "\n{{< include _d.qmd >}}\n", "_d.qmd": ADVICE}, "a.qmd", "provided"),
        ({**QUARTO, "a.qmd": BODY + '\n::: {.content-visible when-format="pdf"}\n{{< include _d.qmd >}}\n:::\n',
          "_d.qmd": ADVICE}, "a.qmd", "missing"),
        ({**QUARTO, "a.qmd": BODY + '\n::: {.content-visible when-format="html"}\n{{< include _d.qmd >}}\n:::\n',
          "_d.qmd": ADVICE}, "a.qmd", "provided"),
        ({**QUARTO, "a.qmd": BODY + '\n::: {.content-hidden when-profile="web"}\n{{< include _d.qmd >}}\n:::\n',
          "_d.qmd": ADVICE}, "a.qmd", "undecided"),
        ({**QUARTO, "a.qmd": BODY + "\n{{< include _d.qmd >}}\n",
          "_d.qmd": f'::: {{.content-visible when-format="pdf"}}\n{ADVICE}\n:::\n'}, "a.qmd", "missing"),
        ({**QUARTO, "a.qmd": BODY + "\n{{< include _d.qmd >}}\n", "_d.qmd": f"<!-- {ADVICE} -->\n"}, "a.qmd", "missing"),
        ({"_quarto.yml": "format: {html: {include-after-body: d.html}}\n", "d.html": f"<p>{ADVICE}</p>", "e.html": "<p>x</p>",
          "a.qmd": BODY.replace("type:", "include-after-body: e.html\ntype:")}, "a.qmd", "provided"),
        # Docusaurus: every instance of the docs plugin, whatever else its settings hold; versions; remarks
        ({**DOCUSAURUS, "docusaurus.config.js": "", "docs/a.md": BODY}, "docs/a.md", "provided"),
        ({**DOCUSAURUS, "docusaurus.config.js": "docs: { editUrl: ({x}) => x, path: 'guide' }", "guide/a.md": BODY},
         "guide/a.md", "provided"),
        ({"docusaurus.config.js": "docs: { path: 'guide' }", "guide/a.md": BODY}, "guide/a.md", "missing"),
        ({"docusaurus.config.js": "plugins: [['@docusaurus/plugin-content-docs', { id: 'c', path: 'community' }]]",
          "community/a.md": BODY}, "community/a.md", "missing"),
        ({"docusaurus.config.js": "", "versioned_docs/version-1/a.md": BODY}, "versioned_docs/version-1/a.md", "missing"),
        ({"docusaurus.config.js": f"// copyright: '{ADVICE}'\n", "docs/a.md": BODY}, "docs/a.md", "missing"),
        ({"docusaurus.config.js": f"themeConfig: {{ footer: {{ copyright: '{ADVICE}' }} }}", "docs/a.md": BODY},
         "docs/a.md", "provided"),
        ({"docusaurus.config.js": "", "docs/_p.mdx": "import Q from './_q.mdx'\n\n<Q />\n", "docs/_q.mdx": ADVICE,
          "docs/a.mdx": MDX + "\nimport P from './_p.mdx'\n\n<P />\n"}, "docs/a.mdx", "provided"),
        # Next.js: documents that a route fetches; folders that no route names
        ({**NEXT, **ROUTE, "content/posts/a.mdx": MDX}, "content/posts/a.mdx", "provided"),
        ({**NEXT, **ROUTE, "content/posts/a.mdx": MDX.replace("type:", "hideRisk: true\ntype:")}, "content/posts/a.mdx",
         "missing"),
        ({**NEXT, "app/x/[slug]/page.jsx": "export default () => <p>x</p>", "insights/a.mdx": MDX}, "insights/a.mdx",
         "undecided"),
        ({**NEXT, "app/posts/[slug]/page.jsx": """\
import dynamic from 'next/dynamic';
const Risk = dynamic(() => import('../../../components/Risk'));
export default function Page() { return <main><MDXContent /><Risk /></main>; }
""", "components/Risk.jsx": RISK,
          "posts/a.mdx": MDX}, "posts/a.mdx", "provided"),
        # Eleventy: data of folders that scripts hand out
        ({"eleventy.config.js": "", "_includes/p.njk": "{{ content }}" + ADVICE, "blog/a.md": BODY,
          "blog/blog.11tydata.js": "export default {\n\ttags: ['posts'],\n\t'layout': 'p.njk',\n};"}, "blog/a.md", "provided"),
        ({"eleventy.config.js": "", "blog/a.md": BODY, "blog/blog.11tydata.js": "module.exports = async () => data;"},
         "blog/a.md", "undecided"),
        ({"eleventy.config.js": "c.addGlobalData('layout', 'p.njk')", "_includes/p.njk": "{{ content }}" + ADVICE,
          "a.md": BODY}, "a.md", "provided"),
        # a link to a page of disclaimers is no disclaimer
        ({"hugo.toml": "", "layouts/_default/single.html": '{{ .Content }}<a href="/disclaimer/">Disclaimer</a>',
          "content/disclaimer.md": ADVICE, "content/posts/a.md": BODY}, "content/posts/a.md", "missing"),
        # a generator whose templates are not read
        ({"gatsby-config.js": "", "a.md": BODY}, "a.md", "undecided"),
        ({"gatsby-config.js": "", "disclint.yaml": "site: none\n", "a.md": BODY}, "a.md", "missing"),
    ],
)  # fmt: skip
def test_a_statement_that_the_document_lacks(judge: Judge, files: dict[str, str], document: str, expected: str) -> None:
    assert outcome(judge, files, document) == expected


@pytest.mark.parametrize(
    ("files", "document"),
    [
        ({"docusaurus.config.js": "", "blog/2030-01-02-a.md": BODY.replace("article", "blog")}, "blog/2030-01-02-a.md"),
        (
            {"astro.config.mjs": "", "src/pages/a.md": BODY.replace("type:", "date: 2030-01-02\ntype:")},
            "src/pages/a.md",
        ),
    ],
)
def test_a_later_date_makes_a_draft_only_where_the_generator_holds_it_back(
    judge: Judge, files: dict[str, str], document: str
) -> None:
    severities = {f.severity for f in judge(files, document, today="2026-01-31").findings}
    assert severities == {"warning"}
    later = BODY.replace("type:", "date: 2030-01-02\ntype:")
    hugo = {"hugo.toml": "", "layouts/_default/single.html": "{{ .Content }}", "content/posts/a.md": later}
    assert {f.severity for f in judge(hugo, "content/posts/a.md", today="2026-01-31").findings} == {"info"}


def test_includes_that_multiply_are_given_up(judge: Judge) -> None:
    files = {f"_{n}.qmd": f"{{{{< include _{n + 1}.qmd >}}}}\n" * 6 for n in range(8)}
    report = judge({**QUARTO, **files, "_8.qmd": "x", "a.qmd": BODY + "\n{{< include _0.qmd >}}\n"}, "a.qmd")
    assert any("more is included here than can be followed" in u.message for u in report.all_undecided)


def test_a_huge_data_file_is_noted_and_the_rest_is_judged(judge: Judge) -> None:
    files = {
        "_config.yml": "",
        "_data/prices.yml": "disclaimer: x\n" + "# a line of remarks\n" * 110_000,
        "_layouts/post.html": "{{ content }}<p>{{ site.data.prices.disclaimer }}</p>",
        "_posts/2025-01-02-a.md": BODY.replace("type:", "layout: post\ntype:"),
        "b.md": BODY,
    }
    report = judge(files)
    assert {f.path for f in report.findings} == {"b.md"}
    notes = {u.path: u.message for u in report.all_undecided}
    assert "is larger than 2,000,000 bytes" in notes["_data/prices.yml"]
    assert "can't be told from the templates" in notes["_layouts/post.html"]


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": "", "layouts/_default/single.html": "{{ .Content }}" + ADVICE},
        {"_config.yml": "exclude: [notes]\n", "_layouts/post.html": "{{ content }}" + ADVICE},
        {"eleventy.config.js": "return { dir: { input: 'src' } }", "src/x.md": ""},
        {"astro.config.mjs": "", "src/pages/x.md": ""},
        {"docusaurus.config.js": "", "docs/x.md": ""},
        {"next.config.js": "", "app/page.jsx": ""},
    ],
    ids=lambda files: next(iter(files)),
)
def test_a_document_beside_the_site_is_judged_as_it_stands(judge: Judge, files: dict[str, str]) -> None:
    report = judge({**files, "notes/a.txt": BODY, "notes/b.md": BODY}, "notes")
    owing = {f.path for f in report.findings if f.rule == "us-no-advice-no-offer"}
    undecided = any(u.rules for u in report.all_undecided)
    assert owing == {"notes/a.txt", "notes/b.md"} or (undecided and owing == {"notes/a.txt"})


def test_a_document_among_astros_sources_that_no_known_route_renders_is_undecided(judge: Judge) -> None:
    assert outcome(judge, {"astro.config.mjs": "", "src/data/a.mdx": MDX}, "src/data/a.mdx") == "undecided"
    route = "---\nimport { all } from '../data/list';\nconst Content = await all(Astro.params.x);\n---\n<Content /><p>%s</p>"
    files = {
        "src/pages/[x].astro": route % ADVICE,
        "src/data/list.ts": "export const all = (x) => import.meta.glob('./words/*.mdx')[x];",
    }
    assert (
        outcome(judge, {"astro.config.mjs": "", **files, "src/data/words/a.mdx": MDX}, "src/data/words/a.mdx")
        == "provided"
    )
