"""Which site generator builds the pages that documents become: its templates may add statements that a file lacks."""

from __future__ import annotations

import os
from typing import NamedTuple

# generator -> names of its configuration file; a name that ends in "." stands for any extension
GENERATORS: dict[str, tuple[str, ...]] = {
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
    "jekyll": ("_config.yml", "_config.yaml"),
    "astro": ("astro.config.",),
    "docusaurus": ("docusaurus.config.",),
    "eleventy": (".eleventy.js", ".eleventy.cjs", "eleventy.config."),
    "quarto": ("_quarto.yml", "_quarto.yaml"),
    "next": ("next.config.",),
    "gatsby": ("gatsby-config.",),
    "vitepress": (".vitepress",),
    "mkdocs": ("mkdocs.yml", "mkdocs.yaml"),
    "mintlify": ("mint.json",),
}
# Hugo's configuration may be a folder, one file for each part of it.
HUGO_FOLDERS = tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json"))
# Names that other programs use too: what the file must hold to be a site's.
_SHARED_NAMES: dict[str, tuple[str, str]] = {
    "config.toml": ("hugo", "baseurl"),
    "config.yaml": ("hugo", "baseurl"),
    "docs.json": ("mintlify", "mintlify"),
}


class Site(NamedTuple):
    """`name` is a key of GENERATORS, `path` the configuration file that was found, `root` the site's folder (absolute)."""

    name: str
    path: str
    root: str


NO_SITE = Site("", "", "")


def site_in(folder: str) -> Site:
    """The site whose configuration lies in that folder itself; NO_SITE where there is none."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return NO_SITE
    for name in HUGO_FOLDERS if "config" in names else ():
        if os.path.isfile(path := os.path.join(folder, "config", "_default", name)):
            return Site("hugo", path, folder)
    for generator, wanted in GENERATORS.items():
        for name in names:
            if name in wanted or any(w.endswith(".") and name.startswith(w) for w in wanted):
                return Site(generator, os.path.join(folder, name), folder)
    for name, (generator, word) in _SHARED_NAMES.items():
        if name in names and _holds(os.path.join(folder, name), word):
            return Site(generator, os.path.join(folder, name), folder)
    return NO_SITE


def _holds(path: str, word: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return word in file.read(100_000).lower()
    except OSError:
        return False
