"""Rules as SARIF describes them: what they say, why, how to mend what they find, and the authority with its address."""

from __future__ import annotations

from disclint.evidence import Card
from disclint.model import Finding
from disclint.ruleset.rule import Json

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# What GitHub calls the weight of a finding about quality.
PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}


def descriptor(card: Card) -> Json:
    """The rule as a `reportingDescriptor`."""
    link = next((url for _, url in card.authority if url), "")
    found: dict[str, Json] = {
        "id": card.id,
        "name": "".join(word.capitalize() for word in card.id.split("-")),
        "shortDescription": {"text": _sentence(card.title)},
        "fullDescription": {"text": _sentence(" ".join(card.why.split()) or card.title)},
        "help": {"text": _help(card, markdown=False), "markdown": _help(card, markdown=True)},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": _properties(card),
    }
    if link:
        found["helpUri"] = link
    return found


def minimal(finding: Finding) -> Card:
    """The rule as far as its finding knows it."""
    title = finding.rule.replace("-", " ").capitalize()
    authority = ((finding.citation, ""),) if finding.citation else ()
    return Card(
        finding.rule, title, basis=finding.basis or "house", why=finding.why, severity=finding.severity,
        authority=authority,
    )  # fmt: skip


def _help(card: Card, *, markdown: bool) -> str:
    parts = [_sentence(card.title)]
    if card.why:
        parts.append(" ".join(card.why.split()))
    if card.fix:
        parts.append(f"{'**How to mend it:**' if markdown else 'How to mend it:'} {' '.join(card.fix.split())}")
    if card.authority:
        cited = [_cited(cite, url, markdown) for cite, url in card.authority]
        parts.append("\n".join([f"{'**Authority**' if markdown else 'Authority'} ({card.basis}):", "", *cited]))
    parts.append(f"`disclint explain {card.id}` says more." if markdown else f"disclint explain {card.id} says more.")
    return "\n\n".join(parts)


def _cited(cite: str, url: str, markdown: bool) -> str:
    if not url:
        return f"- {cite}"
    if not markdown:
        return f"- {cite}: {url}"
    words = cite.replace("[", "\\[").replace("]", "\\]")
    return f"- [{words}](<{url}>)"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _properties(card: Card) -> dict[str, Json]:
    said: dict[str, Json] = {"tags": _tags(card), "basis": card.basis, "problem.severity": PROBLEM[card.severity]}
    return said | {name: words for name, words in (("version", card.version), ("hash", card.hash)) if words}


def _tags(card: Card) -> list[Json]:
    return [word for word in ("disclosure", card.pack, card.basis) if word]
