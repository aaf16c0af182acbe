"""`disclint explain`: what a rule wants and why, and why it did or did not run on a file."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from disclint.checker import Checker, format_of
from disclint.cli.options import options, reading_options
from disclint.cli.output import complain, write
from disclint.discover import File, printed
from disclint.model import DisclintError
from disclint.ownrules import BASELINE_RULES, CHANGE, EXCEPTION_RULES
from disclint.report import FINE_PRINT
from disclint.report.ruleset import SHORT
from disclint.ruledesk import OWN_RULES
from disclint.ruleset.revision import version
from disclint.wanted import wants

if TYPE_CHECKING:
    from disclint.ruleset.rule import Example, Rule

EXCEPTIONS = """\
{rule}

An exception stands in a comment, before or inside the block that it is for, or above all text for the whole document:

    <!-- disclint: allow RULE "the reason" by=NAME until=2030-12-31 -->

Or it stands in the front matter, for the whole document:

    disclint:
      - {{allow: RULE, reason: the reason, approved_by: NAME, until: 2030-12-31}}

Or in the register of exceptions, disclint-exceptions.yaml, which is the only place for rules that say `exemptible: register`:

    - {{rule: RULE, paths: [archive/], reason: the reason, approved_by: NAME, until: 2030-12-31}}

RULE#element narrows it to one part of a statement. The reason is mandatory, who and until when are not. An exception that
is malformed or not taken there (invalid-exception), names no rule (unknown-exception), is past its day (expired-exception) or
that nothing needs any more (unused-exception) is a warning.
"""
BASELINES = """\
{rule}

The baseline (disclint-baseline.json) holds findings that are known already. stale-baseline is about entries that nothing matches
any more: `disclint baseline prune` removes them. baseline-growth is about entries that came in although --ratchet lets the
baseline only shrink.
"""
POLICY = """\
{rule}

