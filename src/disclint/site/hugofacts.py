"""What Hugo knows of a document: whether it is published, in which language, and what kind of document its section holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint.lazy import expression
from disclint.site.hugoconfig import listed, mapping
from disclint.site.values import SiteFacts

if TYPE_CHECKING:
    from disclint.site.hugopage import HugoPage

_SECTIONS = {
    **dict.fromkeys(("post", "posts", "blog", "blogs"), "blog"),
    **dict.fromkeys(("news", "article", "articles", "stories"), "article"),
    **dict.fromkeys(("newsletter", "newsletters"), "newsletter"),
    **dict.fromkeys(("press", "press-releases", "press-release", "pressreleases"), "press-release"),
    **dict.fromkeys(("note", "notes", "research-notes"), "note"),
    **dict.fromkeys(("product", "products"), "product"),
}
_DAY = expression(r"\d{4}-\d{2}-\d{2}")
_DATES = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}


def facts(page: HugoPage) -> SiteFacts:
    """What is known of the page's document."""
    where, configuration = page.where, page.hugo.configuration
    today, day = page.page.today, _day(page, "date")
    begins, ends = _day(page, "publishdate"), _day(page, "expirydate")
    hidden = (
        (_on(page.front.get("draft")) and not configuration.on("builddrafts"))
        or bool(today and begins > today and not configuration.on("buildfuture"))
        or bool(today and ends and ends <= today and not configuration.on("buildexpired"))
    )
    told = configuration.multilingual or "defaultcontentlanguage" in configuration.values
    language = where.language if told else configuration.text("languagecode")
    kind = _SECTIONS.get(where.section.lower(), "") if where.kind == "page" else ""
    return SiteFacts(hidden, day, language, kind, not where.owned and _is_built(page), page.cascaded)


def _on(value: object) -> bool:
    return str(value).lower() == "true"


def _day(page: HugoPage, name: str) -> str:
    """The ISO date that counts as `name`, by the configuration's `frontmatter` where it says so."""
    said = mapping(page.hugo.configuration.values.get("frontmatter")).get(name)
    fields = [str(field).lower() for field in listed(said)] if said else [":default"]
    for field in fields:
        for key in _DATES[name] if field == ":default" else (field,):
            found = _DAY.match(page.where.base if key == ":filename" else str(page.front.get(key) or ""))
            if found:
                return found.group()
    return ""


def _is_built(page: HugoPage) -> bool:
    """Whether the document becomes a page: not if it is headless, or said not to be rendered."""
    if _on(page.front.get("headless")) and page.where.base == "index":
        return False
    said = mapping(page.front.get("build") or page.front.get("_build")).get("render", "always")
    return said not in (False, "never", "link", "false")
