"""How statements are found, damaged and rewritten, and how a sentence is turned."""

from __future__ import annotations

import pytest

from disclint.engine import Engine
from disclint.facts import Facts
from disclint.model import Span
from disclint.proving import wording
from disclint.proving.bench import Bench, Page
from disclint.proving.damage import DAMAGES, removed, spared
from disclint.proving.edits import balanced, edited
from disclint.proving.rewrites import REWRITES, rewritten
from disclint.ruleset.load import builtin_rules, load_packs

RULESET = load_packs([builtin_rules()])
ENGINE = Engine(RULESET)
LEAD = "Stocks slipped and bonds rallied.\n\n"


def page(text: str, rule: str = "us-no-advice-no-offer", format: str = "markdown") -> Page:
    return Bench(ENGINE, next(r for r in RULESET.rules if r.id == rule)).page(text, format, Facts())


def damaged(name: str, text: str, **options: str) -> list[str]:
    found = page(LEAD + text, **options)
    return [t.removeprefix(LEAD) for t in DAMAGES[name].pages(found, found.stated[0])]


ADVICE = "This is not investment advice."


@pytest.mark.parametrize(
    ("name", "text", "damages"),
    [
        ("comment", ADVICE, [f"<!-- {ADVICE} -->"]),
        ("comment", f"**{ADVICE}** More.", [f"**<!-- {ADVICE} -->** More."]),
        ("comment", "This is **not** investment advice.", ["<!-- This is **not** investment advice. -->"]),
        (
            "comment",
            "**Note.** This is *not advice on stocks*.",
            ["**Note.** <!-- This is *not advice on stocks*. -->"],
        ),
        ("struck", ADVICE, [f"~~{ADVICE}~~", f"<del>{ADVICE}</del>"]),
        ("inverted", ADVICE, ["This is investment advice."]),
        ("inverted", "Nothing here is investment advice.", ["Everything here is investment advice."]),
        ("cut-off", ADVICE, ["This is not investment\n\n"]),
        ("code-block", f"One. {ADVICE} Two.", [f"One. \n\n```\n{ADVICE}\n```\n\n Two."]),
    ],
)
def test_a_statement_is_damaged_with_its_markup(name: str, text: str, damages: list[str]) -> None:
    assert damaged(name, text) == damages


def test_a_statement_moves_into_the_front_matter() -> None:
    [text] = DAMAGES["front-matter"].pages(page(LEAD + ADVICE), page(LEAD + ADVICE).stated[0])
    assert text == f"---\ndisclaimer: '{ADVICE}'\n---\n\n{LEAD}"


def test_every_place_of_a_statement_is_damaged() -> None:
    found = page(f"{LEAD}{ADVICE} Soup.\n\nWe give no investment advice.")
    assert removed(found, found.stated[0]) == f"{LEAD} Soup.\n\n"


def test_plain_text_has_no_markup_to_hide_in() -> None:
    found = page(LEAD + ADVICE, format="text")
    assert "has no such thing" in spared(DAMAGES["struck"], found, found.stated[0])
    assert not spared(DAMAGES["quoted"], found, found.stated[0])


def test_a_link_stays_a_link_whatever_the_sentence_says() -> None:
    found = page("See [SIPC](https://www.sipc.org).", rule="sipc-official-statement")
    assert found.stated[0].traits == {"link"}
    assert spared(DAMAGES["inverted"], found, found.stated[0])


def test_what_counts_said_or_denied_can_not_be_inverted() -> None:
    found = page("We like $ABCD. The author owns shares.", rule="us-author-position")
    assert "either" in found.stated[0].traits


@pytest.mark.parametrize(
    ("sentence", "opposite"),
    [
        ("Neither the firm nor its staff advises.", "Both the firm and its staff advises."),
        ("It does not, and can't, lose.", "It does, and can, lose."),
        ("No part of it isn’t ours.", "Every part of it is ours."),
        ("It is no offer and never an order.", "It is a offer and an order."),
        ("Fine.", "Fine."),
    ],
)
def test_denials_are_taken_out(sentence: str, opposite: str) -> None:
    assert wording.turned(sentence) == opposite


