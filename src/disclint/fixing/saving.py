"""Writes a mended document: its encoding, byte order mark, line ends and mode stay, and it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile

from disclint.discover import work_tree
from disclint.model import DisclintError, Source
from disclint.read import decode, mark_of


def loaded(path: str, name: str, encoding: str | None) -> tuple[bytes, Source]:
    """The file's bytes and what they say. DisclintError where it can't be read."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise DisclintError(f"can't be read: {error.strerror or error}", name) from None
    return data, decode(data, name, encoding)


def _may_change(real: str, name: str) -> None:
    """DisclintError where the file is read-only, or no ordinary one."""
    mode = os.stat(real).st_mode
    if not stat.S_ISREG(mode):
        raise DisclintError("is no ordinary file, so it was not changed", name)
    if not mode & 0o222 or not os.access(real, os.W_OK):
        raise DisclintError("is read-only, so it was not changed; make it writable, or leave it out", name)


def _inside(path: str, name: str) -> str:
    """The file that the path leads to. DisclintError where that lies outside of the repository."""
    root = work_tree(os.path.dirname(path)) or os.path.dirname(path)
    real, top = os.path.realpath(path), os.path.realpath(root)
    if not real.startswith(top.rstrip(os.sep) + os.sep):
        raise DisclintError("is a link that leads out of the repository, so it was not changed", name)
    return real


def encoded(data: bytes, source: Source) -> bytes:
    """The bytes of the text, with the byte order mark that `data` begins with. DisclintError where its encoding lacks a
    character."""
    try:
        return mark_of(data) + source.text.encode(source.encoding)
    except UnicodeError as error:
        raise DisclintError(
            f"can't be written in {source.encoding}: {error}; it was not changed", source.path
        ) from None


def save(path: str, name: str, before: bytes, was: Source, now: Source) -> None:
    """Puts `now` in the place of the file that held the bytes `before` (the text `was`). DisclintError where the file may not be
    changed, was changed since, or can't be written; it is then as it was."""
    real = _inside(path, name)
    if encoded(before, was) != before:
        advice = f"its bytes would not all come back from {was.encoding}, so it was not changed; save it as UTF-8"
        raise DisclintError(advice, name)
    folder, base = os.path.split(real)
    made = ""
    try:
        _may_change(real, name)
        handle, made = tempfile.mkstemp(prefix=f".{base[:100]}.", suffix=".tmp", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(encoded(before, now))
            file.flush()
            os.fsync(file.fileno())
        _take_after(real, made)
        _unchanged(real, name, before)
        os.replace(made, real)
    except OSError as error:
        raise DisclintError(f"can't be written: {error.strerror or error}; it was not changed", name) from None
    finally:
        if made:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(made)


def _take_after(real: str, made: str) -> None:
    """Gives the new file the mode of the old one, and its owner where that is allowed."""
    was = os.stat(real)
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(made, was.st_uid, was.st_gid)
    os.chmod(made, stat.S_IMODE(was.st_mode))


def _unchanged(real: str, name: str, before: bytes) -> None:
    with open(real, "rb") as file:
        now = file.read()
    if now != before:
        raise DisclintError("was changed by somebody else meanwhile, so it was not written; run it again", name)
