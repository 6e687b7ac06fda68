"""How the days of two events agree: reports err by a day, a month or a year; not all that differs is two."""

from __future__ import annotations

from typing import Literal

from whosays.resolve.events.once import WEEKS, is_once
from whosays.resolve.events.sight import Days, Sight

Agreement = Literal["same", "near", "within", "slip", "apart", "open"]
"""same: one day; near: a day or two apart; within: as well as they are known; slip: the same time of another
year, as by a mistake, two years off at most, or weeks off where it comes about once only; apart; open: not
known, or no better than to the year."""

_DAY, _MONTH, _SEASON = 2, 31, 92
"""Days from the first to the last possible one of what is known to the day or so, the month, the season."""
_SLIPS = (365, 366, 730, 731)
"""Days between two dates of which one is in a wrong year."""
_ORDER: tuple[Agreement, ...] = ("same", "near", "within", "slip", "open", "apart")


def agreement(a: Sight, b: Sight) -> Agreement:
    """The best of what their dates say."""
    if a.days and b.days:
        best = min((_two(one, other) for one in a.days for other in b.days), key=_ORDER.index)
        gap = min(max(x[0] - y[1], y[0] - x[1]) for x in a.days for y in b.days)
        return "slip" if best == "apart" and gap <= WEEKS and is_once(a, b) else best
    for dated, other in ((a, b), (b, a)):
        if dated.days and other.published is not None:
            first = min(day for day, _ in dated.days)
            if first > other.published[1] + 1:
                return "apart"  # it was reported before it happened
    return "open"


def _two(one: Days, other: Days) -> Agreement:
    if one[0] <= other[1] and other[0] <= one[1]:
        longest = max(_length(one), _length(other))
        return "same" if longest <= _DAY else "within" if longest <= _SEASON else "open"
    gap = max(one[0] - other[1], other[0] - one[1])
    if gap <= _DAY and max(_length(one), _length(other)) <= _DAY:
        return "near"
    return "slip" if _is_slip(one, other) else "apart"


def _is_slip(one: Days, other: Days) -> bool:
    """Is the one the other but for a mistake in the year?"""
    longest = max(_length(one), _length(other))
    if longest > 4 * _MONTH:
        return False
    slack = 0 if longest <= _DAY else longest
    gap = abs(one[0] - other[0])
    return any(abs(gap - slip) <= slack for slip in _SLIPS)


def _length(days: Days) -> int:
    return days[1] - days[0]
