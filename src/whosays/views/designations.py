"""When somebody says that an entity was listed, banned or put under sanctions, and when that was lifted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.about import Between
from whosays.views.chronology import Entry, entries
from whosays.views.standing import is_denied, is_hedged
from whosays.views.wording import date_words

if TYPE_CHECKING:
    from whosays.casebook import Reader

ACTS = {"ban": "banned", "freezing": "assets frozen", "sanctions": "under sanctions"}
"""Entries of the lexicon that tell of an event by which somebody is designated, in words."""
_IN_FORCE = "remains-listed"
_BY = ("subject", "actor")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a designation, with its date: "listed", "lifted"."""

    words: str
    ends: bool
    """Is it the end of one?"""
    date: str
    """In words."""
    earliest: str | None
    latest: str | None
    denied: bool
    hedged: bool
    lines: int
    origins: int
    first: Entry
    """The first line that says so."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """From where somebody says that it began to where somebody says that it was lifted."""

    begin: str | None
    """First day; `None`: nobody says."""
    end: str | None


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """What one authority is said to have done."""

    by: str | None
    """The entity that designates; `None`: it is not said who."""
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]


def tracks(reader: Reader, parts: Sequence[str], *, most: int) -> tuple[Track, ...]:
    """What is said of the designations of an entity, by authority, in the order of time; `most` marks."""
    told: dict[int, list[Between]] = defaultdict(list)
    for row in reader.about.designations(parts, tuple(ACTS)):
        told[row.number].append(row)
    groups: dict[tuple[object, ...], list[Between]] = defaultdict(list)
    for rows in told.values():
        by = next((row.other for row in rows if row.other_role in _BY), None)
        one = rows[0]
        groups[by, _words(one), one.edtf, is_denied(one), is_hedged(one)].append(one)
    some = dict(list(groups.items())[:most])
    origins = reader.about.origins(one.number for group in some.values() for one in group)
    firsts = reader.weighed.lines([group[0].number for group in some.values()])
    of: dict[str | None, list[Mark]] = defaultdict(list)
    for (key, group), first in zip(some.items(), entries(reader, firsts), strict=True):
        by = key[0] if isinstance(key[0], str) else None
        of[by].append(_mark(group, first, max((origins.get(one.number, 0) for one in group), default=0)))
    return tuple(Track(by=by, marks=tuple(marks), bars=tuple(_bars(marks))) for by, marks in of.items())


def _mark(group: Sequence[Between], first: Entry, origins: int) -> Mark:
    one = group[0]
    return Mark(
        words=_words(one),
        ends=one.mode == "lifted",
        date=date_words(one.edtf),
        earliest=one.earliest,
        latest=one.latest,
        denied=is_denied(one),
        hedged=is_hedged(one),
        lines=len(group),
        origins=origins,
        first=first,
    )


def _words(one: Between) -> str:
    if one.type == "Sanction":
        return "lifted" if one.mode == "lifted" else "in force" if one.code == _IN_FORCE else "listed"
    return ACTS[one.code or ""]


def _bars(marks: Iterable[Mark]) -> Iterator[Bar]:
    """A beginning opens a bar unless one is open; a lifting closes it, or one whose beginning is open."""
    plain = [mark for mark in marks if not mark.denied and not mark.hedged]
    begin: str | None = None
    is_open = False
    for mark in sorted(plain, key=lambda mark: (mark.earliest or mark.latest or "~", mark.ends)):
        if mark.ends:
            yield Bar(begin=begin, end=mark.latest or mark.earliest)
            begin, is_open = None, False
        elif not is_open:
            begin = None if mark.words == "in force" else mark.earliest or mark.latest
            is_open = True
    if is_open:
        yield Bar(begin=begin, end=None)


# ── as a picture ──────────────────────────────────────────────────────────────────────────────────


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A bar on a scale of a thousand."""

    x: float
    width: float
    open_begin: bool
    open_end: bool


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """The years that a picture of tracks spans."""

    first: int
    last: int
    """Where it ends: the year after the last that is told."""

    def at(self, day: str) -> float:
        """Where a day lies, of a thousand."""
        return round(1000 * (_years(day) - self.first) / (self.last - self.first), 1)

    def ticks(self) -> Iterator[tuple[int, float]]:
        """Years to be marked, ten at most."""
        step = max(1, -(-(self.last - self.first) // 10))
        for year in range(self.first, self.last + 1, step):
            yield year, self.at(f"{year:04}-01-01")

    def drawn(self, bar: Bar) -> Drawn:
        """A bar on this scale; an open end reaches to the edge."""
        x = 0.0 if bar.begin is None else self.at(bar.begin)
        until = 1000.0 if bar.end is None else self.at(bar.end)
        return Drawn(x=x, width=max(6.0, until - x), open_begin=bar.begin is None, open_end=bar.end is None)


def scale(tracks: Iterable[Track]) -> Scale | None:
    """The years of these tracks; `None` where no date is told."""
    days = [day for track in tracks for mark in track.marks for day in (mark.earliest, mark.latest) if day]
    years = [int(_years(day)) for day in days]
    return Scale(first=min(years), last=max(years) + 2) if years else None


def _years(day: str) -> float:
    """A day as a number of years; days of other calendars' lengths are put at the nearest there is."""
    year, month, number = day.rsplit("-", 2)
    try:
        passed = date(int(year), int(month), int(number)) - date(int(year), 1, 1)
    except ValueError:
        return float(int(year))
    return int(year) + passed.days / 366
