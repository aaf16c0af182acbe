"""Where the house's own text is put, format by format, and where it is not put at all."""

from __future__ import annotations

import pytest
from tests.fixing.houses import CONFIGURATION, FORMATS, GUIDE, HOUSE, PAST, STOCKS, House, Make

from disclint.formats import parse
from disclint.model import Source

S, W = STOCKS, HOUSE
ARTICLE = """\
<!doctype html>
<html>
<body>
  <main>
    <article>
      <h1>Title</h1>
      <p>{S}</p>{W}
      <script>let a;</script>
    </article>
  </main>
  <footer>Cedar Point</footer>
</body>
</html>
"""

PLACES = (
    # Markdown: at the end, and before what the parser would swallow it with
    ("a.md", f"{S}\n", f"{S}\n\n{W}\n"),
    ("a.md", S, f"{S}\n\n{W}"),
    ("a.md", f"{S}\n\n\n", f"{S}\n\n\n{W}\n"),
    ("a.md", f"{S}\r\n\r\nMore.\r\n", f"{S}\r\n\r\nMore.\r\n\r\n{W}\r\n"),
    ("a.md", f"{S}\r\rMore.\r", f"{S}\r\rMore.\r\r{W}\r"),
    ("a.md", f"---\ntitle: x\n---\n{S}\n", f"---\ntitle: x\n---\n{S}\n\n{W}\n"),
    ("a.md", f"{S}\n\n```\nopen\n", f"{S}\n\n{W}\n\n```\nopen\n"),
    ("a.md", f"{S}\n\n<!-- open\n", f"{S}\n\n{W}\n\n<!-- open\n"),
    ("a.md", f"{S}\n\n<div hidden>\n\nmore", f"{S}\n\n{W}\n\n<div hidden>\n\nmore"),
    ("a.md", f"{S}\n\n- one\n- two", f"{S}\n\n- one\n- two\n\n{W}"),
    ("a.md", f"{S}\n\n> quoted\n", f"{S}\n\n> quoted\n\n{W}\n"),
    ("a.md", f"{S}\n\n| a | b |\n|---|---|\n| c | d |\n", f"{S}\n\n| a | b |\n|---|---|\n| c | d |\n\n{W}\n"),
    ("a.md", f"{S}[^1]\n\n[^1]: A note.\n", f"{S}[^1]\n\n{W}\n\n[^1]: A note.\n"),
    ("a.md", f"{S}\n\n[a]: https://x.example\n", f"{S}\n\n[a]: https://x.example\n\n{W}\n"),
    ("a.md", f"{S}\n\n    code\n", f"{S}\n\n    code\n\n{W}\n"),
    ("a.md", f"Title\n=====\n{S}\n", f"Title\n=====\n{S}\n\n{W}\n"),
    (
        "a.md",
        f"{S}\n\n<details><summary>x</summary>\n\nmore\n\n</details>\n",
        f"{S}\n\n<details><summary>x</summary>\n\nmore\n\n</details>\n\n{W}\n",
    ),
    ("a.md", f"{{{{< tabs >}}}}\n{S}\n{{{{< /tabs >}}}}\n", f"{{{{< tabs >}}}}\n{S}\n{{{{< /tabs >}}}}\n\n{W}\n"),
    # MDX
    ("a.mdx", f"{S}\n\n<Note>\n  more\n</Note>", f"{S}\n\n<Note>\n  more\n</Note>\n\n{W}"),
    ("a.mdx", f"<Tabs>\n{S}\n</Tabs>\n", f"<Tabs>\n{S}\n</Tabs>\n\n{W}\n"),
    ("a.mdx", f"{S}\n\nexport const a = {{\n  b: 1\n}}\n", f"{S}\n\nexport const a = {{\n  b: 1\n}}\n\n{W}\n"),
    ("a.mdx", f"<Tabs>\n{S}\n", f"{W}\n\n<Tabs>\n{S}\n"),
    # HTML: in the article, before what closes it and before scripts
    ("a.html", ARTICLE.format(S=S, W=""), ARTICLE.format(S=S, W=f"\n      <p>{W}</p>")),
    ("a.html", f"<p>{S}</p>", f"<p>{S}</p>\n<p>{W}</p>"),
    ("a.html", f"<p>{S}</p>\r\n<p>b</p>\r\n", f"<p>{S}</p>\r\n<p>b</p>\r\n<p>{W}</p>\r\n"),
    ("a.html", f"<body><p>{S}</p><script>1</script></body>", f"<body><p>{S}</p><p>{W}</p><script>1</script></body>"),
    ("a.html", f"<html><p>{S}</p></html>\n", f"<html><p>{S}</p><p>{W}</p></html>\n"),
    (
        "a.html",
        f"<p>{S}</p>\n<!-- end -->\n<script>1</script>\n<!-- z -->\n",
        f"<p>{S}</p>\n<!-- end -->\n<p>{W}</p>\n<script>1</script>\n<!-- z -->\n",
    ),
    ("a.html", f"<p>{S}</p><!-- open", f"<p>{S}</p><p>{W}</p><!-- open"),
    ("a.html", f"<p>{S}</p><script>open", f"<p>{S}</p><p>{W}</p><script>open"),
    ("a.html", f"<details><p>{S}</p></details>", f"<details><p>{S}</p></details>\n<p>{W}</p>"),
    ("a.html", f"<body><p>{S}<ul><li>a<li>b</ul>", f"<body><p>{S}<ul><li>a<li>b</ul>\n<p>{W}</p>"),
    (
        "a.html",
        f"---\nlayout: x\n---\n{{% for a in b %}}<p>{S}</p>{{% endfor %}}\n",
        f"---\nlayout: x\n---\n{{% for a in b %}}<p>{S}</p>{{% endfor %}}\n<p>{W}</p>\n",
    ),
    # plain text
    ("a.txt", S, f"{S}\n\n{W}"),
    ("a.txt", f"{S}\n\nCedar Point Research\n", f"{S}\n\nCedar Point Research\n\n{W}\n"),
)


