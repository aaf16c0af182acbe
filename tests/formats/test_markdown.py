"""Markdown: what a reader sees, where it comes from, and what lies beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import marko
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.document import Document
from disclint.formats.markdown import parse
from disclint.model import Source


def document(text: str, path: str = "a.md") -> Document:
    return parse(Source(path, text))


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
        ("a *b* **c** ***d*** _e_", "a b c d e"),
        ("**Member** [FINRA](https://finra.org)/*SIPC*", "Member FINRA/SIPC"),
        ("in**si**de", "inside"),
        ("AT&amp;T &copy; &#8364;5 &nbsp;x", "AT&T © €5 x"),
        ("\\*not\\* 2011\\. \\~0.3%", "*not* 2011. ~0.3%"),
        ("one\ntwo  \nthree\\\nfour", "one two three four"),
        ("one\r\ntwo\rthree", "one two three"),
        ("a `code` b`c`d", "a b d"),
        ("a ~~gone~~ b", "a b"),
        ("a ![alt](x.png) b", "a b"),
        ('<img alt="x">\na *b* [c](d)', "a b c"),
        ('# A\r\n\r\n<img\r\nalt="x">\r\nb *c*\r\n<img alt="y">\r\nd', "A\nb c d"),
        ("a<!-- not --> b", "a b"),
        ("Member <span>FINRA / SIPC</span>", "Member FINRA / SIPC"),
        ("a {firm} b {firm.name}", "a {firm} b {firm.name}"),
        ("text\n{: .class #id}", "text"),
        ('text {:.note} [a](b){: target="_blank"} ![c](d){width=50%}', "text a"),
        ("a{{< x >}}b {{ y }} c", "ab c"),
        ("{% include x.html %} Text after a tag is no code", "Text after a tag is no code"),
        ("$5 and $6, 3 * 4 * 5, a_b_c", "$5 and $6, 3 * 4 * 5, a_b_c"),
        ("soft\u00adhy\u200bphen", "softhyphen"),
        ("日本は **強い** 𝒳", "日本は 強い 𝒳"),
    ],
)
def test_the_readable_text_is_what_a_reader_sees(text: str, readable: str) -> None:
    assert document(text).text == readable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nText\n\nTwo\n---\n\n### Three ###",
         [("heading", "One"), ("paragraph", "Text"), ("heading", "Two"), ("heading", "Three")]),
        ("- a\n- b\n  - c\n\n    d\n1. e", [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d"), ("item", "e")]),
        ("- [x] done\n- [ ] open", [("item", "done"), ("item", "open")]),
        ("- a\n  ```\n  code\n  ```\n  b", [("item", "a"), ("item", "b")]),
        ("> a\n> b\n>\n> - c", [("paragraph", "a b"), ("item", "c")]),
        ("| a | b |\n|---|--:|\n| 1 \\| 2 | |", [("cell", "a"), ("cell", "b"), ("cell", "1 | 2")]),
        ("a[^1]\n\n[^1]: b\n\n    c", [("paragraph", "a"), ("note", "b"), ("note", "c")]),
        ("a\n\n***\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("[ref]: https://x.y\n\n[a][ref]", [("paragraph", "a")]),
        ("<div>\na\n\n*b*\n</div>\n\nc", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<p>a</p>\n<p>b</p>", [("paragraph", "a"), ("paragraph", "b")]),
        ("- <b>\n  x\n  </b>", [("item", "x")]),
        (":::note\na\n:::\n\n::: {.callout-note title=\"b\"}\nc\n:::", [("paragraph", "a"), ("paragraph", "c")]),
        ("> [!WARNING]\n> a", [("paragraph", "a")]),
        ("## A {#id}\n\nb", [("heading", "A"), ("paragraph", "b")]),
        ("{{< tab >}}\na\n{{< /tab >}}\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("---\ntitle: t\n---\n\na\n\n---\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    ],
)  # fmt: skip
def test_blocks_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_headings_make_sections() -> None:
    read = document("a\n\n# B\n\nc\n\n### D\n\ne")
    assert [(s.level, s.title, read.text[s.start : s.end]) for s in read.sections] == [
        (0, "", "a\n"), (1, "B", "B\nc\n"), (3, "D", "D\ne"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n\nc", [("list", "a\nb"), ("list", "b")]),
        ("> a\n> > b\n\nc", [("quote", "a\nb"), ("quote", "b")]),
        ("> [!NOTE]\n> a", []),
        (
            "| a |\n|---|\n| b |",
            [("table", "a\nb"), ("row", "a"), ("header", "a"), ("row", "b")],
        ),
    ],
)
def test_lists_quotations_and_tables_are_marked(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(marked(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a *b*](https://x.y/z?a=1&amp;b=2 \"t\")", [("a b", "https://x.y/z?a=1&b=2")]),
        ("[a][r] [r] [r][]\n\n[r]: <https://x.y/ö>", [("a", "https://x.y/ö"), ("r", "https://x.y/ö"), ("r", "https://x.y/ö")]),
        ("<https://x.y> <a@b.c>", [("https://x.y", "https://x.y"), ("a@b.c", "mailto:a@b.c")]),
        ("[![alt](i.png)](https://x.y)", [("", "https://x.y")]),
        ("[a]({{< ref \"x.md\" >}}#b)", [("a", '{{< ref "x.md" >}}#b')]),
        ("[{{ t }}](/a/{{ x }}/b \"{{ y }}\")", [("", "/a/{{ x }}/b")]),
        ("see https://x.y/a_b_c?d=e&amp;f=*g*.", [("https://x.y/a_b_c?d=e&f=g", "https://x.y/a_b_c?d=e&f=g")]),
        ("(www.x.y/a_(b)), **http://x.y**!", [("www.x.y/a_(b)", "http://www.x.y/a_(b)"), ("http://x.y", "http://x.y")]),
        ("[https://x.y](https://z)", [("https://x.y", "https://z")]),
        ("`https://x.y` ~~https://x.y~~ xhttps://a http://. www.", []),
        ("<a href=\"https://x.y\">b</a>", [("b", "https://x.y")]),
    ],
)  # fmt: skip
def test_links_carry_their_targets(text: str, expected: list[tuple[str, str]]) -> None:
    read = document(text)
    assert [(read.text[link.start : link.end], link.target) for link in read.links] == expected


def test_footnotes_are_marks_and_ranges() -> None:
    text = "Up 5%[^a], down[^b] and [^gone].\n\n[^a]: Data: *Bank* of Japan\n\n    More.\n\n[^b]: `code`\n"
    read = document(text)
    assert read.text.split("\n")[0] == "Up 5%, down and [^gone]."
    assert [(mark.label, mark.at, text[slice(*mark.source)]) for mark in read.note_marks] == [
        ("a", 5, "[^a]"),
        ("b", 11, "[^b]"),
        ("gone", 16, "[^gone]"),
    ]
    assert {label: read.text[slice(*span)] for label, span in read.notes.items()} == {"a": "Data: Bank of Japan\nMore."}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `x y` b", [("code", "x y", "x y")]),
        ("`` ` ``", [("code", "`", "`")]),
        ("```py\nx\n\ny\n```", [("code", "x y", "x\n\ny")]),
        ("    x é\n", [("code", "x é", "x é")]),
        ("~~not *advice*~~", [("struck", "not advice", "not *advice")]),
        ("<!-- not\nadvice -->", [("comment", "not advice", "not\nadvice")]),
        ("<div hidden>\n\nnot **advice**\n\n- or this\n\n</div>\n\nshown",
         [("hidden", "not advice\nor this", "not **advice**\n\n- or this")]),
        ("a <span style=\"display: none\">not *advice*</span> b", [("hidden", "not advice", "not *advice")]),
        ("> <!--\n> not advice\n> -->\n> shown", [("comment", "not advice", "not advice")]),
        ("![a *b*](c)", [("alt", "a b", "a *b")]),
        ('<img src="a" alt="b &amp; c">\nd', [("alt", "b & c", "b &amp; c")]),
        ("~~![a](b)~~", [("struck", "a", "a")]),
        ("{% comment %}not advice{% endcomment %}", [("comment", "not advice", "not advice")]),
        ("---\ntitle: \"T\"\n---\n", [("title", "T", "T"), ("front-matter", 'title: "T"', 'title: "T"')]),
    ],
)  # fmt: skip
def test_what_no_reader_sees_is_kept_beside_the_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert beside(text) == expected


def test_a_title_of_a_link_is_an_attribute() -> None:
    assert [(kind, value) for kind, value, _ in beside('[a](b "not advice")')] == [("attribute", "not advice")]


def test_quotation_marks_do_not_cut_a_tag_in_two() -> None:
    assert blocks("> a <span\n> hidden>b</span> c\n\n> <div\n> hidden>d\n> </div>\n>\n> e") == [
        ("paragraph", "a c"),
        ("paragraph", "e"),
    ]


def test_calls_stand_where_they_are_written() -> None:
    text = "---\nt: 1\n---\nÜber {{< legal kind=risk >}} text.\n\n{{< end >}}\n"
    read = document(text)
    assert [(c.syntax, c.name, c.named, c.at, text[slice(*c.source)]) for c in read.calls] == [
        ("hugo", "legal", (("kind", "risk"),), 4, "{{< legal kind=risk >}}"),
        ("hugo", "end", (), len(read.text), "{{< end >}}"),
    ]
    assert read.text == "Über text."
    assert [call.syntax for call in document("{{< meta title >}}", "a.qmd").calls] == ["quarto"]


def test_broken_front_matter_does_not_hide_the_body() -> None:
    read = document("---\ntitle: 'a\n---\nNot advice.")
    assert (read.text, [problem.line for problem in read.problems]) == ("Not advice.", [2])


WORD = st.sampled_from(
    ["Gains", "rose", "5%", "é", "“quoted”", "$65", "日本", "𝒳", "not-advice", "3.5x", "(net)", "AT&T"]
)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda w: f"*{w}*"),
    WORDS.map(lambda w: f"**{w}**"),
    WORDS.map(lambda w: f"`{w}`"),
    WORDS.map(lambda w: f"~~{w}~~"),
    WORDS.map(lambda w: f'[{w}](https://x.y/z "t")'),
    WORDS.map(lambda w: f"[**{w}** end](u)"),
    WORDS.map(lambda w: f"![{w}](i.png)"),
    WORDS.map(lambda w: f"<span>{w}</span>"),
    st.sampled_from(["&amp;", "&eacute;t&#233;", "\\*", "1\\.", "<https://x.y/a_b>", "<!-- aside -->",
                     "line\nbreak", "hard  \nbreak", "slash\\\nbreak"]),
)  # fmt: skip
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
FLAT = LINE.map(lambda line: line.replace("  \n", " ").replace("\\\n", " ").replace("\n", " "))


def indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


BLOCK = st.one_of(
    LINE,
    st.tuples(st.integers(1, 6), FLAT).map(lambda t: f"{'#' * t[0]} {t[1]}"),
    LINE.map(lambda line: f"Title {line}\n==="),
    st.lists(LINE, min_size=1, max_size=3).map(lambda ls: "\n".join(indented(x, "- ", "  ") for x in ls)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda ls: "\n\n".join(indented(x, "1. ", "   ") for x in ls)),
    LINE.map(lambda line: indented(line, "> ", "> ")),
    st.tuples(LINE, LINE).map(lambda t: indented(f"{t[0]}\n\n- {indented(t[1], '', '  ')}", "> ", "> ")),
    st.lists(FLAT, min_size=2, max_size=2).map(lambda c: f"| {c[0]} | {c[1]} |\n|---|---|\n| {c[1]} | {c[0]} |"),
    WORDS.map(lambda w: f"```\n{w}\n```"),
    WORDS.map(lambda w: f"<div>\n{w}\n</div>"),
    WORDS.map(lambda w: f"<div>\n\n*{w}*\n\n</div>"),
    st.just("* * *"),
)
MARKDOWN = st.lists(BLOCK, max_size=5).map("\n\n".join)
SOUP = st.text(st.sampled_from("ab *_`~[]()!<>&;#-+|\\\n\r:^{}%\"'=é日𝒳1.\t\u200b"), max_size=80)


def check_places(text: str) -> None:
    """Every readable character comes from a source character that renders to it; blocks are the text."""
    read = document(text)
    assert "\n".join(read.text[b.start : b.end] for b in read.blocks) == read.text
    assert all(a.end + 1 == b.start for a, b in zip(read.blocks, read.blocks[1:], strict=False))
    assert all("\n" not in read.text[b.start : b.end] and b.end > b.start for b in read.blocks)
    joins = {b.end for b in read.blocks}
    last = 0
    for i, char in enumerate(read.text):
        start, end = read.source_span(i, i + 1)
        source = text[start:end]
        assert last <= start, "in order"
        last = start
        if i in joins:
            assert char == "\n"
        elif source != char:
            rendered = html.unescape(source)
            assert char in rendered if char != " " else re.match(r"\s|`|<br|\\[\r\n]|&", source), (char, source)
    for link in read.links:
        assert 0 <= link.start <= link.end <= len(read.text)
    for passage in (*read.sides, *read.shadow):
        span = passage.map.source_span(0, len(passage.text))
        assert 0 <= span.start <= span.end <= len(text)


@given(MARKDOWN, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_leads_back_to_the_source_that_renders_to_it(text: str, eol: str) -> None:
    check_places(text.replace("\n", eol))


@given(SOUP)
def test_so_it_does_in_any_text(text: str) -> None:
    check_places(text)


def rendered_words(text: str) -> list[str]:
    """The words that another renderer shows, without code, struck text and comments."""
    page = marko.Markdown(extensions=["gfm"]).convert(text)
    page = re.sub(r"<(code|del)\b.*?</\1>|<!--.*?-->", lambda m: " " if m[1] == "code" else "", page, flags=re.DOTALL)
    page = re.sub(r"</?(?:p|h\d|li|ul|ol|td|th|tr|table|thead|tbody|blockquote|div|hr|br|pre)\b[^>]*>", " ", page)
    return html.unescape(re.sub(r"<[^>]*>", "", page)).split()


@given(MARKDOWN)
def test_the_words_are_those_that_another_renderer_shows(text: str) -> None:
    assert document(text).text.split() == rendered_words(text)


@pytest.mark.parametrize(
    "piece",
    ["[", "*", "_", "> ", "`", "~~", "<", "<a ", "<!-- ", "![", "[a](", "[^", "|", "- ", "{{", "&", "\\", "# a\n",
     "a\n\n", "*a _b ", "<div>\n", "<b>x ", "[a]: b\n", "www.a ", ":::\n", "> <div\n> x>\n\n",
     "日本 *é* ", "- a\n  - b\n",
     "[a]({{ x }}) "],
)  # fmt: skip
def test_work_grows_no_faster_than_the_text(piece: str, work: Callable[[Callable[[], object]], int]) -> None:
    small, large = work(lambda: document(piece * 50)), work(lambda: document(piece * 400))
    assert large <= 8 * small + 500


@pytest.mark.parametrize("piece", ["[", "*", ">", "`", "{{", "<", "_a*"])
def test_fifty_thousand_open_marks_are_read(piece: str) -> None:
    read = document(piece * 50_000)
    assert read.source_span(0, len(read.text)).end <= 50_000 * len(piece)


def test_one_long_line_is_read_whole() -> None:
    sentence = "The fund rose 5% in “2024”, said *A. B.* of [C](https://c.d). "
    read = document(sentence * 2000)
    assert read.text == " ".join(["The fund rose 5% in “2024”, said A. B. of C."] * 2000)
    assert len(read.links) == 2000
    at = read.text.rindex("“2024”")
    assert read.source_span(at, at + 6) == ((at2 := (sentence * 2000).rindex("“2024”")), at2 + 6)
