"""How the places of two events agree: on the map where both are on it, by their names otherwise."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Literal

from whosays.records.derived import Where
from whosays.resolve.events.sight import Sight

Spot = Literal["same", "near", "other", "apart", "open"]

_DEGREE = 111.2  # kilometres
_WIDE = 150.0  # kilometres: a place as large as this says little
_SLACK = 15.0  # kilometres that reports of one place differ by


def spot(a: Sight, b: Sight) -> Spot:
    """How the places agree.

    same: one name; near: as far apart as reports err, or one lies in the other; other: names that differ,
    which may be those of a town and its country; apart, on the map; open: not known.
    """
    if a.places.meet(b.places):
        return "same"
    found = [_two(one, other) for one in a.where for other in b.where]
    for best in ("same", "near"):
        if best in found:
            return best
    if "apart" in found:
        return "apart"
    return "other" if not found and a.places.whole and b.places.whole else "open"


def _two(one: Where, other: Where) -> Spot:
    if one.gazetteer is not None and one.gazetteer == other.gazetteer:
        return "open" if one.radius_km > _WIDE else "same"
    if one.country is not None and other.country is not None and one.country != other.country:
        return "apart"
    gap = distance(one, other)
    inner, outer = sorted((one.radius_km, other.radius_km))
    if gap <= outer + inner:
        return "open" if outer > _WIDE else "near"
    return "near" if gap <= outer + inner + _SLACK else "apart"


def distance(one: Where, other: Where) -> float:
    """In kilometres, on a flat map: enough for places that may be one."""
    east = (one.lon - other.lon + 180) % 360 - 180
    return _DEGREE * hypot(one.lat - other.lat, east * cos(radians((one.lat + other.lat) / 2)))
