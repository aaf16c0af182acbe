"""`metadata`: front-matter fields exist and hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.document import EMPTY_MAP, Passage
from disclint.kinds.live import liveness
from disclint.kinds.wording import fill
from disclint.model import Finding, Span
from disclint.ruleset.rule import Metadata

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.ruleset.rule import MetadataField, Rule


EXCERPT = 110  # characters of a value that are shown


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """One finding per field that is missing or does not hold."""
    requirement = rule.requirement
    assert isinstance(requirement, Metadata)
    life = liveness(rule, context)
    if not life.live:
        return
    for field in requirement.fields:
        wrong = _wrong(field, context)
        if wrong:
            state, words = wrong
            message = fill(
                rule.message or "The front matter's field {field} {wrong}.",
                context.facts,
                field=field.name,
                wrong=words,
            )
            message = message if "{wrong}" in rule.message or not rule.message else f"{message} ({field.name}: {words})"
            at = life.triggers[0] if life.triggers else Span(0, 0)
            finding = context.finding(
                rule,
                state=state,
                message=message,
                at=at,
                fix=fill(rule.fix, context.facts) or None,
                identity=field.name,
            )
            if finding:
                yield _at_field(finding, field, context)._replace(element=field.name)


def _wrong(field: MetadataField, context: Context) -> tuple[str, str] | None:
    found = context.document.front.get(field.name)
    value = "" if found is None or found.value is None else _text(found.value)
    if not value:
        return ("missing", "is missing" if found is None else "is empty") if field.required else None
    if field.one_of and value.strip().lower() not in (v.lower() for v in field.one_of):
        return "invalid", f'is "{value}", not one of {", ".join(field.one_of)}'
    if field.matches is not None and not _matches(field, value, context):
        return "invalid", f'is "{value}", which is not what is asked for'
    return None


def _text(value: object) -> str:
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value)


def _matches(field: MetadataField, value: str, context: Context) -> bool:
    assert field.matches is not None
    document = context.document.passage(Passage("side", value, EMPTY_MAP))
    return bool(type(context)(document, context.facts, context.book, of=context).find(field.matches))


def _at_field(finding: Finding, field: MetadataField, context: Context) -> Finding:
    """The finding at the field's own value, where it has one."""
    found = context.document.front.get(field.name)
    if found is None:
        return finding
    source = context.document.source.text[found.source.start : found.source.end]
    excerpt = " ".join(source[: 2 * EXCERPT].split())
    shown = excerpt if len(excerpt) <= EXCERPT else f"{excerpt[:EXCERPT]} …"
    return finding._replace(span=found.source, position=context.lines().position(found.source), excerpt=shown)
