"""What a result depends on, as hashes: the tool, what the run is asked for, the configuration with its rules, the file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from disclint.digests import sha256
from disclint.ruleset.load import builtin_rules

if TYPE_CHECKING:
    from disclint.checker import Checker, Options
    from disclint.config import Config
    from disclint.discover import File

# What decides which documents are judged, how they are compared and shown, but not what is found in one of them; the
# configuration has a key of its own.
_ELSEWHERE = frozenset(
    ("jobs", "force_exclude", "baseline", "ratchet", "diff", "policy_from", "config", "cache", "wants")
)
_LIBRARIES = ("regex", "pyromark", "pyahocorasick", "rapidfuzz", "pyyaml")


def run_key(options: Options) -> str:
    """What all documents of a run share: the tool itself, the options, the folder that paths are printed relative to."""
    said = [(name, value) for name, value in options._asdict().items() if name not in _ELSEWHERE]
    return digest((_tool(), repr(said), *sorted(options.wants - {"texts"}), os.getcwd()))


def config_key(config: Config, checker: Checker) -> str:
    """The configuration with everything that it names: rules, registers of figures, texts of templates."""
    provided = checker.sites.by_hand(config) if config.providers else None
    pieces = [provider.pieces for provider in provided.providers] if provided else ()
    places = sorted((name, place[:3]) for name, place in config.places.items())
    ready = checker.ready(config)
    rules = [(rule.id, rule.hash, rule.path) for rule in ready.ruleset.rules]
    said = json.dumps(config.values, sort_keys=True, default=str)
    return digest(
        (said, repr((config.folder, config.broken, config.register, places, pieces, rules, sorted(ready.held))))
    )


def file_key(file: File, data: bytes, config: str, site: tuple[str, ...]) -> str:
    return digest((sha256(data).hexdigest(), config, repr((*file, site))))


def digest(parts: Iterable[str]) -> str:
    """A SHA-256 over the parts, in hexadecimal; no two lists of parts share one."""
    total = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        total.update(b"%d\0" % len(data))
        total.update(data)
    return total.hexdigest()


@cache
def _tool() -> str:
    """This installation: its code, its rules, and the versions of what it reads documents with."""
    package = os.path.dirname(os.path.abspath(__file__))
    return digest((sys.version, *_libraries(), *_contents((package, str(builtin_rules())))))


def _libraries() -> Iterator[str]:
    """The folders in which versions of libraries are written, such as regex-2026.1.1.dist-info."""
    import regex

    names = os.listdir(os.path.dirname(os.path.dirname(os.path.abspath(regex.__file__))))
    return (name for name in sorted(names) if name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES))


def _contents(roots: Iterable[str]) -> Iterator[str]:
    """Names and hashes of all files below the folders."""
    for root in roots:
        for at, inner, names in os.walk(root, followlinks=True):
            inner[:] = sorted(name for name in inner if name != "__pycache__" and not name.startswith("."))
            for name in sorted(names):
                path = os.path.join(at, name)
                yield os.path.relpath(path, root)
                with open(path, "rb") as file:
                    yield sha256(file.read()).hexdigest()
