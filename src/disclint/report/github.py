"""GitHub annotations: workflow commands on standard output, which Actions shows at their lines.

Actions keeps 10 errors, 10 warnings and 10 notices of a step. Where there are more, the tenth says how many are left, and those
stand in the log. Commands and their escapes are those of the runner (`::error file=…,line=…::message`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclint.model import Report
from disclint.ownrules import CHANGE
from disclint.report import FINE_PRINT, Look
from disclint.report.characters import whole
from disclint.report.entries import NOWHERE, Entry, entries
from disclint.report.text import many, safe, summary

LIMIT = 10
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, look: Look) -> str:
    """The annotations, the rest as lines of the log, and one line that sums up."""
    # Who only sees ten should see first what a change does to the rules that judge it.
    found = sorted(entries(report), key=lambda entry: entry.name != CHANGE)
    lines: list[str] = []
    for severity, command in COMMANDS.items():
        lines += _annotations(command, [entry for entry in found if entry.severity == severity])
    if not look.brief:
        lines += [summary(report), *([FINE_PRINT] if report.findings else [])]
    return "".join(f"{line}\n" for line in lines)


def _annotations(command: str, found: Sequence[Entry]) -> Iterator[str]:
    shown = found if len(found) <= LIMIT else found[: LIMIT - 1]
    yield from (_annotation(command, entry) for entry in shown)
    if rest := found[len(shown) :]:
        title = f"{many(len(rest), f'more {command}')}"
        places = "\n".join(_line(entry) for entry in rest[:LIMIT])
        message = f"GitHub shows {LIMIT} of a step. The log has all of them; these come next:\n{places}"
        yield f"::{command} title={_property(title)}::{_message(message)}"
        yield from map(_line, rest)


def _annotation(command: str, entry: Entry) -> str:
    at = entry.position
    place: dict[str, str | int] = {"line": at.line}
    if at.end_line == at.line:  # Actions takes columns only where both ends stand on one line
        place |= {"endLine": at.end_line, "col": at.column, "endColumn": at.end_column}
    else:
        place |= {"endLine": at.end_line}
    where = {"file": entry.path, **place} if entry.path != NOWHERE else {}
    named = {**where, "title": safe(entry.name)}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in named.items())
    return f"::{command} {properties}::{_message(entry.words)}"


def _line(entry: Entry) -> str:
    """One line of the log, which must not be a command itself."""
    place = f"{entry.path}:{entry.position.line}:{entry.position.column}"
    return safe(f"{place}: {entry.severity} {entry.name}: {entry.message}")


def _message(text: str) -> str:
    """The text as the data of a command, with what could command the log's terminal written out."""
    return _escaped("\n".join(map(safe, text.split("\n"))))


def _property(text: str) -> str:
    """The text as a property: a path has to stay the path that it is, so that nothing else is written out."""
    return _escaped(whole(text)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
