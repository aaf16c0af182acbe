"""What a rule asks for, in words."""

from __future__ import annotations

from disclint.ruleset.rule import Forbid, Metadata, Require, Rule, SourceCheck, Verbatim

PLACES = {
    "top": "at the top",
    "end": "at the end",
    "prominent": "where it stands out",
    "before-trigger": "before the words that call for it",
    "near:sentence": "in the sentence of the words that call for it",
    "near:block": "in the paragraph of the words that call for it",
    "near:section": "in the section of the words that call for it",
}


def wants(rule: Rule) -> str:
    """The requirement in one sentence or a short list."""
    match rule.requirement:
        case Require(elements=elements, place=place):
            parts = [f"- {e.name}: {e.label}{' (may be left out)' if e.optional else ''}" for e in elements]
            places = " or ".join(PLACES.get(p) or p.replace("near:", "within ") for p in place)
            where = [f"Place: {places}."] if place else []
            return "\n".join(["The document says each of these:", *parts, *where])
        case Verbatim(texts=texts):
            return "\n".join(["One of these texts, word for word:", *(f"- {t.name}: {t.text}" for t in texts)])
        case Forbid(unless=unless):
            guards = ", ".join(g.name for g in unless if g.name)
            excused = f" A phrase is left alone where one of these guards holds: {guards}." if guards else ""
            return f"Language that may not be used.{excused}"
        case SourceCheck(find=find) if find != "figures":
            return f"Looks for: {find.replace('-', ' ')}."
        case SourceCheck(policy=policy, classes=classes):
            listed = ", ".join(f"{kind} ({severity})" for kind, severity in classes.items())
            return f"Numeric claims that carry no source, under the policy {policy}: {listed}."
        case Metadata(fields=fields):
            return "Front-matter fields: " + ", ".join(f.name + (" (required)" if f.required else "") for f in fields)
