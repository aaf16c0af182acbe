"""Exceptions in front matter: they hold for the whole document.

disclint:
  - {allow: unsourced-number, reason: "our own count", approved_by: A. Editor, until: 2026-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint.document import Document, Field
from disclint.model import Lines, Span
from disclint.suppress import Exception_, flaw_of

KEYS = ("allow", "reason", "approved_by", "until")
WRITE = "write: {allow: RULE, reason: …, until: YYYY-MM-DD} (the last part may be left out)"


def listed(document: Document) -> Iterator[Exception_]:
    """What the field `disclint` grants, one after the other; what can't be understood has its flaw."""
    field = document.front["disclint"]
    entries = field.value if isinstance(field.value, list) else [field.value]
    spans = _places(document, field, len(entries))
    whole = Span(0, len(document.source.text))
    for entry, span in zip(entries, spans, strict=True):
        if isinstance(entry, Mapping):
            yield _read({str(key): value for key, value in entry.items()}, span, whole)
        else:
            yield Exception_("", "", "", "", "", span, whole, WRITE, True)


def _read(entry: Mapping[str, object], span: Span, whole: Span) -> Exception_:
    said = {key: str(value).strip() for key, value in entry.items() if value is not None and key in KEYS}
    rule, _, element = said.get("allow", "").partition("#")
    reason, until = said.get("reason", ""), said.get("until", "")
    return Exception_(
        rule, element, reason, said.get("approved_by", ""), until, span, whole, _flaw(entry, rule, reason, until), True
    )


def _flaw(entry: Mapping[str, object], rule: str, reason: str, until: str) -> str:
    for key in entry:
        if key not in KEYS:
            from disclint.ruleset.scalars import nearest

            return f'unknown key "{key}"{nearest(key, KEYS)}; the keys here are {", ".join(KEYS)}'
    if not rule:
        return f"it does not say which rule; {WRITE}"
    return flaw_of(reason, until).replace(" in quotation marks", "")


def _places(document: Document, field: Field, number: int) -> list[Span]:
    """Where each entry stands: its own place in YAML, else that of the field."""
    everywhere = [field.key if field.key.end > field.key.start else field.source] * number
    text = document.source.text
    front = next((p for p in document.shadow if p.kind == "front-matter"), None)
    if front is None or not text.startswith("---"):
        return everywhere
    from disclint.ruleset.nodes import Faults, ListNode, MapNode, find, parse_yaml

    lines = Lines(text)
    start = lines.offset(2)
    node = parse_yaml(text[start : text.find("\n---", start - 1) + 1], Faults(""))
    found = find(node, "disclint") if isinstance(node, MapNode) else None
    if not isinstance(found, ListNode) or len(found.items) != number:
        return everywhere
    offsets = [lines.offset(item.line + 1) + item.column - 1 for item in found.items]
    ends = [*offsets[1:], field.source.end]
    return [Span(at, at + len(text[at:end].rstrip(" \r\n-,]"))) for at, end in zip(offsets, ends, strict=True)]
