"""Judges one file after another: its configuration, its rules, its text. Each rule set is made ready once."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from disclint.config import Config
from disclint.configs import Configs
from disclint.discover import File
from disclint.document import Document, Field
from disclint.facts import Facts
from disclint.formats import EXTENSIONS
from disclint.model import DisclintError, DocumentReport, Problem, Source, Span, Undecided
from disclint.ruledesk import Ready, RuleDesk
from disclint.sitedesk import SiteDesk

if TYPE_CHECKING:
    from disclint.policyfiles import PolicyFiles
    from disclint.templates import Received

T = TypeVar("T")
NOWHERE = Span(0, 0)
MARKER = "disclint:"  # what every inline exception begins with


class Options(NamedTuple):
    """What a run is asked for. Dates are ISO; `as_of` replaces the day that rules, drafts and exceptions are judged by,
    `today` is that day where nothing else says it. `firm` replaces the configured types. `jobs` 0: as many as help. `wants`
    is what reports ask for beside the findings: rules, statements, texts, edits. `baseline` replaces the configured one ("none":
    there is none); with `ratchet` it may only shrink. `diff` is a git commit: only what is new since then is told.
    `policy_from` is a git commit too: its configuration, rules, registers and baseline judge. With `cache`, results of earlier
    runs are used and kept."""

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
    policy_from: str = ""
    cache: bool = False


class Opened(NamedTuple):
    """One document, parsed: what is known of it, what it gets from its site (None: its templates are not read), and what is
    to be said of that site now."""

    document: Document
    facts: Facts
    received: Received | None = None
    notes: tuple[Undecided, ...] = ()


class Checker:
    """Gathers in `problems` what is wrong with rules and configurations.

    DisclintError where `options` names a rule that is unknown. `files` says where the policy is read from, where the options
    don't.
    """

    def __init__(self, options: Options, files: PolicyFiles | None = None) -> None:
        self.options = options
        self.configs = Configs(options.config, options.baseline, files or _files(options))
        self.sites = SiteDesk(self.configs, options.as_of or options.today)
        self.rules = RuleDesk(options, self.configs, self.sites)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(map(self.configs.files.told, (*self.configs.problems, *self.rules.problems, *self.sites.problems)))

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
        mark = ""
        if self._recording:
            from disclint.read import hashed

            data, mark = hashed(file.path, file.name, data)
        report = attempt(file, lambda: self._judged(file, data, config))
        if isinstance(report, Problem):
            report = DocumentReport(file.name, problems=(report,))
        return report._replace(fail_on=config.fail_on, sha256=mark)

    @property
    def _recording(self) -> bool:
        return "record" in self.options.wants

    def plain(self, file: File, source: Source) -> DocumentReport:
        """The report on a text that the file might have, without what reports ask for beside the findings. DisclintError
        where it can't be judged."""
        return self._found(file, source, self.configs.of(file.path), told=False)[1]

    def _judged(self, file: File, data: bytes | None, config: Config) -> DocumentReport:
        document, report = self._found(file, data, config)
        if "edits" in self.options.wants and report.findings and config.disclosures:
            from disclint.fixing.proposals import proposed

            report = proposed(self, file, document.source, report)
        return self.completed(document.source, report)

    def _found(
        self, file: File, data: bytes | Source | None, config: Config, *, told: bool = True
    ) -> tuple[Document, DocumentReport]:
        """The document and its report; what is wrong with its templates and its site only with `told`."""
        ready = self.ready(config)
        document, facts, received, notes = self.opened(file, data)
        stated = "statements" in self.options.wants
        report = ready.engine.check(document, facts, received, told=stated, recorded=self._recording)
        if received is not None and told:
            from disclint.templates import judged

            templates = judged(ready.engine, received.provisions, facts, partial(self._excepted, ready))
            report = report._replace(templates=templates, undecided=(*report.undecided, *notes))
        return document, self._excepted(ready, document, report)._replace(type=facts.document, format=document.format)

    def recalled(self, file: File, report: DocumentReport) -> DocumentReport:
        """A report of an earlier run as this run asks for it."""
        if "texts" not in self.options.wants:
            return report
        read = attempt(file, lambda: self._source(file, None))
        return report._replace(problems=(read,)) if isinstance(read, Problem) else self.completed(read, report)

    def completed(self, source: Source, report: DocumentReport) -> DocumentReport:
        """The report with the texts that its places lie in, where a report of the run asks for them."""
        if "texts" not in self.options.wants:
            return report
        from disclint.texts import texts

        return report._replace(texts=texts(source, report))

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

    def opened(self, file: File, data: bytes | Source | None = None) -> Opened:
        """The file parsed, or what it might hold, with what is known of it. DisclintError where it can't be
        read."""
        from disclint.formats import parse

        document = parse(self._source(file, data), file.format)
        config = self.configs.of(file.path)
        front = {name: field.value for name, field in document.front.items()}
        as_of = self.options.as_of or self.options.today
        desk = self.sites.answer(document, file.path)
        facts = config.facts(file.path, front, firm=self.options.firm, as_of=as_of, site=desk.unread, known=desk.facts)
        if desk.facts and desk.facts.inherited:
            inherited = {name: Field(value, NOWHERE, NOWHERE) for name, value in desk.facts.inherited.items()}
            document = document._replace(front={**inherited, **document.front})
        return Opened(document, facts, desk.received, desk.notes)

    def ready(self, config: Config) -> Ready:
        """The rules that the configuration asks for, with its settings."""
        return self.rules.ready(config)

    def _source(self, file: File, data: bytes | Source | None) -> Source:
        if isinstance(data, Source):
            return data
        from disclint.read import decode, read

        if data is not None:
            return decode(data, file.name, self.options.encoding)
        return read(file.path, encoding=self.options.encoding, name=file.name)


def _files(options: Options) -> PolicyFiles | None:
    if not options.policy_from:
        return None
    from disclint.policyfrom import PolicyFrom

    return PolicyFrom(options.policy_from, options.config)


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


def format_of(name: str) -> str | None:
    """The format that a file's extension stands for."""
    return EXTENSIONS.get(os.path.splitext(name)[1].lower())


def _defect(error: Exception) -> str:
    import traceback

    frames = [f for f in traceback.extract_tb(error.__traceback__) if "disclint" in f.filename]
    where = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"internal error{where} ({type(error).__name__}: {error}); please report it with this document"
