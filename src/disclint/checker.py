"""Judges one file after another: its configuration, its rules, its text. Each rule set is made ready once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from disclint import duplicates
from disclint.config import Config
from disclint.configs import Configs
from disclint.discover import File
from disclint.document import Document, Field
from disclint.facts import Facts
from disclint.formats import EXTENSIONS
from disclint.model import DisclintError, DocumentReport, Problem, Source, Span, Undecided
from disclint.ownrules import BASELINE_RULES, EXCEPTION_RULES
from disclint.sitedesk import SiteDesk

if TYPE_CHECKING:
    from disclint.engine import Engine
    from disclint.ruleset.load import RuleSet
    from disclint.templates import Received

T = TypeVar("T")
NOWHERE = Span(0, 0)
MARKER = "disclint:"  # what every inline exception begins with
OWN_RULES = (*EXCEPTION_RULES, *BASELINE_RULES, *duplicates.SEVERITIES)


class Options(NamedTuple):
    """What a run is asked for. Dates are ISO; `as_of` replaces the day that rules, drafts and exceptions are judged by,
    `today` is that day where nothing else says it. `firm` replaces the configured types. `jobs` 0: as many as help. `wants`
    is what reports ask for beside the findings: rules, statements, texts. `baseline` replaces the configured one ("none":
    there is none); with `ratchet` it may only shrink. `diff` is a git commit: only what is new since then is told."""

    config: str | None = None
    firm: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    as_of: str = ""
    today: str = ""
    jobs: int = 1
    input_format: str | None = None
    encoding: str | None = None
    force_exclude: bool = False
    wants: frozenset[str] = frozenset()
    baseline: str = ""
    ratchet: bool = False
    diff: str = ""


class Ready(NamedTuple):
    """A configuration's rules, made ready. `exemptible` holds every rule known, `active` those that are judged."""

    engine: Engine
    ruleset: RuleSet
    exemptible: Mapping[str, str]
    active: frozenset[str]

    def known(self, rule: str) -> bool:
        return rule in self.exemptible or rule in OWN_RULES


class Opened(NamedTuple):
    """One document, parsed: what is known of it, what it gets from its site (None: its templates are not read), and what is
    to be said of that site now."""

    document: Document
    facts: Facts
    received: Received | None = None
    notes: tuple[Undecided, ...] = ()


