"""All that a date can do: the part of EDTF (ISO 8601-2:2019) that whosays writes, as plain strings.

A year (`1998`), a month, a day, a day with its time (`2004-03-09T07:40`, `…:00Z`), a season (`1998-21`
spring to `-24` winter), a quarter (`-33` to `-36`) or half (`-40`, `-41`); `X` for digits that are not known
(`199X`, `2004-XX-12`, `XXXX-12-26`); `?`, `~` or `%` at the end for uncertain, approximate or both; an
interval of two of these (`1998-03/1998-05`), where `..` is an open end and nothing an unknown one.
Years 1 to 9999.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date
from functools import lru_cache

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?P<time>T[^?~%/]{5,14})?)?)?[?~%]?"
)
_TIME = re.compile(
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_LONGEST = 53  # letters of two such dates with a time

# Months that begin and end it. Northern and meteorological, as the press writes; the winter "of" a year may
# be the one it began with or the one it ended with, so both are possible.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 14)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_SPANS = _SEASONS | _QUARTERS

# Ends as they are compared: nothing sorts before "", no day sorts after "~"; `None` is an end nobody knows.
_OPEN_START, _OPEN_END = "", "~"
_Ends = tuple[str | None, str | None]


def is_edtf(text: str) -> bool:
    """Is it a date of the forms above, with days that the calendar has?"""
    return _ends(text) is not None


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """First and last possible day, as `YYYY-MM-DD`; `None` is open or not known.

    A day of no known year (`XXXX-12-26`) has neither. `?`, `~` and `%` widen nothing: nobody can say by how
    much. What is no EDTF raises `ValueError` with the text.
    """
    first, last = _known(edtf)
    return first or None, None if last == _OPEN_END else last


def day_number(edtf: str | None) -> int | None:
    """The one day that it is, as days since the calendar began; `None`: it is none, or may be several."""
    if edtf is None or not is_edtf(edtf):
        return None
    first, last = bounds(edtf)
    return date.fromisoformat(first).toordinal() if first is not None and first == last else None


def overlaps(one: str, other: str) -> bool:
    """May both be of one day, as far as their bounds tell? Open and unknown ends reach everywhere."""
    first, last = _known(one)
    begin, end = _known(other)
    return (first or "") <= (end or _OPEN_END) and (begin or "") <= (last or _OPEN_END)


def contains(outer: str, inner: str) -> bool:
    """Does every possible day of `inner` lie in `outer`? Where an end is not known, it is not said to."""
    first, last = _known(outer)
    begin, end = _known(inner)
    if first is None or last is None or begin is None or end is None:
        return False
    return first <= begin and end <= last


def sort_key(edtf: str | None) -> tuple[int, str, str, str, str]:
    """The place in a chronology.

    By the first possible day; of those that begin on one day, the one that is known best first: an hour, the
    day, the month, the year, no end. One with no beginning stands after what begins on its last day. Days of
    no known year come after all these, in their order in the year, and what has no date (`None`) last.
    """
    if edtf is None:
        return 2, "", "", "", ""
    first, last = _known(edtf)
    if not first and last in {None, _OPEN_END}:
        return 1, edtf, "", "", ""
    hour = edtf.partition("T")[2] or _OPEN_END
    if not first:
        return 0, str(last), _OPEN_END, hour, edtf
    return 0, first, last or _OPEN_END, hour, edtf


def _known(edtf: str) -> _Ends:
    ends = _ends(edtf)
    if ends is None:
        raise ValueError(f"Not a date in EDTF: {edtf[:60]!r}")
    return ends


def _ends(text: str) -> _Ends | None:
    """The first and the last day, `None` where `text` is no EDTF."""
    return _read(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1 << 12)
def _read(text: str) -> _Ends | None:
    """The same, kept: a pile gives the same dates again and again."""
    left, slash, right = text.partition("/")
    if not slash:
        return _date(text)
    open_ends: dict[str, tuple[_Ends, _Ends]] = {
        "..": ((_OPEN_START, None), (None, _OPEN_END)),
        "": ((None, None), (None, None)),
    }
    begin = open_ends[left][0] if left in open_ends else _date(left)
    end = open_ends[right][1] if right in open_ends else _date(right)
    if begin is None or end is None or (left in open_ends and right in open_ends):
        return None
    if begin[0] is not None and end[1] is not None and begin[0] > end[1]:
        return None
    return begin[0], end[1]


def _date(text: str) -> _Ends | None:
    match = _DATE.fullmatch(text)
    if match is None or (match["time"] and not _TIME.fullmatch(match["time"])):
        return None
    if match["time"] and "X" in text:
        return None
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    low, high = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    if high == 0:
        return None
    if month != "XX" and int(month) in _SPANS:
        ends = _season(low, high, *_SPANS[int(month)]) if match["day"] is None else None
    else:
        ends = _days(low, high, month, day)
    return (None, None) if ends and year == "XXXX" else ends


def _season(low: int, high: int, begin: int, end: int) -> _Ends:
    year, month = (high, end) if end <= 12 else (high + 1, end - 12)
    if year > 9999:
        year, month = 9999, 12
    return f"{low:04}-{begin:02}-01", f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def _days(low: int, high: int, month: str, day: str) -> _Ends | None:
    first_month, last_month = (1, 12) if month == "XX" else (int(month), int(month))
    if not 1 <= first_month <= 12:
        return None
    if day == "XX":
        return (
            f"{low:04}-{first_month:02}-01",
            f"{high:04}-{last_month:02}-{monthrange(high, last_month)[1]:02}",
        )
    if (month, day) == ("02", "29"):
        years = range(low, high + 1)
        first_leap = next((year for year in years if isleap(year)), None)
        last_leap = next((year for year in reversed(years) if isleap(year)), None)
        return (f"{first_leap:04}-02-29", f"{last_leap:04}-02-29") if first_leap else None
    # January and December have 31 days: a day of an unknown month is always possible in both.
    if not 1 <= int(day) <= (31 if month == "XX" else monthrange(2001, first_month)[1]):
        return None
    return f"{low:04}-{first_month:02}-{day}", f"{high:04}-{last_month:02}-{day}"
