"""Renderings of templates and partials, shared by all pages that answer their questions alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar, cast

from disclint.site.hugoasked import Question, answer
from disclint.site.hugoconfig import Params
from disclint.site.hugopage import HugoPage, PageView
from disclint.site.hugosite import SiteView
from disclint.site.scope import CONTENT, UNKNOWN, Markup, Sourced
from disclint.site.values import MARK, Piece, Unresolved

T = TypeVar("T")


class Rendered(NamedTuple):
    """What templates print before the content (or the inner text of a shortcode) and after it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    unresolved: tuple[Unresolved, ...] = ()

    def within(self, path: str) -> bool:
        """Whether a piece is written in the file: no other document gets it from there."""
        return any(piece.place.path == path for piece in (*self.before, *self.after))


def divided(pieces: tuple[Piece, ...], unresolved: Iterable[Unresolved]) -> Rendered:
    """What is printed before the first mark of the content, and behind it; all of it behind where there is none."""
    first = next((i for i, piece in enumerate(pieces) if piece is MARK), 0)
    before, after = (tuple(p for p in some if p is not MARK) for some in (pieces[:first], pieces[first:]))
    return Rendered(before, after, tuple(dict.fromkeys(unresolved)))


class Answers(Generic[T]):
    """What was made, by what was asked on the way and what was answered: a page that answers alike gets the same."""

    def __init__(self) -> None:
        self.question: Question | None = None
        self.next: dict[object, Answers[T]] = {}
        self.made: T | None = None

    def find(self, page: HugoPage) -> T | None:
        """What a page before this one was given that answers alike; the questions count as asked."""
        node: Answers[T] | None = self
        while node is not None and node.question is not None:
            given = answer(page, node.question)
            page.asked[node.question] = given
            page.count += 1
            node = node.next.get(given)
        return node.made if node is not None else None

    def keep(self, asked: Mapping[Question, object], made: T) -> None:
        node = self
        for question, given in asked.items():
            if node.made is not None or node.question not in (None, question):
                return  # asked in another order: nothing is kept rather than something wrong
            node.question = question
            node = node.next.setdefault(given, Answers())
        if node.question is None:
            node.made = made


class Part(NamedTuple):
    """What a partial printed or returned, the document's fields that it read, and what it could not tell."""

    value: object
    reads: frozenset[str]
    unresolved: tuple[Unresolved, ...]


def context_key(context: object, view: PageView) -> object:
    """What a partial's context is, for pages to share; None where it is nothing that two of them can have."""
    if context is view:
        return "page"
    if context is None or isinstance(context, str | int | float):
        return ("value", type(context), context)
    if isinstance(context, SiteView):
        return "site"
    if type(context) is dict:
        keys = tuple((name, context_key(value, view)) for name, value in context.items())
        return None if any(key is None for _, key in keys) else keys
    return None


def lasting(value: object, path: str) -> bool:
    """Whether a value is the same for other pages and stays as it is: nothing of the document at `path`, no scratch pad."""
    if isinstance(value, Markup):
        return all(piece.place.path != path for piece in value.pieces)
    if isinstance(value, Sourced):
        return value.place.path != path
    if type(value) in (dict, Params):
        return all(lasting(item, path) for item in cast("dict[str, object]", value).values())
    if type(value) is list:
        return all(lasting(item, path) for item in value)
    return value is None or value is UNKNOWN or value is CONTENT or isinstance(value, str | int | float)
