"""The configuration of every file: the nearest `disclint.yaml` upwards, or `[tool.disclint]`, within the repository.

A nested file extends its parent: mappings merge, lists replace, `exclude` adds up as nested .gitignore files do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from disclint.config import Config, Place, Values, ignoring, listed, mapping, text, texts
from disclint.discover import printed
from disclint.facts import Approved
from disclint.model import DisclintError, Problem
from disclint.policyfiles import PolicyFiles
from disclint.ruleset.rule import Json
from disclint.site.detection import NO_SITE, Site, site_in

if TYPE_CHECKING:
    from disclint.configfile import Written

NAME = "disclint.yaml"
PYPROJECT = "pyproject.toml"
BASELINE = "disclint-baseline.json"
EXCEPTIONS = "disclint-exceptions.yaml"
NONE = "none"


class Configs:
    """The configuration and the site of every file, each folder asked once. `only` is the one file of `--config`,
    `baseline` that of `--baseline`; `files` says where all of it is read from.

    `problems` gathers what is wrong with the files read so far.
    """

    def __init__(self, only: str | None = None, baseline: str = "", files: PolicyFiles | None = None) -> None:
        self.files = files or PolicyFiles()
        self._near: dict[tuple[str, str], str] = {}
        self._baseline = os.path.abspath(baseline) if baseline not in ("", NONE) else baseline
        self._folders: dict[str, tuple[Config, Site]] = {}
        self._ignores: dict[tuple[str, tuple[str, ...]], Callable[[str], bool | None]] = {}
        self._registers: dict[str, tuple[Approved, ...]] = {}
        self._only = only
        self.problems: list[Problem] = []
        self._base = Config({})
        if only is not None:
            self._base = self.extended(self._base, os.path.abspath(only))

    def of(self, path: str) -> Config:
        """The configuration of the file at an absolute path."""
        return self._folder(os.path.dirname(path))[0]

    def site(self, path: str) -> Site:
        return self._folder(os.path.dirname(path))[1]

    def baseline(self, path: str) -> str:
        """The absolute path of the baseline for the file at an absolute path: the one asked for, else the configured one,
        else the nearest of the usual name within the repository; empty where there is none."""
        said = self._baseline or text(self.of(path).values.get("baseline"))
        if said:
            return "" if said == NONE else said
        return self._nearest(os.path.dirname(path), BASELINE)

    def exceptions(self, path: str) -> str:
        """The absolute path of the register of exceptions for the file at an absolute path, as for the baseline."""
        said = text(self.of(path).values.get("exceptions"))
        if said:
            return "" if said == NONE else said
        return self._nearest(os.path.dirname(path), EXCEPTIONS)

    def _nearest(self, folder: str, name: str) -> str:
        if (folder, name) not in self._near:
            own, parent = os.path.join(folder, name), os.path.dirname(folder)
            top = parent == folder or os.path.exists(os.path.join(folder, ".git"))
            self._near[folder, name] = own if self._there(own) else "" if top else self._nearest(parent, name)
        return self._near[folder, name]

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders asked for so far."""
        return tuple(self._folders)

    @property
    def only(self) -> str:
        """The one configuration of `--config`, or empty."""
        return os.path.abspath(self._only) if self._only is not None else ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The registers of figures read so far."""
        return tuple(self._registers)

    def _there(self, path: str) -> bool:
        """Whether a file of a usual name is there; a register may come with a change that another policy judges."""
        return self.files.isfile(path) or (path.endswith(EXCEPTIONS) and os.path.isfile(path))

    def all(self) -> Iterator[Config]:
        """Every configuration met so far, once, in a stable order."""
        return iter({id(c): c for _, (c, _) in sorted(self._folders.items())}.values())

    def excluded(self, path: str) -> bool:
        """Whether the configuration of the path's folder leaves it out; a nested file can bring it back (`!name`)."""
        verdict = False
        for folder, lines in self.of(path).excludes:
            key = (folder, lines)
            if key not in self._ignores:
                self._ignores[key] = ignoring(folder, lines)
            found = self._ignores[key](path)
            verdict = verdict if found is None else found
        return verdict

    def _folder(self, folder: str) -> tuple[Config, Site]:
        if folder not in self._folders:
            self._folders[folder] = self._look(folder)
        return self._folders[folder]

    def _look(self, folder: str) -> tuple[Config, Site]:
        parent = os.path.dirname(folder)
        top = parent == folder or os.path.exists(os.path.join(folder, ".git"))
        outer, site = (self._base, NO_SITE) if top else self._folder(parent)
        config = outer if self._only is not None else self._nested(outer, folder)
        own = site_in(folder)
        return config, own if own.name else site

    def _nested(self, outer: Config, folder: str) -> Config:
        yaml, toml = os.path.join(folder, NAME), os.path.join(folder, PYPROJECT)
        config = self.extended(outer, yaml) if self.files.isfile(yaml) else outer
        if not self.files.isfile(toml):
            return config
        both = self.extended(outer, toml)
        if both is not outer and config is not outer:
            self.problems.append(
                Problem(printed(toml), f"[tool.disclint] stands beside {NAME}; keep one of them", 1, 1)
            )
            return Config({}, folder, broken=True)
        return config if both is outer else both

    def around(self, path: str) -> Config:
        """What holds for the folder of an absolute path apart from the folder's own files."""
        folder = os.path.dirname(path)
        parent = os.path.dirname(folder)
        top = parent == folder or os.path.exists(os.path.join(folder, ".git"))
        return self._base if top else self._folder(parent)[0]

    def extended(self, outer: Config, path: str) -> Config:
        """`outer` with what the file of that path says, and `outer` itself where that is nothing."""
        from disclint.configfile import read_file

        shown, folder = printed(path), os.path.dirname(path)
        read = self.files.real(path)
        written, problems = read_file(read, shown)
        self.problems += problems
        if written is None:
            return Config({}, folder, broken=True) if problems else outer
        values = dict(written.value)
        own = texts(values.pop("exclude", None))
        if "packs" in values:
            values["packs"] = [self._named(p, folder) if _own(p) else p for p in texts(values["packs"])]
        for key in ("baseline", "exceptions"):
            if (named := text(values.get(key))) and named != NONE:
                values[key] = self._named(named, folder)
        config = Config(
            _merged(outer.values, values), folder if "documents" in values else outer.folder, broken=outer.broken
        )
        self.problems += _strangers(config, shown, written)
        config.places = outer.places | {name: Place(shown, *place, read) for name, place in written.places.items()}
        config.excludes = (*outer.excludes, (folder, own)) if own else outer.excludes
        config.register = outer.register
        if names := texts(mapping(values.get("claims")).get("register")):
            found = [self._register(self._named(n, folder), config, i) for i, n in enumerate(names)]
            config.register = tuple(entry for entries in found for entry in entries or ())
            config.broken = config.broken or None in found
        return config

    def _named(self, name: str, folder: str) -> str:
        """The absolute path that a configuration in the folder names."""
        return self.files.named(os.path.normpath(os.path.join(folder, os.path.expanduser(name))), folder)

    def _register(self, path: str, config: Config, number: int) -> tuple[Approved, ...] | None:
        """The entries of a file of approved figures, read once; None where it can't be used, which is a problem."""
        from disclint.registerfile import read_register

        if path not in self._registers:
            try:
                entries, problems = read_register(self.files.real(path), printed(path))
            except DisclintError as error:
                place = config.places[f"register {number}"]
                message = f"claims: the register {printed(path)} {error.problem.message}"
                entries, problems = (), (Problem(place.path, message, place.line, place.column),)
            self.problems += problems
            if problems:
                return None
            self._registers[path] = entries
        return self._registers[path]


