"""One amount around its digits or number words: sign, currency, scale, unit, the noun counted."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclint.language.numbers import digits, words
from disclint.language.vocabulary import Units


class Amount(NamedTuple):
    """A numeral with what stands directly around it, before neighbours are joined. `value` includes `scale`. `core` is
    where its digits or words start and end; `stop` is where it ends without the noun it counts. `kind` is `level` for a
    number without scale, unit or noun."""

    start: int
    end: int
    core: tuple[int, int]
    value: float = 0.0
    scale: float = 1.0
    kind: str = ""
    unit: str = ""
    attributes: tuple[str, ...] = ()
    mask: str = ""
    high: float | None = None
    stop: int = 0


class Head(NamedTuple):
    """What stands before the digits. `open`: a bracket right before them; if it closes, it means a loss."""

    start: int
    currency: str = ""
    sign: str = ""
    open: bool = False


class Tail(NamedTuple):
    """What stands behind the digits: scale, sign, closing bracket; `token` is the first word that is none of these."""

    end: int
    scale: float
    closed: bool
    plus: bool
    token: re.Match[str] | None


_TOKEN = re.compile(r"([ -]?)([a-z]++(?:[.'&][a-z]++)*+|[^\sa-z\d])")
_SIGNS, _EDGES = "$€£¥", " (\n"  # currencies of one sign; what commonly stands before them
_PERIOD = re.compile(r"(?:[1-4][qh]|f?q[1-4]|h[12]|fy|cy)'?(?:\d\d|20\d\d)?[ae]?")


def amount(plain: str, folded: str, start: int, end: int, table: Units) -> Amount:
    """The amount whose digits stand at that range."""
    value = digits(folded[start:end])
    if value is None:
        return Amount(start, end, (start, end), mask="version" if folded.count(".", start, end) > 1 else "identifier")
    front = _head(plain, folded, start, table)
    if not front.currency and start and folded[start - 1].isalnum():
        return _inside_name(folded, start, end)
    return _assemble(folded, front, (start, end), value, table)


def spelled(plain: str, folded: str, start: int, end: int, table: Units) -> Amount | None:
    """The amount whose number words stand at that range; None where they add up to none."""
    value = words(folded[start:end], table.digits, table.scales)
    if value is None:
        return None
    if folded.startswith("a ", start) and folded.startswith("half ", max(0, start - 5)):
        start, value = start - 5, value / 2
    front = _head(plain, folded, start, table)
    return _assemble(folded, front if front.currency else Head(start), (start, end), value, table, spelled=True)


def _head(plain: str, folded: str, start: int, table: Units) -> Head:
    """Reads backwards from the first digit."""
    before = folded[start - 1] if start else ""
    if not before or (before == " " and not _may_be_currency(plain[max(0, start - 3) : start - 1])):
        return Head(start)
    if before in _SIGNS and folded[max(0, start - 2)] in _EDGES and folded[max(0, start - 3)] not in "±-":
        return Head(start - 1, table.currencies[before])
    found = table.head.search(folded, max(0, start - 9), start)
    if found is None:
        return Head(start)
    money = found["money"]
    if money and money.isalpha() and not plain[found.start("money")].isupper():
        return Head(start)
    opened = bool(found["open"])
    code = table.currencies[money] if money else ""
    return Head(found.start() if code or not opened else start, code, found["sign2"] or found["sign"] or "", opened)


def _may_be_currency(left: str) -> bool:
    """Whether what stands before a space can end a currency or be a sign: `EUR 3`, `Rs 3`, `$ 5`, `± 2`."""
    return not left.islower() and left[-1:] not in ",;:)"


def _tail(folded: str, end: int, front: Head, table: Units) -> Tail:
    """Reads on from the last digit."""
    scale, plus, closed, at = 1.0, False, False, end
    token = _TOKEN.match(folded, at)
    while token:
        gap, word = token.groups()
        step = table.scales.get(word, 0.0)
        if not step and (not gap or (front.currency and gap == " ")):
            step = table.letters.get(word, 0.0)
        if step:
            scale *= step
        elif word == "+" and not gap and not plus:
            plus = True
        elif word == ")" and not gap and front.open and not closed:
            closed = True
        else:
            break
        at = token.end()
        token = _TOKEN.match(folded, at)
    return Tail(at, scale, closed, plus, token)


def _assemble(
    folded: str, front: Head, core: tuple[int, int], value: float, table: Units, *, spelled: bool = False
) -> Amount:
    back = _tail(folded, core[1], front, table)
    value *= back.scale
    unit = _unit(folded, back.token, front.currency, value, table) if back.token else None
    kind, name, end = unit or ("", "", back.end)
    if front.currency and kind != "percent":
        end = end if kind == "money" else back.end
        kind, name = "money", front.currency
    loss = front.open and back.closed and bool(kind)
    if back.closed and not loss:
        end = back.end - 1
    if kind == "money" and name in table.minor:
        name, rate = table.minor[name]
        value *= rate
    negative, both = loss or front.sign == "-", front.sign in ("+/-", "±")
    flags = ("negative",) if negative else ("bound",) if back.plus else ()
    start, stop = front.start - (loss and not front.currency), end
    low = -value if negative or both else value
    if not kind:
        kind, name, small = _counted(low, back, table)
        if not kind:
            return _inside_name(folded, *core)
        end = back.token.end() if name and back.token else end
        flags = (*flags, "small") if small else flags
    flags = (*flags, "spelled") if spelled else flags
    return Amount(start, end, core, low, back.scale, kind, name, flags, "", value if both else None, stop)


def _unit(folded: str, token: re.Match[str], currency: str, value: float, table: Units) -> tuple[str, str, int] | None:
    """Kind, unit and end, where a unit of measure starts with that token."""
    gap, word = token.groups()
    end = token.end()
    following = _TOKEN.match(folded, end) if word in table.openers else None
    if following and following[1]:
        both = f"{word} {following[2]}"
        if both in table.points:
            return "change", table.points[both], following.end()
        if both in table.percent:
            return "percent", "%", following.end()
    if word in table.percent:
        return "percent", "%", end + (folded[end : end + 1] == "+")
    if word in table.points:
        return "change", table.points[word], end
    if word == "fold" or (word == "x" and not gap) or (word == "times" and gap):
        return "multiplier", "x", end
    return _money(folded, token, following, currency, value, table)


def _money(
    folded: str, token: re.Match[str], following: re.Match[str] | None, currency: str, value: float, table: Units
) -> tuple[str, str, int] | None:
    word, end = token[2], token.end()
    code = table.currencies.get(word, "")
    if word == "$" and folded[end : end + 1].isdigit():
        return None
    if code and not (word in table.weak and value < 100):
        return ("money", code, end) if not currency or code == currency else None
    nation = table.nations.get(word, "")
    if not nation or not following or not following[1]:
        return None
    if following[2] == ".":
        following = _TOKEN.match(folded, following.end())
    if following and following[2] in table.currencies:
        shared = following[2].startswith(("dollar", "peso", "pound", "rupee", "kron", "won", "franc"))
        return "money", nation if shared else table.currencies[following[2]], following.end()
    return None


def _counted(value: float, back: Tail, table: Units) -> tuple[str, str, bool]:
    """Without a unit of measure: a duration, a count of something, or a bare number; its kind, its noun and whether it
    is too small to need a source. No kind where it is glued to letters."""
    gap, word = back.token.groups() if back.token else ("", "")
    noun = word if word[:1].isalpha() else ""
    if back.scale == 1.0 and value % 1 and noun not in table.durations and noun not in table.measures:
        noun = ""
    if noun in table.durations:
        return "duration", noun, False
    if noun and noun not in table.functions and (gap or len(noun) > 1):
        single = gap == "-" or not (noun.endswith("s") or noun in table.measures)
        return "count", noun, back.scale == 1.0 and abs(value) < (100 if single else 10)
    if noun and not gap:
        return "", "", False
    return "count" if back.scale != 1.0 else "level", "", False


def _inside_name(folded: str, start: int, end: int) -> Amount:
    """Digits glued to letters: `FY25`, `Q3`, `H100`, `A320neo`."""
    first, last = start, end
    while first and folded[first - 1].isalnum():
        first -= 1
    while last < len(folded) and folded[last].isalnum():
        last += 1
    if _PERIOD.fullmatch(folded, first, last):
        return Amount(first, last, (start, end), mask="fiscal-period")
    return Amount(first, last, (start, end), mask="identifier" if last - first > 8 else "product-name")
