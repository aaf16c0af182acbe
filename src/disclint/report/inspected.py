"""What `inspect` prints for people: statements, phrases, and every sentence with a number, its numbers marked in it.

8:21  Tokyo has committed [1: four trillion yen] in subsidies to [2: triple] chip production by [3: 2030].
        1  money, JPY 4 trillion: needs a source; none was found
        2  multiplier, 3x, forecast: needs a source; none was found
        3  no claim: year
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from disclint.report.text import cut, safe
from disclint.ruleset.rule import Json

Entry = dict[str, Json]
WIDTH = 100
_GAP = 160  # characters of a long sentence that stay beside a number
_NAMES = {"quantities": "numbers"}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
# Reasons that don't speak for themselves.
_PLAIN = {
    "small-count": "a count too low to need a source",
    "bare-number": "nothing says what it means",
    "class-off": "figures of this class are switched off",
    "references": "a list of references states nothing",
    "note": "a note states nothing",
    "disclaimer": "a disclaimer states nothing",
    "pronoun-one": "the word, not the number",
    "own-terms": "the publisher's own offer",
}


def lines(entry: Entry, width: int = WIDTH) -> list[str]:
    """One document: its path, then what was seen in the order of kinds and places; no line is wider than `width`, but for
    a word that is."""
    shown = [safe(str(entry["path"]))]
    for name, seen in (("statements", _statement), ("forbidden", _phrase)):
        found = items(entry, name)
        shown += [f"  {name}"] if found else []
        for item in found:
            place = f"{number(item, 'line')}:{number(item, 'column')}"
            shown += _wrapped(f"    {place:<7} ", seen(item), width)
    shown += _numbers(entry, width)
    return shown if len(shown) > 1 else [*shown, "  nothing was seen here"]


def items(entry: Entry, name: str) -> list[Entry]:
    found = entry.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def number(item: Entry, name: str) -> int:
    value = item.get(name)
    return value if isinstance(value, int) else 0


def _texts(item: Entry, name: str) -> list[str]:
    found = item.get(name)
    return [str(value) for value in found] if isinstance(found, list) else []


def _wrapped(head: str, text: str, width: int) -> list[str]:
    """The text behind `head`, further lines under its beginning."""
    return textwrap.wrap(
        text, max(width, 60), initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
    ) or [head.rstrip()]


def _words(item: Entry) -> str:
    return cut(safe(str(item.get("text") or "")), 120)


def _statement(item: Entry) -> str:
    via = f" (via {safe(str(item['via']))})" if item.get("via") else ""
    return f'{item["statement"]}{via}: "{_words(item)}"'


def _phrase(item: Entry) -> str:
    return f'{item["rule"]}: "{_words(item)}"'


def _numbers(entry: Entry, width: int) -> Iterator[str]:
    sentences, groups = items(entry, "sentences"), dict[int, list[Entry]]()
    for item in items(entry, "quantities"):
        groups.setdefault(number(item, "sentence"), []).append(item)
    if groups:
        yield "  numbers"
    for i, group in groups.items():
        sentence = sentences[i]
        place = f"{number(sentence, 'line')}:{number(sentence, 'column')}"
        zone = str(group[0].get("zone") or "text")
        beside = f"({zone}) " if zone != "text" else ""
        yield from _wrapped(f"    {place:<7} ", beside + _marked(str(sentence.get("text") or ""), group), width)
        for mark, item in enumerate(group, 1):
            yield from _wrapped(f"            {mark}  ", _verdict(item), width)


def _marked(text: str, group: list[Entry]) -> str:
    """The sentence with its numbers in brackets: `up [1: 12%] from [2: 9%]`."""
    parts: list[str] = []
    done = 0
    for mark, item in enumerate(group, 1):
        start, end = (int(value) for value in _texts(item, "at"))
        parts += [_shortened(text[done:start], bool(parts), True), f"[{mark}: {safe(text[start:end])}]"]
        done = max(done, end)
    return "".join([*parts, _shortened(text[done:], True, False)])


def _shortened(text: str, left: bool, right: bool) -> str:
    """What stands between two numbers; of a long stretch only what is near to one (on its `left`, on its `right`)."""
    if len(text) <= 2 * _GAP + 20:
        return safe(text)
    head, tail = text[:_GAP].rpartition(" ")[0] or text[:_GAP], text[-_GAP:].partition(" ")[2] or text[-_GAP:]
    return f"{safe(head) if left else ''} … {safe(tail) if right else ''}"


def _verdict(item: Entry) -> str:
    if not item.get("claim"):
        reason = str(item.get("reason") or "not counted")
        cause = f', by "{cut(safe(str(item["because"])), 80)}"' if item.get("because") else ""
        plain = f" ({_PLAIN[reason]})" if reason in _PLAIN else ""
        what = f"{_class(item)}: " if item.get("kind") else ""
        return f"{what}no claim: {reason}{plain}{cause}"
    return f"{_class(item)}: {f'sourced by {_evidence(item, True)}' if item.get('sourced') else _open(item)}"


def _class(item: Entry) -> str:
    """`money, USD 4.2 billion`, `percent, 7%, forecast`."""
    kind, unit = str(item.get("kind") or ""), safe(str(item.get("unit") or ""))
    worth = "" if kind == "rank" else _worth(item.get("value"))
    if kind == "money":
        worth = f"{unit} {worth}".strip()
    elif worth and unit:
        worth += unit if unit in ("%", "x") else f" {unit}"
    parts = (kind, worth or (unit if kind != "rank" else ""), "forecast" if item.get("forecast") else "")
    return ", ".join(part for part in parts if part)


def _worth(value: Json) -> str:
    if isinstance(value, list):
        return " to ".join(_worth(v) for v in value)
    if not isinstance(value, int | float):
        return ""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.4f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _evidence(item: Entry, accepted: bool) -> str:
    """`attribution (Bank of Spain), link (https://…)`, of what the policy accepts or of the rest."""
    taken = item.get("accepted")
    flags = taken if isinstance(taken, list) else []
    found = [
        f"{word} ({cut(safe(source), 90)})" if source else word
        for word, source, flag in zip(_texts(item, "evidence"), _texts(item, "sources"), flags, strict=True)
        if flag is accepted
    ]
    return ", ".join(dict.fromkeys(found))


def _open(item: Entry) -> str:
    """What a claim lacks, and what was there instead."""
    if item.get("market"):
        needs = "market data, which asks for a date or a provider"
    elif "performance" in _texts(item, "attributes"):
        needs = "own performance, which asks for period, date and basis"
    else:
        needs = "needs a source"
    seen = _evidence(item, False)
    found = f'{seen} does not count under the policy "{item.get("policy")}"' if seen else "none was found"
    weasels = [f'"{cut(safe(w), 60)}" names nobody' for w in dict.fromkeys(_texts(item, "weasels"))]
    register = [f"register: {safe(str(item['register']))}"] if item.get("register") else []
    untold = ["nothing says how own data came about"] if item.get("untold") else []
    return "; ".join([needs, found, *untold, *weasels, *register])
