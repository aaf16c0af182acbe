"""Liquid's filters of lists: which objects are left, in which order, and what is taken of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from disclint.site.evaluate import evaluate, member
from disclint.site.frame import Frame, Function
from disclint.site.liquidexpr import reader
from disclint.site.scope import UNKNOWN, Scope, truth
from disclint.site.template import Template

Args = Sequence[object]
Named = Mapping[str, object]


def _list(change: Callable[..., object]) -> Function:
    """A filter of a list; unknown where the list, one of its items or an argument is."""

    def apply(frame: Frame, args: Args, named: Named) -> object:
        if not isinstance(args[0], list) or any(arg is UNKNOWN for arg in (*args[1:], *args[0])):
            return UNKNOWN
        return change(*args)

    return apply


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _matching(rows: Iterable[object], key: object, *wanted: object) -> list[object] | None:
    """The objects whose field has a value (or holds it, or has any); None where a field is unknown."""
    found = []
    for row in rows:
        value = member(row, key) if isinstance(row, Mapping) else None
        if value is UNKNOWN:
            return None
        if not wanted:
            hit = value is not None and value is not False
        elif wanted[0] is None or value is None:
            hit = value is wanted[0]
        else:
            hit = _word(wanted[0]) in map(_word, value if isinstance(value, list) else [value])
        if hit:
            found.append(row)
    return found


def _where(rows: list[object], key: object, *wanted: object) -> object:
    found = _matching(rows, key, *wanted)
    return UNKNOWN if found is None else found


def _find(rows: list[object], key: object, *wanted: object) -> object:
    found = _matching(rows, key, *wanted)
    return UNKNOWN if found is None else found[0] if found else None


def _where_exp(frame: Frame, args: Args, named: Named) -> object:
    """`where_exp: "item", "item.kind == 'fund'"`."""
    rows, name, condition = args
    if not isinstance(rows, list) or not isinstance(condition, str):
        return UNKNOWN
    expr, found = reader(condition, 0, len(condition)).condition(), []
    template = Template(frame.template.path, str(condition), ())
    for row in rows:
        inner = Frame(frame.renderer, template, Scope({str(name): row}, frame.scope), frame)
        verdict = truth(evaluate(expr, inner), frame.dialect)
        if verdict is None:
            return UNKNOWN
        if verdict:
            found.append(row)
    return found


def _sort(rows: list[object], key: object = None) -> object:
    values = [row if key is None else member(row, key) for row in rows]
    if UNKNOWN in values or None in values:
        return UNKNOWN
    return [rows[i] for i in sorted(range(len(rows)), key=values.__getitem__)]  # type: ignore[arg-type]


def _grouped(rows: list[object], key: object) -> object:
    groups: dict[str, list[object]] = {}
    for row in rows:
        value = member(row, key)
        if value is UNKNOWN:
            return UNKNOWN
        groups.setdefault("" if value is None else _word(value), []).append(row)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.items()]


def _joined(rows: list[object], by: object = " ") -> object:
    if any(isinstance(row, list | Mapping) for row in rows):
        return UNKNOWN
    return str(by).join("" if row is None else _word(row) for row in rows)


def _map(rows: list[object], key: object) -> object:
    return [member(row, key) for row in rows]


def _unique(rows: list[object]) -> object:
    if any(isinstance(row, list | Mapping) for row in rows):
        return UNKNOWN
    return list({repr(row): row for row in reversed(rows)}.values())[::-1]


LISTS: Mapping[str, Function] = {
    "where": _list(_where),
    "find": _list(_find),
    "where_exp": _where_exp,
    "map": _list(_map),
    "sort": _list(_sort),
    "reverse": _list(lambda rows: rows[::-1]),
    "uniq": _list(_unique),
    "compact": _list(lambda rows: [row for row in rows if row is not None]),
    "concat": _list(lambda rows, more: [*rows, *more]),
    "join": _list(_joined),
    "push": _list(lambda rows, item: [*rows, item]),
    "group_by": _list(_grouped),
}
