"""Which route renders a document, and what it, its layouts and the document's own components print: small sites of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.site.conftest import Plant
from tests.site.reading import page, sure, words

from disclint.site.nextjs import open_site
from disclint.site.tree import Tree
from disclint.site.values import Provisions, SiteReader

ADVICE = "Nothing here is investment advice."
MEMBER = "Harbor Lane Securities LLC is a member of SIPC."
NOTICE = f"export default function Notice() {{ return <p>{ADVICE}</p>; }}\n"
POST = "---\ntitle: Steel\n---\n\nSteel is made.\n"
LAYOUT = f"export default ({{ children }}) => <body>{{children}}<footer>{MEMBER}</footer></body>;\n"
LIB = "export function getPost(slug) { return read(`content/posts/${slug}.mdx`); }\n"
ROUTE = """
import Notice from '../../../components/Notice';
import { getPost } from '../../../lib/posts';
export default async function Page({ params }) {
  const post = await getPost(params.slug);
  return (
    <main>
      <script dangerouslySetInnerHTML={{ __html: JSON.stringify(jsonLd(post)) }} />
      <p>Written by hand.</p>
      <div dangerouslySetInnerHTML={{ __html: post.html }} />
      {post.meta.quiet !== true && <Notice />}
      {post.meta.title === 'Copper' && <p>Copper is heavy.</p>}
      {post.meta.tags.map((tag) => <a href={`/tags/${tag}`}>{tag.replace('-', ' ')}</a>)}
    </main>
  );
}
"""
APP = {
    "next.config.js": "",
    "app/layout.tsx": LAYOUT,
    "app/posts/[slug]/page.tsx": ROUTE,
    "components/Notice.tsx": NOTICE,
    "lib/posts.ts": LIB,
}


class Small(NamedTuple):
    """A site: its files, and for each document what templates print around it or into it."""

    files: Mapping[str, str]
    prints: Mapping[str, tuple[str, ...]]
    lacks: Mapping[str, tuple[str, ...]] = {}


SMALL = {
    "a route of the app router that reads a folder": Small(
        {**APP, "content/posts/steel.mdx": POST, "content/posts/tin.mdx": POST.replace("Steel", "Tin")},
        {"content/posts/steel.mdx": (ADVICE, MEMBER), "content/posts/tin.mdx": (ADVICE, MEMBER)},
        {"content/posts/steel.mdx": ("Copper is heavy.",)},
    ),
    "a field of the document keeps the text out": Small(
        {**APP, "content/posts/steel.mdx": POST.replace("title", "quiet: true\ntitle"), "content/posts/tin.mdx": POST},
        {"content/posts/steel.mdx": (MEMBER,), "content/posts/tin.mdx": (ADVICE, MEMBER)},
        {"content/posts/steel.mdx": (ADVICE,)},
    ),
    "a comparison with a document's title is asked of each": Small(
        {**APP, **{f"content/posts/{n}.mdx": POST.replace("Steel", n) for n in ("Tin", "Copper", "Zinc")}},
        {f"content/posts/{n}.mdx": (("Copper is heavy.",) if n == "Copper" else ()) for n in ("Tin", "Copper", "Zinc")},
        {f"content/posts/{n}.mdx": ("Copper is heavy.",) for n in ("Tin", "Zinc")},
    ),
    "a document that is a page of the app router": Small(
        {
            "next.config.mjs": "",
            "src/app/layout.tsx": LAYOUT,
            "src/app/(notes)/layout.tsx": f"export default (props) => <>{{props.children}}<p>{ADVICE}</p></>;\n",
            "src/app/(notes)/one/page.mdx": "One.\n",
            "src/app/two/page.mdx": "Two.\n",
        },
        {"src/app/(notes)/one/page.mdx": (ADVICE, MEMBER), "src/app/two/page.mdx": (MEMBER,)},
        {"src/app/two/page.mdx": (ADVICE,)},
    ),
    "pages with a layout of their own in the pages router": Small(
        {
            "next.config.js": "",
            "pages/_app.tsx": "export default function App({ Component, pageProps }) {\n"
            "  const getLayout = Component.getLayout ?? ((page) => page);\n"
            f"  return <>{{getLayout(<Component {{...pageProps}} />)}}<footer>{MEMBER}</footer></>;\n}}\n",
            "pages/posts/[slug].tsx": "import { MDXRemote } from 'next-mdx-remote';\n"
            "const Page = ({ source }) => <article><MDXRemote {...source} /></article>;\n"
            f"Page.getLayout = (page) => <div>{{page}}<p>{ADVICE}</p></div>;\n"
            "export default Page;\n"
            "export async function getStaticProps() { return read('posts'); }\n",
            "pages/about.mdx": "We write.\n",
            "posts/steel.mdx": POST,
        },
        {"posts/steel.mdx": (ADVICE, MEMBER), "pages/about.mdx": (MEMBER,)},
        {"pages/about.mdx": (ADVICE,)},
    ),
    "a component that is loaded later": Small(
        {
            **APP,
            "app/posts/[slug]/page.tsx": ROUTE.replace(
                "import Notice from '../../../components/Notice';",
                "import dynamic from 'next/dynamic';\n"
                "const Notice = dynamic(() => import('../../../components/Notice'));",
            ),
            "content/posts/steel.mdx": POST,
        },
        {"content/posts/steel.mdx": (ADVICE, MEMBER)},
    ),
    "components that every document may use": Small(
        {
            "next.config.js": "",
            "mdx-components.tsx": "import Notice from './components/Notice';\n"
            "export function useMDXComponents(components) {\n  return { Legal: Notice, ...components };\n}\n",
            "components/Notice.tsx": NOTICE,
            "app/one/page.mdx": "One.\n\n<Legal />\n",
            "app/two/page.mdx": "Two.\n",
        },
        {"app/one/page.mdx": (ADVICE,), "app/two/page.mdx": ()},
        {"app/two/page.mdx": (ADVICE,)},
    ),
    "components that a route hands to its documents": Small(
        {
            **APP,
            "app/posts/[slug]/page.tsx": "import { MDXRemote } from 'next-mdx-remote/rsc';\n"
            "import Notice from '../../../components/Notice';\nimport { getPost } from '../../../lib/posts';\n"
            "export default async function Page() {\n  const post = await getPost('x');\n"
            "  return <MDXRemote source={post.body} components={{ Notice }} />;\n}\n",
            "content/posts/steel.mdx": POST + "\n<Notice />\n",
            "content/posts/tin.mdx": POST,
        },
        {"content/posts/steel.mdx": (ADVICE, MEMBER), "content/posts/tin.mdx": (MEMBER,)},
        {"content/posts/tin.mdx": (ADVICE,)},
    ),
    "a route that imports one document": Small(
        {
            "next.config.js": "",
            "app/layout.tsx": LAYOUT,
            "app/about/page.tsx": "import About from '../../texts/about.mdx';\n"
            f"export default () => <main><About /><p>{ADVICE}</p></main>;\n",
            "texts/about.mdx": "We write.\n",
        },
        {"texts/about.mdx": (ADVICE, MEMBER)},
    ),
    "a part of other documents, with properties": Small(
        {
            "next.config.js": "",
            "app/one/page.mdx": "import Part from '../../parts/part.mdx';\n\nOne.\n\n<Part house=\"Northgate\" />\n",
            "parts/part.mdx": "{props.house} may own **it**.\n",
        },
        {"app/one/page.mdx": ("Northgate may own it",)},
    ),
    "document types of Contentlayer": Small(
        {
            **APP,
            "contentlayer.config.ts": "export const Memo = defineDocumentType(() => ({\n"
            "  name: 'Memo',\n  filePathPattern: `memos/**/*.mdx`,\n}));\n",
            "app/desk/[slug]/page.tsx": "import { allMemos } from 'contentlayer/generated';\n"
            "import { useMDXComponent } from 'next-contentlayer/hooks';\n"
            "export default function Page({ params }) {\n"
            "  const memo = allMemos.find((one) => one.slug === params.slug);\n"
            "  const Text = useMDXComponent(memo.body.code);\n"
            "  return <><Text />{memo.internal && <p>For the desk alone.</p>}</>;\n}\n",
            "data/memos/steel.mdx": POST.replace("title", "internal: true\ntitle"),
        },
        {"data/memos/steel.mdx": ("For the desk alone.", MEMBER)},
        {"data/memos/steel.mdx": (ADVICE,)},
    ),
    "names of next-i18next": Small(
        {
            "next.config.js": "",
            "public/locales/da/legal.json": '{"advice": "Ingen rådgivning."}',
            "public/locales/en/legal.json": f'{{"advice": "{ADVICE}"}}',
            "pages/[locale]/posts/[slug].tsx": "import { useTranslation } from 'next-i18next';\n"
            "export default function Page({ content }) {\n  const { t } = useTranslation('legal');\n"
            "  return <>{content}<p>{t('advice')}</p></>;\n}\n",
            "posts/da/steel.mdx": POST,
            "posts/en/steel.mdx": POST,
        },
        {"posts/da/steel.mdx": ("Ingen rådgivning.",), "posts/en/steel.mdx": (ADVICE,)},
        {"posts/da/steel.mdx": (ADVICE,), "posts/en/steel.mdx": ("Ingen",)},
    ),
}


def planted(plant: Plant, files: Mapping[str, str]) -> tuple[Path, SiteReader]:
    root = plant(files)
    return root, open_site(Tree(str(root)))


@pytest.mark.parametrize("small", SMALL.values(), ids=SMALL.keys())
def test_a_document_receives_what_its_page_prints_and_nothing_else(plant: Plant, small: Small) -> None:
    root, reader = planted(plant, small.files)
    for name, phrases in small.prints.items():
        given = reader.provisions(page(root / name))
        said = words(sure(given))
        assert given.unresolved == (), name
        assert [phrase for phrase in phrases if phrase not in said] == [], name
        assert [phrase for phrase in small.lacks.get(name, ()) if phrase in said] == [], name
        assert reader.facts(page(root / name)).page


def test_what_stands_around_a_document_stands_before_and_after_it(plant: Plant) -> None:
    root, reader = planted(plant, {**APP, "content/posts/steel.mdx": POST})
    before, after = reader.provisions(page(root / "content/posts/steel.mdx")).printed
    assert (before.at, words(before.pieces)) == (0, "Written by hand.")
    assert (after.at, words(after.pieces)) == (len("Steel is made."), f"{ADVICE} {MEMBER}")


def test_a_field_that_keeps_a_text_out_is_named_where_it_is_asked_for(plant: Plant) -> None:
    root, reader = planted(plant, {**APP, "content/posts/steel.mdx": POST.replace("title", "quiet: true\ntitle")})
    given = reader.provisions(page(root / "content/posts/steel.mdx"), left_out=True)
    kept = [p for printed in given.printed for p in printed.pieces if p.left_out]
    assert ADVICE in words(kept)
    assert ("quiet",) in {p.left_out.fields for p in kept if p.left_out}


def test_several_routes_that_may_render_a_document_are_in_doubt(plant: Plant) -> None:
    other = ROUTE.replace("<Notice />", f"<p>{MEMBER}</p>")
    root, reader = planted(
        plant, {**APP, "app/layout.tsx": "export default ({ children }) => <body>{children}</body>;\n",
                "app/notes/[slug]/page.tsx": other, "app/posts/[slug]/page.tsx": "export default () => null;\n",
                "app/letters/[slug]/page.tsx": ROUTE, "content/posts/steel.mdx": POST}
    )  # fmt: skip
    pieces = [
        p for printed in reader.provisions(page(root / "content/posts/steel.mdx")).printed for p in printed.pieces
    ]
    assert {p.doubt.text for p in pieces if p.doubt} == {
        "which of app/letters/[slug]/page.tsx, app/notes/[slug]/page.tsx renders the document"
    }
    assert all(p.doubt for p in pieces)
    assert ADVICE in words(pieces)
    assert MEMBER in words(pieces)


def test_a_document_that_no_route_is_known_for_is_a_page_and_undecided(plant: Plant) -> None:
    root, reader = planted(plant, {**APP, "elsewhere/steel.mdx": POST})
    steel = page(root / "elsewhere/steel.mdx")
    [unresolved] = reader.provisions(steel).unresolved
    assert "which route renders the documents of elsewhere/ can't be told" in unresolved.message
    assert "app/posts/[slug]/page.tsx" in unresolved.message
    assert reader.facts(steel).page


@pytest.mark.parametrize("name", ["parts/part.mdx", "components/note.mdx", "app/one/beside.mdx", "content/_draft.mdx"])
def test_what_never_becomes_a_page_is_told(plant: Plant, name: str) -> None:
    files = {
        "next.config.js": "",
        "app/one/page.mdx": "import Part from '../../parts/part.mdx'\n\n<Part />\n",
        name: "X.\n",
    }
    root, reader = planted(plant, files)
    assert not reader.facts(page(root / name)).page
    assert reader.outputs(page(root / name)) == ()


OUTPUTS = [
    ("content/posts/steel.mdx", POST, ("posts/steel.html", "posts/steel/index.html")),
    (
        "content/posts/steel.mdx",
        POST.replace("title", "slug: rust\ntitle"),
        ("posts/rust.html", "posts/rust/index.html"),
    ),
    ("app/(notes)/one/page.mdx", "One.\n", ("one.html", "one/index.html")),
    ("app/page.mdx", "Home.\n", ("index.html",)),
]


@pytest.mark.parametrize(("name", "text", "outputs"), OUTPUTS)
def test_a_document_becomes_the_file_of_its_route(plant: Plant, name: str, text: str, outputs: tuple[str, ...]) -> None:
    root, reader = planted(plant, {**APP, name: text})
    assert reader.outputs(page(root / name)) == outputs


@pytest.mark.parametrize(("compared", "different"), [("page.none", 1), ("post.meta.title", 40)])
def test_documents_share_what_is_printed_around_them_as_long_as_they_answer_alike(
    plant: Plant, compared: str, different: int
) -> None:
    posts = {f"content/posts/p{i}.mdx": f"---\ntitle: Number {i}\ntags: [a-{i}, b]\n---\n\nText.\n" for i in range(40)}
    route = ROUTE.replace("post.meta.title", compared)
    root, reader = planted(plant, {**APP, "app/posts/[slug]/page.tsx": route, **posts})
    printed = [reader.provisions(page(root / name)).printed for name in posts]
    assert len({id(given[0].pieces[-1]) for given in printed}) == different
    assert {words(sure(Provisions(given))) for given in printed} == {f"Written by hand. {ADVICE} {MEMBER}"}
