"""Sentence ends, by what stands before and behind the stop."""

from __future__ import annotations

import itertools
from time import process_time

import pytest

from disclint.document import Block, Document
from disclint.formats import parse
from disclint.language.reading import Reading
from disclint.language.sentences import sentences
from disclint.model import Source, Span


def split(text: str) -> list[str]:
    """Every `|` in the table marks where one sentence ends and the next begins."""
    reading = Reading(parse(Source("x", text.replace("| ", " ").replace("|", "")), "text"))
    return [reading.text[s.start : s.end] for s in reading.sentences]


TABLE = [
    "Cedar Point, Inc. is not a bank.| It is a broker.",
    "Securities are offered by Cedar Point Corp. and Birch Ltd. in Ohio.| Read more.",
    "It was founded by Alder Inc.| The firm grew.",
    "Brokerage is offered by Cedar Point Securities, L.L.C., member FINRA.| See below.",
    "The U.S. economy grew 3.5 percent.| In the U.S.| The Fed sets rates.",
    "Orders before 9 a.m. Eastern count.| Markets close at 4 p.m.| We reopen on Monday.",
    "Some assets, e.g. bonds, i.e. loans, vs. stocks, cost approx. 5 dollars.| Done.",
    "See No. 5 and Fig. 3 on p. 9.| No.| We give advice.",
    "Mr. J. P. Stone met Dr. Rose at the St. Louis branch in Jan. 2024.| They spoke.",
    "Buy it in our app.| Bitcoin is sold there, and App. Bitcoin says so.| Done.",
    "Rates rose to 4.25 percent.| Then they fell.",
    "It ended… and so on.| It ended…| Really.",
    "Wait... what?| Yes!",
    "Really?!| Yes.",
    'He said "no."| She left.',
    '"What is it?" he asked.| Nobody knew.',
    "Rates fell (as they should.)| Then they rose.",
    "Returns vary.[1]| Fees apply.",
    "Returns vary.¹| Fees apply.",
    "Not advice; not an offer; do your research.| Bye.",
    "THIS IS NOT AN OFFER BY ACME INC. OR ITS AFFILIATES.| PAST PERFORMANCE IS NO GUARANTEE.",
    "We are not a bank.| we sell notes.",
    "This is advice.|Securities are sold here.",
    "Visit www.example.com/a.b for more.| Thanks.",
    "日本は強い。|本当？|そうです！",
    "「はい。」と言った。|次。",
    "“手数料は無料です。”, said Jane Roe.| Next.",
    "Yahoo! is big.| So what.",
    "Version 2.0.1 ships v. soon.| Done.",
]


@pytest.mark.parametrize("text", TABLE)
def test_sentences_end_where_the_table_says(text: str) -> None:
    assert split(text) == [part.strip() for part in text.split("|")]


def test_a_list_number_at_the_start_is_no_sentence() -> None:
    document = Document(Source("x", ""), "text", "1. Read this. 2. Sign it.", blocks=(Block(0, 25, "paragraph"),))
    assert sentences(document, document.text) == (Span(0, 13), Span(14, 25))


def test_no_sentence_crosses_a_block_and_spaces_stay_outside() -> None:
    text = "No stop here\nNext block. And more"
    document = Document(Source("x", text), "text", text, blocks=(Block(0, 12, "heading"), Block(13, 33, "paragraph")))
    assert sentences(document, text) == (Span(0, 12), Span(13, 24), Span(25, 33))


def test_an_empty_document_has_no_sentence() -> None:
    assert sentences(Document(Source("x", ""), "text"), "") == ()


def test_every_visible_character_belongs_to_exactly_one_sentence() -> None:
    text = " ".join(row.replace("|", "") for row in TABLE)
    document = Document(Source("x", text), "text", text, blocks=(Block(0, len(text), "paragraph"),))
    spans = sentences(document, text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = "".join(text[s.start : s.end] for s in spans)
    assert covered.replace(" ", "") == text.replace(" ", "")


def test_one_huge_block_is_split_in_linear_time() -> None:
    def seconds(times: int) -> float:
        text = "Cedar Point Inc. sold notes at 3.5 percent... in the U.S. last year. " * times
        document = Document(Source("x", text), "text", text, blocks=(Block(0, len(text), "paragraph"),))
        begun = process_time()
        sentences(document, text)
        return process_time() - begun

    assert seconds(8000) < 8 * max(seconds(1000), 0.002) * 4
