"""Values of templates while they are rendered: what can't be known, strings that know where they are written, variables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from disclint.site.values import Format, Piece, Place


class _Word:
    """A value that stands for itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


UNKNOWN: Final = _Word("UNKNOWN")
CONTENT: Final = _Word("CONTENT")  # the page's own content
NOTHING: Final = _Word("NOTHING")


class Missing:
    """What is imported from a package, or from a file that is not there: a component may be called by it, nothing of its value
    can be known."""

    __slots__ = ("module", "name")

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name


class Sourced(str):
    """A string that knows where it is written. `exact`: its characters stand there one for one."""

    __slots__ = ("exact", "place", "syntax")
    place: Place
    exact: bool
    syntax: Format


def sourced(text: str, place: Place, *, exact: bool = False, syntax: Format = "html") -> Sourced:
    value = Sourced(text)
    value.place, value.exact, value.syntax = place, exact, syntax
    return value


class Quiet(str):
    """A string of the page's own that is read elsewhere (its title, its date): templates may ask for it, printing it adds
    nothing."""

    __slots__ = ()


class Markup(NamedTuple):
    """A rendered fragment."""

    pieces: tuple[Piece, ...]

    @property
    def blank(self) -> bool:
        return all(not p.text.strip() for p in self.pieces)


class Fields(Mapping[str, object]):
    """A page's own fields: which of them are read is recorded in `reads`, so that a condition can say what decided it.

    `fold`: names are looked up in small letters (the given names must be in small letters then). What a page lacks is None.
    """

    def __init__(self, values: Mapping[str, object], reads: set[str], *, fold: bool = False, prefix: str = "") -> None:
        self._values, self._reads, self._fold, self._prefix = values, reads, fold, prefix

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def lookup(self, key: object) -> object:
        name = str(key).lower() if self._fold else str(key)
        self._reads.add(self._prefix + str(key))
        return self._values.get(name)


class Dialect(NamedTuple):
    """What languages do differently. `empty_is_true`: only nil and false are false (Liquid). `lists_are_true`: an empty
    list or object counts as true (JavaScript). `undefined` is the value of a name that nothing sets. `pairs` says what a loop
    with one name over an object yields: values (Go), keys (Nunjucks) or pairs (Liquid). `raw`: markup in a string that is
    printed stays markup."""

    empty_is_true: bool = False
    lists_are_true: bool = False
    undefined: object = None
    pairs: str = "keys"
    raw: bool = False


GO = Dialect(pairs="values")
LIQUID = Dialect(empty_is_true=True, pairs="pairs", raw=True)
NUNJUCKS = Dialect(lists_are_true=True)
JAVASCRIPT = Dialect(lists_are_true=True, undefined=UNKNOWN)


def truth(value: object, dialect: Dialect) -> bool | None:
    """Whether a value counts as true; None where it can't be known."""
    if value is UNKNOWN:
        return None
    if value is CONTENT:
        return True
    if isinstance(value, Markup):
        doubtful = any(p.doubt for p in value.pieces)
        return None if doubtful and not value.blank else dialect.empty_is_true or not value.blank
    if value is None or value is False:
        return False
    if dialect.empty_is_true or (dialect.lists_are_true and isinstance(value, list | tuple | Mapping)):
        return True
    return bool(value)


class Scope:
    """Variables, with those of the scope around them. For each it is known which of the page's fields it was made of."""

    def __init__(self, values: Mapping[str, object], outer: Scope | None = None) -> None:
        self.values, self._outer = dict(values), outer
        self._reads: dict[str, frozenset[str]] = {}

    def find(self, name: str) -> Scope | None:
        scope: Scope | None = self
        while scope is not None and name not in scope.values:
            scope = scope._outer
        return scope

    def reads_of(self, name: str) -> frozenset[str]:
        return self._reads.get(name, frozenset())

    def set(self, name: str, value: object, reads: Iterable[str] = (), *, outer: bool = False) -> None:
        """Sets a variable here; `outer`: where it is set already, else in the outermost scope."""
        scope: Scope = (self.find(name) or self._outermost()) if outer else self
        scope.values[name] = value
        scope._reads[name] = frozenset(reads)

    def _outermost(self) -> Scope:
        scope = self
        while scope._outer is not None:
            scope = scope._outer
        return scope


class _Recording:
    __slots__ = ("before", "mine", "reads")

    def __init__(self, reads: set[str]) -> None:
        self.reads = reads
        self.mine: set[str] = set()
        self.before: set[str] = set()

    def __enter__(self) -> set[str]:
        if self.reads:
            self.before = set(self.reads)
            self.reads.clear()
        return self.mine

    def __exit__(self, *_: object) -> None:
        self.mine |= self.reads
        self.reads |= self.before


def recording(reads: set[str]) -> _Recording:
    """Within it, a set of the page's fields that are read; afterwards they count for what is around it too."""
    return _Recording(reads)
