"""Finds quotations and decides whose words they are: a paragraph's quote state, then a speaker beside a speech verb.

Scare quotes, quoted terms and defined terms ("the Fund") are quotations that nobody else speaks. A block quotation
counts only with an attribution: without one it is the document's own voice. Indirect speech ("Acme's site says its
notes are no advice") is not a quotation: `polarity` calls it mentioned.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from disclint.language.reading import Quotation
from disclint.lazy import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclint.document import Block
    from disclint.language.names import Name
    from disclint.language.reading import Reading
    from disclint.model import Span

# a search is several times faster where an expression starts with a set of characters
_MARKS = expression('["“”„‟«»「」『』‘’](?:(?<![‘’])|(?<=‘)(?=\\w)|(?<=[^\\s(]’)(?!\\w))')
_CLOSING = {"“": '”"', "„": "“”", "‟": "”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", '"': '"”'}
_ANY = expression('["“„‟«»「『‘]')
_BEFORE_OPENING = frozenset(" \n([{-–—/:;,.“‘\u3000")
_INCHES = expression(r"\d\s?$")

_VERBS = (
    "said|says|say|saying|told|tells|asked|asks|wrote|writes|added|adds|noted|notes|observed|observes|explained"
    "|explains|warned|warns"
    "|argued|argues|insisted|insists|claimed|claims|claim|claiming|stated|states|announced|announces|admitted"
    "|commented|remarked|replied"
    "|continued|concluded|recalled|declared|predicted|predicts|tweeted|tweets|posted|boasted|boasts|promised|touted"
    "|advertised|reads|read"
    "|joked|testified|reported|quipped|urged|suggested|acknowledged|recommended|agreed|cautioned|assured|assures"
    "|answered|responded|quoted"
)
_SPOKEN = frozenset([*_VERBS.split("|"), "according"])
_LOWER_WORD = expression(r"[a-z]+")
_SPEAKER = expression(
    r"\b(?:he|she|it|they|who|(?:the|its|their|his|her|an?|one|another|the company's|the firm's) (?:[\w'-]+ "
    r"){0,3}?(?:company|firm|bank|fund"
    r"|agency|regulator|commission|ministry|website|web site|site|page|ad|advert|advertisement|brochure|prospectus"
    r"|flyer|email|letter"
    r"|complaint|indictment|filing|report|statement|press release|spokes\w+|ceo|chief executive|executive|president"
    r"|chairman|founder"
    r"|director|manager|analysts?|economists?|strategist|adviser|advisor|broker|promoter|seller|lawyer|attorney"
    r"|judge|official|officials"
    r"|minister|professor|author|investor|client|customer|victim|reader|man|woman)|website|web site|brochure|ads?)\b"
)
_OWN = expression(r"\b(?:we|i|us|our (?!(?:ceo|founder|analysts?|president|chief|client|customer))\w+)$", re.IGNORECASE)
_TERM = expression(
    r"(?:\b(?:called|known as|named|termed|dubbed|titled|entitled|labelled|labeled|words?|terms?|phrases?"
    r"|expressions?|such as|like"
    r"|definition of|meaning of|means?|meant|as the|and|or)|\((?:the|collectively,?|together,?|each,? an?|an?)?),?:? "
    r"?$",
    re.IGNORECASE,
)
_JUDGED = expression(
    r"\b(?:called|calls|dubbed|dismissed|labell?ed|described|decried|denounced|hailed|slammed|blasted|derided|spoke of|likened)"
    r"\b[^.:;]{0,60}$"
)
_DETERMINER = expression(r"\b(?:an?|the|this|these|its|their|his|her) (?:\w+ )?$")
_INTRODUCES = expression(rf"\b(?:{_VERBS}|following|quote|words|puts it)\b[^.:]{{0,40}}:$", re.IGNORECASE)
_SOURCE_LINE = expression(r"(?:[-–—―~]{1,3} ?|Source: ?|From |Quote: ?)(?=\S)", re.IGNORECASE)
_REACH = 300  # characters on either side in which a speaker is looked for
_LONGEST_SOURCE_LINE = 160


def quotations(reading: Reading) -> tuple[Quotation, ...]:
    """Quotations in order, marks included; a quotation inside another is part of the outer one."""
    has_quotes = reading.marks_of("quote")
    if not has_quotes and not _ANY.search(reading.text):
        return ()
    quoted = [q for q in (_block_quotation(reading, span) for span in _outermost(has_quotes)) if q]
    inline = [_attribute(reading, start, end) for start, end in _ranges(reading)]
    ends = [q.end for q in quoted]
    return tuple(sorted([*quoted, *(q for q in _continued(reading, inline) if not _inside(quoted, ends, q))]))


def _outermost(spans: tuple[Span, ...]) -> Iterator[Span]:
    last = -1
    for span in sorted(spans):
        if span.end > last:
            yield span
            last = span.end


def _inside(quoted: list[Quotation], ends: list[int], quotation: Quotation) -> bool:
    i = bisect.bisect_left(ends, quotation.end)
    return i < len(quoted) and quoted[i].start <= quotation.start


def _ranges(reading: Reading) -> Iterator[tuple[int, int]]:
    """Quoted ranges, block by block; where paragraphs open anew and the last one closes, each is a range."""
    text = reading.text
    for block in reading.document.blocks:
        opened, mark = -1, ""
        for match in _MARKS.finditer(text, block.start, block.end):
            at, char = match.start(), match[0]
            if mark and char in _CLOSING[mark] and not (char == '"' and mark == '"' and _opens(text, at, block)):
                yield opened, at + 1
                opened, mark = -1, ""
            elif char in _CLOSING and (char != '"' or _opens(text, at, block)) and _outer(mark, char):
                if mark and mark != "‘":
                    yield opened, at
                opened, mark = at, char
        if mark and mark != "‘" and (mark != '"' or opened == block.start or text[opened - 1] == " "):
            yield opened, block.end


def _outer(mark: str, char: str) -> bool:
    """Whether `char` may open a quotation while `mark` is open: single marks nest in double ones."""
    return not mark or mark == "‘" or (char != "‘" and mark not in "「『«„")


def _opens(text: str, at: int, block: Block) -> bool:
    """Whether a straight mark opens: nothing or a space before it, something behind it, and no inches."""
    if at + 1 >= block.end or text[at + 1].isspace():
        return False
    return at == block.start or text[at - 1] in _BEFORE_OPENING


def _attribute(reading: Reading, start: int, end: int) -> Quotation:
    """Whose words the quotation holds, from its own sentence, a sentence that introduces it, or one that follows it."""
    first, last = reading.sentence_index(start), reading.sentence_index(max(start, end - 1))
    text, spans = reading.text, reading.sentences
    left, right = max(spans[first].start, start - _REACH), min(max(end, spans[last].end), end + _REACH)
    if _is_term(reading, start, end, left):
        return Quotation(start, end, False)
    speaker = _speaker(reading, end, right, start) or _speaker(reading, left, start, start)
    speaker = speaker or _introduced(reading, left, start, end)
    if not speaker and start - left < 4 and not text[left:start].strip(" -–—"):
        before = spans[first - 1] if first else None
        if before and (text[before.end - 1] == ":" or _sentence(text, start, end)):
            speaker = _speaker(reading, max(before.start, before.end - _REACH), before.end, before.end)
        behind = spans[last + 1] if last + 1 < len(spans) else None
        if not speaker and behind and behind.end <= reading.block(start).end and not text[end:right].strip(" ."):
            speaker = _follows(reading, behind)
    return Quotation(start, end, bool(speaker), speaker.strip())


def _introduced(reading: Reading, left: int, start: int, end: int) -> str:
    """The name at the sentence's start, where a colon or a word of judgement leads over to the quotation: `Jane Doe had
    another view: "…"`, `Mr. Doe called it "a $70 billion gift"`."""
    text = reading.text
    judged = _JUDGED.search(reading.folded, max(left, start - 80), start) and any(c.isdigit() for c in text[start:end])
    if not judged and text[max(left, start - 2) : start].strip()[-1:] != ":":
        return ""
    first = next(iter(reading.names_between(left, min(start, left + 30))), None)
    if first is None or _OWN.search(text[left : first.start].rstrip()):
        return ""
    return text[first.start : first.end]


def _sentence(text: str, start: int, end: int) -> bool:
    """Whether the quotation is a whole sentence of some length."""
    return end - start > 24 and text[start + 1 : start + 2].isupper() and text[end - 2 : end - 1] in ".!?。！？"


def _follows(reading: Reading, span: Span) -> str:
    """The speaker in a sentence behind the quotation, where it opens with one and holds no quotation of its own."""
    end = min(span.end, span.start + _REACH)
    if _ANY.search(reading.text, span.start, end):
        return ""
    verbs = _speech(reading.folded, span.start, min(end, span.start + 80))
    return _speaker(reading, span.start, end, span.start) if verbs else ""


def _is_term(reading: Reading, start: int, end: int, left: int) -> bool:
    """Scare quotes, defined terms, words as words: short, no sentence of their own, nobody introduced as speaking."""
    text, folded = reading.text, reading.folded
    if end - start < 4:
        return True
    if _JUDGED.search(folded, max(left, start - 80), start) and any(c.isdigit() for c in text[start:end]):
        return False
    inner = text[start + 1 : end - 1].strip() if end - start < 80 else "." * 80
    if len(inner) > 60 or inner[-1:] in ".!?,。！？" or len(inner.split()) > 6:
        return False
    before = text[max(left, start - 40) : start]
    if _TERM.search(before):
        return True
    verbs = _speech(folded, max(left, start - 80), start)
    if not verbs:
        return True
    return start - verbs[-1].end() > 24 and bool(_DETERMINER.search(before))


def _speech(folded: str, start: int, end: int) -> list[re.Match[str]]:
    """The speech verbs in that range."""
    return [m for m in _LOWER_WORD.finditer(folded, start, end) if m[0] in _SPOKEN]


def _speaker(reading: Reading, start: int, end: int, quote: int) -> str:
    """The named or definite speaker beside the nearest speech verb in that range; "" where there is none."""
    verbs = sorted(_speech(reading.folded, start, end), key=lambda m: abs(m.start() - quote))
    for verb in verbs[:3]:
        if _OWN.search(reading.text[max(start, verb.start() - 40) : verb.start()].rstrip()):
            continue
        name = _name_beside(reading, start, end, verb.start(), verb.end())
        if name:
            return name
    return ""


def _name_beside(reading: Reading, start: int, end: int, verb_start: int, verb_end: int) -> str:
    low, high = max(start, verb_start - 120), min(end, verb_end + 60)
    near = [n for n in reading.names_between(low, high)]
    if near:
        best = min(near, key=lambda n: _distance(n, verb_start, verb_end))
        return reading.text[best.start : best.end]
    match = _SPEAKER.search(reading.folded, low, high)
    return reading.text[match.start() : match.end()] if match else ""


def _distance(name: Name, verb_start: int, verb_end: int) -> int:
    """How far a name stands from a speech verb; persons first, unless another name touches the verb."""
    gap = min(abs(verb_start - name.end), abs(name.start - verb_end))
    return gap if gap <= 1 else gap + {"person": 2, "organisation": 80}.get(name.kind, 40)


def _continued(reading: Reading, found: list[Quotation]) -> list[Quotation]:
    """Carries a speaker on to a quotation that goes on in the next sentence or the next paragraph."""
    done: list[Quotation] = []
    for quotation in found:
        previous = done[-1] if done else None
        if previous and previous.attributed and not quotation.attributed and _goes_on(reading, previous, quotation):
            quotation = quotation._replace(attributed=True, speaker=previous.speaker)
        done.append(quotation)
    for i in range(len(done) - 2, -1, -1):
        if (
            done[i + 1].attributed
            and not done[i].attributed
            and _unclosed(reading, done[i])
            and _goes_on(reading, done[i], done[i + 1])
        ):
            done[i] = done[i]._replace(attributed=True, speaker=done[i + 1].speaker)
    return done


def _unclosed(reading: Reading, quotation: Quotation) -> bool:
    return reading.text[quotation.end - 1] not in '”"»」』’'


def _goes_on(reading: Reading, previous: Quotation, quotation: Quotation) -> bool:
    gap = reading.text[previous.end : quotation.start]
    if "\n" in gap:
        return _unclosed(reading, previous) and not gap.strip()
    opens = reading.sentence(quotation.start).start == quotation.start
    between = reading.sentence_index(quotation.start) - reading.sentence_index(previous.end - 1)
    return opens and between <= 1 and not _is_term(reading, quotation.start, quotation.end, quotation.start)


def _block_quotation(reading: Reading, span: Span) -> Quotation | None:
    """The block quotation at `span`, where a line inside, behind or before it says whose it is."""
    text = reading.text
    first, last = reading.block_index(span.start), reading.block_index(max(span.start, span.end - 1))
    blocks = reading.document.blocks
    for index in (last, last + 1):
        if index >= len(blocks) or (index == last and last == first and "\n" not in text[span.start : span.end]):
            continue
        line = blocks[index]
        mark = _SOURCE_LINE.match(text, line.start, line.end)
        if mark and line.end - line.start <= _LONGEST_SOURCE_LINE:
            return Quotation(span.start, span.end, True, text[mark.end() : line.end].strip())
    tail = re.search(r"[.!?”\"’] ?[–—―-]{1,2} ?([A-Z][^.!?]{2,80})$", text[max(span.start, span.end - 120) : span.end])
    if tail:
        return Quotation(span.start, span.end, True, tail[1].strip())
    if first:
        before = blocks[first - 1]
        if _INTRODUCES.search(text, max(before.start, before.end - 160), before.end):
            sentence = reading.sentence(before.end - 1)
            speaker = _speaker(reading, max(sentence.start, sentence.end - _REACH), sentence.end, sentence.end)
            if speaker:
                return Quotation(span.start, span.end, True, speaker)
    return None
