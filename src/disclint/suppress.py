"""Exceptions in the document itself: `<!-- disclint: allow RULE[#element] "reason" [by=… until=YYYY-MM-DD] -->`, in any
comment, or the list `disclint:` in front matter.

One in front matter or at the top of a document holds for all of it, any other for the block it stands in or right before. A
reason is mandatory, and one that is malformed, unknown, expired or unused is a finding itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Literal, NamedTuple

from disclint.document import Document, Passage
from disclint.model import DocumentReport, Exemption, Finding, Lines, Severity, Span, Suppressed

SEVERITY: Severity = "warning"
FORM = 'write: disclint: allow RULE "reason" until=YYYY-MM-DD (the last part may be left out)'

REGISTER = "disclint-exceptions.yaml"
NO_REASON = "it gives no reason in quotation marks"

_START = re.compile(r"(?<!\S)disclint:\s*")
_ALLOW = re.compile(r"allow\s+([\w.-]+)(?:#([\w-]+))?(?:\s+[\"“”„']([^\"“”\n]{0,1000})[\"“”'])?([^\n]{0,200})")
_OPTION = re.compile(r"\s*(by|until)=(\"[^\"]*\"|[^\s\"]+)")
_LINE = re.compile(r"[\r\n]")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Exception_(NamedTuple):
    """One directive. `span` is its place, `scope` what it covers, both in source offsets; `flaw` says what is wrong."""

    rule: str
    element: str
    reason: str
    by: str
    until: str
    span: Span
    scope: Span
    flaw: str = ""
    front: bool = False


class _Verdict(NamedTuple):
    rule: str
    message: str
    fix: str


def apply(
    document: Document,
    report: DocumentReport,
    exemptible: Mapping[str, str],
    *,
    active: Collection[str] | None = None,
    as_of: str = "",
) -> DocumentReport:
    """The report with excepted findings moved to `suppressed`, and a finding for each exception that doesn't hold.

    `exemptible` maps every known rule to inline, register or never. `active` holds the rules that this run judges
    (None: all), so that leaving a rule out doesn't make its exceptions unused. `as_of` is an ISO date; empty: nothing
    expires.
    """
    exceptions = tuple(exceptions_in(document))
    index = _Index(e for e in exceptions if not e.flaw and not _expired(e, as_of))
    kept: list[Finding] = []
    held: list[tuple[Finding, Exception_]] = []
    used: set[Exception_] = set()
    for finding in report.findings:
        exception = index.find(finding) if exemptible.get(finding.rule) == "inline" else None
        if exception is None:
            kept.append(finding)
        else:
            used.add(exception)
            held.append((finding, exception))
    lines = Lines(document.source.text)
    granted = {exception: exemption(exception, document, lines) for exception in used}
    suppressed = [Suppressed(finding, granted[e].said, granted[e]) for finding, e in held]
    for exception in exceptions:
        verdict = _verdict(exception, exemptible, active, as_of, exception in used)
        if verdict and (active is None or verdict.rule in active):
            kept.append(_finding(exception, verdict, document, lines))
    kept.sort(key=lambda f: f.span)
    return report._replace(findings=tuple(kept), suppressed=(*report.suppressed, *suppressed))


class _Index:
    """Finds the innermost exception that covers a finding without going through all of them."""

    def __init__(self, exceptions: Iterable[Exception_]) -> None:
        self._by_rule: dict[str, list[Exception_]] = {}
        for exception in sorted(exceptions, key=lambda e: e.scope):
            self._by_rule.setdefault(exception.rule, []).append(exception)
        self._reach = {
            rule: list(accumulate((e.scope.end for e in group), max)) for rule, group in self._by_rule.items()
        }

    def find(self, finding: Finding) -> Exception_ | None:
        at = finding.span.start
        group = self._by_rule.get(finding.rule, [])
        for i in range(bisect_right(group, at, key=lambda e: e.scope.start) - 1, -1, -1):
            if self._reach[finding.rule][i] < at:
                return None
            if group[i].scope.end >= at and group[i].element in ("", finding.element):
                return group[i]
        return None


def _expired(exception: Exception_, as_of: str) -> bool:
    return bool(exception.until and as_of and exception.until < as_of)


def exemption(exception: Exception_, document: Document, lines: Lines) -> Exemption:
    """The exception as reports show it."""
    rule, element, reason, by, until, span, *_ = exception
    source: Literal["comment", "front matter"] = "front matter" if exception.front else "comment"
    line, column = lines.place(span.start)
    return Exemption(rule, element, reason, by, until, "", source, document.source.path, line, column)


def _finding(exception: Exception_, verdict: _Verdict, document: Document, lines: Lines) -> Finding:
    source, span = document.source, exception.span
    excerpt = " ".join(source.text[span.start : span.end].split())
    return Finding(
        rule=verdict.rule,
        element=None,
        state="invalid",
        severity=SEVERITY,
        message=verdict.message,
        path=source.path,
        span=span,
        position=lines.position(span),
        excerpt=excerpt,
        fix=verdict.fix,
        basis="house",
        fingerprint=_fingerprint(verdict.rule, excerpt),
    )


def _verdict(
    exception: Exception_, exemptible: Mapping[str, str], active: Collection[str] | None, as_of: str, used: bool
) -> _Verdict | None:
    rule = exception.rule
    if exception.flaw:
        return _Verdict("invalid-exception", f"this exception does not hold: {exception.flaw}", FORM)
    if rule not in exemptible:
        message = f'this exception names no rule: "{rule}"{_meant(rule, exemptible)}'
        return _Verdict("unknown-exception", message, "correct the rule's id")
    if used or (active is not None and rule not in active):
        return None
    if exemptible[rule] == "register":
        message = f"exceptions for {rule} are granted only in the register of exceptions"
        return _Verdict("invalid-exception", message, f"enter it into {REGISTER}, or mend what the rule finds")
    if exemptible[rule] == "never":
        return _Verdict("invalid-exception", f"{rule} allows no exceptions", "mend what the rule finds")
    if _expired(exception, as_of):
        message = f"this exception for {rule} ended on {exception.until}"
        return _Verdict("expired-exception", message, "mend the text, or renew the exception")
    name = f"{rule}#{exception.element}" if exception.element else rule
    return _Verdict("unused-exception", f"there is nothing here that {name} would find", "remove the exception")


def _meant(rule: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(rule, sorted(known), 1)
    return f'; did you mean "{close[0]}"?' if close else ""


def _fingerprint(rule: str, words: str) -> str:
    from disclint.digests import sha256

    return sha256(f"{rule}\n\n{words.casefold()}\n0".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def exceptions_in(document: Document) -> Iterator[Exception_]:
    """Every exception that the document grants itself, well made or not: those of front matter first."""
    if "disclint" in document.front:
        from disclint.frontexceptions import listed

        yield from listed(document)
    scopes = _Scopes(document)
    for passage in document.shadow:
        if passage.kind == "comment":
            starts = [m.span() for m in _START.finditer(passage.text)]
            ends = [start for start, _ in starts[1:]] + [len(passage.text)]
            for i, (start, body) in enumerate(starts):
                yield _read(passage, start, body, ends[i], scopes)


def _read(passage: Passage, start: int, body: int, stop: int, scopes: _Scopes) -> Exception_:
    match = _ALLOW.match(passage.text, body, stop)
    end = match.end() if match else stop
    span = passage.map.source_span(start, start + len(passage.text[start:end].rstrip()))
    scope = scopes.at(span)
    if match is None:
        return Exception_("", "", "", "", "", span, scope, 'only "allow RULE" is understood here')
    rule, element, reason, rest = (part or "" for part in match.groups())
    options = {name: value.strip('"') for name, value in _OPTION.findall(rest)}
    until = options.get("until", "")
    flaw = flaw_of(reason, until, _OPTION.sub("", rest).strip())
    return Exception_(rule, element, reason.strip(), options.get("by", ""), until, span, scope, flaw)


def flaw_of(reason: str, until: str, rest: str = "") -> str:
    """What is wrong with an exception; empty where nothing is. `rest` are words that mean nothing."""
    if not reason.strip():
        return NO_REASON
    if until and not is_date(until):
        return f'until="{until}" is no date like 2030-12-31'
    return f'"{rest}" is not understood' if rest.strip("-*/#%} \t>") else ""


def is_date(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if not match:
        return False
    from datetime import date

    try:
        date(*map(int, match.groups()))
    except ValueError:
        return False
    return True


class _Scopes:
    """What a directive at some place covers, in source offsets."""

    def __init__(self, document: Document) -> None:
        self._text = document.source.text
        self._size = len(self._text)
        self._blocks = sorted((*document.source_span(b.start, b.end), b.start) for b in document.blocks)
        self._first = document.source_span(0, 1).start if document.blocks else self._size
        self._ends = {
            m.start: document.source_span(m.start, m.end).end
            for m in reversed(document.marks)
            if m.kind in ("table", "list", "quote")
        }

    def at(self, span: Span) -> Span:
        """All where no text stands before it; else the block whose text or last line it stands in; else from it to the
        end of the next block, or of the table, list or quotation that starts there."""
        if span.end <= self._first:
            return Span(0, self._size)
        i = bisect_right(self._blocks, span.start, key=lambda b: b[0])
        if i and (span.start < self._blocks[i - 1][1] or self._trails(self._blocks[i - 1][1], span.start)):
            return Span(*self._blocks[i - 1][:2])
        if i == len(self._blocks):
            return Span(span.start, self._size)
        _, end, at = self._blocks[i]
        return Span(span.start, max(end, self._ends.get(at, end)))

    def _trails(self, end: int, start: int) -> bool:
        """Whether a comment at `start` closes the line of a block whose text ended at `end`."""
        from disclint.formats.elements import BLOCK

        gap = self._text[end:start] if start - end < 500 else "\n"
        return not _LINE.search(gap) and not any(name.lower() in BLOCK for name in _TAG.findall(gap))