def test_what_takes_a_statement_back_stands_before_its_own_clause() -> None:
    sentence = "Disclosure: the author owns it; we hold none."
    first, second = sentence.index("owns"), sentence.index("hold")
    assert wording.led(sentence, [(first, first + 4)], "It is not true that") == (
        "Disclosure: it is not true that the author owns it; we hold none."
    )
    assert wording.led(sentence, [(first, first + 4), (second, second + 4)], "They say that") == (
        "Disclosure: they say that the author owns it; they say that we hold none."
    )


@pytest.mark.parametrize(
    ("sentence", "said", "denied", "opposite"),
    [
        # what is said outright and what is denied are turned each in its own way
        (
            "They do not count taxes, and you may lose it.",
            ["may lose"],
            ["count taxes"],
            "They do count taxes, and it is not true that you may lose it.",
        ),
        # both in one clause: only the clause as a whole can be taken back
        ("An idle index you can't buy.", ["idle"], ["buy"], "It is not true that an idle index you can't buy."),
        (
            "Bonds fall, and money that you send will go.",
            ["money that you send will go"],
            [],
            "Bonds fall, and it is not true that money that you send will go.",
        ),
        # a clause about what stands before it holds whatever the rest says
        ("We sell notes, which are bonds.", ["bonds"], [], "We sell notes, and it is not true that they are bonds."),
        ("A brand of Elm, which is not a bank.", [], ["bank"], "A brand of Elm, which is a bank."),
    ],
)
def test_a_sentence_is_inverted_clause_by_clause(
    sentence: str, said: list[str], denied: list[str], opposite: str
) -> None:
    words = [(sentence.index(w), sentence.index(w) + len(w), w in denied) for w in (*said, *denied)]
    assert wording.inverted(sentence, words, "It is not true that") == opposite


def test_brackets_are_never_torn_apart() -> None:
    found = page("[BrokerCheck](https://brokercheck.finra.org) · [Open](/open)", rule="finra-brokercheck-link")
    [first, *_] = DAMAGES["struck"].pages(found, found.stated[0])
    assert first == "~~[BrokerCheck](https://brokercheck.finra.org) · [Open](/open)~~"


def test_edits_that_overlap_do_not_disturb_each_other() -> None:
    assert edited("abcdef", [(4, 5, "E"), (0, 2, "-"), (1, 3, "x")]) == "-cdEf"


@pytest.mark.parametrize(
    ("text", "inner", "whole"),
    [
        ("a **b c** d", "b c", "b c"),
        ("**b** c d", "b** c d", "**b** c d"),
        ("see [the site](https://a.example/b) d", "see [the site", "see [the site](https://a.example/b)"),
        ("<b>x</b> y", "x</b> y", "<b>x</b> y"),
    ],
)
def test_a_range_takes_the_markup_that_it_would_tear_apart(text: str, inner: str, whole: str) -> None:
    start = text.index(inner)
    at = balanced(text, Span(start, start + len(inner)))
    assert text[at.start : at.end] == whole


@pytest.mark.parametrize(
    ("name", "text", "new"),
    [
        ("curly-quotes", '"We don\'t advise."', "“We don’t advise.”"),
        ("no-break-spaces", "We  do not.", "We  do\u00a0not."),
        ("entities", "R&D isn't.", "R&amp;D &#105;sn&rsquo;t."),
        ("hard-wraps", "# a b c d\n\na b c - d e f g", "# a b c d\n\na b\nc - d\ne f g"),
        ("line-ends", "a\nb", "a\r\nb"),
        ("upper-case", f"Stocks. {ADVICE}", f"Stocks. {ADVICE.upper()}"),
        ("zero-width", ADVICE, "Th\u200bis is not inves\u200btment adv\u200bice."),
        ("list", f"{ADVICE} Ask us.", f"- {ADVICE} \n- Ask us."),
    ],
)
def test_a_text_is_rewritten(name: str, text: str, new: str) -> None:
    assert rewritten(REWRITES[name], page(text)) == new


def test_addresses_and_front_matter_are_never_rewritten() -> None:
    text = "---\ntitle: \"A 'b' c\"\n---\nSee [us](https://example.org/a'b?c=\"d\") and don't.\n"
    assert rewritten(REWRITES["curly-quotes"], page(text)) == text.replace("don't", "don’t")


def test_html_is_damaged_in_its_own_way() -> None:
    found = page(f"<p>Stocks and bonds.</p><p>{ADVICE}</p>", format="html")
    [text] = DAMAGES["code-span"].pages(found, found.stated[0])
    assert text == f"<p>Stocks and bonds.</p><p><code>{ADVICE}</code></p>"