With `check --policy-from REF`, configuration, house rules, registers and baseline are read from that commit. A file of these that
is another one in the work tree is a finding, which says in words what was loosened (a warning), changed (a warning) or only
tightened (info). The configuration can give it another severity, such as `rules: {{policy-change: error}}`.
"""

EXEMPTIBLE = {
    "inline": "in a comment, in front matter, or in the register of exceptions",
    "register": "only in the register of exceptions (disclint-exceptions.yaml)",
    "never": "none",
}


@click.command(epilog=FINE_PRINT, short_help="Say what a rule wants, and why it ran on a file or not.")
@click.argument("rule")
@click.argument("file", required=False)
@reading_options
def explain(rule: str, file: str | None, **asked: object) -> int:
    """Say what RULE wants, on what authority, and what satisfies it; with FILE, why it did or did not run there."""
    checker = Checker(options(**asked))  # type: ignore[arg-type]
    if rule in EXCEPTION_RULES:
        write(EXCEPTIONS.format(rule=rule))
        return 0
    if rule in BASELINE_RULES:
        write(BASELINES.format(rule=rule))
        return 0
    if rule == CHANGE:
        write(POLICY.format(rule=rule))
        return 0
    path = os.path.abspath(file or "article.md")
    config = checker.configs.of(path)
    ready = checker.ready(config)
    known = {r.id: r for r in ready.ruleset.rules}
    if rule not in known:
        from disclint.ruleset.scalars import nearest

        raise click.UsageError(
            f'no rule "{rule}"{nearest(rule, (*known, *OWN_RULES)) or "; `disclint rules list` shows all"}'
        )
    if file is None:
        write("\n".join(about(known[rule], held=config.rules_as_of if rule in ready.held else "")) + "\n")
    else:
        format = checker.options.input_format or format_of(file)
        if format is None:
            raise click.UsageError(f"don't know the format of {file}; name it with --input-format")
        opened = checker.opened(File(path, printed(file), format, asked=True))
        lines = ready.engine.explain(opened.document, opened.facts, rule, opened.received)
        write("\n".join(lines) + "\n")
    for problem in checker.problems:
        complain(problem)
    return 2 if checker.problems else 0


def about(rule: Rule, held: str = "") -> Iterator[str]:
    """The rule for people, line by line. `held` is the date (rules_as_of) for whose sake it warns at most, or empty."""
    yield f"{rule.id}: {rule.title}"
    yield ""
    yield f"  Severity: {_severity(rule)}"
    if held:
        yield f"  Warning at most, since it is newer or stricter than rules_as_of ({held}) in the configuration"
    for name, values in rule.applies.items():
        yield f"  For: {name} is {' or '.join(values)}; while that is unknown, only where the text itself calls for it"
    status = "" if rule.status == "in-force" else f", {rule.status.replace('-', ' ')}"
    yield f"  Basis: {rule.basis.replace('-', ' ')}{status}; pack: {rule.pack or 'none'}"
    yield f"  Exceptions: {EXEMPTIBLE[rule.exemptible]}"
    for authority in rule.authority:
        link = f", {authority.url}" if authority.url else ""
        checked = f", checked {authority.checked}" if authority.checked else ""
        yield f"  {authority.cite} ({authority.grade}{checked}){link}"
    if rule.history:
        yield f"  Version: {version(rule.history)}, hash {rule.hash[:SHORT]}"
    for heading, text in (
        ("Why", rule.why),
        ("What calls for it", "\n".join(trigger(rule))),
        ("What it looks for", wants(rule)),
        ("How to mend it", rule.fix),
    ):
        if text:
            yield from ("", heading, textwrap.indent(_wrapped(text), "  "))
    yield from _examples(rule)
    if rule.history:
        yield from ("", "History", *(f"  {r.date}  {r.effect}: {r.what}" for r in reversed(rule.history)))


def trigger(rule: Rule) -> Iterator[str]:
    """What in the text makes the rule hold, as its file says it; nothing for a rule that waits for nothing."""
    if rule.when is None:
        return
    from disclint.revisions.change import entries, items
    from disclint.ruleset.identity import content_of
    from disclint.ruleset.inwords import shown

    when = entries(content_of(rule).get("when"))
    where = "in the document" if rule.when.bind == "document" else "in one sentence"
    heads = {"any": "One of these", "all": "Each of these", "not": "None of these"}
    for key in heads:
        if some := items(when.get(key)):
            yield f"{heads[key]}, {where}:" if key != "not" else f"{heads[key]}:"
            yield from (f"- {shown(matcher)}" for matcher in some)


def _severity(rule: Rule) -> str:
    """The severity and what changes it, such as "warning; error where state is broken"."""
    parts: list[str] = [rule.severity]
    for case in rule.severity_if:
        conditions = [f"{key} is {' or '.join(values)}" for key, values in case.conditions]
        parts.append(f"{case.severity or 'off'} where {' and '.join(conditions)}")
    return "; ".join(parts)


def _examples(rule: Rule) -> Iterator[str]:
    from disclint.ruleset.load import load_examples

    try:
        examples = load_examples(rule)
    except DisclintError:
        return
    for verdict, heading in (("pass", "Left alone"), ("fail", "Found")):
        some = [e for e in examples if e.verdict == verdict and e.text and not e.todo][:3]
        if some:
            yield from ("", heading)
            for example in some:
                yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield textwrap.indent(example.text.strip(), "  | ", lambda line: True)
    what = [f"missing: {', '.join(example.missing)}"] if example.missing else []
    what += [f"found: {flag!r}" for flag in example.flags] + ([example.note] if example.note else [])
    if what:
        yield "    " + "; ".join(what)


def _wrapped(text: str) -> str:
    def filled(line: str) -> str:
        return textwrap.fill(line, 110, subsequent_indent="  " if line.startswith("- ") else "")

    return "\n".join(map(filled, text.splitlines()))
