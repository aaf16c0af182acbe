"""Hugo's functions of collections, numbers and values, as far as they decide what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from disclint.site.evaluate import contains, member, same
from disclint.site.hugoasked import Asked, AskedParams, plain
from disclint.site.hugosite import Scratch
from disclint.site.hugotext import TEXTS, text
from disclint.site.scope import CONTENT, GO, UNKNOWN, Markup, truth

if TYPE_CHECKING:
    from disclint.site.frame import Frame, Function

_LONGEST = 1000  # of a sequence


def pure(function: Callable[..., object]) -> Function:
    """A function of known values; what is made of an unknown one isn't known."""

    def call(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        if any(a is UNKNOWN or a is CONTENT or isinstance(a, Markup) for a in args):
            return UNKNOWN
        return function(*args)

    return call


def always(value: object) -> Function:
    return lambda *_: value


def default(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
    """`default OTHERWISE VALUE`: false is a value, an empty text and 0 are none."""
    otherwise, value = args[0], args[-1] if len(args) > 1 else None
    if value is False:
        return value
    verdict = truth(value, GO)
    return UNKNOWN if verdict is None else value if verdict else otherwise


def isset(of: object, key: object) -> object:
    if isinstance(of, AskedParams):
        return of.isset(text(key))
    if isinstance(of, Mapping):
        return text(key) in of
    return isinstance(of, list | tuple) and isinstance(key, int) and key < len(of)


def index(of: object, *keys: object) -> object:
    for key in keys[0] if len(keys) == 1 and isinstance(keys[0], list) else keys:
        of = member(of, plain(key))
    return of


def listing(value: object) -> list[object]:
    """A collection as a list; TypeError where it is none."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, Mapping):
        return list(value.values())
    raise TypeError


def appended(*args: object) -> list[object]:
    *items, base = args
    added = listing(items[0]) if len(items) == 1 and isinstance(items[0], list) else items
    return [*listing(base), *added]


def merged(*args: object) -> dict[str, object]:
    found: dict[str, object] = {}
    for value in args:
        found.update(cast("Mapping[str, object]", value or {}))
    return found


def where(_: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
    """`where LIST KEY [OPERATOR] VALUE` over a list that is known."""
    if any(a is UNKNOWN for a in args) or len(args) not in (3, 4):
        return UNKNOWN
    sign = text(args[2]) if len(args) == 4 else "="
    test = _SIGNS.get(sign)
    if test is None:
        return UNKNOWN
    kept: list[object] = []
    for item in listing(args[0]):
        value: object = item
        for key in text(args[1]).split("."):
            value = member(value, key) if key else value
        if value is UNKNOWN:
            return UNKNOWN
        if value is not None and test(plain(value), plain(args[-1])):
            kept.append(item)
    return kept


_SIGNS: Mapping[str, Callable[..., bool]] = {
    **dict.fromkeys(("=", "==", "eq"), same),
    **dict.fromkeys(("!=", "<>", "ne"), lambda a, b: not same(a, b)),
    **dict.fromkeys((">", "gt"), lambda a, b: a > b),
    **dict.fromkeys((">=", "ge"), lambda a, b: a >= b),
    **dict.fromkeys(("<", "lt"), lambda a, b: a < b),
    **dict.fromkeys(("<=", "le"), lambda a, b: a <= b),
    "in": lambda a, b: contains(b, a),
    "not in": lambda a, b: not contains(b, a),
}


def ordered(value: object, key: object = "", direction: object = "asc") -> object:
    """`sort`."""
    names = [name for name in text(key).split(".") if name]

    def rank(item: object) -> object:
        for name in names:
            item = member(item, name)
        return plain(item)

    items = listing(value)
    ranked = sorted(range(len(items)), key=lambda i: cast("str", rank(items[i])))
    return [items[i] for i in (reversed(ranked) if direction == "desc" else ranked)]


def found_in(what: object, of: object) -> object:
    """`in OF WHAT`, the arguments as the parser hands them on."""
    if isinstance(of, Asked):
        return bool(of.ask("contains", text(what)))
    if isinstance(of, str):
        return text(what) in of
    return contains(of, what)


def delimited(of: object, by: object, *_: object) -> object:
    items = listing(of)
    if any(item is UNKNOWN or (isinstance(item, Asked) and item.quiet) for item in items):
        return UNKNOWN
    return text(by).join(map(text, items))


def counted(value: object) -> object:
    if isinstance(value, Asked):
        return len(value.value)
    return len(cast("str", value)) if isinstance(value, str | list | tuple | Mapping) else UNKNOWN


def sequence(*args: object) -> list[object]:
    bounds = [int(text(a)) for a in args]
    first, step = (bounds[0] if len(bounds) > 1 else 1), (bounds[1] if len(bounds) == 3 else 1)
    last = bounds[-1]
    step = -1 if len(bounds) < 3 and last < first else step
    numbers = range(first, last + (1 if step > 0 else -1), step or 1)
    return [*numbers[:_LONGEST]]


def number(value: object) -> int | float:
    value = plain(value)
    return (
        value if isinstance(value, int | float) else float(text(value)) if "." in text(value) else int(text(value), 0)
    )


def scratch(function: Callable[..., object]) -> Function:
    """A method of a scratch pad. What is written where a condition is in doubt can't be known afterwards."""

    def call(frame: Frame, args: Sequence[object], __: Mapping[str, object]) -> object:
        pad, *rest = args
        if not isinstance(pad, Scratch):
            return UNKNOWN
        if frame.renderer.kept_out:
            return ""
        return function(pad, bool(frame.renderer.doubt), *map(plain, rest))

    return call


def _set(pad: Scratch, doubtful: bool, key: object, value: object) -> str:
    pad.values[str(key)] = UNKNOWN if doubtful else value
    return ""


def _set_in_map(pad: Scratch, doubtful: bool, key: object, name: object, value: object) -> str:
    known = pad.values.setdefault(str(key), {})
    if isinstance(known, dict):
        known[str(name)] = UNKNOWN if doubtful else value
    return ""


def _added(pad: Scratch, doubtful: bool, key: object, value: object) -> str:
    name = str(key)
    old = pad.values.get(name)
    if doubtful or old is UNKNOWN or value is UNKNOWN:
        pad.values[name] = UNKNOWN
    elif isinstance(old, list):
        pad.values[name] = [*old, *(value if isinstance(value, list) else [value])]
    elif old is None:
        pad.values[name] = value
    else:
        pad.values[name] = f"{old}{value}" if isinstance(old, str) else cast("int", old) + cast("int", value)
    return ""


def _delete(pad: Scratch, doubtful: bool, key: object) -> str:
    return _set(pad, doubtful, key, None)


SCRATCH: Mapping[str, Function] = {
    ".Set": scratch(_set),
    ".SetInMap": scratch(_set_in_map),
    ".Add": scratch(_added),
    ".Delete": scratch(_delete),
    **dict.fromkeys(("newScratch", "collections.NewScratch", "collections.Scratch"), lambda *_: Scratch()),
}

COLLECTIONS: Mapping[str, Function] = {
    **dict.fromkeys(("default", "compare.Default"), default),
    **dict.fromkeys(("isset", "collections.IsSet"), pure(isset)),
    **dict.fromkeys(("index", "collections.Index"), pure(index)),
    **dict.fromkeys(("first", "collections.First"), pure(lambda n, of: listing(of)[: int(n)])),
    **dict.fromkeys(("last", "collections.Last"), pure(lambda n, of: listing(of)[-int(n) :] if n else [])),
    **dict.fromkeys(("after", "collections.After"), pure(lambda n, of: listing(of)[int(n) :])),
    **dict.fromkeys(("append", "collections.Append"), lambda _, args, __: appended(*args)),
    **dict.fromkeys(("merge", "collections.Merge"), pure(merged)),
    **dict.fromkeys(("where", "collections.Where"), where),
    **dict.fromkeys(("sort", "collections.Sort"), pure(ordered)),
    **dict.fromkeys(("in", "collections.In"), pure(found_in)),
    **dict.fromkeys(("len",), pure(counted)),
    **dict.fromkeys(("uniq", "collections.Uniq"), pure(lambda of: list(dict.fromkeys(listing(of))))),
    **dict.fromkeys(("collections.Reverse",), pure(lambda of: listing(of)[::-1])),
    **dict.fromkeys(("seq", "collections.Seq"), pure(sequence)),
    **dict.fromkeys(("split", "strings.Split"), pure(lambda value, at: text(value).split(text(at)))),
    **dict.fromkeys(("delimit", "collections.Delimit"), pure(delimited)),
    **dict.fromkeys(
        ("intersect", "collections.Intersect"), pure(lambda a, b: [i for i in listing(a) if i in listing(b)])
    ),
    **dict.fromkeys(("int", "cast.ToInt"), pure(lambda value: int(number(value)))),
    **dict.fromkeys(("float", "cast.ToFloat"), pure(lambda value: float(number(value)))),
    **dict.fromkeys(("add", "math.Add"), pure(lambda *n: sum(map(number, n)))),
    **dict.fromkeys(("sub", "math.Sub"), pure(lambda a, *n: number(a) - sum(map(number, n)))),
    **dict.fromkeys(("mul", "math.Mul"), pure(lambda a, b: number(a) * number(b))),
    **dict.fromkeys(("mod", "math.Mod"), pure(lambda a, b: int(number(a)) % int(number(b)))),
    **dict.fromkeys(("reflect.IsMap",), pure(lambda value: isinstance(value, Mapping))),
    **dict.fromkeys(("reflect.IsSlice",), pure(lambda value: isinstance(value, list | tuple))),
    **dict.fromkeys(("warnf", "errorf", "fmt.Warnf", "fmt.Errorf", "erroridf", "warnidf"), always("")),
    **dict.fromkeys(("absURL", "relURL", "absLangURL", "relLangURL"), always("")),
    **dict.fromkeys(("urls.AbsURL", "urls.RelURL", "urls.AbsLangURL", "urls.RelLangURL"), always("")),
}

FUNCTIONS: Mapping[str, Function] = {**TEXTS, **COLLECTIONS, **SCRATCH}
