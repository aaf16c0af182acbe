"""Whatever the document: the rules pass or the text is as it was, a second run changes nothing, the rest stays."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixing.houses import HOUSE, STOCKS, House

from disclint.model import LINE_END

MARKDOWN = (
    "More words stand here.", "# A heading", "Setext\n------", "- one\n- two", "1. one\n\n   more\n2. two", "> quoted\n> more",
    "| a | b |\n|---|---|\n| c | d |", "```\ncode\n```", "```\nopen", "~~~ x\nopen", "    indented", "<!-- remark -->", "<!-- open",
    "[^1]: A note.", "A mark.[^1]", "[a]: https://x.example", "***", "<div>\n\ninside\n\n</div>", "<div hidden>\n\nhidden",
    "<details>\n\ninside\n\n</details>", "{{< tabs >}}\ninside\n{{< /tabs >}}", "{% if a %}", "{% endif %}", "::: note\nin\n:::",
    "![alt](a.png)", "Half a sentence with “quotes”, é and 日本 ", "<script>let a = 1;</script>", "<table><tr><td>cell",
    "~~struck~~", "\\", "<p>", "\t", "$$\nx\n$$", "Line  \nbreak", "&copy; Cedar Point", "*open emphasis", "[open link](",
)  # fmt: skip
MDX = (
    "import A from './a'", "export const a = {\n  b: 1\n}", "<Note>\n  inside\n</Note>", "<Note>", "</Note>", "<A />", "{a.b}",
    "{/* remark */}", "<Tabs>\n\n- one\n\n</Tabs>", "{`literal`}", "{",
)  # fmt: skip
HTML = (
    "<p>More words.</p>", "<h1>Title</h1>", "<ul><li>a<li>b</ul>", "<table><tr><td>a</table>",
    "<blockquote>q</blockquote>", "<article>", "</article>", "<main>", "</main>", "<body>", "</body>", "</html>",
    "<div class='a'>", "</div>", "<script>1</script>", "<script>", "<!-- remark -->", "<!-- open",
    "<details><p>in</p></details>", "<div hidden>", "<nav>n</nav>", "<footer>f</footer>", "bare words", "<p>open",
    "<style>p{}</style>", "{{ a }}", "{% include a %}", "<img alt='x'>", "<svg><text>t</text></svg>", "&amp;",
    "<textarea>", "<a href='#'", "<template>t</template>", "<p style='display:none'>h</p>",
)  # fmt: skip
TEXT = (
    "More words stand here.",
    "HEADING",
    "* item",
    "> quoted",
    "Notes",
    "[1] a note",
    "---",
    "    far in",
    "Signed, Cedar Point",
)
BLOCKS = {"a.md": MARKDOWN, "a.mdx": (*MARKDOWN, *MDX), "a.html": HTML, "a.txt": TEXT}
FRONT = ("", "---\ntitle: A title\n---\n", "+++\ntitle = 'A'\n+++\n\n")


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(sorted(BLOCKS)))
    blocks = draw(st.lists(st.sampled_from(BLOCKS[name]), max_size=6))
    blocks.insert(draw(st.integers(0, len(blocks))), f"<p>{STOCKS}</p>" if name == "a.html" else STOCKS)
    gap = draw(st.sampled_from(("\n\n", "\n", "\n\n\n")))
    text = (
        draw(st.sampled_from(FRONT)) * (name != "a.txt") + gap.join(blocks) + draw(st.sampled_from(("", "\n", "\n\n")))
    )
    return name, text.replace("\n", draw(st.sampled_from(("\n", "\r\n", "\r"))))


def inserted(before: str, after: str) -> str:
    """What was put into a text, in one place; AssertionError where anything else changed."""
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    grown = len(after) - len(before)
    assert grown >= 0 and after[same + grown :] == before[same:]
    return after[same : same + grown]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_the_text_is_put_in_whole_or_not_at_all(house: House, document: tuple[str, str]) -> None:
    name, text = document
    done = house.mend(name, text)
    put = inserted(text, done.text)
    assert set(LINE_END.findall(put)) <= set(LINE_END.findall(text) or ("\n",))
    assert done.text == text or re.sub(r"\s*(<p>|</p>)?\s*", "", put).count(re.sub(r"\s+", "", HOUSE)) == 1
    owed = {(f.element, f.state) for f in done.before.findings}
    left = {(f.element, f.state) for f in done.after.findings if f.severity != "info"}
    assert not left & {(element, "missing") for element in done.fixed}
    assert left <= owed, "nothing new is found"
    assert bool(done.fixed) == (done.text != text)
    assert house.mend(name, done.text).text == done.text


WORDS = st.text(st.sampled_from("aB .,:;*_`~#>+-=|[](){}<>!&$\\/'\"1é“\t\n"), min_size=1, max_size=40)


@settings(max_examples=300, deadline=None)
@given(WORDS, st.sampled_from(["markdown", "mdx", "html"]))
def test_escaped_words_are_read_as_the_very_same_words(words: str, format: str) -> None:
    from disclint.formats import parse
    from disclint.formats.escaping import escaped
    from disclint.model import Source

    plain = " ".join(f"Start {words} end.".split())
    written = escaped(plain, format, opens=True)
    text = f"<p>{written}</p>" if format == "html" else written + "\n"
    assert parse(Source("a", text), format).text == plain
