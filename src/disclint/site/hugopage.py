"""One page as Hugo's templates see it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

from disclint.document import Call
from disclint.site.hugoasked import TEXT, AskedParams, Question, Way, ask, wrapped
from disclint.site.hugoconfig import as_params
from disclint.site.hugocontent import Where, params_of
from disclint.site.hugosite import Scratch, SiteView
from disclint.site.scope import CONTENT, UNKNOWN, sourced
from disclint.site.values import Page, Place

if TYPE_CHECKING:
    from disclint.site.hugo import Hugo

_SECTIONS = ("CurrentSection", "FirstSection", "Parent")
_OWN = frozenset(
    (
        "Title", "LinkTitle", "Description", "Summary", "Section", "Type", "Kind", "Layout", "IsPage",
        "IsHome", "IsNode", "IsSection", "Draft", "Lang", "RelPermalink", "Permalink", "Slug", "Keywords",
    )
)  # fmt: skip
_CONTENT = ("Content", "ContentWithoutSummary", "RenderString")
_ALIASES = {"Keywords": "keywords", "Slug": "slug", "Layout": "layout", "Summary": "summary"}


class HugoPage:
    """Answers what templates ask of a document's page; `asked` notes question and answer, `reads` the document's fields."""

    def __init__(self, hugo: Hugo, page: Page, where: Where) -> None:
        self.hugo, self.page, self.where = hugo, page, where
        self.reads: set[str] = set()
        self.asked: dict[Question, object] = {}
        self.count = 0
        self._sections: dict[str, dict[str, object]] = {}
        own = {name: value for name, value in page.front.items() if not _nested(name, page.front)}
        self.spelled: dict[str, str] = {name.lower(): name for name in own}
        self.cascaded = {k: v for k, v in hugo.content.cascaded(where).items() if k not in self.spelled}
        self.front = {**self.cascaded, **{name.lower(): self._placed(name, value) for name, value in own.items()}}
        self.params = params_of(self.front)

    def _placed(self, name: str, value: object) -> object:
        """A field's value; its text knows its place."""
        if not isinstance(value, str):
            return value
        place = self.page.origins.get(name, Place(self.page.path))
        start = place.offset + self.page.text.startswith(('"', "'"), place.offset)
        exact = self.page.text.startswith(value, start)
        return sourced(value, place._replace(offset=start), exact=exact, syntax="text")

    @property
    def language(self) -> str:
        return self.where.language

    @property
    def type(self) -> str:
        said = self.front.get("type")
        return said if isinstance(said, str) and said else self.where.section or "page"

    @property
    def layout(self) -> str:
        said = self.front.get("layout")
        return said if isinstance(said, str) else ""

    # -- answers

    def raw(self, way: Way) -> object:
        value: object = None
        for i, name in enumerate(way):
            if i == 0:
                value = self._field(str(name))
            elif isinstance(name, str) and name.startswith("|"):
                value = TEXT[name](value) if isinstance(value, str) else value
            elif isinstance(value, Mapping):
                value = value.get(str(name), value.get(str(name).lower()))
            elif isinstance(value, list) and isinstance(name, int):
                value = value[name] if name < len(value) else None
            else:
                value = None
        return value

    def _field(self, name: str) -> object:
        kind = self.where.kind
        match name:
            case "Params":
                return self.params
            case "Title" | "LinkTitle":
                return self.front.get("linktitle" if name == "LinkTitle" else "title") or self.front.get("title", "")
            case "Section":
                return self.where.section
            case "Type":
                return self.type
            case "Kind":
                return kind
            case "IsPage" | "IsHome" | "IsSection":
                return kind == name[2:].lower()
            case "IsNode":
                return kind != "page"
            case "Draft":
                return str(self.front.get("draft", "")).lower() == "true"
            case "Lang":
                return self.where.language
            case "Permalink" | "RelPermalink":
                return self._address(absolute=name == "Permalink")
            case "HasDate":
                return bool(self.front.get("date"))
            case "File":
                return self._file()
            case "Shortcodes":
                return {call.name: True for call in self.page.calls if isinstance(call, Call)}
            case "CurrentSection" | "FirstSection" | "Parent":
                if name not in self._sections:
                    self._sections[name] = self._section(name)
                return self._sections[name]
        return self.front.get(_ALIASES.get(name, name.lower()), "")

    def _address(self, *, absolute: bool) -> str:
        path = self.hugo.urls.address(self)
        base = self.hugo.configuration.text("baseurl")
        return base.rstrip("/") + path if absolute else path

    def _file(self) -> dict[str, object]:
        where = self.where
        name = posixpath.basename(where.path)
        bundle = where.base in ("index", "_index")
        return {
            "Path": where.path,
            "Dir": "/".join((*where.folders, "")),
            "LogicalName": name,
            "BaseFileName": name.rpartition(".")[0],
            "TranslationBaseName": where.base,
            "ContentBaseName": (where.folders[-1] if where.folders else "") if bundle else where.base,
            "Ext": where.ending,
            "Lang": where.language,
            "Filename": UNKNOWN,
            "UniqueID": UNKNOWN,
        }

    def _section(self, name: str) -> dict[str, object]:
        """A section around the page, as far as its own document tells."""
        where = self.where
        folders = where.sections[:1] if name == "FirstSection" else self.hugo.content.section_of(where)
        if name == "Parent" and where.kind in ("section", "taxonomy", "term"):
            folders = folders[:-1]
        front = self.hugo.content.section_front(folders, where.language)
        return {
            "Params": as_params(front),
            "Title": str(front.get("title", UNKNOWN)) if "title" in front else UNKNOWN,
            "Section": folders[0] if folders else "",
            "Type": str(front.get("type") or (folders[0] if folders else "page")),
            "Kind": "section" if folders else "home",
            "Description": front.get("description", ""),
            "IsHome": not folders,
            "IsSection": bool(folders),
            "IsPage": False,
        }


