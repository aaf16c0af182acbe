"""`source` rules about notes, links, entries of lists, and statements that lean on nobody. Most cases are examples."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from disclint.engine import Engine
from disclint.facts import Facts, Sourcing, SourcingCase
from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.language.topic import finance_topic
from disclint.model import Finding, Source
from disclint.ruleset.examples import load_examples
from disclint.ruleset.load import builtin_rules, load_packs

SEED = Path(__file__).parents[2] / "seeds" / "000_bb35947576846b83.txt"
RULES = ("dangling-note", "dead-reference", "unused-reference", "weasel-source")
SHIPPED = load_packs([builtin_rules()])
FORMATS = {"md": "markdown", "qmd": "markdown", "txt": "text"}
TOPIC = "Investors bought bonds.\n\n"  # what makes a text one about finance


def check(rule: str, text: str, format: str = "markdown", **facts: object) -> list[Finding]:
    engine = Engine(SHIPPED, {}, select=(rule,))
    return list(engine.check(parse(Source("x.md", text), format), Facts(**facts)).findings)  # type: ignore[arg-type]


def marked(rule: str, text: str, format: str = "markdown") -> list[str]:
    whole = TOPIC + text
    return [whole[f.span.start : f.span.end] for f in check(rule, whole, format)]


@pytest.mark.parametrize("name", RULES)
def test_every_example_is_about_finance_so_that_it_proves_something(name: str) -> None:
    (rule,) = [r for r in SHIPPED.rules if r.id == name]
    for example in load_examples(rule):
        format = FORMATS.get(example.format, example.format)
        assert finance_topic(Reading(parse(Source("x", example.text), format))), example.text


def test_the_founding_document_has_one_unused_entry() -> None:
    (found,) = [f for rule in RULES for f in check(rule, SEED.read_text(), "text")]
    assert (found.rule, found.state, found.severity) == ("unused-reference", "unused", "info")
    assert (found.position.line, found.position.column) == (15, 3)
    assert found.message == (
        'Reference that nothing in the text uses: the text never states "29-bln" (reuters.com), '
        "and nothing points to the entry."
    )


class TestNotes:
    rule = "dangling-note"

    def test_the_place_is_that_of_the_mark_and_the_nearest_label_is_named(self) -> None:
        text = TOPIC + "Debt rose.[^9] Again.[^9]\n\n[^8]: Eurostat.\n[^2]: Nordea.\n\n[^9]:\n"
        (found,) = check(self.rule, text)
        assert text[found.span.start : found.span.end] == "[^9]" and found.position.line == 3
        assert found.message == (
            'Note mark that leads nowhere: "[^9]" has no text that names a source (the nearest that is defined: "8").'
        )
        assert [(r.position.line, r.position.column) for r in found.related] == [(3, 22)]

    @pytest.mark.parametrize(
        "text",
        [
            "Debt rose.[^a]\n\n[^a]: `ECB`, table 3",
            "Debt rose.[^a]\n\n[^a]: ![chart of debt](debt.png)",
            "Debt rose.[^a]\n\n[^a]: [link](https://www.ecb.europa.eu)",
            "Debt rose.[^a]\n\n[^a]:\n    ECB, table 3",
            "Debt rose.[2]\n\n**[1]** ECB\n\n**[2]** Nordea",
            "Debt rose.[2]\n\n\\[1\\] ECB\n\\[2\\] Nordea",
            "Debt rose.[2]\n\n| 1 | ECB |\n|---|---|\n| 2 | Nordea |",
            "Debt rose.[2]\n\nNote 1: ECB.\n\nNote 2: Nordea.",
            "Debt rose.²\n\n¹ ECB\n² Nordea",
            "Debt rose.^2\n\n1. ECB\n2. Nordea",
            "Debt rose.[1][2]\n\n[1] ECB\n[2] Nordea",
            "Debt rose, see [2](https://www.ecb.europa.eu) and [[3]](https://www.ecb.europa.eu).",
            "Debt rose in the range [3, 5] and the set [7].",
            "- [ ] bonds\n- [1] shares",
            "`debt[3]`\n\n```\nrose.[4]\n```",
            "<!-- Debt rose.[^3] --> Debt rose.",
        ],
    )
    def test_marks_that_lead_somewhere_and_what_is_no_mark(self, text: str) -> None:
        assert marked(self.rule, text) == []

    @pytest.mark.parametrize(
        ("text", "marks"),
        [
            ("Debt rose.[1][3]\n\n[1] ECB\n[2] Nordea", ["[3]"]),
            ("Debt rose.[^a] Rates fell.[^b]\n\n[^a]: ECB", ["[^b]"]),
            ("Debt “rose.”[4]", ["[4]"]),
            ("Debt rose 4%,⁵ rates fell.", ["⁵"]),
            ("Debt rose.[^a]\n\n[^a]: TODO: find the table", ["[^a]"]),
        ],
    )
    def test_marks_that_lead_nowhere(self, text: str, marks: list[str]) -> None:
        assert marked(self.rule, text) == marks

    def test_notes_of_a_page_are_known_by_their_ids(self) -> None:
        page = "<p>Bonds and shares.<a href='#fn{}'>4</a></p><div id=fn4 hidden>ECB</div><p>Debt rose.</p>"
        assert check(self.rule, page.format(4), "html") == []
        (found,) = check(self.rule, page.format(5), "html")
        assert found.message.startswith('Note mark that leads nowhere: "4" is defined nowhere')

    def test_what_a_template_prints_may_hold_the_notes(self) -> None:
        assert marked(self.rule, "Debt rose.[^9]\n\n{{< include notes.md >}}\n") == []


class TestLinks:
    rule = "dead-reference"

    @pytest.mark.parametrize(
        "text",
        [
            "Debt rose, [Eurostat says](https://ec.europa.eu/#).",
            "Debt rose, as [the table](#table-3) shows to all.",
            "[Read on](#)",
            "# Debt rose, says [Eurostat](#)",
            "Write to [the desk](mailto:desk@example.com) about debt and rates.",
            "Debt rose, see [the report]({{ report_url }}) about it.",
            "Debt rose, see ![the chart of it](#) below and above.",
            "See https://example.com for an address that nobody owns.",
        ],
    )
    def test_links_that_lead_somewhere_or_are_no_sources(self, text: str) -> None:
        assert marked(self.rule, text) == []

    @pytest.mark.parametrize(
        "target", ["#", "", "<>", "TODO", "url", "insert-link-here", "http://", "https://example.org/a?b=1"]
    )
    def test_targets_that_were_to_be_filled_in(self, target: str) -> None:
        assert marked(self.rule, f"Debt rose, as [the ECB]({target}) has it.") == ["the ECB"]

    def test_a_script_in_a_page(self) -> None:
        page = '<p>Bonds and shares. Debt rose 4%, <a href="{}"{}>the ECB says</a>.</p>'
        assert [f.message for f in check(self.rule, page.format("javascript:void(0)", ""), "html")] == [
            'Link or reference without a working target: "the ECB says" leads to "javascript:void(0)".'
        ]
        assert check(self.rule, page.format("javascript:void(0)", ' data-toggle="popover"'), "html") == []

    def test_a_message_for_an_empty_target(self) -> None:
        (found,) = check(self.rule, TOPIC + "Debt rose, [the ECB]() has it.")
        assert found.message.endswith('"the ECB" has no target.')


class TestEntries:
    rule = "unused-reference"
    text = "Lisbon spends {} on homes.{}\n\n## Sources\n\n- https://courier.example.net/news/builder-pays-{}\n"

    @pytest.mark.parametrize(
        ("figure", "slug"),
        [
            ("$9 billion", "9-bn"),
            ("$900 million", "9-bn"),
            ("nine billion euros", "9-bn"),
            ("€12.5%", "12-5-percent"),
            ("about $10 billion", "98-bln"),
            ("$4 million", "2024-11-13"),
            ("$4 million", "737"),
            ("$4 million", "401-k"),
            ("$4 million", "9-per-share"),
        ],
    )
    def test_figures_that_the_text_states_and_numbers_that_are_none(self, figure: str, slug: str) -> None:
        assert marked(self.rule, self.text.format(figure, "", slug)) == []

    def test_a_figure_that_it_does_not_state(self) -> None:
        text = self.text.format("$4 million", "", "29-bln")
        assert marked(self.rule, text) == ["https://courier.example.net/news/builder-pays-29-bln"]
        assert marked(self.rule, self.text.format("$4 million", "[1]", "29-bln")) == []
        assert marked(self.rule, text.replace("Lisbon spends", "The Courier says Lisbon spends")) == []
        assert marked(self.rule, text.replace("Sources", "Further reading")) == []


class TestStatements:
    rule = "weasel-source"

    def test_one_finding_a_document_lists_the_other_places(self) -> None:
        text = "Experts say bonds will fall.\n\nNothing new for investors.\n\nAs usual.\n\nMore words.\n\nCritics warn of debt.\n"
        (found,) = check(self.rule, text)
        assert found.message == 'Statement that leans on nobody in particular: "Experts say", and 1 more.'
        assert [(r.message, r.position.line) for r in found.related] == [("also without a name", 9)]

    @pytest.mark.parametrize(
        "words",
        [
            "Analysts at Nordea say debt will grow.",
            "The analysts say debt will grow.",
            "Our economists expect debt to grow.",
            "Analysts agreed to meet.",
            "Experts say: buy.",
            "Whatever experts say, debt will grow.",
            "Many believe that debt will grow.",
            "Research and reports fill the shelf.",
            "The term is said to come from Latin.",
            "He reportedly said so, according to Maria Lund of Nordea.",
            "Sources told the Courier that debt will grow.",
            "Economists expect debt to grow by 4%.",
        ],
    )
    def test_somebody_is_named_or_nothing_is_stated(self, words: str) -> None:
        assert marked(self.rule, words) == []

    @pytest.mark.parametrize(
        "words", ["most analysts now expect", "some studies have shown", "several experts say", "critics argue"]
    )
    def test_nobody_is_named(self, words: str) -> None:
        assert marked(self.rule, f"Rates rose; {words} that debt will grow.") == [words]

    def test_a_figure_that_an_anonymous_source_carries_is_told_where_the_configuration_wants_it(self) -> None:
        text = "The bank lost $40 million on bonds, people familiar with the matter said."

        def found(anonymous: str) -> list[str]:
            sourcing = Sourcing(cases=(SourcingCase(anonymous=anonymous),))
            rules = ("unsourced-number", self.rule)
            return [f"{f.severity} {f.rule}" for rule in rules for f in check(rule, text, sourcing=sourcing)]

        assert found("deny") == ["warning unsourced-number"]
        assert found("warn") == ["info weasel-source"]
        assert found("allow") == []


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize(
    "text",
    [
        "rose.[7] " * 5_000,
        "\n".join(f"[{i % 200}]" for i in range(5_000)),
        "debt <sup>3</sup>, " * 2_000,
        "[a](# " * 4_000,
        "](insert " * 4_000,
        "\n" * 20_000 + "[^1]",
        "many some most several " * 2_000 + "experts",
        "<p>" * 5_000 + "1",
        "".join(f"Debt rose.[^a{i}] " for i in range(2_000)),
        "[Eurostat](#) " * 2_000,
        "## Sources\n\n" + "".join(f"- https://a.net/pays-{i + 2000}-bn\n" for i in range(1_000)),
        "Experts say debt will grow. " * 1_000,
    ],
)
def test_long_documents_take_time_in_proportion(text: str, format: str) -> None:
    document = parse(Source("x.md", TOPIC + text), format)
    engine = Engine(SHIPPED, {}, select=RULES)
    start = time.process_time()
    engine.check(document, Facts())
    assert time.process_time() - start < 5
