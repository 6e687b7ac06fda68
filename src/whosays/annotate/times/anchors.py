"""Days that other times count from, and the counting: shared by what reads relative and composed times."""

from __future__ import annotations

from datetime import date

from whosays.annotate.times.calendar import Anchor, is_day, shifted, shifted_month
from whosays.annotate.times.context import Setting
from whosays.annotate.times.drafts import Draft, spelled
from whosays.annotate.wordclasses import Match


def settle_day(draft: Draft, day: date | None) -> None:
    """The draft is this day; it stays open where the calendar has none."""
    if day is not None:
        draft.year, draft.month, draft.day = day.year, day.month, day.day
        draft.settle(day.isoformat() + draft.suffix, day.isoformat())


def spell(draft: Draft, text: str) -> None:
    """The draft is what TIMEX3 and EDTF spell alike."""
    draft.settle(text, text)


def direction(match: Match) -> int:
    """-1 for last, 1 for next, 0 for this and for none of them."""
    said = match.get("LAST", "THIS", "NEXT")
    return said.value if said is not None and isinstance(said.value, int) else 0


def move(draft: Draft, origin: Anchor, amount: int, unit: str) -> None:
    """`amount` units from `origin`; a unit with `~` is not exact."""
    letter, rough = unit.rstrip("~"), "~" if unit != "D" else ""
    if letter in {"D", "W"} and origin.day:
        day = shifted(origin.day, amount * (7 if letter == "W" else 1))
        settle_day(draft, day)
        if rough and draft.edtf:
            draft.edtf += rough
    elif letter == "M" and origin.year and origin.month:
        moved = shifted_month(origin.year, origin.month, amount)
        if moved:
            draft.settle(spelled(*moved, None), spelled(*moved, None) + rough)
    elif letter in {"Y", "E", "C"} and origin.year:
        year = origin.year + amount * {"Y": 1, "E": 10, "C": 100}[letter]
        if 0 < year < 10_000:
            draft.settle(
                spelled(year, None, None), spelled(year, None, None) + rough if letter == "Y" else None
            )


def likely(before: Draft | None, origin: Anchor) -> Anchor:
    """What a time most likely counts from: the one told before it, however far, else the document's day."""
    parts = (before.value or "")[:10].split("-") if before is not None else []
    numbers = [int(part) for part in parts if part.isdecimal()]
    if not numbers or len(numbers) < len(parts) or len(parts[0]) != 4 or not numbers[0]:
        return origin
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if month is None or not is_day(year, month, 1):
        return Anchor(year)
    day = numbers[2] if len(numbers) > 2 and is_day(year, month, numbers[2]) else None
    return Anchor(year, month, date(year, month, day) if day else None)


def day_told(draft: Draft, before: Draft | None, setting: Setting) -> Anchor:
    """The day told just before, in the same paragraph; nothing where that is open."""
    if before is None or setting.paragraph(before) != setting.paragraph(draft):
        return Anchor()
    if (
        before.edtf is None
        or before.year is None
        or not is_day(before.year, before.month or 0, before.day or 0)
    ):
        return Anchor()
    day = date(before.year, before.month or 1, before.day or 1)
    return Anchor(day.year, day.month, day) if before.edtf == day.isoformat() else Anchor()
