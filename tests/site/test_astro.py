"""Astro sites: routes, layouts, typed components, imports, opt-outs; and the same pages as Astro builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.cases import HOME, Case, check_built, check_reading, generator, place_of, provisions
from tests.site.conftest import Judge, Plant
from tests.site.reading import page as read_page
from tests.site.reading import words

from disclint.site.astro import open_site
from disclint.site.tree import Tree

ADVICE = "Nothing on these pages is investment advice, and nothing is an offer to buy or sell a security."
RISK = "Risk warning: The value of investments can fall."
PROPERTY = "Risk warning: Property can lose its value & can't always be sold."
MEMBER = "Harbor Lane Securities LLC is a member of FINRA and SIPC."
PAST = "Past performance does not guarantee future results."
PLAIN = "Printed by the plain layout."
BANNER = "Tallow Street Research, since 1987."


def case(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("astro", "routes", f"src/{document}", output, has, lacks)


CASES = (
    case(
        "content/blog/gets.md", "blog/gets/index.html", (ADVICE, RISK, MEMBER, BANNER), (PROPERTY, "paid for by", PLAIN)
    ),
    case("content/blog/property.md", "blog/property/index.html", (PROPERTY, MEMBER, "paid for by"), (RISK, PAST)),
    case("content/blog/opts-out.md", "blog/opts-out/index.html", (ADVICE, BANNER), (RISK, PROPERTY, MEMBER)),
    case("content/blog/imports.mdx", "blog/imports/index.html", (PAST, "Figures are rounded.", RISK), ("paid for by",)),
    case("content/notes/short.md", "notes/short/index.html", ("A note of the desk.",), (ADVICE, RISK, BANNER)),
    case("pages/about.md", "about/index.html", (PLAIN,), (ADVICE, RISK)),
    case("pages/bare.md", "bare/index.html", (), (ADVICE, RISK, PLAIN)),
)


LEGAL = "Entry text from the legal collection isn't advice."
ENGLISH, DANISH = "Risk in English", "Risiko"
FOOTER = "It's registered."


def collected(document: str, output: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case("astro", "collections", f"src/{document}", output, has, lacks)


COLLECTED = (
    collected(
        "content/blog/first.md",
        "blog/first/index.html",
        ("Shares can fall.", "Foot of shares", "Line two.", LEGAL, ENGLISH, FOOTER, "Top of the blog's own."),
        ("Bonds can default.", "No foot.", "Compact extra", DANISH, "Top fallback."),
    ),
    collected(
        "content/blog/Second-Post.mdx",
        "blog/second-post/index.html",
        ("Short risk: Bonds", "Short risk: Shares", "Compact extra", DANISH, "You may lose what you've put in."),
        (LEGAL, ENGLISH),
    ),
    collected("content/blog/sub.md", "blog/custom/place/index.html", (LEGAL, ENGLISH), ("Risk:", "Foot of")),
    collected("content/letters/one.md", "letters/one/index.html", ("Signed by Ann.", DANISH, FOOTER), (LEGAL, ENGLISH)),
    collected("content/letters/two.md", "letters/two/index.html", ("Letters' end.",), ("Signed by", LEGAL)),
    collected("pages/md.md", "md/index.html", ("Risk: Bonds", LEGAL), ("Top fallback.", "Shares can fall.")),
    collected(
        "pages/mdx.mdx",
        "mdx/index.html",
        ("Tallow Street Research", "Harbor Lane Securities LLC", "Short risk: Bonds", "Top fallback."),
        (LEGAL,),
    ),
)


@pytest.mark.parametrize("case", (*CASES, *COLLECTED), ids=str)
def test_a_document_receives_what_its_route_prints_and_nothing_else(case: Case) -> None:
    check_reading(case)


def test_words_lead_to_the_line_that_they_are_written_in() -> None:
    gets, imports = CASES[0], CASES[3]
    assert place_of(gets, "The value of investments")[:2] == ("src/components/RiskWarning.astro", 4)
    assert place_of(gets, "investment advice")[:2] == ("src/i18n/en.json", 2)
    assert place_of(gets, "Risk warning:")[:2] == ("src/components/RiskWarning.astro", 10)
    name, line, at = place_of(imports, "Figures are rounded.")
    before = "Returns were high in spring.\nReturns were low in autumn."
    assert (name, line, at) == ("src/content/blog/imports.mdx", 12, len(before))


def test_what_a_field_keeps_out_is_known_when_asked_for() -> None:
    pieces = [p for printed in provisions(CASES[2], left_out=True).printed for p in printed.pieces if p.left_out]
    assert any("Risk warning:" in p.text for p in pieces)
    assert {p.left_out.fields for p in pieces if p.left_out} >= {("hideRiskWarning",)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture sites as Astro builds them."""
    if generator("astro") is None and os.environ.get("DISCLINT_GENERATORS") != "1":
        pytest.skip("astro is not installed (make generators)")
    root = tmp_path_factory.mktemp("astro")
    for site in ("routes", "collections"):
        shutil.copytree(HOME / "astro" / site, root / site)
        (root / site / "node_modules").symlink_to(HOME / "node_modules")
        done = subprocess.run(
            ("node", str(HOME / "node_modules" / "astro" / "astro.js"), "build"),
            cwd=root / site,
            env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.mark.parametrize("case", (*CASES, *COLLECTED), ids=str)
def test_the_built_page_says_what_reading_the_templates_says(built: Path, case: Case) -> None:
    check_built(case, built / case.site / "dist")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            "import X from './gone.astro';\n---\n<X /><RiskNotice />",
            "what the component <RiskNotice> prints is not in this",
        ),
        ("import A from '../components/A.astro';\n---\n<A />", "includes itself without end"),
        (f"---\n{{{'(' * 60}1{')' * 60}}}", "is nested too deeply to be read to its end; what it prints can't be told"),
    ],
)
def test_what_can_not_be_read_is_undecided_at_its_place(judge: Judge, page: str, message: str) -> None:
    files = {
        "astro.config.mjs": "",
        "src/components/A.astro": "---\nimport A from './A.astro';\n---\n<A />",
        "src/layouts/L.astro": f"---\n{page}<slot />",
        "src/pages/a.md": "---\nlayout: ../layouts/L.astro\n---\nSavers buy stocks, bonds and mutual funds.\n",
    }
    report = judge(files, "src")
    assert report.all_problems == ()
    assert [f.rule for f in report.findings] == []
    assert any(message in u.message and u.documents == 1 for u in report.all_undecided)


