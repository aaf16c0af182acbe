"""How severe a finding is: the rule's cases, the element's own word, the configuration, and a draft's discount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.model import SEVERITIES, Severity

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import Element, Rule, SeverityCase


def severity(
    rule: Rule, context: Context, *, state: str, element: Element | None = None, level: Severity | None = None
) -> Severity | None:
    """None where the finding is switched off."""
    setting = context.setting(rule)
    if setting.off:
        return None
    decided = setting.severity or level or _by_rule(rule, context, state, element)
    return lower(decided) if decided and context.facts.draft else decided


def lower(level: Severity) -> Severity:
    """One level down, never below info."""
    return SEVERITIES[max(0, SEVERITIES.index(level) - 1)]


def _by_rule(rule: Rule, context: Context, state: str, element: Element | None) -> Severity | None:
    """A case about the state (a broken attempt) comes before the element's own severity, any other case after it."""
    for case in rule.severity_if:
        if any(key == "state" for key, _ in case.conditions) and _holds(case, rule, context, state):
            return case.severity
    if element and element.severity:
        return element.severity
    for case in rule.severity_if:
        if _holds(case, rule, context, state):
            return case.severity
    return rule.severity


def _holds(case: SeverityCase, rule: Rule, context: Context, state: str) -> bool:
    return all(_condition(key, values, context, state) for key, values in case.conditions)


def _condition(key: str, values: tuple[str, ...], context: Context, state: str) -> bool:
    facts = context.facts
    if key == "firm":
        return any(f in values for f in facts.firm)
    if key.startswith("field:"):
        field = context.document.front.get(key.removeprefix("field:"))
        found = field.value if field else None
        listed = found if isinstance(found, list) else [found]
        return any(str(v).strip().lower() in values for v in listed)
    known = {
        "state": state,
        "document": facts.document,
        "audience": facts.audience or "retail",
        "channel": facts.channel,
    }
    return known.get(key, "") in values