class Checker:
    """Gathers in `problems` what is wrong with rules and configurations.

    DisclintError where `options` names a rule that is unknown.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.configs = Configs(options.config, options.baseline)
        self._rule_problems: list[Problem] = []
        self._rulesets: dict[tuple[Path, ...], RuleSet] = {}
        self._ready: dict[int, Ready] = {}
        self.sites = SiteDesk(self.configs, options.as_of or options.today)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.configs.problems, *self._rule_problems, *self.sites.problems)

    @property
    def made_ready(self) -> tuple[Ready, ...]:
        """What was made ready so far, one for each configuration."""
        return tuple(self._ready.values())

    def prepare(self, file: File) -> bool:
        """Makes ready what the file needs, so that processes forked later share it; False where it can't be judged
        because its configuration is broken, which is a problem already."""
        config = self.configs.of(file.path)
        return not config.broken and bool(self.ready(config))

    def site_file(self, path: str) -> str:
        """The configuration file of the site that the document belongs to, as printed, or empty."""
        from disclint.discover import printed

        found = self.sites.site(path).path
        return printed(found) if found else ""

    def check(self, file: File, data: bytes | None = None) -> DocumentReport:
        """The document's findings less the excepted ones; whatever fails is a problem of this document alone."""
        config = self.configs.of(file.path)
        report = attempt(file, lambda: self._judged(file, data, config))
        if isinstance(report, Problem):
            report = DocumentReport(file.name, problems=(report,))
        return report._replace(fail_on=config.fail_on)

    def _judged(self, file: File, data: bytes | None, config: Config) -> DocumentReport:
        ready = self.ready(config)
        document, facts, received, notes = self.opened(file, data)
        report = ready.engine.check(document, facts, received, told="statements" in self.options.wants)
        if received is not None:
            from disclint.templates import judged

            templates = judged(ready.engine, received.provisions, facts, partial(self._excepted, ready))
            report = report._replace(templates=templates, undecided=(*report.undecided, *notes))
        report = self._excepted(ready, document, report)._replace(type=facts.document, format=document.format)
        return self.completed(document, report)

    def completed(self, document: Document, report: DocumentReport) -> DocumentReport:
        """The report with the texts that its places lie in, where a report of the run asks for them."""
        if "texts" not in self.options.wants:
            return report
        from disclint.texts import texts

        return report._replace(texts=texts(document, report))

    def excepted(self, file: File, document: Document, report: DocumentReport) -> DocumentReport:
        """The report without what comments in the document except, as its configuration has it."""
        return self._excepted(self.ready(self.configs.of(file.path)), document, report)

    def _excepted(self, ready: Ready, document: Document, report: DocumentReport) -> DocumentReport:
        """The report without what the document's own comments and front matter except."""
        if MARKER not in document.source.text and "disclint" not in document.front:
            return report
        from disclint.suppress import apply

        as_of = self.options.as_of or self.options.today
        return apply(document, report, ready.exemptible, active=ready.active, as_of=as_of)

    def opened(self, file: File, data: bytes | None = None) -> Opened:
        """The file parsed, with what is known of it. DisclintError where it can't be read."""
        from disclint.formats import parse

        document = parse(self._source(file, data), file.format)
        config = self.configs.of(file.path)
        front = {name: field.value for name, field in document.front.items()}
        as_of = self.options.as_of or config.rules_as_of or self.options.today
        # Rules pinned to a day don't make drafts of what is published later.
        today = self.options.as_of or self.options.today
        desk = self.sites.answer(document, file.path)
        facts = config.facts(
            file.path, front, firm=self.options.firm, as_of=as_of, today=today, site=desk.unread, known=desk.facts
        )
        if desk.facts and desk.facts.inherited:
            inherited = {name: Field(value, NOWHERE, NOWHERE) for name, value in desk.facts.inherited.items()}
            document = document._replace(front={**inherited, **document.front})
        return Opened(document, facts, desk.received, desk.notes)

    def _source(self, file: File, data: bytes | None) -> Source:
        from disclint.read import decode, read

        if data is not None:
            return decode(data, file.name, self.options.encoding)
        return read(file.path, encoding=self.options.encoding, name=file.name)

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
        select = selected(self.options.select, known)
        ignore = selected(self.options.ignore, known)
        off = {rule for rule, setting in config.settings.items() if setting.off}
        off |= {r for r in duplicates.OFF_BY_DEFAULT if r not in config.settings and r not in select}
        own = {r for r in OWN_RULES if (not select or r in select) and r not in ignore and r not in off}
        engine = Engine(ruleset, config.settings, select, ignore, own)
        if config.providers and (by_hand := self.sites.by_hand(config)):
            from disclint.providers import unsaid

            self._rule_problems += unsaid(config, by_hand, engine)
        return Ready(engine, ruleset, exemptible, frozenset({r.id for r in engine.active} | own))

    def _ruleset(self, config: Config) -> RuleSet:
        from disclint.packs import folders
        from disclint.ruleset.load import load_packs

        wanted, problems = folders(config)
        self._rule_problems += problems
        if wanted not in self._rulesets:
            self._rulesets[wanted] = load_packs(wanted)
            self._rule_problems += self._rulesets[wanted].problems
        return self._rulesets[wanted]

    def _unknown_rules(self, config: Config, known: tuple[str, ...]) -> None:
        for rule in config.settings:
            if rule not in known:
                from disclint.ruleset.scalars import nearest

                place = config.places[f"rule {rule}"]
                self._rule_problems.append(Problem(place.path, f'no rule "{rule}"{nearest(rule, known)}', *place[1:]))


def attempt(file: File, work: Callable[[], T]) -> T | Problem:
    """What `work` gives, or why it failed: a defect in one document must not hide the findings in all others."""
    try:
        return work()
    except DisclintError as error:
        return error.problem
    except RecursionError:
        return Problem(file.name, "nested too deeply to be read")
    except Exception as error:
        return Problem(file.name, _defect(error))


def selected(asked: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The ids asked for; DisclintError with the nearest one where a rule is unknown."""
    for rule in asked:
        if rule not in known:
            from disclint.ruleset.scalars import nearest

            raise DisclintError(f'no rule "{rule}"{nearest(rule, known) or "; `disclint rules list` shows all"}')
    return asked


def format_of(name: str) -> str | None:
    """The format that a file's extension stands for."""
    return EXTENSIONS.get(os.path.splitext(name)[1].lower())


def _defect(error: Exception) -> str:
    import traceback

    frames = [f for f in traceback.extract_tb(error.__traceback__) if "disclint" in f.filename]
    where = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"internal error{where} ({type(error).__name__}: {error}); please report it with this document"
