"""What an expression says by itself: a function for each `read` of times.yaml that needs no context.

Each takes a match and gives the drafts of the times in it; none where it turns out to be no time.
"""

from __future__ import annotations

from collections.abc import Callable

from whosays.annotate.times.calendar import full_year, is_day
from whosays.annotate.times.calendars import lunar, lunar_year, solar
from whosays.annotate.times.drafts import MONTHS, Draft, drafted, number, spelled
from whosays.annotate.times.durations import (
    duration,
    halved,
    lasting,
    open_past,
    open_time,
    set_month,
    set_unit,
    set_weekday,
    set_word,
    several,
)
from whosays.annotate.times.holidays import is_holiday
from whosays.annotate.wordclasses import Match

_DAYS = ("DIGITS", "DIGITS_ZERO", "ORDINAL", "ORDINAL_WORD")
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def clock(match: Match) -> str:
    """The time of day in it: `T07:40`, `TMO`; nothing where it has none."""
    half = number(match.get("HALF_DAY"))
    said = match.get("CLOCK", "DOTTED", "NOON", "DAYPART", "TONIGHT")
    if said is not None and said.kind not in {"CLOCK", "DOTTED"}:
        return "TNI" if said.kind == "TONIGHT" else str(said.value)
    if said is None:
        before = [
            p
            for p, q in zip(match.pieces, match.pieces[1:], strict=False)
            if q.kind in {"HALF_DAY", "o'clock"}
        ]
        hour = number(before[0]) if before else None
        time = f"T{hour:02}:00" if hour is not None and hour <= 24 else ""
    else:
        time = str(said.value)
    if half is None or not time:
        return time
    hour = int(time[1:3])
    return f"T{hour % 12 + half:02}{time[3:]}" if 1 <= hour <= 12 else ""


def calendar(match: Match) -> list[Draft]:
    """A day or month of the calendar, with or without year, weekday and time of day."""
    draft = drafted(match)
    draft.month = number(match.get(*MONTHS))
    draft.year = _year(match)
    if draft.year == 0:
        return []
    draft.weekday = number(match.get("WEEKDAY", "SHY_WEEKDAY"))
    draft.day = _day(match)
    draft.suffix = clock(match)
    if draft.suffix:
        draft.type = "TIME"
    return [draft] if _possible(draft) else []


def _day(match: Match) -> int | None:
    """The day next to the month: not the hour before it."""
    at = next(n for n, piece in enumerate(match.pieces) if piece.kind in MONTHS)
    after = [p for p in match.pieces[at + 1 : at + 3] if p.kind in _DAYS]
    before = [p for p in match.pieces[max(at - 2, 0) : at] if p.kind in _DAYS]
    return number(before[-1]) if before else number(after[0]) if after else None


def _year(match: Match) -> int | None:
    """0 for a year that is none."""
    said = match.get("YEAR", "APOSTROPHE_YEAR")
    if said is None and (short := match.all("TWO_DIGITS", "DIGITS_ZERO")):
        at = match.pieces.index(short[-1])
        if any(piece.kind in MONTHS for piece in match.pieces[:at]) and _day(match) != short[-1].value:
            return full_year(number(short[-1]) or 0)
    return number(said) if said is not None else None


def _possible(draft: Draft) -> bool:
    # 2000 was a leap year: 29 February of no known year is possible.
    return draft.day is None or is_day(draft.year or 2000, draft.month or 1, draft.day)


def days(match: Match) -> list[Draft]:
    """Several days of one month: "June 2, 9 and 11, 1998", "3–9 March"."""
    month, year = number(match.get(*MONTHS)), _year(match)
    places = [n for n, piece in enumerate(match.pieces) if piece.kind in _DAYS]
    drafts = []
    for place in places:
        begin = 0 if place == places[0] else place
        end = len(match.pieces) - 1 if place == places[-1] else place
        draft = Draft(
            match.pieces[begin].start, match.pieces[end].end, match.first + begin, match.first + end
        )
        draft.month, draft.day, draft.year = month, number(match.pieces[place]), year
        if place == places[0]:
            draft.weekday = number(match.get("WEEKDAY", "SHY_WEEKDAY"))
        drafts.append(draft)
    return drafts if all(_possible(draft) for draft in drafts) else []


def month(match: Match) -> list[Draft]:
    """A month with no year, or one counted from the document's date ("last March")."""
    draft = drafted(match)
    said = match.get(*MONTHS)
    if said is not None and said.kind == "SHY_MONTH" and len(said.text) == 3 and said.text.lower() != "may":
        return []  # Jan, Mar: names of people and things, unless a day or a year stands with them
    draft.month = number(said)
    if match.get("LAST", "NEXT", "THIS"):
        draft.relative = match
    return [draft]


def listed_month(match: Match) -> list[Draft]:
    """A month at the head of an item: its list has to say of which year."""
    draft = drafted(match)
    draft.month, draft.relative = number(match.pieces[0]), match
    return [draft]


