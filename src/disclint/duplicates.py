"""Disclosures that stand in a document although its templates print them: twice for the reader, and two texts to keep up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.kinds.live import liveness
from disclint.model import Finding, Related, Severity, Span
from disclint.ruleset.rule import Require

if TYPE_CHECKING:
    from disclint.kinds.context import Context
    from disclint.kinds.provision import Said
    from disclint.ruleset.rule import Element, Rule

DUPLICATE, INLINE = "duplicate-disclosure", "inline-disclosure-forbidden"
# rule -> its severity where the configuration gives none; the second is off until it is configured
SEVERITIES: dict[str, Severity] = {DUPLICATE: "info", INLINE: "warning"}
OFF_BY_DEFAULT = frozenset((INLINE,))


class _Twice(NamedTuple):
    label: str
    own: Said
    printed: Said


def duplicates(context: Context, rules: Sequence[Rule], on: Collection[str]) -> Iterator[Finding]:
    """One finding for each sentence of the document whose statement templates print as well. `on`: the rules asked for."""
    sentences: dict[Span, list[_Twice]] = {}
    for rule in rules:
        # words that answer no duty here may only look like the statement: "a hypothetical company"
        if isinstance(rule.requirement, Require) and (rule.requirement.general or liveness(rule, context).live):
            for twice in (t for e in rule.requirement.elements if (t := _twice(context, e))):
                sentence = context.reading.sentence(twice.own.span.start)
                sentences.setdefault(sentence, []).append(twice)
    for rule_id in sorted(SEVERITIES.keys() & set(on)):
        for sentence, several in sentences.items():
            yield _finding(context, rule_id, sentence, several)


def _twice(context: Context, element: Element) -> _Twice | None:
    if not any(True for p in context.provisions for _ in p.context.sayings(element).good()):
        return None  # known at once: the printed texts are the same for many documents
    said = list(context.said(element))
    own = next((s for s in said if s.provision is None), None)
    printed = next((s for s in said if s.provision is not None), None)
    return _Twice(element.label, own, printed) if own and printed else None


def _finding(context: Context, rule: str, sentence: Span, several: Sequence[_Twice]) -> Finding:
    from disclint.digests import sha256

    printed = several[0].printed
    path, _, position = printed.where.place(*printed.span)
    labels = " and ".join(dict.fromkeys(t.label for t in several))
    where = f"{path}:{position.line}"
    if rule == DUPLICATE:
        message, fix = f"A template prints already that it {labels} ({where}).", "remove one of the two texts"
    else:
        message = f"It stands here that the document {labels}; in this house a template says it ({where})."
        fix = "remove it here"
    setting = context.book.settings.get(rule)
    words = " ".join(context.reading.folded[sentence.start : sentence.end].split())
    return Finding(
        rule,
        None,
        "duplicate" if rule == DUPLICATE else "inline",
        (setting.severity if setting else None) or SEVERITIES[rule],
        message,
        *context.place(*sentence),
        context.excerpt(*sentence),
        fix=fix,
        related=(Related("the words that a template prints", position, path),),
        basis="house",
        fingerprint=sha256(f"{rule}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )
