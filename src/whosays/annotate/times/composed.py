"""Times put together of two: "forty years ago today", "the day before yesterday", "Monday of last week".

Each is one time. No part of it is a date of its own: "today" in the first is no day that anything happened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from whosays.annotate import numerals
from whosays.annotate.times.anchors import day_told, direction, settle_day, spell
from whosays.annotate.times.calendar import Anchor, is_day, shifted, shifted_month, week
from whosays.annotate.times.context import Setting
from whosays.annotate.times.drafts import UNIT_WORDS, UNITS, Draft, number, spelled
from whosays.annotate.wordclasses import Match, Piece

_CARDINALS = frozenset({"DIGITS", "DIGITS_ZERO", "TWO_DIGITS", "NUMBER", "NUMBER_WORD"})
_ROUGHLY = ("about", "nearly", "almost", "roughly", "approximately", "over", "more", "less", "least")
_YEARS = {"Y": 1, "E": 10, "C": 100}
_NEAR_BEFORE, _NEAR_AFTER = 200, 31
"""Days before and after the day itself, within which "ten years ago, on 4 May" is of that very year."""


def _span(match: Match, *closers: str) -> tuple[int | None, str]:
    """How much is counted right before one of `closers`, and its unit: `(40, "Y")`; `None` for a few."""
    at = next(n for n, p in enumerate(match.pieces) if p.kind in closers or p.text.lower() in closers)
    while match.pieces[at].kind not in UNITS:
        at -= 1
    return _count(match.pieces[:at]), str(match.pieces[at].value)


def _count(pieces: list[Piece]) -> int | None:
    words: list[str] = []
    for piece in reversed(pieces):
        if piece.kind not in _CARDINALS and not (words and piece.text == "-"):
            break
        words.insert(0, piece.text)
    if words:
        found = numerals.value(words)
        return found if isinstance(found, int) and found < 10**6 else None
    if any(piece.text.lower() == "half" for piece in pieces[-2:]):
        return None
    last = pieces[-1].text.lower() if pieces else ""
    return 1 if last in {"a", "an", "one", "the"} else None


def _moved(day: date, amount: int, unit: str) -> date | None:
    """The same day, `amount` units away; `None` where the calendar has none (31 June)."""
    if unit in {"D", "W"}:
        return shifted(day, amount * (7 if unit == "W" else 1))
    if unit == "M":
        moved = shifted_month(day.year, day.month, amount)
    elif unit in _YEARS:
        moved = (day.year + amount * _YEARS[unit], day.month)
    else:
        return None
    return date(*moved, day.day) if moved and is_day(*moved, day.day) else None


def _settle_moved(draft: Draft, match: Match, day: date | None, amount: int | None, unit: str) -> None:
    """`day` moved; open where one of the two is not known, and not exact where the words say so."""
    moved = _moved(day, amount, unit) if day is not None and amount is not None else None
    draft.settle("XXXX-XX-XX", None)
    settle_day(draft, moved)
    if moved is not None and match.get(*_ROUGHLY):
        draft.edtf = f"{draft.edtf}~"


def _ago_day(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Forty years ago today, two weeks ago yesterday, on this day ten years ago."""
    amount, unit = _span(match, "AGO")
    said = match.get("DAY_WORD")
    day = shifted(origin.day, number(said) or 0) if origin.day else None
    _settle_moved(draft, match, day, -amount if amount else None, unit)


