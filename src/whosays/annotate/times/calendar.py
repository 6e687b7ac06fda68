"""Arithmetic of days and months, and the document's own date as what relative times count from."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2})(?:T[0-9:]{5,8}(?:Z|[+-][0-9:]{2,5})?)?)?)?")


class Anchor(NamedTuple):
    """A document's date, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


def anchor(published: str | None) -> Anchor:
    """What to count from; nothing where the date is uncertain, approximate or an interval."""
    found = _PLAIN.fullmatch(published) if published else None
    if found is None:
        return Anchor()
    year, month = int(found[1]), int(found[2]) if found[2] else None
    if month and found[3] and is_day(year, month, int(found[3])):
        return Anchor(year, month, date(year, month, int(found[3])))
    return Anchor(year or None, month if not found[3] else None)


def is_day(year: int, month: int, day: int) -> bool:
    """Does the calendar have it?"""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def full_year(two: int) -> int:
    """The year that two figures stand for: to 31 in the 2000s, else in the 1900s."""
    return 1900 + two if two > 31 else 2000 + two


def shifted(day: date, days: int) -> date | None:
    """`days` later or earlier; `None` where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shifted_month(year: int, month: int, months: int) -> tuple[int, int] | None:
    """Year and month, `months` later or earlier; `None` where the calendar ends."""
    count = year * 12 + month - 1 + months
    return (count // 12, count % 12 + 1) if 12 <= count < 120_000 else None


def week(day: date) -> tuple[str, str]:
    """The ISO week of a day, as TIMEX3 and as an EDTF interval from Monday to Sunday."""
    year, number, weekday = day.isocalendar()
    monday, sunday = shifted(day, 1 - weekday), shifted(day, 7 - weekday)
    return f"{year:04}-W{number:02}", f"{monday}/{sunday}" if monday and sunday else ""
