"""Front matter: values, the places of keys and values, side texts, and what is broken."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclint.document import Document, Passage
from disclint.formats.builder import Builder
from disclint.formats.frontmatter import read_front
from disclint.model import Source


def front(text: str) -> tuple[Document, int]:
    source = Source("post.md", text)
    builder = Builder(source, "markdown")
    body = read_front(builder, source)
    return builder.build(), body


def fields(text: str) -> dict[str, tuple[object, str, str]]:
    """Every field: value, and what stands at the spans of key and value."""
    document, _ = front(text)
    return {
        name: (field.value, text[slice(*field.key)], text[slice(*field.source)])
        for name, field in document.front.items()
    }


def letters(text: str, passage: Passage) -> list[str]:
    """The source characters of every character of the passage."""
    return [text[slice(*passage.map.source_span(i, i + 1))] for i in range(len(passage.text))]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: a\n---\nBody", "Body"),
        ("---\r\ntitle: a\r\n---\r\nBody", "Body"),
        ("---\rtitle: a\r---\rBody", "Body"),
        ("--- \ntitle: a\n... \t\nBody", "Body"),
        ("---\n---\nBody", "Body"),
        ("---\n\n---\nBody", "Body"),
        ("---\n# only a comment\n---\nBody", "Body"),
        ("---\ntitle: a\n---", ""),
        ("+++\ntitle = 'a'\n+++\nBody", "Body"),
        ('{\n "title": "a"\n}\nBody', "\nBody"),
        ('{"a": {"b": "}"}} Body', " Body"),
        ("{}\nBody", "\nBody"),
    ],
)
def test_the_body_starts_behind_the_front_matter(text: str, body: str) -> None:
    document, start = front(text)
    assert text[start:] == body
    assert not document.problems


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Body",
        "---",
        "----\ntitle: a\n----\n",
        " ---\ntitle: a\n---\n",
        "---\nA rule above, a sentence without any field.\n",
        "---\n\nWords between two rules.\n\n---\n\nBody",
        "---\n- a list\n---\nBody",
        "+++\nWords\n",
        "+++ plus\n",
        "{firm} is a placeholder",
        "{: .class}\nBody",
        "{{< shortcode >}}\nBody",
        "{% include a.html %}",
        "{ not json }",
        "Text\n---\ntitle: a\n---\n",
    ],
)
def test_what_only_looks_like_front_matter_is_body(text: str) -> None:
    document, start = front(text)
    assert start == 0
    assert (document.front, document.problems, document.shadow) == ({}, (), ())


def test_yaml_values_keep_the_words_the_author_wrote() -> None:
    text = (
        "---\ntitle: ‘Größe’ 𝒳 # note\ndraft: true\nupdated: off\nanswer: no\ntime: 1:30\ndate: 2024-01-02\nempty:\n"
        "count: 12\nrate: 4.5\ncode: 0o17\nhex: 0x1F\nhuge: 1e3\nversion: '1.0'\ntags: [a, 2, null]\n"
        "list:\n  - x\n  - y: 1\n---\n"
    )
    assert {name: value for name, (value, _, _) in fields(text).items()} == {
        "title": "‘Größe’ 𝒳", "draft": True, "updated": "off", "answer": "no", "time": "1:30", "date": "2024-01-02",
        "empty": None, "count": 12, "rate": 4.5, "code": 15, "hex": 31, "huge": 1000.0, "version": "1.0",
        "tags": ["a", 2, None], "list": ["x", {"y": 1}],
    }  # fmt: skip


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_yaml_places_are_exact_behind_wide_characters(eol: str) -> None:
    text = eol.join(
        ["---", "日本: 𝒳é", "seo:", '  title: "Ünder"', "  deep: {a: [1, é], b: x}", "last: 'it''s'", "---", "Body"]
    )
    assert fields(text) == {
        "日本": ("𝒳é", "日本", "𝒳é"),
        "seo": (
            {"title": "Ünder", "deep": {"a": [1, "é"], "b": "x"}},
            "seo",
            f'title: "Ünder"{eol}  deep: {{a: [1, é], b: x}}',
        ),
        "seo.title": ("Ünder", "title", '"Ünder"'),
        "seo.deep": ({"a": [1, "é"], "b": "x"}, "deep", "{a: [1, é], b: x}"),
        "seo.deep.a": ([1, "é"], "a", "[1, é]"),
        "seo.deep.b": ("x", "b", "x"),
        "last": ("it's", "last", "'it''s'"),
    }


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_toml_places_are_exact(eol: str) -> None:
    lines = [
        "+++", "# é = 1", 'title = "a\\"=b" # = c', "date = 2024-01-02", "tags = [", "  'a', # ]", "  'b' ]",
        "a.b = 1", "[params]", "'du e' = '''x = y'''", "[params.more] # x", "n = { k = [1] }",
        "[[pages]]", "q = 2", "+++", "x",
    ]  # fmt: skip
    assert fields(eol.join(lines)) == {
        "title": ('a"=b', "title", '"a\\"=b"'),
        "date": ("2024-01-02", "date", "2024-01-02"),
        "tags": (["a", "b"], "tags", eol.join(["[", "  'a', # ]", "  'b' ]"])),
        "a.b": (1, "a.b", "1"),
        "params": ({"du e": "x = y", "more": {"n": {"k": [1]}}}, "[params]", "[params]"),
        "params.du e": ("x = y", "'du e'", "'''x = y'''"),
        "params.more": ({"n": {"k": [1]}}, "[params.more]", "[params.more]"),
        "params.more.n": ({"k": [1]}, "n", "{ k = [1] }"),
        "pages": ([{"q": 2}], "[[pages]]", "[[pages]]"),
    }


def test_json_places_are_exact() -> None:
    text = '{"title": "a\\u00e9 }", "tags": ["x", {"no": 1}], "p": {"q": {"r": null}}, "e": {}, "n": -1.5}\nBody'
    assert fields(text) == {
        "title": ("aé }", '"title"', '"a\\u00e9 }"'),
        "tags": (["x", {"no": 1}], '"tags"', '["x", {"no": 1}]'),
        "p": ({"q": {"r": None}}, '"p"', '{"q": {"r": null}}'),
        "p.q": ({"r": None}, '"q"', '{"r": null}'),
        "p.q.r": (None, '"r"', "null"),
        "e": ({}, '"e"', "{}"),
        "n": (-1.5, '"n"', "-1.5"),
    }
    assert fields('---\n{"a": {"b": 1}}\n---\n')["a.b"] == (1, '"b"', "1")


@pytest.mark.parametrize(
    ("field", "kind", "readable", "sources"),
    [
        ("title: Up 5%", "title", "Up 5%", list("Up 5%")),
        ('headline: "Up 5%"', "title", "Up 5%", list("Up 5%")),
        ("subtitle: 'Up'", "title", "Up", list("Up")),
        ("Description: >-\n  a\n  b", "description", "a b", ["a", "\n  ", "b"]),
        ("summary: |\n  a\n\n  b", "description", "a\nb", ["a", "", "b"]),
        ("excerpt: a\n  b", "description", "a b", ["a", "\n  ", "b"]),
        ("title: 'it''s'", "title", "it's", ["i", "t", "''", "s"]),
        ('title: "a \\"b\\" \\u00e9"', "title", 'a "b" é', ["a", " ", '\\"', "b", '\\"', " ", "\\u00e9"]),
    ],
)
def test_titles_and_descriptions_are_side_texts_with_exact_places(
    field: str, kind: str, readable: str, sources: list[str]
) -> None:
    text = f"---\n{field}\n---\nBody"
    document, _ = front(text)
    (side,) = document.sides
    assert (side.kind, side.text, letters(text, side)) == (kind, readable, sources)


def test_only_top_level_words_are_side_texts() -> None:
    document, _ = front("---\ntitle: [a, b]\ndescription:\nsummary: 5\nseo:\n  title: nested\n---\n")
    assert document.sides == ()


def test_the_whole_front_matter_is_shadow_with_exact_places() -> None:
    text = "---\ntitle: a\n\nfirm: 'Not advice'\n---\nBody"
    document, _ = front(text)
    (shadow,) = document.shadow
    assert (shadow.kind, shadow.text) == ("front-matter", "title: a\nfirm: 'Not advice'")
    at = shadow.text.index("Not")
    assert shadow.map.source_span(at, at + 10) == (text.index("Not"), text.index("Not") + 10)


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "body"),
    [
        ("---\ntitle: a\nb: 1\n\nBody\n", 1, 1, "not closed", "\nBody\n"),
        ("---\ntitle: a", 1, 1, "not closed", ""),
        ("---\ntitle: 'a\n---\nBody", 2, 9, "YAML", "Body"),
        ("---\nok: 1\ntitle: a: b\n---\nBody", 3, 9, "YAML", "Body"),
        ("---\nok: 1\n\tbad: 1\n---\nBody", 3, 1, "YAML", "Body"),
        ("---\nok: é\x07\n---\nBody", 2, 6, "not allowed", "Body"),
        ("---\na: 1\nb: " + "[" * 60000 + "\n---\nBody", 3, 104, "nested", "Body"),
        ("---\na:\n " + "- " * 60000 + "x\n---\nBody", 3, 2, "nested", "Body"),
        ("+++\ntitle = a\n+++\nBody", 2, 9, "TOML", "Body"),
        ("+++\r\nok = 1\r\ntitle = \r\n+++\r\nBody", 3, 10, "TOML", "Body"),
        ("+++\na = 1\na = 2\n+++\nBody", 3, 6, "TOML", "Body"),
        ("+++\na = 1\n\nBody", 1, 1, "not closed", "\nBody"),
        ("+++\na = " + "[" * 60000 + "\n+++\nBody", 2, 1, "nested", "Body"),
        ('{"a": 1,\n "b": x}\nBody', 2, 7, "JSON", "\nBody"),
        ('{"a": 1\n\nBody', 1, 1, "not closed", "\nBody"),
        ('{"a": ' + "[" * 60000 + "]" * 60000 + "}\nBody", 1, 1, "nested", "\nBody"),
    ],
    ids=range(16),
)
def test_broken_front_matter_is_a_problem_and_the_body_is_read(
    text: str, line: int, column: int, words: str, body: str
) -> None:
    document, start = front(text)
    (problem,) = document.problems
    assert (problem.path, problem.line, problem.column) == ("post.md", line, column)
    assert words in problem.message
    assert text[start:] == body


def test_fields_of_unclosed_front_matter_are_known_all_the_same() -> None:
    assert fields("---\ntitle: a\ndraft: true\n\nBody")["draft"] == (True, "draft", "true")


def test_an_alias_is_the_value_it_stands_for_and_a_loop_ends() -> None:
    values = {name: value for name, (value, _, _) in fields("---\na: &x [1]\nb: *x\nc: &y [*y]\n---\n").items()}
    assert values == {"a": [1], "b": [1], "c": [None]}


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 {x: 1}", *(f"a{i}: &a{i} {{x: *a{i - 1}, y: *a{i - 1}}}" for i in range(1, 30))]
    document, _ = front("---\n" + "\n".join(lines) + "\n---\nBody")
    (problem,) = document.problems
    assert "nested" in problem.message
    assert document.front == {}


WORDS = st.text("ab é日𝒳:#'\"-,.{}[]&*!|>%@`1 0\t\\", max_size=12)


@given(
    st.dictionaries(
        st.text("abcé_-", min_size=1, max_size=5), st.one_of(WORDS, st.lists(WORDS, max_size=3)), max_size=5
    )
)
def test_what_yaml_writes_is_read_back_with_places_that_hold_it(values: dict[str, object]) -> None:
    inside = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    document, start = front(f"---\n{inside}---\nBody")
    if not values:
        return
    text = document.source.text
    assert text[start:] == "Body"
    for name, value in values.items():
        field = document.front[name]
        assert yaml.safe_load(text[slice(*field.key)]) == name
        assert field.value == value
        assert field.source.start > field.key.end


@given(st.text("ab:-+{}[]'\"#=\n\r |>&*!%\té", max_size=60), st.sampled_from(["---\n", "+++\n", '{"a": ']))
def test_any_text_behind_a_fence_is_read_or_refused_at_a_place(rest: str, fence: str) -> None:
    document, start = front(fence + rest)
    assert 0 <= start <= len(document.source.text)
    for field in document.front.values():
        for span in (field.key, field.source):
            assert 0 <= span.start <= span.end <= len(document.source.text)
    for problem in document.problems:
        assert problem.line is not None and problem.column is not None
