"""What templates ask of a page. Each question and its answer is noted, so that pages which answer alike share one rendering.

A page's fields reach templates as `Asked` values: to test one is one question, to compare it another, and printing it needs
its value. What merely names the page (its title, its address, its tags) prints nothing: it is the document's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, Protocol

from disclint.site.scope import UNKNOWN, Sourced

Way = tuple["str | int", ...]


class Question(NamedTuple):
    """`way` leads to a field, e.g. ("Params", "tags", 0); a name that begins with `|` is a function of the text so far."""

    way: Way
    kind: str
    than: object = None


class Subject(Protocol):
    """Who is asked: a page, or a section that it belongs to."""

    reads: set[str]
    asked: dict[Question, object]
    count: int  # of all questions, those asked again among them
    spelled: dict[str, str]  # a field's name as the document has it, by its name in small letters

    def raw(self, way: Way) -> object:
        """The plain value of a field; None where there is none."""


_QUIET: Final = frozenset(
    (
        "title", "linktitle", "permalink", "relpermalink", "description", "summary", "file", "tags",
        "categories", "keywords", "series", "images", "image", "cover", "thumbnail", "featured_image",
        "featuredimage", "feature", "date", "lastmod", "publishdate", "expirydate", "slug", "url",
        "aliases", "weight", "id",
    )
)  # fmt: skip
TEXT: Mapping[str, Callable[[str], str]] = {
    "|lower": str.lower,
    "|upper": str.upper,
    "|title": str.title,
    "|trim": str.strip,
    "|urlize": lambda text: "-".join(text.lower().split()),
}
KINDS: Mapping[str, Callable[[object, object], object]] = {
    "value": lambda value, _: _frozen(value),
    "set": lambda value, _: value is not None,
    "true": lambda value, _: bool(value),
    "length": lambda value, _: len(value) if isinstance(value, str | list | dict) else 0,
    "names": lambda value, _: tuple(value) if isinstance(value, dict) else (),
    "shape": lambda value, _: _shape(value),
    "==": lambda value, than: value == than,
    "<": lambda value, than: str(value) < str(than),
    "contains": lambda value, than: str(than) in str(value),
    "prefix": lambda value, than: str(value).startswith(str(than)),
    "suffix": lambda value, than: str(value).endswith(str(than)),
}


def _frozen(value: object) -> object:
    return (
        value
        if value is None or isinstance(value, str | int | float)
        else json.dumps(value, sort_keys=True, default=str)
    )


def _shape(value: object) -> object:
    """What kind of value it is; how long a list is; anything but text, lists and mappings itself."""
    if isinstance(value, list):
        return ("list", len(value))
    return type(value).__name__ if isinstance(value, str | dict) else (type(value).__name__, value)


def answer(subject: Subject, question: Question) -> object:
    """What the subject answers, without a note of it."""
    return KINDS[question.kind](subject.raw(question.way), question.than)


def ask(subject: Subject, way: Way, kind: str, than: object = None) -> object:
    """What the subject answers; question and answer are noted."""
    subject.count += 1
    question = Question(way, kind, str(than) if isinstance(than, Sourced) else than)
    if question not in subject.asked:
        subject.asked[question] = answer(subject, question)
    return subject.asked[question]


class Asked:
    """A text field of a page."""

    __slots__ = ("quiet", "subject", "way")

    def __init__(self, subject: Subject, way: Way, *, quiet: bool) -> None:
        self.subject, self.way, self.quiet = subject, way, quiet

    def ask(self, kind: str, than: object = None) -> object:
        return ask(self.subject, self.way, kind, than)

    @property
    def value(self) -> str:
        """The text itself. Pages then share a rendering only where it is the same."""
        self.ask("value")
        value = self.subject.raw(self.way)
        return value if isinstance(value, str) else ""

    def shown(self) -> object:
        """What printing it prints. A few words (an author, a ticker) count as the template's own, so that pages share
        a rendering; more of them have their place in the document."""
        if self.quiet:
            return None
        value = self.value
        return value if len(value.split(" ", 4)) > 4 else str.__str__(value)

    def lookup(self, _: object) -> object:
        return None

    def through(self, function: str) -> Asked:
        """The text that a function of TEXT makes of it."""
        return Asked(self.subject, (*self.way, function), quiet=self.quiet)

    def __bool__(self) -> bool:
        return bool(self.ask("true"))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Asked):
            return self.way == other.way or self.value == other.value
        return isinstance(other, str) and bool(self.ask("==", other))

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: object) -> bool:
        return bool(self.ask("<", plain(other)))

    def __ge__(self, other: object) -> bool:
        return not self < other

    def __gt__(self, other: object) -> bool:
        return not (self < other or self == other)

    def __le__(self, other: object) -> bool:
        return not self > other

    def __str__(self) -> str:
        return self.value


class AskedParams(Mapping[str, object]):
    """A mapping of a page, names in any case."""

    def __init__(self, subject: Subject, way: Way) -> None:
        self.subject, self.way = subject, way

    def lookup(self, key: object) -> object:
        return wrapped(self.subject, (*self.way, str(key).lower()), str(key))

    def isset(self, key: str) -> bool:
        """Whether the field is there; Hugo takes the name as it is, and has them in small letters."""
        _note(self.subject, (*self.way, key.lower()), key)
        return key == key.lower() and bool(ask(self.subject, (*self.way, key), "set"))

    def __getitem__(self, key: str) -> object:
        return self.lookup(key)

    def __iter__(self) -> Iterator[str]:
        names = ask(self.subject, self.way, "names")
        return iter(names if isinstance(names, tuple) else ())

    def __len__(self) -> int:
        return int(str(ask(self.subject, self.way, "length")))


def wrapped(subject: Subject, way: Way, name: str = "") -> object:
    """A field as templates get it; `name` is how the template writes it."""
    _note(subject, way, name)
    value = subject.raw(way)
    if value is UNKNOWN:
        return UNKNOWN
    ask(subject, way, "shape")
    if isinstance(value, str):
        return Asked(subject, way, quiet=any(str(part).lower() in _QUIET for part in way))
    if isinstance(value, dict):
        return AskedParams(subject, way)
    if isinstance(value, list):
        return [wrapped(subject, (*way, i)) for i in range(len(value))]
    return value


def _note(subject: Subject, way: Way, name: str) -> None:
    """Which of the document's own fields is read."""
    own = way[1:] if way[0] == "Params" else way
    field = str(own[0]).lower() if own else ""
    if way[0] == "Params" or field in subject.spelled:
        subject.reads.add(subject.spelled.get(field, name or field))


def plain(value: object) -> object:
    """A value that functions can work on."""
    return value.value if isinstance(value, Asked) else value
