"""The site as Hugo's templates see it: its parameters, its languages, its data files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from disclint.formats.frontmatter import Broken
from disclint.site.data import LANGUAGES, load
from disclint.site.hugoasked import plain
from disclint.site.hugoconfig import Params, as_params, mapping
from disclint.site.scope import UNKNOWN
from disclint.site.values import Place, Unresolved

if TYPE_CHECKING:
    from disclint.site.hugo import Hugo


class Scratch:
    """Hugo's scratch pad."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def lookup(self, key: object) -> object:
        return dict(self.values) if key == "Values" else UNKNOWN


class SiteView:
    """The site in one language."""

    def __init__(self, hugo: Hugo, code: str) -> None:
        self.hugo, self.code = hugo, code
        self.language = hugo.configuration.languages.get(code) or next(iter(hugo.configuration.languages.values()))
        self.params = SiteParams(self.language.params)

    def lookup(self, key: object) -> object:
        configuration = self.hugo.configuration
        match str(key):
            case "Params":
                return self.params
            case "Title" | "Copyright" | "LanguageCode" | "BaseURL":
                return configuration.told(self.code, str(key).lower()) or ""
            case "Data":
                return self.hugo.data
            case "Language":
                said = self.language.said
                name = said.get("languagename", said.get("label", ""))
                return {"Lang": self.code, "LanguageName": name, "Params": self.params, "Title": self.lookup("Title")}
            case "Lang":
                return self.code
            case "IsMultiLingual":
                return len(configuration.languages) > 1
            case "Author" | "Social":
                return as_params(mapping(configuration.values.get(str(key).lower())))
            case "IsServer" | "BuildDrafts":
                return False
            case "MainSections":
                return self.params.lookup("mainsections")
        return UNKNOWN


class SiteParams(Params):
    """The site's parameters. Which sections are the main ones is worked out by Hugo where it isn't said."""

    def lookup(self, key: object) -> object:
        name = str(key).lower()
        return UNKNOWN if name == "mainsections" and name not in self else self.get(name)


class Data(Mapping[str, object]):
    """A folder of data files, read when they are asked for; the project's files before those of themes."""

    def __init__(self, hugo: Hugo, prefix: str = "") -> None:
        self.hugo, self.prefix = hugo, prefix
        self._names: dict[str, str] = {}
        for name in hugo.layers.files("data"):
            if name.startswith(prefix):
                first, slash, _ = name[len(prefix) :].partition("/")
                stem, _, ending = first.rpartition(".")
                if slash:
                    self._names.setdefault(first, "")
                elif ending in LANGUAGES:
                    self._names.setdefault(stem, name)
        self._loaded: dict[str, object] = {}

    def lookup(self, key: object) -> object:
        name = str(plain(key)).lower()
        if name not in self._names:
            return None
        if name not in self._loaded:
            file = self._names[name]
            self._loaded[name] = self._load(file) if file else Data(self.hugo, f"{self.prefix}{name}/")
        return self._loaded[name]

    def _load(self, file: str) -> object:
        path = self.hugo.layers.files("data")[file]
        text = self.hugo.tree.read(path)
        if text is None:
            return UNKNOWN
        try:
            return load(path, text)
        except Broken as broken:
            note = Unresolved(Place(path, broken.offset), f"{broken.message}; nothing of it is known")
            self.hugo.tree.notes.append(note)
            return UNKNOWN

    def __getitem__(self, key: str) -> object:
        if key.lower() not in self._names:
            raise KeyError(key)
        return self.lookup(key)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)
