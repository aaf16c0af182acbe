"""The report for people: two lines a finding, notes on what is undecided, one line that sums up."""

from __future__ import annotations

import re

from disclint.evidence import Mending
from disclint.model import SEVERITIES, DocumentReport, Finding, Report, Undecided
from disclint.report import FINE_PRINT, PLAIN, Look, counts, read

WIDTH = 190
FOLD_AFTER = 5
COLORS = {"error": "31", "warning": "33", "info": "36", "bold": "1", "dim": "2"}
# What would move the cursor, colour the screen, turn the line's direction, or command a CI runner that reads the log
# (`::error::` at the start of a line, `##[error]` anywhere).
_CONTROL = re.compile(
    r"\A\s*:(?=:)|#(?=#\[)"
    r"|[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def render(report: Report, look: Look) -> str:
    """The findings in the order of paths and places; empty where `look` asks for silence and nothing was found."""
    if look.silent and not report.findings and not report.mended:
        return ""
    parts = [line for document in report.documents for line in _document(document, look)]
    parts += mendings(report, look)
    if not look.brief:
        parts += [_note(u, look) for u in report.all_undecided]
    if report.new and not look.brief:
        parts += [""] if parts else []
        parts += _new(report, look)
    parts += [""] if parts and (look.statistics or not look.brief) else []
    if look.statistics:
        parts += [*_statistics(report), "", *_ruleset(report)]
    if not look.brief:
        parts.append(_painted(summary(report), "bold", look))
        if report.findings:
            parts.append(_painted(FINE_PRINT, "dim", look))
    return "".join(part + "\n" for part in parts)


def _document(document: DocumentReport, look: Look) -> list[str]:
    folded = [] if look.all else _folded(document.findings)
    hidden = set(map(id, folded))
    lines = [line for f in document.findings if id(f) not in hidden for line in _finding(f, look)]
    if folded:
        first = folded[0].position
        place = f"{safe(document.path)}:{first.line}:{first.column}:"
        lines.append(f"{_painted(place, 'bold', look)} and {many(len(folded), 'more unsourced figure')}: --all")
    return lines


def _folded(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings about unsourced figures beyond the weightiest of each rule: the severest, then those with most figures."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.state == "unsourced":
            by_rule.setdefault(finding.rule, []).append(finding)
    light: list[Finding] = []
    for found in by_rule.values():
        ranked = sorted(found, key=lambda f: (SEVERITIES.index(f.severity), len(f.related)), reverse=True)
        light += ranked[FOLD_AFTER:]
    return sorted(light, key=lambda f: f.position)


def _finding(finding: Finding, look: Look) -> list[str]:
    place = _painted(f"{safe(finding.path)}:{finding.position.line}:{finding.position.column}:", "bold", look)
    rule = f"{finding.rule}#{finding.element}" if finding.element else finding.rule
    severity = _painted(finding.severity, finding.severity, look)
    lines = [f"{place} {severity} {rule}: {safe(finding.message)}"]
    more = _second_line(finding)
    if more:
        lines.append("    " + _painted(cut(safe(more)), "dim", look))
    return lines


def _second_line(finding: Finding) -> str:
    """What would mend it where words are missing, else the words themselves, unless the message quotes all of them."""
    fix = finding.fix or ""
    if fix and (finding.state == "missing" or not finding.excerpt):
        return f"fix: {fix}"
    return "" if f'"{finding.excerpt}"' in finding.message else finding.excerpt


def _new(report: Report, look: Look) -> list[str]:
    """The exceptions that the change brings in."""
    lines = [_painted(f"{many(len(report.new), 'exception')} new in this change:", "bold", look)]
    for new in report.new:
        said = new.exemption
        for_ = f" for {' '.join(new.covers)}" if new.covers else ""
        held = f"holds back {many(new.findings, 'finding')}"
        lines.append(safe(f"  {said.path}:{said.line}:{said.column}: {said.name}{for_}: {said.said}; {held}"))
    return lines


def _note(undecided: Undecided, look: Look) -> str:
    place = ":".join(str(p) for p in (safe(undecided.path), undecided.line, undecided.column) if p not in (None, ""))
    return f"{_painted(place + ':', 'bold', look)} undecided: {safe(undecided.message)}"


def mendings(report: Report, look: Look = PLAIN) -> list[str]:
    """A line for each finding that was mended, then one for each reason why others were not, at the first of them."""
    told: dict[tuple[object, ...], list[Mending]] = {}
    for number, mending in enumerate(sorted(report.mended, key=lambda mending: not mending.done)):
        key = (mending.rule, mending.element, mending.message, number if mending.done else -1)
        told.setdefault(key, []).append(mending)
    return [_mending(several[0], len(several) - 1, look) for several in told.values()]


def _mending(mending: Mending, more: int, look: Look) -> str:
    place = f"{safe(mending.path)}:{mending.position.line}:{mending.position.column}:"
    rule = f"{mending.rule}#{mending.element}" if mending.element else mending.rule
    others = f" ({more} more like it)" if more else ""
    done = "fixed" if mending.done else "not fixed"
    return f"{_painted(place, 'bold', look)} {done} {rule}: {safe(mending.message)}{others}"


def summary(report: Report) -> str:
    """One sentence, such as "3 findings (1 error, 2 warnings) in 12 documents; 1 undecided."."""
    found = [f.severity for f in report.findings]
    documents = many(read(report), "document")
    kinds = ", ".join(many(found.count(s), s) for s in ("error", "warning", "info") if s in found)
    first = f"{many(len(found), 'finding')} ({kinds}) in {documents}" if found else f"No findings in {documents}"
    parts = [first if read(report) else "No document was read"]
    excepted = sum(len(d.suppressed) for d in report.documents)
    undecided = sum(u.documents for u in report.all_undecided)
    fixed = sum(mending.done for mending in report.mended)
    parts += [f"{fixed} fixed"] if fixed else []
    parts += [f"{undecided} undecided"] if undecided else []
    parts += [f"{excepted} excepted"] if excepted else []
    parts += [f"{len(report.baselined)} in the baseline"] if report.baselined else []
    parts += [f"{len(report.older)} older than the change"] if report.older else []
    parts += [many(len(report.all_problems), "problem")] if report.all_problems else []
    if report.held:
        from disclint.report.ruleset import held

        parts.append(held(report))
    left = sum(n for _, n in report.skipped)
    if left:
        reasons = ", ".join(f"{reason}: {n}" for reason, n in report.skipped)
        parts.append(f"left out {many(left, 'file')} ({reasons})")
    return "; ".join(parts) + "."


def _ruleset(report: Report) -> list[str]:
    """By which rules, to the letter: for a file that is kept, not for a writer at every turn."""
    from disclint.report.ruleset import line

    return [line(report)] if report.ruleset else []


def _statistics(report: Report) -> list[str]:
    found = counts(report)
    width = max([len("rule"), *map(len, found)])
    columns = ("error", "warning", "info", "excepted", *(("baselined",) if report.baselined else ()))
    head = "  ".join((f"{'rule':{width}}", *columns))
    return [head, *("  ".join((f"{r:{width}}", *(f"{c[n]:{len(n)}}" for n in columns))) for r, c in found.items())]


def many(number: int, noun: str) -> str:
    """The number with its noun, such as "1 rule" or "2 rules"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def safe(text: str) -> str:
    """The text without what could command a terminal: each such character is written out."""
    return _CONTROL.sub(lambda m: " " if m[0] in "\n\t\r" else f"\\u{ord(m[0][-1]):04x}", text)


def cut(text: str, width: int = WIDTH) -> str:
    """At most `width` characters, ended at a word or at least between two characters as a reader counts them."""
    if len(text) <= width:
        return text
    space = text.rfind(" ", width - 30, width)
    if space > 0:
        return text[:space] + " …"
    import regex

    end = 0
    for cluster in regex.finditer(r"\X", text):
        if cluster.end() > width - 1:
            break
        end = cluster.end()
    return text[:end] + "…"


def _painted(text: str, color: str, look: Look) -> str:
    return f"\x1b[{COLORS[color]}m{text}\x1b[0m" if look.color else text
