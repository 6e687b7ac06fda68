"""Where it is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
import numpy as np
from numpy.typing import NDArray

from whosays import gazetteer
from whosays.casebook.columns import OPEN_START, Columns, Spot
from whosays.views.standing import denied_rows
from whosays.views.web.page import Limit, Offset, page
from whosays.views.web.room import Ask
from whosays.views.web.selection import Selected, columns, query, rows, words

MOST_POINTS = 2_000
"""Places of a picture, those with the most lines; how many more there are is told."""
EPOCH = 719_163
"""The day from which numpy counts, as `date.toordinal` counts it."""


class Question(Selected, frozen=True, kw_only=True):
    """Which lines, and which part of the list of their places."""

    limit: Limit = 50
    offset: Offset = 0


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """A place, and how much is said of it."""

    place: str
    """By which a selection names it: its id in the gazetteer, else its name."""
    name: str
    country: str | None
    """ISO 3166-1 alpha-2."""
    lat: float
    lon: float
    radius_km: float
    """It lies somewhere in this circle."""
    lines: int
    denied: int
    """Of these, lines by which nothing of the kind happened there."""

    @property
    def land(self) -> str:
        """The country's name."""
        return country_name(self.country)


class MapPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some places out of `total`, those with the most lines first."""

    total: int
    offset: int
    limit: int
    lines: int
    """That are chosen."""
    placed: int
    """Of these, lines with a place on the map."""
    chosen: str
    """Which lines, in words; empty: all."""
    fields: tuple[tuple[str, str], ...]
    """The same as fields of an address."""
    places: tuple[PlaceView, ...]

    @property
    def all_lines(self) -> str:
        """The address of the chosen lines."""
        return "/chronology" + (f"?{urlencode(self.fields)}" if self.fields else "")

    def lines_at(self, place: str) -> str:
        """The address of the chosen lines at a place."""
        kept = [(field, value) for field, value in self.fields if field != "place"]
        return "/chronology?" + urlencode([*kept, ("place", place)])


class Points(msgspec.Struct, frozen=True, kw_only=True):
    """What a map is drawn from."""

    lines: int
    placed: int
    left_out: int
    """Places with fewer lines than those that are given."""
    years: tuple[tuple[int, int], ...]
    """Years, and how many lines begin in each, whatever days are chosen."""
    countries: dict[str, str]
    """Names by code."""
    places: tuple[PlaceView, ...]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The chosen lines by place."""

    lines: int
    placed: int
    order: NDArray[np.int64]
    """Places with a line, those with the most first."""
    by_place: NDArray[np.int64]
    denied: NDArray[np.int64]


def country_name(code: str | None) -> str:
    """As the gazetteer has it."""
    found = gazetteer.country(code) if code else None
    return found.name if found else code or ""


def _pairs(table: Columns) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows and places; a place that a line names twice is one."""
    many = max(len(table.places), 1)
    told = np.unique(table.place_row.astype(np.int64) * many + table.place)
    return told // many, told % many


def _tally(ask: Ask, chosen: Selected) -> Tally:
    table = columns(ask)
    flags = np.zeros(len(table), np.bool_)
    flags[rows(ask, chosen)] = True
    flags &= ~table.rejected
    row, place = ask.held.get("lines by place", lambda: _pairs(table))
    there = flags[row]
    row, place = row[there], place[there]
    many = len(table.places)
    by_place = np.bincount(place, minlength=many)
    return Tally(
        lines=int(np.count_nonzero(flags)),
        placed=len(np.unique(row)),
        order=np.argsort(-by_place, kind="stable")[: np.count_nonzero(by_place)],
        by_place=by_place,
        denied=np.bincount(place[denied_rows(table)[row]], minlength=many),
    )


def _views(table: Columns, tally: Tally, wanted: NDArray[np.int64]) -> Iterator[PlaceView]:
    for code in wanted.tolist():
        spot: Spot = table.places[code]
        yield PlaceView(
            place=spot.gazetteer or spot.name,
            name=spot.name,
            country=spot.country,
            lat=round(spot.lat, 4),
            lon=round(spot.lon, 4),
            radius_km=spot.radius_km,
            lines=int(tally.by_place[code]),
            denied=int(tally.denied[code]),
        )


def _years(ask: Ask, chosen: Selected) -> tuple[tuple[int, int], ...]:
    table = columns(ask)
    whenever = msgspec.structs.replace(chosen, earliest=None, latest=None)
    first = table.earliest[rows(ask, whenever)]
    days = (first[first != OPEN_START].astype(np.int64) - EPOCH).astype("datetime64[D]")
    years, many = np.unique(days.astype("datetime64[Y]").astype(np.int64) + 1970, return_counts=True)
    return tuple(zip(years.tolist(), many.tolist(), strict=True))


HEAD = ("place", "name", "country", "lat", "lon", "radius_km", "lines", "denied")


def _table(ask: Ask, asked: Question) -> Iterator[Sequence[object]]:
    yield HEAD
    tally = _tally(ask, asked)
    for view in _views(columns(ask), tally, tally.order):
        yield [getattr(view, name) for name in HEAD]


@page(
    "/map", template="map.html", summary="Places at which something is said to have happened.", table=_table
)
def map_page(ask: Ask, asked: Question) -> MapPage:
    """The places of the lines that are asked for."""
    tally = _tally(ask, asked)
    some = tally.order[asked.offset : asked.offset + asked.limit]
    return MapPage(
        total=len(tally.order),
        offset=asked.offset,
        limit=asked.limit,
        lines=tally.lines,
        placed=tally.placed,
        chosen=words(ask, asked),
        fields=tuple(query(asked)),
        places=tuple(_views(columns(ask), tally, some)),
    )


@page("/map/points", template=None, summary="What a map of these lines is drawn from.")
def map_points(ask: Ask, asked: Selected) -> Points:
    """The places with the most lines, all at once."""
    tally = _tally(ask, asked)
    places = tuple(_views(columns(ask), tally, tally.order[:MOST_POINTS]))
    codes = sorted({one.country for one in places if one.country})
    return Points(
        lines=tally.lines,
        placed=tally.placed,
        left_out=max(len(tally.order) - MOST_POINTS, 0),
        years=_years(ask, asked),
        countries={code: country_name(code) for code in codes},
        places=places,
    )


PAGES = (map_page, map_points)
