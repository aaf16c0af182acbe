"""Proves rules by their examples: each is a document of its own, judged by its rule alone, and comes out as it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from disclint.engine import Engine
from disclint.facts import Entity, Facts
from disclint.formats import FORMATS, parse
from disclint.model import DisclintError, DocumentReport, Finding, Source
from disclint.ruleset.rule import Example, Rule
from disclint.sitewide import judged as site_judged

if TYPE_CHECKING:
    from disclint.ruleset.load import RuleSet

NAMES = {"md": "markdown", "txt": "text", "htm": "html"}


class Outcome(NamedTuple):
    """One example: `wrong` says, line by line, what was expected and what was found; empty where it came out right.

    A `todo` example must fail until it is mended: then `wrong` is empty, and `gap` says that it is still there.
    """

    rule: Rule
    example: Example
    wrong: tuple[str, ...] = ()
    gap: bool = False


def prove(ruleset: RuleSet, rules: Iterable[Rule] | None = None) -> Iterator[Outcome]:
    """The outcome of every example of those rules (None: all). DisclintError where examples can't be read."""
    from disclint.ruleset.load import load_examples

    # a rule that is off is on trial here: its examples say what it would do
    tried = tuple(rule._replace(stage="beta") if rule.stage == "off" else rule for rule in ruleset.rules)
    ruleset = ruleset._replace(rules=tried)
    for rule in ruleset.rules if rules is None else rules:
        examples = load_examples(rule)
        if examples:
            engine = Engine(ruleset, select=(rule.id,))
            yield from (outcome(engine, rule, example) for example in examples)


def outcome(engine: Engine, rule: Rule, example: Example) -> Outcome:
    """Judges one example with an engine that has its rule selected."""
    format = NAMES.get(example.format, example.format)
    if format not in FORMATS:
        return Outcome(rule, example, (f'no format "{example.format}"',))
    source = Source(example.file or f"{rule.path}:{example.line}", example.text)
    try:
        report = engine.check(parse(source, format), facts(example), told=bool(example.said))
    except DisclintError as error:
        return Outcome(rule, example, (str(error.problem),))
    wrong = tuple(judged(example, report))
    if not example.todo:
        return Outcome(rule, example, wrong)
    return Outcome(
        rule, example, () if wrong else ("is marked todo but comes out right: remove the mark",), bool(wrong)
    )


def facts(example: Example) -> Facts:
    """What the example's `as:` says is known of its document."""
    said = example.facts

    def one(name: str) -> str:
        return (said.get(name) or ("",))[0]

    entities = tuple(
        _entity(key.removeprefix("entity:"), names, said)
        for key, names in said.items()
        if key.startswith("entity:") and names
    )
    values = {"firm." + k.removeprefix("value:"): v[0] for k, v in said.items() if k.startswith("value:") and v}
    return Facts(
        firm=tuple(said.get("firm", ())),
        entities=entities,
        document=one("document"),
        audience=one("audience"),
        channel=one("channel"),
        language=one("language"),
        draft=one("draft").lower() == "true",
        site=one("site"),
        as_of=one("as_of"),
        values=values,
    )


def _entity(type: str, names: tuple[str, ...], said: Mapping[str, tuple[str, ...]]) -> Entity:
    sipc, finra = (
        said[f"{n}:{type}"] == ("true",) if f"{n}:{type}" in said else None for n in ("sipc_member", "finra_member")
    )
    return Entity(type, names[0], names[1:], said.get(f"dba:{type}", ()), (), sipc, finra)


def judged(example: Example, report: DocumentReport) -> Iterator[str]:
    """What was expected of the example's report and did not come, or came and was not expected."""
    findings, text = (*report.findings, *site_judged((report,))), example.text
    yield from (f"could not be judged: {problem}" for problem in report.problems)
    unsaid = set(example.said) - {s.element for s in report.statements if s.outcome == "said"}
    if unsaid:
        yield f"expected as said: {', '.join(sorted(unsaid))}"
    if example.verdict == "pass":
        yield from (f"expected nothing, found {_shown(f, text)}" for f in findings)
        return
    if not findings:
        yield "expected a finding, found nothing"
        return
    if example.missing:
        yield from _different(set(example.missing), {f.element for f in findings if f.element})
    yield from _flags(example, findings, text)
    for name, wanted, found in (
        ("state", example.state, {f.state for f in findings}),
        ("severity", example.severity, {str(f.severity) for f in findings}),
    ):
        if wanted and found != {wanted}:
            yield f"expected {name} {wanted}, found {', '.join(sorted(found))}"


def _flags(example: Example, findings: tuple[Finding, ...], text: str) -> Iterator[str]:
    if example.flags:
        flagged = [" ".join(text[f.span.start : f.span.end].split()) for f in findings]
        wanted = [" ".join(flag.split()) for flag in example.flags]
        yield from (f"expected {flag!r} to be found" for flag in wanted if flag not in flagged)
        yield from (f"found {flag!r}, which is not expected" for flag in flagged if flag not in wanted)


def _different(wanted: set[str], found: set[str]) -> Iterator[str]:
    if wanted - found:
        yield f"expected as missing: {', '.join(sorted(wanted - found))}"
    if found - wanted:
        yield f"found as missing: {', '.join(sorted(found - wanted))}, which is not expected"


def _shown(finding: Finding, text: str) -> str:
    where = f"{finding.position.line}:{finding.position.column}"
    name = f" {finding.element}" if finding.element else ""
    words = " ".join(text[finding.span.start : finding.span.end].split())
    return f"{finding.severity} {finding.state}{name} at {where} {words[:80]!r}: {finding.message}"