@pytest.mark.parametrize("text", ["<div>" * 50_000, "{" * 50_000, "<A>" * 20_000, "{a && <b>" * 5_000, "`${" * 20_000])
def test_nonsense_in_a_component_is_read_to_its_end(judge: Judge, text: str) -> None:
    files = {
        "astro.config.mjs": "",
        "src/layouts/L.astro": f"<slot />{text}",
        "src/pages/a.md": "---\nlayout: ../layouts/L.astro\n---\nBread rises.\n",
    }
    assert judge(files, "src").all_problems == ()


ROUTE = """---
import { getCollection, getEntry, render } from 'astro:content';
export async function getStaticPaths() {
  const posts = await getCollection('blog');
  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));
}
const { post } = Astro.props;
const { Content } = await render(post);
%s
---
<Content />
<footer>%s</footer>
"""
CONFIG = """
const blog = defineCollection({ loader: glob({ pattern: '**/*.md', base: 'src/posts' }) });
const legal = defineCollection({ loader: glob({ pattern: '**/*.md', base: 'src/legal' }) });
const notes = defineCollection({ loader: file('src/notes.json') });
export const collections = { blog, legal, notes };
"""


@pytest.mark.parametrize(
    ("script", "markup", "sure", "doubtful"),
    [
        ("const { Content: Legal } = await render(await getEntry('legal', 'advice'));", "<Legal />", "Not advice.", ""),
        (
            "const { Content: LegalMdx } = await render(await getEntry('legal', 'more'));",
            "<LegalMdx />",
            "More.",
            "",
        ),
        ("import LegalMdx from '../legal/more.mdx';", "<LegalMdx />", "More.", ""),
        ("const legal = await getEntry('legal', 'advice');", "{legal.data.firm}", "Northgate", ""),
        ("const note = await getEntry('notes', 'risk');", "{note.data.text}", "Capital at risk.", ""),
        (
            "const notes = await getCollection('notes');",
            "{notes.map((n) => <i>{n.data.text}</i>)}",
            "Capital at risk.",
            "",
        ),
        (
            "const notes = await getCollection('notes', (n) => n.id === 'x');",
            "{notes.map((n) => n.data.text)}!",
            "!",
            "",
        ),
        ("const gone = await getEntry('legal', 'gone');", "{gone && <b>Not advice.</b>}", "", "Not advice."),
        ("const other = await getEntry('elsewhere', post.id);", "{other.data.on && <b>On</b>}", "", "On"),
        ("", "{post.data.quiet || <b>Loud</b>}", "Loud", ""),
    ],
)
def test_entries_that_a_route_asks_for_by_name_are_found(
    plant: Plant, script: str, markup: str, sure: str, doubtful: str
) -> None:
    root = plant(
        {
            "astro.config.mjs": "",
            "src/content.config.ts": CONFIG,
            "src/posts/a.md": "Savers buy shares.\n",
            "src/legal/more.mdx": "export const word = 'More';\n\n{word}.\n",
            "src/legal/advice.md": "---\nfirm: Northgate\n---\nNot advice.\n",
            "src/notes.json": '{"risk": {"text": "Capital at risk."}}',
            "src/pages/[slug].astro": ROUTE % (script, markup),
        }
    )
    reader = open_site(Tree(str(root)))
    found = reader.provisions(read_page(root / "src/posts/a.md"))
    pieces = [piece for printed in found.printed for piece in printed.pieces]
    assert {printed.at for printed in found.printed if words(printed.pieces)} == {len("Savers buy shares.")}
    assert words(p for p in pieces if not p.doubt) == sure
    assert words(p for p in pieces if p.doubt) == doubtful


def test_documents_that_are_found_by_a_pattern_have_their_route(plant: Plant) -> None:
    files = {
        "astro.config.mjs": "",
        "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        "src/terms.ts": "export async function textOf(slug) {\n  const all = import.meta.glob('@/terms/*.mdx');\n"
        "  const found = Object.entries(all).find(([path]) => path.endsWith(`/${slug}.mdx`));\n"
        "  return (await found[1]()).default;\n}\n",
        "src/terms/yield.mdx": "A yield is a share of a price.\n",
        "src/pages/words/[slug].astro": "---\nimport { textOf } from '../../terms';\nconst { slug } = Astro.params;\n"
        "if (!slug) return new Response(null, { status: 404 });\nconst Content = await textOf(slug);\n---\n"
        "<Content />\n<p>Words aren't advice.</p>\n",
    }
    root = plant(files)
    document = read_page(root / "src/terms/yield.mdx")
    reader = open_site(Tree(str(root)))
    found = reader.provisions(document)
    assert (words(found.printed[-1].pieces), found.unresolved) == ("Words aren't advice.", ())
    assert [piece for printed in found.printed for piece in printed.pieces if piece.doubt] == []
    assert reader.outputs(document) == ("words/yield/index.html",)


@pytest.mark.parametrize(
    ("locales", "html", "document", "language"),
    [
        ("", "da", "src/pages/a.md", "da"),
        ("", "en", "src/pages/a.md", ""),
        ("", "da", "src/pages/en/a.md", "da"),
        ("i18n: { locales: ['en', 'da'] }", "da", "src/pages/a.md", ""),
        ("i18n: { locales: ['en', 'da'] }", "en", "src/pages/da/a.md", "da"),
        ("i18n: { locales: ['en', 'da'] }", "da", "src/pages/en/a.md", "en"),
    ],
)
def test_the_language_is_that_of_the_folder_or_of_the_site(
    plant: Plant, locales: str, html: str, document: str, language: str
) -> None:
    files = {
        "astro.config.mjs": f"export default {{ {locales} }};",
        "src/layouts/L.astro": f'<html lang="{html}"><slot /></html>',
        document: "Bread rises.\n",
    }
    root = plant(files)
    assert open_site(Tree(str(root))).facts(read_page(root / document)).language == language
