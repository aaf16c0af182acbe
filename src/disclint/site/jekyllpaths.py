"""What Jekyll makes of a path: its collection, its date, the front matter it inherits, the file it becomes."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from typing import NamedTuple

from disclint.lazy import expression

_POST = expression(r"(?:(\d{4}-\d{1,2}-\d{1,2})-)?+(.+?)\.[A-Za-z]++\Z")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_KEPT, _PLAIN = expression(r"[\w.~!$&'()+,;=@-]++"), expression(r"[^\W_]++")  # what stays of a name in an address
_CALENDAR = {
    "short_month": "%b",
    "long_month": "%B",
    "short_day": "%a",
    "long_day": "%A",
    "y_day": "%j",
    "week": "%V",
    "w_year": "%G",
    "w_day": "%u",
}
_NEVER = ("node_modules", "vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby")
_PLACEHOLDER = expression(r":([a-z_]++)")


class Where(NamedTuple):
    """`collection` is posts, drafts, the collection's name, or pages; `special` says that the file builds pages without
    being one (a layout, an include, data)."""

    relative: str
    collection: str
    slug: str
    date: str
    special: bool = False


def where(relative: str, config: Mapping[str, object]) -> Where:
    """What the path (relative to the site's folder, with `/`) is."""
    *folders, name = relative.split("/")
    match = _POST.fullmatch(name)
    date, slug = (match[1] or "", match[2]) if match else ("", name)
    built, included = _collections(config), _names(config, "include")
    for folder in folders:
        if folder == "_posts":
            return Where(relative, "posts", slug, date, special=not date)
        if folder == "_drafts":
            return Where(relative, "drafts", slug, date)
        if folder.startswith("_") and folder not in included:
            own = folder[1:] in built
            return Where(relative, folder[1:] if own else "", slug if own else name, date, not built.get(folder[1:]))
    return Where(relative, "pages", name.rpartition(".")[0], "")


def _collections(config: Mapping[str, object]) -> dict[str, bool]:
    """The site's own collections, and whether their documents become pages."""
    known = config.get("collections")
    if isinstance(known, list):
        return dict.fromkeys(map(str, known), False)
    settings = known.items() if isinstance(known, Mapping) else ()
    return {str(name): isinstance(own, Mapping) and own.get("output") is True for name, own in settings}


def _names(config: Mapping[str, object], key: str) -> list[str]:
    said = config.get(key)
    return [str(name).strip("/") for name in said] if isinstance(said, list) else []


def excluded(relative: str, config: Mapping[str, object]) -> bool:
    """Whether the site's configuration leaves a path out."""
    parts = relative.split("/")
    above = ["/".join(parts[:i]) for i in range(1, len(parts) + 1)]
    included = _names(config, "include")
    if any(part[:1] in (".", "#") or part[-1:] == "~" for part in parts if part not in included):
        return True
    return any(_fits(path, name) for name in (*_NEVER, *_names(config, "exclude")) for path in above)


def _fits(path: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    return path == pattern or (any(c in pattern for c in "*?[") and fnmatchcase(path, pattern))


def merged(above: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """A document's fields: its own before those it inherits, where they hold something."""
    return {**above, **{name: value for name, value in own.items() if value is not None or name not in above}}


def inherited(at: Where, config: Mapping[str, object]) -> dict[str, object]:
    """Front matter from `defaults`: the more specific scope wins."""
    found: list[tuple[int, Mapping[str, object]]] = []
    entries = config.get("defaults")
    for entry in entries if isinstance(entries, list) else ():
        scope = entry.get("scope") if isinstance(entry, Mapping) else None
        values = entry.get("values") if isinstance(entry, Mapping) else None
        if isinstance(scope, Mapping) and isinstance(values, Mapping) and _in_scope(at, scope):
            found.append((len(str(scope.get("path") or "")) * 2 + bool(scope.get("type")), values))
    merged: dict[str, object] = {}
    for _, values in sorted(found, key=lambda item: item[0]):
        merged.update(values)
    return merged


def _in_scope(at: Where, scope: Mapping[str, object]) -> bool:
    path, kind = str(scope.get("path") or "").lstrip("/"), scope.get("type")
    if kind and kind not in (at.collection, {"pages": "page", "posts": "post", "drafts": "draft"}.get(at.collection)):
        return False
    if "*" in path:
        from fnmatch import fnmatchcase

        return fnmatchcase(at.relative, path) or fnmatchcase(at.relative, path.rstrip("/") + "/*")
    return at.relative.startswith(path)


def outputs(at: Where, front: Mapping[str, object], config: Mapping[str, object]) -> tuple[str, ...]:
    """The file below `_site` that the document becomes."""
    said = str(front.get("permalink") or "") or _pattern(at, config)
    path = _PLACEHOLDER.sub(lambda m: _filled(m[1], at, front, config), said)
    path = "/".join(part for part in path.split("/") if part)
    if said.endswith("/") or not os.path.splitext(path)[1]:
        extensionless = "" if said.endswith("/") else f"{path}.html"
        return tuple(p for p in (f"{path}/index.html".lstrip("/"), extensionless) if p)
    return (path,)


def _pattern(at: Where, config: Mapping[str, object]) -> str:
    style = str(config.get("permalink") or "date")
    if at.collection in ("posts", "drafts"):
        return _STYLES.get(style, style)
    ending = "/" if style == "pretty" or style.endswith("/") else ".html"
    known = config.get("collections")
    settings = known.get(at.collection) if isinstance(known, Mapping) else None
    if at.collection != "pages":
        own = settings.get("permalink") if isinstance(settings, Mapping) else None
        return str(own or f"/:collection/:path{ending}")
    if at.slug == "index":
        return f"/{os.path.dirname(at.relative)}/index.html"
    return f"/{at.relative.rpartition('.')[0]}{ending}"


def _filled(name: str, at: Where, front: Mapping[str, object], config: Mapping[str, object]) -> str:
    date = str(front.get("date") or at.date)[:10]
    year, month, day = (*date.split("-"), "", "", "")[:3]
    slug = str(front.get("slug") or at.slug)
    inner = at.relative.rpartition(".")[0].split(f"_{at.collection}/")[-1]
    values = {
        "title": _slug(slug, _KEPT),
        "slug": _slug(slug.lower(), _PLAIN),
        "name": _slug(at.slug.lower(), _PLAIN),
        "path": inner,
        "year": year,
        "short_year": year[2:],
        "month": month.zfill(2),
        "i_month": month.lstrip("0"),
        "day": day.zfill(2),
        "i_day": day.lstrip("0"),
        "collection": at.collection,
        "categories": "/".join(_categories(at, front, config)),
        "output_ext": ".html",
        "basename": at.slug,
    }
    return values[name] if name in values else _of_calendar(name, date)


def _of_calendar(name: str, date: str) -> str:
    """`:short_month`, `:y_day` …; empty where there is no such date."""
    code = _CALENDAR.get(name)
    try:
        year, month, day = map(int, date.split("-"))
        return datetime.date(year, month, day).strftime(code) if code else ""
    except ValueError:
        return ""


def _slug(text: str, parts: re.Pattern[str]) -> str:
    return "-".join(parts.findall(text))


def _categories(at: Where, front: Mapping[str, object], config: Mapping[str, object]) -> list[str]:
    """Folders above `_posts`, then the front matter's."""
    home = str(config.get("collections_dir") or "").strip("/")
    path = at.relative.removeprefix(f"{home}/") if home else at.relative
    above = path.split("/_posts/")[0].split("/") if "/_posts/" in path else []
    said = front.get("categories", front.get("category"))
    own = said.split() if isinstance(said, str) else [str(c) for c in said] if isinstance(said, list) else []
    return [c.lower() for c in (*above, *own)]
