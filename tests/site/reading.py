"""What a site's reader says of one document, for tests."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from disclint.formats import EXTENSIONS, parse
from disclint.model import Source
from disclint.site.sites import Sites
from disclint.site.values import Page, Piece, Provisions

_TAG = re.compile(r"<[^<>]*+>")


def page(path: Path, today: str = "2026-01-31") -> Page:
    """The document as a site sees it."""
    text = path.read_text(encoding="utf-8")
    return Sites(today).page(parse(Source(str(path), text), EXTENSIONS[path.suffix]), str(path))


def sure(provisions: Provisions) -> list[Piece]:
    """The pieces that are printed without doubt."""
    return [p for printed in provisions.printed for p in printed.pieces if not p.doubt and not p.left_out]


def words(pieces: Iterable[Piece]) -> str:
    """What a reader reads of the pieces."""
    return readable(_markup(pieces))


def runs(pieces: Iterable[Piece]) -> list[str]:
    """The same, cut at every tag."""
    return [run for run in map(readable, _TAG.split(_markup(pieces))) if run]


def _markup(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text if piece.format != "text" else html.escape(piece.text) for piece in pieces)


def readable(markup: str) -> str:
    """What a reader reads of HTML (or of Markdown with emphasis only)."""
    plain = html.unescape(_TAG.sub(" ", markup)).replace("*", " ")
    return " ".join(plain.translate({0x2019: "'", 0x201C: '"', 0x201D: '"'}).split())
