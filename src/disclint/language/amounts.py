"""One amount around its digits or number words: sign, currency, scale, unit, the noun counted."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclint.language.mixed import and_a_half
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
    """What stands before the digits. `open`: a bracket before them; if it closes, it means a loss. `enclosed`: the
    bracket stands before the currency too, and means a loss only with a scale behind it: `($3.4) million`."""

    start: int
    currency: str = ""
    sign: str = ""
    open: bool = False
    enclosed: bool = False


class Tail(NamedTuple):
    """What stands behind the digits: scale, sign, closing bracket (`closed` is where, or 0); `about`: `thirty-odd`,
    `$400s`; `token` is the first word that is none of these."""

    end: int
    scale: float
    closed: int
    plus: bool
    about: bool
    token: re.Match[str] | None


_TOKEN = re.compile(r"([ -]?)([a-zåöø]++(?:[.'&][a-z]++)*+|[^\sa-z\d])")
_SIGNS, _EDGES = "$€£¥", " (\n"  # currencies of one sign; what commonly stands before them
_ONWARD = re.compile(r"-\d[\d.,]*+([a-z]*)")  # "1.2m-1.4m" goes on with the same letter, "10b-5" does not
_METRES = (" deep", " tall", " wide", " long", " thick", " high ", " above sea", " below the surface")
_PERIOD = re.compile(r"(?:[1-4][qh]|f?q[1-4]|h[12]|fy|cy)'?(?:\d\d|20\d\d)?[ae]?")


def amount(plain: str, folded: str, start: int, end: int, table: Units, value: float | None = None) -> Amount:
    """The amount whose digits stand at that range, worth `value` where a fraction belongs to them."""
    value = digits(folded[start:end]) if value is None else value
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
    end, more = and_a_half(folded, end)
    value += more
    if folded.startswith("a ", start) and folded.startswith("half ", max(0, start - 5)):
        start, value = start - 5, value / 2
    front = _head(plain, folded, start, table)
    return _assemble(folded, front if front.currency else Head(start), (start, end), value, table, spelled=True)


def _head(plain: str, folded: str, start: int, table: Units) -> Head:
    """Reads backwards from the first digit."""
    before = folded[start - 1] if start else ""
    if not before or (before == " " and not _may_be_currency(plain[max(0, start - 3) : start - 1])):
        return Head(start - 6, "", "-") if folded.startswith("minus ", start - 6) and start > 5 else Head(start)
    edge = folded[start - 2] if start > 1 else "\n"
    if before in _SIGNS and edge in _EDGES and folded[max(0, start - 3)] not in "±-":
        return Head(start - 1, table.currencies[before], "", edge == "(", edge == "(")
    found = table.head.search(folded, max(0, start - 9), start)
    if found is None:
        return Head(start)
    money = found["money"]
    if money and folded[found.start() - 1 : found.start()] == "/":
        return Head(start)
    if money and money.isalpha() and not plain[found.start("money")].isupper():
        return Head(start)
    opened, first = bool(found["open"]), found.start()
    code = table.currencies[money] if money else ""
    enclosed = bool(code) and folded[first - 1 : first] == "("
    sign = found["sign2"] or found["sign"] or ""
    return Head(first if code or not opened else start, code, sign, opened or enclosed, enclosed)


def _may_be_currency(left: str) -> bool:
    """Whether what stands before a space can end a currency or be a sign: `EUR 3`, `Rs 3`, `$ 5`, `± 2`."""
    return (not left.islower() or left in ("s.", "rs", "rs.")) and left[-1:] not in ",;:)"


def _tail(folded: str, end: int, front: Head, table: Units) -> Tail:
    """Reads on from the last digit."""
    scale, plus, about, closed, at = 1.0, False, False, 0, end
    token = _TOKEN.match(folded, at)
    while token:
        gap, word = token.groups()
        step = table.scales.get(word, 0.0)
        if not step and (not gap or (front.currency and gap == " ")):
            step = table.letters.get(word, 0.0)
            if step and not front.currency:
                step = 0.0 if _goes_on(folded, word, token.end()) else step
        if step:
            scale *= step
        elif word == "+" and not gap and not plus:
            plus = True
        elif word == ")" and not gap and front.open and not closed and (scale == 1.0 or _outside(front)):
            closed = at
        elif (word == "odd" and gap == "-") or (word == "s" and not gap and front.currency and folded[at - 1] == "0"):
            about = True
        else:
            break
        at = token.end()
        token = _TOKEN.match(folded, at)
    return Tail(at, scale, closed, plus, about, token)


def _goes_on(folded: str, letter: str, end: int) -> bool:
    """Whether a letter is no scale: `10b-5`, `10b5-1`, `9M23`, `1.2m deep`; `1.2m-1.4m` has the same letter again."""
    after = folded[end : end + 1]
    if after == "-":
        onward = _ONWARD.match(folded, end)
        return onward is not None and onward[1] != letter
    return after.isdigit() or (letter == "m" and after == " " and folded.startswith(_METRES, end))


def _outside(front: Head) -> bool:
    """Whether the bracket opens behind a currency: `$(3.4 million)`."""
    return bool(front.currency) and not front.enclosed


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
    loss = False
    if back.closed:
        loss = back.scale != 1.0 or (bool(kind) and not front.enclosed)
        end = end if loss else back.closed
    if kind == "money" and name in table.minor:
        name, rate = table.minor[name]
        value *= rate
    negative, both = loss or front.sign == "-", front.sign in ("+/-", "±")
    flags = ("negative",) if negative else ("bound",) if back.plus else ("approx",) if back.about else ()
    start, stop = front.start - (loss and (front.enclosed or not front.currency)), end
    low = -value if negative or both else value
    if not kind:
        kind, name, small, last = _counted(folded, (start, core[0]), low, back, table)
        if not kind:
            return _inside_name(folded, *core)
        end, low = last or end, 0.0 if kind == "vague" else low
        flags = (*flags, "small") if small else flags
    flags = (*flags, "spelled") if spelled else flags
    return Amount(start, end, core, low, back.scale, kind, name, flags, "", value if both else None, stop)


def _unit(folded: str, token: re.Match[str], currency: str, value: float, table: Units) -> tuple[str, str, int] | None:
    """Kind, unit and end, where a unit of measure starts with that token."""
    gap, word = token.groups()
    end = token.end()
    following = _TOKEN.match(folded, end) if word in table.pairs else None
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
    if word in ("fold", "bagger", "baggers") or (word == "x" and not gap) or (word == "times" and gap):
        return "multiplier", "x", end
    if word == "×" and not gap and not folded[end : end + 2].strip().isdigit():
        return "multiplier", "x", end
    if word == "m" and not gap and folded.startswith(_METRES, end):
        return "count", "m", end
    return _money(folded, token, currency, value, table)


def _money(folded: str, token: re.Match[str], currency: str, value: float, table: Units) -> tuple[str, str, int] | None:
    word, end = token[2], token.end()
    if word == "p" and token[1]:
        return None
    if word == "$" and folded[end : end + 1].isdigit():
        return None
    code = table.currencies.get(word, "")
    if code and not (word in table.weak and value < 100):
        return ("money", code, end) if not currency or code == currency else None
    nation = table.nations.get(word, "")
    following = _TOKEN.match(folded, end) if nation else None
    if following and following[0] == ".":
        following = _TOKEN.match(folded, following.end())
    if not nation or not following or not following[1]:
        return None
    if following and following[2] in table.currencies:
        shared = following[2].startswith(("dollar", "peso", "pound", "rupee", "kron", "won", "franc"))
        return "money", nation if shared else table.currencies[following[2]], following.end()
    return None


Noun = tuple[str, str, bool, int]  # kind, noun, whether it is too small to need a source, where it ends (0: no noun)


def _counted(folded: str, starts: tuple[int, int], value: float, back: Tail, table: Units) -> Noun:
    """Without a unit of measure: a duration, a count of something, or a bare number. No kind where it is glued to
    letters. `starts`: where the amount and its digits or words start."""
    token = back.token
    gap, word = token.groups() if token else ("", "")
    noun = word if word[:1].isalpha() else ""
    if back.scale == 1.0 and value % 1 and noun not in table.durations and noun not in table.measures:
        noun = ""
    if token and noun:
        if noun in table.durations:
            return "duration", noun, False, token.end()
        if noun not in table.functions and (gap or len(noun) > 1):
            return _of_things(folded, starts, value, token, back.scale, table)
        if not gap:
            return "", "", False, 0
    return "count" if back.scale != 1.0 else "level", "", False, 0


def _of_things(
    folded: str, starts: tuple[int, int], value: float, token: re.Match[str], scale: float, table: Units
) -> Noun:
    """A count of the noun that the token is. It is small below 10, and below 100 where nothing says that it counts;
    units of measure are never small. `nine figures` and `two orders of magnitude` are vague, `the 50 mark` a level."""
    noun, size, end = token[2], abs(value), token.end()
    if scale != 1.0 or size >= 1000:
        return "count", noun, False, end
    definite = folded.startswith("the ", max(0, starts[0] - 4))
    if noun in ("figure", "figures") and 4 <= size <= 12 and not definite:
        return "vague", "", False, end
    if noun in ("order", "orders") and folded.startswith(" of magnitude", end):
        return "vague", "", False, end + 13
    if definite and noun in table.marks:
        return "level", "", False, 0
    attributive = token[1] == "-" and value < 10 and folded[starts[1]].isalpha()  # "a five-mile walk"
    small = size < 100 and (noun not in table.measures or attributive)
    if small and size >= 10 and token[1] == " ":
        ahead = noun if noun[-1] == "s" or noun in table.plurals else _plural_ahead(folded, end, table)
        small, noun = not ahead, ahead or noun
    return "count", noun, small, end


def _plural_ahead(folded: str, end: int, table: Units) -> str:
    """The plural that follows within three words of the same phrase, or ``""``: `45 newly hired engineers`."""
    for _ in range(3):
        token = _TOKEN.match(folded, end)
        if token is None or not token[1] or token[2] in table.functions:
            return ""
        if token[2] in table.plurals or (token[2][-1] == "s" and token[2][-2:] not in ("ss", "us", "is", "'s")):
            return token[2]
        end = token.end()
    return ""


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
