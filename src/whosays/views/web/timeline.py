"""The lines of a selection as a picture of time: a mark each, or, of more than can be seen, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta

from whosays.casebook.columns import OPEN_END, OPEN_START, Numbers
from whosays.views.chronology import entries, folded
from whosays.views.web.page import Name, page
from whosays.views.web.room import Ask
from whosays.views.web.selection import Selected, columns, day, rows
from whosays.views.web.templating import to
from whosays.views.wording import date_words, one_line

Unit = Literal["day", "month", "year", "decade", "century"]
MOST_MARKS = 120
"""Lines that are drawn one by one."""
BIN_WIDTH = 4
"""Pixels: a narrower bar can't be told from the next."""
FAR = 0.01
"""Of the lines at either end that the first view may leave out."""
LAST_DAY = date.max.toordinal()
_MONTHS: dict[Unit, int] = {"month": 1, "year": 12, "decade": 120, "century": 1200}


class TimelineQuestion(Selected, frozen=True, kw_only=True):
    """Which lines, and which part of time."""

    begin: Annotated[Name | None, Meta(description="EDTF: the first day that is shown.")] = msgspec.field(
        default=None, name="from"
    )
    end: Annotated[Name | None, Meta(description="EDTF: the last day that is shown.")] = msgspec.field(
        default=None, name="to"
    )
    width: Annotated[int, Meta(ge=100, le=10_000, description="Of the picture, in pixels.")] = 1000


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time, and how many lines are of it."""

    first: str
    last: str
    lines: int
    """That can only be of this time."""
    maybe: int
    """That may also be of another: their dates are less exact, or open."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A line, drawn by itself."""

    id: str
    address: str
    first: str | None
    last: str | None
    """First and last possible day; `None`: open."""
    date: str
    """In words."""
    words: str
    voice: str
    stance: str
    denied: bool
    hedged: bool


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to see between two days: marks, or bins of a `unit`."""

    first: str | None
    last: str | None
    """Of all the lines; `None`: no line has a date."""
    begin: str | None = msgspec.field(name="from")
    end: str | None = msgspec.field(name="to")
    total: int
    """Lines that may be of these days."""
    before: int
    after: int
    undated: int
    unit: Unit | None
    bins: tuple[Bin, ...]
    marks: tuple[Mark, ...]


@page("/timeline", template=None, summary="Lines as marks on a line of time, or counted by day, month, year.")
def timeline(ask: Ask, wanted: TimelineQuestion) -> Timeline:
    """What a picture of the lines that are asked for is drawn from."""
    table = columns(ask)
    chosen = rows(ask, wanted)
    chosen = chosen[~table.rejected[chosen]]
    dated = chosen[table.dated[chosen]]
    begins, ends = table.earliest[dated], table.latest[dated]
    known = np.sort(np.concatenate([begins[begins != OPEN_START], ends[ends != OPEN_END]]))
    if not len(known):
        return Timeline(
            first=None, last=None, begin=None, end=None, total=0, before=0, after=0,
            undated=len(chosen), unit=None, bins=(), marks=(),
        )  # fmt: skip
    low, high = _view(wanted, known)
    seen = (begins <= high) & (ends >= low)
    total = int(np.count_nonzero(seen))
    few = total <= MOST_MARKS
    unit = None if few else _unit(low, high, wanted.width // BIN_WIDTH)
    return Timeline(
        first=_day(int(known[0])),
        last=_day(int(known[-1])),
        begin=_day(low),
        end=_day(high),
        total=total,
        before=int(np.count_nonzero(ends < low)),
        after=int(np.count_nonzero(begins > high)),
        undated=len(chosen) - len(dated),
        unit=unit,
        bins=() if unit is None else tuple(_bins(begins[seen], ends[seen], low, high, unit)),
        marks=tuple(_marks(ask, table.number[dated[seen]].tolist())) if few else (),
    )


def _view(wanted: TimelineQuestion, known: Numbers) -> tuple[int, int]:
    """First and last day that are shown: as asked, or where nearly all the lines are."""
    low, high = _bulk(known)
    low = low if wanted.earliest is None else max(low, day(wanted.earliest, first=True))
    high = high if wanted.latest is None else min(high, day(wanted.latest, first=False))
    low = low if wanted.begin is None else day(wanted.begin, first=True)
    high = high if wanted.end is None else day(wanted.end, first=False)
    low = min(max(low, 1), LAST_DAY)
    return low, min(max(high, low), LAST_DAY)


def _bulk(known: Numbers) -> tuple[int, int]:
    """All the days, but for a few that lie so far off that the rest could hardly be seen."""
    far = int(len(known) * FAR)
    low, high = int(known[far]), int(known[-1 - far])
    whole = int(known[-1]) - int(known[0])
    return (low, high) if 0 < high - low < whole // 2 else (int(known[0]), int(known[-1]))


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _unit(low: int, high: int, most: int) -> Unit:
    """The finest of which so many are enough."""
    days = high - low + 1
    if days <= most:
        return "day"
    for unit, months in _MONTHS.items():
        if days / 30.4 / months <= most:
            return unit
    return "century"


def _bins(begins: Numbers, ends: Numbers, low: int, high: int, unit: Unit) -> Iterator[Bin]:
    edges = np.array([*_edges(low, high, unit)])
    first, last = np.searchsorted(edges, begins, "right") - 1, np.searchsorted(edges, ends, "right") - 1
    within = first == last
    sure = np.bincount(first[within & (first >= 0) & (first < len(edges) - 1)], minlength=len(edges))
    begun = np.searchsorted(np.sort(begins), edges[1:], "left")
    over = np.searchsorted(np.sort(ends), edges[:-1], "left")
    for at, all_ in enumerate(begun - over):
        if all_:
            yield Bin(
                first=_day(int(edges[at])),
                last=_day(int(edges[at + 1]) - 1),
                lines=int(sure[at]),
                maybe=int(all_ - sure[at]),
            )


def _edges(low: int, high: int, unit: Unit) -> Iterator[int]:
    """The first days of all units between two days, and the day after the last."""
    if unit == "day":
        yield from range(low, high + 2)
        return
    step = _MONTHS[unit]
    since, until = (12 * one.year + one.month - 1 for one in map(date.fromordinal, (low, high)))
    for month in range(since // step * step, until + step + 1, step):
        year, month_of_it = divmod(month, 12)
        if year > date.max.year:
            yield LAST_DAY + 1
            return
        yield date(year, month_of_it + 1, 1).toordinal() if year else 1


def _marks(ask: Ask, numbers: Sequence[int]) -> Iterator[Mark]:
    for first, *_ in folded(entries(ask.reader, ask.reader.weighed.lines(numbers))):
        yield Mark(
            id=first.id,
            address=to(first.id),
            first=first.earliest,
            last=first.latest,
            date=date_words(first.date),
            words=one_line(first.summary),
            voice=first.voice,
            stance=first.stance,
            denied=first.denied,
            hedged=first.hedged,
        )