class PageView:
    """The page as a value."""

    def __init__(self, subject: HugoPage) -> None:
        self.subject = subject
        self.touched = 0  # how often a scratch pad of the page was used
        self._scratches: dict[str, Scratch] = {"Scratch": Scratch(), "Store": Scratch()}

    def lookup(self, key: object) -> object:
        name = str(key)
        if name in _CONTENT:
            return CONTENT
        if name == "Params":
            return AskedParams(self.subject, ("Params",))
        if name in ("Page", "Self"):
            return self
        if name in ("Site", "Sites", "Language"):
            return self.site if name == "Site" else UNKNOWN if name == "Sites" else self.site.lookup("Language")
        if name in self._scratches:
            self.touched += 1
            return self._scratches[name]
        if name in _SECTIONS:
            return Around(self.subject, name)
        if name == "File":
            return FileView(self.subject)
        if name in ("Date", "Lastmod", "PublishDate"):
            return Date(bool(ask(self.subject, ("HasDate",), "true")))
        if name in ("IsTranslated", "IsMenuCurrent", "HasMenuCurrent"):
            return UNKNOWN if self.subject.hugo.configuration.multilingual else False
        return wrapped(self.subject, (name,)) if name in _OWN else UNKNOWN

    @property
    def site(self) -> SiteView:
        return self.subject.hugo.site(self.subject.language)

    def param(self, name: str) -> object:
        """`.Param`: the page's parameter, or else the site's."""
        found: object = self.lookup("Params")
        other: object = self.site.params
        for part in name.split("."):
            found = getattr(found, "lookup", lambda _: None)(part)
            other = getattr(other, "lookup", lambda _: None)(part)
        return other if found is None else found


class FileView:
    def __init__(self, subject: HugoPage) -> None:
        self.subject = subject

    def lookup(self, key: object) -> object:
        return wrapped(self.subject, ("File", str(key)))


class Around:
    """A section that the page belongs to; what its document doesn't tell can't be known."""

    def __init__(self, subject: HugoPage, name: str) -> None:
        self.subject, self.name = subject, name

    def lookup(self, key: object) -> object:
        if key == "Params":
            return AskedParams(self.subject, (self.name, "Params"))
        if key == "Site":
            return self.subject.hugo.site(self.subject.language)
        if key not in ("Title", "Section", "Type", "Kind", "Description", "IsHome", "IsSection", "IsPage"):
            return UNKNOWN
        return wrapped(self.subject, (self.name, str(key)))


class Date:
    """A date, of which only that it is set is known here."""

    def __init__(self, given: bool) -> None:
        self.given = given

    def __bool__(self) -> bool:
        return self.given

    def lookup(self, key: object) -> object:
        return not self.given if key == "IsZero" else UNKNOWN

    def shown(self) -> object:
        return None


def _nested(name: str, front: Mapping[str, object]) -> bool:
    """Whether the name is a way into another field (`cover.image`)."""
    head, dot, _ = name.partition(".")
    return bool(dot) and isinstance(front.get(head), dict)
