"""Messages: `{name}` values filled in, and what kind of authority stands behind a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.facts import FIRMS
from disclint.lazy import expression

if TYPE_CHECKING:
    from disclint.facts import Facts
    from disclint.ruleset.rule import Rule

_NAME = expression(r"\{([a-z_][\w.]*)\}")
_LEGAL_NAMES = {firm.replace("-", "_"): firm for firm in FIRMS}
BASIS = {
    "house": " House standard; no rule prescribes this sentence.",
    "market-practice": " Market practice; no rule prescribes this sentence.",
}


def fill(text: str, facts: Facts, **values: str) -> str:
    """The text with every `{name}` filled in. An unknown one becomes "[name of the broker-dealer]" or "[insert the date]",
    for the writer to fill, and is a placeholder to the linter until then."""
    known = {**_values(facts), **values}
    return _NAME.sub(lambda m: known.get(m[1]) or _unknown(m[1]), text)


def unfilled(text: str, facts: Facts) -> tuple[str, ...]:
    """The names in the text that have no value, each once."""
    known = _values(facts)
    return tuple(dict.fromkeys(name for name in _NAME.findall(text) if not known.get(name)))


def key_for(name: str) -> str:
    """The key of the configuration that gives a name its value; empty where none can."""
    if name in _LEGAL_NAMES:
        return f"firm.entities (type: {_LEGAL_NAMES[name]})"
    if name == "firm":
        return "firm.entities"
    section, _, key = name.partition(".")
    if section == "firm" and key:
        return name if key == "name" else f"firm.values.{key}"
    return name if section == "disclosures" and key else ""


def _values(facts: Facts) -> dict[str, str]:
    known = dict(facts.values)
    for entity in facts.entities:
        known.setdefault(f"{entity.type.replace('-', '_')}", entity.legal_name)
        known.setdefault("firm", entity.legal_name)
    return known


def _unknown(name: str) -> str:
    if name in _LEGAL_NAMES:
        return f"[name of the {_LEGAL_NAMES[name]}]"
    return f"[insert the {name.replace('.', ' ').replace('_', ' ')}]"


def basis_note(rule: Rule) -> str:
    """The sentence that says so where no law stands behind a requirement."""
    note = BASIS.get(rule.basis, "")
    return "" if note.strip() in rule.message else note
