"""Parts of countries and divisions, and borders between two: from where their populated places lie."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np

from whosays import gazetteer
from whosays.annotate.places.compass import beyond
from whosays.gazetteer import Spot

_EARTH = 6371.0
_MOST = 3000
_FEWEST = 4
_PART, _CORNER = 0.33, 0.2
"""The share of a country's places that "the north" and "the north-east" are taken to hold."""
_SHARE = 0.97
_PAIRS = 0.05
"""The share of the closest pairs of places across a border by which its course is told."""

Points = np.ndarray[Any, np.dtype[np.float64]]


class Area(msgspec.Struct, frozen=True):
    """A rough area as a circle."""

    lat: float
    lon: float
    radius_km: float


@lru_cache(maxsize=512)
def part(row: int, bearing: float | None) -> Area:
    """The part of a country, division or city that lies in a direction from its middle; `None`: the middle.

    Of a country the third of its populated places that lie farthest that way.
    """
    whole = gazetteer.spot(row)
    places = _places(row) if whole.kind != "city" else np.empty((0, 2))
    if len(places) < _FEWEST:
        return _part_of_circle(whole, bearing)
    if bearing is None:
        centre = _middle(places)
        away = np.sort(_distances(centre, places))
        return Area(*centre, _rounded(float(away[int(len(away) * 0.5)]) + 10))
    angle = math.radians(bearing)
    north = places[:, 0] - places[:, 0].mean()
    east = (places[:, 1] - places[:, 1].mean()) * np.cos(np.radians(places[:, 0]))
    along = north * math.cos(angle) + east * math.sin(angle)
    share = _PART if bearing % 90 == 0 else _CORNER
    chosen = places[np.argsort(-along, kind="stable")[: max(_FEWEST, int(len(places) * share))]]
    return _around(chosen)


def _part_of_circle(whole: Spot, bearing: float | None) -> Area:
    if bearing is None:
        return Area(whole.lat, whole.lon, _rounded(whole.radius * 0.6 + 1))
    lat, lon = beyond(whole.lat, whole.lon, bearing, whole.radius * 0.5)
    return Area(lat, lon, _rounded(whole.radius * 0.8 + 1))


@lru_cache(maxsize=512)
def border(row: int, other: int, side: bool = False) -> Area | None:
    """Along the border between two countries or divisions; `side`: on that of the first. `None`: no border.

    From the closest pairs of populated places across it: where nobody lives the border is not seen, and the
    radius reaches the farthest pair.
    """
    here, there = _places(row), _places(other)
    if len(here) < _FEWEST or len(there) < _FEWEST:
        return None
    nearest = np.empty(len(here))
    which = np.empty(len(here), dtype=np.int64)
    for first in range(0, len(here), 500):
        table = _table(here[first : first + 500], there)
        which[first : first + 500] = table.argmin(axis=1)
        nearest[first : first + 500] = table.min(axis=1)
    order = np.argsort(nearest, kind="stable")
    close = order[: max(_FEWEST, int(len(order) * _PAIRS))]
    if nearest[close[0]] > 150:
        return None
    close = close[nearest[close] < max(60.0, 3 * float(nearest[close[0]]))]
    points = here[close] if side else (here[close] + there[which[close]]) / 2
    found = _around(points)
    return Area(found.lat, found.lon, _rounded(found.radius_km + float(nearest[close].max())))


def _places(row: int) -> Points:
    return gazetteer.points(row)[:_MOST].astype(np.float64)


def _around(points: Points) -> Area:
    centre = _middle(points)
    away = np.sort(_distances(centre, points))
    return Area(*centre, _rounded(float(away[min(len(away) - 1, int(len(away) * _SHARE))]) + 10))


def _middle(points: Points) -> tuple[float, float]:
    """Half-way between the outermost: towns crowd together, countries do not."""
    lat, lon = points[:, 0], points[:, 1]
    return round(float(lat.min() + lat.max()) / 2, 4), round(float(lon.min() + lon.max()) / 2, 4)


def _distances(centre: tuple[float, float], points: Points) -> Points:
    away: Points = _table(np.array([centre], dtype=np.float64), points)[0]
    return away


def _table(a: Points, b: Points) -> Points:
    """Great-circle distances between all of `a` and all of `b`, in km."""
    unit_a, unit_b = _unit(a), _unit(b)
    chord: Points = np.sqrt(np.clip(2 - 2 * unit_a @ unit_b.T, 0, 4))
    angles: Points = 2 * np.arcsin(np.clip(chord / 2, 0, 1)) * _EARTH
    return angles


def _unit(points: Points) -> Points:
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _rounded(km: float) -> float:
    return round(km, 1)
