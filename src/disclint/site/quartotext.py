"""Text that Quarto includes: shortcodes in it, and blocks that are shown on a condition."""

from __future__ import annotations

import bisect
import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclint.lazy import expression
from disclint.site.pages import fronted
from disclint.site.quartometa import Settings, formats, value
from disclint.site.scope import Quiet, Sourced
from disclint.site.tree import Tree
from disclint.site.values import Condition, Piece, Place, Unresolved

DEPTH, MOST = 20, 500  # includes in each other, and of one document
_TAG = expression(r"(?<!\{)\{\{<\s*+(include|meta|var)\s++(?:\"([^\"\n]++)\"|([^\s\">]++))\s*+>\}\}")
_FENCE = expression(
    r"(?m)^[ \t]*+:{3,}+[ \t]*+(?P<said>\{[^\n]*+|[\w-]++)?[ \t:]*+\r?$|(?P<remark><!--(?:[^-]++|-(?!->))*+(?:-->|\Z))"
)
_ATTRIBUTE = expression(r"\b(when|unless)-(format|meta|profile)=(?:\"([^\"\n]*+)\"|([^\s}]++))")
_HTML = ("html", "html5", "html4", "html:js")


class Block(NamedTuple):
    """A block between fences. `shown` is None where that can't be known; `fields` are those of the document that decide."""

    shown: bool | None = True
    condition: Condition | None = None


