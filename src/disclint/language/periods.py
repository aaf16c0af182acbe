"""Stretches of time and days as figures are dated by them: "since inception", "in the first half of 2026", "as of 30 June".

All expressions run over the folded text.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from disclint.lazy import expression

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_QUARTER = r"(?:q[1-4]|[1-4]q|h[12]|[12]h|(?:the )?(?:first|second|third|fourth) (?:quarter|half)(?: of)?)"
# a day, a month or a quarter, with its year
DATE = (
    rf"(?:(?P<iso>{_YEAR}-[01]\d-[0-3]\d)"
    rf"|(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH}),? (?P<year>{_YEAR})\b"
    rf"|(?P<month2>{_MONTH}) (?P<day2>{_DAY}),? (?P<year2>{_YEAR})\b"
    rf"|(?P<month3>{_MONTH}),? (?P<year3>{_YEAR})\b"
    rf"|(?P<quarter>{_QUARTER}),? ?(?P<year4>{_YEAR})\b"
    rf"|(?P<year5>{_YEAR})(?![\d,.]*\d|%))"
)
_DATE = expression(DATE)
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty|twenty-four|thirty|several|few)"
_UNIT = r"(?:days?|weeks?|months?|quarters?|years?|decades?|yrs?|sessions?)\b"
_NAMED = (
    rf"(?:(?:calendar|fiscal|fy|cy|early|mid|late|the year)[ -]?'?)?{_YEAR}\b(?!,\d|%)|{_QUARTER}"
    rf"|(?:early |mid-|late )?{_MONTH}\b|(?:calendar|fiscal) year|fy ?'?\d\d\b"
)
PERIOD = expression(
    rf"\b(?:in|during|for|over|throughout|across|within) (?:all of |the (?:full )?)?(?:{_NAMED})"
    rf"|\b(?:since|from) (?:(?:its|our|their|my|the) )?(?:inception|launch\w*|start|beginning|early|mid|late|{_NAMED}|we |i |then)"
    r"|\bsince-inception\b|\bsince inception\b|\bitd\b"
    rf"|\b(?:(?:past|last|previous|prior|trailing|first|second|third|fourth|current|latest|next) )+(?:{_COUNT} )?{_UNIT}"
    rf"|\b(?:this|last|per calendar) (?:{_UNIT}|spring|summer|autumn|fall|winter|{_MONTH})"
    rf"|\b(?:over|in|within|across|after|for|during|held) (?:just |only |about |the |nearly |its )?"
    rf"{_COUNT}[ -](?:full |calendar |trading )?{_UNIT}"
    rf"|\b{_COUNT}[ -](?:years?|yrs?|months?|quarters?|days?|weeks?)\b|\b[1-9]\d?[ym]\b"
    r"|\b(?:year|month|quarter|week)[ -]to[ -]date\b|\b(?:ytd|mtd|qtd)\b|\b(?:so far|to date)\b|\btoday\b|\byesterday\b"
    r"|\bon the (?:year|month|quarter|week|day)\b|\bfor the (?:year|month|quarter|week|day|period)\b|\b(?:full|half)[ -]year\b"
    r"|\bin the (?:year|month|quarter|week|period)\b|\b(?:first|second|third|fourth)[ -](?:quarter|half)\b"
    r"|\b(?:q[1-4]|h[12]) ?20\d\d\b"
    r"|\b(?:quarterly|monthly|calendar[- ]years?|life-?time|all-time)\b"
    rf"|\b(?:from|between) [^.;\n]{{3,40}}? (?:to|and|until|through) (?:{_NAMED})"
)
# a day that ends what is told, or a period that ends on one
UNTIL = expression(
    rf"\b(?:as of|as at|as on|at|through|thru|to|till|until|up to|ended|ending|ends|end of|end-|by|on|dated|date:|data to)"
    rf" ?(?:the )?(?:close (?:on|of) |end of |year-?end |month-?end |quarter-?end )?"
    rf"(?:{_YEAR}-[01]\d-[0-3]\d|{_DAY}(?: of)? {_MONTH}|{_MONTH}\b|{_QUARTER}|{_YEAR}\b(?!,\d|%)|\d\d?[./]\d\d?[./](?:20)?\d\d)"
    rf"|\b(?:in|during|for|over|throughout|calendar|fiscal|full-year|the year) (?:all of |the (?:full )?)?"
    rf"(?:(?:calendar|fiscal) (?:year )?)?(?:(?:early |mid-|late )?{_YEAR}\b(?!,\d|%)|{_QUARTER}|{_MONTH}\b)"
    rf"|\b(?:from|between|since) [^.;\n]{{3,40}}? (?:to|and|until|through) (?:{_NAMED})"
    rf"|{_YEAR} ?(?:-|to) ?{_YEAR}\b|\b(?:q[1-4]|h[12]|fy|cy) ?'?(?:20)?\d\d\b|\btoday\b|\byear-?end\b"
)
# the same in so many words: it dates whatever stands around it
AS_OF = expression(
    rf"\b(?:as of|as at|as on|(?:period|year|quarter|month)s? (?:ended|ending|to)|data to|through|to) ?(?:the )?"
    rf"(?:close (?:on|of) |end of |year-?end |month-?end |quarter-?end )?"
    rf"(?:{_YEAR}-[01]\d-[0-3]\d|{_DAY}(?: of)? {_MONTH}|{_MONTH}\b|{_QUARTER}|{_YEAR}\b(?!,\d|%))"
)
# periods that a dated document closes by its own date
CLOSED = expression(
    r"\b(?:last (?:year|quarter|month|week)|yesterday|(?:previous|prior) (?:year|quarter|month|week))\b"
)


class Dated(NamedTuple):
    """A date as it is written at `start` to `end`, and the last day that it can mean."""

    start: int
    end: int
    day: date


def dates(folded: str, start: int, end: int) -> list[Dated]:
    """Every day, month, quarter and year that stands there, with its last day; what is no day (31 June) is left out."""
    found: list[Dated] = []
    for match in _DATE.finditer(folded, start, end):
        day = _day(match.groupdict())
        if day:
            found.append(Dated(*match.span(), day))
    return found


def day_of(written: str) -> date | None:
    """The last day that a date as written can mean; None where it is none."""
    found = dates(written.lower(), 0, len(written))
    return found[0].day if found else None


def _day(said: dict[str, str | None]) -> date | None:
    if said["iso"]:
        return _checked(*(int(part) for part in said["iso"].split("-")))
    year = int(next((said[name] for name in ("year", "year2", "year3", "year4", "year5") if said[name]), "0") or 0)
    month = said["month"] or said["month2"] or said["month3"]
    if month:
        number = _MONTHS.index(month[:3]) + 1
        day = said["day"] or said["day2"]
        return _checked(year, number, int(day.rstrip("sthndr")) if day else _LAST_DAY[number - 1])
    if said["quarter"]:
        return _checked(year, *_quarter_end(said["quarter"]))
    return date(year, 12, 31)


def _quarter_end(written: str) -> tuple[int, int]:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    part = next((n for word, n in words.items() if word in written), 0) or int(next(c for c in written if c.isdigit()))
    half = "half" in written or written[0] == "h" or written[-1] == "h"
    month = min(12, part * (6 if half else 3))
    return month, _LAST_DAY[month - 1]


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; negative where they are the other way round."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