@pytest.mark.parametrize(("name", "before", "after"), PLACES)
def test_the_text_stands_where_a_reader_finds_it(house: House, name: str, before: str, after: str) -> None:
    done = house.mend(name, before)
    assert done.text == after
    assert done.fixed == ["not-advice", "not-offer"] and not done.refusals
    assert house.mend(name, done.text).text == done.text


LEFT = (
    ("a.md", "Bread rose in the oven, and the crust was brown.\n"),
    ("a.md", f"{S}\n\n{W}\n"),
    ("a.md", f"{S}\n\n[INSERT DISCLAIMER]\n"),
    ("a.md", f"{S}\n\nThis material does not constitute\n"),
    ("a.md", f"{S}\n\nThis is investment advice.\n"),
    ("a.md", f"~~{W}~~\n\n{S}\n"),
    ("a.md", f"---\ndraft: true\n---\n{S}\n"),
    ("a.php", f"<p>{S}</p>\n"),
)


@pytest.mark.parametrize(("name", "text"), LEFT)
def test_a_document_that_owes_nothing_or_was_attempted_is_left_alone(house: House, name: str, text: str) -> None:
    done = house.mend(name, text)
    assert done.text == text
    assert len(done.refusals) == len(done.before.findings)


def test_words_that_no_reader_sees_may_stay_beside_the_text(house: House) -> None:
    done = house.mend("a.md", f"{S}\n\n<!-- {W} -->\n")
    assert done.text == f"{S}\n\n<!-- {W} -->\n\n{W}\n"
    assert {finding.state for finding in done.before.findings} == {"broken"}


def test_a_bad_attempt_is_not_hidden_by_a_good_text(house: House) -> None:
    done = house.mend("a.md", f"{S}\n\nThis is investment advice.\n")
    assert any("would hide what us-no-advice-no-offer finds" in message for message in done.refusals)
    assert [f.state for f in done.after.findings] == [f.state for f in done.before.findings]


