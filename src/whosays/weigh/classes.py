"""Values that say the same: days within months, numbers with their bounds, sums, spots, entities."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from whosays.records.across import Value
from whosays.records.edtf import bounds, contains, is_edtf, overlaps
from whosays.weigh.bearings import Bearing, bearing_in

Class = tuple[str | int | float | None, str | None]
"""The value of a claim and its unit."""
MOST = 500
"""Different dates or spots of one topic that are compared; of more each stands by itself."""


def classes(aspect: str, values: Iterable[Value], kin: Mapping[str, str]) -> dict[Value, Class]:
    """The class of each value of one aspect; `kin` maps an actor to whom he acts for."""
    distinct = sorted(set(values), key=lambda v: (str(v.value), v.unit or "", v.min or 0, v.max or 0))
    if aspect == "date":
        days = _days([str(v.value) for v in distinct])
        return {v: (days[str(v.value)], None) for v in distinct}
    if aspect == "place":
        spots = _spots([str(v.value) for v in distinct])
        return {v: (spots[str(v.value)], None) for v in distinct}
    if aspect == "money":
        return _sums(distinct)
    if aspect == "actor":
        return {v: (kin.get(str(v.value), v.value), None) for v in distinct}
    if aspect == "sentence" or any(isinstance(v.value, str) and v.min is None for v in distinct):
        return {v: (v.value, v.unit) for v in distinct}
    return _counts(distinct)


def _days(dates: list[str]) -> dict[str, str]:
    """Each date to the most precise one it can be of; what may be of two of them stands by itself."""
    found: dict[str, str] = {}
    narrow: list[tuple[str, str, str]] = []  # first day, last day, as written
    plain = {date: date.partition("T")[0].rstrip("?~%") if "/" not in date else date for date in dates}
    known = [date for date in dates if is_edtf(date)]
    few = len(known) <= MOST
    open_ = [date for date in known if "X" in date]
    for date in sorted(known, key=lambda date: (_length(date), plain[date], date)):
        first, last = bounds(date)
        if first is None or last is None or not few:
            continue
        low = bisect_left(narrow, (first, "", ""))
        within = {rep for begin, end, rep in narrow[low:] if begin <= last and end <= last}
        if len(within) == 1:
            found[date] = within.pop()
            continue
        found[date] = plain[date]
        if not within:
            narrow.insert(bisect_left(narrow, (first, last, plain[date])), (first, last, plain[date]))
    for date in open_[:MOST]:
        of = {rep for _, _, rep in narrow if _fills(date, rep)}
        if len(of) == 1:
            found[date] = of.pop()
    return {date: found.get(date, plain[date]) for date in dates}


def _fills(open_: str, date: str) -> bool:
    """Is it a day of which some digits are not told ("XXXX-03-21"), and the other has the rest?"""
    return len(date) >= len(open_) and all(a in {"X", b} for a, b in zip(open_, date, strict=False))


def _length(date: str) -> int:
    """Days that it may be, roughly: for the order from narrow to wide only."""
    first, last = bounds(date)
    if first is None or last is None:
        return 10**7
    return sum(
        weight * (int(last[part]) - int(first[part]))
        for part, weight in ((slice(0, 4), 366), (slice(5, 7), 31), (slice(8, 10), 1))
    )


def _spots(places: list[str]) -> dict[str, str]:
    """Told by distance and direction: those that agree are one, under the one told best."""
    spots = {place: spot for place in places if (spot := bearing_in(place)) is not None}
    heads: list[tuple[str, Bearing]] = []
    found = {}
    for place, spot in sorted(spots.items(), key=lambda each: (each[1].km is None, each[0])):
        head = next((name for name, held in heads[:MOST] if held.agrees(spot)), None)
        if head is None:
            heads.append((place, spot))
        found[place] = head or place
    return {place: found.get(place, place) for place in places}


def _sums(values: list[Value]) -> dict[Value, Class]:
    """By number and currency; one of which only the currency is told is of the one sum in it, if one."""
    found: dict[Value, Class] = {}
    for value in values:
        if value.value is not None:
            found[value] = (value.value, value.unit)
    for value in values:
        if value not in found:
            same = {known for known in found.values() if known[1] == value.unit and known[0] is not None}
            found[value] = same.pop() if len(same) == 1 else (None, value.unit)
    return found


def _counts(values: list[Value]) -> dict[Value, Class]:
    """By number; "3 soldiers" is the same as "3" where that is said too."""
    whole = {value.value for value in values if value.unit is None}
    return {value: (value.value, None if value.value in whole else value.unit) for value in values}


def may_agree(aspect: str, one: Iterable[Value], other: Iterable[Value]) -> bool:
    """Can two classes of one aspect both be right?

    "At least 40" agrees with 44 and not with 32; March agrees with the 9th of March; a part of those counted
    agrees with the whole, if it is no more.
    """
    first, second = list(one), list(other)
    if aspect == "date":
        return any(_may_be_one(str(a.value), str(b.value)) for a in first for b in second)
    if aspect == "place":
        return any(_may_be_one_spot(str(a.value), str(b.value)) for a in first for b in second)
    if {a.unit for a in first} & {b.unit for b in second}:
        return any(_meet(_range(a), _range(b)) for a in first for b in second)
    return aspect not in {"money"}


def _may_be_one(a: str, b: str) -> bool:
    if not is_edtf(a) or not is_edtf(b):
        return True
    if "X" in a or "X" in b:
        return _fills(a, b) or _fills(b, a) or overlaps(a, b)
    return contains(a, b) or contains(b, a) or ("/" in a + b and overlaps(a, b))


def _may_be_one_spot(a: str, b: str) -> bool:
    one, other = bearing_in(a), bearing_in(b)
    return one is None or other is None or one.base.casefold() != other.base.casefold() or one.agrees(other)


def _range(value: Value) -> tuple[float, float]:
    number = value.value if isinstance(value.value, int | float) else None
    if value.min is None and value.max is None:
        return (number, number) if number is not None else (float("-inf"), float("inf"))
    return (
        value.min if value.min is not None else float("-inf"),
        value.max if value.max is not None else float("inf"),
    )


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
