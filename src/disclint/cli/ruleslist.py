"""`disclint rules list`: the rules that hold here, or all that come with disclint, as a table or as a file to keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from disclint.cli.output import write
from disclint.cli.ruleset import failed, here
from disclint.facts import JURISDICTIONS
from disclint.ruleset.rule import Json
from disclint.ruleset.words import STAGES, STATUSES

if TYPE_CHECKING:
    from disclint.ruledesk import Ready
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.pack import Pack
    from disclint.ruleset.rule import Rule

Wanted = Callable[["Rule", "Pack"], bool]


@click.command("list", short_help="List the rules that hold here.")
@click.option("--all", "all_", is_flag=True, help="Every rule of the built-in packs too, whether it holds here or not.")
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="Only this pack and those below it, such as us.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Only rules of this status.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(STAGES), help="Only rules of this stage.")
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    metavar="WORDS",
    help='Only rules on this basis (statute), of this grade (primary), or with a citation that holds it ("Rule 2210").',
)
@click.option(
    "--jurisdiction",
    "jurisdictions",
    multiple=True,
    type=click.Choice(JURISDICTIONS, case_sensitive=False),
    help="Only packs for this jurisdiction.",
)
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("--config", metavar="FILE", help="Use this configuration instead of the nearest disclint.yaml.")
def list_(all_: bool, format: str, config: str | None, **filters: tuple[str, ...]) -> int:
    """List the rules that hold here, with what the configuration changes about them.

    Of several filters each has to fit; of one that is given twice, either. The JSON holds all that the rules say: kept in a
    file, it can be compared with a later rule set (disclint rules diff).
    """
    ready = here(config)
    ruleset = everything(ready.ruleset) if all_ else ready.ruleset
    _known(filters["packs"], ruleset, all_)
    packs = {pack.id: pack for pack in ruleset.packs}
    wanted = _wanted(**filters)
    listed = [rule for rule in ruleset.rules if wanted(rule, packs[rule.pack])]
    if format == "json":
        scope = "filtered" if any(filters.values()) else "all" if all_ else "here"
        write(json.dumps(_value(listed, ruleset, ready, scope), indent=1) + "\n")
        return failed(ruleset)
    width = max((len(rule.id) for rule in listed), default=0)
    for rule in listed:
        write(f"{rule.id:{width}}  {_state(rule, ready):7}  {rule.kind:8}  {rule.title}\n")
    if not listed:
        write(f"No such rule{'' if all_ else ' holds here; --all lists those of every built-in pack'}.\n")
    return failed(ruleset)


def everything(ruleset: RuleSet) -> RuleSet:
    """A rule set and all built-in packs that it lacks."""
    from pathlib import Path

    from disclint.packs import builtin
    from disclint.ruleset.load import load_packs

    whole = load_packs([*builtin().values(), *(Path(pack.path) for pack in ruleset.packs)])
    return whole._replace(problems=tuple(dict.fromkeys((*ruleset.problems, *whole.problems))))


def _known(packs: Iterable[str], ruleset: RuleSet, all_: bool) -> None:
    for name in packs:
        if not any(_within(pack.id, name) for pack in ruleset.packs):
            from disclint.ruleset.scalars import nearest

            guess = nearest(name, tuple(pack.id for pack in ruleset.packs))
            hint = guess or ("" if all_ else "; --all looks at every built-in pack")
            raise click.UsageError(f'no pack "{name}" holds here{hint}' if not all_ else f'no pack "{name}"{hint}')


def _within(pack: str, name: str) -> bool:
    return pack == name or pack.startswith(name.rstrip("/") + "/")


def _wanted(
    packs: tuple[str, ...],
    statuses: tuple[str, ...],
    stages: tuple[str, ...],
    authorities: tuple[str, ...],
    jurisdictions: tuple[str, ...],
) -> Wanted:
    places = {name.lower() for name in jurisdictions}

    def fits(rule: Rule, pack: Pack) -> bool:
        return (
            (not packs or any(_within(rule.pack, name) for name in packs))
            and (not statuses or rule.status in statuses)
            and (not stages or rule.stage in stages)
            and (not authorities or any(_rests_on(rule, words) for words in authorities))
            and (not places or not places.isdisjoint(name.lower() for name in pack.jurisdictions))
        )

    return fits


def _rests_on(rule: Rule, words: str) -> bool:
    plain = words.lower()
    said = [rule.basis, *(a.grade for a in rule.authority)]
    return plain in said or any(plain in a.cite.lower() for a in rule.authority)


def _value(listed: list[Rule], ruleset: RuleSet, ready: Ready, scope: str) -> dict[str, Json]:
    """The list as docs/wire-format.md describes it."""
    from disclint import __version__
    from disclint.ruleset.identity import lexicon_value, set_hash, used

    packs = {pack.id: pack for pack in ruleset.packs}
    entries = [entry(rule, packs[rule.pack], ready) for rule in listed]
    judged = {(rule.id, rule.hash) for rule in ready.ruleset.rules if rule.id in ready.active}
    lexicons = sorted({name for one in entries for name in used(one["content"], ruleset.lexicons)})
    return {
        "disclint": __version__,
        "scope": scope,
        "hash": set_hash(judged) or None,
        "rules": [*entries],
        "lexicons": {name: lexicon_value(ruleset.lexicons[name]) for name in lexicons},
    }


def entry(rule: Rule, pack: Pack, ready: Ready) -> dict[str, Json]:
    """One rule as docs/wire-format.md describes it. DisclintError where its file can't be read any more."""
    from disclint.ruleset.identity import content_of
    from disclint.ruleset.revision import version

    return {
        "id": rule.id,
        "title": rule.title,
        "kind": rule.kind,
        "pack": rule.pack,
        "jurisdictions": list(pack.jurisdictions),
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
        "held": rule.id in ready.held,
        "version": version(rule.history) or None,
        "hash": rule.hash,
        "history": [one._asdict() for one in rule.history],
        "content": content_of(rule),
    }


def _state(rule: Rule, ready: Ready) -> str:
    setting = ready.engine.book.settings.get(rule.id)
    if rule.id not in ready.active:
        return "off"
    return (setting.severity if setting else None) or rule.severity