def month_then_count(match: Match) -> list[Draft]:
    """ "In March 12 people were killed": the month alone."""
    said = match.pieces[0]
    draft = Draft(said.start, said.end, match.first, match.first)
    draft.month = number(said)
    return [draft]


def iso_date(match: Match) -> list[Draft]:
    """`2004-03-09`."""
    draft = drafted(match)
    draft.year, draft.month, draft.day = (int(part) for part in str(match.pieces[0].value).split("-"))
    return [draft]


def iso_time(match: Match) -> list[Draft]:
    """`2004-03-09T07:40:00Z`."""
    draft = drafted(match)
    draft.type = "TIME"
    text = str(match.pieces[0].value)
    draft.settle(text, text[:10])
    return [draft]


def numeric_date(match: Match) -> list[Draft]:
    """`23.03.2004`; where day and month cannot be told apart, only the year is said, and no EDTF."""
    draft = drafted(match)
    parts = match.pieces[0].value
    if not isinstance(parts, tuple):
        return []
    year, month_, day = parts
    if month_ is None:
        draft.year = year
        draft.settle(f"{year:04}-XX-XX", None)
    else:
        draft.year, draft.month, draft.day = year, month_, day
    return [draft]


def year(match: Match) -> list[Draft]:
    """A year by itself."""
    said = number(match.get("YEAR"))
    if said is None or said < 1400:
        return []
    draft = drafted(match)
    draft.year = said
    draft.settle(f"{said:04}", f"{said:04}")
    return [draft]


def fiscal_year(match: Match) -> list[Draft]:
    """Fiscal 1989: of a year that begins nobody knows when."""
    drafts = year(match)
    for draft in drafts:
        draft.edtf = None
    return drafts


def spoken_year(match: Match) -> list[Draft]:
    """ "Nineteen ninety-seven", in transcripts."""
    hundreds, *rest = (number(piece) or 0 for piece in match.all("NUMBER_WORD"))
    if not 14 <= hundreds <= 19 or not (10 <= rest[0] <= 99) or (len(rest) > 1 and not 0 < rest[1] < 10):
        return []
    draft = drafted(match)
    draft.year = hundreds * 100 + sum(rest)
    draft.month = number(match.get(*MONTHS))
    spelling = spelled(draft.year, draft.month, None)
    draft.settle(spelling, spelling)
    if (season_ := match.get("SEASON")) is not None:
        draft.settle(f"{spelling}-{season_.value}", f"{spelling}-{_SEASONS[str(season_.value)]}")
    return [draft]


def odd_year(match: Match) -> list[Draft]:
    """A year before a word for people: a round number counts them."""
    return year(match) if (number(match.pieces[0]) or 0) % 10 else []


def year_list(match: Match) -> list[Draft]:
    """Several years: "in 1998, 1999 and 2003"."""
    years = match.all("YEAR")
    if all((number(piece) or 0) % 100 == 0 for piece in years):
        return []  # "between 1500 and 2000": more likely a number of things
    found = []
    for at, piece in enumerate(match.pieces):
        said = number(piece)
        if piece.kind == "YEAR" and said and said >= 1400:
            draft = Draft(piece.start, piece.end, match.first + at, match.first + at)
            draft.year = said
            draft.settle(f"{said:04}", f"{said:04}")
            found.append(draft)
    return found if len(found) == len(years) else []


def year_range(match: Match) -> list[Draft]:
    """`1998-2003`, `1998-99`; `2003-04` may be a month as well, and then has no EDTF."""
    begin, last = number(match.pieces[0]), match.pieces[-1]
    end = number(last)
    if begin is None or end is None or begin < 1400:
        return []
    draft = drafted(match)
    draft.year = begin
    if last.kind != "YEAR":
        if len(last.text) != 2 or match.pieces[1].end != last.start:
            return []
        if end <= 12 and match.pieces[1].text == "-":
            sure = begin % 100 >= end
            draft.settle(f"{begin:04}-{end:02}", f"{begin:04}-{end:02}" if sure else None)
            return [draft]
        end += begin // 100 * 100
    if not begin < end <= begin + 300:
        return []
    draft.settle(f"{begin:04}/{end:04}", f"{begin:04}/{end:04}")
    return [draft]


def season(match: Match) -> list[Draft]:
    """A season of a year; without one it may be counted from the document's date."""
    draft = drafted(match)
    name = match.get("SEASON")
    assert name is not None
    said = _year(match)
    if match.get("LAST", "THIS", "NEXT"):
        draft.relative = match
    else:
        spelling = spelled(said, None, None)
        draft.year = said
        draft.settle(f"{spelling}-{name.value}", f"{spelling}-{_SEASONS[str(name.value)]}")
    return [draft]


def season_label(match: Match) -> list[Draft]:
    """ "Spring:" before an entry: of the year that stands above it."""
    draft = drafted(match)
    draft.relative = match
    return [draft]


