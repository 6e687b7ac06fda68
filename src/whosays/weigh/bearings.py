"""Places told by distance and direction: "12 kilometres south-east of Velm" as `12 km SE of Velm`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays.lexicon import load

LONGEST = 600
"""Code points of a passage that are looked at."""
_KM = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609, "mi": 1.609}
_NAMES = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_FAR = 0.35
"""Distances that differ by more than this part of the larger are two."""
_OF = re.compile(r"\b\w++(?= of )", re.I)


class Bearing(msgspec.Struct, frozen=True):
    """So far from, in that direction."""

    km: float | None
    degrees: float
    base: str

    def __str__(self) -> str:
        """Short words for it."""
        far = "" if self.km is None else f"{round(self.km, 1):g} km "
        return f"{far}{_NAMES[round(self.degrees / 45) % 8]} of {self.base}"

    def agrees(self, other: Bearing) -> bool:
        """May both be one spot?"""
        turn = abs(self.degrees - other.degrees) % 360
        if min(turn, 360 - turn) >= 45 or self.base.casefold() != other.base.casefold():
            return False
        if self.km is None or other.km is None:
            return True
        return abs(self.km - other.km) <= max(2.0, _FAR * max(self.km, other.km))


class _Compass(msgspec.Struct, frozen=True):
    """What of `lexicon/whereabouts.yaml` is read here."""

    bearings: dict[str, float]


def bearing_in(passage: str) -> Bearing | None:
    """The one place of this sort that a passage tells; `None` where it tells none or several."""
    passage = passage[:LONGEST]
    if _ends().isdisjoint(map(str.casefold, _OF.findall(passage))):
        return None  # as most do: the pattern is far slower
    found = {_made(match) for match in _pattern().finditer(passage)}
    return found.pop() if len(found) == 1 else None


def _made(match: re.Match[str]) -> Bearing:
    unit = (match["unit"] or "km").casefold()
    unit = unit if unit in _KM else unit[:-1]
    km = float(match["far"].replace(",", ".")) * _KM[unit] if match["far"] else None
    return Bearing(km, _degrees()[re.sub(r"[\s-]+", "", match["way"].casefold())], match["base"])


@cache
def _degrees() -> dict[str, float]:
    """The parts of the compass, written together."""
    return {way.replace("-", ""): degrees for way, degrees in load("whereabouts", _Compass).bearings.items()}


@cache
def _ends() -> frozenset[str]:
    """How parts of the compass may end: "north-west" in "west", "northwest" in itself."""
    parts = (way.split("-") for way in load("whereabouts", _Compass).bearings)
    return frozenset("".join(words[first:]) for words in parts for first in range(len(words)))


@cache
def _pattern() -> re.Pattern[str]:
    ways = {form for way in load("whereabouts", _Compass).bearings for form in (way, way.replace("-", ""))}
    ways = {way for way in ways if len(way) > 3} | {way.upper() for way in ways if len(way) <= 3}
    way = "|".join(
        re.escape(form).replace(r"\-", "[- ]?") for form in sorted(ways, key=lambda w: (-len(w), w))
    )
    long = rf"(?-i:{'|'.join(sorted(w for w in ways if len(w) <= 3 and w.isupper()))})|{way}"
    # Not "the north of Iraq": that is a part of it.
    return re.compile(
        r"(?:(?P<far>\d{1,4}(?:[.,]\d{1,2})?)[ -]?(?P<unit>km|kilomet(?:re|er)s?|miles?|mi)\b,? |\b(?<!the ))"
        rf"(?:to the )?(?P<way>{long}) of (?:the (?:town|city|village|port|capital) of )?"
        r"(?P<base>(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?)",
        re.I,
    )
