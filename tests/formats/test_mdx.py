"""MDX: Markdown with JSX in it; the words between the tags are Markdown, code and imports are no text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.document import Document
from disclint.formats import parse
from disclint.model import Source


def document(text: str) -> Document:
    return parse(Source("a.mdx", text), "mdx")


def blocks(text: str) -> list[tuple[str, str]]:
    read = document(text)
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("", ""),
        ("Member <span className=\"a\">FINRA</span>{' '}/{\" \"}<b>SI</b>PC", "Member FINRA / SIPC"),
        ("Member <Term>FINRA</Term>/<Term.B>SIPC</Term.B>", "Member FINRA/SIPC"),
        ("{'a'}{\"b\"}{`c`} {`d ${e}`}f", "abc f"),
        ("{'it\\'s'}", "it's"),
        ("{not closed *a*", "{not closed a"),
        ("a {b({c: '}'}, `${d}}`) /* } */} e", "a e"),
        ("\\{a\\} {b}", "{a}"),
        ("x < 5 and y > 3, <https://a.b>", "x < 5 and y > 3, https://a.b"),
        ("<>a <></>b</>", "a b"),
        ("<Note>\n**a** b\n</Note>\nc", "a b\nc"),
        ("<Note>\n  a\n\n    b *c*\n\n      # d\n</Note>", "a\nb c\nd"),
        ("    a *b*\n\n\tc", "a b\nc"),
        ("- a\n  - b\n\n    c\n  <Note>\n  d\n  </Note>\n- e", "a\nb\nc\nd\ne"),
        ("1. a\n\n        b\n\nc", "a\nb\nc"),
        ("> a\n> <Note>\n> b *c*\n> </Note>", "a\nb c"),
        ("| a | <div>b</div> |\n|---|---|\n| {c} | <Icon /> d |", "a\nb\nd"),
        ("<div>a *b*</div><p>c</p>", "a b\nc"),
        ("a\n<br />\nb<br/>c", "a\nb c"),
        ("<div />a<iframe src=\"x\" />b", "ab"),
        ("<A\n  b=\"c\"\n  d={() => { return '>' }}\n>\ne\n</A>", "e"),
        ("<A {...b} c>d</A>", "d"),
        ("```js\n<a> {b\n```\n`{c}` ``<D>`` e", "e"),
        ("<style>{`a { b: c }`}</style>d", "d"),
        ("a <!-- {b <c --> d", "a d"),
        ("<details>\n<summary>a *b*</summary>\n\nc\n</details>", "a b\nc"),
        ("# A {#id}\n\n:::note\nb\n:::", "A\nb"),
        ("import A from './a'\n\nb", "b"),
        ("import A from './a'\nimport {\n  B,\n} from 'b'\nexport const c = {\n\n  d: '}',\n\n}\n\ne", "e"),
        ("---\ntitle: t\n---\nexport default ({ children }) => <div>{children}</div>\n\na", "a"),
        ("a\nimport duties rose\n\nImport b\n\nexport demand fell", "a import duties rose\nImport b\nexport demand fell"),
        ("import duties from China rose", "import duties from China rose"),
        ("a\r\n<Note>\r\n  *b*\r\n</Note>\r\nc", "a\nb\nc"),
    ],
)  # fmt: skip
def test_the_readable_text_is_the_prose(text: str, readable: str) -> None:
    assert document(text).text == readable


@pytest.mark.parametrize(
    ("text", "readable", "kind", "shadow"),
    [
        ("a {/* No *advice*. */} b", "a b", "comment", "No *advice*."),
        ("a <!-- No advice. --> b", "a b", "comment", "No advice."),
        ("<div hidden>\n\nNo *advice*.\n\n</div>\n\nb", "b", "hidden", "No advice."),
        ("<div style={{display: 'none', color: red}}>\nNo advice.\n</div>\nb", "b", "hidden", "No advice."),
        ("<p style={{ fontSize: 0 }}>No advice.</p> b", "b", "hidden", "No advice."),
        ("a <span aria-hidden={true}>No advice.</span> b", "a b", "hidden", "No advice."),
        ("<Box hidden>No advice.</Box> b", "b", "hidden", "No advice."),
        ("<A><Box hidden={true}>\n  No advice.\n</Box></A> b", "b", "hidden", "No advice."),
        ('<Box title="No advice." id="a">b</Box>', "b", "attribute", "No advice."),
        ("~~No advice.~~ b", "b", "struck", "No advice."),
        ("    ~~~\n    No advice.\n    ~~~\nb", "b", "code", "No advice."),
    ],
)
def test_what_no_reader_sees_is_shadow(text: str, readable: str, kind: str, shadow: str) -> None:
    read = document(text)
    (passage,) = read.shadow
    assert (read.text, passage.kind, passage.text) == (readable, kind, shadow)
    span = passage.map.source_span(0, len(passage.text))
    assert text[span.start : span.end].strip() == shadow or "*advice*" in text


@pytest.mark.parametrize(
    "text", ["<div hidden={false}>a</div>", "<i aria-hidden={false}>a</i>", "<A hidden={b}>a</A>x"]
)
def test_what_is_not_hidden_is_read(text: str) -> None:
    assert document(text).text[:1] == ("x" if "{b}" in text else "a")


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("a\n\n<Risk type=\"b c\" d={1} e='f' g />", ("Risk", (), (("type", "b c"), ("d", "1"), ("e", "f"), ("g", "")), 3)),
        ("<A.B>c</A.B>", ("A.B", (), (), 0)),
        ("import Risk from '../risk'", ("import", ("Risk", "../risk"), (), 0)),
        ("import { A,\n B } from \"c\"\n", ("import", ("{ A, B }", "c"), (), 0)),
        ("import 'a.css'", ("import", ("", "a.css"), (), 0)),
        ("export const a = 1", ("export", ("a",), (), 0)),
        ("a {t('risk')}", ("t", ("risk",), (), 2)),
    ],
)  # fmt: skip
def test_components_and_imports_are_calls(
    text: str, call: tuple[str, tuple[str, ...], tuple[tuple[str, str], ...], int]
) -> None:
    (found,) = document(text).calls
    assert (found.name, found.args, found.named, found.source.start) == call
    assert found.syntax == "jsx" and text[found.source.end :] in ("", "\n", "c</A.B>", " = 1")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<a href="/x">b</a>', "/x"),
        ('<a className={c} href={"/x"}>b</a>', "/x"),
        ("<a href={`/x`}>b</a>", "/x"),
        ("<a href={url}>b</a>", "url"),
        ('<Link to="/x" className="c">b</Link>', "/x"),
        ("<ExternalLink\n  rel='c'\n  href='/x'\n>b</ExternalLink>", "/x"),
        ("[b](/x)", "/x"),
    ],
)
def test_links_of_elements_and_components_have_targets(text: str, target: str) -> None:
    read = document(text)
    (link,) = read.links
    assert (read.text[link.start : link.end], link.target) == ("b", target)


def test_elements_give_blocks_their_kind() -> None:
    text = (
        "<div>\n  <h2>A *b*</h2>\n  <ul>\n    <li>c</li>\n  </ul>\n</div>\n"
        "<table><tbody><tr><td>d</td></tr></tbody></table>\n\n- e"
    )
    assert blocks(text) == [("heading", "A b"), ("item", "c"), ("cell", "d"), ("item", "e")]
    assert [(s.level, s.title) for s in document(text).sections] == [(2, "A b")]


def test_references_and_notes_reach_over_tags() -> None:
    text = "Up 5%[^1] says [it][r].\n\n<Notes>\n  [^1]: Own data.\n</Notes>\n\n[r]: http://a.b"
    read = document(text)
    assert read.text == "Up 5% says it.\nOwn data."
    assert [link.target for link in read.links] == ["http://a.b"]
    assert [(m.at, m.label) for m in read.note_marks] == [(5, "1")]
    assert read.text[read.notes["1"].start : read.notes["1"].end] == "Own data."


def test_an_image_component_has_an_alternative_text() -> None:
    text = '<Image src={a} alt="Up 5%" />\n\nb'
    (side,) = document(text).sides
    assert (side.kind, side.text, side.map.source_span(0, 5).start) == ("alt", "Up 5%", text.index("Up"))


def test_places_are_those_of_the_source() -> None:
    text = "import A from 'a'\n\n<A\n  b>\n    Zwölf *Wörter*\n    - Pünkt{'e'}\n</A>\n\n<p>Ende</p>"
    read = document(text)
    assert read.text == "Zwölf Wörter\nPünkte\nEnde"
    for word in ("Zwölf", "Wörter", "Pünkt", "Ende"):
        at = read.text.index(word)
        span = read.source_span(at, at + len(word))
        assert text[span.start : span.end] == word


_PIECES = st.sampled_from(
    ["a ", "b", "*c*", "é", "\n", "\n\n", "\n    ", "<Note>", "</Note>", "<p>", "</p>", "<b>", "</b>", "<br />", "{' '}",
     "{'d'}", "{e}", "{/* f */}", "- ", "> ", "1. ", "# ", "`g`", "`", "<A b={c} />", "<!-- h -->", "&amp;", "{", "<",
     "\nimport A from 'a'\n", "| ", "~~", "<i hidden>", "</i>", "\r\n", "\t", "[x](y)", "\n```\n", "<Link to='z'>", "</Link>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map("".join))
@settings(deadline=None)
def test_every_readable_character_comes_from_source_that_renders_to_it(text: str) -> None:
    read = document(text)
    for i, char in enumerate(read.text):
        span = read.source_span(i, i + 1)
        written = text[span.start : span.end]
        if char == "\n":
            assert span.start == span.end
        elif char == " ":
            assert re.fullmatch(r"\s*|.*[\s`}>].*", written, re.DOTALL)
        else:
            assert written.strip() in (char, "&amp;"), (char, written)


_UNITS = (
    *("{", "{{ ", "{'", "{`${", "{/* ", "<a ", "<A b={", '<a b="', "`", "<!-- ", 'import a from "x\n\n', "<div>\n"),
    *(
        "export const a = {\n",
        "<div> x ",
        "{x} ",
        "<p>x</p>",
        "> <p>x\n",
        "<Foo>",
        "1. <p>",
        "[^a]:<p> ",
        "| <p>",
        "```\n",
    ),
    *("</A>", "- <A>\n", "<A hidden>", "\\{", "\t- a\n"),
)


@pytest.mark.parametrize("unit", _UNITS)
def test_hostile_input_takes_linear_work(unit: str, work: Callable[[Callable[[], object]], int]) -> None:
    """The large one would take minutes if the rest were read again at every unit."""
    assert len(document(unit * 3_000).text) <= len(unit) * 3_000
    small, large = (work(lambda n=n: document(unit * n)) for n in (50, 200))
    assert large < 5 * small + 2000
