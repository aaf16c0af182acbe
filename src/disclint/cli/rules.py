"""`disclint rules`: the rules themselves: listed, compared, tested by their examples, described as a schema, profiled."""

from __future__ import annotations

import json

import click

from disclint.cli.output import write
from disclint.cli.rulesdiff import diff
from disclint.cli.ruleset import failed, here, loaded
from disclint.cli.ruleslist import list_
from disclint.report import FINE_PRINT


@click.group(epilog=FINE_PRINT, short_help="List, test and describe the rules.")
def rules() -> None:
    """The rules: what they are, whether they hold what their examples promise, and what a rule file may say."""


rules.add_command(list_)
rules.add_command(diff)


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

    ruleset = loaded(folders)
    what = proof(folders, ruleset, examples_only=examples_only)
    wrong = told(ruleset, prove_all(what, jobs))
    if coverage:
        from disclint.proving.coverage import report

        write("".join(f"{line}\n" for line in report(what)))
    return failed(ruleset) or int(wrong > 0)


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

    ready = here()
    for line in anchors(ready.ruleset):
        write(line + "\n")
    for line in timings(paths) if paths else ():
        write(line + "\n")
    return failed(ready.ruleset)


@rules.command("guards", short_help="List what can excuse a banned phrase.")
def guards() -> int:
    """List the guards that excuse a banned phrase, by the names that rules use."""
    from disclint.kinds.guards import GUARDS

    width = max(map(len, GUARDS))
    write("".join(f"{name:{width}}  {meaning}\n" for name, meaning in GUARDS.items()))
    return 0
