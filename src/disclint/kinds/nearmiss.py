"""The almost-right text: where it stands and why it does not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.misspelling import misspellings
from disclint.kinds.statements import PLACEHOLDER, placeholder_beside
from disclint.lazy import expression
from disclint.model import Span

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.statements import Saying
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Element, Require


class NearMiss(NamedTuple):
    """`context` is where it stands (the document or a passage beside its text), `at` the range there. `reason` completes
    "the words are there, but …". An `attempt` makes its rule live; what is `broken` is an error."""

    context: Context
    at: Span
    reason: str
    state: str = "broken"
    attempt: bool = True
    fix: str = ""


PLACES = {
    "comment": "only in a comment, which no reader sees",
    "hidden": "only in a hidden element, which no reader sees",
    "struck": "only struck through",
    "code": "only as code, not as text",
    "front-matter": "only in the front matter, which no reader sees",
    "attribute": "only in an attribute, which no reader sees",
    "alt": "only in an image's alternative text",
    "title": "only in the title",
    "description": "only in the description",
    "script": "only in a script",
}
OUT_OF_SIGHT = ("comment", "hidden", "struck")
FLAWS = {
    "contradicted": "the sentence says the opposite",
    "denied": "the sentence denies it",
    "unfinished": "the sentence is cut off",
    "quoted": "they are somebody else's words, quoted",
    "mentioned": "they are only mentioned",
    "placeholder": "a placeholder was left in",
    "wrong-entity": "they are said of another entity",
    "untrue": "the configuration says that it is not so of that entity",
}
_THIS = (
    r"(?:this|these|the|our|my|all|any) (?:\w+ ){0,3}?(?:material|article|post|content|contents|report|newsletter|site"
    r"|website|page|document|communication|publication|information|commentary|note|blog|video|podcast|presentation|e?mail"
    r"|update|analysis|research|letter|views|opinions|message|it|they)"
)
_SELF = expression(
    rf"\b{_THIS}\b[^.;\n]{{0,80}}?\b(?:is|are|be|constitutes?|construed|considered|intended|relied)\b"
    r"|\b(?:this|it|nothing|herein)\b (?:\w+ ){0,2}?(?:is|are|constitutes?)\b"
)
_SELF_OR_IT = expression(r"\b(?:this|these|nothing|it|our|content|information|material)\b")
_CUT = expression(
    r"\b(?:not|nor|neither|never|no)\b(?: \w+){0,6}? (?:constitutes?|intended|intended as|construed|construed as|considered"
    r"|considered as|provided as)$"
)
# everyday words end a denial only where it begins with the document itself and has no full stop: "one is cached, one is not."
_CUT_SHORT = expression(
    rf"(?:^|[.;:!?,(]|\b(?:and|but)) ?(?:{_THIS} (?:do|does|should|shall|must|may|is|are) not"
    rf"|(?:{_THIS}|this) (?:do|does|should|shall|must|may|is|are) not(?: \w+){{0,6}}? (?:an?|as|or|to|of|be|any))$"
)
_MISSING_LEGAL = expression(r"disclaim|disclos|legal|compliance|risk warning|fine print")


def near_misses(context: Context, element: Element, requirement: Require) -> list[NearMiss]:
    """Every almost-right text for an element that the document does not say, the most telling first.

    Placeholders and denials that break off are attempts at the general disclaimer. Everyday words are attempts only where
    somebody put text out of sight, not where data stand.
    """
    found = [
        *_flawed(context, element),
        *(
            NearMiss(context, m.at, f'misspelt: "{m.found}" for "{m.meant}"', fix=m.meant)
            for m in misspellings(context, element)
        ),
        *(m for m in _beside(context, element) if not requirement.everyday or m.context.passage in OUT_OF_SIGHT),
        *(_placeholders(context) if requirement.general else ()),
        *(_cut_off(context, element) if requirement.general else ()),
    ]
    return sorted(found, key=lambda m: (m.state != "broken", not m.attempt))


def _flawed(context: Context, element: Element) -> Iterator[NearMiss]:
    for saying in context.sayings(element):
        at, flaw = saying.hit.span, saying.flaw
        if not flaw:
            continue
        if flaw == "contradicted" and not _speaks_of_itself(context, saying):
            continue
        if flaw == "placeholder":
            at = placeholder_beside(context, saying.hit) or at
            yield NearMiss(context, at, f'{FLAWS[flaw]}: "{context.reading.text[at.start : at.end]}"')
        elif flaw == "mentioned":
            yield NearMiss(context, at, FLAWS[flaw], state="missing", attempt=False)
        else:
            state = "wrong-entity" if flaw in ("wrong-entity", "untrue") else "broken"
            yield NearMiss(context, at, FLAWS[flaw], state=state, attempt=flaw in ("contradicted", "unfinished"))


def _speaks_of_itself(context: Context, saying: Saying) -> bool:
    """Whether the sentence says of this very text that it is what it should not be ("This is investment advice")."""
    if context.reading.quotation(*saying.hit.focus):
        return False
    sentence = context.reading.sentence(saying.hit.start)
    match = _SELF.search(context.reading.folded, sentence.start, saying.hit.start)
    return match is not None and not re.search(
        r"\b(?:about|from|on|how|if|when)\b", context.reading.folded[match.end() : saying.hit.start]
    )


def _beside(context: Context, element: Element) -> Iterator[NearMiss]:
    for beside in (*context.shadow, *context.sides):
        said = next(beside.sayings(element).good(), None)
        if said is None:
            continue
        kind = beside.passage
        attempt = kind not in ("attribute", "alt", "script") and not (
            kind == "code" and _is_program(beside.reading.text)
        )
        yield NearMiss(beside, said.span, PLACES.get(kind, f"only in a {kind}"), attempt=attempt)


def _is_program(text: str) -> bool:
    return bool(re.search(r"[{}<>=$]|\n", text))


def _placeholders(context: Context) -> Iterator[NearMiss]:
    for at in context.placeholders:
        yield NearMiss(context, at, f'{FLAWS["placeholder"]}: "{context.reading.text[at.start : at.end]}"')


def _cut_off(context: Context, element: Element) -> Iterator[NearMiss]:
    if element.says_not:
        yield from (NearMiss(context, at, FLAWS["unfinished"]) for at in context.cut_offs)


def find_placeholders(reading: Reading) -> Iterator[Span]:
    """Notes to oneself in the disclosure's stead: "[INSERT DISCLAIMER]", "{disclaimer}", "TODO: legal"."""
    for match in PLACEHOLDER.finditer(reading.folded):
        # a name's placeholder ("{firm}") stands in for no disclosure; "TODO" does where it says so
        end = match.end() if match[0][0] in "{[<" else min(reading.sentence(match.start()).end, match.end() + 60)
        if _MISSING_LEGAL.search(reading.folded, match.start(), end) and not reading.quotation(*match.span()):
            yield Span(match.start(), match.end())


