"""Where a Docusaurus document belongs: its plugin, language and version, and the file that it becomes."""

from __future__ import annotations

import os
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.docuconfig import Config, Plugin
from disclint.site.tree import Tree
from disclint.site.values import Page

_NUMBERED = expression(r"(?:^|(?<=/))(?!\d+[-_.]\d)\d+\s*+[-_.]++\s*+(?=[^-_.\s/])")
_DATED = expression(r"(?P<folder>(?:[^/]+/)*?)(?P<day>\d{4}[-/]\d\d?[-/]\d\d?)[-/](?P<slug>.+)")
_TRANSLATED = expression(r"i18n/([^/]+)/docusaurus-plugin-content-(docs|blog|pages)(?:-([^/]+))?/(.+)")
_VERSIONED = expression(r"(?:([^/]+)_)?versioned_docs/version-([^/]+)/(.+)")


class Spot(NamedTuple):
    """`name` is the document's path in the folder of its plugin, `locale` empty for the default language, `version` empty for
    documents that have none."""

    plugin: Plugin
    name: str
    locale: str = ""
    version: str = ""


def spot(relative: str, config: Config) -> Spot | None:
    """Where the document at a path in the site is published; None for partial documents and what no plugin reads."""
    if any(part.startswith("_") for part in relative.split("/")):
        return None
    if match := _TRANSLATED.fullmatch(relative):
        plugin = _named(config, match[2], match[3] or "")
        version, _, name = match[4].partition("/") if match[2] == "docs" else ("", "", match[4])
        return Spot(plugin, name, match[1], version.removeprefix("version-")) if plugin and name else None
    if match := _VERSIONED.fullmatch(relative):
        plugin = _named(config, "docs", match[1] or "")
        return Spot(plugin, match[3], "", match[2]) if plugin else None
    held = [p for p in config.plugins if relative.startswith(p.folder + "/") or p.folder in ("", ".")]
    plugin = max(held, key=lambda p: len(p.folder), default=None)
    if plugin is None:
        return None
    return Spot(plugin, os.path.relpath(relative, plugin.folder or ".").replace(os.sep, "/"))


def _named(config: Config, kind: str, name: str) -> Plugin | None:
    return next((p for p in config.plugins if p.kind == kind and p.id == name), None)


def day(where: Spot, page: Page) -> str:
    """The date of a document (ISO), by its front matter or its name; empty where there is none."""
    said = str(page.front.get("date") or "")[:10]
    match = _DATED.fullmatch(os.path.splitext(where.name)[0]) if where.plugin.kind == "blog" and not said else None
    return "-".join(part.zfill(2) for part in match["day"].replace("/", "-").split("-")) if match else said


def output(where: Spot, page: Page, config: Config, tree: Tree) -> str:
    """The file of the built site, relative to its folder."""
    inner = _blog(where, page) if where.plugin.kind == "blog" else _doc(where, page)
    locale = where.locale if where.locale != config.locale else ""
    path = "/".join(p for p in (locale, where.plugin.route, _version(where, tree), *inner.split("/")) if p)
    if config.values.get("trailingSlash") is False:
        return f"{path or 'index'}.html"
    return f"{path}/index.html" if path else "index.html"


def _version(where: Spot, tree: Tree) -> str:
    """The part of the address that names the version: none for the newest, `next` for what is not released yet."""
    if where.plugin.kind != "docs":
        return ""
    name = f"{where.plugin.id}_versions.json" if where.plugin.id else "versions.json"
    text = tree.read(tree.path(name)) or ""
    newest = text.split('"')[1] if text.count('"') > 1 else ""
    if where.version in ("", "current"):
        return "next" if newest else ""
    return "" if where.version == newest else where.version


def _blog(where: Spot, page: Page) -> str:
    stem = os.path.splitext(where.name)[0]
    said = page.front.get("slug")
    if isinstance(said, str) and said:
        return said.strip("/")
    match = _DATED.fullmatch(stem)
    if match is None:
        return stem.removesuffix("/index")
    slug = (match["folder"] + match["slug"]).removesuffix("/index")
    return "/".join((*match["day"].replace("/", "-").split("-"), slug))


def _doc(where: Spot, page: Page) -> str:
    stem = os.path.splitext(where.name)[0]
    *folders, last = (_NUMBERED.sub("", stem) if where.plugin.kind == "docs" else stem).split("/")
    said, named = page.front.get("slug"), page.front.get("id")
    if isinstance(said, str) and said:
        return said.strip("/") if said.startswith("/") else "/".join((*folders, said.removeprefix("./").strip("/")))
    if where.plugin.kind == "docs" and isinstance(named, str) and named:
        last = named
    elif last.lower() in ("index", "readme") or (where.plugin.kind == "docs" and folders and last == folders[-1]):
        return "/".join(folders)
    return "/".join((*folders, last))
