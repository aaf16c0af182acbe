"""A house with its own texts, and its documents mended in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from disclint.checker import Checker, Options
from disclint.discover import File
from disclint.evidence import Mending
from disclint.fixing.mending import Mended, mended
from disclint.model import DocumentReport, Source

FORMATS = {"md": "markdown", "mdx": "mdx", "html": "html", "txt": "text", "php": "template"}
STOCKS = "Stocks slipped and bonds rallied after the auction."
PAST = "Our model portfolio returned 11.2% net in 2025."
HOUSE = (
    "This text of Cedar Point is for information only. It is not investment advice or a recommendation, and it is not an "
    "offer or a solicitation of an offer to buy or sell any security."
)
GUIDE = "Past performance is no guarantee of future results."
TODAY = "2026-11-28"
CONFIGURATION = """\
firm: {types: [publisher], name: Cedar Point}
disclosures:
  us-no-advice-no-offer:
    text: >-
      This text of {firm.name} is for information only. It is not investment advice or a recommendation, and it is not an
      offer or a solicitation of an offer to buy or sell any security.
    approved_by: Jane Doe
    approved_on: 2026-01-31
  guide:
    text: Past performance is no guarantee of future results.
    approved_by: Jane Doe
    approved_on: 2026-01-31
    for: [past-performance]
"""


class Result(NamedTuple):
    before: DocumentReport
    text: str
    after: DocumentReport
    outcomes: tuple[Mending, ...]

    @property
    def refusals(self) -> list[str]:
        return [mending.message for mending in self.outcomes if not mending.done]

    @property
    def fixed(self) -> list[str]:
        return [mending.element or mending.rule for mending in self.outcomes if mending.done]


class House:
    """A folder with a configuration; documents in it need not be on the disk."""

    def __init__(self, folder: Path, configuration: str, **options: object) -> None:
        (folder / ".git").mkdir(exist_ok=True)
        (folder / "disclint.yaml").write_text(configuration)
        self.folder = folder
        self.checker = Checker(Options(today=TODAY, **options))  # type: ignore[arg-type]

    def file(self, name: str) -> File:
        file = File(str(self.folder / name), name, FORMATS[name.rpartition(".")[2]])
        assert self.checker.prepare(file) and not self.checker.problems, self.checker.problems
        return file

    def mend(self, name: str, text: str) -> Result:
        file = self.file(name)
        source = Source(name, text)
        before = self.checker.plain(file, source)
        done: Mended = mended(self.checker, file, source, before.findings)
        return Result(before, done.source.text, self.checker.plain(file, done.source), done.outcomes)


Make = Callable[..., House]