@pytest.mark.parametrize("text", ["", "---\ntitle: Stocks and bonds\n---\n", "<!-- stocks -->\n"])
def test_where_there_is_no_text_nothing_is_added(make: Make, text: str) -> None:
    rule = "severity: error\napplies: {firm: [publisher]}\nrequire: {elements: {own-line: {label: says so, says: [we say so]}}}\n"
    entry = "{text: We say so., approved_by: Jane Doe, approved_on: 2026-01-31}"
    done = make(
        f"packs: [./own]\nfirm: {{types: [publisher]}}\ndisclosures: {{own-line: {entry}}}\n", {"own-rule": rule}
    )
    assert done.mend("a.md", text).text == text
    assert done.mend("a.md", text).refusals == ["there is no text to put it into"]


def rule(place: str) -> str:
    return (
        "severity: error\nwhen: {any: [trigger word]}\n"
        f"require: {{place: {place}, elements: {{own-line: {{label: says so, says: [we say so]}}}}}}\n"
    )


OWN = "packs: [./own]\ndisclosures: {own-line: {text: We say so., approved_by: Jane Doe, approved_on: 2026-01-31}}\n"
T = "Here is a trigger word."
BY_PLACE = (
    ("top", "a.md", f"# Title\n\n{T}\n\nMore.\n", f"# Title\n\nWe say so.\n\n{T}\n\nMore.\n"),
    ("top", "a.md", f"---\na: b\n---\n{T}\n", f"---\na: b\n---\n\nWe say so.\n\n{T}\n"),
    ("top", "a.md", f"# Title\n{T}\n", f"# Title\n\nWe say so.\n\n{T}\n"),
    ("top", "a.mdx", f"import A from './a'\n\n{T}\n", f"import A from './a'\n\nWe say so.\n\n{T}\n"),
    ("top", "a.html", f"<h1>Title</h1>\n<p>{T}</p>\n", f"<h1>Title</h1>\n<p>We say so.</p>\n<p>{T}</p>\n"),
    (
        "top",
        "a.html",
        f"<article>\n  <header>\n    <h1>A</h1>\n  </header>\n  <p>{T}</p>\n</article>\n",
        f"<article>\n  <header>\n    <h1>A</h1>\n  </header>\n  <p>We say so.</p>\n  <p>{T}</p>\n</article>\n",
    ),
    ("prominent", "a.md", f"# Title\n\n{T}\n", f"# Title\n\nWe say so.\n\n{T}\n"),
    ("{near: section}", "a.md", f"# A\n\n{T}\n\n# B\n\nMore.\n", f"# A\n\n{T}\n\nWe say so.\n\n# B\n\nMore.\n"),
    ("{near: section}", "a.md", f"# A\n\n- {T}\n- b\n\n# B\n", f"# A\n\n- {T}\n- b\n\nWe say so.\n\n# B\n"),
    ("{near: section}", "a.md", f"# A\n\n> {T}\n> b\n\n# B\n", f"# A\n\n> {T}\n> b\n\nWe say so.\n\n# B\n"),
    (
        "{near: section}",
        "a.html",
        f"<h2>A</h2><table><tr><td>{T}</table>\n<h2>B</h2>",
        f"<h2>A</h2><table><tr><td>{T}</table>\n<p>We say so.</p>\n<h2>B</h2>",
    ),
    ("before-trigger", "a.md", f"# A\n\nFirst.\n\n{T}\n", f"# A\n\nFirst.\n\nWe say so.\n\n{T}\n"),
    ("before-trigger", "a.html", f"<p>First.</p><p>{T}</p>", f"<p>First.</p><p>We say so.</p><p>{T}</p>"),
    ("[top, end]", "a.md", f"# A\n\n{T}\n", f"# A\n\n{T}\n\nWe say so.\n"),
)


@pytest.mark.parametrize(("place", "name", "before", "after"), BY_PLACE)
def test_the_rule_says_where(make: Make, place: str, name: str, before: str, after: str) -> None:
    done = make(OWN, {"own-rule": rule(place)}).mend(name, before)
    assert done.text == after, done.refusals
    assert done.after.findings == ()


def test_a_place_within_the_paragraph_is_for_its_writer(make: Make) -> None:
    done = make(OWN, {"own-rule": rule("{near: block}")}).mend("a.md", f"{T}\n")
    assert done.text == f"{T}\n"
    assert "was not written" in done.refusals[0]


MARKUP = "With A*B_c [d](e) <b>f</b> `g` {2} ~~j~~ & #k | l &copy; 1. we say so."


