"""Dates that say the same, and dates that can both be right."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from whosays.records.edtf import bounds, contains, is_edtf, overlaps

MOST = 500
"""Different dates of one topic that are compared; of more each stands by itself."""
DAYS = 3
"""Days that "about" a day may be off."""
_ABOUT = ("~", "%")


def day_classes(dates: list[str]) -> dict[str, str]:
    """Each date to the most precise one it can be of; what may be of two of them stands by itself."""
    found: dict[str, str] = {}
    narrow: list[tuple[str, str, str]] = []  # first day, last day, as written
    plain = {told: told.partition("T")[0].rstrip("?~%") if "/" not in told else told for told in dates}
    known = [told for told in dates if is_edtf(told)]
    few = len(known) <= MOST
    open_ = [told for told in known if "X" in told]
    for told in sorted(known, key=lambda told: (_length(told), plain[told], told)):
        first, last = bounds(told)
        if first is None or last is None or not few:
            continue
        low = bisect_left(narrow, (first, "", ""))
        within = {rep for begin, end, rep in narrow[low:] if begin <= last and end <= last}
        if len(within) == 1:
            found[told] = within.pop()
            continue
        found[told] = plain[told]
        if not within:
            narrow.insert(bisect_left(narrow, (first, last, plain[told])), (first, last, plain[told]))
    for told in open_[:MOST]:
        of = {rep for _, _, rep in narrow if _fills(told, rep)}
        if len(of) == 1:
            found[told] = of.pop()
    return {told: found.get(told, plain[told]) for told in dates}


def _fills(open_: str, told: str) -> bool:
    """Is it a day of which some digits are not told ("XXXX-03-21"), and the other has the rest?"""
    return len(told) >= len(open_) and all(a in {"X", b} for a, b in zip(open_, told, strict=False))


def _length(told: str) -> int:
    """Days that it may be, roughly: for the order from narrow to wide only."""
    first, last = bounds(told)
    if first is None or last is None:
        return 10**7
    return sum(
        weight * (int(last[part]) - int(first[part]))
        for part, weight in ((slice(0, 4), 366), (slice(5, 7), 31), (slice(8, 10), 1))
    )


def may_be_one(a: str, b: str) -> bool:
    """Can both be right of one thing? March agrees with the 9th of March, "about" with what is near."""
    if not is_edtf(a) or not is_edtf(b):
        return True
    if "X" in a or "X" in b:
        return _fills(a, b) or _fills(b, a) or overlaps(a, b)
    if contains(a, b) or contains(b, a) or ("/" in a + b and overlaps(a, b)):
        return True
    return (a.endswith(_ABOUT) or b.endswith(_ABOUT)) and _near(a, b)


def _near(a: str, b: str) -> bool:
    """ "About two weeks ago": a day or two more or less, and of months and years one."""
    first, last = (bounds(each) for each in (a, b))
    ends = [day for day in (*first, *last) if day is not None]
    if len(ends) < 4:
        return True
    begin, end, other_begin, other_end = (date.fromisoformat(day).toordinal() for day in ends)
    reach = max(DAYS, min(end - begin, other_end - other_begin) + 1)
    return begin - reach <= other_end and other_begin - reach <= end
