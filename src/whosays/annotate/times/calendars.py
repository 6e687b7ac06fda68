"""Dates of other calendars, turned into ours: 12 Ramadan 1415, 22 Bahman 1357, 12 Yekatit 1966.

The words of the text stay what they are; value and EDTF are Gregorian (package `convertdate`). A lunar month
began where its moon was seen, up to two days from what the civil tables of Islam say: such days are `~`. The
months of Iran and Ethiopia are exact. A year tells the calendars apart; what lies outside all is no date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from convertdate import coptic, islamic, persian

from whosays.annotate.times.drafts import Draft, drafted, number
from whosays.annotate.wordclasses import Match

_DAYS = ("DIGITS", "DIGITS_ZERO", "ORDINAL", "ORDINAL_WORD")
_LUNAR, _SOLAR, _ETHIOPIAN = (1200, 1500), (1200, 1450), (1850, 2030)
"""Years that reports speak of."""
_FROM_MARTYRS = 276
"""Years from the Ethiopian era to the Coptic one, whose days and months are the same."""


def lunar(match: Match) -> list[Draft]:
    """A day or month of the Islamic calendar; with a year of ours, the one that begins in it."""
    said, which = match.get("LUNAR_MONTH", "LUNAR_PAIR"), match.get("LUNAR_WHICH")
    year = number(match.get("YEAR"))
    if said is None or year is None:
        return []
    month = (number(said) or 0) + (number(which) or 0)
    if not _LUNAR[0] <= year <= _LUNAR[1]:
        begun = [h for h in range(year - 582, year - 576) if _begins_in(year, h, month)]
        if len(begun) != 1 or not year >= 1900:
            return []  # none, or two in one year of ours
        year = begun[0]
    return _written(match, islamic, year, month, about="~")


def lunar_year(match: Match) -> list[Draft]:
    """1415 AH."""
    year = number(match.get("YEAR"))
    if year is None or not _LUNAR[0] <= year <= _LUNAR[1]:
        return []
    first, last = _day(islamic, year, 1, 1), _day(islamic, year + 1, 1, 1)
    return _interval(match, first, last - timedelta(days=1), "~") if first and last else []


def solar(match: Match) -> list[Draft]:
    """A day or month of the calendar of Iran, or of that of Ethiopia where the year is one of its."""
    iran, ethiopia = match.get("SOLAR_MONTH", "SHARED_MONTH"), match.get("ETHIOPIAN_MONTH", "SHARED_MONTH")
    year = number(match.get("YEAR"))
    if year is None:
        return []
    if iran is not None and _SOLAR[0] <= year <= _SOLAR[1]:
        return _written(match, persian, year, number(iran) or 0)
    if ethiopia is not None and _ETHIOPIAN[0] <= year <= _ETHIOPIAN[1]:
        month = 5 if ethiopia.kind == "SHARED_MONTH" else number(ethiopia) or 0
        return _written(match, coptic, year - _FROM_MARTYRS, month)
    return []


def _begins_in(year: int, hijri: int, month: int) -> bool:
    begin = _day(islamic, hijri, month, 1)
    return begin is not None and begin.year == year


def _written(match: Match, calendar: Any, year: int, month: int, about: str = "") -> list[Draft]:
    said = match.get(*_DAYS)
    if said is not None:
        day = _day(calendar, year, month, number(said) or 0)
        if day is None:
            return []
        draft = drafted(match)
        draft.settle(day.isoformat(), day.isoformat() + about)
        if not about:  # nothing is counted from a day that is not sure
            draft.year, draft.month, draft.day = day.year, day.month, day.day
        return [draft]
    first = _day(calendar, year, month, 1)
    months: int = 12 if calendar is not coptic else 13
    last = _day(calendar, year, month + 1, 1) if month < months else _day(calendar, year + 1, 1, 1)
    return _interval(match, first, last - timedelta(days=1), about) if first and last else []


def _interval(match: Match, first: date, last: date, about: str) -> list[Draft]:
    draft = drafted(match)
    draft.settle(f"{first}/{last}", f"{first}{about}/{last}{about}")
    return [draft]


def _day(calendar: Any, year: int, month: int, day: int) -> date | None:
    """The day in our calendar; `None` where theirs does not have it (31 Ramadan)."""
    try:
        found = date(*calendar.to_gregorian(year, month, day))
        back: Callable[[int, int, int], tuple[int, int, int]] = calendar.from_gregorian
        return found if back(found.year, found.month, found.day) == (year, month, day) else None
    except (ValueError, IndexError, OverflowError):
        return None
