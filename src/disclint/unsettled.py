"""What a missing statement means on a site: templates may add it (undecided), they have it broken (told at the template), or
they have it and this document does not receive it (missing, and the finding says so)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.nearmiss import near_misses
from disclint.kinds.verbatim import SAME, best_match
from disclint.model import Finding, Related, Span, Undecided
from disclint.ruleset.rule import Require, Verbatim

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.provision import Provision
    from disclint.ruleset.rule import Rule
    from disclint.site.values import Condition, Unresolved


class Beside(NamedTuple):
    """What templates have, beside what they surely print: what a condition decides (`doubtful`), what this document does not
    receive (`withheld`), and what could not be read (`unresolved`). `read`: the site's templates are read at all."""

    doubtful: tuple[Provision, ...] = ()
    withheld: Callable[[str], tuple[Provision, ...]] = lambda name: ()
    unresolved: tuple[Unresolved, ...] = ()
    read: bool = False


def settled(
    findings: Sequence[Finding], context: Context, rules: Sequence[Rule], beside: Beside
) -> tuple[list[Finding], list[Undecided]]:
    """The findings that hold, and what is undecided in their place."""
    known = {rule.id: rule for rule in rules}
    kept: list[Finding] = []
    unknown: list[Undecided] = []
    for finding in findings:
        if not _never_attempted(finding, context) and not (not beside.read and _in_front_matter(finding, context)):
            kept.append(finding)
            continue
        rule = known[finding.rule]
        doubts = [*_doubts(rule, finding, context, beside), *_unread(finding, context, beside)]
        doubts += () if beside.read else _guessed(finding, context)
        if doubts:
            unknown += doubts
        elif not _broken_in_template(rule, finding, context):
            kept.append(_explained(rule, finding, context, beside))
    return kept, _once(unknown)


def _never_attempted(finding: Finding, context: Context) -> bool:
    """Whether a statement or a legend is missing (a field of the front matter is nothing that a template adds)."""
    return finding.state == "missing" and context.book.kinds[finding.rule] in ("require", "verbatim")


def _says(rule: Rule, finding: Finding, context: Context, text: Context) -> Span | None:
    """Where another text says what the finding misses."""
    if finding.element:
        _, element = context.book.statements[finding.element]
        return next((hit.span for hit in text.sayings(element).good()), None)
    assert isinstance(rule.requirement, Verbatim)
    match = best_match(rule.requirement, context, text)
    return match.at if match and match.drift.similarity >= SAME and not match.drift.changes else None


def _doubts(rule: Rule, finding: Finding, context: Context, beside: Beside) -> Iterator[Undecided]:
    for provision in beside.doubtful:
        at = _says(rule, finding, context, provision.context) if not provision.why_not else None
        condition = provision.doubt(at) if at else None
        if condition:
            yield _undecided(condition, finding)
            return


def _undecided(condition: Condition, finding: Finding) -> Undecided:
    from disclint.discover import printed
    from disclint.site.files import lines_of

    path, offset = condition.place
    line, column = lines_of(path).place(offset)
    message = (
        f"whether `{condition.text}` holds can't be told from the templates; where it holds, they print what is missing"
    )
    return Undecided(printed(path), "condition", message, line, column, (finding.rule,))


def _unread(finding: Finding, context: Context, beside: Beside) -> Iterator[Undecided]:
    from disclint.discover import printed
    from disclint.site.files import lines_of

    for place, message, hides in beside.unresolved:
        if hides:
            line, column = lines_of(place.path).place(place.offset)
            yield Undecided(printed(place.path), "unresolved", message, line, column, (finding.rule,))


def _guessed(finding: Finding, context: Context) -> Iterator[Undecided]:
    """Where templates are not read at all, a tag whose name speaks of a disclosure may print it, and so may a layout."""
    path, site, call = context.document.source.path, context.facts.site, _disclosing_call(context)
    if call is not None and _never_attempted(finding, context):
        line, column = context.lines().place(call[1])
        message = f"`{call[0]}` may print what is missing here; its text is not resolved"
        yield Undecided(path, "template", message, line, column, (finding.rule,))
    elif site:
        message = f"a {site} site: its templates may print what is missing here; they are not resolved"
        yield Undecided(path, f"site:{site}", message, None, None, (finding.rule,))


def _in_front_matter(finding: Finding, context: Context) -> bool:
    """Whether a broken attempt stands in the front matter of a site's document, whose words a template may print."""
    maps = [p.map for p in context.document.shadow if p.kind == "front-matter"] if context.facts.site else []
    return finding.state == "broken" and any(m.source_starts[0] <= finding.span.start < m.source_ends[-1] for m in maps)


def _disclosing_call(context: Context) -> tuple[str, int] | None:
    for call in context.document.calls:
        name = " ".join((call.name, *call.args[:1])).lower()
        if any(word in name for word in ("disclaim", "disclos", "legal", "risk", "fineprint", "fine-print", "notice")):
            return call.name if not call.args else f"{call.name} {call.args[0]}", call.source.start
    return None


def _broken_in_template(rule: Rule, finding: Finding, context: Context) -> bool:
    """Whether what templates print attempts the statement and fails: that is told once, at the template."""
    for provision in context.provisions:
        if finding.element and isinstance(rule.requirement, Require):
            _, element = context.book.statements[finding.element]
            misses = near_misses(provision.context, element, rule.requirement._replace(general=False))
            if any(m.attempt and m.state == "broken" for m in misses):
                return True
    return False


def _explained(rule: Rule, finding: Finding, context: Context, beside: Beside) -> Finding:
    """The finding, with where templates have the statement and why this document does not get it."""
    for provision in beside.withheld(finding.element or finding.rule):
        at = _says(rule, finding, context, provision.context)
        condition = provision.left_out(at) if at else None
        if at is None or not (condition or provision.why_not):
            continue
        path, _, position = provision.context.place(*at)
        why = provision.why_not or f"{_cause(condition, context)} keeps it out here"
        message = f"{finding.message} A template has it ({path}:{position.line}), but {why}."
        related = Related("the words that a template has", position, path)
        return finding._replace(message=message, related=(*finding.related, related))
    return finding


def _cause(condition: Condition | None, context: Context) -> str:
    """What decides a condition: the document's own fields, or else the condition as it is written."""
    if condition is None:
        return "a condition"
    front = context.document.front
    said = [f"{name}: {front[name].value}".lower() for name in condition.fields if name in front]
    if said:
        return f"`{', '.join(said)}`"
    from disclint.site.files import shown

    return f"`{condition.text}` ({shown(condition.place)})"


def _once(unknown: list[Undecided]) -> list[Undecided]:
    """One for each place and cause, with all rules that wait for it."""
    found: dict[Undecided, set[str]] = {}
    for undecided in unknown:
        found.setdefault(undecided._replace(rules=()), set()).update(undecided.rules)
    return [undecided._replace(rules=tuple(sorted(rules))) for undecided, rules in found.items()]
