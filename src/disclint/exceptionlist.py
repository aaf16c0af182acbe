"""Every exception in a repository: what it allows and why, who allowed it, how old it is, and whether anything needs it."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disclint.checker import Checker, attempt
from disclint.discover import File, work_tree
from disclint.exceptionsrun import expired, registers
from disclint.git import Git
from disclint.model import Exemption, Lines, Problem, Report
from disclint.ruleset.rule import Json

if TYPE_CHECKING:
    from disclint.api import Judged

COLUMNS = (
    "rule", "element", "state", "findings", "reason", "approved_by", "since", "age", "until", "source", "path", "line",
    "column", "covers",
)  # fmt: skip
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


class Listed(NamedTuple):
    """`state`: used, unused, expired, unknown (no such rule), refused (the rule takes no exception there) or invalid (with
    the reason in `flaw`). `findings` are those it holds back; `since` is an ISO date or empty, `age` in days (-1: unknown).
    `covers` says which documents an entry of a register is for."""

    exemption: Exemption
    state: str
    findings: int = 0
    since: str = ""
    age: int = -1
    covers: str = ""
    flaw: str = ""


def listing(judged: Judged, today: str) -> tuple[Listed, ...]:
    """The exceptions of a run over documents, in the order of paths and places. `today` is an ISO date."""
    report, checker = judged.report, judged.checker
    used = Counter(s.exemption for d in report.documents for s in d.suppressed if s.exemption)
    since = _Since()
    made = [*_own(checker, judged.files, used, today), *_registered(report, checker, used, today)]
    unique = {(one.exemption, one.covers): one for one in made}.values()
    ordered = sorted(unique, key=lambda one: (one.exemption.path.split("/"), one.exemption.line, one.exemption.column))
    return tuple(_aged(one, since(one.exemption), today) for one in ordered)


def _own(checker: Checker, files: Iterable[File], used: Mapping[Exemption, int], today: str) -> Iterator[Listed]:
    """What documents grant themselves, and the texts that templates print."""
    for file in files:
        found = attempt(file, lambda file=file: tuple(_in_document(checker, file)))  # type: ignore[misc]
        if not isinstance(found, Problem):
            exemptible = checker.ready(checker.configs.of(file.path)).exemptible
            for said, flaw in found:
                state = "invalid" if flaw else _state(said, used, exemptible, today, ("inline",))
                yield Listed(said, state, used.get(said, 0), flaw=flaw)
    inside = {file.name for file in files}
    yield from (
        Listed(said, "used", number)
        for said, number in used.items()
        if said.source != "register" and said.path not in inside
    )


def _in_document(checker: Checker, file: File) -> Iterator[tuple[Exemption, str]]:
    from disclint.suppress import exceptions_in, exemption

    with open(file.path, "rb") as content:
        if b"disclint" not in content.read().replace(b"\0", b""):  # in UTF-16 too
            return
    document = checker.opened(file).document
    lines = Lines(document.source.text)
    for exception in exceptions_in(document):
        yield exemption(exception, document, lines), exception.flaw


def _registered(report: Report, checker: Checker, used: Mapping[Exemption, int], today: str) -> Iterator[Listed]:
    for path, register in registers(report, checker).items():
        exemptible = checker.ready(checker.configs.of(path)).exemptible
        for entry in register.entries:
            said = entry.exemption
            state = _state(said, used, exemptible, today, ("inline", "register"))
            yield Listed(said, state, used.get(said, 0), covers=" ".join((*entry.paths, *entry.documents)))


def _state(
    said: Exemption, used: Mapping[Exemption, int], exemptible: Mapping[str, str], today: str, where: Sequence[str]
) -> str:
    if said.rule not in exemptible:
        return "unknown"
    if exemptible[said.rule] not in where:
        return "refused"
    if expired(said, today):
        return "expired"
    return "used" if used.get(said) else "unused"


class _Since:
    """Since when a line stands in its file, as git tells; empty where it can't."""

    def __init__(self) -> None:
        self._days: dict[str, Callable[[int], str]] = {}

    def __call__(self, said: Exemption) -> str:
        if said.path not in self._days:
            self._days[said.path] = _blamed(os.path.abspath(said.path))
        return self._days[said.path](said.line) or said.date


def _blamed(path: str) -> Callable[[int], str]:
    top = work_tree(os.path.dirname(path))
    lines = (Git(top).ask("blame", "--line-porcelain", "--", path) if top else None) or b""
    days: dict[int, str] = {}
    line, day, edge = 0, "", False
    for said in lines.split(b"\n"):
        words = said.split(b" ")
        if said.startswith(b"\t"):
            days[line] = "" if edge else day
            edge = False
        elif len(words[0]) == 40 and len(words) >= 3 and words[2].isdigit():
            line, edge = int(words[2]), not words[0].strip(b"0")
        elif words[0] == b"committer-time":
            day = _day(int(words[1]))
        elif words[0] == b"boundary":
            edge = Git(top).shallow
    return lambda number: days.get(number, "")


def _day(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def _aged(one: Listed, since: str, today: str) -> Listed:
    from datetime import date

    if not since:
        return one
    return one._replace(since=since, age=max(0, (date.fromisoformat(today) - date.fromisoformat(since)).days))


def value(listed: Iterable[Listed]) -> dict[str, Json]:
    """As docs/wire-format.md describes it."""
    return {"exceptions": [{key: cell if cell != "" else None for key, cell in _row(one)} for one in listed]}


def _row(one: Listed) -> list[tuple[str, Json]]:
    said = one.exemption
    cells: tuple[Json, ...] = (
        said.rule, said.element, one.state, one.findings, said.reason, said.approved_by, one.since,
        one.age if one.age >= 0 else "", said.until, said.source, said.path, said.line, said.column, one.covers,
    )  # fmt: skip
    return list(zip(COLUMNS, cells, strict=True))


def table(listed: Iterable[Listed]) -> str:
    """CSV (RFC 4180) with a line of headings; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in listed:
        cells = [str(cell) for _, cell in _row(one)]
        writer.writerow([f"'{cell}" if cell.startswith(_COMMANDS) else cell for cell in cells])
    return out.getvalue()


def lines(listed: Sequence[Listed]) -> Iterator[str]:
    """For people: two lines each, then how many there are of each state."""
    from disclint.report.text import many, safe

    for one in listed:
        said = one.exemption
        held = f", holds back {many(one.findings, 'finding')}" if one.findings else ""
        yield f"{safe(said.path)}:{said.line}:{said.column}: {safe(said.name or '?')}: {one.state}{held}"
        age = f"{many(one.age, 'day')} old" if one.age >= 0 else "age unknown"
        more = (age, f"until {said.until}" if said.until else "", f"for {one.covers}" if one.covers else "")
        by = f"by {said.approved_by}" if said.approved_by else "nobody named"
        yield safe(f"    {said.reason or one.flaw} ({'; '.join(part for part in (by, *more) if part)})")
    count = Counter(one.state for one in listed)
    states = ", ".join(f"{number} {state}" for state, number in sorted(count.items()))
    yield f"{many(len(listed), 'exception')}{f': {states}' if states else ''}."
