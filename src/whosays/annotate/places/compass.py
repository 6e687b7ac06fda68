"""Directions and distances on the ellipsoid (WGS 84, Karney's algorithms as in geographiclib)."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Protocol

from geographiclib.geodesic import Geodesic

from whosays.annotate.places.lexicon import known

EARTH = 6371.0
_EARTH_MODEL = Geodesic.WGS84


class Located(Protocol):
    """Anything with a point."""

    @property
    def lat(self) -> float:
        """Degrees."""

    @property
    def lon(self) -> float:
        """Degrees."""


def kilometres(a: Located, b: Located) -> float:
    """Great-circle distance: good to half a percent, and quick where many are compared."""
    return apart(a.lat, a.lon, b.lat, b.lon)


def apart(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The same for coordinates in degrees."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2
    half += math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def beyond(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point that lies `km` from another in a direction (degrees from north)."""
    there = _EARTH_MODEL.Direct(lat, lon, bearing, km * 1000)
    return round(there["lat2"], 4), round(there["lon2"], 4)


def middle(lat1: float, lon1: float, lat2: float, lon2: float) -> tuple[float, float, float]:
    """Half-way along the geodesic between two points, and its length in km."""
    line = _EARTH_MODEL.InverseLine(lat1, lon1, lat2, lon2)
    there = line.Position(line.s13 / 2)
    return round(there["lat2"], 4), round(there["lon2"], 4), line.s13 / 1000


@cache
def direction_pattern() -> str:
    """A regular expression for the parts of the compass, nouns and adjectives, in one group-free piece."""
    words = sorted(known().bearings, key=lambda word: (-len(word), word))
    spaced = [re.escape(word).replace("\\-", "[- ]?") for word in words if len(word) > 3]
    short = [word.upper() for word in words if len(word) <= 3]
    return f"(?:(?i:{'|'.join(spaced)})(?:-?(?i:ern(?:most)?|erly))?|{'|'.join(short)})"


def bearing(words: str) -> float | None:
    """Degrees from north of "north-eastern", "NNW", "south west"."""
    plain = re.sub(r"[- ]?(?:ernmost|ern|erly)$", "", words.strip().lower())
    table = _plain_bearings()
    return table.get(re.sub(r"[- ]", "", plain))


@cache
def _plain_bearings() -> dict[str, float]:
    return {word.replace("-", ""): degrees for word, degrees in known().bearings.items()}
