"""What is printed around documents, made once for all that answer alike: a page is known by what its layouts ask of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, SupportsIndex

from disclint.lazy import expression
from disclint.site.pages import own_value
from disclint.site.scope import Fields, Quiet
from disclint.site.values import Page, Piece, Unresolved

_WORD = expression(r"[\w.-]{1,80}+")
MOST = 64  # kept for one key; what differs more often is made anew


class Made(NamedTuple):
    """What layouts print around a document (`MARK` stands for it), what could not be read, and the layouts' paths."""

    pieces: tuple[Piece, ...]
    unresolved: tuple[Unresolved, ...] = ()
    chain: tuple[str, ...] = ()


class Own(Quiet):
    """A text of the page's own. It makes a difference whether there is one; what it says only where that is asked for."""

    asked: Callable[[], None]
    word: bool  # one of a list of words: what is made of it (an address) says nothing

    def _noted(self) -> str:
        self.asked()
        return str.__str__(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self._noted() == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __str__(self) -> str:
        return self._noted()

    def __format__(self, spec: str) -> str:
        return str.__str__(self) if self.word else self._noted()

    def __contains__(self, other: object) -> bool:
        return isinstance(other, str) and other in self._noted()

    def __lt__(self, other: str) -> bool:
        return self._noted() < other

    def __gt__(self, other: str) -> bool:
        return self._noted() > other

    def __le__(self, other: str) -> bool:
        return self._noted() <= other

    def __ge__(self, other: str) -> bool:
        return self._noted() >= other

    def __len__(self) -> int:
        return len(self._noted())

    def __bool__(self) -> bool:
        return str.__len__(self) > 0

    def _changed(self, text: str) -> Own:
        own = Own(text)
        own.asked, own.word = self.asked, self.word
        return own

    def lower(self) -> Own:
        return self._changed(str.lower(self))

    def upper(self) -> Own:
        return self._changed(str.upper(self))

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> Own:
        return self._changed(str.replace(self, old, new, count))

    def startswith(self, *args: object) -> bool:
        return self._noted().startswith(*args)  # type: ignore[arg-type]

    def endswith(self, *args: object) -> bool:
        return self._noted().endswith(*args)  # type: ignore[arg-type]


class Watched(Fields):
    """A page's fields that know what was asked of them: `asked` maps a name to True where what it says was asked for."""

    def __init__(self, page: Page, front: Mapping[str, object], reads: set[str]) -> None:
        self.asked: dict[str, bool] = {}
        self.whole = False
        values = {name: self._own(name, own_value(name, value, page)) for name, value in front.items()}
        super().__init__(values, reads)
        self.path, self.reads = page.path, reads

    def _own(self, name: str, value: object) -> object:
        """A quiet text, or a list of words (tags, names of other pages), so that the page can be shared."""
        if isinstance(value, list) and value and all(isinstance(v, str) and _WORD.fullmatch(v) for v in value):
            return [self._text(name, str(v), word=True) for v in value]
        return self._text(name, value) if isinstance(value, Quiet) else value

    def _text(self, name: str, value: str, *, word: bool = False) -> Own:
        own = Own(value)
        own.word = word
        own.asked = lambda: self.asked.update({name: True})
        return own

    def lookup(self, key: object) -> object:
        value = super().lookup(key)
        self.asked.setdefault(str(key), not _quiet(value))
        return value

    def beside(self, name: str) -> object:
        """A field that is not what is asked for, but would be taken for it."""
        self.asked.setdefault(name, True)
        return self._values.get(name)

    def __iter__(self) -> Iterator[str]:
        self.whole = True
        return super().__iter__()

    def answer(self, name: str, said: bool) -> object:
        """What the page answers when it is asked for a field, or (not `said`) whether it has one."""
        value = self._values.get(name)
        if not _quiet(value):
            return value
        texts = value if isinstance(value, list) else [value]
        return tuple(map(str.__str__, texts)) if said else (len(texts), all(texts))


class Shared:
    """What was made, by the way it was made and the answers that led to it."""

    def __init__(self) -> None:
        self._made: dict[object, list[tuple[tuple[tuple[str, bool, object], ...], Made]]] = {}

    def find(self, key: object, fields: Watched) -> Made | None:
        for answers, made in self._made.get(key, ()):
            if all(_same(fields.answer(name, said), answer) for name, said, answer in answers):
                return made
        return None

    def keep(self, key: object, fields: Watched, made: Made) -> None:
        """Keeps it for others, unless it holds words of this page alone."""
        kept = self._made.setdefault(key, [])
        alone = fields.whole or any(piece.place.path == fields.path for piece in made.pieces)
        if not alone and not any(u.place.path == fields.path for u in made.unresolved) and len(kept) < MOST:
            answers = tuple((name, said, fields.answer(name, said)) for name, said in fields.asked.items())
            kept.append((answers, made))


def _quiet(value: object) -> bool:
    return isinstance(value, Own) or (isinstance(value, list) and bool(value) and isinstance(value[0], Own))


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other
