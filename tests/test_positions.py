"""Every position leads to source text that renders to what was reported, in every format and with every line end."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.engine import Engine
from disclint.facts import Facts
from disclint.formats import parse
from disclint.model import LINE_END, Source
from disclint.ruleset.load import builtin_rules, load_packs

ENGINE = Engine(load_packs([builtin_rules()]))
SAID = [
    "guaranteed returns",
    "a risk-free profit",
    "$5 million",
    "four trillion yen",
    "a 3.5 percent rise of the S&P 500",
    "“quoted words” — and a dash",
    "naïve café 日本 😀",
    "This is not investment advice",
    "member FINRA/SIPC",
]
MARKDOWN = ["{}", "**{}**", "[{}](https://a.b/c)", "<b>{}</b>", "{} <!-- unseen -->", "`code` {}", "{{< call >}} {}"]
HTML = ["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "{}<br>", "<!-- unseen -->{}", "<i hidden>unseen</i>{}"]
BLOCKS = {
    "markdown": ["{}", "> {}", "- {}", "## {}", "<div>{}</div>", "| a |\n|---|\n| {} |", "---\ntitle: T\n---\n{}"],
    "mdx": ["{}", "> {}", "- {}", "<Card>{}</Card>", "import X from 'x'\n\n{}"],
    "html": ["<p>{}</p>", "<li>{}</li>", "<td>{}</td>", "<blockquote>{}</blockquote>"],
    "template": ["<p>{}</p>", "<?php echo 'unseen'; ?><p>{}</p>", "<div>\n  {}\n</div>"],
    "text": ["{}", "> {}", "  {}"],
}
GAPS = [" ", "  ", "\n", "&nbsp;", "&#32;"]
# What a reader does not see of the source between the first and the last character reported.
UNSEEN = re.compile(
    r"import X from 'x'|<!--.*?-->|<i hidden>.*?</i>|<\?php.*?\?>|\{\{<.*?>\}\}|<[^<>]*>|\]\([^()]*\)|[\s*`\[\]|>#\u00a0-]+",
    re.DOTALL,
)


def seen(source: str) -> str:
    return UNSEEN.sub("", html.unescape(source.replace("`code`", "")))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    format = draw(st.sampled_from(sorted(BLOCKS)))
    markup = format in ("html", "template")
    wraps = HTML if markup else ["{}"] if format == "text" else MARKDOWN[:4] if format == "mdx" else MARKDOWN
    blocks = []
    for block in draw(st.lists(st.sampled_from(BLOCKS[format]), min_size=1, max_size=4)):
        phrases = draw(st.lists(st.tuples(st.sampled_from(wraps), st.sampled_from(SAID)), min_size=1, max_size=3))
        gap = draw(st.sampled_from(GAPS if markup else GAPS[:2]))
        words = [
            wrap.replace("{}", (html.escape(said) if markup else said).replace(" ", gap, 1)) for wrap, said in phrases
        ]
        blocks.append(block.replace("{}", ". ".join(words)))
    text = ("\n" if markup else "\n\n").join(blocks)
    return format, text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_source_at_a_position_renders_to_the_text_reported(made: tuple[str, str]) -> None:
    format, text = made
    document = parse(Source("x.php" if format == "template" else "x", text), format)
    starts = [0, *(m.end() for m in LINE_END.finditer(text))]
    inspected = ENGINE.inspect(document, Facts())
    for row in (row for key in ("statements", "forbidden", "quantities") for row in inspected[key]):  # type: ignore[union-attr]
        start = starts[row["line"] - 1] + row["column"] - 1  # type: ignore[index,call-overload,operator]
        end = starts[row["end_line"] - 1] + row["end_column"] - 1  # type: ignore[index,call-overload,operator]
        assert seen(text[start:end]) == seen(str(row["text"]))  # type: ignore[index,call-overload]
    for start in range(0, len(document.text), 7):
        end = min(len(document.text), start + 23)
        span = document.source_span(start, end)
        assert seen(text[span.start : span.end]) == seen(document.text[start:end]), document.text[start:end]
    for finding in ENGINE.check(document, Facts()).findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert starts[finding.position.line - 1] + finding.position.column - 1 == finding.span.start
