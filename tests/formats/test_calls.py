"""Template tags: what is one, what it says, and that the text around it stays where it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.document import Call, Document
from disclint.formats.builder import Builder
from disclint.formats.calls import BLANK, blank_calls, take_calls
from disclint.model import Source

Said = tuple[str, str, tuple[str, ...], dict[str, str]]


def said(text: str) -> list[Said]:
    return [(call.syntax, call.name, call.args, dict(call.named)) for call in blank_calls(text)[1]]


def shown(text: str) -> str:
    return blank_calls(text)[0].replace(BLANK, "~")


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("{{< disclaimer >}}", ("hugo", "disclaimer", (), {})),
        ("{{<disclaimer/>}}", ("hugo", "disclaimer", (), {})),
        ('{{< notice "Risk warning" warning >}}', ("hugo", "notice", ("Risk warning", "warning"), {})),
        ('{{% notice type="no advice" `raw "x"` %}}', ("hugo", "notice", ('raw "x"',), {"type": "no advice"})),
        ('{{< x text="a \\" >}} b" />}}', ("hugo", "x", (), {"text": 'a \\" >}} b'})),
        ('{{< figure\n  src="a.png"\n\n  alt="A > B"\n>}}', ("hugo", "figure", (), {"src": "a.png", "alt": "A > B"})),
        ("{{< /tab >}}", ("hugo", "/tab", (), {})),
        ("{{< ref post.md >}}", ("hugo", "ref", ("post.md",), {})),
        ("{{< include _risk.qmd >}}", ("quarto", "include", ("_risk.qmd",), {})),
        ("{% include risk.html a=\"b\" c='d' e=page.x %}",
         ("liquid", "include", ("risk.html",), {"a": "b", "c": "d", "e": "page.x"})),
        ("{%- include risk.html -%}", ("liquid", "include", ("risk.html",), {})),
        ("{% include {{ page.legal }} %}", ("liquid", "include", ("{{", "page.legal", "}}"), {})),
        ("{% endif %}", ("liquid", "endif", (), {})),
        ("{% block legal %}", ("jinja", "block", ("legal",), {})),
        ("{{firm}}", ("liquid", "firm", (), {})),
        ("{{ site.legal | markdownify }}", ("liquid", "site.legal", ("markdownify",), {})),
        ("{{{ raw }}}", ("liquid", "raw", (), {})),
        ("{{\n  firm\n}}", ("liquid", "firm", (), {})),
    ],
)  # fmt: skip
def test_a_tag_says_its_name_and_arguments(text: str, call: Said) -> None:
    around = f"é {text} after"
    assert said(around) == [call]
    assert blank_calls(around)[1][0].source == (2, 2 + len(text))
    assert shown(around).replace("~", "").split() == ["é", "after"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{firm} and {firm.name}",
        "{{ not closed",
        "{{ not\n\nclosed }}",
        "{{< not closed }}",
        '{{< an "unclosed quote >}}',
        "{{</* shown */>}}",
        "{%",
        "{ { x } }",
        "## Title {#anchor}",
        "`{{ code }}` and ``{{< code >}} ` {% code %}``",
        "```\n{{< code >}}\n```\n",
        "- item\n\n  ~~~ text\n  {% code %}\n  ~~~\n",
        "> ````\n> {{ a }}\n> ```\n> {{ b }}\n> ````\n",
        "```\n{{ never closed }}",
        "<!-- {{< commented-out >}} -->",
        "<!--\n{% include x %}\n-->",
    ],
)
def test_what_is_no_tag_stays(text: str) -> None:
    assert blank_calls(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("`a {{ x }}\n\nb` {{ y }}", "`a ~~~~~~~\n\nb` ~~~~~~~"),
        ("\\`{{ x }}`", "\\`~~~~~~~`"),
        ("``{{ x }}` {{ y }}", "``~~~~~~~` ~~~~~~~"),
        ("``` a`b {{ x }}", "``` a`b ~~~~~~~"),
        ("```\n{{ x }}\n```\n{{ y }}", "```\n{{ x }}\n```\n       "),
        ("{{< a >}}\nText\n{{< /a >}}", "         \nText\n          "),
        ("  {% if a %}{% b %}\nText", "                   \nText"),
        ("{{<\na\n>}} Text", "   \n \n~~~ Text"),
        ("[a]({{ x }}/b)", "[a](~~~~~~~/b)"),
        ("{{ a }} {{ b\r\nc }}\r\n", "            \r\n    \r\n"),
        ("<!-- a --> {{ x }}", "<!-- a --> ~~~~~~~"),
        ("<!-- a {{ x }}", "<!-- a ~~~~~~~"),
        ("{% raw %}{{ shown }}{% endraw %}{{ x }}", "~~~~~~~~~{{ shown }}~~~~~~~~~~~~~~~~~~~"),
        ("{% raw %}{{ x }}", "                "),
    ],
)
def test_tags_are_blanked_to_the_same_length(text: str, left: str) -> None:
    assert shown(text) == left


def test_nothing_before_the_start_is_touched() -> None:
    text, calls = blank_calls("{{ a }} {{ b }}", 8)
    assert (text.replace(BLANK, "~"), [call.name for call in calls]) == ("{{ a }} ~~~~~~~", ["b"])


def test_backticks_mean_nothing_where_there_is_no_code() -> None:
    assert [call.name for call in blank_calls("`{{ a }}`\n```\n{{ b }}\n", code=False)[1]] == ["a", "b"]


def taken(text: str) -> tuple[Document, str]:
    builder = Builder(Source("a.md", text), "markdown")
    left = take_calls(builder, text)
    return builder.build(), left


@pytest.mark.parametrize(
    ("text", "kind", "inside"),
    [
        ("{% comment %}not {{ advice }}{% endcomment %}", "comment", "not {{ advice }}"),
        ("{%- comment -%} not advice {%- endcomment -%}", "comment", "not advice"),
        ("{{/* not advice */}}", "comment", "not advice"),
        ("{{- /* not\nadvice */ -}}", "comment", "not\nadvice"),
        ("{# not advice #}", "comment", "not advice"),
        ("{::comment}not advice{:/comment}", "comment", "not advice"),
        ("{% highlight text %}not advice{% endhighlight %}", "code", "not advice"),
    ],
)
def test_remarks_are_shadow_with_exact_places(text: str, kind: str, inside: str) -> None:
    document, left = taken(f"é {text} after")
    (passage,) = document.shadow
    assert (passage.kind, passage.text) == (kind, " ".join(inside.split()))
    assert document.source.text[slice(*passage.map.source_span(0, len(passage.text)))] == inside
    assert document.calls == ()
    assert left.replace(BLANK, " ").split() == ["é", "after"]


def test_a_remark_without_end_hides_nothing() -> None:
    document, left = taken("{# a {% comment %} b")
    assert document.shadow == ()
    assert document.calls == ()
    assert left.replace(BLANK, "").split() == ["{#", "a", "b"]


PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", "{{<", ">}}", "{{%", "%}}", '"', "`", "```", "'", "\\", "\n",
     "\r\n", " ", "a", "é", "<!--", "-->", "{% raw %}", "{% endraw %}",
     "{% comment %}", "{% endcomment %}", "/*", "*/", "~~~", ">", "x=1"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_blanking_changes_nothing_but_the_tags(text: str) -> None:
    left, calls = blank_calls(text)
    assert len(left) == len(text)
    for before, after in zip(text, left, strict=True):
        assert after == before or (after in (BLANK, " ") and before not in "\r\n")
    spans = [call.source for call in calls]
    assert spans == sorted(spans)
    for call in calls:
        inside = left[slice(*call.source)]
        assert not inside.replace(BLANK, "").strip()


@pytest.mark.parametrize(
    "piece",
    ["{{", "{{<", '{{< "', '{{< \\"', "{{< `", "{{%", "{%", "{# ", "{{/* ", "{% raw %}",
     "{% comment %}", "`{{", "```\n{{", "<!-- {{", "{{ a }} "],
)  # fmt: skip
def test_work_grows_no_faster_than_the_text(piece: str, work: Callable[[Callable[[], object]], int]) -> None:
    small, large = work(lambda: blank_calls(piece * 100)), work(lambda: blank_calls(piece * 800))
    assert large <= 8 * small + 100


def test_fifty_thousand_open_brackets_are_read() -> None:
    for piece in ("{{", '{{< "', "{% ", "{# ", "`{{"):
        text = piece * 50_000
        assert blank_calls(text)[0] == text


def test_calls_are_values() -> None:
    (call,) = blank_calls("{{ a }}")[1]
    assert call == Call("liquid", "a", (), (), (0, 7))  # type: ignore[arg-type]