def quarter(match: Match) -> list[Draft]:
    """A quarter or half of a year."""
    rank = number(match.get("ORDINAL", "ORDINAL_WORD", "SECOND")) or 0
    half = match.get("half") is not None
    said = number(match.get("YEAR"))
    if not 1 <= rank <= (2 if half else 4) or (half and said is None):
        return []
    draft = drafted(match)
    if said is None:
        draft.relative = match
        return [draft]
    letter, code = ("H", 39 + rank) if half else ("Q", 32 + rank)
    draft.year = said
    draft.settle(f"{said:04}-{letter}{rank}", f"{said:04}-{code}")
    return [draft]


def decade(match: Match) -> list[Draft]:
    """The 1980s; of two figures or a word only those that can be one century alone."""
    draft = drafted(match)
    said = match.get("DECADE")
    if (written := number(match.get("TWO_DIGITS", "YEAR"))) is not None:  # the 80's, the 1980's
        tens = written // 10 if written > 100 else 190 + written // 10
        if written % 10:
            return []
        draft.settle(str(tens), f"{tens}X")
    elif said is None:
        tens = number(match.get("SHORT_DECADE", "DECADE_WORD")) or 0
        if tens < 3:
            return []
        draft.settle(f"19{tens}", f"19{tens}X")
    else:
        draft.settle(str(said.value), f"{said.value}X")
    return [draft]


def century(match: Match) -> list[Draft]:
    """The 19th century, as the hundred years that begin with 18."""
    rank = number(match.get("ORDINAL", "ORDINAL_WORD", "SECOND")) or 0
    if match.get("NUMBER_WORD"):
        rank += number(match.get("NUMBER_WORD")) or 0
    if not 2 <= rank <= 21:
        return []
    draft = drafted(match)
    draft.settle(f"{rank - 1:02}", f"{rank - 1:02}XX")
    return [draft]


def relative(match: Match) -> list[Draft]:
    """What counts from another day."""
    draft = drafted(match)
    draft.relative = match
    draft.suffix = clock(match)
    if draft.suffix:
        draft.type = "TIME"
    if match.read == "weekday":
        draft.weekday = number(match.get("WEEKDAY"))
    if match.read == "month_of_year":
        draft.month = number(match.get(*MONTHS))
    return [draft]


def holiday(match: Match) -> list[Draft]:
    """A holiday; where "good" or its like stands before another weekday, that weekday."""
    if is_holiday(match):
        return relative(match)
    at = next(n for n, piece in enumerate(match.pieces) if piece.kind == "WEEKDAY")
    return relative(Match("weekday", match.pieces[at : at + 1], match.first + at, match.first + at))


def day_of_year(match: Match) -> list[Draft]:
    """A day or month whose year the words count: "4 May last year", "ten years ago, on 4 May"."""
    if match.get("YEAR", "APOSTROPHE_YEAR"):  # "ten years ago, on 4 May 1998": two times, each by itself
        at = next(n for n, piece in enumerate(match.pieces) if piece.kind == "AGO") + 1
        ago = Match("ago", match.pieces[:at], match.first, match.first + at - 1)
        while match.pieces[at].kind not in (*_DAYS, *MONTHS, "WEEKDAY", "SHY_WEEKDAY"):
            at += 1
        return relative(ago) + calendar(Match("calendar", match.pieces[at:], match.first + at, match.last))
    draft = drafted(match)
    draft.relative = match
    draft.month, draft.day = number(match.get(*MONTHS)), _day(match)
    return [draft] if _possible(draft) else []


def nothing(match: Match) -> list[Draft]:
    """Looks like a time and is none."""
    return []


READINGS: dict[str, Callable[[Match], list[Draft]]] = {
    **dict.fromkeys(
        (
            *("deictic", "weekday", "unit_shift", "ago", "shifted", "near_day", "clock", "month_of_year"),
            *(
                "ago_day",
                "ago_unit",
                "ago_weekday",
                "day_beyond",
                "weekday_beyond",
                "unit_beyond",
                "this_day",
            ),
            "open_day",
            "the_quarter",
            "year_earlier",
        ),
        relative,
    ),
    "calendar": calendar,
    "ago_calendar": day_of_year,
    "century": century,
    "day_of_year": day_of_year,
    "days": days,
    "decade": decade,
    "duration": duration,
    "fiscal_year": fiscal_year,
    "halved": halved,
    "holiday": holiday,
    "iso_date": iso_date,
    "iso_time": iso_time,
    "lasting": lasting,
    "lunar": lunar,
    "lunar_year": lunar_year,
    "listed_month": listed_month,
    "month": month,
    "month_then_count": month_then_count,
    "nothing": nothing,
    "numeric_date": numeric_date,
    "odd_year": odd_year,
    "open_past": open_past,
    "open_time": open_time,
    "quarter": quarter,
    "season": season,
    "season_label": season_label,
    "set_month": set_month,
    "set_unit": set_unit,
    "set_weekday": set_weekday,
    "set_word": set_word,
    "several": several,
    "solar": solar,
    "spoken_year": spoken_year,
    "year": year,
    "year_list": year_list,
    "year_range": year_range,
}
