"""Cards: one for each finding with its evidence, one for each rule with its authority and what would satisfy it."""

from __future__ import annotations

from collections.abc import Iterator

from disclint.evidence import Card
from disclint.lazy import expression
from disclint.model import LINE_END, Finding, Source, Span, Suppressed
from disclint.report.entries import name_of
from disclint.report.html.tags import Html, joined, listed, tag

AROUND = 160  # characters of a line that are shown before and after what a card is about
MOST = 600  # characters of what it is about
_ADDRESS = expression(r"https?://[^\s\"<>]+", 2)


def card(number: int, finding: Finding, source: Source | None, held: Suppressed | None = None) -> Html:
    """What was found, why it counts and what would mend it. With `source`, the words as they stand in the file."""
    state = "excepted" if held else finding.state
    severity = tag("span", "excepted" if held else finding.severity, class_="severity")
    line = f"{finding.position.line}:{finding.position.column}"
    head = tag("h4", severity, " ", tag("span", str(number), class_="number"), " ", finding.message, class_="head")
    rule = tag("a", name_of(finding), href=f"#rule-{finding.rule}")
    place = tag("p", tag("span", f"{line} \u00b7 {finding.state} \u00b7 "), rule, class_="place")
    details = tag("dl", *_details(finding, source, held))
    return tag(
        "article", head, place, tag("div", details, class_="body", id=f"f{number}-more"),
        class_=f"finding fold {'excepted' if held else finding.severity}", id=f"f{number}",
        data_severity=finding.severity, data_rule=finding.rule, data_state=state,
    )  # fmt: skip


def _details(finding: Finding, source: Source | None, held: Suppressed | None) -> Iterator[Html]:
    if held:
        yield from _pair("Excepted", held.reason)
        if held.exemption:
            said = held.exemption
            yield from _pair("Granted", f"{said.source}, {said.path}:{said.line}:{said.column}")
    if finding.fix:
        yield from _pair("How to mend it", finding.fix)
    if finding.looked_for:
        yield from _pair("Looked for, not found", listed(finding.looked_for))
    if source:
        yield from _pair("In the file", _excerpt(source, finding.span))
    if finding.related:
        yield from _pair("See also", listed(f"{_where(r.path, r.position.line)}: {r.message}" for r in finding.related))
    if finding.citation:
        yield from _pair("Authority", f"{finding.citation} ({(finding.basis or 'house').replace('-', ' ')})")


def _where(path: str, line: int) -> str:
    return f"{path}:{line}" if path else f"line {line}"


def _pair(name: str, value: str | None) -> Iterator[Html]:
    yield tag("dt", name)
    yield tag("dd", value)


def _excerpt(source: Source, span: Span) -> Html | None:
    """The words with the rest of their line, cut where that is long."""
    text = source.text
    if not span.start < span.end <= len(text):
        return None
    least = max(0, span.start - AROUND)
    start = max((m.end() for m in LINE_END.finditer(text, least, span.start)), default=least)
    line_end = LINE_END.search(text, span.end, span.end + AROUND)
    end = line_end.start() if line_end else min(len(text), span.end + AROUND)
    words = text[span.start : span.end]
    return tag(
        "code",
        "\u2026 " if start == least > 0 else "",
        text[start : span.start],
        tag("mark", words if len(words) <= MOST else f"{words[:MOST]} \u2026"),
        text[span.end : end],
        "" if line_end or end == len(text) else " \u2026",
    )


def rule_card(rule: Card, found: int) -> Html:
    """Why the rule exists, on what authority, and what would satisfy it."""
    head = tag("h3", tag("code", rule.id), " ", rule.title)
    count = "1 card above" if found == 1 else f"{found} cards above"
    about = tag("p", f"{rule.severity} \u00b7 {rule.pack or 'disclint'} \u00b7 {count}", class_="place")
    asks = joined(tag("span", line, class_="line") for line in rule.asks.splitlines())
    pairs = (
        ("Why", rule.why), ("What it looks for", asks), ("How to mend it", rule.fix),
        (f"Authority ({rule.basis.replace('-', ' ')})", listed(_cited(*one) for one in rule.authority) or ""),
    )  # fmt: skip
    details = [html for name, value in pairs if value for html in _pair(name, value)]
    return tag("article", head, about, tag("dl", *details), class_="rule", id=f"rule-{rule.id}")


def _cited(cite: str, url: str) -> Html:
    """The citation as a link, where its address is one of the web: nothing else is ever followed."""
    if not _ADDRESS.fullmatch(url):
        return joined([cite])
    return tag("a", cite, href=url, rel="noreferrer noopener")
