"""Fixture sites judged through their readers: what each document gets from templates, and what the built page says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tests.site.reading import readable, sure, words

from disclint.checker import format_of
from disclint.formats import parse
from disclint.model import Source
from disclint.site import FRAMEWORKS
from disclint.site.sites import Sites
from disclint.site.tree import Tree
from disclint.site.values import Page, Provisions, SiteReader

HOME = Path(__file__).parent
_TAG = re.compile(r"<[^<>]*+>")
_UNREAD = re.compile(r"(?s)<(head|style|script)\b.*?</\1>")


class Case(NamedTuple):
    """A document of a fixture site: the file it becomes, phrases that templates print into its page, and phrases that other
    pages of the site get and this one doesn't."""

    framework: str
    site: str
    document: str
    output: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.site}/{self.document}"

    @property
    def root(self) -> Path:
        return HOME / self.framework / self.site


@cache
def opened(framework: str, site: str) -> SiteReader:
    module, function = FRAMEWORKS[framework].split(":")
    reader: SiteReader = getattr(import_module(module), function)(Tree(str(HOME / framework / site)))
    return reader


def page(case: Case) -> Page:
    """The document as its site sees it."""
    path = case.root / case.document
    text = path.read_text(encoding="utf-8")
    return Sites("2026-01-31").page(parse(Source(str(path), text), format_of(str(path)) or "markdown"), str(path))


def provisions(case: Case, *, left_out: bool = False) -> Provisions:
    return opened(case.framework, case.site).provisions(page(case), left_out=left_out)


def check_reading(case: Case) -> None:
    """Templates print the phrases, and not those of other pages; the document becomes the file it should."""
    found = provisions(case)
    printed = " ".join(words(sure(Provisions((p,)))) for p in found.printed)
    assert found.unresolved == ()
    assert [phrase for phrase in case.has if phrase not in printed] == []
    assert [phrase for phrase in case.lacks if phrase in printed] == []
    outputs = opened(case.framework, case.site).outputs(page(case))
    assert outputs == () if not case.output else case.output in outputs


def check_built(case: Case, built: Path) -> None:
    """The built page says what reading the templates says: the phrases, and every run of words between two tags."""
    text = readable((built / case.output).read_text(encoding="utf-8"))
    assert [phrase for phrase in case.has if phrase not in text] == []
    assert [phrase for phrase in case.lacks if phrase in text] == []
    for printed in provisions(case).printed:
        markup = "".join(piece.text for piece in sure(Provisions((printed,))))
        shown = (readable(run) for run in _TAG.split(_UNREAD.sub("", markup)))
        assert [run for run in shown if run not in text] == []


def place_of(case: Case, phrase: str) -> tuple[str, int, int]:
    """Where a phrase is written (file and line), and the readable offset of the document where it stands."""
    for printed in provisions(case).printed:
        for piece in printed.pieces:
            if phrase in piece.text and not piece.doubt:
                text = Path(piece.place.path).read_text(encoding="utf-8")
                offset = piece.place.offset + (piece.text.index(phrase) if piece.exact else 0)
                name = str(Path(piece.place.path).relative_to(case.root))
                return name, text.count("\n", 0, offset) + 1, printed.at
    raise AssertionError(f"nothing prints {phrase!r}")


def generator(name: str) -> Path | None:
    """A generator of tests/site/package.json where it is installed."""
    path = HOME / "node_modules" / ".bin" / name
    return path if path.exists() else None


def documents(cases: Sequence[Case]) -> set[tuple[str, str]]:
    return {(case.site, case.document) for case in cases}
