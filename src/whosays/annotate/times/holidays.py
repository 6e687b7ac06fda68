"""Holidays that fall on a day of the calendar: Christmas Eve, Thanksgiving Day, Easter Monday.

Which day it is has an EDTF only where all who keep it keep it then: Easter and Thanksgiving are on other days
in other churches and countries, so theirs is the likeliest reading alone.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

from whosays.annotate.times.anchors import direction
from whosays.annotate.times.calendar import Anchor
from whosays.annotate.times.context import Setting
from whosays.annotate.times.drafts import Draft
from whosays.annotate.wordclasses import Match

_FIXED = {
    "christmas": (12, 25),
    "halloween": (10, 31),
    "valentine": (2, 14),
    "boxing": (12, 26),
    "new": (1, 1),
}
_FRIDAY, _MONDAY, _SUNDAY = 5, 1, 7


def is_holiday(match: Match) -> bool:
    """Is it one that is known: Easter Monday, but no Easter Tuesday, Good Friday, but no good Tuesday?"""
    weekday = match.get("WEEKDAY")
    if weekday is None:
        return True
    if match.get("good"):
        return weekday.value == _FRIDAY
    return "easter" in _words(match) and weekday.value in (_MONDAY, _SUNDAY)


def holiday(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """The one that its year, the tense, "last" or "next" tell; open where the document has no date."""
    if setting.goes_on(draft):
        return  # the Easter Accords, Christmas Island
    said = match.get("YEAR", "APOSTROPHE_YEAR")
    if said is not None and isinstance(said.value, int):
        years = [said.value]
    elif origin.day is not None:
        years = [origin.day.year - 1, origin.day.year, origin.day.year + 1]
    else:
        day = _day(match, 2000) if _is_fixed(match) else None
        draft.settle(f"XXXX-{day:%m-%d}" if day else "XXXX-XX-XX", f"XXXX-{day:%m-%d}" if day else None)
        return
    days = [day for year in years if (day := _day(match, year)) is not None]
    if not days:
        return
    way = direction(match) or setting.tense(draft)
    right = [day for day in days if origin.day is None or (day - origin.day).days * way >= 0] or days
    today = origin.day or right[0]
    day = min(right, key=lambda each: abs((each - today).days))
    sure = _is_fixed(match) and (said is not None or way != 0)
    draft.settle(day.isoformat(), day.isoformat() if sure else None)
    if sure:
        draft.year, draft.month, draft.day = day.year, day.month, day.day


def _words(match: Match) -> set[str]:
    return {piece.text.lower() for piece in match.pieces}


def _is_fixed(match: Match) -> bool:
    return not _words(match).isdisjoint(_FIXED)


def _day(match: Match, year: int) -> date | None:
    words = _words(match)
    if not 1583 <= year <= 4099:  # where the rule for Easter holds
        return None
    eve = timedelta(days="eve" in words)
    for name, (month, day) in _FIXED.items():
        if name in words:
            return date(year + (name == "new" and bool(eve)), month, day) - eve
    if "thanksgiving" in words:  # the fourth Thursday of November
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21) - eve
    sunday: date = easter(year)
    weekday = match.get("WEEKDAY")
    after = (
        {_FRIDAY: -2, _MONDAY: 1}.get(weekday.value, 0) if weekday and isinstance(weekday.value, int) else 0
    )
    return sunday + timedelta(days=after) - eve