def _ago_unit(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Ten years ago this week, two years ago last month."""
    amount, unit = _span(match, "AGO")
    near = match.pieces[-1].value
    draft.settle("PAST_REF", None)
    if amount is None or unit not in _YEARS or origin.year is None or match.get(*_ROUGHLY):
        return
    year, step = origin.year - amount * _YEARS[unit], direction(match)
    if year < 1:
        return
    if near == "Y":
        spell(draft, spelled(year + step, None, None))
    elif near == "M" and origin.month and (moved := shifted_month(year, origin.month, step)):
        spell(draft, spelled(*moved, None))
    elif near == "W" and origin.day and (day := _moved(origin.day, -amount, unit)):
        # Which seven days a week that lies years back has is anybody's guess.
        draft.settle(week(shifted(day, 7 * step) or day)[0], f"{day.year:04}-{day.month:02}~")


def _ago_weekday(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """A week ago Monday, two weeks ago on Friday: this or that one, so it stays open."""
    draft.settle("PAST_REF", None)


def _ago_calendar(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Ten years ago, on 4 May; May two years ago: certain where the count fits the calendar closely."""
    amount, unit = _span(match, "AGO")
    draft.settle(spelled(None, draft.month, draft.day), spelled(None, draft.month, draft.day))
    if amount is None or unit not in _YEARS or origin.day is None or match.get(*_ROUGHLY):
        return
    year = origin.year - amount * _YEARS[unit] if origin.year else 0
    month, day = draft.month or 1, draft.day or 15
    if not is_day(year, month, day) or not is_day(origin.day.year, month, day):
        return
    away = (date(origin.day.year, month, day) - origin.day).days
    sure = -_NEAR_BEFORE <= away <= _NEAR_AFTER
    guess = spelled(year, draft.month, draft.day)
    draft.settle(guess, guess if sure else spelled(None, draft.month, draft.day))
    draft.year = year if sure else None


def _day_of_year(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """4 May last year, last year on 4 May; 4 May of that year, 4 May the following year."""
    said = match.get("LAST", "NEXT", "THIS")
    told = match.get("that", "same", "the") is not None or (
        said is not None and said.text.lower() in {"following", "previous", "preceding"}
    )
    year = before.year if told and before is not None else None if told else origin.year
    if told and (before is None or setting.paragraph(before) != setting.paragraph(draft)):
        year = None
    year = year + direction(match) if year is not None else None
    if draft.day and year and not is_day(year, draft.month or 1, draft.day):
        year = None
    draft.year = year
    spell(draft, spelled(year, draft.month, draft.day))


def _day_beyond(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """The day before yesterday, a week from today, two weeks from now, a year before that day."""
    amount, unit = _span(match, "before", "after", "from")
    if amount is not None and match.get("before"):
        amount = -amount
    if match.get("that", "then"):
        day = day_told(draft, before, setting).day
    else:
        said = match.get("DAY_WORD")
        day = shifted(origin.day, number(said) or 0) if origin.day else None
    _settle_moved(draft, match, day, amount, unit)
    if unit != "D" and draft.edtf and not match.get("DAY_WORD") and not draft.edtf.endswith("~"):
        draft.edtf += "~"


def _weekday_beyond(
    draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting
) -> None:
    """The Sunday before last, Monday of last week."""
    wanted = number(match.get("WEEKDAY")) or 1
    draft.settle(f"XXXX-WXX-{wanted}{draft.suffix}", None)
    if origin.day is None:
        return
    if match.get(*UNIT_WORDS):
        settle_day(draft, shifted(origin.day, wanted - origin.day.isoweekday() + 7 * direction(match)))
    elif match.get("before"):
        back = (origin.day.isoweekday() - wanted) % 7 or 7
        settle_day(draft, shifted(origin.day, -back - 7))


def _unit_beyond(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """The week before last, the year after next."""
    unit = match.get(*UNIT_WORDS)
    letter, step = str(unit.value) if unit else "", -2 if match.get("before") else 2
    draft.settle("PAST_REF" if step < 0 else "FUTURE_REF", None)
    if letter == "Y" and origin.year:
        spell(draft, spelled(origin.year + step, None, None))
    elif letter == "M" and origin.year and origin.month:
        moved = shifted_month(origin.year, origin.month, step)
        if moved:
            spell(draft, spelled(*moved, None))
    elif letter == "W" and origin.day and (day := shifted(origin.day, 7 * step)):
        value, days = week(day)
        draft.settle(value, days or None)


def _this_day(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """On this day in 1998, today last year, this time last year."""
    year = number(match.get("YEAR"))
    if year is None and origin.year:
        year = origin.year + (number(match.get("LAST", "NEXT")) or 0)
    draft.settle("XXXX", None)
    if year is None:
        return
    if match.get("time") or origin.day is None:
        spell(draft, spelled(year, None, None))
    elif is_day(year, origin.day.month, origin.day.day):
        settle_day(draft, date(year, origin.day.month, origin.day.day))


def _open_day(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Today week, yesterday fortnight."""
    draft.settle("XXXX-XX-XX", None)


COMPOSED: dict[str, Callable[[Draft, Match, Draft | None, Anchor, Setting], None]] = {
    "ago_calendar": _ago_calendar,
    "ago_day": _ago_day,
    "ago_unit": _ago_unit,
    "ago_weekday": _ago_weekday,
    "day_beyond": _day_beyond,
    "day_of_year": _day_of_year,
    "open_day": _open_day,
    "this_day": _this_day,
    "unit_beyond": _unit_beyond,
    "weekday_beyond": _weekday_beyond,
}
