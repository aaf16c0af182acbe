"""The automaton finds exactly what the expression alone would find."""

from __future__ import annotations

import random

import pytest
import regex

from disclint.document import Block, Document
from disclint.language.reading import Reading
from disclint.model import Source, Span
from disclint.ruleset.anchors import analyse
from disclint.ruleset.rule import Pattern
from disclint.ruleset.scan import Scanner

PATTERNS = [
    r"guaranteed? (?:\w{1,64} ){0,2}(?:returns?|profits?|income|gains?)",
    r"(?:investment|financial|personali[sz]ed) (?:advice|guidance)",
    r"recommendations?",
    r"(?:buy|sell|subscrib\w{1,20})",
    r"\w{1,20} return",
    r"we (?:do )?guarantee",
    r"members?(?: of)? (?:finra|sipc)",
    r"[0-9]{1,3}% (?:hourly|daily)",
    r"(?:risk|loss)-?free",
    r"no (?:(?:market|credit) )?risk",
    r"(?:a|b)c.{0,30}guarantee[ds]?",
    r"\d{1,3}x",
]
WORDS = """
guarantee guaranteed steady 10 annual returns return profit investment financial personalized advice guidance we do no
recommendation recommendations buy sell subscribers members member of finra sipc 5% hourly daily risk-free lossfree loss
market credit risk ac bc xguaranteed 100x 3xs , . ;
"""


def texts(count: int) -> list[str]:
    chance = random.Random(7)
    words = [*WORDS.split(), "\n"]
    return [" ".join(chance.choices(words, k=chance.randint(1, 60))) for _ in range(count)]


def read(text: str) -> Reading:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return Reading(Document(Source("x.txt", text), "text", text, blocks=tuple(blocks)))


def direct(pattern: str, text: str) -> list[Span]:
    edged = regex.compile(rf"(?:(?<!\w)|(?!\w))(?:{pattern})(?:(?!\w)|(?<!\w))")
    return [
        Span(start + m.start(), start + m.end())
        for start, line in ((b.start, text[b.start : b.end]) for b in read(text).document.blocks)
        for m in edged.finditer(line)
    ]


@pytest.mark.parametrize("expression", PATTERNS)
def test_a_pattern_is_found_by_its_anchors_wherever_it_matches(expression: str) -> None:
    scanner = Scanner()
    patterns = [Pattern(p) for p in PATTERNS]
    scanner.add(patterns)
    met = 0
    for text in texts(800):
        reading = read(text)
        wanted = direct(expression, text)
        met += len(wanted)
        assert scanner.hits(patterns[PATTERNS.index(expression)], reading, scanner.scan(reading.folded)) == wanted, text
    assert met > 1


@pytest.mark.parametrize(
    ("expression", "literals", "anchors"),
    [
        ("recommendations?", ("recommendation", "recommendations"), ()),
        ("(?:a|b) offer", ("a offer", "b offer"), ()),
        (r"guarantee\w{1,9} returns", (), ("guarantee",)),
        (r"\w{1,9} returns", (), (" returns",)),
        (r"\d{1,3}x", (), ("x",)),
        (r"\d{1,3}a", (), ()),
    ],
)
def test_a_pattern_gives_its_literals_or_its_best_anchors(
    expression: str, literals: tuple[str, ...], anchors: tuple[str, ...]
) -> None:
    found = analyse(expression)
    assert (found.literals, found.anchors) == (literals, anchors)


def test_a_cased_pattern_keeps_to_its_case() -> None:
    scanner = Scanner()
    pattern = Pattern("SIPC", cased=True)
    scanner.add([pattern])
    reading = read("sipc SIPC Sipc")
    assert scanner.hits(pattern, reading, scanner.scan(reading.folded)) == [Span(5, 9)]


def test_in_capitals_no_case_has_to_be_right() -> None:
    scanner = Scanner()
    name, word = Pattern(r"offered by (?!The\b)[A-Z]\w+", cased=True), Pattern("Barron's", cased=True)
    scanner.add([name, word])
    reading = read(
        "SECURITIES ARE OFFERED BY ELM, SAYS BARRON'S. offered by elm. BONDS ARE OFFERED BY THE FIRM OF ELM."
    )
    found = scanner.scan(reading.folded)
    assert [reading.text[slice(*s)] for s in scanner.hits(name, reading, found)] == ["OFFERED BY ELM"]
    assert [reading.text[slice(*s)] for s in scanner.hits(word, reading, found)] == ["BARRON'S"]
    reading = read("By BARRON'S and by THE ELM.")  # a few words in capitals are none
    assert scanner.hits(word, reading, scanner.scan(reading.folded)) == []


def test_a_pattern_never_crosses_a_block() -> None:
    scanner = Scanner()
    patterns = [Pattern("investment advice"), Pattern(r"investment.{1,9}advice")]
    scanner.add(patterns)
    reading = read("investment\nadvice")
    found = scanner.scan(reading.folded)
    assert [scanner.hits(p, reading, found) for p in patterns] == [[], []]


def test_a_pattern_that_was_not_added_is_refused() -> None:
    scanner = Scanner()
    reading = read("x")
    with pytest.raises(KeyError):
        scanner.hits(Pattern("y"), reading, scanner.scan("x"))


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        ("手数料", "売買手数料は無料です", ["手数料"]),
        ("第 ?\\d+ ?号", "財務局長(金商)第45号です", ["第45号"]),
        ("(手数料|報酬)", "信託報酬と手数料とを申し受けます", ["報酬", "手数料"]),
        ("損失が\\w{0,8}おそれ", "相場の変動により損失が生じるおそれがあります", ["損失が生じるおそれ"]),
        ("fee", "feed the fee", ["fee"]),
        ("กองทุน", "ซื้อกองทุนรวม", ["กองทุน"]),
    ],
)
def test_scripts_without_spaces_have_no_word_edges(expression: str, text: str, found: list[str]) -> None:
    scanner, pattern = Scanner(), Pattern(expression)
    scanner.add([pattern])
    reading = read(text)
    assert [text[s.start : s.end] for s in scanner.hits(pattern, reading, scanner.scan(reading.folded))] == found
