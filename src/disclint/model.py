"""The values that pass between the stages: spans, findings, problems, reports.

Everything here is frozen at birth. Offsets are code points: into the decoded source (after a byte order mark, new
lines untouched) where a name says *source*, into the readable text of a document otherwise. `end` is exclusive.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from disclint.evidence import Applied, Basis, Card, Mending, New

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")

LINE_END = re.compile(r"\r\n|\r|\n")


class DisclintError(Exception):
    """What the tool could not do, with its place; caught once, at the boundary, and shown as `path:line:column: message`.

    `line` and `column` start at 1 and are None where there is no place inside the file.
    """

    def __init__(self, message: str, path: str = "", line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.problem = Problem(path, message, line, column)


class Problem(NamedTuple):
    """Something the tool failed to judge: exit code 2."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part not in (None, ""))
        return f"{place}: {self.message}" if place else self.message


class Span(NamedTuple):
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """Lines and columns start at 1; `end_column` is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """Turns source offsets into lines and columns; lines end at CR LF, LF or a lone CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def position(self, span: Span) -> Position:
        line, column = self.place(span.start)
        end_line, end_column = self.place(max(span.start, span.end))
        return Position(line, column, end_line, end_column)

    def offset(self, line: int) -> int:
        """The source offset where that line (from 1) starts; IndexError where there is no such line."""
        return self._starts[line - 1]

    def __len__(self) -> int:
        return len(self._starts)


class Source(NamedTuple):
    """One file, decoded. `path` is what reports print: relative to the working directory, with `/`."""

    path: str
    text: str
    encoding: str = "utf-8"


class Related(NamedTuple):
    """A second place that explains a finding; in the same document where `path` is empty."""

    message: str
    position: Position
    path: str = ""


class Edit(NamedTuple):
    """Characters of a finding's file that `text` would take the place of; `span` is in source offsets."""

    span: Span
    position: Position
    text: str


class Finding(NamedTuple):
    """One thing to mend, complete when made. `span` is in source offsets, `position` is the same in lines and columns.
    `fix` says in words what would mend it; `edits` do mend it.

    `state`: missing, broken, misplaced, drifted, wrong-entity, forbidden, unsourced, dangling, unused, incomplete,
    conflicting, stale, invalid, duplicate, inline.
    """

    rule: str
    element: str | None
    state: str
    severity: Severity
    message: str
    path: str
    span: Span
    position: Position
    excerpt: str
    fix: str | None = None
    looked_for: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    citation: str = ""
    basis: str = ""
    why: str = ""
    fingerprint: str = ""
    edits: tuple[Edit, ...] = ()


class Undecided(NamedTuple):
    """What the tool can't know, said once with its cause and what would decide it."""

    path: str
    cause: str
    message: str
    line: int | None = None
    column: int | None = None
    rules: tuple[str, ...] = ()
    documents: int = 1


class Exemption(NamedTuple):
    """An exception that somebody granted, as written at `path:line:column`. `element` is empty where it holds for the whole rule;
    `until` and `date` (of the day when it was granted) are ISO dates, or empty."""

    rule: str
    element: str
    reason: str
    approved_by: str = ""
    until: str = ""
    date: str = ""
    source: Literal["comment", "front matter", "register"] = "comment"
    path: str = ""
    line: int = 1
    column: int = 1

    @property
    def name(self) -> str:
        return f"{self.rule}#{self.element}" if self.element else self.rule

    @property
    def said(self) -> str:
        """The reason, with who and until when in brackets."""
        more = [f"by {self.approved_by}" if self.approved_by else "", f"until {self.until}" if self.until else ""]
        extra = ", ".join(m for m in more if m)
        return f"{self.reason} ({extra})" if extra else self.reason


class Suppressed(NamedTuple):
    """A finding that an exception holds back, with the reason given and the exception itself."""

    finding: Finding
    reason: str
    exemption: Exemption | None = None


class SiteWord(NamedTuple):
    """What one document says to a rule that a whole site satisfies once: the element is said, or it is owed (`finding`)."""

    rule: str
    element: str
    said: bool
    finding: Finding | None = None


class Statement(NamedTuple):
    """What became of one statement (of one legend, where `element` is empty) in a document.

    `outcome`: said, with its place and the way to it where a template brings it (`via`); undecided; or broken in a template,
    where the finding is. What is missing or broken in the document is a finding and not here. `owed`: the document has to say it.
    """

    rule: str
    element: str
    outcome: Literal["said", "undecided", "template"]
    owed: bool = True
    path: str = ""
    position: Position | None = None
    via: str = ""


class DocumentReport(NamedTuple):
    """All that one document yields. `fail_on` is what its configuration says of failing, empty where it doesn't.

    `template` marks what was found in a template (or another file whose text templates print); `templates` holds such
    reports of what this document receives. `site` is what it says to rules for whole sites. `baselined` are the
    findings that a baseline knows, `older` those that a comparison with git leaves out. `type` is the kind of document, where it
    is known, `format` the one that it was read in (empty for a template).

    Only where a report asks for them: `statements` that rules ask for; `texts`, the files that its places lie in; `applied`, a
    word for each rule, and `sha256`, that of the document's bytes.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    problems: tuple[Problem, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    rules_run: tuple[str, ...] = ()
    fail_on: str = ""
    template: bool = False
    templates: tuple[DocumentReport, ...] = ()
    site: tuple[SiteWord, ...] = ()
    statements: tuple[Statement, ...] = ()
    texts: tuple[Source, ...] = ()
    baselined: tuple[Finding, ...] = ()
    older: tuple[Finding, ...] = ()
    type: str = ""
    applied: tuple[Applied, ...] = ()
    sha256: str = ""
    format: str = ""


class Report(NamedTuple):
    """All that a run yields, in the order of paths and places. `skipped` counts files left out by default, per reason.
    `rules` are those that were judged by, `ruleset` the hash of them all, where a report asks for them. `held` are the rules
    that warn at most, since they are newer or stricter than `rules_as_of`, an ISO date (the earliest, where there are several).
    `new` are the exceptions that a change brings in, where the policy of a commit judges; `basis` is what was judged by, where a
    record asks for it. `mended` says what a run that mends did."""

    documents: tuple[DocumentReport, ...]
    problems: tuple[Problem, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    rules: tuple[Card, ...] = ()
    ruleset: str = ""
    held: tuple[str, ...] = ()
    rules_as_of: str = ""
    new: tuple[New, ...] = ()
    basis: Basis | None = None
    mended: tuple[Mending, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for d in self.documents for f in d.findings)

    @property
    def baselined(self) -> tuple[Finding, ...]:
        return tuple(f for d in self.documents for f in d.baselined)

    @property
    def older(self) -> tuple[Finding, ...]:
        return tuple(f for d in self.documents for f in d.older)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return (*self.problems, *(p for d in self.documents for p in d.problems))

    @property
    def all_undecided(self) -> tuple[Undecided, ...]:
        return (*self.undecided, *(u for d in self.documents for u in d.undecided))
