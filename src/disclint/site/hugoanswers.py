"""Renderings, shared by all pages that answer a template's questions alike."""

from __future__ import annotations

from typing import NamedTuple

from disclint.site.hugoasked import Question, answer
from disclint.site.hugopage import HugoPage
from disclint.site.render import MARK
from disclint.site.values import Piece, Unresolved


class Rendered(NamedTuple):
    """What templates print before the content (or the inner text of a shortcode) and after it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    unresolved: tuple[Unresolved, ...] = ()

    def within(self, path: str) -> bool:
        """Whether a piece is written in the file: no other document gets it from there."""
        return any(piece.place.path == path for piece in (*self.before, *self.after))


def divided(pieces: tuple[Piece, ...], unresolved: tuple[Unresolved, ...]) -> Rendered:
    """What is printed before the first mark of the content, and behind it; all of it behind where there is none."""
    first = next((i for i, piece in enumerate(pieces) if piece is MARK), 0)
    before, after = (tuple(p for p in some if p is not MARK) for some in (pieces[:first], pieces[first:]))
    return Rendered(before, after, tuple(dict.fromkeys(unresolved)))


class Answers:
    """Renderings by what was asked on the way and what was answered: a page that answers alike gets the same."""

    def __init__(self) -> None:
        self.question: Question | None = None
        self.next: dict[object, Answers] = {}
        self.rendered: Rendered | None = None

    def find(self, page: HugoPage) -> Rendered | None:
        node: Answers | None = self
        while node is not None and node.question is not None:
            node = node.next.get(answer(page, node.question))
        return node.rendered if node is not None else None

    def keep(self, page: HugoPage, rendered: Rendered) -> None:
        """Keeps what the page's templates have printed, unless it is the document's own words."""
        if rendered.within(page.page.path):
            return
        node = self
        for question, given in page.asked.items():
            node.question = question
            node = node.next.setdefault(given, Answers())
        node.rendered = rendered
