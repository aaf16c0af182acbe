"""Hugo's configuration: one file or a folder of parts, production's on top, parameters of themes below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclint.formats.frontmatter import Broken
from disclint.site.data import LANGUAGES, folded, load
from disclint.site.scope import Sourced
from disclint.site.tree import Tree
from disclint.site.values import Place, Unresolved

Values = dict[str, object]
_ROOTS = tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json"))
_PARTS = {"menu": "menus", "permalink": "permalinks"}
# What a language may set beside its parameters; anything else counts as a parameter, as it did before Hugo 0.112.
_OF_LANGUAGES = frozenset(
    "baseurl contentdir copyright disabled disableKinds languagecode languagedirection languagename locale label direction"
    " menu menus params taxonomies title weight permalinks".lower().split()
)


class Params(dict[str, object]):
    """Parameters: names count in any case."""

    def lookup(self, key: object) -> object:
        return self.get(str(key).lower())


class Language(NamedTuple):
    """`params` are the site's with the language's on top; `said` is what the configuration says of the language."""

    code: str
    params: Params
    said: Mapping[str, object]


class Configuration:
    """`values` in small letters; `languages` by code, the site's only one under the default code."""

    def __init__(self, values: Values, main: str) -> None:
        self.values, self.main = values, main
        self.default = self.text("defaultcontentlanguage").lower() or "en"
        told = mapping(values.get("languages"))
        self.multilingual = bool(told)
        self.languages = {
            code: Language(code, _params(values, mapping(said)), mapping(said))
            for code, said in (told or {self.default: {}}).items()
        }
        if self.default not in self.languages:
            self.default = next(iter(self.languages))

    def get(self, dotted: str) -> object:
        value: object = self.values
        for name in dotted.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def text(self, dotted: str, otherwise: str = "") -> str:
        value = self.get(dotted)
        return value if isinstance(value, str) else otherwise

    def on(self, dotted: str) -> bool:
        return str(self.get(dotted)).lower() == "true"

    def told(self, language: str, name: str) -> object:
        """What the language says of a name, or else the site."""
        said = self.languages[language].said.get(name) if language in self.languages else None
        return self.values.get(name) if said is None else said


def mapping(value: object) -> Values:
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _params(values: Values, said: Values) -> Params:
    old = {key: value for key, value in said.items() if key not in _OF_LANGUAGES}
    return as_params(deep(mapping(values.get("params")), deep(old, mapping(said.get("params")))))


def as_params(value: Values) -> Params:
    """The same in which names count in any case, all the way down."""
    return Params({str(key).lower(): _cased(item) for key, item in value.items()})


def _cased(value: object) -> object:
    if isinstance(value, dict):
        return as_params(value)
    return [_cased(item) for item in value] if isinstance(value, list) else value


def deep(below: Values, above: Values) -> Values:
    """One mapping over another, mappings inside them merged."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = deep(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def configuration(tree: Tree, folder: str) -> tuple[Values, str]:
    """What the site, theme or module in that folder configures (production's view), and its main file; ({}, "") for none."""
    main = tree.first(*(f"{folder}/{name}" for name in _ROOTS))
    values = file_values(tree, main) if main else {}
    for environment in ("_default", "production"):
        for path, part in _folder(tree, f"{folder}/config/{environment}"):
            values = deep(values, part)
            main = main or path
    return values, main


def _folder(tree: Tree, folder: str) -> Iterator[tuple[str, Values]]:
    names = tree.listing(folder)
    for name in sorted(names, key=lambda name: (name not in _ROOTS, name)):
        stem, _, ending = name.rpartition(".")
        if ending not in LANGUAGES:
            continue
        path = f"{folder}/{name}"
        found = file_values(tree, path)
        part, _, language = stem.lower().partition(".")
        if name not in _ROOTS:
            found = {_PARTS.get(part, part): found}
            found = {"languages": {language: found}} if language else found
        yield path, found


def file_values(tree: Tree, path: str) -> Values:
    """The fields of one file, names in small letters; a note and nothing where it can't be read."""
    text = tree.read(path)
    if text is None:
        return {}
    try:
        return mapping(folded(load(path, text)))
    except Broken as broken:
        tree.notes.append(Unresolved(Place(path, broken.offset), f"{broken.message}; nothing of it is known"))
        return {}


def place_of(value: object, otherwise: str) -> Place:
    """Where a configured value is written; the start of the file `otherwise` where that is not known."""
    return value.place if isinstance(value, Sourced) else Place(otherwise)