class Reading:
    """What one document's page is made of beside its own text. `unresolved` gathers what can't be read."""

    def __init__(self, tree: Tree, settings: Settings, variables: Settings, *, left_out: bool = False) -> None:
        self._tree, self._settings, self._variables = tree, settings, variables
        self._left_out, self._included_so_far = left_out, 0
        self._own: list[tuple[int, Block]] | None = None
        self.unresolved: list[Unresolved] = []

    def tag(self, name: str, argument: str, here: Place, via: tuple[Place, ...] = ()) -> Iterator[Piece]:
        """What a shortcode prints that stands at `here`."""
        if name == "include":
            yield from self._included(argument, here, via)
            return
        said = value(self._settings if name == "meta" else self._variables, argument)
        if isinstance(said, Sourced):
            yield Piece(str(said), said.place, said.exact, (*via, here), "markdown", value=True, sourced=True)
        elif isinstance(said, str | int | float) and not isinstance(said, bool | Quiet):
            yield Piece(str(said), here, False, via, "markdown", value=True)

    def file(self, name: str, here: Place) -> Iterator[Piece]:
        """The text of a file that `include-after-body` or the like names at `here`; nothing is understood in it."""
        path = self._path(name, here)
        text = self._tree.read(path)
        if text is None:
            self.unresolved.append(Unresolved(here, f"the file {name} that is included here can't be read"))
        elif text:
            yield Piece(text, Place(path), True, (here,), "html" if path.endswith((".html", ".htm")) else "markdown")

    def own_tag(self, name: str, argument: str, here: Place, text: str) -> Iterator[Piece]:
        """What a shortcode in the document's own text prints, on the condition of the blocks around it."""
        if self._own is None:
            self._own = list(self._opening(here.path, text)) if ":::" in text else []
        i = bisect.bisect_right(self._own, here.offset, key=lambda opened: opened[0]) - 1
        block = self._own[i][1] if i >= 0 else Block()
        if self.asked(block):
            yield from under(block, self.tag(name, argument, here))

    def _opening(self, path: str, text: str) -> Iterator[tuple[int, Block]]:
        """The block that stands open from each fence on."""
        open_ = [Block()]
        for fence in _FENCE.finditer(text):
            if fence["remark"]:
                continue
            if fence["said"]:
                open_.append(self._opened(fence["said"], Place(path, fence.start()), open_[-1]))
            elif len(open_) > 1:
                open_.pop()
            yield fence.start(), open_[-1]

    def asked(self, block: Block) -> bool:
        """Whether what stands in the block is wanted: it may be shown, or it was asked for what is left out."""
        return block.shown is not False or bool(self._left_out and block.condition and block.condition.fields)

    def _path(self, name: str, here: Place) -> str:
        base = self._tree.root if name.startswith("/") else os.path.dirname(here.path)
        return os.path.normpath(os.path.join(base, name.lstrip("/")))

    def _included(self, name: str, here: Place, via: tuple[Place, ...]) -> Iterator[Piece]:
        """An included document, with what it includes itself."""
        path, way = self._path(name, here), (*via, here)
        text = self._tree.read(path)
        if len(via) > DEPTH or any(step.path == path for step in way):
            self.unresolved.append(Unresolved(here, f"{name} includes itself without end"))
        elif text is None:
            self.unresolved.append(Unresolved(here, f"the file {name} that is included here can't be read"))
        elif self._included_so_far >= MOST:
            self.unresolved.append(Unresolved(here, "more is included here than can be followed"))
        else:
            self._included_so_far += 1
            yield from self._blocks(path, text, way)

    def _blocks(self, path: str, text: str, way: tuple[Place, ...]) -> Iterator[Piece]:
        """The text without remarks and the fences of its blocks, each part on the condition of the blocks around it."""
        at, open_ = fronted(path, text)[1], [Block()]
        for fence in _FENCE.finditer(text, at):
            yield from self._part(path, text, at, fence.start(), way, open_[-1])
            at = fence.end()
            if fence["remark"]:
                continue
            if fence["said"]:
                open_.append(self._opened(fence["said"], Place(path, fence.start()), open_[-1]))
            elif len(open_) > 1:
                open_.pop()
        yield from self._part(path, text, at, len(text), way, open_[-1])

    def _part(self, path: str, text: str, at: int, end: int, way: tuple[Place, ...], block: Block) -> Iterator[Piece]:
        if not self.asked(block):
            return
        yield from under(block, self._tags(path, text, at, end, way))

    def _tags(self, path: str, text: str, at: int, end: int, way: tuple[Place, ...]) -> Iterator[Piece]:
        for tag in _TAG.finditer(text, at, end):
            if tag.start() > at:
                yield Piece(text[at : tag.start()], Place(path, at), True, way, "markdown")
            yield from self.tag(tag[1], tag[2] or tag[3], Place(path, tag.start()), way)
            at = tag.end()
        if end > at:
            yield Piece(text[at:end], Place(path, at), True, way, "markdown")

    def _opened(self, said: str, place: Place, around: Block) -> Block:
        """The block whose fence says that."""
        hidden = ".content-hidden" in said
        if around.shown is False or not (hidden or ".content-visible" in said):
            return around
        verdict: bool | None = True
        fields: list[str] = []
        for match in _ATTRIBUTE.finditer(said):
            one = self._holds(match[2], match[3] if match[3] is not None else match[4], fields)
            one = one if one is None or match[1] == "when" else not one
            verdict = False if verdict is False or one is False else None if one is None else verdict
        shown = verdict if verdict is None or not hidden else not verdict
        if around.shown is None and shown is not False:
            return around
        return Block(shown, Condition(said.strip(), place, tuple(fields)))

    def _holds(self, kind: str, wanted: str, fields: list[str]) -> bool | None:
        if kind == "meta":
            fields.append(wanted)
            return bool(value(self._settings, wanted))
        if kind == "profile":
            return None  # given on the command line
        made = formats(self._settings)
        held = [wanted in (name, *(_HTML if name == "html" else ())) for name in made]
        return None if len(set(held)) > 1 else held[0] if held else None


def under(block: Block, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces on the condition of the block that they stand in."""
    for piece in pieces:
        if block.shown is None:
            yield piece._replace(doubt=piece.doubt or block.condition)
        else:
            yield piece if block.shown else piece._replace(left_out=piece.left_out or block.condition)


def included(reading: Reading, said: Iterator[object], page: str) -> Iterator[Piece]:
    """What `include-before-body` and its like print: files, or texts of their own. `page` is the document's path."""
    for entry in said:
        text = entry.get("text") if isinstance(entry, Mapping) else None
        name = entry.get("file") if isinstance(entry, Mapping) else entry
        if isinstance(text, Sourced):
            yield Piece(str(text), text.place, text.exact)
        elif isinstance(name, str):
            yield from reading.file(name, name.place if isinstance(name, Sourced) else Place(page))
