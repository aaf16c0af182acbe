"""Compiled files: JSON beside the YAML (in the wheel) or in the user's cache; unchanged YAML is never parsed again.

What is compiled is found by the hash of everything it was made from; stale or damaged files are simply not used.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from disclint import __version__
from disclint.digests import sha256
from disclint.model import DisclintError
from disclint.ruleset.rule import Json

VERSION = "1"  # of the compiled form; raise it when its meaning changes

# Where disclint is installed.
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
MOST_KEPT = 200  # compiled files in the user's cache


def load_data(path: Path) -> Json:
    """The value of a YAML file. DisclintError, with the place, where it can't be read."""
    data = read_bytes(path)
    key = digest([data])
    kept = recall(os.path.splitext(path)[0] + ".json", key)
    if kept is None or "value" not in kept:
        kept = {"value": _parse(data, path)}
        keep(key, kept)
    return kept["value"]


def _parse(data: bytes, path: Path) -> Json:
    from disclint.ruleset.nodes import read_yaml

    return read_yaml(text_of(data, path), shown(path)).value()


def compile_data(path: Path) -> dict[str, Json]:
    """What belongs into the `.json` beside a YAML file, for the wheel."""
    data = read_bytes(path)
    return {"key": digest([data]), "value": _parse(data, path)}


def read_bytes(path: str | Path) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise DisclintError(f"cannot be read: {error.strerror or error}", shown(path)) from None


def text_of(data: bytes, path: str | Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DisclintError("not UTF-8; save the file as UTF-8", shown(path), line, 1) from None


def shown(path: str | Path) -> str:
    """The path as messages print it: relative where it lies under the working directory, with `/`."""
    text, here = os.path.abspath(path), os.getcwd()
    inside = text.startswith(here.rstrip(os.sep) + os.sep)
    text = text[len(here.rstrip(os.sep)) + 1 :] if inside else text
    return text.replace(os.sep, "/")


def digest(parts: Iterable[bytes]) -> str:
    """A SHA-256 over the parts and what compiles them, in hexadecimal."""
    total = sha256()
    for part in (_maker(), *parts):
        total.update(b"%d\0" % len(part))
        total.update(part)
    return total.hexdigest()


def _maker() -> bytes:
    """What compiles: the version, and the sizes of the modules that do it, which are the same wherever it is installed."""
    return f"disclint {__version__} {VERSION} {[(name, size) for name, size, _ in _modules()]}".encode()


def _kept_as(key: str) -> str:
    """The name of a file in the user's cache. The modules' ages are part of it: an edit of a working copy that
    leaves their sizes as they were leaves no stale files behind, and two installations keep files of their own."""
    ages = sum(changed for _, _, changed in _modules())
    return f"{key}-{ages % 2**64:x}.json"


@cache
def _modules() -> tuple[tuple[str, int, int], ...]:
    """Names, sizes, and times of change of the modules beside this one."""
    try:
        entries = [entry for entry in os.scandir(os.path.dirname(__file__)) if entry.name.endswith(".py")]
        found = [(entry.name, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries]
    except OSError:
        return ()
    return tuple(sorted(found))


def recall(beside: str, key: str) -> dict[str, Json] | None:
    """What was compiled under that key: beside the YAML that comes with disclint, else from the user's cache. Beside a house's
    own YAML anybody's pull request could put something else under the right key, so nothing is read there."""
    kept = _read(beside, key) if beside and os.path.abspath(beside).startswith(PACKAGE) else None
    folder = cache_folder()
    return kept if kept is not None or not folder else _read(os.path.join(folder, _kept_as(key)), key)


def _read(path: str, key: str) -> dict[str, Json] | None:
    try:
        with open(path, "rb") as file:
            value = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and value.get("key") == key else None


def keep(key: str, value: dict[str, Json]) -> None:
    """Puts a compiled value into the user's cache; a cache that can't be written to is no fault."""
    folder = cache_folder()
    if not folder:
        return
    try:
        os.makedirs(folder, exist_ok=True)
        write(os.path.join(folder, _kept_as(key)), {"key": key, **value})
        thin_out(folder, MOST_KEPT)
    except OSError:
        return


def thin_out(folder: str, most: int) -> None:
    """Removes the oldest files of a folder beyond `most`: each change leaves one behind."""
    with os.scandir(folder) as entries:
        found = sorted((entry.stat().st_mtime, entry.path) for entry in entries)
    for _, path in found[:-most]:
        os.unlink(path)


def write(path: str, value: dict[str, Json]) -> None:
    """Writes all or nothing: a reader at the same time sees the old file or the new one."""
    passing = f"{path}.{os.getpid()}"
    try:
        # a file's name may hold bytes that are no text; json.loads takes them back
        with open(passing, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(passing, path)
    except OSError:
        if os.path.exists(passing):
            os.unlink(passing)
        raise


def cache_folder() -> str:
    """The user's cache folder for compiled files, or "" where the system names none."""
    if os.environ.get("XDG_CACHE_HOME", "").startswith("/"):
        return os.path.join(os.environ["XDG_CACHE_HOME"], "disclint", "compiled")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(base, "disclint", "compiled") if base else ""
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        return ""
    return os.path.join(home, "Library/Caches" if sys.platform == "darwin" else ".cache", "disclint", "compiled")
