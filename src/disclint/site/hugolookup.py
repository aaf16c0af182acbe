"""Which template builds a page: the lookup order of layouts and of the base around them, old and new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.hugocontent import Where

# What a page template begins with if a base goes around it (Hugo's own test).
_NEEDS_BASE = expression(
    r"(?s)\s*+(?:(?:\{\{-?+\s*+/\*(?:[^*]++|\*(?!/))*+\*/\s*+-?+\}\}|<!--(?:[^-]++|-(?!->))*+-->)\s*+)*+\{\{-?+\s*+define\s"
)
_LISTS = frozenset(("home", "section", "taxonomy", "term"))
_OWN_NAMES = {
    "page": ("single", "page"),
    "home": ("index", "home"),
    "section": ("section",),
    "taxonomy": ("terms", "taxonomy"),
    "term": ("term", "taxonomy"),
}


class Target(NamedTuple):
    """What decides a page's template."""

    where: Where
    type: str
    layout: str


def needs_base(text: str) -> bool:
    """Whether the template only defines parts of a base."""
    return _NEEDS_BASE.match(text) is not None


def layout_names(target: Target, *, base: bool = False) -> Iterator[str]:
    """The paths below `layouts/` that are tried for the page (`base`: for what goes around it), in order, small letters."""
    names = list(dict.fromkeys(_names(target)))
    if base:
        names = [*(f"{name}-baseof" for name in names), "baseof"]
    language = target.where.language
    for folder in dict.fromkeys(_folders(target)):
        for variant in (f".{language}.html", f".{language}", ".html", ""):
            for name in names:
                yield f"{folder}{name}{variant}.html".lower()


def _names(target: Target) -> Iterable[str]:
    kind, section = target.where.kind, target.where.section
    if target.layout:
        yield target.layout
    if kind in ("section", "taxonomy", "term") and section:
        yield f"{section}.terms" if kind == "taxonomy" else section
    yield from _OWN_NAMES[kind]
    if kind in _LISTS:
        yield "list"
    yield "all"


def _folders(target: Target) -> Iterable[str]:
    """Folders with their slash: the type's, the section's, those of the path (new), the kind's, the default, the root."""
    where = target.where
    kind, section = where.kind, where.section
    if kind == "home":
        yield from ("page/" if target.type == "page" else f"{target.type}/", "", "_default/")
        return
    yield f"{target.type}/"
    for depth in range(len(where.sections), 0, -1):
        yield "/".join((*where.sections[:depth], ""))
    if section:
        yield f"{section}/"
    if kind != "page":
        yield f"{kind}/"
    if kind == "term":
        yield "taxonomy/"
    yield from ("_default/", "")
