"""Findings with the edits that would mend them, each tried alone, for reports that hand edits to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.fixing.mender import Mender, Unmended
from disclint.model import DisclintError, DocumentReport, Edit, Finding, Lines, Source

if TYPE_CHECKING:
    from disclint.checker import Checker
    from disclint.discover import File


def proposed(checker: Checker, file: File, source: Source, report: DocumentReport) -> DocumentReport:
    """The report whose findings of missing statements carry what `--fix` would write for them."""
    mender, lines = Mender(checker, file), Lines(source.text)
    if all(finding.edits or not mender.concerns(finding) for finding in report.findings):
        return report
    state = mender.state(source)

    def with_edits(finding: Finding) -> Finding:
        if finding.edits or not mender.concerns(finding):
            return finding
        try:
            _, change = mender.mended(state, finding)
        except (Unmended, DisclintError):
            return finding
        return finding._replace(edits=tuple(Edit(at, lines.position(at), words) for at, words in change.writes))

    return report._replace(findings=tuple(map(with_edits, report.findings)))
