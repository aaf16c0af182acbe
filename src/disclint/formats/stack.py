"""The open elements of an HTML page, by the standard's rules: what a tag ends. Every step takes constant time but for
what it removes, whatever the depth."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from disclint.formats import elements as el

_LONGEST_FORMATTING = 8  # formatting elements that outlive their block, so that unclosed ones can't pile up
_REACH = 64  # how far up misnested elements are looked for
_ENDS_CHOICE = frozenset(("input", "keygen", "textarea", "select"))


class Open(NamedTuple):
    """An element and what its end must undo. `hides` is the kind of shadow its text goes to, `note` a note's label."""

    name: str
    block: bool = False
    hides: str = ""
    marks: tuple[str, ...] = ()
    kind: tuple[str, int] | None = None
    link: bool = False
    note: str = ""
    shows: tuple[bool | None, bool | None] = (None, None)  # whether its size, its visibility show text, if it says so


@lru_cache(maxsize=1024)
def _keys(name: str) -> tuple[str, ...]:
    groups = (
        ("*special", name in el.SPECIAL),
        ("*scope", name in el.SCOPES),
        ("*marker", name in el.MARKERS),
        ("*stop", name in el.SPECIAL and name not in el.LOOSE),
        ("*list", name in ("ol", "ul")),
        ("*foreign", name in el.FOREIGN),
        ("*html", name in el.INTEGRATION),
        ("*heading", name in el.HEADINGS),
        ("*cell", name in ("td", "th", "caption")),
    )
    return (name, *(key for key, holds in groups if holds))


class Stack:
    """Elements from the outermost to the innermost; None where one was taken out of the middle."""

    def __init__(self) -> None:
        self._open: list[Open | None] = []
        self._where: dict[str, list[int]] = {}

    def top(self, key: str) -> int:
        """The place of the innermost element of that name or group, -1 where there is none."""
        places = self._where.get(key)
        return places[-1] if places else -1

    def push(self, opened: Open) -> None:
        for key in _keys(opened.name):
            self._where.setdefault(key, []).append(len(self._open))
        self._open.append(opened)

    def annotate(self, note: str) -> bool:
        """Gives the innermost block-like element a note's label; False where there is none or it has one."""
        place = self.top("*special")
        opened = self._open[place] if place >= 0 else None
        if opened is None or opened.note:
            return False
        self._open[place] = opened._replace(note=note)
        return True

    def starts(self, name: str) -> list[Open]:
        """Removes what a start tag of that name ends; returns it, innermost first."""
        ended: list[Open] = []
        if name not in el.ENDS_SOMETHING and self.top("*foreign") < 0:
            return ended
        while name in el.BREAKS_OUT and self.top("*foreign") > self.top("*html"):
            ended += self._close(self.top("*foreign"))
        if name in ("li", "dd", "dt"):
            ended += self._item(name)
        if name in el.ENDS_PARAGRAPH and self.top("p") > max(self.top("*scope"), self.top("button")):
            ended += self._close(self.top("p"))
        if name in el.TABLE_ENDS:
            table = self.top("table")
            places = [p for p in map(self.top, el.TABLE_ENDS[name]) if p > table]
            ended += self._close(min(places)) if places else []
        elif name in el.FORMATTING:
            ended += self._formatting(name) if name == "a" else []
        else:
            ended += self._others(name)
        return ended

    def _item(self, name: str) -> list[Open]:
        stop = self.top("*stop")
        names = ("li",) if name == "li" else ("dd", "dt")
        return self._close(stop) if any(self.top(n) == stop for n in names) and stop >= 0 else []

    def _others(self, name: str) -> list[Open]:
        place, last = -1, len(self._open) - 1
        if name in el.HEADINGS:
            place = last if self.top("*heading") == last else -1
        elif name in ("option", "optgroup"):
            place = last if self.top("option") == last else -1
        elif name == "table":
            place = self.top("table") if self.top("table") > self.top("*cell") else -1
        elif name == "button":
            place = self.top("button") if self.top("button") > self.top("*scope") else -1
        if name in _ENDS_CHOICE:
            place = self.top("select")
        return self._close(place) if place >= 0 else []

    def ends(self, name: str) -> list[Open]:
        """Removes what an end tag of that name ends, nothing where it matches none; returns it, innermost first."""
        if name in el.FORMATTING:
            return self._formatting(name)
        place = self.top("*heading" if name in el.HEADINGS else name)
        return self._close(place) if place >= 0 and place >= self._border(name) else []

    def _border(self, name: str) -> int:
        if name in ("body", "html"):
            return len(self._open)
        if name == "template" or name == "select":
            return 0
        if name in el.TABLE_ENDS or name == "table":
            return max(self.top("table"), self.top("template"))
        if name in ("p", "li"):
            return max(self.top("*scope"), self.top("button" if name == "p" else "*list"))
        if name in el.BLOCK or name in el.SCOPES or name == "button":
            return self.top("*scope")
        return self.top("*special")

    def _formatting(self, name: str) -> list[Open]:
        """Ends a formatting element wherever it is: blocks opened inside it stay open, other elements do not."""
        place = self.top(name)
        if place < 0 or place < self.top("*marker"):
            return []
        if place > self.top("*special"):
            return self._close(place)
        ended: list[Open] = []
        for i in range(len(self._open) - 1, max(place, len(self._open) - _REACH) - 1, -1):
            opened = self._open[i]
            if opened and len(_keys(opened.name)) == 1 and (i == place or opened.name not in el.FORMATTING):
                ended.append(self._take_out(i, opened))
        if self.top(name) == place and (opened := self._open[place]):
            ended.append(self._take_out(place, opened))
        while self._open and self._open[-1] is None:
            self._open.pop()
        return ended

    def _take_out(self, place: int, opened: Open) -> Open:
        self._where[opened.name].pop()
        self._open[place] = None
        return opened

    def _close(self, place: int) -> list[Open]:
        ended: list[Open] = []
        kept: list[Open] = []
        while len(self._open) > place:
            opened = self._open.pop()
            if opened is None:
                continue
            for key in _keys(opened.name):
                self._where[key].pop()
            if opened.name in el.FORMATTING and len(self._open) > place:
                (kept if len(kept) < _LONGEST_FORMATTING else ended).append(opened)
                continue
            if opened.name in el.MARKERS:
                ended += kept
                kept.clear()
            ended.append(opened)
        for opened in reversed(kept):
            self.push(opened)
        return ended

    def clear(self) -> list[Open]:
        """Removes everything; returns it, innermost first."""
        ended = [opened for opened in reversed(self._open) if opened]
        self._open.clear()
        self._where.clear()
        return ended
