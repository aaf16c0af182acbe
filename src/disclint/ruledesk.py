"""The rules that configurations ask for, with their settings: each rule set is loaded once, each configuration made ready once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclint import duplicates
from disclint.model import DisclintError, Problem
from disclint.ownrules import BASELINE_RULES, CHANGE, EXCEPTION_RULES
from disclint.ruleset.revision import sharper_since

if TYPE_CHECKING:
    from disclint.checker import Options
    from disclint.config import Config
    from disclint.configs import Configs
    from disclint.engine import Engine
    from disclint.ruleset.load import RuleSet
    from disclint.ruleset.rule import Rule
    from disclint.sitedesk import SiteDesk

OWN_RULES = (*EXCEPTION_RULES, *BASELINE_RULES, CHANGE, *duplicates.SEVERITIES)


class Ready(NamedTuple):
    """A configuration's rules, made ready. `exemptible` holds every rule known, `active` those that are judged, `held` those
    among them that warn at most, since they are newer or stricter than the configuration's `rules_as_of`."""

    engine: Engine
    ruleset: RuleSet
    exemptible: Mapping[str, str]
    active: frozenset[str]
    held: frozenset[str] = frozenset()

    def known(self, rule: str) -> bool:
        return rule in self.exemptible or rule in OWN_RULES


class RuleDesk:
    """Answers for one configuration after another. `problems` gathers what is wrong with rules and with what configurations
    say of them.

    DisclintError where `options` names a rule that is unknown.
    """

    def __init__(self, options: Options, configs: Configs, sites: SiteDesk) -> None:
        self._options, self._configs, self._sites = options, configs, sites
        self._rulesets: dict[tuple[Path, ...], RuleSet] = {}
        self._ready: dict[int, Ready] = {}
        self.problems: list[Problem] = []

    @property
    def made_ready(self) -> tuple[Ready, ...]:
        """What was made ready so far, one for each configuration."""
        return tuple(self._ready.values())

    def ready(self, config: Config) -> Ready:
        """The rules that the configuration asks for, with its settings."""
        if id(config) not in self._ready:
            self._ready[id(config)] = self._made_ready(config)
        return self._ready[id(config)]

    def _made_ready(self, config: Config) -> Ready:
        from disclint.engine import Engine

        ruleset = self._ruleset(config)
        exemptible = dict.fromkeys(duplicates.SEVERITIES, "inline") | {r.id: r.exemptible for r in ruleset.rules}
        known = (*dict.fromkeys((*exemptible, *OWN_RULES)),)
        self._unknown_rules(config, known)
        self._unknown_disclosures(config, ruleset)
        select = selected(self._options.select, known)
        ignore = selected(self._options.ignore, known)
        off = {rule for rule, setting in config.settings.items() if setting.off}
        off |= {r for r in duplicates.OFF_BY_DEFAULT if r not in config.settings and r not in select}
        own = {r for r in OWN_RULES if (not select or r in select) and r not in ignore and r not in off}
        held = frozenset(r.id for r in ruleset.rules if _held(r, config))
        engine = Engine(ruleset, config.settings, select, ignore, own, held)
        if config.providers and (by_hand := self._sites.by_hand(config)):
            from disclint.providers import unsaid

            self.problems += unsaid(config, by_hand, engine)
        active = frozenset({r.id for r in engine.active} | own)
        return Ready(engine, ruleset, exemptible, active, held & active)

    def _ruleset(self, config: Config) -> RuleSet:
        from disclint.packs import folders
        from disclint.ruleset.load import load_packs

        wanted, problems = folders(config, self._configs.files.folder)
        self.problems += problems
        if wanted not in self._rulesets:
            self._rulesets[wanted] = load_packs(wanted)
            self.problems += self._rulesets[wanted].problems
        return self._rulesets[wanted]

    def _unknown_rules(self, config: Config, known: tuple[str, ...]) -> None:
        for rule in config.settings:
            if rule not in known:
                from disclint.ruleset.scalars import nearest

                place = config.places[f"rule {rule}"]
                self.problems.append(
                    Problem(place.path, f'no rule "{rule}"{nearest(rule, known)}', place.line, place.column)
                )

    def _unknown_disclosures(self, config: Config, ruleset: RuleSet) -> None:
        """House texts that serve no rule and no statement would never be written."""
        if not config.disclosures:
            return
        from disclint.housetexts import strangers
        from disclint.ruleset.scalars import nearest

        known = [r.id for r in ruleset.rules]
        known += [e.name for r in ruleset.rules for e in getattr(r.requirement, "elements", ())]
        for entry, name in strangers(config.disclosures, known):
            place = config.places[f"disclosure {entry}"]
            message = f'disclosures.{entry} serves no rule and no statement "{name}"{nearest(name, tuple(known))}'
            self.problems.append(Problem(place.path, message, place.line, place.column))


def _held(rule: Rule, config: Config) -> bool:
    """Whether a rule came, or was tightened, after the day whose rules the configuration has taken in, and no severity of its
    own was set for it there."""
    setting = config.settings.get(rule.id)
    day = config.rules_as_of
    return bool(day and not (setting and setting.severity) and sharper_since(rule.history, day))


def selected(asked: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The ids asked for; DisclintError with the nearest one where a rule is unknown."""
    for rule in asked:
        if rule not in known:
            from disclint.ruleset.scalars import nearest

            raise DisclintError(f'no rule "{rule}"{nearest(rule, known) or "; `disclint rules list` shows all"}')
    return asked
