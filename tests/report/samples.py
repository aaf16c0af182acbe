"""Reports to render: real ones, of documents written into a folder, and one whose every word is hostile."""

from __future__ import annotations

from pathlib import Path

from disclint.api import Options, run
from disclint.evidence import Card
from disclint.model import (
    DocumentReport,
    Edit,
    Finding,
    Position,
    Problem,
    Related,
    Report,
    Source,
    Span,
    Statement,
    Suppressed,
    Undecided,
)
from disclint.report import REPORTERS, wants

HOME = Path(__file__).resolve().parents[2]
EVERYTHING = wants(REPORTERS)

HOSTILE = (
    '::error file=x::%0A%25 ]]> <b>"\'&amp;</b> <script>alert(1)</script> | `tick` *star* _under_ [link](https://e.example/)\n'
    "::stop-commands::pause\r\n##[error]old @team #12 !3 %\"q\" GH-7 :+1: www.e.example a@e.example $x$ {0} \\ \x00\x07\x1b[31m"
    "\x85 \u200f\u202eabc 😀 “x” \ud83d"
)  # fmt: skip
PATH = "posts/::error,%25 a|`b`<i>\u202e😀.md"


def hostile() -> Report:
    """Every text that a report holds is HOSTILE or PATH."""
    at = Position(1, 3, 2, 4)
    span = Span(2, 9)
    edits = (Edit(span, at, HOSTILE),)
    related = (Related(HOSTILE, at), Related(HOSTILE, at, PATH + "2"))
    finding = Finding(
        "some-rule", HOSTILE, "broken", "error", HOSTILE, PATH, span, at, HOSTILE, HOSTILE, (HOSTILE,), related,
        HOSTILE, "rule", HOSTILE, "00ff", edits,
    )  # fmt: skip
    other = finding._replace(element=None, severity="info", fix=None, edits=(), related=())
    undecided = Undecided(PATH, "condition", HOSTILE, 3, 4, ("some-rule",))
    document = DocumentReport(
        PATH,
        (finding, other),
        (undecided._replace(cause="language"),),
        (Problem(PATH, HOSTILE, 1, 2),),
        (Suppressed(finding._replace(element="b"), HOSTILE),),
        ("some-rule", "other-rule"),
        statements=(
            Statement("some-rule", "c", "said", True, PATH, at, HOSTILE),
            Statement("some-rule", "d", "undecided"),
        ),
        texts=(Source(PATH, "😀“b”\n😀😀c\n"),),
    )
    card = Card("some-rule", HOSTILE, "require", "error", "us", "rule", HOSTILE, HOSTILE, ((HOSTILE, ""),))
    return Report((document,), (Problem("", HOSTILE),), (undecided,), (("hidden", 1),), (card,))


def judged(folder: Path, *names: str) -> Report:
    """The documents of the folder, judged with all that reports ask for."""
    paths = names or (str(folder),)
    return run(paths, Options(wants=EVERYTHING, today="2026-11-30"))
