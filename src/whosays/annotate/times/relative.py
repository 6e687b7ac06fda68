"""Times that count from another day: from the document's date, or from the time told just before.

`value` is the likeliest reading, as annotators of TimeML give it; `edtf` stands only where the text and the
document's date settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from whosays.annotate.times.anchors import day_told, direction, likely, move, settle_day, spell
from whosays.annotate.times.calendar import Anchor, is_day, shifted, shifted_month, week
from whosays.annotate.times.composed import COMPOSED
from whosays.annotate.times.context import Setting
from whosays.annotate.times.drafts import UNITS, Draft, spelled
from whosays.annotate.times.durations import count
from whosays.annotate.times.holidays import holiday
from whosays.annotate.times.quarters import the_quarter, year_earlier
from whosays.annotate.wordclasses import Match

_OPEN = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_MONTHS_OF_SEASON = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
_OF_THE_TALE = frozenset({"following", "previous", "preceding"})
_MOST_YEARS = 3  # named in a report, of which the day of the week tells which one is meant
_YEAR = 12
_SAFE_MONTHS = 6
_SAFE_DAYS = 200
"""A date without year this near, and on the side that the tense tells, is that one and no other year's."""


def settle(draft: Draft, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Give `draft` its value from the context; `before` is the time told before it."""
    if draft.relative is None:
        if draft.dated:
            _calendar(draft, origin, setting)
        return
    read = _READ[draft.relative.read]
    read(draft, draft.relative, before, origin, setting)
    if draft.value is None:
        draft.dropped = True
    elif setting.quoted(draft):
        draft.edtf = None


# ── days and months of the calendar ────────────────────────────────────────────────────────────────


def _calendar(draft: Draft, origin: Anchor, setting: Setting) -> None:
    month = draft.month or 1
    sure = True
    if draft.year is None:
        draft.year, sure = _year(draft, month, origin, setting)
    if draft.year is not None and draft.day and not is_day(draft.year, month, draft.day):
        draft.year = None
    guess = spelled(draft.year, draft.month, draft.day)
    known = guess if sure else spelled(None, draft.month, draft.day)
    draft.settle(guess + draft.suffix, known)
    if not sure:
        draft.year = None


def _year(draft: Draft, month: int, origin: Anchor, setting: Setting) -> tuple[int | None, bool]:
    """The likeliest year of a date that names none, and whether the text settles it."""
    heading = setting.heading_year(draft)
    if heading is not None:
        return (heading, True) if heading and _weekday_fits(draft, heading) else (None, True)
    if origin.day is None:
        if draft.weekday:
            return _year_of_weekday(draft, origin, setting), True
        return _year_before_month(month, origin, setting, draft), True
    tense = setting.tense(draft)
    near = _candidates(origin.day, month, draft)
    if not near:
        return None, True
    told = [one for one in near if abs(one[0]) <= _SAFE_DAYS and one[0] * tense >= 0]
    away, year = (told if tense and told else near)[0]
    safe = bool(told) if tense else -_SAFE_DAYS <= away <= 0 or (bool(draft.weekday) and len(near) == 1)
    return year, safe and not setting.other_years(draft, year)


def _year_of_weekday(draft: Draft, origin: Anchor, setting: Setting) -> int | None:
    """Of a day of the week and month: the only year of those that the report names in which it was one."""
    if not draft.weekday or not draft.day:
        return None
    named = setting.years | ({origin.year} if origin.year else set())
    fitting = [year for year in sorted(named) if _weekday_fits(draft, year)]
    return fitting[0] if len(fitting) == 1 and len(named) <= _MOST_YEARS else None


def _year_before_month(month: int, origin: Anchor, setting: Setting, draft: Draft) -> int | None:
    """In a report dated to the month: the year of the last such month, if the report names no other year."""
    if origin.year is None or origin.month is None or setting.tense(draft) == 1:
        return None
    year = origin.year - (month > origin.month)
    return year if (origin.month - month) % _YEAR <= _SAFE_MONTHS and setting.years <= {year} else None


def _candidates(today: date, month: int, draft: Draft) -> list[tuple[int, int]]:
    """Such days or months near `today`: how many days away and in which year, the nearest first."""
    found: list[tuple[int, int]] = []
    for year in (today.year - 1, today.year, today.year + 1):
        if draft.day is None:
            found.append((((year - today.year) * 12 + month - today.month) * 30, year))
        elif is_day(year, month, draft.day) and _weekday_fits(draft, year):
            found.append(((date(year, month, draft.day) - today).days, year))
    return sorted(found, key=lambda one: (abs(one[0]), one[0]))


def _weekday_fits(draft: Draft, year: int) -> bool:
    if not draft.weekday or not draft.day or not draft.month:
        return True
    return is_day(year, draft.month, draft.day) and (
        date(year, draft.month, draft.day).isoweekday() == draft.weekday
    )


def _listed_month(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "June: …" in a list under its year; elsewhere June may be who speaks."""
    year = setting.heading_year(draft)
    if year and draft.month:
        spell(draft, spelled(year, draft.month, None))


def _month(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "Last March", "next May", "this June"; "the following May" counts from the time told before."""
    if _of_the_tale(match):
        year = _year_told(draft, match, before, setting)
        spell(draft, spelled(year, draft.month, None))
        return
    if origin.year is None or origin.month is None or draft.month is None:
        draft.settle(spelled(None, draft.month, None), spelled(None, draft.month, None))
        return
    step = direction(match)
    year = origin.year
    if step < 0 and draft.month >= origin.month:
        year -= 1
    elif step > 0 and draft.month <= origin.month:
        year += 1
    draft.settle(spelled(year, draft.month, None), spelled(year, draft.month, None))


def _month_of_year(
    draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting
) -> None:
    """ "June last year"."""
    unit = match.get(*UNITS)
    year = origin.year + direction(match) if origin.year and unit and unit.value == "Y" else None
    draft.settle(spelled(year, draft.month, None), spelled(year, draft.month, None))


def _season(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "Last spring"; a winter lies in two years, so its EDTF is the interval."""
    name = match.get("SEASON")
    assert name is not None
    month, code = _MONTHS_OF_SEASON[str(name.value)]
    if _of_the_tale(match) or origin.year is None or origin.month is None:
        draft.settle(f"XXXX-{name.value}", f"XXXX-{code}")
        return
    step, year = direction(match), origin.year
    if month == 12 and origin.month < 3:
        year -= 1  # the winter that it is now began last year
    if step < 0 and (month == 12 or origin.month < month + 3):
        year -= 1
    elif step > 0 and origin.month >= month:
        year += 1
    edtf = f"{year:04}-{code}" if month < 12 else f"{year:04}-12/{year + 1:04}-02"
    draft.settle(f"{year:04}-{name.value}", edtf)


def _season_label(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "Spring:" under the heading "1986"; with no year above it is a label and no time."""
    name, year = match.get("SEASON"), setting.heading_year(draft)
    draft.dropped = name is None or not year
    if name is not None and year:
        code = _MONTHS_OF_SEASON[str(name.value)][1]
        draft.settle(f"{year:04}-{name.value}", f"{year:04}-{code}")


def _quarter(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "The third quarter": the last one, but of whose year (a firm's?) nobody knows: no EDTF."""
    said = match.get("ORDINAL", "ORDINAL_WORD", "SECOND")
    rank = said.value if said is not None and isinstance(said.value, int) else 0
    if origin.year is None or origin.month is None:
        draft.settle(f"XXXX-Q{rank}", None)
        return
    year = origin.year - (rank > (origin.month + 2) // 3)
    draft.settle(f"{year:04}-Q{rank}", None)


# ── counted from the document's date ───────────────────────────────────────────────────────────────


def _deictic(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Today, yesterday, tonight, this morning, last night."""
    said = match.get("DAY_WORD", "TONIGHT", "THIS", "LAST")
    if setting.named(draft):
        return  # the paper "Ostland Today"
    step = said.value if said is not None and isinstance(said.value, int) else 0
    if origin.day is None:
        draft.settle(_OPEN[step], None)
        draft.type = "DATE"
        return
    settle_day(draft, shifted(origin.day, step))


def _weekday(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "On Tuesday": the last one, the day of the report included, or the next one, as the tense tells."""
    wanted = draft.weekday or 1
    if _of_the_tale(match):
        _weekday_told(draft, wanted, match, before, setting)
        return
    if origin.day is None or setting.heading_year(draft) not in {None, origin.year}:
        draft.settle(f"XXXX-WXX-{wanted}{draft.suffix}", None)
        return
    back = (origin.day.isoweekday() - wanted) % 7
    tense = direction(match) or setting.tense(draft)
    sure = tense != 0 and not setting.other_years(draft, origin.year)
    if match.get("LAST", "NEXT"):
        back = back or 7
    elif match.get("the"):
        sure = False  # "on the Sunday": the one of the tale
    if tense > 0:
        sure = sure and back != 0
        if match.get("NEXT"):  # on a Monday "next Friday" may be that week's or the next one's
            sure = sure and origin.day.isoweekday() >= wanted
        back = back - 7 if back else 0
    if match.get("THIS"):
        back, sure = origin.day.isoweekday() - wanted, sure or not setting.quoted(draft)
    settle_day(draft, shifted(origin.day, -back))
    if not sure:
        draft.edtf = None


def _of_the_tale(match: Match) -> bool:
    """ "The following Tuesday", "the next Sunday": counts from the day told before, not from the report's."""
    said = match.get("LAST", "NEXT")
    return said is not None and (
        said.text.lower() in _OF_THE_TALE or (said.kind == "NEXT" and match.get("the") is not None)
    )


def _year_told(draft: Draft, match: Match, before: Draft | None, setting: Setting) -> int | None:
    """The year of the draft's month, the first after (or before) the month told before it."""
    if before is None or before.year is None or before.month is None or draft.month is None:
        return None
    if before.edtf is None or setting.paragraph(before) != setting.paragraph(draft):
        return None
    if direction(match) < 0:
        return before.year - (draft.month >= before.month)
    return before.year + (draft.month <= before.month)


def _weekday_told(draft: Draft, wanted: int, match: Match, before: Draft | None, setting: Setting) -> None:
    told = day_told(draft, before, setting).day
    draft.settle(f"XXXX-WXX-{wanted}{draft.suffix}", None)
    if told is not None and direction(match) < 0:
        settle_day(draft, shifted(told, -((told.isoweekday() - wanted - 1) % 7) - 1))
    elif told is not None:
        settle_day(draft, shifted(told, (wanted - told.isoweekday() - 1) % 7 + 1))


def _unit_shift(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Last week, this month, next year."""
    unit, step = match.get(*UNITS), direction(match)
    letter = str(unit.value) if unit is not None else ""
    open_value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}.get(letter)
    if open_value is None and letter != "WE":
        return
    draft.settle(open_value or "XXXX-WXX-WE", None)
    if letter == "Y" and origin.year:
        spell(draft, spelled(origin.year + step, None, None))
    elif letter == "M" and origin.year and origin.month:
        moved = shifted_month(origin.year, origin.month, step)
        if moved:
            spell(draft, spelled(*moved, None))
    elif letter == "Q" and origin.year and origin.month:
        quarter = origin.year * 4 + (origin.month - 1) // 3 + step
        draft.settle(f"{quarter // 4:04}-Q{quarter % 4 + 1}", None)
    elif letter in {"W", "WE"} and origin.day and (day := shifted(origin.day, 7 * step)):
        value, days = week(day)
        if letter == "W":
            draft.settle(value, days or None)
        else:
            draft.settle(f"{value}-WE", None)


def _ago(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """Two weeks ago: a number of days is exact, anything longer is about then."""
    amount, unit = count(match), match.get(*UNITS)
    letter = str(unit.value) if unit is not None else ""
    if not isinstance(amount, int) or origin.year is None:
        draft.settle("PAST_REF", None)
        return
    if match.get("about", "nearly", "almost", "roughly", "approximately", "over", "more", "less", "least"):
        letter += "~"
    move(draft, origin, -amount, letter)
    if draft.value is None:
        draft.settle("PAST_REF", None)
    elif (amount, letter) == (1, "Y") and setting.quarter_near(draft):
        # Among figures of a quarter: the same one of that year.
        year_earlier(draft, match, before, origin, setting)


# ── counted from the time told before ──────────────────────────────────────────────────────────────


def _shifted(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "Two days earlier" counts from the day told just before; with no such day it stays open."""
    amount, unit, way = count(match), match.get(*UNITS), match.get("SINCE_THEN")
    told = day_told(draft, before, setting)
    step = -1 if way is not None and way.value == -1 else 1
    if isinstance(amount, int) and unit is not None and told.day is not None:
        move(draft, told, amount * step, str(unit.value))
    elif isinstance(amount, int) and unit is not None:
        if (amount * step, unit.value) == (-1, "Y") and setting.quarter_near(draft):
            year_earlier(draft, match, before, origin, setting)
            return
        move(draft, likely(before, origin), amount * step, str(unit.value))
        draft.edtf = None
    if draft.value is None:
        draft.settle(_OPEN[step] if step < 0 else "XXXX-XX-XX", None)


def _near_day(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """The next day, the previous night, that day, the same month."""
    unit = match.get(*UNITS)
    letter = str(unit.value) if unit is not None else "D"
    told, step = day_told(draft, before, setting), direction(match)
    if letter == "D" and told.day:
        settle_day(draft, shifted(told.day, step))
    elif letter == "M" and told.year and told.month:
        moved = shifted_month(told.year, told.month, step)
        if moved:
            spell(draft, spelled(*moved, None))
    elif letter == "Y" and told.year:
        spell(draft, spelled(told.year + step, None, None))
    else:
        _near_likely(draft, letter, step, likely(before, origin))


def _near_likely(draft: Draft, letter: str, step: int, told: Anchor) -> None:
    """The likeliest such day, month or year, with no EDTF; open where nothing was told."""
    if letter == "D" and told.day:
        settle_day(draft, shifted(told.day, step))
    elif letter == "M" and told.year and told.month and (m := shifted_month(told.year, told.month, step)):
        draft.settle(spelled(*m, None), None)
    elif letter == "Y" and told.year:
        draft.settle(spelled(told.year + step, None, None), None)
    else:
        open_value = {"D": "XXXX-XX-XX", "M": "XXXX-XX", "Y": "XXXX", "W": "XXXX-WXX"}.get(letter)
        if open_value:
            draft.settle(open_value, None)
            draft.suffix, draft.type = "", "DATE"
    draft.edtf = draft.year = draft.month = draft.day = None


def _clock(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """A time of day, of the day that its sentence has told, if any."""
    told = day_told(draft, before, setting)
    if told.day and before is not None and setting.same_sentence(before, draft):
        settle_day(draft, told.day)
    elif draft.suffix:
        near = likely(before, origin).day
        draft.settle(f"{near.isoformat() if near else 'XXXX-XX-XX'}{draft.suffix}", None)


_READ: dict[str, Callable[[Draft, Match, Draft | None, Anchor, Setting], None]] = {
    **COMPOSED,
    "ago": _ago,
    "clock": _clock,
    "deictic": _deictic,
    "holiday": holiday,
    "listed_month": _listed_month,
    "month": _month,
    "month_of_year": _month_of_year,
    "near_day": _near_day,
    "quarter": _quarter,
    "season": _season,
    "season_label": _season_label,
    "shifted": _shifted,
    "the_quarter": the_quarter,
    "unit_shift": _unit_shift,
    "weekday": _weekday,
    "year_earlier": year_earlier,
}
