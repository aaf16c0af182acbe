"""The baseline as a file: JSON with one finding a line, sorted, so that people can read it and git can merge it.

Paths are relative to the file's folder. There are no line numbers: what moves stays the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from disclint.model import DisclintError, Lines
from disclint.ruleset.rule import Json

VERSION = 1
AGAIN = "restore the file, or delete it and run: disclint baseline write"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_KEYS = ("rule", "element", "state", "fingerprint", "excerpt")


class Entry(NamedTuple):
    """One finding that is known. `excerpt` is for people alone."""

    rule: str
    element: str
    state: str
    fingerprint: str
    excerpt: str = ""

    @property
    def name(self) -> str:
        return f"{self.rule}#{self.element}" if self.element else self.rule

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.element, self.fingerprint


class Recorded(NamedTuple):
    """What is known of one document. `sketch` tells it from others where findings alone can't (see `disclint.sketch`)."""

    entries: tuple[Entry, ...]
    sketch: tuple[str, ...] = ()


class Baseline(NamedTuple):
    """Documents by their path, which is relative to the folder of the file, with `/`."""

    documents: Mapping[str, Recorded] = {}

    @property
    def size(self) -> int:
        return sum(len(recorded.entries) for recorded in self.documents.values())


def read(path: str, shown: str) -> Baseline:
    """The baseline in a file; DisclintError where it can't be read or is none."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except OSError as error:
        raise DisclintError(f"the baseline can't be read: {error.strerror or error}", shown) from None
    except UnicodeDecodeError:
        raise DisclintError(f"the baseline is not UTF-8; {AGAIN}", shown, 1, 1) from None
    return parse(text, shown)


def parse(text: str, shown: str) -> Baseline:
    """The baseline that a text holds; DisclintError with the place where it is none."""
    try:
        value = json.loads(text)
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise DisclintError(f"not valid JSON: {getattr(error, 'msg', error)}; {AGAIN}", shown, line, column) from None
    except RecursionError:
        raise DisclintError(f"nested too deeply; {AGAIN}", shown, 1, 1) from None
    if not isinstance(value, dict) or not isinstance(value.get("documents"), dict):
        raise DisclintError(f'this is no baseline: it has no "documents"; {AGAIN}', shown, 1, 1)
    if value.get("version") != VERSION:
        raise DisclintError(f"only version {VERSION} of the format is known here; {AGAIN}", shown, 1, 1)
    return Baseline({path: _recorded(said, path, shown) for path, said in value["documents"].items()})


def _recorded(said: Json, path: str, shown: str) -> Recorded:
    found = said.get("findings") if isinstance(said, dict) else None
    outline = said.get("sketch", "") if isinstance(said, dict) else None
    if not isinstance(found, list) or not isinstance(outline, str):
        raise DisclintError(f'"{path}" is not written as a baseline writes it; {AGAIN}', shown, 1, 1)
    return Recorded(tuple(_entry(one, path, shown) for one in found), tuple(outline.split()))


def _entry(said: Json, path: str, shown: str) -> Entry:
    values = [said.get(key, "") for key in _KEYS] if isinstance(said, dict) else []
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(_KEYS) or not texts[0] or not _FINGERPRINT.fullmatch(texts[3]):
        raise DisclintError(f'a finding of "{path}" lacks its rule or its fingerprint; {AGAIN}', shown, 1, 1)
    rule, element, state, fingerprint, excerpt = texts
    return Entry(rule, element, state, fingerprint, excerpt)


def place(text: str, path: str, entries: Iterable[Entry]) -> tuple[int, int]:
    """The line and column, from 1, of the first of a document's entries in the file's text; 1:1 where somebody wrote it
    otherwise than `render` does."""
    start = text.find(f"\n    {_quoted(path)}: {{")
    found = (text.find(f'"fingerprint": "{entry.fingerprint}"', start) for entry in entries)
    offset = min((at for at in found if at >= 0), default=-1) if start >= 0 else -1
    first = text.rfind("{", 0, offset) if offset >= 0 else 0
    return Lines(text).place(max(first, 0))


def render(baseline: Baseline) -> str:
    """The file's text; the same baseline always gives the same text."""
    documents = ",\n".join(_document(path, r) for path, r in sorted(baseline.documents.items()) if r.entries)
    inner = f"\n{documents}\n  " if documents else ""
    return f'{{\n  "version": {VERSION},\n  "documents": {{{inner}}}\n}}\n'


def _document(path: str, recorded: Recorded) -> str:
    outline = f'\n      "sketch": {_quoted(" ".join(recorded.sketch))},' if recorded.sketch else ""
    lines = ",\n".join(f"        {_line(entry)}" for entry in sorted(recorded.entries))
    return f'    {_quoted(path)}: {{{outline}\n      "findings": [\n{lines}\n      ]\n    }}'


def _line(entry: Entry) -> str:
    return "{" + ", ".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in _said(entry)) + "}"


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    values = (entry.rule, entry.element, entry.state, entry.fingerprint, entry.excerpt)
    return ((key, value) for key, value in zip(_KEYS, values, strict=True) if value)


def _quoted(text: str) -> str:
    """As JSON, in the letters that people read; a name that is no valid Unicode as escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False)
