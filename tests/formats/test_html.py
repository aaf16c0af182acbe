"""HTML: what a browser shows, where it comes from, and what lies beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from disclint.document import Document
from disclint.formats import parse
from disclint.formats.builder import Builder
from disclint.formats.elements import names
from disclint.formats.html import HtmlReader
from disclint.model import Source


def document(text: str) -> Document:
    return parse(Source("a.html", text), "html")


def blocks(text: str) -> list[tuple[str, str]]:
    read = document(text)
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


def marked(text: str) -> list[tuple[str, str]]:
    read = document(text)
    return [(mark.kind, read.text[mark.start : mark.end]) for mark in read.marks]


def beside(text: str) -> list[tuple[str, str, str]]:
    """Kind, text and source of every side text and shadow passage."""
    read = document(text)
    return [(p.kind, p.text, text[slice(*p.map.source_span(0, len(p.text)))]) for p in (*read.sides, *read.shadow)]


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("", ""),
        ("Member <span>FINRA</span>/<b>SIPC</b>", "Member FINRA/SIPC"),
        ('<a href="x">Member</a>&nbsp;<em>FINRA</em> / SI<wbr>PC', "Member FINRA / SIPC"),
        ("in<!-- x -->side&shy;s &amp; out&#8203;side", "insides & outside"),
        ("<span>a</span><div>b</div>c", "a\nb\nc"),
        ("<p>a<p>b</p>c", "a\nb\nc"),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", "a\nb\nc\nd"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "a\nb\nc"),
        ("<table><caption>a<tr><th>b<td>c<tr><td>d<table><tr><td>e</table>f</table>g", "a\nb\nc\nd\ne\nf\ng"),
        ("<h1>a<h2>b</h1>c", "a\nb\nc"),
        ("a<br>b <br/> c", "a b c"),
        ("a<br>\n<br>b", "a\nb"),
        ("a<hr>b", "a\nb"),
        ("a </b> b</div> c</p>d", "a b c\nd"),
        ("<p>a\r\n  b\tc", "a b c"),
        ("a < b <3 c", "a < b <3 c"),
        ("<head><title>t</title><style>x</style></head><body>a", "a"),
        ("<textarea>a &lt;b></textarea><xmp>c</xmp>", "a <b>"),
        ("a<select><option>b</select><svg><text>c</text></svg><video>d</video>", "a"),
        ("<svg><title/><style/></svg>a<svg><p>b", "a\nb"),
        ("<math><mi>x</mi><annotation>y</annotation></math>", "x"),
        ("<button>a</button><label>b</label>", "ab"),
        ('<li style="display: inline">a</li><span style="display:block">b</span>', "a\nb"),
        ("a<div></div>b", "a\nb"),
        ("a <p", "a"),
        ("a<script>b", "a"),
        ("<ruby>字<rp>(</rp><rt>ji</rt></ruby>", "字"),
        ("\ufeffa{{ x }}b {% if y %}c{% endif %}", "ab c"),
        ("---\ntitle: t\n---\n<p>a", "a"),
    ],
)
def test_the_readable_text_is_what_a_browser_shows(text: str, readable: str) -> None:
    assert document(text).text == readable


@pytest.mark.parametrize(
    ("text", "readable", "hidden"),
    [
        ("a<p hidden>b<p>c", "a\nc", "b"),
        ('a<span aria-hidden="true">b</span><i aria-hidden=false>c</i>', "ac", "b"),
        ('a<div style="color: red; DISPLAY : none !important; display:block">b<p>c</div>d', "ad", "b\nc"),
        ('a<b style="display:none;display:inline">b</b>', "ab", ""),
        ('<i style="/* display:none */">a</i>', "a", ""),
        ('<b style="visibility:hidden">a<i style="visibility: visible">b</i>c</b>d', "bd", "a|c"),
        ('<td style="font-size:0px">a<div style="font-size:13px">b</div>c</td>d', "b\nd", "a|c"),
        ('<p style="font-size: 0.5em">a', "a", ""),
        ("<template>a<p>b</template>c<noscript>d</noscript>", "c", "a\nb|d"),
        ("<dialog>a</dialog><dialog open>b</dialog>", "b", "a"),
        ("<p>a<b hidden>b<p>c</b>d", "a\nd", "b\nc"),
        ("<div hidden>a<p>b</section></p>c", "", "a\nb\nc"),
        ("<b><span hidden>a</b>b", "b", "a"),
    ],
)
def test_what_a_browser_hides_is_shadow(text: str, readable: str, hidden: str) -> None:
    read = document(text)
    assert read.text == readable
    assert "|".join(p.text for p in read.shadow if p.kind == "hidden") == hidden


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("a<!-- No <b>advice</b>. -->b", [("comment", "No advice.", "No <b>advice</b>.")]),
        ("a<!-- not closed <p>b", [("comment", "not closed b", "not closed <p>b")]),
        ("<del>a</del><s>b</s>", [("struck", "a", "a"), ("struck", "b", "b")]),
        ("<pre>a\n b</pre><code>c</code>", [("code", "a b", "a\n b"), ("code", "c", "c")]),
        ("<script>a</script>", [("script", "a", "a")]),
        (f"<script>{'a' * 5000}</script>", []),
        ("<title>A &amp; B</title>", [("title", "A & B", "A &amp; B")]),
        ('<meta name="Description" content="a b">', [("description", "a b", "a b")]),
        (
            '<meta property="og:title" content="a"><meta name=x content=b>',
            [("title", "a", "a"), ("attribute", "b", "b")],
        ),
        ('<img alt="a &lt; b" title=c>', [("alt", "a < b", "a &lt; b"), ("attribute", "c", "c")]),
        ('<p hidden><img alt="a"></p>', [("attribute", "a", "a")]),
        ("<i aria-label='a'></i><input placeholder=b>", [("attribute", "a", "a"), ("attribute", "b", "b")]),
        ("<p class='not advice", [("hidden", "class='not advice", "class='not advice")]),
        ("a {# b #}{{/* c */}}", [("comment", "b", "b"), ("comment", "c", "c")]),
    ],
)
def test_what_lies_beside_the_text_keeps_its_place(text: str, passages: list[tuple[str, str, str]]) -> None:
    assert beside(text) == passages


def test_blocks_have_the_kind_of_the_elements_around_them() -> None:
    text = (
        "<h2>A</h2>b<ul><li><p>c</p>d</ul><table><caption>e<tr><th>f<td><div>g</div></table><figcaption>h</figcaption>"
    )
    kinds = ("heading", "paragraph", "item", "item", "caption", "cell", "cell", "caption")
    assert blocks(text) == list(zip(kinds, "Abcdefgh", strict=True))
    assert document(text).blocks[0].level == 2
    assert [(s.level, s.title) for s in document(text).sections] == [(2, "A")]


def test_marks_span_what_their_elements_hold() -> None:
    text = (
        "<nav>a</nav><blockquote><p>b<p>c</blockquote><ul><li>d</ul><table><tr><th>e<td>f</table><details><summary>g"
        "</summary>h</details><footer><small>i</small> <cite>j</cite></footer><figure>k</figure><p>l<sup>2</sup> <b>m</b>"
        '<div role="navigation">n</div><div role=contentinfo>o</div>'
    )
    assert marked(text) == [
        ("nav", "a"), ("quote", "b\nc"), ("list", "d"), ("row", "e\nf"), ("table", "e\nf"), ("header", "e"),
        ("details", "g\nh"), ("footer", "i j"), ("small", "i"), ("cite", "j"), ("figure", "k"), ("sup", "2"),
        ("strong", "m"), ("nav", "n"), ("footer", "o"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ('see <a href="/a?b=1&amp;c=2">the <b>source</b></a>.', [("the source", "/a?b=1&c=2")]),
        ("<a href=x>a<a href=y>b</a>c", [("a", "x"), ("b", "y")]),
        ("<a name=x>a</a><a href=y><img></a>", [("", "y")]),
        ("<p hidden><a href=x>a</a>", []),
        ('<a href="{{ site.url }}/x">a</a>', [("a", "{{ site.url }}/x")]),
        ("<a href='#risks'>1</a>", [("1", "#risks")]),
        ("<div><a href=x>a<p>b</a>c</div>", [("a\nb", "x")]),
    ],
)
def test_links_keep_their_text_and_target(text: str, links: list[tuple[str, str]]) -> None:
    read = document(text)
    assert [(read.text[link.start : link.end], link.target) for link in read.links] == links


@pytest.mark.parametrize(
    ("mark", "label", "note"),
    [
        ('<sup><a href="#fn1">1</a></sup>', "fn1", '<li id="fn1">Own data. <a href="#fnref1">&#8617;</a></li>'),
        ('<a href="#fn:x" class=f><sup>[2]</sup></a>', "fn:x", '<p id="fn:x">Own data.</p>'),
        ("<a href='#_ftn3'>[3]</a>", "_ftn3", '<p><a href="#_ftnref3" name="_ftn3">[3]</a> Own data.</p>'),
        ("<a href='#cite_note-A-4'>&dagger;</a>", "cite_note-A-4", '<li id="cite_note-A-4">^ Own data.</li>'),
    ],
)
def test_a_note_mark_is_no_text_and_leads_to_its_note(mark: str, label: str, note: str) -> None:
    text = f"<p>Up 5%{mark}, they say.</p>{note}"
    read = document(text)
    assert read.text.startswith("Up 5%, they say.\n")
    (found,) = read.note_marks
    assert (found.at, found.label) == (5, label)
    assert mark.find("<a") == found.source.start - text.index(mark)
    span = read.notes[label]
    assert read.text[span.start : span.end].removeprefix("^ ") == "Own data."


@pytest.mark.parametrize(
    "link", ['<a href="#fn1">the first note</a>', '<a href="#top">1</a>', '<a href="/x#fn1">1</a>']
)
def test_other_links_into_a_page_are_text(link: str) -> None:
    read = document(f"a {link}")
    assert read.note_marks == () and len(read.links) == 1 and read.text != "a"


def test_elements_stay_open_from_one_stretch_to_the_next() -> None:
    text = "<div hidden>|a|</div>|b <s>|c|</s> d<!--|e|-->f"
    builder = Builder(Source("a.md", text), "markdown")
    reader = HtmlReader(builder, text)
    at = 0
    for i, part in enumerate(text.split("|")):
        if i in (1, 4, 6):
            builder.text(part, at, at + len(part))
        else:
            reader.feed(at, at + len(part))
        at += len(part) + 1
    reader.close()
    read = builder.build()
    assert read.text == "b df"
    assert [(p.kind, p.text) for p in read.shadow] == [("hidden", "a"), ("struck", "c"), ("comment", "e")]


def test_calls_are_kept_with_their_place() -> None:
    text = "<p>a {% include risk.html %} b</p>"
    (call,) = document(text).calls
    assert (call.name, call.args, text[slice(*call.source)]) == ("include", ("risk.html",), "{% include risk.html %}")


# -- properties

_BREAKS = names("p div ul li ol h2 h3 table tr td th tbody blockquote section dl dd dt hr details summary")
_TAGS = sorted(names("p div b span ul li ol h2 h3 a dl dt dd blockquote section i em small details summary sup"))
_PIECES = st.sampled_from(
    [
        *(f"<{name}>" for name in _TAGS),
        *(f"</{name}>" for name in _TAGS),
        *(
            "w ",
            " x",
            "y",
            "z",
            "&amp;",
            "&nbsp;",
            "&#8364;",
            "&eacute",
            "<br>",
            "<hr>",
            "<!-- c -->",
            "\n",
            "< ",
            "</br>",
        ),
        "<table><tr><td>t<td>u<tr><th>v</table>",
        '<a href="q" title=r>',
        "<img alt=s>",
    ]
)
pages = st.lists(_PIECES, max_size=25).map("".join)


def _shown(node: object) -> str:
    name = getattr(node, "name", "")
    if name == "#text":
        return str(getattr(node, "data", ""))
    if name == "br":
        return " "
    inner = "".join(_shown(child) for child in getattr(node, "children", None) or ())
    return f"\n{inner}\n" if name in _BREAKS else inner


@given(pages)
@settings(deadline=None, max_examples=150)
def test_the_words_are_those_of_a_conforming_parser(text: str) -> None:
    tree = JustHTML(f"<!DOCTYPE html><body>{text}", sanitize=False)
    assert document(text).text.split() == _shown(tree.root).split()


@given(pages)
@settings(deadline=None)
def test_every_readable_character_comes_from_source_that_renders_to_it(text: str) -> None:
    read = document(text)
    for i, char in enumerate(read.text):
        span = read.source_span(i, i + 1)
        if char == "\n":
            assert span.start == span.end or not text[span.start : span.end].strip()
        elif char == " ":
            assert not re.sub(r"<(?![ ])[^>]*+>", "", unescape(text[span.start : span.end])).strip()
        else:
            assert unescape(text[span.start : span.end]) == char


@given(pages)
@settings(deadline=None)
def test_blocks_cover_the_text_in_order(text: str) -> None:
    read = document(text)
    assert "\n".join(read.text[b.start : b.end] for b in read.blocks) == read.text
    assert all(b.start < b.end for b in read.blocks)


_HOSTILE = {
    "open elements": ("<div>", "x"),
    "a paragraph behind many walls": ("<p><button>", "<div></p>"),
    "formatting that is never closed": ("<b><i>", "<div></div>"),
    "formatting that crosses blocks": ("", "<b><span><p></b>"),
    "nested tables": ("", "<table><tr><td>"),
    "rows without tables": ("", "<tr><td>"),
    "list items": ("", "<li><div>"),
    "marks": ("", "<sup><strong></sup>"),
    "end tags of nothing": ("<div>", "</span></li></td></b>"),
    "drawings": ("<svg>", "<svg><p>"),
    "line breaks": ("", "<br>"),
    "note marks": ("", '<a href="#fn1">1'),
    "titles": ("", "<i title=a>"),
    "hidden": ("", "<p hidden>"),
    "comments": ("", "<!--a<b-->"),
    "notes": ("", "<p id=fn1><i id=fn2>"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_pages_take_linear_work(name: str, work: Callable[[Callable[[], object]], int]) -> None:
    first, unit = _HOSTILE[name]
    small, large = (work(lambda n=n: document(first * n + unit * n)) for n in (150, 600))
    assert large < 4.6 * small


@pytest.mark.parametrize(
    "unit", ["<", "<!--", "<a ", '<a href="', "<p a='", "<div>", "<b><p>", "&#x", "<table>", "word "]
)
def test_large_hostile_pages_are_read(unit: str) -> None:
    text = unit * 20_000
    read = document(text)
    assert len(read.text) <= len(text) and read.source_span(0, 1).end <= len(text)