def _merged(outer: Values, inner: Values) -> dict[str, Json]:
    """`inner` over `outer`, but a disclosure is one thing: an inner one takes the place of its namesake as a whole."""
    result = merged(outer, inner)
    if "disclosures" in result:
        result["disclosures"] = {**mapping(outer.get("disclosures")), **mapping(inner.get("disclosures"))}
    return result


def merged(outer: Values, inner: Values) -> dict[str, Json]:
    """`inner` over `outer`: mappings merge, anything else replaces."""
    result = dict(outer)
    for key, value in inner.items():
        below = result.get(key)
        result[key] = merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return result


def _own(pack: str) -> bool:
    return pack.startswith(("./", "../", "/", "~")) or pack in (".", "..") or os.path.isabs(pack)


def _strangers(config: Config, shown: str, written: Written) -> list[Problem]:
    """Speaking entities that nobody has configured."""
    from disclint.ruleset.scalars import nearest

    known = {name for entity in config.entities for name in entity.names}
    said = [e.get("entity") for e in listed(written.value.get("documents")) if isinstance(e, dict)]
    place = written.places.get("documents", (1, 1))
    return [
        Problem(
            shown,
            f'documents: no entity of the firm is called "{name}"{nearest(str(name), tuple(sorted(known)))}',
            *place,
        )
        for name in said
        if name is not None and name not in known
    ]
