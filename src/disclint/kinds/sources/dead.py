"""Links and entries of a list of references that lead nowhere: no target, or one that was to be replaced."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.wording import fill
from disclint.language.placeholders import leads_nowhere, says_nothing, stands_in, unmade_links
from disclint.language.places import holding, starting
from disclint.language.references import zones
from disclint.lazy import expression
from disclint.model import Finding, Span

if TYPE_CHECKING:
    from disclint.document import Block, Link
    from disclint.kinds.context import Context
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule

FIX = "put the address of the source there, or name the source in words"
_NEAR = 160  # characters around an address
_LOCAL = ("localhost", "127.0.0.1")
_NAVIGATION = expression(r"(?:back )?to (?:the )?top|top|back|home|menu|next|previous|prev|skip to .{0,30}", 2)
_SOURCE = expression(r"(?<!open )\bsource\b(?! code)")
_MARKUP = "*_~`"
_TAG = expression(r"<a\s(?P<attributes>[^<>]{0,400})>[^<>]{0,3}\Z|<\w+\s[^<>]{0,400}>\Z", 2)
_SCRIPTED = expression(r"\b(?:on\w+|data-[\w-]+|role|aria-[\w-]+|id|class|className|tabindex)\s*=", 2)
_LABEL = expression(r"(?P<name>[^\n]{2,160}?) ?(?:[-–—:]|\() ?(?P<target>[^\n]{0,60})")
_EXAMPLE = expression(r"such as|for example|e\.g\.|for instance|like|looks|address|domain|url|visit|open|type|browser")


class Dead(NamedTuple):
    """Where it stands in the readable text, and the finding in words."""

    at: Span
    said: str


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """In order of place."""
    seen: set[int] = set()
    for dead in sorted(found(context.reading)):
        if dead.at.start in seen:
            continue
        seen.add(dead.at.start)
        finding = context.finding(
            rule,
            state="dangling",
            message=fill(rule.message, context.facts, found=dead.said),
            at=dead.at,
            fix=rule.fix or FIX,
        )
        if finding:
            yield finding


def found(reading: Reading) -> Iterator[Dead]:
    """Links, links that were never made, and entries."""
    places = _Places(reading)
    for link in reading.document.links:
        if link.end > link.start and places.dead(link):
            target = link.target.strip()
            led = f'leads to "{target}"' if target else "has no target"
            yield Dead(Span(link.start, link.end), f'"{_short(reading.text[link.start : link.end])}" {led}')
    if reading.document.format in ("markdown", "mdx") and "](" in reading.text:
        for start, end, target in unmade_links(reading.text):
            name = reading.text[start + 1 : end].partition("]")[0]
            yield Dead(Span(start, end), f'"{_short(name)}" leads to "{target}"')
    for zone in places.listed:
        for block in starting(reading.document.blocks, zone.start + 1, zone.end):
            yield from _entry(reading, block)


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= 60 else name[:59] + "…"


class _Places:
    """Where in one document a reader looks for a source."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.listed = zones(reading)
        self._apart = sorted((*reading.marks_of("nav"), *reading.marks_of("footer")))
        self._known: dict[int, bool] = {}

    def dead(self, link: Link) -> bool:
        """Whether a link with a name leads nowhere, in such a place."""
        reading, typed = self._reading, self._typed(link)
        if not leads_nowhere(link.target) and not (typed and stands_in(link.target)):
            return False
        if holding(self._apart, link.start, link.end):
            return False
        if holding(self.listed, link.start, link.end):
            return True
        name = reading.folded[link.start : link.end].strip()
        if reading.block(link.start).kind == "heading" or _NAVIGATION.fullmatch(name):
            return False
        if not (self._beside(link.start) or _SOURCE.search(name)):
            return False
        if "://" in name or name.startswith(("www.", "localhost", "127.", "example.")):
            return self._cited(link)
        if any(host in link.target.lower() for host in _LOCAL) and self._of_code:
            return False
        return typed or (self._figure(link) and not self._scripted(link))

    def _before(self, link: Link, characters: int) -> str:
        start = self._reading.document.source_span(link.start, link.end).start
        return self._reading.document.source.text[max(0, start - characters) : start]

    def _typed(self, link: Link) -> bool:
        """Whether the link is written in Markdown, and is no HTML."""
        return self._before(link, 8).rstrip(_MARKUP).endswith("[")

    def _scripted(self, link: Link) -> bool:
        """Whether the tag that opens the link is made for a script, a button or a tooltip."""
        tag = _TAG.search(self._before(link, 420))
        return tag is None or tag["attributes"] is None or bool(_SCRIPTED.search(tag["attributes"]))

    def _beside(self, at: int) -> bool:
        """Whether words stand beside the links of the block there: three, or "Source"."""
        i = self._reading.block_index(at)
        if i not in self._known:
            self._known[i] = self._accompanied(self._reading.document.blocks[i])
        return self._known[i]

    def _accompanied(self, block: Block) -> bool:
        links = starting(self._reading.document.links, block.start, block.end)
        words, at = 0, block.start
        for start, end in [*((link.start, link.end) for link in links), (block.end, block.end)]:
            outside = self._reading.folded[at:start]
            words += sum(any(c.isalpha() for c in word) for word in outside.split())
            if words > 2 or "source" in outside:
                return True
            at = max(at, end)
        return False

    def _cited(self, link: Link) -> bool:
        """Whether a bare address stands where a figure's source does, and is not what the sentence speaks of."""
        if any(host in link.target.lower() for host in _LOCAL) or not self._figure(link):
            return False
        sentence = self._reading.sentence(link.start)
        before = self._reading.folded[max(sentence.start, link.start - _NEAR) : link.start]
        return not _EXAMPLE.search(before + " " + self._reading.folded[link.end : min(sentence.end, link.end + _NEAR)])

    def _figure(self, link: Link) -> bool:
        """Whether the sentence around a link states a figure."""
        return self._reading.sentence_index(link.start) in self._figures

    @cached_property
    def _figures(self) -> frozenset[int]:
        reading = self._reading
        return frozenset(reading.sentence_index(c.quantity.start) for c in reading.claims.claims if c.claim)

    @cached_property
    def _of_code(self) -> bool:
        """Whether the document's code speaks of the reader's own machine, so that a link to it is meant."""
        code = [p.text for p in self._reading.document.shadow if p.kind == "code"]
        return any(host in text for text in code for host in (*_LOCAL, "0.0.0.0"))


def _entry(reading: Reading, block: Block) -> Iterator[Dead]:
    """An entry that says nothing, or whose name is followed by nothing: `Reuters – TODO`."""
    text = reading.text[block.start : block.end]
    if starting(reading.document.links, block.start, block.end):
        return
    if says_nothing(text):
        yield Dead(Span(block.start, block.end), f'the entry "{_short(text)}" names no source')
        return
    label = _LABEL.fullmatch(text)
    if label is None or len(text) > 200:
        return
    target = label["target"].strip(" ()[]<>")
    if target and (leads_nowhere(target) or (stands_in(target) or says_nothing(target))):
        yield Dead(Span(block.start, block.end), f'the entry "{_short(text)}" leads to "{target}"')
