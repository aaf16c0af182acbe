"""What readers of sites share: a page's own values, front matter of templates, and what a layout prints around the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from disclint.site.data import front_matter
from disclint.site.scope import Quiet, Sourced, sourced
from disclint.site.values import MARK, Page, Piece, Printed

# What a page prints of itself is read beside its text, or differs from page to page without saying anything.
_QUIET = """
title subtitle headline description summary excerpt date last_modified_at updated pubDate slug permalink url image id author
authors tags categories category keywords name path
"""
QUIET = frozenset(_QUIET.split())


def own_value(name: str, value: object, page: Page) -> object:
    """A front-matter value: silent where it is read beside the text, else with its place."""
    if name in QUIET:
        if isinstance(value, list):
            return [Quiet(item) if isinstance(item, str) else item for item in value]
        return Quiet(value) if isinstance(value, str) else value
    if isinstance(value, str) and not isinstance(value, Sourced) and name in page.origins:
        place = page.origins[name]
        quote = page.text[place.offset : place.offset + 1] in ("'", '"')
        place = place._replace(offset=place.offset + quote)
        return sourced(value, place, exact=page.text.startswith(value, place.offset))
    return value


def around(pieces: Iterable[Piece], inline: tuple[Printed, ...], page: Page) -> tuple[Printed, ...]:
    """What stands before the content, in it, and after it. A layout that prints no content stands at the end."""
    found = list(pieces)
    cut = found.index(MARK) if MARK in found else 0
    head, tail = found[:cut], [p for p in found[cut:] if p is not MARK]
    return tuple(p for p in (Printed(tuple(head), 0), *inline, Printed(tuple(tail), page.length)) if p.pieces)


def stands_alone(relative: str, *folders: str) -> bool:
    """Whether a document that the site doesn't build lies outside the folders of its templates (names, or paths from the root):
    it is judged as it stands."""
    parts = relative.split("/")[:-1]
    inside = any("/".join(parts[: len(f.split("/"))]) == f if "/" in f else f in parts for f in folders if f)
    return not inside and not relative.rpartition("/")[2].startswith("_")


def harmless(name: str) -> bool:
    """Whether a file's name says that nobody reads its text on a page: styles, scripts, drawings."""
    return name.lower().endswith((".css", ".scss", ".js", ".mjs", ".svg", ".json", ".xml"))


def fronted(path: str, text: str) -> tuple[Mapping[str, object], int]:
    """A template's own front matter, and where its body begins."""
    if not text.startswith("---"):
        return {}, 0
    from disclint.formats.builder import Builder
    from disclint.formats.frontmatter import read_front
    from disclint.model import Source

    return front_matter(path, text), read_front(Builder(Source(path, text), "html"), Source(path, text))
