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


class Target(NamedTuple):
    """What decides a page's template. `section` is that of a section, the singular name of a taxonomy or a term, else empty."""

    where: Where
    type: str
    layout: str
    section: str


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
        for variant in (f".{language}.html", ".html", f".{language}", ""):
            for name in names:
                yield f"{folder}{name}{variant}.html".lower()


def _names(target: Target) -> Iterable[str]:
    kind, section = target.where.kind, target.section
    if target.layout:
        yield target.layout
    yield from {
        "page": ("single", "page"),
        "home": ("index", "home"),
        "section": (section, "section"),
        "taxonomy": (f"{section}.terms", "terms", "taxonomy"),
        "term": ("term", section, "taxonomy"),
    }[kind]
    if kind in _LISTS:
        yield "list"
    yield "all"


def _folders(target: Target) -> Iterable[str]:
    """Folders with their slash: the type's, those of the path (new), the section's, the kind's, the default, the root."""
    kind, section = target.where.kind, target.section
    yield f"{target.type}/"
    if kind == "home":
        yield ""
    if target.type == target.where.section:
        for depth in range(len(target.where.sections), 0, -1):
            yield "/".join((*target.where.sections[:depth], ""))
    yield from {
        "page": (),
        "home": (),
        "section": (f"{section}/", "section/"),
        "taxonomy": (f"{section}/", "taxonomy/"),
        "term": ("term/", "taxonomy/", f"{section}/"),
    }[kind]
    yield from ("_default/", "")
