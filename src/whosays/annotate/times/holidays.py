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

_EASTER = {"good": -2, "easter": 0, "monday": 1}
_FIXED = {
    "christmas": (12, 25),
    "eve": (12, 24),
    "halloween": (10, 31),
    "valentine": (2, 14),
    "boxing": (12, 26),
}


def holiday(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """The one that its year, the tense, "last" or "next" tell; open where the document has no date."""
    words = {piece.text.lower() for piece in match.pieces}
    said = match.get("YEAR", "APOSTROPHE_YEAR")
    if said is not None and isinstance(said.value, int):
        years = [said.value]
    elif origin.day is not None:
        years = [origin.day.year - 1, origin.day.year, origin.day.year + 1]
    else:
        fixed = _fixed(words)
        open_day = f"XXXX-{fixed[0]:02}-{fixed[1]:02}" if fixed else "XXXX-XX-XX"
        draft.settle(open_day, open_day if fixed else None)
        return
    days = [day for year in years if (day := _day(words, year)) is not None]
    if not days:
        return
    way = direction(match) or setting.tense(draft)
    right = [day for day in days if origin.day is None or (day - origin.day).days * way >= 0] or days
    today = origin.day or right[0]
    day = min(right, key=lambda each: abs((each - today).days))
    sure = _fixed(words) is not None and (said is not None or way != 0)
    draft.settle(day.isoformat(), day.isoformat() if sure else None)
    if sure:
        draft.year, draft.month, draft.day = day.year, day.month, day.day


def _fixed(words: set[str]) -> tuple[int, int] | None:
    if "christmas" in words:
        return _FIXED["eve" if "eve" in words else "christmas"]
    return next((_FIXED[word] for word in sorted(words) if word in _FIXED and word != "eve"), None)


def _day(words: set[str], year: int) -> date | None:
    if not 1583 <= year <= 4099:  # where the rule for Easter holds
        return None
    if fixed := _fixed(words):
        return date(year, *fixed)
    if "thanksgiving" in words:  # the fourth Thursday of November
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    sunday: date = easter(year)
    return sunday + timedelta(days=sum(_EASTER[word] for word in words if word in _EASTER))
