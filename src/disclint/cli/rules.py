"""`disclint rules`: the rules themselves: listed, tested by their examples, described as a schema, profiled."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclint.cli.output import complain, write
from disclint.report import FINE_PRINT
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.checker import Ready
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.rule import Rule


@click.group(epilog=FINE_PRINT, short_help="List, test and describe the rules.")
def rules() -> None:
    """The rules: what they are, whether they hold what their examples promise, and what a rule file may say."""


@rules.command("list", short_help="List the rules that hold here.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("--config", metavar="FILE", help="Use this configuration instead of the nearest disclint.yaml.")
def list_(format: str, config: str | None) -> int:
    """List the rules that hold here, with what the configuration changes about them."""
    ready = _here(config)
    if format == "json":
        write(json.dumps({"rules": [entry(rule, ready) for rule in ready.ruleset.rules]}, indent=1) + "\n")
    else:
        width = max((len(rule.id) for rule in ready.ruleset.rules), default=0)
        for rule in ready.ruleset.rules:
            write(f"{rule.id:{width}}  {_state(rule, ready):7}  {rule.kind:8}  {rule.title}\n")
    return _failed(ready.ruleset)


def entry(rule: Rule, ready: Ready) -> dict[str, Json]:
    """One rule as docs/wire-format.md describes it."""
    return {
        "id": rule.id,
        "title": rule.title,
        "kind": rule.kind,
        "pack": rule.pack,
        "severity": _state(rule, ready),
        "basis": rule.basis,
        "status": rule.status,
        "stage": rule.stage,
        "applies": {name: list(values) for name, values in rule.applies.items()},
        "lang": list(rule.lang),
        "exemptible": rule.exemptible,
        "authority": [{"cite": a.cite, "url": a.url or None, "grade": a.grade} for a in rule.authority],
        "why": rule.why,
        "statements": [e.name for e in getattr(rule.requirement, "elements", ())],
        "active": rule.id in ready.active,
    }


def _state(rule: Rule, ready: Ready) -> str:
    setting = ready.engine.book.settings.get(rule.id)
    if rule.id not in ready.active:
        return "off"
    return (setting.severity if setting else None) or rule.severity


@rules.command("test", short_help="Prove rules by their examples.")
@click.argument("folders", nargs=-1, metavar="[FOLDERS]...")
@click.option("--examples-only", is_flag=True, help="Run the examples as they are, which is quick.")
@click.option("--coverage", is_flag=True, help="Say what no example needs, and which patterns are slow.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0: as many as help.")
def test(folders: tuple[str, ...], examples_only: bool, coverage: bool, jobs: int) -> int:
    """Run the examples of rules: those in FOLDERS, or those that hold here. A rule without both kinds fails.

    Every statement in a passing example is then damaged (in a comment, struck through, quoted, inverted, cut off …): each
    damage must be found. Rewritten in harmless ways, it must pass. And no ban may flag a text that a rule accepts.
    """
    from disclint.cli.rulestest import told
    from disclint.proving.run import proof, prove_all

    ruleset = _loaded(folders)
    what = proof(folders, ruleset, examples_only=examples_only)
    wrong = told(ruleset, prove_all(what, jobs))
    if coverage:
        from disclint.proving.coverage import report

        write("".join(f"{line}\n" for line in report(what)))
    return _failed(ruleset) or int(wrong > 0)


@rules.command("new", short_help="Write a rule to start from.")
@click.argument("id")
@click.option("--kind", type=click.Choice(["require", "forbid", "verbatim", "source", "metadata"]), required=True)
@click.option("--pack", default="house-rules", metavar="DIR", help="The pack's folder; house-rules if not given.")
def new(id: str, kind: str, pack: str) -> int:
    """Write the file of a rule ID, with comments and examples that hold, to be changed into the rule that is needed.

    The pack's own file is written where there is none. Nothing that exists is overwritten.
    """
    from disclint.proving.scaffold import scaffold

    for path in scaffold(id, kind, pack):
        write(f"wrote {path}\n")
    write(f"Change the rule, then run: disclint rules test {pack}\n")
    return 0


@rules.command("schema", short_help="Print the JSON Schema of rule files.")
@click.option(
    "--for",
    "what",
    type=click.Choice(["rule", "pack", "lexicon", "config", "exceptions", "record"]),
    default="rule",
    help="Which kind of file the schema is for.",
)
def schema(what: str) -> int:
    """Print the JSON Schema of rule files, or of another file that people write, for their editors."""
    from disclint import configshape, exceptionsfile
    from disclint.report import recordschema
    from disclint.ruleset import jsonschema

    schemas = {
        "rule": jsonschema.schema,
        "pack": jsonschema.pack_schema,
        "lexicon": jsonschema.lexicon_schema,
        "config": configshape.schema,
        "exceptions": exceptionsfile.schema,
        "record": recordschema.schema,
    }
    write(json.dumps(schemas[what](), indent=2) + "\n")
    return 0


@rules.command("profile", short_help="Show what each rule costs.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
def profile(paths: tuple[str, ...]) -> int:
    """Show how each rule's patterns are found; with PATHS, also the time that each rule takes on those documents.

    A pattern without an anchor has to be tried over the whole text: there should be few.
    """
    from disclint.cli.profile import anchors, timings

    ready = _here(None)
    for line in anchors(ready.ruleset):
        write(line + "\n")
    for line in timings(paths) if paths else ():
        write(line + "\n")
    return _failed(ready.ruleset)


@rules.command("guards", short_help="List what can excuse a banned phrase.")
def guards() -> int:
    """List the guards that excuse a banned phrase, by the names that rules use."""
    from disclint.kinds.guards import GUARDS

    width = max(map(len, GUARDS))
    write("".join(f"{name:{width}}  {meaning}\n" for name, meaning in GUARDS.items()))
    return 0


def _here(config: str | None) -> Ready:
    """The rules of the working directory's configuration."""
    from disclint.checker import Checker
    from disclint.cli.options import options
    from disclint.model import DisclintError

    checker = Checker(options(config=config))
    found = checker.configs.of(os.path.abspath("article.md"))
    if found.broken:
        for problem in checker.problems[:-1]:
            complain(problem)
        last = checker.problems[-1]
        raise DisclintError(last.message, last.path, last.line, last.column)
    return checker.ready(found)


def _loaded(folders: tuple[str, ...]) -> RuleSet:
    from disclint.ruleset.load import load_packs

    for folder in folders:
        if os.path.isfile(folder):
            raise click.UsageError(f"{folder} is a file; name the folder of its pack")
        if not os.path.isdir(folder):
            raise click.UsageError(f"no such folder: {folder}")
    return load_packs([Path(folder) for folder in folders]) if folders else _here(None).ruleset


def _failed(ruleset: RuleSet) -> int:
    for problem in ruleset.problems:
        complain(problem)
    return 2 if ruleset.problems else 0
