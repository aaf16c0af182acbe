"""How severe a finding is: the rule's cases, the element's own word, the configuration, and a draft's discount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.model import SEVERITIES, Severity
from disclint.ruleset.rule import name_of, parts

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
    decided = setting.severity or _at_most(rule, context, level or _by_rule(rule, context, state, element))
    return lower(decided) if decided and context.facts.draft else decided


def _at_most(rule: Rule, context: Context, level: Severity | None) -> Severity | None:
    """A rule that is still on trial (`stage: beta`), or that the configuration has not taken in yet, warns at most."""
    mild = rule.stage == "beta" or rule.id in context.book.held
    return "warning" if level == "error" and mild else level


def lower(level: Severity) -> Severity:
    """One level down, never below info."""
    return SEVERITIES[max(0, SEVERITIES.index(level) - 1)]


def _by_rule(rule: Rule, context: Context, state: str, element: Element | None) -> Severity | None:
    """The first case that holds. Before an element's own severity only a case about the state does.

    A broken attempt is an error wherever the rule says nothing of it: somebody meant to make the statement.
    """
    own = element.severity if element else None
    spoken = {
        value for case in rule.severity_if for key, values in case.conditions if key == "state" for value in values
    }
    if state == "broken" and state not in spoken and rule.severity != "info" and own != "info":
        return "error"
    for case in rule.severity_if:
        if (not own or any(key == "state" for key, _ in case.conditions)) and _holds(case, rule, context, state):
            return case.severity
    return own or rule.severity


def _holds(case: SeverityCase, rule: Rule, context: Context, state: str) -> bool:
    return all(_condition(key, values, rule, context, state) for key, values in case.conditions)


def _condition(key: str, values: tuple[str, ...], rule: Rule, context: Context, state: str) -> bool:
    if key == "state":
        return state in values
    if key == "trigger":
        return _triggered(rule, values, context)
    if key.startswith("field:"):
        field = context.document.front.get(key.removeprefix("field:"))
        found = field.value if field else None
        listed = found if isinstance(found, list) else [found]
        return any(str(v).strip().lower() in values for v in listed)
    return any(known in values for known in context.facts.known(key))


def _triggered(rule: Rule, names: tuple[str, ...], context: Context) -> bool:
    """Whether one of the lexicons, statements or entity types of those names, as `when` asks for them, stands there."""
    asked = (*rule.when.any, *rule.when.all) if rule.when else ()
    return any(context.find(m) for m in parts(asked) if name_of(m) in names)