@pytest.mark.parametrize(
    "words", [MARKUP, "# We say so.", "1. We say so.", "- We say so.", "> We say so.", "+ We say so."]
)
def test_the_text_is_plain_words_in_every_format(make: Make, words: str) -> None:
    built = make(OWN.replace("We say so.", f"'{words}'"), {"own-rule": rule("end")})
    for name in ("a.md", "a.mdx", "a.html"):
        done = built.mend(name, f"<p>{T}</p>\n" if name.endswith("html") else f"{T}\n")
        assert done.fixed == ["own-line"], done.refusals
        assert parse(Source(name, done.text), FORMATS[name.rpartition(".")[2]]).text == f"{T}\n{words}"
    plain = built.mend("a.txt", f"{T}\n")
    assert plain.text in (f"{T}\n", f"{T}\n\n{words}\n")
    assert bool(plain.fixed) == (words[0] in "W#"), "nothing escapes what begins a list or a quotation in plain text"


def test_the_report_says_what_a_text_would_still_lack(make: Make) -> None:
    """In a short document the statement of a long text stands too far from the end."""
    built = make(OWN.replace("We say so.", f"'We say so, and {'more ' * 40}'"), {"own-rule": rule("end")})
    done = built.mend("a.md", f"{T}\n")
    assert done.text == f"{T}\n" and "it should stand at the end" in done.refusals[0]


def test_an_empty_line_begins_a_paragraph(make: Make) -> None:
    built = make(OWN.replace("We say so.", '"Of the house.\\n\\nWe say so."'), {"own-rule": rule("end")})
    assert built.mend("a.md", f"{T}\r\n").text == f"{T}\r\n\r\nOf the house.\r\n\r\nWe say so.\r\n"
    assert built.mend("a.html", f"<div>\n  <p>{T}</p>\n</div>").text.endswith(
        "\n<p>Of the house.</p>\n<p>We say so.</p>"
    )


def test_one_text_serves_several_statements_and_is_written_once(house: House) -> None:
    done = house.mend("a.md", f"{S}\n\n{PAST}\n")
    assert done.text.count(W) == 1 and done.text.count(GUIDE) == 1
    assert sorted(done.fixed) == ["not-advice", "not-offer", "past-performance"]


REFUSED = (
    ("    approved_by: Jane Doe\n", "", "has no approved_by"),
    ("2026-01-31", "2027-01-31", "still to come"),
    ("{firm.name}", "{firm.phone}", "fill firm.values.phone in the configuration"),
    ("{firm.name}", "{broker_dealer}", "fill firm.entities (type: broker-dealer) in the configuration"),
    ("{firm.name}", "{whatever}", "which nothing can fill"),
    ("{firm.name}", "{disclosures.whom}", "fill disclosures.whom in the configuration"),
    ("It is not investment advice or a recommendation, and it", "It", "would not pass with it"),
    (
        "for information only",
        "for our clients, who have guaranteed returns",
        "guaranteed-returns would find something new",
    ),
)


@pytest.mark.parametrize(("was", "now", "told"), REFUSED)
def test_a_text_that_nobody_answers_for_or_that_does_not_do_is_not_written(
    make: Make, was: str, now: str, told: str
) -> None:
    configuration = CONFIGURATION.replace("\n      offer", " offer").replace(was, now, 1)
    done = make(configuration).mend("a.md", f"{S}\n")
    assert any(told in message for message in done.refusals), done.refusals
    assert W not in done.text


def test_without_a_text_of_the_house_nothing_is_written(make: Make) -> None:
    done = make("firm: {types: [publisher]}\n").mend("a.md", f"{S}\n")
    assert done.text == f"{S}\n"
    assert done.refusals[0] == (
        "the configuration has no text of the house for it (disclosures: not-advice or us-no-advice-no-offer)"
    )


def test_a_lone_text_is_only_there_to_be_named(make: Make) -> None:
    done = make(f"firm: {{types: [publisher]}}\ndisclosures: {{us-no-advice-no-offer: {W!r}}}\n").mend("a.md", f"{S}\n")
    assert done.text == f"{S}\n"
