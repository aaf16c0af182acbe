"""Where Hugo puts a page: its address and its file below `public/`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from disclint.lazy import expression
from disclint.site.hugoconfig import Configuration, listed, mapping
from disclint.site.hugotext import urlized

if TYPE_CHECKING:
    from disclint.site.hugopage import HugoPage

_PART = expression(r":(\w+)(?:\[([^\]]*+)\])?+")
_DATED_NAME = expression(r"(\d{4}-\d{2}-\d{2})[-_ ]?+(.*+)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Urls:
    """Addresses by the configuration."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.ugly = configuration.get("uglyurls")
        self.keeps_case = configuration.on("disablepathtolower")

    def address(self, page: HugoPage) -> str:
        """The path of the page, from the root of the site: `/posts/first/`."""
        said = page.front.get("url")
        if isinstance(said, str) and said:
            path = "/" + said.lstrip("/")
            own = path if said.startswith("/") else self._prefix(page.language) + path
            return own if own.endswith("/") or "." in posixpath.basename(own) else f"{own}/"
        path = "/".join(part for part in self._parts(page) if part)
        return f"{self._prefix(page.language)}/{path}/".replace("//", "/")

    def outputs(self, page: HugoPage) -> Iterator[str]:
        """The files that the page becomes, below the folder of built pages; its aliases behind it."""
        address = self.address(page)
        if address.endswith("/"):
            if self._is_ugly(page) and address != "/":
                yield f"{address.strip('/')}.html"
            yield f"{address.strip('/')}/index.html".lstrip("/")
        else:
            yield address.lstrip("/")
        for alias in listed(page.front.get("aliases")):
            yield self._alias(str(alias), page)

    def _alias(self, alias: str, page: HugoPage) -> str:
        if not alias.startswith("/"):
            alias = posixpath.join(posixpath.dirname(self.address(page).rstrip("/")), alias)
        alias = posixpath.normpath(alias).lstrip("/")
        return alias if alias.endswith((".html", ".htm")) else posixpath.join(alias, "index.html")

    def _is_ugly(self, page: HugoPage) -> bool:
        if page.where.kind == "home":
            return False
        said: object = self.ugly
        if isinstance(said, dict):
            said = said.get(page.where.section.lower())
        return str(said).lower() == "true"

    def _prefix(self, language: str) -> str:
        configuration = self.configuration
        within = configuration.on("defaultcontentlanguageinsubdir")
        return f"/{language}" if configuration.multilingual and (language != configuration.default or within) else ""

    def _parts(self, page: HugoPage) -> tuple[str, ...]:
        where, slug = page.where, page.front.get("slug")
        if where.kind != "page":
            pattern = self._pattern(page, where.kind) if where.kind in ("section", "term", "taxonomy") else ""
            return (self._filled(pattern, page),) if pattern else tuple(map(self._path, where.folders))
        pattern = self._pattern(page, "page")
        if pattern:
            return (self._filled(pattern, page),)
        last = slug if isinstance(slug, str) and slug else self._base(page)
        return (*map(self._path, where.sections), self._path(last))

    def _pattern(self, page: HugoPage, kind: str) -> str:
        """The configured permalink, by section or (since Hugo 0.115) by kind and section."""
        told = mapping(self.configuration.told(page.language, "permalinks"))
        of_kind: Mapping[str, object] = mapping(told.get(kind))
        section = page.where.section.lower() or "/"
        found = of_kind.get(section) or (told.get(section) if kind == "page" else None)
        return found if isinstance(found, str) else ""

    def _filled(self, pattern: str, page: HugoPage) -> str:
        return _PART.sub(lambda m: self._part(m[1].lower(), m[2], page), pattern).strip("/")

    def _part(self, name: str, bounds: str | None, page: HugoPage) -> str:
        where, front = page.where, page.front
        day = self._date(page)
        title = str(front.get("title") or self._base(page))
        match name:
            case "year" | "month" | "day":
                return {"year": day[:4], "month": day[5:7], "day": day[8:10]}[name]
            case "monthname":
                return _MONTHS[int(day[5:7]) - 1].lower() if day[5:7].isdigit() and 0 < int(day[5:7]) < 13 else ""
            case "title":
                return self._path(title)
            case "slug" | "slugorfilename" | "slugorcontentbasename":
                other = title if name == "slug" else self._base(page)
                return self._path(str(front.get("slug") or other))
            case "filename" | "contentbasename":
                return self._path(self._base(page))
            case "section":
                return self._path(where.section)
            case "sections":
                return "/".join(map(self._path, _cut(page.hugo.content.section_of(where), bounds)))
        return f":{name}"

    def _date(self, page: HugoPage) -> str:
        day = str(page.front.get("date") or page.front.get("publishdate") or "")[:10]
        dated = _DATED_NAME.match(self._base(page))
        return day or (dated[1] if dated else "0001-01-01")

    @staticmethod
    def _base(page: HugoPage) -> str:
        where = page.where
        return (where.folders[-1] if where.folders else "") if where.base == "index" else where.base

    def _path(self, text: str) -> str:
        if self.keeps_case:
            return "".join(c for c in text.strip().replace(" ", "-") if c.isalnum() or c in "-_./~")
        return urlized(text)


def _cut(sections: tuple[str, ...], bounds: str | None) -> tuple[str, ...]:
    """`:sections[1:]`, `:sections[last]`, `:sections[0]`."""
    if not bounds:
        return sections
    names = bounds.replace("last", "-1").split(":")
    try:
        if len(names) == 1:
            return (sections[int(names[0])],) if sections else ()
        first, last = (int(name) if name.strip() else None for name in names[:2])
    except (ValueError, IndexError):
        return sections
    return sections[first:last]
