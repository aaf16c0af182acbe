"""Links and entries of a list of references that lead nowhere: no target, or one that was to be replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.wording import fill
from disclint.language.places import holding, starting
from disclint.language.placeholders import leads_nowhere, says_nothing, stands_in, unmade_links
from disclint.language.references import zones
from disclint.lazy import expression
from disclint.model import Finding, Span

if TYPE_CHECKING:
    from disclint.document import Block, Link
    from disclint.kinds.context import Context
    from disclint.language.reading import Reading
    from disclint.ruleset.rule import Rule

FIX = "put the address of the source there, or name the source in words"
_LOCAL = ("localhost", "127.0.0.1")
_NAVIGATION = expression(r"(?:back )?to (?:the )?top|top|back|home|menu|next|previous|prev|skip to .{0,30}", 2)
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
    listed = zones(reading)
    for link in reading.document.links:
        if link.end > link.start and _dead(reading, link, listed):
            name = reading.text[link.start : link.end]
            target = link.target.strip()
            led = f'leads to "{target}"' if target else "has no target"
            yield Dead(Span(link.start, link.end), f'"{_short(name)}" {led}')
    if reading.document.format in ("markdown", "mdx") and "](" in reading.text:
        for start, end, target in unmade_links(reading.text):
            name = reading.text[start + 1 : end].partition("]")[0]
            yield Dead(Span(start, end), f'"{_short(name)}" leads to "{target}"')
    for zone in listed:
        for block in starting(reading.document.blocks, zone.start + 1, zone.end):
            yield from _entry(reading, block)


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= 60 else name[:59] + "…"


def _dead(reading: Reading, link: Link, listed: tuple[Span, ...]) -> bool:
    """Whether a link with a name leads nowhere, in a place where a reader looks for a source."""
    typed = _typed(reading, link)
    if not leads_nowhere(link.target) and not (typed and stands_in(link.target)):
        return False
    if any(reading.marked(kind, link.start, link.end) for kind in ("nav", "footer")):
        return False
    if holding(listed, link.start, link.end):
        return True
    block = reading.block(link.start)
    name = reading.folded[link.start : link.end].strip()
    if block.kind == "heading" or _NAVIGATION.fullmatch(name) or not _beside(reading, block):
        return False
    if "://" in name or name.startswith("www.") or name.startswith(("localhost", "127.", "example.")):
        return _sources(reading, link)
    if any(host in link.target.lower() for host in _LOCAL) and _of_code(reading):
        return False
    return typed or (_figure(reading, link) and not _scripted(reading, link))


def _typed(reading: Reading, link: Link) -> bool:
    """Whether the link is written in Markdown, and is no HTML."""
    source, start = reading.document.source.text, reading.document.source_span(link.start, link.end).start
    return source[max(0, start - 8) : start].rstrip(_MARKUP).endswith("[")


def _beside(reading: Reading, block: Block) -> bool:
    """Whether words stand beside the links of a block: three, or "Source"."""
    links = starting(reading.document.links, block.start, block.end)
    words, at = 0, block.start
    for start, end in [*((link.start, link.end) for link in links), (block.end, block.end)]:
        outside = reading.folded[at:start]
        words += sum(any(c.isalpha() for c in word) for word in outside.split())
        if words > 2 or "source" in outside:
            return True
        at = max(at, end)
    return False


def _sources(reading: Reading, link: Link) -> bool:
    """Whether a bare address stands where a figure's source does, and is not itself what the sentence speaks of."""
    sentence = reading.sentence(link.start)
    if any(host in link.target.lower() for host in _LOCAL):
        return False
    said = reading.folded[sentence.start : sentence.end]
    return _figure(reading, link) and not _EXAMPLE.search(said.replace("https://example", "").replace("http://", ""))


def _figure(reading: Reading, link: Link) -> bool:
    """Whether the sentence around a link states a figure."""
    sentence = reading.sentence(link.start)
    claims = reading.claims.claims
    first = next((c for c in claims if c.claim and sentence.start <= c.quantity.start < sentence.end), None)
    return first is not None


def _scripted(reading: Reading, link: Link) -> bool:
    """Whether the tag that opens the link is made for a script, a button or a tooltip."""
    source, start = reading.document.source.text, reading.document.source_span(link.start, link.end).start
    tag = _TAG.search(source, max(0, start - 420), start)
    return tag is None or tag["attributes"] is None or bool(_SCRIPTED.search(tag["attributes"]))


def _of_code(reading: Reading) -> bool:
    """Whether the document's code speaks of the reader's own machine, so that a link to it is meant."""
    return any(host in p.text for p in reading.document.shadow if p.kind == "code" for host in (*_LOCAL, "0.0.0.0"))


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