def find_cut_offs(reading: Reading) -> Iterator[Span]:
    """Blocks whose last words promise a denial that never comes: "This material does not constitute"."""
    blocks = reading.document.blocks
    for i, block in enumerate(blocks):
        if (
            i + 1 < len(blocks)
            and blocks[i + 1].kind == "item"
            and reading.folded.endswith(":", block.start, block.end)
        ):
            continue  # the list goes on with it
        low = max(block.start, block.end - 120)
        match = _cut(reading.folded[low : block.end]) if block.kind != "heading" else None
        if match and not _code_follows(reading, low + match.end()):
            yield Span(low + match.start(), block.end)


def _cut(text: str) -> re.Match[str] | None:
    """Where a block's last words break off: behind a verb of disclaimers, or in a denial of the document's own."""
    tail = text.rstrip(" .…,:;-")
    legal = _CUT.search(tail)
    if legal:
        return legal if _SELF_OR_IT.search(text) else None
    whole = text.endswith(".") and not text.endswith("..")
    return None if whole else _CUT_SHORT.search(tail)


def _code_follows(reading: Reading, end: int) -> bool:
    """Whether the sentence goes on with code, which is no readable text: "it is not `main`."."""
    at = reading.document.source_span(end - 1, end).end
    codes = (p.map.source_span(0, len(p.text)).start for p in reading.document.shadow if p.kind == "code")
    return any(0 <= start - at <= 4 for start in codes)
